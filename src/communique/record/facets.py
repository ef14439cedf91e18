"""Facets: the columns whose values are counted in what was found.

Gives, for each kind of thing, the names of its facets, the columns that they need of what was
found, and the SQL that counts one over `hits`. A value is what the filter takes (an actor's key
with `key:` before it); a label is what a person reads, looked up for the few values that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.errors import InputError
from communique.record.conditions import What
from communique.record.filters import KEY

_NAMED = f"value, '{KEY}' || value"  # `tallies.labelled` gives the names


@dataclass(frozen=True, slots=True)
class _Facet:
    """How one facet is counted: the columns of the hits, the rows of (value, how many)."""

    columns: tuple[str, ...]
    counted: str
    shown: str = "value, value"  # the label, and the value as its filter takes it


def _own(column: str, value: str = "") -> _Facet:
    """A column of the found things themselves."""
    name = column.split(".")[1]
    return _Facet(
        (f"{column} AS {name}",),
        f"SELECT {value or name} AS value, count(*) AS many FROM hits GROUP BY value",
    )


def _of_articles(column: str) -> _Facet:
    """A column of the articles: few rows are joined where hits are counted by article first."""
    return _Facet(
        ("{alias}.article AS article",),
        f"SELECT d.{column} AS value, sum(n)::BIGINT AS many FROM"
        " (SELECT article, count(*) AS n FROM hits GROUP BY article) h"
        f" JOIN documents d ON d.no = h.article GROUP BY value",
    )  # fmt: skip


def _of_parties(table: str, column: str, where: str = "true", shown: str = "value, value"
                ) -> _Facet:  # fmt: skip
    """A column of a list of parties; where two of one thing have the same, it counts once."""
    return _Facet(
        (),
        "SELECT value, count(*) AS many FROM"
        f" (SELECT DISTINCT p.item, p.{column} AS value FROM {table} p WHERE {where}"
        f" AND p.{column} IS NOT NULL AND p.item IN (SELECT no FROM hits)) GROUP BY value",
        shown,
    )  # fmt: skip


def _dated(column: str) -> dict[str, _Facet]:
    return {"year": _own(column, "left(day, 4)"), "month": _own(column, "left(day, 7)")}


def _keyed(found: _Facet) -> _Facet:
    return _Facet(found.columns, found.counted, _NAMED)


_FACETS: dict[What, dict[str, _Facet]] = {
    "statements": {
        "speaker": _keyed(_own("s.speaker")),
        "speaker_country": _own("s.country"),
        "to_country": _of_parties("statement_addressees", "country"),
        "force": _own("s.force"), "kind": _own("s.kind"), "mode": _own("s.mode"),
        "publisher": _of_articles("publisher"), "language": _of_articles("language"),
        **_dated("s.day"),
    },
    "events": {
        "type": _own("e.type"), "status": _own("e.status"),
        "quad": _own("e.quad", "CAST(quad AS VARCHAR)"),
        "actor": _of_parties("event_parties", "actor", "p.role = 'actor'", _NAMED),
        "actor_country": _of_parties("event_parties", "country", "p.role = 'actor'"),
        "recipient_country": _of_parties("event_parties", "country", "p.role = 'recipient'"),
        "origin": _own("e.origin"),
        "publisher": _Facet(
            ("e.article AS article", "e.publisher AS publisher"),
            "SELECT coalesce(d.publisher, h.publisher) AS value, sum(n)::BIGINT AS many FROM"
            " (SELECT article, publisher, count(*) AS n FROM hits GROUP BY ALL) h"
            " LEFT JOIN documents d ON d.no = h.article GROUP BY value",
        ),
        "language": _of_articles("language"), **_dated("e.day"),
    },
    "articles": {
        "publisher": _own("d.publisher"), "language": _own("d.language"),
        "year": _Facet(
            ("d.published AS published",),
            "SELECT left(published, 4) AS value, count(*) AS many FROM hits GROUP BY value",
        ),
    },
}  # fmt: skip
MONTH_AND_QUAD = "month and quad"
"""A facet for timelines alone: it is in no list of facets."""
_UNLISTED: dict[What, dict[str, _Facet]] = {
    "statements": {}, "articles": {},
    "events": {MONTH_AND_QUAD: _Facet(
        ("e.day AS day", "e.quad AS quad"),
        "SELECT left(day, 7) || ' ' || quad AS value, count(*) AS many FROM hits GROUP BY value",
    )},
}  # fmt: skip
_ALIASES: dict[What, str] = {"statements": "s", "events": "e", "articles": "d"}


def names(what: What) -> tuple[str, ...]:
    """The facets of a kind of thing."""
    return tuple(_FACETS[what])


def columns(what: What, asked: Sequence[str]) -> tuple[str, ...]:
    """The columns of the hits that some facets need, each once."""
    needed = [one.format(alias=_ALIASES[what]) for name in asked
              for one in (_FACETS[what] | _UNLISTED[what])[name].columns]  # fmt: skip
    return tuple(dict.fromkeys(needed)) or ("1",)


def sql(what: What, name: str) -> str:
    """The SQL that counts a facet over `hits`, with one parameter: how many values at most.

    Raises:
        InputError: there is no such facet.
    """
    facet = (_FACETS[what] | _UNLISTED[what]).get(name)
    if facet is None:
        raise InputError(f"{what} have no facet {name!r}", "one of " + ", ".join(names(what)))
    label, value = facet.shown.rsplit(", ", 1)
    return (
        f"SELECT '{name}' AS facet, {value} AS value, many, {label} AS label FROM"
        f" (SELECT * FROM ({facet.counted}) WHERE value IS NOT NULL"
        " ORDER BY many DESC, value LIMIT ?)"
    )
