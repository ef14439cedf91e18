"""Runs and failures: what was added when, by which reader, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.serve import answers, links, listings, questions
from communique.serve.pages.layouts import DeskOf, beside, page
from communique.serve.shapes import Counts, Failed, FailurePage, Run, RunPage

router = APIRouter()

_RUN = {
    "name": "run", "in": "query", "required": False, "schema": {"type": "string"},
    "description": "only the failures of this run",
}  # fmt: skip


@router.get(
    "/counts.json", operation_id="counts", tags=["archive"], response_model=Counts,
    summary="How much the archive holds",
)  # fmt: skip
def counts_as_json(desk: DeskOf) -> Response:
    """How many articles, copies, statements, events, actors and failures there are."""
    with desk.archive() as archive:
        return answers.as_json(archive.counts())


@router.get(
    "/runs.json", operation_id="runs", tags=["archive"], response_model=RunPage,
    summary="What was added when", openapi_extra={"parameters": questions.paging()},
)  # fmt: skip
def runs_as_json(request: Request, desk: DeskOf) -> Response:
    """The runs, the latest first."""
    asked = questions.only(request.query_params, "cursor", "size")
    with desk.archive() as archive:
        some = listings.runs(archive).page(*questions.place(asked))
    return answers.as_json(RunPage(some.total, some.next, some.previous, some.rows))


@router.get(
    "/failures.json", operation_id="failures", tags=["archive"], response_model=FailurePage,
    summary="What could not be read",
    openapi_extra={"parameters": [_RUN, *questions.paging()]},
)  # fmt: skip
def failures_as_json(request: Request, desk: DeskOf) -> Response:
    """The failures, those of the latest run first."""
    asked = questions.only(request.query_params, "run", "cursor", "size")
    with desk.archive() as archive:
        some = listings.failures(archive, asked.get("run", "")).page(*questions.place(asked))
    return answers.as_json(FailurePage(some.total, some.next, some.previous, some.rows))


@router.get("/runs.csv", include_in_schema=False)
def runs_as_csv(desk: DeskOf) -> Response:
    """All runs."""
    with desk.archive() as archive:
        return _csv("runs", list(Run.__dataclass_fields__), listings.runs(archive).all())


@router.get("/failures.csv", include_in_schema=False)
def failures_as_csv(request: Request, desk: DeskOf) -> Response:
    """All failures."""
    asked = questions.only(request.query_params, "run", "cursor", "size")
    with desk.archive() as archive:
        lines = listings.failures(archive, asked.get("run", "")).all()
    return _csv("failures", list(Failed.__dataclass_fields__), lines)


@router.get("/runs", include_in_schema=False)
def runs_as_page(request: Request, desk: DeskOf) -> Response:
    """The runs for people."""
    asked = questions.only(request.query_params, "cursor", "size")
    with desk.archive() as archive:
        some = listings.runs(archive).page(*questions.place(asked))
        counts = archive.counts()
    return page(
        request, "runs.html", found=some, counts=counts, older=_further("/runs", some.next),
        newer=_further("/runs", some.previous), json=beside(request, ".json"),
        csv=beside(request, ".csv"),
    )  # fmt: skip


@router.get("/failures", include_in_schema=False)
def failures_as_page(request: Request, desk: DeskOf) -> Response:
    """The failures for people."""
    asked = questions.only(request.query_params, "run", "cursor", "size")
    run = asked.get("run", "")
    with desk.archive() as archive:
        some = listings.failures(archive, run).page(*questions.place(asked, 50))
    return page(
        request, "failures.html", found=some, run=run,
        older=_further("/failures", some.next, run),
        newer=_further("/failures", some.previous, run),
        json=beside(request, ".json"), csv=beside(request, ".csv"),
    )  # fmt: skip


def _further(path: str, cursor: str | None, run: str = "") -> str | None:
    return links.with_query(path, {"run": run, "cursor": cursor}) if cursor else None


def _csv(name: str, names: list[str], lines: Iterable[object]) -> Response:
    rows: Iterable[Sequence[object]] = ([getattr(one, field) for field in names] for one in lines)
    return answers.as_csv(name, names, rows)
