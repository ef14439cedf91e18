"""The ledger in the archive's file: brought up to date by what is new, asked without making it anew.

Takes a connection that may write and the articles' records, keeps rows, links and states in the
tables of `record.ledgers`. A new article is weighed against what it meets, and only undertakings
that it concerns (or whose time has passed) are told anew. Whatever changes the rules of this
folder makes everything anew; people's judgements are replayed in either case.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from communique.follow.accounts import entries_of, roles, row_of
from communique.follow.days import Days, days_of
from communique.follow.identities import Identities, concerned, identities
from communique.follow.judgements import Ruling
from communique.follow.ledger import in_force, items_of, last_day
from communique.follow.meetings import (
    Item,
    item_keys,
    proposal_keys,
    reach_of_item,
    reach_of_proposal,
    shifted,
    span_of,
    weighed,
)
from communique.follow.packing import pack, unpack
from communique.follow.pairs import claim_in
from communique.follow.positions import positions
from communique.follow.proposals import Proposal, proposals_of
from communique.follow.rows import Done, Rows, Said, rows_of
from communique.follow.sides import Side, side_of
from communique.follow.undertakings import SAME_WORDS_DAYS, bucket_of, homes
from communique.record import ledgers, store
from communique.types import Actor, Record

if TYPE_CHECKING:
    from communique.record.ledgers import Connection

Records = Callable[[Sequence[str]], Iterable[Record]]


# Modules that only ask what is kept, or reckon beside it: a change there makes nothing anew.
ASKING = frozenset({
    "archives.py", "briefs.py", "changes.py", "listings.py", "outlets.py", "relations.py",
    "watches.py", "wordings.py",
})  # fmt: skip


@cache
def rules() -> str:
    """A mark of the rules in force: of this folder's text and the table of fulfilment."""
    found = hashlib.sha256()
    folder = resources.files("communique")
    for part in sorted((folder / "follow").iterdir(), key=lambda one: one.name):
        if part.name.endswith(".py") and part.name not in ASKING:
            found.update(part.read_bytes())
    found.update((folder / "data" / "fulfilment.tsv").read_bytes())
    return found.hexdigest()[:16]


def stale(con: Connection, rulings: int) -> bool:
    """Whether articles, judgements, rules or days have come that the kept ledger doesn't know."""
    about = ledgers.about(con)
    if about is None or about[0] != rules() or about[2] != rulings:
        return True
    now = _now(con)
    return not ledgers.current(con) or (now.text if now else "") != about[1]


def update(con: Connection, records: Records, rulings: Sequence[Ruling]) -> None:
    """Bring the kept ledger up to date, some hundred articles a transaction."""
    about = ledgers.about(con)
    if about is None or about[0] != rules():
        with store.transaction(con):
            ledgers.lay_out(con, rules())
        about = (rules(), "", 0)
    ruled = in_force(rulings)
    gone, fresh = ledgers.changed(con)
    anew = _judged_anew(con, rulings, about[2])
    gone, fresh = sorted({*gone, *(id for id, _ in anew)}), sorted({*fresh, *anew})
    judged = judged_actors(con, rulings)
    touched = {one.subject for one in rulings} if about[2] != len(rulings) else set()
    for at in range(0, max(len(fresh), 1), ledgers.STRETCH):
        part = fresh[at : at + ledgers.STRETCH]
        last = at + ledgers.STRETCH >= len(fresh)
        with store.transaction(con):
            stretch = _Stretch(con, ruled, judged)
            if gone:
                stretch.forget(gone)
                gone = []
            stretch.follow(records([id for id, _ in part]), dict(part), _copies(con))
            stretch.renew(touched if last else set(), about[1])
            now = _now(con)
            about = (about[0], now.text if now else "", about[2])
            ledgers.mark(con, about[1], len(rulings) if last else -1)


def judged_actors(con: Connection, rulings: Sequence[Ruling]) -> Identities:
    """What people judged of actors, with the sides that were read for them."""
    def known(key: str) -> Side | None:
        rows = ledgers.rows(
            con, "SELECT name, country, sector, kind, office FROM actors WHERE key = ? GROUP BY ALL"
            " ORDER BY count(*) DESC, country NULLS LAST, name, sector, kind, office LIMIT 1", [key])  # fmt: skip
        for name, country, sector, kind, office in rows:
            return side_of(Actor(key, name, kind, country, sector, office))
        return None

    return identities(rulings, known)


def _judged_anew(
    con: Connection, rulings: Sequence[Ruling], known: int
) -> list[tuple[str, str]]:
    """Followed articles, with their marks, in which somebody is met who was judged since."""
    fresh = sorted(rulings, key=lambda one: one.at)[max(known, 0) :]
    keys = concerned(rulings, fresh)
    rows = ledgers.rows(
        con, "SELECT document, mark FROM ledger.articles WHERE document IN (SELECT document"
        " FROM actors WHERE key IN (SELECT unnest(?::VARCHAR[])))", [sorted(keys)]) if keys else []
    return [(str(id), str(mark)) for id, mark in rows]


