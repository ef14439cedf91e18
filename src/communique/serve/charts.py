"""Charts: Vega-Lite specifications as data, filled with counts.

Takes counts, gives a specification that `static/room.js` embeds; the drawings themselves stand in
`charts/*.json`, without colours or fonts of their own, which the page's style gives. Every chart
has the table of its numbers beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

from communique.follow.relations import Series
from communique.plover import QUAD_NAMES
from communique.record.queries import Facet
from communique.record.views import PeriodCount

Spec = dict[str, Any]  # a Vega-Lite specification, whose schema is Vega-Lite's
Row = dict[str, str | int | float]

_SIGNS = {1: 1, 2: 1, 3: -1, 4: -1}


def events_chart(timeline: Iterable[PeriodCount], actor: str, periods: Sequence[str]) -> Spec:
    """Events of one side by month: cooperation upwards, conflict downwards, by quad."""
    rows: list[Row] = [
        {"period": one.period, "quad": QUAD_NAMES[one.quad].capitalize(),  # type: ignore[index]
         "count": one.count, "signed": one.count * _SIGNS[one.quad]}
        for one in timeline
        if one.actor == actor and one.quad in _SIGNS
    ]  # fmt: skip
    return _filled("events", rows, periods)


def statements_chart(counts: Iterable[tuple[str, str, int]], periods: Sequence[str]) -> Spec:
    """Statements by month and who says it: (period, side, count)."""
    rows: list[Row] = [{"period": period, "side": side, "count": n} for period, side, n in counts]
    return _filled("statements", rows, periods)


def level_chart(found: Series | None) -> Spec:
    """The level of relations with its interval, and where it turned."""
    periods = found.periods if found else ()
    rows: list[Row] = [
        {"period": one.period, "level": one.level, "low": one.low or 0, "high": one.high or 0,
         "events": one.events, "turn": int(one.period in found.change_points)}
        for one in periods
        if found and one.level is not None
    ]  # fmt: skip
    return _filled("level", rows, [])


def years_chart(years: Iterable[Facet]) -> Spec:
    """Something by year."""
    rows: list[Row] = [{"period": one.value, "count": one.count} for one in years]
    return _filled("years", rows, [])


def _filled(name: str, rows: Sequence[Row], periods: Sequence[str]) -> Spec:
    spec: Spec = json.loads(_source(name))
    spec["data"] = {"values": list(rows)}
    if periods:  # the same months in all charts of a page, so that they can be read together
        spec["encoding"]["x"]["scale"] = {"domain": _ends(periods)}
    return spec


@cache
def _source(name: str) -> str:
    return resources.files("communique.serve").joinpath("charts", f"{name}.json").read_text("utf-8")


def _ends(periods: Sequence[str]) -> list[dict[str, int]]:
    """The first month and the one after the last, as Vega-Lite has dates."""
    first, last = min(periods), max(periods)
    year, month = int(last[:4]), int(last[5:7] or 12)
    after = (year + 1, 1) if month == 12 else (year, month + 1)
    return [
        {"year": int(first[:4]), "month": int(first[5:7] or 1), "date": 1},
        {"year": after[0], "month": after[1], "date": 1},
    ]
