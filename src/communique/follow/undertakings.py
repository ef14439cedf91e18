"""Undertakings: the proposals of many articles, restatements joined.

Takes proposals, gives `Undertaking`s: the same maker saying of the same act, in near words or of
the same thing to the same side, within a stated time. Proposals are gone through in the order of
their days and ids, so the order in which articles came in changes nothing. What came of them is
told by `states`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from communique.follow.days import gap
from communique.follow.fulfilment import Kind
from communique.follow.objects import alike, name_stems
from communique.follow.places import key_of, place_fit
from communique.follow.proposals import Proposal
from communique.follow.rows import Where
from communique.follow.sides import Side, fit, states

# Wordings: 0 to 100 as `wording` reckons. Read on pairs from the labelled articles: the
# same pledge retold by two outlets lies at 62 to 100, another pledge of the same type at 20 to 50.
NEAR, SAME_WORDS = 62.0, 80.0
# Days: near words may be repeated for long; the same thing in other words soon after.
NEAR_DAYS, SAME_WORDS_DAYS, OTHER_WORDS_DAYS = 120, 365, 21


@dataclass(frozen=True, slots=True)
class Undertaking:
    """What somebody undertook, by all statements of it, the first one first."""

    proposals: tuple[Proposal, ...]

    @property
    def first(self) -> Proposal:
        """The statement that said it first."""
        return self.proposals[0]

    @property
    def id(self) -> str:
        """The first proposal's id; a judgement may name any of them."""
        return self.first.id

    @property
    def kind(self) -> Kind:
        return self.first.kind

    @property
    def maker(self) -> Side:
        return self.first.maker

    @property
    def to(self) -> tuple[Side, ...]:
        return _united(one.to for one in self.proposals)

    @property
    def actors(self) -> tuple[Side, ...]:
        return _united(one.actors for one in self.proposals)

    @property
    def recipients(self) -> tuple[Side, ...]:
        return _united(one.recipients for one in self.proposals)

    @property
    def place(self) -> Where | None:
        return next((one.place for one in self.proposals if one.place), None)

    @property
    def deadline(self) -> str | None:
        return next((one.deadline for one in self.proposals if one.deadline), None)

    @property
    def score(self) -> float:
        """How surely it was undertaken; each outlet that says so adds a little."""
        voices = {one.said.article.voice for one in self.proposals}
        best = max(one.score for one in self.proposals)
        return round(min(1.0, best + 0.05 * (len(voices) - 1)), 3)


def bucket_of(one: Proposal) -> tuple[str, str, str, bool]:
    """Proposals of different buckets are never the same undertaking."""
    return (one.maker.pole, one.kind, one.type or "", one.refrain)


def joined(proposals: Iterable[Proposal]) -> list[Undertaking]:
    """The undertakings of one bucket, or of many, in the order in which they were first said."""
    several = list(proposals)
    groups: dict[str, list[Proposal]] = defaultdict(list)
    found = homes(several)
    for one in sorted(several, key=lambda p: p.order):
        groups[found[one.id]].append(one)
    return sorted((Undertaking(tuple(one)) for one in groups.values()), key=lambda u: u.first.order)


def homes(
    proposals: Iterable[Proposal], settled: Mapping[str, str] | None = None
) -> dict[str, str]:
    """To which undertaking each statement belongs: the id of the statement that said it first.

    `settled` are the homes of those that stand before all new ones. A statement restates the
    undertaking that was spoken of last among those that it fits, so that only the last year of
    statements decides.
    """
    known = settled or {}
    found: dict[str, str] = {}
    buckets: dict[tuple[str, str, str, bool], dict[str, list[Proposal]]] = defaultdict(dict)
    for one in sorted(proposals, key=lambda p: p.order):
        groups = buckets[bucket_of(one)]
        home = known.get(one.id) or next(
            (id for id in reversed(groups) if _belongs(one, groups[id])), one.id
        )  # fmt: skip
        groups[home] = [*groups.pop(home, ()), one]  # spoken of last: stands last
        found[one.id] = home
    return found


def _belongs(one: Proposal, group: list[Proposal]) -> bool:
    """Whether a statement restates what any of the last ones of a group say."""
    return any(same(other, one) for other in group[-8:])


def same(earlier: Proposal, later: Proposal) -> bool:
    """Whether two statements undertake the same act."""
    days = gap(earlier.day, later.day)
    if days > SAME_WORDS_DAYS or fit(earlier.maker, later.maker).factor < 0.5:
        return False
    if _apart(earlier.actors, later.actors) or _apart(earlier.recipients, later.recipients):
        return False
    if _elsewhere(earlier, later):
        return False
    words = wording(earlier.said.words, later.said.words)
    if words >= SAME_WORDS:
        return True
    if words >= NEAR and days <= NEAR_DAYS:
        return True
    if earlier.type is None or days > OTHER_WORDS_DAYS:
        return False
    if earlier.said.article.id == later.said.article.id:  # a quotation that says it once more
        return True
    shared = bool(earlier.things.classes & later.things.classes)
    near = alike(earlier.things, later.things, _names(earlier) | _names(later)).factor >= 0.95
    return near and shared


def _apart(one: tuple[Side, ...], other: tuple[Side, ...]) -> bool:
    ours, theirs = states(one), states(other)
    return bool(ours) and bool(theirs) and not ours & theirs


def _elsewhere(one: Proposal, other: Proposal) -> bool:
    if one.place and other.place:
        return place_fit(one.place, other.place).factor < 0.8
    ours = [key_of(name) for name in one.places]
    theirs = [key_of(name) for name in other.places]
    return bool(ours) and bool(theirs) and not any(a & b for a in ours for b in theirs)


def _names(one: Proposal) -> frozenset[str]:
    return name_stems(tuple(side.name for side in (one.maker, *one.to, *one.actors)))


@lru_cache(maxsize=131_072)
def wording(one: str, other: str) -> float:
    """How near two wordings are, 0 to 100; what one leaves out counts little.

    >>> round(wording("will withdraw its troops by May", "will withdraw its troops"))
    95
    """
    from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

    a, b = one.lower(), other.lower()
    if min(len(a), len(b)) < 12:  # two short words in common say nothing
        return float(token_sort_ratio(a, b))
    return 0.6 * float(token_set_ratio(a, b)) + 0.4 * float(token_sort_ratio(a, b))


def _united(lists: Iterable[tuple[Side, ...]]) -> tuple[Side, ...]:
    found: dict[str, Side] = {}
    for sides in lists:
        for side in sides:
            found.setdefault(side.key, side)
    return tuple(found.values())


__all__ = ["Undertaking", "bucket_of", "homes", "joined", "same", "wording"]
