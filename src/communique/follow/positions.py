"""Positions: who holds what of an agreement, since when, and where two sides contradict.

Takes articles' texts and `Said` rows, gives `Position`s (supports, claims to comply, accuses
another of breach, reads it differently, rejects, wants it changed, withdraws) and `Dispute`s: two
positions that can't both hold, side by side. A stance is told by the words around the agreement's
name, then by the force of the statement. It doesn't say who is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from communique.follow.acts import FORBIDDING
from communique.follow.rows import Said
from communique.follow.sides import Side
from communique.resolve.agreements import Agreement, Named, named_in

Stance = Literal[
    "supports", "claims to comply", "accuses another of breach", "reads it differently", "rejects",
    "wants it changed", "withdraws",
]  # fmt: skip

# The first that fits is taken: "will quit unless it is renegotiated" withdraws before it wants
# changes. Each was forced by wording like the one beside it.
_STANCES: tuple[tuple[Stance, re.Pattern[str]], ...] = tuple(
    (stance, re.compile(rf"\b(?:{words})", re.I))  # type: ignore[misc]
    for stance, words in (
        ("reads it differently",  # "we have different readings of what is written"
         r"interpret|different(?:ly)? (?:read|understand)|read(?:s|ing)?\b.{0,20}differently|does not (?:say|oblige|require|mention|mean)"
         r"|says nothing|nothing in (?:it|the)|spirit (?:and|or|of)|letter of"),
        ("withdraws",  # "suspends its part in the treaty"
         r"withdr[ae]w(?:s|n|ing|al)? from|pull(?:s|ed|ing)? out of|quit|leav(?:e|es|ing) the|left the|exit|no longer (?:bound|be bound|a party)"
         r"|suspend\w* (?:its |the |their )?(?:participation|part|membership|obligations|implementation)|terminat|denounc|renounc|abandon"),
        ("wants it changed", r"renegotiat|revis|amend|rewrit|be changed|chang(?:e|es|ing) (?:the|to)|updat|re-?open|new deal|better deal|fix"),
        ("accuses another of breach",  # "is reluctant to implement", "has broken the truce"
         r"violat|breach|br(?:eak|oke|oken|eaking)|flout|undermin|sabotag|disregard|ignor|trampl|reluctan|unwilling|fail(?:s|ed|ing|ure)? to (?:implement|comply|fulfil|honou?r|respect|keep)"
         r"|not (?:implement|comply|fulfil|honou?r|respect|keep|observ)\w*|non-?compliance|tears? up|tore up|torn up|refus\w* to (?:implement|comply|fulfil|honou?r)|openly rejects|not one line"),
        ("claims to comply",
         r"compl(?:y|ies|ied|iance|ying)|abid(?:e|es|ing)|adher|fulfil(?:s|led|ling)?\b|fulfill|honou?r(?:s|ed|ing)?\b|observ(?:e|es|ed|ing)|implement(?:s|ed|ing)?\b|keep(?:s|ing)? (?:to )?(?:the|our|its)|stick(?:s|ing)? to|doing what"),
        ("rejects", r"reject|null and void|meaningless|worthless|is dead|never sign|will not sign|not bound|not recogni[sz]e|scrap of paper|opposed to"),
        ("supports", r"support|welcom|back(?:s|ed|ing)?\b|endors|commit(?:ted|ment|s)|praise|no alternative|only basis|stand(?:s|ing)? by|guarantee|sign(?:s|ed|ing)?\b|agree(?:s|d)? to|cornerstone|upholds?"),
    )
)  # fmt: skip
_OF_FORCE: dict[str, Stance] = {
    "praise": "supports", "agree": "supports", "promise": "supports",
    "accuse": "accuses another of breach", "refuse": "rejects",
}  # fmt: skip
# What is denied or ruled out turns into its contrary: "will not leave the treaty" supports it.
_CONTRARY: dict[Stance, Stance] = {
    "withdraws": "supports", "rejects": "supports", "supports": "rejects",
    "claims to comply": "accuses another of breach", "accuses another of breach": "claims to comply",
    "wants it changed": "supports",
}  # fmt: skip
REACH = 220  # characters between an agreement's name and the statement's nearest end


@dataclass(frozen=True, slots=True)
class Position:
    """What one side holds of an agreement, by one statement; `about` are those it accuses."""

    agreement: Agreement
    holder: Side
    stance: Stance
    about: tuple[str, ...]
    said: Said
    why: str

    @property
    def order(self) -> tuple[object, ...]:
        return (self.said.day.first, self.said.article.id, self.said.span.start, self.agreement.key)

    def to_dict(self) -> dict[str, object]:
        return {
            "agreement": self.agreement.key, "name": self.agreement.name,
            "holder": self.holder.to_dict(), "stance": self.stance, "about": list(self.about),
            "since": self.said.day.text, "statement": self.said.id,
            "document": self.said.article.id, "start": self.said.span.start,
            "end": self.said.span.end, "exact": self.said.span.exact, "why": self.why,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two positions that can't both hold."""

    one: Position
    other: Position
    why: str

    def to_dict(self) -> dict[str, object]:
        return {"one": self.one.to_dict(), "other": self.other.to_dict(), "why": self.why}


