"""Which deeds are what was meant: who, where, when, what about, on whose word."""

from __future__ import annotations

import pytest

from communique.follow.fulfilment import KINDS, bearing, deed_types
from communique.follow.ledger import ledger_of
from communique.plover import TYPES
from communique.types import Actor
from tests.follow.factories import (
    ARMY,
    ENVOY,
    NORD,
    REBELS,
    SUDE,
    THIRD,
    Article,
    promise,
    withdrawal,
)


def links(*articles: Article):  # type: ignore[no-untyped-def]
    entries = list(ledger_of(one.record() for one in articles).entries())
    return entries[0].course.links


def test_the_same_army_from_the_same_place_afterwards_is_the_deed() -> None:
    (link,) = links(promise(), withdrawal())
    assert link.effect == "done" and link.good and link.score >= 0.8
    assert "at Halden" in link.reasons


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        (withdrawal(place="Morne"), "at Morne, not Halden"),
        (withdrawal(by=SUDE), "Government of Sudelia (SUD), not NRD"),
        (withdrawal(by=REBELS), "does not act for"),
        (withdrawal(when="2029-05-02"), "before the words"),
        (withdrawal(day="2031-02-02"), "before the words"),
    ],
)
def test_traps_are_set_aside_with_a_reason(deed: Article, reason: str) -> None:
    (link,) = links(promise(), deed)
    assert link.score < 0.5
    assert any(reason in why for why in link.reasons)


def test_what_is_not_told_lowers_the_score_and_excludes_nothing() -> None:
    sure = links(promise(), withdrawal())[0].score
    text = "Troops withdrew at dawn, the paper has learnt."
    unsure = Article("a2", "2031-03-09", text)
    unsure.did("RETREAT", "withdrew")
    assert 0.25 < links(promise(), unsure)[0].score < sure


def test_a_deed_that_was_put_off_is_none() -> None:
    article = Article("a2", "2031-03-09", "The army postponed the withdrawal from Halden again.")
    article.did("RETREAT", "withdrawal", by=ARMY, at="Halden")
    assert not [link for link in links(promise(), article) if link.effect == "done"]


def test_what_is_only_said_is_no_deed() -> None:
    article = Article("a2", "2031-03-09", "Troops may withdraw from Halden soon.")
    article.did("RETREAT", "withdraw", by=ARMY, at="Halden", status="possible")
    assert links(promise(), article) == ()


def test_another_object_of_the_same_type_of_act() -> None:
    words = "Nordavia will deliver forty tanks to Ostavia"
    pledge = Article("a1", "2031-03-01", f"{words}, the minister said.")
    said = pledge.said(NORD, "promise", words)
    pledge.did("AID", "deliver", by=NORD, on=THIRD, status="planned", told_in=said)
    flour = Article("a2", "2031-03-09", "Nordavia delivered flour to Ostavia on Monday.")
    flour.did("AID", "delivered", by=NORD, on=THIRD)
    tanks = Article("a3", "2031-03-10", "Nordavia delivered the last of the tanks to Ostavia.")
    tanks.did("AID", "delivered", by=NORD, on=THIRD)
    found = {link.article.id: link.score for link in links(pledge, flour, tanks)}
    assert found["a2"] < 0.5 < found["a3"]


def test_a_half_is_a_part() -> None:
    article = Article("a2", "2031-03-09", "The army withdrew half of its troops from Halden.")
    article.did("RETREAT", "withdrew", by=ARMY, at="Halden")
    assert links(promise(), article)[0].effect == "partly"


def test_on_whose_word_a_deed_stands_counts() -> None:
    article = Article("a2", "2031-03-09", "Troops withdrew from Halden, Sudelia said.")
    said = article.said(SUDE, "assert", "Troops withdrew from Halden")
    article.did("RETREAT", "withdrew", by=ARMY, at="Halden", told_in=said)
    link = links(promise(), article)[0]
    assert link.score < links(promise(), withdrawal())[0].score
    assert link.teller == "SUD"


def test_an_undated_retelling_of_an_old_deed_is_not_the_deed() -> None:
    old = withdrawal("old", "2031-02-20")
    again = withdrawal("again", "2031-03-05")
    found = {link.article.id: link for link in links(promise(), old, again)}
    assert found["again"].score < 0.5
    assert any("told already on 2031-02-20" in why for why in found["again"].reasons)


def test_minister_government_and_army_act_for_one_state() -> None:
    minister = Actor("m9", "Jon Falk", "person", "NRD", "GOV")
    assert links(promise(), withdrawal(by=minister))[0].score >= 0.5


def test_the_table_names_types_only_and_covers_all() -> None:
    for kind in KINDS:
        for type in TYPES:
            for refrain in (False, True):
                for deed in deed_types(kind, type, refrain):
                    assert deed in TYPES
                    assert bearing(kind, type, refrain, deed) is not None
            done = bearing(kind, type, False, type)
            if type != "THREATEN":
                assert done is not None and done.weight == 1.0
                assert done.good == (kind not in ("refuse", "deny"))


def test_symmetric_acts_meet_from_either_side() -> None:
    words = "to meet the envoy of Sudelia in Port Osk"
    pledge = Article("a1", "2031-03-01", f"The minister promised {words}.")
    said = pledge.said(NORD, "promise", words)
    pledge.did("CONSULT", "meet", by=NORD, on=ENVOY, status="planned", told_in=said)
    met = Article("a2", "2031-03-05", "The envoy met the minister for two hours.")
    met.did("CONSULT", "met", by=ENVOY, on=NORD)
    assert links(pledge, met)[0].moves
