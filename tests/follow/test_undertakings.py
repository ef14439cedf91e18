"""What statements undertake, and which statements are one undertaking."""

from __future__ import annotations

import pytest

from communique.follow.acts import acts_in
from communique.follow.conditions import condition_in, deadline_in
from communique.follow.ledger import ledger_of
from communique.follow.proposals import proposals_of
from communique.follow.rows import rows_of
from tests.follow.factories import ENVOY, MINISTER, NORD, SUDE, Article, promise


def only(article: Article):  # type: ignore[no-untyped-def]
    rows = rows_of(article.record())
    assert rows is not None
    found = proposals_of(rows)
    assert len(found) == 1
    return found[0]


def test_a_promise_with_its_event_tells_who_what_and_where() -> None:
    found = only(promise())
    assert (found.kind, found.type, found.refrain) == ("promise", "RETREAT", False)
    assert found.place.name == "Halden" and found.maker.name == "Ilse Varga"
    assert [side.country for side in found.actors] == ["NRD"]


@pytest.mark.parametrize(
    ("force", "words", "type", "refrain"),
    [
        ("demand", "to pull its soldiers back from the ridge", "RETREAT", False),
        ("demand", "to stop arming the rebels in the hills", "AID", True),
        ("promise", "We will never recognise the vote", "SUPPORT", True),
        ("threaten", "would face severe consequences", "THREATEN", False),
        ("offer", "to sit down for talks on neutral ground", "CONSULT", False),
        ("refuse", "to release the captured crew", "CONCEDE", True),
        ("deny", "that it has any plans to invade", "ASSAULT", True),
        ("deny", "that its gunners shelled the clinic", "ASSAULT", False),
    ],
)
def test_without_an_event_the_words_name_the_act(
    force: str, words: str, type: str, refrain: bool
) -> None:
    article = Article("a", "2031-03-01", f"The envoy of Sudelia spoke of it: {words}.")
    article.said(ENVOY, force, words, to=NORD, cue="spoke")
    found = only(article)
    assert (found.type, found.refrain) == (type, refrain)


def test_a_demand_is_for_its_addressee_to_meet() -> None:
    article = Article("a", "2031-03-01", "Sudelia urged Nordavia to free the captured crew.")
    article.said(ENVOY, "demand", "to free the captured crew", to=NORD, cue="urged")
    found = only(article)
    assert [side.country for side in found.actors] == ["NRD"]


def test_the_condition_is_no_act_of_its_own() -> None:
    text = "We will strike the port if one shell lands on our side, the envoy said."
    article = Article("a", "2031-03-01", text)
    said = article.said(ENVOY, "threaten", "We will strike the port if one shell lands on our side")
    article.did("ASSAULT", "strike", by=SUDE, status="threatened", told_in=said)
    article.did("ASSAULT", "lands", by=NORD, status="possible", told_in=said)
    found = only(article)
    assert found.condition.text == "if one shell lands on our side"
    assert found.hinge.type == "ASSAULT" and not found.condition.waits
    assert [side.country for side in found.actors] == ["SUD"]


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("will answer unless the convoy turns back", "unless the convoy turns back"),
        ("any further incursion would bring sanctions", "any further incursion"),
        ("will stay until Friday", None),
        ("will come even if it rains", None),
        ("will leave by May", None),
    ],
)
def test_conditions(words: str, condition: str | None) -> None:
    found = condition_in(words)
    assert (found.text if found else None) == condition


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("will be gone by 30 June", "2031-06-30"),
        ("must leave within 48 hours", "2031-03-03"),
        ("will be out by the end of June", "2031-06"),
        ("must be out before 15 March", "2031-03-14"),
        ("has kept its word since 2027", None),
        ("will leave", None),
    ],
)
def test_deadlines(words: str, deadline: str | None) -> None:
    assert deadline_in(words, "2031-03-01") == deadline


def test_restatements_are_joined_and_another_place_is_not() -> None:
    again = Article("b", "2031-03-20", "“We shall withdraw our troops from Halden as promised,” said Varga.")
    said = again.said(MINISTER, "promise", "“We shall withdraw our troops from Halden as promised,”")
    again.did("RETREAT", "withdraw", by=NORD, status="planned", told_in=said, at="Halden")
    other = Article("c", "2031-03-20", "Nordavia will withdraw its troops from Morne, Varga said.")
    said = other.said(MINISTER, "promise", "Nordavia will withdraw its troops from Morne")
    other.did("RETREAT", "withdraw", by=NORD, status="planned", told_in=said, at="Morne")
    found = ledger_of(one.record() for one in (promise(), again, other)).undertakings()
    assert [len(one.proposals) for one in found] == [2, 1]
    assert found[0].first.said.article.id == "a1"


def test_thoughts_and_asserted_things_are_no_undertakings() -> None:
    article = Article("a", "2031-03-01", "The envoy said that troops will leave in May.")
    article.said(ENVOY, "assert", "that troops will leave in May")
    rows = rows_of(article.record())
    assert rows is not None and proposals_of(rows) == ()


def test_an_article_without_a_day_is_kept_out_and_counted() -> None:
    ledger = ledger_of([promise("x", None).record(), promise().record()])  # type: ignore[arg-type]
    assert list(ledger.left_out) == ["x"]
    assert len(list(ledger.entries())) == 1


def test_lexicon_finds_every_type_it_claims() -> None:
    from communique.follow.acts import _LEXICON
    from communique.plover import TYPES

    assert {type for type, _ in _LEXICON} <= set(TYPES)
    assert acts_in("lift the blockade")[0].type == "CONCEDE"
