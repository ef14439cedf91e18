"""Scores which span belongs to which: content to cue, cue to source, trigger to actor.

Takes the rows of one window and spans in its words; gives a score a candidate. The network gives
each word a query and a key for every kind of link; a span's is the mean over its words. Their
product, a learned bias for the distance, and one hidden layer over both make the score. Mirrors the
training's own definition.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from communique.read.model import Floats, Labels

Words = tuple[int, int]


def span_means(rows: Floats, spans: Sequence[Words], edge: int = 6) -> Floats:
    """Mean over each span's words; of a long one, over its first and last `edge` words."""
    sums = np.zeros((len(rows) + 1, rows.shape[1]))
    np.cumsum(rows, axis=0, out=sums[1:])
    starts, ends = np.asarray(spans, np.intp).reshape(-1, 2).T
    long = ends - starts > 2 * edge
    heads, tails = np.where(long, starts + edge, ends), np.where(long, ends - edge, ends)
    totals = sums[heads] - sums[starts] + sums[ends] - sums[tails]
    return np.asarray(totals / (heads - starts + ends - tails)[:, None], np.float32)


def buckets(labels: Labels, ones: Sequence[Words], others: Sequence[Words]) -> NDArray[np.intp]:
    """The distance bucket from each of `ones` to each of `others`; negative when it stands before."""
    starts, ends = np.asarray(ones, np.intp).reshape(-1, 2).T[:, :, None]
    to_starts, to_ends = np.asarray(others, np.intp).reshape(-1, 2).T[:, None]
    gap = np.where(to_starts >= ends, to_starts - ends + 1,
                   np.where(to_ends <= starts, to_ends - starts - 1, 0))
    return np.searchsorted(labels.buckets, gap, side="left")


def scores(
    labels: Labels, rows: Floats, link: str, ones: Sequence[Words], candidates: Sequence[Words]
) -> Floats:
    """Score of each candidate (column) for each of `ones` (row); zero is even odds."""
    if not candidates or not ones:
        return np.empty((len(ones), len(candidates)), np.float32)
    which = labels.links.index(link)
    queries = span_means(rows[:, labels.columns[f"{link}/from"]], ones)
    keys = span_means(rows[:, labels.columns[f"{link}/to"]], candidates)
    far = buckets(labels, ones, candidates)
    both = np.maximum(queries[:, None] + keys + labels.shift[which][far], 0) @ labels.mix[which]
    product = queries @ keys.T / math.sqrt(keys.shape[1])
    return np.asarray(product + labels.distance[which][far] + both, np.float32)


def choose(
    labels: Labels, rows: Floats, link: str, one: Words, candidates: Sequence[Words]
) -> tuple[int | None, float]:
    """The likeliest candidate's index, or None if none is likelier; and its probability."""
    given = np.append(labels.none[labels.links.index(link)],
                      scores(labels, rows, link, [one], candidates))
    weights = np.exp(given - given.max())
    best = int(weights.argmax())
    return (best - 1 if best else None), float(weights[best] / weights.sum())
