"""Watching: what is new after articles were added.

Takes the ledger's entries before and after, gives `News`: a new undertaking, a change of state, a
new dispute, a change point; as JSON or as RSS. It fetches nothing: adding articles is the
archive's work, and when to look again is the command's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from communique.follow.entries import Entry
from communique.follow.relations import Series

What = Literal["undertaking", "change", "dispute", "change point"]


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is new: what kind of thing, its id, its day, and a line that tells it."""

    what: What
    id: str
    day: str
    title: str
    detail: Mapping[str, object]

    def to_dict(self) -> dict[str, object]:
        return {"what": self.what, "id": self.id, "day": self.day, "title": self.title,
                "detail": dict(self.detail)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """What was known at the last look: the state of each statement's undertaking, and turns."""

    states: Mapping[str, str]
    turns: frozenset[str]


def seen(entries: Iterable[Entry], relations: Series | None = None) -> Seen:
    """What is known now."""
    states = {p.id: entry.course.state for entry in entries for p in entry.undertaking.proposals}
    return Seen(states, frozenset(relations.change_points if relations else ()))


def news(before: Seen, entries: Iterable[Entry], relations: Series | None = None) -> list[News]:
    """What is new since `before`, oldest first."""
    found = []
    for entry in entries:
        known = [before.states[p.id] for p in entry.undertaking.proposals if p.id in before.states]
        if not known:
            found.append(_of(entry, "undertaking"))
        elif entry.course.state not in known:
            found.append(_of(entry, "change"))
    for point in relations.change_points if relations else ():
        if point not in before.turns and relations is not None:
            title = f"{relations.one} and {relations.other}: the level turns in {point}"
            found.append(News("change point", f"{relations.one}-{relations.other}-{point}", point,
                              title, relations.to_dict()))  # fmt: skip
    return sorted(found, key=lambda one: (one.day, one.id))


def rss(found: Iterable[News], title: str) -> str:
    """What is new, as an RSS feed."""
    items = "".join(
        f"<item><title>{escape(one.title)}</title><guid isPermaLink=\"false\">{escape(one.id)}:{one.what}:"
        f"{one.day}</guid><description>{escape(one.title)} ({one.day})</description></item>"
        for one in found
    )
    return ('<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
            f"<title>{escape(title)}</title><description>{escape(title)}</description>"
            f"<link>about:blank</link>{items}</channel></rss>\n")  # fmt: skip


def _of(entry: Entry, what: What) -> News:
    one, course = entry.undertaking, entry.course
    words = " ".join(one.first.said.words.split())
    verb = one.kind if what == "undertaking" else f"{one.kind} now {course.state}"
    day = one.first.day.text if what == "undertaking" else course.since.text
    return News(what, one.id, day, f"{one.maker.name}: {verb}: {words}", entry.to_dict())


__all__ = ["News", "Seen", "news", "rss", "seen"]
