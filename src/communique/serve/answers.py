"""Answers: dataclasses as JSON, rows as CSV.

Takes what the queries give, gives responses. JSON is UTF-8 with every key present; CSV is RFC
4180, lists joined by semicolons, sent row by row while the archive is held open.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from starlette.responses import Response, StreamingResponse

from communique.serve.outputs import json_bytes

_TOGETHER = 64_000  # characters of CSV that are sent at once


def as_json(value: Any) -> Response:
    """A dataclass, or JSON as it is."""
    given = asdict(value) if hasattr(value, "__dataclass_fields__") else value
    return Response(json_bytes(given), media_type="application/json")


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Rows as a file called `name`.csv; errors of the first row are raised, not sent."""
    chunks = _chunks(columns, rows)
    first = next(chunks, b"")  # opens the archive while a status can still be told

    def all_of_it() -> Iterator[bytes]:
        yield first
        yield from chunks

    return StreamingResponse(
        all_of_it(), media_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )  # fmt: skip


def _chunks(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_value(value) for value in row])
        if buffer.tell() > _TOGETHER:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    taken = buffer.getvalue().encode("utf-8", "backslashreplace")
    buffer.seek(0)
    buffer.truncate()
    return taken


def _value(value: object) -> object:
    if isinstance(value, list | tuple):
        return ";".join(map(str, value))
    return ("true" if value else "false") if isinstance(value, bool) else value


def of_dicts(name: str, rows: Sequence[Mapping[str, object]]) -> Response:
    """Dicts with the same keys as a file called `name`.csv; empty where there are none."""
    columns = list(rows[0]) if rows else []
    return as_csv(name, columns, ([row[one] for one in columns] for row in rows))
