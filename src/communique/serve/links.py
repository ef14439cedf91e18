"""Links: the address of everything that has a page, and the words' place on the web.

Takes ids and keys, gives paths inside the room. Ids may be anything, so they are quoted whole; one
that itself ends like a format gets `.html` behind it, so that a suffix is always ours. Links that
lead out come from articles and are followed only where they are http or https.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode, urlsplit

from communique.record.filters import KEY, joined

SUFFIXES = (".html", ".json", ".csv")
_QUOTED = 300  # characters of a quotation that a text fragment holds at most


def article(id: str, suffix: str = "") -> str:
    """The page of an article."""
    return _to("articles", id, suffix)


def statement(id: str, suffix: str = "") -> str:
    """The page of a statement: its permalink."""
    return _to("statements", id, suffix)


def event(id: str, suffix: str = "") -> str:
    """The page of an event."""
    return _to("events", id, suffix)


def actor(key: str, suffix: str = "") -> str:
    """The page of an actor."""
    return _to("actors", key, suffix)


def party(key: str) -> str:
    """What a filter on speakers, addressees, actors or recipients takes for this one actor."""
    return joined([KEY + key])


def undertaking(id: str, suffix: str = "") -> str:
    """The page of an undertaking of the ledger."""
    return _to("ledger", id, suffix)


def compared(statement: str, suffix: str = "") -> str:
    """The page that lays all reports of a statement beside each other."""
    return with_query(f"/compare{suffix}", {"statement": statement})


def evidence(id: str, document: str) -> str:
    """The page of a piece of evidence: an event, a statement, or a sentence of an article."""
    if id.startswith("statement-"):
        return statement(id)
    return event(id) if id.startswith("event-") else article(document)


def dyad(one: str, other: str, suffix: str = "", **more: str) -> str:
    """The page of two sides."""
    return with_query(f"/dyad{suffix}", {"one": one, "other": other, **more})


def with_query(path: str, query: dict[str, str]) -> str:
    """A path with a query, where empty values are left out."""
    kept = {key: value for key, value in query.items() if value}
    return f"{path}?{urlencode(kept, errors='replace')}" if kept else path


def outside(url: str | None) -> str | None:
    """The address of an article if a browser may follow it, else None."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def at_words(url: str | None, exact: str) -> str | None:
    """The address of an article at some words of it: a text fragment, which browsers show.

    >>> at_words("https://news.example/1", "We keep our word")
    'https://news.example/1#:~:text=We%20keep%20our%20word'
    """
    safe = outside(url)
    words = exact.strip().strip("\"'“”‘’«»").split()
    if safe is None or not words or "#" in safe:
        return safe
    whole = " ".join(words)
    if len(whole) <= _QUOTED and "\n" not in exact:
        return f"{safe}#:~:text={_fragment(whole)}"
    return f"{safe}#:~:text={_fragment(words[:6])},{_fragment(words[-6:])}"


def _fragment(words: str | Iterable[str]) -> str:
    text = words if isinstance(words, str) else " ".join(words)
    # A dash separates the parts of a text fragment, so it is quoted as well.
    return quote(text, safe="", errors="replace").replace("-", "%2D")


def _to(folder: str, id: str, suffix: str) -> str:
    ending = suffix or (".html" if id.endswith(SUFFIXES) else "")
    return f"/{folder}/{quote(id, safe='', errors='replace')}{ending}"
