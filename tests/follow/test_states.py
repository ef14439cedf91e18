"""States over time: stories in, states out; any order of articles gives the same ledger."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.follow.ledger import Ledger, ledger_of
from communique.follow.sides import Side, fit
from tests.follow.factories import (
    ARMY,
    ENVOY,
    MINISTER,
    NORD,
    SUDE,
    THIRD,
    Article,
    promise,
    withdrawal,
)


def first(*articles: Article, now: str | None = None):  # type: ignore[no-untyped-def]
    return next(iter(ledger_of(one.record() for one in articles).entries(now)))


def quiet(day: str = "2031-12-31") -> Article:
    return Article("quiet", day, "Nothing happened.")


def demand(id: str = "d1", day: str = "2031-03-01", words: str = "to release the captured crew") -> Article:
    article = Article(id, day, f"Sudelia called on Nordavia {words}.")
    said = article.said(ENVOY, "demand", words, to=NORD, cue="called on")
    article.did("CONCEDE", "release", by=NORD, status="demanded", told_in=said)
    return article


def threat(words: str = "would close the strait to ships of Sudelia") -> Article:
    article = Article("t1", "2031-03-01", f"Nordavia {words}, its minister warned.")
    said = article.said(MINISTER, "threaten", words, to=SUDE, cue="warned")
    article.did("SANCTION", "close", by=NORD, on=SUDE, status="threatened", told_in=said)
    return article


def closing(day: str = "2031-03-05") -> Article:
    article = Article("t2", day, "Nordavia closed the strait to all ships of Sudelia on Monday.")
    article.did("SANCTION", "closed", by=NORD, on=SUDE)
    return article


def answer(id: str, day: str, speaker, force: str, words: str, to=None) -> Article:  # type: ignore[no-untyped-def]
    article = Article(id, day, f"He spoke of the crew: {words}.")
    article.said(speaker, force, words, to=to)
    return article


def test_open_until_something_comes() -> None:
    entry = first(promise(), quiet())
    assert entry.course.state == "open" and entry.course.since.text == "2031-03-01"


def test_met_on_the_day_of_the_deed() -> None:
    entry = first(promise(), withdrawal(when="2031-03-08"))
    assert (entry.course.state, entry.course.since.text) == ("met", "2031-03-08")


def test_a_threat_carried_out_within_days_is_met() -> None:
    assert first(threat(), closing()).course.state == "met"


def test_a_withdrawal_promised_then_put_off_then_done() -> None:
    words = "the withdrawal of its troops from Halden is postponed"
    off = Article("a2", "2031-03-10", f"Varga said that {words}.")
    off.said(MINISTER, "assert", words)
    assert first(promise(), off).course.state == "withdrawn"
    done = first(promise(), off, withdrawal("a3", "2031-05-01"))
    assert [change.state for change in done.course.changes] == ["open", "withdrawn", "met"]


def test_the_opposite_contradicts() -> None:
    more = Article("a2", "2031-03-10", "The army deployed two more brigades at Halden.")
    more.did("MOBILIZE", "deployed", by=ARMY, at="Halden")
    assert first(promise(), more).course.state == "contradicted"


def test_a_withdrawal_undone_is_contradicted_after_all() -> None:
    back = Article("a3", "2031-04-10", "The army deployed two brigades at Halden again.")
    back.did("MOBILIZE", "deployed", by=ARMY, at="Halden")
    entry = first(promise(), withdrawal(), back)
    assert [change.state for change in entry.course.changes] == ["open", "met", "contradicted"]


def test_demands_are_refused_accepted_or_met() -> None:
    no = answer("d2", "2031-03-04", MINISTER, "refuse", "to release the crew that was captured")
    yes = answer("d3", "2031-03-09", MINISTER, "agree", "to release the captured crew", to=SUDE)
    free = Article("d4", "2031-03-15", "Nordavia released the captured crew.")
    free.did("CONCEDE", "released", by=NORD)
    assert first(demand(), no).course.state == "refused"
    assert first(demand(), yes).course.state == "met"
    assert first(demand(), free).course.state == "met"
    story = first(demand(), no, free).course
    assert [change.state for change in story.changes] == ["open", "refused", "met"]


def test_a_refusal_before_the_demand_or_of_something_else_refuses_nothing() -> None:
    early = answer("d0", "2031-01-04", MINISTER, "refuse", "to release the crew that was captured")
    other = answer("d2", "2031-05-04", MINISTER, "refuse", "to reopen the border crossing at Vell")
    third = answer("d3", "2031-03-04", THIRD, "refuse", "to release the captured crew")
    assert first(demand(), early).course.state == "open"
    assert first(demand(), other).course.state == "open"
    assert first(demand(), third).course.state == "open"


def test_a_deadline_that_passes_in_silence_lapses() -> None:
    article = Article("a1", "2031-03-01", "Nordavia will free the crew by 1 April, Varga said.")
    said = article.said(MINISTER, "promise", "Nordavia will free the crew by 1 April")
    article.did("CONCEDE", "free", by=NORD, status="planned", told_in=said)
    assert first(article, quiet("2031-03-20")).course.state == "open"
    entry = first(article, quiet("2031-05-01"))
    assert (entry.course.state, entry.course.since.text) == ("lapsed", "2031-04-02")
    assert entry.undertaking.deadline == "2031-04-01"


def test_a_threat_whose_condition_never_came_stays_open() -> None:
    article = threat("would close the strait if one more ship of Sudelia is boarded")
    assert first(article, quiet()).course.state == "open"


def test_denials_and_refusals_are_broken_by_the_act() -> None:
    denial = Article("a1", "2031-03-01", "Nordavia has no plans to attack Sudelia, Varga said.")
    said = denial.said(MINISTER, "deny", "Nordavia has no plans to attack Sudelia")
    denial.did("ASSAULT", "attack", by=NORD, on=SUDE, status="denied", told_in=said)
    attack = Article("a2", "2031-03-20", "The army of Nordavia attacked Sudelia at dawn.")
    attack.did("ASSAULT", "attacked", by=ARMY, on=SUDE)
    assert first(denial, quiet()).course.state == "open"
    assert first(denial, attack).course.state == "contradicted"


def test_a_fact_denied_needs_two_outlets() -> None:
    denial = Article("a1", "2031-03-01", "Varga denied that the army shelled the clinic at Vell.")
    said = denial.said(MINISTER, "deny", "that the army shelled the clinic at Vell")
    denial.did("ASSAULT", "shelled", by=ARMY, status="denied", told_in=said, at="Vell")

    def report(id: str, publisher: str) -> Article:
        article = Article(id, "2031-03-03", "The army shelled the clinic at Vell.", publisher)
        article.did("ASSAULT", "shelled", by=ARMY, at="Vell")
        return article

    one = first(denial, report("r1", "Harbour Post")).course
    assert one.state == "open"
    two = first(denial, report("r1", "Harbour Post"), report("r2", "The Lamp")).course
    assert two.state == "contradicted"


def test_a_claim_that_the_other_side_denies_is_disputed() -> None:
    claim = Article("a2", "2031-03-09", "Nordavia withdrew its troops from Halden, Varga said.")
    said = claim.said(MINISTER, "assert", "Nordavia withdrew its troops from Halden")
    claim.did("RETREAT", "withdrew", by=NORD, at="Halden", told_in=said)
    no = Article("a3", "2031-03-10", "Sudelia said that no troops withdrew from Halden.")
    said = no.said(ENVOY, "deny", "no troops withdrew from Halden")
    no.did("RETREAT", "withdrew", by=NORD, at="Halden", status="denied", told_in=said)
    entry = first(promise(), claim, no)
    assert entry.course.state == "open"
    assert any(link.disputed for link in entry.course.links)
    listed = [one for one in entry.to_dict()["evidence"] if one["for"]]
    assert listed and all(one["score"] < 0.5 for one in listed)


def test_states_can_be_asked_as_of_a_day() -> None:
    entry = first(promise(), withdrawal(), now="2031-03-05")
    assert entry.course.state == "open"


STORY = [
    promise(), withdrawal(), withdrawal("a3", "2031-04-01", "Morne"), demand(), threat(), closing(),
    answer("d2", "2031-03-04", MINISTER, "refuse", "to release the crew that was captured"),
    promise("a9", "2031-03-03"), quiet(),
]  # fmt: skip


@given(st.permutations(STORY))
@settings(max_examples=20, deadline=None)
def test_any_order_of_articles_gives_the_same_ledger(order: list[Article]) -> None:
    expected = [one.to_dict() for one in ledger_of(a.record() for a in STORY).entries()]
    assert [one.to_dict() for one in ledger_of(a.record() for a in order).entries()] == expected


def test_adding_costs_by_what_is_added() -> None:
    def crowd(first: int, many: int, state: str) -> list[Article]:
        return [withdrawal(f"{state}{at}", "2031-06-01", f"Town{at}") for at in range(first, many)]

    ledger = Ledger()
    for article in [promise(), *crowd(0, 300, "x")]:
        ledger.add(article.record())
    before = ledger.weighed
    for article in crowd(300, 330, "y"):
        ledger.add(article.record())
    assert ledger.weighed - before <= 30


@pytest.mark.parametrize("twice", [True, False])
def test_the_same_article_again_changes_nothing(twice: bool) -> None:
    articles = [promise(), withdrawal()] * (2 if twice else 1)
    found = list(ledger_of(one.record() for one in articles).entries())
    assert len(found) == 1 and len(found[0].course.links) == 1


def test_every_entry_has_the_contract_s_keys() -> None:
    entries = [one.to_dict() for one in ledger_of(a.record() for a in STORY).entries()]
    texts = {a.id: a.text for a in STORY}
    keys = ["id", "maker", "to", "kind", "what", "condition", "deadline", "said_on", "statements",
            "state", "since", "score", "evidence"]  # fmt: skip
    assert entries
    for one in entries:
        assert list(one) == keys
        assert set(one["what"]) == {"type", "actors", "recipients", "place", "text", "refrain"}
        for piece in itertools.chain(one["statements"], one["evidence"]):
            text = texts[piece["document"]]
            assert text[piece["start"] : piece["end"]] == piece["exact"]
        for piece in one["evidence"]:
            assert set(piece) == {"event", "document", "start", "end", "exact", "date", "for",
                                  "score", "why"}  # fmt: skip
            assert 0 <= piece["score"] <= 1


def test_who_is_no_official_acts_for_no_state() -> None:
    minister = Side("m", "Ilse Varga", "NRD", "GOV", "person")
    assert fit(minister, Side("a", "Dora Lund", "NRD", "UNK", "person")).factor <= 0.5
    assert fit(minister, Side("b", "burglars of Nordavia", "NRD", "UNK")).factor <= 0.5
    assert fit(minister, Side("c", "Nordavian howitzers", "NRD", "UNK")).factor >= 0.9
    assert fit(minister, Side("d", "Supreme Court", "NRD", "JUD")).factor < 0.85
    firm, other = Side("f", "Nordgas", "NRD", "BUS"), Side("g", "Toy Works", "NRD", "BUS")
    assert fit(minister, firm).factor >= 0.8 and fit(firm, other).factor <= 0.5


def test_what_any_state_does_daily_meets_no_promise() -> None:
    words = "We will examine it, Varga said."
    vow = Article("a", "2031-03-01", words)
    said = vow.said(MINISTER, "promise", "We will examine it", cue="said")
    vow.did("ACCUSE", "examine", by=NORD, status="planned", told_in=said)
    later = Article("b", "2031-03-20", "Nordavia blamed a trawler for the loss of a buoy.", "Bell")
    later.did("ACCUSE", "blamed", by=NORD)
    (found,) = ledger_of([vow.record(), later.record()]).entries()
    assert found.course.state == "open"
