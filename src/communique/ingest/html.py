"""HTML pages: the article, its title, its date and its address, without the page around it.

Takes a stream, gives one `Ingested` whose text is the article that trafilatura finds; offsets
count in that text, not in the page. The date is the one that htmldate finds in the page's own
markup and text; guesses from a footer's year are not asked for. A page that holds no article (a
list of links, a form, an error) is refused, and so is one too large or too deeply nested to parse.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from communique.errors import InputError
from communique.ingest.documents import Draft, Ingested, Options, finished
from communique.ingest.encodings import decode_page
from communique.ingest.sources import Stream, read_all
from communique.types import Failure

# The shortest body among 181 real pages has 60 words; a menu's lines have two or three each.
SENTENCE = 6  # words in one line, the least that an article has somewhere
FRAGMENT = 200_000  # characters within which a page's body begins, scripts before it included
# A page may have half of what a text may: parsing one of 10 MB takes half a minute, and the
# largest of the 181 real pages has 1.1 MB.
PAGE = 2
DEEPEST = 2000  # open tags at once; real pages stay under 100, and the parser's stack has an end


def read(stream: Stream, options: Options) -> Iterator[Ingested | Failure]:
    """The one document that the page holds.

    Raises:
        InputError: there is no article in the page, or it can't be parsed.
    """
    raw = read_all(stream, options.max_size // PAGE, options.max_size)
    draft = page(raw)
    # What the user says of a page holds over what was found in it.
    if options.published is not None:
        draft = replace(draft, published=options.published)
    if options.title is not None:
        draft = replace(draft, title=options.title)
    yield finished(draft, options, stream.name)


def page(raw: bytes, *, charset: str | None = None, url: str | None = None) -> Draft:
    """What the bytes of a page say of its article; `charset` is what the server declared.

    Raises:
        InputError: there is no article in it, or it can't be parsed.
    """
    if not raw.strip():
        raise InputError("the page is empty")
    decoded = decode_page(raw, charset)
    found = _extracted(decoded.text)
    text = str(getattr(found, "text", None) or "")
    if max(map(_words, text.splitlines()), default=0) < SENTENCE:
        raise InputError("there is no article in the page")
    return Draft(
        text=text, url=url or _string(found.url), publisher=_string(found.sitename),
        title=_string(found.title), published=_string(found.date), warnings=decoded.warnings,
    )  # fmt: skip


def _extracted(markup: str) -> Any:
    """Trafilatura's document, or None where it finds nothing."""
    _refuse_deep(markup)
    if "<body" not in markup[:FRAGMENT].lower():  # a piece of a page, as people paste them
        markup = f"<html><body>{markup}</body></html>"
    import trafilatura

    for name in ("trafilatura", "htmldate"):  # a page without an article is our failure to report
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    try:
        return trafilatura.bare_extraction(
            markup, with_metadata=True, include_comments=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )  # fmt: skip
    except (RecursionError, ValueError, TypeError, AttributeError, LookupError) as error:
        raise InputError(f"the page can't be parsed: {type(error).__name__}: {error}") from error


def _refuse_deep(markup: str) -> None:
    """Nothing where the tags nest as pages do; the count is rough, and needs to be no better."""
    for tag in ("<div", "<span", "<table", "<blockquote", "<ul", "<b>", "<i>", "<font"):
        if markup.count(tag) - markup.count(tag.replace("<", "</").rstrip(">")) > DEEPEST:
            raise InputError(f"the page nests more than {DEEPEST} {tag.strip('<>')} tags")


def _words(line: str) -> int:
    """How many words a line has, two signs to a word where a script sets no spaces."""
    return len(line.split()) + sum(char > "\u2e80" for char in line) // 2


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
