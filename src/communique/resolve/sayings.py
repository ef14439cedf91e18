"""Sayings: the day from which the times inside a quotation are reckoned.

Takes found statements and the time expressions of a text, gives each statement's date and, for
any event, its date. One idea: whoever is quoted says "today" of the day on which they spoke, and
the article says it of the day on which it appeared. Where the day of speaking is not known to the
day, the article's serves; a quotation within a quotation follows the innermost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.read.dates import TimeSpan, date_of
from communique.read.datings import date_near, time_of
from communique.read.found import FoundStatement, Offsets
from communique.read.quotes import find_quotations
from communique.types import Date


@dataclass(frozen=True, slots=True)
class Saying:
    """Quoted words, `text[start:end]`, and the day on which they were said, if it is known."""

    start: int
    end: int
    day: str | None


def dated(
    text: str, statements: Sequence[FoundStatement], sentences: Sequence[Offsets],
    times: Sequence[TimeSpan], published: str | None,
) -> tuple[list[Date | None], list[Saying]]:
    """When each statement was made, and what is quoted.

    Args:
        text: the article.
        statements: in text order, each before those that it reports.
        sentences: for each statement the sentence of its cue, else of its content.
        times: what `find_times` found in the article.
        published: the article's date.
    """
    dates: list[Date | None] = []
    sayings: list[Saying] = []
    for one, sentence in zip(statements, sentences, strict=True):
        own = [t for t in times if not any(s <= t.start < e for s, e in one.content)]
        date = date_in(text, one.cue or one.content[0], sentence, own, published, sayings)
        day = date.value if date and date.precision == "day" else None
        dates.append(date)
        sayings += (Saying(start, end, day) for start, end in _quoted(text, one))
    return dates, sayings


def date_in(
    text: str, trigger: Offsets, sentence: Offsets, times: Sequence[TimeSpan],
    published: str | None, sayings: Sequence[Saying],
) -> Date | None:
    """The date of what `trigger` names; times quoted with it are reckoned from when it was said.

    "\"Yesterday we met,\" she said on Monday": they met on the Sunday, whenever that is printed.
    """
    around = (s for s in sayings if s.start <= trigger[0] and trigger[1] <= s.end)
    said = min(around, key=lambda s: s.end - s.start, default=None)
    if said is None or said.day is None:
        return date_near(text, trigger, sentence, times, published)
    days = [said.day if said.start <= t.start < said.end else published for t in times]
    known = [t for t, day in zip(times, days, strict=True) if date_of(t, day) is not None]
    span = time_of(text, trigger, sentence, known, said.day)
    if span is None:
        return None
    day = said.day if said.start <= span.start < said.end else published
    return date_near(text, trigger, sentence, [span], day)


def _quoted(text: str, one: FoundStatement) -> Iterator[Offsets]:
    """What stands in quotation marks of a statement's content."""
    if one.mode == "direct":
        yield from one.content
    elif one.mode == "mixed":
        for start, end in one.content:
            for quotation in find_quotations(text[start:end]):
                yield start + quotation.start, start + quotation.end
