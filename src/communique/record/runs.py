"""Runs: sources read and written, batch by batch, until they end.

Takes an open archive and a stream of what was ingested, gives the counts. Processes read, this
one writes; a batch is one transaction, so a kill at any moment loses at most the batches in
flight, and the same command again goes on where it stopped: what the archive holds is passed over
before it is read.
"""

from __future__ import annotations

import contextlib
import datetime
import itertools
import json
import os
import time
import uuid
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from communique.ingest.documents import Ingested
from communique.ingest.sources import Taken
from communique.record import batches, store, writes
from communique.record.workers import Chunk, ReaderFactory, read_beside, read_here
from communique.types import Failure, Record

if TYPE_CHECKING:
    import duckdb

# Articles and code points in a batch. A batch is what a kill can lose and what memory holds a few
# times over; a commit takes a few milliseconds, so a second's reading is enough.
ARTICLES, CODE_POINTS = 64, 400_000


@dataclass(frozen=True, slots=True)
class Added:
    """What a run did so far: articles added, held already, failed; seconds; bytes of files."""

    run: str
    added: int = 0
    known: int = 0
    failed: int = 0
    seconds: float = 0.0
    bytes: int = 0
    failures: tuple[Failure, ...] = ()

    @property
    def per_second(self) -> float:
        """Articles added a second."""
        return self.added / self.seconds if self.seconds else 0.0

    @property
    def exit_code(self) -> int:
        """0: all was read; 3: some failed; 2: nothing could be read."""
        if not self.failed:
            return 0
        return 3 if self.added or self.known else 2


@dataclass(frozen=True, slots=True)
class Plan:
    """How to run: what makes the reader, its name, how many processes, what to call the sources."""

    factory: ReaderFactory | None
    reader: str = ""
    processes: int = 0
    sources: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    articles: int = ARTICLES
    taken: Taken = field(default_factory=Taken)


Progress = Callable[[Added], None]
KEPT_FAILURES = 1_000
"""Failures that the result of a run names; the archive keeps them all."""


def run(
    con: duckdb.DuckDBPyConnection, path: Path, stream: Iterable[Ingested | Failure], plan: Plan,
    progress: Progress | None = None,
) -> Added:  # fmt: skip
    """Read and write everything in `stream`; tells `progress` after each batch."""
    state = _Run(con, path, plan, progress)
    return state.through(state.read(stream))


def keep(
    con: duckdb.DuckDBPyConnection, path: Path, found: Iterable[Record | Failure], reader: str
) -> Added:
    """Write records that were read elsewhere."""
    state = _Run(con, path, Plan(None, reader=reader), None)
    return state.through(_batches(found))


def _batches(found: Iterable[Record | Failure]) -> Generator[batches.Batch, None, None]:
    several = iter(found)
    while some := list(itertools.islice(several, ARTICLES)):
        yield batches.batch_of(
            [(one, None) for one in some if isinstance(one, Record)],
            [one for one in some if isinstance(one, Failure)],
        )


