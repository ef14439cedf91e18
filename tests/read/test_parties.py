"""Parties that the network cuts in two are mended."""

from __future__ import annotations

import pytest

from communique.read.model import Model
from communique.read.parties import whole
from communique.read.pieces import cut


@pytest.fixture(scope="module")
def model() -> Model:
    return Model()


@pytest.mark.parametrize(
    ("text", "tagged", "named", "found"),
    [
        ("the Council met", [(0, 1)], [(0, 2)], ["the Council"]),
        ("the Council met", [(0, 1), (1, 2)], [], ["the Council"]),
        ("Prime Minister Jane Doe left", [(0, 1)], [(0, 4)], ["Prime Minister Jane Doe"]),
        ("Ruritanian troops left", [(0, 1)], [(0, 2)], ["Ruritanian"]),
        ("their army left", [(0, 1)], [(0, 2)], ["their"]),
        ("Zenda met Hentzau", [(0, 1), (2, 3)], [(0, 1), (2, 3)], ["Zenda", "Hentzau"]),
        ("President Jane Doe and voters left", [(0, 4)], [(0, 3)], ["President Jane Doe"]),
        ("the envoys of Zenda, too, left", [(0, 5)], [(0, 4)], ["the envoys of Zenda"]),
        ("The brightest met", [(0, 1)], [], []),
    ],
)
def test_parties_come_whole(
    model: Model, text: str, tagged: list[tuple[int, int]], named: list[tuple[int, int]],
    found: list[str],
) -> None:
    pieces = cut(text, model.tokenizer)
    spans = whole(text, pieces, [(s, e, "party") for s, e in tagged], named)
    assert [text[pieces.starts[s] : pieces.ends[e - 1]] for s, e in spans] == found
