"""Finds statements as the network tags them: content, with its cue and source.

Takes the words of a text and the network's rows for its windows, gives `Attribution`s in words:
tags are decoded under constraints, then each content chooses its cue, and each cue its source;
contents that chose the same cue are one statement. Force and kind are read off the same rows.
What is quoted, direct or indirect, is `statements`' business; who is meant, resolve's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from communique.read.links import Words, choose, span_means
from communique.read.model import Floats, Labels
from communique.read.pieces import Ints
from communique.read.tagging import constrain, spans, viterbi
from communique.read.windows import Window

# No link reaches farther than so many words: a source is named within some sentences of its cue.
_REACH = 90
# Two fragments of one statement may lie this many words apart ('"A," he said, adding that "B"').
_GAP = 40


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement in words of the text: fragments of its content, cue, source, and scores."""

    content: tuple[Words, ...]
    cue: Words | None
    source: Words | None
    force: Floats  # probabilities, in the order of the labels' forces
    kind: Floats  # probabilities, said then thought
    score: float
    meant: tuple[Words, ...] = ()  # parties that the cue acts upon ("accused X of …")


@dataclass(frozen=True, slots=True)
class Rows:
    """The network's rows over a whole text, by window."""

    windows: Sequence[Window]
    rows: Sequence[Floats]

    def around(self, span: Words) -> tuple[Window, Floats]:
        """The window in which the span's first word is read, not merely seen as context."""
        for window, rows in zip(self.windows, self.rows, strict=True):
            if window.start <= span[0] < window.end:
                return window, rows
        raise IndexError(span)

    def own(self, columns: slice) -> list[Floats]:
        """The rows of each window without its context."""
        return [
            rows[window.start - window.context :, columns]
            for window, rows in zip(self.windows, self.rows, strict=True)
        ]


def tag_spans(labels: Labels, head: str, texts: Sequence[Rows]) -> list[list[tuple[int, int, str]]]:
    """Spans of one tagging head over many texts, decoded together; words of each text."""
    names = labels.tags[head]
    plain = np.zeros((len(names), len(names)), np.float32)
    allowed = constrain(labels.transitions.get(head, plain), names)
    pieces = [rows for text in texts for rows in text.own(labels.columns[head])]
    paths = iter(viterbi(pieces, allowed, labels.starts.get(head, plain[0])))
    found = []
    for text in texts:
        tags = [names[t] for _ in text.windows for t in next(paths)]
        found.append(spans(tags))
    return found


def attributions(
    labels: Labels, text: Rows, tagged: Sequence[tuple[int, int, str]], layout: Ints
) -> list[Attribution]:
    """The statements of one text, in text order of their content.

    Fragments that chose one cue are one statement as long as they stand in its paragraph; one
    that stands in another is a statement without a cue, of the same source.
    """
    by_kind: dict[str, list[Words]] = defaultdict(list)
    for start, end, kind in tagged:
        by_kind[kind].append((start, end))
    groups: dict[tuple[str, Words], list[tuple[Words, float]]] = defaultdict(list)
    for fragment in by_kind["content"]:
        cue, sure = _linked(labels, text, "content-cue", fragment, by_kind["cue"])
        key = ("cue", cue) if cue else ("content", fragment)
        groups[key].append((fragment, sure))
    found = []
    for (how, anchor), members in groups.items():
        runs = _runs(members, layout)
        if how == "content":
            found += [_attribution(labels, text, run, None, None, by_kind["source"]) for run in runs]
            continue
        nearest = min(runs, key=lambda run: min(_gap(anchor, f) for f, _ in run))
        for run in runs:
            cue = anchor if run is nearest else None
            found.append(_attribution(labels, text, run, cue, anchor, by_kind["source"]))
    return sorted(found, key=lambda one: (one.content[0], one.cue or (0, 0)))


def _runs(members: list[tuple[Words, float]], layout: Ints) -> list[list[tuple[Words, float]]]:
    """Fragments apart where they are far from each other, or a paragraph begins between them."""
    runs: list[list[tuple[Words, float]]] = []
    for member in members:
        start, last = member[0][0], runs[-1][-1][0][1] if runs else 0
        if runs and start - last <= _GAP and not (layout[last : start + 1] == 2).any():
            runs[-1].append(member)
        else:
            runs.append([member])
    return runs


def _gap(one: Words, other: Words) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _attribution(
    labels: Labels, text: Rows, members: list[tuple[Words, float]], cue: Words | None,
    anchor: Words | None, sources: Sequence[Words],
) -> Attribution:
    """One statement; `anchor` is the cue that tells its source, be it the statement's own or not."""
    fragments = tuple(fragment for fragment, _ in members)
    link, one = ("cue-source", anchor) if anchor else ("content-source", fragments[0])
    source, sure = _linked(labels, text, link, one, sources)
    score = float(np.mean([s for _, s in members])) * (0.5 + 0.5 * sure)
    return Attribution(
        fragments, cue, source,
        _read(labels, text, fragments, cue, "force"),
        _read(labels, text, fragments, cue, "kind"),
        round(score, 4),
    )


def _linked(
    labels: Labels, text: Rows, link: str, one: Words, candidates: Sequence[Words]
) -> tuple[Words | None, float]:
    window, rows = text.around(one)
    inside = [
        c for c in candidates
        if window.context <= c[0] and c[1] <= window.end
        and c[0] - one[1] <= _REACH and one[0] - c[1] <= _REACH
    ]
    shift = window.context
    here = (one[0] - shift, min(one[1], window.end) - shift)
    moved = [(c[0] - shift, c[1] - shift) for c in inside]
    best, sure = choose(labels, rows, link, here, moved)
    return (inside[best] if best is not None else None), sure


def _read(
    labels: Labels, text: Rows, fragments: Sequence[Words], cue: Words | None, head: str
) -> Floats:
    """Probabilities of a statement's force or kind."""

    def mean(span: Words, column: str, edge: int) -> Floats:
        window, rows = text.around(span)
        here = (span[0] - window.context, min(span[1], window.end) - window.context)
        means = span_means(rows[:, labels.columns[column]], [here], edge)
        return np.asarray(means[0])

    total = np.mean([mean(f, f"{head}_content", 12) for f in fragments], axis=0)
    if cue:
        total = total + mean(cue, f"{head}_cue", 6)
    weights = np.exp(total - total.max())
    return np.asarray(weights / weights.sum(), np.float32)
