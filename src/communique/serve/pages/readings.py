"""Reading: `POST /read` takes a text and gives its record; a page to try it on; `/who.json`.

Nothing of it is kept. The form of the page posts to a path of its own, so that programs and
people never get each other's answers.
"""

from __future__ import annotations

from urllib.parse import parse_qs

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from communique.errors import InputError
from communique.serve import answers, questions
from communique.serve.openapi import CANDIDATES, RECORD
from communique.serve.pages.articles import record_page
from communique.serve.pages.layouts import DeskOf, page

router = APIRouter()


class ToRead(BaseModel):
    """A text to read, and what is known about it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str = Field(description="the article; offsets count its code points")
    published: str | None = Field(None, description="the day it appeared, ISO or in words")
    title: str | None = Field(None, description="its title, read for context only")
    id: str | None = Field(None, description="an id; made from the content where left out")
    url: str | None = Field(None, description="where it stands")
    publisher: str | None = Field(None, description="who published it")


@router.post(
    "/read", operation_id="read", tags=["reading"], response_class=Response,
    responses={200: RECORD}, summary="Read a text",
)  # fmt: skip
def read(desk: DeskOf, given: ToRead) -> Response:
    """The record of a text: everything that was read in it. It is not kept."""
    return answers.as_json(desk.read(**given.model_dump()).to_dict())


@router.get("/read", include_in_schema=False)
def form(request: Request) -> Response:
    """A page to put a text into."""
    return page(request, "read.html")


@router.post("/read/page", include_in_schema=False)
async def read_as_page(request: Request, desk: DeskOf) -> Response:
    """The text that was put in, marked."""
    body = (await request.body()).decode("utf-8", "replace")
    given = parse_qs(body, max_num_fields=10)
    text = given.get("text", [""])[0].replace("\r\n", "\n")
    if not text.strip():
        raise InputError("the text is empty", "paste an article")
    record = await run_in_threadpool(
        desk.read, text, published=given.get("published", [""])[0] or None,
        title=given.get("title", [""])[0] or None,
    )  # fmt: skip
    return record_page(request, record, None, [])


@router.get(
    "/who.json", operation_id="who", tags=["reading"], response_class=Response,
    responses={200: CANDIDATES}, summary="Who a phrase may stand for",
    openapi_extra={"parameters": [
        {"name": "phrase", "in": "query", "required": True,
         "schema": {"type": "string", "minLength": 1}, "description": "a name or an office"},
        {"name": "on", "in": "query", "required": False, "schema": {"type": "string"},
         "description": "the day: ISO, or in words"},
    ]},
)  # fmt: skip
def who(request: Request) -> Response:
    """Candidates, best first; an empty list where nothing is known."""
    from communique.serve.readings import candidates

    asked = questions.only(request.query_params, "phrase", "on")
    if not asked.get("phrase", "").strip():
        raise InputError("a phrase is missing", 'phrase=Lavrov, or phrase="the Kremlin"')
    found = candidates(asked["phrase"], asked.get("on") or None)
    return answers.as_json([one.to_dict() for one in found])
