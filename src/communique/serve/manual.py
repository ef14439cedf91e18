"""The manual: every verb with its arguments and options, as Markdown.

Takes the application, gives the text of `docs/commands.md`; a test holds the two together, and
`python -m communique.serve.manual > docs/commands.md` renews it. What a verb does stands in its
docstring, once.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import typer.main

from communique.serve.cli import make_app

HEAD = """# Commands

Written by `python -m communique.serve.manual`, from the commands themselves. Data goes to
standard output, talk to standard error. Exit codes: 0 all read, 3 some failed and the rest was
read, 2 nothing could be read or the command is wrong, 4 not found, 5 the archive, 6 the model.
"""


def manual() -> str:
    """The whole page, ending in a newline."""
    command = typer.main.get_command(make_app())
    return "\n".join([HEAD, *_options(command), *_verbs(command, "communique")])


def _verbs(group: Any, prefix: str) -> Iterator[str]:
    """The verbs of a group, those of the groups in it after their own group's."""
    for name, command in group.commands.items():
        yield f"## {prefix} {name}\n"
        yield f"{inspect.cleandoc(command.help or '')}\n"
        yield from _options(command)
        if hasattr(command, "commands"):
            yield from _verbs(command, f"{prefix} {name}")


def _options(command: Any) -> Iterator[str]:
    rows = [row for param in command.params if (row := _row(param))]
    if rows:
        yield "\n".join(["| option | what it does |", "|---|---|", *rows]) + "\n"


def _row(param: Any) -> str | None:
    if getattr(param, "hidden", False) or "--help" in param.opts:
        return None
    named = param.param_type_name == "option"
    names = ", ".join([*param.opts, *param.secondary_opts]) if named else param.name.upper()
    metavar = f" {param.metavar}" if named and param.metavar else ""
    shown = param.metavar if not named and param.metavar else names + metavar
    escaped = shown.replace("|", "\\|")
    return f"| `{escaped}` | {' '.join((param.help or '').split())} |"


if __name__ == "__main__":
    print(manual(), end="")
