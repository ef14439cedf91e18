"""Tallies: what pages without a filter count, counted ahead when a run ends.

Takes a connection, gives the facets of all statements, events or articles, and everybody who is
named. Counting anew is cheaper than keeping counts right through copies and new versions, so
each batch only says that they are out of date, and the end of its run counts all again. Where a
kill left them so they are counted when asked: the answers are the same, only later.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

from communique.record import facets
from communique.record.conditions import What, condition
from communique.record.filters import KEY, Filters
from communique.record.rows import ALIASES, FROM

if TYPE_CHECKING:
    import duckdb

Line = tuple[str, str, int, str]
"""A facet's name, one value of it, how often it stands there, and what a person reads."""

_ROSTER = (
    "SELECT key, arg_max(name, coalesce(document, '')) AS name,"
    " arg_max(kind, coalesce(document, '')) AS kind, max(country) AS country,"
    " max(sector) AS sector, count(DISTINCT document) AS articles FROM actors GROUP BY key"
)
_ALL = 2**31
"""As many values of a facet as there are."""


def count(con: duckdb.DuckDBPyConnection) -> None:
    """Count all; call it inside a transaction."""
    con.execute(f"DELETE FROM roster; INSERT INTO roster {_ROSTER} ORDER BY key; DELETE FROM tallies")
    for what in get_args(What):
        names = facets.names(what)
        alias, where = ALIASES[what], condition(what, Filters())
        columns = ", ".join((f"{alias}.no", *facets.columns(what, names)))
        hits = f"SELECT {columns} FROM {FROM[what]} WHERE {where.sql}"
        con.execute(
            f"INSERT INTO tallies WITH hits AS MATERIALIZED ({hits}),"
            f" lines AS ({' UNION ALL '.join(f'({facets.sql(what, one)})' for one in names)})"
            " SELECT ?, facet, value, many, coalesce(r.name, label) FROM lines"
            f" LEFT JOIN roster r ON value = '{KEY}' || r.key ORDER BY facet, many DESC, value",
            [*where.values, *(_ALL for _ in names), what],
        )
    con.execute("DELETE FROM settled WHERE postings = 'tallies'")
    con.execute("INSERT INTO settled SELECT 'tallies', count(*) FROM tallies")


def outdate(con: duckdb.DuckDBPyConnection) -> None:
    """Say that something was written since; call it inside the transaction that writes."""
    con.execute("DELETE FROM settled WHERE postings = 'tallies'")


def current(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether nothing was written since all was counted."""
    return bool(con.execute("SELECT 1 FROM settled WHERE postings = 'tallies'").fetchall())


def lines(
    con: duckdb.DuckDBPyConnection, what: What, names: Sequence[str], top: int
) -> list[Line]:
    """The most frequent values of some facets of all that is no copy."""
    parts = " UNION ALL ".join(
        "(SELECT facet, value, many, label FROM tallies WHERE kind = ? AND facet = ?"
        " ORDER BY many DESC, value LIMIT ?)" for _ in names
    )
    values = [value for name in names for value in (what, name, top)]
    return con.execute(f"SELECT * FROM ({parts}) ORDER BY facet, many DESC, value", values).fetchall()


def roster(con: duckdb.DuckDBPyConnection) -> str:
    """The SQL of everybody who is named, once: a table, or a query where that is out of date."""
    return "roster" if current(con) else f"({_ROSTER})"


def labelled(con: duckdb.DuckDBPyConnection, lines: Sequence[Line]) -> list[Line]:
    """Lines of facets with names for those values that are an actor's key."""
    keys = sorted({value.removeprefix(KEY) for _, value, _, _ in lines if value.startswith(KEY)})
    if not keys:
        return list(lines)
    found = con.execute(
        f"SELECT key, name FROM {roster(con)} WHERE key IN (SELECT unnest(?::VARCHAR[]))",
        [keys],
    ).fetchall()
    names = {KEY + str(key): str(name) for key, name in found}
    return [(name, value, many, names.get(value, label)) for name, value, many, label in lines]
