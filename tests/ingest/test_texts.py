"""Plain text: kept as given, whatever it is given in."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from communique.errors import InputError
from communique.ingest import Ingested, ingest
from communique.ingest.encodings import decode, decode_page
from communique.types import Failure


def read_bytes(raw: bytes, **options) -> Ingested | Failure:
    found = list(ingest([io.BytesIO(raw)], **options))
    assert len(found) == 1
    return found[0]


def text_of(raw: bytes, **options) -> str:
    found = read_bytes(raw, **options)
    assert isinstance(found, Ingested), found
    return found.document.text


def reason_of(raw: bytes, **options) -> str:
    found = read_bytes(raw, **options)
    assert isinstance(found, Failure), found
    assert "\n" not in found.message
    return found.message


def codes(found: Ingested | Failure) -> list[str]:
    assert isinstance(found, Ingested), found
    return [notice.code for notice in found.warnings]


@pytest.mark.parametrize(
    "text",
    [
        "One line",
        "\n\n  Talks began.\r\nThey ended.\r\n\t",
        "\ufeffTalks began.",
        "NULs \x00 and bells \x07 in the middle",
        "“Curly” – dashes… 𝔘nicode 🕊 é e\u0301",
        "line\u2028separator\x85next",
    ],
)
def test_text_is_the_input_unchanged(text: str) -> None:
    assert text_of(text.encode("utf-8")) == text


def test_utf16_with_its_mark_is_decoded() -> None:
    assert text_of("The envoy said no.".encode("utf-16")) == "The envoy said no."


def test_windows_text_is_read_and_said() -> None:
    found = read_bytes("The café, he said, was “closed”.".encode("cp1252"))
    assert isinstance(found, Ingested)
    assert found.document.text == "The café, he said, was “closed”."
    assert codes(found)[0] == "encoding"
    assert "0xE9 at 7" in found.warnings[0].message


def test_one_bad_byte_does_not_spoil_good_utf8() -> None:
    raw = "“Yes”, she said in Zürich. ".encode() + b"\xff" + " “No.”".encode()
    assert text_of(raw) == "“Yes”, she said in Zürich. \ufffd “No.”"


@pytest.mark.parametrize(
    "raw", [b"", b" \n\t \r\n", b"\xef\xbb\xbf\n", b"\x00\x00", "\u200b\u2003".encode()]
)
def test_nothing_visible_is_a_failure(raw: bytes) -> None:
    assert "empty" in reason_of(raw)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG picture"),
        (b"PK\x03\x04\x14\x00\x06\x00", "zip"),
        (bytes(range(256)) * 40, "control codes"),
        (b"\x01\x02\x03\x04 text " * 100, "control codes"),
        (b"\x10\x00\x00\x00\x00\x00\x00\x00DUCK" + bytes(50), "DuckDB"),
    ],
)
def test_what_is_no_text_is_refused_by_its_kind(raw: bytes, told: str) -> None:
    assert told in reason_of(raw, form="text")


def test_size_is_counted_in_bytes_of_text() -> None:
    assert "20" in reason_of("é".encode() * 11, max_size=20)
    assert text_of("é".encode() * 10, max_size=20) == "é" * 10


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_file_may_be_longer_than_its_text(encoding: str) -> None:
    assert text_of(("x" * 100).encode(encoding), max_size=100) == "x" * 100
    assert reason_of(("x" * 101).encode(encoding), max_size=100).startswith("more than")


def test_a_text_too_large_is_refused_by_the_limit_that_was_set() -> None:
    assert reason_of(b"x" * 500, max_size=10) == "more than 10 bytes of text in one document"


def test_nul_characters_are_kept_and_said() -> None:
    found = read_bytes(b"He\0 said no.\0 She said yes.", published="2021-06-16")
    assert isinstance(found, Ingested) and found.document.text.index("\0 She") == 12
    (notice,) = found.warnings
    assert notice.code == "nul" and "2 NUL characters" in notice.message


def test_an_endless_stream_is_not_read_to_its_end() -> None:
    class Endless(io.RawIOBase):
        served = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
            buffer[:] = b"x" * len(buffer)
            Endless.served += len(buffer)
            return len(buffer)

    assert "more than" in next(iter(ingest([Endless()], max_size=100_000))).message  # type: ignore
    assert Endless.served < 1_000_000


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said that the talks with the envoys would go on for a week.", "en"),
        ("Le ministre a déclaré que les troupes russes devaient quitter le pays sans délai.", "fr"),
        ("Министр иностранных дел заявил, что переговоры будут продолжены.", "ru"),
        ("Der Minister sagte, die Gespräche würden am Mittwoch in Genf fortgesetzt.", "de"),
        ("外交部发言人周三在例行记者会上说，双方将继续对话。", "zh"),
        ("部長說，會談將於下週繼續。" * 30, "zh"),
        ("外務省の報道官は水曜日に、会談は続くと述べた。", "ja"),
        ("외무부 대변인은 회담이 계속될 것이라고 말했다.", "ko"),
        ("Ο υπουργός είπε ότι οι συνομιλίες θα συνεχιστούν.", "el"),
        ("המזכיר אמר שהשיחות יימשכו.", "he"),
        ("Talks fail", None),
        ("Putin, Biden, Merkel, Macron, Erdogan, Xi, Modi", None),
    ],
)
def test_language_is_told_where_it_can_be(text: str, language: str | None) -> None:
    found = read_bytes(text.encode(), published="2021-06-16")
    assert isinstance(found, Ingested)
    assert found.document.language == language
    assert codes(found) == (["not_english"] if language not in (None, "en") else [])


@pytest.mark.parametrize("text", ["Переговоры", "المحادثات", "वार्ता"])
def test_a_script_of_several_languages_is_at_least_not_english(text: str) -> None:
    found = read_bytes(text.encode(), published="2021-06-16")
    assert isinstance(found, Ingested) and found.document.language is None
    assert codes(found) == ["not_english"]


def test_names_in_another_script_leave_a_text_english() -> None:
    told = "The minister, Жанна Доу (外务部长), said that the talks with the envoys would go on."
    found = read_bytes(told.encode(), published="2021-06-16")
    assert isinstance(found, Ingested) and found.document.language == "en"
    assert codes(found) == []


def test_a_page_is_decoded_as_browsers_do() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Мир</body></html>'
    assert "Мир" in decode_page(page.encode("cp1251")).text
    assert "Мир" in decode_page("Мир".encode("koi8-r"), "koi8-r").text
    assert "Zürich" in decode_page('<meta charset="utf-8">Zürich'.encode("cp1252")).text
    assert "’" in decode_page('<meta charset="iso-8859-1">’'.encode("cp1252")).text


def test_binary_is_refused_by_decode_itself() -> None:
    with pytest.raises(InputError, match="RTF"):
        decode(b"{\\rtf1\\ansi Hello}")


def test_content_makes_the_id(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("Talks began.", encoding="utf-8")
    one, two = ingest([tmp_path])
    assert isinstance(one, Ingested) and isinstance(two, Ingested)
    assert one.document.id == two.document.id
    assert one.document.id.startswith("document-sha256-")
    other = read_bytes(b"Talks ended.")
    assert isinstance(other, Ingested) and other.document.id != one.document.id
