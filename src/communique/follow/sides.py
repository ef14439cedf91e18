"""Sides: whether two actors may be the same hand, and how sure that is.

Takes the actors of statements and events, gives a `Fit`: a factor from 0 to 1 and the reason in
words. One idea: a minister, a government and an army act for one state, so "Government of Russia"
and "Sergey Lavrov" meet in RUS; its opposition, its rebels and its shops do not act for it. It
doesn't find out who somebody is: `resolve` has done that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from communique.types import Actor, Party

# Sectors through which a state itself speaks and acts. Its parliament and its courts do so less
# surely: "Pelosi agreed" does not take back what Trump refused, nor does a judge's ruling.
STATE = frozenset({"GOV", "MIL", "SPY", "COP", "PRE"})
BRANCHES = frozenset({"LEG", "JUD"})
# "Gazprom halted deliveries to Poland": a state's firm carries out what its government announced.
NEAR_STATE = frozenset({"BUS", "PRM", "PTY"})
AGAINST_STATE = frozenset({"OPP", "REB", "ELI", "CRM", "REF", "NGO", "JRN"})

SAME, SAME_STATE, UNSURE_STATE, NEAR, PRIVATE, AGAINST = 1.0, 0.97, 0.9, 0.8, 0.5, 0.2
BRANCH = 0.7
EXCLUDED = 0.08  # another hand: kept only as a reason why a deed is not counted

# "Von der Leyen" speaks for the EU although she has no state: office or name tells the body.
_BODIES = (
    ("EU", re.compile(r"\b(?:EU|European (?:Union|Commission|Council|Parliament))\b")),
    ("NATO", re.compile(r"\b(?:NATO|North Atlantic)\b")),
    ("UN", re.compile(r"\b(?:UN|U\.N\.|United Nations|UNHCR|UNICEF|IAEA)\b")),
    ("AU", re.compile(r"\b(?:African Union)\b")),
    ("OSCE", re.compile(r"\bOSCE\b|\bOrgani[sz]ation for Security and Co-?operation")),
    ("ASEAN", re.compile(r"\bASEAN\b")),
)


_FORCES = re.compile(
    r"\b(?:troops|soldier|forces?\b|arm(?:y|ies)|brigade|battalion|units?\b|guns?\b|howitzer|artiller|tanks?\b|columns?\b"
    r"|convoy|fleet|navy|warship|vessel|jets?\b|aircraft|warplane|missile|peacekeep|garrison|servicem|militar|command"
    r"|government|ministr|authorit|official|leader|delegat|envoy|embass|diplomat|mission|council|side\b|police|agenc)", re.I,
)  # fmt: skip
_CAPITALS = re.compile(r"[A-Z][\w’'-]+(?: (?:of |for |the )*[A-Z][\w’'-]+)+")


@dataclass(frozen=True, slots=True)
class Side:
    """Who stands in a role: the actor's key, name, state, sector and the body spoken for.

    `apart` are keys of others that a person judged not to be this one.
    """

    key: str
    name: str
    country: str | None = None
    sector: str | None = None
    kind: str = "group"
    body: str | None = None
    apart: tuple[str, ...] = ()

    @property
    def pole(self) -> str:
        """What the side is filed under: its state, its body, or itself."""
        return self.country or self.body or self.key

    def to_dict(self) -> dict[str, str | None]:
        return {"key": self.key, "name": self.name, "country": self.country}


@dataclass(frozen=True, slots=True)
class Fit:
    """A factor from 0 (excluded) to 1 (certain), and the reason in words."""

    factor: float
    why: str


@lru_cache(maxsize=65_536)
def side_of(actor: Actor) -> Side:
    """The side that an actor is."""
    words = f"{actor.name} {actor.office or ''}"
    body = None
    if actor.country is None:
        body = next((name for name, pattern in _BODIES if pattern.search(words)), None)
        body = body or _body(actor.office if actor.kind == "person" else actor.name)
    return Side(actor.key, actor.name, actor.country, actor.sector, actor.kind, body)


def _body(words: str | None) -> str | None:
    """The name of a body in an office or a group's name: "Harbour Front fighters"."""
    named = re.split(r"\b(?:of|for) (?:the )?", words or "", maxsplit=1)[-1]
    found = _CAPITALS.search(named)
    return found[0].removeprefix("The ") if found else None


