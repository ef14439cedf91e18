"""The ledger in memory: words against deeds, kept up article by article.

Takes the rows of articles in any order, gives `Entry`s: undertakings with their state, history and
evidence. Candidates are found by the keys of `meetings`, each pair of words and deed is weighed
once. Order changes nothing: whatever is decided among several is decided by days and ids. An
archive keeps the same in its file (`keepings`).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from communique.follow.answers import answers
from communique.follow.days import Days, days_of
from communique.follow.entries import Entry
from communique.follow.identities import Identities
from communique.follow.judgements import Ruling, ruled
from communique.follow.links import Link
from communique.follow.meetings import Item, is_deed, item_keys, proposal_keys, weighed
from communique.follow.places import key_of
from communique.follow.proposals import Proposal, proposals_of
from communique.follow.rows import Done, Rows, rows_of
from communique.follow.sides import states
from communique.follow.states import course
from communique.follow.undertakings import Undertaking, joined, wording
from communique.types import Record

# An undated sentence this near to one printed before the words tells of the older deed again.
RETOLD = 85.0
LONG_AGO = 60  # days before the words that are searched for an older report

Rulings = Mapping[tuple[str, str], Ruling]
Older = Callable[[str, Days], Iterable[Done]]
"""The deeds that a key leads to, told in the weeks before a day."""


@dataclass(slots=True)
class Ledger:
    """Undertakings and what came of them; `left_out` counts articles that could not be followed.

    `identities` are what people judged of actors, to be known before articles are added.
    """

    left_out: dict[str, str] = field(default_factory=dict)
    articles: dict[str, Days] = field(default_factory=dict)
    weighed: int = 0
    identities: Identities = field(default_factory=Identities)
    _proposals: dict[str, Proposal] = field(default_factory=dict)
    _wanted: dict[str, list[Proposal]] = field(default_factory=lambda: defaultdict(list))
    _offered: dict[str, list[Item]] = field(default_factory=lambda: defaultdict(list))
    _links: dict[str, list[Link]] = field(default_factory=lambda: defaultdict(list))
    _rulings: dict[tuple[str, str], Ruling] = field(default_factory=dict)

    def add(self, record: Record, copy_of: str | None = None) -> bool:
        """Add what one article says and tells; False (and counted) if it has no date."""
        rows = rows_of(record, copy_of)
        if rows is None:
            self.left_out[record.document.id] = "has no date that can be understood"
            return False
        self.add_rows(rows)
        return True

    def add_rows(self, rows: Rows) -> None:
        """Add the rows of one article; the same article twice adds nothing."""
        if rows.article.id in self.articles:
            return
        rows = self.identities.rows(rows)
        self.articles[rows.article.id] = rows.article.day
        for item in items_of(rows):
            keys = item_keys(item)
            met = {p.id: p for key in keys for p in self._wanted[key]}
            for key in keys:
                self._offered[key].append(item)
            for one in met.values():
                self._weigh(one, item)
        for one in proposals_of(rows):
            keys = proposal_keys(one)
            found = {item.id: item for key in keys for item in self._offered[key]}
            self._proposals[one.id] = one
            for key in keys:
                self._wanted[key].append(one)
            for item in found.values():
                self._weigh(one, item)

    def rule(self, rulings: Iterable[Ruling]) -> None:
        """Take over what people decided; the latest about a link is in force."""
        self._rulings |= in_force(rulings)

    @property
    def now(self) -> Days | None:
        """The last day that the articles reach, today's at most where any is of the past."""
        return last_day(self.articles.values())

    def undertakings(self) -> list[Undertaking]:
        """All undertakings, in the order in which they were first said."""
        return joined(self._proposals.values())

    def entries(self, now: str | None = None) -> Iterator[Entry]:
        """Every undertaking with its state as of `now`, the last day of the articles if None."""
        until = days_of(now) if now else self.now
        if until is None:
            return
        for one in self.undertakings():
            if one.first.day.first <= until.last:
                links = [link for p in one.proposals for link in self._links[p.id]]
                yield told(one, links, self._rulings, until, self._older)

    def _weigh(self, proposal: Proposal, item: Item) -> None:
        self.weighed += 1
        self._links[proposal.id] += weighed(proposal, item)

    def _older(self, key: str, day: Days) -> list[Done]:
        return [one for one in self._offered[key] if isinstance(one, Done)]


def items_of(rows: Rows) -> list[Item]:
    """What an article gives that may bear on words: deeds, and what answers them."""
    return [*(one for one in rows.done if is_deed(one) or answers(one)),
            *(one for one in rows.said if answers(one))]  # fmt: skip


def told(
    one: Undertaking, links: Iterable[Link], rulings: Rulings, now: Days, older: Older
) -> Entry:
    """One undertaking with its state as of `now`."""
    said = tuple(p for p in one.proposals if p.day.first <= now.last)
    known = {p.id: p for p in one.proposals}
    one = Undertaking(said or one.proposals)
    anew = [
        _told_anew(known[link.proposal], link, older) for link in links
        if link.article.day.first <= now.last and link.proposal in known
    ]  # fmt: skip
    return Entry(one, course(one, ruled(anew, frozenset(known), rulings), now))


def _told_anew(proposal: Proposal, link: Link, older: Older) -> Link:
    """Taken down where the same deed stood in print before the words were said."""
    if link.own_day or not link.type or proposal.kind == "deny" or not link.moves:
        return link
    for pole in sorted(states(proposal.actors)):
        for done in older(f"by {pole}:{link.type}", proposal.day):
            days = (proposal.day.first - done.article.day.last).days
            if not 0 < days <= LONG_AGO or done.status != "actual":
                continue
            if link.place and done.place and not key_of(link.place) & key_of(done.place.name):
                continue
            if wording(done.sentence.exact, link.span.exact) >= RETOLD:
                why = f"told already on {done.article.day.text}, before the words"
                return link.scaled(0.2, why)
    return link


def in_force(rulings: Iterable[Ruling]) -> dict[tuple[str, str], Ruling]:
    """The latest ruling about each link."""
    ordered = sorted(rulings, key=lambda one: (one.at, one.subject, one.object))
    return {(one.subject, one.object): one for one in ordered}


def last_day(days: Iterable[Days]) -> Days | None:
    """The last of some days, today's at most where any is of the past."""
    today = dt.date.today()
    known = sorted(days, key=lambda one: (one.last, one.first, one.text))
    past = [one for one in known if one.first <= today]
    several = past or known
    return several[-1] if several else None


def ledger_of(
    records: Iterable[Record], copies: dict[str, str] | None = None,
    identities: Identities | None = None,
) -> Ledger:  # fmt: skip
    """The ledger of some records; `copies` names the first article of each that is a copy."""
    found = Ledger(identities=identities or Identities())
    for record in records:
        found.add(record, (copies or {}).get(record.document.id))
    return found


__all__ = ["Ledger", "in_force", "items_of", "last_day", "ledger_of", "told"]
