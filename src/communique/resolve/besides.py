"""What stands beside a name: offices in apposition, short forms in brackets.

Takes the text and its described phrases in order, gives the offices that the article itself gives to
people ("Jane Doe, the Kenyan minister") and the short forms of bodies ("the Doe Front (DF)"). The one
idea: the few characters between two phrases tell whether one explains the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from communique.resolve.phrases import Described

Offsets = tuple[int, int]

_APPOSED = re.compile(r"(?:, | \(| – | - )(?:who (?:is|was) )?(?:the |a |an )?(?:then |now )?", re.I)
_SHORT = re.compile(r"\s\((?:the\s+)?[\"“]?([A-Z][\w&.-]{1,9})[),”\"]")


def offices(
    text: str, spans: list[Offsets], described: Mapping[Offsets, Described]
) -> Iterator[tuple[Offsets, Described, Described]]:
    """The span and description of each person with an office beside the name, and the office."""
    for left, right in pairwise(spans):
        between = text[left[1] : right[0]]
        if not _APPOSED.fullmatch(between):
            continue
        one, other = described[left], described[right]
        if one.kind == "person" and other.kind == "office":
            yield left, one, other
        elif (one.kind, other.kind, between) == ("office", "person", ", ") and not other.country:
            yield right, other, one


def short_forms(
    text: str, spans: list[Offsets], described: Mapping[Offsets, Described]
) -> dict[str, Offsets]:
    """The short forms that the article gives, each with the span of the full one."""
    forms: dict[str, Offsets] = {}
    for span in spans:
        one = described[span]
        if one.kind not in ("organization", "group"):
            continue
        match = _SHORT.match(text, span[1], span[1] + 24)
        short = one.abbreviation or (match.group(1) if match else "")
        if short:
            forms.setdefault(short, span)
    return forms
