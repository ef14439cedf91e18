"""Short factories for records of one's own making: an article, what was said in it and done."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.types import (
    Actor,
    Date,
    Document,
    Event,
    Party,
    Place,
    Precision,
    Quantity,
    Record,
    Span,
    Statement,
)

NORD = Actor("nord", "Government of Nordavia", "country", "NRD", "GOV")
SUDE = Actor("sude", "Government of Sudelia", "country", "SUD", "GOV")
MINISTER = Actor("m1", "Ilse Varga", "person", "NRD", "GOV", "foreign minister of Nordavia")
ENVOY = Actor("m2", "Tomas Reil", "person", "SUD", "GOV", "envoy of Sudelia")
ARMY = Actor("army", "Nordavian army", "group", "NRD", "MIL")
REBELS = Actor("reb", "Halden Front", "organization", "NRD", "REB")
THIRD = Actor("osta", "Government of Ostavia", "country", "OST", "GOV")


@dataclass
class Article:
    """Collects statements and events over one text; every phrase has to stand in it."""

    id: str
    day: str | None
    text: str
    publisher: str = "Harbour Post"
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def span(self, words: str) -> Span:
        at = self.text.index(words)
        return Span.of(self.text, at, at + len(words))

    def said(
        self, speaker: Actor, force: str, words: str, *, to: Actor | None = None, cue: str = "",
        parent: str | None = None, mode: str = "indirect",
    ) -> str:  # fmt: skip
        id = f"{self.id}-s{len(self.statements)}"
        self.statements.append(Statement(
            id, "said", Party(None, speaker), (Party(None, to),) if to else (),
            self.span(cue) if cue else None, (self.span(words),), mode, force, parent,  # type: ignore[arg-type]
            score=0.9,
        ))  # fmt: skip
        return id

    def did(
        self, type: str, trigger: str, *, by: Actor | None = None, on: Actor | None = None,
        status: str = "actual", told_in: str | None = None, at: str | None = None,
        place_country: str | None = None, day: str | None = None, amount: float | None = None,
    ) -> str:  # fmt: skip
        id = f"{self.id}-e{len(self.events)}"
        place = Place(self.span(at), at, place_country) if at else None
        precision: Precision = {4: "year", 7: "month"}.get(len(day or ""), "day")  # type: ignore[assignment]
        self.events.append(Event(
            id, type, None, (), self.span(trigger), (Party(None, by),) if by else (),  # type: ignore[arg-type]
            (Party(None, on),) if on else (), place,
            Date(day, precision, "written") if day else None,
            (Quantity(amount, "troops", "exact", self.span(trigger)),) if amount else (),
            status, told_in, 0.9,  # type: ignore[arg-type]
        ))  # fmt: skip
        return id

    def record(self) -> Record:
        document = Document(self.id, self.text, None, self.publisher, None, self.day, "en")
        parties = [p for one in self.statements for p in (one.speaker, *one.addressees)]
        parties += [p for one in self.events for p in (*one.actors, *one.recipients)]
        actors = tuple({p.actor.key: p.actor for p in parties if p.actor}.values())
        return Record(document, (), actors, tuple(self.statements), tuple(self.events))


def promise(id: str = "a1", day: str = "2031-03-01") -> Article:
    """Nordavia promises to withdraw its troops from Halden."""
    text = "Nordavia will withdraw its troops from Halden, its foreign minister Ilse Varga said."
    article = Article(id, day, text)
    said = article.said(MINISTER, "promise", "Nordavia will withdraw its troops from Halden", cue="said")
    article.did("RETREAT", "withdraw", by=NORD, status="planned", told_in=said, at="Halden")
    return article


def withdrawal(
    id: str = "a2", day: str = "2031-03-09", place: str = "Halden", by: Actor = ARMY,
    when: str | None = None, publisher: str = "Harbour Post",
) -> Article:  # fmt: skip
    """Troops leave a town."""
    text = f"Troops of the army withdrew from {place} at dawn."
    article = Article(id, day, text, publisher)
    article.did("RETREAT", "withdrew", by=by, at=place, day=when)
    return article
