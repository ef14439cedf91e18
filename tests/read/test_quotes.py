"""Quotation marks of every style, balanced or not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.quotes import find_quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We agree," she said. "Fully."', ['"We agree,"', '"Fully."']),
        ("“We agree,” she said.", ["“We agree,”"]),
        ("«We agree,» she said.", ["«We agree,»"]),
        ("„We agree,“ she said.".replace("“", "”"), ["„We agree,”"]),
        ("``We agree,'' she said.", ["``We agree,''"]),
        ('An opening " stays open: he called it "odd.”', ['"odd.”']),
        ("'We agree,' she said.", ["'We agree,'"]),
        ("The ministers' talks in the '90s weren't long.", []),
        ("It's the envoy's view that 'dialogue' helps.", ["'dialogue'"]),
        ('He called it "a \'bad\' deal" twice.', ['"a \'bad\' deal"']),
        ('A 6" gun and no quotation', []),
        ('"Never.\nNot once.\nNot now," he said.\nThe end.', ['"Never.\nNot once.\nNot now,"']),
        ('"First paragraph.\n\n"Second paragraph," he said.',
         ['"First paragraph.', '"Second paragraph,"']),
        ('"Left open for ever', ['"Left open for ever']),
        ("", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_that_never_closes_ends_with_its_line() -> None:
    text = '"Left open\n' + "plain words here\n" * 40
    assert quoted(text) == ['"Left open']


@given(st.text(alphabet="ab \n\"'“”‘’«».,", max_size=80))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    found = find_quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
