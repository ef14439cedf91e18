"""A table of the user's own: people, groups, bodies, invented states, offices with dates.

Takes a CSV or JSON file (`--actors FILE`), gives an `ActorTable`; `combined` lays it over the
built-in tables: its rows come first, and what it names otherwise is forgotten for that name. All
mistakes of a file are told at once, in one ConfigError.

The columns (a CSV's header, or the keys of a JSON list of objects), all but `kind` and `name` may
be left out:

    kind       person, country, organization (or: organisation), group, office
    name       the name to show; of a country the short one, "Ostmark"
    aliases    other names, parted by "|" (in JSON a list)
    country    alpha-3 of the state it belongs to; for a country its own code, invented ones too ("OSM")
    sector     a PLOVER code, of an organization, group, or of a person out of office
    office     a person's title, or the title of an office ("Minister of Foreign Affairs")
    from, to   ISO dates or their beginnings, of the office
    holder     of an office: the name of who holds it (or use a person's row with an office)
    adjective  of a country: "Ostmarkian", several parted by "|"
    people     of a country: "Ostmarkians", several parted by "|"
    capital    of a country; several parted by "|"
    wikidata   a Q-id

A person with several offices has several rows. CSV example:

    kind,name,aliases,country,sector,office,from,to,adjective,capital
    country,Ostmark,Republic of Ostmark,OSM,,,,,Ostmarkian,Weissburg
    person,Anna Kern,,OSM,,Minister of Foreign Affairs,2031-02-01,,,
    group,River Front,RF,OSM,REB,,,,,
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from communique.errors import ConfigError
from communique.resolve.persons import name_keys, plain_name
from communique.resolve.spellings import key_of
from communique.resolve.tables import Tables
from communique.resolve.titles import roles_of, sector_of_role

KINDS = ("person", "country", "organization", "group", "office")
COLUMNS = frozenset(
    "kind name aliases country sector office from to holder adjective people capital wikidata".split()
)
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One row of a user's table; `names` are the name and its aliases."""

    kind: str
    names: tuple[str, ...]
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    start: str | None = None
    end: str | None = None
    holder: str | None = None
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class ActorTable:
    """The rows of a file, in its order."""

    rows: tuple[ActorRow, ...]


def read_actors(path: str | Path) -> ActorTable:
    """The table in a CSV or JSON file; ConfigError says what is wrong with which rows."""
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"The actors file {file} can't be read: {error}.") from error
    rows, mistakes = [], []
    for number, fields in _fields(file, text):
        mistakes += [f"row {number}: {mistake}" for mistake in _mistakes(fields)]
        rows.append(_row(fields))
    if not rows and not mistakes:
        mistakes.append("it holds no rows")
    if mistakes:
        raise ConfigError(
            f"The actors file {file} is wrong: {'; '.join(mistakes)}.",
            "The columns are told in the documentation of communique.resolve.extras.",
        )
    return ActorTable(tuple(rows))


