"""From scores of tags to spans: Viterbi under BIO constraints.

Takes one array of scores a window (words by tags), gives the best tag sequence of each. The
constraint and the learned transitions come from the model's labels. Plain numpy, all windows of a
batch at once, so that the Python loop runs once a word position, not once a word.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from communique.read.model import Floats

_NEVER = np.float32(-1e4)


def constrain(transitions: Floats, tags: Sequence[str]) -> Floats:
    """`transitions` with every step that BIO forbids made impossible (I-x after anything but x)."""
    allowed = transitions.copy()
    for column, tag in enumerate(tags):
        if tag.startswith("I-"):
            for row, before in enumerate(tags):
                if before[2:] != tag[2:]:
                    allowed[row, column] = _NEVER
    return allowed


def viterbi(windows: Sequence[Floats], transitions: Floats, starts: Floats) -> list[list[int]]:
    """The best tag indices of each window; windows may differ in length."""
    if not windows:
        return []
    longest = max(len(w) for w in windows)
    width = len(starts)
    scores = np.zeros((len(windows), longest, width), np.float32)
    for index, window in enumerate(windows):
        scores[index, : len(window)] = window
    lengths = np.asarray([len(w) for w in windows])
    best = scores[:, 0] + starts
    back = np.zeros((longest, len(windows), width), np.int16)
    for at in range(1, longest):
        step = best[:, :, None] + transitions
        back[at] = step.argmax(1)
        moved = np.take_along_axis(step, back[at][:, None].astype(np.int64), 1)[:, 0]
        moved += scores[:, at]
        best = np.where((at < lengths)[:, None], moved, best)
    paths = []
    for index, length in enumerate(lengths):
        tag = int(best[index].argmax())
        path = [tag]
        for at in range(length - 1, 0, -1):
            tag = int(back[at, index, tag])
            path.append(tag)
        paths.append(path[::-1][:length])
    return paths


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first word, one past the last, kind) of each B-I* run; an I without its B begins one."""
    found: list[tuple[int, int, str]] = []
    for word, tag in enumerate(tags):
        if tag == "O":
            continue
        kind = tag[2:]
        if tag[0] == "I" and found and found[-1][1] == word and found[-1][2] == kind:
            found[-1] = (found[-1][0], word + 1, kind)
        else:
            found.append((word, word + 1, kind))
    return found
