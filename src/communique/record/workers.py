"""Processes that read: chunks of articles go in, batches for the writer come out.

Takes a factory that makes a reader, and chunks of `Ingested`; gives a `Batch` for each, in
whatever order they are done. Workers are plain child processes that talk over their standard
input and output: a script that adds at its top level needs no guard, and a worker whose parent is
killed reads the end of its input and goes. A worker writes nothing but its answers. An article
that kills its reader is told apart by reading its chunk again, one by one.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import IO, Protocol

from communique.ingest.documents import Ingested
from communique.record.batches import Batch, batch_of
from communique.types import Failure, Record

Chunk = tuple[Ingested, ...]

# What a pipe says when the process at its other end is gone.
_DEAD = (EOFError, OSError, pickle.UnpicklingError)
PATIENCE = 5.0  # seconds to wait for the threads of workers that were ended

# Chunks that wait or are read for each worker: one in work and one ready.
AHEAD = 2


class Reads(Protocol):
    """What reads documents: `communique.Reader`, or anything with the same `pipe`."""

    def pipe(self, documents: Iterable[Ingested]) -> Iterator[Record | Failure]:
        """A record or a failure for each document, in order."""
        ...


ReaderFactory = Callable[[int], Reads]
"""Makes a reader of so many threads (0: one a core); picklable, for it travels to the workers."""


class WorkerError(Exception):
    """A worker could not make its reader; the message is its own."""


def read_chunk(reader: Reads, chunk: Chunk) -> Batch:
    """The batch of one chunk; where reading it fails as a whole, of what can be read alone."""
    try:
        results = _read(reader, chunk)
    except Exception:
        results = [result for one in chunk for result in _read_alone(reader, one)]
    records = [(_warned(found, one), one.origin or None) for one, found in results
               if isinstance(found, Record)]  # fmt: skip
    failures = [_placed(found, one) for one, found in results if isinstance(found, Failure)]
    return batch_of(records, failures, name_of(reader))


def _read(reader: Reads, chunk: Chunk) -> list[tuple[Ingested, Record | Failure]]:
    return list(zip(chunk, reader.pipe(chunk), strict=True))


def _read_alone(reader: Reads, one: Ingested) -> list[tuple[Ingested, Record | Failure]]:
    try:
        return _read(reader, (one,))
    except Exception as error:
        return [(one, Failure(one.document.id, "read", type(error).__name__, str(error)))]


def name_of(reader: Reads) -> str:
    """What tells one reader from another: its class and the checksum of its model."""
    checksum = getattr(getattr(reader, "model", None), "checksum", "")
    return f"{type(reader).__name__} {checksum}".strip()


def _warned(record: Record, one: Ingested) -> Record:
    """The record with what there was to say about its document, said once."""
    later = tuple(notice for notice in record.warnings if notice not in one.warnings)
    return replace(record, warnings=(*one.warnings, *later))


def _placed(failure: Failure, one: Ingested) -> Failure:
    if not one.origin:
        return failure
    return Failure(one.origin, failure.stage, failure.error, failure.message)


def read_here(factory: ReaderFactory, chunks: Iterable[Chunk], threads: int) -> Iterator[Batch]:
    """Batches read in this process."""
    reader = factory(threads)
    for chunk in chunks:
        yield read_chunk(reader, chunk)


def read_beside(factory: ReaderFactory, chunks: Iterable[Chunk], count: int) -> Iterator[Batch]:
    """Batches read by `count` worker processes, no more than a few chunks ahead of the writer.

    Raises:
        WorkerError: no worker can make a reader.
    """
    crew = _Crew(factory, count)
    waiting = 0
    try:
        for chunk in chunks:
            crew.todo.put(chunk)
            waiting += 1
            while waiting >= count * AHEAD or not crew.done.empty():
                yield from crew.answer()
                waiting -= 1
        for _ in range(waiting):
            yield from crew.answer()
    finally:
        crew.dismiss()


class _Crew:
    """Worker processes, each kept busy by a thread of its own, and replaced if it dies."""

    def __init__(self, factory: ReaderFactory, count: int) -> None:
        self.todo: queue.Queue[Chunk | None] = queue.Queue()
        self.done: queue.Queue[tuple[Batch, ...] | BaseException] = queue.Queue()
        self._factory = factory
        self._workers: list[_Worker] = []
        self._lock = threading.Lock()
        self._dismissed = False
        self._threads = [
            threading.Thread(target=self._keep_busy, daemon=True) for _ in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def answer(self) -> tuple[Batch, ...]:
        """The batches of the next chunk that is done."""
        answer = self.done.get()
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def dismiss(self) -> None:
        """End all workers, whatever they are at."""
        with self._lock:
            self._dismissed = True
            for worker in self._workers:
                worker.end()
        for _ in self._threads:
            self.todo.put(None)
        for thread in self._threads:
            thread.join(PATIENCE)

    def _keep_busy(self) -> None:
        try:
            worker = self._new()
            while (chunk := self.todo.get()) is not None:
                try:
                    self.done.put((worker.read(chunk),))
                except _DEAD:
                    if self._dismissed:
                        return
                    worker.end()
                    worker, batches = self._one_by_one(self._new(), chunk)
                    self.done.put(batches)
        except BaseException as error:
            self.done.put(error)

    def _one_by_one(self, worker: _Worker, chunk: Chunk) -> tuple[_Worker, tuple[Batch, ...]]:
        """Read the chunk that killed a worker, so that only what kills again is lost."""
        batches = []
        for one in chunk:
            try:
                batches.append(worker.read((one,)))
            except _DEAD:
                worker.end()
                worker = self._new()
                name = one.origin or one.document.id
                reason = "the process that read it was killed: too little memory, or a crash"
                batches.append(batch_of((), [Failure(name, "read", "WorkerDied", reason)]))
        return worker, tuple(batches)

    def _new(self) -> _Worker:
        worker = _Worker(self._factory)
        with self._lock:
            self._workers.append(worker)
            if self._dismissed:
                worker.end()
        return worker


class _Worker:
    """One process, and the two pipes to it."""

    def __init__(self, factory: ReaderFactory) -> None:
        path = os.pathsep.join(filter(None, sys.path))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "communique.record.workers"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C reaches the parent alone, which ends its workers
        )
        assert self._process.stdin and self._process.stdout
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        answer: str | None = "a reading process ended before it was ready"
        with contextlib.suppress(EOFError, OSError):
            _send(self._to, pickle.dumps(factory))
            answer = pickle.load(self._from)
        if answer is not None:
            self.end()
            raise WorkerError(answer)

    def read(self, chunk: Chunk) -> Batch:
        """The batch of one chunk; EOFError or OSError if the process dies of it."""
        _send(self._to, chunk)
        answer = pickle.load(self._from)
        if isinstance(answer, Batch):
            return answer
        raise WorkerError(answer)

    def end(self) -> None:
        """Kill the process; it holds nothing that could be lost."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._to, self._from):
            with contextlib.suppress(OSError):
                pipe.close()


def _send(pipe: IO[bytes], message: object) -> None:
    pickle.dump(message, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def serve(given: IO[bytes], answers: IO[bytes]) -> None:
    """What a worker process does: a reader is made, then a batch for every chunk, until the end."""
    try:
        # One thread a process: the processes are what keeps the cores busy.
        reader: Reads = pickle.loads(pickle.load(given))(1)
    except Exception as error:
        _send(answers, f"{type(error).__name__}: {error}")
        return
    _send(answers, None)
    while True:
        try:
            chunk: Chunk = pickle.load(given)
        except EOFError:
            return
        try:
            answer: Batch | str = read_chunk(reader, chunk)
        except Exception:
            answer = traceback.format_exc()
        _send(answers, answer)


def main() -> None:
    """Serve on standard input and output; whatever a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    # Pickled classes name this module, not "__main__".
    from communique.record import workers

    workers.main()
