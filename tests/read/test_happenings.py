"""Moving a force is MOBILIZE, whatever it is moved for; taking it away is RETREAT."""

from __future__ import annotations

import pytest

from communique.read.happenings import type_of
from communique.types import EventType


@pytest.mark.parametrize(
    ("text", "trigger", "marked", "found"),
    [
        ("Zenda is sending more than 40 of its military advisers.", "sending", "AID", "MOBILIZE"),
        ("Zenda sent blankets and food to the camps.", "sent", "AID", "AID"),
        ("Zenda trained the soldiers.", "trained", "AID", "AID"),
        ("300 Ruritanian marines landed.", "landed", "MOBILIZE", "MOBILIZE"),
        ("Zenda must withdraw its troops.", "withdraw", "MOBILIZE", "RETREAT"),
        ("Zenda withdrew troops.", "withdrew troops", "MOBILIZE", "RETREAT"),
        ("Zenda withdrew from the treaty.", "withdrew", "REJECT", "REJECT"),
    ],
)
def test_who_moves_a_force(text: str, trigger: str, marked: EventType, found: EventType) -> None:
    start = text.index(trigger)
    assert type_of(text, (start, start + len(trigger)), marked) == found
