"""Batches into the archive: the one place that writes records.

Takes a `Batch`, gives the counts of what became of it. One batch is one transaction: it is there
as a whole or not at all. An article that the archive holds already adds nothing; another version
of it, told by its hash, takes its place if it was published later (hashes settle a tie), and the
older one is kept among the superseded, so that the archive is the same in whatever order the
versions came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from communique.record import copies, schemas, store, tallies
from communique.record.batches import ARTICLE, SEARCHED, Batch, Columns, Postings, fingerprint
from communique.types import Document, Failure

if TYPE_CHECKING:
    import duckdb

_OF_A_DOCUMENT = (
    "actors", "mentions", "statements", "statement_contents", "statement_addressees",
    "statement_events", "events", "event_parties", "event_magnitudes", "warnings",
)  # fmt: skip
# Whose numbers the column `item` of a table holds.
_ITEMS = {
    "statement_contents": "statements", "statement_addressees": "statements",
    "statement_events": "statements", "event_parties": "events", "event_magnitudes": "events",
}  # fmt: skip
_SUPERSEDED = ("id", "url", "publisher", "title", "published", "language", "text", "sha256")


# Postings that may lie unsorted: what a search reads of them takes it two milliseconds.
UNSETTLED = 500_000


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a batch: numbers of articles."""

    added: int
    known: int
    failed: int


