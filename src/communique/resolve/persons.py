"""Who bears a name, and what they were on a day.

Takes names as they are written ("Lavrov", "Sergei Lavrov", "Zelenskiy", "Mr Xi"), gives
`PersonRecord`s, the most prominent first; `actor_of` makes the `Actor` for a day, with office, its
dates and sector (ELI for who held an office and no longer does). Does not choose by context: the
linker does.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from communique.resolve.spellings import key_of, sound_of, unaccented
from communique.resolve.tables import PersonRecord, Tables, Tenure, builtin, words_or_none
from communique.resolve.titles import weight_of
from communique.types import Actor

NAME_FIRST = frozenset({"CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "VNM", "KHM", "MMR", "SGP"})
"""States where the family's name stands first: "Xi" is the president of China, "Jinping" nobody."""

_TITLES = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame|lord|lady|baroness|the|hon|president|prime minister|premier|"
    r"minister|foreign minister|secretary|chancellor|senator|sen|rep|congressman|congresswoman|general|gen|lt gen|"
    r"maj gen|brig gen|adm|admiral|col|colonel|lieutenant|lt|captain|capt|maj|major|marshal|ambassador|governor|gov|"
    r"mayor|judge|justice|sheikh|shaykh|sheik|ayatollah|grand ayatollah|mullah|imam|king|queen|prince|princess|emir|"
    r"sultan|his excellency|us president|vice president|speaker|herr|monsieur|comrade|then|former|late|"
    r"commander|commissioner|archbishop|bishop|cardinal|rabbi|patriarch|reverend|rev) )+"
)
_LONG_ENOUGH_TO_SOUND = 5
_AGE = re.compile(r"[,(].*$")


def plain_name(name: str) -> str:
    """A name in plain letters, without what stands in brackets.

    >>> plain_name("Recep Tayyip Erdoğan")
    'Recep Tayyip Erdogan'
    """
    return " ".join(unaccented(re.sub(r"\(.*?\)", " ", name)).split())


def name_keys(name: str, country: str | None) -> Iterator[tuple[str, int]]:
    """The keys under which a name is found, and how much of the name each is (9 all, 1 a surname)."""
    words = key_of(name).split()
    if not words:
        return
    full = " ".join(words)
    if "of" in words[1:]:
        # "Salman of Saudi Arabia": his names stand before the "of".
        yield full, 9
        words = words[: words.index("of", 1)]
        full = " ".join(words)
    yield full, 9
    yield f"~{sound_of(full)}", 8
    if len(words) > 2:
        yield f"{words[0]} {words[-1]}", 6
        yield f"~{sound_of(f'{words[0]} {words[-1]}')}", 5
        yield " ".join(words[-2:]), 4
        yield f"~{sound_of(' '.join(words[-2:]))}", 3
    if len(words) > 1:
        surname = words[0] if country in NAME_FIRST else words[-1]
        if surname in ("jr", "sr", "ii", "iii", "iv", "vi"):
            surname = words[-2]
        if len(surname) > 1:
            yield surname, 2
            yield f"~{sound_of(surname)}", 1


def persons_named(name: str, tables: Tables | None = None) -> list[PersonRecord]:
    """All who bear the name (full, surname, or a variant spelling), the most prominent first.

    Titles ("Mr", "President", "Gen.") are passed over.

    >>> persons_named("Mr Lavrov")[0].name
    'Sergey Lavrov'
    """
    return list(_persons_named(name, tables or builtin()))


@lru_cache(maxsize=8192)
def _persons_named(name: str, tables: Tables) -> tuple[PersonRecord, ...]:
    full = key_of(_AGE.sub("", name))
    bare = _TITLES.sub("", full)
    for key in dict.fromkeys((full, bare)):
        # One short word that only sounds like a surname is seldom meant: "Alla" is no Minister Ala.
        sounds = [f"~{sound_of(key)}"] if " " in key or len(key) >= _LONG_ENOUGH_TO_SOUND else []
        for spelling in (key, *sounds):
            rows = tables.person_names.find(spelling) if key else []
            if rows:
                keys = dict.fromkeys(one for row in rows for one in row[0].split(" "))
                found = (person_of(one, tables) for one in list(keys)[:40])
                return tuple(person for person in found if person)
    return ()


