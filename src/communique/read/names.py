"""Which words of a text are names: capital letters told apart from sentence starts and headlines.

Takes the words of a text, gives one flag a word: part of a name or not. The one idea: a text bears
witness on itself. A word that begins a sentence, or stands in a headline of capitals, is a name if
it is capitalised where nothing makes it so, and is none where it is also written small. Does not
say whose name it is.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from communique.read.nouns import GROUPS, MODIFIERS, NO_NAMES, STOP, TITLE_PARTS, TITLES
from communique.read.words import Word

_HEADLINE_SHARE = 0.7
"""Of a line's longer words, the share in capitals from which on capitals tell nothing. Of the 281
titles of Wikinews, which are written like sentences, 21 pass it; of 1,770 lines of prose in the
Ukraine articles none."""


def name_flags(words: list[Word], known: Callable[[str], bool]) -> list[bool]:
    """For each word whether it is (part of) a name; `known` tells names without the text's help.

    >>> from communique.read.words import find_words
    >>> words = find_words("Talks failed. The envoy Doe left; talks go on.")
    >>> [w.text for w, name in zip(words, name_flags(words, lambda name: False)) if name]
    ['Doe']
    """
    small, capital = _witnesses(words)
    flags = [False] * len(words)
    for _, group in groupby(enumerate(words), key=lambda one: one[1].sentence):
        sentence = list(group)
        headline = is_headline([word for _, word in sentence])
        for index, word in sentence:
            low = word.low
            empty = low in NO_NAMES or (low in STOP and not _is_abbreviation(word, headline))
            if empty or not word.capital or not word.text[0].isalpha():
                continue
            sure = low in capital or known(word.text) or (headline and known(word.text.title()))
            if sure or not (word.first or headline):
                flags[index] = True
            elif low in small or low in GROUPS or low in MODIFIERS or low in TITLE_PARTS:
                flags[index] = False
            else:
                flags[index] = not (headline or _looks_common(low)) and _goes_on(words, index)
    return flags


_SPEAKS = frozenset(
    "said says told tells warned warns added stated argued denied claimed insisted accused urged "
    "announced replied explained stressed noted called asked pointed wrote met has had is was will "
    "would also 's ’s and".split()
)


def _goes_on(words: list[Word], index: int) -> bool:
    """Whether what follows a sentence's first word shows it to be a name ("Doe said", "Doe Ltd")."""
    if index + 1 >= len(words):
        return True
    after = words[index + 1]
    return after.low in _SPEAKS or after.capital or not after.text[0].isalpha()


def is_headline(sentence: list[Word]) -> bool:
    """Whether capital letters tell nothing in this sentence."""
    long = [word for word in sentence if len(word.text) > 3 and word.text[0].isalpha()]
    if sentence and sentence[-1].text == "." and not all(word.text.isupper() for word in long):
        return False
    if len(long) < 3:
        return len(long) > 0 and all(word.text.isupper() for word in long)
    return sum(word.capital for word in long) >= _HEADLINE_SHARE * len(long)


def _witnesses(words: list[Word]) -> tuple[set[str], set[str]]:
    """Words written small, and words capitalised without need, anywhere in the text."""
    small: set[str] = set()
    capital: set[str] = set()
    for _, group in groupby(words, key=lambda word: word.sentence):
        sentence = list(group)
        if is_headline(sentence):
            continue
        for word in sentence:
            if not word.capital:
                small.add(word.low)
            elif not word.first and word.low not in TITLES:
                capital.add(word.low)
    return small, capital


def _is_abbreviation(word: Word, headline: bool) -> bool:
    # "US" and "WHO" are written like the small words "us" and "who", in capitals only.
    return len(word.text) > 1 and word.text.isupper() and (not headline or word.low == "us")


def _looks_common(low: str) -> bool:
    return low.endswith(("ing", "ly", "tion", "tions", "ment", "ness", "ed", "ies"))
