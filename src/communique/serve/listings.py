"""Listings of what has no filters: actors, runs, failures.

Takes an archive and a place in the list, gives typed rows a page at a time, with cursors as
`queries` makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from communique.record.archive import Archive
from communique.record.cursors import cursor_of, place_of
from communique.serve.shapes import ActorLine, Failed, Run

LineT = TypeVar("LineT", ActorLine, Run, Failed)


@dataclass(frozen=True, slots=True)
class Listed(Generic[LineT]):
    """Some lines of a list, how many there are, and the cursors of the pages beside."""

    rows: list[LineT]
    total: int
    next: str | None
    previous: str | None


@dataclass(frozen=True, slots=True)
class Listing(Generic[LineT]):
    """One list of an archive, asked for when it is needed."""

    archive: Archive
    line: type[LineT]
    sql: str
    values: tuple[object, ...] = ()

    def page(self, cursor: str | None, size: int) -> Listed[LineT]:
        """`size` lines from the place that `cursor` names."""
        start = place_of(cursor)
        found = self.archive.sql(f"{self.sql} LIMIT {size + 1} OFFSET {start}", self.values)
        return Listed(
            [self._line(row) for row in found[:size]],
            self._count(),
            cursor_of(start + size) if len(found) > size else None,
            cursor_of(max(start - size, 0)) if start else None,
        )

    def all(self) -> list[LineT]:
        """Every line."""
        return [self._line(row) for row in self.archive.sql(self.sql, self.values)]

    def _line(self, row: Sequence[Any]) -> LineT:
        return self.line(*row)

    def _count(self) -> int:
        counted = self.archive.sql(f"SELECT count(*) FROM ({self.sql})", self.values)
        return int(str(counted[0][0]))


def actors(archive: Archive, name: str = "") -> Listing[ActorLine]:
    """Actors whose name, key or country holds `name`, the most often met first."""
    return Listing(
        archive, ActorLine,
        f"SELECT key, name, kind, country, sector, articles FROM {archive.roster()}"
        " WHERE ? = '' OR contains(lower(name), lower(?)) OR key = ? OR country = upper(?)"
        " ORDER BY articles DESC, key", (name, name, name, name),
    )  # fmt: skip


def runs(archive: Archive) -> Listing[Run]:
    """What was added when, the latest first."""
    return Listing(
        archive, Run,
        "SELECT run, started, ended, state, version, reader, settings, sources, added, known,"
        " failed FROM runs ORDER BY started DESC, run",
    )  # fmt: skip


def failures(archive: Archive, run: str = "") -> Listing[Failed]:
    """What could not be read, in all runs or in one."""
    return Listing(
        archive, Failed,
        "SELECT f.run, r.started, f.document, f.stage, f.error, f.message FROM failures f"
        " LEFT JOIN runs r USING (run) WHERE ? = '' OR f.run = ?"
        " ORDER BY r.started DESC NULLS LAST, f.document, f.error, f.message", (run, run),
    )  # fmt: skip
