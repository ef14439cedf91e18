"""Single things with what stands around them: a statement, an event, an actor, a dyad.

Takes an archive and an id or key, gives what `show` prints and the pages lay out: the row, the
sentences before and after, the other reports, the counts. Lists that may be long are `Found`s,
asked for when needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from communique.record import details, store, tallies
from communique.record.details import Hit
from communique.record.facets import MONTH_AND_QUAD
from communique.record.filters import KEY, Filters
from communique.record.queries import Found, Survey, surveys
from communique.record.rows import ArticleRow, EventRow, StatementRow
from communique.record.sentences import Around, around
from communique.types import Span

if TYPE_CHECKING:
    import duckdb

    from communique.record.archive import Archive

LATEST = 15  # statements and events of a dyad that are given with it
MONTHS = 6000  # months of a dyad that are counted at most: five hundred years

RowT = TypeVar("RowT", StatementRow, EventRow)


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
class Month:
    """How many statements one side has made to the other in a month (or year)."""

    period: str
    speaker: str
    count: int


@dataclass(frozen=True, slots=True)
class DyadView:
    """Two sides: what each said to the other and did to the other; counts by month and quad.

    `statements` and `events` are the latest of both; `totals` says how many there are of the four.
    """

    one: str
    other: str
    said_by_one: Found[StatementRow]
    said_by_other: Found[StatementRow]
    done_by_one: Found[EventRow]
    done_by_other: Found[EventRow]
    timeline: list[PeriodCount]
    months: list[Month]
    statements: list[StatementRow]
    events: list[EventRow]
    totals: tuple[int, int, int, int]


def statement(archive: Archive, id: str) -> StatementView:
    """One statement with what stands around it."""
    con = archive.reading()
    own = _hit(con, "statements", id)
    if own is None:
        raise store.not_found("statement", id)
    contents = con.execute(
        'SELECT start, "end", exact FROM statement_contents WHERE item = ? ORDER BY position',
        [own.no],
    ).fetchall()
    told = _hits(
        con, "events", "article = ? AND (according_to = ? OR id IN"
        " (SELECT event FROM statement_events WHERE item = ?))", [own.article, id, own.no],
    )  # fmt: skip
    # What a statement is reported in, and what it reports, stands in the same article.
    above = _hits(con, "statements", "article = ? AND id ="
                  " (SELECT parent FROM statements WHERE no = ?)", [own.article, own.no])  # fmt: skip
    below = _hits(con, "statements", "article = ? AND parent = ?", [own.article, id])
    rows = iter(details.statements(con, [own, *above, *below, *_reports(con, own)]))
    row = next(rows)
    text = _text(con, own.article)
    return StatementView(
        row, [Span(*one) for one in contents], text, around(text, row.start, row.end),
        _article(con, own.article), details.events(con, told) if told else [],
        next(rows) if above else None, list(islice(rows, len(below))),
        sorted(rows, key=lambda one: (one.date or one.published or "9999", one.document, one.start)),
    )  # fmt: skip


def event(archive: Archive, id: str) -> EventView:
    """One event with what stands around it."""
    con = archive.reading()
    own = _hit(con, "events", id)
    if own is None:
        raise store.not_found("event", id)
    (row,) = details.events(con, [own])
    text, place = "", None
    if row.document is not None and row.start is not None and row.end is not None:
        text = _text(con, own.article)
        place = around(text, row.start, row.end)
    teller = _hit(con, "statements", row.according_to) if row.according_to else None
    return EventView(
        row, text, place, _article(con, own.article) if row.document else None,
        details.statements(con, [teller])[0] if teller else None,
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
        Found(archive.reading, "statements", Filters(speaker=only), "newest"),
        Found(archive.reading, "statements", Filters(to=only), "newest"),
        Found(archive.reading, "events", Filters(actor=only), "newest"),
        Found(archive.reading, "events", Filters(recipient=only), "newest"),
    )  # fmt: skip


def dyad(archive: Archive, one: str, other: str, filters: Filters) -> DyadView:
    """Two sides, each a country, a key or a part of a name."""
    def said(by: str, to: str) -> Found[StatementRow]:
        asked = replace(filters, speaker=(by,), to=(to,))
        return Found(archive.reading, "statements", asked, "newest")

    def done(by: str, to: str) -> Found[EventRow]:
        asked = replace(filters, actor=(by,), recipient=(to,))
        return Found(archive.reading, "events", asked, "newest")

    words = (said(one, other), said(other, one))
    deeds = (done(one, other), done(other, one))
    heard = surveys(words, LATEST, "month", top=MONTHS)
    seen = surveys(deeds, LATEST, MONTH_AND_QUAD, top=4 * MONTHS)
    timeline = [*_by_month(seen[0], one), *_by_month(seen[1], other)]
    timeline.sort(key=lambda count: (count.period, count.quad, count.actor))
    months = [Month(month.value, side, month.count)
              for side, found in zip((one, other), heard, strict=True)
              for month in found.facets["month"]]  # fmt: skip
    return DyadView(
        one, other, *words, *deeds, timeline, months, _latest(heard), _latest(seen),
        (heard[0].page.total, heard[1].page.total, seen[0].page.total, seen[1].page.total),
    )  # fmt: skip


def countries(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The countries of all speakers, sorted."""
    sql = "SELECT DISTINCT country FROM statements WHERE country IS NOT NULL ORDER BY country"
    return [str(row[0]) for row in con.execute(sql).fetchall()]


