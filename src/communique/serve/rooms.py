"""The reading room: pages for people and the same as JSON and CSV for programs.

Takes the path of an archive and who may come in, gives an ASGI application. Each group of pages is
a module of `pages` with a `router`; a new group is one more name in `GROUPS`. Nothing of a request
ever names a file: what is served besides pages was read into memory when the room was made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module, resources
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

import communique
from communique.errors import CommuniqueError
from communique.serve import openapi, problems
from communique.serve.desks import Desk, Reads, shipped_reader
from communique.serve.limits import Guarded, Limits

GROUPS = ("searches", "articles", "statements", "events", "actors", "dyads", "ledger", "judging",
          "agreements", "comparisons", "runs", "readings")
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
          ".svg": "image/svg+xml"}  # fmt: skip


def make_room(
    archive: Path, limits: Limits | None = None, *,
    reader: Callable[[], Reads] = shipped_reader,
) -> ASGIApp:  # fmt: skip
    """The application for the archive at a path, behind its limits."""
    return Guarded(make_app(Desk(archive, reader=reader)), limits or Limits())


def make_app(desk: Desk) -> FastAPI:
    """The application itself, as tests and OpenAPI need it."""
    app = FastAPI(
        title="Communiqué", version=communique.__version__, docs_url=None, redoc_url=None,
        openapi_url=None, redirect_slashes=False,
    )  # fmt: skip
    app.state.desk = desk
    for group in GROUPS:
        app.include_router(import_module(f"communique.serve.pages.{group}").router)
    app.add_api_route("/static/{name:path}", _static, include_in_schema=False)
    app.add_api_route("/openapi.json", openapi.answer, include_in_schema=False)
    for error in (CommuniqueError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(error, _told)
    return app


def _told(request: Request, error: Exception) -> Response:
    from communique.serve.pages.layouts import problem_page

    if isinstance(error, RequestValidationError):
        problem = problems.of_status(422, _mistakes(error))
    else:
        problem = problems.problem_of(error)
    headers = dict(getattr(error, "headers", None) or {})
    if problems.for_programs(request):
        return problems.as_json(problem, headers)
    return problem_page(request, problem, headers)


def _mistakes(error: RequestValidationError) -> str:
    found = (
        f"{'.'.join(str(part) for part in one['loc'][1:]) or 'the body'}: {one['msg']}"
        for one in error.errors()
    )
    return "; ".join(found)


def _static(request: Request, name: str) -> Response:
    if name not in _FILES:
        raise HTTPException(404)
    content, kind, etag = _FILES[name]
    headers = {"ETag": etag, "Cache-Control": "max-age=3600"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=kind)


def _files() -> dict[str, tuple[bytes, str, str]]:
    found = {}
    root = resources.files("communique.serve").joinpath("static")
    for prefix, folder in (("", root), ("vendor/", root.joinpath("vendor"))):
        for file in folder.iterdir():
            kind = _TYPES.get(Path(file.name).suffix)
            if kind is not None:
                content = file.read_bytes()
                etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
                found[prefix + file.name] = (content, kind, etag)
    return found


_FILES = _files()
