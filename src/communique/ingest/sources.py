"""Sources: whatever a user names, opened as streams of plain bytes.

Takes paths, folders, patterns, `-`, addresses and open binary files; gives `Stream`s, one a file,
decompressed on the way (.gz, .zst, .bz2, .xz, told by name or first bytes). Nothing is read ahead
but the first bytes, so a 5 GB file takes no more memory than a small one. The network is touched
here alone, and only for an address that the user gave.
"""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from communique.errors import InputError
from communique.ingest.streams import COMPRESSIONS, Compression, Headed
from communique.types import Failure

Source = str | Path | BinaryIO
TIMEOUT = 30  # seconds that a server may stay silent
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Stream:
    """An open file: its name, the name without the ending of its compression, its first bytes.

    `file` begins at the beginning; `head` is a look at it.
    """

    name: str
    inner_name: str
    head: bytes
    file: BinaryIO


@dataclass(slots=True)
class Taken:
    """How many bytes have been taken from files so far, as they lie on disk."""

    bytes: int = 0


def size_of(sources: Iterable[Source]) -> int | None:
    """How many bytes the files of `sources` have on disk; None where that can't be told."""
    total = 0
    for source in find(sources):
        if isinstance(source, Failure):
            continue
        if not isinstance(source, str | Path) or source == "-" or _is_address(source):
            return None
        with suppress(OSError):  # what can't be opened is told when its turn comes
            total += os.stat(source).st_size
    return total


def find(sources: Iterable[Source]) -> Iterator[Source | Failure]:
    """Every file that `sources` name, in their order; a folder's files by name, hidden ones not."""
    for source in sources:
        if not isinstance(source, str | Path) or source == "-" or _is_address(source):
            yield source
        else:
            yield from _files_of(os.fspath(source))


@contextmanager
def opened(source: Source) -> Iterator[tuple[Stream, BinaryIO]]:
    """The stream of a source and the file beneath it, closed at the end unless it was open before.

    Raises:
        OSError: it can't be opened.
        InputError: the name tells a compression that the bytes don't hold.
    """
    name = name_of(source)
    file, ours = _open(source)
    try:
        yield stream_of(name, file), file
    finally:
        if ours:
            file.close()


def stream_of(name: str, file: BinaryIO) -> Stream:
    """An open file as a stream: a look at its first bytes, and its compression taken off.

    Raises:
        InputError: the name tells a compression that the bytes don't hold.
    """
    headed = Headed(file)
    for compression in COMPRESSIONS:
        told = name.lower().endswith(compression.ending)
        if headed.head.startswith(compression.magic):
            return _inside(name, compression, headed, told)
        if told and headed.head:
            raise InputError(f"not a {compression.ending} file, though its name says so")
    return Stream(name, name, headed.head, _buffered(headed))


def name_of(source: Source) -> str:
    """What to call a source in a message."""
    if isinstance(source, str | Path):
        return "standard input" if source == "-" else os.fspath(source)
    name = getattr(source, "name", None)
    return name if isinstance(name, str) else "stream"


def read_all(stream: Stream, limit: int, max_size: int) -> bytes:
    """All bytes of the stream.

    Raises:
        InputError: there are more than `limit`; the message tells the user's limit, `max_size`.
    """
    pieces: list[bytes] = []
    size = 0
    while piece := stream.file.read(min(PIECE, limit + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise InputError(
                f"more than {limit:,} bytes in one document; the limit is {max_size:,} of text"
                if limit != max_size else f"more than {limit:,} bytes of text in one document",
                "--max-size raises the limit",
            )
    return b"".join(pieces)


def _inside(name: str, compression: Compression, headed: Headed, told: bool) -> Stream:
    inner = Headed(compression.open(_buffered(headed)))
    inner_name = name[: -len(compression.ending)] if told else name
    return Stream(name, inner_name, inner.head, _buffered(inner))


def _buffered(raw: io.RawIOBase) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(raw, 1 << 16))


def _open(source: Source) -> tuple[BinaryIO, bool]:
    """The open file, and whether it is ours to close."""
    if not isinstance(source, str | Path):
        return source, False
    if source == "-":
        return sys.stdin.buffer, False
    if _is_address(source):
        return _fetched(os.fspath(source)), True
    return Path(source).open("rb"), True


def _fetched(address: str) -> BinaryIO:
    """What stands at an address that the user gave: the one place that touches the network."""
    from urllib.request import Request, urlopen

    request = Request(address, headers={"User-Agent": "communique"})
    return cast(BinaryIO, urlopen(request, timeout=TIMEOUT))


def _is_address(source: str | Path) -> bool:
    return isinstance(source, str) and source.startswith(("http://", "https://"))


def _files_of(path: str) -> Iterator[Source | Failure]:
    if os.path.isdir(path):
        found = list(_walked(path))
        yield from found
        if not found:
            yield Failure(path, "ingest", "InputError", "there is no file in the folder")
    elif not os.path.exists(path) and glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))
        for match in matches:
            yield from _files_of(match)
        if not matches:
            yield Failure(path, "ingest", "InputError", "no file has such a name")
    else:
        yield path


def _walked(folder: str) -> Iterator[str]:
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield os.path.join(at, name)


__all__ = ["Source", "Stream", "find", "name_of", "opened", "read_all", "stream_of"]
