"""Encodings: bytes to text, one way only, and told where it was not plain UTF-8.

Takes the bytes of a file, gives its text and a notice where the bytes were not what they should
be; bytes that are no text are refused. Newlines, NULs and a UTF-8 byte order mark (U+FEFF) stay
in the text, so offsets count what a plain UTF-8 decoding counts. Where UTF-8 fails: a file with
more good UTF-8 sequences than bad ones keeps them, each bad byte becoming U+FFFD; any other is
read as Windows-1252. There is no guessing among the world's other encodings.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from communique.errors import InputError
from communique.types import Notice

SAMPLE = 65536  # bytes that are looked at to tell text from other things
# What is not text, by its first bytes, and what a person would call it.
MAGIC = (
    (b"%PDF-", "a PDF file"), (b"PK\x03\x04", "a zip or Office file"),
    (b"PK\x05\x06", "an empty zip file"), (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"), (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"), (b"\x7fELF", "a program"), (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite file"), (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x00\x00\x00\x0cjP", "a JPEG 2000 picture"), (b"RIFF", "a sound or picture file"),
    (b"OggS", "a sound file"), (b"ID3", "a sound file"),
)  # fmt: skip
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\x0b\x0c\r\x1b")
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


class Decoded(NamedTuple):
    """A text, and what to say about how it was decoded."""

    text: str
    warnings: tuple[Notice, ...] = ()


def decode(raw: bytes) -> Decoded:
    """The text that `raw` holds: all of it, in its own order, with nothing taken out.

    Raises:
        InputError: the bytes are no text (a picture, a PDF, a program).

    >>> decode("Zürich".encode("cp1252")).text
    'Zürich'
    """
    if marked := _by_mark(raw):
        return marked
    refuse_binary(raw)
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _repaired(raw, error)


def decode_page(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of an HTML page, as a browser would decode it.

    A byte order mark comes first, then the charset that the server `declared`, then the page's
    own, then UTF-8, then Windows-1252.
    """
    if marked := _by_mark(raw):
        return marked
    refuse_binary(raw)
    named = META_CHARSET.search(raw[:4096])
    for charset in (declared, named[1].decode("ascii") if named else None):
        if charset and (found := _lookup(charset)):
            text = raw.decode(found, "replace")
            bad = text.count("\ufffd")
            if not bad:
                return Decoded(text)
            if found != "utf-8":  # a page that says UTF-8 and isn't gets the fallback below
                return Decoded(text, (_notice(f"{bad} bytes are not {charset}; kept as U+FFFD"),))
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _repaired(raw, error)


def refuse_binary(raw: bytes) -> None:
    """Nothing where `raw` may be text.

    NULs and the like are survived as long as they are few: the share is 0 in text of any
    encoding, a tenth in compressed or random bytes.

    Raises:
        InputError: the bytes are no text; the message says what they look like.
    """
    for magic, name in MAGIC:
        if raw.startswith(magic):
            raise InputError(f"not text: it looks like {name}")
    if raw[8:12] == b"DUCK":
        raise InputError("not text: it is a DuckDB file, perhaps an archive")
    sample = raw[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    limit = 0.3 if _is_utf8(sample) else 0.05
    if controls >= 8 and controls > limit * len(sample):
        raise InputError(f"not text: {controls} of its first {len(sample)} bytes are control codes")


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            try:
                return Decoded(raw.decode(encoding))
            except UnicodeDecodeError:
                text = raw.decode(encoding, "replace")
                return Decoded(text, (_notice(f"broken {encoding.upper()}; kept as U+FFFD"),))
    return None


def _repaired(raw: bytes, error: UnicodeDecodeError) -> Decoded:
    where = f"not valid UTF-8 (byte 0x{raw[error.start]:02X} at {error.start})"
    kept = raw.decode("utf-8", "replace")
    if len(MULTIBYTE.findall(raw)) > kept.count("\ufffd"):
        return Decoded(kept, (_notice(f"{where}; bad bytes are kept as U+FFFD"),))
    return Decoded(raw.decode("cp1252", "replace"), (_notice(f"{where}; read as Windows-1252"),))


def _is_utf8(sample: bytes) -> bool:
    """Whether it is UTF-8 as far as it goes: a character cut at the sample's end is forgiven."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _lookup(charset: str) -> str | None:
    """Python's name for a page's charset; ISO 8859-1 means Windows-1252 on the web."""
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return None
    if name.startswith(("utf-16", "utf-32", "utf-7")):  # the ASCII of the tag itself says otherwise
        return "utf-8"
    if not getattr(codecs.lookup(name), "_is_text_encoding", True):
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _notice(message: str) -> Notice:
    return Notice("encoding", message)
