"""The day of publication: whatever a source calls it, as an ISO date prefix.

Takes strings, numbers and dates; gives `2022`, `2022-02` or `2022-02-10`, never more than was
said, or None where it is not understood. The day is the one that was written: a time and its
zone are dropped, not reckoned with. What two readers would read differently ("03/04/2022"), or
what hangs on the day of reading ("yesterday"), is not understood.
"""

from __future__ import annotations

import datetime
import re
import warnings
from functools import lru_cache

ISO_PREFIX = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]\s*\d{1,2}:\d.*)?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
DAY_FIRST_OR_MONTH_FIRST = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?:[T ,]+\d{1,2}:\d.*)?")
DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:[T ,]+\d{1,2}:\d.*)?")
MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.?,?\s+(\d{4})")
# "Thu, 10 Feb 2022 12:00:00 GMT", "Wednesday, February 10th, 2022, 14:05 CET"
WEEKDAY, TIME = r"(?:[A-Za-z]{3,9},?\s+)?", r"(?:,?\s+(?:at\s+)?\d{1,2}:\d.*)?"
DAY_MONTH = re.compile(
    WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})" + TIME
)
MONTH_DAY = re.compile(
    WEEKDAY + r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + TIME
)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1400, 2199  # nothing was printed before, and a misread number is likelier
ABSOLUTE = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}  # dateparser: never "yesterday"
# The languages of the press that is met most; with all of its 200 dateparser takes 6 s to say no.
LANGUAGES = ["en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "zh"]
LONGEST = 80  # characters; a longer string is prose, and dateparser finds dates in any prose


def published_of(value: object) -> str | None:
    """The ISO date prefix that `value` stands for, or None where it is not understood.

    >>> [published_of(one) for one in ("2022-02", "Feb. 10, 2022", 1644451200, "10/02/2022")]
    ['2022-02', '2022-02-10', '2022-02-10', None]
    """
    if isinstance(value, datetime.date):  # a datetime is one, too
        return _prefix(value.year, value.month, value.day)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _of_number(value)
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())
    if not text or len(text) > LONGEST:
        return None
    return _of_digits(text) if text[0].isdigit() and _digits_only(text) else _of_words(text)


def _of_digits(text: str) -> str | None:
    if match := ISO_PREFIX.fullmatch(text):
        return _prefix(*(int(part) for part in match.groups() if part))
    if match := COMPACT.fullmatch(text):
        return _prefix(*(int(part) for part in match.groups()))
    if match := DOTTED.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        return _prefix(year, month, day)
    if match := DAY_FIRST_OR_MONTH_FIRST.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        if first == second or second > 12:
            return _prefix(year, first, second)
        return _prefix(year, second, first) if first > 12 else None
    if re.fullmatch(r"\d{9,10}|\d{12,13}|\d{9,10}\.\d+", text):
        return _of_number(float(text))
    return None


def _of_words(text: str) -> str | None:
    if match := MONTH_YEAR.fullmatch(text):
        month = _month(match[1])
        return _prefix(int(match[2]), month) if month else None
    if match := DAY_MONTH.fullmatch(text):
        day, word, year = match.groups()
        if month := _month(word):
            return _prefix(int(year), month, int(day))
    if match := MONTH_DAY.fullmatch(text):
        word, day, year = match.groups()
        if month := _month(word):
            return _prefix(int(year), month, int(day))
    if not re.search(r"\d{4}", text):  # no year: only the day of reading could fill it in
        return None
    parsed = _parsed(text)
    return _prefix(parsed.year, parsed.month, parsed.day) if parsed else None


@lru_cache(maxsize=4096)
def _parsed(text: str) -> datetime.datetime | None:
    """What dateparser reads in it: a whole date only, and never one relative to today."""
    numbers = re.search(r"\b(\d{1,2})[-/](\d{1,2})[-/]\d{4}\b", text)
    if numbers and numbers[1] != numbers[2] and max(int(numbers[1]), int(numbers[2])) <= 12:
        return None
    import dateparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return dateparser.parse(text, languages=LANGUAGES, settings=ABSOLUTE)
        except (ValueError, OverflowError, RecursionError):
            return None


def _of_number(value: float) -> str | None:
    """A year, a day written as a number (20220210), or seconds or milliseconds since 1970."""
    if value != value or value in (float("inf"), float("-inf")):
        return None
    whole = int(value)
    if FIRST_YEAR <= whole <= LAST_YEAR:
        return _prefix(whole)
    if 10_000_000 <= whole <= 99_999_999:
        return _prefix(whole // 10_000, whole // 100 % 100, whole % 100)
    seconds = value / 1000 if whole >= 100_000_000_000 else value
    if not 100_000_000 <= seconds < 7_226_582_400:  # 1973 to the end of 2198
        return None
    day = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    return _prefix(day.year, day.month, day.day)


def _prefix(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The parts as an ISO prefix, or None where there is no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    if month == 0 or day == 0:
        return None
    parts = [f"{year:04}"] + [f"{part:02}" for part in (month, day) if part is not None]
    return "-".join(parts)


def _month(word: str) -> int | None:
    short = "sep" if word.lower() == "sept" else word.lower()
    found = [number for number, name in enumerate(MONTHS, 1) if name.startswith(short)]
    return found[0] if len(found) == 1 else None


def _digits_only(text: str) -> bool:
    return not re.search(r"[^\W\d_TZ]", text)
