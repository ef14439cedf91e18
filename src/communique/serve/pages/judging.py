"""Judging: candidates of the ledger one after another, decided by keys or buttons.

Shows links that moved no state because they are unsure, each with the words it may bear on, its
score and reasons. A decision is a form, so it works without scripts; `judge.js` adds the keys.
Decisions are rows that are only ever added, under the name of who makes them. A second page is for
actors that are one, or one that is two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.errors import InputError
from communique.follow.accounts import waiting
from communique.follow.entries import Entry
from communique.follow.fulfilment import KINDS
from communique.follow.links import Link
from communique.follow.verdicts import identities_in
from communique.serve import links, questions
from communique.serve.pages.layouts import DeskOf, page

router = APIRouter()

MOST = 12  # undertakings whose candidates one page shows
COOKIE = "communique-person"
# A form that is sent from here says where it was sent from, so that another site's is told apart.
SENT_FROM_HERE = {"Referrer-Policy": "same-origin"}
_FILTERS = ("by", "to", "kind")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link that waits, with the undertaking that it may bear on."""

    entry: Entry
    link: Link


@router.get("/judge", include_in_schema=False)
def as_page(request: Request, desk: DeskOf) -> Response:
    """Candidates for people to decide."""
    asked = questions.only(request.query_params, *_FILTERS, "judged", "undertaking", "evidence")
    query = {name: asked.get(name, "").strip() for name in _FILTERS}
    with desk.following() as archive:
        found = archive.candidates(**{name: value or None for name, value in query.items()})
        shown = found[:MOST]
    return page(
        request, "judge.html", headers=SENT_FROM_HERE, candidates=list(candidates(shown)), asked=query,
        total=len(found), shown=len(shown), kinds=KINDS, person=person_of(request),
        judged=asked.get("judged"), undertaking=asked.get("undertaking"),
        evidence=asked.get("evidence"), here=links.with_query("/judge", query),
    )  # fmt: skip


@router.post("/judge", include_in_schema=False)
async def decide(request: Request, desk: DeskOf) -> Response:
    """Keep a decision, and go on to where it was made."""
    return _decided(desk, _form(await request.body()))


def _decided(desk: DeskOf, given: dict[str, str]) -> Response:
    for name in ("undertaking", "evidence", "verdict"):
        if not given.get(name):
            raise InputError(f"a judgement needs its {name}", "use the buttons of the page")
    if given["verdict"] not in ("yes", "no"):
        raise InputError(f"the verdict is {given['verdict']!r}", "it is yes or no")
    person = given.get("person", "").strip()
    with desk.alone() as archive:
        archive.judge_link(
            given["undertaking"], given["evidence"], verdict=given["verdict"] == "yes",
            person=person, why=given.get("why", ""),
        )  # fmt: skip
    return _kept(_onward(given), person)


@router.get("/judge/actors", include_in_schema=False)
def actors_as_page(request: Request, desk: DeskOf) -> Response:
    """What was decided about actors, and a form to decide."""
    asked = questions.only(request.query_params, "actor")
    with desk.archive() as archive:
        judged = identities_in(archive) if archive.path.exists() else []
    return page(
        request, "judge_actors.html", headers=SENT_FROM_HERE, judged=judged[::-1],
        actor=asked.get("actor", ""), person=person_of(request),
    )  # fmt: skip


@router.post("/judge/actors", include_in_schema=False)
async def decide_actors(request: Request, desk: DeskOf) -> Response:
    """Keep a decision about actors."""
    given = _form(await request.body())
    if not given.get("one", "").strip() or given.get("same") not in ("yes", "no"):
        raise InputError("a judgement of actors needs one and a verdict", "use the buttons of the page")
    person = given.get("person", "").strip()
    with desk.alone() as archive:
        archive.judge_actors(
            given["one"].strip(), given.get("other", "").strip() or None, same=given["same"] == "yes",
            person=person, why=given.get("why", ""), within=given.get("within", "").split(),
        )  # fmt: skip
    return _kept("/judge/actors", person)


def _form(body: bytes) -> dict[str, str]:
    """The fields of a form that was sent."""
    return {name: values[-1] for name, values in parse_qs(
        body.decode("utf-8", "replace"), keep_blank_values=True).items()}  # fmt: skip


def _kept(onward: str, person: str) -> Response:
    """On to a page, with the name of who judged kept for the next time."""
    answer = RedirectResponse(onward, 303)
    answer.set_cookie(COOKIE, quote(person), max_age=31_536_000, httponly=True, samesite="strict")
    return answer


def candidates(entries: list[Entry]) -> Iterator[Candidate]:
    """The links of some undertakings that wait for a decision, the surest of each first."""
    for entry in entries:
        for link in waiting(entry):
            yield Candidate(entry, link)


def person_of(request: Request) -> str:
    """Who judged last in this browser."""
    return unquote(request.cookies.get(COOKIE, ""))[:100]


def _onward(given: dict[str, str]) -> str:
    """Where the decision was made: the list with its filters, or the undertaking's page."""
    if given.get("from") == "undertaking":
        return links.undertaking(given["undertaking"])
    query = {name: given.get(name, "") for name in _FILTERS}
    return links.with_query("/judge", {
        **query, "judged": given["verdict"], "undertaking": given["undertaking"],
        "evidence": given["evidence"],
    })  # fmt: skip
