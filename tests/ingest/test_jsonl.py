"""JSON Lines: one document a line, the bad lines named, the rest read, memory bounded."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from pathlib import Path

import pytest
import zstandard

from communique.ingest import Ingested, document_of, ingest
from communique.types import Document, Failure


def read_lines(*lines: object, **options) -> list[Ingested | Failure]:
    raw = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
    return list(ingest([io.BytesIO(raw.encode())], form="jsonl", **options))


def only(found: list[Ingested | Failure]) -> Ingested:
    assert len(found) == 1 and isinstance(found[0], Ingested), found
    return found[0]


def document(line: object, **options) -> Document:
    return only(read_lines(line, **options)).document


def codes(line: object) -> list[str]:
    return [notice.code for notice in only(read_lines(line)).warnings]


@pytest.mark.parametrize("key", ["text", "body", "event_text"])
def test_the_text_has_three_names(key: str) -> None:
    assert document({key: "Talks began."}).text == "Talks began."


def test_the_best_name_wins_and_an_empty_one_does_not() -> None:
    assert document({"body": "B.", "text": "A."}).text == "A."
    assert document({"body": "B.", "text": ""}).text == "B."


def test_every_field_is_taken() -> None:
    found = document(
        {"text": "T.", "id": "a-1", "url": "https://example.org/1", "publisher": "The Post",
         "title": "Talks", "published": "2021-06-16T09:30:00Z"}
    )  # fmt: skip
    assert found == Document(
        id="a-1", text="T.", url="https://example.org/1", publisher="The Post", title="Talks",
        published="2021-06-16",
    )  # fmt: skip


@pytest.mark.parametrize(("given", "kept"), [(7, "7"), (0, "0"), (1.5, "1.5"), ("x", "x")])
def test_ids_are_strings(given: object, kept: str) -> None:
    assert document({"text": "T.", "id": given}).id == kept


@pytest.mark.parametrize("given", [None, ""])
def test_an_absent_id_is_made_from_the_content(given: object) -> None:
    assert document({"text": "T.", "id": given}).id.startswith("document-sha256-")


def test_a_field_of_the_wrong_kind_is_left_out_and_said() -> None:
    line = {"text": "T.", "title": ["a", "b"], "published": "2021"}
    assert document(line).title is None
    assert codes(line) == ["field_ignored"]


def test_duplicate_ids_survive() -> None:
    found = read_lines({"text": "A.", "id": "1"}, {"text": "B.", "id": "1"})
    assert [one.document.text for one in found if isinstance(one, Ingested)] == ["A.", "B."]


@pytest.mark.parametrize(
    ("fields", "published", "said"),
    [
        ({"published": "2022-02"}, "2022-02", []),
        ({"date": "10 Feb 2022"}, "2022-02-10", []),
        ({"date": 2022}, "2022", []),
        ({"published": None, "date": "2022-02-10"}, "2022-02-10", []),
        ({}, None, ["undated"]),
        ({"published": ""}, None, ["undated"]),
        ({"published": "one fine day"}, None, ["date_not_understood", "undated"]),
        ({"published": "03/04/2022"}, None, ["date_not_understood", "undated"]),
        ({"published": {"year": 2022}}, None, ["date_not_understood", "undated"]),
    ],
)
def test_dates_are_normalised_or_warned_of(
    fields: dict[str, object], published: str | None, said: list[str]
) -> None:
    line = {"text": "T.", **fields}
    assert document(line).published == published
    assert codes(line) == said


def test_given_date_and_title_hold_only_where_there_is_none() -> None:
    lines = ({"text": "A."}, {"text": "B.", "date": "2020", "title": "Own"})
    found = read_lines(*lines, published="16 June 2021", title="Given")
    documents = [one.document for one in found if isinstance(one, Ingested)]
    assert [one.published for one in documents] == ["2021-06-16", "2020"]
    assert [one.title for one in documents] == ["Given", "Own"]


def test_a_broken_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    lines = ['{"text": "A."}', "", '{"text": "B.', "[1]", '{"text": 5}', "{}", '{"text": "C."}']
    path.write_text("\n".join(lines), "utf-8")
    found = list(ingest([path]))
    assert [type(one) for one in found] == [Ingested, *[Failure] * 4, Ingested]
    places = [one.document for one in found if isinstance(one, Failure)]
    assert places == [f"{path}, line {number}" for number in (3, 4, 5, 6)]
    reasons = " / ".join(one.message for one in found if isinstance(one, Failure))
    for reason in ("broken JSON at character", "object is expected", "a number", "no text"):
        assert reason in reasons


def test_lone_surrogates_and_nuls_are_kept() -> None:
    assert document('{"text": "a \\ud800 b \\u0000 c"}').text == "a \ud800 b \x00 c"
    assert document('{"text": "tab\tand nul\x00 raw"}').text == "tab\tand nul\x00 raw"


def test_a_line_in_windows_encoding_is_read_and_said() -> None:
    raw = b'{"text": "caf\xe9"}\n{"text": "ok"}\n'
    first, second = ingest([io.BytesIO(raw)])
    assert isinstance(first, Ingested) and isinstance(second, Ingested)
    assert first.document.text == "café"
    assert [notice.code for notice in first.warnings] == ["encoding", "undated"]
    assert [notice.code for notice in second.warnings] == ["undated"]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
@pytest.mark.parametrize("named", [True, False])
def test_compressed_lines_are_read(pack, named: bool, tmp_path: Path) -> None:  # type: ignore
    ending = ".gz" if pack is gzip.compress else ".zst"
    path = tmp_path / ("lines.jsonl" + ending if named else "lines")
    path.write_bytes(pack(b'{"text": "A."}\n') + pack(b'{"text": "B."}\n'))
    found = [one.document.text for one in ingest([path]) if isinstance(one, Ingested)]
    assert found == ["A.", "B."]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_truncated_file_keeps_what_came_before(pack, tmp_path: Path) -> None:  # type: ignore
    lines = b"".join(b'{"text": "Talks %d."}\n' % number for number in range(20_000))
    packed = pack(lines)
    path = tmp_path / ("cut.jsonl" + (".gz" if pack is gzip.compress else ".zst"))
    path.write_bytes(packed[: len(packed) * 2 // 3])
    found = list(ingest([path]))
    assert isinstance(found[-1], Failure) and "truncated" in found[-1].message
    assert found[-1].document == str(path)
    assert len(found) > 2 and all(isinstance(one, Ingested) for one in found[:-1])


def test_a_name_that_lies_about_compression_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(b'{"text": "A."}\n')
    (found,) = ingest([tmp_path / "a.jsonl.gz"])
    assert isinstance(found, Failure) and "not a .gz file" in found.message


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_eighty_megabytes_in_one_line_are_refused_in_bounded_memory(
    ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"bomb.jsonl{ending}"
    with (gzip if ending == ".gz" else zstandard).open(path, "wb") as file:
        file.write(b'{"text": "Before."}\n{"text": "')
        for _ in range(80):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n{"text": "After."}\n')
    tracemalloc.start()
    found = list(ingest([path], max_size=2_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(one) for one in found] == [Ingested, Failure, Ingested]
    assert "line 2" in found[1].document and "80,000,0" in found[1].message  # type: ignore
    assert peak < 60_000_000


def test_the_default_limit_refuses_eighty_megabytes() -> None:
    line = b'{"text": "' + b"a" * 80_000_000 + b'"}'
    (found,) = ingest([io.BytesIO(line)])
    assert isinstance(found, Failure) and "20,000,000" in found.message


def test_a_text_over_the_limit_in_a_line_is_a_failure() -> None:
    found = read_lines({"text": "a" * 101}, {"text": "a" * 100}, max_size=100)
    assert [type(one) for one in found] == [Failure, Ingested]


@pytest.mark.parametrize(
    "raw",
    [
        b'[{"text": "A."}, {"text": "B."}]',
        b'[\n  {"text": "A."},\n  {"body": "B."}\n]\n',
        b'{"text": "A."}\n{"text": "B."}\n',
        b'\xef\xbb\xbf{"text": "A."}\n{"text": "B."}',
    ],
)
def test_a_json_file_may_hold_lines_or_a_list(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(raw)
    found = list(ingest([tmp_path / "a.json"]))
    assert [one.document.text for one in found if isinstance(one, Ingested)] == ["A.", "B."]


def test_a_json_file_may_hold_one_object_over_lines(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": "A.", "id": 1}, indent=2), "utf-8")
    assert only(list(ingest([tmp_path / "a.json"]))).document.text == "A."


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"[]"])
def test_a_file_without_documents_is_a_failure(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(raw)
    (found,) = ingest([tmp_path / "a.json"])
    assert isinstance(found, Failure) and "empty" in found.message


def test_utf16_json_is_refused_with_a_reason() -> None:
    (found,) = ingest([io.BytesIO('{"text": "A."}'.encode("utf-16"))], form="jsonl")
    assert isinstance(found, Failure) and "UTF-16" in found.message


def test_depth_without_end_is_a_broken_line() -> None:
    found = read_lines('{"text": ' + "[" * 200_000, {"text": "A."})
    assert [type(one) for one in found] == [Failure, Ingested]


def test_a_program_hands_over_what_it_has() -> None:
    for source in ("Talks began.", {"body": "Talks began."}, Document("d", "Talks began.")):
        assert document_of(source).document.text == "Talks began."
    once = document_of({"text": "T.", "id": 3, "date": "2021"})
    assert document_of(once) is once
    assert document_of(once.document) == Ingested(once.document)
