"""Which body a name or abbreviation means.

Takes "NATO", "the United Nations", "Hezbollah", "the FBI", "Gazprom"; gives an
`OrganisationRecord` with country (None for IGOs and stateless groups) and PLOVER sector.
Abbreviations match in capitals only ("WHO" is no "who").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.resolve.tables import OrganisationRecord, Tables
    from communique.types import Actor


def organisation_named(phrase: str, tables: Tables | None = None) -> OrganisationRecord | None:
    """The body that the whole phrase names ("the" doesn't count), or None."""
    raise NotImplementedError


def organisation_in(
    phrase: str, tables: Tables | None = None
) -> tuple[OrganisationRecord, int, int] | None:
    """The body named by the longest words anywhere in the phrase, with their offsets; or None."""
    raise NotImplementedError


def body_of(organisation: OrganisationRecord, why: str = "") -> Actor:
    """The body as an actor: kind organization, key "igo:NATO", "org:…"."""
    raise NotImplementedError
