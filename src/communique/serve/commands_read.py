"""`communique read` and `communique who`: articles and phrases, read and shown.

Takes files or a phrase, gives records or candidates: to a person on a terminal as they would want
to read them, to a program as JSON. What fails is one line on standard error and never stops the
rest.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from communique.errors import ConfigError
from communique.ingest import ingest
from communique.serve.outputs import JsonWriter, json_bytes
from communique.serve.readings import Reading, candidates, load_reader, readings
from communique.serve.talk import Talk
from communique.settings import settings
from communique.types import Failure

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object (several: a list).")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="Print JSON, one value a line.")]
Actors = Annotated[
    Path | None,
    typer.Option(
        "--actors", metavar="FILE", help="A table of your own people, groups and states."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("read")(read)
    app.command("who")(who)


def read(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATHS…|-]", help="Files, folders, or - for standard input."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="Day of publication, where the "
                     "input gives none; for a web page instead of the one found in it."),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option("--title", help="Title, where the input gives none (a web page: instead of "
                     "its own); read for context."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--from", metavar="text|html|jsonl", help="What the input is; else it is "
                     "told by names and first bytes."),
    ] = None,
    as_json: Json = False,
    as_jsonl: Jsonl = False,
    text: Annotated[
        bool, typer.Option("--text", help="Show the article too, its statements underlined.")
    ] = False,
    max_size: Annotated[
        str | None,
        typer.Option("--max-size", metavar="SIZE", help="Most bytes of text in one document "
                     "(20 MB)."),
    ] = None,
    actors: Actors = None,
) -> None:  # fmt: skip
    """Read articles: who said what to whom, who did what to whom.

    On a terminal the statements and events are shown; into a pipe or a file goes JSON, one record
    a line.
    """
    if as_json and as_jsonl:
        raise ConfigError("--json and --jsonl exclude each other")
    if text and (as_json or as_jsonl):
        raise ConfigError("--text is for people to read, --json and --jsonl are for programs")
    found = settings(max_size=max_size, actors=actors)
    sources = ingest(
        _named(paths), form=form, max_size=found.max_size, published=date, title=title
    )
    people = not (as_json or as_jsonl) and (text or sys.stdout.isatty())
    talk = Talk(progress=not people)
    with _shower(people, as_json, text) as show:
        for outcome in readings(load_reader(found.actors), sources):
            if isinstance(outcome, Failure):
                talk.failure(outcome)
            else:
                show(outcome)
                talk.done(outcome.origin or outcome.record.document.id, outcome.record.warnings)
    raise typer.Exit(talk.close())


def who(
    phrase: Annotated[str, typer.Argument(help="A name, a title, a nationality with a role.")],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day; else the latest that is known."),
    ] = None,
    as_json: Json = False,
    as_jsonl: Jsonl = False,
    actors: Actors = None,
) -> None:
    """Who a phrase stands for on a day: candidates, best first, each with its reason.

    Nothing is printed where nothing is known ([] as JSON).
    """
    found = candidates(phrase, on, settings(actors=actors).actors)
    if as_jsonl:
        with JsonWriter("lines") as writer:
            for one in found:
                writer.write(one.to_dict())
    elif as_json or not sys.stdout.isatty():
        sys.stdout.buffer.write(json_bytes([one.to_dict() for one in found], indent=1) + b"\n")
    else:
        from communique.serve.console import show_candidates, terminal

        show_candidates(terminal(), phrase, found)


def _named(paths: list[str] | None) -> list[str]:
    if paths:
        return paths
    if sys.stdin is not None and not sys.stdin.isatty():
        return ["-"]
    raise ConfigError("nothing to read", "name files or folders, or - for standard input")


@contextmanager
def _shower(people: bool, as_json: bool, text: bool) -> Iterator[Callable[[Reading], None]]:
    """What is done with each reading: shown to a person, or written as JSON."""
    if people:
        from communique.serve.console import show_reading, terminal

        console = terminal()
        yield lambda reading: show_reading(console, reading, text=text)
    else:
        with JsonWriter("object" if as_json else "lines") as writer:
            yield lambda reading: writer.write(reading.record.to_dict())
