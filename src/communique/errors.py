"""What can go wrong, as one tree.

    CommuniqueError
    ├── InputError     exit 2, HTTP 422   what was given can't be read
    ├── ConfigError    exit 2, HTTP 400   a setting or an option is wrong
    ├── NotFound       exit 4, HTTP 404   no such statement, event, actor, agreement
    ├── StoreError     exit 5, HTTP 503   the archive can't be opened or written
    └── ModelError     exit 6, HTTP 503   the shipped model is missing or damaged

A message names the thing, the value and the next action. The library raises; the command line
prints one line and the hint; the API maps the status.
"""

from __future__ import annotations

from typing import ClassVar


class CommuniqueError(Exception):
    """Whatever the project itself raises; `hint` says what to do next."""

    exit_code: ClassVar[int] = 1
    http_status: ClassVar[int] = 500

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InputError(CommuniqueError):
    """What was given can't be read."""

    exit_code = 2
    http_status = 422


class ConfigError(CommuniqueError):
    """A setting or an option is wrong."""

    exit_code = 2
    http_status = 400


class NotFound(CommuniqueError):
    """Nothing has that id or name."""

    exit_code = 4
    http_status = 404


class StoreError(CommuniqueError):
    """The archive can't be opened or written."""

    exit_code = 5
    http_status = 503


class ModelError(CommuniqueError):
    """The shipped model is missing or damaged."""

    exit_code = 6
    http_status = 503
