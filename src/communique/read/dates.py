"""Turns found time expressions into dates with a precision, against the article's date.

Takes a `TimeSpan` (what an expression says, no more) and the day of publication, gives a `Date`
or None. One idea: every expression means a stretch of days, and its date is the smallest of day,
month and year that holds the stretch. What is written out in full needs no day of publication;
anything else without one stays unknown. It finds nothing in text: `times` does.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from communique.types import Basis, Date, Precision

Form = Literal["calendar", "weekday", "shift", "period", "gap", "anaphor", "none"]
Unit = Literal["day", "week", "weekend", "month", "quarter", "year", "decade"]
Tense = Literal["past", "future"]
Known = Precision  # how finely the day of publication is known

# "May 25" without a year, read on 21 March: nine months back is further than news goes without
# naming the year, so the day is the coming one. Set on the labelled articles (bench/times.py):
# 270 days beats 180 and 330.
LONGEST_PAST = 270
DAYS_OF = {"day": 1, "week": 7, "weekend": 7}


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time expression, `text[start:end]`, taken apart.

    `form` says how it is reckoned: `calendar` by the parts that are given (year, month, day; of a
    range the first day is the date, `to` ends it), `weekday` from the day of publication, `shift`
    so many `unit`s from it, `period` the stretch of so many units up to it or from it, `gap` like
    a shift, for what stands to its right ("two days after the vote"), `anaphor` from `anchor`,
    the date named before. `none` is time without a date: an hour of the clock, a decade, a
    century. `inferred` marks a year that is known and not written ("the 9/11 attacks").
    """

    start: int
    end: int
    form: Form
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: Unit = "day"
    shift: int = 0
    vague: bool = False
    tense: Tense | None = None
    to: tuple[int, int] | None = None
    anchor: TimeSpan | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`, both in it; `coarse` never gives a day, however short it is."""

    first: dt.date
    last: dt.date
    coarse: bool = False


def date_of(span: TimeSpan, published: str | None) -> Date | None:
    """The date that an expression means in an article published on `published`.

    Args:
        span: an expression that `find_times` found.
        published: an ISO prefix (`2022`, `2022-02`, `2022-02-10`; a time of day is ignored), or
            None. What the expression leaves open is reckoned from it, and never more finely than
            it is known: "on Friday" in an article of `2022-02` is `2022-02`.

    >>> date_of(TimeSpan(0, 9, "shift", shift=-1), "2022-03-01")
    Date(value='2022-02-28', precision='day', basis='inferred')
    >>> date_of(TimeSpan(0, 9, "shift", shift=-1), None) is None
    True
    """
    if span.form == "none":
        return None
    if span.form == "calendar" and span.year and not span.inferred:
        return _written(span)
    today, known = _published(published)
    if today is None:
        return None
    stretch = _stretch(span, today, known)
    if stretch is None:
        return None
    if known != "day" and _needs_day(span):
        stretch = _widened(stretch, known)
    return _container(stretch)


def _written(span: TimeSpan) -> Date | None:
    assert span.year is not None
    if span.day and span.month:
        day = _day(span.year, span.month, span.day)
        return Date(day.isoformat(), "day", "written") if day else None
    if span.month:
        return Date(f"{span.year:04}-{span.month:02}", "month", "written")
    return Date(f"{span.year:04}", "year", "written")


def _published(published: str | None) -> tuple[dt.date | None, Known]:
    """A day to reckon from, and how much of it is known; the middle of what is not."""
    parts = (published or "")[:10].split("-")
    try:
        numbers = [int(part) for part in parts if part]
        if not numbers or not 1000 <= numbers[0] <= 2999:
            return None, "year"
        if len(numbers) == 3:
            return dt.date(*numbers), "day"
        if len(numbers) == 2:
            return dt.date(numbers[0], numbers[1], 15), "month"
        return dt.date(numbers[0], 7, 1), "year"
    except ValueError:
        return None, "year"


def _needs_day(span: TimeSpan) -> bool:
    """Whether the expression moves with the day of publication ("Friday", "yesterday")."""
    if span.form == "anaphor":
        return span.anchor is not None and _needs_day(span.anchor)
    return span.form != "calendar" and span.unit in ("day", "week", "weekend")


def _stretch(span: TimeSpan, today: dt.date, known: Known) -> Stretch | None:
    if span.form == "weekday":
        return _weekday(span, today)
    if span.form == "calendar":
        return _nearest(span, today, known)
    if span.form == "period":
        return _period(span, today)
    if span.form == "anaphor":
        return _anaphor(span, today, known)
    if span.month:  # "last spring": the latest that is over
        ended = today.month > span.month + 2 or (today.year, span.month) == (today.year, 12)
        return _year_of(today.replace(year=today.year if ended else today.year - 1, day=1))
    return _shifted(today, span.unit, span.shift, span.vague)


def _weekday(span: TimeSpan, today: dt.date) -> Stretch:
    assert span.weekday is not None
    monday = today - dt.timedelta(days=today.weekday())
    if span.unit == "week":  # "Sunday last week": in the week named, `shift` weeks from this one
        day = monday + dt.timedelta(days=span.weekday, weeks=span.shift)
        return Stretch(day, day)
    ahead = (span.weekday - today.weekday()) % 7
    if span.shift > 0:  # "next Tuesday" is next week's
        day = monday + dt.timedelta(days=span.weekday, weeks=1)
    elif span.shift < 0:  # "last Friday" is never today
        day = today + dt.timedelta(days=ahead - 7)
    elif span.tense == "future":
        day = today + dt.timedelta(days=ahead)
    else:
        day = today - dt.timedelta(days=(-ahead) % 7)
    return Stretch(day, day)


def _nearest(span: TimeSpan, today: dt.date, known: Known) -> Stretch | None:
    """The parts that are given, in the year that fits: the past one, unless that is too far."""
    if span.year:
        return _in_year(span, span.year)
    if not span.month:
        return _nearest_day_of_month(span, today)
    if known == "year":
        return _in_year(span, today.year)
    if span.unit == "year":  # "in June last year"
        return _in_year(span, today.year + span.shift)
    around = (_in_year(span, year) for year in (today.year - 1, today.year, today.year + 1))
    candidates = [one for one in around if one]
    # Of an article of "2002-02" the 18th may be past as well as the 10th.
    newest = _widened(Stretch(today, today), known).last if known == "month" else today
    past = [one for one in candidates if one.first <= newest]
    future = [one for one in candidates if one.last >= today]
    if future and (span.shift > 0 or span.tense == "future" or not past):
        return future[0]
    certain = span.shift < 0 or span.tense == "past"
    if future and not certain and (today - past[-1].first).days > LONGEST_PAST:
        return future[0]
    return past[-1] if past else None


def _in_year(span: TimeSpan, year: int) -> Stretch | None:
    if not span.month:
        return _year_of(dt.date(year, 1, 1))
    if not span.day:
        last_day = calendar.monthrange(year, span.month)[1]
        return Stretch(dt.date(year, span.month, 1), dt.date(year, span.month, last_day))
    day = _day(year, span.month, span.day)
    return Stretch(day, day) if day else None


def _nearest_day_of_month(span: TimeSpan, today: dt.date) -> Stretch | None:
    if not span.day:
        return None
    months = (today.month - 1, today.month, today.month + 1)
    days = [_day(today.year + (m - 1) // 12, (m - 1) % 12 + 1, span.day) for m in months]
    real = [day for day in days if day]
    chosen = (
        [day for day in real if day >= today][:1]
        if span.tense == "future"
        else [day for day in real if day <= today][-1:]
    )
    return Stretch(chosen[0], chosen[0]) if chosen else None


def _period(span: TimeSpan, today: dt.date) -> Stretch:
    """"over the past three weeks": from that long ago until today; `shift` bears the sign."""
    days = DAYS_OF.get(span.unit, 31) * span.shift
    if abs(days) <= 31:  # short: the month of its middle
        middle = today + dt.timedelta(days=days // 2)
        return Stretch(middle, middle, coarse=True)
    far = _shifted(today, span.unit, span.shift, False)
    if span.shift < 0:
        return Stretch(far.first, today, coarse=True)
    return Stretch(today, far.last, coarse=True)


def _anaphor(span: TimeSpan, today: dt.date, known: Known) -> Stretch | None:
    if span.anchor is None:
        return None
    base = _stretch(span.anchor, today, known)
    if base is None:
        return None
    # "On 5 and 6 May ... the next day" is the 7th; a day after some time in May is not known.
    if span.unit in ("day", "week", "weekend") and (base.last - base.first).days > 7:
        return None
    day = base.last if span.shift > 0 else base.first
    if span.shift > 0 and span.anchor.to and span.anchor.to[1]:
        day = _day(day.year, *span.anchor.to) or day
    return _shifted(day, span.unit, span.shift, span.vague or base.coarse)


def _shifted(today: dt.date, unit: Unit, shift: int, vague: bool) -> Stretch:
    """The day, week, month or year that lies `shift` units from today."""
    if unit == "day":
        day = today + dt.timedelta(days=shift)
        return Stretch(day, day, coarse=vague)
    if unit == "week":  # the week's middle decides its month
        middle = today - dt.timedelta(days=today.weekday() - 3) + dt.timedelta(weeks=shift)
        middle = min(middle, today) if shift <= 0 else middle
        return Stretch(middle, middle, coarse=True)
    if unit == "weekend":
        return _weekend(today, shift)
    if unit in ("month", "quarter"):
        months = today.year * 12 + today.month - 1 + shift * (3 if unit == "quarter" else 1)
        year, month = divmod(months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        first_day, last_day = dt.date(year, month + 1, 1), dt.date(year, month + 1, last)
        return _year_of(first_day) if vague or unit == "quarter" else Stretch(first_day, last_day)
    return _year_of(dt.date(max(1, today.year + shift * (10 if unit == "decade" else 1)), 1, 1))


def _weekend(today: dt.date, shift: int) -> Stretch:
    """The weekend `shift` from the one on or before today, which is the plain "at the weekend"."""
    saturday = today - dt.timedelta(days=(today.weekday() - 5) % 7) + dt.timedelta(weeks=shift)
    return Stretch(saturday, saturday, coarse=True)


def _year_of(day: dt.date) -> Stretch:
    return Stretch(dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))


def _widened(stretch: Stretch, known: Known) -> Stretch:
    """As much of the stretch as the day of publication allows to know."""
    first = stretch.first
    if known == "year":
        return _year_of(first)
    last = calendar.monthrange(first.year, first.month)[1]
    return Stretch(first.replace(day=1), first.replace(day=last))


def _container(stretch: Stretch, basis: Basis = "inferred") -> Date | None:
    first, last = stretch.first, stretch.last
    if first == last and not stretch.coarse:
        return Date(first.isoformat(), "day", basis)
    if (first.year, first.month) == (last.year, last.month):
        return Date(f"{first.year:04}-{first.month:02}", "month", basis)
    if first.year == last.year:
        return Date(f"{first.year:04}", "year", basis)
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


__all__ = ["Form", "Tense", "TimeSpan", "Unit", "date_of"]
