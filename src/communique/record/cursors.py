"""Places in long lists: a page of rows and the cursors of the pages beside it.

A cursor names a place and nothing else, so that it stays good when the archive has grown; what it
looks like is nobody's business.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.errors import InputError

LineT = TypeVar("LineT")


@dataclass(frozen=True, slots=True)
class Page(Generic[LineT]):
    """Some rows, how many there are in all, and the cursors of the pages beside (None: no more)."""

    rows: list[LineT]
    total: int
    next: str | None
    previous: str | None


def cursor_of(place: int) -> str:
    """The cursor that names a place in a list."""
    return base64.urlsafe_b64encode(json.dumps({"from": place}).encode()).decode().rstrip("=")


def place_of(cursor: str | None) -> int:
    """The place in a list that a cursor names, the beginning where there is none."""
    if not cursor:
        return 0
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        place = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))["from"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"cursor {cursor[:40]!r} is none of ours", "begin without one") from error
    if not isinstance(place, int) or not 0 <= place < 2**53:
        raise InputError(f"cursor {cursor[:40]!r} is none of ours", "begin without one")
    return place
