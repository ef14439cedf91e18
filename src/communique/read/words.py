"""Words of a text with their offsets and sentences: what the rules of mentions walk over.

Takes a text, gives `Word`s in order: words, numbers and single punctuation marks. A possessive
ending is a word of its own, an abbreviation with inner stops ("U.S.") is one word. Sentences are
counted, not cut: a new one begins at a line end, or after a stop that an abbreviation or an
initial does not explain. No grammar beyond that.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S. (with its last stop)
    r"|[’'][sS]\b"
    r"|[^\W\d_][^\W_]*(?:[’'`](?![sS]\b)[^\W\d_]+|[-‑][^\W_]+)*"
    r"|\d[\d.,]*\d|\d+\w*"
    r"|[^\w\s]"
)

ABBREVIATIONS = frozenset(
    "mr mrs ms dr gen lt col sgt capt sen rep gov prof rev st hon adm brig maj cdr cmdr ltd jr sr "
    "messrs mt no vs lt-gen maj-gen brig-gen supt insp".split()
)
"""Words whose stop ends no sentence."""

_ARTICLES = frozenset("al el ul ar as an ad ed bin ibn ben abu".split())
_CLOSERS = "\"”’')]»"


class Word(NamedTuple):
    """A word or a punctuation mark. `first` is true for a sentence's first word proper."""

    start: int
    end: int
    text: str
    low: str
    sentence: int
    first: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        if self.text[0].isupper():
            return True
        article, hyphen, rest = self.text.partition("-")  # "Bashar al-Assad"
        return bool(hyphen) and article in _ARTICLES and rest[:1].isupper()


def find_words(text: str) -> list[Word]:
    """The words of `text`, in order.

    >>> [(w.text, w.sentence) for w in find_words("Gen. Doe left. The U.S. envoy's gone.")][:5]
    [('Gen', 0), ('.', 0), ('Doe', 0), ('left', 0), ('.', 0)]
    """
    words: list[Word] = []
    sentence, first, last_end, stopped, before = 0, True, 0, False, ""
    for match in _WORD.finditer(text):
        start, end = match.span()
        piece = match.group()
        initial = piece[0]
        gap = text[last_end:start]
        proper = initial.isalnum()
        begins = stopped and gap and (initial.isupper() or not proper or initial.isdigit())
        if begins or (words and "\n" in gap):
            sentence, first, stopped = sentence + 1, True, False
        elif stopped and piece not in _CLOSERS:
            stopped = False
        low = piece.lower()
        words.append(Word(start, end, piece, low, sentence, first and proper))
        if proper:
            first = False
            before = low
            stopped = False
        elif piece in ".!?…":
            stopped = piece != "." or not (
                before in ABBREVIATIONS or (len(before) == 1 and before.isalpha())
            )
        last_end = end
    return words
