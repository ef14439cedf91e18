"""Finds events as the network tags them: a trigger with its type, its sides, its status.

Takes the network's rows over a text, gives `Occurrence`s in words. Every trigger asks every party
in its window whether it acts or is acted upon; a party is one or the other. How likely a trigger
is, and how much its sentence is about it, make the score, so that a sentence's main event ranks
first. Which words are deeds because a statement of that force was made is `deeds`' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from communique.read.attribution import Rows
from communique.read.links import Words, scores, span_means
from communique.read.model import Floats, Labels
from communique.read.pieces import Pieces

# Log-odds from which a party has a role. On the dev articles -0.4 and lower, 0.4 and higher all give
# fewer right actors and recipients (bench/articles.py).
ROLE = 0.0
# A party farther than this from its trigger, in words, takes no role.
REACH = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may have a side in an event, and what the network says of it (log-odds)."""

    words: Words
    acts: float
    takes: float
    tagged: bool  # the network takes it for a party; else a rule takes it for a mention


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event in words of the text."""

    trigger: Words
    type: str
    candidates: tuple[Candidate, ...]
    status: Floats  # probabilities, in the order of the labels' statuses
    score: float


def occurrences(
    labels: Labels, text: Rows, pieces: Pieces,
    triggers: Sequence[tuple[int, int, str]], parties: Sequence[Words], named: Sequence[Words],
) -> list[Occurrence]:
    """The events of one text, in the order of their triggers.

    Args:
        labels: what the network's columns mean.
        text: the network's rows.
        pieces: the text's words.
        triggers: stretches of words with the type of the event that they name.
        parties: stretches that the network takes for parties.
        named: stretches that a rule takes for mentions of somebody; those that touch no party
            are candidates too.
    """
    taken = set().union(*(range(*one) for one in parties)) if parties else set()
    spans = [(one, True) for one in parties]
    spans += [(one, False) for one in named if taken.isdisjoint(range(*one))]
    spans.sort()
    found = []
    asked = candidates(labels, text, [(start, end) for start, end, _ in triggers], spans)
    for (start, end, kind), near in zip(triggers, asked, strict=True):
        window, rows = text.around((start, end))
        here = (start - window.context, min(end, window.end) - window.context)
        weights = _softmax(span_means(rows[:, labels.columns["status"]], [here])[0])
        found.append(
            Occurrence((start, end), kind, tuple(near), weights,
                       round(_score(labels, rows, pieces, window.context, here), 4))
        )
    return found


def candidates(
    labels: Labels, text: Rows, triggers: Sequence[Words], spans: Sequence[tuple[Words, bool]]
) -> list[list[Candidate]]:
    """Who is near enough to have a side in what each trigger names; all of one window together."""
    found: list[list[Candidate]] = []
    for window, together in groupby(triggers, lambda one: text.around(one)[0]):
        ones = list(together)
        rows, shift = text.around(ones[0])[1], window.context
        seen = [one for one in spans if shift <= one[0][0] and one[0][1] <= window.end]
        moved = [(start - shift, end - shift) for (start, end), _ in seen]
        here = [(start - shift, min(end, window.end) - shift) for start, end in ones]
        acts = scores(labels, rows, "trigger-actor", here, moved).tolist()
        takes = scores(labels, rows, "trigger-recipient", here, moved).tolist()
        for trigger, a, t in zip(ones, acts, takes, strict=True):
            found.append([
                Candidate(span, a[index], t[index], tagged)
                for index, (span, tagged) in enumerate(seen)
                if span[0] - trigger[1] <= REACH and trigger[0] - span[1] <= REACH
            ])
    return found


def meant(
    labels: Labels, text: Rows, cues: Sequence[Words], parties: Sequence[Words]
) -> list[tuple[Words, ...]]:
    """The parties that each statement's cue acts upon."""
    asked = candidates(labels, text, cues, [(one, True) for one in parties])
    return [
        tuple(one.words for one in near if one.takes > ROLE and one.takes > one.acts)
        for near in asked
    ]


def _score(
    labels: Labels, rows: Floats, pieces: Pieces, shift: int, trigger: Words
) -> float:
    """How likely the trigger is one, weighted by its share of what its sentence is about."""
    likely = _softmax(rows[trigger[0], labels.columns["trigger"]])
    sure = 1.0 - float(likely[labels.tags["trigger"].index("O")])
    opens = np.flatnonzero(pieces.layout[shift : shift + len(rows)])
    left = int(opens[opens <= trigger[0]][-1]) if (opens <= trigger[0]).any() else 0
    right = int(opens[opens > trigger[0]][0]) if (opens > trigger[0]).any() else len(rows)
    share = _softmax(rows[left:right, labels.columns["main"]][:, 0])
    main = float(share[trigger[0] - left : max(trigger[1] - left, 1)].sum())
    return sure * (0.5 + 0.5 * min(1.0, main))


def _softmax(values: Floats) -> Floats:
    weights = np.exp(values - values.max())
    return np.asarray(weights / weights.sum(), np.float32)
