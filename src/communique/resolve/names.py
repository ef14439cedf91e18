"""Personal names within a noun phrase: which words are the name that the phrase is about.

Takes the words of a phrase ("Kenyan Foreign Minister Jane Doe of the Unity Party"), gives the name,
the words beside it and the state that they tell. The one idea: mark every word (name, state, title,
body, link, owner), then take the last run of names that nothing after it makes a mere modifier ("the
Doe administration") and nothing before it makes someone else ("a spokesman for Jane Doe").
"""

from __future__ import annotations

import re
from typing import Literal

from communique.read.nouns import (
    BODIES,
    DETERMINERS,
    GROUPS,
    LINKERS,
    NO_NAMES,
    NUMBER,
    PARTICLES,
    STOP,
    TITLE_PARTS,
    TITLES,
)
from communique.read.words import ABBREVIATIONS, Word, find_words
from communique.resolve.countries import CountryNamed, countries_in
from communique.resolve.tables import Tables

AIDES = frozenset(
    "spokesman spokeswoman spokesperson adviser advisor aide lawyer attorney assistant wife husband "
    "son daughter brother sister father mother deputy ally allies associate friend envoy "
    "acquaintance colleague supporter opponent critic relative".split()
)
"""Heads whose "of" or "for" leads to another person: "a spokesman for President Doe"."""

COMMON = GROUPS | TITLES | BODIES | TITLE_PARTS | DETERMINERS | STOP
"""Words that name no town ("Police" is one in Poland) and by themselves no body."""

_SIDE_ONLY = re.compile(r"(?:pro|anti)[-‑ ]$", re.IGNORECASE)
_DOING = re.compile(r"[-‑](?:led|backed|born|made|built|sponsored|controlled|occupied|held)\b")


def states_in(words: str, tables: Tables) -> list[CountryNamed]:
    """The states that the words name as their own: not "pro-Russian", not "Iran-backed"."""
    if words == words.lower():
        return []
    return [
        one
        for one in countries_in(words, tables)
        if not (one.how in ("city", "region") and words[one.start : one.end].lower() in COMMON)
        and not _SIDE_ONLY.search(words, max(0, one.start - 5), one.start)
        and not _DOING.match(words, one.end)
    ]


PREPOSITIONS = frozenset(
    "in from at with by near inside within outside behind among across under".split()
)
"""Words after which a phrase speaks of something else."""

_State = Literal["name", "state", "title", "body", "link", "owner", "other"]


def name_in(words: str, tables: Tables) -> tuple[str, str, str | None]:
    """The personal name that the phrase is about, the words beside it, and the state they name.

    Empty where the phrase names nobody, or somebody else ("a spokesman for Jane Doe").
    """
    tokens = find_words(words)
    named = states_in(words, tables)
    towns = ("city", "region")
    marks = _marks(tokens, [(one.start, one.end, one.how) for one in named if one.how not in towns])
    _give_back(tokens, marks, {one.start for one in named if one.how in ("name", "capital")})
    run = _name_run(tokens, marks)
    if run is None:
        return "", words, None
    first, end = run
    start, stop = tokens[first].start, tokens[end - 1].end
    if words[stop : stop + 1] == "." and len(tokens[end - 1].text) < 3:
        stop += 1
    title = (words[:start].rstrip(" ,") + " " + words[stop:].lstrip(" ,")).strip()
    outside = [one for one in named if one.end <= start or one.start >= stop]
    return words[start:stop], title, outside[0].iso3 if outside else None


def _give_back(tokens: list[Word], marks: list[_State], starts: set[int]) -> None:
    """Takes given names that are also names of states or capitals as names ("Victoria Doe")."""
    for at in range(len(tokens) - 1):
        after_link = at > 0 and marks[at - 1] == "link"
        ambiguous = marks[at] == "state" and marks[at + 1] == "name" and tokens[at].start in starts
        if ambiguous and not after_link and not tokens[at].text.isupper():
            marks[at] = "name"


