"""States, bodies and unnamed people in an article: the actor behind everything that is no person.

Takes a description and the scene, gives an `Actor` or None. The one idea: whatever acts for a state
as such (its capital, a ministry, "the authorities") is the state's government; what has a name of
its own is that body; the rest is a group, named by its own words, with the state that the words, or
failing them the article, tell. Unnamed sources, rebels and reporters have no state unless it is
said. The same for a phrase without an article is `resolve.groups`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from communique.read.nouns import GROUPS
from communique.resolve.countries import country_of, government_of
from communique.resolve.groups import bare, slug
from communique.resolve.homes import Kinds, home_of
from communique.resolve.names import states_in
from communique.resolve.organisations import body_of
from communique.resolve.phrases import Described, sector_in
from communique.resolve.scenes import Scene
from communique.types import Actor

_GOVERNMENT = frozenset(
    "government governments authorities authority regime administration leadership presidency ministry "
    "cabinet side embassy department consulate junta kremlin delegation negotiators office leaders "
    "spokesman spokeswoman spokesperson spokesmen ministries nation country state republic capital".split()
)
_STATELESS = frozenset(
    "gunmen rebels rebel separatists militants insurgents terrorists guerrillas fighters extremists "
    "islamists jihadists mercenaries secessionists bandits ultras militias groups group countries "
    "nations states partners experts observers monitors journalists reporters correspondents allies "
    "personnel analysts rulers powers heads detainees critics team teams west east world person "
    "community convoy report reports message parties hackers pirates kurds ones players colleagues "
    "acquaintance acquaintances eyewitnesses diplomats investors historians participants callers "
    "scientists economists scholars lawyers writer visitors law deal conclusions resolution footage "
    "data treaty convention protocol accord agreement teachings religions statement letter document "
    "note memo communique declaration europe asia africa america americas".split()
)
"""Heads that tell of no state where their words name none. Others belong to the state that the
article is about: of the labelled ones in the tuning articles 85 of 107 governments do, 55 of 61
police, 69 of 90 people; of 255 with rare heads 128, and 96 to none."""

_ARMED = frozenset(
    "gunmen rebels rebel separatists militants insurgents terrorists guerrillas fighters extremists "
    "islamists jihadists mercenaries secessionists bandits".split()
)
_AGREEMENTS = frozenset("convention protocol treaty accord accords agreement agreements charter".split())
"""What a town only lends its name to: "the Springfield Protocol" is no state's."""

_CLOSE = frozenset(
    "associates associate supporters supporter followers lawyers lawyer colleagues colleague aides "
    "aide allies ally team relatives relative family friends friend opponents critics acquaintance "
    "acquaintances campaign parents mother father wife husband son daughter brother sister".split()
)
"""Heads whose owner is a person rather than that person's state."""

_OFFICIAL = re.compile(
    r"\b(?:government|official|ministry|ministerial|military|diplomatic|intelligence|police|security"
    r"|embassy|army|presidential|defen[cs]e|state|administration)\b", re.IGNORECASE,
)  # fmt: skip
_QUANTIFIERS = frozenset("some most many several others all each none few everybody everyone".split())
_WIDE = frozenset(
    "western european african arab asian foreign international latin muslim islamic allied world "
    "gulf nordic baltic global united".split()
)
_ENVOYS = re.compile(r"(?:[Tt]he )?(?:[A-Z]\w+ )?(?:[Rr]epresentatives|[Dd]elegates)(?: (?:of|from) [A-Z]\w+)?")
"""Who acts for the state that the words name, and otherwise for anybody."""

_FOREIGN_AFFAIRS = frozenset("ministry department office secretariat affairs service".split())
_NO_STATE = frozenset(
    "opposition rebel separatist union student church party business protest militia tribal "
    "insurgent guerrilla former exiled self-proclaimed breakaway".split()
)
"""What stands against or apart from a government, though it has leaders and offices."""

_OF_THOSE = 2
"""Sentences back in which those are named of whom "some" are."""

_NUMBER = re.compile(
    r"^(?:(?:dozens?|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|"
    r"thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|roughly|this|that|"
    r"these|those|various|certain)\s+)+",
    re.IGNORECASE,
)
_SIDE_TAKEN = re.compile(r"\b(?:pro|anti)-(?!government)", re.IGNORECASE)


_SHARED_NAME = re.compile(r"\b(?:Foreign|Home) Office\b")
"""Ministries of many states are called so, though London's is the best known."""


