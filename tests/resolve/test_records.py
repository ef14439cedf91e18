"""What an event's place is, and what a statement is about."""

from __future__ import annotations

import pytest

from communique.read.found import FoundEvent, FoundStatement
from communique.resolve.linker import link
from communique.resolve.places import places_in
from communique.resolve.records import Facts, _place, records
from communique.types import Document


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The envoys met in Geneva.", "met", "Geneva"),
        ("The envoys met" + ", as they so often do when there is little else to do" * 2
         + ", and not in Geneva.", "met", None),
        ("In Geneva the envoys met.", "met", "Geneva"),
        ("In Geneva, where snow lay deep and trams stood still, the envoys met.", "met", None),
    ],
)  # fmt: skip
def test_how_far_a_place_may_be(text: str, trigger: str, place: str | None) -> None:
    start = text.index(trigger)
    span = (start, start + len(trigger))
    event = FoundEvent(span, "CONSULT", (), (), "actual", None, 1.0)
    facts = Facts(sentences=[0], times=(), quantities=(), places=places_in(text))
    found = _place(event, (0, len(text)), facts)
    assert (found.name if found else None) == place


def test_a_statement_is_about_the_agreements_that_its_content_names() -> None:
    text = "The envoy said that the Minsk agreements hold. The Belmora Accord was signed in 1904."
    content = (text.index("that"), text.index(" hold") + 5)
    one = FoundStatement(
        content=(content,), cue=None, source=None, addressees=(), mode="indirect", kind="said",
        force="assert", parent=None, score=1.0,
    )
    facts = Facts(sentences=[0], times=(), quantities=(), places=())
    document = Document(id="d", text=text)
    (statement,), _ = records(document, [one], [], link(document, [], [], statements=[one]), facts)
    assert statement.about
    assert all("minsk" in key for key in statement.about)
