"""A small deterministic reader and articles of our own, to test the archive with.

The reader takes every `Name said …` as a statement and every "withdrew", "attacked", "met" as an
event; it reads what stands there and nothing else, in microseconds. A text that holds "CRASH"
kills its process, "RAISE" makes it give up, one that holds "BAD" is a failure.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from communique.ingest import Ingested
from communique.types import (
    Actor,
    Date,
    Document,
    Event,
    EventType,
    Failure,
    Force,
    Mention,
    Notice,
    Party,
    Place,
    Quantity,
    Record,
    Span,
    Statement,
    content_id,
)

PEOPLE = {
    "Varga": Actor("Q1", "Ilona Varga", "person", "HUN", "GOV", "foreign minister", "2019",
                   None, "Q1", "by name and office"),
    "Lindholm": Actor("Q2", "Sven Lindholm", "person", "SWE", "GOV", "prime minister", "2020-01",
                      "2023-05-01", "Q2", "by name"),
    "Okafor": Actor("Q3", "Ada Okafor", "person", "NGA", "MIL", None, None, None, None, "by name"),
    "Hungary": Actor("HUN", "Government of Hungary", "country", "HUN", "GOV", why="the state"),
    "Sweden": Actor("SWE", "Government of Sweden", "country", "SWE", "GOV", why="the state"),
    "Nigeria": Actor("NGA", "Government of Nigeria", "country", "NGA", "GOV", why="the state"),
    "rebels": Actor("group:rebels", "rebels", "group", None, "REB", why="unnamed"),
}  # fmt: skip
FORCES: dict[str, Force] = {
    "promised": "promise", "denied": "deny", "demanded": "demand", "threatened": "threaten",
}  # fmt: skip
EVENTS: dict[str, EventType] = {
    "withdrew": "RETREAT", "withdraw": "RETREAT", "attacked": "ASSAULT", "attack": "ASSAULT",
    "met": "CONSULT",
}  # fmt: skip
_NAMES = "|".join(PEOPLE)
_SAID = re.compile(rf"\b({_NAMES}) (said|promised|denied|demanded|threatened)(?: to ({_NAMES}))?"
                   r" (that [^.]*|to [^.]*|“[^”]*”)")  # fmt: skip
_DONE = re.compile(rf"\b(?:({_NAMES}) )?(?:will )?({'|'.join(EVENTS)})\b(?: ({_NAMES}))?")
_MUCH = re.compile(r"(about )?(\d[\d,]*) (troops)")


class FakeReader:
    """Reads like `communique.Reader`, by two patterns."""

    def pipe(self, documents: Iterable[Ingested]) -> Iterator[Record | Failure]:
        for document in (one.document for one in documents):
            if "CRASH" in document.text:
                os._exit(9)
            if "RAISE" in document.text:
                raise RuntimeError("the reader gave up")
            if "BAD" in document.text:
                yield Failure(document.id, "read", "ValueError", "it can't be read")
            else:
                yield read(document)


def make_reader(threads: int = 1) -> FakeReader:
    return FakeReader()


def broken_reader(threads: int = 1) -> FakeReader:
    raise RuntimeError("the model is missing")


def read(document: Document) -> Record:
    text = document.text
    found = [(match, name) for name in PEOPLE for match in re.finditer(rf"\b{name}\b", text)]
    found.sort(key=lambda one: one[0].start())
    mentions = tuple(
        Mention(content_id("mention", document.id, m.start(), m.end()), Span.of(text, *m.span()),
                "person", PEOPLE[name])
        for m, name in found
    )  # fmt: skip
    statements = tuple(_statement(document, match) for match in _SAID.finditer(text))
    events = tuple(_event(document, match, statements) for match in _DONE.finditer(text))
    statements = tuple(_telling(one, events) for one in statements)
    actors = tuple(dict.fromkeys(mention.actor for mention in mentions if mention.actor))
    warnings = () if document.published else (Notice("undated", "no date"),)
    return Record(document, mentions, actors, statements, events, warnings)


def _party(text: str, match: re.Match[str], group: int) -> Party | None:
    if match[group] is None:
        return None
    return Party(Span.of(text, *match.span(group)), PEOPLE[match[group]])


def _statement(document: Document, match: re.Match[str]) -> Statement:
    text = document.text
    to = _party(text, match, 3)
    date = Date(document.published, "day", "inferred") if document.published else None
    return Statement(
        content_id("statement", document.id, "said", match.start(4), match.end(4)), "said",
        _party(text, match, 1) or Party(), (to,) if to else (), Span.of(text, *match.span(2)),
        (Span.of(text, *match.span(4)),), "direct" if match[4][0] == "“" else "indirect",
        FORCES.get(match[2], "assert"), None, date, ("agreement:minsk",), (), 0.9,
    )  # fmt: skip


def _event(
    document: Document, match: re.Match[str], statements: tuple[Statement, ...]
) -> Event:
    text, (start, end) = document.text, match.span(2)
    holders = [one for one in statements
               if any(span.start <= start < span.end for span in one.content)]  # fmt: skip
    holder = holders[0] if holders else None
    actor, recipient = _party(text, match, 1), _party(text, match, 3)
    much = _MUCH.search(text, end)
    place = re.search(r"\bGothenburg\b", text)
    return Event(
        content_id("event", document.id, EVENTS[match[2]], start, end), EVENTS[match[2]], None,
        ("military",),
        Span.of(text, start, end), (actor,) if actor else (), (recipient,) if recipient else (),
        Place(Span.of(text, *place.span()), "Gothenburg", "SWE", 57.7, 11.97) if place else None,
        Date(document.published[:7], "month", "written") if document.published else None,
        (Quantity(float(much[2].replace(",", "")), "troops", "about" if much[1] else "exact",
                  Span.of(text, *much.span())),) if much else (),
        "planned" if holder else "actual", holder.id if holder else None, 0.8,
    )  # fmt: skip


def _telling(one: Statement, events: tuple[Event, ...]) -> Statement:
    from dataclasses import replace

    return replace(one, events=tuple(event.id for event in events if event.according_to == one.id))


def article(number: int, **fields: str) -> dict[str, str]:
    """An article of our own; every number gives another text."""
    names, verbs = list(PEOPLE), ["said", "promised", "denied", "demanded", "threatened"]
    speaker, other = names[number % 7], names[(number // 7 + number + 1) % 7]
    verb = verbs[number % 5]
    town = ["Gothenburg", "Szeged", "Kano", "Lund", "Pécs"][number % 5]
    words = " ".join(f"{town.lower()}{(number * 7919 + at * 104729) % 9973}" for at in range(40))
    text = (
        f"{speaker} {verb} to {other} that the army will withdraw from {town} in week {number}. "
        f"{other} attacked {speaker} with {number + 10} troops. It was a cold day, wrote note "
        f"{number}. {words}. Nobody met the mayor — 😀 — of {town}."
    )
    return {
        "id": f"a{number}", "text": text, "title": f"Note {number} from {town}",
        "published": f"202{number % 4}-0{number % 9 + 1}-1{number % 10}",
        "publisher": ["Morning Post", "Evening Mail", "Wire One"][number % 3],
        "url": f"https://news.example/{number}", "language": "en",
    } | fields  # fmt: skip
