"""Documents as the reader wants them: checked, dated, with an id and a language.

Takes what a source or a program hands over (a mapping, a string, a `Document`) and gives an
`Ingested`: the document and what there is to say about it. The one idea: the text is never
touched, so every offset that is found in it later holds in the input as well. What is not known
stays None; what can't be read raises `InputError`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from communique.errors import InputError
from communique.ingest.dates import published_of
from communique.ingest.languages import language_notice, language_of
from communique.types import Document, Notice, content_id

MAX_SIZE = 20_000_000  # bytes of UTF-8 text in one document

INVISIBLE = frozenset(["Cc", "Cf", "Zs", "Zl", "Zp"])  # Unicode's categories
TEXT_KEYS = ("text", "body", "event_text")
PUBLISHED_KEYS = ("published", "date")


@dataclass(frozen=True, slots=True)
class Ingested:
    """A document that can be read, what to know about it, and where it came from.

    `origin` names the file and the place in it ("articles.jsonl, line 3"); it is empty for a
    document that a program made.
    """

    document: Document
    warnings: tuple[Notice, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """How sources are read: `published` and `title` hold where a document brings none itself.

    Of a web page they hold over what was found in it, since what is found there may be wrong.

    `columns` pairs our names of fields with the source's own ("text", "body").
    """

    form: str | None = None
    max_size: int = MAX_SIZE
    published: object = None
    title: str | None = None
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a source knows of a document, before it is checked."""

    text: str
    id: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: object = None
    language: str | None = None
    warnings: tuple[Notice, ...] = ()


def document_of(
    source: Mapping[str, object] | str | Document | Ingested, *, max_size: int = MAX_SIZE
) -> Ingested:
    """The document that a string, a mapping with the keys of JSON Lines, or a `Document` holds.

    An `Ingested` is given back as it is.

    Raises:
        InputError: there is no text in it, the text is too large, or it is nothing of the kind.

    >>> document_of({"body": "Talks began.", "id": 7, "date": "10 Feb 2022"}).document.published
    '2022-02-10'
    """
    if isinstance(source, Ingested):
        return source
    if isinstance(source, str):
        return finished(Draft(source), Options(max_size=max_size))
    if isinstance(source, Document):
        return finished(_draft_of_document(source), Options(max_size=max_size))
    if isinstance(source, Mapping):
        return finished(draft_of_mapping(source), Options(max_size=max_size))
    raise InputError(
        f"a document is a string, a mapping with a text, or a Document, "
        f"not {_kind_name(source)}"
    )


def renamed(fields: Mapping[str, object], options: Options) -> Mapping[str, object]:
    """The fields of a source under our names, as `options.columns` pairs them."""
    if not options.columns:
        return fields
    named = {ours: fields[theirs] for ours, theirs in options.columns if theirs in fields}
    return {**fields, **named}


def draft_of_mapping(fields: Mapping[str, object]) -> Draft:
    """What a JSON object says of its document, by the field names of JSON Lines input."""
    text = _text_in(fields)
    warnings: list[Notice] = []
    named = {key: _name(fields, key, warnings) for key in ("id", "url", "publisher", "title")}
    language = fields.get("language")
    return Draft(
        text=text, published=_first(fields, PUBLISHED_KEYS),
        language=language if isinstance(language, str) and len(language) == 2 else None,
        warnings=tuple(warnings), **named,
    )  # fmt: skip


def finished(draft: Draft, options: Options, origin: str = "") -> Ingested:
    """The draft as a document: its text checked, its date understood, its language told.

    Raises:
        InputError: the text is empty or larger than `options.max_size`.
    """
    check_text(draft.text, options.max_size)
    given = options.published if _is_blank(draft.published) else draft.published
    published, date_notices = _dated(given)
    language = draft.language or language_of(draft.text)
    document = Document(
        id="", text=draft.text, url=draft.url, publisher=draft.publisher,
        title=draft.title or options.title, published=published, language=language,
    )  # fmt: skip
    warnings = (
        *draft.warnings, *_nul_notice(draft.text), *date_notices,
        *language_notice(language, draft.text),
    )  # fmt: skip
    return Ingested(replace(document, id=draft.id or _content_id(document)), warnings, origin)


def check_text(text: str, max_size: int = MAX_SIZE) -> None:
    """Nothing where `text` can be read.

    Raises:
        InputError: nothing in it can be seen, or it is larger than `max_size` bytes of UTF-8.
    """
    if is_blank_text(text):
        raise InputError("the text is empty")
    if 4 * len(text) <= max_size:
        return
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > max_size:
        raise InputError(
            f"the text has {size:,} bytes, the limit is {max_size:,}", "--max-size raises the limit"
        )


def is_blank_text(text: str) -> bool:
    """Whether nothing in `text` can be seen: spaces, controls, marks of order and width alone."""
    return all(unicodedata.category(char) in INVISIBLE for char in text.strip())


def _text_in(fields: Mapping[str, object]) -> str:
    present = [key for key in TEXT_KEYS if fields.get(key) is not None]
    if not present:
        raise InputError("there is no text: none of " + ", ".join(TEXT_KEYS))
    values = [fields[key] for key in present]
    text = next((one for one in values if isinstance(one, str) and one.strip()), values[0])
    if not isinstance(text, str):
        raise InputError(f"{present[0]} is {_kind_name(text)}, not a string")
    return text


def _name(fields: Mapping[str, object], key: str, warnings: list[Notice]) -> str | None:
    """A name or number as a string; anything else is left out, with a warning."""
    value = fields.get(key)
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    warnings.append(Notice("field_ignored", f"{key} is {_kind_name(value)}, and was left out"))
    return None


def _first(fields: Mapping[str, object], keys: tuple[str, ...]) -> object:
    return next((fields[key] for key in keys if not _is_blank(fields.get(key))), None)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _dated(given: object) -> tuple[str | None, tuple[Notice, ...]]:
    undated = Notice(
        "undated",
        "no date of publication: times stay unresolved, offices are the latest that are known",
    )
    if _is_blank(given):
        return None, (undated,)
    published = published_of(given)
    if published is not None:
        return published, ()
    shown = repr(given) if len(repr(given)) <= 60 else repr(given)[:57] + "..."
    return None, (Notice("date_not_understood", f"no date is understood in {shown}"), undated)


def _nul_notice(text: str) -> tuple[Notice, ...]:
    count = text.count("\0")
    if not count:
        return ()
    signs = "1 NUL character" if count == 1 else f"{count:,} NUL characters"
    return (Notice("nul", f"the text has {signs}, kept where they are: offsets count them"),)


def _content_id(document: Document) -> str:
    parts = (document.url, document.publisher, document.title, document.published)
    return content_id("document", document.text, *(part or "" for part in parts))


def _draft_of_document(document: Document) -> Draft:
    return Draft(
        text=document.text, id=document.id or None, url=document.url,
        publisher=document.publisher, title=document.title, published=document.published,
        language=document.language,
    )  # fmt: skip


def _kind_name(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false",
             int: "a number", float: "a number", type(None): "null"}  # fmt: skip
    return names.get(type(value), f"a {type(value).__name__}")
