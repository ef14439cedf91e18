"""An article: its text with all that was read in it, and the same beside it, each linked to the
other. As JSON it is the record of the contract; as CSV its statements.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.record import rows
from communique.record.archive import Archive
from communique.record.filters import Filters
from communique.record.queries import Found
from communique.record.rows import ArticleRow
from communique.serve import answers, links
from communique.serve.marks import mark
from communique.serve.openapi import RECORD
from communique.serve.pages.layouts import DeskOf, page
from communique.types import Record, Statement

router = APIRouter()


@router.get(
    "/articles/{id:path}.json", operation_id="article", tags=["articles"],
    response_class=Response, responses={200: RECORD}, summary="The record of one article",
)  # fmt: skip
def as_json(desk: DeskOf, id: str) -> Response:
    """Everything that was read in one article, in the form of the contract."""
    with desk.archive() as archive:
        return answers.as_json(archive.record(id).to_dict())


@router.get("/articles/{id:path}.csv", include_in_schema=False)
def as_csv(desk: DeskOf, id: str) -> Response:
    """The statements of one article."""
    with desk.archive() as archive:
        archive.record(id)
        found = archive.query("statements", Filters(document=(id,), copies=True))
        names = rows.names("statements")
        lines = [[getattr(row, name) for name in names] for row in found]
    return answers.as_csv("statements", names, lines)


@router.get("/articles/{id:path}", include_in_schema=False)
@router.get("/articles/{id:path}.html", include_in_schema=False)
def as_page(request: Request, desk: DeskOf, id: str) -> Response:
    """The article, marked."""
    with desk.archive() as archive:
        record = archive.record(id)
        row = row_of(archive, id)
        copies = _copies(archive, id)
    return record_page(request, record, row, copies)


def record_page(
    request: Request, record: Record, row: ArticleRow | None, copies: list[tuple[str, str]]
) -> Response:
    """A record as a page: one of the archive, or one that was read just now (`row` is None)."""
    marked = mark(record)
    return page(
        request, "article.html", record=record, row=row, copies=copies, marked=marked,
        statements={one.id: one for one in record.statements},
        depth=_depths(record.statements),
        outside=links.outside(record.document.url),
        json=links.article(record.document.id, ".json") if row else None,
        csv=links.article(record.document.id, ".csv") if row else None,
    )  # fmt: skip


def row_of(archive: Archive, id: str) -> ArticleRow | None:
    """The row of an article, copies included."""
    found: Found[ArticleRow] = archive.articles(document=id, copies=True)
    return found.first()


def _copies(archive: Archive, id: str) -> list[tuple[str, str]]:
    """The copies of an article: their ids, and who published them."""
    found = archive.sql(
        "SELECT c.document, coalesce(d.publisher, c.document) FROM copies c"
        " JOIN documents d ON d.id = c.document WHERE c.first = ?"
        " ORDER BY d.published NULLS LAST, d.id LIMIT 50", [id],
    )  # fmt: skip
    return [(str(one), str(publisher)) for one, publisher in found]


def _depths(statements: tuple[Statement, ...]) -> dict[str, int]:
    """How deep each statement is nested in others, at most three."""
    parents = {one.id: one.parent for one in statements}
    depths = {}
    for one in statements:
        depth, parent = 0, one.parent
        while parent in parents and depth < 3:
            depth, parent = depth + 1, parents[parent]
        depths[one.id] = depth
    return depths
