"""The one door to what an archive holds: `Found`, statements, events or articles under filters.

Takes an archive's connection and checked `Filters`, gives a lazy `Found`: typed rows by iteration,
pages with a cursor, facets with counts, tables for polars, pandas and Arrow. Library, command
line, API and pages all come through here, so that they never disagree.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, cast

from communique.errors import ConfigError
from communique.record import details, rows, search, store, tallies
from communique.record import facets as facet_columns
from communique.record.conditions import Condition, What, condition
from communique.record.cursors import Page, cursor_of, place_of
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
_NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a column, and in how many of the found rows it stands."""

    value: str
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class Survey(Generic[RowT]):
    """A page of what was found, and the facets of all of it."""

    page: Page[RowT]
    facets: dict[str, list[Facet]]


@dataclass(frozen=True, slots=True)
class _Surveyed:
    """A survey whose rows are numbers still."""

    hits: list[Hit]
    total: int
    start: int
    size: int
    facets: dict[str, list[Facet]]

    def put_together(self, rows: list[RowT]) -> Survey[RowT]:
        end = self.start + self.size
        further = cursor_of(end) if end < self.total else None
        back = cursor_of(max(self.start - self.size, 0)) if self.start else None
        return Survey(Page(rows, self.total, further, back), self.facets)


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
        return next(iter(self.top(1)), None)

    def top(self, size: int) -> list[RowT]:
        """The first rows, without counting the others."""
        return self._some(size, 0)[0]

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
        if self._is_everything() and tallies.current(con):
            return _as_facets(asked, tallies.lines(con, self.what, asked, top))
        hits = self._hits(con, *facet_columns.columns(self.what, asked))
        lines = con.execute(
            f"WITH hits AS MATERIALIZED ({hits.sql})"
            f" SELECT * FROM ({' UNION ALL '.join(f'({one})' for one in counted)})"
            " ORDER BY facet, many DESC, value",
            [*hits.values, *(top for _ in asked)],
        ).fetchall()
        return _as_facets(asked, tallies.labelled(con, lines))

    def survey(
        self, *names: str, cursor: str | None = None, size: int = 50, top: int = 20
    ) -> Survey[RowT]:
        """A page and the named facets of all that was found, as `page` and `facets` give them, in
        one go: what was found is looked for once.

        Raises:
            InputError: the cursor is none of ours, or there is no such facet.
        """
        con = self.connect()
        if self._is_everything() and tallies.current(con):
            facets = self.facets(*names, top=top) if names else {}
            return Survey(self.page(cursor, size), facets)
        found = self._surveyed(con, names, place_of(cursor), size, top)
        return found.put_together(self._detailed(con, found.hits))

    def _surveyed(
        self, con: duckdb.DuckDBPyConnection, names: Sequence[str], start: int, size: int, top: int
    ) -> _Surveyed:  # fmt: skip
        counted = [facet_columns.sql(self.what, name) for name in names]
        columns = (*self._sorted(), *facet_columns.columns(self.what, names))
        hits = self._hits(con, *dict.fromkeys(columns))
        order = ", ".join(self._order())
        # Lines of three kinds: of facets, of rows (their place for how many), and the total.
        parts = "".join(f" UNION ALL (SELECT *, NULL, NULL, NULL FROM ({one}))" for one in counted)
        lines = con.execute(
            f"WITH hits AS MATERIALIZED ({hits.sql})"
            " SELECT NULL AS facet, NULL AS value, count(*) AS many, NULL AS label,"
            " NULL::INTEGER AS no, NULL::INTEGER AS article, NULL::DOUBLE AS rank FROM hits"
            f" UNION ALL (SELECT NULL, NULL, row_number() OVER (ORDER BY {order}), NULL, no,"
            " article, rank FROM"
            f" (SELECT * FROM hits ORDER BY {order} LIMIT {size} OFFSET {start})){parts}"
            " ORDER BY facet, many DESC, value",
            [*hits.values, *(top for _ in names)],
        ).fetchall()
        own = sorted((line[2], Hit(*line[4:])) for line in lines if line[4] is not None)
        total = next(int(line[2]) for line in lines if line[0] is None and line[4] is None)
        found = tallies.labelled(con, [line[:4] for line in lines if line[0] is not None])
        return _Surveyed([hit for _, hit in own], total, start, size, _as_facets(names, found))

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
        return cast("list[RowT]", details.articles(con, hits))

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
        wanted = tuple(one.format(rank=rank) for one in columns or self._sorted())
        return Condition(
            f"SELECT {alias}.no, {', '.join(wanted)} FROM {source} WHERE {where.sql}",
            where.values,
        )

    def _sorted(self) -> tuple[str, ...]:
        """The columns that sort what was found."""
        return (*rows.SORTED[self.what], "{rank} AS rank")

    def _is_everything(self) -> bool:
        return self.filters == _NO_FILTERS and not self.ids

    def _order(self) -> tuple[str, ...]:
        # Ids settle ties, so that the order is the same in every archive of the same articles.
        if self.order == "best" and self.filters.text is not None:
            return ("rank DESC", "day", *rows.TIES[self.what])
        direction = "DESC" if self.order == "newest" else "ASC"
        return (f"day {direction} NULLS LAST", *rows.TIES[self.what])


def surveys(
    founds: Sequence[Found[RowT]], size: int, *names: str, top: int = 20
) -> list[Survey[RowT]]:  # fmt: skip
    """The first page and facets of several lists of one kind; all rows are put together at once."""
    con = founds[0].connect()
    several = [one._surveyed(con, names, 0, size, top) for one in founds]
    made = iter(founds[0]._detailed(con, [hit for one in several for hit in one.hits]))
    return [one.put_together(list(islice(made, len(one.hits)))) for one in several]


def as_dict(row: rows.Row) -> dict[str, object]:
    """A row as a dict, in the order of the columns."""
    return {one.name: getattr(row, one.name) for one in fields(row)}


def _as_facets(names: Sequence[str], lines: Iterable[tallies.Line]) -> dict[str, list[Facet]]:
    found: dict[str, list[Facet]] = {name: [] for name in names}
    for name, value, many, label in lines:
        found[name].append(Facet(value, int(many), label))
    return found


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


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return html.escape(text if len(text) <= 200 else text[:199] + "…")
