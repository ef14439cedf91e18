"""Relations of two sides over time: how good they are, how sure that is, when they turned.

Takes `Act`s between the two (from articles, or from one imported series), gives a `Series`: for
each day, week, month or year the level with an interval, counts by quad, change points, and since
when the level has not been so low. The level is the mean intensity (Goldstein's scale, -10 to 10)
of distinct acts, drawn towards the pair's own mean where a period has few, so neither more reading
nor copies nor one loud day move it. Series of different origin are never mixed.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from communique.errors import InputError
from communique.follow.changes import turning_points

By = Literal["day", "week", "month", "year"]
BYS: tuple[By, ...] = ("day", "week", "month", "year")

# A period with no acts of its own would stand at the pair's mean; two acts weigh as much as that.
PRIOR_ACTS = 2.0
PRIOR_SPREAD = 5.0  # standard deviation of intensity among PLOVER's sixteen types
Z90 = 1.645
TOO_FEW = 6  # acts: below that, neither change points nor "lowest since" are told


@dataclass(frozen=True, slots=True)
class Act:
    """One act between two sides, or one statement to the other (`type` is then empty)."""

    day: str
    article: str | None
    actor: str
    recipient: str
    type: str
    quad: int
    intensity: float
    place: str | None = None
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """One day, week, month or year; `level` and its interval are None where nothing happened.

    `articles` tell of the two in it, copies not counted; `read` is how many there are in all.
    """

    period: str
    level: float | None
    low: float | None
    high: float | None
    articles: int
    statements: int
    events: int
    quads: tuple[int, int, int, int]
    read: int = 0

    @property
    def rate(self) -> float | None:
        """Acts by a hundred articles read: what can be compared between periods."""
        return round(100 * self.events / self.read, 2) if self.read else None

    def to_dict(self) -> dict[str, object]:
        return {
            "period": self.period, "level": self.level, "low": self.low, "high": self.high,
            "articles": self.articles, "statements": self.statements, "events": self.events,
            "quads": list(self.quads),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lowest:
    """Since when the last level has been the lowest; `period` None: as far back as `reaches`."""

    last: str
    level: float
    period: str | None
    reaches: str
    text: str

    def to_dict(self) -> dict[str, object]:
        return {
            "period": self.period, "last": self.last, "level": self.level,
            "reaches": self.reaches, "text": self.text,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Series:
    """The relations of two sides, from one origin (`read`, or an imported series)."""

    one: str
    other: str
    by: By
    periods: tuple[Period, ...]
    change_points: tuple[str, ...]
    lowest_since: Lowest | None
    origin: str = "read"
    note: str = ""

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        return {
            "periods": [one.to_dict() for one in self.periods],
            "change_points": list(self.change_points),
            "lowest_since": self.lowest_since.to_dict() if self.lowest_since else None,
        }

    def to_rows(self) -> list[dict[str, object]]:
        """One flat row a period."""
        names = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
        rows = []
        for one in self.periods:
            row = one.to_dict()
            del row["quads"]
            rows.append({**row, **dict(zip(names, one.quads, strict=True)),
                         "read": one.read, "rate": one.rate, "origin": self.origin})  # fmt: skip
        return rows

    def chart(self) -> dict[str, object]:
        """The series as a Vega-Lite chart: the level with its interval, over time."""
        shown = [one for one in self.to_rows() if one["level"] is not None]
        x = {"field": "period", "type": "ordinal", "title": self.by}
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "title": f"{self.one} and {self.other}", "width": "container",
            "data": {"values": shown},
            "layer": [
                {"mark": {"type": "area", "opacity": 0.25}, "encoding": {
                    "x": x, "y": {"field": "low", "type": "quantitative", "title": "level"},
                    "y2": {"field": "high"}}},
                {"mark": {"type": "line", "point": True}, "encoding": {
                    "x": x, "y": {"field": "level", "type": "quantitative"}}},
                {"mark": {"type": "rule", "strokeDash": [4, 4]},
                 "data": {"values": [{"period": one} for one in self.change_points]},
                 "encoding": {"x": x}},
            ],
        }  # fmt: skip


def series(
    acts: Iterable[Act], one: str, other: str, *, by: By = "month", since: str | None = None,
    until: str | None = None, read: dict[str, int] | None = None, origin: str = "read",
) -> Series:  # fmt: skip
    """The series of two sides.

    Args:
        acts: all that is known between them, in any order, in either direction.
        one: the first side, as it was asked for.
        other: the second.
        by: how long a period is.
        since: the first day, month or year.
        until: the last.
        read: how many articles, copies not counted, were read for each day.
        origin: where the acts are from.

    Raises:
        InputError: `by` is none of day, week, month, year.
    """
    if by not in BYS:
        raise InputError(f"there is no period {by!r}", "one of " + ", ".join(BYS))
    kept = [
        act for act in acts
        if _dated(act.day, by) and (since is None or act.day >= since)
        and (until is None or act.day[: len(until)] <= until)
    ]  # fmt: skip
    statements, events = _distinct(kept)
    names = _all_periods({period_of(act.day, by) for act in kept}, by)
    reads: dict[str, int] = defaultdict(int)
    for day, many in (read or {}).items():
        if _dated(day, by):
            reads[period_of(day, by)] += many
    mean, spread = _moments([act.intensity for act in events])
    by_period: dict[str, list[Act]] = defaultdict(list)
    said: dict[str, list[Act]] = defaultdict(list)
    tellers: dict[str, set[str]] = defaultdict(set)
    for act in kept:
        if act.article and not act.copy:
            tellers[period_of(act.day, by)].add(act.article)
    for act in events:
        by_period[period_of(act.day, by)].append(act)
    for act in statements:
        said[period_of(act.day, by)].append(act)
    periods = tuple(
        _period(name, by_period[name], mean, spread,
                (len(tellers[name]), len(said[name]), reads[name]))
        for name in names
    )
    if len(events) < TOO_FEW:
        note = f"{len(events)} acts between {one} and {other}: too little to say"
        return Series(one, other, by, periods, (), None, origin, note)
    known = [p for p in periods if p.level is not None]
    points = turning_points([p.level or 0.0 for p in known], [p.events for p in known])
    return Series(
        one, other, by, periods, tuple(known[at].period for at in points), _lowest(known), origin
    )


def period_of(day: str, by: By) -> str:
    """The name of the period in which a day lies.

    >>> period_of("2022-02-10", "week"), period_of("2022-02-10", "month")
    ('2022-W06', '2022-02')
    """
    if by == "week":
        year, week, _ = dt.date.fromisoformat(day[:10]).isocalendar()
        return f"{year}-W{week:02}"
    return day[: {"day": 10, "month": 7, "year": 4}[by]]


def _dated(day: str, by: By) -> bool:
    return len(day) >= {"day": 10, "week": 10, "month": 7, "year": 4}[by]


def _distinct(acts: Sequence[Act]) -> tuple[list[Act], list[Act]]:
    """Statements and events; what several articles tell of one day's act counts once."""
    statements: dict[tuple[object, ...], Act] = {}
    events: dict[tuple[object, ...], Act] = {}
    for act in sorted(acts, key=lambda one: (one.day, one.article or "", one.type, one.actor)):
        if act.copy:
            continue
        if not act.type:
            statements[(act.article, act.day, act.actor, act.recipient, len(statements))] = act
            continue
        # Imported rows are distinct already, and an undivided month holds many acts of one type.
        key: tuple[object, ...] = (act.day, act.type, act.actor, act.recipient)
        if act.article is None or len(act.day) < 10:
            key = (*key, act.article, len(events))
        events.setdefault(key, act)
    return list(statements.values()), list(events.values())


