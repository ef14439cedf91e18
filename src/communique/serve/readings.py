"""Readings: documents in, records and failures out, in one order.

Takes what ingest gives and a reader; gives each record with its document's warnings and each
failure by the name of its file and line, in the order of the input. The reader reads in batches,
so what was handed to it and not yet come back is kept in a queue, no longer than its batch.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from communique.ingest import Ingested
from communique.types import Failure, Record

if TYPE_CHECKING:
    from communique.reader import Reader
    from communique.types import Candidate


@dataclass(frozen=True, slots=True)
class Reading:
    """A record, and the file and place that it was read from."""

    record: Record
    origin: str


def load_reader(actors: str | os.PathLike[str] | None = None) -> Reader:
    """The bundled model's reader, with the user's own actors where there are any."""
    from communique.reader import load

    return load(actors)


def candidates(
    phrase: str, on: str | None, actors: str | os.PathLike[str] | None = None
) -> list[Candidate]:
    """Who `phrase` may stand for on a day, best first, the user's own actors among them."""
    from communique.resolve.candidates import who

    if actors is None:
        return who(phrase, on)
    from communique.resolve.extras import combined, read_actors
    from communique.resolve.tables import builtin

    return who(phrase, on, combined(builtin(), read_actors(Path(actors))))


def readings(reader: Reader, sources: Iterable[Ingested | Failure]) -> Iterator[Reading | Failure]:
    """What `reader` makes of `sources`, in their order."""
    waiting: deque[Ingested | Failure] = deque()

    def documents() -> Iterator[Ingested]:
        for source in sources:
            waiting.append(source)
            if isinstance(source, Ingested):
                yield source

    for outcome in reader.pipe(documents()):
        yield from _failures(waiting)
        source = waiting.popleft()
        assert isinstance(source, Ingested)
        yield _finished(outcome, source)
        yield from _failures(waiting)
    yield from _failures(waiting)


def _failures(waiting: deque[Ingested | Failure]) -> Iterator[Failure]:
    while waiting and isinstance(waiting[0], Failure):
        failure = waiting.popleft()
        assert isinstance(failure, Failure)
        yield failure


def _finished(outcome: Record | Failure, source: Ingested) -> Reading | Failure:
    if isinstance(outcome, Failure):
        return replace(outcome, document=source.origin or outcome.document)
    known = {(notice.code, notice.message) for notice in source.warnings}
    later = [one for one in outcome.warnings if (one.code, one.message) not in known]
    return Reading(replace(outcome, warnings=(*source.warnings, *later)), source.origin)
