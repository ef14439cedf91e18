"""Statements that came through another: "We will stay," the Gazette quoted the envoy as saying.

Takes a statement, gives the two that it is: whoever relays it, and inside it whoever said it. One
idea: "quoted" and "cited" have a relayer before them, or after "by", and the speaker on the other
side, before "as saying". What the network already reads as two ("The Gazette quoted the envoy as
saying that …", whose content begins with the envoy) is left alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

from communique.read.found import FoundStatement, Offsets

_SAYING = r"as\s+(?P<saying>saying|telling|warning|adding|stating|having said)\b"
# '"…," the Gazette quoted the envoy, Jo Doe, as saying'
_QUOTED = re.compile(rf"\s*,?\s*(?P<speaker>[^.;:\n\"“”]{{2,120}}?),?\s+{_SAYING}")
# "The envoy was quoted by the Gazette on Monday as saying …"
_QUOTED_BY = re.compile(
    rf"\b(?:was|were|is|been)\s+(?P<cue>quoted|cited)\s+by\s+(?P<relayer>[^,.;:\n\"“”]{{2,60}}?)"
    rf"(?:\s+(?:on|late|early|yesterday|today)\b[^,.;:\n]{{0,20}})?,?\s+(?P<as>{_SAYING})\s+(?:that\s+)?[\"“‘']?$"
)
_CUE = re.compile(r"(?:was |has |have |had )?(?:quot|cit)(?:ed|es|e|ing)$", re.IGNORECASE)
_LOOK_BACK = 160


def relayed(text: str, one: FoundStatement) -> tuple[FoundStatement, FoundStatement] | None:
    """The relayer's statement and the speaker's inside it (its parent to be set); None if not two."""
    return _speaker_after(text, one) or _relayer_before(text, one)


def _speaker_after(
    text: str, one: FoundStatement
) -> tuple[FoundStatement, FoundStatement] | None:
    if one.cue is None or not _CUE.match(text[slice(*one.cue)]) or one.content[0][0] > one.cue[0]:
        return None
    match = _QUOTED.match(text, one.cue[1])
    if match is None:
        return None
    said = tuple(part for part in one.content if part[1] <= one.cue[0] or part[0] >= match.end())
    if not said:
        return None
    inner = replace(one, content=said, cue=match.span("saying"), source=_named(text, match))
    outer = replace(one, mode="indirect", force="assert", meant=(), addressees=())
    return outer, inner


def _named(text: str, match: re.Match[str]) -> Offsets:
    """Of "Ruritania's envoy, Jo Doe," the name; else all of it."""
    start, end = match.span("speaker")
    comma = text.rfind(", ", start, end)
    last = text[comma + 2 : end]
    return (comma + 2, end) if comma >= 0 and last[:1].isupper() else (start, end)


def _relayer_before(
    text: str, one: FoundStatement
) -> tuple[FoundStatement, FoundStatement] | None:
    start = one.content[0][0]
    match = _QUOTED_BY.search(text, max(0, start - _LOOK_BACK), start)
    if match is None:
        return None
    relayer = match.span("relayer")
    own = one.source is not None and not _touch(one.source, relayer)
    inner = replace(one, cue=match.span("saying"), source=one.source if own else None)
    told = ((match.start("as"), one.content[0][1]), *one.content[1:])
    outer = replace(one, content=told, cue=match.span("cue"), source=relayer, mode="indirect",
                    force="assert", meant=(), addressees=())
    return outer, inner


def _touch(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]
