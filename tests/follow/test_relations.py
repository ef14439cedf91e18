"""Levels over time: copies and reading don't move them, turns are found, few acts say little."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import InputError
from communique.follow.archives import Archive
from communique.follow.briefs import brief
from communique.follow.changes import turning_points
from communique.follow.relations import Act, period_of, series
from tests.follow.factories import ENVOY, MINISTER, NORD, SUDE, Article

GOOD, BAD = ("CONSULT", 1, 2.5), ("SANCTION", 4, -6.5)


def act(day: str, what: tuple[str, int, float], article: str | None = None, copy: bool = False) -> Act:
    type, quad, intensity = what
    return Act(day, article or f"{day}-{type}", "RUS", "GBR", type, quad, intensity, None, copy)


YEAR = [
    act(f"2022-{month:02}-{day:02}", GOOD if month < 7 else BAD)
    for month in range(1, 13) for day in (3, 11, 19)
]  # fmt: skip


def test_a_turn_is_found_where_it_is() -> None:
    found = series(YEAR, "RUS", "GBR")
    assert found.change_points == ("2022-07",)
    assert [p.quads for p in found.periods[5:7]] == [(3, 0, 0, 0), (0, 0, 0, 3)]
    assert all(p.low < p.level < p.high for p in found.periods)  # type: ignore[operator]


def test_copies_and_second_reports_count_once() -> None:
    extra = [act("2022-01-03", GOOD, f"copy{n}", copy=True) for n in range(5)]
    again = [act("2022-01-03", GOOD, f"other{n}") for n in range(3)]
    plain, more = series(YEAR, "RUS", "GBR"), series([*YEAR, *extra, *again], "RUS", "GBR")
    assert [p.level for p in plain.periods] == [p.level for p in more.periods]
    assert more.periods[0].articles == plain.periods[0].articles + 3


def test_order_does_not_matter() -> None:
    shuffled = YEAR[:]
    random.Random(3).shuffle(shuffled)
    assert series(shuffled, "RUS", "GBR") == series(YEAR, "RUS", "GBR")


def test_few_acts_are_too_little_to_say() -> None:
    found = series(YEAR[:3], "RUS", "GBR")
    assert found.change_points == () and found.lowest_since is None
    assert found.note == "3 acts between RUS and GBR: too little to say"


def test_one_loud_day_moves_a_thin_month_less_than_a_full_one() -> None:
    thin = series([*YEAR, act("2023-01-05", BAD)], "RUS", "GBR").periods[-1]
    full = series([*YEAR, *[act(f"2023-01-{d:02}", BAD) for d in range(1, 9)]], "RUS", "GBR").periods[-1]
    assert full.level < thin.level  # type: ignore[operator]
    assert full.high - full.low < thin.high - thin.low  # type: ignore[operator]


def test_lowest_since_is_answered_as_far_back_as_the_data_go() -> None:
    deep = series([act("2021-06-01", BAD, "x"), act("2021-06-02", BAD, "y"), act("2021-06-03", BAD, "z"),
                   *YEAR[:18], *[act(f"2022-07-{d:02}", BAD) for d in (3, 11)]], "RUS", "GBR")  # fmt: skip
    assert deep.lowest_since is not None and deep.lowest_since.period == "2021-06"
    falling = series([*YEAR[:18], *[act(f"2022-07-{d:02}", BAD) for d in (3, 11)]], "RUS", "GBR")
    assert falling.lowest_since is not None and falling.lowest_since.period is None
    assert "as far back as the data go" in falling.lowest_since.text


def test_empty_periods_stand_in_the_series_without_a_level() -> None:
    found = series([*YEAR[:6], *YEAR[12:18]], "RUS", "GBR")
    assert [p.period for p in found.periods] == [f"2022-{m:02}" for m in range(1, 7)]
    assert found.periods[2].level is None and found.periods[2].events == 0


@pytest.mark.parametrize(
    ("by", "name"), [("day", "2022-02-10"), ("week", "2022-W06"), ("month", "2022-02"), ("year", "2022")]
)
def test_periods(by: str, name: str) -> None:
    assert period_of("2022-02-10", by) == name  # type: ignore[arg-type]
    many = series(YEAR, "RUS", "GBR", by=by)  # type: ignore[arg-type]
    names = [p.period for p in many.periods]
    assert names == sorted(set(names))
    assert sum(p.events for p in many.periods) == len(YEAR)


def test_an_unknown_period_is_told() -> None:
    with pytest.raises(InputError, match="no period"):
        series(YEAR, "RUS", "GBR", by="decade")  # type: ignore[arg-type]


def test_noise_has_few_turns() -> None:
    noise = random.Random(1)
    alarms = sum(
        bool(turning_points([noise.gauss(0, 2) for _ in range(36)], [5] * 36)) for _ in range(60)
    )
    assert alarms <= 9


def test_the_json_is_the_contract_s() -> None:
    found = series(YEAR, "RUS", "GBR").to_dict()
    assert set(found) == {"periods", "change_points", "lowest_since"}
    keys = ["period", "level", "low", "high", "articles", "statements", "events", "quads"]
    assert all(list(one) == keys and len(one["quads"]) == 4 for one in found["periods"])  # type: ignore[index, attr-defined]


def test_a_pair_in_an_archive(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.duckdb") as archive:
        records = []
        for month in range(1, 9):
            text = f"Nordavia fined {'one two three four five six seven eight'.split()[month - 1]} ships."
            article = Article(f"a{month}", f"2031-{month:02}-04", text)
            article.did("SANCTION", "fined", by=NORD, on=SUDE)
            records.append(article.record())
        old = Article("b", "2031-08-09", "The envoys met in 1994 for the first time.")
        old.did("CONSULT", "met", by=NORD, on=SUDE, day="1994")
        archive.keep([*records, old.record()])
        found = archive.relations("NRD", "SUD")
        assert found.periods[0].period == "2031-01" and found.periods[0].events == 1
        assert found.periods[0].read == 1
        assert archive.relations("NRD", "SUD", by="year").periods[0].events == 8
        assert archive.relations("NRD", "OST").note.endswith("too little to say")
        text = brief(archive, "NRD", "SUD")
        assert text.startswith("# NRD and SUD") and "## Open" in text


def test_a_brief_lists_what_the_two_said_since(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.duckdb") as archive:
        early = Article("a1", "2031-02-01", "Varga told Sudelia that the fishery would stay open.")
        early.said(MINISTER, "assert", "that the fishery would stay open", to=SUDE)
        late = Article("a2", "2031-03-09", "The port is closed to everyone, said Varga, and Sudelia shelled a tug.")
        accused = late.said(MINISTER, "accuse", "Sudelia shelled a tug")
        late.did("ASSAULT", "shelled", by=SUDE, told_in=accused)
        late.said(MINISTER, "assert", "The port is closed to everyone")
        back = Article("a3", "2031-03-10", "Reil promised Nordavia to look into it.")
        back.said(ENVOY, "promise", "to look into it", to=NORD)
        late.statements[0] = replace(late.statements[0], events=(late.events[0].id,))
        archive.keep([early.record(), late.record(), back.record()])
        text = brief(archive, "NRD", "SUD", since="2031-03")
        section = text.split("## New statements\n")[1].split("\n\n")[0].splitlines()
        assert section == [
            "- 2031-03-10 Tomas Reil (SUD), promise to Government of Nordavia: “to look into it” [Harbour Post, a3]",
            "- 2031-03-09 Ilse Varga (NRD), accuse: “Sudelia shelled a tug” [Harbour Post, a2]",
        ]  # fmt: skip
        assert "that the fishery" in brief(archive, "NRD", "SUD").split("## Latest statements")[1]
        assert "None that was read." in brief(archive, "NRD", "OST").split("## Latest statements")[1]
