"""Words that name one type of event are triggers of that type."""

from __future__ import annotations

import pytest

from communique.read.model import Model
from communique.read.pieces import cut
from communique.read.triggers import Tagged, settled_triggers


@pytest.fixture(scope="module")
def model() -> Model:
    return Model()


@pytest.mark.parametrize(
    ("text", "tagged", "found"),
    [
        ("Zenda arrested two men", [], [(1, 2, "COERCE")]),
        ("Zenda arrested two men", [(1, 2, "ASSAULT")], [(1, 2, "COERCE")]),
        ("Zenda met Hentzau", [(1, 2, "AGREE")], [(1, 2, "CONSULT")]),
        ("Zenda met Hentzau", [], []),
        ("Zenda would never agree", [(1, 2, "REJECT"), (2, 4, "REJECT")], [(2, 4, "REJECT")]),
        ("Zenda called on them", [(1, 3, "CONSULT")], [(1, 3, "REQUEST")]),
        ("Zenda called them names", [(1, 2, "ACCUSE")], [(1, 2, "ACCUSE")]),
        ("an attack helicopter landed", [], []),
        ("a counter-attack failed", [], []),
        ("Attack of the Clones", [], []),
        ("they took sanctions seriously and fled", [(4, 6, "RETREAT")],
         [(2, 3, "SANCTION"), (4, 6, "RETREAT")]),
    ],
)
def test_triggers(model: Model, text: str, tagged: list[Tagged], found: list[Tagged]) -> None:
    pieces = cut(text, model.tokenizer)
    assert settled_triggers(text, pieces, tagged, 0, len(pieces.starts)) == found


def test_only_the_words_asked_for(model: Model) -> None:
    text = "They arrested him. They arrested her."
    pieces = cut(text, model.tokenizer)
    assert settled_triggers(text, pieces, [], 4, len(pieces.starts)) == [(5, 6, "COERCE")]
