"""Which person a chain is: someone of the tables, or someone only the article knows.

Takes a `Chain` and the scene, gives an `Actor`. The one idea: candidates of that name are weighed
by what the article says (office, state) and by the day; where a lone surname has no candidate that
stands out, the person stays who the article says they are. The article's own word on office and
state holds where the tables end or are silent.
"""

from __future__ import annotations

import re
from dataclasses import replace

from communique.resolve.chains import Chain
from communique.resolve.genders import sex_of
from communique.resolve.persons import actor_of, holds_on, persons_named, tenure_on
from communique.resolve.phrases import Described, sector_in
from communique.resolve.renown import renowned
from communique.resolve.scenes import Scene
from communique.resolve.spellings import key_of
from communique.resolve.tables import PersonRecord, Tenure
from communique.resolve.titles import roles_of
from communique.types import Actor

_REBELS = frozenset(
    "separatist rebel rebels insurgent guerrilla militant self-proclaimed self-declared "
    "self-styled self-appointed separatists insurgents guerrillas militants breakaway".split()
)
_AGAINST = re.compile(r"\b(?:against|fighting|combating|countering|hunting|with)\b.*$")
"""Rebels that a title names as foes: "a spokesman for the operation against the separatists"."""

REPUBLIC = re.compile(r"\bpeople[’']?s republic\b(?! of (?!Donetsk|Luhansk|Lugansk))", re.IGNORECASE)
"""What rebels call a town or region ("the Doetsk People's Republic"); states put "of" after it."""

_NEAR = 40
"""Characters: "In Kenya, Jane Doe, head of the committee, said …"."""

_LONGEST_LIFE_IN_OFFICE = 45
"""Years after a last office beyond which a namesake is the likelier reading."""


def identify(chain: Chain, scene: Scene) -> Actor:
    """The actor of a chain on the day of the document."""
    actor = _identified(chain, scene)
    if actor.country is not None and _is_rebel(chain):
        return replace(actor, country=None, why=actor.why + "; who speaks for rebels has no state")
    return actor


def _is_rebel(chain: Chain) -> bool:
    titles = [_AGAINST.sub("", title.title.lower()) for title in chain.titles]
    words = {word for title in titles for word in title.split()}
    if any(REPUBLIC.search(one.title) and one.how in ("city", "region", "") for one in chain.titles):
        return True
    return bool(words & _REBELS) or any(
        title.body is not None and title.body.sector in ("REB", "UAF") for title in chain.titles
    )


def _identified(chain: Chain, scene: Scene) -> Actor:
    records = persons_named(chain.name, scene.tables)
    weighed = sorted(
        ((_weight(record, chain, scene) - rank * 0.01, -rank, record)
         for rank, record in enumerate(records[:12])),
        key=lambda one: one[:2], reverse=True,
    )  # fmt: skip
    full = len(chain.words) > 1
    if weighed and weighed[0][0] >= (0.5 if full else 3.0):
        best = weighed[0]
        rivals = [one for one in weighed[1:] if one[0] > best[0] - 0.5 and not full]
        if not rivals:
            return _known(best[2], chain, scene)
    if not full and (famous := _famous(chain, scene)) is not None:
        return _known(famous, chain, scene)
    return unknown(chain, scene, "no candidate in the tables stands out" if records else "")


_ADDRESSES = frozenset("mr mrs ms miss dr sir".split())


def _famous(chain: Chain, scene: Scene) -> PersonRecord | None:
    """The bearer that stands out of a surname of whom the article says nothing else."""
    best = renowned(chain.name, scene.on, scene.tables)
    if best is None or chain.country not in (None, best.country):
        return None
    if any(key_of(title.title) not in _ADDRESSES for title in chain.titles):
        return None
    sex = sex_of(best.name)
    return None if sex and chain.sex and sex != chain.sex else best


def _weight(record: PersonRecord, chain: Chain, scene: Scene) -> float:
    exact = key_of(chain.name) in {key_of(one) for one in (record.name, *record.variants)}
    weight = 1.0 if exact or len(chain.words) == 1 else 0.3
    stated = chain.country
    states = {one for one in (record.country, *(t.country for t in record.tenures)) if one}
    if stated:
        weight += 2.0 if stated in states else (-2.0 if states else 0.0)
    elif states & scene.in_play:
        weight += 1.0
    elif states:
        weight -= 0.5
    weight += _weight_of_day(record, scene.on)
    roles = {role for title in chain.titles for role in _roles(title)}
    if roles and any(set(tenure.roles) & roles for tenure in record.tenures):
        weight += 2.0
    if stated is None and scene.home_state in states:
        weight += 0.5
    return weight


