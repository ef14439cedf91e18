"""Which office some words mean, and who held it on a day.

Takes "the British Foreign Secretary", "FM", "Russia's defence chief"; gives an `OfficeNamed` with
the roles that the words mean ("minister:foreign", "prime minister", "ambassador:GBR"), the state and
whether they speak of a former holder; `holder_of` finds the person for a role, a state and a date.
The one idea: titles and phrases both come down to the same small vocabulary of roles.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.resolve.tables import PersonRecord, Tables, Tenure


@dataclass(frozen=True, slots=True)
class OfficeNamed:
    """An office in a phrase.

    `roles` are alternatives in order of likelihood; `country` is the state of the office, None
    where the phrase names none; `body` the key of an organisation ("igo:UN"); `start` and `end` the
    words of the office in the phrase; `deputy` for a spokesman, aide or deputy *of* the office.
    """

    roles: tuple[str, ...]
    country: str | None
    start: int
    end: int
    former: bool = False
    elect: bool = False
    deputy: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds an office on a day, and the reason in words; `person` is None where unknown."""

    person: PersonRecord | None
    tenure: Tenure | None
    why: str


def roles_of(title: str, country: str | None = None) -> tuple[str, ...]:
    """The roles that a title means in a state.

    `roles_of("Secretary of State", "USA")` is `("minister:foreign",)`.
    """
    raise NotImplementedError


def office_in(phrase: str, tables: Tables | None = None) -> OfficeNamed | None:
    """The office that a noun phrase means, or None."""
    raise NotImplementedError


def holder_of(
    roles: str | tuple[str, ...],
    country: str | None,
    on: str | dt.date | None = None,
    tables: Tables | None = None,
) -> Holding:
    """Who held the office on a day (ISO prefix or date); without one, the latest known.

    Two holders at once and nothing between them: no person, and `why` says so.
    """
    raise NotImplementedError
