"""Viterbi under BIO constraints."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from communique.read.tagging import constrain, spans, viterbi

TAGS = ("O", "B-x", "I-x", "B-y", "I-y")


def best_by_hand(scores: np.ndarray, transitions: np.ndarray, starts: np.ndarray) -> list[int]:
    def total(path: tuple[int, ...]) -> float:
        value = starts[path[0]] + scores[0, path[0]]
        for at in range(1, len(path)):
            value += transitions[path[at - 1], path[at]] + scores[at, path[at]]
        return float(value)

    return list(max(itertools.product(range(len(TAGS)), repeat=len(scores)), key=total))


def test_viterbi_finds_the_best_path_of_each_window() -> None:
    rng = np.random.default_rng(3)
    transitions = constrain(rng.normal(size=(5, 5)).astype(np.float32), TAGS)
    starts = rng.normal(size=5).astype(np.float32)
    windows = [rng.normal(size=(n, 5)).astype(np.float32) for n in (5, 1, 3)]
    paths = viterbi(windows, transitions, starts)
    assert paths == [best_by_hand(w, transitions, starts) for w in windows]


def test_no_tag_continues_what_did_not_begin() -> None:
    rng = np.random.default_rng(4)
    transitions = constrain(np.zeros((5, 5), np.float32), TAGS)
    (path,) = viterbi([rng.normal(size=(200, 5)).astype(np.float32) * 5], transitions,
                      np.zeros(5, np.float32))
    names = [TAGS[tag] for tag in path]
    for before, after in itertools.pairwise(names):
        assert not after.startswith("I-") or before[2:] == after[2:]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["O", "B-x", "I-x", "O"], [(1, 3, "x")]),
        (["B-x", "B-x"], [(0, 1, "x"), (1, 2, "x")]),
        (["I-x", "I-x", "B-y"], [(0, 2, "x"), (2, 3, "y")]),
        ([], []),
    ],
)
def test_spans(tags: list[str], expected: list[tuple[int, int, str]]) -> None:
    assert spans(tags) == expected


def test_nothing_in_nothing_out() -> None:
    assert viterbi([], np.zeros((5, 5), np.float32), np.zeros(5, np.float32)) == []
