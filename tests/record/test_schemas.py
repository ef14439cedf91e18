"""The descriptions in docs are those of `schema.sql`; older layouts are brought up to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.errors import StoreError
from communique.record import schemas
from communique.record.archive import Archive
from tests.record.fakes import article, make_reader
from tests.record.test_imports import HEADER, ROWS, written

Lines = Callable[..., Path]

DOCS = Path(__file__).parents[2] / "docs"
WRITE = "PYTHONPATH=src python -m communique.record.schemas docs"


def test_docs_are_made_from_the_schema() -> None:
    book = (DOCS / "archive-codebook.md").read_text("utf-8")
    assert book == schemas.codebook(), WRITE
    schema = json.loads((DOCS / "archive.schema.json").read_text("utf-8"))
    assert schema == schemas.json_schema(), WRITE


def test_every_line_of_a_table_is_a_column() -> None:
    """A column that the pattern misses would go without a meaning."""
    lines = [line for line in schemas.sql().splitlines() if line.startswith("    ")]
    assert len(lines) == sum(len(table.columns) for table in schemas.tables())
    assert schemas.sql().count("CREATE TABLE") == len(schemas.tables())


def test_tables_of_runs_are_told_by_their_names() -> None:
    of_runs = {table.name for table in schemas.public_tables() if table.of_runs}
    assert of_runs == {"runs", "run_documents", "failures", "judgements"}


# What each layout brought: columns by table, and whole tables.
NEW_COLUMNS = {
    3: {"statements": ("wording",)},
    2: {
        "actors": ("article",), "statements": ("article", "day", "country"),
        "statement_contents": ("item",), "statement_addressees": ("item", "country"),
        "statement_events": ("item",), "events": ("article", "day", "sentence"),
        "event_parties": ("item", "country"), "event_magnitudes": ("item",),
    },
}  # fmt: skip
NEW_TABLES = {3: ("tallies", "roster"), 2: ("settled",)}
INDEXES = "SELECT index_name, table_name, expressions FROM duckdb_indexes() ORDER BY ALL"


def to_layout(archive: Archive, number: int) -> None:
    """Take out of an archive what came after a layout."""
    con = archive.writing()
    for name, _, _ in archive.sql(INDEXES):
        con.execute(f"DROP INDEX {name}")
    for later in range(schemas.VERSION, number, -1):
        for table, columns in NEW_COLUMNS[later].items():
            for column in columns:
                con.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        for table in NEW_TABLES[later]:
            con.execute(f"DROP TABLE {table}")
    if number >= 2:
        con.execute("DELETE FROM settled WHERE postings = 'tallies'")
    con.execute("UPDATE schema_versions SET version = ?", [number])


@pytest.mark.parametrize("layout", range(1, schemas.VERSION))
def test_an_older_layout_is_brought_up_to_date(
    tmp_path: Path, lines: Lines, layout: int
) -> None:
    path = tmp_path / "layout.duckdb"
    compared = (*NEW_COLUMNS[2], "tallies", "roster", "settled")
    with Archive(path, reader=make_reader) as archive:
        archive.add(lines(*(article(at) for at in range(9))))
        archive.import_events(written(tmp_path / "icews.tab", HEADER + ROWS))
        whole = {one: archive.sql(f"SELECT * FROM {one} ORDER BY ALL") for one in compared}
        to_layout(archive, layout)
    with Archive(path, reader=make_reader) as archive:
        with pytest.raises(StoreError, match=f"layout {layout}") as error:
            archive.counts()
        assert "communique add" in error.value.hint
        archive.writing()
        for table, rows in whole.items():
            assert archive.sql(f"SELECT * FROM {table} ORDER BY ALL") == rows != []
        required = archive.sql("SELECT count(*) FROM duckdb_columns() WHERE NOT is_nullable")
        indexes = archive.sql(INDEXES)
        assert archive.sql("SELECT max(version) FROM schema_versions") == [(schemas.VERSION,)]
        assert archive.add(lines(article(20), name="more.jsonl")).added == 1
        assert archive.verify().holds
    with Archive(tmp_path / "new.duckdb", reader=make_reader) as archive:
        archive.add(lines(article(1)))
        sql = "SELECT count(*) FROM duckdb_columns() WHERE NOT is_nullable"
        assert archive.sql(sql) == required
        assert archive.sql(INDEXES) == indexes != []


def test_a_newer_layout_is_refused(
    tmp_path: Path, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "layout.duckdb"
    with Archive(path, reader=make_reader) as archive:
        archive.add(lines(article(1)))
    newest = schemas.VERSION
    monkeypatch.setattr("communique.record.schemas.VERSION", newest - 1)
    with pytest.raises(StoreError, match=f"layout {newest}") as error:
        Archive(path).counts()
    assert "newer communique" in error.value.hint


def test_postings_are_sorted_once_there_are_many(
    tmp_path: Path, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = lines(*(article(at) for at in range(40)))
    found = {}
    for name, most in (("settled", 100), ("plain", 10**9)):
        monkeypatch.setattr("communique.record.writes.UNSETTLED", most)
        with Archive(tmp_path / f"{name}.duckdb", reader=make_reader) as archive:
            archive.add(source, articles=5)
            terms = archive.sql("SELECT term FROM document_postings")
            assert (terms == sorted(terms)) == (name == "settled")
            queries = ("withdraw", '"will withdraw"', "army -Gothenburg", "week 31")
            found[name] = [[row.id for row in archive.find(one)] for one in queries]
    assert found["settled"] == found["plain"] and all(found["plain"])
