"""Who holds the office that a phrase names, where a state has several of the kind.

Takes a phrase and the `OfficeNamed` in it, gives the `Holding` on a day. The one idea: of the many
governors, mayors and spokesmen of a state the one counts whose title has the phrase's own words: the
region, the town, the ministry. All other offices go to `offices.holder_of` as they are.
"""

from __future__ import annotations

import re
from dataclasses import replace

from communique.resolve.offices import Holding, OfficeNamed, holder_of
from communique.resolve.spellings import unaccented, words_of
from communique.resolve.tables import Layers, Lines, Tables


def incumbent_of(phrase: str, office: OfficeNamed, day: str | None, tables: Tables) -> Holding:
    """Who holds the office of the phrase on the day, and why; no person where it can't be told."""
    return (
        _spokesman(phrase, office, day, tables)
        or _regional(phrase, office, day, tables)
        or _of_a_force(phrase, office, day, tables)
        or holder_of(office.roles, office.body or office.country, day, tables)
    )


def _spokesman(phrase: str, office: OfficeNamed, day: str | None, tables: Tables) -> Holding | None:
    """Of several spokesmen of a state, the one of the ministry or seat that the phrase names."""
    if office.roles != ("spokesman",) or not office.country:
        return None
    wanted = next((theirs for ours, theirs in _SPEAKING_FOR if re.search(ours, phrase)), r"(?i)government")
    return _narrowed(office, "spokesman", wanted, r"(?i)deputy", day, tables)


_SPEAKING_FOR = (
    (r"(?i)foreign|state department", r"(?i)foreign|state dep"),
    (r"(?i)defen[cs]e|pentagon|military|army", r"(?i)defen|pentagon|milit"),
    (r"(?i)president|kremlin|white house|elys|office", r"(?i)president|white house"),
)
_KINDS = frozenset("state province region city county the".split())
REGIONAL = frozenset({"governor", "mayor", "first minister", "chief minister", "premier"})


def _regional(phrase: str, office: OfficeNamed, day: str | None, tables: Tables) -> Holding | None:
    """The governor or mayor of the very region or town that the phrase names."""
    role = office.roles[0]
    if role not in REGIONAL:
        return Holding(None, None, "A region is named, not the state.") if office.region else None
    title = {word.key for word in words_of(phrase[office.start : office.end])}
    places = [
        word.key[:4] if len(word.key) > 6 else word.key  # "Scottish" and "Scotland"
        for word in words_of(phrase)
        if word.capital and word.key not in _KINDS | title
    ]
    if not places:
        return Holding(None, None, f"Of which region's {role} it speaks is not said.")
    kind = phrase[office.start : office.end].split(" of ")[0].split()[-1].lower()
    wanted = rf"(?i)^(?=.*\b(?:{'|'.join(map(re.escape, places))}))(?=.*\b{re.escape(kind)}\b)"
    return _narrowed(office, role, wanted, r"(?i)\b(?:deputy|vice|lieutenant)\b", day, tables)


_FORCES = (
    (r"(?i)\b(?:army|ground forces|land forces)\b", r"(?i)\b(?:army|ground|land)\b"),
    (r"(?i)\bnav(?:y|al)\b", r"(?i)\bnav(?:y|al)\b"),
    (r"(?i)\bair (?:force|staff)\b", r"(?i)\bair\b"),
)


def _of_a_force(phrase: str, office: OfficeNamed, day: str | None, tables: Tables) -> Holding | None:
    """The chief of the army is not that of the air force: "the Ruritanian army chief"."""
    if office.roles[0] != "military chief" or not office.country:
        return None
    wanted = next((theirs for ours, theirs in _FORCES if re.search(ours, phrase)), None)
    if wanted is None:
        return None
    holding = _narrowed(office, "military chief", wanted, r"(?i)\b(?:deputy|vice)\b", day, tables)
    return replace(holding, certain=False) if holding.person else holding


def _narrowed(
    office: OfficeNamed, role: str, wanted: str, unwanted: str, day: str | None, tables: Tables
) -> Holding:
    """The holder of the role among those whose title has the wanted words."""
    found = [
        (f"{office.country} {role}", *row)
        for row in tables.offices.find(f"{office.country} {role}")
        if re.search(wanted, unaccented(row[3])) and not re.search(unwanted, row[3])
    ]
    if not found:
        return Holding(None, None, f"The tables know no such {role}.")
    # "Governor of Virginia" before "Governor of West Virginia".
    shortest = min(len(row[4].split()) for row in found)
    found = [row for row in found if len(row[4].split()) == shortest]
    return holder_of(role, office.country, day, replace(tables, offices=Layers((Lines.of(found),))))
