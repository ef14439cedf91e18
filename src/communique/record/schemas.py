"""The archive's tables as `schema.sql` describes them, and the numbered ways up to them.

Takes the SQL file beside it, gives `Table`s with a meaning for every column: what the codebook,
the JSON Schema and DuckDB's own comments are made from. An archive of an older layout is brought
up step by step; one of a newer layout is refused with a word on what to do.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import StoreError
from communique.record.terms import wording

if TYPE_CHECKING:
    import duckdb

VERSION = 3
"""The layout that this program writes; `migrations/N.sql` brings a file from N - 1 to N."""

_TABLE = re.compile(r"((?:^--[^\n]*\n)+)CREATE TABLE (\w+) \(\n(.*?)^\);", re.M | re.S)
_INDEX = re.compile(r"^CREATE INDEX (\w+) ON \w+ \(.*?\);", re.M)
_COLUMN = re.compile(r'^\s+("?\w+"?)\s+([A-Z]+(?:\[\])?)( NOT NULL)?,?\s*-- (.*)$', re.M)
_JSON_TYPES = {"INTEGER": "integer", "DOUBLE": "number", "VARCHAR": "string", "BOOLEAN": "boolean"}
# Their lines differ from run to run, so they stand in files of their own (contract.md).
_RUN_TABLES = ("run", "failure", "judgement")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its SQL type, whether it may be empty, and what it means."""

    name: str
    type: str
    required: bool
    meaning: str
    internal: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One table, with what a row of it stands for."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    internal: bool

    @property
    def public(self) -> tuple[Column, ...]:
        """The columns that leave the archive."""
        return tuple(one for one in self.columns if not one.internal)

    @property
    def of_runs(self) -> bool:
        """Whether its rows tell of a run, and differ between archives of the same articles."""
        return self.name.startswith(_RUN_TABLES)


def sql() -> str:
    """The text of `schema.sql`."""
    return (resources.files("communique.record") / "schema.sql").read_text(encoding="utf-8")


@cache
def tables() -> tuple[Table, ...]:
    """Every table of the archive, in the order of the file.

    >>> [table.name for table in tables() if not table.internal][:2]
    ['documents', 'superseded']
    """
    return tuple(_table(*match.groups()) for match in _TABLE.finditer(sql()))


def public_tables() -> tuple[Table, ...]:
    """The tables that are exported."""
    return tuple(one for one in tables() if not one.internal)


def table(name: str) -> Table:
    """The table of that name."""
    return next(one for one in tables() if one.name == name)


def _table(comment: str, name: str, body: str) -> Table:
    meaning = " ".join(line.removeprefix("--").strip() for line in comment.splitlines())
    columns = tuple(
        Column(
            match[1].strip('"'), match[2], bool(match[3]),
            match[4].removeprefix("[internal] "), match[4].startswith("[internal]"),
        )
        for match in _COLUMN.finditer(body)
    )  # fmt: skip
    internal = meaning.startswith("[internal]")
    return Table(name, meaning.removeprefix("[internal] "), columns, internal)


def create(con: duckdb.DuckDBPyConnection, program: str) -> None:
    """Lay out an empty file, comments included."""
    con.execute(sql())
    for one in tables():
        _comment(con, one)
    con.execute("INSERT INTO schema_versions VALUES (?, ?)", [VERSION, program])


def restore(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Give a table that was made anew from a query what `schema.sql` says of it."""
    one = table(name)
    for column in one.columns:
        if column.required:
            con.execute(f'ALTER TABLE {name} ALTER COLUMN "{column.name}" SET NOT NULL')
    _comment(con, one)


def _comment(con: duckdb.DuckDBPyConnection, one: Table) -> None:
    con.execute(f"COMMENT ON TABLE {one.name} IS {_quoted(one.meaning)}")
    for column in one.columns:
        meaning = _quoted(column.meaning)
        con.execute(f'COMMENT ON COLUMN {one.name}."{column.name}" IS {meaning}')


def version_of(con: duckdb.DuckDBPyConnection, path: str) -> int:
    """The number of the layout that a file has; 0 for an empty one."""
    names = {row[0] for row in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not names:
        return 0
    if "schema_versions" not in names:
        raise StoreError(
            f"{path} is a DuckDB file, but not an archive of communique",
            "give another path with --archive",
        )
    (highest,) = con.execute("SELECT max(version) FROM schema_versions").fetchall()[0]
    return int(highest) if highest is not None else 0


def upgrade(con: duckdb.DuckDBPyConnection, found: int, program: str) -> None:
    """Bring an older layout up to today's, in one transaction."""
    from duckdb.func import FunctionNullHandling

    # Migration 3 calls it by its name.
    con.create_function(
        "wording", wording, ["VARCHAR"], "BIGINT", null_handling=FunctionNullHandling.SPECIAL
    )
    con.execute("BEGIN")
    try:
        for match in _INDEX.finditer(sql()):  # a table that has one can't be changed
            con.execute(f"DROP INDEX IF EXISTS {match[1]}")
        for number in range(found + 1, VERSION + 1):
            con.execute(_migration(number))
            con.execute("INSERT INTO schema_versions VALUES (?, ?)", [number, program])
        for one in tables():
            restore(con, one.name)
        for match in _INDEX.finditer(sql()):
            con.execute(match[0])
        con.execute("COMMIT")
    except Exception:
        con.execute("ROLLBACK")
        raise
    finally:
        con.remove_function("wording")


def _migration(number: int) -> str:
    path = resources.files("communique.record") / "migrations" / f"{number}.sql"
    return path.read_text(encoding="utf-8")


def json_schema() -> dict[str, object]:
    """JSON Schema of the lines that `export --format jsonl` writes, one definition a table."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tables of a communique archive",
        "$defs": {one.name: _row_schema(one) for one in public_tables()},
    }


def _row_schema(one: Table) -> dict[str, object]:
    return {
        "type": "object",
        "description": one.meaning,
        "properties": {column.name: _value_schema(column) for column in one.public},
        "required": [column.name for column in one.public],
        "additionalProperties": False,
    }


def _value_schema(column: Column) -> dict[str, object]:
    if column.type.endswith("[]"):
        return {
            "type": "array", "items": {"type": "string"}, "description": column.meaning,
        }  # fmt: skip
    kind = _JSON_TYPES[column.type]
    return {
        "type": kind if column.required else [kind, "null"], "description": column.meaning,
    }  # fmt: skip


def codebook() -> str:
    """The codebook of the tables in Markdown."""
    lines = ["# Codebook of the archive", ""]
    lines += [
        "Offsets are Unicode code points into the article's text, end-exclusive. Dates are ISO",
        "prefixes: a year, a month or a day. Countries are ISO 3166-1 alpha-3. An empty cell is",
        "a value that is not known.",
    ]
    for one in public_tables():
        lines += ["", f"## {one.name}", "", one.meaning, ""]
        lines += ["| column | type | may be empty | meaning |", "|---|---|---|---|"]
        lines += [
            f"| {column.name} | {column.type} | {'no' if column.required else 'yes'} "
            f"| {column.meaning} |"
            for column in one.public
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def write_docs(folder: Path) -> None:
    """Write the codebook and the JSON Schema of the tables to a folder."""
    (folder / "archive-codebook.md").write_text(codebook(), encoding="utf-8")
    text = json.dumps(json_schema(), indent=1, ensure_ascii=False)
    (folder / "archive.schema.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_docs(Path(sys.argv[1]))
