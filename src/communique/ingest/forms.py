"""Forms: what a file holds, told by its name or by its first bytes, and who reads it.

Takes an open stream, gives its documents and failures. A form names the function that reads it
("module:function", imported when first needed); a new kind of input is one more line in `FORMS`
and one more module beside this one. Readers take `(Stream, Options)` and yield `Ingested` and
`Failure`; what they raise ends that source alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from communique.errors import ConfigError
from communique.ingest.documents import Ingested, Options
from communique.ingest.sources import Stream
from communique.types import Failure

Reader = Callable[[Stream, Options], Iterator[Ingested | Failure]]


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of input: its name, the endings of its files' names, its first bytes, its reader."""

    name: str
    endings: tuple[str, ...]
    begins: tuple[bytes, ...]
    reader: str


# Names come before bytes; among bytes the first that fits wins, so the special ones stand first.
FORMS: tuple[Form, ...] = (
    Form("zip", (".zip",), (b"PK\x03\x04", b"PK\x05\x06"), "communique.ingest.archives:read_zip"),
    Form("warc", (".warc",), (b"WARC/",), "communique.ingest.archives:read_warc"),
    Form("parquet", (".parquet", ".pq"), (b"PAR1",), "communique.record.parquets:read"),
    Form("csv", (".csv", ".tsv"), (), "communique.ingest.tables:read"),
    Form("feed", (".xml", ".rss", ".atom"), (b"<?xml", b"<rss", b"<feed"),
         "communique.ingest.feeds:read"),
    Form("jsonl", (".jsonl", ".ndjson", ".json"), (b"{",), "communique.ingest.jsonl:read"),
    Form("html", (".html", ".htm", ".xhtml"), (b"<",), "communique.ingest.html:read"),
    Form("text", (".txt", ".text", ".md"), (b"",), "communique.ingest.texts:read"),
)
MARKS = (b"\xef\xbb\xbf",)  # what may stand before the first byte that tells


def documents_in(stream: Stream, options: Options) -> Iterator[Ingested | Failure]:
    """The documents that `stream` holds, and what of it could not be read."""
    form = form_named(options.form) if options.form else form_of(stream)
    module, _, function = form.reader.partition(":")
    reader = cast(Reader, getattr(import_module(module), function))
    yield from reader(stream, options)


def form_of(stream: Stream) -> Form:
    """The form that the name tells, else the first bytes: `{` JSON Lines, `<` HTML, else text."""
    name = stream.inner_name.lower()
    for form in FORMS:
        if name.endswith(form.endings):
            return form
    head = stream.head
    for mark in MARKS:
        head = head.removeprefix(mark)
    head = head.lstrip()
    return next((form for form in FORMS if head.startswith(form.begins)), FORMS[-1])


def form_named(name: str) -> Form:
    """The form called `name`.

    Raises:
        ConfigError: there is none.
    """
    for form in FORMS:
        if form.name == name:
            return form
    raise ConfigError(f"no form of input is called {name}", f"one of {', '.join(form_names())}")


def form_names() -> list[str]:
    """What `--from` may name, best known first."""
    return [form.name for form in reversed(FORMS)]
