"""Which words and which deeds are weighed against each other at all.

Gives keys: a deed and an undertaking meet where they share one (the side that acts, where nobody
is named the side it is done to, the place), and their days let the one follow on the other. What
meets is then weighed by `deeds` and `answers`. One idea: keys and days alone decide, so any order
of articles gives the same meetings, and each costs by what it concerns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from communique.follow.answers import answers, weigh_said, weigh_verbal
from communique.follow.days import Days, gap
from communique.follow.deeds import SYMMETRIC, weigh, weigh_condition
from communique.follow.fulfilment import deed_types
from communique.follow.links import Link
from communique.follow.objects import things_in
from communique.follow.places import key_of, named_in
from communique.follow.proposals import Proposal
from communique.follow.rows import Done, Said
from communique.follow.sides import Side, states

Item = Said | Done
# Days. An older deed can't be what was meant and is looked at to say so; what is denied lies
# before the words. Two years on, a deed scores 0.4 at most: it is another undertaking's.
BEFORE, BEFORE_DENIAL, AFTER, AFTER_ANSWER = 60, 400, 800, 400


def is_deed(done: Done) -> bool:
    """Whether an event tells that something was done, or was not."""
    return done.status in ("actual", "denied")


def item_keys(item: Item) -> frozenset[str]:
    """The keys under which a deed or an answer is found."""
    if isinstance(item, Said):
        return _answer_keys((item.speaker,) if item.speaker else (), item.addressees)
    keys: set[str] = set()
    if answers(item):
        keys |= _answer_keys(item.actors, item.recipients)
    if is_deed(item):
        keys |= {f"{who}:{type}" for type in dict.fromkeys((item.type, *item.also))
                 for who in _doers(item)}  # fmt: skip
    return frozenset(keys)


def proposal_keys(one: Proposal) -> frozenset[str]:
    """The keys under which what may bear on an undertaking is looked for."""
    types = deed_types(one.kind, one.type, one.refrain)
    actors, others = states(one.actors), states((*one.to, *one.recipients))
    who = {f"by {pole}" for pole in actors} | {f"on {pole}" for pole in others} | _spots(one)
    if not actors:  # "that it withdraw from Ostrell": the place alone may tell
        who |= {f"by {pole}" for pole in others or {one.maker.pole}}
    who |= {f"of {thing}" for thing in one.things.classes}
    keys = {f"{each}:{type}" for each in who for type in types}
    if one.hinge:
        hinged = states(one.hinge.actors or one.to)
        keys |= {f"by {pole}:{one.hinge.type}" for pole in hinged}
        keys |= {f"{spot}:{one.hinge.type}" for spot in _spots(one)}
    keys |= {f"says {pole}" for pole in states((one.maker, *one.to, *one.actors))}
    if one.kind in ("demand", "offer"):
        keys.add(f"told {one.maker.pole}")  # "rejected a Durrenian offer": whoever answers the maker
    return frozenset(keys)


def span_of(item: Item) -> Days:
    """The days from when something was done to when it was told: an old deed told anew is looked
    at, and set aside for its age."""
    day, told = item.day, item.article.day
    if told.last <= day.last:
        return day
    return Days(min(day.first, told.first), told.last, told.text)


def near(one: Proposal, days: Days) -> bool:
    """Whether days lie within the time in which something may bear on an undertaking."""
    return -_before(one) <= gap(one.day, days) <= AFTER


def reach_of_proposal(one: Proposal) -> tuple[str, str]:
    """The first and the last day on which what bears on an undertaking may lie."""
    return shifted(one.day.first, -_before(one)), shifted(one.day.last, AFTER)


def reach_of_item(item: Item) -> tuple[str, str]:
    """The first and the last day of words on which what was done or said may bear."""
    day = span_of(item)
    return shifted(day.first, -AFTER), shifted(day.last, BEFORE_DENIAL)


def shifted(day: dt.date, by: int) -> str:
    """A day so many days on, as an ISO date; the calendar's end where it has none."""
    number = min(max(day.toordinal() + by, 1), dt.date.max.toordinal())
    return dt.date.fromordinal(number).isoformat()


def _before(one: Proposal) -> int:
    return BEFORE_DENIAL if one.kind == "deny" and not one.refrain else BEFORE


def weighed(one: Proposal, item: Item) -> Iterator[Link]:
    """The links of an undertaking with what it meets."""
    if not near(one, span_of(item)):
        return
    found: list[Link | None] = []
    if isinstance(item, Said):
        found.append(weigh_said(one, item))
    else:
        if is_deed(item):
            found += [weigh(one, item), weigh_condition(one, item)]
        if answers(item) and gap(one.day, item.day) <= AFTER_ANSWER:
            found.append(weigh_verbal(one, item))
    yield from (link for link in found if link is not None)


def _answer_keys(who: tuple[Side, ...], to: tuple[Side, ...]) -> frozenset[str]:
    return frozenset({f"says {pole}" for pole in states(who)} | {f"told {pole}" for pole in states(to)})


def _doers(done: Done) -> set[str]:
    """The side that acts; where nobody is named the side acted on and the thing; the place always.

    Another army at the same base is looked at, and set aside with a reason.
    """
    found = {f"by {pole}" for pole in states(done.actors)}
    if done.type in SYMMETRIC or not found:
        found |= {f"by {pole}" for pole in states(done.recipients)}
    if not done.actors:
        found |= {f"on {pole}" for pole in states(done.recipients)}
        found |= {f"of {thing}" for thing in things_in(done.sentence.exact).classes}
    names = set(_names(done.sentence.exact))
    if done.place:
        names.add(done.place.name)
    return found | {spot(name) for name in names}


def _spots(one: Proposal) -> set[str]:
    names = set(one.places)
    if one.place:
        names.add(one.place.name)
    return {spot(name) for name in names}


@lru_cache(maxsize=16_384)
def _names(words: str) -> tuple[str, ...]:
    return named_in(words)


@lru_cache(maxsize=16_384)
def spot(name: str) -> str:
    """A place's key."""
    return "at " + " ".join(sorted(key_of(name)))


__all__ = [
    "Item", "is_deed", "item_keys", "near", "proposal_keys", "reach_of_item", "reach_of_proposal",
    "shifted", "span_of", "weighed",
]  # fmt: skip
