"""The six types, and the small ones they are made of.

Takes nothing from the rest of the package. A `Record` is everything that was read in one
`Document`; `Record.to_dict` gives the JSON that the contract promises: every key present,
`null` for what is not known, `[]` for what there is none of, lists in text order.

Offsets are Unicode code points into `document.text`, end-exclusive;
`text[span.start:span.end] == span.exact`, always.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["said", "thought"]
Mode = Literal["direct", "indirect", "mixed"]
Force = Literal[
    "assert", "accuse", "deny", "demand", "offer", "promise",
    "threaten", "refuse", "agree", "praise", "regret", "ask",
]  # fmt: skip
Status = Literal["actual", "planned", "demanded", "offered", "threatened", "possible", "denied"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT",
    "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
ActorKind = Literal["person", "country", "organization", "group"]
MentionKind = Literal[
    "person", "organization", "country", "group", "office", "place", "agreement", "pronoun"
]
Precision = Literal["year", "month", "day"]
Basis = Literal["written", "inferred"]
Bound = Literal["exact", "at least", "at most", "about"]


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one article.

    `published` is an ISO date prefix (`2022`, `2022-02`, `2022-02-10`) or None; `language` an
    ISO 639-1 code or None.
    """

    id: str
    text: str
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "url": self.url, "publisher": self.publisher, "title": self.title,
            "published": self.published, "language": self.language, "text": self.text,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `document.text`: the only way anything points at text."""

    start: int
    end: int
    exact: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from code point `start` to `end` (exclusive).

        >>> Span.of("Lavrov said", 0, 6)
        Span(start=0, end=6, exact='Lavrov')
        """
        return cls(start, end, text[start:end])

    def to_dict(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "exact": self.exact}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who it is.

    `country` is ISO 3166-1 alpha-3, `sector` a PLOVER code, `wikidata` a Q-id; `office_from` and
    `office_to` are ISO date prefixes. `why` says in one sentence how the actor was found, or why
    something was left open.
    """

    key: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    office_from: str | None = None
    office_to: str | None = None
    wikidata: str | None = None
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "key": self.key, "name": self.name, "kind": self.kind, "country": self.country,
            "sector": self.sector, "office": self.office, "office_from": self.office_from,
            "office_to": self.office_to, "wikidata": self.wikidata, "why": self.why,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """Someone in a role: the words that stand for them, and who they are; either may be unknown."""

    span: Span | None = None
    actor: Actor | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"span": _dict(self.span), "actor": self.actor.key if self.actor else None}


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names or stands for someone or something."""

    id: str
    span: Span
    kind: MentionKind
    actor: Actor | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "span": self.span.to_dict(), "kind": self.kind,
            "actor": self.actor.key if self.actor else None,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Date:
    """A day, month or year; `basis` tells whether it stands in the text or was reckoned."""

    value: str
    precision: Precision
    basis: Basis

    def to_dict(self) -> dict[str, Any]:
        return {"value": self.value, "precision": self.precision, "basis": self.basis}


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the words, the place's name, its country (alpha-3) and degrees if tables know them."""

    span: Span
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "span": self.span.to_dict(), "name": self.name, "country": self.country,
            "latitude": self.latitude, "longitude": self.longitude,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much: `value` in `unit` ("troops", "USD", "km"), and on which side of it the truth is."""

    value: float
    unit: str
    bound: Bound
    span: Span

    def to_dict(self) -> dict[str, Any]:
        value = int(self.value) if self.value == int(self.value) else self.value
        return {
            "value": value, "unit": self.unit, "bound": self.bound, "span": self.span.to_dict(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what to whom. `parent` and `events` are ids within the same record."""

    id: str
    kind: Kind
    speaker: Party
    addressees: tuple[Party, ...]
    cue: Span | None
    content: tuple[Span, ...]
    mode: Mode
    force: Force
    parent: str | None = None
    date: Date | None = None
    about: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    score: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "kind": self.kind, "speaker": self.speaker.to_dict(),
            "addressees": [one.to_dict() for one in self.addressees], "cue": _dict(self.cue),
            "content": [span.to_dict() for span in self.content], "mode": self.mode,
            "force": self.force, "parent": self.parent, "date": _dict(self.date),
            "about": list(self.about), "events": list(self.events), "score": self.score,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom. `according_to` is the id of the statement on whose word it stands."""

    id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    trigger: Span
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Place | None = None
    date: Date | None = None
    magnitude: tuple[Quantity, ...] = ()
    status: Status = "actual"
    according_to: str | None = None
    score: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "type": self.type, "mode": self.mode, "contexts": list(self.contexts),
            "trigger": self.trigger.to_dict(),
            "actors": [one.to_dict() for one in self.actors],
            "recipients": [one.to_dict() for one in self.recipients],
            "place": _dict(self.place), "date": _dict(self.date),
            "magnitude": [one.to_dict() for one in self.magnitude],
            "status": self.status, "according_to": self.according_to, "score": self.score,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of a record should know about how it came to be (`warnings` in JSON)."""

    code: str
    message: str

    def to_dict(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message}


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that was read in one document."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    warnings: tuple[Notice, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as the contract's JSON object."""
        return {
            "document": self.document.to_dict(),
            "mentions": [one.to_dict() for one in self.mentions],
            "actors": [one.to_dict() for one in self.actors],
            "statements": [one.to_dict() for one in self.statements],
            "events": [one.to_dict() for one in self.events],
            "warnings": [one.to_dict() for one in self.warnings],
        }


@dataclass(frozen=True, slots=True)
class Failure:
    """One document, or one piece of input, that could not be read; it never stops a run.

    `document` names the input (id, or file and place in it), `stage` is ingest, read or store,
    `error` the class of the error.
    """

    document: str
    stage: Literal["ingest", "read", "store"]
    error: str
    message: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "document": self.document, "stage": self.stage,
            "error": self.error, "message": self.message,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer to "who is this?": the actor, how sure (0 to 1), and why."""

    actor: Actor
    score: float
    why: str

    def to_dict(self) -> dict[str, Any]:
        return {"actor": self.actor.to_dict(), "score": self.score, "why": self.why}


@dataclass(frozen=True, slots=True)
class Relation:
    """What one side does to the other: a PLOVER type, its probability, the words that tell it."""

    type: EventType
    score: float
    trigger: Span | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"type": self.type, "score": self.score, "trigger": _dict(self.trigger)}


def content_id(kind: str, *parts: object) -> str:
    """An id that is a hash of what it names, tagged with the algorithm.

    >>> content_id("statement", "doc-1", "said", 0, 5)
    'statement-sha256-26bdb3601e69102c'
    """
    joined = "\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")
    return f"{kind}-sha256-{hashlib.sha256(joined).hexdigest()[:16]}"


def _dict(one: Span | Date | Place | None) -> dict[str, Any] | None:
    return one.to_dict() if one is not None else None


__all__ = [
    "Actor", "ActorKind", "Basis", "Bound", "Candidate", "Date", "Document", "Event", "EventType",
    "Failure", "Force", "Kind", "Mention", "MentionKind", "Mode", "Notice", "Party", "Place",
    "Precision", "Quantity", "Record", "Relation", "Span", "Statement", "Status", "content_id",
]  # fmt: skip
