"""The DuckDB file: opened for reading or for writing, its errors told in one line.

Takes a path, gives a connection on which no extension is ever fetched. DuckDB allows one writing
process and no reader beside it; whoever comes second hears who holds the file. What the tables
hold is the business of the modules around.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError, NotFound, StoreError
from communique.record import schemas, tallies

if TYPE_CHECKING:
    import duckdb

Config = dict[str, str | bool | int | float | list[str]]

_HELD_BY = re.compile(r"Conflicting lock is held in (.*?)\(PID (\d+)\)")
_FULL = re.compile(r"no space left|disk quota|file too large|out of disk|could not write", re.I)


def program_version() -> str:
    """The version of this program, "unknown" where it runs from a folder that is not installed."""
    try:
        return metadata.version("communique")
    except metadata.PackageNotFoundError:
        return "unknown"


def connect(path: Path, *, write: bool, memory: str = "1GB") -> duckdb.DuckDBPyConnection:
    """A connection to the archive at `path`, laid out or brought up to date if it is to write.

    Raises:
        StoreError: the file is in use, is no archive, is of a newer layout, or can't be made.
    """
    import duckdb

    if not write and not path.exists():
        raise StoreError(f"there is no archive at {path}", "communique add makes one")
    config: Config = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": memory,
    }
    with telling(path):
        if write and not (path.exists() and path.stat().st_size):
            _lay_out(path, config)
        con = duckdb.connect(str(path), read_only=not write, config=config)
        try:
            _match_layout(con, path, write)
        except BaseException:
            con.close()
            raise
    return con


def _lay_out(path: Path, config: Config) -> None:
    """A new archive, which takes its name only when it is whole: a kill leaves none by halves."""
    import duckdb

    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(part), config=config) as con, transaction(con):
            schemas.create(con, program_version())
        _name(part, path)
    finally:
        part.unlink(missing_ok=True)


def _name(part: Path, path: Path) -> None:
    """Give a new archive its name, unless another process was faster."""
    if path.exists() and not path.stat().st_size:
        part.replace(path)
        return
    try:
        os.link(part, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        part.replace(path)


def _match_layout(con: duckdb.DuckDBPyConnection, path: Path, write: bool) -> None:
    found = schemas.version_of(con, str(path))
    if found > schemas.VERSION:
        raise StoreError(
            f"{path} has layout {found}, this program knows layouts up to {schemas.VERSION}",
            "install a newer communique",
        )
    if found == schemas.VERSION:
        return
    if not write:
        raise StoreError(
            f"{path} has layout {found}, older than {schemas.VERSION}",
            "communique add brings it up to date, whatever it adds",
        )
    if found == 0:  # a DuckDB file without a table, made by another program
        with transaction(con):
            schemas.create(con, program_version())
    else:
        schemas.upgrade(con, found, program_version())
        with transaction(con):
            tallies.count(con)


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of what is written inside, or nothing."""
    con.execute("BEGIN")
    try:
        yield
    except BaseException:
        roll_back(con)
        raise
    con.execute("COMMIT")


@contextmanager
def batch(con: duckdb.DuckDBPyConnection, rows: Mapping[str, object]) -> Iterator[None]:
    """Columns that queries inside know as the table `batch`."""
    import duckdb

    con.register("batch", rows)
    try:
        yield
    except BaseException:
        # In a transaction that has failed nothing can be taken back but all of it.
        with suppress(duckdb.Error):
            con.unregister("batch")
        raise
    con.unregister("batch")


def roll_back(con: duckdb.DuckDBPyConnection) -> None:
    """Undo what is open; a connection that a fatal error has closed has nothing open."""
    import duckdb

    try:
        con.execute("ROLLBACK")
    except duckdb.Error:
        return


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """DuckDB's errors as one StoreError that names the file and the next action."""
    import duckdb

    try:
        yield
    except CommuniqueError:
        raise
    except (
        duckdb.IOException, duckdb.ConnectionException, duckdb.FatalException,
        duckdb.OutOfMemoryException, duckdb.SerializationException, OSError,
    ) as error:  # fmt: skip
        raise explained(path, error) from error


def explained(path: Path, error: BaseException) -> StoreError:
    """The StoreError that says what an error of DuckDB means for the user."""
    text = str(error)
    held = _HELD_BY.search(text)
    if held:
        return StoreError(
            f"{path} is in use by PID {held[2]}", "wait until it is done, or use another archive"
        )
    if "different configuration" in text:
        return StoreError(f"{path} is in use by PID {os.getpid()}", "close the archive first")
    if "not a valid DuckDB" in text or "Corrupt" in text:
        return StoreError(
            f"{path} is not an archive: it is no DuckDB file", "give another path with --archive"
        )
    if "WAL does not match" in text:
        return StoreError(
            f"{path}.wal is what another archive of this name left behind when it was killed",
            f"move {path.name}.wal away",
        )
    if _FULL.search(text):
        return StoreError(
            f"{path} can't be written: {_first_line(text)}",
            "make room on the disk and run the same command again; all batches before are kept",
        )
    return StoreError(f"{path}: {_first_line(text)}", "check the path and its permissions")


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else "unknown error"


def one_row(
    con: duckdb.DuckDBPyConnection, sql: str, values: Iterable[object] = ()
) -> tuple[Any, ...] | None:
    """The first row of a query, None where there is none.

    All rows are fetched: a connection with a result half read refuses to do anything else.
    """
    rows = con.execute(sql, list(values)).fetchall()
    return rows[0] if rows else None


def not_found(what: str, key: str) -> NotFound:
    """The error for an id that the archive lacks."""
    return NotFound(f"the archive has no {what} {key}", "communique find shows ids")
