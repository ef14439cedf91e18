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

from communique.types import Basis, Date

Form = Literal["calendar", "weekday", "shift", "period", "gap", "anaphor", "none"]
Unit = Literal["day", "week", "weekend", "month", "quarter", "year", "decade"]
Tense = Literal["past", "future"]

# "May 25" without a year, read on 21 March: nine months back is further than news goes without
# naming the year, so the day is the coming one. Set on the labelled articles (bench/times.py):
# 270 days beats 180 and 330.
LONGEST_PAST = 270
DAYS_OF = {"day": 1, "week": 7, "weekend": 7}


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time expression, `text[start:end]`, taken apart.

    `form` says how it is reckoned: `calendar` by the parts that are given (year, month, day; `to`
    ends a range), `weekday` from the day of publication, `shift` so many `unit`s from it,
    `period` the stretch of so many units up to it or from it, `gap` like a shift, for what
    stands to its right ("two days after the vote"), `anaphor` from `anchor`, the date named
    before. `none` is time without a date: an hour of the clock, a decade, a century.
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
    if span.form == "calendar" and span.year:
        return _written(span)
    today, known = _published(published)
    if today is None:
        return None
    stretch = _stretch(span, today)
    if stretch is None:
        return None
    if known != "day" and _needs_day(span):
        stretch = _widened(stretch, known)
    return _container(stretch)


def _written(span: TimeSpan) -> Date | None:
    assert span.year is not None
    if span.day and span.month:
        day = _day(span.year, span.month, span.day)
        if day is None:
            return None
        if span.to:
            last = _day(span.year, *span.to)
            return _container(Stretch(day, last), "written") if last else None
        return Date(day.isoformat(), "day", "written")
    if span.month:
        if span.to and span.to[0] != span.month:
            return Date(f"{span.year:04}", "year", "written")
        return Date(f"{span.year:04}-{span.month:02}", "month", "written")
    return Date(f"{span.year:04}", "year", "written")


def _published(published: str | None) -> tuple[dt.date | None, Literal["year", "month", "day"]]:
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


def _stretch(span: TimeSpan, today: dt.date) -> Stretch | None:
    if span.form == "weekday":
        return _weekday(span, today)
    if span.form == "calendar":
        return _nearest(span, today)
    if span.form == "period":
        return _period(span, today)
    if span.form == "anaphor":
        return _anaphor(span, today)
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


def _nearest(span: TimeSpan, today: dt.date) -> Stretch | None:
    """The parts that are given, in the year that fits: past, unless that is too far or future."""
    if not span.month:
        return _nearest_day_of_month(span, today)
    candidates = []
    for year in (today.year - 1, today.year, today.year + 1):
        stretch = _in_year(span, year)
        if stretch:
            candidates.append(stretch)
    past = [one for one in candidates if one.first <= today]
    future = [one for one in candidates if one.last >= today]
    if span.shift > 0 or span.tense == "future":
        return future[0] if future else None
    if span.shift == 0 and span.tense is None and past and future:
        away = (today - past[-1].last).days
        return future[0] if away > LONGEST_PAST else past[-1]
    return past[-1] if past else None


def _in_year(span: TimeSpan, year: int) -> Stretch | None:
    assert span.month is not None
    if not span.day:
        last_month = span.to[0] if span.to else span.month
        last_day = calendar.monthrange(year, last_month)[1]
        return Stretch(dt.date(year, span.month, 1), dt.date(year, last_month, last_day))
    first = _day(year, span.month, span.day)
    last = _day(year, *span.to) if span.to else first
    return Stretch(first, last) if first and last else None


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


def _anaphor(span: TimeSpan, today: dt.date) -> Stretch | None:
    if span.anchor is None:
        return None
    if span.anchor.form == "calendar" and span.anchor.year:
        base = _in_year(span.anchor, span.anchor.year) if span.anchor.month else Stretch(
            dt.date(span.anchor.year, 1, 1), dt.date(span.anchor.year, 12, 31)
        )
    else:
        base = _stretch(span.anchor, today)
    if base is None:
        return None
    if span.unit in ("day", "week", "weekend") and base.first != base.last:
        return None
    return _shifted(base.first, span.unit, span.shift, span.vague)


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


def _widened(stretch: Stretch, known: Literal["year", "month", "day"]) -> Stretch:
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
