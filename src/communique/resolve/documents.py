"""Documents and media that speak: whoever wrote "the report", "an OSCE statement", "the magazine".

Takes the description of a document and the scene, gives the actor behind it, or None. The one idea:
a document's own words name its author, or else it was brought up before, by the one who issued it.
"""

from __future__ import annotations

from communique.resolve.countries import government_of
from communique.resolve.organisations import body_of
from communique.resolve.phrases import Described
from communique.resolve.scenes import Scene
from communique.types import Actor

MEDIA = frozenset("magazine newspaper paper weekly daily publication agency broadcaster channel".split())
HEADS = MEDIA | frozenset(
    "report statement document study file warrant declaration communique communiqué letter note "
    "text memorandum memo survey paper summary release decree directive order ruling website".split()
)
"""Heads that stand for whoever wrote or issued the thing."""

_REACH = 8


def author(described: Described, at: int, scene: Scene) -> Actor | None:
    """Who is behind a document that speaks.

    "A Singapore government statement said" is the government's; "the report said" is whoever's
    organisation or government spoke last.
    """
    if described.body is not None:
        return body_of(described.body, f'"{described.words}" is its own')
    if described.country is not None and described.head not in MEDIA:
        return government_of(described.country, f'"{described.words}" is its own', scene.tables)
    if described.country is not None:
        return None
    sentence = scene.sentence(at)
    reach = _REACH if described.definite else 1
    fallback = None
    for one in scene.back(at):
        if sentence - one.sentence > reach:
            break
        if one.head == described.head and len(one.actors) == 1:
            return one.actors[0]
        if len(one.actors) != 1 or one.person or one.quoted:
            continue
        actor = one.actors[0]
        if actor.kind == "organization" or (described.head not in MEDIA and one.source):
            if one.source:
                return actor
            fallback = fallback or actor
    return fallback
