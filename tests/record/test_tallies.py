"""What is counted ahead is what is counted when asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.record import facets, tallies
from communique.record.archive import Archive
from tests.record.fakes import article
from tests.record.test_imports import HEADER, ROWS, written

Lines = Callable[..., Path]


def answers(archive: Archive) -> list[object]:
    """Everything that is counted ahead, as it is asked for."""
    return [
        archive.statements().facets(top=3), archive.events().facets(),
        archive.articles().facets(), archive.counts(),
        archive.statements().survey(*facets.names("statements"), size=4),
        archive.sql(f"SELECT * FROM {archive.roster()} ORDER BY key"),
    ]  # fmt: skip


def is_current(archive: Archive) -> bool:
    return tallies.current(archive.reading())


def test_counts_taken_ahead_are_those_of_now(
    empty: Archive, lines: Lines, tmp_path: Path
) -> None:
    steps: tuple[Callable[[], object], ...] = (
        lambda: empty.add(lines(*(article(at) for at in range(12)))),
        lambda: empty.add(lines(article(3, id="copy", published="2030-01-01", publisher="Two"))),
        lambda: empty.add(lines(article(5, published="2031-01-01", text="Varga said it rains."))),
        lambda: empty.import_events(written(tmp_path / "icews.tab", HEADER + ROWS)),
    )
    seen = []
    for step in steps:
        step()
        assert is_current(empty)
        ahead = answers(empty)
        tallies.outdate(empty.writing())
        assert not is_current(empty)
        assert answers(empty) == ahead
        seen.append(repr(ahead))
    assert len(set(seen)) == len(steps)
    # Adding nothing counts what an interrupted run left uncounted.
    empty.add(lines(article(1)))
    assert is_current(empty)


def test_a_run_that_was_broken_off_leaves_right_answers(
    empty: Archive, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty.add(lines(*(article(at) for at in range(4))))

    def broken(*given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("communique.record.writes.settle", broken)
        with pytest.raises(KeyboardInterrupt):
            empty.add(lines(*(article(at) for at in range(4, 9)), name="more.jsonl"))
    assert not is_current(empty)
    (forces,) = empty.statements().facets("force", top=100).values()
    assert sum(one.count for one in forces) == len(empty.statements()) == 9
    assert empty.verify().holds


def test_a_statement_lists_all_other_reports_of_it(empty: Archive, lines: Lines) -> None:
    """Case, quotation marks and line breaks are not what was said."""
    words = ("said that the bridge stays open.", "said that the bridge\nSTAYS open.",
             "said that “the bridge stays open”.", "said that the bridge stays shut.")  # fmt: skip
    told = [article(at, id=f"r{at}", text=f"Varga {words[0]} Paper {at} has more on {at * 7}.")
            for at in range(70)]  # fmt: skip
    others = [article(at, id=f"x{at}", text=f"Varga {words[at]} It rained {at}.") for at in (1, 2, 3)]
    empty.add(lines(*told, *others))
    first = next(row for row in empty.statements(document="r0", copies=True))
    found = empty.statement(first.id)
    expected = {f"r{at}" for at in range(1, 70)} | {"x1", "x2"}
    assert {one.document for one in found.reports} == expected
    assert found.parent is None and found.article.id == "r0"
