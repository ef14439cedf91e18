"""Where: whether a deed was done at the place that the words were about.

Takes two places or the words in which one may be named, gives a `Fit`. One idea: equal names are
one place, two towns are two even in one state unless they lie close together, and a state holds
all its towns. Places that the tables don't know are compared by name.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from communique.follow.rows import Where
from communique.follow.sides import Fit

SAME, HELD, NEAR, UNTOLD, OTHER, ABROAD = 1.0, 0.92, 0.85, 0.88, 0.35, 0.15
# Kilometres: a base and the town that it is named after.
CLOSE = 40.0

# "pull back from Port Sele", "troops near Halden": a capitalised name after a word of place.
_NAMED = re.compile(
    r"\b(?:in|from|at|near|around|outside|into|on|across|along|over|off|towards?|inside)\s+(?:the\s+)?"
    r"(?:(?:town|city|village|island|port|base|airbase|region|province|district|garrison|valley|crossing"
    r"|airport|peninsula)\s+(?:of|at|in)\s+)?"
    r"([A-Z][\w’'-]+(?:\s+(?:[A-Z][\w’'-]+))*)"
)
# "vacate Camp Oster": some names say by themselves that they are places.
_SITES = re.compile(r"\b((?:Camp|Fort|Hill|Port|Mount|Lake|Cape|Base|Point) [A-Z0-9][\w’-]*)")
# "We demand that Port Amary lift the blockade": a capital that acts is its government.
_ACTING = re.compile(r"(?:\bthat|\bwhether|\b(?:urge|ask|tell|call on|demand)\w*|^[\"“]?)\s*$", re.I)
_NO_PLACE = re.compile(
    r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|^(?:Jan|Febr)uary|^(?:March|April|May|June|July|August"
    r"|September|October|November|December)\b|^(?:EU|UN|NATO|I|We|He|She|It)$"
)
_KINDS = frozenset(
    "town city village island islands port base airbase region province district garrison valley "
    "crossing airport peninsula harbour harbor bridge pass strait border lake river mount mountain "
    "the of".split()
)


@lru_cache(maxsize=65_536)
def named_in(words: str) -> tuple[str, ...]:
    """The names of places that some words hold, as far as a preposition shows them.

    >>> named_in("pull its brigade back from Port Sele before Friday")
    ('Port Sele',)
    """
    sites = (m[1] for m in _SITES.finditer(words) if not _ACTING.search(words[: m.start()]))
    kept = [*_NAMED.findall(words), *sites]
    found = (re.sub(r"['’]s?$", "", one) for one in kept)
    return tuple(dict.fromkeys(one for one in found if not _NO_PLACE.match(one)))


def place_fit(ours: Where | None, theirs: Where | None) -> Fit:
    """Whether what happened at `theirs` may have happened at `ours`; None: not told.

    >>> place_fit(Where("Kharkiv", "UKR"), Where("Kherson", "UKR")).why
    'at Kherson, not Kharkiv'
    """
    if ours is None or theirs is None:
        return Fit(UNTOLD, "the place is not told" if ours else "")
    if key_of(ours.name) == key_of(theirs.name):
        return Fit(SAME, f"at {theirs.name}")
    if ours.country and theirs.country and ours.country != theirs.country:
        return Fit(ABROAD, f"at {theirs.name} ({theirs.country}), not {ours.name}")
    if ours.country and ours.country == theirs.country and (whole(ours) or whole(theirs)):
        return Fit(HELD, f"at {theirs.name}, in the same state as {ours.name}")
    distance = kilometres(ours, theirs)
    if distance is not None and distance <= CLOSE:
        return Fit(NEAR, f"at {theirs.name}, {distance:.0f} km from {ours.name}")
    if key_of(ours.name) & key_of(theirs.name):
        return Fit(HELD, f"at {theirs.name}, part of {ours.name} or around it")
    return Fit(OTHER, f"at {theirs.name}, not {ours.name}")


@lru_cache(maxsize=65_536)
def key_of(name: str) -> frozenset[str]:
    """The words of a place's name that tell it from others."""
    words = re.findall(r"[^\W_]+", name.lower())
    return frozenset(one for one in words if one not in _KINDS) or frozenset(words)


def whole(place: Where) -> bool:
    """Whether the place is the state itself."""
    if place.country is None:
        return False
    from communique.resolve.countries import country_of

    known = country_of(place.country)
    return known is not None and key_of(known.name) == key_of(place.name)


def kilometres(one: Where, other: Where) -> float | None:
    """How far apart, None where the degrees are not known."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude) / 2
    up = (b - a) / 2
    chord = math.sin(up) ** 2 + math.cos(a) * math.cos(b) * math.sin(across) ** 2
    return 2 * 6371 * math.asin(math.sqrt(min(1.0, chord)))


__all__ = ["key_of", "kilometres", "named_in", "place_fit", "whole"]
