"""Plain texts: one file, one document, its text exactly as it stands there.

Takes a stream, gives one `Ingested`. No title is cut off, no newline changed, nothing trimmed:
offsets into the document are offsets into the file's decoded text.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.ingest.documents import Draft, Ingested, Options, finished
from communique.ingest.encodings import decode
from communique.ingest.sources import Stream, read_all
from communique.types import Failure


def read(stream: Stream, options: Options) -> Iterator[Ingested | Failure]:
    """The one document that the stream is.

    Raises:
        InputError: it is empty, too large, or no text.
    """
    # UTF-16 takes two bytes for a letter that UTF-8 writes in one: a file may be twice as long.
    raw = read_all(stream, 2 * options.max_size + 4, options.max_size)
    decoded = decode(raw)
    draft = Draft(decoded.text, warnings=decoded.warnings)
    yield finished(draft, options, stream.name)