class _Run:
    """One run on its way; `so_far` holds its counts."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, path: Path, plan: Plan, progress: Progress | None
    ) -> None:
        self.con, self.path, self.plan, self.progress = con, path, plan, progress
        self.so_far = Added(f"run-{uuid.uuid4().hex}")
        self._began = time.monotonic()
        self._failed: list[Failure] = []

    def through(self, found: Generator[batches.Batch, None, None]) -> Added:
        """Write all batches; gives the counts."""
        self.begin()
        try:
            with contextlib.closing(found):  # whatever happens, the workers are ended
                for batch in found:
                    self.write(batch)
        except BaseException:
            # A run that can't even say so stays "running".
            with contextlib.suppress(Exception):
                self.end("interrupted")
            raise
        with store.telling(self.path), store.transaction(self.con):
            writes.settle(self.con)
        self.end("finished")
        return self.so_far

    def begin(self) -> None:
        with store.telling(self.path):
            self.con.execute(
                "INSERT INTO runs VALUES (?, ?, NULL, 'running', ?, ?, ?, ?, 0, 0, 0)",
                [
                    self.so_far.run, _now(), store.program_version(), self.plan.reader,
                    json.dumps(dict(self.plan.settings)), list(self.plan.sources),
                ],
            )  # fmt: skip

    def read(self, stream: Iterable[Ingested | Failure]) -> Generator[batches.Batch, None, None]:
        """Batches of what is new; small inputs are read here, large ones by processes beside."""
        chunks = self._chunks(stream)
        first = list(itertools.islice(chunks, 2))
        count, factory = self.plan.processes or _cores(), self.plan.factory
        assert factory is not None
        if count == 1 or len(first) < 2:
            threads = self.plan.processes  # one process means one thread; left open, all cores
            chained = itertools.chain(first, chunks)
            yield from read_here(factory, chained, threads) if first else ()
        else:
            yield from read_beside(factory, itertools.chain(first, chunks), count)
        if self._failed:
            yield batches.batch_of((), self._take_failed())

    def write(self, batch: batches.Batch) -> None:
        """One batch, one transaction, the run's counts within."""
        failures = self._take_failed()
        with store.telling(self.path), store.transaction(self.con):
            written = writes.write(self.con, batch, self.so_far.run)
            writes.write_failures(self.con, failures, self.so_far.run)
            failed = (*batch.failures, *failures)
            self._count(written.added, written.known, failed)
            self.con.execute(
                "UPDATE runs SET ended = ?, reader = coalesce(nullif(?, ''), reader), added = ?,"
                " known = ?, failed = ? WHERE run = ?",
                [_now(), batch.reader, self.so_far.added, self.so_far.known, self.so_far.failed,
                 self.so_far.run],
            )  # fmt: skip
        if self.progress:
            self.progress(self.so_far)

    def end(self, state: str) -> None:
        with store.telling(self.path):
            self.con.execute(
                "UPDATE runs SET state = ?, ended = ?, known = ? WHERE run = ?",
                [state, _now(), self.so_far.known, self.so_far.run],
            )
        self._count(0, 0, ())

    def _chunks(self, stream: Iterable[Ingested | Failure]) -> Iterator[Chunk]:
        """What is new, cut into chunks; failures are put aside for the next batch."""
        for several in _cut(stream, self.plan.articles):
            good = [one for one in several if isinstance(one, Ingested)]
            self._failed += [one for one in several if isinstance(one, Failure)]
            new = self._new(good)
            self._count(0, len(good) - len(new), ())
            if new:
                yield new

    def _new(self, documents: Sequence[Ingested]) -> Chunk:
        digests = [_digest(one) for one in documents]
        ids = [one.document.id for one, digest in zip(documents, digests, strict=True) if digest]
        with store.telling(self.path):
            held = writes.known(self.con, ids)
        return tuple(one for one, digest in zip(documents, digests, strict=True)
                     if digest not in held)  # fmt: skip

    def _count(self, added: int, known: int, failures: Sequence[Failure]) -> None:
        so_far = self.so_far
        room = KEPT_FAILURES - len(so_far.failures)
        self.so_far = replace(
            so_far,
            added=so_far.added + added, known=so_far.known + known,
            failed=so_far.failed + len(failures), seconds=time.monotonic() - self._began,
            bytes=self.plan.taken.bytes, failures=(*so_far.failures, *failures[:room]),
        )  # fmt: skip

    def _take_failed(self) -> tuple[Failure, ...]:
        failed, self._failed = tuple(self._failed), []
        return failed


def _digest(one: Ingested) -> str:
    try:
        return batches.fingerprint(one.document)
    except UnicodeEncodeError:  # becomes a failure when its batch is made
        return ""


def _cut(
    stream: Iterable[Ingested | Failure], articles: int
) -> Iterator[list[Ingested | Failure]]:
    several: list[Ingested | Failure] = []
    size = 0
    for one in stream:
        several.append(one)
        size += len(one.document.text) if isinstance(one, Ingested) else 0
        if len(several) >= articles or size >= CODE_POINTS:
            yield several
            several, size = [], 0
    if several:
        yield several


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
