"""The ledger: undertakings with filters and states, and each with its course and evidence.

As JSON it is the contract's list, as CSV one row an undertaking. The first question after articles
were added waits until the ledger has taken them in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.follow.archives import Archive, Entries
from communique.follow.entries import Entry
from communique.follow.fulfilment import KINDS
from communique.follow.states import STATES
from communique.record.cursors import cursor_of, place_of
from communique.serve import answers, links, openapi, questions
from communique.serve.pages.judging import SENT_FROM_HERE, person_of
from communique.serve.pages.layouts import DeskOf, page
from communique.serve.questions import Parameter

router = APIRouter()

_FILTERS: dict[str, str] = {
    "by": "who undertook it: a state's three letters, an actor's key, a part of a name",
    "to": "to whom, or who is to act",
    "state": "one of " + ", ".join(STATES),
    "kind": "one of " + ", ".join(KINDS),
    "since": "said on or after this day, month or year",
    "until": "said on or before it",
    "on": "as of which day; the last one that the articles know where left out",
}
_CHOICES: dict[str, tuple[str, ...]] = {"state": tuple(STATES), "kind": tuple(KINDS)}


def _parameters() -> list[Parameter]:
    return [
        {"name": name, "in": "query", "required": False, "description": text,
         "schema": {"type": "string"}}
        for name, text in _FILTERS.items()
    ]  # fmt: skip


@router.get(
    "/ledger.json", operation_id="ledger", tags=["ledger"], response_class=Response,
    responses={200: openapi.ANY_LIST}, summary="Undertakings and what came of them",
    openapi_extra={"parameters": _parameters()},
)  # fmt: skip
def as_json(request: Request, desk: DeskOf) -> Response:
    """The list that `communique ledger --json` prints; filters may have several values."""
    asked = questions.only(request.query_params, *_FILTERS)
    with desk.following() as archive:
        return answers.as_json(_found(archive, asked).to_dicts())


@router.get("/ledger.csv", include_in_schema=False)
def as_csv(request: Request, desk: DeskOf) -> Response:
    """The ledger as a table."""
    asked = questions.only(request.query_params, *_FILTERS)
    with desk.following() as archive:
        found = _found(archive, asked).to_rows()
    return answers.of_dicts("ledger", found)


@router.get("/ledger", include_in_schema=False)
def as_page(request: Request, desk: DeskOf) -> Response:
    """The ledger for people."""
    asked = questions.only(request.query_params, *_FILTERS, "cursor")
    query = dict.fromkeys(_FILTERS, "") | {k: v for k, v in asked.items() if k != "cursor"}
    start = place_of(asked.get("cursor"))
    with desk.following() as archive:
        found = _found(archive, query)
        shown: list[Entry] = found.heads(slice(start, start + questions.SIZE))
        states, kinds = _counts(archive, query)
    end = start + questions.SIZE
    return page(
        request, "ledger.html", entries=shown, total=len(found), asked=query, choices=_CHOICES,
        states=states, kinds=kinds, left_out=len(found.left_out),
        older=_further(query, end) if end < len(found) else None,
        newer=_further(query, max(start - questions.SIZE, 0)) if start else None,
        json=links.with_query("/ledger.json", query), csv=links.with_query("/ledger.csv", query),
    )  # fmt: skip


@router.get(
    "/ledger/{id:path}.json", operation_id="undertaking", tags=["ledger"],
    response_class=Response, responses={200: openapi.ANY_OBJECT}, summary="One undertaking",
)  # fmt: skip
def one_as_json(desk: DeskOf, id: str) -> Response:
    """An undertaking, by its id or that of one of its statements."""
    with desk.following() as archive:
        return answers.as_json(archive.undertaking(id).to_dict())


@router.get("/ledger/{id:path}.csv", include_in_schema=False)
def one_as_csv(desk: DeskOf, id: str) -> Response:
    """The evidence of an undertaking."""
    with desk.following() as archive:
        evidence = archive.undertaking(id).to_dict()["evidence"]
    assert isinstance(evidence, list)
    return answers.of_dicts("evidence", evidence)


@router.get("/ledger/{id:path}", include_in_schema=False)
def one_as_page(request: Request, desk: DeskOf, id: str) -> Response:
    """An undertaking with its course, for people."""
    with desk.following() as archive:
        entry = archive.undertaking(id)
        ids = {p.id for p in entry.undertaking.proposals}
        judged = [one for one in archive.judgements() if one.subject in ids]
    return page(
        request, "undertaking.html", headers=SENT_FROM_HERE, person=person_of(request), entry=entry, one=entry.undertaking, course=entry.course,
        judged=judged, moved={key for one in entry.course.changes for key in one.evidence},
        json=links.undertaking(entry.id, ".json"), csv=links.undertaking(entry.id, ".csv"),
    )  # fmt: skip


def _found(archive: Archive, asked: Mapping[str, str]) -> Entries:
    given = {name: asked.get(name) or None for name in _FILTERS}
    return archive.ledger(
        by=given["by"], to=given["to"], state=given["state"], kind=given["kind"],
        since=given["since"], until=given["until"], now=given["on"],
    )  # fmt: skip


def _counts(archive: Archive, asked: Mapping[str, str]) -> tuple[Counter[str], Counter[str]]:
    """Of each state and kind how many there are, whichever of them is asked for."""
    if asked["on"]:
        whole = list(_found(archive, {**asked, "state": "", "kind": ""}))
        return (Counter(one.course.state for one in whole),
                Counter(one.undertaking.kind for one in whole))  # fmt: skip
    return archive.ledger_counts(
        by=asked["by"] or None, to=asked["to"] or None, since=asked["since"] or None,
        until=asked["until"] or None,
    )  # fmt: skip


def _further(query: Mapping[str, str], place: int) -> str:
    return links.with_query("/ledger", {**query, "cursor": cursor_of(place)})


