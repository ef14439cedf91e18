"""Search: statements, events and articles under filters, with facets and counts.

`/statements`, `/events` and `/articles`, each also as .json (some rows and a cursor) and .csv (all
rows). The address holds the whole question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.record import facets as record_facets
from communique.record import rows
from communique.record.conditions import What
from communique.record.filters import joined
from communique.record.queries import Facet
from communique.serve import answers, links, questions
from communique.serve.desks import Desk
from communique.serve.pages.layouts import DeskOf, beside, page
from communique.serve.questions import Question, question_of
from communique.serve.shapes import ArticlePage, EventPage, StatementPage

router = APIRouter()

_SHAPES: dict[What, type[Any]] = {
    "statements": StatementPage, "events": EventPage, "articles": ArticlePage,
}  # fmt: skip
# The facets of a page: what the filter is called, and the heading.
_FACETS: dict[What, dict[str, tuple[str, str]]] = {
    "statements": {
        "force": ("force", "What is done by saying it"),
        "speaker_country": ("speaker", "Speaker’s country"),
        "speaker": ("speaker", "Speaker"),
        "to_country": ("to", "Said to"),
        "publisher": ("publisher", "Publisher"),
        "year": ("year", "Year"),
    },
    "events": {
        "type": ("type", "Type"),
        "status": ("status", "Status"),
        "actor_country": ("actor", "Actor’s country"),
        "recipient_country": ("recipient", "Recipient’s country"),
        "publisher": ("publisher", "Publisher"),
        "year": ("year", "Year"),
    },
    "articles": {
        "publisher": ("publisher", "Publisher"),
        "language": ("language", "Language"),
        "year": ("year", "Year"),
    },
}
TOP = 8  # values of a facet that a page shows


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: where it leads, and whether it is chosen already."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One facet."""

    title: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is set, and the address of the same question without it."""

    name: str
    value: str
    href: str


def _json(what: What, summary: str) -> None:
    def answer(request: Request, desk: DeskOf) -> Response:
        question = question_of(request.query_params)
        with desk.archive() as archive:
            found = archive.query(what, question.filters, question.order)
            facets = None
            if question.facets:
                names = record_facets.names(what)
                survey = found.survey(*names, cursor=question.cursor, size=question.size)
                some, facets = survey.page, survey.facets
            else:
                some = found.page(question.cursor, question.size)
        shape = _SHAPES[what](some.total, some.next, some.previous, some.rows, facets)
        return answers.as_json(shape)

    router.add_api_route(
        f"/{what}.json", answer, response_model=_SHAPES[what], summary=summary,
        operation_id=what, tags=[what], openapi_extra={"parameters": questions.parameters()},
    )  # fmt: skip


def _csv(what: What) -> None:
    def answer(request: Request, desk: DeskOf) -> Response:
        question = question_of(request.query_params)
        return answers.as_csv(what, rows.names(what), _rows(desk, what, question))

    router.add_api_route(
        f"/{what}.csv", answer, response_class=Response, summary=f"All rows of {what}, as CSV",
        operation_id=f"{what}_csv", tags=[what],
        openapi_extra={"parameters": questions.parameters(paged=False)},
        responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
    )  # fmt: skip


def _page(what: What) -> None:
    def answer(request: Request, desk: DeskOf) -> Response:
        return search_page(request, desk, what)

    router.add_api_route(f"/{what}", answer, include_in_schema=False)


def search_page(request: Request, desk: Desk, what: What) -> Response:
    """What was found, with facets beside it."""
    question = question_of(request.query_params)
    with desk.archive() as archive:
        found = archive.query(what, question.filters, question.order)
        survey = found.survey(*_FACETS[what], cursor=question.cursor, size=question.size, top=TOP)
    some, facets = survey.page, survey.facets
    return page(
        request, "search.html", what=what, question=question, found=some,
        groups=list(_groups(what, question, facets)), chips=list(_chips(what, question)),
        tabs=[(one, links.with_query(f"/{one}", question.filters.to_query())) for one in _SHAPES],
        older=_further(what, question, some.next), newer=_further(what, question, some.previous),
        json=beside(request, ".json"),
        csv=links.with_query(f"/{what}.csv", question.query(size=None)),
        orders=_orders(what, question), choices=questions.CHOICES,
    )  # fmt: skip


@router.get("/", include_in_schema=False)
def home(request: Request, desk: DeskOf) -> Response:
    """The front page: how much there is, and what is newest."""
    if request.query_params:
        return RedirectResponse(links.with_query("/statements", dict(request.query_params)), 303)
    with desk.archive() as archive:
        counts = archive.counts()
        newest = archive.statements(order="newest", kind="said").top(12)
        facets = archive.statements().facets("force", "speaker_country", "year", top=12)
        deeds = archive.events(order="newest", status="actual").top(8)
    return page(request, "home.html", counts=counts, newest=newest, deeds=deeds, facets=facets)


def _rows(desk: Desk, what: What, question: Question) -> Iterator[Sequence[object]]:
    names = [one.name for one in fields(rows.TYPES[what])]
    with desk.archive() as archive:
        for row in archive.query(what, question.filters, question.order):
            yield [getattr(row, name) for name in names]


def _groups(
    what: What, question: Question, facets: dict[str, list[Facet]]
) -> Iterator[Group]:
    for name, (filter, title) in _FACETS[what].items():
        choices = [_choice(what, question, filter, one) for one in facets[name]]
        if len(choices) > 1 or any(one.chosen for one in choices):
            yield Group(title, choices)


def _choice(what: What, question: Question, filter: str, facet: Facet) -> Choice:
    names = ("since", "until") if filter == "year" else (filter,)
    set_to = [getattr(question.filters, one) for one in names]
    chosen = all(facet.value in one if isinstance(one, tuple) else facet.value == one
                 for one in set_to)
    value = None if chosen else joined([facet.value])
    query = question.query(**dict.fromkeys(names, value))
    return Choice(facet.label, facet.count, links.with_query(f"/{what}", query), chosen)


def _chips(what: What, question: Question) -> Iterator[Chip]:
    for name, value in question.filters.to_query().items():
        href = links.with_query(f"/{what}", question.query(**{name: None}))
        yield Chip(name, value, href)


def _further(what: What, question: Question, cursor: str | None) -> str | None:
    return links.with_query(f"/{what}", question.query(cursor=cursor)) if cursor else None


def _orders(what: What, question: Question) -> list[tuple[str, str, bool]]:
    names = ("best", "newest", "oldest") if question.filters.text else ("newest", "oldest")
    return [
        (name, links.with_query(f"/{what}", question.query(order=name)), name == question.order)
        for name in names
    ]


_json("statements", "Who said what to whom")
_json("events", "Who did what to whom")
_json("articles", "The articles")
for _what in _SHAPES:
    _csv(_what)
    _page(_what)
