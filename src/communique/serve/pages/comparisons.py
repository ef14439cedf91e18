"""Comparison: the same words across outlets, laid beside the first report."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.errors import InputError
from communique.serve import answers, links, openapi, questions
from communique.serve.pages.layouts import DeskOf, page

router = APIRouter()

_ID = {
    "name": "statement", "in": "query", "required": True,
    "schema": {"type": "string", "minLength": 1}, "description": "id of a statement",
}  # fmt: skip


@router.get(
    "/compare.json", operation_id="compare", tags=["ledger"], response_class=Response,
    responses={200: openapi.ANY_OBJECT}, summary="One statement across outlets",
    openapi_extra={"parameters": [_ID]},
)  # fmt: skip
def as_json(request: Request, desk: DeskOf) -> Response:
    """First report, spread, drift, cut quotations, scare quotes."""
    with desk.archive() as archive:
        return answers.as_json(archive.compare(_asked(request)).to_dict())


@router.get("/compare.csv", include_in_schema=False)
def as_csv(request: Request, desk: DeskOf) -> Response:
    """The reports as a table."""
    with desk.archive() as archive:
        found = archive.compare(_asked(request))
    lines = [one.to_dict() for one in found.reports]
    for line in lines:
        del line["pieces"]
    return answers.of_dicts("reports", lines)


@router.get("/compare", include_in_schema=False)
def as_page(request: Request, desk: DeskOf) -> Response:
    """The reports for people, with what was cut, added and changed."""
    id = _asked(request)
    with desk.archive() as archive:
        row = archive.statement(id).row
        found = archive.compare(id)
    return page(
        request, "compare.html", found=found, row=row,
        json=links.compared(id, ".json"), csv=links.compared(id, ".csv"),
    )  # fmt: skip


def _asked(request: Request) -> str:
    id = questions.only(request.query_params, "statement").get("statement", "").strip()
    if not id:
        raise InputError("a statement is missing", "statement=ID")
    return id
