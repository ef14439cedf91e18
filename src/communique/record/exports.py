"""The archive as files for other tools: Parquet, CSV, JSON Lines, Arrow, POLECAT, annotations.

Takes an archive and a folder, gives the paths of what was written. One file a table, rows in an
order that hangs on the articles alone, so that two archives of the same articles give the same
lines; a file appears under its name only when it is whole. `layouts` describes the columns in
words, for people and for machines.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import ConfigError
from communique.record import annotations as web
from communique.record import layouts, polecat, schemas, store
from communique.record.schemas import Table

if TYPE_CHECKING:
    import duckdb

    from communique.record.archive import Archive

# What makes the order of a table's rows total, whatever order they were written in.
_KEYS = ("made", "run", "document", "statement", "event", "role", "position", "id", "first", "key",
         "source", "sha256", "person", "subject", "error", "message")  # fmt: skip
FETCHED = 2_000  # rows that an export to CSV or Arrow holds at a time


def write(archive: Archive, folder: Path, format: str) -> list[Path]:
    """Write all of the archive to `folder` in one of `FORMATS`; gives the paths, sorted."""
    con = archive.reading()
    with store.telling(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return sorted(FORMATS[format](con, folder))


def _tables(
    con: duckdb.DuckDBPyConnection, folder: Path, ending: str,
    each: Callable[[duckdb.DuckDBPyConnection, Table, Path], None],
) -> list[Path]:  # fmt: skip
    written = []
    for table in schemas.public_tables():
        path = folder / f"{table.name}.{ending}"
        with whole(path) as part:
            each(con, table, part)
        written.append(path)
    return written


def _parquet(con: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    def each(con: duckdb.DuckDBPyConnection, table: Table, part: Path) -> None:
        _copy(con, table, part, "FORMAT parquet, COMPRESSION zstd")

    return [*_tables(con, folder, "parquet", each), *layouts.write(folder, "parquet")]


def _jsonl(con: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    def each(con: duckdb.DuckDBPyConnection, table: Table, part: Path) -> None:
        _copy(con, table, part, "FORMAT json")

    return _tables(con, folder, "jsonl", each)


def _arrow(con: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Arrow's file format (Feather, version 2), a few thousand rows at a time."""
    try:
        import pyarrow
        from pyarrow import ipc
    except ModuleNotFoundError as error:
        raise ConfigError("pyarrow is not installed", "pip install pyarrow") from error

    def each(con: duckdb.DuckDBPyConnection, table: Table, part: Path) -> None:
        found = con.sql(_ordered(table)).to_arrow_reader(FETCHED)
        assert found is not None
        with pyarrow.OSFile(str(part), "wb") as file, ipc.new_file(file, found.schema) as out:
            for several in found:
                out.write_batch(several)

    return [*_tables(con, folder, "arrow", each), *layouts.write(folder, "arrow")]


def _csv(con: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    return [*_tables(con, folder, "csv", _csv_table), *layouts.write(folder, "csv")]


def _csv_table(con: duckdb.DuckDBPyConnection, table: Table, part: Path) -> None:
    with part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)  # commas, doubled quotes, CRLF: RFC 4180
        writer.writerow([one.name for one in table.public])
        for row in _fetched(con, _ordered(table)):
            writer.writerow([_csv_value(value) for value in row])


def _csv_value(value: object) -> object:
    if isinstance(value, list):
        return ";".join(map(str, value))
    return ("true" if value else "false") if isinstance(value, bool) else value


def _polecat(con: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """As published, tab-separated in a .txt, and as CSV."""
    written = []
    for name, dialect in (("polecat.txt", polecat.Tabs), ("polecat.csv", csv.excel)):
        path = folder / name
        with whole(path) as part, part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, dialect=dialect)
            writer.writerow(polecat.columns())
            writer.writerows(polecat.rows(con))
        written.append(path)
    return written


def _annotations(con: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    written = []
    for name, lines in (
        ("annotations.jsonl", web.web_annotations(con)),
        ("quotations.jsonl", web.quotations(con)),
    ):
        path = folder / name
        with whole(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
        written.append(path)
    return written


FORMATS: dict[str, Callable[[duckdb.DuckDBPyConnection, Path], list[Path]]] = {
    "parquet": _parquet, "csv": _csv, "jsonl": _jsonl, "arrow": _arrow, "polecat": _polecat,
    "annotations": _annotations,
}  # fmt: skip


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path to write to that takes the name `path` only when all went well."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _ordered(table: Table) -> str:
    names = [one.name for one in table.public]
    wanted = ", ".join(f'"{name}"' for name in names)
    keys = ", ".join(f'"{name}" NULLS FIRST' for name in _KEYS if name in names)
    return f"SELECT {wanted} FROM {table.name} ORDER BY {keys}"


def _copy(con: duckdb.DuckDBPyConnection, table: Table, part: Path, options: str) -> None:
    target = str(part).replace("'", "''")
    con.execute(f"COPY ({_ordered(table)}) TO '{target}' ({options})")


def _fetched(con: duckdb.DuckDBPyConnection, sql: str) -> Iterator[tuple[object, ...]]:
    found = con.execute(sql)
    while several := found.fetchmany(FETCHED):
        yield from several
