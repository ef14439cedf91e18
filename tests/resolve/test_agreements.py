"""Agreements: names found, stances told, disputes shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import NotFound
from communique.follow.archives import Archive
from communique.follow.positions import disputes, positions
from communique.follow.rows import rows_of
from communique.resolve.agreements import agreements, find, named_in
from communique.types import Actor
from tests.follow.factories import ENVOY, MINISTER, Article

LAVROV = Actor("p-lavrov", "Sergey Lavrov", "person", "RUS", "GOV")
KULEBA = Actor("p-kuleba", "Dmytro Kuleba", "person", "UKR", "GOV")


def test_the_table_is_whole() -> None:
    rows = agreements()
    assert len(rows) > 2000
    assert len({(one.key, one.day, one.name) for one in rows}) == len(rows)
    assert all(one.name and one.source for one in rows)


def test_minsk_has_two_texts() -> None:
    assert {one.day for one in find("Minsk agreements")} == {"2014-09-05", "2015-02-12"}
    assert [one.name for one in find("JCPOA")] == ["Joint Comprehensive Plan of Action"]


def test_unknown_names_get_close_ones() -> None:
    with pytest.raises(NotFound) as told:
        find("Minks agrement")
    assert "Minsk" in told.value.hint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Both signed the Kessel Accord. The accord holds.", ["Kessel Accord", "The accord"]),
        ("Under the Minsk agreements troops leave.", ["Minsk agreements"]),
        ("They met for an hour. A deal is far.", []),
        ("The Treaty of Orsk of 1931 was never printed.", ["Treaty of Orsk"]),
        ("It quit the Iran nuclear deal; the deal was dead.", ["Iran nuclear deal", "the deal"]),
    ],
)
def test_names_in_texts(text: str, words: list[str]) -> None:
    assert [one.words for one in named_in(text)] == words


def held(article: Article):  # type: ignore[no-untyped-def]
    rows = rows_of(article.record())
    assert rows is not None
    return list(positions(article.text, rows.said))


@pytest.mark.parametrize(
    ("force", "words", "stance"),
    [
        ("accuse", "Sudelia has broken the Kessel Accord for a year", "accuses another of breach"),
        ("assert", "we comply with the Kessel Accord to the letter", "claims to comply"),
        ("promise", "will not leave the Kessel Accord", "supports"),
        ("threaten", "will pull out of the Kessel Accord", "withdraws"),
        ("demand", "the Kessel Accord must be renegotiated", "wants it changed"),
        ("assert", "the Kessel Accord does not oblige us to hold a vote", "reads it differently"),
        ("refuse", "the Kessel Accord is a scrap of paper", "rejects"),
        ("praise", "the Kessel Accord, the only basis for peace", "supports"),
    ],
)
def test_stances(force: str, words: str, stance: str) -> None:
    article = Article("a", "2031-03-01", f"The minister said {words}.")
    article.said(MINISTER, force, words)
    assert [one.stance for one in held(article)] == [stance]


def test_breach_alleged_and_compliance_claimed_are_a_dispute() -> None:
    one = Article("a", "2031-03-01", "Kiev is reluctant to implement the Minsk Agreements, Lavrov said.")
    one.said(LAVROV, "accuse", "Kiev is reluctant to implement the Minsk Agreements")
    two = Article("b", "2031-03-02", "Ukraine fulfils the Minsk agreements, Kuleba said.")
    two.said(KULEBA, "assert", "Ukraine fulfils the Minsk agreements")
    found = disputes([*held(one), *held(two)])
    assert {each.one.agreement.name for each in found} == {"Minsk II", "Minsk Protocol"}
    assert all("claims to comply" in each.why for each in found)


def test_one_side_alone_is_no_dispute() -> None:
    one = Article("a", "2031-03-01", "Sudelia keeps the Kessel Accord, the envoy said.")
    one.said(ENVOY, "assert", "Sudelia keeps the Kessel Accord")
    assert disputes(held(one)) == []


def test_agreements_of_an_archive(tmp_path: Path) -> None:
    article = Article("a", "2031-03-01", "We keep the Kessel Accord, the minister said.")
    article.said(MINISTER, "assert", "We keep the Kessel Accord")
    with Archive(tmp_path / "a.duckdb") as archive:
        archive.keep([article.record()])
        assert [one.name for one in archive.agreements("Kessel").agreements] == ["Kessel Accord"]
        assert archive.agreements("Minsk II").positions == ()
        with pytest.raises(NotFound):
            archive.agreements("Zzyzx understanding")
