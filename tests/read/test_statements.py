"""Mode, boundaries, addressees and carried speakers, without the network."""

from __future__ import annotations

import pytest

from communique.read.found import FoundStatement
from communique.read.quotes import find_quotations
from communique.read.speakers import carried
from communique.read.statements import (
    addressees,
    apart,
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


@pytest.mark.parametrize(
    ("text", "cue", "content", "speaker"),
    [
        ("Roe left the city. Doe is on record as saying that it was a coup.", "saying",
         "that it was a coup", "Doe"),
        ("She closed the talks in Springfield and denounced the vote.", "denounced", "the vote", "She"),
        ("Jane Doe met the envoys of Ruritania, warning of war.", "warning", "of war", "Jane Doe"),
        ("The envoys met Jane Doe to praise her.", "praise", "her", "The envoys"),
        ("Villagers were told by the rebels that they must go.", "told", "that they must go", "the rebels"),
        ("Villagers were told that they must go.", "told", "that they must go", None),
        ("It is clear, and his denied visit shows it, that they go.", "denied", "that they go", None),
    ],
)
def test_a_reporting_verb_has_its_subject_in_its_sentence(
    text: str, cue: str, content: str, speaker: str | None
) -> None:
    one = statement(text, content, cue=at(text, cue), mode="indirect")
    source = carried(text, [one])[0].source
    assert (text[slice(*source)] if source else None) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('The company waits. "It is a fake," Doe told Springfield Radio.', "Doe"),
        ('The company waits. "It is a fake," said Jane Doe.', "Jane Doe"),
        ('The company waits. "It is a fake." Doe left.', "The company"),
    ],
)
def test_an_attribution_right_after_a_quotation_tells_its_speaker(text: str, speaker: str) -> None:
    content = '"It is a fake,"' if "fake," in text else '"It is a fake."'
    one = statement(text, content, source=at(text, "The company"))
    source = carried(text, [one])[0].source
    assert source is not None and text[slice(*source)] == speaker


def test_who_speaks_after_a_blank_line_speaks_for_their_own() -> None:
    text = '"It is a fake."\n\nDoe, too, said so.'
    assert carried(text, [statement(text, '"It is a fake."', source=at(text, "Doe"))])[0].source is None


def test_a_transcript_says_whose_turn_it_is() -> None:
    text = "Jane Doe: Why now?\nJohn Roe: We had no choice.\nJane Doe: And then? J.Roe: We wait."
    contents = ("Why now?", "We had no choice.", "And then?", "We wait.")
    found = carried(text, [statement(text, one, mode="indirect") for one in contents])
    assert [text[slice(*one.source)] for one in found if one.source] == [
        "Jane Doe", "John Roe", "Jane Doe", "J.Roe"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Minister Jane Doe's remarks at the forum\nWe want peace. We shall have it.",
        "PRESIDENT OF RURITANIA JANE DOE: We want peace. We shall have it.",
    ],
)
def test_a_speech_is_whose_its_head_says(text: str) -> None:
    source = carried(text, [statement(text, "We shall have it.", mode="indirect")])[0].source
    assert source is not None and "jane doe" in text[slice(*source)].lower()


def test_a_line_with_a_colon_in_an_article_is_no_turn() -> None:
    text = "Ruritania Crisis: the talks go on.\nNobody came."
    assert carried(text, [statement(text, "Nobody came.", mode="indirect")])[0].source is None


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


def test_two_cues_make_two_statements() -> None:
    text = "Zenda has denied any plan to march while pointing to raids by Hentzau."

    def at(words: str) -> tuple[int, int]:
        return (text.index(words), text.index(words) + len(words))

    joint = FoundStatement(
        content=(at("any plan to march"), at("to raids by Hentzau")), cue=at("pointing"),
        source=at("Zenda"), addressees=(), mode="indirect", kind="said", force="accuse",
        parent=None, score=1.0,
    )  # fmt: skip
    denial, accusation = apart(text, joint)
    assert (denial.force, denial.cue, denial.content) == ("deny", at("denied"), joint.content[:1])
    assert (accusation.force, accusation.content) == ("accuse", joint.content[1:])
