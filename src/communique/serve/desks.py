"""The desk of a reading room: the archive while someone reads in it, and the reader.

Gives an `Archive` opened for reading for as long as requests need it, and lets go of the file when
nobody has asked for a moment: DuckDB lets no process write while another reads, so a room that is
open but idle must not keep `communique add` waiting, and sees what was added when asked next.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar, cast

from communique.follow.archives import Archive
from communique.types import Record

IDLE = 1.0  # seconds; opening takes some 20 ms
KEPT = 200  # answers that are kept while nothing is added; one has some 30 rows

KeptT = TypeVar("KeptT")


class Reads(Protocol):
    """What the room needs of a reader."""

    def read(
        self, text: str, *, published: object = None, title: str | None = None,
        id: str | None = None, url: str | None = None, publisher: str | None = None,
    ) -> Record: ...  # fmt: skip


def shipped_reader() -> Reads:
    """The reader of the bundled model."""
    from communique.reader import load

    return load()


class Desk:
    """The archive at `path`, open while it is read in; and one reader, loaded when first asked."""

    def __init__(
        self, path: Path, *, reader: Callable[[], Reads] = shipped_reader, idle: float = IDLE
    ) -> None:
        self.path = path
        self._archive = Archive(path)
        self._idle = idle
        self._lock = threading.Lock()
        self._free = threading.Condition(self._lock)
        self._readers = 0
        self._timer: threading.Timer | None = None
        self._load = reader
        self._reader: Reads | None = None
        self._reading = threading.Lock()
        self._following = threading.Lock()
        self._keeping = threading.Lock()
        self._state = ""
        self._kept: dict[tuple[str, ...], object] = {}

    @contextmanager
    def archive(self) -> Iterator[Archive]:
        """The archive, kept open for as long as the `with` lasts and a moment more."""
        with self._lock:
            self._readers += 1
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
        try:
            yield self._archive
        finally:
            with self._lock:
                self._readers -= 1
                if not self._readers:
                    self._free.notify_all()
                    self._timer = threading.Timer(self._idle, self._let_go)
                    self._timer.start()

    def kept(self, archive: Archive, key: tuple[str, ...], make: Callable[[], KeptT]) -> KeptT:
        """What `make` gives, or what it gave to the same key while the archive was as it is now.

        `key` begins with the name of the page, which says of what type the answer is.
        """
        state = archive.state()
        with self._keeping:
            if self._state != state:
                self._state, self._kept = state, {}
            if key in self._kept:
                return cast("KeptT", self._kept[key])
        made = make()
        with self._keeping:
            if self._state == state:
                while len(self._kept) >= KEPT:
                    del self._kept[next(iter(self._kept))]  # the oldest
                self._kept[key] = made
        return made

    @contextmanager
    def following(self) -> Iterator[Archive]:
        """The archive with its ledger up to date: the first question after something was added
        waits until the others have left, and takes it in."""
        with self.archive() as archive:
            current = archive.followed()
        if not current:
            with self._following, self.alone() as archive:
                archive.follow()
        with self.archive() as archive:
            yield archive

    @contextmanager
    def alone(self) -> Iterator[Archive]:
        """The archive for writing: when nobody reads in it, and nobody may until this is done."""
        with self._free:
            self._free.wait_for(lambda: not self._readers, timeout=30)
            try:
                yield self._archive
            finally:
                self._archive.close()

    def read(self, text: str, **given: str | None) -> Record:
        """What the reader finds in a text; one text at a time, since each takes all cores."""
        with self._reading:
            if self._reader is None:
                self._reader = self._load()
            return self._reader.read(text, **given)

    def close(self) -> None:
        """Let go of the file at once."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            self._archive.close()

    def _let_go(self) -> None:
        with self._lock:
            if not self._readers:
                self._archive.close()
