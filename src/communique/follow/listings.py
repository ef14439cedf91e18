"""Questions to the kept ledger: which undertakings, how many of each state, what waits for a person.

Takes a connection on which the ledger is up to date and what is wanted, gives ids and flat rows as
the tables have them; whole entries are put together only for those that are looked at. As of
another day than the last everything is told anew from the kept links.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast, overload

from communique.follow.accounts import entries_of
from communique.follow.days import Days, days_of
from communique.follow.entries import Entry, Wanted
from communique.follow.judgements import Ruling
from communique.follow.packing import unpack
from communique.follow.proposals import Proposal
from communique.follow.states import Change, Course, State
from communique.follow.undertakings import Undertaking
from communique.record import ledgers

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas
    import polars

    from communique.record.ledgers import Connection

Rulings = dict[tuple[str, str], Ruling]
_ORDER = "ORDER BY e.said_first, e.said_last, e.document, e.start, e.id"
TOGETHER = 500  # entries that are put together at once


class Entries(Sequence[Entry]):
    """Entries of the ledger, put together when they are looked at; as a list and as tables."""

    def __init__(
        self, ids: Sequence[str], left_out: dict[str, str],
        fetch: Callable[[Sequence[str]], list[Entry]],
        rows: Callable[[Sequence[str]], list[dict[str, Any]]] | None = None,
        heads: Callable[[Sequence[str]], list[Entry]] | None = None,
    ) -> None:  # fmt: skip
        self.ids = tuple(ids)
        self.left_out = left_out
        self._fetch = fetch
        self._rows = rows
        self._heads = heads

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> list[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | list[Entry]:
        if isinstance(at, slice):
            return self._fetch(self.ids[at])
        return self._fetch([self.ids[at]])[0]

    def heads(self, at: slice) -> list[Entry]:
        """Some entries without their evidence, as a list shows them."""
        return self._heads(self.ids[at]) if self._heads else self._fetch(self.ids[at])

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Entry]:
        for at in range(0, len(self.ids), TOGETHER):
            yield from self._fetch(self.ids[at : at + TOGETHER])

    def to_dicts(self) -> list[dict[str, object]]:
        """The contract's JSON objects."""
        return [one.to_dict() for one in self]

    def to_rows(self) -> list[dict[str, object]]:
        """Flat rows, one an undertaking."""
        if self._rows is not None:
            return self._rows(self.ids)
        return [one.to_row() for one in self]

    def to_polars(self) -> polars.DataFrame:
        """The rows as a polars data frame."""
        import polars

        return polars.DataFrame(self.to_rows(), infer_schema_length=None)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas data frame."""
        import pandas

        return pandas.DataFrame(self.to_rows())


def chosen(con: Connection, wanted: Wanted, now: Days) -> list[str]:
    """The ids of the undertakings that are wanted, in the order in which they were said."""
    where, values = _where(wanted, now)
    return [str(one[0]) for one in ledgers.rows(
        con, f"SELECT e.id FROM ledger.entries e WHERE {where} {_ORDER}", values)]  # fmt: skip


def counted(
    con: Connection, wanted: Wanted, now: Days
) -> tuple[Counter[str], Counter[str]]:
    """How many undertakings of each state and of each kind are wanted."""
    where, values = _where(wanted, now)
    rows = ledgers.rows(con, "SELECT e.state, e.kind, count(*) FROM ledger.entries e"
                        f" WHERE {where} GROUP BY e.state, e.kind", values)  # fmt: skip
    states: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for state, kind, many in rows:
        states[str(state)] += int(many)
        kinds[str(kind)] += int(many)
    return states, kinds


def rows_of(con: Connection, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Undertakings as flat rows, in the order asked for."""
    found = {str(id): json.loads(head) for id, head in ledgers.rows(
        con, "SELECT id, head FROM ledger.entries WHERE id IN (SELECT unnest(?::VARCHAR[]))",
        [list(ids)])}  # fmt: skip
    return [found[id] for id in ids if id in found]