def _marks(tokens: list[Word], named: list[tuple[int, int, str]]) -> list[_State]:
    marks: list[_State] = []
    for token in tokens:
        low = token.low
        if any(start <= token.start < end for start, end, _ in named):
            marks.append("state")
        elif low in ("'s", "’s") or (low in ("'", "’")):
            marks.append("owner")
        elif low in LINKERS or low in PREPOSITIONS:
            marks.append("link")
        elif not token.capital:
            is_title = low in TITLES or low in TITLE_PARTS or low in GROUPS or low in BODIES
            marks.append("title" if is_title else "other")
        elif low in _SURNAMES_TOO and marks and marks[-1] == "name" and token is tokens[-1]:
            marks.append("name")
        elif low in TITLES or low in TITLE_PARTS or low in NO_NAMES or low in AIDES:
            marks.append("title")
        elif low in BODIES or low in GROUPS:
            marks.append("body")
        elif low in STOP or not token.text[0].isalpha() or _is_party_adjective(low):
            marks.append("other")
        else:
            marks.append("name")
    return marks


_SURNAMES_TOO = frozenset("king major bishop prince pope judge baron marshal sharif head price".split())


def _is_party_adjective(low: str) -> bool:
    return (
        low.startswith(("pro-", "anti-"))
        or low.endswith(("-led", "-backed", "-based", "-born"))
        or low in ("western", "eastern", "northern", "southern", "former", "ex", "late", "incoming",
                   "unnamed", "unidentified", "anonymous")
    )


def _name_run(tokens: list[Word], marks: list[_State]) -> tuple[int, int] | None:
    """First and past-the-last word of the last run of name words that is what the phrase means."""
    best = None
    at = 0
    if tokens and tokens[0].low == "the" and "title" not in marks and "owner" not in marks:
        return None  # "the Taliban"
    while at < len(tokens):
        if marks[at] != "name":
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and _goes_on(tokens, marks, at, end):
            end += 1
        while end > at and marks[end - 1] not in ("name", "state"):
            end -= 1
        if _is_meant(tokens, marks, at, end):
            best = (at, end)
            if end < len(tokens) and marks[end] == "link":
                return best  # "Jane Doe of the Green Party and …"
        at = end
    return best


def _goes_on(tokens: list[Word], marks: list[_State], first: int, at: int) -> bool:
    token = tokens[at]
    if marks[at] == "name":
        return True
    if token.text == ".":
        return len(tokens[at - 1].text) <= 2 or tokens[at - 1].low in ABBREVIATIONS
    following = at + 1 < len(tokens) and marks[at + 1] == "name"
    if token.low in PARTICLES or token.low == "dela":
        return following
    # "Michael Jordan", "Jack London": a state's or a city's name as the last of a full name.
    return marks[at] == "state" and at == len(tokens) - 1 and at - first == 1 and (
        marks[first - 1] != "owner" if first else True
    ) and not _is_adjective(token.low)


def _is_adjective(low: str) -> bool:
    return low.endswith(("an", "ese", "ish", "ic", "i"))


def _is_meant(tokens: list[Word], marks: list[_State], first: int, end: int) -> bool:
    """Whether the phrase is about the name at `first`, and does not only mention it."""
    if end < len(tokens) and marks[end] in ("owner", "title", "body"):
        return False
    alone = end - first == 1 and (first == 0 or marks[first - 1] != "title")
    if alone and end < len(tokens) and marks[end] in ("other", "link"):
        return False  # "Reports from Nairobi", "Various estimates"
    if alone and tokens[first].text.isupper() and len(tokens[first].text) < 6:
        return False
    if end < len(tokens) and marks[end] == "other" and tokens[end].text[0].isalpha():
        rest = marks[end:]
        if "title" in rest and "link" not in rest:
            return False
    links = [at for at in range(first) if marks[at] == "link"]
    if not links:
        return True
    link = links[-1]
    heads = [tokens[at].low for at in range(links[0]) if tokens[at].low in TITLES | GROUPS | AIDES]
    if not heads:
        return False
    if first == link + 1 or (first == link + 2 and tokens[link + 1].low == "the"):
        return False  # "a friend of Doe's"
    if any(head in AIDES or head in GROUPS for head in heads):
        inner = [at for at in range(link + 1, first) if tokens[at].low in TITLES]
        return not inner and end - first >= 2
    return True


def is_name_like(words: str) -> bool:
    """Whether the words look like a name at all: capitals, no determiner, no number.

    >>> is_name_like("Jane Doe"), is_name_like("the men"), is_name_like("2,000 men")
    (True, False, False)
    """
    tokens = [one for one in words.split() if one.lower() not in PARTICLES]
    return bool(tokens) and all(
        one[0].isupper() and one.lower() not in DETERMINERS and not NUMBER.match(one)
        for one in tokens
    )
