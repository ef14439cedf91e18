"""Feeds: the articles that an RSS or Atom feed carries in full.

Takes a stream, gives one `Ingested` an entry: its content as plain text, or its summary with a
notice where the feed holds no more. Nothing that a feed links to is fetched. A feed that declares
entities is refused, for they may unfold without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from communique.errors import InputError
from communique.ingest.documents import Draft, Ingested, Options, finished
from communique.ingest.sources import Stream, read_all
from communique.types import Failure, Notice

LARGEST = 5  # times the most bytes of one document: a feed carries several
PROLOG = 8192  # bytes within which the root of a feed begins
_ROOT = re.compile(rb"<\s*(?:\w+:)?(rss|feed|RDF)\b")
_ENTITY = re.compile(rb"<!ENTITY\b")
_BLOCKS = frozenset((
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr",
    "table", "section", "article", "figure", "hr", "pre",
))  # fmt: skip
_SILENT = frozenset(("script", "style", "template", "noscript"))


def read(stream: Stream, options: Options) -> Iterator[Ingested | Failure]:
    """The entries of the feed; a file in XML that is no feed is read as a page.

    Raises:
        InputError: the feed is too large, declares entities, or holds no entry.
    """
    if not _ROOT.search(stream.head) and not _ENTITY.search(stream.head):
        from communique.ingest import html

        yield from html.read(stream, options)
        return
    raw = read_all(stream, LARGEST * options.max_size, options.max_size)
    if _ENTITY.search(raw):
        raise InputError("the feed declares entities, which may unfold without end: refused")
    import feedparser

    feed = feedparser.parse(raw, resolve_relative_uris=False, sanitize_html=False)
    if not feed.entries:
        reason = feed.get("bozo_exception")
        raise InputError(f"the feed holds no entry{f': {reason}' if reason else ''}")
    for number, entry in enumerate(feed.entries, 1):
        place = f"{stream.name}, entry {number}"
        try:
            yield finished(_draft(entry, feed.feed), options, place)
        except InputError as error:
            yield Failure(place, "ingest", "InputError", str(error))
    if broken := _broken(feed):
        yield Failure(stream.name, "ingest", "InputError", broken)


def _broken(feed: Any) -> str:
    """Where the XML breaks off or breaks, if it does: what stands behind it may be missing.

    Names of entities that XML lacks ("&nbsp;") are everywhere, and do no harm.
    """
    from xml.sax import SAXParseException

    error = feed.get("bozo_exception")
    if not isinstance(error, SAXParseException) or "undefined entity" in str(error):
        return ""
    return f"the feed is broken at line {error.getLineNumber()}: {error.getMessage()}"


def _draft(entry: Any, feed: Any) -> Draft:
    text, warnings = _text(entry)
    source = entry.get("source") or {}
    language = (entry.get("language") or feed.get("language") or "")[:2].lower()
    return Draft(
        text=text, id=entry.get("id") or None, url=entry.get("link") or None,
        publisher=source.get("title") or feed.get("title") or None,
        title=plain(entry.get("title") or "") or None,
        published=entry.get("published") or entry.get("updated"),
        language=language if re.fullmatch("[a-z]{2}", language) else None, warnings=warnings,
    )  # fmt: skip


def _text(entry: Any) -> tuple[str, tuple[Notice, ...]]:
    contents = [one.get("value") or "" for one in entry.get("content") or ()]
    full = max((plain(one) for one in contents), key=len, default="")
    if full:
        return full, ()
    short = plain(entry.get("summary") or "")
    notice = Notice("summary_only", "the feed holds a summary of this article, not its text")
    return short, (notice,) if short else ()


def plain(markup: str) -> str:
    """The text of some HTML: a line for each block, no markup, scripts left out.

    >>> plain("<p>The talks <b>failed</b>.</p><p>Nobody &amp; nothing moved.</p>")
    'The talks failed.\\nNobody & nothing moved.'
    """
    parser = _Plain()
    parser.feed(markup)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # A line end within a block is a blank, as browsers show it.
            self.parts.append(data.replace("\n", " "))
