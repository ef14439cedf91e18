"""Single things with what stands around them: a statement, an event, an actor, a dyad.

Takes an archive and an id or key, gives what `show` prints and the pages lay out: the row, the
sentences before and after, the other reports, the counts. Lists that may be long are `Found`s,
asked for when needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.record import details, store
from communique.record.conditions import What
from communique.record.details import Hit
from communique.record.filters import KEY, Filters
from communique.record.queries import Found
from communique.record.rows import ArticleRow, EventRow, StatementRow
from communique.record.sentences import Around, around
from communique.types import Span

if TYPE_CHECKING:
    import duckdb

    from communique.record.archive import Archive

OTHERS = 50  # reports of the same words that a statement shows


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its sentence, the ones before and after, its article and its kin.

    `content` are the stretches that it is made of, `text` is the article's, in which they stand.
    """

    row: StatementRow
    content: list[Span]
    text: str
    around: Around
    article: ArticleRow
    events: list[EventRow]
    parent: StatementRow | None
    children: list[StatementRow]
    reports: list[StatementRow]


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with its sentence, the ones before and after, its article and who tells it."""

    row: EventRow
    text: str
    around: Around | None
    article: ArticleRow | None
    according_to: StatementRow | None


@dataclass(frozen=True, slots=True)
class Office:
    """An office, from when to when it was held, in how many articles it was met."""

    name: str
    since: str | None
    until: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class ActorView:
    """Who it is, the offices held, and all they said, heard, did and were done to."""

    key: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    wikidata: str | None
    why: str
    offices: list[Office]
    articles: int
    said: Found[StatementRow]
    heard: Found[StatementRow]
    acted: Found[EventRow]
    received: Found[EventRow]


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How many events of one quad a month (or year) has, in one direction."""

    period: str
    quad: int
    actor: str
    count: int


@dataclass(frozen=True, slots=True)
class DyadView:
    """Two sides: what each said to the other and did to the other; counts by month and quad."""

    one: str
    other: str
    said_by_one: Found[StatementRow]
    said_by_other: Found[StatementRow]
    done_by_one: Found[EventRow]
    done_by_other: Found[EventRow]
    timeline: list[PeriodCount]


def statement(archive: Archive, id: str) -> StatementView:
    """One statement with what stands around it."""
    con = archive.reading()
    row = _one(archive, "statements", id)
    if not isinstance(row, StatementRow):
        raise store.not_found("statement", id)
    found = store.one_row(con, "SELECT text FROM documents WHERE id = ?", [row.document])
    text = str(found[0]) if found else ""
    content = [Span(*one) for one in con.execute(
        'SELECT start, "end", exact FROM statement_contents WHERE statement = ? AND document = ?'
        " ORDER BY position", [id, row.document],
    ).fetchall()]  # fmt: skip
    told = con.execute(
        "SELECT event FROM statement_events WHERE statement = ? UNION"
        " SELECT id FROM events WHERE according_to = ?", [id, id],
    ).fetchall()  # fmt: skip
    inner = con.execute("SELECT id FROM statements WHERE parent = ?", [id]).fetchall()
    return StatementView(
        row,
        content,
        text,
        around(text, row.start, row.end),
        _article(archive, row.document),
        [one for one in _several(archive, "events", told) if isinstance(one, EventRow)],
        next(iter(_statements(archive, [(row.parent,)])), None) if row.parent else None,
        _statements(archive, inner),
        _reports(archive, row, content[0]) if content else [],
    )


def event(archive: Archive, id: str) -> EventView:
    """One event with what stands around it."""
    row = _one(archive, "events", id)
    if not isinstance(row, EventRow):
        raise store.not_found("event", id)
    text, place = "", None
    if row.document is not None and row.start is not None and row.end is not None:
        sql = "SELECT text FROM documents WHERE id = ?"
        found = store.one_row(archive.reading(), sql, [row.document])
        text = str(found[0]) if found else ""
        place = around(text, row.start, row.end)
    teller = _one(archive, "statements", row.according_to)
    return EventView(
        row, text, place, _article(archive, row.document) if row.document else None,
        teller if isinstance(teller, StatementRow) else None,
    )  # fmt: skip


