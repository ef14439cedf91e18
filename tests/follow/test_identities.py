"""Actors that people judge to be one, or to be two, and what that changes in the ledger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import InputError, NotFound
from communique.follow.archives import Archive
from communique.follow.identities import concerned, identities, token_of
from communique.follow.judgements import Ruling
from communique.follow.sides import Side, fit
from tests.follow.factories import NORD, SUDE, THIRD, Article, promise, withdrawal

FRONT = replace(NORD, key="org:front", name="Harbour Front", kind="organization", country=None, sector="REB")
GUARD = replace(FRONT, key="org:guard", name="Quay Guard")
HARM = replace(FRONT, key="person:harm", name="Per Harm", kind="person")


def vow(id: str = "a1", by: object = FRONT) -> Article:
    """The front vows to strike the mill."""
    article = Article(id, "2031-03-01", "The Harbour Front vowed to attack the flour mill.")
    said = article.said(by, "threaten", "to attack the flour mill", to=NORD, cue="vowed")  # type: ignore[arg-type]
    article.did("ASSAULT", "attack", by=by, status="planned", told_in=said)  # type: ignore[arg-type]
    return article


def strike(id: str = "a2", by: object = GUARD) -> Article:
    """The guard strikes it."""
    article = Article(id, "2031-03-09", "The Quay Guard attacked the flour mill at dawn.", "Bell")
    article.did("ASSAULT", "attacked", by=by)  # type: ignore[arg-type]
    return article


@pytest.fixture
def archive(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Archive(tmp_path / "a.duckdb") as kept:
        yield kept


def test_two_actors_that_are_judged_one_act_as_one(archive: Archive, tmp_path: Path) -> None:
    archive.keep([vow().record(), strike().record()])
    assert archive.ledger()[0].course.state == "open"
    archive.judge_actors("Quay Guard", "org:front", same=True, person="A. Name", why="its armed wing")
    (found,) = archive.ledger()
    assert found.course.state == "met"
    assert len(archive.ledger(by="org:guard")) == 1
    archive.keep([strike("a3").record()])
    assert {link.article.id for link in archive.ledger()[0].evidence} == {"a2", "a3"}
    archive.judge_actors("org:guard", "org:front", same=False, person="B. Other")
    assert archive.ledger()[0].course.state == "open"
    assert [one.verdict for one in archive.judgements()] == [True, False]
    archive.close()
    with Archive(tmp_path / "a.duckdb") as again:
        assert again.ledger()[0].course.state == "open"


def test_an_actor_that_is_two_is_split_by_article(archive: Archive) -> None:
    archive.keep([vow(by=HARM).record(), strike(by=HARM).record(), strike("a3", HARM).record()])
    assert archive.ledger()[0].course.state == "met"
    archive.judge_actors("Per Harm", same=False, within=["a2", "a3"], person="A. Name", why="his son")
    assert archive.ledger()[0].course.state == "open"
    archive.judge_actors("Per Harm", same=True, within=["a2"], person="A. Name", why="not his son")
    assert archive.ledger()[0].course.state == "met"


def test_in_one_article_an_actor_is_another_who_is_known(archive: Archive) -> None:
    archive.keep([vow().record(), strike(by=HARM).record()])
    archive.judge_actors("Per Harm", "Harbour Front", same=True, within=["a2"], person="A. Name")
    assert archive.ledger()[0].course.state == "met"


def test_the_order_of_judging_and_adding_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    archive.keep([vow().record(), strike().record(), promise("p").record()])
    archive.judge_actors("org:guard", "org:front", same=True, person="A. Name")
    archive.keep([withdrawal("w").record()])
    with Archive(tmp_path / "b.duckdb") as other:
        other.keep([one.record() for one in (withdrawal("w"), strike(), promise("p"), vow())])
        other.judge_actors("org:guard", "org:front", same=True, person="A. Name")
        assert other.ledger().to_dicts() == archive.ledger().to_dicts()


def test_relations_follow_judged_actors(archive: Archive) -> None:
    records = []
    for at, day in enumerate(("2031-01-04", "2031-02-04", "2031-03-04", "2031-03-09", "2031-04-01", "2031-04-09")):
        article = Article(f"a{at}", day, f"The Quay Guard shelled hill {at}.")
        article.did("ASSAULT", "shelled", by=GUARD, on=SUDE)
        records.append(article.record())
    archive.keep([*records, vow("v").record()])
    assert archive.relations("org:front", "SUD").note
    archive.judge_actors("Quay Guard", "Harbour Front", same=True, person="A. Name")
    for name in ("org:front", "org:guard", "Harbour Front"):
        assert sum(one.events for one in archive.relations(name, "SUD").periods) == 6
    archive.judge_actors("Quay Guard", same=False, within=["a0", "a1"], person="A. Name")
    assert sum(one.events for one in archive.relations("org:front", "SUD").periods) == 4


def test_what_can_t_be_judged_is_told(archive: Archive) -> None:
    archive.keep([vow().record(), strike().record(), strike("a3", HARM).record()])
    with pytest.raises(NotFound, match="no actor Quai Guard") as told:
        archive.judge_actors("Quai Guard", "Harbour Front", same=True, person="A. Name")
    assert "org:guard" in (told.value.hint or "")
    with pytest.raises(InputError, match="from whom"):
        archive.judge_actors("Quay Guard", same=False, person="A. Name")
    with pytest.raises(NotFound, match="not met in an article a1"):
        archive.judge_actors("Quay Guard", same=False, within=["a1"], person="A. Name")
    archive.judge_actors("Quay Guard", "Harbour Front", same=True, person="A. Name")
    archive.judge_actors("Harbour Front", "Per Harm", same=True, person="A. Name")
    with pytest.raises(InputError, match="by way of others"):
        archive.judge_actors("Quay Guard", "Per Harm", same=False, person="A. Name")


def test_groups_and_whom_a_ruling_concerns() -> None:
    known = {"a": Side("a", "Amber"), "b": Side("b", "Birch", "SUD"), "c": Side("c", "Cedar", "OST")}
    rulings = [
        Ruling("1", "X", token_of("a"), token_of("b"), True),
        Ruling("2", "X", token_of("b"), token_of("c"), True),
    ]
    assert identities(rulings, known.get).side(known["a"], "d").name == "Cedar"
    assert concerned(rulings, rulings[1:]) == {"a", "b", "c"}
    apart = identities([Ruling("1", "X", token_of("b"), token_of("c"), False)], known.get)
    one = fit(apart.side(known["b"], "d"), apart.side(known["c"], "d"))
    assert (one.factor, one.why) == (0, "Cedar, judged to be another than Birch")
    assert THIRD.key not in concerned(rulings, rulings)
