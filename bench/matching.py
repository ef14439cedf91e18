"""Pairs what was found with what is labelled, one to one, and counts.

A statement is found when the words of its content overlap the label's by half (Dice over code
points); an event when its trigger overlaps the label's and the type is the same. Each label pairs
with one find at most, the best overlaps first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Found = TypeVar("Found")
Label = TypeVar("Label")
Offsets = tuple[int, int]


def dice(one: Sequence[Offsets], other: Sequence[Offsets]) -> float:
    """Twice the shared code points over all code points of two lists of spans."""
    shared = sum(
        max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other
    )
    total = sum(e - s for s, e in one) + sum(e - s for s, e in other)
    return 2 * shared / total if total else 0.0


def pairs(
    found: Sequence[Found], labels: Sequence[Label], score: Callable[[Found, Label], float]
) -> list[tuple[int, int]]:
    """Indices (found, label) of the pairs with a positive score, best first, one to one."""
    scored = [
        (score(f, g), i, j) for i, f in enumerate(found) for j, g in enumerate(labels)
    ]
    chosen: list[tuple[int, int]] = []
    for value, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if value > 0 and all(i != a and j != b for a, b in chosen):
            chosen.append((i, j))
    return chosen


@dataclass
class Tally:
    """Right ones, found ones and labelled ones, added up over articles."""

    right: int = 0
    found: int = 0
    labelled: int = 0

    def add(self, right: int, found: int, labelled: int) -> None:
        self.right += right
        self.found += found
        self.labelled += labelled

    @property
    def f1(self) -> float:
        """F1 in per cent."""
        total = self.found + self.labelled
        return round(200 * self.right / total, 1) if total else 0.0

    @property
    def share(self) -> float:
        """Right ones among the labelled, in per cent."""
        return round(100 * self.right / self.labelled, 1) if self.labelled else 0.0
