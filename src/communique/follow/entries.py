"""Entries of the ledger as others get them: the contract's JSON, filters, rows for tables.

Takes an undertaking and its course, gives `Entry` with `to_dict` (the contract's shape, every key
present) and `to_row` (flat). Evidence is listed from the strongest candidate score on; what moved
the state is always in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.errors import InputError
from communique.follow.days import days_of
from communique.follow.fulfilment import KINDS
from communique.follow.links import SHOWN, Link
from communique.follow.proposals import Proposal
from communique.follow.sides import Side
from communique.follow.states import STATES, Course
from communique.follow.undertakings import Undertaking

MOST_EVIDENCE = 20  # pieces a JSON entry lists; `ledger show` prints all

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """One undertaking and what came of it."""

    undertaking: Undertaking
    course: Course

    @property
    def id(self) -> str:
        return self.undertaking.id

    @property
    def evidence(self) -> list[Link]:
        """What is listed: all that moved the state, then the best, oldest first."""
        moved = {id for change in self.course.changes for id in change.evidence}
        listed = [one for one in self.course.links if one.effect != "condition"]
        kept = [one for one in listed if one.evidence in moved]
        rest = sorted(
            (one for one in listed if one.evidence not in moved and one.score >= SHOWN),
            key=lambda one: (-one.score, one.order),
        )  # fmt: skip
        kept += rest[: max(0, MOST_EVIDENCE - len(kept))]
        return sorted(kept, key=lambda one: one.order)

    @property
    def set_aside(self) -> list[Link]:
        """What was looked at and not counted, the nearest first, with what speaks against it."""
        listed = {one.evidence for one in self.evidence}
        rest = (one for one in self.course.links if one.evidence not in listed)
        return sorted(rest, key=lambda one: (-one.score, one.order))

    def to_dict(self) -> Json:
        """The entry as the contract's JSON object."""
        one, first = self.undertaking, self.undertaking.first
        return {
            "id": one.id, "maker": one.maker.to_dict(), "to": [side.to_dict() for side in one.to],
            "kind": one.kind,
            "what": {
                "type": first.type, "actors": [side.to_dict() for side in one.actors],
                "recipients": [side.to_dict() for side in one.recipients],
                "place": one.place.name if one.place else None,
                "text": " ".join(first.said.words.split()), "refrain": first.refrain,
            },
            "condition": first.condition.text if first.condition else None,
            "deadline": one.deadline, "said_on": first.day.text,
            "statements": [
                {"id": p.said.id, "document": p.said.article.id, "start": p.said.span.start,
                 "end": p.said.span.end, "exact": p.said.span.exact}
                for p in _once(one)
            ],
            "state": self.course.state, "since": self.course.since.text, "score": one.score,
            "evidence": [_evidence(link) for link in self.evidence],
        }  # fmt: skip

    def to_row(self) -> dict[str, object]:
        """The entry as a flat row for tables."""
        one, first = self.undertaking, self.undertaking.first
        return {
            "id": one.id, "said_on": first.day.text, "maker": one.maker.name,
            "maker_country": one.maker.country, "to": "; ".join(side.name for side in one.to),
            "kind": one.kind, "type": first.type, "refrain": first.refrain,
            "text": " ".join(first.said.words.split()),
            "place": one.place.name if one.place else None,
            "condition": first.condition.text if first.condition else None,
            "deadline": one.deadline, "state": self.course.state,
            "since": self.course.since.text, "score": one.score,
            "statements": len(one.proposals), "evidence": len(self.evidence),
            "document": first.said.article.id,
        }  # fmt: skip


def _once(one: Undertaking) -> Iterator[Proposal]:
    seen: set[str] = set()
    for proposal in one.proposals:
        if proposal.said.id not in seen:
            seen.add(proposal.said.id)
            yield proposal


def _evidence(link: Link) -> Json:
    return {
        "event": link.evidence, "document": link.article.id, "start": link.span.start,
        "end": link.span.end, "exact": link.span.exact, "date": link.day.text, "for": link.good,
        "score": min(link.score, 0.49) if not link.moves and link.judged is None else link.score,
        "why": f"{link.effect}: " + "; ".join(link.reasons),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for; each of `by` and `to` is a state's letters, a key or a name."""

    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    least: float = 0.0

    def __post_init__(self) -> None:
        _closed("state", self.state, STATES)
        _closed("kind", self.kind, KINDS)
        for name in ("since", "until"):
            value = getattr(self, name)
            if value and days_of(value) is None:
                raise InputError(f"{name} {value!r} is not a date", "a year, month or day: 2022-02-10")

    def keeps(self, entry: Entry) -> bool:
        """Whether an entry is asked for."""
        one = entry.undertaking
        first, last = days_of(self.since), days_of(self.until)
        aimed = (*one.to, *(one.actors if one.kind == "demand" else one.recipients))
        return (
            (not self.by or any(_is(one.maker, name) for name in self.by))
            and (not self.to or any(_is(side, name) for side in aimed for name in self.to))
            and (not self.state or entry.course.state in self.state)
            and (not self.kind or one.kind in self.kind)
            and (first is None or one.first.day.last >= first.first)
            and (last is None or one.first.day.first <= last.last)
            and one.score >= self.least
        )


def select(entries: Iterable[Entry], wanted: Wanted) -> list[Entry]:
    """The entries that are asked for."""
    return [one for one in entries if wanted.keeps(one)]


def _is(side: Side, name: str) -> bool:
    if len(name) == 3 and name.isupper():
        return side.country == name or side.body == name or side.name == name
    low = name.lower()
    return name in (side.key, side.body) or low in side.name.lower() or low == (side.country or "").lower()


def _closed(what: str, given: tuple[str, ...], known: tuple[str, ...]) -> None:
    for one in given:
        if one not in known:
            raise InputError(f"there is no {what} {one!r}", "one of " + ", ".join(known))


__all__ = ["Entry", "Wanted", "select"]
