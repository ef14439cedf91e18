"""Layouts: templates filled and sent.

Takes a template's name and typed values, gives an HTML response. Whatever stands in a page is
escaped, always; what a template may call besides is listed here.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

import communique
from communique import plover
from communique.serve import citations, links
from communique.serve.desks import Desk
from communique.serve.problems import Problem, headers_of


def desk_of(request: Request) -> Desk:
    """The desk of the room that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


NAV = (("/statements", "Statements"), ("/events", "Events"), ("/articles", "Articles"),
       ("/actors", "Actors"), ("/dyad", "Dyads"), ("/ledger", "Ledger"),
       ("/agreements", "Agreements"), ("/runs", "Runs"), ("/read", "Read a text"))
DeskOf = Annotated[Desk, Depends(desk_of)]


def page(
    request: Request, template: str, *, status: int = 200,
    headers: dict[str, str] | None = None, **values: object,
) -> Response:  # fmt: skip
    """A template filled with values."""
    html = _environment().get_template(template).render(
        path=request.url.path, **values
    )
    return HTMLResponse(html.encode("utf-8", "replace"), status, headers)


def problem_page(
    request: Request, problem: Problem, headers: dict[str, str] | None = None
) -> Response:
    """What went wrong, for people."""
    return page(
        request, "problem.html", status=problem.status, headers=headers_of(problem, headers),
        problem=problem,
    )  # fmt: skip


def beside(request: Request, suffix: str) -> str:
    """The address of the same thing in another format."""
    path = request.url.path.removesuffix(".html")
    query = request.url.query
    return path + suffix + (f"?{query}" if query else "")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("communique.serve"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals.update(
        links=links, version=communique.__version__, quads=plover.QUAD_NAMES,
        definitions=_definitions(), speaker_of=citations.speaker_of, nav=NAV,
        quad_of=plover.quad_of,
    )  # fmt: skip
    environment.filters.update(
        day=citations.in_words, number=lambda number: f"{number:,}",
        asked=lambda query: urlencode(query, errors="replace"), short=_short, percent=_percent, moment=_moment,
    )  # fmt: skip
    return environment


def _definitions() -> dict[str, str]:
    """What each code means, for the titles that explain a badge."""
    found: dict[str, str] = {one.code: one.definition for one in plover.types()}
    groups: tuple[plover.Group, ...] = ("force", "status", "statement_mode", "kind")
    for group in groups:
        found |= {one.code: one.definition for one in plover.terms(group)}
    return found


def _short(text: str, most: int = 280) -> str:
    """A text cut at a word, where it is long."""
    if len(text) <= most:
        return text
    cut = text[:most].rsplit(None, 1)[0]
    return f"{cut} …"


def _moment(time: str | None) -> str:
    """A point in time as a table shows it, to the minute."""
    return (time or "")[:16].replace("T", " ")


def _percent(score: float) -> str:
    return f"{round(score * 100)} %"
