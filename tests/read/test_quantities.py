"""Quantities: the table of cases, and what must hold for any text."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.read.quantities import find_quantities, value_of

CASES = Path(__file__).parents[1] / "cases" / "quantities.yaml"
ROWS: list[dict[str, Any]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] for row in ROWS])
def test_case(row: dict[str, Any]) -> None:
    found = [
        [one.value, one.unit, one.bound, one.span.exact] for one in find_quantities(row["text"])
    ]
    assert found == row["found"]


@pytest.mark.parametrize(
    ("words", "value"),
    [("nineteen", 19), ("ninety-nine", 99), ("three thousand", 3000), ("a million", 1e6),
     ("two hundred thousand", 200_000), ("half a billion", 5e8)],
)  # fmt: skip
def test_number_words(words: str, value: float) -> None:
    assert value_of(words) == value


@given(st.text(alphabet="0123456789 .,-–$€%mbnk/:’'onetwhudrasifpl\n", max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_spans_in_order_that_are_exact(text: str) -> None:
    last = 0
    for one in find_quantities(text):
        assert one.span.exact == text[one.span.start : one.span.end]
        assert one.span.start >= last
        assert one.value >= 0
        last = one.span.start


def test_a_part_of_the_text_is_read_alone() -> None:
    text = "Three tanks and four ships."
    assert [one.unit for one in find_quantities(text, start=12)] == ["ships"]
    assert [one.unit for one in find_quantities(text, end=12)] == ["tanks"]


def test_time_grows_with_length_alone() -> None:
    for unit in ("one hundred and ", "12 12 12 ", "a dozen of the of the "):
        took = []
        for text in (unit * 200, unit * 2000):
            start = time.process_time()
            find_quantities(text)
            took.append(time.process_time() - start)
        assert took[1] < 60 * took[0] + 0.2
