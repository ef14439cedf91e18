"""The tables in which what is followed is kept, beside the record and made from it.

Takes a connection and plain rows, gives rows back: whoever follows decides what stands in them.
The tables form a schema of their own, are no part of the record, are never exported and may be
dropped at any time: the next question makes them anew. `changed` tells which articles are new,
changed or gone since they were last followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from communique.record import store

if TYPE_CHECKING:
    import duckdb

    # For those who keep something in the archive's file and never touch the library itself.
    Connection = duckdb.DuckDBPyConnection

Row = Sequence[Any]
STRETCH = 300  # articles that one transaction follows

_TABLES: dict[str, str] = {
    "about": "rules VARCHAR, today VARCHAR, judged INTEGER",
    "articles": "document VARCHAR, mark VARCHAR, first VARCHAR, last VARCHAR, day VARCHAR",
    "items": "id VARCHAR, document VARCHAR, body VARCHAR",
    "offered": "key VARCHAR, item VARCHAR, document VARCHAR, first VARCHAR, last VARCHAR, told VARCHAR",
    "proposals": "id VARCHAR, document VARCHAR, said VARCHAR, bucket VARCHAR, undertaking VARCHAR,"
                 " first VARCHAR, body VARCHAR",
    "wanted": "key VARCHAR, proposal VARCHAR, document VARCHAR, first VARCHAR, last VARCHAR",
    "links": "proposal VARCHAR, evidence VARCHAR, effect VARCHAR, said_in VARCHAR,"
             " told_in VARCHAR, body VARCHAR",
    "entries": "id VARCHAR, bucket VARCHAR, said_first VARCHAR, said_last VARCHAR, document VARCHAR,"
               " start INTEGER, kind VARCHAR, state VARCHAR, since VARCHAR, score DOUBLE,"
               " turns VARCHAR, waits DOUBLE, head VARCHAR",
    "sides": "entry VARCHAR, role VARCHAR, key VARCHAR, name VARCHAR, country VARCHAR, body VARCHAR",
    "positions": "document VARCHAR, agreement VARCHAR, body VARCHAR",
    "claims": "document VARCHAR, day VARCHAR, statement VARCHAR, speaker VARCHAR, sides VARCHAR, words VARCHAR",
}  # fmt: skip
# Of each article: what was given, and of which it is a copy. Either may change without the other.
_NOW = (
    "SELECT d.id, concat_ws('|', d.sha256, coalesce(c.first, '-')) AS mark"
    " FROM documents d LEFT JOIN (SELECT document, min(first) AS first FROM copies GROUP BY document) c"
    " ON c.document = d.id"
)


def lay_out(con: duckdb.DuckDBPyConnection, rules: str) -> None:
    """The tables, empty, for what these rules find; what others found is dropped."""
    con.execute("DROP SCHEMA IF EXISTS ledger CASCADE")
    con.execute("CREATE SCHEMA ledger")
    for name, columns in _TABLES.items():
        con.execute(f"CREATE TABLE ledger.{name} ({columns})")
    con.execute("INSERT INTO ledger.about VALUES (?, '', 0)", [rules])


def about(con: duckdb.DuckDBPyConnection) -> tuple[str, str, int] | None:
    """By which rules the tables were made, as of which day, with how many judgements."""
    import duckdb

    try:
        row = store.one_row(con, "SELECT rules, today, judged FROM ledger.about")
    except duckdb.CatalogException:
        return None
    return (str(row[0]), str(row[1]), int(row[2])) if row else None


def mark(con: duckdb.DuckDBPyConnection, today: str, judged: int) -> None:
    """Keep as of which day and with how many judgements the states stand."""
    con.execute("UPDATE ledger.about SET today = ?, judged = ?", [today, judged])


def changed(con: duckdb.DuckDBPyConnection) -> tuple[list[str], list[tuple[str, str]]]:
    """Articles to be forgotten (gone or changed), and those to follow, each with its mark."""
    gone = rows(con, f"SELECT a.document FROM ledger.articles a ANTI JOIN ({_NOW}) n"
                     " ON n.id = a.document AND n.mark = a.mark ORDER BY 1")  # fmt: skip
    fresh = rows(con, f"SELECT n.id, n.mark FROM ({_NOW}) n ANTI JOIN ledger.articles a"
                      " ON a.document = n.id AND a.mark = n.mark ORDER BY 1")  # fmt: skip
    return [str(one[0]) for one in gone], [(str(a), str(b)) for a, b in fresh]


def current(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether every article, as it is now, has been followed."""
    row = store.one_row(con, f"SELECT (SELECT count(*) FROM documents) = (SELECT count(*) FROM ledger.articles)"
                             f" AND NOT EXISTS (SELECT 1 FROM ({_NOW}) n ANTI JOIN ledger.articles a"
                             " ON a.document = n.id AND a.mark = n.mark)")  # fmt: skip
    return bool(row and row[0])