def actor(archive: Archive, key: str) -> ActorView:
    """One actor by key."""
    con = archive.reading()
    # The attributes of the latest article are the ones to show.
    row = store.one_row(
        con,
        "SELECT a.name, a.kind, a.country, a.sector, a.wikidata, a.why,"
        " count(*) OVER () FROM actors a LEFT JOIN documents d ON d.id = a.document"
        " WHERE a.key = ? ORDER BY d.published DESC NULLS LAST, d.id LIMIT 1", [key],
    )  # fmt: skip
    if row is None:
        raise store.not_found("actor", key)
    offices = con.execute(
        "SELECT office, office_from, office_to, count(*) FROM actors"
        " WHERE key = ? AND office IS NOT NULL GROUP BY ALL"
        " ORDER BY office_from NULLS LAST, office", [key],
    ).fetchall()  # fmt: skip
    only = (KEY + key,)
    return ActorView(
        key, str(row[0]), str(row[1]), row[2], row[3], row[4], str(row[5]),
        [Office(*one) for one in offices], int(row[6]),
        Found(archive.reading, "statements", Filters(speaker=only)),
        Found(archive.reading, "statements", Filters(to=only)),
        Found(archive.reading, "events", Filters(actor=only)),
        Found(archive.reading, "events", Filters(recipient=only)),
    )  # fmt: skip


def dyad(archive: Archive, one: str, other: str, filters: Filters) -> DyadView:
    """Two sides, each a country, a key or a part of a name."""
    def said(by: str, to: str) -> Found[StatementRow]:
        asked = replace(filters, speaker=(by,), to=(to,))
        return Found(archive.reading, "statements", asked)

    def done(by: str, to: str) -> Found[EventRow]:
        asked = replace(filters, actor=(by,), recipient=(to,))
        return Found(archive.reading, "events", asked)

    forth, back = done(one, other), done(other, one)
    timeline = [*_by_month(forth, one), *_by_month(back, other)]
    timeline.sort(key=lambda count: (count.period, count.quad, count.actor))
    return DyadView(one, other, said(one, other), said(other, one), forth, back, timeline)


def countries(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The countries of all speakers, sorted."""
    sql = "SELECT DISTINCT country FROM statements WHERE country IS NOT NULL ORDER BY country"
    return [str(row[0]) for row in con.execute(sql).fetchall()]


def counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many of each there are."""
    parts = {
        "articles": "SELECT count(*) FROM documents",
        "copies": "SELECT count(*) FROM copies",
        "statements": "SELECT count(*) FROM statements",
        "events": "SELECT count(*) FROM events",
        "actors": "SELECT count(DISTINCT key) FROM actors",
        "failures": "SELECT count(DISTINCT document) FROM failures",
    }
    row = store.one_row(con, "SELECT " + ", ".join(f"({sql})" for sql in parts.values()))
    return dict(zip(parts, (int(value) for value in row or ()), strict=True))


def _by_month(found: Found[EventRow], actor: str) -> list[PeriodCount]:
    return [PeriodCount(period, quad, actor, many) for period, quad, many in found.by_month()]


def _one(archive: Archive, what: What, id: str | None) -> StatementRow | EventRow | None:
    """The row of one id, copies included."""
    return next(iter(_several(archive, what, [(id,)])), None) if id else None


def _several(
    archive: Archive, what: What, ids: Sequence[tuple[str, ...]]
) -> list[StatementRow | EventRow]:
    """The rows of some ids, copies included, in text order."""
    found: Found[StatementRow | EventRow]
    found = Found(archive.reading, what, Filters(copies=True), ids=tuple(one[0] for one in ids))
    return found.page(size=len(ids)).rows if ids else []


def _statements(archive: Archive, ids: Sequence[tuple[str, ...]]) -> list[StatementRow]:
    rows = _several(archive, "statements", ids)
    return [one for one in rows if isinstance(one, StatementRow)]


def _article(archive: Archive, document: str) -> ArticleRow:
    asked = Filters(document=(document,), copies=True)
    articles: Found[ArticleRow] = Found(archive.reading, "articles", asked)
    found = articles.first()
    if found is None:
        raise store.not_found("article", document)
    return found


def _reports(archive: Archive, row: StatementRow, content: Span) -> list[StatementRow]:
    """Statements of the same speaker in the same words in other articles, copies included."""
    found = archive.reading().execute(
        "SELECT s.no, s.article FROM statements s WHERE s.no IN"
        " (SELECT c.item FROM statement_contents c WHERE c.exact = ? AND c.position = 0)"
        " AND s.id <> ? AND s.document <> ? AND s.speaker IS NOT DISTINCT FROM ?"
        " ORDER BY s.id LIMIT ?",
        [content.exact, row.id, row.document, row.speaker, OTHERS],
    ).fetchall()
    hits = [Hit(no, article, None) for no, article in found]
    rows = details.statements(archive.reading(), hits) if hits else []
    return sorted(rows, key=lambda one: (one.date or one.published or "9999", one.document, one.start))
