"""Archives: files that hold files. WARC (crawled pages, CC-NEWS) and zip.

Takes a stream, gives the documents of what lies in it. A record or a member that can't be read is
a `Failure` that names its place, and the rest is read: WARC records are framed here because the
libraries that read them end at the first broken one. Nothing is ever unpacked to a path.
"""

from __future__ import annotations

import lzma
import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPException, parse_headers
from io import BytesIO
from typing import BinaryIO, cast

from communique.errors import InputError
from communique.ingest.documents import Ingested, Options, finished
from communique.ingest.sources import Stream, stream_of
from communique.types import Failure

NESTED = 3  # zip within zip, at most
LARGEST = 50  # times the most bytes of one document: a zip within a zip
HEADERS = 200  # lines of headers that a record may have
BESIDE_PAGE = 1_000_000  # bytes for the headers of HTTP
_PIECE = 1 << 20
_PAGES = ("text/html", "application/xhtml+xml")
_OFFICE = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}
_BEGIN = re.compile(rb"(?:^|\n)(WARC/\d)")


@dataclass(frozen=True, slots=True)
class _Record:
    """One WARC record; `body` is None where it is too large to keep."""

    offset: int
    headers: Mapping[str, str]
    body: bytes | None


# WARC


def read_warc(stream: Stream, options: Options) -> Iterator[Ingested | Failure]:
    """The pages of a WARC file: its successful responses and resources in HTML.

    Raises:
        InputError: there is no WARC record in the file.
    """
    found = False
    for record in _records(_Bytes(stream.file), stream.name, options.max_size + BESIDE_PAGE):
        if isinstance(record, Failure):
            found = True
            yield record
            continue
        found = True
        place = f"{stream.name}, record at byte {record.offset}"
        try:
            if (one := _page(record, options, place)) is not None:
                yield one
        except (InputError, HTTPException, zlib.error, ValueError, EOFError) as error:
            reason = str(error) or type(error).__name__
            yield Failure(place, "ingest", "InputError", reason)
    if not found:
        raise InputError("there is no WARC record in the file")


class _Bytes:
    """Bytes of a file that can be given back, with a count of those taken."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._back = b""
        self.at = 0

    def line(self, most: int = 1 << 16) -> bytes:
        line = b""
        if self._back:
            end = self._back.find(b"\n") + 1 or len(self._back)
            line, self._back = self._back[: min(end, most)], self._back[min(end, most) :]
        if not line.endswith(b"\n") and len(line) < most and not self._back:
            line += self._file.readline(most - len(line))
        self.at += len(line)
        return line

    def take(self, most: int) -> bytes:
        taken, self._back = self._back[:most], self._back[most:]
        while len(taken) < most and (piece := self._file.read(most - len(taken))):
            taken += piece
        self.at += len(taken)
        return taken

    def give_back(self, taken: bytes) -> None:
        self._back = taken + self._back
        self.at -= len(taken)


def _records(file: _Bytes, name: str, limit: int) -> Iterator[_Record | Failure]:
    """The records in order, and a failure for each stretch that is none."""
    while (begun := _next(file)) is not None:
        skipped, offset = begun
        if skipped is not None:
            yield _broken(name, skipped, "no record begins here")
        headers = _headers(file)
        length = headers.get("content-length", "")
        if not length.isdigit():
            yield _broken(name, offset, f"the length of the record is {length!r}")
            continue
        body, missing = _body(file, int(length), limit)
        try:
            whole = not missing and _ends_well(file)
        except (EOFError, OSError, zlib.error):
            yield _Record(offset, headers, body)  # this one is whole, the file behind it is not
            raise
        if whole:
            yield _Record(offset, headers, body)
            continue
        # If its length is wrong, the next record may lie within what was taken for its body.
        inner = _BEGIN.search(body) if body is not None else None
        if body is not None and inner:
            file.give_back(body[inner.start(1) :])
        truncated = missing and not inner
        yield _broken(name, offset, "it ends in the middle: truncated" if truncated
                      else "the length of the record is wrong")  # fmt: skip


def _broken(name: str, offset: int, reason: str) -> Failure:
    return Failure(f"{name}, record at byte {offset}", "ingest", "InputError", reason)


def _next(file: _Bytes) -> tuple[int | None, int] | None:
    """Where junk began, if there was any, and where the next record begins; None at the end."""
    junk: int | None = None
    while True:
        offset = file.at
        line = file.line()
        if not line:
            return None if junk is None else (junk, offset)
        if line.startswith(b"WARC/"):
            return junk, offset
        if line.strip() and junk is None:
            junk = offset


def _headers(file: _Bytes) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(HEADERS):
        line = file.line()
        if not line.strip():
            break
        key, _, value = line.decode("utf-8", "replace").partition(":")
        headers[key.strip().lower()] = value.strip()
    return headers


def _body(file: _Bytes, length: int, limit: int) -> tuple[bytes | None, bool]:
    """The body, None where it is longer than `limit`; and whether the file ended before it did."""
    if length <= limit:
        body = file.take(length)
        return body, len(body) < length
    left = length
    while left and (piece := file.take(min(left, _PIECE))):
        left -= len(piece)
    return None, left > 0


def _ends_well(file: _Bytes) -> bool:
    """Whether a record ends here: a blank line, another record, or the end of the file."""
    line = file.line()
    if line.strip():
        file.give_back(line)
    return not line.strip() or line.startswith(b"WARC/")


def _page(record: _Record, options: Options, place: str) -> Ingested | None:
    """The article of a record, None where the record is no page."""
    from communique.ingest import html

    headers = record.headers
    kind = headers.get("warc-type")
    declared = headers.get("content-type", "")
    if kind == "response" and declared.startswith("application/http"):
        if record.body is None:
            raise InputError(f"the record is larger than {options.max_size:,} bytes")
        answer = _answer(record.body, options.max_size)
        if answer is None:
            return None
        declared, content = answer
    elif kind == "resource" and record.body is not None:
        content = record.body
    else:
        return None
    media, _, parameters = declared.partition(";")
    if media.strip().lower() not in _PAGES or not content.strip():
        return None
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.I)
    draft = html.page(
        content, charset=charset[1] if charset else None, url=headers.get("warc-target-uri")
    )
    if options.published is not None:
        draft = replace(draft, published=options.published)
    return finished(draft, options, place)


def _answer(body: bytes, limit: int) -> tuple[str, bytes] | None:
    """The declared type and the content of an HTTP answer, None where it wasn't a success."""
    file = BytesIO(body)
    status = file.readline(1 << 16).split(None, 2)
    if len(status) < 2 or not status[0].startswith(b"HTTP/"):
        raise InputError("the response is not HTTP")
    headers = parse_headers(file)
    if not status[1].startswith(b"2"):
        return None
    content = file.read()
    if "chunked" in headers.get("Transfer-Encoding", "").lower():
        content = _joined(content)
    return headers.get("Content-Type", ""), _unpacked(
        content, headers.get("Content-Encoding", "").strip().lower(), limit
    )


