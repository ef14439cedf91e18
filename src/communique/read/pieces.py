"""Cuts a text into words and word pieces, with the hard evidence that stands in its layout.

Takes a text and the model's tokenizer, gives `Pieces`: for each word its offsets, its letter
case, whether it stands inside quotation marks, and whether it opens a sentence or a paragraph;
for each word piece its vocabulary id and its word. One word is what the tokenizer splits at
spaces and punctuation. Nothing here moves an offset: lone surrogates and NULs count one each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from communique.read.quotes import Quotation, find_quotations

Ints = NDArray[np.int32]

# Letter case of a word: the vocabulary is lower-cased, so the network is told apart.
CASES = ("none", "lower", "title", "upper", "mixed")
QUOTES = ("outside", "inside", "mark")
LAYOUTS = ("inside", "sentence", "paragraph")

# The longest stretch that goes to the tokenizer at once: bounds memory on a one-line megabyte.
_STRETCH = 20_000
_LINE = re.compile(r"[^\n]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_STOP = re.compile(r"[.!?…][\"”’'»)\]]*\s+[\"“‘'«(\[]*$")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as the network sees it; arrays by word (w) and by word piece (p)."""

    starts: Ints  # w: first code point
    ends: Ints  # w: one past the last code point
    case: Ints  # w: index into CASES
    quote: Ints  # w: index into QUOTES
    layout: Ints  # w: index into LAYOUTS
    ids: Ints  # p: vocabulary id
    words: Ints  # p: index of its word
    first: Ints  # w: index of its first piece

    def characters(self, words: tuple[int, int]) -> tuple[int, int]:
        """The code points from the first of some words to the last."""
        return int(self.starts[words[0]]), int(self.ends[words[1] - 1])

    def words_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The words that touch the code points [start, end); None where there are none."""
        left = int(np.searchsorted(self.ends, start, side="right"))
        right = int(np.searchsorted(self.starts, end, side="left"))
        return (left, max(right, left + 1)) if left < len(self.starts) else None


def cut(text: str, tokenizer: Tokenizer, quotations: list[Quotation] | None = None) -> Pieces:
    """The words and word pieces of `text`."""
    safe = _SURROGATE.sub("\ufffd", text)
    stretches = list(_stretches(safe))
    encodings = tokenizer.encode_batch(
        [safe[begin:end] for begin, end in stretches], add_special_tokens=False
    )
    starts: list[int] = []
    ends: list[int] = []
    ids: list[int] = []
    words: list[int] = []
    first: list[int] = []
    paragraphs: list[int] = []
    for (begin, _), encoding in zip(stretches, encodings, strict=True):
        paragraphs.append(len(starts))
        previous: int | None = -1
        for piece, word, (left, right) in zip(
            encoding.ids, encoding.word_ids, encoding.offsets, strict=True
        ):
            if word != previous:
                first.append(len(ids))
                starts.append(begin + left)
                ends.append(begin + right)
                previous = word
            else:
                ends[-1] = begin + right
            words.append(len(starts) - 1)
            ids.append(piece)
    marks = find_quotations(text) if quotations is None else quotations
    return Pieces(
        starts=_ints(starts),
        ends=_ints(ends),
        case=_ints([_case(text[s:e]) for s, e in zip(starts, ends, strict=True)]),
        quote=_quote_states(starts, ends, marks),
        layout=_layouts(text, starts, set(paragraphs)),
        ids=_ints(ids),
        words=_ints(words),
        first=_ints(first),
    )


def _ints(values: list[int]) -> Ints:
    return np.asarray(values, dtype=np.int32)


def _stretches(text: str) -> list[tuple[int, int]]:
    """Lines, and what of a line is longer than a stretch cut at a space."""
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        begin, end = line.span()
        while end - begin > _STRETCH:
            space = text.rfind(" ", begin + 1, begin + _STRETCH)
            middle = space if space > begin else begin + _STRETCH
            found.append((begin, middle))
            begin = middle
        found.append((begin, end))
    return found


def _case(word: str) -> int:
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word.istitle():
        return 2
    return 4 if any(c.isupper() for c in word) else 0


def _quote_states(starts: list[int], ends: list[int], marks: list[Quotation]) -> Ints:
    state = np.zeros(len(starts), dtype=np.int32)
    first = np.asarray(starts, dtype=np.int64)
    for mark in marks:
        left, right = np.searchsorted(first, (mark.start, mark.end))
        state[left:right] = 1
        if left < right:
            state[left] = 2
            if mark.closed:
                state[right - 1] = 2
    return state


def _layouts(text: str, starts: list[int], paragraphs: set[int]) -> Ints:
    """Paragraph starts; sentence starts by what stands between two words."""
    layout = np.zeros(len(starts), dtype=np.int32)
    for word, start in enumerate(starts):
        if word in paragraphs:
            layout[word] = 2
        elif not text[start].islower() and text[start - 1].isspace():
            before = text[max(0, start - 6) : start]
            if _STOP.search(before) and not _abbreviation(text, start):
                layout[word] = 1
    return layout


_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Maj|Capt|Sen|Rep|Gov|Rev|St|Jr|Sr|No|vs|Hon|Adm)"
    r"|\b[A-Z](?:\.[A-Z])*)\.\s+$"
)


def _abbreviation(text: str, start: int) -> bool:
    return _ABBREVIATION.search(text[max(0, start - 14) : start]) is not None
