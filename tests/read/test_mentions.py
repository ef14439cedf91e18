"""Mentions found by rule: their extent and kind, in prose and in headlines."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.read.mentions import find_mentions
from communique.read.pronouns import is_empty_it
from communique.read.words import find_words
from communique.types import MentionKind

KNOWN: dict[str, MentionKind] = {
    "Kenya": "country", "Kenyan": "country", "Uganda": "country", "NATO": "organization",
    "US": "country", "Nairobi": "country",
}  # fmt: skip


def found(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.kind) for one in find_mentions(text, KNOWN.get)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenyan Foreign Minister Jane Doe arrived.", [("Kenyan Foreign Minister Jane Doe", "person")]),
        ("He met the foreign minister of Kenya, Jane Doe.",
         [("He", "pronoun"), ("the foreign minister of Kenya", "office"), ("Jane Doe", "person")]),
        ("The talks between Kenya's president and Gen. John Roe failed.",
         [("Kenya's president", "office"), ("Gen. John Roe", "person")]),
        ("About 2,000 US troops left.", [("2,000 US troops", "group")]),
        ("Some unnamed officials said so.", [("Some unnamed officials", "group")]),
        ("The Council of Coastal States met.", [("The Council of Coastal States", "organization")]),
        ("The Organization for Security and Cooperation in Kenya met.",
         [("The Organization for Security and Cooperation in Kenya", "organization")]),
        ("NATO and Uganda agreed.", [("NATO", "organization"), ("Uganda", "country")]),
        ("The Lake Accord was signed by Ana de la Cruz.",
         [("The Lake Accord", "agreement"), ("Ana de la Cruz", "person")]),
        ("It is clear that she lied to them.", [("she", "pronoun"), ("them", "pronoun")]),
        ("President Omar al-Testi spoke.", [("President Omar al-Testi", "person")]),
        ("Pro-government gunmen fired on Monday.", [("Pro-government gunmen", "group")]),
        ("Moments later the rain stopped.", []),
    ],
)  # fmt: skip
def test_extent_and_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_capitals_tell_nothing_in_a_headline() -> None:
    text = "DOE WARNS KENYA OVER TALKS\nKenyan envoy Jane Doe warned of more talks."
    mentions = found(text)
    assert ("DOE", "person") in mentions and ("KENYA", "country") in mentions
    assert not any("TALKS" in words or "WARNS" in words for words, _ in mentions)


def test_mentions_do_not_overlap_but_for_an_owner() -> None:
    text = "His spokesman said that Kenya's army and its allies had left their posts."
    spans = [(one.start, one.end) for one in find_mentions(text, KNOWN.get)]
    for (a, b), (c, d) in pairwise(spans):
        assert b <= c or a == c or text[a:b].lower() in ("his", "its", "their"), text[a:d]


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("It is clear that", True), ("It was reported that", True), ("It seems", True),
        ("It denied", False), ("It has denied", False), ("It will send", False),
    ],
)  # fmt: skip
def test_empty_it(text: str, empty: bool) -> None:
    assert is_empty_it(text, 0) is empty


def test_sentences_are_not_cut_at_titles_and_initials() -> None:
    words = find_words("Gen. J. Doe of the U.S. left. He said so.\nThen he slept")
    assert [one.text for one in words if one.first] == ["Gen", "He", "Then"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_and_spans_slice(text: str) -> None:
    for one in find_mentions(text, KNOWN.get):
        assert 0 <= one.start < one.end <= len(text)
    assert find_mentions(text, KNOWN.get) == find_mentions(text, KNOWN.get)


def test_time_is_linear() -> None:
    line = "Kenyan minister Jane Doe told 200 officials of the Coastal Union that she would leave. "
    seconds = []
    for times in (400, 1600):
        begun = time.process_time()
        find_mentions(line * times, KNOWN.get)
        seconds.append(time.process_time() - begun)
    assert seconds[1] < 4 * 2.5 * seconds[0]
