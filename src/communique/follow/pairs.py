"""What two sides did and said to each other, out of an archive.

Takes an archive and two sides (a state's letters, an actor's key, a part of a name), gives the
`Act`s that `relations` makes a series of, the articles read by day, and the sentences that claim
something about the level. An imported series gives acts of its own origin. It reckons nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique import plover
from communique.follow.relations import Act
from communique.follow.rows import Said

if TYPE_CHECKING:
    from communique.record.archive import Archive

# An event told as background ("since the treaty of 1994") is no news of the pair: so many days
# back from the article at most.
BACKGROUND = 400

_SIDE = "(a.country = ? OR a.key = ? OR (length(?) > 3 AND a.name ILIKE ?))"
_PARTIES = f"""
SELECT p.document, p.event, p.role, p.position, any_value(coalesce(a.country, a.key)) AS side
FROM event_parties p JOIN actors a ON a.document IS NOT DISTINCT FROM p.document AND a.key = p.actor
WHERE {_SIDE} GROUP BY p.document, p.event, p.role, p.position"""
_EVENTS = f"""
WITH ours AS ({_PARTIES}), theirs AS ({_PARTIES}),
pairs AS (
    SELECT o.event, CASE WHEN o.role = 'actor' THEN 'ours' ELSE 'theirs' END AS by
    FROM ours o JOIN theirs t ON t.event = o.event AND t.document IS NOT DISTINCT FROM o.document
        AND (t.role <> o.role OR (o.role = 'actor' AND t.role = 'actor' AND t.position <> o.position)))
SELECT DISTINCT coalesce(e.date, d.published), d.published, e.document, p.by, e.type, e.mode, e.quad,
    e.intensity, e.place_name, c.first, e.id, e.date IS NOT NULL
FROM pairs p JOIN events e ON e.id = p.event LEFT JOIN documents d ON d.id = e.document
LEFT JOIN copies c ON c.document = e.document
WHERE e.origin = ? AND e.status = 'actual' AND coalesce(e.date, d.published) IS NOT NULL
ORDER BY e.id, p.by"""
_STATEMENTS = f"""
SELECT DISTINCT coalesce(s.date, d.published), s.document, s.id, c.first FROM statements s
JOIN documents d ON d.id = s.document LEFT JOIN copies c ON c.document = s.document
JOIN actors a ON a.document = s.document AND a.key = s.speaker AND {_SIDE}
JOIN statement_addressees x ON x.statement = s.id AND x.document = s.document
JOIN actors b ON b.document = s.document AND b.key = x.actor AND {_SIDE.replace('a.', 'b.')}
WHERE s.kind = 'said' AND d.published IS NOT NULL ORDER BY s.id"""
_READ = """
SELECT d.published, count(*) FROM documents d LEFT JOIN copies c ON c.document = d.id
WHERE c.first IS NULL AND d.published IS NOT NULL GROUP BY d.published"""

# "Relations have reached their lowest levels in many years"
CLAIM = re.compile(
    r"\b(?:lowest|worst|best|highest|warmest|closest|coldest|all-time low|rock bottom|low point|freezing point"
    r"|not been (?:so|this) (?:bad|good|low|close|tense))\b[^.]{0,80}?\b(?:years?|decades?|since|ever|times?|war|level|point|history|state)\b",
    re.I,
)  # fmt: skip


_RELATIONS = re.compile(r"relation|ties|between", re.I)


def acts(archive: Archive, one: str, other: str, origin: str = "read") -> Iterator[Act]:
    """The acts between two sides, then what they said to each other, copies marked."""
    rows = archive.sql(_EVENTS, [*_side(one), *_side(other), origin])
    for day, published, document, by, type, mode, quad, intensity, place, first, _, own in rows:
        if own and published and _background(str(day), str(published)):
            continue
        actor, recipient = (one, other) if by == "ours" else (other, one)
        weight = float(str(intensity)) if intensity is not None else _intensity(str(type), mode)
        yield Act(
            str(day), str(document) if document else None, actor, recipient, str(type),
            int(str(quad)), weight, str(place) if place else None, first is not None,
        )  # fmt: skip
    if origin != "read":
        return
    for actor, recipient in ((one, other), (other, one)):
        for day, document, _, first in archive.sql(
            _STATEMENTS, [*_side(actor), *_side(recipient)]
        ):
            yield Act(str(day), str(document), actor, recipient, "", 0, 0.0, None, first is not None)


def read_by_day(archive: Archive) -> dict[str, int]:
    """How many articles were read for each day of publication, copies not counted."""
    return {str(day): int(str(many)) for day, many in archive.sql(_READ)}


def claim_in(said: Said) -> str | None:
    """Whose relations a statement claims to be at some level, in words; None where it doesn't."""
    words = said.words
    if not CLAIM.search(words) or not _RELATIONS.search(words):
        return None
    sides = (said.speaker, *said.addressees)
    named = [part for side in sides if side for part in (side.country or "", side.name)]
    return " ".join([*named, words])


def claims(archive: Archive, one: str, other: str) -> list[tuple[str, str, str, str]]:
    """Statements that claim something about the level: day, id, speaker, words."""
    found = []
    for day, id, speaker, sides, words in archive.sql(
        "SELECT day, statement, speaker, sides, words FROM ledger.claims"
    ):
        if _names(one, str(sides)) and _names(other, str(sides)):
            found.append((str(day), str(id), str(speaker), str(words)))
    return sorted(found)


def _side(name: str) -> list[object]:
    return [name, name, name, f"%{name}%"]


def _names(side: str, words: str) -> bool:
    if side in words:
        return True
    if len(side) != 3:
        return side.lower() in words.lower()
    from communique.resolve.countries import countries_in

    return any(found.iso3 == side for found in countries_in(words))


def _background(day: str, published: str) -> bool:
    from communique.follow.days import days_of

    event, article = days_of(day), days_of(published)
    return event is not None and article is not None and (
        (article.first - event.last).days > BACKGROUND or event.first > article.last
    )


def _intensity(type: str, mode: object) -> float:
    return plover.intensity(type, str(mode) if mode else None)  # type: ignore[arg-type]


__all__ = ["acts", "claim_in", "claims", "read_by_day"]
