"""Tables: CSV and TSV with one article a row.

Takes a stream, gives an `Ingested` for each row and a `Failure` with the line's number for each
that can't be read. The header names the fields as JSON Lines does (text, id, published, ...), or
`columns` says which is which. Rows come one at a time; Parquet is read by `record.parquets`,
because DuckDB knows how.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from communique.errors import InputError
from communique.ingest.documents import (
    TEXT_KEYS,
    Ingested,
    Options,
    draft_of_mapping,
    finished,
    renamed,
)
from communique.ingest.encodings import decode, refuse_binary
from communique.ingest.sources import Stream
from communique.types import Failure

LINE = 2  # times the most bytes of one document that a line may have
_DELIMITERS = ",;\t|"


def read(stream: Stream, options: Options) -> Iterator[Ingested | Failure]:
    """The documents of the rows.

    Raises:
        InputError: there is no header, or no column that holds the text.
    """
    limit = LINE * options.max_size
    # The limit is one for the whole process; it only ever grows.
    csv.field_size_limit(max(csv.field_size_limit(), options.max_size))
    reader = csv.reader(_lines(stream, limit), delimiter=_delimiter(stream), strict=True)
    try:
        header = [name.strip() for name in next(reader)]
    except StopIteration as error:
        raise InputError("the file is empty") from error
    except csv.Error as error:
        raise InputError(f"line 1: {error}") from error
    check_columns(header, options)
    yield from _rows(reader, header, stream.name, options)


def check_columns(names: list[str], options: Options) -> None:
    """Nothing where one of the columns holds the text and all that `options` name are there.

    Raises:
        InputError: a column is missing; the message names it and those that there are.
    """
    there = "the columns are " + ", ".join(names[:20])
    for _, theirs in options.columns:
        if theirs not in names:
            raise InputError(f"there is no column {theirs!r}; {there}", "--map text=COLUMN")
    mapped = {ours for ours, _ in options.columns}
    if "text" not in mapped and not any(key in names for key in TEXT_KEYS):
        raise InputError(f"there is no column with the text; {there}", "--map text=COLUMN")


def _rows(
    reader: Iterator[list[str]], header: list[str], name: str, options: Options
) -> Iterator[Ingested | Failure]:
    found = False
    while True:
        line = getattr(reader, "line_num", 0) + 1
        place = f"{name}, line {line}"
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield Failure(place, "ingest", "InputError", f"broken CSV: {error}")
            if "field limit" in str(error) or "end of data" in str(error):
                return  # a quotation mark that nothing closes has swallowed the rest
            continue
        if not cells:
            continue
        found = True
        yield _document(dict(zip(header, cells, strict=False)), len(cells), header, place, options)
    if not found:
        raise InputError("there is no row below the header")


def _document(
    fields: dict[str, str], cells: int, header: list[str], place: str, options: Options
) -> Ingested | Failure:
    if cells != len(header):
        reason = f"the row has {cells} cells, the header {len(header)}"
        return Failure(place, "ingest", "InputError", reason)
    given = {key: value for key, value in fields.items() if value}
    try:
        return finished(draft_of_mapping(renamed(given, options)), options, place)
    except InputError as error:
        return Failure(place, "ingest", "InputError", str(error))


def _lines(stream: Stream, limit: int) -> Iterator[str]:
    """The lines as text, their ends kept, so that a cell may hold some."""
    if stream.head.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from io.TextIOWrapper(stream.file, encoding="utf-16", newline="")
        return
    refuse_binary(stream.head)
    first = True
    while line := stream.file.readline(limit + 1):
        if len(line) > limit:
            raise InputError(f"a line of more than {limit:,} bytes", "--max-size raises the limit")
        if first:
            line, first = line.removeprefix(b"\xef\xbb\xbf"), False
        yield decode(line).text


def _delimiter(stream: Stream) -> str:
    if stream.inner_name.lower().endswith((".tsv", ".tab")):
        return "\t"
    header = stream.head.split(b"\n", 1)[0].decode("utf-8", "replace")
    return max(_DELIMITERS, key=header.count)
