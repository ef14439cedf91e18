"""Bytes to documents: files, folders, streams and what programs hand over.

`ingest` takes sources and gives `Ingested` and `Failure` in their order, one at a time and with
bounded memory; `document_of` takes what a program has in hand. The text of plain text and JSON
Lines is kept as given. Nothing is read for meaning here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from communique.ingest.documents import MAX_SIZE, Ingested, Options, document_of
from communique.ingest.forms import documents_in, form_named, form_names
from communique.ingest.sources import Source, Taken, find, name_of, opened, size_of
from communique.types import Failure

__all__ = ["MAX_SIZE", "Ingested", "Options", "document_of", "form_names", "ingest"]


def ingest(
    sources: Iterable[Source],
    *,
    form: str | None = None,
    max_size: int = MAX_SIZE,
    published: object = None,
    title: str | None = None,
    columns: Mapping[str, str] | None = None,
    taken: Taken | None = None,
) -> Iterator[Ingested | Failure]:
    """The documents in `sources`, in their order; what can't be read is a `Failure` in its place.

    Args:
        sources: paths, folders, patterns, `-` for standard input, addresses, open binary files.
        form: "text", "html" or "jsonl" where names and first bytes are not to be asked.
        max_size: the most bytes of text that one document may have.
        published: the day of publication of documents that bring none; it holds over the day
            that is found in a page.
        title: the title, likewise.
        taken: is kept at the bytes that have been taken from files so far.

    Raises:
        ConfigError: there is no such form.
    """
    if form is not None:
        form_named(form)
    options = Options(
        form=form, max_size=max_size, published=published, title=title,
        columns=tuple((columns or {}).items()),
    )  # fmt: skip
    return _ingested(sources, options, taken or Taken())


def _ingested(
    sources: Iterable[Source], options: Options, taken: Taken
) -> Iterator[Ingested | Failure]:
    for source in find(sources):
        if isinstance(source, Failure):
            yield source
            continue
        before = taken.bytes
        try:
            with opened(source) as (stream, file):
                for found in documents_in(stream, options):
                    taken.bytes = before + _place_in(file)
                    yield found
                # A zip or a Parquet file is opened anew by its reader, and counts when it is done.
                taken.bytes = before + max(size_of([source]) or 0, _place_in(file))
        except Exception as error:  # a damaged file raises what its format's library pleases
            yield Failure(name_of(source), "ingest", type(error).__name__, reason_of(error))


def _place_in(file: BinaryIO) -> int:
    try:
        return file.tell()
    except (OSError, ValueError, AttributeError):  # a pipe has no places
        return 0


def reason_of(error: BaseException) -> str:
    """One line that says what went wrong, in words."""
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, EOFError):
        return "it ends in the middle: truncated"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    text = " ".join(str(error).split())
    return text or type(error).__name__
