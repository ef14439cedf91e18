"""JSON Lines: one document a line, kept as given.

Takes a stream, gives an `Ingested` for each line that can be read and a `Failure` with the line's
number for each that can't. A line is never held whole where it is longer than a document may be:
it is skipped to its end in small pieces, so memory stays bounded. A `.json` file that holds one
object over several lines, or a list of objects, is read as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from communique.errors import InputError
from communique.ingest.documents import Ingested, Options, draft_of_mapping, finished, renamed
from communique.ingest.encodings import decode, refuse_binary
from communique.ingest.sources import Stream, read_all
from communique.types import Failure, Notice

# A line may be longer than its text: `\u00e9` is six bytes for a letter that UTF-8 writes in two.
ESCAPED = 3
BESIDE_TEXT = 1_000_000  # bytes for the other fields
PIECE = 1 << 16


def read(stream: Stream, options: Options) -> Iterator[Ingested | Failure]:
    """The documents of the stream's lines, and a failure for each line that holds none."""
    if stream.head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("JSON Lines in UTF-16; JSON is UTF-8 (RFC 8259)", "save it as UTF-8")
    refuse_binary(stream.head)
    if stream.inner_name.lower().endswith(".json") and (whole := _whole(stream, options)):
        yield from whole
        return
    found = False
    for number, line in _lines(stream, ESCAPED * options.max_size + BESIDE_TEXT):
        place = f"{stream.name}, line {number}"
        if isinstance(line, int):
            found = True
            reason = f"a line of {line:,} bytes; a document may have {options.max_size:,}"
            yield Failure(place, "ingest", "InputError", reason)
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            found = True
            yield _document(line, place, options)
    if not found:
        raise InputError("the file is empty")


def _lines(stream: Stream, limit: int) -> Iterator[tuple[int, bytes | int]]:
    """Each line with its number; a line over `limit` bytes as its length alone."""
    number = 0
    while line := stream.file.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        length = len(line)
        del line
        while piece := stream.file.readline(PIECE):
            length += len(piece)
            if piece.endswith(b"\n"):
                break
        yield number, length


def _document(line: bytes, place: str, options: Options) -> Ingested | Failure:
    try:
        text, warnings = decode(line)
        return _of_value(_parsed(text), place, options, warnings)
    except InputError as error:
        return Failure(place, "ingest", "InputError", str(error))


def _of_value(
    value: object, place: str, options: Options, warnings: tuple[Notice, ...] = ()
) -> Ingested:
    if not isinstance(value, Mapping):
        raise InputError(f"a JSON object is expected, not {json.dumps(value)[:40]}")
    ingested = finished(draft_of_mapping(renamed(value, options)), options, place)
    if not warnings:
        return ingested
    return Ingested(ingested.document, (*warnings, *ingested.warnings), place)


def _parsed(text: str) -> object:
    try:
        return json.loads(text, strict=False)  # a raw tab or NUL in a string is kept
    except json.JSONDecodeError as error:
        raise InputError(f"broken JSON at character {error.pos + 1}: {error.msg}") from error
    except (RecursionError, ValueError) as error:  # nested thousands deep; a number of 5,000 digits
        raise InputError(f"broken JSON: {type(error).__name__}: {error}") from error


def _whole(stream: Stream, options: Options) -> list[Ingested | Failure] | None:
    """The documents of a `.json` file that is one JSON value, or None where it holds lines."""
    start = stream.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"[") and not re.match(rb"\{\s*[\r\n]|\{[^\r\n]*,[ \t]*\r?\n", start):
        return None
    limit = ESCAPED * options.max_size + BESIDE_TEXT
    text, warnings = decode(read_all(stream, limit, options.max_size))
    value = _parsed(text.removeprefix("\ufeff"))
    found: list[Ingested | Failure] = []
    for number, one in enumerate(value if isinstance(value, list) else [value], 1):
        place = f"{stream.name}, item {number}" if isinstance(value, list) else stream.name
        try:
            found.append(_of_value(one, place, options, warnings))
        except InputError as error:
            found.append(Failure(place, "ingest", "InputError", str(error)))
    if not found:
        raise InputError("the list is empty")
    return found
