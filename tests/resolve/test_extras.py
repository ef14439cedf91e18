"""A user's own table of actors: invented states, persons, groups, offices with dates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.errors import ConfigError
from communique.resolve.candidates import who
from communique.resolve.extras import combined, read_actors
from communique.resolve.tables import Tables, builtin

TABLE = """\
kind,name,aliases,country,sector,office,from,to,holder,adjective,people,capital
country,Ostmark,Republic of Ostmark,OSM,,,,,,Ostmarkian,,Weissburg
person,Anna Kern,A. Kern,OSM,,Minister of Foreign Affairs,2031-02-01,,,,,
person,Jan Holt,,OSM,,Minister of Foreign Affairs,2029-02-01,2031-02-01,,,,
office,,,OSM,,President,2030-01-01,,Mira Vandal,,,
group,River Front,RVF,OSM,REB,,,,,,,
organization,League of the Strait,,,IGO,,,,,,,
person,Paul Putin,,OSM,JRN,,,,,,,
"""


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    path = tmp_path / "actors.csv"
    path.write_text(TABLE, encoding="utf-8")
    return combined(builtin(), read_actors(path))


@pytest.mark.parametrize(
    ("phrase", "day", "name", "country", "sector"),
    [
        ("the Ostmarkian foreign minister", "2031-05-01", "Anna Kern", "OSM", "GOV"),
        ("the Ostmarkian foreign minister", "2030-05-01", "Jan Holt", "OSM", "GOV"),
        ("Ostmark's president", "2031-05-01", "Mira Vandal", "OSM", "GOV"),
        ("Kern", "2031-05-01", "Anna Kern", "OSM", "GOV"),
        ("Jan Holt", "2032-01-01", "Jan Holt", "OSM", "ELI"),
        ("Weissburg", None, "Government of Ostmark", "OSM", "GOV"),
        ("Ostmarkians", None, "people of Ostmark", "OSM", "CVL"),
        ("Ostmarkian troops", None, "Ostmarkian troops", "OSM", "MIL"),
        ("the RVF", None, "River Front", "OSM", "REB"),
        ("the League of the Strait", None, "League of the Strait", None, "IGO"),
        ("Putin", None, "Paul Putin", "OSM", "JRN"),
        ("Vladimir Putin", None, "Vladimir Putin", "RUS", "GOV"),
    ],
)
def test_the_own_table_is_asked_first(
    tables: Tables, phrase: str, day: str | None, name: str, country: str | None, sector: str
) -> None:
    found = who(phrase, day, tables)
    assert found, "nobody is found"
    actor = found[0].actor
    assert (actor.name, actor.country, actor.sector) == (name, country, sector)


def test_the_built_in_tables_stay_as_they_are(tables: Tables) -> None:
    assert who("Weissburg") == []
    assert who("Putin")[0].actor.name == "Vladimir Putin"


def test_json_does_as_well(tmp_path: Path) -> None:
    rows = [{"kind": "person", "name": "Anna Kern", "aliases": ["Kernova"], "country": "OSM",
             "office": "Prime Minister", "from": "2030", "to": None}]  # fmt: skip
    path = tmp_path / "actors.json"
    path.write_text(json.dumps({"actors": rows}), encoding="utf-8")
    actor = who("Kernova", "2031-01-01", combined(builtin(), read_actors(path)))[0].actor
    assert (actor.name, actor.office, actor.office_from) == ("Anna Kern", "Prime Minister", "2030")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text(
        "kind,name,country,from,to,colour\n"
        "wizard,Merlin,,,,blue\n"
        "person,,OSM,2031-13-01,,\n"
        "country,Ostmark,,,,\n"
        "person,Anna Kern,Ostmark,2031,2030,\n",
        encoding="utf-8",
    )
    with pytest.raises(ConfigError) as error:
        read_actors(path)
    message = str(error.value)
    for part in ("row 2", "wizard", "colour", "row 3", "2031-13-01", "row 4", "row 5", "before it begins"):
        assert part in message


@pytest.mark.parametrize("text", ["", "[]", "{broken", "[1, 2]"])
def test_what_is_no_table_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "actors.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"actors\.json"):
        read_actors(path)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="can't be read"):
        read_actors(tmp_path / "none.csv")
