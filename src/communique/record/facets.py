"""Facets: the columns whose values are counted in what was found.

Gives, for each kind of thing, the names of its facets and the SQL that counts one over `hits`. A
value is what the filter of the same name takes; a label is what a person reads.
"""

from __future__ import annotations

from communique.errors import InputError
from communique.record.conditions import What

_JOIN: dict[What, str] = {
    "statements": "hits h JOIN statements s ON s.no = h.no JOIN documents d ON d.id = s.document",
    "events": "hits h JOIN events e ON e.no = h.no LEFT JOIN documents d ON d.id = e.document",
    "articles": "hits h JOIN documents d ON d.no = h.no",
}
_SPEAKERS = " JOIN actors a ON a.document = s.document AND a.key = s.speaker"
_ADDRESSEES = (
    " JOIN statement_addressees p ON p.statement = s.id"
    " JOIN actors a ON a.document = p.document AND a.key = p.actor"
)
_PARTIES = (
    " JOIN event_parties p ON p.event = e.id AND p.role = '{role}'"
    " JOIN actors a ON a.document IS NOT DISTINCT FROM p.document AND a.key = p.actor"
)
_YEAR, _MONTH = "left(h.day, 4)", "left(h.day, 7)"

# name: (further joins, value, label)
_FACETS: dict[What, dict[str, tuple[str, str, str]]] = {
    "statements": {
        "speaker": (_SPEAKERS, "a.key", "min(a.name)"),
        "speaker_country": (_SPEAKERS, "a.country", "a.country"),
        "to_country": (_ADDRESSEES, "a.country", "a.country"),
        "force": ("", "s.force", "s.force"),
        "kind": ("", "s.kind", "s.kind"),
        "mode": ("", "s.mode", "s.mode"),
        "publisher": ("", "d.publisher", "d.publisher"),
        "language": ("", "d.language", "d.language"),
        "year": ("", _YEAR, _YEAR),
        "month": ("", _MONTH, _MONTH),
    },
    "events": {
        "type": ("", "e.type", "e.type"),
        "status": ("", "e.status", "e.status"),
        "quad": ("", "CAST(e.quad AS VARCHAR)", "CAST(e.quad AS VARCHAR)"),
        "actor": (_PARTIES.format(role="actor"), "a.key", "min(a.name)"),
        "actor_country": (_PARTIES.format(role="actor"), "a.country", "a.country"),
        "recipient_country": (_PARTIES.format(role="recipient"), "a.country", "a.country"),
        "origin": ("", "e.origin", "e.origin"),
        "publisher": (
            "", "coalesce(d.publisher, e.publisher)", "coalesce(d.publisher, e.publisher)"
        ),
        "language": ("", "d.language", "d.language"),
        "year": ("", _YEAR, _YEAR),
        "month": ("", _MONTH, _MONTH),
    },
    "articles": {
        "publisher": ("", "d.publisher", "d.publisher"),
        "language": ("", "d.language", "d.language"),
        "year": ("", _YEAR, _YEAR),
    },
}  # fmt: skip


def names(what: What) -> tuple[str, ...]:
    """The facets of a kind of thing."""
    return tuple(_FACETS[what])


def sql(what: What, name: str) -> str:
    """The SQL that counts a facet over `hits`, with one parameter: how many values at most.

    Raises:
        InputError: there is no such facet.
    """
    if name not in _FACETS[what]:
        raise InputError(f"{what} have no facet {name!r}", "one of " + ", ".join(names(what)))
    joins, value, label = _FACETS[what][name]
    shown = label if label.startswith("min(") else f"min({label})"
    # Only through a list of parties can one row count twice.
    many = "count(DISTINCT h.no)" if " p " in joins else "count(*)"
    return (
        f"SELECT '{name}' AS facet, {value} AS value, {many} AS many, {shown} AS label"
        f" FROM {_JOIN[what]}{joins} WHERE {value} IS NOT NULL"
        " GROUP BY value ORDER BY many DESC, value LIMIT ?"
    )
