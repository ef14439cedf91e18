"""The descriptions in docs are those of `schema.sql`."""

from __future__ import annotations

import json
from pathlib import Path

from communique.record import schemas

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