def awaiting(con: Connection, wanted: Wanted, now: Days) -> list[str]:
    """The ids of undertakings with candidates that nobody judged, the surest first."""
    where, values = _where(wanted, now)
    return [str(one[0]) for one in ledgers.rows(
        con, f"SELECT e.id FROM ledger.entries e WHERE {where} AND e.waits > 0"
        " ORDER BY e.waits DESC, e.id", values)]  # fmt: skip


def heads(con: Connection, ids: Sequence[str]) -> list[Entry]:
    """Undertakings with their state as it is kept, without what it rests on: for lists."""
    states = {str(id): (str(state), str(since)) for id, state, since in ledgers.rows(
        con, "SELECT id, state, since FROM ledger.entries WHERE id IN (SELECT unnest(?::VARCHAR[]))",
        [list(ids)])}  # fmt: skip
    words: dict[str, list[Proposal]] = {id: [] for id in ids}
    for home, body in ledgers.rows(con, "SELECT undertaking, body FROM ledger.proposals WHERE"
                                   " undertaking IN (SELECT unnest(?::VARCHAR[]))", [list(ids)]):  # fmt: skip
        words[str(home)].append(unpack(Proposal, str(body)))
    found = []
    for id in ids:
        state, since = states[id]
        day = days_of(since)
        assert day is not None
        change = Change(cast(State, state), day, (), "")
        several = tuple(sorted(words[id], key=lambda p: p.order))
        found.append(Entry(Undertaking(several), Course((change,), ())))
    return found


def identified(con: Connection, id: str) -> str | None:
    """The undertaking of that id, or of that statement's id, or of their last letters."""
    tail = id if len(id) > 7 else "-"
    rows = ledgers.rows(
        con, "SELECT undertaking FROM ledger.proposals WHERE id = $1 OR said = $1"
        " UNION ALL SELECT undertaking FROM ledger.proposals"
        " WHERE suffix(id, $2) OR suffix(said, $2) ORDER BY 1 LIMIT 1", [id, tail])  # fmt: skip
    return str(rows[0][0]) if rows else None


def entries(
    con: Connection, ids: Sequence[str], rulings: Rulings, now: Days
) -> list[Entry]:
    """Whole entries as of a day, in the order asked for."""
    return [entry for entry, _ in entries_of(con, ids, rulings, now)]


def _where(wanted: Wanted, now: Days) -> tuple[str, list[object]]:
    parts = ["e.said_first <= ?"]
    given: list[object] = [now.last.isoformat()]
    for role, names in (("by", wanted.by), ("to", wanted.to)):
        if names:
            several = " OR ".join(_IS for _ in names)
            parts.append("EXISTS (SELECT 1 FROM ledger.sides s WHERE s.entry = e.id"
                         f" AND s.role = '{role}' AND ({several}))")  # fmt: skip
            given += [name for one in names for name in _named(one)]
    for column, choice in (("state", wanted.state), ("kind", wanted.kind)):
        if choice:
            parts.append(f"e.{column} IN (SELECT unnest(?::VARCHAR[]))")
            given.append(list(choice))
    first, last = days_of(wanted.since), days_of(wanted.until)
    if first is not None:
        parts.append("e.said_last >= ?")
        given.append(first.first.isoformat())
    if last is not None:
        parts.append("e.said_first <= ?")
        given.append(last.last.isoformat())
    parts.append("e.score >= ?")
    given.append(wanted.least)
    return " AND ".join(parts), given


# Three capitals are a state's letters, or the name of a body; else a key or a part of a name.
_IS = ("(CASE WHEN ? THEN s.country = ? OR s.body = ? OR s.name = ? ELSE s.key = ? OR s.body = ?"
       " OR contains(lower(s.name), lower(?)) OR lower(s.country) = lower(?) END)")  # fmt: skip


def _named(name: str) -> list[object]:
    return [len(name) == 3 and name.isupper(), *[name] * 7]


__all__ = ["Entries", "awaiting", "chosen", "counted", "entries", "heads", "identified", "rows_of"]