def sides_of(parties: Iterable[Party]) -> tuple[Side, ...]:
    """The sides of all parties that are known, each once."""
    return tuple(dict.fromkeys(side_of(one.actor) for one in parties if one.actor is not None))


def fit(one: Side, other: Side) -> Fit:
    """Whether `other` may be, or act for, `one`.

    >>> lavrov = Side("p1", "Sergey Lavrov", "RUS", "GOV", "person")
    >>> fit(Side("c1", "Government of Russia", "RUS", "GOV", "country"), lavrov).factor
    0.97
    """
    if other.key in one.apart or one.key in other.apart:
        return Fit(0.0, f"{other.name}, judged to be another than {one.name}")
    if one.key == other.key or (one.name == other.name and one.country == other.country):
        return Fit(SAME, f"{other.name}")
    if one.country and other.country:
        if one.country != other.country:
            return Fit(0.0, f"{other.name} ({other.country}), not {one.country}")
        return _within_state(one, other)
    if one.body and one.body == other.body:
        return Fit(SAME_STATE, f"{other.name} for {one.body}")
    if _alike(one.name, other.name):
        return Fit(UNSURE_STATE, f"{other.name}, much the same name")
    return Fit(0.0, f"{other.name}, not {one.name}")


def best_fit(wanted: Iterable[Side], found: Iterable[Side], unknown: float, role: str) -> Fit:
    """The best fit between two lists; `unknown` is the factor where either is empty."""
    ours, theirs = tuple(wanted), tuple(found)
    if not ours or not theirs:
        what = "who it should be" if not ours else "who it was"
        return Fit(unknown, f"{role}: {what} is not told")
    best = max((fit(a, b) for a in ours for b in theirs), key=lambda one: one.factor)
    return Fit(max(best.factor, EXCLUDED), f"{role}: {best.why}")


def states(sides: Iterable[Side]) -> frozenset[str]:
    """What the sides are filed under."""
    return frozenset(one.pole for one in sides)


def _within_state(one: Side, other: Side) -> Fit:
    ours, theirs = one.sector or "UNK", other.sector or "UNK"
    told = f"{other.name}, of the same state ({one.country})"
    if ours in STATE and theirs in STATE:
        return Fit(SAME_STATE, told)
    if (ours in AGAINST_STATE) != (theirs in AGAINST_STATE) and "UNK" not in (ours, theirs):
        return Fit(AGAINST, f"{other.name} does not act for {one.name}")
    if ours in AGAINST_STATE and theirs in AGAINST_STATE:
        return Fit(PRIVATE, f"{other.name}, another group of {one.country}")
    if "UNK" in (ours, theirs):
        private = any(not _official(x) for x in (one, other) if (x.sector or "UNK") == "UNK")
        return Fit(PRIVATE if private else UNSURE_STATE, told)
    if ours in BRANCHES | STATE and theirs in BRANCHES | STATE:
        return Fit(SAME_STATE if ours == theirs else BRANCH, f"{other.name}, another branch of {one.country}")
    if (ours in NEAR_STATE) != (theirs in NEAR_STATE):  # two firms are two hands
        return Fit(NEAR, f"{other.name}, a body of the same state ({one.country})")
    return Fit(PRIVATE, f"{other.name} is of {one.country} but may not act for {one.name}")


def _official(side: Side) -> bool:
    """Whether somebody of unknown trade may be the state's: "Durrenian howitzers", no actress."""
    return side.kind == "country" or (side.kind != "person" and _FORCES.search(side.name) is not None)


@lru_cache(maxsize=65_536)
def _alike(one: str, other: str) -> bool:
    """"Syrian Democratic Forces" and "the Syrian Democratic Forces (SDF)"."""
    from rapidfuzz.fuzz import token_sort_ratio

    return float(token_sort_ratio(one.lower(), other.lower())) >= 88


__all__ = ["Fit", "Side", "best_fit", "fit", "side_of", "sides_of", "states"]