def _fields(file: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    if text.lstrip()[:1] in ("[", "{"):
        try:
            listed = json.loads(text)
        except json.JSONDecodeError as error:
            raise ConfigError(f"The actors file {file} is no JSON: {error}.") from error
        listed = listed.get("actors", []) if isinstance(listed, dict) else listed
        for number, one in enumerate(listed, 1):
            if not isinstance(one, Mapping):
                raise ConfigError(f"The actors file {file} is wrong: row {number} is no object.")
            yield number, {str(key): _text(value) for key, value in one.items()}
    else:
        for number, one in enumerate(csv.DictReader(text.splitlines()), 2):
            yield number, {str(key): _text(value) for key, value in one.items()}


def _text(value: object) -> str:
    if isinstance(value, list):
        return "|".join(str(one) for one in value)
    return "" if value is None else str(value).strip()


def _mistakes(fields: Mapping[str, str]) -> Iterator[str]:
    unknown = sorted(set(fields) - COLUMNS)
    if unknown:
        yield f"no such column: {', '.join(unknown)}"
    if _kind(fields) not in KINDS:
        yield f"kind is {fields.get('kind', '')!r}, not one of {', '.join(KINDS)}"
    if not fields.get("name") and _kind(fields) != "office":
        yield "name is empty"
    for column in ("from", "to"):
        if fields.get(column) and not _DAY.fullmatch(fields[column]):
            yield f"{column} is {fields[column]!r}, not a date like 2031-02-01"
    for column in ("country", "sector"):
        if fields.get(column) and not _CODE.fullmatch(fields[column]):
            yield f"{column} is {fields[column]!r}, not three capitals"
    if _kind(fields) == "country" and not fields.get("country"):
        yield "a country needs a code in the column country"
    if _kind(fields) == "office" and not (fields.get("office") and fields.get("holder")):
        yield "an office needs office and holder"
    if fields.get("from") and fields.get("to") and fields["to"] < fields["from"]:
        yield f"it ends ({fields['to']}) before it begins ({fields['from']})"


def _kind(fields: Mapping[str, str]) -> str:
    return fields.get("kind", "").lower().replace("organisation", "organization")


def _row(fields: Mapping[str, str]) -> ActorRow:
    def many(column: str) -> tuple[str, ...]:
        return tuple(one.strip() for one in fields.get(column, "").split("|") if one.strip())

    return ActorRow(
        _kind(fields), (fields.get("name") or fields.get("holder", ""), *many("aliases")),
        fields.get("country") or None, fields.get("sector") or None, fields.get("office") or None,
        fields.get("from") or None, fields.get("to") or None, fields.get("holder") or None,
        many("adjective"), many("people"), many("capital"), fields.get("wikidata") or None,
    )  # fmt: skip


def combined(tables: Tables, extra: ActorTable) -> Tables:
    """The tables with the user's rows laid over them."""
    countries = [row for row in extra.rows if row.kind == "country"]
    bodies = [row for row in extra.rows if row.kind in ("organization", "group")]
    persons: dict[str, list[ActorRow]] = defaultdict(list)
    for row in extra.rows:
        if row.kind in ("person", "office"):
            persons[row.names[0] if row.kind == "person" else row.holder or ""].append(row)
    return replace(
        tables,
        countries=tables.countries.over(_country(row) for row in countries),
        country_names=tables.country_names.over(
            pair for row in countries for pair in _country_names(row)
        ),
        organisations=tables.organisations.over(_body(row) for row in bodies),
        organisation_names=tables.organisation_names.over(
            (key_of(name).removeprefix("the "), _body(row)[0], "A" if name.isupper() else "")
            for row in bodies
            for name in row.names
        ),
        persons=tables.persons.over(_person(name, rows) for name, rows in persons.items()),
        person_names=tables.person_names.over(
            (key, _person(name, rows)[0])
            for name, rows in persons.items()
            for one in rows
            for variant in (one.names if one.kind == "person" else (name,))
            for key, _ in name_keys(plain_name(variant), one.country)
        ),
        offices=tables.offices.over(
            office for name, rows in persons.items() for office in _offices(name, rows)
        ),
    )


def _country(row: ActorRow) -> tuple[str, ...]:
    name = row.names[0]
    return (row.country or "", name, f"Government of {name}", "".join(row.capitals[:1]), "", "")


def _country_names(row: ActorRow) -> Iterator[tuple[str, str, str]]:
    ways = (("name", row.names), ("adjective", row.adjectives), ("people", row.people), ("capital", row.capitals))
    for how, names in ways:
        for name in names:
            yield key_of(name).removeprefix("the "), row.country or "", how
    for name in row.adjectives if not row.people else ():
        yield f"{key_of(name)}s", row.country or "", "people"


def _body(row: ActorRow) -> tuple[str, ...]:
    key = f"org:{key_of(row.names[0]).replace(' ', '-')}"
    return (key, row.names[0], row.country or "", row.country or "", row.sector or "UNK", row.wikidata or "")


def _person(name: str, rows: list[ActorRow]) -> tuple[str, ...]:
    first = rows[0]
    wikidata = next((row.wikidata for row in rows if row.wikidata), "") or ""
    key = wikidata or f"person:{first.country or 'none'}:{key_of(name).replace(' ', '-')}"
    variants = dict.fromkeys(variant for row in rows if row.kind == "person" for variant in row.names[1:])
    tenures = "|".join("^".join(_tenure(row)) for row in rows if row.office)
    sector = next((row.sector for row in rows if row.sector), "") or ""
    return (key, plain_name(name), first.country or "", wikidata, sector, "|".join(variants), tenures)


def _tenure(row: ActorRow) -> tuple[str, ...]:
    roles = roles_of(row.office or "", row.country)
    sector = sector_of_role(roles[0]) if roles else "GOV"
    title = (row.office or "").replace("|", "/").replace("^", " ")
    return (title, ",".join(roles), row.country or "", row.start or "", row.end or "", "", sector)


def _offices(name: str, rows: list[ActorRow]) -> Iterator[tuple[str, ...]]:
    key = _person(name, rows)[0]
    for row in rows:
        title, roles, country, start, end, _, sector = _tenure(row) if row.office else ("",) * 7
        for place, role in enumerate(filter(None, roles.split(","))):
            yield (f"{country} {role}", start, end, key, title, str(place), sector)
