"""Events in the layout of POLECAT: its forty columns, in its order.

Takes a connection, gives one row an event that happened (status actual), several actors or
recipients with ";" between. Copies of an article count once. What an archive doesn't know is left
empty: GeoNames ids, provinces and Wikipedia titles among it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, cast

from communique import plover
from communique.types import EventType

if TYPE_CHECKING:
    import duckdb

FETCHED = 1_000

_PARTIES = """parties AS (
    SELECT p.event, p.role,
        string_agg(coalesce(a.name, ''), ';' ORDER BY p.position) AS names,
        string_agg(coalesce(a.country, ''), ';' ORDER BY p.position) AS countries,
        first(a.sector ORDER BY p.position) AS sector,
        string_agg(coalesce(a.sector, ''), ';' ORDER BY p.position) AS sectors,
        string_agg(coalesce(a.office, ''), ';' ORDER BY p.position) AS offices,
        string_agg(coalesce(p.exact, ''), ';' ORDER BY p.position) AS raw
    FROM event_parties p LEFT JOIN actors a
        ON a.document IS NOT DISTINCT FROM p.document AND a.key = p.actor
    GROUP BY p.event, p.role)"""
_STORIES = """stories AS (
    SELECT m.document,
        string_agg(DISTINCT a.name, ';' ORDER BY a.name) FILTER (m.kind = 'person') AS people,
        string_agg(DISTINCT a.name, ';' ORDER BY a.name) FILTER (m.kind = 'organization')
            AS organizations,
        string_agg(DISTINCT m.exact, ';' ORDER BY m.exact) FILTER (m.kind IN ('place', 'country'))
            AS locations
    FROM mentions m LEFT JOIN actors a ON a.document = m.document AND a.key = m.actor
    GROUP BY m.document)"""
_ROWS = f"""WITH {_PARTIES}, {_STORIES}
SELECT e.id, coalesce(e.date, d.published), e.type, e.mode, e.intensity, e.quad, e.contexts,
    a.names, a.countries, a.sector, a.sectors, a.offices, a.raw,
    r.names, r.countries, r.sector, r.sectors, r.offices, r.raw,
    e.place_name, e.place_country, e.latitude, e.longitude, e.place_exact,
    coalesce(d.publisher, e.publisher), d.published, s.people, s.organizations, s.locations,
    d.language, e.origin
FROM events e LEFT JOIN documents d ON d.id = e.document
LEFT JOIN parties a ON a.event = e.id AND a.role = 'actor'
LEFT JOIN parties r ON r.event = e.id AND r.role = 'recipient'
LEFT JOIN stories s ON s.document = e.document
WHERE e.status = 'actual' AND (
    e.document IS NULL OR e.document NOT IN (SELECT document FROM copies))
ORDER BY 2 NULLS LAST, e.id"""


class Tabs(csv.excel_tab):
    """As POLECAT is published: tabs between, and nothing quoted that needs no quotes."""

    lineterminator = "\n"


@cache
def columns() -> tuple[str, ...]:
    """The names of the forty columns, in order.

    >>> columns()[0], columns()[39], len(columns())
    ('Event ID', 'Version', 40)
    """
    table = resources.files("communique.record") / "polecat_columns.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    return tuple(row["column"] for row in csv.DictReader(lines))


def rows(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[object, ...]]:
    """One row an event, by date."""
    found = con.execute(_ROWS)
    while several := found.fetchmany(FETCHED):
        yield from (_row(one) for one in several)


def _row(found: tuple[object, ...]) -> tuple[object, ...]:
    (id, date, type, mode, intensity, quad, contexts,
     a_names, a_countries, a_sector, a_sectors, a_offices, a_raw,
     r_names, r_countries, r_sector, r_sectors, r_offices, r_raw,
     place, country, latitude, longitude, raw_place, publisher, published,
     people, organizations, locations, language, origin) = found  # fmt: skip
    kind, finer = cast(EventType, type), cast("str | None", mode)
    weight = plover.intensity(kind, finer) if intensity is None else intensity
    # Of places the tables give degrees to towns alone: a point in a country is a wrong place.
    city = place if latitude is not None else None
    quad_name = plover.QUAD_NAMES[quad].upper() if quad in plover.QUAD_NAMES else ""
    values = (
        id, date, type, mode, weight, quad_name, ";".join(cast("list[str]", contexts)),
        a_names, a_countries, _cow(a_countries), a_sector, a_sectors, a_offices, a_raw, None,
        r_names, r_countries, _cow(r_countries), r_sector, r_sectors, r_offices, r_raw, None,
        place, city, None, None, country, latitude, longitude, None, raw_place, None,
        publisher, published, people, organizations, locations, language, f"communique ({origin})",
    )  # fmt: skip
    return tuple(_flat(value) for value in values)


def _cow(countries: object) -> str | None:
    """The Correlates of War numbers of some countries, empty where there is none."""
    if not isinstance(countries, str):
        return None
    return ";".join(_cow_codes().get(one, "") for one in countries.split(";"))


@cache
def _cow_codes() -> dict[str, str]:
    table = resources.files("communique.record") / "cow_codes.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    return {row["iso3"]: row["cow"] for row in csv.DictReader(lines)}


def _flat(value: object) -> object:
    """No tab or line end within a cell, and nothing but ";" where all of several are empty."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    return " ".join(value.split()) if value.strip(";") else ""
