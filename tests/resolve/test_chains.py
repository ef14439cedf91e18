"""Chains of names: which forms are one person, and which are not."""

from __future__ import annotations

import pytest

from communique.resolve.chains import Chains, words_of
from communique.resolve.genders import sex_of
from communique.resolve.phrases import Described


def chains_of(*names: str | tuple[str, str]) -> tuple[Chains, list[str]]:
    """The chains of names (or names with the title beside them), ten characters apart."""
    named = [(one, "") if isinstance(one, str) else one for one in names]
    phrases = [
        (10 * at, Described(name, "person", name=name, title=title, definite=True))
        for at, (name, title) in enumerate(named)
    ]
    chains = Chains()
    chains.gather(phrases)
    found = [chains.at(start, one.name) for start, one in phrases]
    return chains, [one.name if one else "" for one in found]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Jane Doe", "Doe"), ["Jane Doe", "Jane Doe"]),
        (("Doe", "Jane Doe"), ["Jane Doe", "Jane Doe"]),
        (("Jane Doe", "Jane"), ["Jane Doe", "Jane Doe"]),
        (("Zhang Wei", "Zhang"), ["Zhang Wei", "Zhang Wei"]),
        (("Jane Doe", "John Doe", "Doe"), ["Jane Doe", "John Doe", "John Doe"]),
        (("John A. Doe", "John Doe"), ["John A. Doe", "John A. Doe"]),
        (("J. Doe", "Jane Doe"), ["J. Doe", "J. Doe"]),
        (("Viktor Yanukovich", "Yanukovych"), ["Viktor Yanukovich", "Viktor Yanukovich"]),
        (("Hacen Ould Testa", "Ould Testa"), ["Hacen Ould Testa", "Hacen Ould Testa"]),
        (("Jane Doe", "Roe"), ["Jane Doe", "Roe"]),
        (("Jane Roe", "John Doe", "Roe"), ["Jane Roe", "John Doe", "Jane Roe"]),
    ],
)
def test_which_names_are_one(names: tuple[str, ...], expected: list[str]) -> None:
    assert chains_of(*names)[1] == expected


def test_a_title_tells_two_bearers_of_a_surname_apart() -> None:
    _, found = chains_of(("John Doe", "Mr"), ("Jane Doe", "Mrs"), ("Doe", "Mr"))
    assert found[2] == "John Doe"


def test_a_chain_gathers_titles_and_the_first_offset() -> None:
    chains, _ = chains_of(("Jane Doe", "Kenyan minister"), "Doe", ("Doe", "Ms"))
    (chain,) = chains.all
    assert chain.starts == [0, 10, 20]
    assert [one.title for one in chain.titles] == ["Kenyan minister", "Ms"]
    assert chain.sex == "f"


def test_a_name_in_other_letters_is_a_chain_too() -> None:
    assert chains_of("張偉")[1] == ["張偉"]
    assert words_of("張偉") != ()


def test_a_name_that_nobody_bears_has_no_chain() -> None:
    chains, _ = chains_of("Jane Doe")
    assert chains.named("Roe", 50) is None
    assert chains.at(0, "Roe") is None


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("Jane Doe", "", "f"), ("Peter Doe", "", "m"), ("Doe", "", ""), ("Doe", "spokeswoman", "f"),
        ("Doe", "King", "m"), ("Xyzzy Doe", "", ""), ("Jane Doe", "chairman", "m"),
    ],
)  # fmt: skip
def test_what_tells_of_a_man_or_a_woman(name: str, title: str, expected: str) -> None:
    assert sex_of(name, title) == expected