def _copies(con: Connection) -> dict[str, str]:
    return {str(a): str(b) for a, b in ledgers.rows(
        con, "SELECT document, min(first) FROM copies GROUP BY document")}  # fmt: skip


def _now(con: Connection) -> Days | None:
    found = ledgers.rows(con, "SELECT DISTINCT day FROM ledger.articles WHERE day IS NOT NULL")
    return last_day(day for one in found if (day := days_of(str(one[0]))))


@dataclass(slots=True)
class _Stretch:
    """Some articles on their way into the tables, and which undertakings they concern."""

    con: Connection
    rulings: dict[tuple[str, str], Ruling]
    judged: Identities
    dirty: set[str] = field(default_factory=set)  # proposals whose links changed
    again: dict[str, str] = field(default_factory=dict)  # buckets to be joined anew, since when

    def forget(self, documents: Sequence[str]) -> None:
        """Take articles out, and see to what they had to do with."""
        rows = ledgers.rows(self.con, "SELECT DISTINCT proposal FROM ledger.links WHERE told_in IN"
                            " (SELECT unnest(?::VARCHAR[]))", [list(documents)])  # fmt: skip
        self.dirty |= {str(one[0]) for one in rows}
        for bucket, first in ledgers.rows(
            self.con, "SELECT bucket, min(first) FROM ledger.proposals WHERE document IN"
            " (SELECT unnest(?::VARCHAR[])) GROUP BY bucket", [list(documents)]):  # fmt: skip
            self._since(str(bucket), str(first))
        ledgers.forget(self.con, documents)

    def follow(self, found: Iterable[Record], marks: dict[str, str], copies: dict[str, str]) -> None:
        """Add articles: their rows, and the links with what they meet."""
        items: list[Item] = []
        proposals: list[Proposal] = []
        sheets: dict[str, list[Sequence[object]]] = defaultdict(list)
        for record in found:
            id = record.document.id
            rows = rows_of(record, copies.get(id))
            day = rows.article.day if rows else None
            sheets["articles"].append((
                id, marks[id], day.first.isoformat() if day else None,
                day.last.isoformat() if day else None, day.text if day else None,
            ))  # fmt: skip
            if rows:
                rows = self.judged.rows(rows)
                items += items_of(rows)
                proposals += (_slim(one) for one in proposals_of(rows))
                _held(sheets, record, rows)
        for item in items:
            _offer(sheets, item)
        for one in proposals:
            _want(sheets, one)
            self._since("|".join(map(str, bucket_of(one))), one.day.first.isoformat())
        self._weigh(sheets, items, proposals)
        for table, lines in sheets.items():
            ledgers.add(self.con, table, lines)

    def _since(self, bucket: str, day: str) -> None:
        self.again[bucket] = min(day, self.again.get(bucket, day))

    def _weigh(
        self, sheets: dict[str, list[Sequence[object]]], items: list[Item],
        proposals: list[Proposal],
    ) -> None:  # fmt: skip
        """New deeds with all words that they meet, new words with the older deeds."""
        offered: dict[str, list[Item]] = defaultdict(list)
        wanted: dict[str, list[Proposal]] = defaultdict(list)
        old_words = [unpack(Proposal, body) for _, body in ledgers.met(
            self.con, "proposals", _reach((item_keys(one), reach_of_item(one)) for one in items)
        )]  # fmt: skip
        old_items = [_item(body) for _, body in ledgers.met(
            self.con, "items",
            _reach((proposal_keys(one), reach_of_proposal(one)) for one in proposals),
        )]  # fmt: skip
        for one in (*old_words, *proposals):
            for key in proposal_keys(one):
                wanted[key].append(one)
        for item in old_items:
            for key in item_keys(item):
                offered[key].append(item)
        pairs = (
            (one, item) for item in items
            for one in {p.id: p for key in item_keys(item) for p in wanted[key]}.values()
        )  # fmt: skip
        more = (
            (one, item) for one in proposals
            for item in {x.id: x for key in proposal_keys(one) for x in offered[key]}.values()
        )  # fmt: skip
        for several in (pairs, more):
            for one, item in several:
                for link in weighed(one, item):
                    self.dirty.add(one.id)
                    sheets["links"].append((
                        one.id, link.evidence, link.effect, one.said.article.id, link.article.id,
                        pack(link),
                    ))  # fmt: skip

    def renew(self, ruled: set[str], before: str) -> None:
        """Join what has to be joined anew, and tell every undertaking concerned anew."""
        changed = self._join()
        rows = ledgers.rows(
            self.con, "SELECT DISTINCT undertaking FROM ledger.proposals WHERE id IN"
            " (SELECT unnest($1::VARCHAR[])) OR said IN (SELECT unnest($1::VARCHAR[]))",
            [sorted(self.dirty | ruled)],
        )  # fmt: skip
        changed |= {str(one[0]) for one in rows}
        now = _now(self.con)
        if now is not None:
            turned = ledgers.rows(self.con, "SELECT id FROM ledger.entries WHERE turns <= ? OR ? < ?",
                                  [now.last.isoformat(), now.text, before])  # fmt: skip
            changed |= {str(one[0]) for one in turned}
        for at in range(0, len(changed), 500):
            self._enter(sorted(changed)[at : at + 500], now)

    def _join(self) -> set[str]:
        """Undertakings that statements joined or left, of the buckets that have new ones."""
        found: set[str] = set()
        moves: dict[str, str] = {}
        buckets: dict[str, list[tuple[Proposal, str | None]]] = defaultdict(list)
        for bucket, body, home in ledgers.latest(self.con, [
            (bucket, shifted(dt.date.fromisoformat(since), -SAME_WORDS_DAYS - 400))
            for bucket, since in self.again.items()
        ]):  # fmt: skip
            buckets[bucket].append((unpack(Proposal, body), home or None))
        for bucket, known in buckets.items():
            since = self.again[bucket]
            settled = {one.id: home for one, home in known
                       if home and one.day.first.isoformat() < since}  # fmt: skip
            now = homes((one for one, _ in known), settled)
            for one, was in known:
                if now[one.id] != was:
                    moves[one.id] = now[one.id]
                    found |= {was} if was else set()
                if one.id not in settled:
                    found.add(now[one.id])
        ledgers.joined(self.con, moves.items())
        return found | set(ledgers.emptied(self.con, list(self.again)))

    def _enter(self, ids: list[str], now: Days | None) -> None:
        """Tell undertakings anew and put them in the table."""
        ledgers.drop(self.con, "entries", "id", ids)
        ledgers.drop(self.con, "sides", "entry", ids)
        if now is None:
            return
        entries, sides = [], []
        for entry, turns in entries_of(self.con, ids, self.rulings, now):
            entries.append(row_of(entry, turns))
            sides += [
                (entry.id, role, side.key, side.name, side.country, side.body)
                for role, side in roles(entry)
            ]  # fmt: skip
        ledgers.add(self.con, "entries", entries)
        ledgers.add(self.con, "sides", sides)


