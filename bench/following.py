"""What it costs to keep the ledger up: a thousand more articles beside all of them.

    python -m bench.following [--worlds 10] [--records FILE]

Lays the demo's articles several times into one archive, each time in other states and under other
names (a "world"), follows them, then adds one more world and follows that alone. Time is that of
the processor, so that what else runs beside does not count. Asking is measured on the whole.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from bench.ledger import records
from communique.follow.archives import Archive
from communique.types import Actor, Event, Mention, Party, Place, Record, Statement

STATES = ("XDU", "XLI", "XVE", "XOR")


def world(found: list[Record], number: int) -> Iterator[Record]:
    """The same articles about other states: every key, id and country carries the number."""
    for one in found:
        tag = f"-{number}"
        known = {a.key: _renamed(a, number) for a in one.actors}
        document = replace(one.document, id=one.document.id + tag,
                           text=one.document.text + f"\n({number * 7919})")  # fmt: skip
        yield replace(
            one, document=document, actors=tuple(known.values()),
            mentions=tuple(_mention(m, known, tag) for m in one.mentions),
            statements=tuple(_statement(s, known, tag) for s in one.statements),
            events=tuple(_event(e, known, tag) for e in one.events),
        )  # fmt: skip


def _country(code: str | None, number: int) -> str | None:
    if code not in STATES:
        return code
    return f"{'ABCD'[STATES.index(code)]}{number:02}"


def _renamed(one: Actor, number: int) -> Actor:
    return replace(one, key=f"{one.key}-{number}", country=_country(one.country, number))


def _party(one: Party, known: dict[str, Actor]) -> Party:
    return replace(one, actor=known[one.actor.key] if one.actor else None)


def _mention(one: Mention, known: dict[str, Actor], tag: str) -> Mention:
    return replace(one, id=one.id + tag, actor=known.get(one.actor.key) if one.actor else None)


def _statement(one: Statement, known: dict[str, Actor], tag: str) -> Statement:
    return replace(
        one, id=one.id + tag, speaker=_party(one.speaker, known),
        addressees=tuple(_party(p, known) for p in one.addressees),
        parent=one.parent + tag if one.parent else None, events=tuple(e + tag for e in one.events),
    )  # fmt: skip


def _event(one: Event, known: dict[str, Actor], tag: str) -> Event:
    place: Place | None = one.place
    if place is not None:
        place = replace(place, name=place.name + tag, country=None)
    return replace(
        one, id=one.id + tag, actors=tuple(_party(p, known) for p in one.actors), place=place,
        recipients=tuple(_party(p, known) for p in one.recipients),
        according_to=one.according_to + tag if one.according_to else None,
    )  # fmt: skip


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor."""
    began = time.process_time()
    work()
    return round(time.process_time() - began, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=10, help="how often the series is laid in")
    parser.add_argument("--records", type=Path, help="keep what was read here between runs")
    given = parser.parse_args()
    found = records(given.records)
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "a.duckdb") as archive:
        for number in range(given.worlds):
            archive.keep(world(found, number))
        whole = timed(archive.follow)
        archive.keep(world(found, given.worlds))
        more = timed(archive.follow)
        archive.followed()
        asked = {
            "ledger by=A01 state=open, a page": timed(
                lambda: archive.ledger(by="A01", state="open").heads(slice(50))),
            "ledger, first page of all": timed(lambda: archive.ledger().heads(slice(50))),
            "counts": timed(archive.ledger_counts),
            "candidates": timed(lambda: archive.candidates()[:12]),
            "one undertaking": timed(lambda: archive.undertaking(archive.ledger().ids[-1])),
            "agreements": timed(archive.agreements),
            "relations": timed(lambda: archive.relations("A01", "B01")),
        }
        print(json.dumps({
            "articles": len(found) * given.worlds, "undertakings": len(archive.ledger()),
            "followed in": whole, "more articles": len(found), "followed more in": more,
            "an article, at first": round(whole / len(found) / given.worlds, 4),
            "an article, later": round(more / len(found), 4), "asking": asked,
        }, indent=1))  # fmt: skip


if __name__ == "__main__":
    main()
