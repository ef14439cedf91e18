"""Cuts word pieces into windows that the network can take.

Takes `Pieces`, gives `Window`s that cover every word once: whole paragraphs while they fit, else
cut at a sentence's start, else where it must. Each window carries the words before it as context,
so that a speaker named in the paragraph before is in sight; what the network says of the context
is used for links only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from communique.read.pieces import Pieces

# Word pieces in a window, its context and the two special pieces included: a little more than the
# windows that the network was trained on (`training/train.py`, LIMIT).
LIMIT = 320
CONTEXT = 64


@dataclass(frozen=True, slots=True)
class Window:
    """Words [context, end) go in; words [start, end) come out."""

    context: int
    start: int
    end: int


def windows(pieces: Pieces, limit: int = LIMIT, context: int = CONTEXT) -> list[Window]:
    """Windows over all words, in text order; `limit` and `context` in word pieces."""
    found: list[Window] = []
    total = len(pieces.starts)
    edges = np.append(pieces.first, len(pieces.ids))
    start = 0
    while start < total:
        back = _context_start(pieces, edges, start, context) if start else 0
        room = limit - 2 - int(edges[start] - edges[back])
        end = int(np.searchsorted(edges, edges[start] + room, side="right")) - 1
        if end <= start:  # a single word longer than the window
            end = start + 1
        if end < total:
            end = _break_before(pieces, start, end)
        found.append(Window(back, start, min(end, total)))
        start = min(end, total)
    return found


def _context_start(pieces: Pieces, edges: np.ndarray, start: int, context: int) -> int:
    """The earliest sentence start within `context` pieces before `start`."""
    earliest = int(np.searchsorted(edges, edges[start] - context, side="left"))
    opens = np.flatnonzero(pieces.layout[earliest:start])
    return earliest + int(opens[0]) if len(opens) else start


def _break_before(pieces: Pieces, start: int, end: int) -> int:
    """The last paragraph start, else sentence start, in the window's second half, else `end`."""
    middle = (start + end) // 2
    for level in (2, 1):
        opens = np.flatnonzero(pieces.layout[middle + 1 : end + 1] >= level)
        if len(opens):
            return middle + 1 + int(opens[-1])
    return end
