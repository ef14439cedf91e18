"""Mode, boundaries, addressees and carried speakers, without the network."""

from __future__ import annotations

import pytest

from communique.read.found import FoundStatement
from communique.read.quotes import find_quotations
from communique.read.speakers import carried
from communique.read.statements import (
    addressees,
    contents,
    may_nest,
    mended,
    mode_of,
    nested_texts,
    without_addressee,
)


def at(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def statement(text: str, content: str, **given: object) -> FoundStatement:
    fields: dict[str, object] = {
        "content": (at(text, content),), "cue": None, "source": None, "addressees": (),
        "mode": "direct", "kind": "said", "force": "assert", "parent": None, "score": 0.9,
    }
    return FoundStatement(**(fields | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "content", "mode"),
    [
        ('"We will stay," she said.', '"We will stay,"', "direct"),
        ("She said that they would stay.", "that they would stay", "indirect"),
        ('She said that they would "never" go.', 'that they would "never" go', "mixed"),
        ('She called it "a farce".', 'it "a farce"', "mixed"),
    ],
)
def test_mode(text: str, content: str, mode: str) -> None:
    assert mode_of(text, [at(text, content)], find_quotations(text)) == mode


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ('"We will stay," she said.', "We will stay", '"We will stay,"'),
        ('"We will stay," she said.', '"We will stay', '"We will stay,"'),
        ('She said they are "a threat."', 'they are "a threat', 'they are "a threat."'),
        ("She said they would stay.", "they would stay", "they would stay"),
        ('"We stay. We fight," she said.', "We fight", "We fight"),
    ],
)
def test_quotation_marks_beside_a_content_belong_to_it(text: str, found: str, whole: str) -> None:
    start, end = mended(text, at(text, found), find_quotations(text))
    assert text[start:end] == whole


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        ("Doe told reporters that talks failed.", "told", "that talks failed", ["reporters"]),
        ("Doe warned Ruritania of costs.", "warned", "of costs", ["Ruritania"]),
        ("Doe said that talks failed.", "said", "that talks failed", []),
        ("Addressing Roe, the minister said talks failed.", "said", "talks failed", ["Roe"]),
        ("He said to the council that talks failed.", "said", "that talks failed",
         ["the council"]),
    ],
)
def test_addressees(text: str, cue: str, content: str, expected: list[str]) -> None:
    found = addressees(text, [at(text, content)], at(text, cue), None)
    assert [text[s:e] for s, e in found] == expected


def test_an_unattributed_quotation_goes_on_with_the_speaker_before() -> None:
    text = '"We will not yield," the envoy said. "Never."'
    first = statement(text, '"We will not yield,"', source=at(text, "the envoy"))
    second = statement(text, '"Never."')
    assert carried(text, [first, second])[1].source == at(text, "the envoy")


def test_a_quotation_after_a_stretch_of_the_writers_own_is_nobodys() -> None:
    text = '"We stay," the envoy said. ' + "Much else happened. " * 12 + '"Never."'
    first = statement(text, '"We stay,"', source=at(text, "the envoy"))
    assert carried(text, [first, statement(text, '"Never."')])[1].source is None


def test_a_content_is_read_by_itself_without_its_that_and_its_mark() -> None:
    text = 'Doe said that "Roe told me today that he would go."'
    one = statement(text, 'that "Roe told me today that he would go."')
    assert [text[s:e] for s, e in nested_texts(text, one)] == [
        'Roe told me today that he would go."'
    ]
    assert not may_nest("the weather was fine on all three days")


def test_a_heading_is_no_part_of_a_content() -> None:
    text = "Doe: words and deeds\nFor her part, Doe said talks failed."
    spans = [(5, text.index(", Doe"))]
    assert [text[s:e] for s, e in contents(text, spans, [])] == ["For her part"]


def test_a_mark_alone_is_no_content() -> None:
    assert contents('He said " that.', [(8, 9)], []) == ()


def test_who_is_told_is_no_part_of_a_content() -> None:
    text = 'Doe had warned Ruritania "that costs would follow."'
    span = without_addressee(text, at(text, 'Ruritania "that costs would follow."'), at(text, "warned"))
    assert text[slice(*span)] == '"that costs would follow."'
    said = "Doe said Ruritania knew that costs would follow."
    kept = at(said, "Ruritania knew that costs would follow")
    assert without_addressee(said, kept, at(said, "said")) == kept
