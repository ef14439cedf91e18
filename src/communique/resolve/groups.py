"""States, bodies and unnamed people: the actor behind everything that is no person.

Takes a description and the scene, gives an `Actor` or None. The one idea: whatever acts for a state
as such (its capital, a ministry, "the authorities") is the state's government; what has a name of
its own is that body; the rest is a group, named by its own words, with the state that the words, or
failing them the scene, tell. Unnamed sources, rebels and reporters have no state unless it is said.
"""

from __future__ import annotations

import re

from communique.read.nouns import DETERMINERS, GROUPS, NUMBER
from communique.resolve.countries import country_of, government_of
from communique.resolve.organisations import body_of
from communique.resolve.phrases import Described
from communique.resolve.scenes import Scene
from communique.resolve.sectors import sector_of
from communique.resolve.spellings import key_of
from communique.types import Actor

_GOVERNMENT = frozenset(
    "government governments authorities authority regime administration leadership presidency ministry "
    "cabinet side embassy department consulate junta kremlin delegation negotiators office leaders "
    "government's statement spokesman spokeswoman spokesperson spokesmen ministries nation country state "
    "republic capital".split()
)
_OF_STATE = frozenset(
    "officials ministers diplomats envoys ambassadors lawmakers mps legislators deputies senators "
    "troops forces soldiers servicemen paratroopers army military navy militia police policemen "
    "officers commanders generals conscripts marines pilots sailors airmen prosecutors judges court "
    "parliament congress senate opposition voters citizens residents people villagers civilians "
    "guards investigators protesters protestors demonstrators marchers opponents supporters "
    "border authorities population nationals electorate".split()
)
"""Heads whose state is the scene's, if their own words name none."""

_STATELESS = frozenset("source sources reporters journalists".split())
_COLOURS = frozenset(
    "unnamed anonymous unidentified unknown several some many other senior top more than about "
    "around nearly almost least over dozens hundreds thousands of any all most both few local".split()
)


def state_or_body(described: Described, scene: Scene) -> Actor | None:
    """The actor of a phrase that names a state or a body of the tables, or acts for one."""
    if described.kind == "country" and described.country:
        return government_of(described.country, f'"{described.words}" stands for its government',
                             scene.tables)  # fmt: skip
    if described.kind == "organization" and described.body is not None and described.name:
        return body_of(described.body, f'"{described.words}" names it')
    if described.head in _GOVERNMENT and described.country and not described.former:
        return government_of(described.country, f'"{described.words}" acts for its government',
                             scene.tables)  # fmt: skip
    return None


def group(described: Described, at: int, scene: Scene) -> Actor | None:
    """The actor of unnamed people or of a body that the tables don't know."""
    head = described.head
    if head in _STATELESS and head.startswith("source"):
        return Actor("group:sources", "sources", "group", None, "UNK", why="unnamed sources")
    country, why = described.country, "its own words tell the state"
    if country is None and described.body is not None:
        country, why = described.body.country, f"belongs to {described.body.name}"
        if described.words.lower().endswith(described.head) and head in _GOVERNMENT:
            return body_of(described.body, f'"{described.words}" acts for it')
    elif country is None and (head in _OF_STATE or head in _GOVERNMENT):
        country = scene.state_near(at) or scene.main_state
        why = "the state is the one in play"
    if country and head in _GOVERNMENT:
        return government_of(country, f'"{described.words}": {why}', scene.tables)
    if country is None:
        why = "nothing tells a state"
    name = group_name(described, country, scene)
    if not name:
        return None
    found = sector_of(described.words, scene.tables)
    kind = "organization" if described.kind == "organization" and head not in GROUPS else "group"
    prefix = "org" if kind == "organization" else "group"
    sector = found.sector if found else (described.body.sector if described.body else "UNK")
    slug = key_of(name).replace(" ", "-")
    key = f"{prefix}:{country}:{slug}" if country else f"{prefix}:{slug}"
    return Actor(key, name, "organization" if kind == "organization" else "group", country, sector,
                 why=f'"{described.words}": {why}')  # fmt: skip


def group_name(described: Described, country: str | None, scene: Scene) -> str:
    """The canonical name of a group: its words without articles and numbers.

    "Some 200 US officials" are "officials of USA", "the unnamed gunmen in Crimea" "gunmen in
    Crimea".
    """
    words = [one for one in re.split(r"\s+", described.words.strip()) if one]
    while words and _drops(words[0]):
        words.pop(0)
    name = " ".join(words)
    if described.head == "officials" or not name:
        state = country_of(country, scene.tables) if country else None
        if state is not None:
            government = state.government.removeprefix("Government of ")
            return f"officials of {government}"
    return name


def _drops(word: str) -> bool:
    low = word.lower()
    return low in DETERMINERS or low in _COLOURS or NUMBER.match(low) is not None
