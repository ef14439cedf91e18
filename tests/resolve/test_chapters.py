"""Chapters: long texts are read in parts, and nobody can tell from the record."""

from __future__ import annotations

import pytest

import communique
from communique import reader as conductor
from communique.resolve import chapters as module
from communique.resolve.chapters import chapters, joined
from communique.types import Document, Notice, Record

ARTICLE = (
    "Ruritania's foreign minister, Jane Doe, said that her country would never leave the border "
    "town. She accused Freedonia of moving 2,000 troops there on Monday.\n\n"
    "“We want talks,” Freedonia's president, Rufus Roe, told reporters. He said Doe had promised "
    "to come to the capital.\n\n"
)


@pytest.mark.parametrize(
    "text", ["", "a", "x" * 1000, "one two " * 90, "A line.\n" * 90, "Para.\n\n" * 90, ARTICLE * 9]
)
def test_parts_make_up_the_whole(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHAPTER", 100)
    parts = chapters(Document("d", text))
    assert "".join(part.text for _, part in parts) == text
    assert all(text[start:].startswith(part.text) for start, part in parts)
    assert all(len(part.text) <= 100 for _, part in parts)
    if text.startswith("Para."):
        assert all(part.text.endswith("\n\n") for _, part in parts)


def test_a_long_article_has_spans_and_ids_of_the_whole(
    reader: communique.Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = ARTICLE * 4
    monkeypatch.setattr(module, "CHAPTER", len(ARTICLE) + 5)
    monkeypatch.setattr(conductor, "CHAPTER", len(ARTICLE) + 5)
    long = reader.read(text, published="2021-06-16", id="d")
    assert long.document.text == text
    first = reader.read(ARTICLE, published="2021-06-16", id="d")
    assert len(long.statements) == 4 * len(first.statements) > 0
    assert len(long.events) == 4 * len(first.events) > 0
    assert [one.to_dict() for one in long.statements[: len(first.statements)]] == [
        one.to_dict() for one in first.statements
    ]
    spans = [span for one in long.statements for span in one.content]
    spans += [one.trigger for one in long.events] + [one.span for one in long.mentions]
    assert all(text[span.start : span.end] == span.exact for span in spans)
    ids = {one.id for one in long.statements}
    assert len(ids) == len(long.statements)
    assert all(one.parent is None or one.parent in ids for one in long.statements)
    assert all(one.according_to is None or one.according_to in ids for one in long.events)
    assert {e for one in long.statements for e in one.events} <= {one.id for one in long.events}
    keys = [one.key for one in long.actors]
    assert len(keys) == len(set(keys))


def test_warnings_are_those_of_the_whole() -> None:
    document, notice = Document("d", "A. B."), Notice("undated", "no date")
    parts = [(0, Record(Document("d", "A. "))), (3, Record(Document("d", "B.")))]
    assert joined(document, parts, (notice,)) == Record(document, warnings=(notice,))
