"""The archive with what is followed in it: ledger, relations, agreements, comparisons.

Gives `Archive`, the record's archive with the verbs of this folder, and `open_archive`. The ledger
is made once for each archive object and kept up with what is added to the file: new articles cost
by themselves, not by all. Everything is reckoned from the record; people's judgements are
replayed over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from communique.errors import InputError
from communique.follow.agreements import Agreement, find
from communique.follow.entries import Entry, Wanted, select
from communique.follow.judgements import Ruling
from communique.follow.ledger import Ledger
from communique.follow.outlets import Comparison, compare, scare_quotes
from communique.follow.pairs import acts, read_by_day
from communique.follow.positions import Dispute, Position, disputes, positions
from communique.follow.relations import By, Series, series
from communique.follow.rows import Said, rows_of
from communique.record import archive as record_archive
from communique.record import store
from communique.record.judgements import Judgement
from communique.record.workers import ReaderFactory

if TYPE_CHECKING:
    import pandas
    import polars

Names = str | Iterable[str] | None


@dataclass(frozen=True, slots=True)
class Entries(Sequence[Entry]):
    """Entries of the ledger, as a list and as tables."""

    found: tuple[Entry, ...]
    left_out: dict[str, str]

    def __getitem__(self, at: Any) -> Any:
        return self.found[at]

    def __len__(self) -> int:
        return len(self.found)

    def to_dicts(self) -> list[dict[str, object]]:
        """The contract's JSON objects."""
        return [one.to_dict() for one in self.found]

    def to_rows(self) -> list[dict[str, object]]:
        """Flat rows, one an undertaking."""
        return [one.to_row() for one in self.found]

    def to_polars(self) -> polars.DataFrame:
        """The rows as a polars data frame."""
        import polars

        return polars.DataFrame(self.to_rows(), infer_schema_length=None)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas data frame."""
        import pandas

        return pandas.DataFrame(self.to_rows())


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds what of some agreements, oldest first, and where two sides contradict."""

    agreements: tuple[Agreement, ...]
    positions: tuple[Position, ...]
    disputes: tuple[Dispute, ...]

    def to_dict(self) -> dict[str, object]:
        return {
            "agreements": [
                {"key": one.key, "name": one.name, "date": one.day or None,
                 "parties": list(one.parties), "source": one.source}
                for one in self.agreements
            ],
            "positions": [one.to_dict() for one in self.positions],
            "disputes": [one.to_dict() for one in self.disputes],
        }  # fmt: skip


