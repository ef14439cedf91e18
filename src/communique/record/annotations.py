"""Statements and events as annotations that the web understands.

Takes a connection, gives JSON objects: W3C Web Annotations, whose target is the article with a
TextQuoteSelector (the words, and those before and after) and a TextPositionSelector for each
stretch, and schema.org Quotations of what was said. Positions are code points, as the standard
has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.record import records
from communique.types import Event, Party, Record, Span, Statement

if TYPE_CHECKING:
    import duckdb

CONTEXT = 32  # code points before and after that a selector quotes
_VOICED = "said"

Json = dict[str, object]


def web_annotations(con: duckdb.DuckDBPyConnection) -> Iterator[Json]:
    """One annotation a statement and one an event, by article."""
    for record in records.records(con, records.ids(con)):
        for statement in record.statements:
            yield _annotation(record, statement.id, statement.content, _of_statement(statement))
        for event in record.events:
            yield _annotation(record, event.id, (event.trigger,), _of_event(event))


def quotations(con: duckdb.DuckDBPyConnection) -> Iterator[Json]:
    """One schema.org Quotation for everything that was said (not for what was only thought)."""
    for record in records.records(con, records.ids(con)):
        for statement in record.statements:
            if statement.kind == _VOICED:
                yield _quotation(record, statement)


def _annotation(record: Record, id: str, spans: tuple[Span, ...], body: Json) -> Json:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _iri(id),
        "type": "Annotation",
        "motivation": "classifying",
        "body": body,
        "target": [_target(record, span) for span in spans],
    }


def _target(record: Record, span: Span) -> Json:
    text = record.document.text
    return {
        "source": record.document.url or _iri(record.document.id),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.exact,
                "prefix": text[max(span.start - CONTEXT, 0) : span.start],
                "suffix": text[span.end : span.end + CONTEXT],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _of_statement(one: Statement) -> Json:
    value = {
        "kind": "statement", "speaker": _name(one.speaker), "mode": one.mode, "force": one.force,
        "addressees": [_name(party) for party in one.addressees], "statement_kind": one.kind,
        "date": one.date.value if one.date else None, "score": one.score,
    }  # fmt: skip
    return {"type": "Dataset", "format": "application/json", "value": value}


def _of_event(one: Event) -> Json:
    value = {
        "kind": "event", "type": one.type, "mode": one.mode, "status": one.status,
        "actors": [_name(party) for party in one.actors],
        "recipients": [_name(party) for party in one.recipients],
        "date": one.date.value if one.date else None,
        "according_to": _iri(one.according_to) if one.according_to else None, "score": one.score,
    }  # fmt: skip
    return {"type": "Dataset", "format": "application/json", "value": value}


def _quotation(record: Record, one: Statement) -> Json:
    document = record.document
    quotation: Json = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": _iri(one.id),
        "text": " … ".join(span.exact for span in one.content),
        "spokenByCharacter": _person(one.speaker),
        "isPartOf": {
            "@type": "NewsArticle", "@id": _iri(document.id), "headline": document.title,
            "url": document.url, "datePublished": document.published,
            "publisher": {"@type": "Organization", "name": document.publisher}
            if document.publisher
            else None,
        },
        "dateCreated": one.date.value if one.date else None,
        "inLanguage": document.language,
    }  # fmt: skip
    return _without_nothing(quotation)


def _person(party: Party) -> Json | None:
    if party.actor is None:
        return {"@type": "Person", "name": party.span.exact} if party.span else None
    kind = "Person" if party.actor.kind == "person" else "Organization"
    wikidata = party.actor.wikidata
    return _without_nothing({
        "@type": kind, "name": party.actor.name, "jobTitle": party.actor.office,
        "sameAs": f"http://www.wikidata.org/entity/{wikidata}" if wikidata else None,
    })  # fmt: skip


def _without_nothing(one: Json) -> Json:
    return {
        key: _without_nothing(value) if isinstance(value, dict) else value
        for key, value in one.items()
        if value is not None
    }


def _name(party: Party) -> str | None:
    if party.actor:
        return party.actor.name
    return party.span.exact if party.span else None


def _iri(id: str) -> str:
    """An IRI for an id that has no address of its own."""
    from urllib.parse import quote

    return f"urn:communique:{quote(id, safe='')}"
