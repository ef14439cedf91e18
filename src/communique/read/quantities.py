"""Finds quantities: a value, its unit, and on which side of it the truth is.

Takes text, gives `Quantity` records in text order. One idea: a number counts only where something
says what it counts: a sign of money or a measure, or a noun after it ("2,000 US troops"), or a
verb that happens to people ("killing 12"). Years, dates, hours and ages are no quantities, nor
are numbers that name ("Resolution 1973", "Flight 17").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from communique.read.dates import TimeSpan
from communique.read.numbers import (
    CROWDS,
    FIGURE,
    SCALES,
    WORDS,
    Number,
    find_numbers,
    value_of,
)
from communique.read.times import find_times
from communique.read.units import (
    CURRENCIES,
    CURRENCY_SIGNS,
    DURATIONS,
    LEADERS,
    MEASURES,
    PEOPLE_VERBS,
    PERCENT,
    PERSONS,
    PLURALS_WITHOUT_S,
    SIDES,
    plural,
    singular,
)
from communique.types import Bound, Quantity, Span

_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("at least", re.compile(
        r"\b(?:(?<!no )(?<!not )more than|over|at least|no fewer than|no less than|not less than"
        r"|upwards? of|in excess of|exceeding|above|a minimum of|well over"
        r"|far more than|greater than)\s+(?:a |the )?$")),
    ("at most", re.compile(
        r"\b(?:up to|at most|fewer than|less than|no more than|not more than|under|below"
        r"|a maximum of|as many as|as much as|as few as)\s+(?:a )?$")),
    ("about", re.compile(
        r"(?:\b(?:about|around|some|roughly|approximately|nearly|almost|close to|an? estimated"
        r"|estimated|circa|just over|just under|an average of"
        r"|perhaps|maybe|probably)\s+(?:a |the )?|~)$")),
)  # fmt: skip
_OLD = re.compile(r"[\s-](?:year|month|week|day|hour)s?[\s-]old\b")
_PEOPLE_AFTER = re.compile(
    rf"\s+(?:(?:were|was|are|have been|had been|has been)\s+)?(?:reported\s+|reportedly\s+)?"
    rf"(?:{PEOPLE_VERBS}|marched|gathered|protested|rallied|demonstrated|fled|turned out|took to)\b"
)
_PEOPLE_BEFORE = re.compile(
    r"\b(?:killing|wounding|injuring|arresting|detaining|"
    r"(?:killed|injured|wounded|arrested|detained)(?=\s+(?:[a-z]+ ){0,3}$))"
    r"\s+(?:(?:at least|more than|about|around|some|up to|over|nearly|another)\s+)?$"
)
_NAMES = re.compile(
    r"\b(?:[Rr]esolutions?|[Aa]rticles?|[Ff]light|Boeing|Airbus|[Nn]o\.?|[Cc]hapters?|[Pp]rotocol"
    r"|Section|[Cc]hannel|Room|Level|Part|Order|Directive|Tier|Phase|Highway|Route|Unit|Brigade"
    r"|Group of"
    r"|[Pp]aragraphs?|[Pp]ages?|[Nn]umbers?|aged?|[Vv]ersion|Law|Decree|Apollo|[Cc]ase)\s*$"
)
_OF_THEM = re.compile(r"\s+of\s+(?:its|the|their|his|her|our|these|those|my)\s+")
_OF = re.compile(r"\s+of\s+")
_WORD = re.compile(r"\s*[-]?\s*([A-Za-z%][\w'’.-]*|%)")
# Words that end the noun phrase after a number.
_STOP_WORDS = (
    "a about across after against ago all along also although am among an and are around as at"
    " because been before behind being between both but by can could despite did "
    "do does during each"
    " either ever every except few for from had has have he her here hers him his how "
    "however i if in"
    " inside into is it its just last later least less like many may me might more most much must"
    " near no nor not now of off on once only or other our out outside over own per she should "
    "since"
    " so some such than that the their them then there these they this those through to too toward"
    " towards under until up upon us very was we went were what when where whether "
    "which while who whose"
    " why will with within without would yet you your said says say told"
)
_STOP = frozenset(_STOP_WORDS.split())
# "The two sides met", "all five leaders": who they are is known, the number counts in passing.
_THE = re.compile(r"\b(?:the|these|those|both|all|its|their|our|his|her|other)\s+$")
# "Two sides met" as well: bodies that are counted only as parties, and only while they are few.
_FEW = 10
# A noun phrase is read for at most so many words after its number.
LONGEST = 6


def find_quantities(
    text: str, times: Sequence[TimeSpan] | None = None, start: int = 0, end: int | None = None
) -> list[Quantity]:
    """The quantities of a text, or of a part of it, in order.

    Args:
        text: any text; spans are code points into it and cover number and unit.
        times: what `find_times` found in it, if that is at hand: numbers in them are none here.
        start: where to begin.
        end: where to stop (exclusive); the whole text if None.

    >>> [(one.value, one.unit, one.bound) for one in find_quantities("up to 30 tanks")]
    [(30.0, 'tanks', 'at most')]
    """
    end = len(text) if end is None else end
    times = find_times(text, start, end) if times is None else times
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    found: list[Quantity] = []
    begins = [span.start for span in times]
    for number in find_numbers(low, start, end):
        at = bisect_right(begins, number.start) - 1
        if at >= 0 and times[at].end > number.start and times[at].end >= number.end:
            continue
        one = _quantity(text, low, number, end)
        if one is not None and (not found or one.span.start >= found[-1].span.end):
            found.extend(_with_range(text, low, found, one))
    return found


def _quantity(text: str, low: str, number: Number, end: int) -> Quantity | None:
    before = low[max(0, number.start - 32) : number.start]
    if _NAMES.search(text[max(0, number.start - 16) : number.start]):
        return None
    unit = _unit(text, low, number, before, end)
    if unit is None:
        return None
    name, close = unit
    if _are_parties(name.lower(), number.value, before):
        return None
    bound = number.bound
    for side, words in _BEFORE:
        if words.search(before):
            bound = side
            break
    after = low[close : close + 10]
    if re.match(r"\s+or\s+more\b", after):
        bound = "at least"
    elif re.match(r"\s+or\s+(?:less|fewer)\b", after):
        bound = "at most"
    elif re.match(r"\s+or\s+so\b", after):
        bound = "about"
    return Quantity(number.value, name, bound or "exact", Span.of(text, number.start, close))


def _unit(
    text: str, low: str, number: Number, before: str, end: int
) -> tuple[str, int] | None:
    """What is counted and where its words end; None where the number counts nothing."""
    if number.sign:
        return CURRENCY_SIGNS[number.sign.strip()], number.end
    after = low[number.end : min(end, number.end + 90)]
    if _OLD.match(after):
        return None
    measure = _measure(after)
    if measure:
        return measure[0], number.end + measure[1]
    if _PEOPLE_AFTER.match(after):
        return "people", number.end
    noun = _noun(text[number.end : min(end, number.end + 90)], number.value)
    if noun:
        return noun[0], number.end + noun[1]
    return ("people", number.end) if _PEOPLE_BEFORE.search(before) else None


def _are_parties(name: str, value: float, before: str) -> bool:
    """Whether the words stand for those who act ("the two sides"), and count nobody done to."""
    if name in SIDES and value < _FEW:
        return True
    return (name in SIDES or name in LEADERS) and _THE.search(before) is not None


@cache
def _measure_pattern() -> re.Pattern[str]:
    names = {*CURRENCIES, *MEASURES, *DURATIONS}
    words = "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))
    return re.compile(
        rf"\s?(?P<percent>%|per\s?cent(?:age points?)?\b|pct\b)"
        rf"|[\s-]?(?:us |american |canadian |square |cubic "
        rf"|metric |nautical )?(?P<name>{words})(?:es|s)?(?![\w'’])"
    )


def _measure(after: str) -> tuple[str, int] | None:
    found = _measure_pattern().match(after)
    if found is None:
        return None
    if found["percent"]:
        return PERCENT["%"], found.end()
    name = found["name"]
    unit = CURRENCIES.get(name) or MEASURES.get(name) or DURATIONS[name]
    if "square " in found[0] or "cubic " in found[0]:
        unit = ("square " if "square " in found[0] else "cubic ") + unit
    return unit, found.end()


def _noun(after: str, value: float) -> tuple[str, int] | None:
    """The head of the noun phrase after a number: "US troops", "of its special forces advisors".

    A plural subject takes a verb without "s", so of the words up to the phrase's end the last
    plural of the first run of plurals is the head ("2,000 US troops land in Europe").
    """
    begin = _OF_THEM.match(after) or (_OF.match(after) if value >= CROWDS["dozens"] else None)
    at = begin.end() if begin else 0
    head: tuple[str, int] | None = None
    for found in _words(after, at):
        word = found[1].rstrip(".").removesuffix("'s").removesuffix("’s")
        lower = word.lower()
        if lower in _STOP and word != "US":
            break
        if _is_plural(lower, word):
            head = (word, found.start(1) + len(word))
        elif head:
            break
        elif value == 1 and lower in PERSONS:
            head = (plural(lower), found.start(1) + len(word))
        if head and (value == 1 or len(word) < len(found[1])):
            break
    if head is None:
        return None
    if re.fullmatch(PEOPLE_VERBS, head[0].lower()):
        return "people", head[1]
    # "one of the main demands" is no count, nor "one truck carrying troops" of troops.
    if value == 1 and (singular(head[0].lower()) not in PERSONS and not head[0].endswith("men")):
        return head if head[0] == "people" and not begin else None
    return head[0] if head[0] != head[0].upper() else head[0].lower(), head[1]


def _words(after: str, at: int) -> Iterator[re.Match[str]]:
    """The words from `at`, as long as only spaces and hyphens part them."""
    for count in range(LONGEST):
        found = _WORD.match(after, at)
        if found is None or (count == 0 and at == 0 and not after[:1].isspace()):
            return
        yield found
        at = found.end()


def _is_plural(lower: str, word: str) -> bool:
    if lower in PLURALS_WITHOUT_S:
        return True
    if len(lower) < 4 or not lower.endswith("s") or lower.endswith(("ss", "us", "is", "ous")):
        return False
    return word.islower() or not word.isupper()


def _with_range(text: str, low: str, found: list[Quantity], one: Quantity) -> list[Quantity]:
    """"between 36 and 40 people", "10 to 12 tanks": the lower number counts the same thing."""
    low_end = re.search(
        rf"(?:\b(?P<between>between|from)\s+)?(?P<low>{FIGURE}|{WORDS})\s?"
        r"(?P<join>-|–|—|to|and|or)\s?$",
        low[max(0, one.span.start - 40) : one.span.start],
    )
    if low_end is None or (low_end["join"] == "and" and low_end["between"] != "between"):
        return [one]
    start = max(0, one.span.start - 40) + low_end.start("low")
    stop = max(0, one.span.start - 40) + low_end.end("low")
    words = low_end["low"]
    if low[start - 1 : start] in tuple("-.,/0123456789") or (found and found[-1].span.end > start):
        return [one]
    value = float(words.replace(",", "")) if words[0].isdigit() else value_of(words)
    scale = re.search(r"hundred|thousand|million|billion|trillion|dozen", one.span.exact.lower())
    if scale and value < one.value / SCALES[scale[0]]:  # "15 to 25 million dollars"
        value *= SCALES[scale[0]]
    if not value < one.value:
        return [one]
    least = Quantity(value, one.unit, "at least", Span.of(text, start, stop))
    return [least, Quantity(one.value, one.unit, "at most", one.span)]


__all__ = ["find_quantities", "value_of"]
