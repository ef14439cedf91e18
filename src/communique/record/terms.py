"""The words of a text as the search counts them.

Takes a text or a query, gives stems: lower-cased, accents folded, possessives cut, stemmed by
Snowball's English stemmer (texts and queries alike, so that they meet whatever the language).
Offsets are not kept: the search finds statements, events and articles, and these have theirs.
`wording` tells whether two stretches are the same words.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# A number keeps its groups together: "2,000 troops" is two words.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W_]+)*")
_PLAIN = re.compile(r"[^\W_]+")
_QUERY = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')

# "the" stands in three of four statements: reckoning how well it fits took most of the time of
# a query, and told nothing. Negations and modal verbs are no such words here.
COMMON = frozenset("a an and are as at be by for from in is it of on or that the to was were with".split())


@dataclass(frozen=True, slots=True)
class Query:
    """What a query asks for: every phrase has to stand in the text, none of `without` may."""

    phrases: tuple[tuple[str, ...], ...]
    without: tuple[tuple[str, ...], ...]


@cache
def _stemmer() -> Callable[[str], str]:
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stem


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one word.

    >>> stem("Withdrawing"), stem("Kyiv’s"), stem("2,000")
    ('withdraw', 'kyiv', '2000')
    """
    if word[0].isdigit():
        return word.replace(",", "")
    low = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    plain = "".join(letter for letter in low if not unicodedata.combining(letter))
    return _stemmer()(plain.removesuffix("'s"))


def stems(text: str) -> list[str]:
    """The stems of a text, in order.

    >>> stems("They'll withdraw 2,000 troops.")
    ["they'll", 'withdraw', '2000', 'troop']
    """
    return [stem(word) for word in _WORD.findall(text)]


def wording(exact: str | None) -> int | None:
    """The hash of the words of a stretch, whatever their case, quotation marks and line breaks.

    >>> wording("“We will leave.”") == wording("we will\\nleave")
    True
    >>> wording("…"), wording("We left.") == wording("We leave.")
    (None, False)
    """
    words = _PLAIN.findall(unicodedata.normalize("NFKC", exact or "").casefold())
    if not words:
        return None
    digest = hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1  # of 63 bits: a BIGINT


def parse(query: str) -> Query:
    """A query: words that all have to be there, "phrases" in quotes, -words that must not.

    Beside other words those that stand in every text ask for nothing, unless in a phrase.

    >>> parse('"withdraw troops" border -exercise')
    Query(phrases=(('withdraw', 'troop'), ('border',)), without=(('exercis',),))
    >>> parse("the talks").phrases, parse("to be").phrases
    ((('talk',),), (('to',), ('be',)))
    """
    wanted: list[tuple[str, ...]] = []
    unwanted: list[tuple[str, ...]] = []
    for minus, phrase, word in _QUERY.findall(query.replace("“", '"').replace("”", '"')):
        found = tuple(stems(phrase or word))
        if found:
            (unwanted if minus else wanted).append(found)
    telling = [one for one in wanted if len(one) > 1 or one[0] not in COMMON] or wanted
    return Query(tuple(dict.fromkeys(telling)), tuple(dict.fromkeys(unwanted)))
