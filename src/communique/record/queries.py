"""The one door to what an archive holds: `Found`, statements, events or articles under filters.

Takes an archive's connection and checked `Filters`, gives a lazy `Found`: typed rows by iteration,
pages with a cursor, facets with counts, tables for polars, pandas and Arrow. Library, command
line, API and pages all come through here, so that they never disagree.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, cast

from communique.errors import ConfigError, InputError
from communique.record import details, rows, search, store
from communique.record import facets as facet_columns
from communique.record.conditions import Condition, What, condition
from communique.record.details import Hit
from communique.record.filters import Filters

if TYPE_CHECKING:
    import duckdb
    import pandas
    import polars
    import pyarrow

RowT = TypeVar("RowT", bound=rows.Row)
Order = Literal["best", "oldest", "newest"]
Connect = Callable[[], "duckdb.DuckDBPyConnection"]

FETCHED = 1_000  # rows that iteration holds at a time
SHOWN = 20  # rows that a notebook shows


@dataclass(frozen=True, slots=True)
class Page(Generic[RowT]):
    """Some rows, how many there are in all, and the cursors of the pages beside (None: no more)."""

    rows: list[RowT]
    total: int
    next: str | None
    previous: str | None


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a column, and in how many of the found rows it stands."""

    value: str
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class Found(Generic[RowT]):
    """Everything of one kind that the filters let through, asked for when it is needed."""

    connect: Connect
    what: What
    filters: Filters
    order: Order = "oldest"
    ids: tuple[str, ...] = ()

    def __len__(self) -> int:
        con = self.connect()
        hits = self._hits(con, "1")
        row = store.one_row(con, f"SELECT count(*) FROM ({hits.sql})", hits.values)
        return int(row[0]) if row else 0

    def __bool__(self) -> bool:
        return self.first() is not None

    def __iter__(self) -> Iterator[RowT]:
        cursor = self._execute()
        while several := cursor.fetchmany(FETCHED):
            yield from (self._row(one) for one in several)

    def first(self) -> RowT | None:
        """The first row, None where there is none."""
        return next(iter(self._some(1, 0)[0]), None)

    def page(self, cursor: str | None = None, size: int = 50) -> Page[RowT]:
        """`size` rows from the place that `cursor` names, the beginning where it is None.

        Raises:
            InputError: the cursor is none of ours.
        """
        start = place_of(cursor)
        several, counted = self._some(size + 1, start)
        # The last page tells the total by itself.
        last = 0 < len(several) <= size or not (several or start)
        total = start + len(several) if last else counted
        return Page(
            several[:size],
            len(self) if total is None else total,
            cursor_of(start + size) if len(several) > size else None,
            cursor_of(max(start - size, 0)) if start else None,
        )

    def facets(self, *names: str, top: int = 20) -> dict[str, list[Facet]]:
        """How often each value of some columns stands in what was found, the most frequent first.

        Raises:
            InputError: there is no such facet; the message names those that there are.
        """
        con = self.connect()
        asked = names or facet_columns.names(self.what)
        counted = [facet_columns.sql(self.what, name) for name in asked]
        hits = self._hits(con, *facet_columns.columns(self.what, asked))
        found: dict[str, list[Facet]] = {name: [] for name in asked}
        lines = con.execute(
            f"WITH hits AS MATERIALIZED ({hits.sql})"
            f" SELECT * FROM ({' UNION ALL '.join(f'({one})' for one in counted)})"
            " ORDER BY facet, many DESC, value",
            [*hits.values, *(top for _ in asked)],
        ).fetchall()
        labels = facet_columns.named(con, (str(value) for _, value, _, _ in lines))
        for name, value, many, label in lines:
            shown = labels.get(str(value), str(label))
            found[name].append(Facet(str(value), int(many), shown))
        return found

    def by_month(self) -> list[tuple[str, int, int]]:
        """Events by month (or what of it is known) and quad: how many."""
        con = self.connect()
        hits = self._hits(con, "e.day AS day", "e.quad AS quad")
        found = con.execute(
            f"SELECT left(day, 7) AS period, quad, count(*) FROM ({hits.sql})"
            " WHERE day IS NOT NULL GROUP BY period, quad ORDER BY period, quad",
            hits.values,
        )
        return [(str(period), int(quad), int(many)) for period, quad, many in found.fetchall()]

    def to_dicts(self) -> list[dict[str, object]]:
        """The rows as dicts, in the order of the columns."""
        return [as_dict(one) for one in self]

    def to_polars(self) -> polars.DataFrame:
        """The rows as a polars data frame."""
        with _needing("polars", "pyarrow"):
            import polars

            return cast("polars.DataFrame", polars.from_arrow(self.to_arrow()))

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas data frame."""
        with _needing("pandas"):
            return cast("pandas.DataFrame", self._relation().df())

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table."""
        with _needing("pyarrow"):
            return self._relation().to_arrow_table()

    def _repr_html_(self) -> str:
        shown = self.page(size=SHOWN)
        names = rows.names(self.what)
        head = "".join(f"<th>{name}</th>" for name in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell(getattr(row, name))}</td>" for name in names) + "</tr>"
            for row in shown.rows
        )
        more = f"{len(shown.rows)} of {shown.total} {self.what}"
        return f"<table><caption>{more}</caption><tr>{head}</tr>{body}</table>"

    def __repr__(self) -> str:
        asked = ", ".join(f"{key}={value!r}" for key, value in self.filters.to_query().items())
        return f"<{self.what} where {asked or 'anything'}>"

    def _row(self, values: tuple[Any, ...]) -> RowT:
        return cast(RowT, rows.TYPES[self.what](*values))

    def _execute(self) -> duckdb.DuckDBPyConnection:
        con = self.connect()
        asked = self._asked(con)
        return con.execute(asked.sql, asked.values)

    def _some(self, limit: int, offset: int) -> tuple[list[RowT], int | None]:
        """Some rows in order, and how many there are in all where a search has counted them."""
        con = self.connect()
        hits = self._hits(con)
        # A search finds little and costs much: it counts as it goes. Else counting is quick
        # by itself, where nothing is sorted.
        counted = self.filters.text is not None
        many = "count(*) OVER ()" if counted else "NULL"
        found = con.execute(
            f"SELECT no, article, rank, {many} FROM ({hits.sql})"
            f" ORDER BY {', '.join(self._order())} LIMIT {limit} OFFSET {offset}", hits.values,
        ).fetchall()  # fmt: skip
        total = int(found[0][3]) if found and counted else None
        return self._detailed(con, [Hit(*one[:3]) for one in found]), total

    def _detailed(self, con: duckdb.DuckDBPyConnection, hits: list[Hit]) -> list[RowT]:
        if not hits:
            return []
        if self.what == "statements":
            return cast("list[RowT]", details.statements(con, hits))
        if self.what == "events":
            return cast("list[RowT]", details.events(con, hits))
        places = ", ".join(f"({one.no}, {at})" for at, one in enumerate(hits))
        ranks = {one.no: one.rank for one in hits}
        found = con.execute(
            f"WITH hits AS (SELECT col0 AS no, col1 AS place, NULL AS rank FROM (VALUES {places})),"
            f" {rows.DETAILS[self.what].lstrip()} ORDER BY h.place"
        ).fetchall()
        return [self._row((*line[:-1], ranks[one.no]))
                for line, one in zip(found, hits, strict=True)]  # fmt: skip

    def _relation(self) -> duckdb.DuckDBPyRelation:
        con = self.connect()
        asked = self._asked(con)
        return con.sql(asked.sql, params=list(asked.values))

    def _asked(self, con: duckdb.DuckDBPyConnection) -> Condition:
        """The query for whole rows, in order."""
        hits = self._hits(con)
        order = ", ".join(f"h.{key}" for key in self._order())
        return Condition(
            f"WITH hits AS MATERIALIZED ({hits.sql}), {rows.DETAILS[self.what].lstrip()}"
            f" ORDER BY {order}",
            hits.values,
        )

    def _hits(self, con: duckdb.DuckDBPyConnection, *columns: str) -> Condition:
        """The numbers of what the filters let through, what sorts it, and further columns."""
        alias, where = rows.ALIASES[self.what], condition(self.what, self.filters)
        source = rows.FROM[self.what]
        if self.filters.publisher or self.filters.language:
            source = rows.WITH_ARTICLES[self.what]
        rank = "CAST(NULL AS DOUBLE)"
        if self.filters.text is not None:
            found = search.ranked(con, self.what, self.filters.text)
            source += f" JOIN ({found.sql}) f ON f.item = {alias}.no"
            rank = "f.rank"
        if self.ids:
            source_ids = ", ".join("?" for _ in self.ids)
            where = Condition(f"{where.sql} AND {alias}.id IN (SELECT unnest([{source_ids}]))",
                              (*where.values, *self.ids))  # fmt: skip
        wanted = columns or (*rows.SORTED[self.what], f"{rank} AS rank")
        return Condition(
            f"SELECT {alias}.no, {', '.join(wanted)} FROM {source} WHERE {where.sql}",
            where.values,
        )

    def _order(self) -> tuple[str, ...]:
        # Ids settle ties, so that the order is the same in every archive of the same articles.
        if self.order == "best" and self.filters.text is not None:
            return ("rank DESC", "day", *rows.TIES[self.what])
        direction = "DESC" if self.order == "newest" else "ASC"
        return (f"day {direction} NULLS LAST", *rows.TIES[self.what])


