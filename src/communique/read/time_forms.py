"""The ways of naming a time: a small grammar for each, and what it says taken apart.

Takes lower-cased text and a place in it where a word that can carry a time stands, gives the
`TimeSpan` that begins there. The longer form is tried before the shorter. Direction (the coming
Friday or the past one) and reference back ("the next day") are left open: `times` sets them from
what stands around.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from communique.read.dates import Form, Tense, TimeSpan, Unit
from communique.read.time_grammars import OF_ANCHOR, grammar

Match = re.Match[str]
_MONTH_STEMS = ("jan", "feb", "mar", "apr", "may", "jun",
                "jul", "aug", "sep", "oct", "nov", "dec")  # fmt: skip
MONTHS = {name: number for number, name in enumerate(_MONTH_STEMS, 1)}
WEEKDAYS = {name: n for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "couple": 2, "few": 3, "several": 4,
    "some": 4, "many": 8, "half": 1, "dozen": 12,
}  # fmt: skip
VAGUE = re.compile(r"couple|few|several|some|many|dozen|half")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NINE_ELEVEN = re.compile(
    r"(?:attacks?|tragedy|events?|atrocit\w+|post-|pre-)\s*(?:of|on|since)?\s*$"
)
_COUNTED = re.compile(
    r"\s+(?:people|men|women|children|dead|km|miles|metres|kilomet|tonnes|percent|years)"
)
# Month names that are also other words: alone they count only after one of these.
ALSO_WORDS = ("may", "march", "august", "april", "june")
_LEADS_MONTH = re.compile(
    r"(?:\b(?:in|since|by|until|till|during|of|before|after|for|from|to|through|and|early|mid|late"
    r"|last|this|next|the|a|between|year's|around)[\s-]+|[,(]\s?)$"
)
_LEADS_YEAR = re.compile(
    r"(?:\b(?:in|since|from|by|until|till|during|of|before|after|late|early|mid|the|around|for"
    r"|through|between|year|and|a|its|their|his|her|to|or|than)[\s-]+|[(,]\s?)$"
)

def form_at(text: str, low: str, anchor: Match, end: int) -> TimeSpan | None:
    """The time expression that begins at the anchor, or None.

    Args:
        text: the text as it stands (capitals tell "May" from "may").
        low: the same, lower-cased, of the same length.
        anchor: a match of `time_grammars.ANCHOR` in `low`.
        end: where the part of the text that is read ends.
    """
    at = anchor.start()
    for name in OF_ANCHOR[anchor.lastgroup or "lead"]:
        found = grammar(name).match(low, at, end)
        if found is not None:
            span = _BUILDERS[name](found, text)
            if span is not None:
                return span
    return None


def _calendar(found: Match, text: str) -> TimeSpan | None:
    parts = found.groupdict()
    month = _month(found, text)
    day = int(parts["day"]) if parts.get("day") else None
    if not month or (day is not None and not 1 <= day <= 31):
        return None
    year = int(parts["year"]) if parts.get("year") else None
    end = found.end()
    if parts.get("yy"):  # "31 mar 02", but not "on 16 June 20 people"
        if len(parts["month"].strip(".")) == 3:
            year = _century(int(parts["yy"]))
        else:
            end = found.start("yy") - 1
    before = text[max(0, found.start() - 24) : found.start()].lower()
    if (month, day, year) == (9, 11, None) and _NINE_ELEVEN.search(before):
        return TimeSpan(found.start(), end, "calendar", 2001, 9, 11, inferred=True)
    to = None
    if parts.get("to_day"):
        to_month = MONTHS[parts["to_month"][:3]] if parts.get("to_month") else month
        to = (to_month, int(parts["to_day"]))
        if found.start("to_day") < found.start("month") and parts.get("to_month"):
            return None
    elif parts.get("to_month"):
        to = (MONTHS[parts["to_month"][:3]], 0)
    return TimeSpan(found.start(), end, "calendar", year, month, day, to=to)


def _month(found: Match, text: str) -> int | None:
    """The month's number; None where the word may be another ("may", "march", "sat down")."""
    word = found["month"]
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    if word == "may" and text[found.start("month")].islower():
        return None
    return MONTHS[word[:3]]


def _month_alone(found: Match, text: str) -> TimeSpan | None:
    word = found["month"]
    short = len(word) < 5 and word not in ("may", "june", "july")
    if short or text[found.start("month")].islower():
        return None
    if word in ALSO_WORDS and not found["which"]:
        before = text[max(0, found.start() - 12) : found.start()].lower()
        named = re.match(r"\s[A-Z][a-z]", text[found.end() : found.end() + 3])
        if named or not _LEADS_MONTH.search(before):
            return None
    month = MONTHS[word[:3]]
    which = found["which"] or ""
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if found["that"]:
        years = {"last": -1, "this": 0, "next": 1}[found["that"]]
        return TimeSpan(found.start(), found.end(), "calendar", None, month, unit="year",
                        shift=years)  # fmt: skip
    return TimeSpan(found.start(), found.end(), "calendar", None, month, shift=shift)


