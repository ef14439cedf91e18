"""A batch of records, flattened to the columns of the archive's tables.

Takes the records of some articles, gives one `Batch`: numpy columns for every table, the stems
with their places, the signatures for finding copies. The work is done where the reading is done,
in the worker processes, so that the one writer only has to number and insert.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from communique.plover import quad_of
from communique.record import copies, schemas
from communique.record.sentences import holding, sentences
from communique.record.terms import stems, wording
from communique.types import Date, Document, Event, Failure, Party, Record, Span, Statement

Column = npt.NDArray[np.generic]
Columns = dict[str, Column]
Value = str | int | float | bool | list[str] | None
Row = tuple[Value, ...]

# Between two stretches that do not run on, so that no phrase reaches over the gap.
GAP = 100
SEARCHED = {"documents": "document", "statements": "statement", "events": "event"}
"""The tables whose rows the search finds, and the names that their postings carry."""
# What the writer numbers: the rows themselves, and by ARTICLE the number of their article.
_NUMBERED_BY_WRITER = ("no", "article")
# Beside the table's own columns: which article of the batch a row belongs to. The column `item`
# holds which row of the batch's statements or events.
ARTICLE = "article of the batch"


@dataclass(frozen=True, slots=True)
class Postings:
    """Where stems stand: numbers into `Batch.terms`, rows of the batch, places in words."""

    term: npt.NDArray[np.int32]
    item: npt.NDArray[np.int32]
    position: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Batch:
    """What one worker hands to the writer."""

    documents: tuple[Document, ...]
    sources: tuple[str | None, ...]
    tables: dict[str, Columns]
    terms: Column
    postings: dict[str, Postings]
    signatures: npt.NDArray[np.uint32]
    failures: tuple[Failure, ...] = ()
    reader: str = ""


@dataclass(slots=True)
class _Sheet:
    """Rows on their way to columns."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    words: dict[str, list[tuple[int, list[str]]]] = field(default_factory=dict)

    def add(self, table: str, *row: Value) -> int:
        rows = self.rows.setdefault(table, [])
        rows.append(row)
        return len(rows) - 1


def fingerprint(document: Document) -> str:
    """The hash of everything that was given of an article."""
    given = (
        document.id, document.url, document.publisher, document.title, document.published,
        document.language, document.text,
    )  # fmt: skip
    joined = "\x1f".join("\x00" if one is None else one for one in given)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()


def batch_of(
    records: Sequence[tuple[Record, str | None]], failures: Iterable[Failure] = (),
    reader: str = "",
) -> Batch:  # fmt: skip
    """The batch of some records, each with the name of its source.

    A record whose text is no valid Unicode becomes a failure of stage "store".
    """
    sheet, failed = _Sheet(), list(failures)
    kept: list[tuple[Document, str | None]] = []
    signatures = []
    for record, source in records:
        try:
            digest = fingerprint(record.document)
        except UnicodeEncodeError:
            failed.append(_not_unicode(record.document))
            continue
        signatures.append(_add_record(sheet, len(kept), record, digest))
        kept.append((record.document, source))
    terms, postings = _postings(sheet)
    return Batch(
        tuple(one for one, _ in kept),
        tuple(source for _, source in kept),
        {name: _columns(name, rows) for name, rows in sheet.rows.items()},
        terms,
        postings,
        np.array(signatures, dtype=np.uint32).reshape(len(kept), copies.PERMUTATIONS),
        tuple(failed),
        reader,
    )


def _not_unicode(document: Document) -> Failure:
    message = "the text holds half of a surrogate pair, which no file can keep"
    return Failure(document.id.encode("ascii", "replace").decode(), "store", "InputError", message)


def _add_record(sheet: _Sheet, at: int, record: Record, digest: str) -> npt.NDArray[np.uint32]:
    one = record.document
    title, words = stems(one.title or ""), stems(one.text)
    row = sheet.add(
        "documents", at, one.id, one.url, one.publisher, one.title, one.published, one.language,
        one.text, len(one.text), len(title) + len(words), digest,
    )  # fmt: skip
    places = sheet.words.setdefault("documents", [])
    # The text begins where the title and a gap end.
    places.append((row, [*title, *([""] * GAP if title else []), *words]))
    for position, actor in enumerate(record.actors):
        sheet.add(
            "actors", at, one.id, position, actor.key, actor.name, actor.kind, actor.country,
            actor.sector, actor.office, actor.office_from, actor.office_to, actor.wikidata,
            actor.why,
        )  # fmt: skip
    for position, mention in enumerate(record.mentions):
        sheet.add(
            "mentions", at, mention.id, one.id, position, *_span(mention.span), mention.kind,
            mention.actor.key if mention.actor else None,
        )  # fmt: skip
    for position, statement in enumerate(record.statements):
        _add_statement(sheet, at, one, position, statement)
    bounds = sentences(one.text) or [(0, len(one.text))]
    for position, event in enumerate(record.events):
        _add_event(sheet, at, one, position, event, bounds)
    for position, warning in enumerate(record.warnings):
        sheet.add("warnings", at, one.id, position, warning.code, warning.message)
    return copies.signature(words)


