"""The rows of a page: what stands in the tables beside a few numbers that were found.

Takes the numbers of some statements, events or articles, gives their rows in the same order. The one idea:
for a page's few rows, DuckDB takes several times longer to plan a query of eight joins than to
run it, so each table is asked by number alone and the rows are put together here. `rows.DETAILS`
gives the same rows for all that was found, in one query; a test holds the two together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from communique.record.rows import MUCH, ArticleRow, EventRow, StatementRow

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its number, the number of its article, how well it fits."""

    no: int
    article: int
    rank: float | None


@dataclass(frozen=True, slots=True)
class _Actor:
    """As one article knows somebody."""

    key: str
    name: str | None
    country: str | None
    sector: str | None


_Actors = dict[tuple[int, str], _Actor]
_Lists = dict[int, list[list[Any]]]
_About = tuple[str | None, str | None, str | None, str | None, str | None]
"""Of an article: when it was published, its publisher, title, address and language."""
_NO_ARTICLE: _About = (None, None, None, None, None)
_NOBODY = _Actor("", None, None, None)

_STATEMENTS = """SELECT no, id, document, date, kind, speaker, speaker_exact, cue_exact, mode,
    force, parent, about, score FROM statements"""
_EVENTS = """SELECT no, id, origin, document, publisher, date, type, mode, quad, contexts, status,
    trigger_exact, sentence, place_name, place_country, latitude, longitude, according_to,
    intensity, code, trigger_start, trigger_end, score FROM events"""

_ARTICLES = """SELECT no, id, published, publisher, title, url, language, characters
    FROM documents"""


def statements(con: duckdb.DuckDBPyConnection, hits: Sequence[Hit]) -> list[StatementRow]:
    """The rows of some statements."""
    numbers, plain = _listed(hit.no for hit in hits), _plain(hit.no for hit in hits)
    found = _by_number(con, f"{_STATEMENTS} WHERE no IN ({plain})")
    spans = _lists(con, 'exact, start, "end"', f"statement_contents WHERE item IN ({plain})")
    told = _lists(con, "event", f"statement_events WHERE item IN ({numbers})")
    heard = _lists(con, "actor", f"statement_addressees WHERE item IN ({numbers})")
    articles = _articles(con, hits)
    actors = _named(con, hits, [*(one[4] for one in found.values()), *_keys(heard)])

    def made(hit: Hit) -> StatementRow:
        (id, document, date, kind, speaker, words, cue, mode, force, parent, about,
         score) = found[hit.no]  # fmt: skip
        published, publisher, title, url, language = articles[hit.article]
        who = actors.get((hit.article, speaker), _NOBODY)
        content = spans[hit.no]
        return StatementRow(
            id, document, published, publisher, title, url, language, date, kind, speaker,
            who.name, who.country, who.sector, words,
            *_parties(actors, hit.article, heard[hit.no]), cue,
            " … ".join(exact for exact, _, _ in content), mode, force, parent, about,
            [event for (event,) in told[hit.no]],
            min((start for _, start, _ in content), default=0),
            max((end for _, _, end in content), default=0), score, hit.rank,
        )  # fmt: skip

    return [made(hit) for hit in hits]


def events(con: duckdb.DuckDBPyConnection, hits: Sequence[Hit]) -> list[EventRow]:
    """The rows of some events."""
    numbers = _listed(hit.no for hit in hits)
    found = _by_number(con, f"{_EVENTS} WHERE no IN ({_plain(hit.no for hit in hits)})")
    parties = _lists(con, "role, actor", f"event_parties WHERE item IN ({numbers})")
    doers, others = (_of_role(parties, role) for role in ("actor", "recipient"))
    much = _lists(con, MUCH, f"event_magnitudes WHERE item IN ({numbers})")
    articles = _articles(con, hits)
    tellers = _tellers(con, [one[-6] for one in found.values()])
    actors = _named(con, hits, [*_keys(doers), *_keys(others), *tellers.values()])

    def made(hit: Hit) -> EventRow:
        (id, origin, document, series, date, type, mode, quad, contexts, status, trigger,
         sentence, place, country, latitude, longitude, teller, intensity, code, start, end,
         score) = found[hit.no]  # fmt: skip
        published, publisher, title, url, language = articles.get(hit.article, _NO_ARTICLE)
        voice = actors.get((hit.article, tellers.get(teller, "")), _NOBODY)
        return EventRow(
            id, origin, document, published, series if publisher is None else publisher, title,
            url, language, date, type, mode, quad, contexts, status,
            *_parties(actors, hit.article, doers[hit.no]),
            *_parties(actors, hit.article, others[hit.no]), trigger, sentence, place, country,
            latitude, longitude, [one for (one,) in much[hit.no]], teller, voice.name, intensity,
            code, start, end, score, hit.rank,
        )  # fmt: skip

    return [made(hit) for hit in hits]


