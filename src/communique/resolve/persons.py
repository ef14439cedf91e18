"""Who bears a name, and what they were on a day.

Takes names as they are written ("Lavrov", "Sergei Lavrov", "Zelenskiy", "Mr Xi"), gives
`PersonRecord`s, the likeliest first; `actor_of` makes the `Actor` for a day, with office, dates and
sector (ELI for who held an office and no longer does). Does not choose by context: the linker does.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.resolve.tables import PersonRecord, Tables, Tenure
    from communique.types import Actor


def persons_named(name: str, tables: Tables | None = None) -> list[PersonRecord]:
    """All who bear the name (full, surname, or a variant spelling), the most prominent first.

    Titles ("Mr", "President", "Gen.") are passed over.
    """
    raise NotImplementedError


def tenure_on(person: PersonRecord, on: str | dt.date | None = None) -> Tenure | None:
    """The office that the person held on the day, the highest if several; None if none."""
    raise NotImplementedError


def actor_of(
    person: PersonRecord,
    on: str | dt.date | None = None,
    why: str = "",
    tenure: Tenure | None = None,
) -> Actor:
    """The person as an actor on the day: office, its dates, sector; ELI if a former holder."""
    raise NotImplementedError
