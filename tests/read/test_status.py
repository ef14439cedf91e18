"""The status of events by rule: the table of cases, and what the rules never do."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from communique.read.status import status_by_rule
from communique.types import Force, Status

CASES = Path(__file__).parents[1] / "cases" / "status.yaml"
ROWS: list[dict[str, Any]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_case(row: dict[str, Any]) -> None:
    before, trigger, after = row["text"].replace("]]", "[[").split("[[")
    text = before + trigger + after
    found = status_by_rule(
        text,
        (len(before), len(before) + len(trigger)),
        (0, len(text)),
        force=row.get("force"),
        by_speaker=row.get("by_speaker"),
    )
    assert (found.status if found else None) == row["status"]


def test_the_table_holds_every_status() -> None:
    assert {row["status"] for row in ROWS} - {None} == set(get_args(Status)) - {"actual"}


def test_the_reason_names_the_words() -> None:
    text = "Rome is considering sanctions."
    found = status_by_rule(text, (20, 29), (0, len(text)))
    assert found is not None
    assert "considering" in found.reason


def test_another_sentence_does_not_govern() -> None:
    text = "They may attack. Guns fell silent."
    assert status_by_rule(text, (17, 21), (17, len(text))) is None


@given(
    st.text(alphabet="abdehilmnoptuw ,.'’-", max_size=80),
    st.integers(0, 40),
    st.sampled_from([None, *get_args(Force)]),
    st.sampled_from([None, True, False]),
)
def test_any_words_give_a_status_or_none(
    text: str, start: int, force: Force | None, by_speaker: bool | None
) -> None:
    start = min(start, len(text))
    end = min(start + 5, len(text))
    found = status_by_rule(text, (start, end), (0, len(text)), force=force, by_speaker=by_speaker)
    assert found is None or found.status in get_args(Status)


def test_a_long_sentence_costs_no_more_than_its_last_words() -> None:
    text = "they will not say if they would never attack or threaten to " * 2000 + "attack"
    start = time.process_time()
    for _ in range(20):
        status_by_rule(text, (len(text) - 6, len(text)), (0, len(text)))
    assert time.process_time() - start < 5
