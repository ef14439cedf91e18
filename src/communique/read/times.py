"""Finds expressions of date and time, and takes them apart.

Takes text, gives `TimeSpan`s in text order, none inside another; `date_of` (from `dates`) turns
one into a date. One idea: a handful of small grammars, one for each way of naming a time, tried
only where a word that can carry a time stands. Years, days and hours found here are no
quantities. It does not decide which event happened then: that is `datings`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from communique.read.dates import Tense, TimeSpan, Unit, date_of

MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december"
        .split(), 1
    )
}  # fmt: skip
WEEKDAYS = {name: n for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 4, "some": 4, "many": 8, "thirty": 30,
     "forty": 40, "fifty": 50, "sixty": 60, "half": 1, "dozen": 12}  # fmt: skip
VAGUE = ("couple", "few", "several", "some", "many", "about", "around", "nearly", "almost", "half",
         "roughly", "more", "over", "dozen")  # fmt: skip

_MONTH = (
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november"
    r"|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_WEEKDAY = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_SHORT = r"(?:mon|tues?|wed|thur?s?|fri|sat|sun)(?:day|nesday|sday|urday)?\.?,?\s+"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_N = (
    r"(?P<n>\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty"
    r"|several|some|many|(?:a\s+)?(?:couple(?:\s+of)?|few|dozen)|half\s+an?)"
)
_UNIT = r"(?P<unit>hour|minute|day|week|weekend|month|year|decade|fortnight)s?"
_TO = r"\s?(?:-|–|—|to|and|or|until|through)\s?"

# One grammar for each word or sign that can carry a time; each is tried from the left edge that
# `_before` allows. Lower-cased text; capitals are asked for where the word is also another.
_GRAMMARS = {
    "iso": r"(?P<year>[12]\d{3})[-./](?P<m>[01]?\d)[-./](?P<day>[0-3]?\d)(?!\d)",
    "numeric": r"(?P<a>[0-3]?\d)(?P<sign>[./])(?P<b>[0-3]?\d)(?P=sign)(?P<year>(?:[12]\d)?\d\d)(?!\d)",
    "day_month": rf"(?:{_SHORT})?{_DAY}(?:{_TO}(?P<to_day>[0-3]?\d)(?:st|nd|rd|th)?\b)?"
    rf"(?:\s+of)?[\s-]+{_MONTH}(?:,?[\s-]+(?:{_YEAR}|(?P<yy>\d\d)(?=\s|$|\W)(?![:.]\d)))?(?!\d)",
    "month_day": rf"(?:{_SHORT})?{_MONTH}\s+{_DAY}(?!:\d)(?:{_TO}(?:(?P<to_month>"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\s+)?"
    rf"(?P<to_day>[0-3]?\d)(?:st|nd|rd|th)?\b(?!:\d))?(?:\s*,?\s+{_YEAR}\b)?",
    "month_year": rf"(?:(?P<part>early|mid|late|beginning of|middle of|end of)[\s-]+)?{_MONTH}"
    rf"(?:{_TO}(?P<to_month>january|february|march|april|may|june|july|august|september|october"
    rf"|november|december))?,?\s+(?:of\s+)?{_YEAR}\b",
    "month": rf"(?:(?P<which>last|this|next|past|coming|previous)\s+)?{_MONTH}"
    r"(?:\s+(?P<that>last|this|next)\s+year)?\b",
    "weekday": rf"(?:(?P<which>last|this past|this coming|this|next|past|coming|the previous"
    rf"|the following)\s+)?{_WEEKDAY}(?:\s+(?P<that>last|this|next)\s+week\b|\s+(?P<ago>a\s+week"
    r"\s+ago))?(?:\s+(?:morning|afternoon|evening|night))?\b",
    "deictic": r"(?P<word>(?:the\s+)?day\s+before\s+yesterday|(?:the\s+)?day\s+after\s+tomorrow"
    r"|today|yesterday|tomorrow|tonight|overnight|last\s+night"
    r"|(?:early\s+|late\s+|earlier\s+)?this\s+(?:morning|afternoon|evening))\b",
    "ago": rf"(?P<about>about|around|nearly|almost|roughly|more\s+than|over)?\s*{_N}\s+(?:and\s+a\s+half"
    rf"\s+)?{_UNIT}\s+(?P<rel>ago|earlier|before|later|afterwards?|after|from\s+now|hence|previously)\b",
    "week_ago": rf"(?P<rel>(?:(?:earlier|later|early|late|end\s+of|beginning\s+of)\s+(?:on\s+)?)?"
    r"(?P<which>this|last|next|past|previous|following|coming))\s+"
    r"(?P<unit>day|week|weekend|month|quarter|year|decade|spring|summer|autumn|fall|winter)\b",
    "weekend": r"(?:over|at|during|on|of|since)?\s*(?:the|this)\s+weekend\b",
    "period": r"(?:(?:the|these)\s+)?(?P<which>past|last|next|coming|recent|previous)"
    rf"\s+(?:{_N}\s+)?(?:or\s+so\s+)?(?P<unit>hour|day|week|month|year|decade)s\b",
    "same": r"(?:the\s+same|that)(?:\s+very)?\s+(?P<unit>day|week|month|year)\b|that\s+(?P<word>night"
    r"|evening|morning|afternoon)\b",
    "next_day": r"(?:the\s+)?(?P<which>next|following|previous)\s+(?P<unit>day|morning|evening"
    r"|night|week|month|year)\b|the\s+(?P<unit2>day|night|evening|week|month|year)\s+"
    r"(?P<rel>before|after|earlier|later)\b(?!\s+(?:the|a|an|his|her|its|their|he|she|it|they"
    r"|[a-z]+'s)\b)",
    "season": rf"(?:(?P<part>early|late|mid)[\s-]+)?(?P<season>spring|summer|autumn|fall|winter)"
    rf"(?:\s+of)?\s+{_YEAR}\b",
    "decade": r"(?:(?:early|mid|late)[\s-]+)?(?:(?:1[5-9]|20)\d0['’]?s\b|['’]\d0s\b)"
    r"|(?:\d\d?(?:st|nd|rd|th)|last|this|nineteenth|twentieth|eighteenth)[\s-]+century\b",
    "years": r"(?P<from>(?:1[5-9]|20)\d\d)(?:[-–—/]|\s+to\s+)(?P<till>(?:1[5-9]|20)?\d\d)\b(?![-–.,]?\d)",
    "year": rf"(?P<prep>(?:\b(?:in|since|from|by|until|till|during|of|before|after|late|early|mid|the"
    rf"|around|for|through|between|year|back in|to|and|a|its|their|his|her)[\s-]+|\())?{_YEAR}"
    r"(?![\d%]|[.,:]\d|[-–]\d)\b",
    "clock": r"\d{1,2}(?:[:.]\d\d){0,2}\s?(?:a\.?m\b\.?|p\.?m\b\.?|gmt\b|utc\b|hrs\b|hours\s+gmt|o['’]clock)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?:\s?(?:gmt|utc|z|msk|est|cet)\b)?|(?:noon|midnight)\b|\d{4}\s?(?:gmt|hrs|utc)\b",
    "holiday": r"(?P<holiday>new\s+year['’]s\s+(?:day|eve)|christmas(?:\s+(?:day|eve))?)\b",
    "nine_eleven": r"(?:september\s+11(?:th)?|sept?\.?\s+11(?:th)?|9/11)(?=\s+(?:[a-z]+\s+){0,2}"
    r"(?:attack|atrocit|terror|tragedy|hijack|outrage|event)s?)|9/11\b",
}  # fmt: skip

# First of these that fits wins, so the longer form stands before the shorter.
_BY_ANCHOR: dict[str, tuple[str, ...]] = {
    "digit": ("iso", "numeric", "day_month", "nine_eleven", "clock", "ago", "decade", "years",
              "year"),
    "month": ("nine_eleven", "month_day", "month_year", "month"),
    "weekday": ("weekday",),
    "number": ("ago",),
    "lead": ("deictic", "week_ago", "period", "next_day", "weekend", "same", "month", "weekday",
             "holiday", "decade", "month_year"),
    "season": ("season",),
    "noon": ("clock",),
}  # fmt: skip

_ANCHOR = re.compile(
    r"(?<![\w.,'’/-])(?:(?P<digit>\d)|(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?=[a-z]*day|[.,]?\s)"
    r"|(?P<season>spring|summer|autumn|fall|winter)\b|(?P<noon>noon|midnight)\b"
    r"|(?P<lead>today|yesterday|tomorrow|tonight|overnight|earl|late|last|this|next|past|coming"
    r"|previous|following|the\b|that\b|day\b|over\b|at\b|during\b|mid|new\b|christmas|these\b"
    r"|recent\b|beginning|middle|end\b|nineteenth|twentieth|eighteenth|on\b|since\b)"
    r"|(?P<number>an?\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b"
    r"|eleven\b|twelve\b|couple\b|few\b|several\b|some\b|many\b|half\b|about\b|around\b|nearly\b"
    r"|almost\b|roughly\b|more\b|[a-z]+teen\b|twenty\b|thirty\b|forty\b|fifty\b|sixty\b|dozen\b))"
)
