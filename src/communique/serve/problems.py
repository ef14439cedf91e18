"""Errors as answers: problem+json (RFC 9457) for programs, a page for people.

Takes what was raised, gives a `Problem` with the status that `CommuniqueError` carries; unknown
errors say nothing of themselves. Which of the two forms is sent hangs on the path alone: what
ends in .json or .csv, and everything that is posted as JSON, is for programs.
"""

from __future__ import annotations

import http
from dataclasses import asdict, dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from communique.errors import CommuniqueError, StoreError
from communique.serve.outputs import json_bytes

BUSY_AFTER = 5  # seconds after which to ask a busy archive again
_NAMES = {
    "InputError": "what was asked can't be read", "ConfigError": "a setting is wrong",
    "NotFound": "not found", "StoreError": "the archive can't be read",
    "ModelError": "the model can't be loaded",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, in RFC 9457's terms; `hint` says what to do next."""

    type: str
    title: str
    status: int
    detail: str
    hint: str

    @property
    def busy(self) -> bool:
        """Whether asking again in a moment will help."""
        return self.type == "urn:communique:busy"


def problem_of(error: Exception) -> Problem:
    """The problem that an error is for whoever asked."""
    if isinstance(error, StoreError) and " is in use by " in str(error):
        return Problem(
            "urn:communique:busy", "the archive is busy", error.http_status,
            "Another process is writing to the archive; while it does, nobody can read.",
            f"try again in a moment ({error})",
        )  # fmt: skip
    if isinstance(error, CommuniqueError):
        kind = type(error).__name__
        title = _NAMES.get(kind, "something is wrong")
        urn = f"urn:communique:{kind.removesuffix('Error').lower()}"
        return Problem(urn, title, error.http_status, str(error), error.hint)
    if isinstance(error, HTTPException):
        return of_status(error.status_code, str(error.detail))
    return of_status(500, "Something went wrong here; the server's own output says more.")


def of_status(status: int, detail: str = "", hint: str = "") -> Problem:
    """The problem that HTTP has a name for."""
    title = http.HTTPStatus(status).phrase.lower()
    return Problem("about:blank", title, status, detail if detail.lower() != title else "", hint)


def for_programs(request: Request) -> bool:
    """Whether who asked is a program."""
    path = request.url.path
    return path.endswith((".json", ".csv")) or (request.method == "POST" and path == "/read")


def as_json(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """The problem for programs."""
    return Response(
        json_bytes(asdict(problem)), problem.status, headers_of(problem, headers),
        "application/problem+json",
    )  # fmt: skip


def headers_of(problem: Problem, headers: dict[str, str] | None = None) -> dict[str, str]:
    """The headers that go with a problem."""
    return {**(headers or {}), **({"Retry-After": str(BUSY_AFTER)} if problem.busy else {})}
