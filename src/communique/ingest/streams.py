"""Streams: bytes with a look at their beginning, and the compressions that may lie on them.

Takes any open binary file, gives one that begins at the same place. The one idea: the first bytes
are read once, by what a pipe has ready, and given back in front of the rest, so that a form can be
told on standard input too. A stream that ends in the middle of its compression raises `EOFError`.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

HEAD = 8192  # bytes that are looked at
# 256 bytes of zstd hold at most 64 blocks of 128 KiB, so a bomb opens 8 MB at a time.
ZSTD_PIECE = 256
ZSTD_WINDOW = 1 << 27  # bytes; what the zstd program itself accepts without being asked


class Headed(io.RawIOBase):
    """A file whose first bytes have been looked at: `head`, and then all of it from the start."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._take: Callable[[int], bytes] = getattr(file, "read1", file.read)
        self.head = self._first()
        self._ahead = self.head

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._ahead:
            piece, self._ahead = self._ahead[: len(buffer)], self._ahead[len(buffer) :]
        else:
            piece = self._take(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def _first(self) -> bytes:
        """The first piece that holds anything visible; a pipe's writer is not waited for longer."""
        head = b""
        while not head.strip() and len(head) < HEAD and (piece := self._take(HEAD)):
            head += piece
        return head


class ZstdFile(io.RawIOBase):
    """The plain bytes of a zstd file of one frame or more.

    zstandard's own reader takes a truncated file for a whole one, so the frames are counted here.
    """

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        import zstandard

        self._file = file
        self._unzip = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
        self._frame = self._unzip.decompressobj()
        self._compressed = b""
        self._plain = memoryview(b"")
        self._begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._plain:
            if not self._compressed:
                self._compressed = self._file.read(ZSTD_PIECE)
            if not self._compressed:
                if self._begun:
                    raise EOFError("the zstd file ends in the middle")
                return 0
            self._begun = True
            self._plain = memoryview(self._frame.decompress(self._compressed))
            self._compressed = b""
            if self._frame.eof:
                self._compressed = self._frame.unused_data
                self._frame = self._unzip.decompressobj()
                self._begun = False
        piece, self._plain = self._plain[: len(buffer)], self._plain[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


@dataclass(frozen=True, slots=True)
class Compression:
    """A compression: the ending of its files' names, their first bytes, and how they are opened."""

    ending: str
    magic: bytes
    open: Callable[[BinaryIO], BinaryIO]


def _gzip(file: BinaryIO) -> BinaryIO:
    import gzip

    return cast(BinaryIO, gzip.GzipFile(fileobj=file))


def _bzip2(file: BinaryIO) -> BinaryIO:
    import bz2

    return cast(BinaryIO, bz2.BZ2File(file))


def _xz(file: BinaryIO) -> BinaryIO:
    import lzma

    return cast(BinaryIO, lzma.LZMAFile(file))


def _zstd(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(ZstdFile(file), 1 << 16))


COMPRESSIONS = (
    Compression(".gz", b"\x1f\x8b", _gzip),
    Compression(".zst", b"\x28\xb5\x2f\xfd", _zstd),
    Compression(".bz2", b"BZh", _bzip2),
    Compression(".xz", b"\xfd7zXZ\x00", _xz),
)
