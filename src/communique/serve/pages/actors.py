"""Actors: a list to find them in, and for each what they said, to whom, and the offices held."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.record import rows
from communique.record.archive import Archive
from communique.record.queries import Survey, surveys
from communique.record.rows import EventRow, StatementRow
from communique.record.views import ActorView
from communique.serve import answers, charts, links, listings, questions
from communique.serve.pages.layouts import DeskOf, beside, page
from communique.serve.shapes import ActorAnswer, ActorLine, ActorPage

router = APIRouter()

LATEST = 10  # statements and events that an actor's page shows

_NAME = {
    "name": "name", "in": "query", "required": False, "schema": {"type": "string"},
    "description": "part of a name, a key, or a country's three letters",
}  # fmt: skip


@router.get(
    "/actors.json", operation_id="actors", tags=["actors"], response_model=ActorPage,
    summary="Actors, the most often met first",
    openapi_extra={"parameters": [_NAME, *questions.paging()]},
)  # fmt: skip
def list_as_json(request: Request, desk: DeskOf) -> Response:
    """Who is named in the articles."""
    asked = questions.only(request.query_params, "name", "cursor", "size")
    with desk.archive() as archive:
        some = _listed(archive, asked.get("name", "")).page(*questions.place(asked))
    return answers.as_json(ActorPage(some.total, some.next, some.previous, some.rows))


@router.get("/actors.csv", include_in_schema=False)
def list_as_csv(request: Request, desk: DeskOf) -> Response:
    """All actors."""
    asked = questions.only(request.query_params, "name", "cursor", "size")
    with desk.archive() as archive:
        lines = _listed(archive, asked.get("name", "")).all()
    names = list(ActorLine.__dataclass_fields__)
    cells = ([getattr(one, name) for name in names] for one in lines)
    return answers.as_csv("actors", names, cells)


@router.get("/actors", include_in_schema=False)
def list_as_page(request: Request, desk: DeskOf) -> Response:
    """A list to find actors in."""
    asked = questions.only(request.query_params, "name", "cursor", "size")
    name = asked.get("name", "")
    with desk.archive() as archive:
        some = _listed(archive, name).page(*questions.place(asked, 50))
    return page(
        request, "actors.html", found=some, name=name, json=beside(request, ".json"),
        csv=beside(request, ".csv"), older=_further(some.next, name),
        newer=_further(some.previous, name),
    )  # fmt: skip


@router.get(
    "/actors/{key:path}.json", operation_id="actor", tags=["actors"],
    response_model=ActorAnswer, summary="One actor",
)  # fmt: skip
def as_json(desk: DeskOf, key: str) -> Response:
    """Who it is, the offices held, and how much they said, heard, did and were done to."""
    with desk.archive() as archive:
        view = archive.actor(key)
        said = view.said.survey("force", "to_country", size=LATEST)
        answer = ActorAnswer(
            view.key, view.name, view.kind, view.country, view.sector, view.wikidata, view.why,
            view.offices, view.articles, said.page.total, len(view.heard), len(view.acted),
            len(view.received), said.facets["force"], said.facets["to_country"], said.page.rows,
        )  # fmt: skip
    return answers.as_json(answer)


@router.get("/actors/{key:path}.csv", include_in_schema=False)
def as_csv(desk: DeskOf, key: str) -> Response:
    """All that an actor said."""
    with desk.archive() as archive:
        lines = list(archive.actor(key).said)
    names = rows.names("statements")
    cells = ([getattr(one, name) for name in names] for one in lines)
    return answers.as_csv("statements", names, cells)


@router.get("/actors/{key:path}", include_in_schema=False)
@router.get("/actors/{key:path}.html", include_in_schema=False)
def as_page(request: Request, desk: DeskOf, key: str) -> Response:
    """The actor for people."""
    with desk.archive() as archive:
        view, words, deeds = desk.kept(archive, ("actor", key), lambda: _whole(archive, key))
    (said, heard), (acted, received) = words, deeds
    facets = said.facets
    return page(
        request, "actor.html", view=view, facets=facets,
        words={"said": said.page, "heard": heard.page},
        deeds={"acted": acted.page, "received": received.page},
        chart=charts.years_chart(sorted(facets["year"], key=lambda one: one.value)),
        json=links.actor(key, ".json"), csv=links.actor(key, ".csv"),
    )  # fmt: skip


def _whole(archive: Archive, key: str) -> tuple[
    ActorView, list[Survey[StatementRow]], list[Survey[EventRow]]
]:  # fmt: skip
    view = archive.actor(key)
    words = surveys((view.said, view.heard), LATEST, "force", "to_country", "year", top=12)
    return view, words, surveys((view.acted, view.received), LATEST)


def _listed(archive: Archive, name: str) -> listings.Listing[ActorLine]:
    return listings.actors(archive, name.strip())


def _further(cursor: str | None, name: str) -> str | None:
    return links.with_query("/actors", {"name": name, "cursor": cursor}) if cursor else None
