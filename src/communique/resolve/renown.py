"""How well known the bearers of a name are on a day, and whom a lone surname means.

Takes records of people, gives numbers and, where one stands out, the person. The one idea: the
weight of an office tells how likely its holder is meant, and past office fades. What else a phrase
or an article says of a bearer is for `resolve.candidates` and `resolve.people` to weigh.
"""

from __future__ import annotations

import datetime as dt

from communique.read.nouns import NO_NAMES
from communique.resolve.names import COMMON
from communique.resolve.persons import holds_on, iso_of, persons_named, tenure_on, weight
from communique.resolve.spellings import key_of
from communique.resolve.tables import PersonRecord, Tables

KNOWN_BY_SURNAME = 4.0
STANDS_OUT_BY_SURNAME = 1.5
"""Of two bearers of a name the more prominent must be so by this much, or nobody is meant: "Lavrov"
(a foreign minister, 8, against a deputy's 3) yes, "Smith" (5 against 5) no."""

_TOP = 8
"""The least weight of an office whose holder is known by surname to all: a foreign minister's."""
_FEW = 5
"""Bearers in the tables up to which a surname is rare: of the heads of state and government and
foreign ministers tried, "Lavrov", "Macron", "Morrison" have so few; "Johnson", "Lee" 40."""


def prominence(person: PersonRecord, on: str | None) -> float:
    """How likely a bearer of a name is meant on the day: the weight of their office, less if past."""
    best = 3.0 if person.sector else 1.0
    for tenure in person.tenures:
        if holds_on(tenure, on):
            factor = 1.0
        else:
            past = tenure.end is not None and tenure.end <= iso_of(on)
            factor = _faded(tenure.end or "", iso_of(on)) if past else 0.4
        best = max(best, weight(tenure) * factor)
    return best


def _faded(end: str, day: str) -> float:
    """Past office counts for less with the years: 0.9 at once, 0.5 after twenty and more."""
    year = dt.date.today().year if day == "9999" else int(day[:4])
    return max(0.5, 0.9 - 0.02 * max(0, year - int(end[:4])))


def standing_out(persons: list[PersonRecord], on: str | None) -> PersonRecord | None:
    """Who of the bearers of one surname is meant on the day, where nothing else is said; or nobody."""
    ranked = sorted(((prominence(one, on), one.key, one) for one in persons), key=lambda one: (-one[0], one[1]))
    if not ranked or ranked[0][0] < KNOWN_BY_SURNAME:
        return None
    rival = ranked[1][0] if len(ranked) > 1 else 0.0
    return ranked[0][2] if ranked[0][0] >= STANDS_OUT_BY_SURNAME * rival else None


def renowned(name: str, on: str | None, tables: Tables) -> PersonRecord | None:
    """Whom a lone surname means to any reader of the day: "Macron" the president of France.

    Who leads a state or its diplomacy that day, bears a rare name, and stands out as in `who`.
    """
    low = name.lower()
    if " " in name or not name[:1].isupper() or low in COMMON or low in NO_NAMES:
        return None
    key = key_of(name)  # spelled so: a "Saree" only sounds like President Sarraj
    records = [
        one for one in persons_named(name, tables)
        if any(key in key_of(form).split() for form in (one.name, *one.variants))
    ]  # fmt: skip
    best = standing_out(records, on) if 0 < len(records) <= _FEW else None
    office = tenure_on(best, on) if best is not None else None
    return best if office is not None and weight(office) >= _TOP else None
