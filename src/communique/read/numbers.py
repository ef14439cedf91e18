"""Finds numbers in figures and words, and tells their value.

Takes lower-cased text, gives `Number`s in text order: "2,000", "$2.5bn", "two hundred and five",
"half a million", "tens of thousands". It knows no units and no bounds but those that lie in the
number itself ("dozens" is at least twelve): `quantities` reads what stands around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from communique.types import Bound

ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12, "score": 20, "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9,
    "tn": 1e12,
}  # fmt: skip
# "Hundreds of" is at least a hundred: the fewest that the word allows to say.
CROWDS = {"dozens": 12.0, "scores": 20.0, "hundreds": 100.0, "thousands": 1000.0,
          "millions": 1e6, "billions": 1e9}  # fmt: skip

_ONE = "|".join(sorted((*ONES, *TENS), key=len, reverse=True))
WORDS = rf"(?:{_ONE})(?:[- ](?:{'|'.join(ONES)})\b)?"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|dozen)"
FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    r"(?<![\w.,/:'’])(?<!\D-)(?:"
    r"(?P<sign>(?:us|c|a|nz|hk|nt|s)?\$|€|£|¥|₽|₴|₹|₪|₺|₩|usd |eur |gbp )?\s?"
    rf"(?P<figure>{FIGURE})(?P<plus>\+)?"
    rf"(?:\s?(?P<short>k|mn?|mln|bn|b|tn)\b|[\s-](?P<scale>{_SCALE}s?)\b)?"
    rf"|(?P<words>half\s+a\s+(?:dozen|million|billion)|(?:an?|several|{WORDS})"
    rf"(?:[\s-]{_SCALE}\b){{1,2}}(?:\s+and\s+{WORDS})?|{WORDS})"
    r"|(?P<crowd>(?:tens|hundreds|scores)\s+of\s+(?:thousands|millions)|dozens|scores|hundreds"
    r"|thousands|millions|billions)(?=\s)"
    r")(?![\d/:]|\.\d|\w)"
)
_LENGTH = re.compile(
    r"[^\w\s]|\s(?:from|of|in|to|at|off|and|or|high|wide|deep|long|tall|away|north|south|east|west|above"
    r"|below|thick|apart|by)\b|$"
)


class Number(NamedTuple):
    """A number at `low[start:end]`; `sign` is that of a currency."""

    start: int
    end: int
    value: float
    sign: str | None
    bound: Bound | None


def find_numbers(low: str, start: int, end: int) -> Iterator[Number]:
    """The numbers of a text that is lower-cased, between two offsets."""
    for found in _NUMBER.finditer(low, start, end):
        parts = found.groupdict()
        if parts["figure"]:
            value = float(parts["figure"].replace(",", ""))
            scale = parts["short"] or (parts["scale"] or "").removesuffix("s")
            close = found.end()
            # "5 m from the border" is a length, "3m people" and "€5m" are not.
            if scale in ("m", "b") and not parts["sign"] and _LENGTH.match(low, close):
                scale, close = "", found.end("figure")
            value *= SCALES.get(scale, 1)
            bound: Bound | None = "at least" if parts["plus"] else None
            yield Number(found.start(), close, value, parts["sign"], bound)
        elif parts["crowd"]:
            yield Number(found.start(), found.end(), _crowd(parts["crowd"]), None, "at least")
        else:
            bound = "about" if "dozen" in parts["words"] or "several" in parts["words"] else None
            value = value_of(parts["words"])
            yield Number(found.start(), found.end(), value, None, bound)


def value_of(words: str) -> float:
    """The number that number words name.

    >>> value_of("two hundred and twenty-five"), value_of("half a million"), value_of("a dozen")
    (225.0, 500000.0, 12.0)
    """
    total, current = 0.0, 0.0
    for word in re.findall(r"[a-z]+", words):
        if word in ONES or word in TENS:
            current += ONES.get(word, 0) + TENS.get(word, 0)
        elif word == "half":
            current = 0.5
        elif word == "several":
            current = 3.0
        elif word in SCALES:
            current = (current or 1.0) * SCALES[word]
            if word in ("thousand", "million", "billion", "trillion"):
                total, current = total + current, 0.0
    return total + current


def _crowd(words: str) -> float:
    parts = words.split()
    if len(parts) == 1:
        return CROWDS[parts[0]]
    return {"tens": 10.0, "hundreds": 100.0, "scores": 20.0}[parts[0]] * CROWDS[parts[-1]]


__all__ = ["CROWDS", "FIGURE", "SCALES", "WORDS", "Number", "find_numbers", "value_of"]
