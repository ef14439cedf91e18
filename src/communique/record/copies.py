"""Near-duplicates and syndicated copies of an article.

Takes texts, gives MinHash signatures of their five-word shingles (datasketch) and the bands by
which two alike meet; keeps the links in the archive, in its own tables, so that memory does not
grow with it. Articles that are alike, directly or through others, form a group, and all of a
group are linked to the one published first: which articles group and which is first depends on
the articles alone, never on the order in which they came. A copy is kept; figures count it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from communique.record import store

if TYPE_CHECKING:
    import duckdb

Hashes = npt.NDArray[np.uint32]
Rows = dict[str, npt.NDArray[np.generic]]

PERMUTATIONS = 128
# Five rows a band: two articles that share 70 % of their shingles meet in one of 25 bands with
# probability 0.99, two that share 20 % with 0.008.
BANDS, ROWS = 25, 5
# Measured on a wire report as outlets print it (tests/record/test_copies.py): with a by-line 0.96,
# a reworked lead 0.92, without its last paragraph 0.85, without its last two 0.66; the same news by
# another hand 0.0, half of the report within another text 0.41.
ALIKE = 0.7
SHINGLE = 5
_SEED = 1


def signature(stems: Sequence[str]) -> Hashes:
    """The MinHash signature of a text, given as its words."""
    from datasketch import MinHash

    last = max(len(stems) - SHINGLE + 1, 1)
    shingles = {" ".join(stems[at : at + SHINGLE]).encode() for at in range(last)}
    found = MinHash(num_perm=PERMUTATIONS, seed=_SEED, scheme="affine32")
    found.update_batch(sorted(shingles))
    return np.asarray(found.hashvalues, dtype=np.uint32)


def similarity(one: Hashes, others: Hashes) -> npt.NDArray[np.float64]:
    """The estimated share of shingles that one text has in common with each of others."""
    return np.asarray((others == one).mean(axis=-1), dtype=np.float64)


def bands(signatures: Hashes) -> npt.NDArray[np.uint64]:
    """The hashes of each signature's bands: one row a signature, one column a band."""
    cut = signatures[:, : BANDS * ROWS].astype(np.uint64).reshape(-1, BANDS, ROWS)
    mixed = np.arange(BANDS, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    found = np.broadcast_to(mixed, cut.shape[:2]).copy()
    with np.errstate(over="ignore"):
        for row in range(ROWS):  # FNV-1a over 32-bit words, then a shift to spread the high bits
            found = (found ^ cut[:, :, row]) * np.uint64(0x100000001B3)
            found ^= found >> np.uint64(29)
    return found


def add(con: duckdb.DuckDBPyConnection, items: Sequence[int], signatures: Hashes) -> None:
    """Keep the signatures of new articles and link those that are copies."""
    if not len(items):
        return
    numbers = np.asarray(items, dtype=np.int32)
    blobs = np.empty(len(numbers), dtype=object)
    blobs[:] = [one.astype("<u4").tobytes() for one in signatures]
    band_rows: Rows = {"band": bands(signatures).ravel(), "item": np.repeat(numbers, BANDS)}
    _insert(con, "INSERT INTO signatures SELECT item, hashes FROM batch",
            {"item": numbers, "hashes": blobs})  # fmt: skip
    _insert(con, "INSERT INTO bands SELECT band, item FROM batch", band_rows)
    meeting = _meeting(con, band_rows)
    touched = {item for pair in meeting for item in pair}
    if touched:
        _group(con, fresh=touched & set(items), members=_members(con, touched))


def remove(con: duckdb.DuckDBPyConnection, item: int, document: str) -> None:
    """Forget an article, and group anew those that it was grouped with."""
    mates = _members(con, [item]) - {item}
    con.execute("DELETE FROM signatures WHERE item = ?", [item])
    con.execute("DELETE FROM bands WHERE item = ?", [item])
    # All links of the group go: some may have held through this article alone.
    con.execute(
        "DELETE FROM copies WHERE document = ? OR first = ? OR document IN"
        " (SELECT id FROM documents WHERE no IN (SELECT unnest(?::INTEGER[])))",
        [document, document, sorted(mates)],
    )
    if mates:
        _group(con, fresh=mates, members=mates)


def _meeting(
    con: duckdb.DuckDBPyConnection, band_rows: Rows
) -> list[tuple[int, int]]:
    with store.batch(con, band_rows):
        return con.execute(
            "SELECT DISTINCT batch.item, bands.item FROM bands "
            "JOIN batch ON bands.band = batch.band AND bands.item <> batch.item"
        ).fetchall()


def _members(con: duckdb.DuckDBPyConnection, items: Iterable[int]) -> set[int]:
    """The articles of all groups that these belong to, themselves included."""
    wanted = list(items)
    rows = con.execute(
        "WITH groups AS ("
        " SELECT DISTINCT coalesce(copies.first, documents.id) AS first FROM documents"
        " LEFT JOIN copies ON copies.document = documents.id"
        " WHERE documents.no IN (SELECT unnest(?::INTEGER[])))"
        " SELECT no FROM documents WHERE id IN (SELECT first FROM groups)"
        " UNION SELECT documents.no FROM copies JOIN groups USING (first)"
        " JOIN documents ON documents.id = copies.document",
        [wanted],
    ).fetchall()
    return {int(row[0]) for row in rows} | set(wanted)


def _group(con: duckdb.DuckDBPyConnection, fresh: set[int], members: set[int]) -> None:
    """Compare the fresh ones with all members, join what is alike, and write the links.

    Members that aren't fresh have been compared before: their old links say how they group.
    """
    rows = con.execute(
        "SELECT documents.no, documents.id, coalesce(documents.published, '9999') AS day, hashes,"
        " coalesce(copies.first, documents.id)"
        " FROM documents JOIN signatures ON signatures.item = documents.no"
        " LEFT JOIN copies ON copies.document = documents.id"
        " WHERE documents.no IN (SELECT unnest(?::INTEGER[])) ORDER BY day, documents.id",
        [sorted(members)],
    ).fetchall()
    hashes = np.stack([np.frombuffer(row[3], dtype="<u4") for row in rows])
    at_of = {row[1]: at for at, row in enumerate(rows)}
    # The rows stand in the order of publication, so the first of a group is its smallest number.
    roots = [min(at_of.get(row[4], at), at) for at, row in enumerate(rows)]
    _join(roots, hashes, [at for at, row in enumerate(rows) if row[0] in fresh])
    links = [
        (rows[at][1], rows[root][1], float(similarity(hashes[root], hashes[at])))
        for at, root in enumerate(roots)
        if root != at
    ]
    con.execute(
        "DELETE FROM copies WHERE document IN (SELECT unnest(?::VARCHAR[]))",
        [[row[1] for row in rows]],
    )
    if links:
        columns = [list(column) for column in zip(*links, strict=True)]
        con.execute("INSERT INTO copies SELECT unnest(?), unnest(?), unnest(?)", columns)


def _join(roots: list[int], hashes: Hashes, fresh: Iterable[int]) -> None:
    """Join each fresh signature with all that are like it; `roots` ends as each one's first."""

    def root(at: int) -> int:
        while roots[at] != at:
            roots[at] = roots[roots[at]]
            at = roots[at]
        return at

    own_bands = bands(hashes)
    for at in fresh:
        alike = similarity(hashes[at], hashes) >= ALIKE
        # Only those that meet in a band count, as they do when they come one by one.
        alike &= (own_bands == own_bands[at]).any(axis=1)
        for other in np.flatnonzero(alike):
            low, high = sorted((root(int(other)), root(at)))
            roots[high] = low
    roots[:] = [root(at) for at in range(len(roots))]


def _insert(
    con: duckdb.DuckDBPyConnection, statement: str, rows: Rows
) -> None:
    with store.batch(con, rows):
        con.execute(statement)
