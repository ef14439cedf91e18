"""Wordings: the same words in two articles, laid beside each other.

Takes two wordings of one statement, gives an `Alignment`: stretches that are equal, cut, added or
changed (difflib, by words), how far they drift apart, and which quoted stretches of the one the
other leaves out. It doesn't decide whether the two are the same statement: `outlets` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["equal", "cut", "added", "changed"]
_TAGS: dict[str, Change] = {
    "equal": "equal", "delete": "cut", "insert": "added", "replace": "changed",
}  # fmt: skip
_WORD = re.compile(r"\S+")
_QUOTED = re.compile(r"[\"“«„]([^\"“”«»„]{2,600})[\"”»“]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch: the words of the first wording and of the second."""

    change: Change
    ours: str
    theirs: str

    def to_dict(self) -> dict[str, str]:
        return {"change": self.change, "first": self.ours, "other": self.theirs}


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two wordings beside each other; `drift` is 0 for the same words, 1 for none in common."""

    pieces: tuple[Piece, ...]
    drift: float
    cut_quotes: tuple[str, ...]


def align(ours: str, theirs: str) -> Alignment:
    """The wordings piece by piece.

    >>> [one.change for one in align("we will leave by May", "we will leave").pieces]
    ['equal', 'cut']
    """
    a, b = _WORD.findall(ours), _WORD.findall(theirs)
    matcher = SequenceMatcher(None, [_bare(one) for one in a], [_bare(one) for one in b], False)
    pieces = tuple(
        Piece(_TAGS[tag], " ".join(a[i1:i2]), " ".join(b[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    )
    return Alignment(pieces, round(1 - matcher.ratio(), 3), tuple(_cut(ours, theirs)))


def quoted(text: str) -> list[str]:
    """The stretches in quotation marks.

    >>> quoted('He called it "a dead end" and left.')
    ['a dead end']
    """
    return [one.strip(" ,.") for one in _QUOTED.findall(text)]


def _cut(ours: str, theirs: str) -> list[str]:
    """Quoted sentences of the first wording of which the other has less than half the words."""
    there = {_bare(one) for one in _WORD.findall(theirs)}
    missing = []
    for quote in quoted(ours) or [ours]:
        for sentence in re.split(r"(?<=[.!?;])\s+|, (?=and |but )", quote):
            words = [_bare(one) for one in _WORD.findall(sentence)]
            if len(words) >= 3 and sum(word in there for word in words) < len(words) / 2:
                missing.append(sentence)
    return missing


def _bare(word: str) -> str:
    return re.sub(r"[^\w]", "", word.lower()) or word


__all__ = ["Alignment", "Change", "Piece", "align", "quoted"]