def positions(text: str, said: Iterable[Said]) -> Iterator[Position]:
    """What is held of agreements in one article; `text` is the article's."""
    found = named_in(text)
    if not found:
        return
    for one in said:
        if one.speaker is None or one.kind != "said":
            continue
        for named in _about(one, found):
            stance, why = _stance(one)
            if stance is None:
                continue
            for agreement in named.agreements:
                yield Position(agreement, one.speaker, stance, _blamed(one, stance), one, why)


def disputes(held: Iterable[Position]) -> list[Dispute]:
    """The pairs of positions on one agreement that contradict each other, the latest of each."""
    latest: dict[tuple[str, str, str], Position] = {}
    for one in sorted(held, key=lambda p: p.order):
        latest[(one.agreement.key, one.holder.pole, one.stance)] = one
    several = sorted(latest.values(), key=lambda p: p.order)
    found = []
    for at, one in enumerate(several):
        for other in several[at + 1 :]:
            if one.agreement.key == other.agreement.key and one.holder.pole != other.holder.pole:
                why = _contradiction(one, other) or _contradiction(other, one)
                if why:
                    found.append(Dispute(one, other, why))
    return found


def _contradiction(one: Position, other: Position) -> str | None:
    a, b = one.stance, other.stance
    blamed = other.holder.pole in one.about
    if a == "accuses another of breach" and blamed:
        if b == "claims to comply":
            return f"{one.holder.name} says that {other.holder.name} breaks it, who claims to comply"
        if b == "accuses another of breach" and one.holder.pole in other.about:
            return "each says that the other breaks it"
    if a == "reads it differently" and b in ("reads it differently", "claims to comply"):
        return "they read it differently"
    if a == "rejects" and b in ("claims to comply", "supports"):
        return f"{one.holder.name} rejects what {other.holder.name} holds to be in force"
    return None


def _about(one: Said, found: list[Named]) -> list[Named]:
    """The agreements named in a statement's words, else the one named in its sentence."""
    inside = [x for x in found if one.span.start <= x.start < one.span.end]
    if not inside:
        inside = [x for x in found if one.sentence.start <= x.start < one.sentence.end]
    unique: dict[tuple[str, ...], Named] = {}
    for named in inside:
        unique.setdefault(tuple(a.key for a in named.agreements), named)
    return list(unique.values())


def _stance(one: Said) -> tuple[Stance | None, str]:
    words = one.words
    for stance, pattern in _STANCES:
        match = pattern.search(words)
        if match is None:
            continue
        before = words[max(0, match.start() - 25) : match.start()]
        contrary = FORBIDDING.search(before) is not None or one.force == "deny"
        if contrary and stance == "accuses another of breach" and match[0].lower().startswith("not"):
            contrary = False
        if contrary and stance in _CONTRARY:
            return _CONTRARY[stance], f"“{match[0]}”, ruled out or denied"
        if stance == "claims to comply" and one.force in ("demand", "accuse"):
            accuses = one.force == "accuse"
            return ("accuses another of breach" if accuses else "supports"), f"“{match[0]}”, {one.force}"
        if stance == "claims to comply" and one.force in ("threaten", "ask"):
            continue
        return stance, f"“{match[0]}”"
    by_force = _OF_FORCE.get(one.force)
    return by_force, f"the statement is one of force {one.force}"


def _blamed(one: Said, stance: Stance) -> tuple[str, ...]:
    if stance != "accuses another of breach":
        return ()
    assert one.speaker is not None
    sides = [side for event in one.events for side in (*event.actors, *event.recipients)]
    poles = dict.fromkeys(side.pole for side in (*sides, *one.addressees))
    named = tuple(pole for pole in poles if pole != one.speaker.pole)
    return named or _states_in(one)


def _states_in(one: Said) -> tuple[str, ...]:
    """"Kiev is reluctant to implement it": the state that the words name."""
    from communique.resolve.countries import countries_in

    assert one.speaker is not None
    codes = dict.fromkeys(found.iso3 for found in countries_in(one.words))
    return tuple(code for code in codes if code != one.speaker.pole)


__all__ = ["Dispute", "Position", "Stance", "disputes", "positions"]
