"""Which state some words stand for.

Takes a phrase ("the Russian", "Kyiv", "Downing Street", "Kenyans", "Nairobi"), gives a
`CountryNamed`: the code and how the words name it. The one idea: every way to name a state is a row
of one table, told apart by `how`. Does not guess from parts of a phrase: `country_in` looks for the
longest words that name one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from communique.resolve.tables import Country, Tables
    from communique.types import Actor

How = Literal["name", "adjective", "people", "capital", "seat", "city", "region", "former"]


@dataclass(frozen=True, slots=True)
class CountryNamed:
    """A state, the way it is named, and the words that do (a slice of the phrase asked about)."""

    iso3: str
    how: How
    start: int
    end: int


def country_named(phrase: str, tables: Tables | None = None) -> CountryNamed | None:
    """The state that the whole phrase names, or None ("the" and a possessive 's don't count)."""
    raise NotImplementedError


def country_in(phrase: str, tables: Tables | None = None) -> CountryNamed | None:
    """The state named by the longest words anywhere in the phrase; None if none, or two differ."""
    raise NotImplementedError


def countries_in(phrase: str, tables: Tables | None = None) -> list[CountryNamed]:
    """All that name a state in the phrase, in text order, longest first where they overlap."""
    raise NotImplementedError


def country_of(iso3: str, tables: Tables | None = None) -> Country | None:
    """The record of a code."""
    raise NotImplementedError


def government_of(iso3: str, why: str = "", tables: Tables | None = None) -> Actor:
    """The state as an actor: key "gov:RUS", name "Government of Russia", kind country, sector GOV."""
    raise NotImplementedError
