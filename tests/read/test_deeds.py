"""Statements that are deeds, and on whose word an event stands."""

from __future__ import annotations

from communique.read.deeds import accused, innermost, settle
from communique.read.found import FoundEvent, FoundMention, FoundStatement

CUE, SOURCE, TOLD, CONTENT = (10, 17), (0, 9), (18, 27), (28, 60)


def statement(**given: object) -> FoundStatement:
    fields: dict[str, object] = {
        "content": (CONTENT,), "cue": CUE, "source": SOURCE, "addressees": (TOLD,),
        "mode": "indirect", "kind": "said", "force": "demand", "parent": None, "score": 0.9,
    }
    return FoundStatement(**(fields | given))  # type: ignore[arg-type]


def event(**given: object) -> FoundEvent:
    fields: dict[str, object] = {
        "trigger": (40, 48), "type": "RETREAT", "actors": (TOLD,), "recipients": (),
        "status": "demanded", "according_to": None, "score": 0.8,
    }
    return FoundEvent(**(fields | given))  # type: ignore[arg-type]


def test_a_demand_on_somebody_is_a_request() -> None:
    request, retreat = settle([statement()], [event()])
    assert (request.type, request.status, request.according_to) == ("REQUEST", "actual", None)
    assert (request.actors, request.recipients, request.trigger) == ((SOURCE,), (TOLD,), CUE)
    assert retreat.according_to == 0


def test_a_request_that_is_already_there_is_not_added_again() -> None:
    there = event(trigger=CUE, type="REQUEST", actors=(SOURCE,), status="actual")
    assert settle([statement()], [there]) == [there]


def test_no_deed_without_somebody_addressed_nor_in_thought() -> None:
    assert settle([statement(addressees=())], []) == []
    assert settle([statement(kind="thought")], []) == []
    assert settle([statement(force="assert")], []) == []


def test_what_a_nested_statement_does_stands_on_the_outer_ones_word() -> None:
    outer = statement(force="assert", content=((10, 80),))
    inner = statement(parent=0)
    performed = event(trigger=CUE, type="REQUEST", actors=(SOURCE,), status="actual")
    assert settle([outer, inner], [performed])[0].according_to == 0


def test_the_smallest_statement_that_holds_a_span() -> None:
    outer, inner = statement(content=((0, 100),)), statement(content=((30, 60),), parent=0)
    assert innermost([outer, inner], (40, 48)) == 1
    assert innermost([outer, inner], (70, 75)) == 0
    assert innermost([outer, inner], (120, 125)) is None


def test_whom_an_accusation_is_about() -> None:
    text = "Doe informed the envoy that Ruritania is unwilling to keep the truce."

    def at(words: str) -> tuple[int, int]:
        return (text.index(words), text.index(words) + len(words))

    one = FoundStatement(
        content=((text.index("that"), len(text) - 1),), cue=at("informed"), source=at("Doe"),
        addressees=(at("the envoy"),), mode="indirect", kind="said", force="accuse", parent=None,
        score=1.0, meant=(at("the envoy"),),
    )  # fmt: skip
    named = [FoundMention(*at("the envoy"), "office"), FoundMention(*at("Ruritania"), "country")]
    (found,) = accused(text, [one], named)
    assert found.meant == (at("Ruritania"),)
    (event,) = settle([found], [])
    assert (event.type, event.recipients) == ("ACCUSE", (at("Ruritania"),))


def test_an_accusation_is_not_of_whoever_hears_it() -> None:
    heard = FoundStatement(
        content=((20, 40),), cue=(4, 8), source=(0, 3), addressees=((9, 18),), mode="indirect",
        kind="said", force="accuse", parent=None, score=1.0,
    )  # fmt: skip
    assert settle([heard], []) == []
