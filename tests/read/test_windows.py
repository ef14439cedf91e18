"""Words, pieces and windows: every word once, offsets unmoved."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from communique.read.model import Model
from communique.read.pieces import CASES, LAYOUTS, QUOTES, Pieces, cut
from communique.read.windows import windows


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Model().tokenizer


def words(text: str, pieces: Pieces) -> list[str]:
    return [text[s:e] for s, e in zip(pieces.starts, pieces.ends, strict=True)]


def test_words_and_what_stands_in_their_layout(tokenizer: Tokenizer) -> None:
    text = 'NATO met. "We agree," Doe said.\nTalks go on.'
    pieces = cut(text, tokenizer)
    assert words(text, pieces) == [
        "NATO", "met", ".", '"', "We", "agree", ",", '"', "Doe", "said", ".",
        "Talks", "go", "on", ".",
    ]
    assert [CASES[c] for c in pieces.case[:5]] == ["upper", "lower", "none", "none", "title"]
    assert [QUOTES[q] for q in pieces.quote[3:9]] == [
        "mark", "inside", "inside", "inside", "mark", "outside",
    ]
    opens = [word for word, layout in zip(words(text, pieces), pieces.layout, strict=True)
             if LAYOUTS[layout] != "inside"]
    assert opens == ["NATO", '"', "Talks"]


def test_an_abbreviation_ends_no_sentence(tokenizer: Tokenizer) -> None:
    pieces = cut("He met Gen. Doe of the U.S. Army.", tokenizer)
    assert np.flatnonzero(pieces.layout).tolist() == [0]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_offsets_stay_in_the_text_and_in_order(tokenizer: Tokenizer, text: str) -> None:
    pieces = cut(text, tokenizer)
    assert (pieces.starts < pieces.ends).all()
    assert (pieces.starts[1:] >= pieces.ends[:-1]).all()
    assert not len(pieces.ends) or pieces.ends[-1] <= len(text)


@pytest.mark.parametrize("limit", [40, 100, 320])
@pytest.mark.parametrize(
    "text",
    [
        "Talks went on. " * 200,
        "Talks went on.\n" * 200,
        "word " * 900,
        "antidisestablishmentarianism" * 100,
    ],
)
def test_windows_cover_every_word_once(tokenizer: Tokenizer, text: str, limit: int) -> None:
    pieces = cut(text, tokenizer)
    found = windows(pieces, limit, limit // 5)
    assert found[0].start == 0 and found[-1].end == len(pieces.starts)
    for before, after in itertools.pairwise(found):
        assert before.end == after.start
        assert after.context <= after.start
    edges = [*pieces.first.tolist(), len(pieces.ids)]
    for window in found:
        size = edges[window.end] - edges[window.context] + 2
        assert size <= limit or window.end - window.start == 1


def test_a_window_opens_where_a_sentence_does(tokenizer: Tokenizer) -> None:
    pieces = cut("Talks went on. " * 200, tokenizer)
    assert all(pieces.layout[w.start] for w in windows(pieces, 100, 20))
