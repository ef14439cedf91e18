"""Whose an unattributed statement is: it goes on with the one before.

Takes the statements of a text, in text order; gives them with the words for the speaker carried
over where a quotation has none of its own. "We will not yield," the envoy said. "Never." The
second is the envoy's too; so is a quotation that fills the next paragraph. A title's bare
quotation, or one after a paragraph of the writer's own, is left without a speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.read.found import FoundStatement

# Characters between two statements that still leave the second one's speaker clear.
_REACH = 120


def carried(text: str, statements: Sequence[FoundStatement]) -> list[FoundStatement]:
    """The statements, each unattributed quotation with the source of the one before it."""
    found: list[FoundStatement] = []
    last: dict[int | None, FoundStatement] = {}
    for one in statements:
        before = last.get(one.parent)
        if one.source is None and one.mode != "indirect" and before is not None:
            end = max(c[1] for c in before.content)
            end = max(end, before.cue[1] if before.cue else 0, before.source[1] if before.source else 0)
            between = text[end : one.content[0][0]]
            if len(between) <= _REACH and between.count(".") <= 1:
                one = replace(one, source=before.source)
        last[one.parent] = one
        found.append(one)
    return found
