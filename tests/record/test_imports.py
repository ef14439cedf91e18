"""ICEWS rows in the same table of events, marked as imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.errors import ConfigError, InputError
from communique.record.archive import Archive
from tests.record.fakes import article

Lines = Callable[..., Path]

HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t"
    "Intensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\t"
    "City\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n"
)
ROWS = (
    "1\t2018-06-01\tForeign Ministry (Hungary)\tGovernment\tHungary\tConsult\t040\t1\tSweden\tNA\t"
    "Sweden\t9\t2\tMorning Post\tSzeged\tNA\tNA\tHungary\t46.2\t20.1\n"
    "2\t2018-06-02\tSweden\tNA\tSweden\tImpose sanctions\t163\t-8\tHungary\tNA\tHungary\t9\t3\t"
    "Morning Post\tNA\tNA\tNA\tNA\tNA\tNA\n"
    "3\t2018-06-02\tSweden\tNA\tSweden\tMake statement\t010\t0\tHungary\tNA\tHungary\t9\t4\t"
    "Morning Post\tNA\tNA\tNA\tNA\tNA\tNA\n"
)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_rows_stand_beside_what_was_read(empty: Archive, lines: Lines, tmp_path: Path) -> None:
    empty.add(lines(article(1)))
    source = written(tmp_path / "icews.tab", HEADER + ROWS)
    done = empty.import_events(source)
    assert (done.added, done.known, done.left_out) == (2, 0, 1)
    again = empty.import_events(source)
    assert (again.added, again.known) == (0, 2)
    rows = list(empty.events(origin="icews"))
    assert [(row.type, row.code, row.date) for row in rows] == [
        ("CONSULT", "040", "2018-06-01"), ("SANCTION", "163", "2018-06-02")
    ]  # fmt: skip
    assert rows[0].actor_names == ["Foreign Ministry (Hungary)"]
    assert (rows[0].place, rows[0].latitude, rows[0].publisher) == ("Szeged", 46.2, "Morning Post")
    assert rows[1].intensity == -8
    assert rows[0].document is None and rows[0].trigger is None
    assert {row.origin for row in empty.events(country="SWE")} >= {"icews"}
    assert not empty.events(origin="icews", actor="NGA")
    assert [row.id for row in empty.dyad("SWE", "HUN").done_by_one if row.origin == "icews"] == [
        rows[1].id]  # fmt: skip
    assert empty.event(rows[1].id).article is None
    assert empty.verify().holds
    empty.export(tmp_path / "out", "polecat")
    assert "SANCTION" in (tmp_path / "out" / "polecat.txt").read_text("utf-8")


def test_what_is_no_series_is_told(empty: Archive, tmp_path: Path) -> None:
    for text, reason in (
        ("a\tb\n1\t2\n", "Event ID"), (HEADER + "1\t2\n", "line 2: 2 cells"),
        (HEADER + ROWS.replace("163", "999"), "'999' is no CAMEO code"),
    ):  # fmt: skip
        with pytest.raises(InputError, match=reason):
            empty.import_events(written(tmp_path / "bad.tab", text))
    assert empty.counts()["events"] == 0
    with pytest.raises(InputError, match="no such file"):
        empty.import_events(tmp_path / "nowhere.tab")
    with pytest.raises(ConfigError, match="gdelt9"):
        empty.import_events(tmp_path / "bad.tab", "gdelt9")


def test_the_real_sample(empty: Archive, shared: Path) -> None:
    sample = shared / "data" / "tables" / "samples" / "icews_events_2018.sample.tab"
    done = empty.import_events(sample)
    assert done.added + done.left_out == sample.read_text("utf-8").count("\n") - 1
    rows = list(empty.events(actor="RUS", recipient="USA"))
    assert rows
    assert all(row.actor_countries == ["RUS"] for row in rows)
    known = empty.sql("SELECT count(*) FILTER (country IS NOT NULL) / count(*) FROM actors")
    assert float(str(known[0][0])) > 0.8
