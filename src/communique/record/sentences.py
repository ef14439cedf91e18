"""The sentences around a stretch of text.

Takes a text, gives the sentences of it as offsets, and the ones before, at and after a stretch:
what `show` and the pages put around a statement. Where sentences end is told by `read.words`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from communique.read.words import find_words
from communique.types import Span

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Around:
    """The sentences that hold a stretch, and the one before and after; either may be missing."""

    before: Span | None
    at: Span
    after: Span | None


def sentences(text: str) -> list[Offsets]:
    """Where each sentence begins and ends, in text order; spaces between belong to none.

    >>> sentences("The troops left. Nobody saw it.")
    [(0, 16), (17, 31)]
    """
    found: list[Offsets] = []
    number = -1
    for word in find_words(text):
        if word.sentence != number:
            number = word.sentence
            found.append((word.start, word.end))
        else:
            found[-1] = (found[-1][0], word.end)
    return found


def holding(bounds: list[Offsets], start: int, end: int) -> tuple[int, int]:
    """The numbers of the first and last sentence that a stretch touches.

    A stretch that touches none (a blank, a text without words) is held by the one before it.
    """
    starts = [one[0] for one in bounds]
    first = max(bisect_right(starts, start) - 1, 0)
    last = max(bisect_right(starts, max(end - 1, start)) - 1, first)
    return first, last


def around(text: str, start: int, end: int) -> Around:
    """The sentences at, before and after `text[start:end]`."""
    bounds = sentences(text) or [(0, len(text))]
    first, last = holding(bounds, start, end)
    at = (min(bounds[first][0], start), max(bounds[last][1], end))
    return Around(
        Span.of(text, *bounds[first - 1]) if first else None,
        Span.of(text, *at),
        Span.of(text, *bounds[last + 1]) if last + 1 < len(bounds) else None,
    )