def _moments(values: Sequence[float]) -> tuple[float, float]:
    if not values:
        return 0.0, PRIOR_SPREAD
    mean = sum(values) / len(values)
    squares = sum((value - mean) ** 2 for value in values) + PRIOR_ACTS * PRIOR_SPREAD**2
    return mean, math.sqrt(squares / (len(values) + PRIOR_ACTS))


def _period(
    name: str, acts: list[Act], mean: float, spread: float, told: tuple[int, int, int]
) -> Period:
    quads = [0, 0, 0, 0]
    for act in acts:
        if 1 <= act.quad <= 4:
            quads[act.quad - 1] += 1
    articles, said, read = told
    counts = (articles, said, len(acts), (quads[0], quads[1], quads[2], quads[3]), read)
    if not acts:
        return Period(name, None, None, None, *counts)
    weight = len(acts) + PRIOR_ACTS
    level = (sum(act.intensity for act in acts) + PRIOR_ACTS * mean) / weight
    half = Z90 * spread / math.sqrt(weight)
    low, high = max(-10.0, level - half), min(10.0, level + half)
    return Period(name, round(level, 2), round(low, 2), round(high, 2), *counts)


def _all_periods(names: set[str], by: By) -> list[str]:
    """All periods from the first to the last, those without acts too."""
    if not names:
        return []
    first, last = min(names), max(names)
    day = _first_day(first, by)
    found = [first]
    while found[-1] < last:
        day += dt.timedelta(days=1) if by == "day" else dt.timedelta(days=7 if by == "week" else 27)
        name = period_of(day.isoformat(), by)
        if name > found[-1]:
            found.append(name)
            day = _first_day(name, by)
    return found


def _first_day(name: str, by: By) -> dt.date:
    if by == "week":
        return dt.date.fromisocalendar(int(name[:4]), int(name[6:]), 1)
    parts = [int(part) for part in name.split("-")]
    return dt.date(*[*parts, 1, 1][:3])


def _lowest(known: Sequence[Period]) -> Lowest | None:
    """Since when the last level has not been so low, as far back as there are data."""
    if len(known) < 2:
        return None
    last = known[-1]
    assert last.level is not None
    lower = [one for one in known[:-1] if one.level is not None and one.level <= last.level]
    reaches = known[0].period
    if not lower:
        text = f"the lowest since {reaches}, which is as far back as the data go"
        return Lowest(last.period, last.level, None, reaches, text)
    since = lower[-1].period
    between = len(known) - 1 - known.index(lower[-1]) - 1
    text = (f"not the lowest: {since}, right before, was as low or lower" if between == 0
            else f"the lowest since {since} (data from {reaches})")  # fmt: skip
    return Lowest(last.period, last.level, since, reaches, text)


__all__ = ["BYS", "Act", "By", "Lowest", "Period", "Series", "period_of", "series"]
