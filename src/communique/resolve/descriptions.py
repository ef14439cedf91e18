"""Descriptions: "the Russian minister", "the spokesman", "Kenya's president", "his counterpart".

Takes the description of an office or of one unnamed person and the scene, gives an actor. The one
idea: a definite description takes up someone whom the article has introduced with it; only where
there is none do the tables say who held the office that day; and where nobody is found, whoever
speaks for an office speaks for its government. Two holders at once: nobody, with the reason.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from communique.resolve.chains import Chain
from communique.resolve.countries import country_named
from communique.resolve.incumbents import REGIONAL
from communique.resolve.names import AIDES
from communique.resolve.offices import holder_of
from communique.resolve.people import REPUBLIC
from communique.resolve.persons import actor_of
from communique.resolve.phrases import Described, sector_in
from communique.resolve.scenes import Antecedent, Scene
from communique.resolve.spellings import key_of
from communique.resolve.spokespeople import speaks_for
from communique.resolve.titles import roles_of
from communique.types import Actor

_ANYONE = frozenset("official man woman politician leader figure veteran person chief head".split())
_OF_NAME = re.compile(r"\b(?:of|for|at)\s(?:the\s)?(?:[a-z][\w-]*\s)*([A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)")
"""Whose head, chief or leader: "the head of the feared Doe battalion" is not just anybody's."""

_AHEAD, _NEXT, _OPENING = 2000, 700, 600
"""How far ahead a definite and an indefinite description may be named, and how far the opening is
in which the latter is looked for."""

_HIGH = ("president", "prime minister", "supreme leader", "monarch", "party leader")
_MOST_AHEAD = 12
_MANY = ("legislator", "judge", "minister", "deputy minister", "spokesman")
"""Roles that several hold at once, so that no table tells who is meant."""


def described_actor(
    described: Described, at: int, scene: Scene
) -> tuple[Actor | None, Chain | None]:
    """The actor that an office or a description stands for, and the chain if it is a person's."""
    if REPUBLIC.search(described.words):
        office = replace(described.office, country=None) if described.office else None
        described = replace(described, country=None, office=office)
    if described.definite:
        one = introduced(described, at, scene)
        if one is not None:
            return one.actors[0], one.chain
    ahead = announced(described, at, scene)
    if ahead is not None:
        return ahead[1], ahead[0]
    aide = described.office is not None and described.office.deputy
    if aide or described.head in AIDES:
        return (speaks_for(described, at, scene) or _nobody(described, at, scene)), None
    if described.definite and described.office is not None and not described.former:
        country = described.country or (None if described.office.body else _state(described, at, scene))
        role = described.office.roles[0]
        single = not role.startswith("deputy") and role not in (*_MANY, *REGIONAL)
        if (country or described.office.body) and single:
            holding = holder_of(described.office.roles, country, scene.on, scene.tables)
            if holding.person is not None:
                actor = actor_of(holding.person, scene.on, holding.why, holding.tenure)
                return actor, None
    return _nobody(described, at, scene), None


def introduced(described: Described, at: int, scene: Scene) -> Antecedent | None:
    """The last person before who may be called so."""
    best: Antecedent | None = None
    best_weight = 0.0
    sentence = scene.sentence(at)
    for distance, one in enumerate(scene.back(at)):
        if not one.person or one.plural or not one.actors:
            continue
        fit = _fit(described, one.actors[0], one.chain, one.words, scene)
        if fit <= 0:
            continue
        weight = fit - 0.15 * min(sentence - one.sentence, 12) + (0.3 if one.source else 0.0)
        weight -= distance * 0.001
        if weight > best_weight:
            best, best_weight = one, weight
    return best


