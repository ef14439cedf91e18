"""What a noun phrase tells by itself: a name, an office, a state, a body, a group.

Takes the words of a mention ("Russian Foreign Minister Sergey Lavrov", "his British counterpart",
"a spokesman for the ministry"), gives a `Described`: its head, and what is said of it. The one
idea: mark every word (state, title, body, name), and let the head decide. It looks up names of
states and bodies in the tables, but does not decide who is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from communique.read.nouns import (
    BODIES,
    GROUPS,
    LINKERS,
    STOP,
    TITLES,
)
from communique.read.pronouns import PRONOUNS, Pronoun
from communique.read.words import find_words
from communique.resolve.countries import CountryNamed, country_named
from communique.resolve.names import COMMON, PREPOSITIONS, name_in, states_in
from communique.resolve.offices import OfficeNamed, office_in
from communique.resolve.organisations import organisation_in, organisation_named
from communique.resolve.sectors import sector_of
from communique.resolve.tables import OrganisationRecord, Tables

PhraseKind = Literal[
    "pronoun", "person", "country", "organization", "office", "group", "place", "none"
]

_CLAUSE = re.compile(
    r"\s*(?:[,–—-]\s+)?\b(?:which|who|whom|whose|where|when|that|while|if|after|before|because)\b.*"
    r"|\s+(?:said|told|says|speaking|familiar|close to|involved|present|including|such as|living"
    r"|based in|stationed|wearing|accused|suspected|responsible|polled"
    r"|interviewed|questioned|quoted|cited|manning|controlling|holding|promoting|favou?ring)\b.*",
    re.DOTALL,
)
_SAID = re.compile(
    r"\s+(?:(?:said|says|told|tells|added|adds)(?:\s+(?:that|he|she|it|they))?|further|later|also|earlier"
    r"|today|yesterday|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$"
)
_MEMBER = re.compile(r"\b[Mm]ember of (?:the )?(?:European )?[Pp]arliament\b")
_QUANTITY = re.compile(
    r"^(?:(?:the|a|an|some|about|around|nearly|almost|more than|up to|at least|over|another|other|"
    r"hundreds|thousands|tens|dozens|scores|several|many|most|all|both|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|[\d.,]+|small|large|huge|angry)\s+)*"
    r"(?:hundreds|thousands|tens|dozens|scores|group|number|succession|majority|minority|crowd|"
    r"series|handful|couple|pair|band|team|lot|some|many|most|all|several|one|two|three|four|five|"
    r"half|both|[\d.,]+)\s+of\s+(?:up to\s+)?",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(\[][^)\]]*[)\]]?")
_EDGES = " \t\r\n\"'“”‘’«»[].,;:-–—"


@dataclass(frozen=True, slots=True)
class Described:
    """A phrase and what it tells.

    `words` is the phrase without clauses and brackets, `name` the personal name in it, `title` what
    stands beside the name, `country` the state that the words name, `how` the way they name it
    ("adjective", "capital"), `owner` a possessive pronoun before it ("his").
    """

    words: str
    kind: PhraseKind
    pronoun: Pronoun | None = None
    name: str = ""
    title: str = ""
    head: str = ""
    country: str | None = None
    how: str = ""
    office: OfficeNamed | None = None
    body: OrganisationRecord | None = None
    definite: bool = False
    plural: bool = False
    owner: str = ""
    abbreviation: str = ""
    former: bool = False


@lru_cache(maxsize=32768)
def describe(phrase: str, tables: Tables, headline: bool = False) -> Described:
    """What the phrase tells.

    Args:
        phrase: A slice of a text.
        tables: Where states, offices and bodies are looked up.
        headline: Whether the phrase stands in a line of capitals, where they tell nothing.
    """
    bare = _SAID.sub("", phrase.strip(_EDGES))
    pronoun = PRONOUNS.get(bare.lower())
    if pronoun is not None and bare not in ("US", "IT"):
        return Described(bare, "pronoun", pronoun=pronoun)
    abbreviation = _abbreviation(bare)
    bare = _MEMBER.sub("MP", bare)
    bare = _without_clause(_BRACKET.sub("", bare)) or bare
    quantity = _QUANTITY.match(bare)
    if quantity and bare[quantity.end() :].strip():
        rest = describe(bare[quantity.end() :], tables, headline)
        single = re.search(r"\bone of\s", quantity.group(), re.I) is not None
        if rest.kind not in ("pronoun", "person"):
            return replace(rest, plural=not single, definite=rest.definite and not single,
                           kind="group" if rest.kind in ("country", "none") else rest.kind)  # fmt: skip
    if headline or (bare.isupper() and len(bare) > 8):
        bare = _lowered(bare)
    segments = [one.strip(_EDGES) for one in bare.split(", ") if one.strip(_EDGES)] or [bare]
    return replace(_described(segments, tables), words=bare, abbreviation=abbreviation)


def _without_clause(words: str) -> str:
    """The words before a clause; all of them where it is the head: "the accused", "five of whom"."""
    left = _CLAUSE.sub("", words, count=1).strip(_EDGES)
    last = left.rpartition(" ")[2].lower()
    return words.strip(_EDGES) if last in ("the", "a", "an", "of") else left


def _described(segments: list[str], tables: Tables) -> Described:
    first = _whole(segments[0], tables)
    if first is not None and (first.kind != "country" or len(segments) == 1):
        return first
    for number, segment in enumerate(segments):
        name, title, country = name_in(segment, tables)
        if not name or (number > 0 and " " not in name):
            continue
        if " " not in name and not title and len(segments) == 1:
            return replace(_unnamed(segments[0], tables), kind="none", name=name)
        beside = [one for at, one in enumerate(segments) if at != number]
        titles = ", ".join(filter(None, [title, *beside]))
        return _person(name, titles, country, tables)
    return _unnamed(segments[0], tables)


def _whole(words: str, tables: Tables) -> Described | None:
    """What the words are if they are, as a whole, the name of a state or a body in the tables."""
    inner = re.sub(r"^(?:the|The|THE|a|A)\s+", "", words)
    definite = inner != words and words[0] in "tT"
    state = country_named(inner, tables) if inner.lower() not in COMMON or inner == "US" else None
    if state is not None and not (state.how == "people" and inner[:1].islower()):
        kind: PhraseKind = "group" if state.how == "people" and inner.endswith("s") else "country"
        if state.how in ("city", "region"):
            kind = "place"
        return Described(words, kind, name=inner, country=state.iso3, how=state.how,
                         definite=definite, head=inner.split()[-1].lower(),
                         plural=kind == "group")  # fmt: skip
    body = organisation_named(inner, tables) if inner[:1].isupper() else None
    if body is not None:
        return Described(words, "organization", name=body.name, country=body.country, body=body,
                         definite=definite, head=inner.split()[-1].lower())  # fmt: skip
    return None


def _person(name: str, title: str, country: str | None, tables: Tables) -> Described:
    office = office_in(title, tables) if title else None
    body, states = _body_and_states(title, tables)
    if country is not None and all(one.iso3 != country for one in states):
        country = None
    if country is None and office is not None:
        country = _of_office(office, states)
    if country is None and states:
        country = states[0].iso3
    return Described(name, "person", name=name, title=title, country=country, office=office,
                     definite=True, body=body if country is None else None,
                     former=bool(office and office.former) or _is_former(title))  # fmt: skip


def _body_and_states(
    words: str, tables: Tables
) -> tuple[OrganisationRecord | None, list[CountryNamed]]:
    """The body that the words name, and the states that they name outside its name."""
    if not words or words == words.lower():
        return None, []
    states = states_in(words, tables)
    found = organisation_in(words, tables)
    if found is None:
        return None, states
    body, start, end = found
    if re.search(r"\b(?:anti|pro)-$", words[:start], re.I):
        return None, states
    if words[start:end].lower() in COMMON and not words[start:end].isupper() and end - start < len(words.strip()):
        return None, states  # the "Commission" of a "Central Election Commission"
    return body, [one for one in states if one.end <= start or one.start >= end]


def _of_office(office: OfficeNamed, states: list[CountryNamed]) -> str | None:
    """The state of an office, unless it is only a part of a body's name ("Donetsk Front chief")."""
    return office.country if any(one.iso3 == office.country for one in states) else None