def rehoused(described: Described, scene: Scene) -> Described:
    """A "Foreign Office" in an article that never names Britain is that of its own state."""
    home = scene.home_state
    if described.country != "GBR" or home in (None, "GBR") or not _SHARED_NAME.search(described.words):
        return described
    if scene.named_but(_SHARED_NAME, "GBR") or len(states_in(described.words, scene.tables)) > 1:
        return described
    office = replace(described.office, country=home) if described.office else None
    return replace(described, country=home, office=office)


def state_or_body(described: Described, scene: Scene) -> Actor | None:
    """The actor of a phrase that names a state or a body of the tables, or acts for a state."""
    if described.kind == "country" and described.country:
        why = f'"{described.words}" stands for its government'
        return government_of(described.country, why, scene.tables)
    if described.kind == "place" and described.country:
        name = re.sub(r"^[Tt]he ", "", described.words)
        why = f'"{name}" is a place in {described.country}'
        return Actor(f"place:{described.country}:{slug(name)}", name, "group", described.country,
                     "CVL", why=why)  # fmt: skip
    if described.kind == "organization" and described.body is not None and described.name:
        return body_of(described.body, f'"{described.words}" names it')
    envoys = _ENVOYS.fullmatch(described.words) is not None
    if (acts_for_state(described) or envoys) and described.country:
        why = f'"{described.words}" acts for its government'
        return government_of(described.country, why, scene.tables)
    return None


def acts_for_state(described: Described) -> bool:
    """Whether the words mean a state's government: "the ministry", "the Kenyan side"."""
    return (
        described.head in _GOVERNMENT
        and not described.former
        and not _words(described) & _NO_STATE
    )


def collective(described: Described, at: int, scene: Scene) -> Actor | None:
    """The actor of unnamed people or of a body that the tables don't know."""
    head = described.head
    if head in ("source", "sources") or _REPORTS.match(described.words):
        return _sources(described, scene)
    if described.words.lower() in _QUANTIFIERS:
        return _of_those(described, at, scene)
    country, why = described.country, "its own words tell the state"
    if head in _AGREEMENTS and described.how not in ("adjective", "owner", "person"):
        country, why = None, "an agreement is no state's"
    elif _SIDE_TAKEN.search(described.words) or (head in _ARMED and described.how != "adjective"):
        country, why = None, "such a group belongs to no state"
    elif country is None and described.body is not None:
        country, why = described.body.country, f"belongs to {described.body.name}"
        if acts_for_state(described):
            return body_of(described.body, f'"{described.words}" acts for it')
    elif country is None and described.how == "person":
        why = "its owner has no state"
    elif country is None:
        country, why = _of_the_article(described, at, scene)
    if country and acts_for_state(described) and (described.country or not _is_wide(described)):
        return government_of(country, f'"{described.words}": {why}', scene.tables)
    return _group(described, country, why if country else "nothing tells a state", scene)


def _of_the_article(described: Described, at: int, scene: Scene) -> tuple[str | None, str]:
    """The state of somebody whose words tell none, and how it is known."""
    head, wide = described.head, _is_wide(described)
    own = head not in _STATELESS and not wide
    if own and scene.dateline is not None and described.definite and acts_for_state(described):
        return scene.dateline, "the state is the one that the article is dated from"
    if at in scene.speaking or scene.main_state is None:
        named = described.kind == "organization" and head not in GROUPS
        state = (scene.home_state if named else scene.main_state) if own else None
        return state, "the state is the one that the article is about"
    sector = sector_in(described.words, scene.tables) or "UNK"
    kinds = Kinds(head in _STATELESS, wide, head in _GOVERNMENT, head in _ARMED, sector)
    state = home_of(described, kinds, at, scene)
    return state, "the state is the likeliest of those that the article names"


_REPORTS = re.compile(r"(?:(?:various|several|some|many|media|news|press|local|other|earlier)\s)*reports?$"
                      r"|(?:\w+\s)?reports from (?:[\w-]+|.+\bsources)$", re.IGNORECASE)  # fmt: skip