def _weight_of_day(record: PersonRecord, on: str | None) -> float:
    if on is None or not record.tenures:
        return 0.0
    if tenure_on(record, on) is not None:
        return 1.0
    year = int(on[:4])
    years = [int(day[:4]) for t in record.tenures for day in (t.start, t.end) if day]
    if not years:
        return 0.0
    if min(years) > year + 15 or max(years) < year - _LONGEST_LIFE_IN_OFFICE:
        return -3.0
    return 0.5 if min(abs(year - one) for one in years) <= 8 else 0.0


def _roles(title: Described) -> tuple[str, ...]:
    if title.office is None or title.office.deputy:
        return ()
    return title.office.roles


def _known(record: PersonRecord, chain: Chain, scene: Scene) -> Actor:
    tenure = _tenure(record, chain, scene)
    said = f'"{chain.name}"' + (f" with {chain.titles[0].title!r}" if chain.titles else "")
    actor = actor_of(record, scene.on, f"{said}: the tables' {record.name}", tenure)
    scene.records[actor.key] = record
    stated = _office_of(chain)
    if actor.office is None and stated and not chain.former:
        sector = _sector_of(chain, scene)
        return replace(actor, office=stated, sector=actor.sector if sector == "UNK" else sector,
                       why=actor.why + "; the office is the article's word")  # fmt: skip
    return actor


def _tenure(record: PersonRecord, chain: Chain, scene: Scene) -> Tenure | None:
    """Of several offices on the day, the one that the article speaks of."""
    for title in chain.titles:
        if title.former:
            continue
        for role in _roles(title):
            for tenure in reversed(record.tenures):
                if role in tenure.roles and holds_on(tenure, scene.on):
                    return tenure
    return None


def unknown(chain: Chain, scene: Scene, why: str = "") -> Actor:
    """A person of whom only the article tells."""
    name = re.sub(r"\s+", " ", chain.name).strip()
    country = chain.country
    reason = why or "the tables don't know the name"
    body = next((title.body for title in chain.titles if title.body is not None), None)
    if body is not None and body.sector == "PTY" and body.country not in scene.in_play:
        body = None  # parties of many states are called Christian Democrats
    if country is None and body is not None:
        country = body.country
        reason += f"; belongs to {body.name}"
    elif country is None and chain.starts and (near := _state_before(chain.starts[0], scene)):
        country = near
        reason += "; the state is the one named just before"
    elif country is None and scene.dateline is not None and _holds_high_office(chain):
        country = scene.dateline
        reason += "; the state is the one that the article is dated from"
    elif country is None and scene.home_state is not None and not _is_bare(chain):
        country = scene.home_state
        reason += "; the state is the one that the article is about"
    return Actor(
        key="person:" + key_of(name).replace(" ", "-"), name=name, kind="person", country=country,
        sector=_sector_of(chain, scene), office=_office_of(chain), why=reason,
    )  # fmt: skip


def _is_bare(chain: Chain) -> bool:
    """A surname of whom nothing is told: as likely someone known abroad as one of the state's own."""
    return len(chain.words) == 1 and all(key_of(one.title) in _ADDRESSES for one in chain.titles)


def _holds_high_office(chain: Chain) -> bool:
    """A minister, spokesman or the like of no state is that of where the article is dated from."""
    roles = {role for title in chain.titles if title.office for role in title.office.roles}
    return any(role.partition(":")[0] in ("minister", "spokesman", "president", "prime minister")
               for role in roles)  # fmt: skip


def _state_before(at: int, scene: Scene) -> str | None:
    """The state named just before a name in its sentence, unless a quotation ends between them."""
    start = max(scene.sentence_start(at), at - _NEAR)
    if re.search(r"[\"”’»]\s", scene.text[start:at]):
        return None
    return scene.state_near(at, at - start)


def _office_of(chain: Chain) -> str | None:
    """The office in the article's words, without articles and states' adjectives."""
    for title in chain.titles:
        if title.office is not None and not title.former:
            words = re.sub(r"^(?:the|a|an|his|her|their|its)\s+", "", title.title, flags=re.I)
            words = re.sub(r"^(?:newly[ -](?:appointed|elected)|new)\s+", "", words, flags=re.I)
            return words[:1].upper() + words[1:] if words else None
    return None


def _sector_of(chain: Chain, scene: Scene) -> str:
    if chain.former:
        return "ELI"
    for title in chain.titles:
        told = sector_in(title.title, scene.tables)
        if told is not None:
            return told
        if title.office is not None:
            return "GOV"
        if title.body is not None:
            return title.body.sector
    return "UNK"


def fits_role(chain: Chain, actor: Actor, roles: tuple[str, ...], words: str) -> bool:
    """Whether a person may be called by a role: by their titles, or by their office's name."""
    wanted = set(roles)
    for title in chain.titles:
        if wanted & set(_roles(title)):
            return True
    if actor.office and wanted & set(roles_of(actor.office, actor.country)):
        return True
    said = {word for title in chain.titles for word in key_of(title.title).split()}
    return words in said
