"""References by a bare noun: "the rebels", "the Times", "the two sides".

Takes a description and the scene, gives the antecedent that the words take up, or nothing. The one
idea: a definite noun without a name repeats the last phrase that had the same head. Offices and
people are for `resolve.descriptions`, pronouns for `resolve.pronouns`.
"""

from __future__ import annotations

import re

from communique.resolve import pronouns
from communique.resolve.countries import government_of
from communique.resolve.phrases import Described
from communique.resolve.scenes import Antecedent, Scene
from communique.types import Actor

_TWO = re.compile(r"(?:the two|both|both of the)\s+(\w+)$", re.IGNORECASE)


def pair(described: Described, at: int, scene: Scene) -> tuple[Actor, ...]:
    """ "The two sides", "both ministers": the last two states, or people, that differ."""
    match = _TWO.match(described.words)
    if not match and not is_pair(described):
        return ()
    if match and match.group(1).lower() in pronouns.SIDES:
        states = pronouns.states_before(at, scene)
        return tuple(government_of(one, tables=scene.tables) for one in states)
    return tuple(actor for one in pronouns.pair_before(at, scene) for actor in one.actors)


def is_pair(described: Described) -> bool:
    """Whether the words stand for nobody but two who were named before: "the two"."""
    return described.words.lower() in ("both", "the two", "the pair")


def taken_up(described: Described, at: int, scene: Scene) -> Antecedent | None:
    """The group or body that a bare "the rebels", "the security service" takes up."""
    words = described.words.lower().split()
    if described.country or not 2 <= len(words) <= 4 or words[0] not in ("the", "this", "these"):
        return None
    for one in scene.back(at):
        same = one.head == described.head and not one.person and one.actors
        if same and (len(words) == 2 or set(words[1:]) <= set(one.words.lower().split())):
            return one
    return None


def shortened(described: Described, at: int, scene: Scene) -> Antecedent | None:
    """The body that "the Times" is short for, if the article has named it in full."""
    words = described.words.split()
    if described.kind != "organization" or len(words) != 2 or words[0].lower() != "the":
        return None
    for one in scene.back(at):
        full = one.words.split()
        if not one.person and len(full) > 2 and full[-1] == words[1] and full[-2][0].isupper():
            return one
    return None
