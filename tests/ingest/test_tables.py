"""CSV, TSV and Parquet with one article a row."""

from __future__ import annotations

import io
from pathlib import Path

import duckdb

from communique.ingest import Ingested, ingest
from communique.types import Failure


def split(path: Path, **options: object) -> tuple[list[Ingested], list[Failure]]:
    found = list(ingest([path], **options))  # type: ignore[arg-type]
    return ([one for one in found if isinstance(one, Ingested)],
            [one for one in found if isinstance(one, Failure)])  # fmt: skip


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_fields_by_their_names(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'id,title,date,text\r\n7,"Talks, again",2022-02-10,'
                   '"He said ""no"".\nThen he left."\r\n')  # fmt: skip
    (one,), failed = split(path)
    assert not failed
    assert one.document.text == 'He said "no".\nThen he left.'
    assert (one.document.id, one.document.title) == ("7", "Talks, again")
    assert one.document.published == "2022-02-10"
    assert one.origin == f"{path}, line 2"


def test_fields_by_a_map(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "nr;article;day\n1;The ships left.;2 March 2022\n")
    (one,), _ = split(path, columns={"text": "article", "published": "day", "id": "nr"})
    assert (one.document.id, one.document.published) == ("1", "2022-03-02")


def test_other_delimiters_and_encodings(tmp_path: Path) -> None:
    for name, text, encoding in (
        ("a.tsv", "id\ttext\n1\tThe café, closed.\n", "utf-8"),
        ("b.csv", "id|text\n1|The café, closed.\n", "utf-8-sig"),
        ("c.csv", "id,text\n1,\"The café, closed.\"\n", "cp1252"),
        ("d.csv", "id,text\n1,\"The café, closed.\"\n", "utf-16"),
    ):
        good, failed = split(written(tmp_path / name, text, encoding))
        assert not failed, name
        assert [one.document.text for one in good] == ["The café, closed."], name


def test_ragged_rows_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "id,text\n1,One text.\n2,Two,texts.\n3\n\n4,Four texts.\n"
                   "5,\n")  # fmt: skip
    good, failed = split(path)
    assert [one.document.id for one in good] == ["1", "4"]
    assert [one.document.rsplit(", ", 1)[1] for one in failed] == ["line 3", "line 4", "line 7"]
    assert "3 cells" in failed[0].message and "1 cells" in failed[1].message


def test_a_quotation_mark_that_nothing_closes(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'id,text\n1,One text.\n2,"Two texts.\n3,Three texts.\n')
    good, failed = split(path)
    assert [one.document.id for one in good] == ["1"]
    assert "line 3" in failed[0].document


def test_no_column_holds_the_text(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "id,words\n1,One text.\n")
    for options in ({}, {"columns": {"text": "body"}}):
        good, failed = split(path, **options)
        assert not good
        assert "id, words" in failed[0].message
    empty = split(written(tmp_path / "b.csv", ""))[1]
    header = split(written(tmp_path / "c.csv", "id,text\n"))[1]
    assert "empty" in empty[0].message and "no row" in header[0].message


def parquet(path: Path, sql: str) -> Path:
    duckdb.connect().execute(f"COPY ({sql}) TO '{path}' (FORMAT parquet)")
    return path


def test_parquet(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", "SELECT n AS id, 'Text number ' || n AS body,"
                   " DATE '2022-02-10' + n::INTEGER AS published FROM range(700) t(n)")  # fmt: skip
    good, failed = split(path)
    assert not failed
    assert [one.document.id for one in good[:2]] == ["0", "1"]
    assert len(good) == 700
    assert good[699].document.text == "Text number 699"
    assert good[1].document.published == "2022-02-11"
    assert good[1].origin == f"{path}, row 2"


def test_parquet_that_lacks_the_column_or_is_none(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", "SELECT 1 AS id, 'x' AS words")
    for options in ({}, {"columns": {"text": "body"}}):
        good, failed = split(path, **options)
        assert not good
        assert "id, words" in failed[0].message
    whole = path.read_bytes()
    (tmp_path / "cut.parquet").write_bytes(whole[: len(whole) // 2])
    _, failed = split(tmp_path / "cut.parquet")
    assert "Parquet" in failed[0].message and "cut.parquet" in failed[0].document


def test_parquet_from_a_stream(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", "SELECT 1 AS id, 'A text in rows.' AS text")
    (one,) = ingest([io.BytesIO(path.read_bytes())])
    assert isinstance(one, Ingested)
    assert one.document.text == "A text in rows."
