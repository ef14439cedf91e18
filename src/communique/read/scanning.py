"""Runs the network over texts and decodes what it says, a bounded stretch at a time.

Takes texts, gives a `Scan` each: its words, quotations, attributions, occurrences and mentions,
all in words of the text. Windows of many texts share batches; a long text goes in blocks of
windows, whose rows are dropped once decoded, so that memory does not grow with the text. Knows
nothing of statements or actors.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from communique.read.attribution import Attribution, Rows, attributions, tag_spans
from communique.read.events import Occurrence, meant, occurrences
from communique.read.found import Offsets
from communique.read.model import Input, Model
from communique.read.parties import whole
from communique.read.pieces import Pieces, cut
from communique.read.quotes import Quotation, find_quotations
from communique.read.triggers import settled_triggers
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
    named: list[tuple[int, int]] = field(default_factory=list)  # given: mentions found by rule


@dataclass(frozen=True, slots=True)
class _Block:
    scan: int
    windows: list[Window]


def scan(
    model: Model, texts: Sequence[str], *, events: bool = True,
    named: Sequence[Sequence[Offsets]] = (),
) -> list[Scan]:
    """Reads `texts` with the network.

    Args:
        model: the network.
        texts: what to read.
        events: false leaves events and mentions alone.
        named: for each text, mentions found by rule, in order: who else may take part in events.
    """
    scans = []
    for index, text in enumerate(texts):
        quotations = find_quotations(text)
        one = Scan(text, cut(text, model.tokenizer, quotations), quotations)
        if named:
            one.named = sorted(w for s in named[index] if (w := one.pieces.words_of(*s)))
        scans.append(one)
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
        first, last = block.windows[0].context, block.windows[-1].end
        found = attributions(labels, text, tagged["attribution"][index], one.pieces.layout)
        if events:
            near = one.named[bisect_left(one.named, (first,)) : bisect_left(one.named, (last,))]
            parties = whole(one.text, one.pieces, tagged["party"][index], near)
            cues = sorted({a.cue for a in found if a.cue})
            told = dict(zip(cues, meant(labels, text, cues, parties), strict=True))
            found = [replace(a, meant=told[a.cue]) if a.cue else a for a in found]
        one.attributions += found
        if events:
            one.occurrences += occurrences(
                labels, text, one.pieces,
                settled_triggers(one.text, one.pieces, tagged["trigger"][index],
                                 block.windows[0].start, last),
                parties,
                near,
            )
            one.mentions += tagged["mention"][index]