def state(con: duckdb.DuckDBPyConnection) -> str:
    """Every batch tells its run's counts, imported events have numbers, judgements only grow."""
    row = store.one_row(
        con, "SELECT (SELECT (count(*), sum(added), max(run), max(ended)) FROM runs),"
        " (SELECT (count(*), max(no)) FROM events), (SELECT count(*) FROM judgements)",
    )  # fmt: skip
    return repr(row)


def counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many of each there are."""
    parts = {
        "articles": "SELECT count(*) FROM documents",
        "copies": "SELECT count(*) FROM copies",
        "statements": "SELECT count(*) FROM statements",
        "events": "SELECT count(*) FROM events",
        "actors": f"SELECT count(*) FROM {tallies.roster(con)}",
        "failures": "SELECT count(DISTINCT document) FROM failures",
    }
    row = store.one_row(con, "SELECT " + ", ".join(f"({sql})" for sql in parts.values()))
    return dict(zip(parts, (int(value) for value in row or ()), strict=True))


def _by_month(found: Survey[EventRow], actor: str) -> list[PeriodCount]:
    """The counts of a facet whose values are a month and a quad."""
    counts = []
    for one in found.facets[MONTH_AND_QUAD]:
        period, quad = one.value.rsplit(" ", 1)
        counts.append(PeriodCount(period, int(quad), actor, one.count))
    return counts


def _latest(found: Sequence[Survey[RowT]]) -> list[RowT]:
    rows = [row for one in found for row in one.page.rows]
    rows.sort(key=lambda row: (row.date or row.published or "", row.id), reverse=True)
    return rows[:LATEST]


def _hit(con: duckdb.DuckDBPyConnection, table: str, id: str) -> Hit | None:
    return next(iter(_hits(con, table, "id = ?", [id])), None)


def _hits(
    con: duckdb.DuckDBPyConnection, table: str, where: str, values: Sequence[object]
) -> list[Hit]:
    """Statements or events, copies included, in text order."""
    found = con.execute(
        f"SELECT no, article FROM {table} WHERE {where} ORDER BY day NULLS LAST, position, id", values
    ).fetchall()
    return [Hit(no, article, None) for no, article in found]


def _text(con: duckdb.DuckDBPyConnection, article: int) -> str:
    found = store.one_row(con, "SELECT text FROM documents WHERE no = ?", [article])
    return str(found[0]) if found else ""


def _article(con: duckdb.DuckDBPyConnection, number: int) -> ArticleRow:
    (found,) = details.articles(con, [Hit(number, number, None)])
    return found


def _reports(con: duckdb.DuckDBPyConnection, own: Hit) -> list[Hit]:
    """Statements of the same speaker in the same words in other articles, copies included."""
    found = con.execute(
        "SELECT s.no, s.article FROM statements s, (SELECT wording, speaker, article"
        " FROM statements WHERE no = ?) o WHERE s.wording = o.wording"
        " AND s.article <> o.article AND s.speaker IS NOT DISTINCT FROM o.speaker", [own.no],
    ).fetchall()  # fmt: skip
    return [Hit(no, article, None) for no, article in found]