def known(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> set[str]:
    """The hashes of all versions that the archive holds of the articles of these ids."""
    if not ids:
        return set()
    rows = con.execute(
        "SELECT sha256 FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))"
        " UNION ALL SELECT sha256 FROM superseded WHERE id IN (SELECT unnest(?::VARCHAR[]))",
        [list(ids), list(ids)],
    ).fetchall()
    return {str(row[0]) for row in rows}


def write(con: duckdb.DuckDBPyConnection, batch: Batch, run: str) -> Written:
    """Write one batch; call it inside a transaction."""
    keep = _to_keep(con, batch)
    mask = np.zeros(len(batch.documents), dtype=bool)
    mask[keep] = True
    terms = _term_numbers(con, batch.terms) if keep else np.empty(0, dtype=np.int32)
    numbers: dict[str, npt.NDArray[np.int32]] = {}
    for name, columns in batch.tables.items():
        rows = mask[columns[ARTICLE]]
        numbers[name] = _insert_table(con, name, columns, rows, numbers)
        if name in SEARCHED and name in batch.postings:
            _insert_postings(con, name, batch.postings[name], terms, numbers[name])
    if keep:
        tallies.outdate(con)
        items = [int(item) for item in numbers["documents"] if item >= 0]
        copies.add(con, items, batch.signatures[mask])
        _insert_lists(
            con, "run_documents", [run] * len(keep), [batch.documents[at].id for at in keep],
            [batch.sources[at] for at in keep],
        )  # fmt: skip
    write_failures(con, batch.failures, run)
    return Written(len(keep), len(batch.documents) - len(keep), len(batch.failures))


def settle(con: duckdb.DuckDBPyConnection) -> None:
    """Count what was added; sort the postings by stem where many lie as they were added.

    Call it inside a transaction. A stem's postings then lie in one or two of the blocks that
    DuckDB passes over as a whole, and a search reads these alone. So much is sorted again only
    when it has grown by a quarter that adding stays linear.
    """
    if not tallies.current(con):
        tallies.count(con)
    for name in SEARCHED.values():
        table = f"{name}_postings"
        many, sorted_rows = (
            int(row[0]) if (row := store.one_row(con, sql)) and row[0] else 0
            for sql in (f"SELECT count(*) FROM {table}",
                        f"SELECT max(rows) FROM settled WHERE postings = '{table}'")
        )  # fmt: skip
        if many - sorted_rows < max(UNSETTLED, sorted_rows // 4):
            continue
        con.execute(
            f"CREATE TABLE sorted AS SELECT * FROM {table} ORDER BY term, item, position;"
            f" DROP TABLE {table}; ALTER TABLE sorted RENAME TO {table};"
            f" DELETE FROM settled WHERE postings = '{table}';"
            f" INSERT INTO settled VALUES ('{table}', {many})"
        )
        schemas.restore(con, table)


def write_failures(
    con: duckdb.DuckDBPyConnection, failures: Sequence[Failure], run: str
) -> None:
    """Keep what could not be read."""
    if failures:
        _insert_lists(
            con, "failures", [run] * len(failures),
            *([_storable(value) for value in column] for column in zip(
                *((one.document, one.stage, one.error, one.message) for one in failures),
                strict=True,
            )),
        )  # fmt: skip


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _to_keep(con: duckdb.DuckDBPyConnection, batch: Batch) -> list[int]:
    """Which articles of the batch are to be written; versions that lose are put away here."""
    ids = [one.id for one in batch.documents]
    held = known(con, ids)
    winners: dict[str, int] = {}
    for at, one in enumerate(batch.documents):
        digest = fingerprint(one)
        if digest in held:
            continue
        held.add(digest)
        other = winners.get(one.id)
        if other is None:
            winners[one.id] = at
        elif _rank(one) > _rank(batch.documents[other]):
            winners[one.id] = at
            _put_away(con, batch.documents[other])
        else:
            _put_away(con, one)
    return sorted(set(winners.values()) - _beaten(con, batch, winners))


def _rank(one: Document) -> tuple[str, str]:
    return (one.published or "", fingerprint(one))


def _beaten(con: duckdb.DuckDBPyConnection, batch: Batch, winners: dict[str, int]) -> set[int]:
    """Those that a version in the archive beats; versions that they beat are put away."""
    rows = con.execute(
        "SELECT id, no, coalesce(published, ''), sha256 FROM documents"
        " WHERE id IN (SELECT unnest(?::VARCHAR[]))",
        [list(winners)],
    ).fetchall()
    beaten = set()
    for id, number, published, digest in rows:
        one = batch.documents[winners[id]]
        if (published, digest) > _rank(one):
            _put_away(con, one)
            beaten.add(winners[id])
        else:
            _replace(con, one, number)
    return beaten


def _replace(con: duckdb.DuckDBPyConnection, one: Document, number: int) -> None:
    """Take out the version of an article that `one` takes the place of."""
    names = ", ".join(_SUPERSEDED)
    con.execute(f"INSERT INTO superseded SELECT {names} FROM documents WHERE id = ?", [one.id])
    copies.remove(con, number, one.id)
    for table, postings in SEARCHED.items():
        key = "id" if table == "documents" else "document"
        con.execute(
            f"DELETE FROM {postings}_postings WHERE item IN"
            f" (SELECT no FROM {table} WHERE {key} = ?)", [one.id],
        )  # fmt: skip
    for table in _OF_A_DOCUMENT:
        con.execute(f"DELETE FROM {table} WHERE document = ?", [one.id])
    con.execute("DELETE FROM documents WHERE id = ?", [one.id])


def _put_away(con: duckdb.DuckDBPyConnection, one: Document) -> None:
    values = [getattr(one, name) for name in _SUPERSEDED[:-1]]
    con.execute("INSERT INTO superseded VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [*values, fingerprint(one)])  # fmt: skip


def _insert_table(
    con: duckdb.DuckDBPyConnection, name: str, columns: Columns, rows: npt.NDArray[np.bool_],
    above: dict[str, npt.NDArray[np.int32]],
) -> npt.NDArray[np.int32]:  # fmt: skip
    """Insert the rows that are kept; gives each row's running number, -1 for those left out."""
    numbers = np.full(len(rows), -1, dtype=np.int32)
    kept = int(rows.sum())
    if not kept:
        return numbers
    wanted = [one.name for one in schemas.table(name).columns]
    data: Columns = {key: values[rows] for key, values in columns.items() if key != ARTICLE}
    if "no" in wanted:
        row = store.one_row(con, f"SELECT coalesce(max(no), 0) FROM {name}")
        numbers[rows] = np.arange(kept, dtype=np.int32) + (int(row[0]) if row else 0) + 1
        data["no"] = numbers[rows]
    if "article" in wanted:
        data["article"] = above["documents"][columns[ARTICLE][rows]]
    if "item" in wanted:
        data["item"] = above[_ITEMS[name]][columns["item"][rows].astype(np.int32)]
    _insert(con, name, wanted, data)
    return numbers


def _insert_postings(
    con: duckdb.DuckDBPyConnection, name: str, found: Postings, terms: npt.NDArray[np.int32],
    numbers: npt.NDArray[np.int32],
) -> None:  # fmt: skip
    items = numbers[found.item]
    rows = items >= 0
    if rows.any():
        data: Columns = {
            "term": terms[found.term[rows]], "item": items[rows], "position": found.position[rows],
        }  # fmt: skip
        _insert(con, f"{SEARCHED[name]}_postings", ["term", "item", "position"], data)


def _term_numbers(con: duckdb.DuckDBPyConnection, terms: Columns | npt.NDArray[np.generic]
                  ) -> npt.NDArray[np.int32]:  # fmt: skip
    """The archive's numbers of the batch's stems; new stems are given one."""
    wanted = np.asarray(terms)
    places = np.arange(len(wanted), dtype=np.int32)
    with store.batch(con, {"term": wanted, "place": places}):
        con.execute(
            "INSERT INTO terms SELECT (SELECT coalesce(max(no), 0) FROM terms)"
            " + row_number() OVER (ORDER BY place), batch.term FROM batch"
            " ANTI JOIN terms ON terms.term = batch.term"
        )
        found = con.execute(
            "SELECT terms.no FROM batch JOIN terms ON terms.term = batch.term ORDER BY place"
        ).fetchnumpy()["no"]
    return np.asarray(found, dtype=np.int32)


def _insert(
    con: duckdb.DuckDBPyConnection, name: str, columns: Iterable[str], data: Columns
) -> None:
    wanted = ", ".join(f'"{column}"' for column in columns)
    with store.batch(con, data):
        con.execute(f"INSERT INTO {name} ({wanted}) SELECT {wanted} FROM batch")


def _insert_lists(
    con: duckdb.DuckDBPyConnection, name: str, *columns: Sequence[str | None]
) -> None:
    values = ", ".join(f"unnest(${at + 1}::VARCHAR[])" for at in range(len(columns)))
    con.execute(f"INSERT INTO {name} SELECT {values}", [list(column) for column in columns])
