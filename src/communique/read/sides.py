"""Who acts in an event and who is acted upon: the network's word and the grammar's, weighed.

Takes a trigger and those who may have a side in what it names, each with the network's log-odds;
gives actors and recipients. One idea: what a phrase is to the trigger (`slots`) and to the
statement around it speaks for or against each side like so many log-odds more. Who a demanded
event binds is its actor, who speaks is rarely a side of what he asserts. Names nobody: `resolve`
does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.read.found import FoundStatement
from communique.read.pronouns import PRONOUNS
from communique.read.slots import JOINED, slots

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Possible:
    """Somebody who may have a side: the words, the network's log-odds, whether it sees a party."""

    span: Offsets
    acts: float
    takes: float
    tagged: bool


_HARM = frozenset(("ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "REJECT"))
_MUTUAL = frozenset(("CONSULT", "AGREE", "COOPERATE"))
# Where an actor is the trigger's own subject, who stands before it acts in something else: "Graustark's
# troops landed on Monday, and Ruritania is sending advisors."
_BEFORE_SUBJECT = frozenset(("left", "far left", "shared", "modifier"))

# What counts for acting and for being acted upon, in log-odds: a logistic regression over who stands
# near the 3,948 events of the labelled train articles that the shipped network finds there, its own
# log-odds blurred by one since it has seen them; the two constants are 0.2 lower, which is better on
# dev. "In mutual" is the slot `in` of a mutual event, "of " the slot `of` of one neither mutual nor
# harmful.
NETWORK = 0.5
ACTS, TAKES = -2.2, -2.8
WEIGHTS: dict[str, tuple[float, float]] = {
    "tagged": (2.3, 2.6), "first": (0.5, 0.5), "nearest left": (0.8, 0.5),
    "nearest right": (0.3, 0.5), "before": (-0.4, -0.2), "pronoun 1": (0.8, 0.6),
    "pronoun 2": (-0.7, 0.4), "pronoun 3": (0.3, 0.3), "adjacent": (0.5, 0.4),
    "adjacent harm": (0.1, 0.5), "adjacent mutual": (0.6, 0.1), "against": (-0.3, 0.6),
    "against harm": (-0.1, 0.9), "between": (2.3, -0.2), "by": (0.7, 0.1), "by harm": (0.4, 0.1),
    "far left": (-0.7, -0.4), "far left ": (-0.4, -0.2), "far right": (-0.8, -0.5),
    "far right ": (-0.3, -0.1), "far right mutual": (-0.3, -0.4), "for": (-0.6, 0.0),
    "for ": (-0.5, 0.3), "from": (0.8, 0.4), "in": (-0.6, -0.5), "in ": (0.1, -0.9),
    "in mutual": (-0.5, 0.6), "inside": (-0.8, 0.1), "left": (-0.3, -0.2),
    "left harm": (-0.3, 0.0), "modifier": (-0.4, -0.1), "modifier ": (0.6, 1.0),
    "modifier harm": (-0.2, -0.6), "object": (-0.5, 0.2), "object ": (-0.8, 0.0),
    "object harm": (0.8, 0.7), "object mutual": (-0.4, -0.4), "of": (0.2, -0.4), "of ": (0.4, 0.2),
    "of harm": (-0.4, 0.7), "on harm": (-0.2, 1.3), "owner": (1.3, 0.8), "passive": (-0.5, 0.9),
    "passive far": (-1.1, -0.6), "passive far ": (0.6, 0.0), "passive harm": (-0.4, 0.3),
    "passive near": (-0.7, -0.3), "right": (-0.6, -0.2), "right ": (-0.3, -0.1),
    "right harm": (-0.3, -0.1), "shared": (-0.1, -0.4), "shared ": (-0.4, -0.9),
    "shared harm": (-0.5, -0.1), "subject": (0.6, -0.1), "subject harm": (-0.1, 0.4),
    "subject mutual": (0.6, -0.6), "to": (-0.4, 0.1), "to ": (-0.5, -0.1), "to do": (0.2, -0.9),
    "to harm": (0.3, 0.3), "with": (0.2, 0.3), "with mutual": (-0.1, 1.7), "hears": (0.6, 0.8),
    "hears accuse": (0.1, -0.4), "says": (0.4, 0.0), "says accuse": (-0.1, -0.5),
    "says assert": (-1.1, -0.3), "says demand": (-1.1, -0.3), "says praise": (0.9, 0.5),
    "says promise": (0.1, -0.3), "says refuse": (0.3, 0.0), "says threaten": (1.2, 0.5),
    "speaks": (1.5, 0.1), "told": (-0.8, 1.6),
}  # fmt: skip


def sides(
    text: str, trigger: Offsets, kind: str, sentence: Offsets, possible: Sequence[Possible],
    statements: Sequence[FoundStatement],
) -> tuple[tuple[Offsets, ...], tuple[Offsets, ...]]:
    """The actors and the recipients of an event.

    Args:
        text: the article.
        trigger: the words that name the event.
        kind: its type.
        sentence: the sentence that they stand in.
        possible: who may have a side, in text order.
        statements: the article's statements.
    """
    actors, recipients = [], []
    facts = evidence(text, trigger, kind, sentence, possible, statements)
    for one, names in zip(possible, facts, strict=True):
        weights = [WEIGHTS[name] for name in names if name in WEIGHTS]
        acts = ACTS + NETWORK * one.acts + sum(w[0] for w in weights)
        takes = TAKES + NETWORK * one.takes + sum(w[1] for w in weights)
        if acts >= takes and acts > 0:
            actors.append(one.span)
        elif takes > acts and takes > 0:
            recipients.append(one.span)
    slot_of = {one.span: names[0] for one, names in zip(possible, facts, strict=True)}
    if any(slot_of[one] == "subject" for one in actors):
        actors = [one for one in actors if slot_of[one] not in _BEFORE_SUBJECT]
    actors = _of_clause(text, trigger, actors)
    return _own(actors, sentence), _own(recipients, sentence)


def _of_clause(text: str, trigger: Offsets, actors: list[Offsets]) -> list[Offsets]:
    """Who acts in a participle is who acts in the clause before it, and no one farther back.

    "Days after Graustark's troops landed, Ruritania stepped in, sending advisors."
    """
    if not text[slice(*trigger)].split(" ")[0].endswith("ing") or text[max(0, trigger[0] - 2) : trigger[0]] != ", ":
        return actors
    left = [one for one in actors if one[1] <= trigger[0]]
    if len(left) < 2 or JOINED.fullmatch(text, left[-2][1], left[-1][0]):
        return actors
    return [one for one in actors if one not in left[:-1]]


def _own(side: Sequence[Offsets], sentence: Offsets) -> tuple[Offsets, ...]:
    """A side that its own sentence fills takes nobody from another.

    "Ruritania shelled the port. Graustark arrested five reporters."
    """
    inside = tuple(one for one in side if _inside(one, sentence))
    return inside or tuple(side)


def evidence(
    text: str, trigger: Offsets, kind: str, sentence: Offsets, possible: Sequence[Possible],
    statements: Sequence[FoundStatement],
) -> list[list[str]]:
    """What speaks for or against each one's having a side, by the names of `WEIGHTS`."""
    made = [s for s in statements if s.cue and _touch(s.cue, trigger)]
    around = [s for s in statements if any(_inside(trigger, part) for part in s.content)]
    group = "harm" if kind in _HARM else "mutual" if kind in _MUTUAL else ""
    left = max((i for i, p in enumerate(possible) if p.span[1] <= trigger[0]), default=-1)
    right = min((i for i, p in enumerate(possible) if p.span[0] >= trigger[1]), default=-1)
    where = slots(text, trigger, [one.span for one in possible])
    found = []
    first = next((i for i, p in enumerate(possible) if p.span[0] >= sentence[0]), -1)
    for index, one in enumerate(possible):
        facts = [where[index], f"{where[index]} {group}"]
        facts += [name for name, there in (
            ("tagged", one.tagged), ("first", index == first),
            ("nearest left", index == left), ("nearest right", index == right),
            ("before", one.span[1] <= sentence[0]), ("after", one.span[0] >= sentence[1]),
        ) if there]  # fmt: skip
        word = PRONOUNS.get(text[slice(*one.span)].lower())
        facts += [f"pronoun {word.person}"] if word else []
        found.append(facts + _spoken(one.span, made, around))
    return found


def _spoken(
    span: Offsets, made: Sequence[FoundStatement], around: Sequence[FoundStatement]
) -> list[str]:
    """What somebody is to the statement that the event is, and to the innermost that tells of it."""
    facts = []
    if any(s.source and _touch(s.source, span) for s in made):
        facts.append("speaks")
    if any(_touch(m, span) for s in made for m in (*s.meant, *s.addressees)):
        facts.append("told")
    if around:
        last = around[-1]
        if last.source and _touch(last.source, span):
            facts += ["says", f"says {last.force}"]
        if any(_touch(m, span) for m in (*last.meant, *last.addressees)):
            facts += ["hears", f"hears {last.force}"]
        if not any(_inside(span, part) for part in last.content):
            facts.append("outside")
    return facts


def _inside(span: Offsets, part: Offsets) -> bool:
    return part[0] <= span[0] and span[1] <= part[1]


def _touch(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]
