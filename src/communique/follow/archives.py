"""The archive with what is followed in it: ledger, relations, agreements, comparisons.

Gives `Archive`, the record's archive with the verbs of this folder, and `open_archive`. The ledger
is kept in the file and brought up to date when it is first asked after articles were added: new
articles cost by themselves, not by all. Everything is reckoned from the record; people's
judgements are replayed over it.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from communique.errors import InputError, NotFound, StoreError
from communique.follow import keepings, listings, verdicts
from communique.follow.days import Days, days_of
from communique.follow.entries import Entry, Wanted
from communique.follow.identities import Identities
from communique.follow.ledger import in_force
from communique.follow.listings import Entries
from communique.follow.outlets import Comparison, compare, scare_quotes
from communique.follow.packing import unpack
from communique.follow.pairs import acts, read_by_day
from communique.follow.positions import Dispute, Position, disputes
from communique.follow.relations import By, Series, series
from communique.follow.rows import Said, rows_of
from communique.record import archive as record_archive
from communique.record import ledgers, store
from communique.record.judgements import Judgement
from communique.record.workers import ReaderFactory
from communique.resolve.agreements import Agreement, find

if TYPE_CHECKING:
    from communique.record.ledgers import Connection

Names = str | Iterable[str] | None
PATIENCE = 5.0  # seconds to wait for others to let go of the file


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

    _seen: Connection | None = None

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
            self._sides(by), self._sides(to), _several(state), _several(kind), since, until, least
        )
        con = self._followed()
        last, left_out = _last_day(con), _left_out(con)
        asked = days_of(now) if now else last
        if asked is None and now:
            raise InputError(f"{now!r} is not a date", "a year, month or day: 2022-02-10")
        if asked is None:
            return Entries((), left_out, lambda ids: [])
        if asked != last:
            return self._as_of(con, wanted, asked, left_out)
        ids = listings.chosen(con, wanted, asked)
        return Entries(
            ids, left_out, lambda some: self._entries(some, asked),
            lambda some: [_flat(one) for one in listings.rows_of(self.reading(), some)],
            lambda some: listings.heads(self.reading(), some),
        )  # fmt: skip

    def ledger_counts(
        self, *, by: Names = None, to: Names = None, since: str | None = None,
        until: str | None = None,
    ) -> tuple[Counter[str], Counter[str]]:  # fmt: skip
        """How many undertakings of each state and of each kind there are."""
        wanted = Wanted(self._sides(by), self._sides(to), (), (), since, until)
        con = self._followed()
        now = _last_day(con)
        return listings.counted(con, wanted, now) if now else (Counter(), Counter())

    def candidates(self, *, by: Names = None, to: Names = None, kind: Names = None) -> Entries:
        """Undertakings with links that wait for a person's judgement, the surest first."""
        wanted = Wanted(self._sides(by), self._sides(to), (), _several(kind))
        con = self._followed()
        now = _last_day(con)
        ids = listings.awaiting(con, wanted, now) if now else []
        return Entries(ids, {}, lambda some: self._entries(some, now) if now else [])

    def undertaking(self, id: str) -> Entry:
        """One undertaking, by its id or that of any of its statements.

        Raises:
            NotFound: the ledger has none.
        """
        con = self._followed()
        now, home = _last_day(con), listings.identified(con, id)
        if now is None or home is None:
            raise NotFound(f"the ledger has no undertaking {id}", "communique ledger lists them with ids")
        return self._entries([home], now)[0]

    def judge_link(
        self, undertaking: str, evidence: str, *, verdict: bool, person: str, why: str = ""
    ) -> Judgement:
        """Decide whether a piece of evidence bears on an undertaking; replayed from now on.

        Raises:
            NotFound: the ledger has no such undertaking, or no such link.
        """
        made = verdicts.judge_link(self, undertaking, evidence, verdict, person, why)
        self.follow()
        return made

    def judge_actors(
        self, one: str, other: str | None = None, *, same: bool, person: str, why: str = "",
        within: Sequence[str] = (),
    ) -> list[Judgement]:  # fmt: skip
        """Decide that two actors are one, or that one is two; replayed from now on.

        Args:
            one: an actor's key or whole name.
            other: who it is (`same`), or is not; may be left out where articles are named.
            within: articles in which alone that holds; without `other` it is somebody else there.

        Raises:
            NotFound: the archive knows no such actor, or not in such an article.
            InputError: a name that several have, or a pair that is one by way of others.
        """
        made = verdicts.judge_actors(self, one, other, same, person, why, within)
        self.follow()
        return made

    def identities(self) -> Identities:
        """The actors that people judged to be one, or to be two, as they stand now."""
        rulings = list(verdicts.rulings_of(self.judgements()))
        with store.telling(self.path):
            return keepings.judged_actors(self.reading(), rulings)

    def relations(
        self, one: str, other: str, *, by: By = "month", since: str | None = None,
        until: str | None = None, origin: str = "read",
    ) -> Series:  # fmt: skip
        """The relations of two sides; `origin` names an imported series instead of our own."""
        if one == other:
            raise InputError(f"{one} and {other} are one side", "name two: RUS GBR")
        found = acts(self, one, other, origin, self.identities())
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

    def reach(self) -> tuple[list[str], dict[str, str]]:
        """The days of the articles that are followed, in order, and the articles left out."""
        con = self._followed()
        days = ledgers.rows(con, "SELECT day FROM ledger.articles WHERE day IS NOT NULL ORDER BY first, last")
        return [str(one[0]) for one in days], _left_out(con)

    def followed(self) -> bool:
        """Whether the ledger knows all articles and judgements as they are now."""
        if self._con is not None and self._con is self._seen and not self._writes:
            return True  # while it is open for reading nobody writes
        with store.telling(self.path):
            con = self.reading()
            (row,) = con.execute("SELECT count(object) FROM judgements").fetchall()
            current = not keepings.stale(con, int(row[0]))
        self._seen = self._con if current else None
        return current

    def follow(self) -> None:
        """Bring the kept ledger up to date; takes the file for writing, if only for that."""
        wrote = self._writes and self._con is not None
        con = self._patiently_writing()
        with store.telling(self.path):
            keepings.update(con, self.records, list(verdicts.rulings_of(self.judgements())))
        if not wrote:
            self.close()  # others may read again

    def _patiently_writing(self) -> Connection:
        """A cursor for writing; a reading room lets go of the file when it has been idle a second."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self.writing()
            except StoreError as error:
                if " is in use by " not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def _sides(self, names: Names) -> tuple[str, ...]:
        """Names of sides; of a key that was judged to be another's, that other."""
        several = _several(names)
        judged = self.identities() if several and self.path.exists() else Identities()
        return tuple(judged.key(one) for one in several)

    def _followed(self) -> Connection:
        """A connection on which the ledger is up to date."""
        if not self.followed():
            self.follow()
        return self.reading()

    def _entries(self, ids: Sequence[str], now: Days) -> list[Entry]:
        with store.telling(self.path):
            rulings = in_force(verdicts.rulings_of(self.judgements()))
            return listings.entries(self.reading(), ids, rulings, now)

    def _as_of(
        self, con: Connection, wanted: Wanted, now: Days, left_out: dict[str, str]
    ) -> Entries:
        """The ledger as of another day than the last: told anew from what was known by then."""
        ids = listings.chosen(con, replace(wanted, state=()), now)
        found = [
            one for at in range(0, len(ids), 500) for one in self._entries(ids[at : at + 500], now)
            if not wanted.state or one.course.state in wanted.state
        ]  # fmt: skip
        known = {one.id: one for one in found}
        return Entries([one.id for one in found], left_out, lambda some: [known[id] for id in some])

    def _said(self, documents: Iterable[str]) -> Iterator[Said]:
        copies = {str(a): str(b) for a, b in self.sql("SELECT document, first FROM copies")}
        judged = self.identities()
        for record in self.records(list(documents)):
            rows = rows_of(record, copies.get(record.document.id))
            yield from judged.rows(rows).said if rows else ()

    def _positions(self) -> Iterator[Position]:
        for row in ledgers.rows(self._followed(), "SELECT body FROM ledger.positions"):
            yield unpack(Position, str(row[0]))


def open_archive(
    path: str | Path | None = None,
    *,
    reader: ReaderFactory = record_archive.shipped_reader,
) -> Archive:
    """The archive at `path`, or the default one: `communique.open`."""
    return Archive(path, reader=reader)


def _last_day(con: Connection) -> Days | None:
    about = ledgers.about(con)
    return days_of(about[1]) if about else None


def _left_out(con: Connection) -> dict[str, str]:
    rows = ledgers.rows(con, "SELECT document FROM ledger.articles WHERE day IS NULL ORDER BY 1")
    return {str(one[0]): "has no date that can be understood" for one in rows}


def _flat(row: dict[str, Any]) -> dict[str, object]:
    return {key: value for key, value in row.items() if key not in ("maker_key", "to_keys", "times")}


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