def _is_former(words: str) -> bool:
    return re.match(r"(?:the\s+)?(?:\w+\s+)?(?:former|ex|late|ousted|deposed)\b", words, re.I) is not None


def _unnamed(words: str, tables: Tables) -> Described:
    tokens = find_words(words)
    low = [token.low for token in tokens]
    if not tokens:
        return Described(words, "none")
    owner = low[0] if low[0] in PRONOUNS and len(low) > 1 else ""
    stop = next((at for at, one in enumerate(low) if at and _links(low, at)), len(low))
    head = low[stop - 1]
    if head in ("'s", "’s") and stop > 1:
        head = low[stop - 2]
    singular_article = low[0] in ("a", "an", "one", "another")
    lower = not tokens[stop - 1].capital
    plural = (head in GROUPS or lower) and (
        (head.endswith("s") and not head.endswith("ss"))
        or head in ("people", "police", "men", "women", "troops")
    )
    office = office_in(words, tables) if head in TITLES or not plural else None
    body, named = _body_and_states(words, tables)
    country = _of_office(office, named) if office else None
    how = ""
    if country is None and named:
        named = [one for one in named if one.how != "city"] or named  # "Springfield in Kenya"
        before_head = [one for one in named if one.start < tokens[stop - 1].end]
        country, how = (before_head or named)[0].iso3, (before_head or named)[0].how
    kind: PhraseKind = "none"
    last = named[-1] if named and stop == len(low) else None
    if last and last.how in ("name", "capital") and last.end == len(words) and last.start > 0:
        # "the former colonial power Britain"
        return Described(words, "country", name=words[last.start :], country=last.iso3, how="name",
                         head=low[-1], definite=True)  # fmt: skip
    if head in TITLES or (office is not None and head not in GROUPS):
        kind = "office"
    elif head in GROUPS and (head not in BODIES or not tokens[stop - 1].capital):
        kind = "organization" if head in BODIES else "group"
    elif any(token.capital for token in tokens):
        kind = "organization"
    return Described(
        words, kind, head=head, country=country, how=how, office=office,
        body=body, definite=not singular_article and low[0] != "some",
        plural=plural, owner=owner, title=words,
        former=bool(office and office.former) or _is_former(words),
    )  # fmt: skip


def _links(low: list[str], at: int) -> bool:
    return low[at] in LINKERS or low[at] in PREPOSITIONS or low[at] == ","


@lru_cache(maxsize=16384)
def sector_in(words: str, tables: Tables) -> str | None:
    """The PLOVER sector that the words' head tells, or None."""
    found = sector_of(words, tables)
    return found.sector if found else None


def _abbreviation(words: str) -> str:
    inside = re.search(r"\(([A-Z][A-Za-z.&-]{1,9})[,)]", words)
    return inside.group(1) if inside else ""


def _lowered(words: str) -> str:
    """Words of a headline in capitals as they would stand in a sentence."""
    return " ".join(
        one.title() if one.isupper() and one != "US" and (len(one) > 4 or one.lower() in STOP) else one
        for one in words.split()
    )
