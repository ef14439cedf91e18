"""Annotation files to label rows: strings found, and complaints about those that are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.labels.locate import locate, source_text

TEXT = "Chad’s minister said talks had failed. Chad will close its border, the minister said."


def annotation(content: str) -> dict[str, object]:
    statement = {
        "content": [content], "cue": "said", "speaker_text": "the minister", "speaker": "minister",
        "speaker_country": "TCD", "addressee": [], "mode": "indirect", "force": "promise",
    }
    return {"id": "one", "text": {"file": "texts.jsonl", "line": 1}, "statements": [statement],
            "events": []}


def test_the_cue_nearest_to_the_content_is_taken() -> None:
    row, problems = locate(annotation("Chad will close its border"), TEXT)
    assert not problems
    start, end = row["statements"][0]["cue"]
    assert (TEXT[start:end], start) == ("said", TEXT.rindex("said"))


def test_a_string_that_is_not_in_the_text_is_a_problem() -> None:
    _, problems = locate(annotation("Chad will open its border"), TEXT)
    assert len(problems) == 1 and "Chad will open its border" in problems[0]


@pytest.mark.parametrize("key", ["text", "sentence"])
def test_a_corpus_keeps_its_text_under_either_name(tmp_path: Path, key: str) -> None:
    (tmp_path / "texts.jsonl").write_text(json.dumps({key: TEXT}) + "\n", encoding="utf-8")
    assert source_text(tmp_path, {"file": "texts.jsonl", "line": 1}) == TEXT
