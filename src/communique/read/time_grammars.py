"""The grammars of time expressions, one for each way of naming a time.

Takes nothing, gives regular expressions for lower-cased text: `ANCHOR` finds the words and signs
that can carry a time, `OF_ANCHOR` tells which grammars to try there and in which order (the
longer form first), `grammar` compiles one when it is first wanted. What they say is told by
`time_forms`.
"""

from __future__ import annotations

import re
from functools import cache

_FULL_MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
_MONTH = rf"(?P<month>{_FULL_MONTH}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_WEEKDAY = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_SHORT = r"(?:mon|tues?|wed|thur?s?|fri|sat|sun)(?:day|nesday|sday|urday)?\.?,?\s+(?:the\s+)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_N = (
    r"(?P<n>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty"
    r"|several|some|many|(?:a\s+)?(?:couple(?:\s+of)?|few|dozen)|half\s+an?|an?)"
)
_UNIT = r"(?P<unit>hour|minute|day|week|weekend|month|year|decade|fortnight)s?"
_TO = r"\s?(?:-|–|—|\bto\b|\band\b|\bor\b|\buntil\b|\bthrough\b)\s?"
_TO_DAY = (
    rf"(?:{_TO}(?:(?P<to_month>{_FULL_MONTH})\s+)?(?P<to_day>[0-3]?\d)(?:st|nd|rd|th)?\b"
    r"(?!:\d))?"
)

GRAMMARS = {
    "iso": r"(?P<year>[12]\d{3})[-./](?P<month>[01]?\d)[-./](?P<day>[0-3]?\d)(?!\d)",
    "numeric": r"(?P<a>[0-3]?\d)(?P<sign>[./])(?P<b>[0-3]?\d)(?P=sign)"
    r"(?P<year>(?:[12]\d)?\d\d)(?!\d)",
    "nine_eleven": r"(?:sept(?:ember|\.)?\s+11(?:th)?(?:,\s*2001)?(?=,?\s+(?:[a-z]+\s+){0,2}"
    r"(?:attack|atrocit|terror|tragedy|hijack|outrage|event))|9/11\b)",
    "day_month": rf"(?:{_SHORT})?{_DAY}{_TO_DAY}(?:\s+of)?[\s-]+{_MONTH}"
    rf"(?:,?[\s-]+(?:{_YEAR}\b|(?P<yy>\d\d)\b(?!:)))?",
    "month_day": rf"(?:{_SHORT})?{_MONTH}(?:\s+|(?<=\.)){_DAY}(?!:\d){_TO_DAY}"
    rf"(?:\s*,?\s+{_YEAR}\b)?",
    "month_year": rf"(?:(?:early|mid|late|beginning\s+of|middle\s+of|end\s+of)[\s-]+)?{_MONTH}"
    rf"(?:{_TO}(?P<to_month>{_FULL_MONTH}))?,?\s+(?:of\s+)?{_YEAR}\b",
    "month": rf"(?:(?P<which>last|this|next|past|coming|previous)\s+)?{_MONTH}"
    r"(?:\s+(?P<that>last|this|next)\s+year)?\b",
    "weekday": rf"(?:(?P<which>last|this\s+past|this\s+coming|this|next|past|coming)\s+)?{_WEEKDAY}"
    r"(?:\s+(?P<that>last|this|next)\s+week\b)?(?:\s+(?:morning|afternoon|evening|night))?\b",
    "deictic": r"(?:the\s+)?day\s+before\s+yesterday|(?:the\s+)?day\s+after\s+tomorrow|today"
    r"|yesterday|tomorrow|tonight|overnight|last\s+night"
    r"|(?:earlier\s+|early\s+|late\s+|later\s+)?this\s+(?:morning|afternoon|evening)\b",
    "ago": r"(?P<about>(?:about|around|nearly|almost|roughly|more\s+than|over|some)\s+)?"
    rf"{_N}\s+(?:(?:long|short|full)\s+)?{_UNIT}\s+(?:and\s+a\s+half\s+)?(?P<rel>ago|earlier|before|later"
    r"|afterwards?|after|from\s+now|hence|previously)\b",
    "ahead": rf"{_N}\s+{_UNIT}(?:['’]?\s+(?P<time>time))?\b",
    "week": r"(?:(?P<part>earlier|later|early|late|end\s+of|beginning\s+of|middle\s+of)\s+"
    r"(?:on\s+)?(?:in\s+)?)?(?:the\s+)?(?P<which>this|last|next|past|previous|following|coming)\s+"
    r"(?P<unit>week|weekend|month|quarter|year|decade|spring|summer|autumn|fall|winter)\b",
    "weekend": r"(?:the|this)\s+weekend\b",
    "period": r"(?:(?:the|these)\s+)?(?P<which>past|last|next|coming|recent|previous)"
    rf"\s+(?:{_N}\s+)?(?P<unit>hour|day|week|month|year|decade)s\b",
    "same": r"(?:the\s+same|that)(?:\s+very)?\s+(?P<unit>day|night|evening|morning|afternoon|week"
    r"|month|year)\b",
    "next_day": r"(?:the\s+)?(?P<which>next|following|previous)\s+(?P<unit>day|morning|evening"
    r"|night|week|month|year)\b",
    "day_after": r"(?:the|a)\s+(?P<unit>day|night|evening|week|month|year)\s+(?P<rel>before|after"
    r"|earlier|later)\b",
    "season": r"(?P<season>spring|summer|autumn|fall|winter)(?:\s+of)?\s+"
    rf"{_YEAR}(?:[-–/]\d\d(?:\d\d)?)?\b",
    "decade": r"(?:(?:the\s+)?(?:early|mid|late)[\s-]+)?(?:(?:1[5-9]|20)\d0['’]?s\b|['’]\d0s\b)"
    r"|(?:the\s+)?(?:\d\d?(?:st|nd|rd|th)|nineteenth|twentieth|eighteenth|last|this)[\s-]+"
    r"century\b",
    "years": r"(?P<year>(?:1[5-9]|20)\d\d)(?:[-–—/]|\s+to\s+)(?P<till>(?:1[5-9]|20)\d\d|\d\d)"
    r"\b(?![-–.,]?\d)",
    "year": rf"{_YEAR}(?![\d%]|[.,:]\d|[-–]\d)\b",
    "clock": r"\d{1,2}(?:[:.]\d\d){0,2}\s?(?:a\.?m\b\.?|p\.?m\b\.?|gmt\b|utc\b|hrs\b|hours\s+gmt\b"
    r"|o['’]clock)|\d{1,2}:\d\d(?::\d\d)?(?:\s?(?:gmt|utc|z|msk|est|cet)\b)?|(?:noon|midnight)\b"
    r"|\d{4}\s?(?:gmt|hrs|utc)\b",
    "day_of_month": r"(?<=\bon\sthe\s)(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b(?!\s+[a-z]+(?:day|sary))",
    "holiday": r"(?P<holiday>new\s+year['’]s\s+(?:day|eve)|christmas(?:\s+(?:day|eve))?)\b",
}  # fmt: skip

