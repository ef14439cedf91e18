"""The ledger: words against deeds, kept up article by article.

Takes the rows of articles in any order, gives `Entry`s: undertakings with their state, history and
evidence. Candidates are indexed by who acts and by type, each pair of words and deed is weighed
once, and only what a new article touches is told anew, so adding n articles costs by n. Order
changes nothing: whatever is decided among several is decided by days and ids.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from communique.follow.answers import weigh_said, weigh_verbal
from communique.follow.days import Days, days_of
from communique.follow.deeds import weigh, weigh_condition
from communique.follow.entries import Entry
from communique.follow.fulfilment import deed_types
from communique.follow.judgements import Ruling, ruled
from communique.follow.links import Link
from communique.follow.places import key_of
from communique.follow.proposals import Proposal, proposals_of
from communique.follow.rows import Done, Rows, Said, Where, rows_of
from communique.follow.sides import states
from communique.follow.states import course
from communique.follow.undertakings import Undertaking, bucket_of, joined, wording
from communique.types import Record

UNKNOWN = "?"
ANSWER_TYPES = ("REJECT", "AGREE", "CONCEDE")
# An undated sentence this near to one printed before the words tells of the older deed again.
RETOLD = 85.0
LONG_AGO = 60  # days before the words that are searched for an older report

_Key = tuple[str, str]


@dataclass(slots=True)
class Ledger:
    """Undertakings and what came of them; `left_out` counts articles that could not be followed."""

    left_out: dict[str, str] = field(default_factory=dict)
    articles: dict[str, Days] = field(default_factory=dict)
    _proposals: dict[str, Proposal] = field(default_factory=dict)
    _buckets: dict[tuple[str, str, str, bool], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _awaiting: dict[_Key, list[str]] = field(default_factory=lambda: defaultdict(list))
    _answering: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _deeds: dict[_Key, list[Done]] = field(default_factory=lambda: defaultdict(list))
    _answers: dict[str, list[Said | Done]] = field(default_factory=lambda: defaultdict(list))
    _links: dict[str, dict[tuple[str, str], Link]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _rulings: dict[tuple[str, str], Ruling] = field(default_factory=dict)
    weighed: int = 0

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
        self.articles[rows.article.id] = rows.article.day
        for done in rows.done:
            self._add_done(done)
        for said in rows.said:
            sides = (said.speaker, *said.addressees) if said.speaker else ()
            self._add_answer(said, states(sides))
        for proposal in proposals_of(rows):
            self._add_proposal(proposal)

    def rule(self, rulings: Iterable[Ruling]) -> None:
        """Take over what people decided; the latest about a link is in force."""
        for one in sorted(rulings, key=lambda r: (r.at, r.subject, r.object)):
            self._rulings[(one.subject, one.object)] = one

    @property
    def now(self) -> Days | None:
        """The last day that the articles reach, today's at most where any is of the past."""
        today = dt.date.today()
        days = sorted(self.articles.values(), key=lambda one: one.last)
        past = [one for one in days if one.first <= today]
        known = past or days
        return known[-1] if known else None

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
                yield self.entry(one, until)

    def entry(self, one: Undertaking, now: Days) -> Entry:
        """One undertaking with its state as of `now`."""
        said = tuple(p for p in one.proposals if p.day.first <= now.last)
        one = Undertaking(said or one.proposals)
        links = [
            self._told_anew(p, link) for p in one.proposals for link in self._links[p.id].values()
            if link.article.day.first <= now.last
        ]  # fmt: skip
        ids = frozenset(p.id for p in one.proposals)
        return Entry(one, course(one, ruled(links, ids, self._rulings), now))

    def _add_done(self, done: Done) -> None:
        poles = states((*done.actors, *done.recipients)) or {UNKNOWN}
        if not done.actors:
            poles = {*poles, UNKNOWN}
        filed = {*poles, _spot(done.place)} if done.place else set(poles)
        types = tuple(dict.fromkeys((done.type, *done.also)))
        for pole in filed:  # another army at the same base is looked at, and set aside with a reason
            for type in types:
                self._deeds[(pole, type)].append(done)
        keys = {(pole, type) for pole in (*filed, UNKNOWN) for type in types}
        if not done.actors:
            keys |= {key for key in self._awaiting if key[1] in types}
        wanted = dict.fromkeys(one for key in sorted(keys) for one in self._awaiting[key])
        for id in wanted:
            self._weigh(self._proposals[id], done)
        self._add_answer(done, states((*done.actors, *done.recipients)))

    def _add_answer(self, answer: Said | Done, poles: frozenset[str]) -> None:
        for pole in poles or {UNKNOWN}:
            self._answers[pole].append(answer)
        for id in dict.fromkeys(one for pole in sorted(poles) for one in self._answering[pole]):
            self._weigh_answer(self._proposals[id], answer)

    def _add_proposal(self, one: Proposal) -> None:
        if one.id in self._proposals:
            return
        self._proposals[one.id] = one
        self._buckets[bucket_of(one)].append(one.id)
        poles = set(states(one.actors)) or {UNKNOWN}
        if one.place:
            poles.add(_spot(one.place))
        types = dict.fromkeys((*deed_types(one.kind, one.type, one.refrain),
                               *([one.hinge.type] if one.hinge else ())))  # fmt: skip
        hinge_poles = states(one.hinge.actors or one.to) if one.hinge else frozenset()
        found: dict[str, Done] = {}
        for type in types:
            for pole in sorted(poles | hinge_poles):
                self._awaiting[(pole, type)].append(one.id)
                for done in self._deeds[(pole, type)]:
                    found[done.id] = done
            for done in self._deeds[(UNKNOWN, type)]:
                found[done.id] = done
        for done in found.values():
            self._weigh(one, done)
        sides = states((one.maker, *one.to, *one.actors))
        answers: dict[str, Said | Done] = {}
        for pole in sorted(sides):
            self._answering[pole].append(one.id)
            for answer in self._answers[pole]:
                answers[answer.id] = answer
        for answer in answers.values():
            self._weigh_answer(one, answer)

    def _weigh(self, proposal: Proposal, done: Done) -> None:
        self.weighed += 1
        for link in (weigh(proposal, done), weigh_condition(proposal, done)):
            self._keep(proposal, link)

    def _weigh_answer(self, proposal: Proposal, answer: Said | Done) -> None:
        if isinstance(answer, Said):
            self._keep(proposal, weigh_said(proposal, answer))
        else:
            self._keep(proposal, weigh_verbal(proposal, answer))

    def _keep(self, proposal: Proposal, link: Link | None) -> None:
        if link is not None:
            self._links[proposal.id][(link.evidence, link.effect)] = link

    def _told_anew(self, proposal: Proposal, link: Link) -> Link:
        """Taken down where the same deed stood in print before the words were said."""
        if link.own_day or not link.type or proposal.kind == "deny":
            return link
        for pole in sorted(states(proposal.actors)):
            for done in self._deeds[(pole, link.type)]:
                days = (proposal.day.first - done.article.day.last).days
                if not 0 < days <= LONG_AGO or done.status != "actual":
                    continue
                if wording(done.sentence.exact, link.span.exact) >= RETOLD:
                    why = f"told already on {done.article.day.text}, before the words"
                    return link.scaled(0.2, why)
        return link


def _spot(place: Where) -> str:
    return "@" + " ".join(sorted(key_of(place.name)))


def ledger_of(records: Iterable[Record], copies: dict[str, str] | None = None) -> Ledger:
    """The ledger of some records; `copies` names the first article of each that is a copy."""
    found = Ledger()
    for record in records:
        found.add(record, (copies or {}).get(record.document.id))
    return found


__all__ = ["Ledger", "ledger_of"]
