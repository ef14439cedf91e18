"""The conductor: documents in, records out, in the ordered steps of read and resolve.

    scan      the network over the text, and over contents that may hold statements of their own
    find      statements, events, times, quantities, places, mentions
    link      spans to actors
    record    all of it as one `Record`

Documents are read some at a time, each by itself: batches give what single reads give. One bad
document never stops a run; it becomes a `Failure`.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import numpy as np

from communique.errors import CommuniqueError, InputError
from communique.ingest import Ingested, document_of
from communique.ingest.documents import is_blank_text
from communique.read.deeds import accused, settle
from communique.read.found import FoundMention, FoundStatement, Offsets
from communique.read.happenings import found_event
from communique.read.mentions import find_mentions
from communique.read.model import Model
from communique.read.nestings import with_nested
from communique.read.pairs import check_span, pair_input, shown
from communique.read.pieces import cut
from communique.read.quantities import find_quantities
from communique.read.scanning import Scan, scan
from communique.read.speakers import carried
from communique.read.statements import statements
from communique.read.times import find_times
from communique.resolve.chapters import CHAPTER, chapters, joined
from communique.resolve.linker import kinds_of, link
from communique.resolve.places import places_in
from communique.resolve.records import Facts, parties_of, records
from communique.resolve.tables import Tables
from communique.types import Document, Failure, Record, Relation, Span

# Characters of text that are read together, and how many such batches at once.
_TOGETHER = 30_000
_AT_ONCE = 2

Readable = Mapping[str, object] | str | Document | Ingested


class Reader:
    """Reads articles. Safe to share between threads; loads nothing after it is made."""

    def __init__(self, model: Model, tables: Tables | None = None) -> None:
        self.model = model
        self.tables = tables

    def read(
        self, text: str, *, published: object = None, title: str | None = None,
        id: str | None = None, url: str | None = None, publisher: str | None = None,
    ) -> Record:
        """The record of one article.

        Args:
            text: the article; offsets in the record are code points into it.
            published: the day it appeared: a date, an ISO string or prefix, or words for a day.
            title: its title where it does not stand in the text; read for context only.
            id: the document's id; made from the content if None.
            url: where it stands.
            publisher: who published it.

        Raises:
            InputError: the text is empty or too large.
        """
        given = {"text": text, "published": published, "title": title, "id": id, "url": url,
                 "publisher": publisher}
        return self._read([document_of(given)])[0]

    def pipe(
        self, documents: Iterable[Readable], *, errors: Literal["keep", "raise"] = "keep"
    ) -> Iterator[Record | Failure]:
        """The records of many articles, in their order, a bounded number at a time.

        Args:
            documents: `Document`s, mappings as in JSON Lines, or strings.
            errors: "keep" yields a `Failure` in place of a document that can't be read; "raise"
                raises its error.

        Raises:
            InputError: `errors` is neither; at once, before anything is read.
        """
        if errors not in ("keep", "raise"):
            raise InputError(f'errors is {errors!r}: neither "keep" nor "raise"')
        return self._piped(documents, errors)

    def _piped(
        self, documents: Iterable[Readable], errors: Literal["keep", "raise"]
    ) -> Iterator[Record | Failure]:
        batches = _batches(documents, errors)
        if self.model.threads == 1:
            for batch in batches:
                yield from self._batch(batch, errors)
            return
        # Two batches at once: one is resolved while the network, which is most of the work and
        # needs no Python, reads the other.
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            reading: deque[Future[list[Record | Failure]]] = deque()
            try:
                for batch in batches:
                    reading.append(pool.submit(self._batch, batch, errors))
                    if len(reading) == _AT_ONCE:
                        yield from reading.popleft().result()
            except CommuniqueError:
                while reading:  # what stands before a bad document is read all the same
                    yield from reading.popleft().result()
                raise
            while reading:
                yield from reading.popleft().result()

    def relate(
        self, text: str, actor: Offsets | None = None, recipient: Offsets | None = None
    ) -> list[Relation]:
        """What the actor does to the recipient in `text`: all sixteen types, likeliest first.

        Args:
            text: a sentence or a few.
            actor: code points [start, end) of the words for who acts, if known.
            recipient: likewise for who is acted upon; the two may overlap.

        Raises:
            InputError: a span is out of range, empty, reversed, of blanks alone or no pair of
                numbers; or both are None.
        """
        if not isinstance(text, str):
            raise InputError(f"the text is no string: {shown(text)}")
        if actor is None and recipient is None:
            raise InputError("neither actor nor recipient is given", "Give at least one span.")
        for name, span in (("actor", actor), ("recipient", recipient)):
            check_span(text, name, span)
        pieces = cut(text, self.model.tokenizer)
        if not len(pieces.starts):
            raise InputError("the text holds no words")
        one = pair_input(
            pieces,
            pieces.words_of(*actor) if actor else None,
            pieces.words_of(*recipient) if recipient else None,
        )
        scores = self.model.relations([one])[0]
        weights = np.exp(scores - scores.max())
        weights /= weights.sum()
        triggers = {o.type: o for o in reversed(scan(self.model, [text])[0].occurrences)}
        found = []
        for name, weight in zip(self.model.labels.tags["relation"], weights, strict=True):
            trigger = triggers.get(name)
            span = pieces.characters(trigger.trigger) if trigger else None
            found.append(
                Relation(name, round(float(weight), 4),  # type: ignore[arg-type]
                         Span.of(text, *span) if span else None)
            )
        return sorted(found, key=lambda relation: (-relation.score, relation.type))

    def _batch(
        self, waiting: list[Ingested | Failure], errors: Literal["keep", "raise"]
    ) -> list[Record | Failure]:
        good = [one for one in waiting if isinstance(one, Ingested)]
        try:
            outcomes: Iterator[Record | Failure] = iter(self._read(good))
        except Exception:
            # One of them is to blame: each by itself, so that the others are read.
            outcomes = (self._alone(one, errors) for one in good)
        return [one if isinstance(one, Failure) else next(outcomes) for one in waiting]

    def _alone(self, one: Ingested, errors: Literal["keep", "raise"]) -> Record | Failure:
        try:
            return self._read([one])[0]
        except Exception as error:
            if errors == "raise":
                raise
            return Failure(one.document.id, "read", type(error).__name__, str(error))

    def _read(self, sources: list[Ingested]) -> list[Record]:
        """The records of some documents; a very long one is read by its chapters."""
        if all(len(one.document.text) <= CHAPTER for one in sources):
            return self._read_together(sources)
        return [record for one in sources for record in self._read_long(one)]

    def _read_long(self, source: Ingested) -> list[Record]:
        document = source.document
        parts = (
            (start, self._read_together([Ingested(part)])[0])
            for start, part in chapters(document)
            if not is_blank_text(part.text)
        )
        return [joined(document, parts, source.warnings)]

    def _read_together(self, sources: list[Ingested]) -> list[Record]:
        texts = [one.document.text for one in sources]
        named = [find_mentions(text, kinds_of(self.tables)) for text in texts]
        scans = scan(self.model, texts, named=[[(m.start, m.end) for m in one] for one in named])
        outer = [
            statements(one.text, one.pieces, one.quotations, one.attributions, self.model.labels)
            for one in scans
        ]
        nested = with_nested(self.model, scans, outer)
        return [
            self._record(source, one, carried(source.document.text, all_of_them), mentions)
            for source, one, all_of_them, mentions in zip(
                sources, scans, nested, named, strict=True
            )
        ]

    def _record(
        self, source: Ingested, one: Scan, found: list[FoundStatement],
        named: list[FoundMention],
    ) -> Record:
        document = source.document
        text = document.text
        labels = self.model.labels
        found = accused(text, found, named)
        times = find_times(text)
        facts = Facts(
            sentences=[int(one.pieces.starts[w]) for w in np.flatnonzero(one.pieces.layout)],
            times=times, quantities=find_quantities(text, times),
            places=places_in(text, self.tables),
        )
        events = settle(found, [
            found_event(one, happened, found, facts.sentence, labels.tags["status"])
            for happened in one.occurrences
        ])
        mentions = _with_network(text, named, one)
        links = link(document, mentions, parties_of(found, events), self.tables, found)
        stated, happened = records(document, found, events, links, facts)
        return Record(document, links.mentions, links.actors, stated, happened, source.warnings)


def load(
    actors: str | os.PathLike[str] | None = None, *, model: str | os.PathLike[str] | None = None,
    threads: int = 0,
) -> Reader:
    """A reader with the bundled model.

    Args:
        actors: a file of people, groups and states of the user's own field; see
            `communique.resolve.extras`.
        model: a folder with another model.
        threads: windows that may run at once; 0 for as many as there are processors.

    Raises:
        ModelError: the model's files are missing or damaged.
    """
    tables = None
    if actors is not None:
        from communique.resolve.extras import combined, read_actors
        from communique.resolve.tables import builtin

        tables = combined(builtin(), read_actors(Path(actors)))
    return Reader(Model(None if model is None else Path(model), threads), tables)


def _batches(
    documents: Iterable[Readable], errors: Literal["keep", "raise"]
) -> Iterator[list[Ingested | Failure]]:
    """Documents made ready, as many together as are read together."""
    waiting: list[Ingested | Failure] = []
    size = 0
    for number, source in enumerate(documents):
        try:
            one: Ingested | Failure = document_of(source)
        except CommuniqueError as error:
            if errors == "raise":
                if waiting:
                    yield waiting
                raise
            one = Failure(_name(source, number), "ingest", type(error).__name__, str(error))
        waiting.append(one)
        size += len(one.document.text) if isinstance(one, Ingested) else 0
        if size >= _TOGETHER:
            yield waiting
            waiting, size = [], 0
    if waiting:
        yield waiting


def _with_network(text: str, mentions: list[FoundMention], one: Scan) -> list[FoundMention]:
    """The mentions found by rule, and names that only the network saw."""
    taken = [(m.start, m.end) for m in mentions]
    kinds = {"person": "person", "organization": "organization", "place": "place"}
    marks = np.zeros(len(text) + 1, bool)
    for start, end in taken:
        marks[start:end] = True
    added = []
    for first, last, kind in one.mentions:
        start, end = one.pieces.characters((first, last))
        if text[start].isupper() and text[end - 1].isalnum() and not marks[start:end].any():
            added.append(FoundMention(start, end, kinds[kind]))  # type: ignore[arg-type]
    return sorted([*mentions, *added], key=lambda m: (m.start, m.end))


def _name(source: object, number: int) -> str:
    """What a failure calls a document that has no id."""
    given = source.get("id") if isinstance(source, Mapping) else getattr(source, "id", None)
    return str(given) if given else f"document {number + 1}"

