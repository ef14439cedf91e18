"""Events of other series into the same table, marked as imported.

Takes an ICEWS file (tab-separated, with its published header), gives how many of its events were
new. Types come from the CAMEO code by `plover`; sides get actors of their own with the country
that the file names. A row has no article, so it has no offsets; its origin says where it is from.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from communique import plover
from communique.errors import ConfigError, InputError
from communique.record import store, tallies
from communique.types import content_id

if TYPE_CHECKING:
    import duckdb

SEVERAL = 5_000  # rows that are written together
_MISSING = ("", "NA", "None", "NULL")
_ICEWS = ("Event ID", "Event Date", "Source Name", "CAMEO Code", "Intensity", "Target Name")

Value = str | int | float | list[str] | None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an imported event."""

    name: str
    country: str | None
    sectors: str


@dataclass(frozen=True, slots=True)
class Imported:
    """One row of another series."""

    id: str
    date: str
    code: plover.CameoCode
    intensity: float | None
    source: Side | None
    target: Side | None
    publisher: str | None
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a file: events added, held already, and rows that are no events here."""

    added: int
    known: int
    left_out: int


def add(con: duckdb.DuckDBPyConnection, path: Path, series: str) -> Brought:
    """Write the events of a file that are not there yet; call it inside a transaction.

    Raises:
        InputError: the file is no such series; the message names the line.
    """
    if series not in _SERIES:
        raise ConfigError(f"no series is called {series!r}", "one of " + ", ".join(_SERIES))
    added = rows = left_out = 0
    several: list[Imported] = []
    for one in _SERIES[series](path):
        if one is None:
            left_out += 1
            continue
        rows += 1
        several.append(one)
        if len(several) == SEVERAL:
            added += _write(con, several, series)
            several = []
    added += _write(con, several, series)
    if added:
        tallies.count(con)
    return Brought(added, rows - added, left_out)


def _icews(path: Path) -> Iterator[Imported | None]:
    """The rows; None for a plain statement, which is no event here."""
    from communique.resolve.countries import country_named

    def country(name: str) -> str | None:
        found = country_named(name) if _given(name) else None
        return found.iso3 if found else None

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            header = next(reader, [])
            _check_header(path, header)
            for cells in reader:
                if not cells:
                    continue
                place = f"{path}, line {reader.line_num}"
                if len(cells) != len(header):
                    raise InputError(f"{place}: {len(cells)} cells, the header has {len(header)}")
                yield _icews_row(dict(zip(header, cells, strict=True)), place, country)
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 at byte {error.start}") from error


def _check_header(path: Path, header: Sequence[str]) -> None:
    missing = [name for name in _ICEWS if name not in header]
    if missing:
        raise InputError(
            f"{path} is no ICEWS file: there is no column {missing[0]!r}",
            "the public layout has " + ", ".join(_ICEWS),
        )


def _icews_row(
    row: dict[str, str], place: str, country: Callable[[str], str | None]
) -> Imported | None:
    code = plover.from_cameo(row["CAMEO Code"])
    if code is None:
        raise InputError(f"{place}: {row['CAMEO Code']!r} is no CAMEO code")
    if code.house_type is None:
        return None

    def side(prefix: str) -> Side | None:
        name = row[f"{prefix} Name"]
        if not _given(name):
            return None
        return Side(name, country(row.get(f"{prefix} Country", "")),
                    row.get(f"{prefix} Sectors", ""))  # fmt: skip

    return Imported(
        row["Event ID"], row["Event Date"], code, _number(row["Intensity"]), side("Source"),
        side("Target"), _given(row.get("Publisher")), _given(row.get("City")),
        country(row.get("Country", "")), _number(row.get("Latitude")),
        _number(row.get("Longitude")),
    )  # fmt: skip


_SERIES: dict[str, Callable[[Path], Iterator[Imported | None]]] = {"icews": _icews}
SERIES = tuple(_SERIES)


def _write(con: duckdb.DuckDBPyConnection, several: Sequence[Imported], series: str) -> int:
    ids = {_id(one, series): one for one in several}
    held = {str(row[0]) for row in con.execute(
        "SELECT id FROM events WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)]
    ).fetchall()}  # fmt: skip
    new = {id: one for id, one in ids.items() if id not in held}
    if not new:
        return 0
    row = store.one_row(con, "SELECT coalesce(max(no), 0) FROM events")
    first = (int(row[0]) if row else 0) + 1
    numbered = [(number, id, one) for number, (id, one) in enumerate(new.items(), first)]
    _insert(con, "events", [_event(number, id, one, series) for number, id, one in numbered])
    parties = [party for number, id, one in numbered
               for party in _parties(number, id, one, series)]  # fmt: skip
    _insert(con, "event_parties", parties)
    _insert_actors(con, list(new.values()), series)
    return len(new)


def _id(one: Imported, series: str) -> str:
    return content_id(f"event-{series}", one.id, one.date)


def _event(number: int, id: str, one: Imported, series: str) -> tuple[Value, ...]:
    type = one.code.house_type
    assert type
    return (
        number, id, series, None, 0, type, one.code.mode if type == one.code.type else None,
        plover.quad_of(type), list(one.code.contexts), None, None, None, None, None, None, None,
        None, one.place, one.country, one.latitude, one.longitude, one.date, "day", "written",
        "actual", None, one.intensity, one.code.code, one.publisher, 1.0, 0, 0, one.date,
        None,
    )  # fmt: skip


def _parties(number: int, id: str, one: Imported, series: str) -> Iterator[tuple[Value, ...]]:
    for role, side in (("actor", one.source), ("recipient", one.target)):
        if side:
            key = _key(side, series)
            yield (None, id, role, 0, None, None, None, key, number, side.country)


def _key(side: Side, series: str) -> str:
    return f"{series}:{side.name}"


def _insert_actors(
    con: duckdb.DuckDBPyConnection, several: Sequence[Imported], series: str
) -> None:
    sides = {_key(side, series): side for one in several for side in (one.source, one.target)
             if side}  # fmt: skip
    held = {str(row[0]) for row in con.execute(
        "SELECT key FROM actors WHERE document IS NULL AND key IN (SELECT unnest(?::VARCHAR[]))",
        [list(sides)],
    ).fetchall()}  # fmt: skip
    _insert(con, "actors", [
        (None, 0, key, side.name, "country" if _is_state(side) else "group", side.country,
         _sector(side), None, None, None, None, f"named so by {series}", 0)
        for key, side in sides.items() if key not in held
    ])  # fmt: skip


def _is_state(side: Side) -> bool:
    return side.country is not None and "(" not in side.name and not _given(side.sectors)


_SECTORS = (
    ("Military", "MIL"), ("Police", "COP"), ("Legislative", "LEG"), ("Judicial", "JUD"),
    ("Government", "GOV"), ("Executive", "GOV"), ("Rebel", "REB"), ("Insurgent", "REB"),
    ("International Government Organization", "IGO"), ("Media", "MED"), ("Education", "EDU"),
    ("Business", "BUS"), ("General Population", "CVL"), ("Civilian", "CVL"), ("Parties", "PTY"),
    ("Dissident", "OPP"), ("Opposition", "OPP"),
)  # fmt: skip


def _sector(side: Side) -> str | None:
    if _is_state(side):
        return "GOV"
    return next((code for name, code in _SECTORS if name in side.sectors), None)


def _given(value: str | None) -> str | None:
    return value if value is not None and value.strip() not in _MISSING else None


def _number(value: str | None) -> float | None:
    try:
        return float(value) if _given(value) else None  # type: ignore[arg-type]
    except ValueError:
        return None


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Value, ...]]) -> None:
    import numpy as np

    if not rows:
        return
    data = {}
    for at, column in enumerate(zip(*rows, strict=True)):
        data[f"c{at}"] = np.empty(len(rows), dtype=object)
        data[f"c{at}"][:] = column
    with store.batch(con, data):
        con.execute(f"INSERT INTO {table} SELECT * FROM batch")