# Which grammars are tried where, by the word or sign that stands there.
OF_ANCHOR: dict[str, tuple[str, ...]] = {
    "digit": ("iso", "numeric", "nine_eleven", "day_month", "clock", "ago", "ahead", "decade",
              "years", "year", "day_of_month"),
    "month": ("nine_eleven", "month_day", "month_year", "month"),
    "weekday": ("day_month", "month_day", "weekday"),
    "number": ("ago", "ahead", "day_after"),
    "lead": ("deictic", "decade", "week", "period", "next_day", "same", "day_after", "weekend",
             "month_year", "month", "weekday", "holiday"),
    "season": ("season",),
    "clock": ("clock",),
}  # fmt: skip
ANCHOR = re.compile(
    r"(?<![\w.,'’/-])(?:(?P<digit>['’]?\d)|(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?=[a-z]*day|[.,]?\s)"
    r"|(?P<season>spring|summer|autumn|fall|winter)\b|(?P<clock>noon|midnight)\b"
    r"|(?P<lead>today|yesterday|tomorrow|tonight|overnight|earl|late|last|this|next|past|coming"
    r"|previous|following|the\b|that\b|day\b|mid|new\s|christmas|these\b|recent\b|beginning"
    r"|middle|end\b|nineteenth|twentieth|eighteenth)"
    r"|(?P<number>an?\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|eleven"
    r"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty"
    r"|fifty|sixty|couple|few\b|several|some\b|many\b|half\b|about\b|around\b|nearly\b|almost\b"
    r"|roughly\b|more\b|dozen))"
)


@cache
def grammar(name: str) -> re.Pattern[str]:
    """One grammar, compiled when it is first wanted."""
    return re.compile(GRAMMARS[name])
