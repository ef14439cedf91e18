"""What became of an undertaking: its states, each change dated and with its evidence.

Takes an `Undertaking`, its links and the last day that the record reaches, gives the `Course`:
open, met, partly met, contradicted, refused, withdrawn or lapsed, one at a time, as the contract's
table says. Links are gone through in the order of their days. A candidate below 0.5 and a disputed
deed move nothing. Nothing is weighed here but voices against each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from communique.follow.days import Days, days_of
from communique.follow.links import MOVES, Effect, Link
from communique.follow.undertakings import Undertaking

State = Literal["open", "met", "partly met", "contradicted", "refused", "withdrawn", "lapsed"]
STATES: tuple[State, ...] = (
    "open", "met", "partly met", "contradicted", "refused", "withdrawn", "lapsed"
)

TOGETHER = 3  # days within which two outlets tell of one deed
DISPUTE = 21  # days within which a denial answers a claim
SECOND_VOICE = 0.12  # what a second independent outlet adds to a score
LONE_VOICE = 0.5  # one outlet against a denial of fact: shown as a candidate
NO_CONDITION = 0.6  # the act of a threat whose condition is not known to have come
UNTOLD_CONDITION = 0.8  # the same where the condition's words name no act to look for
CONDITION_DAYS = 60  # a threat not carried out so long after its condition came was empty
# Acts that last: once done they can be undone, and then the promise is broken after all.
LASTING = frozenset({"RETREAT", "COOPERATE", "SUPPORT", "CONCEDE", "AID", "AGREE"})
RELAPSE = 365
REVIVED = 180  # days after it was taken back in which the act still counts as that undertaking's


@dataclass(frozen=True, slots=True)
class Change:
    """A state, since which day, on which evidence, and why in words."""

    state: State
    since: Days
    evidence: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Course:
    """What became of an undertaking: all changes, oldest first, and the evidence as weighed."""

    changes: tuple[Change, ...]
    links: tuple[Link, ...]

    @property
    def state(self) -> State:
        return self.changes[-1].state

    @property
    def since(self) -> Days:
        return self.changes[-1].since


def course(one: Undertaking, links: Iterable[Link], now: Days) -> Course:
    """The states of an undertaking up to `now`."""
    narrow = {p.id for p in one.proposals if p.places or p.place is not None}
    weighed = _conditioned(one, _disputed(_corroborated(one, _best(links, narrow))))
    changes = [Change("open", one.first.day, (), "said")]
    deadline = days_of(one.deadline)
    for link in weighed:
        if not link.moves or link.effect == "condition" or link.day.first > now.last:
            continue
        deadline = _passed(one, changes, deadline, link.day)
        change = _change(one, changes, link, deadline)
        if change is not None:
            changes.append(change)
        if link.effect == "postponed" and (put := days_of(link.until)):
            deadline = put
    _passed(one, changes, deadline, now)
    _hollow(one, changes, weighed, now)
    return Course(tuple(changes), tuple(weighed))


def turning(one: Undertaking, links: Iterable[Link], now: Days) -> str:
    """The day from which time alone may change what is known as of `now`; far off if none."""
    deadline = days_of(one.deadline)
    several = list(links)
    ends = [deadline.last] if deadline else []
    ends += [until.last for link in several if (until := days_of(link.until))]
    turns = [end + dt.timedelta(days=1) for end in ends]
    turns += [
        link.day.last + dt.timedelta(days=CONDITION_DAYS + 1) for link in several
        if link.effect == "condition"
    ]  # fmt: skip
    turns += [link.article.day.first for link in several] + [p.day.first for p in one.proposals]
    return min((day for day in turns if day > now.first), default=dt.date.max).isoformat()


def _best(links: Iterable[Link], narrow: set[str]) -> list[Link]:
    """One link a piece of evidence: the best of those with the undertaking's statements.

    A statement that names a place says more than "to be gone by June": it is asked first.
    """
    found: dict[str, Link] = {}
    for link in sorted(links, key=lambda one: (one.proposal, one.effect)):
        if link.evidence not in found or _rank(found[link.evidence], narrow) < _rank(link, narrow):
            found[link.evidence] = link
    return sorted(found.values(), key=lambda one: one.order)


def _rank(link: Link, narrow: set[str]) -> tuple[bool, bool, float]:
    return (link.judged is not None, link.proposal in narrow, link.score)


def _corroborated(one: Undertaking, links: list[Link]) -> list[Link]:
    """Several independent outlets make a deed surer; a fact denied needs more than one."""
    voices: dict[str, set[str]] = {}
    for link in links:
        same = {
            other.article.voice for other in links
            if other.effect == link.effect and other.type == link.type and other.score >= 0.35
            and abs((other.day.first - link.day.first).days) <= TOGETHER
        }  # fmt: skip
        voices[link.evidence] = same | {link.article.voice}
    return [_voiced(one, link, len(voices[link.evidence])) for link in links]


def _voiced(one: Undertaking, link: Link, many: int) -> Link:
    if not link.type or link.judged is not None:  # words need no second witness
        return link
    denies_fact = one.kind == "deny" and not one.first.refrain
    if denies_fact and link.effect == "opposite" and many < 2:
        return link.scaled(LONE_VOICE, "one outlet alone says so, against a denial")
    if many >= 2 and link.score >= 0.35:
        score = round(min(0.98, link.score + SECOND_VOICE), 3)
        return replace(link, score=score, reasons=(*link.reasons, f"{many} independent outlets"))
    return link


def _disputed(links: list[Link]) -> list[Link]:
    """A claim that the other side denies is disputed, unless several outlets vouch for it."""
    denials = [one for one in links if one.effect == "not done" and one.score >= MOVES]
    return [_answered(one, denials) for one in links]


def _answered(link: Link, denials: list[Link]) -> Link:
    if link.effect not in ("done", "partly", "opposite") or link.judged is not None:
        return link
    against = next((
        one for one in denials
        if abs((one.day.first - link.day.first).days) <= DISPUTE and one.teller != link.teller
        and (one.place is None or link.place is None or one.place == link.place)
    ), None)  # fmt: skip
    vouched = link.sure_voice and any("independent outlets" in why for why in link.reasons)
    if against is None or vouched:
        return link
    told = against.teller or "another source"
    return replace(link, disputed=True, reasons=(*link.reasons, f"disputed: denied by {told}"))


def _conditioned(one: Undertaking, links: list[Link]) -> list[Link]:
    """Where the words set a condition, the act counts fully once the condition came."""
    condition = one.first.condition
    if condition is None or condition.waits or one.kind not in ("threaten", "promise"):
        return links
    came = [link for link in links if link.effect == "condition" and link.moves]
    found = []
    for link in links:
        if link.effect in ("done", "partly") and link.judged is None:
            before = any(other.day.first <= link.day.last for other in came)
            link = link if before else link.scaled(
                NO_CONDITION if one.first.hinge else UNTOLD_CONDITION, f"the condition ({condition.text}) is not known to have come")  # fmt: skip
        found.append(link)
    return found


def _passed(
    one: Undertaking, changes: list[Change], deadline: Days | None, by: Days
) -> Days | None:
    """Enter that the deadline passed, if it did before `by`; then there is none any more."""
    if deadline is None or by.first <= deadline.last:
        return deadline
    state = changes[-1].state
    after = days_of((deadline.last + dt.timedelta(days=1)).isoformat())
    assert after is not None
    if one.kind == "threaten" and one.first.condition is not None:
        return None  # the day of an ultimatum is the other side's; the threat goes on
    if state in ("open", "partly met"):
        keeps = one.kind in ("refuse", "deny") or one.first.refrain
        new: State = "met" if keeps else "lapsed"
        why = "kept until its time had passed" if keeps else f"nothing heard by {deadline.text}"
        changes.append(Change(new, after, (), why))
    return None


def _change(
    one: Undertaking, changes: list[Change], link: Link, deadline: Days | None
) -> Change | None:
    last = changes[-1]
    refrains = one.kind in ("refuse", "deny") or one.first.refrain
    lapsed = any(change.state == "lapsed" for change in changes)
    table = _REFRAIN if refrains else _ACT
    new = table.get((last.state, link.effect))
    if link.effect in ("done", "partly") and last.state == "withdrawn":
        days = (link.day.first - last.since.last).days
        new = new if days <= REVIVED else None
    if link.effect == "not done":
        new = "contradicted" if lapsed and last.state in ("lapsed", "partly met") else None
    if link.effect == "postponed":
        new = "open" if last.state in ("lapsed", "partly met") else None
    if link.effect == "opposite" and last.state == "met":
        new = _relapse(one, last, link)
    if link.effect == "kept" and one.kind not in ("refuse", "deny") and one.kind != "demand":
        new = None  # a promise not to act stays open until its time is over
    if new is None or new == last.state:
        return None
    return Change(new, _later(last.since, link.day), (link.evidence,), _EFFECTS[link.effect])


def _relapse(one: Undertaking, last: Change, link: Link) -> State | None:
    refrains = one.kind in ("refuse", "deny") or one.first.refrain
    soft = not last.evidence  # met by silence alone
    lasting = one.first.type in LASTING and one.kind != "threaten"
    near = (link.day.first - last.since.first).days <= RELAPSE
    return "contradicted" if near and (refrains or lasting or soft) else None


def _hollow(one: Undertaking, changes: list[Change], links: list[Link], now: Days) -> None:
    """"Its condition came and it was not done": after the stated time it is contradicted."""
    condition = one.first.condition
    if one.kind not in ("threaten", "promise") or condition is None or condition.waits:
        return
    came = next((x for x in links if x.effect == "condition" and x.moves and x.score >= 0.6), None)
    if came is None or changes[-1].state not in ("open", "lapsed"):
        return
    end = days_of((came.day.last + dt.timedelta(days=CONDITION_DAYS)).isoformat())
    if end is not None and now.last > end.last:
        why = f"its condition came on {came.day.text} and it was not done in {CONDITION_DAYS} days"
        changes.append(Change("contradicted", end, (came.evidence,), why))


def _later(one: Days, other: Days) -> Days:
    return other if other.last >= one.last else one


_EFFECTS: Mapping[Effect, str] = {
    "done": "it was done", "partly": "a part was done", "opposite": "the opposite was done",
    "kept": "it was kept", "not done": "its time passed and it was not done",
    "accepted": "its addressee accepted", "refused": "its addressee rejected it in words",
    "withdrawn": "its maker took it back or put it off", "postponed": "it was put off to a date",
    "gave in": "its maker gave in or admitted it", "condition": "its condition came",
}  # fmt: skip

# From which state which evidence leads where, for undertakings to act ...
_ACT: dict[tuple[State, Effect], State] = {
    **{(state, "done"): "met" for state in STATES},
    **{(state, "partly"): "partly met" for state in ("open", "lapsed", "refused", "withdrawn")},
    **{(state, "accepted"): "met" for state in ("open", "partly met", "refused", "lapsed")},
    **{(state, "refused"): "refused" for state in ("open", "partly met", "lapsed")},
    **{(state, "opposite"): "contradicted" for state in ("open", "partly met", "lapsed")},
    **{(state, "withdrawn"): "withdrawn" for state in ("open", "partly met", "lapsed", "refused")},
}  # fmt: skip
# ... and for those not to act: refusals, denials, "will never", "do not".
_REFRAIN: dict[tuple[State, Effect], State] = {
    **{(state, "opposite"): "contradicted" for state in ("open", "met", "withdrawn")},
    **{(state, "kept"): "met" for state in ("open",)},
    **{(state, "gave in"): "withdrawn" for state in ("open", "met")},
    **{(state, "withdrawn"): "withdrawn" for state in ("open", "met")},
    **{(state, "refused"): "refused" for state in ("open",)},
    **{(state, "accepted"): "met" for state in ("open", "refused")},
}  # fmt: skip

__all__ = ["STATES", "Change", "Course", "State", "course", "turning"]
