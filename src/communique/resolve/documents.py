"""Documents and media that speak: whoever wrote "the report", "an OSCE statement", "the magazine".

Takes the description of a document and the scene, gives the actor behind it, or None. The one idea:
a document's own words name its author, or else it was brought up before, by the one who issued it.
"""

from __future__ import annotations

import re

from communique.resolve.countries import government_of
from communique.resolve.groups import medium_name, slug
from communique.resolve.organisations import body_of
from communique.resolve.phrases import Described
from communique.resolve.scenes import Scene
from communique.types import Actor

MEDIA = frozenset("magazine newspaper paper weekly daily publication agency broadcaster channel".split())
HEADS = MEDIA | frozenset(
    "report statement document study file warrant declaration communique communiqué letter note "
    "text memorandum memo survey paper summary release decree directive order ruling website data "
    "figures study poll survey reports".split()
)
"""Heads that stand for whoever wrote or issued the thing."""

_OF_PERSONS = frozenset("statement letter note memo message declaration decree order directive".split())
"""Documents that a person may have written who spoke just before: "Doe … The statement said"."""

_ISSUED = re.compile(
    r"(?:[Aa]n?|[Tt]he)\s((?:[\w’'-]+\s)*(?:[Mm]inistry|government|embassy|police|army|party|court))\s"
    r"(?:statement|report|document|communiqu[eé]|note)"
)
_MANY = frozenset(("data", "figures", "reports"))
"""What says who made it, or else has no author: never the one who spoke before."""

_REACH = 8
_SPEECH_REACH = 3
_BY = re.compile(
    r"\b(?:by|from|issued by|released by|published by|signed by|(?:issued|published|released) in)\s+(.+)$"
)


def medium(described: Described, scene: Scene) -> Actor | None:
    """A newspaper or agency with a name beside its noun: "the local daily Doe Gazette"."""
    name = medium_name(described.words, scene.tables) if described.body is None else ""
    if not name:
        return None
    country = described.country or scene.home_state
    return Actor(f"org:{country or 'none'}:{slug(name)}", name, "organization", country, "JRN",
                 why=f'"{described.words}" names it')  # fmt: skip


def named_author(words: str) -> str:
    """The words for the author that a document's own words name: "a report by the Doe Institute".

    "Reports from Springfield" name a place, and nobody.
    """
    issued = _ISSUED.fullmatch(words)
    if issued is not None:
        return f"the {issued.group(1)}"
    by = _BY.search(words)
    if by is None or re.match(r"(?i)(?:\w+ )?reports from [\w-]+$", words):
        return ""
    return by.group(1)


def author(described: Described, at: int, scene: Scene) -> Actor | None:
    """Who is behind a document that speaks.

    "A Singapore government statement said" is the government's; "the report said" is whoever's
    organisation or government spoke last.
    """
    if described.head in _MANY:
        return None
    if described.body is not None:
        return body_of(described.body, f'"{described.words}" is its own')
    if described.country is not None and described.head not in MEDIA:
        return government_of(described.country, f'"{described.words}" is its own', scene.tables)
    if described.country is not None:
        return None
    sentence = scene.sentence(at)
    reach = _REACH if described.definite else 1
    fallback = speaker = None
    for one in scene.back(at):
        if sentence - one.sentence > reach:
            break
        if one.head == described.head and len(one.actors) == 1:
            return one.actors[0]
        if len(one.actors) != 1 or one.quoted:
            continue
        if one.person:
            near = one.source and sentence - one.sentence <= _SPEECH_REACH
            speaker = speaker or (one.actors[0] if near and described.definite else None)
            continue
        actor = one.actors[0]
        if actor.kind == "organization" or (described.head not in MEDIA and one.source):
            if one.source:
                return actor
            fallback = fallback or actor
    return fallback or (speaker if described.head in _OF_PERSONS else None)
