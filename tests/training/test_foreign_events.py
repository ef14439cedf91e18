"""Other schemes' events in PLOVER's terms: kinds, sides, and running text from tokens."""

from __future__ import annotations

import pytest

from training.foreign_events import RAMS, VOA, joined, mapped

TRIGGER = (0, 6)


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        ("conflict.attack.bombing", ("ASSAULT",)),
        ("conflict.yield.retreat", ("RETREAT",)),
        ("conflict.yield.n/a", ("CONCEDE", "RETREAT")),
        ("transaction.transfermoney.giftgrantprovideaid", ("AID",)),
        ("transaction.transfermoney.embargosanction", ("SANCTION",)),
    ],
)
def test_the_longest_name_that_begins_a_kind_decides(kind: str, types: tuple[str, ...]) -> None:
    event = mapped(RAMS, kind, TRIGGER, [])
    assert event is not None and event.types == types


@pytest.mark.parametrize(
    "kind", ["life.die.nonviolentdeath", "conflict.attack.stealrobhijack", "personnel.elect.n/a"]
)
def test_kinds_without_one_type_are_left_out(kind: str) -> None:
    assert mapped(RAMS, kind, TRIGGER, [("attacker", (7, 9))]) is None


def test_arguments_become_sides_where_they_say_who_acts_on_whom() -> None:
    arrest = mapped(VOA, "Justice:Arrest-Jail", TRIGGER,
                    [("Agent", (10, 16)), ("Person", (20, 24)), ("Place", (30, 35))])
    assert arrest is not None
    assert (arrest.actors, arrest.recipients) == ([(10, 16)], [(20, 24)])
    meeting = mapped(VOA, "Contact:Meet", TRIGGER, [("Entity", (10, 16))])
    assert meeting is not None
    assert (meeting.actors, meeting.recipients) == ([], [])


def test_tokens_join_into_running_text_at_their_places() -> None:
    tokens = ["Envoys", "from", "Chad", "(", "and", "Mali", ")", "did", "n't", "meet", ",",
              "Chad", "'s", "minister", "said", "."]
    text, places = joined(tokens)
    assert text == "Envoys from Chad (and Mali) didn't meet, Chad's minister said."
    assert [text[start:end] for start, end in places] == tokens
