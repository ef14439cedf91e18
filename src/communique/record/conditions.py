"""Filters as SQL conditions on statements, events and articles.

Takes `Filters` and what is looked for, gives a condition and its parameters; nothing that a user
gave stands in the SQL itself. In it `s`, `e` and `d` stand for a row of statements, events and
documents. A filter that belongs to another of the three is asked of what the row is linked with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from communique.record.filters import KEY, Filters

What = Literal["statements", "events", "articles"]

# An event is told in a statement that lists it, or on whose word it stands.
LINKS = (
    "(SELECT statement, event FROM statement_events UNION ALL"
    " SELECT according_to, id FROM events WHERE according_to IS NOT NULL)"
)
DAY = {"statements": "s.day", "events": "e.day", "articles": "d.published"}
"""The day that `since` and `until` are asked of."""
_DOCUMENT = {"statements": "s.document", "events": "e.document", "articles": "d.id"}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition and the parameters of its question marks, in order."""

    sql: str
    values: tuple[str | int, ...] = ()


def condition(what: What, filters: Filters) -> Condition:
    """Everything that the filters ask for, but for their text."""
    own = {"statements": _of_statements, "events": _of_events, "articles": _of_articles}
    return _all([*own[what](filters), *_of_documents(what, filters)])


def _of_statements(filters: Filters) -> list[Condition]:
    found = _own_of_statements(filters)
    told = _own_of_events(filters)
    if told:
        inner = _all(told)
        found.append(Condition(
            f"s.id IN (SELECT l.statement FROM {LINKS} l JOIN events e ON e.id = l.event"
            f" WHERE {inner.sql})", inner.values,
        ))  # fmt: skip
    if filters.country:
        said_to = _one_of("p.country", filters.country)
        found.append(_any([
            _one_of("s.country", filters.country),
            Condition("s.no IN (SELECT p.item FROM statement_addressees p"
                      f" WHERE {said_to.sql})", said_to.values),
        ]))  # fmt: skip
    return found


def _of_events(filters: Filters) -> list[Condition]:
    found = _own_of_events(filters)
    told = _own_of_statements(filters.without("mode"))
    if told:
        inner = _all(told)
        found.append(Condition(
            f"e.id IN (SELECT l.event FROM {LINKS} l JOIN statements s ON s.id = l.statement"
            f" WHERE {inner.sql})", inner.values,
        ))  # fmt: skip
    if filters.mode:
        found.append(_one_of("e.mode", filters.mode))
    if filters.country:
        party = _one_of("p.country", filters.country)
        found.append(Condition(
            f"e.no IN (SELECT p.item FROM event_parties p WHERE {party.sql})", party.values
        ))  # fmt: skip
    return found


def _of_articles(filters: Filters) -> list[Condition]:
    found = []
    for name, alias, conditions in (
        ("statements", "s", _own_of_statements(filters)), ("events", "e", _own_of_events(filters)),
    ):  # fmt: skip
        if conditions:
            inner = _all(conditions)
            found.append(Condition(
                f"d.no IN (SELECT {alias}.article FROM {name} {alias} WHERE {inner.sql})",
                inner.values,
            ))  # fmt: skip
    if filters.country:
        found.append(_one_of(
            "d.no IN (SELECT a.article FROM actors a WHERE a.country", filters.country, ")"
        ))  # fmt: skip
    return found


def _own_of_statements(filters: Filters) -> list[Condition]:
    found = []
    if filters.speaker:
        found.append(_speaker_of(filters.speaker))
    if filters.to:
        found.append(_addressee_of(filters.to))
    for name in ("force", "kind", "mode"):
        if values := getattr(filters, name):
            found.append(_one_of(f"s.{name}", values))
    if filters.about:
        keys = [Condition("list_contains(s.about, ?)", (one,)) for one in filters.about]
        found.append(_any(keys))
    return found


