"""How far an event's place may stand from its trigger."""

from __future__ import annotations

import pytest

from communique.read.found import FoundEvent
from communique.resolve.places import places_in
from communique.resolve.records import Facts, _place


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