def _add_statement(
    sheet: _Sheet, at: int, document: Document, position: int, one: Statement
) -> None:
    words: list[str] = []
    for number, span in enumerate(one.content):
        words += [*([""] * GAP if number else []), *stems(span.exact)]
    row = sheet.add(
        "statements", at, one.id, document.id, position, one.kind, *_party(one.speaker),
        *_span(one.cue), one.mode, one.force, one.parent, *_date(one.date), list(one.about),
        one.score, sum(1 for word in words if word), _day(one.date, document),
        _country(one.speaker), wording(one.content[0].exact) if one.content else None,
    )  # fmt: skip
    sheet.words.setdefault("statements", []).append((row, words))
    for number, span in enumerate(one.content):
        sheet.add("statement_contents", at, document.id, one.id, number, *_span(span), row)
    for number, party in enumerate(one.addressees):
        sheet.add(
            "statement_addressees", at, document.id, one.id, number, *_party(party), row,
            _country(party),
        )  # fmt: skip
    for number, event in enumerate(one.events):
        sheet.add("statement_events", at, document.id, one.id, number, event, row)


def _add_event(
    sheet: _Sheet, at: int, document: Document, position: int, one: Event,
    bounds: list[tuple[int, int]],
) -> None:  # fmt: skip
    first, last = holding(bounds, one.trigger.start, one.trigger.end)
    start = min(bounds[first][0], one.trigger.start)
    end = max(bounds[last][1], one.trigger.end)
    words = stems(document.text[start:end])
    place = one.place
    row = sheet.add(
        "events", at, one.id, "read", document.id, position, one.type, one.mode,
        quad_of(one.type), list(one.contexts), *_span(one.trigger), start, end,
        *_span(place.span if place else None), place.name if place else None,
        place.country if place else None, place.latitude if place else None,
        place.longitude if place else None, *_date(one.date), one.status, one.according_to,
        None, None, None, one.score, len(words), _day(one.date, document),
        document.text[start:end],
    )  # fmt: skip
    sheet.words.setdefault("events", []).append((row, words))
    for role, parties in (("actor", one.actors), ("recipient", one.recipients)):
        for number, party in enumerate(parties):
            sheet.add(
                "event_parties", at, document.id, one.id, role, number, *_party(party), row,
                _country(party),
            )  # fmt: skip
    for number, much in enumerate(one.magnitude):
        sheet.add(
            "event_magnitudes", at, document.id, one.id, number, much.value, much.unit,
            much.bound, *_span(much.span), row,
        )  # fmt: skip


def _span(span: Span | None) -> tuple[int, int, str] | tuple[None, None, None]:
    return (span.start, span.end, span.exact) if span else (None, None, None)


def _party(party: Party) -> Row:
    return (*_span(party.span), party.actor.key if party.actor else None)


def _country(party: Party) -> str | None:
    return party.actor.country if party.actor else None


def _day(date: Date | None, document: Document) -> str | None:
    return date.value if date else document.published


def _date(date: Date | None) -> Row:
    return (date.value, date.precision, date.basis) if date else (None, None, None)


def _columns(name: str, rows: list[Row]) -> Columns:
    wanted = [one for one in schemas.table(name).columns if one.name not in _NUMBERED_BY_WRITER]
    columns: Columns = {ARTICLE: np.array([row[0] for row in rows], dtype=np.int32)}
    for at, column in enumerate(wanted, 1):
        values = np.empty(len(rows), dtype=object)
        values[:] = [row[at] for row in rows]
        columns[column.name] = values
    return columns


def _postings(sheet: _Sheet) -> tuple[Column, dict[str, Postings]]:
    numbers: dict[str, int] = {}
    postings = {}
    for table, places in sheet.words.items():
        found = [
            (numbers.setdefault(word, len(numbers)), row, position)
            for row, words in places
            for position, word in enumerate(words)
            if word
        ]
        columns = np.array(found, dtype=np.int32).reshape(len(found), 3)
        # Sorted by stem, a batch's postings shrink to little and are passed over as one.
        columns = columns[np.argsort(columns[:, 0], kind="stable")]
        postings[table] = Postings(columns[:, 0], columns[:, 1], columns[:, 2])
    terms = np.empty(len(numbers), dtype=object)
    terms[:] = list(numbers)
    return terms, postings
