"""Words that are deeds: who accuses, demands, threatens, refuses, agrees or praises does something.

Takes found statements and events, gives the events with two things settled: those that a
statement itself performs (added where the network found none, as long as somebody is addressed or
meant), and on whose word every other one stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from communique.read.found import FoundEvent, FoundMention, FoundStatement, Offsets
from communique.types import EventType, Force

PERFORMED: dict[Force, EventType] = {
    "accuse": "ACCUSE", "demand": "REQUEST", "threaten": "THREATEN",
    "refuse": "REJECT", "agree": "AGREE", "praise": "SUPPORT",
}  # fmt: skip
# An event that only the statement's force tells of is less sure than one that the network marked.
ADDED = 0.6


# "Ruritania is unwilling", "Ruritania's reluctance", "the regime not only rejects"
_DOES = re.compile(
    r"(?:[’']s\s+\w+|\s+(?:not only |openly |repeatedly |clearly |again )?(?:is|are|was|were|has|have|had|did"
    r"|does|must|wants?|tr(?:y|ies|ied)|refus\w+|reject\w*|\w+(?:ed|[^s]s))\b)"
)
_ACCUSABLE = frozenset(("person", "organization", "country", "group", "office"))


def accused(
    text: str, statements: Sequence[FoundStatement], named: Sequence[FoundMention]
) -> list[FoundStatement]:
    """The statements, each accusation with whom it is about.

    Where the network names nobody, or only who is told of it, that is the first in the content who
    does something: "informed the envoy that Ruritania is unwilling".
    """
    starts = [one.start for one in named]
    found = []
    for one in statements:
        told = all(any(_overlap(m, a) for a in one.addressees) for m in one.meant)
        if one.force == "accuse" and told:
            about = [
                (m.start, m.end)
                for begin, end in one.content
                for m in named[bisect_left(starts, begin) : bisect_left(starts, end)]
                if m.kind in _ACCUSABLE and m.end <= end and _DOES.match(text, m.end, end)
            ]
            one = replace(one, meant=tuple(about[:1]) or one.meant)
        found.append(one)
    return found


def performed(one: FoundStatement, event: FoundEvent) -> bool:
    """Whether `event` is what the making of statement `one` does."""
    if PERFORMED.get(one.force) != event.type or event.status != "actual":
        return False
    if one.cue and _overlap(one.cue, event.trigger):
        return True
    inside = any(_inside(event.trigger, part) for part in one.content)
    return inside and one.source is not None and one.source in event.actors


def settle(
    statements: Sequence[FoundStatement], events: Sequence[FoundEvent]
) -> list[FoundEvent]:
    """All events, in text order, each with the statement on whose word it stands."""
    settled = [_attributed(statements, event) for event in events]
    settled += _added(statements, settled)
    return sorted(settled, key=lambda event: event.trigger)


def _attributed(statements: Sequence[FoundStatement], event: FoundEvent) -> FoundEvent:
    for one in statements:
        if performed(one, event):
            actors = event.actors or ((one.source,) if one.source else ())
            recipients = event.recipients or tuple(m for m in one.meant if m not in actors)
            return replace(event, according_to=one.parent, actors=actors, recipients=recipients)
    return replace(event, according_to=innermost(statements, event.trigger))


def innermost(statements: Sequence[FoundStatement], span: Offsets) -> int | None:
    """The index of the smallest statement whose content holds `span`."""
    best: tuple[int, int] | None = None
    for index, one in enumerate(statements):
        for part in one.content:
            if _inside(span, part) and (best is None or part[1] - part[0] < best[0]):
                best = (part[1] - part[0], index)
    return best[1] if best else None


def _added(
    statements: Sequence[FoundStatement], events: Sequence[FoundEvent]
) -> list[FoundEvent]:
    found = []
    for one in statements:
        kind = PERFORMED.get(one.force)
        if kind is None or one.kind == "thought" or not (one.cue and one.source):
            continue
        if any(performed(one, event) for event in events):
            continue
        near = [one.cue, *one.content]
        if any(e.type == kind and any(_overlap(e.trigger, n) for n in near) for e in events):
            continue
        toward = tuple(m for m in one.meant if m != one.source)
        if not toward and one.force != "accuse":
            toward = one.addressees
        if toward:
            found.append(
                FoundEvent(one.cue, kind, (one.source,), toward, "actual", one.parent,
                           round(one.score * ADDED, 4))
            )
    return found


def _inside(span: Offsets, part: Offsets) -> bool:
    return part[0] <= span[0] and span[1] <= part[1]


def _overlap(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]
