"""`add`, `find`, `show`, `export`, `verify`, `import` as others rely on them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from communique.record import archive as archives
from communique.serve import cli
from tests.record.fakes import article, make_reader

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """Runs a command in a folder of its own, reading with the fake reader."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_ARCHIVE", raising=False)
    monkeypatch.setattr(archives.Archive.__init__, "__kwdefaults__", {"reader": make_reader})

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(list(arguments))
        out, error = capfdbinary.readouterr()
        return code, out.decode(), error.decode()

    return run


@pytest.fixture
def articles(tmp_path: Path) -> str:
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(article(at)) + "\n" for at in range(12)), "utf-8")
    return str(path)


def test_add_then_find_then_show(run: Run, articles: str) -> None:
    code, out, error = run("add", articles, "--archive", "t.duckdb")
    assert (code, out) == (0, "")
    assert "12 added" in error
    code, out, _ = run("find", "withdraw army", "--archive", "t.duckdb", "--force", "promise",
                       "--json")  # fmt: skip
    rows = json.loads(out)
    assert code == 0 and rows
    assert {row["force"] for row in rows} == {"promise"}
    code, out, _ = run("show", rows[0]["id"], "--archive", "t.duckdb")
    assert code == 0
    assert rows[0]["text"] in out and "https://news.example/" in out
    code, out, _ = run("show", rows[0]["id"], "--archive", "t.duckdb", "--json")
    assert json.loads(out)["row"]["id"] == rows[0]["id"]
    for id in (rows[0]["document"], "Q1", rows[0]["events"][0]):
        assert run("show", id, "--archive", "t.duckdb")[0] == 0
        json.loads(run("show", id, "--archive", "t.duckdb", "--json")[1])
    code, _, error = run("show", "nobody", "--archive", "t.duckdb")
    assert code == 4 and "nobody" in error


