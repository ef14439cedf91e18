"""The command line: `communique VERB …`.

Takes arguments, gives an exit code: 0 all read, 3 some failed, 2 nothing could be read or the
command is wrong, 4 not found, 5 the archive, 6 the model. Data goes to standard output, talk to
standard error; an error is one line and a hint, with `--debug` the traceback. Each group of verbs
is a module with a `register(app)`; a new group is one more name in `GROUPS`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

import communique
from communique.errors import CommuniqueError

GROUPS = (
    "communique.serve.commands_read",
    "communique.serve.commands_house",
    "communique.serve.commands_follow",
    "communique.serve.commands_archive",
    "communique.serve.commands_serve",
)
INTERRUPTED, CLOSED = 130, 141  # what shells make of Ctrl-C and of a reader that went away

HELP = """Who said what to whom, who did what to whom, on whose word: read from the news.

Every line is pinned to the characters that it came from. Nothing is sent anywhere.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (else the process's own) name, and give its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    given = [one for one in given if one != "--debug"]  # it may stand before or after the verb
    try:
        make_app()(given, prog_name="communique")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)
    except CommuniqueError as error:
        if debug:
            raise
        complain(str(error), error.hint)
        return error.exit_code
    except BrokenPipeError:
        # Whoever reads our output has seen enough; Python would complain again at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
    return 0


def make_app() -> typer.Typer:
    """The application with every group of verbs."""
    app = typer.Typer(
        help=HELP, no_args_is_help=True, add_completion=False, rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )  # fmt: skip
    app.callback()(_options)
    for group in GROUPS:
        import_module(group).register(app)
    return app


def complain(message: str, hint: str = "") -> None:
    """One line on standard error, and one more where there is a hint."""
    print(f"communique: {printable(message)}", file=sys.stderr)
    if hint:
        print(f"hint: {printable(hint)}", file=sys.stderr)


def printable(text: str) -> str:
    """`text` as one line that any terminal takes: no controls, no lone surrogates."""
    line = " ".join(text.split())
    kept = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)
    encoding = sys.stderr.encoding or "utf-8"
    return kept.encode(encoding, "replace").decode(encoding)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"communique {communique.__version__}")
        raise typer.Exit()


def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="The version, and stop."),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error; goes with any verb.")
    ] = False,
) -> None:
    """Options of the whole command; `main` takes `--debug` out, it stands here for --help."""


if __name__ == "__main__":
    sys.exit(main())