def _joined(content: bytes) -> bytes:
    """The content of a chunked answer; one that says so and isn't is taken as it is."""
    file, parts = BytesIO(content), []
    while line := file.readline(1 << 10):
        try:
            size = int(line.split(b";")[0].strip() or b"0", 16)
        except ValueError:
            return content
        if not size:
            break
        parts.append(file.read(size))
        file.readline(1 << 10)
    return b"".join(parts)


def _unpacked(content: bytes, encoding: str, limit: int) -> bytes:
    if encoding in ("", "identity") or not (encoding != "gzip" or content[:2] == b"\x1f\x8b"):
        return content
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise InputError(f"the page is packed by {encoding}, which can't be unpacked")
    raw_deflate = encoding == "deflate" and content[:1] != b"\x78"
    unzip = zlib.decompressobj(-zlib.MAX_WBITS if raw_deflate else 32 + zlib.MAX_WBITS)
    plain = unzip.decompress(content, limit + 1)
    if len(plain) > limit:
        raise InputError(f"the page has more than {limit:,} bytes when unpacked")
    return plain


# zip


def read_zip(stream: Stream, options: Options, depth: int = 0) -> Iterator[Ingested | Failure]:
    """The documents of all files in a zip, in the order of its directory.

    Raises:
        InputError: it is no zip, or lies too deep within others.
    """
    if depth >= NESTED:
        raise InputError(f"zip files lie more than {NESTED} deep in each other")
    limit = None if depth == 0 else LARGEST * options.max_size
    with _searchable(stream, limit) as file:
        try:
            archive = zipfile.ZipFile(file)
        except zipfile.BadZipFile as error:
            raise InputError(f"not a whole zip file: {error}") from error
        with archive:
            if _OFFICE & set(archive.namelist()):
                raise InputError("an Office file; save it as text or HTML")
            members = [one for one in archive.infolist() if not _passed_over(one)]
            if not members:
                raise InputError("there is no file in the zip")
            for member in members:
                yield from _member(archive, member, stream.name, options, depth)


@contextmanager
def _searchable(stream: Stream, limit: int | None) -> Iterator[BinaryIO]:
    """The stream as a file on disk, for a zip's directory stands at its end.

    Raises:
        InputError: there are more than `limit` bytes.
    """
    if stream.name == stream.inner_name and os.path.isfile(stream.name):
        with open(stream.name, "rb") as file:
            yield file
        return
    with tempfile.TemporaryFile() as copy:
        while piece := stream.file.read(_PIECE):
            if limit is not None and copy.tell() + len(piece) > limit:
                raise InputError(f"a zip within a zip has more than {limit:,} bytes")
            copy.write(piece)
        copy.seek(0)
        yield cast(BinaryIO, copy)


def _passed_over(member: zipfile.ZipInfo) -> bool:
    names = member.filename.split("/")
    hidden = any(name.startswith(".") and name not in (".", "..") for name in names)
    silent = hidden or names[0] == "__MACOSX"
    return member.is_dir() or (silent and not _climbs(member.filename))


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, zip_name: str, options: Options, depth: int
) -> Iterator[Ingested | Failure]:
    from communique.ingest import reason_of
    from communique.ingest.forms import documents_in

    name = f"{zip_name}/{member.filename}"
    if _climbs(member.filename):
        reason = "its path climbs out of the zip; it was left out"
        yield Failure(name, "ingest", "InputError", reason)
        return
    try:
        with archive.open(member) as file:
            inner = stream_of(name, cast(BinaryIO, file))
            if inner.head.startswith(b"PK\x03\x04"):
                yield from read_zip(inner, options, depth + 1)
            else:
                yield from documents_in(inner, options)
    except (
        OSError, EOFError, zlib.error, lzma.LZMAError, InputError, ValueError, MemoryError,
        zipfile.BadZipFile, RuntimeError, NotImplementedError,
    ) as error:  # fmt: skip
        yield Failure(name, "ingest", "InputError", reason_of(error))


def _climbs(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return path.startswith(("/", "\\")) or ".." in parts or bool(re.match(r"[A-Za-z]:", path))
