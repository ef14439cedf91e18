"""Communiqué reads the news of diplomacy: who said what to whom, who did what to whom.

Four verbs (`read`, `load`, `open`, `who`), the two objects behind them (`Reader`, `Archive`) and
the types of what comes out. Everything is imported when it is first used, so that
`import communique` costs next to nothing.

    >>> import communique
    >>> reader = communique.load()                                   # doctest: +SKIP
    >>> record = reader.read("…", published="2022-02-10")            # doctest: +SKIP
    >>> record.statements[0].speaker.actor.name                      # doctest: +SKIP
    'Sergey Lavrov'
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

import communique.read as _read_package

if TYPE_CHECKING:
    from communique.follow.archives import Archive
    from communique.follow.archives import open_archive as open
    from communique.reader import Reader, load
    from communique.resolve.candidates import who
    from communique.types import (
        Actor,
        Candidate,
        Document,
        Event,
        Failure,
        Mention,
        Record,
        Relation,
        Span,
        Statement,
    )

__version__ = "0.1.0"

# Where each public name lives: module, and the name there.
_HOMES = {
    "Reader": ("communique.reader", "Reader"),
    "load": ("communique.reader", "load"),
    "Archive": ("communique.follow.archives", "Archive"),
    "open": ("communique.follow.archives", "open_archive"),
    "who": ("communique.resolve.candidates", "who"),
} | {
    name: ("communique.types", name)
    for name in (
        "Actor", "Candidate", "Document", "Event", "Failure", "Mention", "Record", "Relation",
        "Span", "Statement",
    )
}  # fmt: skip


class _Verb(ModuleType):
    """The package `communique.read` that is also the verb: `communique.read(text)`.

    The folder and the verb share a name, and importing a subpackage puts it in the verb's place;
    so the subpackage itself can be called.
    """

    _reader: Any = None

    def __call__(self, text: str, *, published: Any = None, title: str | None = None) -> Record:
        """The record of `text`, by the bundled model, which is loaded once.

        Args:
            text: the article; offsets in the record count its code points.
            published: its day, as a date or in words; times and offices are told by it.
            title: its title, read for context; it yields no spans.

        Raises:
            InputError: the text is empty.
            ModelError: the bundled model is missing or damaged.
        """
        if _Verb._reader is None:
            _Verb._reader = import_module("communique.reader").load()
        record: Record = _Verb._reader.read(text, published=published, title=title)
        return record


_read_package.__class__ = _Verb
read = _read_package


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(_HOMES))


__all__ = [
    "Actor", "Archive", "Candidate", "Document", "Event", "Failure", "Mention", "Reader",
    "Record", "Relation", "Span", "Statement", "load", "open", "read", "who",
]  # fmt: skip
