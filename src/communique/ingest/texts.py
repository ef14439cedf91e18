"""Plain texts: one file, one document, its text exactly as it stands there.

Takes a stream, gives one `Ingested`. No title is cut off, no newline changed, nothing trimmed:
offsets into the document are offsets into the file's decoded text.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.ingest.documents import Draft, Ingested, Options, finished
from communique.ingest.encodings import BOMS, decode
from communique.ingest.sources import Stream, read_all
from communique.types import Failure


def read(stream: Stream, options: Options) -> Iterator[Ingested | Failure]:
    """The one document that the stream is.

    Raises:
        InputError: it is empty, too large, or no text.
    """
    raw = read_all(stream, _longest(stream.head, options.max_size), options.max_size)
    decoded = decode(raw)
    draft = Draft(decoded.text, warnings=decoded.warnings)
    yield finished(draft, options, stream.name)


def _longest(head: bytes, max_size: int) -> int:
    """The most bytes that a file may have whose text has `max_size` bytes of UTF-8.

    UTF-16 takes two bytes, UTF-32 four for a letter that UTF-8 writes in one, and a mark first;
    what is read as Windows-1252 or repaired only grows.
    """
    mark = next((encoding for mark, encoding in BOMS if head.startswith(mark)), "")
    return {"utf-16": 2 * max_size + 2, "utf-32": 4 * max_size + 4}.get(mark, max_size)
