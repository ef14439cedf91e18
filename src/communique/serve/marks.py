"""Marks: an article's text with what was read in it, cut so that a page can show both.

Takes a record, gives paragraphs of segments. A segment is a stretch over which nothing begins or
ends: it knows the statements and events that it belongs to, the innermost last, and the references
(1, 2 … for statements, a, b … for events) that stand before it. No character is lost but the line
ends between paragraphs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from communique.types import Actor, Record

_ORDER = ("said", "thought", "speaker", "cue", "deed")
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Item:
    """A statement or event of the article: its place in the page and its number there."""

    key: str
    number: str
    id: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with one set of marks; `refs` stand before it."""

    text: str
    classes: tuple[str, ...]
    items: tuple[str, ...]
    refs: tuple[Item, ...]
    actor: Actor | None


@dataclass(frozen=True, slots=True)
class Marked:
    """The paragraphs of a text, and the items in them by id."""

    paragraphs: list[list[Segment]]
    items: dict[str, Item]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    item: Item | None = None
    actor: Actor | None = None


def mark(record: Record) -> Marked:
    """The text of a record, marked with all that was read in it."""
    items = {
        one.id: Item(f"s{at}", str(at), one.id) for at, one in enumerate(record.statements, 1)
    } | {one.id: Item(f"e{at}", letters(at), one.id) for at, one in enumerate(record.events, 1)}
    marks = sorted(_marks(record, items), key=lambda one: (one.start, -one.end))
    first: dict[str, tuple[int, Item]] = {}
    for one in marks:
        if one.item is not None and one.kind in ("said", "thought", "deed"):
            first.setdefault(one.item.key, (one.start, one.item))
    refs: dict[int, list[Item]] = defaultdict(list)
    for start, item in first.values():
        refs[start].append(item)
    return Marked(_paragraphs(record.document.text, marks, refs), items)


def letters(number: int) -> str:
    """The number of an event: a, b … z, aa, ab …

    >>> [letters(number) for number in (1, 26, 27, 53)]
    ['a', 'z', 'aa', 'ba']
    """
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def _marks(record: Record, items: dict[str, Item]) -> Iterator[_Mark]:
    for statement in record.statements:
        item = items[statement.id]
        for span in statement.content:
            yield _Mark(span.start, span.end, statement.kind, item)
        for kind, part in (("speaker", statement.speaker.span), ("cue", statement.cue)):
            if part is not None:
                yield _Mark(part.start, part.end, kind, item)
    for event in record.events:
        yield _Mark(event.trigger.start, event.trigger.end, "deed", items[event.id])
    for mention in record.mentions:
        if mention.actor is not None and mention.kind != "pronoun":
            yield _Mark(mention.span.start, mention.span.end, "who", actor=mention.actor)


def _paragraphs(
    text: str, marks: list[_Mark], refs: dict[int, list[Item]]
) -> list[list[Segment]]:
    edges = sorted({edge for one in marks for edge in (one.start, one.end)})
    found, active, waiting, at = [], list[_Mark](), 0, 0
    for paragraph in _PARAGRAPH.finditer(text):
        start, segments = paragraph.start(), list[Segment]()
        while at < len(edges) and edges[at] <= start:
            at += 1
        inside = at
        while inside < len(edges) and edges[inside] < paragraph.end():
            inside += 1
        for end in (*edges[at:inside], paragraph.end()):
            while waiting < len(marks) and marks[waiting].start <= start:
                active.append(marks[waiting])
                waiting += 1
            active = [one for one in active if one.end > start]
            segments.append(_segment(text[start:end], active, refs.pop(start, [])))
            start = end
        found.append(segments)
        at = inside
    return found


def _segment(text: str, active: list[_Mark], refs: list[Item]) -> Segment:
    inner = sorted(active, key=lambda one: one.start - one.end)
    kinds = {one.kind for one in inner}
    items = dict.fromkeys(one.item.key for one in inner if one.item is not None)
    actors = [one.actor for one in inner if one.actor is not None]
    return Segment(
        text, tuple(kind for kind in _ORDER if kind in kinds), tuple(items), tuple(refs),
        actors[-1] if actors else None,
    )  # fmt: skip
