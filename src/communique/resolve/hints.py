"""Hints that a phrase of unsure kind is about a person, and of what kind a party's words are.

Takes a description whose own words don't tell what it is, gives one that does, or the name within it.
The one idea: a verb of speaking, a finder of names, or a name that the article uses elsewhere settles
what the words leave open. Whose name it is is for `resolve.chains` to say.
"""

from __future__ import annotations

import re
from dataclasses import replace

from communique.read.nouns import PLACES
from communique.resolve.genders import sex_of
from communique.resolve.names import is_name_like
from communique.resolve.phrases import Described
from communique.types import Actor, MentionKind

Offsets = tuple[int, int]
_SPEAKS = re.compile(
    r"\s+(?:also |has |had |then |later |further |again )?(?:said|says|told|warn|add|stat|argu|den|claim"
    r"|insist|accus|urg|announc|repl|explain|stress|not|call|ask|point|wrote|continu|conclud|express)"
)
_ABOUT_NAME = re.compile(
    r"[Tt]he (?:[a-z][\w’'-]* |[A-Z][\w-]+-[a-z]+ )+([A-Z][\w’-]+)$|([A-Z][\w’-]+)(?: of\b|,)"
)
_ACRONYM = re.compile(r"[A-Z]{2,6}")


def hinted(
    text: str, span: Offsets, described: Described, kind: MentionKind | None
) -> Described:
    """Takes the finder's word, or a verb of speaking, that an unknown name is a person's."""
    unsure = described.kind in ("organization", "none", "place") and described.body is None
    if unsure and _ACRONYM.fullmatch(described.words):
        return described
    if not unsure or described.words[:4].lower() == "the " or not is_name_like(described.words):
        return described
    speaks = kind is None and described.kind == "none" and (
        _SPEAKS.match(text, span[1]) is not None
    )
    if kind == "person" or speaks or sex_of(f"{described.words} ."):
        return replace(described, kind="person", name=described.words, title="", country=None)
    return described


def is_of_person(described: Described) -> bool:
    """Whether the phrase names a person, and no place that looks like one."""
    return described.kind == "person" and described.name.split()[-1].lower() not in PLACES


def name_in(words: str) -> str:
    """The name that a phrase may be about: all of it, or "Doe" of "the stout Doe", "Doe of the party"."""
    if is_name_like(words):
        return words
    match = _ABOUT_NAME.match(words)
    return (match.group(1) or match.group(2)) if match else ""


def kind_of(described: Described | None, actors: tuple[Actor, ...]) -> MentionKind:
    """The kind of a party's words that the finder of mentions didn't find."""
    if described is not None and described.kind == "pronoun":
        return "pronoun"
    if described is not None and described.kind == "office":
        return "office"
    return actors[0].kind if actors else "group"
