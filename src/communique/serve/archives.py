"""The options that every verb of the archive has, and the archive that they name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.settings import settings

if TYPE_CHECKING:
    from communique.record.archive import Archive

ArchiveOption = Annotated[
    Path | None,
    typer.Option("--archive", "-a", metavar="FILE", help="The archive; else COMMUNIQUE_ARCHIVE, "
                 "else communique.duckdb here."),
]  # fmt: skip
Json = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="Print JSON, one row a line.")]


def opened(path: Path | None) -> Archive:
    """The archive that an option, the environment or the folder names."""
    from communique.record.archive import Archive

    return Archive(settings(archive=path).archive)
