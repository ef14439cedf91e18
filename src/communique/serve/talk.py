"""Talk: what a run says on standard error while it reads.

Takes outcomes, gives one line a failure or warning, a count that renews itself where standard
error is a terminal, and in the end the exit code. Nothing of it ever goes to standard output.
"""

from __future__ import annotations

import sys
import time

from communique.serve.cli import printable
from communique.types import Failure, Notice

SOME_FAILED, NOTHING_READ = 3, 2
MOST_WARNINGS = 20  # lines; the records hold them all
RENEWED = 0.1  # seconds between two counts
CLEAR = "\r\x1b[K"


class Talk:
    """The running commentary of one run, and its tally."""

    def __init__(self, *, progress: bool) -> None:
        self.read = 0
        self.failed = 0
        self.warned = 0
        self._progress = progress and sys.stderr.isatty()
        self._begun = self._shown = time.monotonic()

    def failure(self, failure: Failure) -> None:
        """Say which file and line failed, and why."""
        self.failed += 1
        self._line(f"communique: {failure.document}: {failure.message}")

    def done(self, origin: str, warnings: tuple[Notice, ...]) -> None:
        """Count a document that was read, and say what there is to say about it."""
        self.read += 1
        for notice in warnings:
            self.warned += 1
            if self.warned <= MOST_WARNINGS:
                self._line(f"communique: warning: {origin}: {notice.message}")
        self._count()

    def close(self) -> int:
        """Say what was left unsaid; the exit code of the run."""
        if self._progress:
            print(CLEAR, end="", file=sys.stderr, flush=True)
        if self.warned > MOST_WARNINGS:
            left = self.warned - MOST_WARNINGS
            self._line(f"communique: {left} more warnings stand in the records")
        if self._progress and self.read + self.failed > 1:
            self._line(f"communique: {self._tally()}")
        if self.read and not self.failed:
            return 0
        return SOME_FAILED if self.read else NOTHING_READ

    def _count(self) -> None:
        now = time.monotonic()
        if self._progress and now - self._shown >= RENEWED:
            self._shown = now
            print(f"{CLEAR}{self._tally()}", end="", file=sys.stderr, flush=True)

    def _tally(self) -> str:
        seconds = time.monotonic() - self._begun
        failed = f", {self.failed} failed" if self.failed else ""
        return f"{self.read} read{failed}, {self.read / max(seconds, 1e-9):.1f} a second"

    def _line(self, line: str) -> None:
        clear = CLEAR if self._progress else ""
        print(f"{clear}{printable(line)}", file=sys.stderr, flush=True)