def articles(con: duckdb.DuckDBPyConnection, hits: Sequence[Hit]) -> list[ArticleRow]:
    """The rows of some articles."""
    numbers = _listed(hit.no for hit in hits)
    found = _by_number(con, f"{_ARTICLES} WHERE no IN ({numbers})")
    said, done = (dict(con.execute(
        f"SELECT article, count(*) FROM {table} WHERE article IN ({numbers}) GROUP BY article"
    ).fetchall()) for table in ("statements", "events"))  # fmt: skip
    ids = [one[0] for one in found.values()]
    linked = con.execute(
        "SELECT document, first FROM copies WHERE document IN (SELECT unnest($1::VARCHAR[]))"
        " OR first IN (SELECT unnest($1::VARCHAR[]))", [ids],
    ).fetchall()  # fmt: skip
    first = dict(linked)
    copies = Counter(one for _, one in linked)

    def made(hit: Hit) -> ArticleRow:
        id, published, publisher, title, url, language, characters = found[hit.no]
        return ArticleRow(
            id, published, publisher, title, url, language, characters, said.get(hit.no, 0),
            done.get(hit.no, 0), first.get(id), copies[id], hit.rank,
        )

    return [made(hit) for hit in hits]


def _plain(numbers: Iterable[int]) -> str:
    """Numbers for an IN; only integers enter the SQL.

    Where the column has an index, DuckDB takes it for a plain list, not for the rows of a query:
    25 contents among 200,000 take 2 ms of the processor then, else 18, most of it for the
    decompression of texts beside those that are wanted.
    """
    return ", ".join(str(int(one)) for one in dict.fromkeys(numbers))


def _listed(numbers: Iterable[int]) -> str:
    """Numbers for an IN of a column without an index.

    As the rows of a query, they are pushed down into the scan of the table, which then reads the
    other columns of their rows alone (3 ms in 200,000); as a plain list they are not (11 ms).
    """
    return f"SELECT unnest([{_plain(numbers)}]::INTEGER[])"


def _by_number(con: duckdb.DuckDBPyConnection, sql: str) -> dict[int, tuple[Any, ...]]:
    """The rest of each row by its first column, the number."""
    return {int(row[0]): row[1:] for row in con.execute(sql).fetchall()}


def _lists(con: duckdb.DuckDBPyConnection, columns: str, source: str) -> _Lists:
    """The lines of a list by the number of what they belong to, in their order."""
    found: _Lists = defaultdict(list)
    rows = con.execute(f"SELECT item, position, {columns} FROM {source}").fetchall()
    for item, _, *line in sorted(rows, key=itemgetter(0, 1)):
        found[int(item)].append(line)
    return found


def _of_role(parties: _Lists, role: str) -> _Lists:
    found: _Lists = defaultdict(list)
    for item, several in parties.items():
        found[item] = [[key] for one, key in several if one == role]
    return found


def _keys(parties: _Lists) -> list[str | None]:
    return [key for several in parties.values() for (key,) in several]


def _articles(con: duckdb.DuckDBPyConnection, hits: Sequence[Hit]) -> dict[int, _About]:
    found = con.execute(
        "SELECT no, published, publisher, title, url, language FROM documents"
        f" WHERE no IN ({_listed(hit.article for hit in hits)})"
    ).fetchall()
    return {number: (published, publisher, title, url, language)
            for number, published, publisher, title, url, language in found}  # fmt: skip


def _named(
    con: duckdb.DuckDBPyConnection, hits: Sequence[Hit], keys: Iterable[str | None]
) -> _Actors:
    """Those of some keys, as the articles of the hits know them."""
    wanted = sorted({key for key in keys if key is not None})
    if not wanted:
        return {}
    marks = ", ".join("?" for _ in wanted)
    found = con.execute(
        "SELECT article, key, name, country, sector FROM actors"
        f" WHERE article IN ({_listed(hit.article for hit in hits)}) AND key IN ({marks})", wanted,
    ).fetchall()  # fmt: skip
    return {(article, key): _Actor(key, *rest) for article, key, *rest in found}


def _tellers(con: duckdb.DuckDBPyConnection, ids: Iterable[str | None]) -> dict[str, str]:
    """The speakers of the statements on whose word events stand, by the statement's id."""
    wanted = sorted({id for id in ids if id is not None})
    if not wanted:
        return {}
    marks = ", ".join("?" for _ in wanted)
    sql = f"SELECT id, speaker FROM statements WHERE id IN ({marks}) AND speaker IS NOT NULL"
    return {str(id): str(speaker) for id, speaker in con.execute(sql, wanted).fetchall()}


def _parties(
    actors: _Actors, article: int, side: Sequence[Sequence[str]]
) -> tuple[list[str], list[str], list[str]]:
    """Keys, names and countries of a side; each country once, in the order of the alphabet."""
    known = [actors[article, key] for (key,) in side if (article, key) in actors]
    countries = sorted({one.country for one in known if one.country is not None})
    return [one.key for one in known], [one.name or "" for one in known], countries
