"""`who`: candidates for any phrase that stands for someone.

Takes a phrase and a day, gives candidates, best first, each with an actor, a score (0 to 1) and a
reason in words; nothing where nothing is known or nothing stands out. The one idea: the same
look-ups as for articles, tried from the most to the least specific.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from communique.types import Candidate

if TYPE_CHECKING:
    from communique.resolve.tables import Tables


def day_of(on: str | dt.date | None) -> str | None:
    """An ISO date for a date, an ISO string or words such as "10 May 2015"; else InputError."""
    raise NotImplementedError


def who(
    phrase: str, on: str | dt.date | None = None, tables: Tables | None = None
) -> list[Candidate]:
    """Who the phrase stands for on the day, best first; [] where nothing is known."""
    raise NotImplementedError
