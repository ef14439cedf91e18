"""Sources: files, folders, patterns, standard input and open files, told apart and kept apart."""

from __future__ import annotations

import io
import os
import sys
import tracemalloc
from pathlib import Path

import pytest

from communique.errors import ConfigError, InputError
from communique.ingest import Ingested, document_of, ingest
from communique.ingest.forms import form_of
from communique.ingest.sources import Taken, size_of, stream_of
from communique.types import Failure

SENTENCE = b"The envoy said that talks would go on. "
HTML = b"<html><body><article><p>" + SENTENCE * 9 + b"</p></article>"


@pytest.mark.parametrize(
    ("name", "head", "form"),
    [
        ("a.txt", b'{"text": 1}', "text"),
        ("a.html", b"plain", "html"),
        ("a.jsonl", b"plain", "jsonl"),
        ("a.ndjson", b"plain", "jsonl"),
        ("A.HTM", b"plain", "html"),
        ("stdin", b'{"text": 1}', "jsonl"),
        ("stdin", b'\xef\xbb\xbf\n {"text": 1}', "jsonl"),
        ("stdin", b"<html>", "html"),
        ("stdin", b"Talks began", "text"),
        ("stdin", b"[1, 2]", "text"),
        ("stdin", b"", "text"),
        ("article", b"<p>", "html"),
    ],
)
def test_form_is_told_by_name_then_by_bytes(name: str, head: bytes, form: str) -> None:
    assert form_of(stream_of(name, io.BytesIO(head))).name == form


def test_a_form_overrules_the_bytes() -> None:
    (found,) = ingest([io.BytesIO(b'{"text": "A."}')], form="text")
    assert isinstance(found, Ingested) and found.document.text == '{"text": "A."}'


def test_an_unknown_form_is_told_at_once() -> None:
    with pytest.raises(ConfigError, match="docx"):
        ingest([], form="docx")


def test_folders_are_read_by_name_and_hidden_files_are_not(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_bytes(b"Two.")
    (tmp_path / "1.txt").write_bytes(b"One.")
    (tmp_path / ".hidden").write_bytes(b"Not this.")
    (tmp_path / "3.html").write_bytes(HTML)
    (tmp_path / "4.jsonl").write_bytes(b'{"text": "Four."}\n{"text": "Five."}')
    found = list(ingest([str(tmp_path)]))
    texts = [one.document.text[:9] for one in found if isinstance(one, Ingested)]
    assert texts == ["One.", "The envoy", "Four.", "Five.", "Two."]
    assert found[2].origin == f"{tmp_path}/4.jsonl, line 1"  # type: ignore[union-attr]


def test_patterns_are_expanded(tmp_path: Path) -> None:
    for name in ("a1.txt", "a2.txt", "b.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    assert len(list(ingest([f"{tmp_path}/a*.txt"]))) == 2
    (missing,) = ingest([f"{tmp_path}/c*.txt"])
    assert isinstance(missing, Failure)


def test_one_bad_source_leaves_the_others_alone(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(b"Talks began.")
    (tmp_path / "empty").mkdir()
    sources = [tmp_path / "missing.txt", tmp_path / "empty", tmp_path / "good.txt"]
    missing, empty, good = ingest(sources)
    assert isinstance(missing, Failure) and missing.message == "no such file"
    assert isinstance(empty, Failure) and "no file" in empty.message
    assert isinstance(good, Ingested)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"A.")
    (tmp_path / "a.txt").chmod(0)
    (found,) = ingest([tmp_path / "a.txt"])
    assert isinstance(found, Failure) and "permission" in found.message


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "A."}\n')))
    (found,) = ingest(["-"])
    assert isinstance(found, Ingested) and found.origin == "standard input, line 1"


def test_a_slow_pipe_is_told_by_its_first_visible_byte() -> None:
    class Slow(io.RawIOBase):
        pieces = [b"\n", b"  ", b"{", b'"text": "A."}', b"\n"]  # noqa: RUF012

        def readable(self) -> bool:
            return True

        def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
            piece = self.pieces.pop(0) if self.pieces else b""
            buffer[: len(piece)] = piece
            return len(piece)

    (found,) = ingest([Slow()])  # type: ignore[list-item]
    assert isinstance(found, Ingested) and found.document.text == "A."


def test_an_address_is_fetched_only_if_given() -> None:
    (found,) = ingest(["https://news.example/article"])  # the suite has no network: it must fail
    assert isinstance(found, Failure) and found.document == "https://news.example/article"


class Generated(io.RawIOBase):
    """A large file that is never whole anywhere: a beginning, and one piece again and again."""

    def __init__(self, begin: bytes, piece: bytes, size: int) -> None:
        super().__init__()
        self._begin, self._piece, self._left = begin, piece, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        taken, self._begin = self._begin[: len(buffer)], self._begin[len(buffer) :]
        buffer[: len(taken)] = taken
        if not self._begin and self._left > 0:
            self._begin, self._left = self._piece, self._left - len(self._piece)
        return len(taken)


LONG = SENTENCE * 20_000  # 780 kB
PAGE = (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><article><p>"
        + SENTENCE * 200 + b"</p></article></body></html>")  # fmt: skip
WARC = (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: "
        + str(len(PAGE)).encode() + b"\r\n\r\n" + PAGE + b"\r\n\r\n")  # fmt: skip
OTHER = WARC.replace(b"response", b"metadata")


@pytest.mark.parametrize(
    ("form", "begin", "piece", "good"),
    [
        ("jsonl", b"", b'{"language": "en", "published": "2022", "text": "' + LONG + b'"}\n', 1),
        ("csv", b"language,published,text\n", b"en,2022," + LONG + b"\n", 1),
        ("warc", WARC, OTHER * 20, 0),
        ("text", b"", LONG, 0),
    ],
)
def test_a_file_of_hundreds_of_megabytes_takes_no_more_memory(
    form: str, begin: bytes, piece: bytes, good: int
) -> None:
    size = 120_000_000
    tracemalloc.start()
    try:
        found = ingest([Generated(begin, piece, size)], form=form)  # type: ignore[list-item]
        documents = sum(isinstance(one, Ingested) for one in found)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    pieces = -(-size // len(piece))
    assert documents == (pieces if good else int(form == "warc"))
    assert peak < 60_000_000


def test_the_bytes_of_files_are_counted_as_they_are_taken(tmp_path: Path) -> None:
    lines = b'{"text": "A."}\n' * 50_000
    (tmp_path / "a.jsonl").write_bytes(lines)
    (tmp_path / "b.txt").write_bytes(b"Two.")
    taken, seen = Taken(), []
    for _ in ingest([tmp_path], taken=taken):
        seen.append(taken.bytes)
    total = len(lines) + 4
    assert size_of([tmp_path]) == taken.bytes == total
    assert seen == sorted(seen) and 0 < seen[0] < total / 2
    assert size_of(["-"]) is None and size_of(["https://news.example/a"]) is None


@pytest.mark.parametrize("source", [None, 5, b"bytes", ["text"]])
def test_what_is_no_document_is_refused(source: object) -> None:
    with pytest.raises(InputError, match="a document is"):
        document_of(source)  # type: ignore[arg-type]
