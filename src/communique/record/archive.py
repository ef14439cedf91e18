"""The archive: from one article to a hundred thousand, in one DuckDB file.

Gives `Archive`, the object behind `communique.open` and behind every command and page. It opens
its file when it is first needed, for reading while that is enough, for writing while something is
added; what it finds comes through `queries`, what it adds goes through `runs`.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from communique.errors import ConfigError, InputError
from communique.ingest import MAX_SIZE, ingest
from communique.ingest.sources import Source, Taken, name_of
from communique.record import (
    checks,
    exports,
    imports,
    judgements,
    records,
    runs,
    store,
    tallies,
    views,
)
from communique.record.conditions import What
from communique.record.filters import Filters, Given
from communique.record.judgements import Judgement
from communique.record.queries import Found, Order
from communique.record.rows import ArticleRow, EventRow, Row, StatementRow
from communique.record.workers import ReaderFactory, Reads
from communique.types import Failure, Record

if TYPE_CHECKING:
    import duckdb

DEFAULT = "communique.duckdb"
"""The archive where none is named, in the current folder; COMMUNIQUE_ARCHIVE overrules."""


def default_path() -> Path:
    """The archive that commands use where none is named."""
    return Path(os.environ.get("COMMUNIQUE_ARCHIVE") or DEFAULT)


def shipped_reader(threads: int = 0, actors: str | None = None) -> Reads:
    """The reader that the package ships: what an archive reads with unless told otherwise."""
    from communique.reader import load

    return cast(Reads, load(actors, threads=threads))


class Archive:
    """Records kept in one file, found again, exported.

    Close it, or use it in a `with`: DuckDB lets one process write, and none read beside it.

    >>> with Archive("talks.duckdb") as archive:                         # doctest: +SKIP
    ...     archive.add("articles.jsonl")
    ...     archive.statements(speaker="RUS", force="threaten").to_polars()
    """

    def __init__(
        self, path: str | Path | None = None, *, reader: ReaderFactory = shipped_reader
    ) -> None:
        self.path = Path(path) if path is not None else default_path()
        self._factory = reader
        self._con: duckdb.DuckDBPyConnection | None = None
        self._writes = False
        self._lock = threading.Lock()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Archive({str(self.path)!r})"

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._con is not None:
                self._con.close()
                self._con = None

    # Adding

    def add(
        self,
        *sources: Source,
        actors: str | Path | None = None,
        reader: ReaderFactory | None = None,
        processes: int = 0,
        form: str | None = None,
        published: object = None,
        columns: Mapping[str, str] | None = None,
        max_size: int = MAX_SIZE,
        articles: int = runs.ARTICLES,
        progress: runs.Progress | None = None,
    ) -> runs.Added:
        """Read all articles in `sources` and keep what was found; adding twice adds nothing.

        Args:
            sources: files, folders, patterns, `-`, addresses, open binary files; text, HTML, JSON
                Lines, CSV, Parquet, feeds, WARC and zip files.
            actors: a table of one's own people, groups and states, laid over the shipped ones.
            reader: makes a reader of so many threads; it has to be picklable.
            processes: how many processes read; 0 takes one a core.
            form: what the sources hold where names and first bytes are not to be asked.
            published: the day of publication of articles that bring none.
            columns: names of the sources' fields, by ours: `{"text": "body"}`.
            max_size: the most bytes of text in one article.
            articles: how many articles a batch has: what a kill can lose.
            progress: called with the counts after each batch.

        Raises:
            StoreError: the archive can't be written; all batches before are kept.
        """
        taken = Taken()
        stream = ingest(
            sources, form=form, published=published, columns=columns, max_size=max_size,
            taken=taken,
        )  # fmt: skip
        settings = {"form": form, "published": published, "columns": columns, "max_size": max_size,
                    "actors": actors}  # fmt: skip
        factory = reader or self._factory
        if actors is not None:
            factory = partial(shipped_reader, actors=str(actors))
        plan = runs.Plan(
            factory, processes=processes,
            sources=tuple(name_of(one) for one in sources),
            settings=tuple((key, str(value)) for key, value in settings.items() if value),
            articles=articles, taken=taken,
        )  # fmt: skip
        return runs.run(self.writing(), self.path, stream, plan, progress)

    def keep(self, found: Iterable[Record | Failure], *, reader: str = "") -> runs.Added:
        """Keep records that were read elsewhere (by `Reader.pipe`, or by `spread`)."""
        return runs.keep(self.writing(), self.path, found, reader)

    def import_events(self, path: str | Path, series: str = "icews") -> imports.Brought:
        """Add the events of another series' file, marked as imported; gives the counts."""
        con = self.writing()
        with store.telling(self.path), store.transaction(con):
            return imports.add(con, Path(path), series)

    def judge(
        self, subject: str, object: str | None, *, verdict: bool, person: str, why: str = ""
    ) -> Judgement:
        """Add what a person decided about a thing or a link; nothing is ever overwritten."""
        con = self.writing()
        with store.telling(self.path), store.transaction(con):
            return judgements.add(con, subject, object, verdict, person, why)

    def judgements(self, subject: str | None = None) -> list[Judgement]:
        """What people decided, oldest first; about one thing, or all."""
        with store.telling(self.path):
            return judgements.of(self.reading(), subject)

    # Finding

    def find(
        self, query: str, *, what: What = "statements", order: Order = "best", **filters: Given
    ) -> Found[Row]:
        """What holds all words of `query`, the best first: words, "phrases", -words."""
        return Found(self.reading, what, Filters.of(text=query, **filters), order)

    def statements(self, *, order: Order = "oldest", **filters: Given) -> Found[StatementRow]:
        """Who said what to whom; `filters` as in `Filters`."""
        return Found(self.reading, "statements", Filters.of(**filters), order)

    def events(self, *, order: Order = "oldest", **filters: Given) -> Found[EventRow]:
        """Who did what to whom, imported series included; `filters` as in `Filters`."""
        return Found(self.reading, "events", Filters.of(**filters), order)

    def articles(self, *, order: Order = "oldest", **filters: Given) -> Found[ArticleRow]:
        """The articles; `filters` as in `Filters`."""
        return Found(self.reading, "articles", Filters.of(**filters), order)

    def query(self, what: What, filters: Filters, order: Order = "oldest") -> Found[Row]:
        """What checked filters let through: the way in for pages, API and command line."""
        return Found(self.reading, what, filters, order)

    # Single things

    def record(self, document: str) -> Record:
        """Everything that was read in one article.

        Raises:
            NotFound: the archive has no such article.
        """
        with store.telling(self.path):
            found = records.record(self.reading(), document)
        if found is None:
            raise store.not_found("article", document)
        return found

    def records(self, documents: Iterable[str] | None = None) -> Iterator[Record]:
        """The records of some articles, or of all, by id."""
        con = self.reading()
        wanted = records.ids(con) if documents is None else list(documents)
        yield from records.records(con, wanted)

    def statement(self, id: str) -> views.StatementView:
        """One statement with the sentences around it, its article, and other reports of it.

        Raises:
            NotFound: the archive has no such statement.
        """
        with store.telling(self.path):
            return views.statement(self, id)

    def event(self, id: str) -> views.EventView:
        """One event with the sentences around it and its article.

        Raises:
            NotFound: the archive has no such event.
        """
        with store.telling(self.path):
            return views.event(self, id)

    def actor(self, key: str) -> views.ActorView:
        """One actor: names, offices over time, what they said and did.

        Raises:
            NotFound: the archive has no such actor.
        """
        with store.telling(self.path):
            return views.actor(self, key)

    def dyad(self, one: str, other: str, **filters: Given) -> views.DyadView:
        """What two sides said and did to each other, with counts by month and quad."""
        with store.telling(self.path):
            return views.dyad(self, one, other, Filters.of(**filters))

    def countries(self) -> list[str]:
        """The countries whose speakers are heard, in the order of the alphabet."""
        with store.telling(self.path):
            return views.countries(self.reading())

    def counts(self) -> dict[str, int]:
        """How many articles, copies, statements, events, actors and failures there are."""
        with store.telling(self.path):
            return views.counts(self.reading())

    def state(self) -> str:
        """What names the archive as it is now: it changes with all that is added, imported and
        judged, so that an answer found before holds for as long as it stays the same."""
        with store.telling(self.path):
            return views.state(self.reading())

    def roster(self) -> str:
        """The SQL of everybody who is named, once: key, name, kind, country, sector, articles."""
        with store.telling(self.path):
            return tallies.roster(self.reading())

    def sql(self, query: str, values: Iterable[object] = ()) -> list[tuple[object, ...]]:
        """The rows of a query of one's own; the tables are in the codebook."""
        import duckdb

        try:
            with store.telling(self.path):
                return self.reading().execute(query, list(values)).fetchall()
        except duckdb.Error as error:
            raise InputError(str(error).splitlines()[0], "codebook.md names the columns") from error

    # The whole

    def verify(self) -> checks.Report:
        """Re-derive ids and offsets; says what does not hold."""
        with store.telling(self.path):
            return checks.verify(self.reading())

    def export(self, folder: str | Path, format: str = "parquet") -> list[Path]:
        """Write the archive to files of a format; gives their paths."""
        if format not in exports.FORMATS:
            raise ConfigError(f"no format {format!r}", "one of " + ", ".join(exports.FORMATS))
        with store.telling(self.path):
            return exports.write(self, Path(folder), format)

    # The file

    def reading(self) -> duckdb.DuckDBPyConnection:
        """A cursor for reading; opens the file if need be."""
        return self._connected(write=False).cursor()

    def writing(self) -> duckdb.DuckDBPyConnection:
        """A cursor for writing; takes the file for this process alone."""
        return self._connected(write=True).cursor()

    def _connected(self, *, write: bool) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if self._con is not None and write and not self._writes:
                self._con.close()
                self._con = None
            if self._con is None:
                self._con = store.connect(self.path, write=write)
                self._writes = write
            return self._con


def open_archive(
    path: str | Path | None = None, *, reader: ReaderFactory = shipped_reader
) -> Archive:
    """The archive at `path`, or the default one: `communique.open`."""
    return Archive(path, reader=reader)
