"""What people decided: rows that are only ever added.

Takes a thing or a link of two and a person's yes or no, gives `Judgement`s in the order in which
they were made; the latest about a link is the one in force. What a verdict means for an
undertaking or an actor is the business of `follow`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.errors import InputError
from communique.types import content_id

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision: `person` says at `at` (UTC) that the link of `subject` and `object` holds."""

    id: str
    at: str
    person: str
    subject: str
    object: str | None
    verdict: bool
    why: str | None


def add(
    con: duckdb.DuckDBPyConnection, subject: str, object: str | None, verdict: bool, person: str,
    why: str = "",
) -> Judgement:  # fmt: skip
    """Keep a decision; call it inside a transaction."""
    if not person.strip():
        raise InputError("a judgement needs the name of who makes it", 'give one: --by "A. Name"')
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
    id = content_id("judgement", at, person, subject, object or "", verdict, why)
    made = Judgement(id, at, person.strip(), subject, object, verdict, why.strip() or None)
    con.execute(
        "INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?)",
        [made.id, made.at, made.person, made.subject, made.object, made.verdict, made.why],
    )
    return made


def of(con: duckdb.DuckDBPyConnection, subject: str | None = None) -> list[Judgement]:
    """The decisions about one thing, or all, oldest first."""
    rows = con.execute(
        "SELECT id, made, person, subject, object, verdict, why FROM judgements"
        " WHERE ? IS NULL OR subject = ? ORDER BY made, id",
        [subject, subject],
    ).fetchall()
    return [Judgement(*row) for row in rows]
