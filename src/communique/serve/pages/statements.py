"""A statement: its sentence with the ones around it, its kin, all other reports of it, and how to
cite it. The address is its permalink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.record import rows
from communique.record.rows import StatementRow
from communique.record.views import StatementView
from communique.serve import answers, links
from communique.serve.citations import cite
from communique.serve.pages.layouts import DeskOf, page
from communique.serve.shapes import StatementAnswer
from communique.types import Span

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Context:
    """The sentences around some words: each part, and whether the words stand in it."""

    parts: list[tuple[str, bool]]


@router.get(
    "/statements/{id:path}.json", operation_id="statement", tags=["statements"],
    response_model=StatementAnswer, summary="One statement",
)  # fmt: skip
def as_json(request: Request, desk: DeskOf, id: str) -> Response:
    """A statement with its context and its kin."""
    with desk.archive() as archive:
        view = archive.statement(id)
    around = view.around
    return answers.as_json(StatementAnswer(
        view.row, around.before.exact if around.before else None, around.at.exact,
        around.after.exact if around.after else None, view.article, view.events, view.parent,
        view.children, view.reports, cite(view.row, permalink(request, view.row)),
    ))  # fmt: skip


@router.get("/statements/{id:path}.csv", include_in_schema=False)
def as_csv(desk: DeskOf, id: str) -> Response:
    """A statement and all other reports of it."""
    with desk.archive() as archive:
        view = archive.statement(id)
    names = rows.names("statements")
    lines = [[getattr(row, name) for name in names] for row in (view.row, *view.reports)]
    return answers.as_csv("statement", names, lines)


@router.get("/statements/{id:path}", include_in_schema=False)
@router.get("/statements/{id:path}.html", include_in_schema=False)
def as_page(request: Request, desk: DeskOf, id: str) -> Response:
    """The statement for people."""
    with desk.archive() as archive:
        view = archive.statement(id)
    address = permalink(request, view.row)
    return page(
        request, "statement.html", view=view, row=view.row,
        context=context(view.text, _whole(view), view.content),
        permalink=address, citation=cite(view.row, address),
        source=links.at_words(view.row.url, view.content[0].exact),
        firsts=_by_day([view.row, *view.reports]),
        json=links.statement(id, ".json"), csv=links.statement(id, ".csv"),
    )  # fmt: skip


def permalink(request: Request, row: StatementRow) -> str:
    """The whole address of a statement's page."""
    return f"{request.url.scheme}://{request.url.netloc}{links.statement(row.id)}"


def context(text: str, around: Span, spans: Sequence[Span]) -> Context:
    """A stretch of text, cut at the spans in it."""
    parts, at = [], around.start
    for span in sorted(spans):
        start, end = max(span.start, at), min(span.end, around.end)
        if start >= end:
            continue
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    parts.append((text[at : around.end], False))
    return Context([part for part in parts if part[0]])


def _whole(view: StatementView) -> Span:
    around = view.around
    start = (around.before or around.at).start
    end = (around.after or around.at).end
    return Span(start, end, "")


def _by_day(rows: list[StatementRow]) -> list[StatementRow]:
    """All reports, the first one first."""
    return sorted(rows, key=lambda row: (row.published or "9999", row.id))
