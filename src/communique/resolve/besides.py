"""What stands beside a name: offices in apposition, short forms in brackets.

Takes the text and its described phrases in order, gives the offices that the article itself gives to
people ("Jane Doe, the Kenyan minister") and the short forms of bodies ("the Doe Front (DF)"). The one
idea: the few characters between two phrases tell whether one explains the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from communique.read.nouns import TITLES
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


_AFTER = re.compile(
    r"(?:,| –| -|,? who (?:is|was)) "
    r"(?=(?P<what>[^.,;:()\"“”\n–]{4,140}))|(?= of (?:the )?(?P<whose>[^.,;:()\"“”\n–]{4,100}))"
)
_VERB = re.compile(r"\s(?:said|says|told|tells|has|had|was|is|will|would|also|who|which|that|added|responded)\b.*", re.S)


_CLAUSE = re.compile(
    r"(?:after|before|with|without|in|on|at|by|from|as|while|when|where|because|but|and|or|if|to|for|like|including"
    r"|[\w]+ing|\w+ed (?:by|with|to|in|on|at|from|as|that))\b", re.IGNORECASE,
)  # fmt: skip
"""What begins no apposition: "Doe, accompanied by a Ruritanian commander, landed"."""


def said_after(text: str, end: int) -> str:
    """What an apposition after a name says of its bearer, or nothing.

    "Jane Doe, an activist at the Doe Foundation in Springfield, said": all up to the comma; "Jane
    Doe of the Institute in Springfield" likewise.
    """
    match = _AFTER.match(text, end, end + 200)
    if match is None:
        return ""
    words = _VERB.sub("", match.group("what") or "")
    if match.group("whose"):
        return "member of " + _VERB.sub("", match.group("whose"))
    first = re.findall(r"[\w-]+", words.lower())[:6]
    if _CLAUSE.match(words):
        return ""
    return words if any(one in TITLES or one == "member" for one in first) else ""


_BEFORE = re.compile(r"((?:\b[Aa]n?\s|\b[Tt]he\s|\b[Aa]nother\s|(?<=\n)|(?<=\. ))[^.,;:()\"“”\n]{3,90}), $")


def said_before(text: str, start: int) -> str:
    """What a description before a name says of its bearer: "A spokesman for the rebels, Jane Doe, …"."""
    match = _BEFORE.search(text, max(0, start - 110), start)
    if match is None or _VERB.search(match.group(1)):
        return ""
    first = re.findall(r"[\w-]+", match.group(1).lower())[:6]
    return match.group(1) if any(one in TITLES for one in first) else ""


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