class Archive(record_archive.Archive):
    """Records kept in one file, found again, followed over time.

    >>> with Archive("talks.duckdb") as archive:                         # doctest: +SKIP
    ...     archive.ledger(by="RUS", to="GBR", state="open").to_polars()
    """

    _kept: Ledger | None = None
    _token: tuple[object, ...] = ()

    def __enter__(self) -> Self:
        return self

    def ledger(
        self, *, by: Names = None, to: Names = None, state: Names = None, kind: Names = None,
        since: str | None = None, until: str | None = None, least: float = 0.0,
        now: str | None = None,
    ) -> Entries:  # fmt: skip
        """Undertakings and what came of them.

        Args:
            by: who made them: a state's letters, a key, a part of a name; several with commas.
            to: to whom, or who is to act.
            state: open, met, partly met, contradicted, refused, withdrawn, lapsed.
            kind: promise, threaten, demand, offer, refuse, deny.
            since: said on or after.
            until: said on or before.
            least: the least score.
            now: as of which day; the articles' last one if None.

        Raises:
            InputError: a state, kind or day that there is none of.
        """
        wanted = Wanted(
            _several(by), _several(to), _several(state), _several(kind), since, until, least
        )
        ledger = self.kept()
        return Entries(tuple(select(ledger.entries(now), wanted)), dict(ledger.left_out))

    def undertaking(self, id: str) -> Entry:
        """One undertaking, by its id or that of any of its statements.

        Raises:
            NotFound: the ledger has none.
        """
        ledger = self.kept()
        now = ledger.now
        for one in ledger.undertakings():
            ids = {name for p in one.proposals for name in (p.id, p.said.id)}
            if now is not None and (id in ids or any(name.endswith(id) for name in ids if len(id) > 7)):
                return ledger.entry(one, now)
        raise store.not_found("undertaking", id)

    def judge_link(
        self, undertaking: str, evidence: str, *, verdict: bool, person: str, why: str = ""
    ) -> Judgement:
        """Decide whether a piece of evidence bears on an undertaking; replayed from now on.

        Raises:
            NotFound: the ledger has no such undertaking, or no such link.
        """
        entry = self.undertaking(undertaking)
        known = {link.evidence for link in entry.course.links}
        ids = [one for one in known if one == evidence or one.endswith(evidence)]
        if len(ids) != 1:
            raise store.not_found("link of this undertaking with evidence", evidence)
        made = self.judge(entry.id, ids[0], verdict=verdict, person=person, why=why)
        self._token = ()
        return made

    def relations(
        self, one: str, other: str, *, by: By = "month", since: str | None = None,
        until: str | None = None, origin: str = "read",
    ) -> Series:  # fmt: skip
        """The relations of two sides; `origin` names an imported series instead of our own."""
        if one == other:
            raise InputError(f"{one} and {other} are one side", "name two: RUS GBR")
        found = acts(self, one, other, origin)
        read = read_by_day(self) if origin == "read" else None
        return series(found, one, other, by=by, since=since, until=until, read=read, origin=origin)

    def agreements(self, name: str | None = None) -> Held:
        """Who holds what of the agreements that a name may mean, or of all that are named.

        Raises:
            NotFound: none has such a name; the hint offers close ones.
        """
        held = sorted(self._positions(), key=lambda one: one.order)
        named = tuple(dict.fromkeys(one.agreement for one in held))
        wanted = named if name is None else find(name, [a for a in named if a.source == "words"])
        keys = {one.key for one in wanted}
        kept = tuple(one for one in held if one.agreement.key in keys)
        shown = {one.agreement.key for one in kept}
        return Held(tuple(a for a in wanted if a.key in shown or name), kept, tuple(disputes(kept)))

    def compare(self, statement: str) -> Comparison:
        """The same words across outlets, and what each puts in scare quotes about them.

        Raises:
            NotFound: the archive has no such statement.
        """
        row = self.statement(statement).row
        query = _query(row.text)
        near = self.statements(text=query, copies=True) if query else ()
        ids = dict.fromkeys([row.document, *(one.document for one in near)])
        candidates = list(self._said(ids))
        ours = next(said for said in candidates if said.id == row.id)
        compared = compare(ours, candidates)
        documents = [one.said.article.id for one in compared.reports]
        scares = tuple(
            scare for record in self.records(documents)
            for scare in scare_quotes(record.document, record.statements)
        )  # fmt: skip
        return Comparison(compared.reports, scares)

    def kept(self) -> Ledger:
        """The ledger of the file as it is now."""
        with store.telling(self.path):
            token = self.sql("SELECT count(*), bit_xor(hash(id, sha256)) FROM documents")[0]
            copies = {str(a): str(b) for a, b in self.sql("SELECT document, first FROM copies")}
            full = (*token, hash(frozenset(copies.items())), self._judged())
        if self._kept is not None and full == self._token:
            return self._kept
        ledger = self._kept
        ids = [str(row[0]) for row in self.sql("SELECT id FROM documents ORDER BY id")]
        if ledger is None or not set(ledger.articles) | set(ledger.left_out) <= set(ids):
            ledger = Ledger()
        fresh = [id for id in ids if id not in ledger.articles and id not in ledger.left_out]
        for record in self.records(fresh):
            ledger.add(record, copies.get(record.document.id))
        ledger.rule(_rulings(self.judgements()))
        self._kept, self._token = ledger, full
        return ledger

    def _judged(self) -> int:
        return int(str(self.sql("SELECT count(*) FROM judgements")[0][0]))

    def _said(self, documents: Iterable[str]) -> Iterator[Said]:
        copies = {str(a): str(b) for a, b in self.sql("SELECT document, first FROM copies")}
        for record in self.records(list(documents)):
            rows = rows_of(record, copies.get(record.document.id))
            yield from rows.said if rows else ()

    def _positions(self) -> Iterator[Position]:
        for record in self.records():
            rows = rows_of(record)
            if rows:
                yield from positions(record.document.text, rows.said)


def open_archive(
    path: str | Path | None = None,
    *,
    reader: ReaderFactory = record_archive.shipped_reader,
) -> Archive:
    """The archive at `path`, or the default one: `communique.open`."""
    return Archive(path, reader=reader)


def _rulings(found: Iterable[Judgement]) -> Iterator[Ruling]:
    for one in found:
        if one.object is not None:
            yield Ruling(one.at, one.person, one.subject, one.object, one.verdict, one.why or "")


def _several(names: Names) -> tuple[str, ...]:
    if names is None:
        return ()
    given = names.split(",") if isinstance(names, str) else names
    return tuple(one.strip() for one in given if one.strip())


def _query(text: str) -> str:
    """The rarest words of a statement, as a query: the longest are the least frequent."""
    import re

    words = sorted(set(re.findall(r"[A-Za-z]{5,}", text)), key=lambda one: (-len(one), one))
    return " ".join(words[:3])


__all__ = ["Archive", "Entries", "Held", "open_archive"]
