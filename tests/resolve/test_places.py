"""Places: names with a word that says where, their state, and degrees of towns alone."""

from __future__ import annotations

import time

import pytest

from communique.resolve.places import place_of, places_in

CASES = [
    ("Moscow said the talks in Geneva had failed.", [("Geneva", "CHE")]),
    ("He flew to Minsk in May.", [("Minsk", "BLR")]),
    ("They sent advisers to the Ukrainian capital.", [("Ukrainian capital", "UKR")]),
    ("Shells fell in Donetsk, Luhansk and Horlivka.",
     [("Donetsk", "UKR"), ("Luhansk", "UKR"), ("Horlivka", "UKR")]),
    ("He spoke in North Korea and in northern Iraq.", [("North Korea", "PRK"), ("Iraq", "IRQ")]),
    ("Fighting broke out in Northern Iraq.", [("Iraq", "IRQ")]),
    ("They met in the Serbian capital Belgrade.", [("Belgrade", "SRB")]),
    ("Rebels took the village of Verkhnya Tsapivka.", [("Verkhnya Tsapivka", None)]),
    ("The attacks on New York shocked him.", [("New York", "USA")]),
    ("He lives in Washington, near the White House.", [("Washington", "USA")]),
    ("He left the U.S. Embassy in the U.S. on Friday.", [("U.S.", "USA")]),
    ("They met in St. Petersburg.", [("St. Petersburg", "RUS")]),
    ("Troops withdrew from Afghanistan.", [("Afghanistan", "AFG")]),
    ("He said so on Monday, in April, at Downing Street.", []),
    ("Russia and Britain said no.", []),
    ("The Russian minister told the British one.", []),
    ("He slept at Paris Hilton's house.", []),
    ("They spoke of the row around Kyiv's reluctance.", []),
    ("Shells fell in Ukraine's east.", [("Ukraine", "UKR")]),
    ("It pulled troops from its border with Poland.", []),
    ("Rivals across east Asia and in Europe agreed.", []),
    ("A pro-Kyiv protest was held.", []),
    ("A Kabul car bombing killed five.", [("Kabul", "AFG")]),
    ("Guards were posted on the Russian-Georgian border.", [("Russian-Georgian border", "RUS")]),
    ("The Russia talks failed.", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_places_in(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = places_in(text)
    assert [(one.name, one.country) for one in found] == expected
    for one in found:
        assert one.span.exact == text[one.span.start : one.span.end]


def test_a_town_has_degrees_and_a_state_has_none() -> None:
    minsk = place_of("Minsk", 0, 5)
    belarus = place_of("Belarus", 0, 7)
    assert minsk and belarus and minsk.country == belarus.country == "BLR"
    assert (minsk.latitude, minsk.longitude) == pytest.approx((53.9, 27.57), abs=0.1)
    assert belarus.latitude is None and belarus.longitude is None


def test_place_of_reads_past_articles_and_directions() -> None:
    text = "across eastern Ukraine, the Donetsk region"
    first = place_of(text, 7, 22)
    assert first and (first.span.exact, first.country) == ("Ukraine", "UKR")
    second = place_of(text, 24, len(text))
    assert second and (second.span.exact, second.country) == ("Donetsk", "UKR")


@pytest.mark.parametrize("phrase", ["nowhere", "the talks", "Monday", "Lavrov", "", "the capital"])
def test_what_is_no_place_is_none(phrase: str) -> None:
    assert place_of(phrase, 0, len(phrase)) is None


@pytest.mark.parametrize("unit", ["in the ", "went a b c to ", "in A B, and C ", "of the town of A ",
                                  "A ", "on the A-B border "])  # fmt: skip
def test_time_grows_with_length_alone(unit: str) -> None:
    places_in(unit * 10)
    took = []
    for text in (unit * 300, unit * 3000):
        start = time.process_time()
        places_in(text)
        took.append(time.process_time() - start)
    assert took[1] < 60 * took[0] + 0.5
