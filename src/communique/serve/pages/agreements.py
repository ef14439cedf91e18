"""Agreements: who holds what of them, since when, and where two sides contradict each other."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.serve import answers, links, openapi, questions
from communique.serve.pages.layouts import DeskOf, page

router = APIRouter()

_NAME = {
    "name": "name", "in": "query", "required": False, "schema": {"type": "string"},
    "description": "a name or a part of one; all that are named where left out",
}  # fmt: skip


@router.get(
    "/agreements.json", operation_id="agreements", tags=["ledger"], response_class=Response,
    responses={200: openapi.ANY_OBJECT}, summary="Who holds what of which agreement",
    openapi_extra={"parameters": [_NAME]},
)  # fmt: skip
def as_json(request: Request, desk: DeskOf) -> Response:
    """Agreements, positions and disputes."""
    name = questions.only(request.query_params, "name").get("name", "").strip()
    with desk.following() as archive:
        return answers.as_json(archive.agreements(name or None).to_dict())


@router.get("/agreements.csv", include_in_schema=False)
def as_csv(request: Request, desk: DeskOf) -> Response:
    """The positions as a table."""
    name = questions.only(request.query_params, "name").get("name", "").strip()
    with desk.following() as archive:
        held = archive.agreements(name or None)
    lines = [one.to_dict() | {"holder": one.holder.name, "holder_country": one.holder.country}
             for one in held.positions]  # fmt: skip
    return answers.of_dicts("positions", lines)


@router.get("/agreements", include_in_schema=False)
def as_page(request: Request, desk: DeskOf) -> Response:
    """Agreements for people: one at a time where a name is given, else all."""
    name = questions.only(request.query_params, "name").get("name", "").strip()
    with desk.following() as archive:
        held = archive.agreements(name or None)
    return page(
        request, "agreements.html", held=held, name=name,
        json=links.with_query("/agreements.json", {"name": name}),
        csv=links.with_query("/agreements.csv", {"name": name}),
    )  # fmt: skip
