"""What the tables know, as records, and the one object that all look-ups take.

Gives `builtin()`: the tables in `communique/data`, read once, in about a fifth of a second; an
`ActorTable` of the user's own (`resolve.extras`) is laid over them by `extras.combined`. Dates are
ISO prefixes ("2021", "2021-09", "2021-09-15"), `None` where the tables don't know; codes of
countries are ISO 3166-1 alpha-3, of sectors PLOVER's. Decides nothing: see `resolve.candidates`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """A state (or a territory that has a code): `government` is what it is called as an actor."""

    iso3: str
    name: str
    government: str
    capital: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one office: `office` as the tables call it, `roles` as `offices.roles_of` does.

    `country` is the state whose office it is, or None for that of an organisation (then `body`).
    `start` and `end` are None where unknown; an `end` of None with `open` False means that nobody
    knows whether it goes on.
    """

    office: str
    roles: tuple[str, ...]
    country: str | None
    start: str | None = None
    end: str | None = None
    body: str | None = None
    sector: str = "GOV"


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A human being with a name, and the offices that the tables know, latest last."""

    key: str
    name: str
    country: str | None
    wikidata: str | None
    variants: tuple[str, ...]
    tenures: tuple[Tenure, ...]
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """A body with a name: IGO, armed group, party, NGO, company, medium, agency of a state."""

    key: str
    name: str
    country: str | None
    sector: str
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables together; every look-up takes one (`None` means `builtin()`)."""


def builtin() -> Tables:
    """The tables that come with the package, read once and kept."""
    raise NotImplementedError
