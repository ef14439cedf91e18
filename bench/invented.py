"""Records of invented speakers in real sentences, to fill an archive without a network.

Takes texts, gives `Record`s whose statements and events are about as many, as long and as linked as the
reader's own: every third sentence a statement, one of three of them to somebody; every fifth an
event, told in the statement that it stands in. The same in every run. What they say of the world is nobody's.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import get_args

from communique.types import (
    Actor,
    Date,
    Document,
    Event,
    EventType,
    Force,
    Mention,
    Party,
    Record,
    Span,
    Statement,
    Status,
    content_id,
)

COUNTRIES = (
    "RUS", "UKR", "USA", "GBR", "FRA", "CHN", "IRN", "TUR", "DEU", "POL", "ISR", "SYR", "IND",
    "PAK", "JPN", "KOR", "EGY", "BRA", "SWE", "HUN",
)  # fmt: skip
FORCES, TYPES, STATUSES = get_args(Force), get_args(EventType), get_args(Status)
SHORTEST = 20  # letters of a sentence that is taken for a statement
_SENTENCE = re.compile(r"[^.\n]+\.?")


def cast() -> list[Actor]:
    """Twenty governments, and ten people of each."""
    states = [Actor(one, f"Government of {one}", "country", one, "GOV", why="invented")
              for one in COUNTRIES]  # fmt: skip
    people = [
        Actor(f"Q{900_000 + at}", f"Person {at}", "person", COUNTRIES[at % 20], "GOV",
              f"minister {at // 20}", "2010", None, f"Q{900_000 + at}", "invented")
        for at in range(200)
    ]  # fmt: skip
    return states + people


def records(articles: Iterator[dict[str, str]], count: int) -> Iterator[Record]:
    """Records of the articles until they hold `count` statements."""
    chance, actors = random.Random(5), cast()
    left = count
    for article in articles:
        one = _record(Document(**article), chance, chance.sample(actors, 5), left)
        left -= len(one.statements)
        yield one
        if left <= 0:
            return


def _record(
    document: Document, chance: random.Random, met: list[Actor], most: int
) -> Record:
    found = [Span.of(document.text, *_trimmed(match)) for match in _SENTENCE.finditer(document.text)]
    sentences = [one for one in found if len(one.exact) > SHORTEST]
    events = tuple(_event(document, one, chance, met) for one in sentences[::5])
    statements = tuple(
        _statement(document, one, chance, met, events) for one in sentences[::3][:most]
    )
    mentions = tuple(
        Mention(content_id("mention", document.id, one.start, one.start + 5),
                Span.of(document.text, one.start, one.start + 5), "person", chance.choice(met))
        for one in sentences
    )  # fmt: skip
    return Record(document, mentions, tuple(met), statements, events)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    words = match[0]
    return match.start() + len(words) - len(words.lstrip()), match.end()


def _statement(
    document: Document, words: Span, chance: random.Random, met: list[Actor],
    events: tuple[Event, ...],
) -> Statement:  # fmt: skip
    id = content_id("statement", document.id, "said", words.start, words.end)
    to = (Party(None, chance.choice(met)),) if chance.random() < 1 / 3 else ()
    told = tuple(one.id for one in events if words.start <= one.trigger.start < words.end)
    return Statement(
        id, "said" if chance.random() < 0.9 else "thought", Party(None, chance.choice(met)), to,
        None, (words,), chance.choice(("direct", "indirect", "mixed")),
        "assert" if chance.random() < 0.5 else chance.choice(FORCES), None,
        _date(document), (), told, 0.9,
    )  # fmt: skip


def _event(document: Document, words: Span, chance: random.Random, met: list[Actor]) -> Event:
    trigger = Span.of(document.text, words.start, words.start + 5)
    kind = chance.choice(TYPES)
    return Event(
        content_id("event", document.id, kind, trigger.start, trigger.end), kind, None, (), trigger,
        (Party(None, chance.choice(met)),), (Party(None, chance.choice(met)),), None,
        _date(document), (), "actual" if chance.random() < 0.6 else chance.choice(STATUSES), None,
        0.8,
    )  # fmt: skip


def _date(document: Document) -> Date | None:
    return Date(document.published, "day", "inferred") if document.published else None
