"""WARC and zip: pages and files in them, and what is broken in them."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from pathlib import Path

from communique.ingest import Ingested, ingest
from communique.types import Failure

SENTENCES = (
    "The foreign minister of the island said on Monday that the fishing talks had failed.",
    "Her colleague from the mainland denied it and asked for one more week of patience.",
)


def page(number: int, charset: str = "utf-8") -> bytes:
    body = "".join(f"<p>{one} This is note {number}, café.</p>" for one in SENTENCES)
    return f"<html><head><title>Note {number}</title></head><body><article>{body}" \
           "</article></body></html>".encode(charset)  # fmt: skip


def answer(content: bytes, headers: str = "", status: str = "200 OK",
           kind: str = "text/html; charset=utf-8") -> bytes:  # fmt: skip
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + content


def record(number: int, body: bytes, length: int | str | None = None,
           kind: str = "response") -> bytes:  # fmt: skip
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        "WARC-Date: 2022-02-10T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body) if length is None else length}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def warc(path: Path, *records: bytes, packed: bool = True) -> Path:
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))
    return path


def split(path: Path, **options: int) -> tuple[list[Ingested], list[Failure]]:
    found = list(ingest([path], **options))  # type: ignore[arg-type]
    return ([one for one in found if isinstance(one, Ingested)],
            [one for one in found if isinstance(one, Failure)])  # fmt: skip


def test_responses_in_html_and_nothing_else(tmp_path: Path) -> None:
    path = warc(
        tmp_path / "crawl.warc.gz",
        record(0, b"robots: classic\r\n", kind="warcinfo"),
        record(1, answer(page(1))),
        record(2, answer(b"\x89PNG...", kind="image/png")),
        record(3, answer(b"gone", status="404 Not Found")),
        record(4, answer(page(4, "latin-1"), kind="text/html; charset=ISO-8859-1")),
        record(5, answer(b"%x\r\n%b\r\n0\r\n\r\n" % (len(page(5)), page(5)),
                         "Transfer-Encoding: chunked\r\n")),
        record(6, answer(gzip.compress(page(6)), "Content-Encoding: gzip\r\n")),
        record(7, answer(zlib.compress(page(7)), "Content-Encoding: deflate\r\n")),
    )
    good, failed = split(path)
    assert not failed
    assert [one.document.url for one in good] == [
        f"https://news.example/{number}" for number in (1, 4, 5, 6, 7)
    ]
    for one in good:
        assert SENTENCES[0] in one.document.text
        assert "café" in one.document.text


def test_broken_records_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    first = record(1, answer(page(1)))
    for name, broken, reason in (
        ("short", record(2, answer(page(2)), length=60), "length"),
        ("long", record(2, answer(page(2)), length=len(answer(page(2))) + 300), "length"),
        ("word", record(2, answer(page(2)), length="many"), "length"),
        ("junk", b"this is no record\r\nat all\r\n\r\n", "no record begins here"),
        ("plain", record(2, b"no answer of http"), "not HTTP"),
        ("brotli", record(2, answer(b"x" * 50, "Content-Encoding: br\r\n")), "br"),
    ):
        path = warc(tmp_path / f"{name}.warc", first, broken, record(3, answer(page(3))),
                    packed=False)  # fmt: skip
        good, failed = split(path)
        assert [one.document.url for one in good] == [
            "https://news.example/1", "https://news.example/3"
        ], name  # fmt: skip
        assert len(failed) >= 1, name
        assert reason in failed[0].message, name
        assert failed[0].document == f"{path}, record at byte {len(first)}"


def test_a_truncated_warc_keeps_what_comes_before(tmp_path: Path) -> None:
    whole = record(1, answer(page(1))) + record(2, answer(page(2)))
    plain = tmp_path / "cut.warc"
    plain.write_bytes(whole[:-80])
    packed = tmp_path / "cut.warc.gz"
    packed.write_bytes(gzip.compress(record(1, answer(page(1)))) +
                       gzip.compress(record(2, answer(page(2))))[:-200])  # fmt: skip
    for path in (plain, packed):
        good, failed = split(path)
        assert [one.document.url for one in good] == ["https://news.example/1"]
        assert "truncated" in failed[0].message and path.name in failed[0].document


def test_a_page_bomb_in_a_warc_is_limited(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b"a " * 3_000_000)
    path = warc(tmp_path / "bomb.warc.gz", record(1, answer(bomb, "Content-Encoding: gzip\r\n")),
                record(2, answer(page(2))))  # fmt: skip
    good, failed = split(path, max_size=100_000)
    assert len(good) == 1
    assert "100,000" in failed[0].message


def test_a_file_that_only_claims_to_be_a_warc(tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    path.write_text("nothing of the kind\n")
    _, failed = split(path)
    assert failed


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_zip_holds_files_of_every_form(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deep.txt", "A text that lies deep.")
    line = json.dumps({"id": "j", "text": "A line of text."}).encode()
    path = zipped(tmp_path / "all.zip", **{
        "a.txt": b"A plain text.", "b/c.jsonl": line, "d.html": page(1),
        "e.csv": b"id,text\r\nr,A row of text.\r\n", "f.zip": inner.getvalue(),
        "g.txt.gz": gzip.compress(b"A packed text."), ".hidden.txt": b"Not for us.",
        "__MACOSX/a.txt": b"Not for us.",
    })  # fmt: skip
    good, failed = split(path)
    assert not failed
    assert [one.document.text.split("\n")[0] for one in good if one.document.url is None][:2] == [
        "A plain text.", "A line of text."]  # fmt: skip
    assert len(good) == 6
    assert good[0].origin == f"{path}/a.txt"


def test_paths_that_climb_out_are_left_out(tmp_path: Path) -> None:
    path = zipped(tmp_path / "climb.zip", **{
        "../../evil.txt": b"Evil.", "/etc/evil.txt": b"Evil.", "..\\evil.txt": b"Evil.",
        "C:/evil.txt": b"Evil.", "good.txt": b"A good text.",
    })  # fmt: skip
    before = sorted(tmp_path.iterdir())
    good, failed = split(path)
    assert [one.document.text for one in good] == ["A good text."]
    assert len(failed) == 4
    assert all("climbs out" in one.message for one in failed)
    assert sorted(tmp_path.iterdir()) == before


def test_broken_zips(tmp_path: Path) -> None:
    path = zipped(tmp_path / "whole.zip", **{"a.txt": b"A text. " * 400, "b.txt": b"Another one."})
    raw = path.read_bytes()
    (tmp_path / "cut.zip").write_bytes(raw[:60])
    (_, failed) = split(tmp_path / "cut.zip")
    assert "zip" in failed[0].message
    spoiled = bytearray(raw)
    spoiled[40:44] = b"\xff\xff\xff\xff"
    (tmp_path / "spoiled.zip").write_bytes(bytes(spoiled))
    good, failed = split(tmp_path / "spoiled.zip")
    assert [one.document.text for one in good] == ["Another one."]
    assert failed[0].document.endswith("spoiled.zip/a.txt")
    (_, failed) = split(zipped(tmp_path / "empty.zip"))
    assert "no file" in failed[0].message


def test_zips_in_zips_have_an_end(tmp_path: Path) -> None:
    content, name = b"A text.", "a.txt"
    for level in range(5):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(name, content)
        content, name = file.getvalue(), f"{level}.zip"
    path = tmp_path / "deep.zip"
    path.write_bytes(content)
    good, failed = split(path)
    assert not good
    assert "deep" in failed[0].message


def test_an_office_file_is_no_archive_of_texts(tmp_path: Path) -> None:
    path = zipped(tmp_path / "letter.docx", **{"[Content_Types].xml": b"<x/>",
                                               "word/document.xml": b"<x/>"})  # fmt: skip
    good, failed = split(path)
    assert not good
    assert "Office" in failed[0].message
