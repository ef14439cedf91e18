"""The network: the only file that runs the inference runtime.

Takes windows of word pieces, gives one row of numbers a word with every head side by side; what
they mean stands in `labels.json`, beside the weights. Checks the files' checksums before use.
Holds no state but the loaded session, which is safe to share between threads.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from communique.errors import ModelError
from communique.read.pieces import Pieces

Floats = NDArray[np.float32]

FILES = ("model.onnx", "tokenizer.json", "labels.json")
_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Labels:
    """What the columns of a row mean, and the little that was learned outside the network."""

    columns: dict[str, slice]
    tags: dict[str, tuple[str, ...]]
    transitions: dict[str, Floats]
    starts: dict[str, Floats]
    links: tuple[str, ...]
    buckets: NDArray[np.int32]
    distance: Floats
    none: Floats
    shift: Floats
    mix: Floats
    version: str

    @classmethod
    def load(cls, path: Path) -> Labels:
        raw = json.loads(path.read_text(encoding="utf-8"))
        columns: dict[str, slice] = {}
        at = 0
        for name, width in raw["heads"].items():
            columns[name] = slice(at, at + width)
            at += width
        return cls(
            columns=columns,
            tags={name: tuple(tags) for name, tags in raw["tags"].items()},
            transitions={k: np.asarray(v, np.float32) for k, v in raw["transitions"].items()},
            starts={k: np.asarray(v, np.float32) for k, v in raw["starts"].items()},
            links=tuple(raw["links"]),
            buckets=np.asarray(raw["buckets"], np.int32),
            distance=np.asarray(raw["distance"], np.float32),
            none=np.asarray(raw["none"], np.float32),
            shift=np.asarray(raw["shift"], np.float32),
            mix=np.asarray(raw["mix"], np.float32),
            version=raw["version"],
        )


@dataclass(frozen=True, slots=True)
class Input:
    """Words [start, end) of `pieces`, and the words of a marked pair, if one is to be related."""

    pieces: Pieces
    start: int
    end: int
    actor: tuple[int, int] | None = None
    recipient: tuple[int, int] | None = None

    @property
    def bounds(self) -> tuple[int, int]:
        """The first piece, and one past the last."""
        first, total = self.pieces.first, len(self.pieces.ids)
        return int(first[self.start]), int(first[self.end]) if self.end < len(first) else total

class Model:
    """The loaded network.

    Args:
        folder: where `model.onnx`, `tokenizer.json`, `labels.json` and `SHA256SUMS` lie; the
            package's own by default.
        threads: windows that may run at once; 0 for as many as there are processors.

    Raises:
        ModelError: a file is missing, or is not what its checksum says.
    """

    def __init__(self, folder: Path | None = None, threads: int = 0) -> None:
        self.folder = folder or Path(__file__).parent.parent / "models"
        self.checksum = verify(self.folder)
        import onnxruntime  # heavy: not at import of the package

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(self.folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the runtime has no exception type of its own
            raise ModelError(f"model.onnx can't be loaded: {error}", _HINT) from error
        self.threads = threads or len(os.sched_getaffinity(0))
        self._pool = ThreadPoolExecutor(self.threads) if self.threads > 1 else None
        self.labels = Labels.load(self.folder / "labels.json")
        self.tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def rows(self, inputs: Sequence[Input]) -> list[Floats]:
        """One array a window: a row a word, in the order of `inputs`.

        Each window runs by itself, several at once on as many threads: dynamic int8 takes its
        scale from all that runs together, so windows that share a run would change each other.
        """
        if self._pool is None or len(inputs) < 2:
            return [self._word_rows(one) for one in inputs]
        return list(self._pool.map(self._word_rows, inputs))

    def relations(self, inputs: Sequence[Input]) -> Floats:
        """Scores of the sixteen types for each marked pair; one row a pair."""
        found = [self._run(one)[1][0] for one in inputs]
        return np.stack(found) if found else np.empty((0, 16), np.float32)

    def _word_rows(self, one: Input) -> Floats:
        first = one.pieces.first[one.start : one.end] - one.bounds[0] + 1
        return np.asarray(self._run(one)[0][0][first])

    def _run(self, one: Input) -> tuple[Floats, Floats]:
        tokens, relation = self._session.run(("tokens", "relation"), feeds(one))
        return tokens, relation


def feeds(one: Input) -> dict[str, NDArray[np.int64]]:
    """The network's inputs for one window, framed by its two special pieces."""
    left, right = one.bounds
    words = one.pieces.words[left:right]

    def framed(values: NDArray[np.int32], before: int = 0, after: int = 0) -> NDArray[np.int64]:
        return np.concatenate([[before], values, [after]]).astype(np.int64)[None]

    role = np.zeros(right - left, np.int32)
    for span, bit in ((one.actor, 1), (one.recipient, 2)):
        if span:
            role |= np.where((words >= span[0]) & (words < span[1]), bit, 0).astype(np.int32)
    return {
        "ids": framed(one.pieces.ids[left:right], _CLS, _SEP),
        "case": framed(one.pieces.case[words]),
        "quote": framed(one.pieces.quote[words]),
        "layout": framed(one.pieces.layout[words]),
        "role": framed(role),
        "mask": np.ones((1, right - left + 2), np.int64),
    }


_HINT = "Install the package again: its model files are damaged or missing."


def verify(folder: Path) -> str:
    """Checks every model file against `SHA256SUMS`; gives the weights' checksum."""
    sums = folder / "SHA256SUMS"
    if not sums.exists():
        raise ModelError(f"no model in {folder}: SHA256SUMS is missing", _HINT)
    expected: dict[str, str] = {}
    for line in sums.read_text(encoding="utf-8").splitlines():
        checksum, _, name = line.partition(" ")
        expected[name.strip()] = checksum
    for name in FILES:
        path = folder / name
        if not path.exists():
            raise ModelError(f"{name} is missing from {folder}", _HINT)
        with path.open("rb") as file:
            actual = hashlib.file_digest(file, "sha256").hexdigest()
        if actual != expected.get(name):
            raise ModelError(
                f"checksum of {name} is {actual[:12]}…, expected {expected.get(name, '')[:12]}…",
                _HINT,
            )
    return expected["model.onnx"]