def newest(founds: Sequence[Found[RowT]], size: int) -> list[Page[RowT]]:
    """The newest rows of several lists of one kind, which are put together in one go."""
    hits, totals = [], []
    for found in founds:
        con = found.connect()
        asked = found._hits(con)
        order = ", ".join(replace(found, order="newest")._order())
        several = con.execute(
            f"SELECT no, article, rank, count(*) OVER () FROM ({asked.sql})"
            f" ORDER BY {order} LIMIT {size}", asked.values,
        ).fetchall()  # fmt: skip
        hits.append([Hit(*one[:3]) for one in several])
        totals.append(int(several[0][3]) if several else 0)
    if not any(hits):
        return [Page([], 0, None, None) for _ in founds]
    made = iter(founds[0]._detailed(founds[0].connect(), [hit for some in hits for hit in some]))
    return [
        Page(list(islice(made, len(some))), total, cursor_of(size) if total > size else None, None)
        for some, total in zip(hits, totals, strict=True)
    ]


def as_dict(row: rows.Row) -> dict[str, object]:
    """A row as a dict, in the order of the columns."""
    return {one.name: getattr(row, one.name) for one in fields(row)}


class _needing:
    """Turns a missing library into a word on what to install."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, ModuleNotFoundError) and error.name in (*self.names, "numpy"):
            raise ConfigError(
                f"{error.name} is not installed", f"pip install {' '.join(self.names)}"
            ) from error


def cursor_of(place: int) -> str:
    """The cursor that names a place in a list."""
    return base64.urlsafe_b64encode(json.dumps({"from": place}).encode()).decode().rstrip("=")


def place_of(cursor: str | None) -> int:
    """The place in a list that a cursor names, the beginning where there is none."""
    if not cursor:
        return 0
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        place = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))["from"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"cursor {cursor[:40]!r} is none of ours", "begin without one") from error
    if not isinstance(place, int) or not 0 <= place < 2**53:
        raise InputError(f"cursor {cursor[:40]!r} is none of ours", "begin without one")
    return place


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return html.escape(text if len(text) <= 200 else text[:199] + "…")
