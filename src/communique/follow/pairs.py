"""What two sides did and said to each other, out of an archive.

Takes an archive and two sides (a state's letters, an actor's key, a part of a name), gives the
`Act`s that `relations` makes a series of, the articles read by day, and the sentences that claim
something about the level. An imported series gives acts of its own origin. It reckons nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from communique import plover
from communique.follow.identities import PREFIX, WITHIN, Identities, parts_of
from communique.follow.relations import Act
from communique.follow.rows import Said
from communique.record.conditions import Condition

if TYPE_CHECKING:
    from communique.record.archive import Archive
    from communique.record.rows import StatementRow

# An event told as background ("since the treaty of 1994") is no news of the pair: so many days
# back from the article at most.
BACKGROUND = 400

_EVENTS = """
SELECT DISTINCT coalesce(e.date, d.published), d.published, e.document,
    CASE WHEN o.role = 'actor' THEN 'ours' ELSE 'theirs' END AS by, e.type, e.mode, e.quad,
    e.intensity, e.place_name, c.first, e.id, e.date IS NOT NULL
FROM event_parties o JOIN event_parties t ON t.item = o.item
    AND (t.role <> o.role OR (o.role = 'actor' AND t.role = 'actor' AND t.position <> o.position))
JOIN events e ON e.no = o.item LEFT JOIN documents d ON d.no = e.article
LEFT JOIN copies c ON c.document = e.document
WHERE {ours} AND {theirs} AND e.origin = ? AND e.status = 'actual'
    AND coalesce(e.date, d.published) IS NOT NULL
ORDER BY e.id, 4"""
_STATEMENTS = """
SELECT coalesce(s.date, d.published), s.document, s.id, c.first FROM statements s
JOIN documents d ON d.no = s.article LEFT JOIN copies c ON c.document = s.document
WHERE {speaker} AND s.no IN (SELECT x.item FROM statement_addressees x WHERE {to})
    AND s.kind = 'said' AND d.published IS NOT NULL ORDER BY s.id"""
# Said to the other side, or of it: its events name the other as who acts or is acted on.
_BETWEEN = """
SELECT s.id, s.day FROM statements s WHERE {speaker} AND s.kind = 'said' AND s.day IS NOT NULL
    AND s.document NOT IN (SELECT document FROM copies) AND (
    s.no IN (SELECT x.item FROM statement_addressees x WHERE {to})
    OR s.id IN (SELECT t.statement FROM statement_events t JOIN event_parties p
        ON p.event = t.event AND p.document = t.document WHERE {of}))"""
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


def acts(
    archive: Archive, one: str, other: str, origin: str = "read",
    judged: Identities | None = None,
) -> Iterator[Act]:  # fmt: skip
    """The acts between two sides, then what they said to each other, copies marked."""
    ours, theirs = _side("o", "actor", one, judged), _side("t", "actor", other, judged)
    rows = archive.sql(
        _EVENTS.format(ours=ours.sql, theirs=theirs.sql), [*ours.values, *theirs.values, origin]
    )
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
        speaker, to = _side("s", "speaker", actor, judged), _side("x", "actor", recipient, judged)
        said = archive.sql(
            _STATEMENTS.format(speaker=speaker.sql, to=to.sql), [*speaker.values, *to.values]
        )
        for day, document, _, first in said:
            yield Act(str(day), str(document), actor, recipient, "", 0, 0.0, None, first is not None)


def said_between(
    archive: Archive, one: str, other: str, most: int, since: str | None = None,
    until: str | None = None, judged: Identities | None = None,
) -> tuple[list[StatementRow], int]:  # fmt: skip
    """The newest of what two sides said to or of each other, and how much there is; no copies."""
    days: dict[str, str] = {}
    for by, to in ((one, other), (other, one)):
        for id, day in archive.sql(*_said_of(by, to, judged)):
            if (since or "") <= str(day) and (not until or str(day)[: len(until)] <= until):
                days[str(id)] = str(day)
    newest = sorted(days, key=lambda id: (days[id], id), reverse=True)[:most]
    rows = replace(archive.statements(order="newest"), ids=tuple(newest)) if newest else ()
    return list(rows), len(days)


def _said_of(by: str, to: str, judged: Identities | None) -> tuple[str, list[object]]:
    speaker = _side("s", "speaker", by, judged)
    told, of = _side("x", "actor", to, judged), _side("p", "actor", to, judged)
    sql = _BETWEEN.format(speaker=speaker.sql, to=told.sql, of=of.sql)
    return sql, [*speaker.values, *told.values, *of.values]


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


def _side(table: str, key: str, name: str, judged: Identities | None = None) -> Condition:
    """Whether a party is a side: as it was read, but for those about whom people decided."""
    own = _read_side(table, key, judged.key(name) if judged else name)
    if not judged:
        return own
    met = f"coalesce({table}.{key}, '')"
    cases, values = "", list[str | int]()
    for column, tokens in (
        (f"concat({met}, '{WITHIN}', {table}.document)", [t for t in judged.sides if parts_of(t)[1]]),
        (met, [t for t in judged.sides if not parts_of(t)[1]]),
    ):  # fmt: skip
        for answer in ("true", "false"):
            chosen = [t.removeprefix(PREFIX) for t in tokens if judged.meant(t, name) == (answer == "true")]
            if chosen:
                cases += f" WHEN {column} IN ({', '.join('?' for _ in chosen)}) THEN {answer}"
                values += chosen
    return Condition(f"(CASE{cases} ELSE {own.sql} END)", (*values, *own.values))


def _read_side(table: str, key: str, name: str) -> Condition:
    """Whether a party is a side: its country or key, or, if it is no code, a part of its name."""
    own = f"{table}.country = ? OR {table}.{key} = ?"
    if len(name) <= 3:
        return Condition(f"({own})", (name, name))
    # Imported events have no article, nor have their actors.
    return Condition(
        f"({own} OR (coalesce({table}.document, ''), {table}.{key}) IN"
        " (SELECT (coalesce(a.document, ''), a.key) FROM actors a WHERE a.name ILIKE ?))",
        (name, name, f"%{name}%"),
    )


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


__all__ = ["acts", "claim_in", "claims", "read_by_day", "said_between"]
