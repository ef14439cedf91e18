"""Time expressions: the table of cases, and what must hold for any text."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.read.datings import date_near
from communique.read.times import date_of, find_times

CASES = Path(__file__).parents[1] / "cases" / "times.yaml"
ROWS: list[dict[str, Any]] = yaml.load(CASES.read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] for row in ROWS])
def test_case(row: dict[str, Any]) -> None:
    text, published = row["text"], row.get("published")
    found = {}
    for span in find_times(text):
        date = date_of(span, published)
        found[text[span.start : span.end]] = date.value if date else "~"
    assert found == (row["dates"] or {})


def test_the_basis_tells_written_from_inferred() -> None:
    spans = find_times("On 16 June 2021 he met her; on Monday, since May 5 and in 2014 as well.")
    bases = [date.basis for span in spans if (date := date_of(span, "2021-07-01"))]
    assert bases == ["written", "inferred", "inferred", "written"]


def test_precision_goes_with_the_value() -> None:
    spans = find_times("in 2014, in May 2014, on 3 May 2014")
    dates = [date_of(span, None) for span in spans]
    assert [date.precision for date in dates if date] == ["year", "month", "day"]


@pytest.mark.parametrize("published", ["", "soon", "2022-13", "2022-02-31", "99999", "0000-01-01"])
def test_a_day_of_publication_that_is_none_leaves_dates_open(published: str) -> None:
    (span,) = find_times("They met on Monday.")
    assert date_of(span, published) is None


def test_a_part_of_the_text_is_read_alone() -> None:
    text = "On 3 May 2014 and on 4 May 2014."
    assert [span.start for span in find_times(text, 14)] == [text.index("4 May 2014")]
    assert [span.start for span in find_times(text, 0, 14)] == [3]


def test_offsets_hold_where_capitals_grow_when_lowered() -> None:
    text = "İİİ İzmir, 3 May 2014"
    (span,) = find_times(text)
    assert text[span.start : span.end] == "3 May 2014"


@given(st.text(alphabet="0123456789 .,-/:’'thendayMonJun2014agoweekslast\n", max_size=120),
       st.dates(dt.date(1900, 1, 1)))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_any_text_gives_spans_in_order_and_real_dates(text: str, day: dt.date) -> None:
    end = 0
    for span in find_times(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end
        date = date_of(span, day.isoformat())
        if date and date.precision == "day":
            dt.date.fromisoformat(date.value)


def test_time_grows_with_length_alone() -> None:
    """Ten times the text takes about ten times as long, also for what nearly is a date."""
    for unit in ("the last two of 16 June 20 and 1991-", "Monday 12 12 12 12 ", "late late early "):
        short, long = unit * 200, unit * 2000
        took = []
        for text in (short, long):
            start = time.process_time()
            find_times(text)
            took.append(time.process_time() - start)
        assert took[1] < 60 * took[0] + 0.2


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("Rebels attacked on Monday, and on Tuesday the army withdrew.", "attacked", "2022-02-07"),
        ("Rebels attacked on Monday, and on Tuesday the army withdrew.", "withdrew", "2022-02-08"),
        ("Critics of the 1997 pact gathered outside the old embassy.", "gathered", None),
        ("Tuesday's attack was followed by threats and an arrest.", "attack", "2022-02-08"),
        ("She said on Monday that troops had landed.", "landed", None),
        ("Troops landed, she said on Monday.", "landed", None),
        ("They have protested since Monday.", "protested", "2022-02"),
        ("Two days after 500 marines landed, Rome protested.", "landed", "2022-02-08"),
        ("Rome protested two days after 500 marines landed.", "protested", None),
    ],
)  # fmt: skip
def test_an_event_takes_the_date_of_its_own_clause(
    text: str, trigger: str, date: str | None
) -> None:
    start = text.index(trigger)
    found = date_near(
        text, (start, start + len(trigger)), (0, len(text)), find_times(text), "2022-02-10"
    )
    assert (found.value if found else None) == date
