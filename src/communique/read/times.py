"""Finds expressions of date and time.

Takes text, gives `TimeSpan`s in text order, none inside another; `date_of` turns one into a date.
One idea: find first what each expression says (`time_forms`), then tell from the words around it
whether a bare Friday or June is the coming or the past one, and from the date named before it
what "the next day" follows. Years, days and hours found here are no quantities. It does not
decide which event happened then: that is `datings`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from communique.read.dates import Tense, TimeSpan, date_of
from communique.read.time_forms import form_at
from communique.read.time_grammars import ANCHOR

# "The ministers will meet on Friday": a modal or a plan before a bare date sends it ahead...
_FUTURE = re.compile(
    r"\b(?:will|shall|'ll|’ll|going to|due to|due (?:on|in|to)|set to|set for|scheduled|slated"
    r"|plans?|planned|planning|intends?|expects?|expected|hopes? to|would|is to|are to|was to"
    r"|were to|ahead of|upcoming|forthcoming|invited|deadline|postponed|must|should|has until"
    r"|have until"
    r"|starting|effective"
    r"|threaten(?:s|ed)? to|vow(?:s|ed)? to|pledge[sd]? to|promise[sd]? to"
    r"|agree[sd]? to|preparing|prepares?|elections? (?:on|in)|referendum (?:on|in)"
    r"|won['’]t|cannot|can)\b"
)
# ... unless a verb of saying or doing in the past stands between ("will meet, he said on Friday").
_PAST = re.compile(
    r"(?<!\bbe )\b(?:said|told|met|was|were|had|did|has|have|killed|took|made|came"
    r"|went|began|held|after|since|following|earlier|last|ago|according|left|won|lost|gave|sent"
    r"|fell|fled|led|thought|knew|saw|got|put"
    r"|[a-z]{3,}(?:ed)(?<!need)(?<!indeed)(?<!expected)(?<!scheduled)(?<!planned)(?<!slated)"
    r"(?<!invited)(?<!postponed))\b"
)
# "an early election for May 25"
_SET_FOR = re.compile(
    r"\b(?:elections?|polls?|votes?|summit|talks|meeting|referendum|hearing|set|scheduled|planned|slated"
    r"|called|due|date|deadline|visit)\b[^.;]{0,24}\bfor (?:the )?$"
)
_SENTENCE = re.compile(r"[.!?][\"”’)]*\s|\n")
# How far, in characters, a cue of tense may stand from the date.
BEFORE, AFTER, NEAR = 90, 60, 5
# A reference back reaches the last day named within so many characters, about two paragraphs.
REACH = 900


def find_times(text: str, start: int = 0, end: int | None = None) -> list[TimeSpan]:
    """The time expressions of a text, or of a part of it, in order.

    Args:
        text: any text; offsets are code points into it.
        start: where to begin.
        end: where to stop (exclusive); the whole text if None.

    >>> [one.form for one in find_times("On Friday, two days later, in June 2014")]
    ['weekday', 'anaphor', 'calendar']
    """
    end = len(text) if end is None else end
    low = _lowered(text)
    found: list[TimeSpan] = []
    at = start
    while True:
        anchor = ANCHOR.search(low, at, end)
        if anchor is None:
            break
        span = form_at(text, low, anchor, end)
        if span is None:
            at = anchor.end()
            continue
        found.append(span)
        at = span.end
    return _eves(low, _anchored(_tensed(low, found)))


def _lowered(text: str) -> str:
    """Lower-cased without changing offsets: a few capitals grow when they are lowered."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _tensed(low: str, found: list[TimeSpan]) -> list[TimeSpan]:
    """Each expression with its direction, where the words around it show one."""
    out = []
    for at, span in enumerate(found):
        if span.tense is None and span.form in ("weekday", "calendar", "shift") and not span.year:
            left = found[at - 1].end if at else 0
            right = found[at + 1].start if at + 1 < len(found) else len(low)
            tense = _tense(low, span, left, right)
            if span.form == "shift" and low[max(0, span.start - 3) : span.start] == "in ":
                span = replace(span, form="shift" if tense == "future" else "none")
            span = replace(span, tense=tense)
        out.append(span)
    return out


def _tense(low: str, span: TimeSpan, left: int, right: int) -> Tense | None:
    left = max(left, span.start - BEFORE)
    before = low[left : span.start]
    for cut in _SENTENCE.finditer(before):
        before = low[left + cut.end() : span.start]
    if _SET_FOR.search(before) or before.endswith(("by ", "until ", "no later than ")):
        return "future"
    ahead = _last(_FUTURE, before)
    behind = _last(_PAST, before)
    if ahead > behind:
        return "future"
    if behind >= 0:  # only a verb right before the date is sure to be its own ("met in March")
        return "past" if len(before) - behind <= NEAR else None
    after = low[span.end : min(right, span.end + AFTER)]
    stop = _SENTENCE.search(after)
    after = after[: stop.start()] if stop else after
    first = _FUTURE.search(after)
    past = _PAST.search(after)
    if first and (past is None or first.start() < past.start()):
        return "future"
    return None


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((one.end() for one in pattern.finditer(text)), default=-1)


def _anchored(found: list[TimeSpan]) -> list[TimeSpan]:
    """References back, each with the date that it refers to."""
    out: list[TimeSpan] = []
    last: TimeSpan | None = None
    for span in found:
        if span.form == "anaphor" and last is not None and span.start - last.end <= REACH:
            span = replace(span, anchor=last)
        if span.form in ("weekday", "calendar", "shift") or span.anchor:
            last = span
        out.append(span)
    return out


def _eves(low: str, found: list[TimeSpan]) -> list[TimeSpan]:
    """"on the eve of the 16 March vote" is the day before what it names."""
    out = []
    for span in found:
        before = low[max(0, span.start - 16) : span.start]
        if span.day and re.search(r"\beve of (?:the |its |their )?$", before):
            start = span.start - len(before) + before.rindex("eve of")
            span = TimeSpan(start, span.end, "anaphor", shift=-1, anchor=span)
        out.append(span)
    return out


__all__ = ["TimeSpan", "date_of", "find_times"]
