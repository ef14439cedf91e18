"""Whether an archive is what it says: ids, offsets and references, derived again.

Takes a connection, gives a `Report` of everything that does not hold, each with its place. Texts
are read a few at a time, so that a large archive takes no more memory than a small one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.record import batches, records
from communique.types import Record, Span, content_id

if TYPE_CHECKING:
    import duckdb

SHOWN = 100
"""Problems that a report names; it counts them all."""

# What has to be empty: a word on it, and the rows where it does not hold.
_QUERIES = (
    ("the id stands twice", "SELECT id FROM documents GROUP BY id HAVING count(*) > 1"),
    ("the id stands twice", "SELECT id FROM statements GROUP BY id HAVING count(*) > 1"),
    ("the id stands twice", "SELECT id FROM events GROUP BY id HAVING count(*) > 1"),
    ("its article is not there",
     "SELECT id FROM statements WHERE document NOT IN (SELECT id FROM documents)"),
    ("its article is not there",
     "SELECT id FROM events WHERE origin = 'read' AND document NOT IN (SELECT id FROM documents)"),
    ("the statement that it stands in is not there",
     "SELECT s.id FROM statements s WHERE s.parent IS NOT NULL AND s.parent NOT IN"
     " (SELECT o.id FROM statements o WHERE o.document = s.document)"),
    ("the statement on whose word it stands is not there",
     "SELECT e.id FROM events e WHERE e.according_to IS NOT NULL AND e.according_to NOT IN"
     " (SELECT s.id FROM statements s WHERE s.document = e.document)"),
    ("an event that it tells of is not there",
     "SELECT l.statement FROM statement_events l ANTI JOIN events e"
     " ON e.id = l.event AND e.document = l.document"),
    ("its speaker is not among the actors",
     "SELECT s.id FROM statements s ANTI JOIN actors a"
     " ON a.document = s.document AND a.key = s.speaker WHERE s.speaker IS NOT NULL"),
    ("a party is not among the actors",
     "SELECT p.event FROM event_parties p ANTI JOIN actors a"
     " ON a.document IS NOT DISTINCT FROM p.document AND a.key = p.actor"
     " WHERE p.actor IS NOT NULL"),
    ("an addressee is not among the actors",
     "SELECT p.statement FROM statement_addressees p ANTI JOIN actors a"
     " ON a.document = p.document AND a.key = p.actor WHERE p.actor IS NOT NULL"),
    ("the article that it copies is not there",
     "SELECT document FROM copies WHERE first NOT IN (SELECT id FROM documents)"),
    ("it is a copy of a copy",
     "SELECT document FROM copies WHERE first IN (SELECT document FROM copies)"),
    ("the search can't find it",
     "SELECT id FROM documents WHERE no NOT IN (SELECT item FROM document_postings) AND words > 0"),
    ("the search can't find it",
     "SELECT id FROM statements WHERE no NOT IN (SELECT item FROM statement_postings)"
     " AND words > 0"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not hold: the id that it is about, and what is wrong."""

    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at and what does not hold; `count` counts problems beyond those named."""

    articles: int
    statements: int
    events: int
    problems: tuple[Problem, ...]
    count: int

    @property
    def holds(self) -> bool:
        """Whether everything does."""
        return self.count == 0


def verify(con: duckdb.DuckDBPyConnection) -> Report:
    """Everything that does not hold in the archive."""
    named: list[Problem] = []
    count = articles = statements = events = 0
    for problem in _in_tables(con):
        count += 1
        named += [problem] if len(named) < SHOWN else []
    hashes = con.execute("SELECT id, sha256 FROM documents ORDER BY id").fetchall()
    digests = {str(id): str(digest) for id, digest in hashes}
    for record in records.records(con, list(digests)):
        articles += 1
        statements += len(record.statements)
        events += len(record.events)
        for problem in _in_record(record, digests[record.document.id]):
            count += 1
            named += [problem] if len(named) < SHOWN else []
    return Report(articles, statements, events, tuple(named), count)


def _in_tables(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    for message, sql in _QUERIES:
        for row in con.execute(f"{sql} ORDER BY 1").fetchall():
            yield Problem(str(row[0]), message)


def _in_record(record: Record, digest: str) -> Iterator[Problem]:
    if batches.fingerprint(record.document) != digest:
        yield Problem(record.document.id, "the article is not the one that was added (sha256)")
    text = record.document.text
    for id, what, span in _spans(record):
        if not 0 <= span.start <= span.end <= len(text):
            yield Problem(id, f"{what} {span.start}-{span.end} lies outside of the text")
        elif text[span.start : span.end] != span.exact:
            yield Problem(id, f"{what} {span.start}-{span.end} is {span.exact!r} no more")
    yield from _ids(record)


def _spans(record: Record) -> Iterator[tuple[str, str, Span]]:
    for mention in record.mentions:
        yield mention.id, "mention", mention.span
    for statement in record.statements:
        for span in statement.content:
            yield statement.id, "content", span
        for what, one in (("speaker", statement.speaker.span), ("cue", statement.cue)):
            if one:
                yield statement.id, what, one
        for party in statement.addressees:
            if party.span:
                yield statement.id, "addressee", party.span
    for event in record.events:
        yield event.id, "trigger", event.trigger
        for party in (*event.actors, *event.recipients):
            if party.span:
                yield event.id, "party", party.span
        for quantity in event.magnitude:
            yield event.id, "magnitude", quantity.span
        if event.place:
            yield event.id, "place", event.place.span


def _ids(record: Record) -> Iterator[Problem]:
    """Ids that are tagged as hashes of ours, and are not the hash of what they name.

    Two records of one wording are told apart by a count behind the hash.
    """
    one = record.document
    given = (one.url, one.publisher, one.title, one.published)
    derived = [(one.id, content_id("document", one.text, *(part or "" for part in given)))]
    for mention in record.mentions:
        at = (mention.span.start, mention.span.end)
        derived.append((mention.id, content_id("mention", one.id, *at)))
    for statement in record.statements:
        places = [at for span in statement.content for at in (span.start, span.end)]
        derived.append((statement.id, content_id("statement", one.id, statement.kind, *places)))
    for event in record.events:
        at = (event.trigger.start, event.trigger.end)
        derived.append((event.id, content_id("event", one.id, event.type, *at)))
    for id, right in derived:
        if "-sha256-" in id and id != right and not re.fullmatch(rf"{right}-\d+", id):
            yield Problem(id, f"the id is not the hash of what it names, which is {right}")


__all__ = ["Problem", "Report", "verify"]
