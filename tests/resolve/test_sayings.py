"""From which day the times inside a quotation are reckoned."""

from __future__ import annotations

import pytest

from communique.read.found import FoundStatement
from communique.read.times import find_times
from communique.resolve.sayings import date_in, dated
from communique.types import Mode

THURSDAY = "2022-02-10"


def date_of_word(
    text: str, word: str, content: str, mode: Mode = "direct", published: str | None = THURSDAY
) -> str | None:
    """The date of `word` in a text that says `content`, by the verb "said"."""
    at, cue, start = text.index(content), text.rindex("said"), text.index(word)
    one = FoundStatement(
        ((at, at + len(content)),), (cue, cue + 4), None, (), mode, "said", "assert", None, 1.0
    )
    whole, times = (0, len(text)), find_times(text)
    _, sayings = dated(text, [one], [whole], times, published)
    date = date_in(text, (start, start + len(word)), whole, times, published, sayings)
    assert date is None or date.basis == "inferred"
    return date.value if date else None


TODAY = '"Today we shelled the port and yesterday we met the envoys,"'


@pytest.mark.parametrize(
    ("text", "word", "content", "mode", "date"),
    [
        (TODAY + " she said on Monday.", "shelled", TODAY, "direct", "2022-02-07"),
        (TODAY + " she said on Monday.", "met", TODAY, "direct", "2022-02-06"),
        (TODAY + " she said.", "met", TODAY, "direct", "2022-02-09"),
        (TODAY + " she said in January.", "met", TODAY, "direct", "2022-02-09"),
        ("She said on Monday that they had met yesterday.", "met",
         "that they had met yesterday", "indirect", "2022-02-09"),
        ('She said on Monday that they would "meet again tomorrow".', "meet",
         'that they would "meet again tomorrow"', "mixed", "2022-02-08"),
        ('"We will meet on Friday," she said on Monday.', "meet",
         '"We will meet on Friday,"', "direct", "2022-02-11"),
    ],
)  # fmt: skip
def test_quoted_times_follow_the_day_of_speaking(
    text: str, word: str, content: str, mode: Mode, date: str
) -> None:
    assert date_of_word(text, word, content, mode) == date


def test_a_full_date_of_speaking_needs_no_day_of_publication() -> None:
    text = TODAY + " she said on 7 February 2022."
    assert date_of_word(text, "met", TODAY, published=None) == "2022-02-06"
