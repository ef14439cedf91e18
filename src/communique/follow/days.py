"""Days: dates known to the day, month or year, compared as the stretches that they are.

Takes an ISO prefix (2022, 2022-02, 2022-02-10), gives `Days`. One idea: what is known only to the
month may lie anywhere in it, so "after" and "before" are asked of the stretch, never of a day that
was made up.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """From `first` to `last`, both in it; `text` is the prefix that says so."""

    first: dt.date
    last: dt.date
    text: str

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


@lru_cache(maxsize=65_536)
def days_of(prefix: str | None) -> Days | None:
    """The stretch that a prefix stands for, None where it is no date.

    >>> days_of("2022-02").last.isoformat()
    '2022-02-28'
    """
    parts = (prefix or "")[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(parts[0]) != 4:
            return None
        if len(numbers) == 1:
            first, last = dt.date(numbers[0], 1, 1), dt.date(numbers[0], 12, 31)
        elif len(numbers) == 2:
            first = dt.date(numbers[0], numbers[1], 1)
            last = first.replace(day=calendar.monthrange(*numbers)[1])
        else:
            first = last = dt.date(*numbers[:3])
    except (ValueError, TypeError):
        return None
    return Days(first, last, "-".join(parts))


def gap(earlier: Days, later: Days) -> int:
    """Days from the one to the other, as few as they allow; negative if it ended before.

    >>> gap(days_of("2022-02-10"), days_of("2022-02"))
    0
    """
    if later.last < earlier.first:
        return (later.last - earlier.first).days
    return max(0, (later.first - earlier.last).days)


__all__ = ["Days", "days_of", "gap"]
