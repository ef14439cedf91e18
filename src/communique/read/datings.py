"""Tells which time expression dates an event.

Takes a trigger, its sentence and the time expressions found in the text, gives the one that says
when the event happened, or None. One idea: the nearest expression in the sentence, counting each
border of a clause in between like so many characters more, and none that belongs to another noun
("the 1996 memorandum" dates the memorandum alone). It does not date from the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.read.dates import TimeSpan, date_of
from communique.types import Date

# Characters that a border of a clause counts for, and the furthest reach. Set on the labelled
# articles kept for tuning (bench/times.py): see there for what other values give.
BORDER = 20
FURTHEST = 200
# "Sunday's hastily called referendum": how far a date that stands before its noun reaches.
NOUN_REACH = 40
# "dismisses the court, revokes the decrees and announces elections in one year"
AHEAD_REACH = 60

_BORDERS = re.compile(
    r"[,;:]|\s[–—-]{1,2}\s|\b(?:said|says|that|which|who|after|when|while|before|where|and|but|because|as"
    r"|whether|following)\b"
)
_BEFORE_NOUN = re.compile(
    r"\b(?:the|a|an|its|their|his|her|this|that|our|post-|pre-)\s*$|\b(?:against|over|about) $",
    re.I,
)

# "She said on Monday that troops had landed" dates the saying; "landed, she said on Monday" too.
_SAYING_BEFORE = re.compile(r"\bthat\b")
_SAYING_AFTER = re.compile(r"\b(?:said|says|told|announced|reported)\b")


def time_of(
    text: str,
    trigger: tuple[int, int],
    sentence: tuple[int, int],
    times: Sequence[TimeSpan],
    published: str | None,
) -> TimeSpan | None:
    """The expression that dates the event whose trigger is given, or None.

    Args:
        text: the article.
        trigger: offsets of the words that name the event.
        sentence: offsets of the sentence that they stand in.
        times: what `find_times` found in the article.
        published: the article's date; expressions that give no date with it are passed over.
    """
    best: tuple[int, TimeSpan] | None = None
    for span in times:
        if span.end <= sentence[0] or span.start >= sentence[1]:
            continue
        far = _distance(text, trigger, span)
        reach = AHEAD_REACH if span.form == "shift" and span.shift > 0 else FURTHEST
        if far is None or far > reach or date_of(span, published) is None:
            continue
        if best is None or far < best[0]:
            best = (far, span)
    return best[1] if best else None


def date_near(
    text: str,
    trigger: tuple[int, int],
    sentence: tuple[int, int],
    times: Sequence[TimeSpan],
    published: str | None,
) -> Date | None:
    """The date of the event whose trigger is given, or None; arguments as of `time_of`.

    An event that goes on "since Tuesday" has no one day: its date is the month.
    """
    span = time_of(text, trigger, sentence, times, published)
    if span is None:
        return None
    date = date_of(span, published)
    before = text[max(0, span.start - 8) : span.start].lower()
    if date and date.precision == "day" and before.endswith("since "):
        return Date(date.value[:7], "month", date.basis)
    return date


def _distance(text: str, trigger: tuple[int, int], span: TimeSpan) -> int | None:
    """How far the expression is from the trigger; None where it can't be the trigger's date."""
    if span.end <= trigger[0]:
        between = text[span.end : trigger[0]]
        if _SAYING_BEFORE.search(between):
            return None
        borders = _BORDERS.findall(between)
        if _stands_before_noun(text, span):
            verb = text[trigger[0] : trigger[1]].split(" ")[0].endswith("ed")
            if len(between) > NOUN_REACH or borders or (verb and between.strip(" '’s")):
                return None
    elif span.start >= trigger[1]:
        between = text[trigger[1] : span.start]
        if span.form == "gap" or _stands_before_noun(text, span):
            return None
        if _SAYING_AFTER.search(between):
            return None
        borders = _BORDERS.findall(between)
    else:
        return 0
    return len(between) + BORDER * len(borders)


def _stands_before_noun(text: str, span: TimeSpan) -> bool:
    """"Tuesday's attacks", "the March 16 referendum": a date that is part of a noun phrase."""
    after = text[span.end : span.end + 3]
    if re.match(r"['’]s?\s", after):
        return True
    if span.form not in ("calendar", "weekday") or not re.match(r"\s[\w“\"]", after):
        return False
    return bool(_BEFORE_NOUN.search(text[max(0, span.start - 8) : span.start]))


__all__ = ["date_near", "time_of"]
