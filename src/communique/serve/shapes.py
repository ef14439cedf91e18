"""Shapes: what the room's JSON looks like.

Dataclasses that the routes fill and OpenAPI is made from; rows are the record's own. A record has
its schema in `schema`, which the contract fixes.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.record.queries import Facet
from communique.record.rows import ArticleRow, EventRow, StatementRow
from communique.record.views import Office, PeriodCount
from communique.serve.citations import Citation

Facets = dict[str, list[Facet]]


@dataclass(frozen=True, slots=True)
class StatementPage:
    """Some statements; `facets` only where they are asked for."""

    total: int
    next: str | None
    previous: str | None
    rows: list[StatementRow]
    facets: Facets | None


@dataclass(frozen=True, slots=True)
class EventPage:
    """Some events."""

    total: int
    next: str | None
    previous: str | None
    rows: list[EventRow]
    facets: Facets | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Some articles."""

    total: int
    next: str | None
    previous: str | None
    rows: list[ArticleRow]
    facets: Facets | None


@dataclass(frozen=True, slots=True)
class StatementAnswer:
    """A statement, its sentence with the ones around it, its kin, and how to cite it."""

    statement: StatementRow
    before: str | None
    sentence: str
    after: str | None
    article: ArticleRow
    events: list[EventRow]
    parent: StatementRow | None
    children: list[StatementRow]
    reports: list[StatementRow]
    citation: Citation


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """An event, its sentence with the ones around it, and who tells of it."""

    event: EventRow
    before: str | None
    sentence: str | None
    after: str | None
    article: ArticleRow | None
    according_to: StatementRow | None


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor, and in how many articles it was met."""

    key: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Some actors, the most often met first."""

    total: int
    next: str | None
    previous: str | None
    rows: list[ActorLine]


@dataclass(frozen=True, slots=True)
class ActorAnswer:
    """Who it is, the offices held, and how much they said, heard, did and were done to."""

    key: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    wikidata: str | None
    why: str
    offices: list[Office]
    articles: int
    said: int
    heard: int
    acted: int
    received: int
    forces: list[Facet]
    to: list[Facet]
    latest: list[StatementRow]


@dataclass(frozen=True, slots=True)
class DyadAnswer:
    """Two sides: counts by month, quad and direction; the latest statements and events."""

    one: str
    other: str
    said_by_one: int
    said_by_other: int
    done_by_one: int
    done_by_other: int
    timeline: list[PeriodCount]
    statements: list[StatementRow]
    events: list[EventRow]


@dataclass(frozen=True, slots=True)
class Run:
    """One time that something was added."""

    run: str
    started: str
    ended: str | None
    state: str
    version: str
    reader: str
    settings: str
    sources: list[str]
    added: int
    known: int
    failed: int


@dataclass(frozen=True, slots=True)
class Failed:
    """One piece of input that could not be read."""

    run: str
    started: str | None
    document: str
    stage: str
    error: str
    message: str


@dataclass(frozen=True, slots=True)
class RunPage:
    """Some runs, the latest first."""

    total: int
    next: str | None
    previous: str | None
    rows: list[Run]


@dataclass(frozen=True, slots=True)
class FailurePage:
    """Some failures, those of the latest run first."""

    total: int
    next: str | None
    previous: str | None
    rows: list[Failed]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an archive holds."""

    articles: int
    copies: int
    statements: int
    events: int
    actors: int
    failures: int
