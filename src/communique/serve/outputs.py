"""Outputs: records as JSON on standard output, in a form that strict readers take.

Takes what `to_dict` gives, writes UTF-8. A lone surrogate, which UTF-8 can't hold, is written as
its JSON escape (`\\ud800`), so the text that comes back is the text that was read; the signs that
some programs take for line ends (U+0085, U+2028, U+2029) are escaped as well, so a record stays
one line for all of them.
"""

from __future__ import annotations

import json
import sys
from types import TracebackType
from typing import BinaryIO, Literal

Style = Literal["object", "lines"]
LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def json_bytes(value: object, *, indent: int | None = None) -> bytes:
    """`value` as JSON in UTF-8, without a newline at its end."""
    separators = (",", ":") if indent is None else (",", ": ")
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
    )
    return text.translate(LINE_ENDS).encode("utf-8", "backslashreplace")


class JsonWriter:
    """Values written to standard output one by one.

    `lines` puts one a line. `object` prints the only value as it is, and several as one list:
    either way the output as a whole is valid JSON, and nothing is kept but the first value.
    """

    def __init__(self, style: Style, file: BinaryIO | None = None) -> None:
        self._style = style
        self._file = file or sys.stdout.buffer
        self._first: bytes | None = None
        self._many = False

    def __enter__(self) -> JsonWriter:
        return self

    def write(self, value: object) -> None:
        """Write one value."""
        if self._style == "lines":
            self._file.write(json_bytes(value) + b"\n")
            self._file.flush()
            return
        written = json_bytes(value, indent=1)
        if self._first is not None:
            self._file.write(b"[\n" + self._first)
            self._first, self._many = None, True
        if self._many:
            self._file.write(b",\n" + written)
        else:
            self._first = written

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if isinstance(error, BrokenPipeError):
            return
        if self._first is not None:
            self._file.write(self._first + b"\n")
        elif self._many:
            self._file.write(b"\n]\n")
        self._file.flush()
