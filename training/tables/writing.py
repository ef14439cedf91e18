"""How the derived tables are written: sorted lines, gzip'd the same way every time."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.resolve.tables import Layers, Lines, Tables

NEWLINE = b"\n"
DATA = Path(__file__).resolve().parents[2] / "src" / "communique" / "data"
HAND = Path(__file__).resolve().parent / "hand"


def write(name: str, rows: Iterable[tuple[str, ...]]) -> None:
    """The rows as `NAME.tsv.gz` in the package's data; tells how many and how large."""
    lines = Lines.of(rows)
    packed = gzip.compress(lines.blob, 9, mtime=0)
    (DATA / f"{name}.tsv.gz").write_bytes(packed)
    print(f"{name}: {lines.blob.count(NEWLINE):,} lines, {len(packed):,} bytes")


def hand_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a table kept by hand; lines that begin with # are remarks."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def builtin_or_empty() -> Tables:
    """The tables as far as they have been derived: the others are empty."""
    layers = {}
    for name in Tables.__slots__:
        path = DATA / f"{name}.tsv.gz"
        layers[name] = Layers((Lines(gzip.decompress(path.read_bytes()) if path.exists() else b""),))
    return Tables(**layers)
