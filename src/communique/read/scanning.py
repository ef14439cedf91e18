"""Runs the network over texts and decodes what it says, a bounded stretch at a time.

Takes texts, gives a `Scan` each: its words, quotations, attributions, occurrences and mentions,
all in words of the text. Windows of many texts share batches; a long text goes in blocks of
windows, whose rows are dropped once decoded, so that memory does not grow with the text. Knows
nothing of statements or actors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from communique.read.attribution import Attribution, Rows, attributions, tag_spans
from communique.read.events import Occurrence, occurrences, roles
from communique.read.model import Input, Model
from communique.read.pieces import Pieces, cut
from communique.read.quotes import Quotation, find_quotations
from communique.read.windows import Window, windows

# Windows whose rows are held at once: some 60 MB.
BLOCK = 64

Tagged = tuple[int, int, str]


@dataclass(slots=True)
class Scan:
    """What the network found in one text."""

    text: str
    pieces: Pieces
    quotations: list[Quotation]
    attributions: list[Attribution] = field(default_factory=list)
    occurrences: list[Occurrence] = field(default_factory=list)
    mentions: list[Tagged] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Block:
    scan: int
    windows: list[Window]


def scan(model: Model, texts: Sequence[str], *, events: bool = True) -> list[Scan]:
    """Reads `texts` with the network; `events` false leaves events and mentions alone."""
    scans = []
    for text in texts:
        quotations = find_quotations(text)
        scans.append(Scan(text, cut(text, model.tokenizer, quotations), quotations))
    for group in _groups(_blocks(scans)):
        _read_blocks(model, scans, group, events)
    return scans


def _blocks(scans: Sequence[Scan]) -> Iterator[_Block]:
    for index, one in enumerate(scans):
        found = windows(one.pieces)
        for at in range(0, len(found), BLOCK):
            yield _Block(index, found[at : at + BLOCK])


def _groups(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    group: list[_Block] = []
    size = 0
    for block in blocks:
        if group and size + len(block.windows) > BLOCK:
            yield group
            group, size = [], 0
        group.append(block)
        size += len(block.windows)
    if group:
        yield group


def _read_blocks(
    model: Model, scans: Sequence[Scan], blocks: list[_Block], events: bool
) -> None:
    labels = model.labels
    inputs = [
        Input(scans[b.scan].pieces, w.context, w.end) for b in blocks for w in b.windows
    ]
    rows = iter(model.rows(inputs))
    texts = [Rows(b.windows, [next(rows) for _ in b.windows]) for b in blocks]
    tagged = {
        head: [
            [(start + b.windows[0].start, end + b.windows[0].start, kind)
             for start, end, kind in spans]
            for b, spans in zip(blocks, tag_spans(labels, head, texts), strict=True)
        ]
        for head in ("attribution", *(("trigger", "party", "mention") if events else ()))
    }
    for index, block in enumerate(blocks):
        one, text = scans[block.scan], texts[index]
        found = attributions(labels, text, tagged["attribution"][index], one.pieces.layout)
        if events:
            parties = [(start, end) for start, end, _ in tagged["party"][index]]
            found = [
                replace(a, meant=roles(labels, text, a.cue, parties)[1]) if a.cue else a
                for a in found
            ]
        one.attributions += found
        if events:
            one.occurrences += occurrences(
                labels, text, one.pieces, tagged["trigger"][index], tagged["party"][index]
            )
            one.mentions += tagged["mention"][index]