def _numeric(found: Match, text: str) -> TimeSpan | None:
    """Day and month in figures; which is which is known only where one is above twelve."""
    first, second = int(found["a"]), int(found["b"])
    year = int(found["year"]) if len(found["year"]) == 4 else _century(int(found["year"]))
    if first > 12 >= second >= 1 or found["sign"] == ".":
        first, second = second, first
    elif not second > 12 >= first >= 1:
        return TimeSpan(found.start(), found.end(), "calendar", year)
    if not (1 <= first <= 12 and 1 <= second <= 31):
        return None
    return TimeSpan(found.start(), found.end(), "calendar", year, first, second)


def _century(year: int) -> int:
    return year + (1900 if year > 50 else 2000)


def _year(found: Match, text: str) -> TimeSpan | None:
    """A year: "in 2000 he left", "the 1996 memorandum", not "2000 troops"."""
    before = text[max(0, found.start() - 10) : found.start()].lower()
    after = text[found.end() : found.end() + 24]
    if not _LEADS_YEAR.search(before):
        return None
    if re.match(r"\s+[a-z]+s\b(?<!ss)", after) and not re.search(
        r"\b(?:in|since|until|the|of|its|their|his)\s+$", before
    ):
        return None
    if _COUNTED.match(after):
        return None
    return TimeSpan(found.start(), found.end(), "calendar", int(found["year"]))


def _years(found: Match, text: str) -> TimeSpan | None:
    """"1991-92": a stretch of years has no date, but it is no quantity either."""
    return TimeSpan(found.start(), found.end(), "none")


def _weekday(found: Match, text: str) -> TimeSpan | None:
    weekday = WEEKDAYS[found["weekday"][:3]]
    start, end = found.span()
    if found["that"]:
        shift = {"last": -1, "this": 0, "next": 1}[found["that"]]
        return TimeSpan(start, end, "weekday", weekday=weekday, unit="week", shift=shift)
    which = re.sub(r"\s+", " ", found["which"] or "")
    shift = {"last": -1, "past": -1, "this past": -1, "next": 1}.get(which, 0)
    tense: Tense | None = "future" if which in ("this coming", "coming") else None
    return TimeSpan(start, end, "weekday", weekday=weekday, shift=shift, tense=tense)


def _deictic(found: Match, text: str) -> TimeSpan | None:
    words = found[0].removeprefix("the ").split()
    shift = {"yesterday": -1, "tomorrow": 1}.get(words[0], 0)
    if words[0] == "last":
        shift = -1
    if words[-1] in ("yesterday", "tomorrow") and len(words) > 1:
        shift = -2 if words[-1] == "yesterday" else 2
    return TimeSpan(found.start(), found.end(), "shift", shift=shift)


def number_of(words: str) -> int:
    """The number that a few words or figures name; 1 where they name none."""
    for word in re.findall(r"[a-z]+|\d+", words):
        if word.isdigit():
            return int(word)
        if word in NUMBERS and word not in ("a", "an"):
            return NUMBERS[word]
    return 1


def _unit(word: str) -> tuple[Unit, int]:
    """The unit to reckon in, and by how much to multiply."""
    if word in ("hour", "minute"):
        return "day", 0
    if word == "fortnight":
        return "week", 2
    if word in ("morning", "evening", "night", "afternoon"):
        return "day", 1
    return cast(Unit, word), 1


def _ago(found: Match, text: str) -> TimeSpan | None:
    unit, times = _unit(found["unit"])
    number, rel = number_of(found["n"]), found["rel"].split()[0]
    if found["unit"] == "hour" and number >= 24:
        number, times = number // 24, 1
    vague = bool(VAGUE.search(found["n"]) or found["about"]) or (number > 14 and unit == "day")
    shift = number * times * (-1 if rel in ("ago", "earlier", "before", "previously") else 1)
    span = TimeSpan(found.start(), found.end(), "shift", unit=unit, shift=shift, vague=vague)
    if rel in ("ago", "from", "hence"):
        return span
    form: Form = "gap" if _takes_clause(found, text) else "anaphor"
    shift = -shift if form == "gap" else shift
    return TimeSpan(span.start, span.end, form, unit=unit, shift=shift, vague=vague)


