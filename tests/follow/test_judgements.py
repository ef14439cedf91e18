"""What people decide overrules the rules, and is replayed."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import InputError, NotFound
from communique.follow.archives import Archive
from communique.follow.judgements import Ruling
from communique.follow.ledger import Ledger, ledger_of
from communique.follow.watches import news, rss, seen
from tests.follow.factories import Article, promise, withdrawal


def entry(ledger: Ledger):  # type: ignore[no-untyped-def]
    return next(iter(ledger.entries()))


def test_no_takes_a_deed_out_and_yes_counts_a_candidate() -> None:
    ledger = ledger_of([promise().record(), withdrawal().record()])
    found = entry(ledger)
    ledger.rule([Ruling("2031-04-01", "A. Name", found.id, "a2-e0", False, "another base")])
    judged = entry(ledger)
    assert judged.course.state == "open"
    assert judged.course.links[0].reasons[0] == "judged no by A. Name: another base"

    other = ledger_of([promise().record(), withdrawal(place="Morne").record()])
    other.rule([Ruling("2031-04-01", "A. Name", entry(other).id, "a2-e0", True)])
    assert entry(other).course.state == "met"


def test_the_latest_judgement_is_in_force() -> None:
    ledger = ledger_of([promise().record(), withdrawal().record()])
    id = entry(ledger).id
    no = Ruling("2031-04-01", "A. Name", id, "a2-e0", False)
    yes = Ruling("2031-04-02", "B. Other", id, "a2-e0", True)
    ledger.rule([yes, no])
    assert entry(ledger).course.state == "met"


def test_a_judgement_outlives_a_new_first_statement() -> None:
    ledger = ledger_of([promise("b", "2031-03-02").record(), withdrawal().record()])
    ledger.rule([Ruling("2031-04-01", "A. Name", entry(ledger).id, "a2-e0", False)])
    ledger.add(promise("a", "2031-03-01").record())
    assert len(list(ledger.entries())) == 1
    assert entry(ledger).course.state == "open"


@pytest.fixture
def archive(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Archive(tmp_path / "a.duckdb") as kept:
        kept.keep([promise().record(), withdrawal().record()])
        yield kept


def test_judging_in_an_archive_is_kept_and_replayed(archive: Archive, tmp_path: Path) -> None:
    (found,) = archive.ledger()
    assert found.course.state == "met"
    archive.judge_link(found.id, "a2-e0", verdict=False, person="A. Name", why="another base")
    assert archive.ledger()[0].course.state == "open"
    archive.close()
    with Archive(tmp_path / "a.duckdb") as again:
        assert again.ledger()[0].course.state == "open"
        assert [one.why for one in again.judgements()] == ["another base"]


def test_judging_what_is_not_there(archive: Archive) -> None:
    with pytest.raises(NotFound):
        archive.judge_link("undertaking-none", "a2-e0", verdict=True, person="A. Name")
    with pytest.raises(NotFound):
        archive.judge_link(archive.ledger()[0].id, "no-event", verdict=True, person="A. Name")
    with pytest.raises(InputError):
        archive.judge_link(archive.ledger()[0].id, "a2-e0", verdict=True, person=" ")


def test_filters_and_tables(archive: Archive) -> None:
    assert len(archive.ledger(by="NRD", state="met")) == 1
    assert len(archive.ledger(by="Varga", kind="promise,demand")) == 1
    assert len(archive.ledger(by="SUD")) == 0
    assert archive.ledger(now="2031-03-02")[0].course.state == "open"
    assert archive.ledger().to_polars()["state"].to_list() == ["met"]
    with pytest.raises(InputError, match="no state 'done'"):
        archive.ledger(state="done")
    with pytest.raises(InputError, match="not a date"):
        archive.ledger(since="soon")


def test_the_ledger_follows_what_is_added(archive: Archive) -> None:
    before = seen(archive.ledger())
    words = "Nordavia will free the crew, Varga said."
    article = Article("n1", "2031-03-12", words)
    from tests.follow.factories import MINISTER, NORD

    said = article.said(MINISTER, "promise", "Nordavia will free the crew")
    article.did("CONCEDE", "free", by=NORD, status="planned", told_in=said)
    archive.keep([article.record()])
    found = news(before, archive.ledger())
    assert [(one.what, one.day) for one in found] == [("undertaking", "2031-03-12")]
    assert "<item>" in rss(found, "a & b") and "a &amp; b" in rss(found, "a & b")
    assert news(seen(archive.ledger()), archive.ledger()) == []
