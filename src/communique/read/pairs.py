"""Marked pairs: whom the user marked in a text, checked, and what is read around them.

Takes a text and spans as they were given, gives the network's input; what is no span of words in
the text raises an `InputError` that says which and why. It does not tell what the two do to each
other: that is the network's to say.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from communique.errors import InputError
from communique.ingest.documents import is_blank_text
from communique.read.found import Offsets
from communique.read.model import Input
from communique.read.pieces import Pieces

# Words around a marked pair that are read to relate it.
_PAIR_REACH = 180


def pair_input(
    pieces: Pieces, actor: tuple[int, int] | None, recipient: tuple[int, int] | None
) -> Input:
    """The words around a pair; all of them in a text of usual length."""
    total = len(pieces.starts)
    if total <= _PAIR_REACH:
        return Input(pieces, 0, total, actor, recipient)
    first = min(span[0] for span in (actor, recipient) if span)
    start = max(0, first - _PAIR_REACH // 3)
    return Input(pieces, start, min(total, start + _PAIR_REACH), actor, recipient)


def check_span(text: str, name: str, span: Offsets | None) -> None:
    """Nothing where `span` holds words of `text`, or is None.

    Raises:
        InputError: it does not; the message calls it by `name`.
    """
    if span is None:
        return
    if not _is_pair(span):
        raise InputError(f"{name} {shown(span)} is no pair of numbers",
                         "Give a start and an end, in code points.")
    start, end = span
    if start == end:
        raise InputError(f"{name} ({start}, {end}) is empty", "Give end-exclusive code points.")
    if start > end:
        raise InputError(f"{name} ({start}, {end}) is reversed", "Give the start first.")
    if start < 0 or end > len(text):
        raise InputError(f"{name} ({start}, {end}) is out of range: the text has {len(text)} "
                         "code points")
    if is_blank_text(text[start:end]):
        raise InputError(f"{name} ({start}, {end}) holds no words, only blanks")


def _is_pair(span: object) -> bool:
    """Whether it is two whole numbers; numpy's count as such, True and False don't."""
    if not isinstance(span, Sequence) or isinstance(span, str | bytes) or len(span) != 2:
        return False
    return all(isinstance(one, int | np.integer) and not isinstance(one, bool) for one in span)


def shown(value: object) -> str:
    """What was given, short enough for a message."""
    words = repr(value)
    return words if len(words) <= 60 else words[:57] + "..."
