"""The network: the only file that runs the inference runtime.

Takes windows of word pieces, gives one row of numbers a word with every head side by side; what
they mean stands in `labels.json`, beside the weights. Checks the files' checksums before use.
Holds no state but the loaded session, which is safe to share between threads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
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
# Word pieces run at once; more wins nothing on two cores and costs memory (bench/speed.py).
BATCH = 2048
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

    def __len__(self) -> int:
        left, right = self.bounds
        return right - left + 2


class Model:
    """The loaded network.

    Args:
        folder: where `model.onnx`, `tokenizer.json`, `labels.json` and `SHA256SUMS` lie; the
            package's own by default.
        threads: processor threads a run may use; 0 leaves it to the runtime.

    Raises:
        ModelError: a file is missing, or is not what its checksum says.
    """

    def __init__(self, folder: Path | None = None, threads: int = 0) -> None:
        self.folder = folder or Path(__file__).parent.parent / "models"
        self.checksum = verify(self.folder)
        import onnxruntime  # heavy: not at import of the package

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(self.folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the runtime has no exception type of its own
            raise ModelError(f"model.onnx can't be loaded: {error}", _HINT) from error
        self.labels = Labels.load(self.folder / "labels.json")
        self.tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def rows(self, inputs: Sequence[Input]) -> list[Floats]:
        """One array a window: a row a word, in the order of `inputs`; batched by length."""
        found: list[Floats] = [np.empty((0, 0), np.float32)] * len(inputs)
        for batch in _batches(inputs):
            tokens, _ = self._run([inputs[i] for i in batch])
            for row, index in zip(tokens, batch, strict=True):
                one = inputs[index]
                first = one.pieces.first[one.start : one.end] - one.bounds[0] + 1
                found[index] = row[first]
        return found

    def relations(self, inputs: Sequence[Input]) -> Floats:
        """Scores of the sixteen types for each marked pair; one row a pair."""
        found = [self._run([one])[1][0] for one in inputs]
        return np.stack(found) if found else np.empty((0, 16), np.float32)

    def _run(self, batch: list[Input]) -> tuple[Floats, Floats]:
        longest = max(len(one) for one in batch)
        feeds = {
            name: np.zeros((len(batch), longest), np.int64)
            for name in ("ids", "case", "quote", "layout", "role", "mask")
        }
        for row, one in enumerate(batch):
            _fill(feeds, row, one)
        tokens, relation = self._session.run(("tokens", "relation"), feeds)
        return tokens, relation


def _fill(feeds: dict[str, NDArray[np.int64]], row: int, one: Input) -> None:
    left, right = one.bounds
    size = right - left
    words = one.pieces.words[left:right]
    feeds["ids"][row, 1 : size + 1] = one.pieces.ids[left:right]
    feeds["ids"][row, 0], feeds["ids"][row, size + 1] = _CLS, _SEP
    feeds["mask"][row, : size + 2] = 1
    feeds["case"][row, 1 : size + 1] = one.pieces.case[words]
    feeds["quote"][row, 1 : size + 1] = one.pieces.quote[words]
    feeds["layout"][row, 1 : size + 1] = one.pieces.layout[words]
    for span, bit in ((one.actor, 1), (one.recipient, 2)):
        if span:
            feeds["role"][row, 1 : size + 1] |= ((words >= span[0]) & (words < span[1])) * bit


def _batches(inputs: Sequence[Input]) -> list[list[int]]:
    """Indices of windows of near lengths, about `BATCH` pieces together."""
    found: list[list[int]] = []
    for index in sorted(range(len(inputs)), key=lambda i: (-len(inputs[i]), i)):
        if not found or (len(found[-1]) + 1) * len(inputs[found[-1][0]]) > BATCH:
            found.append([])
        found[-1].append(index)
    return found


_HINT = "Install the package again: its model files are damaged or missing."


def verify(folder: Path) -> str:
    """Checks every model file against `SHA256SUMS`; gives the weights' checksum."""
    sums = folder / "SHA256SUMS"
    if not sums.exists():
        raise ModelError(f"no model in {folder}: SHA256SUMS is missing", _HINT)
    expected = dict(
        reversed(line.split(maxsplit=1)) for line in sums.read_text(encoding="utf-8").splitlines()
    )
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