def _own_of_events(filters: Filters) -> list[Condition]:
    found = []
    if filters.actor:
        found.append(_party_of("actor", filters.actor))
    if filters.recipient:
        found.append(_party_of("recipient", filters.recipient))
    for name in ("type", "status", "origin"):
        if values := getattr(filters, name):
            found.append(_one_of(f"e.{name}", values))
    if filters.quad:
        found.append(_one_of("e.quad", tuple(int(one) for one in filters.quad)))
    return found


def _of_documents(what: What, filters: Filters) -> list[Condition]:
    publisher = "coalesce(d.publisher, e.publisher)" if what == "events" else "d.publisher"
    found = []
    if filters.publisher:
        found.append(_any([_containing(publisher, one) for one in filters.publisher]))
    if filters.language:
        found.append(_one_of("d.language", filters.language))
    document = _DOCUMENT[what]
    if filters.document:
        found.append(_one_of(document, filters.document))
    # A month lies within its year: what is dated 2022 may be of 2022-02.
    day = DAY[what]
    if filters.since:
        found.append(Condition(f"{day} >= left(?, length({day}))", (filters.since,)))
    if filters.until:
        found.append(Condition(f"left({day}, {len(filters.until)}) <= ?", (filters.until,)))
    if not filters.copies:
        first = f"{document} NOT IN (SELECT document FROM copies)"
        found.append(Condition(f"({document} IS NULL OR {first})" if what == "events" else first))
    return found


def _speaker_of(values: Sequence[str]) -> Condition:
    return _any([_is_actor(value, "s.country", "s.speaker", "s.document") for value in values])


def _addressee_of(values: Sequence[str]) -> Condition:
    who = _any([_is_actor(value, "p.country", "p.actor", "p.document") for value in values])
    return Condition(
        f"s.no IN (SELECT p.item FROM statement_addressees p WHERE {who.sql})", who.values
    )


def _party_of(role: str, values: Sequence[str]) -> Condition:
    # Imported events have no article, nor have their actors.
    document = "coalesce(p.document, '')"
    who = _any([_is_actor(value, "p.country", "p.actor", document) for value in values])
    return Condition(
        f"e.no IN (SELECT p.item FROM event_parties p WHERE p.role = '{role}' AND {who.sql})",
        who.values,
    )


def _is_actor(value: str, country: str, key: str, document: str) -> Condition:
    """Whether a party, by the columns that tell of it, is what one value asks for."""
    if value.startswith(KEY):
        return Condition(f"{key} = ?", (value.removeprefix(KEY),))
    # A government's key is its country's code: by itself the code asks for all of the country.
    if is_country(value):
        return Condition(f"{country} = ?", (value,))
    named = _containing("a.name", value)
    return Condition(
        f"({key} = ? OR ({document}, {key}) IN (SELECT (coalesce(a.document, ''), a.key)"
        f" FROM actors a WHERE {named.sql}))", (value, *named.values),
    )  # fmt: skip


@lru_cache(maxsize=1024)
def is_country(value: str) -> bool:
    """Whether a filter's value is the code of a country that the tables know."""
    from communique.resolve.countries import country_of

    return len(value) == 3 and value.isupper() and country_of(value) is not None


def _containing(column: str, value: str) -> Condition:
    return Condition(f"contains(lower({column}), lower(?))", (value,))


def _one_of(column: str, values: Sequence[str | int], after: str = "") -> Condition:
    marks = ", ".join("?" for _ in values)
    return Condition(f"{column} IN ({marks}){after}", tuple(values))


def _all(conditions: Sequence[Condition]) -> Condition:
    return _joined(conditions, " AND ") if conditions else Condition("true")


def _any(conditions: Sequence[Condition]) -> Condition:
    return _joined(conditions, " OR ")


def _joined(conditions: Sequence[Condition], word: str) -> Condition:
    sql = word.join(one.sql for one in conditions)
    values = tuple(value for one in conditions for value in one.values)
    return Condition(f"({sql})", values)
