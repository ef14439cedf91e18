"""Chapters: a text too long to be read at once is read in parts, and put together again.

Takes a document, gives its parts; takes their records, gives one of the whole. The one idea: time
and memory grow with the text and no faster, since nothing that compares everything with everything
sees more than a chapter. Who "he" is at the beginning of a chapter is not looked for in the one
before; articles are shorter than a chapter, so this concerns transcripts and books.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from communique.resolve.records import distinct
from communique.types import (
    Actor,
    Document,
    Event,
    Mention,
    Notice,
    Party,
    Record,
    Span,
    Statement,
    content_id,
)

CHAPTER = 40_000  # characters; the longest of 500 articles at hand has a quarter of it
# Where a text may be cut, best first: paragraphs, lines, sentences, words.
CUTS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?][\"”’)]*\s"), re.compile(r"\s"))


def chapters(document: Document) -> list[tuple[int, Document]]:
    """The parts of the document with their offsets; a text of usual length is its only part."""
    return [
        (start, replace(document, text=document.text[start:end]))
        for start, end in _cuts(document.text)
    ]


def joined(
    document: Document, parts: Iterable[tuple[int, Record]], warnings: tuple[Notice, ...] = ()
) -> Record:
    """One record of `document` from those of its chapters, offsets and ids as in the whole."""
    mentions: list[Mention] = []
    statements: list[Statement] = []
    events: list[Event] = []
    actors: dict[str, Actor] = {}
    for start, part in parts:
        mentions += (_mention(one, document.id, start) for one in part.mentions)
        told, happened = _told(part, document.id, start)
        statements += told
        events += happened
        for actor in part.actors:
            actors.setdefault(actor.key, actor)
    return Record(
        document, tuple(mentions), tuple(actors.values()), tuple(statements), tuple(events),
        warnings,
    )  # fmt: skip


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > CHAPTER:
        end = _cut(text, start, start + CHAPTER)
        yield start, end
        start = end
    yield start, len(text)


def _cut(text: str, start: int, limit: int) -> int:
    """The last good place to cut in the second half of what fits."""
    half = (start + limit) // 2
    for pattern in CUTS:
        ends = [match.end() for match in pattern.finditer(text, half, limit)]
        if ends:
            return ends[-1]
    return limit


def _told(
    part: Record, document: str, by: int
) -> tuple[list[Statement], list[Event]]:
    """A chapter's statements and events, moved, with the ids that they have in the whole."""
    said = [_statement(one, by) for one in part.statements]
    done = [_event(one, by) for one in part.events]
    said_ids = _renamed(part.statements, (
        content_id("statement", document, one.kind, *_offsets(one.content)) for one in said
    ))
    done_ids = _renamed(part.events, (
        content_id("event", document, one.type, one.trigger.start, one.trigger.end)
        for one in done
    ))
    return (
        [
            replace(
                one, id=said_ids[one.id], parent=one.parent and said_ids[one.parent],
                events=tuple(done_ids[event] for event in one.events),
            )
            for one in said
        ],
        [
            replace(
                one, id=done_ids[one.id], according_to=one.according_to and said_ids[one.according_to]
            )
            for one in done
        ],
    )  # fmt: skip


def _renamed(old: Sequence[Statement] | Sequence[Event], new: Iterable[str]) -> dict[str, str]:
    return dict(zip((one.id for one in old), distinct(list(new)), strict=True))


def _offsets(spans: Iterable[Span]) -> list[int]:
    return [offset for span in spans for offset in (span.start, span.end)]


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.exact)


def _party(party: Party, by: int) -> Party:
    return replace(party, span=_moved(party.span, by)) if party.span else party


def _mention(one: Mention, document: str, by: int) -> Mention:
    span = _moved(one.span, by)
    return replace(one, id=content_id("mention", document, span.start, span.end), span=span)


def _statement(one: Statement, by: int) -> Statement:
    return replace(
        one, speaker=_party(one.speaker, by),
        addressees=tuple(_party(party, by) for party in one.addressees),
        cue=_moved(one.cue, by) if one.cue else None,
        content=tuple(_moved(span, by) for span in one.content),
    )  # fmt: skip


def _event(one: Event, by: int) -> Event:
    place = replace(one.place, span=_moved(one.place.span, by)) if one.place else None
    return replace(
        one, trigger=_moved(one.trigger, by), place=place,
        actors=tuple(_party(party, by) for party in one.actors),
        recipients=tuple(_party(party, by) for party in one.recipients),
        magnitude=tuple(replace(much, span=_moved(much.span, by)) for much in one.magnitude),
    )  # fmt: skip
