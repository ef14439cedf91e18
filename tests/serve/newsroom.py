"""A small archive of our own making, to test pages and API with.

Articles by three invented outlets: nested statements, events that are only said and events
that happened, a copy, an unnamed speaker, and one article full of what must never be trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from communique.errors import InputError
from communique.record.archive import Archive
from communique.types import (
    Actor,
    Date,
    Document,
    Event,
    EventType,
    Failure,
    Force,
    Mention,
    Notice,
    Party,
    Place,
    Quantity,
    Record,
    Span,
    Statement,
    Status,
    content_id,
)

SCRIPT = "<script>alert('x')</script>"
ATTRIBUTE = "\"' onmouseover=alert(1) x='"
TEMPLATE = "{{ 7*7 }}</textarea><img src=x onerror=alert(2)>"

VARGA = Actor("Q901", "Ilona Varga", "person", "HUN", "GOV", "Foreign Minister of Hungary",
              "2019-05", None, "Q901", "named in full, with her office")  # fmt: skip
LINDHOLM = Actor("Q902", "Sven Lindholm", "person", "SWE", "GOV", "Prime Minister of Sweden",
                 "2020-01", "2023-05-01", "Q902", "named in full")  # fmt: skip
HUNGARY = Actor("HUN", "Government of Hungary", "country", "HUN", "GOV", why="Budapest speaks")
SWEDEN = Actor("SWE", "Government of Sweden", "country", "SWE", "GOV", why="the state itself")
ODD = Actor(f"group:a/b c?#{SCRIPT}", f"The {SCRIPT} front", "group", None, "REB",
            f"chair {ATTRIBUTE}", None, None, None, f"because {TEMPLATE}")  # fmt: skip

TALKS = (
    "Foreign Minister Ilona Varga told Sven Lindholm in Gothenburg that Hungary would withdraw "
    "its 1,200 soldiers from the island by June.\n\n"
    "“We keep our word,” Varga said. She said Lindholm had promised her that “Sweden will lift "
    "the embargo”.\n\n"
    "Hungary attacked a Swedish convoy last week — 😀 — near Lund. Sources said more was to come."
)
CRUEL = (
    f"Ilona Varga said {SCRIPT} and {TEMPLATE} were “{ATTRIBUTE}”.\n"
    f"The {SCRIPT} front attacked Sweden & left."
)


class Draft:
    """An article that is being marked up by its own words."""

    def __init__(self, id: str, text: str, **about: str | None) -> None:
        self.document = Document(id, text, **{"language": "en", **about})
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.actors: list[Actor] = []

    def span(self, words: str) -> Span:
        start = self.document.text.index(words)
        return Span(start, start + len(words), words)

    def party(self, words: str | None, actor: Actor | None) -> Party:
        if actor is not None and actor not in self.actors:
            self.actors.append(actor)
        return Party(self.span(words) if words else None, actor)

    def said(
        self, speaker: tuple[str | None, Actor | None], words: Sequence[str], force: Force, *,
        to: tuple[str, Actor] | None = None, cue: str | None = "said", mode: str = "indirect",
        parent: str | None = None,
    ) -> str:  # fmt: skip
        spans = tuple(self.span(one) for one in words)
        places = [edge for span in spans for edge in (span.start, span.end)]
        id = content_id("statement", self.document.id, "said", *places)
        day = self.document.published
        self.statements.append(Statement(
            id, "said", self.party(*speaker), (self.party(*to),) if to else (),
            self.span(cue) if cue else None, spans, mode, force, parent,  # type: ignore[arg-type]
            Date(day, "day", "inferred") if day else None, ("agreement:lund",), (), 0.91,
        ))  # fmt: skip
        return id

    def done(
        self, trigger: str, type: EventType, status: Status, actor: tuple[str, Actor] | None,
        recipient: tuple[str, Actor] | None = None, *, by: str | None = None,
        place: str | None = None, much: str | None = None,
    ) -> str:  # fmt: skip
        span = self.span(trigger)
        id = content_id("event", self.document.id, type, span.start, span.end)
        day = self.document.published
        self.events.append(Event(
            id, type, None, ("military",), span, (self.party(*actor),) if actor else (),
            (self.party(*recipient),) if recipient else (),
            Place(self.span(place), place, "SWE", 55.7, 13.19) if place else None,
            Date(day, "day", "inferred") if day else None,
            (Quantity(1200, "troops", "exact", self.span(much)),) if much else (),
            status, by, 0.8,
        ))  # fmt: skip
        return id

    def record(self) -> Record:
        text = self.document.text
        mentions = [
            Mention(content_id("mention", self.document.id, at, at + len(name)),
                    Span.of(text, at, at + len(name)), "person", actor)
            for actor in self.actors
            for name in {actor.name, actor.name.split()[-1]}
            if (at := text.find(name)) >= 0
        ]  # fmt: skip
        mentions.sort(key=lambda one: (one.span.start, -one.span.end))
        warnings = () if self.document.published else (Notice("undated", "it has no date"),)
        told = {one.according_to: one.id for one in self.events}
        statements = [
            Statement(*(getattr(one, name) if name != "events" else
                        ((told[one.id],) if one.id in told else ())
                        for name in Statement.__dataclass_fields__))
            for one in self.statements
        ]  # fmt: skip
        return Record(self.document, tuple(mentions), tuple(self.actors), tuple(statements),
                      tuple(self.events), warnings)  # fmt: skip


def talks(id: str = "talks", **about: str | None) -> Record:
    """Promises at one table, one of them second-hand, and a deed."""
    draft = Draft(id, TALKS, **{
        "title": "Hungary to leave the island", "publisher": "Morning Post",
        "published": "2022-02-10", "url": "https://news.example/talks", **about,
    })  # fmt: skip
    first = draft.said(("Foreign Minister Ilona Varga", VARGA), ["that Hungary would withdraw "
                       "its 1,200 soldiers from the island by June"], "promise",
                       to=("Sven Lindholm", LINDHOLM), cue="told")  # fmt: skip
    draft.said(("Varga", VARGA), ["“We keep our word,”"], "assert", mode="direct")
    outer = draft.said(("She", VARGA), ["Lindholm had promised her that “Sweden will lift the "
                       "embargo”"], "assert", mode="mixed")  # fmt: skip
    inner = draft.said(("Lindholm", LINDHOLM), ["that “Sweden will lift the embargo”"], "promise",
                       to=("her", VARGA), cue="had promised", mode="mixed", parent=outer)
    draft.said(("Sources", None), ["more was to come"], "assert", cue=None)
    draft.done("withdraw", "RETREAT", "planned", ("Hungary", HUNGARY), by=first, much="1,200")
    draft.done("lift", "CONCEDE", "planned", ("Sweden", SWEDEN), by=inner)
    draft.done("attacked", "ASSAULT", "actual", ("Hungary", HUNGARY), ("Swedish", SWEDEN),
               place="Lund")  # fmt: skip
    return draft.record()


def cruel() -> Record:
    """An article whose every field tries to be more than text."""
    draft = Draft(
        f"x/../y?{SCRIPT}#.json", CRUEL, title=f"Title {SCRIPT} {ATTRIBUTE}",
        publisher=f"Outlet {TEMPLATE}", published="2022-03-01", url="javascript:alert(3)",
    )  # fmt: skip
    draft.said(("Ilona Varga", VARGA), [f"{SCRIPT} and {TEMPLATE} were “{ATTRIBUTE}”"], "accuse",
               to=(f"The {SCRIPT} front", ODD), mode="mixed")  # fmt: skip
    draft.done("attacked", "ASSAULT", "actual", (f"The {SCRIPT} front", ODD), ("Sweden", SWEDEN))
    return draft.record()


def notes() -> list[Record]:
    """Short articles that fill lists, months and pages."""
    found = []
    forces: list[Force] = ["threaten", "demand", "deny", "offer", "accuse", "praise"]
    types: list[EventType] = ["CONSULT", "AID", "ACCUSE", "SANCTION"]
    for number in range(60):
        forth = number % 3 != 0
        name, speaker = ("Varga", VARGA) if forth else ("Lindholm", LINDHOLM)
        other, heard = ("Sweden", SWEDEN) if forth else ("Hungary", HUNGARY)
        text = (
            f"{name} said of note {number} that the border stays shut unless {other} answers. "
            f"In week {number} {name} met nobody from {other}, and the fee rose to {number} euros."
        )
        month = f"{2021 + number // 24}-{number % 12 + 1:02}"
        draft = Draft(
            f"note-{number}", text, title=f"Note {number} on the border",
            publisher=["Morning Post", "Evening Mail", "Wire One"][number % 3],
            published=f"{month}-{number % 27 + 1:02}", url=f"https://news.example/{number}",
        )  # fmt: skip
        draft.said((name, speaker), [f"that the border stays shut unless {other} answers"],
                   forces[number % 6], to=(other, heard))  # fmt: skip
        side = HUNGARY if forth else SWEDEN
        draft.done("met", types[number % 4], "actual", (name, side), (other, heard))
        found.append(draft.record())
    return found


def records() -> list[Record | Failure]:
    """Everything that the archive holds, and what could not be read."""
    copy = talks("talks-wire", publisher="Wire One", published="2022-02-11",
                 url="https://wire.example/talks")  # fmt: skip
    undated = Draft("undated", "Varga said nothing of it. She would not, said a friend.",
                    title=None, publisher=None, published=None, url=None)  # fmt: skip
    undated.said((None, None), ["She would not"], "refuse", cue=None)
    failure = Failure(f"bad {SCRIPT}.html", "read", "InputError", f"it can't be read {TEMPLATE}")
    return [talks(), copy, cruel(), undated.record(), failure, *notes()]


def build(path: Path) -> Path:
    """An archive at `path`."""
    with Archive(path) as archive:
        archive.keep(records(), reader=f"newsroom {SCRIPT}")
    return path


class Echo:
    """Reads as little as can be: the first word is an unnamed speaker of all the rest."""

    def read(
        self, text: str, *, published: object = None, title: str | None = None,
        id: str | None = None, url: str | None = None, publisher: str | None = None,
    ) -> Record:  # fmt: skip
        if not text.strip():
            raise InputError("the text is empty", "give an article")
        day = str(published) if published else None
        draft = Draft(id or "echo", text, title=title, url=url, publisher=publisher, published=day)
        word, _, rest = text.strip().partition(" ")
        if rest:
            draft.said((word, None), [rest], "assert", cue=None)
        return draft.record()