def _held(sheets: dict[str, list[Sequence[object]]], record: Record, rows: Rows) -> None:
    """What an article holds of agreements, and claims of the level of relations."""
    for one in positions(record.document.text, rows.said):
        short = replace(one, said=replace(one.said, events=(), sentence=one.said.span))
        sheets["positions"].append((rows.article.id, one.agreement.key, pack(short)))
    for said in rows.said:
        if (sides := claim_in(said)) is not None:
            sheets["claims"].append((rows.article.id, said.day.text, said.id,
                                     said.speaker.name if said.speaker else "", sides, said.words))  # fmt: skip


def _slim(one: Proposal) -> Proposal:
    """A proposal without what only finding it took."""
    return replace(one, said=replace(one.said, events=(), inside=(), before=()))


def _offer(sheets: dict[str, list[Sequence[object]]], item: Item) -> None:
    kind = "said" if isinstance(item, Said) else "done"
    sheets["items"].append((item.id, item.article.id, kind + pack(item)))
    days = span_of(item)
    day = (days.first.isoformat(), days.last.isoformat())
    told_on = item.article.day.text
    for key in item_keys(item):
        sheets["offered"].append((key, item.id, item.article.id, *day, told_on))


def _want(sheets: dict[str, list[Sequence[object]]], one: Proposal) -> None:
    id, document = one.id, one.said.article.id
    bucket = "|".join(map(str, bucket_of(one)))
    first, last = one.day.first.isoformat(), one.day.last.isoformat()
    sheets["proposals"].append((id, document, one.said.id, bucket, "", first, pack(one)))
    for key in proposal_keys(one):
        sheets["wanted"].append((key, id, document, first, last))


def _item(body: str) -> Item:
    kind, line = body[:4], body[4:]
    return unpack(Said, line) if kind == "said" else unpack(Done, line)


def _reach(
    found: Iterable[tuple[frozenset[str], tuple[str, str]]],
) -> list[tuple[str, str, str]]:
    """Each key once, with the widest stretch of days that is asked for."""
    reach: dict[str, tuple[str, str]] = {}
    for keys, (first, last) in found:
        for key in keys:
            known = reach.get(key, (first, last))
            reach[key] = (min(first, known[0]), max(last, known[1]))
    return [(key, *days) for key, days in reach.items()]


__all__ = ["judged_actors", "rules", "stale", "update"]
