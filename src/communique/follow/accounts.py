"""Accounts: undertakings told as of a day from the rows that the archive keeps.

Takes a connection and ids, gives whole `Entry`s, the day from which time alone may change them, the
row under which each is listed and the links that wait for a person's judgement. It reads what
`keepings` wrote and weighs nothing anew.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from communique.follow.days import Days
from communique.follow.entries import Entry
from communique.follow.judgements import Ruling
from communique.follow.ledger import LONG_AGO, told
from communique.follow.links import Link
from communique.follow.meetings import shifted
from communique.follow.packing import unpack
from communique.follow.proposals import Proposal
from communique.follow.rows import Done
from communique.follow.sides import Side
from communique.follow.states import turning
from communique.follow.undertakings import Undertaking, bucket_of
from communique.record import ledgers

if TYPE_CHECKING:
    from communique.record.ledgers import Connection

def entries_of(
    con: Connection, ids: Sequence[str], rulings: Mapping[tuple[str, str], Ruling], now: Days
) -> list[tuple[Entry, str]]:
    """Undertakings as of a day, in the order of their ids, with the day on which time turns them."""
    words: dict[str, list[Proposal]] = defaultdict(list)
    for home, body in ledgers.rows(con, "SELECT undertaking, body FROM ledger.proposals WHERE"
                                   " undertaking IN (SELECT unnest(?::VARCHAR[]))", [list(ids)]):  # fmt: skip
        words[str(home)].append(unpack(Proposal, str(body)))
    proposals = {p.id: home for home, several in words.items() for p in several}
    links: dict[str, list[Link]] = defaultdict(list)
    for proposal, body in ledgers.rows(con, "SELECT proposal, body FROM ledger.links WHERE proposal IN"
                                       " (SELECT unnest(?::VARCHAR[]))", [sorted(proposals)]):  # fmt: skip
        links[proposals[str(proposal)]].append(unpack(Link, str(body)))

    def older(key: str, day: Days) -> list[Done]:
        rows = ledgers.rows(con, "SELECT i.body FROM ledger.offered o JOIN ledger.items i ON i.id = o.item"
                            " WHERE o.key = ? AND i.body LIKE 'done%' AND o.told >= ? AND o.told < ?",
                            [key, shifted(day.first, -LONG_AGO - 366), day.first.isoformat()])  # fmt: skip
        return [unpack(Done, str(one[0])[4:]) for one in rows]

    kept = cache(older)
    found = []
    for id in ids:
        if several := sorted(words[id], key=lambda p: p.order):
            one = Undertaking(tuple(several))
            found.append((told(one, links[id], rulings, now, kept), turning(one, links[id], now)))
    return found


def row_of(entry: Entry, turns: str) -> Sequence[object]:
    """An undertaking as the row of `ledger.entries`; `turns` is when time may change it."""
    one, first = entry.undertaking, entry.undertaking.first
    head = entry.to_row() | {"maker_key": one.maker.key, "to_keys": [side.key for side in one.to],
                             "times": len(one.proposals)}  # fmt: skip
    waits = max((link.score for link in waiting(entry)), default=0.0)
    return (
        one.id, "|".join(map(str, bucket_of(first))), first.day.first.isoformat(),
        first.day.last.isoformat(), first.said.article.id, first.said.span.start, one.kind,
        entry.course.state, entry.course.since.text, one.score, turns, waits,
        json.dumps(head, ensure_ascii=False),
    )  # fmt: skip


CANDIDATE = 0.25  # from here on a link that moves nothing waits for a person's judgement


def waiting(entry: Entry) -> list[Link]:
    """The links of an undertaking that wait for a person's judgement, the surest first."""
    found = [
        link for link in entry.course.links
        if link.judged is None and not link.moves and link.score >= CANDIDATE
        and link.effect != "condition"
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.score, one.order))


def roles(entry: Entry) -> Iterable[tuple[str, Side]]:
    """The sides of an undertaking, with the role under which each is asked for."""
    one = entry.undertaking
    yield "by", one.maker
    for side in (*one.to, *(one.actors if one.kind == "demand" else one.recipients)):
        yield "to", side


__all__ = ["CANDIDATE", "entries_of", "roles", "row_of", "waiting"]
