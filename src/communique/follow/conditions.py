"""What an undertaking hangs on: its condition and its deadline, from the words.

Takes the words of a statement and the day on which they were said, gives the clause that sets a
condition ("if any vessel crosses the line"), whether it waits for something not to be done
("unless"), and the last day for the act ("by 1 March", "within 48 hours"). Times are found by
`read.times`; a clause is cut at its comma or stop. It doesn't tell whether the condition came.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from communique.follow.days import Days, days_of
from communique.read.times import date_of, find_times

_CONDITION = re.compile(
    r"\b(?P<cue>if|unless|in case of|in the event (?:of|that)|should(?= [A-Z]| the| any| its| this)"
    r"|provided(?: that)?|on (?:the )?condition that|as long as|so long as|as soon as|the moment|once|until|in (?:exchange|return) for)\b"
    r"(?P<clause>[^,.;!?”\"]{3,140})",
    re.I,
)
# "Any further incursion would bring severe costs": the condition is the subject.
_SUBJECT = re.compile(
    r"\b(?P<clause>any (?:further |new |more |other )?[^,.;]{3,60}?) (?:would|will|shall) "
    r"(?:be|bring|have|lead|mean|trigger|meet|face|cost|result|draw|provoke)\b", re.I,
)
_WAITS = re.compile(
    r"^(?:unless|until)$", re.I
)
_NEGATED = re.compile(r"\b(?:not|n['’]t|fails?|refuses?|no)\b", re.I)
_EVEN = re.compile(r"\beven $", re.I)
# "Talks until Friday" is no condition: what follows is a time.
_TIME = re.compile(
    r"^\s*(?:(?:next|the end|late|early|mid)\b|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|tomorrow|tonight|midnight|noon|now\b|then\b|a deadline)", re.I,
)  # fmt: skip
# What stands right before a time that ends a term.
_BY = re.compile(
    r"\b(?:by|before|until|till|no later than|not later than|within|inside|deadline (?:of|is|for)"
    r"|(?:the )?end of|in the (?:next|coming)|over the (?:next|coming)|in)\s*(?:the\s+)?(?:end of\s+)?$", re.I,
)  # fmt: skip
_WITHIN = re.compile(
    r"\b(?:within|in|inside|over|for)\s+(?:the\s+)?(?:next\s+|coming\s+)?"
    r"(?P<n>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|sixty|ninety|few|several|a few|couple of)"
    r"[\s-]*(?P<unit>hour|day|week|month|year)s?(?:['’] time)?\b", re.I,
)  # fmt: skip
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "thirty": 30, "sixty": 60,
    "ninety": 90, "few": 4, "several": 5, "a few": 4, "couple of": 2,
}  # fmt: skip
_UNIT_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 31, "year": 366}


@dataclass(frozen=True, slots=True)
class Condition:
    """The clause that an undertaking hangs on; `waits` if it asks for something not to happen."""

    text: str
    clause: str
    waits: bool


@lru_cache(maxsize=65_536)
def condition_in(words: str) -> Condition | None:
    """The condition that some words set.

    >>> condition_in("we will strike back if one shell lands here").text
    'if one shell lands here'
    """
    for match in _CONDITION.finditer(words):
        cue, clause = match["cue"].lower(), match["clause"]
        if _EVEN.search(words[: match.start()]) or _TIME.match(clause):
            continue
        if cue in ("once", "until") and not re.search(r"\b(?:is|are|was|has|have|be|had|\w+s|\w+ed)\b", clause):
            continue
        waits = bool(_WAITS.match(cue)) or (cue in ("if", "should") and bool(_NEGATED.search(clause)))
        return Condition(" ".join(match[0].split()), clause.strip(), waits)
    subject = _SUBJECT.search(words)
    if subject:
        return Condition(" ".join(subject["clause"].split()), subject["clause"], False)
    return None


@lru_cache(maxsize=65_536)
def deadline_in(words: str, said: str) -> str | None:
    """The last day, month or year for an act, as an ISO prefix; None where the words fix none.

    >>> deadline_in("will hand over the port by 1 March", "2031-01-20")
    '2031-03-01'
    >>> deadline_in("must leave within 48 hours", "2031-01-20")
    '2031-01-22'
    """
    today = days_of(said)
    if today is None:
        return None
    within = _WITHIN.search(words)
    if within and (found := _counted(within, today)):
        return found
    best: str | None = None
    for span in find_times(words):
        date = date_of(span, said)
        day = days_of(date.value) if date else None
        if day is None or day.last < today.last or day.text == today.text[: len(day.text)]:
            continue
        bound = _BY.search(words[max(0, span.start - 24) : span.start]) is not None
        if bound and re.search(r"\bbefore\s*(?:the\s+)?$", words[: span.start], re.I):
            day = days_of((day.first - dt.timedelta(days=1)).isoformat()) or day
        if bound:
            return day.text
        best = best or day.text
    return best


def _counted(match: re.Match[str], today: Days) -> str | None:
    number = match["n"].lower()
    count = int(number) if number.isdigit() else _NUMBERS[number]
    days = count * _UNIT_DAYS[match["unit"].lower()]
    if not 0 < days < 3700:
        return None
    return (today.last + dt.timedelta(days=max(1, round(days)))).isoformat()


__all__ = ["Condition", "condition_in", "deadline_in"]
