"""Which PLOVER sector the head noun of a phrase tells.

Takes a noun phrase ("Nairobi police", "villagers", "the Turkish Coast Guard"), gives a sector code
(COP, CVL, MIL) and the words that tell it. The one idea: the longest noun of the table that ends the
phrase (or stands before "of", "in", "from") is its head. Plurals are brought down to singulars.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.resolve.tables import Tables


@dataclass(frozen=True, slots=True)
class SectorNamed:
    """A sector and the offsets of the noun that tells it; `codes` holds all codes of the noun."""

    sector: str
    codes: tuple[str, ...]
    start: int
    end: int


def sector_of(phrase: str, tables: Tables | None = None) -> SectorNamed | None:
    """The sector of the phrase's head, or None."""
    raise NotImplementedError
