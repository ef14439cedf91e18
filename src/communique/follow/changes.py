"""Change points: where a series of levels turns for good.

Takes levels and how many acts each rests on, gives the positions at which a new level begins
(ruptures' PELT with a least-squares cost). A level that rests on few acts is noisy, so the penalty
follows the noise, measured on the steps from one period to the next.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

SHORTEST = 2  # periods on either side
# Penalty in units of noise: 2 log n is the usual (BIC) for a shift of the mean; 3 log n gave no
# change point in 92 of 100 random series without one (tests/follow/test_relations.py).
PENALTY = 3.0
LEAST_NOISE = 0.5
SMALLEST_SHIFT = 1.0  # on Goldstein's scale; what nobody would call a turn


def turning_points(levels: Sequence[float], acts: Sequence[int]) -> list[int]:
    """Where a new level begins, as positions in `levels`.

    >>> turning_points([3.0] * 6 + [-6.0] * 6, [10] * 12)
    [6]
    """
    if len(levels) < 2 * SHORTEST + 1:
        return []
    import numpy as np
    import ruptures

    values = np.asarray(levels, dtype=float)
    steps = np.abs(np.diff(values))
    noise = max(float(np.median(steps)) / 0.954, LEAST_NOISE)  # median |N(0, s√2)| is 0.954 s
    penalty = PENALTY * math.log(len(values)) * noise**2
    found = ruptures.Pelt(model="l2", min_size=SHORTEST, jump=1).fit(values.reshape(-1, 1))
    ends = [0, *found.predict(pen=penalty)]
    weights = np.asarray(acts, dtype=float)
    points = []
    for start, at, end in zip(ends, ends[1:], ends[2:], strict=False):
        before = np.average(values[start:at], weights=weights[start:at])
        after = np.average(values[at:end], weights=weights[at:end])
        if abs(after - before) >= SMALLEST_SHIFT:
            points.append(int(at))
    return points


__all__ = ["turning_points"]