def _sources(described: Described, scene: Scene) -> Actor:
    """Unnamed sources; "a Ruritanian government source" is one of the officials of Ruritania."""
    state = country_of(described.country, scene.tables) if described.country else None
    body = described.body
    if state is not None and _OFFICIAL.search(described.words):
        name = f"officials of {state.government.removeprefix('Government of ')}"
        return Actor(f"group:{state.iso3}:{slug(name)}", name, "group", state.iso3, "GOV",
                     why=f'"{described.words}" are officials of the state')  # fmt: skip
    if body is not None and body.country is None:
        name = bare(described.words)
        return Actor(f"group:{body.key}:{slug(name)}", name, "group", None, body.sector,
                     why=f'"{described.words}" belong to {body.name}')  # fmt: skip
    return Actor("group:sources", "sources", "group", None, "UNK", why="unnamed sources")


def _of_those(described: Described, at: int, scene: Scene) -> Actor | None:
    """"Some", "most" of those who were spoken of last; nobody where there are none near."""
    sentence = scene.sentence(at)
    for one in scene.back(at):
        if sentence - one.sentence > _OF_THOSE:
            break
        if one.plural and len(one.actors) == 1 and one.actors[0].kind == "group":
            return one.actors[0]
    name = described.words.lower()
    return Actor(f"group:{slug(name)}", name, "group", None, "UNK", why="nothing tells of whom")


def owned(described: Described, owners: Sequence[Actor], words: str) -> Described:
    """The description with whose it is: the owner's state, and the owner's name where people of
    theirs are meant ("his lawyers" are "lawyers of John Roe")."""
    countries = {one.country for one in owners}
    if len(countries) != 1:
        return described
    country = countries.pop()
    person = owners[0] if len(owners) == 1 and owners[0].kind == "person" else None
    if person is not None and described.head in _CLOSE:
        bare_words = re.sub(rf"^{re.escape(words)}(?:[’']s?)?\s+", "", described.words) if words else ""
        name = f"{bare_words} of {person.name}" if bare_words else described.words
        return replace(described, words=name, country=country, how="person")
    return replace(described, country=country, how="owner") if country else described


def _group(described: Described, country: str | None, why: str, scene: Scene) -> Actor | None:
    name = group_name(described, country, scene)
    if not name or not slug(name):
        return None
    sector = sector_in(described.words, scene.tables)
    if sector is None:
        sector = described.body.sector if described.body else "UNK"
    is_body = described.kind == "organization" and described.head not in GROUPS
    key = f"{'org' if is_body else 'group'}:{country or 'none'}:{slug(name)}"
    return Actor(key, name, "organization" if is_body else "group", country, sector,
                 why=f'"{described.words}": {why}')  # fmt: skip


def group_name(described: Described, country: str | None, scene: Scene) -> str:
    """The canonical name of a group: its words without articles and numbers.

    "Some 200 US officials" are "officials of USA", "the unnamed gunmen in Crimea" "gunmen in
    Crimea".
    """
    name = _NUMBER.sub("", bare(" ".join(described.words.split()))) or described.words
    state = country_of(country, scene.tables) if country else None
    if state is None:
        return name
    if described.head == "officials" and len(name.split()) <= 3:
        return f"officials of {state.government.removeprefix('Government of ')}"
    if described.how == "people" and len(name.split()) == 1:
        return f"people of {state.government.removeprefix('Government of ')}"
    if described.kind == "organization" and described.head not in GROUPS:
        name = _LOWER_LEAD.sub("", name) or name  # "state-run Channel Five"
        if described.head not in _OF_STATES and name[0].isupper():
            return name
    if described.how in ("", "owner") and described.body is None and described.head in name.lower():
        return f"{name} of {state.government.removeprefix('Government of ')}"
    return name


_LOWER_LEAD = re.compile(r"^(?:[a-z][\w-]* )+(?=[A-Z])")
_OF_STATES = frozenset(
    "ministry department office bureau agency commission committee council court parliament senate "
    "assembly house police army navy guard guards force forces service services authority board "
    "staff command directorate congress union bank company".split()
)
"""Heads of bodies that many states have under one name, so that the state belongs to the name."""


def _words(described: Described) -> set[str]:
    return set(described.words.lower().split())


def _is_wide(described: Described) -> bool:
    """Whether the words mean more than one state ("Western diplomats", "many governments")."""
    several = described.plural and described.head in _GOVERNMENT and described.head != "authorities"
    wide = _words(described) & _WIDE
    if wide == {"foreign"} and described.head in _FOREIGN_AFFAIRS:
        return several  # "the Foreign Ministry" is one state's
    return bool(wide) or several
