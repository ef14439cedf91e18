"""Spokespeople: who is behind an unnamed spokesman or aide.

Takes the description ("a spokesman for the strikers", "a Kenyan aide") and the scene, gives the actor
that it speaks for, or None. The one idea: whoever the words name comes first: a body, a group, a
person; words that name nobody take up the body that has just been spoken of; and a ministry's or a
state's is its government. Spokesmen with a name are people: see `resolve.people`.
"""

from __future__ import annotations

import re

from communique.read.nouns import BODIES, GROUPS
from communique.resolve.chains import words_of
from communique.resolve.collectives import acts_for_state, collective
from communique.resolve.countries import government_of
from communique.resolve.groups import slug
from communique.resolve.organisations import body_of
from communique.resolve.phrases import Described, describe
from communique.resolve.scenes import Scene
from communique.types import Actor

_SPEAKER = r"spokes(?:man|woman|person)|representative"
_FOR = re.compile(rf"\b(?P<who>{_SPEAKER}|\w+)\s+(?:for|of|from|at|with)\s+(?P<whose>.+)$", re.IGNORECASE)
_BEFORE = re.compile(rf"^(?:an?\s+|the\s+|another\s+)?(?P<whose>.+?)\s+(?P<who>{_SPEAKER})$", re.IGNORECASE)
_BARE = re.compile(rf"^(?:an?|the|its|one)\s+(?:{_SPEAKER})$", re.IGNORECASE)
_NEAR = 2
"""Sentences back in which the body of a bare "a spokesman" was spoken of."""


def speaks_for(described: Described, at: int, scene: Scene) -> Actor | None:
    """Who stands behind an unnamed spokesman or aide, or None where nothing tells."""
    body = described.body
    if body is not None and (body.country is None or described.country is None):
        return body_of(body, f'"{described.words}" speaks for it')
    bare = _BARE.match(described.words)
    told = _spoken_of(at, scene) if bare else _owner(described, at, scene)
    if told is not None:
        return told
    country = described.country or _state(described, at, scene)
    if country is None:
        return None
    return government_of(country, f'"{described.words}" speaks for it', scene.tables)


def _state(described: Described, at: int, scene: Scene) -> str | None:
    """A ministry without a state's name is that of the town that the article is dated from."""
    if scene.dateline is not None and re.search(r"\b[Mm]inistr|\bForeign\b", described.words):
        return scene.dateline
    return scene.state_near(at) or scene.main_state


def _owner(described: Described, at: int, scene: Scene) -> Actor | None:
    """The group, body or person that the words name: "a spokesman for the strikers"."""
    match = _FOR.search(described.words) or _BEFORE.match(described.words)
    if match is None:
        return None
    owner = describe(match["whose"], scene.tables)
    if owner.kind == "person" or (owner.kind == "none" and owner.name):
        return _of_person(match["who"], owner, scene)
    group = owner.plural or owner.head in GROUPS | BODIES or owner.kind == "organization"
    if not group or acts_for_state(owner) or owner.body is not None:
        return None
    return collective(owner, at, scene)


def _of_person(who: str, owner: Described, scene: Scene) -> Actor | None:
    """The unnamed spokesman of a person; a head of state's speaks for the government."""
    surname = words_of(owner.name)[-1]
    person = next((actor for chain, actor in scene.people if chain.words[-1] == surname), None)
    if person is None or (person.sector == "GOV" and person.country):
        return None
    name = f"{who.lower()} for {person.name}"
    return Actor(f"group:{slug(name)}", name, "group", person.country, person.sector,
                 why=f"speaks for {person.name}")  # fmt: skip


def _spoken_of(at: int, scene: Scene) -> Actor | None:
    """The body or state that spoke or acted last: "The Doe Front struck again. A spokesman said …"."""
    sentence = scene.sentence(at)
    for one in scene.back(at):
        if sentence - one.sentence > _NEAR:
            return None
        if len(one.actors) == 1 and one.actors[0].kind == "organization" and not one.quoted:
            return one.actors[0]
    return None
