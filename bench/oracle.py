"""What a reader that misses nothing of the demo's key would give the ledger.

Takes the records of the shipped reader and lines of `key.jsonl`, gives the same records with the
key's statements and deeds in the place of what was read there: `bench.ledger --oracle` shows by
them how much is lost in reading and how much in matching. What the key does not mention (traps
among it) stays as it was read. The key says of a piece of evidence what it is for and when, not of
which type it is: the type of the undertaking, a REJECT where its state turns refused, and "not
done" where it turns contradicted, are put for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from communique.follow.acts import acts_in
from communique.types import (
    Actor,
    Date,
    Event,
    EventType,
    Force,
    Party,
    Place,
    Record,
    Span,
    Statement,
    Status,
)

KeyRow = dict[str, Any]
STATUS: Mapping[str, Status] = {
    "promise": "planned", "threaten": "threatened", "demand": "demanded", "offer": "offered",
    "refuse": "denied", "deny": "denied",
}  # fmt: skip


def oracle(found: Iterable[Record], rows: Iterable[KeyRow]) -> list[Record]:
    """The records with the key's statements and deeds laid over what was read."""
    known = {one.document.id: one for one in found}
    actors = {(a.name, a.country): a for one in known.values() for a in one.actors}
    statements: dict[str, list[Statement]] = {}
    events: dict[str, list[Event]] = {}
    for row in rows:
        for document, statement, event in _said(row, known, actors):
            statements.setdefault(document, []).append(statement)
            events.setdefault(document, []).append(event)
        for document, event in _done(row, known, actors):
            events.setdefault(document, []).append(event)
    return [
        _laid_over(one, statements.get(id, []), events.get(id, [])) for id, one in known.items()
    ]


def _laid_over(record: Record, statements: list[Statement], events: list[Event]) -> Record:
    said = [s for s in record.statements if not any(_overlap(s, gold) for gold in statements)]
    gone = {s.id for s in record.statements} - {s.id for s in said}
    spans = [e.trigger for e in events] + [p for s in statements for p in s.content]
    kept = [
        replace(e, according_to=None if e.according_to in gone else e.according_to)
        for e in record.events
        if not any(p.start <= e.trigger.start < p.end for p in spans)
    ]
    return replace(
        record,
        statements=tuple(sorted([*said, *statements], key=lambda s: s.content[0].start)),
        events=tuple(sorted([*kept, *events], key=lambda e: e.trigger.start)),
    )


def _overlap(one: Statement, gold: Statement) -> bool:
    first, last = gold.content[0].start, gold.content[-1].end
    shared = sum(max(0, min(p.end, last) - max(p.start, first)) for p in one.content)
    return 2 * shared > min(last - first, sum(p.end - p.start for p in one.content))


def _said(
    row: KeyRow, known: Mapping[str, Record], actors: Mapping[tuple[str, str | None], Actor]
) -> Iterator[tuple[str, Statement, Event]]:
    what, kind = row["what"], row["kind"]
    for n, wording in enumerate(row["statements"]):
        span = _span(known, wording)
        if span is None:
            continue
        id = f"gold:{row['id']}:{n}"
        date = Date(row["said_on"], "day", "written") if wording["role"] == "reported" else None
        yield wording["document"], Statement(
            id, "said", _party(row["maker"], actors), _parties(row["to"], actors), None, (span,),
            "direct" if span.exact[0] in "\"“" else "indirect", cast(Force, kind), None, date, (),
            (id + ":what",), 1.0,
        ), Event(
            id + ":what", what["type"], None, (), _trigger(known, wording, span, what["type"]),
            _parties(what["actors"], actors), _parties(what["recipients"], actors),
            _place(what["place"], span),
            status="denied" if what["refrain"] else STATUS[kind], according_to=id, score=1.0,
        )  # fmt: skip


def _done(
    row: KeyRow, known: Mapping[str, Record], actors: Mapping[tuple[str, str | None], Actor]
) -> Iterator[tuple[str, Event]]:
    what = row["what"]
    for n, telling in enumerate(row["evidence"]):
        span = _span(known, telling)
        if span is None:
            continue
        type, status, by = _bearing(row, telling)
        yield telling["document"], Event(
            f"gold:{row['id']}:done:{n}", cast(EventType, type), None, (), span,
            _parties(by, actors),
            _parties([row["maker"]] if type == "REJECT" else what["recipients"], actors),
            _place(what["place"], span), _date(telling["date"]), (), status, None, 1.0,
        )  # fmt: skip


def _bearing(row: KeyRow, telling: KeyRow) -> tuple[str, Status, list[KeyRow]]:
    what = row["what"]
    refrains = row["kind"] in ("refuse", "deny") or what["refrain"]
    if telling["for"] != refrains:  # it was done, be that what was meant or what was ruled out
        return what["type"], "actual", what["actors"]
    states = [s for day, s in row["states"].items() if s and day >= telling["date"][:10]]
    if not refrains and states[:1] == ["refused"]:
        return "REJECT", "actual", row["to"] or what["actors"]
    if not refrains and states[:1] == ["withdrawn"]:
        return what["type"], "planned", what["actors"]
    return what["type"], "denied", what["actors"]


def _span(known: Mapping[str, Record], wording: KeyRow) -> Span | None:
    text = known[wording["document"]].document.text
    at = text.find(wording["exact"])
    return Span.of(text, at, at + len(wording["exact"])) if at >= 0 else None


def _trigger(known: Mapping[str, Record], wording: KeyRow, span: Span, type: str) -> Span:
    at = next((one.start for one in acts_in(span.exact) if one.type == type), 0)
    word = span.exact[at:].split(" ")[0]
    return Span.of(known[wording["document"]].document.text, span.start + at,
                   span.start + at + len(word))  # fmt: skip


def _party(named: KeyRow, actors: Mapping[tuple[str, str | None], Actor]) -> Party:
    name, country = named["name"], named["country"]
    known = actors.get((name, country))
    kind = "country" if name.startswith("Government of") else "person"
    return Party(None, known or Actor(f"gold:{name}", name, kind, country, "GOV" if country else None))  # type: ignore[arg-type]


def _parties(
    named: Iterable[KeyRow], actors: Mapping[tuple[str, str | None], Actor]
) -> tuple[Party, ...]:
    return tuple(_party(one, actors) for one in named)


def _place(name: str | None, span: Span) -> Place | None:
    return Place(span, name) if name else None


def _date(value: str) -> Date:
    return Date(value, "day" if len(value) == 10 else "month" if len(value) == 7 else "year", "written")
