"""`communique schema`, `communique codebook`, `communique doctor`: the project about itself.

Takes names, gives the shapes and codes that are promised, and the state of what is installed.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from communique.errors import ConfigError, ModelError
from communique.serve.outputs import json_bytes


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("schema")(schema)
    app.command("codebook")(codebook)
    app.command("doctor")(doctor)


def schema(
    name: Annotated[str, typer.Argument(help="record, or candidates (of `who`).")] = "record",
) -> None:
    """Print the JSON Schema of what is printed elsewhere."""
    from communique.serve.schema import schema_of

    sys.stdout.buffer.write(json_bytes(schema_of(name), indent=1) + b"\n")


def codebook(
    form: Annotated[
        str, typer.Option("--format", metavar="text|markdown|csv|json", help="How to print it.")
    ] = "text",
    cameo: Annotated[bool, typer.Option("--cameo", help="Add the map from CAMEO.")] = False,
) -> None:
    """Print every code that a record may hold, with its definition."""
    from communique.serve.codebook import render

    if form not in ("text", "markdown", "csv", "json"):
        raise ConfigError(f"no format is called {form}", "one of text, markdown, csv, json")
    sys.stdout.buffer.write(render(form, cameo=cameo).encode("utf-8"))  # type: ignore[arg-type]


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say what is installed and whether it is whole; nothing is asked of any network."""
    from communique.serve.doctor import findings

    found = list(findings())
    if as_json:
        sys.stdout.buffer.write(json_bytes([asdict(one) for one in found], indent=1) + b"\n")
    else:
        width = max(len(one.what) for one in found)
        for one in found:
            print(f"{'ok ' if one.ok else 'BAD'}  {one.what:<{width}}  {one.found}")
    broken = [one for one in found if not one.ok]
    if any(one.what == "model" for one in broken):
        raise typer.Exit(ModelError.exit_code)
    if broken:
        raise typer.Exit(1)
