"""The ledger in the archive's file: the same as in memory, whatever comes in first, and kept."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from communique.follow import keepings
from communique.follow.archives import Archive
from communique.follow.ledger import ledger_of
from communique.follow.packing import pack, unpack
from communique.follow.proposals import Proposal, proposals_of
from communique.follow.rows import Done, Said, rows_of
from communique.types import Record
from tests.follow.factories import MINISTER, NORD, Article, promise, withdrawal


def pledge(id: str, day: str, by: str) -> Article:
    """A promise with a term."""
    article = Article(id, day, f"Nordavia will free the crew by {by}, Varga said.")
    said = article.said(MINISTER, "promise", f"Nordavia will free the crew by {by}")
    article.did("CONCEDE", "free", by=NORD, status="planned", told_in=said)
    return article


def series() -> list[Record]:
    """Words and deeds of some months, a restatement and a trap among them."""
    return [one.record() for one in (
        promise("a", "2031-03-01"), promise("b", "2031-03-04"), withdrawal("c", "2031-03-09"),
        withdrawal("d", "2031-04-02", place="Morne"), promise("e", "2032-09-01"),
        pledge("f", "2031-03-05", "20 March 2031"), withdrawal("g", "2031-02-20", place="Vessin"),
    )]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_any_order_in_any_steps_keeps_the_same_ledger(tmp_path: Path, seed: int) -> None:
    records = series()
    chance = random.Random(seed)
    chance.shuffle(records)
    with Archive(tmp_path / "a.duckdb") as archive:
        for at in range(0, len(records), 2):
            archive.keep(records[at : at + 2])
            list(archive.ledger())
        kept = archive.ledger().to_dicts()
        copies = {str(a): str(b) for a, b in archive.sql("SELECT document, first FROM copies")}
    assert kept == [entry.to_dict() for entry in ledger_of(series(), copies).entries()]
    assert {str(one["state"]) for one in kept} == {"met", "lapsed", "open"}


def test_what_is_new_is_followed_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.duckdb"
    with Archive(path) as archive:
        archive.keep(series())
        list(archive.ledger())
    read: list[str] = []

    def counted(record: Record, copy_of: str | None = None):  # type: ignore[no-untyped-def]
        read.append(record.document.id)
        return rows_of(record, copy_of)

    monkeypatch.setattr(keepings, "rows_of", counted)
    with Archive(path) as archive:
        assert len(archive.ledger()) == 3
        assert read == []
        archive.keep([withdrawal("new", "2032-09-09").record()])
        assert archive.ledger(since="2032")[0].course.state == "met"
    assert read == ["new"]


def test_other_rules_make_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(tmp_path / "a.duckdb") as archive:
        archive.keep(series())
        found = archive.ledger().to_dicts()
        archive.close()
        monkeypatch.setattr(keepings, "rules", lambda: "others")
        assert not archive.followed()
        assert archive.ledger().to_dicts() == found
        assert archive.followed()


def test_an_article_that_comes_again_with_another_date_is_followed_anew(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.duckdb") as archive:
        archive.keep([promise("a", "2031-03-01").record(), withdrawal("c", "2031-03-09").record()])
        assert archive.ledger()[0].course.state == "met"
        archive.keep([promise("a", "2031-03-20").record()])  # dated later: after the deed
        (only,) = archive.ledger()
        assert (only.undertaking.first.day.text, only.course.state) == ("2031-03-20", "open")


def test_an_article_from_the_future_waits_for_its_day(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.duckdb") as archive:
        archive.keep([promise("a", "2021-03-01").record(), withdrawal("c", "2131-03-09").record()])
        assert archive.ledger()[0].course.state == "open"


def test_an_article_without_a_date_is_left_out_and_told(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.duckdb") as archive:
        archive.keep([promise("a", None).record()])  # type: ignore[arg-type]
        assert (len(archive.ledger()), list(archive.ledger().left_out)) == (0, ["a"])


def test_rows_come_back_as_they_were() -> None:
    for record in series():
        rows = rows_of(record)
        assert rows is not None
        assert all(unpack(Done, pack(one)) == one for one in rows.done)
        assert all(unpack(Said, pack(one)) == one for one in rows.said)
        assert all(unpack(Proposal, pack(one)) == one for one in proposals_of(rows))