def announced(described: Described, at: int, scene: Scene) -> tuple[Chain, Actor] | None:
    """The person whom the article names only afterwards.

    News opens with "Kenya's foreign minister said" or "an official said", and names them in the
    next paragraph.
    """
    reach, enough = (_AHEAD, 2.0) if described.definite else (_NEXT, 1.8)
    if at > _OPENING and not described.definite:
        return None
    best: tuple[Chain, Actor] | None = None
    first = bisect_right(scene.people, at, key=lambda one: one[0].starts[0])
    for chain, actor in scene.people[first : first + _MOST_AHEAD]:
        if chain.starts[0] > at + reach:
            break
        if _fit(described, actor, chain, "", scene) >= enough and (
            best is None or chain.starts[0] < best[0].starts[0]
        ):
            best = (chain, actor)
    return best


def _fit(
    described: Described, actor: Actor, chain: Chain | None, words: str, scene: Scene
) -> float:
    """How well a person fits a description, 0 for not at all."""
    record = scene.records.get(actor.key)
    if described.former and record is not None and described.office is not None:
        former = set(described.office.roles)
        if any(
            former & set(one.roles) and one.country == described.country
            for one in record.tenures
        ):
            return 2.5
    if described.country and actor.country != described.country:
        return 0.0
    titles = _title_words(chain, words)
    if _is_of_another(described, titles, scene):
        return 0.0
    of_body = described.body is not None and described.country is None
    if of_body and described.body and not titles & set(key_of(described.body.name).split()):
        return 0.0
    if described.former and chain is not None and not chain.former:
        return 0.0
    head = described.head
    roles = described.office.roles if described.office else ()
    held = _roles_held(actor, chain)
    specific = [role for role in roles if role not in ("minister", "head", "secretary")]
    if specific and held & set(specific):
        return 3.0
    if head == "minister" and any(role.startswith("minister") for role in held):
        return 2.0 if not specific else 0.0
    if head in ("secretary", "diplomat", "envoy") and held & {"minister:foreign"}:
        return 2.0 if not specific or head == "diplomat" else 0.0
    if head == "leader" and held & set(_HIGH):
        return 1.8
    if head in titles and (not specific or not held):
        return 2.0
    if head in _ANYONE or head in ("official", "diplomat"):
        return 1.2 if not specific else 0.0
    return 0.0


def _is_of_another(described: Described, titles: set[str], scene: Scene) -> bool:
    """Whether a "head of the Doe battalion" is of something that the person isn't known for."""
    of = _OF_NAME.search(described.words) if described.head in ("head", "chief") else None
    if of is None or country_named(of.group(1), scene.tables) is not None:
        return False
    return not titles & set(key_of(of.group(1)).split())


def _title_words(chain: Chain | None, words: str) -> set[str]:
    if chain is None:
        return set(key_of(words).split())
    return {word for title in chain.titles for word in key_of(title.title).split()}


def _roles_held(actor: Actor, chain: Chain | None) -> set[str]:
    roles: set[str] = set()
    if actor.office:
        roles.update(roles_of(actor.office, actor.country))
    for title in chain.titles if chain else ():
        if title.office is not None and not title.office.deputy:
            roles.update(title.office.roles)
    return roles


def _state(described: Described, at: int, scene: Scene) -> str | None:
    """The state of an office that names none: the article's, where it is about one."""
    return scene.main_state


def _nobody(described: Described, at: int, scene: Scene) -> Actor | None:
    """An unnamed holder or member: one of the officials of a state, or a group of one."""
    country = described.country
    body = described.body
    if country is None:
        reports = body is not None and body.sector == "JRN"  # its reporters may be from anywhere
        country = scene.main_state if body is None else None if reports else body.country
    told = sector_in(described.words, scene.tables)
    sector = told or ("GOV" if described.office else "UNK")
    name = described.words
    for lead in ("the ", "a ", "an ", "one ", "another "):
        if name.lower().startswith(lead):
            name = name[len(lead) :]
            break
    slug = key_of(name).replace(" ", "-")
    if not slug:
        return None
    key = f"group:{country}:{slug}" if country else f"group:{slug}"
    why = f'"{described.words}": nobody stands out in the article or the tables'
    return Actor(key, name, "group", country, sector, why=why)
