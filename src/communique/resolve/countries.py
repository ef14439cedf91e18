"""Which state some words stand for.

Takes a phrase ("the Russian", "Kyiv", "Downing Street", "Kenyans", "Nairobi"), gives a
`CountryNamed`: the code, how the words name it, and where they stand. The one idea: every way to
name a state is a row of one table, told apart by `how`; a town counts only where nothing else does.
Doesn't ask whether a capital stands for its government or is a place: the linker does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from communique.resolve.spellings import Word, words_of
from communique.resolve.tables import City, Country, Tables, builtin, words_or_none
from communique.types import Actor

How = Literal["name", "adjective", "people", "capital", "seat", "city", "region", "former"]
_LONGEST = 8
# A town's namesake abroad is passed over if it has this many times fewer people: Hyderabad in India
# has four times those of Hyderabad in Pakistan, Birmingham in England five times those in Alabama.
_LARGER = 3.0
_OF_MANY_STATES = frozenset(
    f"{side}{part}"
    for part in ("america", "american", "americans", "asia", "asian", "africa", "african", "africans", "europe", "european")
    for side in ("latin ", "south ", "central ", "north ", "east ", "west ", "southeast ", "eastern ", "western ", "southern ", "northern ", "")
    if side or not part.startswith("america")
) - {"south african", "south africa", "central african", "south africans"} | {"middle east", "middle eastern", "balkans", "caucasus", "west"}  # fmt: skip
# Without a capital letter these are prose ("car", "us", "turkey"), unless all of the phrase is.
_SURE_IN_LOWER_CASE = frozenset({"adjective", "people"})


@dataclass(frozen=True, slots=True)
class CountryNamed:
    """A state, the way it is named, and the offsets of the words that do in the phrase."""

    iso3: str
    how: How
    start: int
    end: int


def country_named(phrase: str, tables: Tables | None = None) -> CountryNamed | None:
    """The state that the whole phrase names, or None ("the" and a possessive 's don't count).

    >>> country_named("the Kremlin").iso3, country_named("Kyiv").how
    ('RUS', 'capital')
    """
    words = words_of(phrase)
    if words and words[0].key == "the":
        words = words[1:]
    found = _named(phrase, words, tables or builtin()) if 0 < len(words) <= _LONGEST else None
    return found


def country_in(phrase: str, tables: Tables | None = None) -> CountryNamed | None:
    """The first state that the phrase names, a town only if no state is named otherwise."""
    found = countries_in(phrase, tables)
    sure = [one for one in found if one.how not in ("city", "region")]
    return next(iter(sure or found), None)


def countries_in(phrase: str, tables: Tables | None = None) -> list[CountryNamed]:
    """All that names a state in the phrase, in text order; the longest words first.

    >>> [one.iso3 for one in countries_in("the Russian ambassador to South Sudan")]
    ['RUS', 'SSD']
    """
    return list(_countries_in(phrase, tables or builtin()))


@lru_cache(maxsize=8192)
def _countries_in(phrase: str, tables: Tables) -> tuple[CountryNamed, ...]:
    words = words_of(phrase)
    found: list[CountryNamed] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            if " ".join(word.key for word in words[at : at + length]) in _OF_MANY_STATES:
                at += length - 1
                break
            named = _named(phrase, words[at : at + length], tables)
            if named:
                found.append(named)
                at += length - 1
                break
        at += 1
    return tuple(found)


def _named(phrase: str, words: list[Word], tables: Tables) -> CountryNamed | None:
    key = " ".join(word.key for word in words)
    start, end = words[0].start, words[-1].end
    exact = phrase[start:end]
    if key == "us" and exact not in ("US", "U.S.", "U.S"):
        return None
    rows = tables.country_names.find(key)
    if rows:
        iso3, how = rows[0][0], cast(How, rows[0][1])
        if _capital_enough(phrase, exact, words, how):
            return CountryNamed(iso3, how, start, end)
        return None
    if words[0].capital and (city := city_named(key, tables)):
        return CountryNamed(city.country, "city", start, end)
    return None


def _capital_enough(phrase: str, exact: str, words: list[Word], how: How) -> bool:
    if words[0].capital:
        return True
    if how in _SURE_IN_LOWER_CASE and len(exact) > 3:
        return True
    # A phrase typed without any capitals ("kenya police"): long names are still names.
    return phrase == phrase.lower() and len(exact) > 4 and how in ("name", "capital", "seat")


def city_named(name: str, tables: Tables | None = None) -> City | None:
    """The town that a name means: the one far larger than its namesakes abroad, else None."""
    from communique.resolve.spellings import key_of

    rows = (tables or builtin()).cities.find(key_of(name))
    cities = sorted((_city(row) for row in rows), key=lambda city: -city.population)
    if not cities:
        return None
    if len(cities) > 1 and cities[0].population < _LARGER * cities[1].population:
        return None
    return cities[0]


def _city(row: list[str]) -> City:
    name, country, people, latitude, longitude = row
    return City(name, country, int(people), float(latitude), float(longitude))


@lru_cache(maxsize=512)
def country_of(iso3: str, tables: Tables | None = None) -> Country | None:
    """The record of a code, or None."""
    rows = (tables or builtin()).countries.find(iso3)
    if not rows:
        return None
    name, government, capital, latitude, longitude = rows[0]
    return Country(
        iso3, name, government, words_or_none(capital),
        float(latitude) if latitude else None, float(longitude) if longitude else None,
    )  # fmt: skip


def government_of(iso3: str, why: str = "", tables: Tables | None = None) -> Actor:
    """The state as an actor: key "gov:RUS", name "Government of Russia", kind country, sector GOV.

    >>> government_of("GBR").name
    'Government of United Kingdom'
    """
    country = country_of(iso3, tables)
    name = country.government if country else f"Government of {iso3}"
    return Actor(
        f"gov:{iso3}", name, "country", iso3, "GOV", why=why or f"The words stand for {name}."
    )
