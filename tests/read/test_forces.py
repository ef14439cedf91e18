"""A plain cue or a plain construction tells what is done by saying it."""

from __future__ import annotations

from typing import get_args

import pytest

from communique.read.forces import force_of
from communique.types import Force

FORCES: tuple[Force, ...] = get_args(Force)


def likely(force: Force, probability: float) -> list[float]:
    rest = (1 - probability) / (len(FORCES) - 1)
    return [probability if one == force else rest for one in FORCES]


@pytest.mark.parametrize(
    ("cue", "content", "quoted", "network", "sure", "force"),
    [
        ("denied", "any plan to march", False, "assert", 0.95, "deny"),
        ("refused to condemn", "the raid", False, "assert", 0.5, "refuse"),
        ("said", "that Zenda is reluctant to carry out the accord", False, "assert", 0.9, "accuse"),
        ("said", "that Zenda is reluctant to talk", False, "assert", 0.9, "assert"),
        ("added", "I can't call this friendship", True, "assert", 0.8, "accuse"),
        ("said", "then we will certainly answer", True, "assert", 0.85, "promise"),
        ("said", "then we will certainly answer", False, "assert", 0.85, "assert"),
        ("said", "We will certainly answer", True, "threaten", 0.85, "threaten"),
        ("said", "if they want better ties, then we will answer alike", True, "threaten", 0.9, "promise"),
        ("said", "if they do not resume talks, then we will answer", True, "threaten", 0.9, "threaten"),
        ("said", "We want to see the guns gone", True, "assert", 0.9, "demand"),
        ("said", "that we want to see the guns gone", False, "assert", 0.9, "assert"),
        ("asked", "whether the talks go on", False, "demand", 0.9, "demand"),
        ("said", "that Zenda must leave", False, "assert", 0.5, "demand"),
    ],
)
def test_the_force(
    cue: str, content: str, quoted: bool, network: Force, sure: float, force: Force
) -> None:
    assert force_of(FORCES, likely(network, sure), cue, content, quoted=quoted) == force
