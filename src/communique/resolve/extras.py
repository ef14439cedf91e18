"""A table of the user's own: people, groups, bodies, invented states, offices with dates.

Takes a CSV or JSON file (`--actors FILE`), gives an `ActorTable`; `combined` lays it over the
built-in tables, its rows before theirs. Raises ConfigError with all mistakes of the file at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.resolve.tables import Tables


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One row: `kind` is person, country, organization, group or office; see the columns below."""

    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    start: str | None = None
    end: str | None = None
    adjective: str | None = None
    capital: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class ActorTable:
    """The rows of a file, in its order."""

    rows: tuple[ActorRow, ...]


def read_actors(path: str | Path) -> ActorTable:
    """The table in a CSV or JSON file; ConfigError says what is wrong with which row."""
    raise NotImplementedError


def combined(tables: Tables, extra: ActorTable) -> Tables:
    """The tables with the user's rows laid over them."""
    raise NotImplementedError
