"""What is written is read back by other tools, and is the same that the archive holds."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import jsonschema
import pandas
import polars
import pytest

from communique.errors import ConfigError
from communique.record import polecat, schemas
from communique.record.archive import Archive

TABLES = [table.name for table in schemas.public_tables()]


def test_every_column_has_its_meaning() -> None:
    for table in schemas.tables():
        assert table.meaning and table.columns
        for column in table.columns:
            assert len(column.meaning) > 5, f"{table.name}.{column.name}"


def test_the_file_carries_the_meanings(filled: Archive) -> None:
    ((meaning,),) = filled.sql(
        "SELECT comment FROM duckdb_columns()"
        " WHERE table_name = 'statements' AND column_name = 'force'"
    )
    assert str(meaning).startswith("what is done by saying it")
    columns = filled.sql("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal")
    assert set(columns) == {
        (table.name, column.name) for table in schemas.tables() for column in table.columns
    }


def test_parquet_in_polars_and_duckdb(filled: Archive, tmp_path: Path) -> None:
    filled.export(tmp_path, "parquet")
    frame = polars.read_parquet(tmp_path / "statements.parquet")
    assert len(frame) == filled.counts()["statements"]
    assert frame["about"].to_list()[0] == ["agreement:minsk"]
    assert "no" not in frame.columns
    con = duckdb.connect()
    for name in TABLES:
        columns = con.execute(f"SELECT * FROM '{tmp_path}/{name}.parquet'").description
        assert [one[0] for one in columns or ()] == [
            column.name for column in schemas.table(name).public
        ]


def test_arrow_in_polars_and_pandas(filled: Archive, tmp_path: Path) -> None:
    paths = filled.export(tmp_path, "arrow")
    assert {path.stem for path in paths if path.suffix == ".arrow"} == set(TABLES)
    frame = polars.read_ipc(tmp_path / "statements.arrow")
    assert frame["id"].to_list() == [
        id for (id,) in filled.sql("SELECT id FROM statements ORDER BY document, position")
    ]
    assert frame["about"].to_list()[0] == ["agreement:minsk"]
    texts = pandas.read_feather(tmp_path / "documents.arrow").set_index("id")["text"]
    assert texts["a7"] == filled.record("a7").document.text
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert package["resources"][0]["path"] == "documents.arrow"


def test_csv_in_pandas_and_the_standard_library(filled: Archive, tmp_path: Path) -> None:
    paths = filled.export(tmp_path, "csv")
    assert {path.stem for path in paths if path.suffix == ".csv"} == set(TABLES)
    raw = (tmp_path / "documents.csv").read_bytes()
    assert raw.decode("utf-8").count("\r\n") == 61
    frame = pandas.read_csv(tmp_path / "documents.csv", keep_default_na=False)
    texts = {row.id: row.text for row in frame.itertuples()}
    assert texts["a7"] == filled.record("a7").document.text
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == filled.counts()["events"]
    assert rows[0]["contexts"] == "military"
    assert rows[0]["intensity"] == ""


def test_the_codebook_and_the_data_package_name_every_column(
    filled: Archive, tmp_path: Path
) -> None:
    filled.export(tmp_path, "csv")
    book = (tmp_path / "codebook.md").read_text("utf-8")
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert [one["path"] for one in package["resources"]] == [f"{name}.csv" for name in TABLES]
    for resource, name in zip(package["resources"], TABLES, strict=True):
        header = (tmp_path / f"{name}.csv").read_text("utf-8").splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert f"## {name}" in book
        for field in resource["schema"]["fields"]:
            assert field["description"] in book


def test_json_lines_follow_the_schema(filled: Archive, tmp_path: Path) -> None:
    paths = filled.export(tmp_path, "jsonl")
    assert {path.stem for path in paths} == set(TABLES)
    definitions = schemas.json_schema()["$defs"]
    assert isinstance(definitions, dict)
    for path in paths:
        lines = path.read_text("utf-8").splitlines()
        for line in lines[:20]:
            jsonschema.validate(json.loads(line), definitions[path.stem])
        if not path.name.startswith(("run", "failure", "judgement")):
            assert len(lines) == len(set(lines))


def test_polecat_has_its_forty_columns(filled: Archive, tmp_path: Path) -> None:
    filled.export(tmp_path, "polecat")
    frame = pandas.read_csv(tmp_path / "polecat.txt", sep="\t", keep_default_na=False, dtype=str)
    assert list(frame.columns) == list(polecat.columns())
    assert len(frame.columns) == 40
    assert len(frame) == len(filled.events(status="actual"))
    row = frame[(frame["Event Type"] == "ASSAULT") & (frame["Actor Country"] == "SWE")].iloc[0]
    assert row["Actor COW"] == "380"
    assert row["Quad Code"] == "MATERIAL CONFLICT"
    assert row["Contexts"] == "military"
    assert row["Publication Date"].startswith("202")
    (place,) = {tuple(one) for one in frame[frame["Raw Placename"] == "Gothenburg"][
        ["Placename", "City", "Country", "Latitude", "Longitude", "GeoNames ID"]].to_numpy()}
    assert place == ("Gothenburg", "Gothenburg", "SWE", "57.7", "11.97", "")
    again = pandas.read_csv(tmp_path / "polecat.csv", keep_default_na=False, dtype=str)
    assert again.equals(frame)


def test_the_list_of_polecat_columns_is_the_published_one(shared: Path) -> None:
    published = shared / "tables" / "plover" / "polecat_columns.csv"
    if not published.exists():
        published = shared / "data" / "tables" / "plover" / "polecat_columns.csv"
    with published.open(encoding="utf-8", newline="") as file:
        assert [row["column"] for row in csv.DictReader(file)] == list(polecat.columns())


def test_annotations_point_at_the_text(filled: Archive, tmp_path: Path) -> None:
    filled.export(tmp_path, "annotations")
    lines = (tmp_path / "annotations.jsonl").read_text("utf-8").splitlines()
    counts = filled.counts()
    assert len(lines) == counts["statements"] + counts["events"]
    texts = {one.document.url: one.document.text for one in filled.records()}
    for line in map(json.loads, lines):
        assert line["@context"] == "http://www.w3.org/ns/anno.jsonld"
        for target in line["target"]:
            quote, position = target["selector"]
            text = texts[target["source"]]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])


def test_quotations_name_the_speaker(filled: Archive, tmp_path: Path) -> None:
    filled.export(tmp_path, "annotations")
    lines = (tmp_path / "quotations.jsonl").read_text("utf-8").splitlines()
    first = json.loads(lines[0])
    assert first["@type"] == "Quotation"
    assert first["isPartOf"]["publisher"]["name"] == "Morning Post"
    assert first["spokenByCharacter"] == {
        "@type": "Person", "name": "Ilona Varga", "jobTitle": "foreign minister",
        "sameAs": "http://www.wikidata.org/entity/Q1",
    }  # fmt: skip


def test_an_unknown_format_is_told(filled: Archive, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="xlsx"):
        filled.export(tmp_path, "xlsx")


def test_nothing_half_written_is_left(filled: Archive, tmp_path: Path) -> None:
    filled.export(tmp_path, "jsonl")
    assert not list(tmp_path.glob(".*"))