@lru_cache(maxsize=8192)
def person_of(key: str, tables: Tables | None = None) -> PersonRecord | None:
    """The person with this key, or None."""
    rows = (tables or builtin()).persons.find(key)
    if not rows:
        return None
    name, country, wikidata, sector, variants, tenures = rows[0]
    return PersonRecord(
        key, name, words_or_none(country), words_or_none(wikidata),
        tuple(filter(None, variants.split("|"))),
        tuple(_tenure(one) for one in filter(None, tenures.split("|"))), words_or_none(sector),
    )  # fmt: skip


def _tenure(text: str) -> Tenure:
    office, roles, country, start, end, body, sector = text.split("^")
    return Tenure(
        office, tuple(filter(None, roles.split(","))), words_or_none(country),
        words_or_none(start), words_or_none(end), words_or_none(body), sector or "GOV",
    )  # fmt: skip


def iso_of(on: str | dt.date | None) -> str:
    """A day as an ISO prefix; without one, a day after all that the tables know."""
    if on is None:
        return "9999"
    return on if isinstance(on, str) else on.isoformat()[:10]


def holds_on(tenure: Tenure, on: str | dt.date | None) -> bool:
    """Whether the office was held on the day: dates are prefixes, so a month covers its days."""
    day = iso_of(on)
    if tenure.end is not None and day[: len(tenure.end)] > tenure.end[: len(day)]:
        return False
    if tenure.end is not None and day == "9999":
        return False
    return tenure.start is None or day[: len(tenure.start)] >= tenure.start[: len(day)]


def weight(tenure: Tenure) -> int:
    """How prominent an office is, by its highest role."""
    return max((weight_of(role) for role in tenure.roles), default=1)


def tenure_on(person: PersonRecord, on: str | dt.date | None = None) -> Tenure | None:
    """The office that the person held on the day, the highest if several; None if none."""
    held = [one for one in person.tenures if holds_on(one, on)]
    return max(held, key=lambda one: (weight(one), one.start or ""), default=None)


def former_on(person: PersonRecord, on: str | dt.date | None = None) -> Tenure | None:
    """The highest office that had ended by the day; None if there was none."""
    day = iso_of(on)
    ended = [one for one in person.tenures if one.end is not None and one.end <= day]
    return max(ended, key=lambda one: (weight(one), one.end or ""), default=None)


_RENOWN = 8
"""The weight of a foreign minister, a head of state or of government."""
_CALLINGS = frozenset(("BUS", "EDU", "JRN", "CVL", "UNK"))


def actor_of(
    person: PersonRecord,
    on: str | dt.date | None = None,
    why: str = "",
    tenure: Tenure | None = None,
) -> Actor:
    """The person as an actor on the day: office, its dates, sector; ELI if a former holder.

    Who works for an organisation of states has no country while they do.
    """
    office = tenure or tenure_on(person, on)
    former = None if office else former_on(person, on)
    country = person.country if office is None or office.country else None
    if office and office.body and office.sector != "IGO":
        country = person.country
    sector = office.sector if office else person.sector or ("ELI" if former else "UNK")
    if former and weight(former) >= _RENOWN and sector in _CALLINGS:
        sector = "ELI"  # a businessman who was president is a former president
    shown = office or former
    return Actor(
        person.key, person.name, "person", country, sector,
        shown.office if shown else None, shown.start if shown else None,
        shown.end if shown else None, person.wikidata, why or _reason(person, office, former),
    )  # fmt: skip


def _reason(person: PersonRecord, office: Tenure | None, former: Tenure | None) -> str:
    if office:
        since = f" from {office.start}" if office.start else ""
        return f"{person.name} was {office.office}{since}{f' to {office.end}' if office.end else ''}."
    if former:
        return f"{person.name} was {former.office} until {former.end} and held no office on the day."
    return f"The tables know {person.name}, but no office of theirs on the day."
