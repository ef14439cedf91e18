"""Finds events as the network tags them: a trigger with its type, its sides, its status.

Takes the network's rows over a text, gives `Occurrence`s in words. Every trigger asks every party
in its window whether it acts or is acted upon; a party is one or the other. How likely a trigger
is, and how much its sentence is about it, make the score, so that a sentence's main event ranks
first. Which words are deeds because a statement of that force was made is `deeds`' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from communique.read.attribution import Rows
from communique.read.links import Words, scores, span_mean
from communique.read.model import Floats, Labels
from communique.read.pieces import Pieces

# Log-odds from which a party has a role. On the dev articles -0.4 and lower, 0.4 and higher all give
# fewer right actors and recipients (bench/articles.py).
ROLE = 0.0
# A party farther than this from its trigger, in words, takes no role.
REACH = 60


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event in words of the text."""

    trigger: Words
    type: str
    actors: tuple[Words, ...]
    recipients: tuple[Words, ...]
    status: Floats  # probabilities, in the order of the labels' statuses
    score: float


def occurrences(
    labels: Labels, text: Rows, pieces: Pieces,
    triggers: Sequence[tuple[int, int, str]], parties: Sequence[tuple[int, int, str]],
) -> list[Occurrence]:
    """The events of one text, in the order of their triggers."""
    spans = [(start, end) for start, end, _ in parties]
    found = []
    for start, end, kind in triggers:
        trigger = (start, end)
        actors, recipients = roles(labels, text, trigger, spans)
        window, rows = text.around(trigger)
        here = (start - window.context, min(end, window.end) - window.context)
        weights = _softmax(span_mean(rows[:, labels.columns["status"]], here))
        found.append(
            Occurrence(trigger, kind, actors, recipients, weights,
                       round(_score(labels, rows, pieces, window.context, here, kind), 4))
        )
    return found


def roles(
    labels: Labels, text: Rows, trigger: Words, parties: Sequence[Words]
) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Which parties act, and which are acted upon."""
    window, rows = text.around(trigger)
    near = [
        p for p in parties
        if window.context <= p[0] and p[1] <= window.end
        and p[0] - trigger[1] <= REACH and trigger[0] - p[1] <= REACH
    ]
    if not near:
        return (), ()
    shift = window.context
    here = (trigger[0] - shift, min(trigger[1], window.end) - shift)
    moved = [(p[0] - shift, p[1] - shift) for p in near]
    acts = scores(labels, rows, "trigger-actor", here, moved)
    takes = scores(labels, rows, "trigger-recipient", here, moved)
    actors = tuple(p for p, a, t in zip(near, acts, takes, strict=True) if a > ROLE and a >= t)
    recipients = tuple(p for p, a, t in zip(near, acts, takes, strict=True) if t > ROLE and t > a)
    return actors, recipients


def _score(
    labels: Labels, rows: Floats, pieces: Pieces, shift: int, trigger: Words, kind: str
) -> float:
    """How likely the trigger is one, weighted by its share of what its sentence is about."""
    names = labels.tags["trigger"]
    likely = _softmax(rows[trigger[0], labels.columns["trigger"]])
    sure = float(likely[names.index(f"B-{kind}")] + likely[names.index(f"I-{kind}")])
    opens = np.flatnonzero(pieces.layout[shift : shift + len(rows)])
    left = int(opens[opens <= trigger[0]][-1]) if (opens <= trigger[0]).any() else 0
    right = int(opens[opens > trigger[0]][0]) if (opens > trigger[0]).any() else len(rows)
    share = _softmax(rows[left:right, labels.columns["main"]][:, 0])
    main = float(share[trigger[0] - left : max(trigger[1] - left, 1)].sum())
    return sure * (0.5 + 0.5 * min(1.0, main))


def _softmax(values: Floats) -> Floats:
    weights = np.exp(values - values.max())
    return np.asarray(weights / weights.sum(), np.float32)
