"""`who`: every row of `tests/cases/who.yaml`, and how it takes dates, spellings and nonsense."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import InputError
from communique.resolve.candidates import day_of, who

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "who.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['phrase']} {case.get('date', '')}")
def test_the_phrase_stands_for(case: dict[str, object]) -> None:
    found = who(str(case["phrase"]), _date(case))
    if case.get("nobody"):
        assert found == []
        return
    assert found, "nobody is found"
    actor = found[0].actor
    told = {"name": actor.name, "country": actor.country, "sector": actor.sector,
            "kind": actor.kind}  # fmt: skip
    wanted = {field: case[field] for field in ("name", "country", "sector", "kind") if field in case}
    assert {field: told[field] for field in wanted} == wanted


def _date(case: dict[str, object]) -> str | None:
    return str(case["date"]) if "date" in case else None


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 120


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (None, None),
        ("2015-05-10", "2015-05-10"),
        ("2015-05", "2015-05"),
        ("2015", "2015"),
        ("10 May 2015", "2015-05-10"),
        ("May 10, 2015", "2015-05-10"),
        ("May 2015", "2015-05"),
        (dt.date(2015, 5, 10), "2015-05-10"),
        (dt.datetime(2015, 5, 10, 12, 30), "2015-05-10"),
    ],
)
def test_a_day_is_understood(on: str | dt.date | None, day: str | None) -> None:
    assert day_of(on) == day


@pytest.mark.parametrize("on", ["", "2015-13-40", "the day of the great rain", "????"])
def test_a_day_that_is_none_is_said(on: str) -> None:
    with pytest.raises(InputError, match="can't be understood"):
        who("Russia", on)


def test_candidates_come_best_first_with_a_reason() -> None:
    found = who("Lavrov", "2022-02-10")
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 <= one.score <= 1 and one.why.endswith(".") for one in found)


def test_a_name_that_two_states_share_means_either() -> None:
    found = who("Congo")
    assert [one.actor.country for one in found] == ["COD", "COG"]
    assert found[0].score < 0.75


def test_land_is_nobody() -> None:
    assert who("the Korean peninsula") == []


def test_keys_are_stable_between_spellings() -> None:
    keys = {who(name)[0].actor.key for name in ("Sergey Lavrov", "Sergei Lavrov", "Lavrov")}
    assert keys == {"Q58217"}
    assert who("the Kremlin")[0].actor.key == who("Moscow")[0].actor.key == "gov:RUS"
    assert who("Nato")[0].actor.key == who("the North Atlantic Treaty Organization")[0].actor.key


def test_two_side_by_side_are_both_answered() -> None:
    found = who("London and Washington")
    assert [one.actor.country for one in found] == ["GBR", "USA"]
    assert all(one.score < 0.5 for one in found)


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_phrase_breaks_it(phrase: str) -> None:
    for one in who(phrase, "2015-05-10"):
        assert 0 <= one.score <= 1


@given(st.lists(st.sampled_from("the former US Russian President Minister of Foreign Affairs ambassador to "
                                "Ukraine Kyiv Putin 's , police UN Secretary-General and in NATO chief".split()), max_size=8))
@settings(max_examples=60, deadline=None)
def test_no_heap_of_titles_breaks_it(words: list[str]) -> None:
    assert who(" ".join(words)) == who(" ".join(words))