def forget(con: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> None:
    """Take out all that some articles gave, and every link with it."""
    for table in ("articles", "items", "offered", "proposals", "wanted", "positions", "claims"):
        con.execute(f"DELETE FROM ledger.{table} WHERE document IN (SELECT unnest(?::VARCHAR[]))",
                    [list(documents)])  # fmt: skip
    con.execute("DELETE FROM ledger.links WHERE said_in IN (SELECT unnest($1::VARCHAR[]))"
                " OR told_in IN (SELECT unnest($1::VARCHAR[]))", [list(documents)])  # fmt: skip


def add(con: duckdb.DuckDBPyConnection, table: str, found: Iterable[Row]) -> None:
    """Add rows to one of the tables."""
    import numpy as np

    several = list(found)
    if not several:
        return
    columns: dict[str, object] = {}
    names = [one.split()[0] for one in _TABLES[table].split(",")]
    for at, name in enumerate(names):
        values = [row[at] for row in several]
        number = all(isinstance(one, (int, float)) for one in values)
        columns[name] = np.array(values, dtype=None if number else object)
    listed = ", ".join(names)
    with store.batch(con, columns):
        con.execute(f"INSERT INTO ledger.{table} ({listed}) SELECT {listed} FROM batch")


def drop(con: duckdb.DuckDBPyConnection, table: str, column: str, values: Iterable[str]) -> None:
    """Take out the rows of a table whose column has one of some values."""
    con.execute(f"DELETE FROM ledger.{table} WHERE {column} IN (SELECT unnest(?::VARCHAR[]))",
                [list(values)])  # fmt: skip


def joined(con: duckdb.DuckDBPyConnection, homes: Iterable[tuple[str, str]]) -> None:
    """Say of proposals to which undertaking each belongs."""
    import numpy as np

    several = list(homes)
    if not several:
        return
    columns: dict[str, object] = {
        "id": np.array([a for a, _ in several], dtype=object),
        "home": np.array([b for _, b in several], dtype=object),
    }
    with store.batch(con, columns):
        con.execute("UPDATE ledger.proposals SET undertaking = batch.home FROM batch"
                    " WHERE batch.id = ledger.proposals.id")  # fmt: skip


def latest(
    con: duckdb.DuckDBPyConnection, buckets: Sequence[tuple[str, str]]
) -> list[tuple[str, str, str]]:
    """Bucket, packed row and undertaking of the proposals said in some buckets since some day each."""
    import numpy as np

    if not buckets:
        return []
    columns: dict[str, object] = {
        "bucket": np.array([a for a, _ in buckets], dtype=object),
        "since": np.array([b for _, b in buckets], dtype=object),
    }
    with store.batch(con, columns):
        found = con.execute(
            "SELECT p.bucket, p.body, p.undertaking FROM ledger.proposals p JOIN batch"
            " ON batch.bucket = p.bucket AND p.first >= batch.since"
        ).fetchall()
    return [(str(a), str(b), str(c)) for a, b, c in found]


def emptied(con: duckdb.DuckDBPyConnection, buckets: Sequence[str]) -> list[str]:
    """Entries of some buckets of which no statement is left."""
    found = rows(con, "SELECT e.id FROM ledger.entries e WHERE e.bucket IN (SELECT unnest(?::VARCHAR[]))"
                      " AND NOT EXISTS (SELECT 1 FROM ledger.proposals p WHERE p.undertaking = e.id)",
                 [list(buckets)])  # fmt: skip
    return [str(one[0]) for one in found]


def met(
    con: duckdb.DuckDBPyConnection, table: str, keys: Iterable[tuple[str, str, str]]
) -> list[tuple[str, str]]:
    """Ids and packed rows of `items` or `proposals` that a key of some leads to, in its time.

    A key is the key itself and the first and last day that are of interest.
    """
    import numpy as np

    several = list(keys)
    if not several:
        return []
    columns: dict[str, object] = {
        name: np.array([row[at] for row in several], dtype=object)
        for at, name in enumerate(("key", "first", "last"))
    }
    side, id = ("offered", "item") if table == "items" else ("wanted", "proposal")
    with store.batch(con, columns):
        found = con.execute(
            f"SELECT t.id, t.body FROM ledger.{table} t WHERE t.id IN (SELECT s.{id} FROM ledger.{side} s"
            " JOIN batch ON batch.key = s.key AND s.last >= batch.first AND s.first <= batch.last)"
            " ORDER BY t.id"
        ).fetchall()
    return [(str(a), str(b)) for a, b in found]


def rows(
    con: duckdb.DuckDBPyConnection, sql: str, values: Iterable[object] = ()
) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    return con.execute(sql, list(values)).fetchall()
