"""Mode and contexts of events: the table of cases, and the lists behind them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique import plover
from communique.read.contexts import contexts_of, lexicon, mode_of

ROOT = Path(__file__).parents[2]
ROWS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "modes.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_case(row: dict[str, Any]) -> None:
    before, trigger, after = row["text"].replace("]]", "[[").split("[[")
    text = before + trigger + after
    span, sentence = (len(before), len(before) + len(trigger)), (0, len(text))
    assert mode_of(text, span, sentence, row["type"]) == row["mode"]
    assert set(row["contexts"]) <= set(contexts_of(text, span, sentence, row["type"]))


def test_every_mode_of_every_type_has_words() -> None:
    table = ROOT / "src/communique/data/plover/mode_words.tsv"
    rows = list(csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t"))
    assert {(row["type"], row["mode"]) for row in rows} == {
        (one.type, one.code) for one in plover.modes()
    }


def test_every_context_has_words() -> None:
    table = ROOT / "src/communique/data/plover/context_words.tsv"
    rows = list(csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t"))
    assert [row["context"] for row in rows] == list(plover.contexts())


def test_contexts_stand_in_the_order_of_the_codebook_and_are_few() -> None:
    text = ("Soldiers shelled the hospital after the election, the UN court said, and refugees, "
            "women and journalists fled to the border for food, oil and asylum.")  # fmt: skip
    found = contexts_of(text, (9, 16), (0, len(text)), "ASSAULT")
    assert list(found) == [one for one in plover.contexts() if one in found]
    assert 1 < len(found) <= 5


def test_only_the_sentence_counts() -> None:
    text = "Farmers marched. The nuclear plant burnt."
    assert contexts_of(text, (8, 15), (0, 16), "PROTEST") == ()


def test_words_in_capitals_are_found_in_capitals_alone() -> None:
    known = lexicon([("terrorism", "ISIS"), ("diplomatic", "talk* peace_plan")])
    assert known.found_in("Isis the goddess") == []
    assert known.found_in("ISIS and Talks on a peace  plan") == [
        (0, "terrorism"), (9, "diplomatic"), (20, "diplomatic")
    ]  # fmt: skip
