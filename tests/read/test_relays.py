"""Statements that came through another: who relays, and who said it."""

from __future__ import annotations

import pytest

from communique.read.found import FoundStatement
from communique.read.relays import relayed


def _statement(text: str, content: str, cue: str, source: str) -> FoundStatement:
    def at(words: str) -> tuple[int, int]:
        return (text.index(words), text.index(words) + len(words))

    return FoundStatement(
        content=(at(content),), cue=at(cue), source=at(source), addressees=(), mode="direct",
        kind="said", force="promise", parent=None, score=0.9,
    )


@pytest.mark.parametrize(
    ("text", "cue", "source", "relayer", "speaker"),
    [
        ('"We will stay," the Gazette quoted the envoy as saying.', "quoted", "the Gazette",
         "the Gazette", "the envoy"),
        ('"We will stay," Zenda Press quoted Ruritania\'s envoy, Jo Doe, as telling reporters.',
         "quoted", "Zenda Press", "Zenda Press", "Jo Doe"),
        ('Jo Doe was quoted by Zenda Press on Monday as saying "We will stay,"', "saying", "Jo Doe",
         "Zenda Press", "Jo Doe"),
    ],
)
def test_a_quotation_through_an_agency_is_two_statements(
    text: str, cue: str, source: str, relayer: str, speaker: str
) -> None:
    both = relayed(text, _statement(text, '"We will stay,"', cue, source))
    assert both is not None
    outer, inner = both
    assert outer.source and text[slice(*outer.source)] == relayer
    assert inner.source and text[slice(*inner.source)] == speaker
    assert (outer.mode, inner.mode, inner.force) == ("indirect", "direct", "promise")
    assert text[slice(*inner.content[0])] == '"We will stay,"'


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ('"We will stay," the envoy said.', "said", "the envoy"),
        ('The Gazette quoted the envoy as saying "We will stay,"', "quoted", "The Gazette"),
        ('"We will stay," the envoy quoted from the treaty.', "quoted", "the envoy"),
    ],
)
def test_others_are_one(text: str, cue: str, source: str) -> None:
    assert relayed(text, _statement(text, '"We will stay,"', cue, source)) is None


def test_who_was_only_read_as_the_relayer_is_left_to_be_found() -> None:
    text = 'Jo Doe was quoted by Zenda Press as saying "We will stay,"'
    both = relayed(text, _statement(text, '"We will stay,"', "saying", "Zenda Press"))
    assert both is not None
    assert both[1].source is None
