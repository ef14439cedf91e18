"""The doctor: is what was installed whole, and what is it?

Takes nothing, gives findings: versions, the model's files against their checksums, the tables'
sizes. It opens no connection, because nothing here needs one.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import communique
from communique.errors import ModelError

LIBRARIES = (
    "onnxruntime", "tokenizers", "numpy", "trafilatura", "htmldate", "dateparser", "py3langid",
    "rapidfuzz", "zstandard", "duckdb", "typer", "rich",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `ok` is False where a reader could not be made of it."""

    what: str
    found: str
    ok: bool = True


def findings() -> Iterator[Finding]:
    """What was found, one thing at a time."""
    yield Finding("communique", communique.__version__)
    yield Finding("python", f"{platform.python_version()} on {platform.system()}")
    for name in LIBRARIES:
        yield _library(name)
    yield _model()
    yield _tables()
    yield Finding("network", "no network needed: the model and the tables are in the package")


def _library(name: str) -> Finding:
    try:
        return Finding(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, "not installed; install the package again", ok=False)


def _model() -> Finding:
    folder = files("communique") / "models"
    try:
        from communique.read.model import verify

        checksum = verify(Path(str(folder)))
    except (ModelError, ImportError) as error:
        return Finding("model", str(error), ok=False)
    size = len((folder / "model.onnx").read_bytes())
    return Finding("model", f"sha256 {checksum[:16]}… as it should be, {size / 1e6:.1f} MB")


def _tables() -> Finding:
    sizes = [
        len(one.read_bytes())
        for one in (files("communique") / "data").iterdir()
        if one.is_file() and not one.name.endswith((".py", ".pyc"))
    ]
    found = f"{len(sizes)} tables, {sum(sizes) / 1e6:.1f} MB"
    return Finding("tables", found, ok=bool(sizes))
