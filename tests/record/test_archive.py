"""What is added is there again, once, and whole; versions and copies are told apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.errors import InputError, NotFound, StoreError
from communique.ingest import Ingested
from communique.record import workers
from communique.record.archive import Archive
from communique.types import Document, Failure
from tests.record.fakes import article, broken_reader, make_reader, read

Lines = Callable[..., Path]


def exported(archive: Archive, folder: Path) -> dict[str, bytes]:
    """The files that two archives of the same articles share."""
    return {
        path.name: path.read_bytes()
        for path in archive.export(folder, "jsonl")
        if not path.name.startswith(("run", "failure", "judgement"))
    }


def test_records_come_back_as_they_were_read(filled: Archive) -> None:
    for number in (0, 3, 17, 59):
        one = article(number)
        given = Document(**one)  # type: ignore[arg-type]
        assert filled.record(f"a{number}") == read(given)


def test_all_records_come_back(filled: Archive) -> None:
    found = list(filled.records())
    assert [one.document.id for one in found] == sorted(f"a{at}" for at in range(60))


def test_adding_twice_adds_nothing(empty: Archive, lines: Lines, tmp_path: Path) -> None:
    source = lines(*(article(at) for at in range(5)))
    assert empty.add(source).added == 5
    before = exported(empty, tmp_path / "one")
    again = empty.add(source)
    assert (again.added, again.known, again.failed) == (0, 5, 0)
    assert exported(empty, tmp_path / "two") == before


def test_the_order_of_adding_leaves_no_trace(tmp_path: Path, lines: Lines) -> None:
    versions = [article(1), article(1, published="2024-01-01", text=article(1)["text"] + " More.")]
    copies = [article(7), article(7, id="copy", published="2025-01-01", publisher="Wire Two")]
    all_of_them = [*versions, *copies, *(article(at) for at in range(20, 26))]
    found = []
    for name, articles in (("up", all_of_them), ("down", list(reversed(all_of_them)))):
        with Archive(tmp_path / f"{name}.duckdb", reader=make_reader) as archive:
            for at, one in enumerate(articles):  # in batches of their own
                archive.add(lines(one, name=f"{name}{at}.jsonl"))
            assert archive.verify().holds
            found.append(exported(archive, tmp_path / name))
    assert found[0] == found[1]
    assert b'"copy"' in found[0]["copies.jsonl"]
    assert len(found[0]["superseded.jsonl"].splitlines()) == 1


def test_the_version_published_last_is_kept(empty: Archive, lines: Lines) -> None:
    old, new = article(1), article(1, published="2030-01-01", text="Varga said that it is over.")
    empty.add(lines(new))
    empty.add(lines(old, name="old.jsonl"))
    assert empty.record("a1").document.text == "Varga said that it is over."
    assert empty.sql("SELECT published FROM superseded") == [(old["published"],)]
    assert empty.add(lines(old, name="old.jsonl")).known == 1
    assert empty.verify().holds


def test_a_later_version_takes_out_everything_of_the_earlier(empty: Archive, lines: Lines) -> None:
    empty.add(lines(article(1), article(2)))
    empty.add(lines(article(1, published="2030-01-01", text="Nothing was said at all, it seems.")))
    assert [row.document for row in empty.statements()] == ["a2"]
    assert not empty.find(f"week {1}", document="a1")
    assert empty.find("nothing said", what="articles").first().id == "a1"  # type: ignore[union-attr]


def test_copies_are_kept_linked_and_counted_once(empty: Archive, lines: Lines) -> None:
    first = article(4, published="2022-01-01")
    copy = article(4, id="b", published="2022-01-02", publisher="Evening Mail",
                   text=first["text"].replace("It was a cold day", "It was a very cold day"))
    empty.add(lines(copy, first, article(5, published="2022-01-03")))
    assert [row.id for row in empty.articles()] == ["a4", "a5"]
    assert [row.id for row in empty.articles(copies=True)] == ["a4", "b", "a5"]
    assert empty.articles(copies=True, document="b").first().copy_of == "a4"  # type: ignore[union-attr]
    assert len(empty.statements()) == 2
    assert len(empty.statements(copies=True)) == 3
    (_, _, alike), = empty.sql("SELECT * FROM copies")
    assert 0.7 <= float(str(alike)) < 1


def test_other_reports_of_the_same_words(empty: Archive, lines: Lines) -> None:
    said = "Varga said that the talks in Lund are over."
    empty.add(lines(
        {"id": "x", "text": f"{said} One writer saw it and left the hall early."},
        {"id": "y", "text": f"It rained on the delegates for all of the day. {said}"},
    ))
    view = empty.statement(empty.statements(document="x").first().id)  # type: ignore[union-attr]
    assert [one.document for one in view.reports] == ["y"]
    assert view.around.at.exact == said
    assert view.around.after and view.around.after.exact.startswith("One writer")
    assert view.around.before is None


def test_single_things_are_shown_with_what_is_around(filled: Archive) -> None:
    row = filled.events(type="RETREAT", document="a3").first()
    assert row is not None
    view = filled.event(row.id)
    assert view.according_to and view.according_to.id == row.according_to
    assert view.article and view.article.id == "a3"
    actor = filled.actor("Q1")
    assert (actor.name, actor.offices[0].name) == ("Ilona Varga", "foreign minister")
    assert len(actor.said) == len(filled.statements(speaker="Q1")) > 0
    dyad = filled.dyad("HUN", "SWE")
    assert sum(one.count for one in dyad.timeline) == len(dyad.done_by_one) + len(
        dyad.done_by_other)
    for missing in (filled.statement, filled.event, filled.actor, filled.record):
        with pytest.raises(NotFound):
            missing("nobody")


def test_one_bad_article_stops_nothing(empty: Archive, lines: Lines) -> None:
    source = lines(article(1), article(2, text="BAD"), {"id": "e", "text": " "}, article(3))
    done = empty.add(source)
    assert (done.added, done.failed, done.exit_code) == (2, 2, 3)
    rows = empty.sql("SELECT document, stage, message FROM failures ORDER BY document")
    assert [row[1] for row in rows] == ["read", "ingest"]
    assert "line 2" in str(rows[0][0])
    assert "line 3" in str(rows[1][0])


def test_a_text_that_no_file_can_keep_is_a_failure(empty: Archive, tmp_path: Path) -> None:
    source = tmp_path / "half.jsonl"
    source.write_text('{"id": "h", "text": "Varga said that \\ud83d is half."}\n' +
                      json.dumps(article(1)) + "\n", "utf-8")
    done = empty.add(source)
    assert (done.added, done.failed) == (1, 1)
    assert empty.sql("SELECT stage FROM failures") == [("store",)]


def test_records_read_elsewhere_are_kept(empty: Archive) -> None:
    given = [read(Document(**article(at))) for at in range(3)]  # type: ignore[arg-type]
    failed = Failure("x", "read", "ValueError", "no")
    assert empty.keep([*given, failed]).exit_code == 3
    assert empty.record("a2") == given[2]
    assert empty.keep(given).known == 3


def test_processes_read_beside_and_add_the_same(tmp_path: Path, lines: Lines) -> None:
    source = lines(*(article(at) for at in range(150)))
    found = []
    for name, processes in (("one", 1), ("two", 2)):
        with Archive(tmp_path / f"{name}.duckdb", reader=make_reader) as archive:
            assert archive.add(source, processes=processes).added == 150
            found.append(exported(archive, tmp_path / name))
    assert found[0] == found[1]


def test_an_article_that_kills_its_reader_is_a_failure(tmp_path: Path) -> None:
    chunk = tuple(Ingested(Document(**article(at))) for at in range(3))  # type: ignore[arg-type]
    deadly = Ingested(Document("d", "CRASH"), origin="d.txt")
    batches = list(workers.read_beside(make_reader, [(*chunk, deadly), chunk], 1))
    assert sum(len(one.documents) for one in batches) == 6
    (failure,) = [failure for one in batches for failure in one.failures]
    assert (failure.document, failure.error) == ("d.txt", "WorkerDied")


def test_a_reader_that_gives_up_loses_one_article() -> None:
    texts = (article(1)["text"], "RAISE", article(2)["text"])
    chunk = tuple(Ingested(Document(f"d{at}", text)) for at, text in enumerate(texts))
    batch = workers.read_chunk(make_reader(), chunk)
    assert [one.id for one in batch.documents] == ["d0", "d2"]
    assert [(one.document, one.error) for one in batch.failures] == [("d1", "RuntimeError")]


def test_a_reader_that_can_not_be_made_is_told(tmp_path: Path, lines: Lines) -> None:
    chunk = (Ingested(Document("d", "text")),)
    with pytest.raises(workers.WorkerError, match="the model is missing"):
        list(workers.read_beside(broken_reader, [chunk, chunk], 1))


def test_the_run_tells_what_it_was(filled: Archive) -> None:
    (row,) = filled.sql("SELECT state, reader, added, known, failed FROM runs")
    assert row == ("finished", "FakeReader", 60, 0, 0)
    assert filled.sql("SELECT count(*) FROM run_documents WHERE source LIKE '%line%'") == [(60,)]


def test_a_query_of_ones_own_that_is_wrong_is_told(filled: Archive) -> None:
    with pytest.raises(InputError, match="nothing_like_it"):
        filled.sql("SELECT nothing_like_it FROM documents")


def test_what_was_decided_is_only_added_to(empty: Archive) -> None:
    first = empty.judge("u1", "e1", verdict=True, person="A. Name", why="the same base")
    second = empty.judge("u1", "e1", verdict=False, person="B. Name")
    assert empty.judgements("u1") == [first, second]
    with pytest.raises(InputError):
        empty.judge("u1", None, verdict=True, person=" ")


def test_there_is_no_archive_until_something_is_added(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no archive"):
        Archive(tmp_path / "none.duckdb").counts()
    assert not (tmp_path / "none.duckdb").exists()


def test_the_default_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_ARCHIVE", "elsewhere.duckdb")
    assert Archive().path == Path("elsewhere.duckdb")


