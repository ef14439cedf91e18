"""`communique add`, `export`, `verify` and `import`: what goes into an archive and out of it.

Takes sources and folders, gives counts and paths. Progress and failures go to standard error.
What the verbs do is done by `record.archive`; here it is only put into words.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.errors import ConfigError, StoreError
from communique.serve import commands_find
from communique.serve.archives import ArchiveOption, Json, opened
from communique.serve.cli import complain, printable
from communique.serve.outputs import JsonWriter
from communique.settings import settings

if TYPE_CHECKING:
    from communique.record.runs import Added

WARNED = 20  # failures that are named; the archive keeps them all
INTERRUPTED = 130


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("add")(add)
    app.command("find")(commands_find.find)
    app.command("show")(commands_find.show)
    app.command("export")(export)
    app.command("verify")(verify)
    app.command("import")(import_events)


def add(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCES…|-", help="Files, folders, patterns, addresses, or -: "
                       "text, HTML, JSON Lines, CSV, Parquet, feeds, WARC, zip."),
    ],
    archive: ArchiveOption = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="OURS=THEIRS", help="Which field of a table is which: "
                     "--map text=body."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="Day of publication, where the "
                     "input gives none; for a web page instead of the one found in it."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--from", metavar="FORM", help="What the input is; else it is told by names "
                     "and first bytes."),
    ] = None,
    processes: Annotated[
        int,
        typer.Option("--processes", "-p", min=0, help="Processes that read; 0: one a core."),
    ] = 0,
    max_size: Annotated[
        str | None,
        typer.Option("--max-size", metavar="SIZE", help="Most bytes of text in one article (20 "
                     "MB)."),
    ] = None,
    actors: Annotated[
        Path | None,
        typer.Option("--actors", metavar="FILE", help="A table of your own people, groups and "
                     "states."),
    ] = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Read articles and keep what was found; adding twice adds nothing.

    It can be stopped at any moment: the same command again goes on where it stopped.
    """
    from communique.serve.bars import AddingBar

    found = settings(archive=archive, max_size=max_size, actors=actors)
    pairs = _pairs(columns or [])
    try:
        with opened(archive) as kept, AddingBar(sources) as bar:
            done = kept.add(
                *sources, columns=pairs, published=date, form=form, processes=processes,
                max_size=found.max_size, actors=found.actors, progress=bar.show,
            )  # fmt: skip
    except KeyboardInterrupt:
        complain("interrupted; all batches before are kept", "the same command again goes on")
        raise typer.Exit(INTERRUPTED) from None
    _tell_added(done, kept.path, as_json)
    raise typer.Exit(done.exit_code)


def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write to; it is made if need be.")],
    archive: ArchiveOption = None,
    format: Annotated[
        str,
        typer.Option("--format", "-f", metavar="parquet|csv|jsonl|arrow|polecat|annotations",
                     help="What to write."),
    ] = "parquet",
) -> None:  # fmt: skip
    """Write the archive to files for other tools."""
    with opened(archive) as kept:
        paths = kept.export(folder, format)
    for path in paths:
        print(path)


def verify(archive: ArchiveOption = None, as_json: Json = False) -> None:
    """Re-derive ids and offsets; say what does not hold."""
    with opened(archive) as kept:
        report = kept.verify()
    if as_json:
        with JsonWriter("object") as out:
            out.write(asdict(report) | {"holds": report.holds})
    else:
        for problem in report.problems:
            print(printable(f"{problem.id}: {problem.message}"))
    looked = (f"{report.articles:,} articles, {report.statements:,} statements, "
              f"{report.events:,} events")  # fmt: skip
    if report.holds:
        print(f"communique: everything holds: {looked}", file=sys.stderr)
        return
    complain(f"{report.count:,} things do not hold in {looked}")
    raise typer.Exit(StoreError.exit_code)


def import_events(
    path: Annotated[Path, typer.Argument(help="The file of the series.")],
    archive: ArchiveOption = None,
    series: Annotated[
        str, typer.Option("--series", metavar="icews", help="Whose layout the file has.")
    ] = "icews",
) -> None:
    """Add the events of another series, marked as imported."""
    with opened(archive) as kept:
        done = kept.import_events(path, series)
    left = f", {done.left_out:,} plain statements left out" if done.left_out else ""
    known = f", {done.known:,} known" if done.known else ""
    print(f"communique: {path}: {done.added:,} events imported{known}{left}", file=sys.stderr)


# Adding, in words


def _tell_added(done: Added, path: Path, as_json: bool) -> None:
    """The first failures, one a line, and the counts; as JSON on standard output too."""
    from communique.serve.bars import counts

    for one in done.failures[:WARNED]:
        print(f"communique: {printable(f'{one.document}: {one.message}')}", file=sys.stderr)
    if done.failed > WARNED:
        left = done.failed - WARNED
        print(f"communique: {left:,} more failures stand in the archive", file=sys.stderr)
    if as_json:
        with JsonWriter("object") as out:
            out.write({
                "added": done.added, "known": done.known, "failed": done.failed,
                "seconds": round(done.seconds, 3), "per_second": round(done.per_second, 2),
                "archive": str(path),
            })  # fmt: skip
    print(f"communique: {path}: {counts(done)}", file=sys.stderr)


def _pairs(columns: Iterable[str]) -> dict[str, str]:
    pairs = {}
    for one in columns:
        ours, equals, theirs = one.partition("=")
        if not equals or not ours.strip() or not theirs.strip():
            raise ConfigError(f"--map {one!r} is no pair", "--map text=body")
        if ours.strip() not in MAPPED:
            raise ConfigError(f"--map: there is no field {ours!r}", "one of " + ", ".join(MAPPED))
        pairs[ours.strip()] = theirs.strip()
    return pairs


MAPPED = ("text", "id", "url", "publisher", "title", "published", "language")
