"""Scores which span belongs to which: content to cue, cue to source, trigger to actor.

Takes the rows of one window and spans in its words; gives a score a candidate. The network gives
each word a query and a key for every kind of link; a span's is the mean over its words, and the
distance between two spans adds a learned bias. Mirrors the training's own definition.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from communique.read.model import Floats, Labels

Words = tuple[int, int]


def span_mean(rows: Floats, span: Words, edge: int = 6) -> Floats:
    """Mean over a span's words; of a long one, over its first and last `edge` words."""
    start, end = span
    if end - start <= 2 * edge:
        return np.asarray(rows[start:end].mean(0))
    total = rows[start : start + edge].sum(0) + rows[end - edge : end].sum(0)
    return np.asarray(total / (2 * edge))


def bucket(labels: Labels, one: Words, other: Words) -> int:
    """The distance bucket from `one` to `other`, in words, negative when it stands before."""
    if other[0] >= one[1]:
        gap = other[0] - one[1] + 1
    elif other[1] <= one[0]:
        gap = other[1] - one[0] - 1
    else:
        gap = 0
    return int(np.searchsorted(labels.buckets, gap, side="left"))


def scores(
    labels: Labels, rows: Floats, link: str, one: Words, candidates: Sequence[Words]
) -> Floats:
    """Score of each candidate for the span `one`, higher is likelier; zero is even odds."""
    if not candidates:
        return np.empty(0, np.float32)
    which = labels.links.index(link)
    query_columns = labels.columns[f"{link}/from"]
    query = span_mean(rows[:, query_columns], one)
    all_keys = rows[:, labels.columns[f"{link}/to"]]
    keys = np.stack([span_mean(all_keys, span) for span in candidates])
    bias = labels.distance[which][[bucket(labels, one, span) for span in candidates]]
    return np.asarray(keys @ query / math.sqrt(query.shape[0]) + bias, np.float32)


def choose(
    labels: Labels, rows: Floats, link: str, one: Words, candidates: Sequence[Words]
) -> tuple[int | None, float]:
    """The likeliest candidate's index, or None if none is likelier; and its probability."""
    given = np.append(labels.none[labels.links.index(link)],
                      scores(labels, rows, link, one, candidates))
    weights = np.exp(given - given.max())
    best = int(weights.argmax())
    return (best - 1 if best else None), float(weights[best] / weights.sum())
