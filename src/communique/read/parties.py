"""Mends the parties that the network tags: a name cut in two is one, an "and" at the end goes.

Takes stretches of words that the network takes for parties and those that a rule takes for
mentions, gives the parties whole. One idea: words that can't stand for anybody ("the", "Prime")
belong to what follows them. Who is meant is not asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.read.nouns import DETERMINERS, MODIFIERS, TITLE_PARTS, TITLES
from communique.read.pieces import Pieces

Words = tuple[int, int]
_LEADS = DETERMINERS | MODIFIERS | TITLE_PARTS | TITLES
_OFFICES = TITLES - {"prime"}  # they stand for somebody by themselves: "the minister"
_POSSESSIVE = frozenset(("his", "her", "its", "their", "our", "my", "your"))


def whole(
    text: str, pieces: Pieces, tagged: Sequence[tuple[int, int, str]], named: Sequence[Words]
) -> list[Words]:
    """The parties, in order; one that only leads up to a mention is that mention.

    Args:
        text: the article.
        pieces: its words.
        tagged: parties as the network tags them, in order.
        named: mentions found by rule, in order.
    """
    ends = {start: end for start, end in named}
    found: list[Words] = []
    for start, end, _ in tagged:
        if found and start < found[-1][1]:
            continue  # what was led up to has taken it in
        if _leads(text, pieces, start, end):
            end = max(end, ends.get(start, end), ends.get(end, end))
        found.append((start, end))
    trimmed = (_trimmed(text, pieces, *span) for span in _joined(text, pieces, found))
    return [span for span in trimmed if span is not None]


_DANGLING = frozenset(("and", "or", "but", "&", ",", ";", ":", "-", "–", "—"))
_ARTICLES = frozenset(("the", "a", "an"))


def _trimmed(text: str, pieces: Pieces, start: int, end: int) -> Words | None:
    """A party without the "and" or comma that it ends with; none where only an article is left."""
    while end > start and text[pieces.starts[end - 1] : pieces.ends[end - 1]].lower() in _DANGLING:
        end -= 1
    lone = end - start == 1 and text[pieces.starts[start] : pieces.ends[start]].lower() in _ARTICLES
    return None if lone or end == start else (start, end)


def _joined(text: str, pieces: Pieces, spans: list[Words]) -> list[Words]:
    """"the" and "Council", tagged apart, are one."""
    found: list[Words] = []
    for span in spans:
        if found and found[-1][1] == span[0] and _leads(text, pieces, *found[-1]):
            found[-1] = (found[-1][0], span[1])
        else:
            found.append(span)
    return found


def _leads(text: str, pieces: Pieces, start: int, end: int) -> bool:
    """Whether the words all lead up to a name or noun: "the", "Prime", "the former"."""
    words = [text[pieces.starts[w] : pieces.ends[w]].lower() for w in range(start, end)]
    last = words[-1]
    if last in DETERMINERS:
        return not (len(words) == 1 and last in _POSSESSIVE)
    return last not in _OFFICES and all(word in _LEADS for word in words)