def _takes_clause(found: Match, text: str) -> bool:
    """Whether "before" or "after" has what it is reckoned from on its right ("after the vote")."""
    if found["rel"] not in ("before", "after"):
        return False
    return bool(re.match(r"\s+[\w\"“]", text[found.end() : found.end() + 3]))


def _ahead(found: Match, text: str) -> TimeSpan | None:
    """"in two weeks' time", "within three days": ahead of now; `times` drops it in the past."""
    before = text[max(0, found.start() - 8) : found.start()].lower()
    if not re.search(r"\b(?:in|within)\s+$", before):
        return None
    unit, times = _unit(found["unit"])
    number = number_of(found["n"])
    if found["unit"] == "hour" and number >= 24:
        number, times = number // 24, 1
    vague = bool(VAGUE.search(found["n"])) or "within" in before
    tense: Tense | None = "future" if found["time"] else None
    return TimeSpan(found.start(), found.end(), "shift", unit=unit, shift=number * times,
                    vague=vague, tense=tense)  # fmt: skip


def _week(found: Match, text: str) -> TimeSpan | None:
    which, word = found["which"], found["unit"]
    shift = {"last": -1, "past": -1, "previous": -1, "this": 0}.get(which, 1)
    if which in ("following", "previous") and word in ("week", "weekend", "month", "year"):
        return TimeSpan(found.start(), found.end(), "anaphor", unit=_unit(word)[0], shift=shift)
    if word in SEASONS:
        month = SEASONS[word] if shift < 0 else None
        return TimeSpan(found.start(), found.end(), "shift", month=month, unit="year", shift=shift)
    return TimeSpan(found.start(), found.end(), "shift", unit=_unit(word)[0], shift=shift)


def _weekend(found: Match, text: str) -> TimeSpan | None:
    return TimeSpan(found.start(), found.end(), "shift", unit="weekend")


def _period(found: Match, text: str) -> TimeSpan | None:
    unit, times = _unit(found["unit"])
    number = number_of(found["n"]) if found["n"] else 3
    sign = 1 if found["which"] in ("next", "coming") else -1
    return TimeSpan(found.start(), found.end(), "period", unit=unit, shift=sign * number * times)


def _same(found: Match, text: str) -> TimeSpan | None:
    return TimeSpan(found.start(), found.end(), "anaphor", unit=_unit(found["unit"])[0])


def _next_day(found: Match, text: str) -> TimeSpan | None:
    shift = -1 if found["which"] == "previous" else 1
    unit = _unit(found["unit"])[0]
    return TimeSpan(found.start(), found.end(), "anaphor", unit=unit, shift=shift)


def _day_after(found: Match, text: str) -> TimeSpan | None:
    unit, shift = _unit(found["unit"])[0], 1 if found["rel"] in ("after", "later") else -1
    if _takes_clause(found, text):  # "the day after the vote": for the vote, today is a day later
        return TimeSpan(found.start(), found.end(), "gap", unit=unit, shift=-shift)
    return TimeSpan(found.start(), found.end(), "anaphor", unit=unit, shift=shift)


def _season(found: Match, text: str) -> TimeSpan | None:
    return TimeSpan(found.start(), found.end(), "calendar", int(found["year"]))


def _none(found: Match, text: str) -> TimeSpan | None:
    return TimeSpan(found.start(), found.end(), "none")


def _day_of_month(found: Match, text: str) -> TimeSpan | None:
    return TimeSpan(found.start(), found.end(), "calendar", day=int(found["day"]))


def _holiday(found: Match, text: str) -> TimeSpan | None:
    month, day = {"new": (1, 1), "chr": (12, 25)}[found["holiday"][:3]]
    if found["holiday"].endswith("eve"):
        month, day = (12, 31) if month == 1 else (12, 24)
    return TimeSpan(found.start(), found.end(), "calendar", None, month, day)


def _nine_eleven(found: Match, text: str) -> TimeSpan | None:
    """"the 9/11 attacks", "September 11 hijackers": one day in history, in any year's news."""
    return TimeSpan(found.start(), found.end(), "calendar", 2001, 9, 11, inferred=True)


_BUILDERS: dict[str, Callable[[Match, str], TimeSpan | None]] = {
    "iso": _calendar, "numeric": _numeric, "day_month": _calendar, "month_day": _calendar,
    "month_year": _calendar, "month": _month_alone, "weekday": _weekday, "deictic": _deictic,
    "ago": _ago, "ahead": _ahead, "week": _week, "weekend": _weekend, "period": _period,
    "same": _same, "next_day": _next_day, "day_after": _day_after, "season": _season,
    "decade": _none, "clock": _none, "years": _years, "year": _year,
    "day_of_month": _day_of_month, "holiday": _holiday, "nine_eleven": _nine_eleven,
}  # fmt: skip

__all__ = ["form_at", "number_of"]
