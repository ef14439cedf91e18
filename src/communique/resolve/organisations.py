"""Which body a name or abbreviation means.

Takes "NATO", "the United Nations", "Hezbollah", "the FBI", "Gazprom"; gives an
`OrganisationRecord` with country (None for IGOs and armed groups) and PLOVER sector. The one idea:
names are looked up whole; an abbreviation counts in capitals only ("WHO" is no "who").
"""

from __future__ import annotations

from functools import lru_cache

from communique.resolve.spellings import Word, words_of
from communique.resolve.tables import OrganisationRecord, Tables, builtin, words_or_none
from communique.types import Actor

_LONGEST = 9


def organisation_named(phrase: str, tables: Tables | None = None) -> OrganisationRecord | None:
    """The body that the whole phrase names ("the" doesn't count), or None.

    >>> organisation_named("the Central Intelligence Agency").sector
    'SPY'
    """
    words = words_of(phrase)
    if words and words[0].key == "the" and len(words) > 1:
        words = words[1:]
    return _named(phrase, words, tables or builtin()) if 0 < len(words) <= _LONGEST else None


@lru_cache(maxsize=8192)
def organisation_in(
    phrase: str, tables: Tables | None = None
) -> tuple[OrganisationRecord, int, int] | None:
    """The first body named in the phrase by as many words as do, with their offsets; or None."""
    words = words_of(phrase)
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            part = words[at : at + length]
            if part[0].capital and (body := _named(phrase, part, tables or builtin())):
                return body, part[0].start, part[-1].end
    return None


def _named(phrase: str, words: list[Word], tables: Tables) -> OrganisationRecord | None:
    key = " ".join(word.key for word in words)
    exact = phrase[words[0].start : words[-1].end]
    for body, mark in tables.organisation_names.find(key):
        if mark == "A" and not sum(letter.isupper() for letter in exact) >= min(2, len(key)):
            continue
        if not any(word.capital for word in words) and len(key) < 5:
            continue
        return organisation_of(body, tables)
    return None


@lru_cache(maxsize=4096)
def organisation_of(key: str, tables: Tables | None = None) -> OrganisationRecord | None:
    """The body with this key ("igo:NATO"), or None."""
    rows = (tables or builtin()).organisations.find(key)
    if not rows:
        return None
    name, country, home, sector, wikidata = rows[0]
    return OrganisationRecord(
        key, name, words_or_none(country), sector, words_or_none(wikidata), words_or_none(home)
    )


def body_of(organisation: OrganisationRecord, why: str = "", home: bool = False) -> Actor:
    """The body as an actor: kind organization, key "igo:NATO", "org:…".

    An armed group belongs to no state; with `home`, the state that it comes from is given.
    """
    country = organisation.country or (organisation.home if home else None)
    return Actor(
        organisation.key, organisation.name, "organization", country, organisation.sector,
        wikidata=organisation.wikidata, why=why or f"The words name {organisation.name}.",
    )  # fmt: skip
