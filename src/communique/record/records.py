"""Records out of the archive again, as the reader gave them.

Takes a connection and article ids, gives `Record`s equal to those that were written, down to the
order of every list. What isn't part of a record (copies, runs) is left to the queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from communique.record import schemas
from communique.types import (
    Actor,
    Date,
    Document,
    Event,
    Mention,
    Notice,
    Party,
    Place,
    Quantity,
    Record,
    Span,
    Statement,
)

if TYPE_CHECKING:
    import duckdb

SEVERAL = 100  # articles that are fetched together

_Row = dict[str, Any]
_PARTS = (
    "actors", "mentions", "statements", "events", "warnings", "statement_contents",
    "statement_addressees", "statement_events", "event_parties", "event_magnitudes",
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The rows of some articles, by table and by what they belong to."""

    of_document: dict[str, dict[str, list[_Row]]]
    of_item: dict[str, dict[tuple[str, str], list[_Row]]]


def record(con: duckdb.DuckDBPyConnection, document: str) -> Record | None:
    """The record of one article, None where the archive lacks it."""
    return next(records(con, [document]), None)


def records(con: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> Iterator[Record]:
    """The records of some articles, in the order asked for; those that it lacks are left out."""
    for at in range(0, len(documents), SEVERAL):
        wanted = list(documents[at : at + SEVERAL])
        found = {row["id"]: row for row in _rows(con, "documents", "id", wanted, "id")}
        parts = _parts(con, wanted, [row["no"] for row in found.values()])
        yield from (_record(found[one], parts) for one in wanted if one in found)


def ids(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The ids of all articles, sorted."""
    return [str(row[0]) for row in con.execute("SELECT id FROM documents ORDER BY id").fetchall()]


def _parts(con: duckdb.DuckDBPyConnection, documents: list[str], numbers: list[int]) -> _Parts:
    of_document: dict[str, dict[str, list[_Row]]] = {}
    of_item: dict[str, dict[tuple[str, str], list[_Row]]] = {}
    above: dict[str, list[int]] = {}
    for table in _PARTS:
        key, values = _key_of(table, documents, numbers, above)
        by_document, by_item = defaultdict(list), defaultdict(list)
        for row in _rows(con, table, key, values, "position"):
            by_document[row["document"]].append(row)
            if item := row.get("statement") or row.get("event"):
                by_item[(row["document"], item)].append(row)
            if "no" in row:
                above.setdefault(table, []).append(row["no"])
        of_document[table], of_item[table] = dict(by_document), dict(by_item)
    return _Parts(of_document, of_item)


def _key_of(
    table: str, documents: list[str], numbers: list[int], above: dict[str, list[int]]
) -> tuple[str, list[str] | list[int]]:
    """What the rows of some articles are told by: by numbers, which DuckDB compares ten times
    faster than ids, where the table has them."""
    columns = {one.name for one in schemas.table(table).columns}
    if "item" in columns:
        return "item", above.get("statements" if table.startswith("statement") else "events", [])
    return ("article", numbers) if "article" in columns else ("document", documents)


def _rows(
    con: duckdb.DuckDBPyConnection, table: str, key: str, values: list[str] | list[int], order: str
) -> list[_Row]:
    names = [one.name for one in schemas.table(table).columns]
    columns = ", ".join(f'"{name}"' for name in names)
    kind = "VARCHAR" if key in ("id", "document") else "INTEGER"
    found = con.execute(
        f"SELECT {columns} FROM {table} WHERE {key} IN (SELECT unnest(?::{kind}[]))"
        f" ORDER BY {order}",
        [values],
    ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in found]


def _record(document: _Row, parts: _Parts) -> Record:
    key = document["id"]

    def rows(table: str) -> list[_Row]:
        return parts.of_document[table].get(key, [])

    actors = {row["key"]: _actor(row) for row in rows("actors")}
    return Record(
        Document(
            key, document["text"], document["url"], document["publisher"], document["title"],
            document["published"], document["language"],
        ),
        tuple(
            Mention(row["id"], _span(row), row["kind"], actors.get(row["actor"]))
            for row in rows("mentions")
        ),
        tuple(actors.values()),
        tuple(_statement(row, parts, actors) for row in rows("statements")),
        tuple(_event(row, parts, actors) for row in rows("events")),
        tuple(Notice(row["code"], row["message"]) for row in rows("warnings")),
    )  # fmt: skip


def _actor(row: _Row) -> Actor:
    return Actor(
        row["key"], row["name"], row["kind"], row["country"], row["sector"], row["office"],
        row["office_from"], row["office_to"], row["wikidata"], row["why"],
    )  # fmt: skip


def _statement(row: _Row, parts: _Parts, actors: dict[str, Actor]) -> Statement:
    key = (row["document"], row["id"])
    return Statement(
        row["id"], row["kind"], _party(row, actors, "speaker_", "speaker"),
        tuple(_party(one, actors) for one in parts.of_item["statement_addressees"].get(key, [])),
        _maybe_span(row, "cue_"),
        tuple(_span(one) for one in parts.of_item["statement_contents"].get(key, [])),
        row["mode"], row["force"], row["parent"], _date(row), tuple(row["about"]),
        tuple(one["event"] for one in parts.of_item["statement_events"].get(key, [])),
        row["score"],
    )  # fmt: skip


def _event(row: _Row, parts: _Parts, actors: dict[str, Actor]) -> Event:
    key = (row["document"], row["id"])
    parties = parts.of_item["event_parties"].get(key, [])
    return Event(
        row["id"], row["type"], row["mode"], tuple(row["contexts"]), _span(row, "trigger_"),
        tuple(_party(one, actors) for one in parties if one["role"] == "actor"),
        tuple(_party(one, actors) for one in parties if one["role"] == "recipient"),
        _place(row), _date(row),
        tuple(
            Quantity(one["value"], one["unit"], one["bound"], _span(one))
            for one in parts.of_item["event_magnitudes"].get(key, [])
        ),
        row["status"], row["according_to"], row["score"],
    )  # fmt: skip


def _span(row: _Row, prefix: str = "") -> Span:
    return Span(row[f"{prefix}start"], row[f"{prefix}end"], row[f"{prefix}exact"])


def _maybe_span(row: _Row, prefix: str = "") -> Span | None:
    return None if row[f"{prefix}start"] is None else _span(row, prefix)


def _party(row: _Row, actors: dict[str, Actor], prefix: str = "", actor: str = "actor") -> Party:
    return Party(_maybe_span(row, prefix), actors.get(row[actor]))


def _date(row: _Row) -> Date | None:
    if row["date"] is None:
        return None
    return Date(row["date"], row["date_precision"], row["date_basis"])


def _place(row: _Row) -> Place | None:
    if row["place_start"] is None:
        return None
    return Place(
        _span(row, "place_"), row["place_name"], row["place_country"], row["latitude"],
        row["longitude"],
    )  # fmt: skip
