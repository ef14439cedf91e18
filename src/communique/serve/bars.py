"""The bar of `communique add`: how far it is, how many articles, how fast, how many failed.

Takes the counts of a run after each batch, draws on standard error where that is a terminal, and
nothing anywhere else. How far it is, is told by the bytes of the files; standard input and
addresses don't tell how long they are, and the bar only moves.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from communique.ingest.sources import size_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.record.runs import Added


class AddingBar:
    """A bar for one run over some sources; use it in a `with`."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._bar: Progress | None = None
        if sys.stderr.isatty():
            self._bar = Progress(
                BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"),
                TimeRemainingColumn(), console=Console(stderr=True), transient=True,
            )  # fmt: skip
            self._task = self._bar.add_task("0 added", total=size_of(sources))

    def __enter__(self) -> AddingBar:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, done: Added) -> None:
        """Move the bar to where a run is."""
        if self._bar:
            self._bar.update(self._task, completed=done.bytes, description=counts(done))


def counts(done: Added) -> str:
    """The counts of a run in words.

    >>> from communique.record.runs import Added
    >>> counts(Added("run", added=1200, failed=3, seconds=60))
    '1,200 added, 3 failed, 20.0 articles a second'
    """
    failed = f", {done.failed:,} failed" if done.failed else ""
    known = f", {done.known:,} known" if done.known else ""
    return f"{done.added:,} added{known}{failed}, {done.per_second:.1f} articles a second"
