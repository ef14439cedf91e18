"""An event: its sentence with the ones around it, its parties, and on whose word it stands."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.record import rows
from communique.serve import answers, links
from communique.serve.pages.layouts import DeskOf, page
from communique.serve.pages.statements import Context, context
from communique.serve.shapes import EventAnswer
from communique.types import Span

router = APIRouter()


@router.get(
    "/events/{id:path}.json", operation_id="event", tags=["events"],
    response_model=EventAnswer, summary="One event",
)  # fmt: skip
def as_json(desk: DeskOf, id: str) -> Response:
    """An event with its context and who tells of it."""
    with desk.archive() as archive:
        view = archive.event(id)
    around = view.around
    return answers.as_json(EventAnswer(
        view.row, around.before.exact if around and around.before else None,
        around.at.exact if around else None,
        around.after.exact if around and around.after else None,
        view.article, view.according_to,
    ))  # fmt: skip


@router.get("/events/{id:path}.csv", include_in_schema=False)
def as_csv(desk: DeskOf, id: str) -> Response:
    """The event as one line."""
    with desk.archive() as archive:
        row = archive.event(id).row
    names = rows.names("events")
    return answers.as_csv("event", names, [[getattr(row, name) for name in names]])


@router.get("/events/{id:path}", include_in_schema=False)
@router.get("/events/{id:path}.html", include_in_schema=False)
def as_page(request: Request, desk: DeskOf, id: str) -> Response:
    """The event for people."""
    with desk.archive() as archive:
        view = archive.event(id)
    row, around, text = view.row, view.around, view.text
    around_it = Context([])
    if around and row.start is not None and row.end is not None:
        whole = Span((around.before or around.at).start, (around.after or around.at).end, "")
        around_it = context(text, whole, (Span.of(text, row.start, row.end),))
    return page(
        request, "event.html", view=view, row=row, context=around_it,
        source=links.at_words(row.url, row.sentence or ""),
        json=links.event(id, ".json"), csv=links.event(id, ".csv"),
    )  # fmt: skip
