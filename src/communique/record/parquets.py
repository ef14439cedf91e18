"""Parquet files with one article a row, read by DuckDB.

Takes a stream, gives an `Ingested` for each row and a `Failure` with the row's number for each
that can't be read. `ingest` names this module among its forms; it stands here because only
`record` knows DuckDB. A stream that is no file on disk is copied to one first, for the end of a
Parquet file has to be read before its beginning.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from communique.errors import InputError
from communique.ingest.documents import Ingested, Options, draft_of_mapping, finished, renamed
from communique.ingest.sources import Stream
from communique.ingest.tables import check_columns
from communique.types import Failure

if TYPE_CHECKING:
    import duckdb

FETCHED = 256  # rows that are held at a time


def read(stream: Stream, options: Options) -> Iterator[Ingested | Failure]:
    """The documents of the rows.

    Raises:
        InputError: it is no Parquet file, or no column holds the text.
    """
    import duckdb

    with _on_disk(stream) as path, contextlib.closing(_connection()) as con:
        try:
            found = con.execute("SELECT * FROM read_parquet(?)", [path])
            names = [str(one[0]) for one in found.description or ()]
            check_columns(names, options)
            number = 0
            while several := found.fetchmany(FETCHED):
                for row in several:
                    number += 1
                    place = f"{stream.name}, row {number}"
                    yield _document(dict(zip(names, row, strict=True)), place, options)
        except duckdb.Error as error:
            reason = str(error).splitlines()[0].replace(path, stream.name)
            raise InputError(f"not a whole Parquet file: {reason}") from error
    if not number:
        raise InputError("there is no row in the file")


def _connection() -> duckdb.DuckDBPyConnection:
    import duckdb

    return duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": "512MB",
            "threads": "1",
            "preserve_insertion_order": "true",
        }
    )


def _document(fields: dict[str, object], place: str, options: Options) -> Ingested | Failure:
    given = {key: _plain(value) for key, value in fields.items() if value is not None}
    try:
        return finished(draft_of_mapping(renamed(given, options)), options, place)
    except InputError as error:
        return Failure(place, "ingest", "InputError", str(error))


def _plain(value: object) -> object:
    """Dates as they are, everything else that JSON has as it has it."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


@contextmanager
def _on_disk(stream: Stream) -> Iterator[str]:
    if stream.name == stream.inner_name and os.path.isfile(stream.name):
        yield stream.name
        return
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        shutil.copyfileobj(stream.file, file, 1 << 20)
        file.flush()
        yield file.name