def test_the_archive_may_be_left_out(
    run: Run, articles: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run("add", articles)[0] == 0
    assert (tmp_path / "communique.duckdb").exists()
    assert "12 known" in run("add", articles)[2]
    monkeypatch.setenv("COMMUNIQUE_ARCHIVE", str(tmp_path / "other.duckdb"))
    code, _, error = run("find", "troops")
    assert code == 5 and "other.duckdb" in error and "communique add" in error
    assert "Traceback" not in error


def test_find_lists_events_and_articles(run: Run, articles: str) -> None:
    run("add", articles)
    lines = run("find", "--in", "events", "--type", "assault", "--jsonl")[1].splitlines()
    assert {json.loads(line)["type"] for line in lines} == {"ASSAULT"}
    rows = json.loads(run("find", "--in", "articles", "--publisher", "wire", "--json", "-n", "2")[1])
    assert len(rows) == 2
    assert len(json.loads(run("find", "--json", "-n", "0")[1])) == 12
    assert json.loads(run("find", "--json", "--speaker", "HUN,SWE", "--since", "2021")[1])
    assert run("find", "zebra", "--json")[1].strip() == "[]"


def test_mistakes_are_one_line_and_a_hint(run: Run, articles: str) -> None:
    run("add", articles)
    for arguments, word in (
        (("find", "--force", "promis"), "promise"), (("find", "--since", "soon"), "not a date"),
        (("find", "--in", "wines"), "statements"), (("export", "out", "--format", "xlsx"), "xlsx"),
        (("add", articles, "--map", "body"), "text=body"), (("find", "--json", "--jsonl"), "exclude"),
        (("add", articles, "--map", "words=body"), "words"),
    ):  # fmt: skip
        code, out, error = run(*arguments)
        assert (code, out) == (2, ""), arguments
        assert word in error and "Traceback" not in error
        assert len(error.splitlines()) <= 2


def test_failures_are_lines_and_exit_codes(run: Run, tmp_path: Path) -> None:
    good = json.dumps(article(1))
    mixed = tmp_path / "mixed.jsonl"
    mixed.write_text(f"{good}\n{{\"id\": \n", "utf-8")
    code, _, error = run("add", str(mixed))
    assert code == 3
    assert f"{mixed}, line 2" in error
    bad = tmp_path / "bad.csv"
    bad.write_text("id,words\n1,x\n", "utf-8")
    code, _, error = run("add", str(bad))
    assert code == 2 and "bad.csv" in error and "words" in error
    code, _, error = run("add", str(tmp_path / "nowhere.txt"))
    assert code == 2 and "nowhere.txt" in error
    text = tmp_path / "text.duckdb"
    text.write_text("no archive at all " * 1000, "utf-8")
    for arguments in (("add", str(mixed)), ("find", "x"), ("verify",)):
        code, _, error = run(*arguments, "--archive", str(text))
        assert code == 5 and "text.duckdb" in error and "Traceback" not in error


def test_a_table_with_names_of_its_own(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("nr,body\n1,Varga said that it is over.\n", "utf-8")
    code, out, _ = run("add", str(path), "--map", "text=body", "--map", "id=nr", "--json")
    assert code == 0 and json.loads(out)["added"] == 1
    assert json.loads(run("find", "--json")[1])[0]["document"] == "1"


def test_every_form_of_input_is_added(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = tmp_path / "news"
    (news / "deep").mkdir(parents=True)
    texts = [article(at)["text"] for at in range(12)]
    (news / "deep" / "one.txt").write_text(texts[0], "utf-8")
    page = f"<html><body><article><p>{texts[1]}</p><p>{texts[1]}</p></article></body></html>"
    (news / "two.html").write_text(page, "utf-8")
    (news / "three.jsonl").write_text(json.dumps({"text": texts[2]}) + "\n", "utf-8")
    with (news / "four.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["text"], [texts[3]]])
    duckdb.connect().execute(
        f"COPY (SELECT ? AS text) TO '{news / 'five.parquet'}' (FORMAT parquet)", [texts[4]]
    )
    (news / "six.xml").write_text(
        "<rss version='2.0'><channel><title>Wire</title><item><title>Six</title>"
        f"<description>{texts[5]}</description></item></channel></rss>", "utf-8",
    )  # fmt: skip
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + (
        f"<html><body><article><p>{texts[6]}</p><p>{texts[6]}</p></article></body></html>"
    ).encode()
    (news / "seven.warc.gz").write_bytes(gzip.compress(
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
        b"WARC-Target-URI: https://news.example/seven\r\n"
        b"Content-Length: " + str(len(answer)).encode() + b"\r\n\r\n" + answer + b"\r\n\r\n"
    ))  # fmt: skip
    with zipfile.ZipFile(news / "eight.zip", "w") as packed:
        packed.writestr("eight.txt", texts[7])
    code, out, error = run("add", str(news), "--json")
    assert (code, json.loads(out)["added"]) == (0, 8), error
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(texts[8].encode())))
    assert run("add", "-")[0] == 0
    (tmp_path / "nine.txt").write_text(texts[9], "utf-8")
    assert run("add", f"{tmp_path}/n*.txt")[0] == 0
    found = json.loads(run("find", "--in", "articles", "--json")[1])
    assert len(found) == 10 and all(one["statements"] for one in found)
    assert "8 known" in run("add", str(news))[2]


def test_a_bar_is_drawn_on_a_terminal_alone(
    run: Run, articles: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in run("add", articles)[2]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    code, out, error = run("add", articles, "--archive", "bar.duckdb")
    assert (code, out) == (0, "")
    assert "100%" in error and "12 added, " in error and "articles a second" in error


def test_export_verify_and_import(run: Run, articles: str, tmp_path: Path) -> None:
    run("add", articles)
    for format in ("parquet", "csv", "jsonl", "arrow", "polecat", "annotations"):
        code, out, _ = run("export", f"out/{format}", "--format", format)
        assert code == 0
        assert all((tmp_path / line).is_file() for line in out.splitlines())
    assert (tmp_path / "out" / "jsonl" / "statements.jsonl").is_file()
    code, out, error = run("verify")
    assert (code, out) == (0, "")
    assert "everything holds" in error
    with archives.Archive() as kept:
        kept.writing().execute("UPDATE statement_contents SET start = start + 1 WHERE position = 0")
    code, out, _ = run("verify")
    assert code == 5
    assert "content" in out


def test_verify_notices_what_was_changed(run: Run, articles: str) -> None:
    run("add", articles)
    for change, word in (
        ("UPDATE documents SET text = text || '!' WHERE id = 'a1'", "sha256"),
        ("UPDATE mentions SET exact = 'x' WHERE position = 0", "mention"),
        ("DELETE FROM actors WHERE key = 'Q1'", "among the actors"),
        ("UPDATE events SET according_to = 'gone' WHERE document = 'a2'", "is not there"),
        ("UPDATE events SET type = 'AID' WHERE document = 'a3'", "not the hash"),
        ("DELETE FROM document_postings WHERE item = 1", "search"),
        ("INSERT INTO copies VALUES ('a1', 'gone', 1)", "copies"),
        ("INSERT INTO documents SELECT * FROM documents WHERE id = 'a5'", "twice"),
    ):  # fmt: skip
        with archives.Archive() as kept:
            con = kept.writing()
            con.execute("BEGIN")
            con.execute(change)
            from communique.record import checks

            report = checks.verify(con)
            con.execute("ROLLBACK")
        assert any(word in one.message for one in report.problems), change
    assert run("verify")[0] == 0


def test_every_filter_is_an_option(run: Run) -> None:
    from communique.record.filters import names

    help = run("find", "--help")[1]
    for name in names():
        if name != "text":
            assert f"--{name}" in help
