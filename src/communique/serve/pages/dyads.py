"""A dyad: what two sides said and did to each other, on a timeline by quad and as a table.

Each side is a country's three letters, an actor's key or a part of a name. Statements are counted
by month and speaker, events by month, direction and quad.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from communique.errors import InputError
from communique.follow.archives import Archive
from communique.follow.relations import BYS, Series
from communique.record.views import DyadView
from communique.serve import answers, charts, links, openapi, questions
from communique.serve.pages.layouts import DeskOf, page
from communique.serve.questions import Parameter
from communique.serve.shapes import DyadAnswer

router = APIRouter()

_COLUMNS = ("period", "by", "to", "statements", "verbal_cooperation", "material_cooperation",
            "verbal_conflict", "material_conflict")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One month in one direction: how many statements, and events of each quad."""

    period: str
    by: str
    to: str
    statements: int
    quads: tuple[int, int, int, int]


def _parameters() -> list[Parameter]:
    sides: list[Parameter] = [
        {"name": name, "in": "query", "required": True,
         "schema": {"type": "string", "minLength": 1},
         "description": "a country's three letters, an actor's key, or a part of a name"}
        for name in ("one", "other")
    ]  # fmt: skip
    return sides + [one for one in questions.parameters(paged=False)
                    if one["name"] in ("since", "until")]  # fmt: skip


@router.get(
    "/dyad.json", operation_id="dyad", tags=["dyad"], response_model=DyadAnswer,
    summary="What two sides said and did to each other",
    openapi_extra={"parameters": _parameters()},
)  # fmt: skip
def as_json(request: Request, desk: DeskOf) -> Response:
    """Counts by month, quad and direction; the latest statements and events."""
    with desk.archive() as archive:
        view = _dyad(archive, request.query_params)
    return answers.as_json(DyadAnswer(
        view.one, view.other, *view.totals, view.timeline, view.statements, view.events
    ))  # fmt: skip


@router.get("/dyad.csv", include_in_schema=False)
def as_csv(request: Request, desk: DeskOf) -> Response:
    """The table of a dyad: one line a month and direction."""
    with desk.archive() as archive:
        lines = _lines(_dyad(archive, request.query_params))
    return answers.as_csv("dyad", _COLUMNS, (
        (one.period, one.by, one.to, one.statements, *one.quads) for one in lines
    ))  # fmt: skip


@router.get(
    "/relations.json", operation_id="relations", tags=["dyad"], response_class=Response,
    responses={200: openapi.ANY_OBJECT}, summary="The level of relations over time",
    openapi_extra={"parameters": [*_parameters(), {
        "name": "by", "in": "query", "required": False, "description": "length of a period",
        "schema": {"type": "string", "enum": list(BYS), "default": "month"},
    }]},
)  # fmt: skip
def relations_as_json(request: Request, desk: DeskOf) -> Response:
    """The object that `communique relations --json` prints."""
    with desk.archive() as archive:
        return answers.as_json(_series(archive, request.query_params).to_dict())


@router.get("/relations.csv", include_in_schema=False)
def relations_as_csv(request: Request, desk: DeskOf) -> Response:
    """The level, its interval and the counts, one line a period."""
    with desk.archive() as archive:
        return answers.of_dicts("relations", _series(archive, request.query_params).to_rows())


@router.get("/dyad", include_in_schema=False)
def as_page(request: Request, desk: DeskOf) -> Response:
    """The dyad for people; without sides, a form that asks for them."""
    query = dict.fromkeys(("one", "other", "since", "until"), "") | dict(request.query_params)
    with desk.archive() as archive:
        countries = archive.countries()
        if not (query["one"].strip() and query["other"].strip()):
            return page(request, "dyad.html", view=None, query=query, countries=countries)
        view, relations = desk.kept(
            archive, ("dyad", *(query[name] for name in ("one", "other", "since", "until"))),
            lambda: _whole(archive, request.query_params, query),
        )  # fmt: skip
    lines = _lines(view)
    periods = [one.period for one in lines]
    said = [(one.period, one.by, one.statements) for one in lines if one.statements]
    return page(
        request, "dyad.html", lines=lines, query=query, countries=countries, view=view,
        relations=relations, level=charts.level_chart(relations),
        forth=charts.events_chart(view.timeline, view.one, periods),
        back=charts.events_chart(view.timeline, view.other, periods),
        words=charts.statements_chart(said, periods),
        json=links.with_query("/dyad.json", query), csv=links.with_query("/dyad.csv", query),
    )  # fmt: skip


def _whole(
    archive: Archive, params: QueryParams, query: dict[str, str]
) -> tuple[DyadView, Series | None]:  # fmt: skip
    view = _dyad(archive, params)
    return view, _level(archive, view, query)


def _dyad(archive: Archive, query: QueryParams) -> DyadView:
    asked = questions.only(query, "one", "other", "since", "until")
    one, other = asked.get("one", "").strip(), asked.get("other", "").strip()
    for name, side in (("one", one), ("other", other)):
        if not side:
            raise InputError(f"the side {name} is missing", "two sides make a dyad: RUS and GBR")
    span = {name: asked[name] for name in ("since", "until") if asked.get(name)}
    return archive.dyad(_side(one), _side(other), **span)


def _series(archive: Archive, query: QueryParams) -> Series:
    asked = questions.only(query, "one", "other", "since", "until", "by")
    sides = [_side(asked.get(name, "").strip()) for name in ("one", "other")]
    if not all(sides):
        raise InputError("a side is missing", "two sides make a dyad: one=RUS, other=GBR")
    for by in BYS:
        if by == (asked.get("by") or "month"):
            return archive.relations(
                *sides, by=by, since=asked.get("since") or None, until=asked.get("until") or None
            )
    raise InputError(f"there is no period {asked['by']!r}", "one of " + ", ".join(BYS))


def _level(archive: Archive, view: DyadView, query: dict[str, str]) -> Series | None:
    """The relations of two sides; None where they are one."""
    if view.one == view.other:
        return None
    return archive.relations(
        view.one, view.other, since=query["since"] or None, until=query["until"] or None
    )


def _side(side: str) -> str:
    """Three letters are a country, whatever their case."""
    return side.upper() if len(side) == 3 and side.isascii() and side.isalpha() else side


def _lines(view: DyadView) -> list[Line]:
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 5)
    for month in view.months:
        counts[month.period, month.speaker][0] += month.count
    for one in view.timeline:
        if one.quad:
            counts[one.period, one.actor][one.quad] += one.count
    other = {view.one: view.other, view.other: view.one}
    return [
        Line(period, side, other[side], n[0], (n[1], n[2], n[3], n[4]))
        for (period, side), n in sorted(counts.items())
    ]
