"""Compounds: one phrase that stands for several ("London and Washington", "US and UK troops").

Takes the words of a party, gives the stretches that stand for one actor each, and for a shared head
("the foreign ministers of France and Poland", "Russian and Ukrainian soldiers") the phrases that
spell each one out. The one idea: an "and" divides only where both of its sides can stand alone.
Two that are only counted ("the two sides") are for `resolve.pronouns`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from communique.read.nouns import BODIES, DETERMINERS, GROUPS, SUBJECTS, TITLE_PARTS, TITLES
from communique.read.pronouns import PRONOUNS
from communique.resolve.countries import CountryNamed, countries_in, country_named
from communique.resolve.organisations import organisation_named
from communique.resolve.tables import Tables

_JOINT = re.compile(r"(?:,\s+)?\b(?:and|as well as|along with|together with|or)\b\s+|\s+&\s+|,\s+", re.I)
_AND = re.compile(r"\b(?:and|as well as|along with|together with|or)\b|&", re.I)
_CLAUSE = re.compile(r",?\s+\b(?:which|who|whom|whose|where|that|when)\b")
_LEAD = re.compile(r"^(?:both|either|neither)\s+", re.IGNORECASE)


@lru_cache(maxsize=16384)
def split(words: str, tables: Tables) -> tuple[tuple[int, int], ...]:
    """Offsets in `words` of the parts that stand for one actor each; one part if it is not several.

    >>> from communique.resolve.tables import builtin
    >>> [("London and Washington")[a:b] for a, b in split("London and Washington", builtin())]
    ['London', 'Washington']
    """
    whole = ((0, len(words)),)
    clause = _CLAUSE.search(words)
    limit = clause.start() if clause else len(words)
    bracket = words.find("(")
    if not _AND.search(words[:limit]) or (bracket >= 0 and ")" not in words):
        return whole
    bare = words[:limit].strip()
    if country_named(bare, tables) or organisation_named(bare, tables):
        return whole
    parts = _whole_names(words, _parts(words, limit))
    if len(parts) < 2 or not all(_stands_alone(words[a:b]) for a, b in parts):
        return whole
    return tuple(_without_appositions(words, parts))


def _parts(words: str, limit: int) -> list[tuple[int, int]]:
    lead = _LEAD.match(words)
    start = lead.end() if lead else 0
    parts = []
    for joint in _JOINT.finditer(words, start, limit):
        if words.count("(", 0, joint.start()) > words.count(")", 0, joint.start()):
            continue
        parts.append((start, joint.start()))
        start = joint.end()
    parts.append((start, limit))
    return [(a, a + len(words[a:b].rstrip())) for a, b in parts if words[a:b].strip()]


_FIELD = re.compile(r"[A-Za-z-]+(?:al|ary|ic|ive|ural)$")
"""Adjectives of fields: "political", "military"."""


def _whole_names(words: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Puts together what an "and" only joins inside one title or name.

    "Deputy Fuel and Energy Minister Jane Doe" is one person, "military and political experts" one
    group, "the Oceanic and Atmospheric Administration" one body.
    """
    joined: list[tuple[int, int]] = []
    for a, b in parts:
        if joined and _is_field_of(words[slice(*joined[-1])], words[a:b]):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined


def _is_field_of(left: str, right: str) -> bool:
    """Whether the left part ends with a field that the right part's head is of, too."""
    before, after = re.findall(r"[\w-]+", left), re.findall(r"[\w-]+", right)
    if not before or len(after) < 2 or after[0].lower() in DETERMINERS:
        return False
    if _is_role(before) and after[-1][0].isupper() and after[-2][0].isupper():
        return True  # "businessman and party loyalist John Roe"
    field, low = before[-1].lower(), [one.lower() for one in after]
    head = next((at for at, one in enumerate(low) if one in TITLES | BODIES | GROUPS), None)
    if _FIELD.match(field) and (low[-1] == "affairs" or (field in SUBJECTS | _TRADES and _FIELD.match(low[0]))):
        return True
    if head is None:
        return False
    if _FIELD.match(field) and field not in TITLES:
        return head > 0 and (_FIELD.match(low[0]) is not None or low[0] in SUBJECTS)
    of_titles = field in SUBJECTS or field in _TRADES
    return of_titles and head > 0 and low[head] in TITLES and len(before) > 1


def _is_role(words: list[str]) -> bool:
    """Whether the words are a person's role alone, with no article and no name."""
    low = [one.lower() for one in words]
    return low[-1] in TITLES and all(one in TITLES or one in TITLE_PARTS for one in low)


_TRADES = frozenset("fuel trade industry municipal rural compliance oil gas mines public works fisheries "
                    "political".split())  # fmt: skip
"""Fields beside `SUBJECTS` that a title may name first: "Fuel and Energy Minister".

"Institute for Political and Military Analysis" begins with one, too.
"""


def _stands_alone(part: str) -> bool:
    tokens = re.findall(r"[\w’'.-]+", part)
    if not tokens:
        return False
    last = tokens[-1].lower()
    link = next((at for at, one in enumerate(tokens) if at and one in ("of", "for", "in")), len(tokens))
    head = tokens[link - 1].lower()
    if head in SUBJECTS and head not in GROUPS and link == 1:
        return False  # "the Ministry of Justice and Security"
    if tokens[-1][0].isupper() or last in GROUPS or last in TITLES or last in PRONOUNS:
        return True
    return tokens[0].lower() in DETERMINERS or tokens[0].lower() in PRONOUNS or any(
        one[0].isupper() or one.lower() in GROUPS for one in tokens
    )


def _without_appositions(words: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drops "the minister" from "Jane Doe, the minister, and John Roe", keeping three of a list."""
    kept: list[tuple[int, int]] = []
    for a, b in parts:
        after_comma = bool(kept) and words[kept[-1][1] : a].strip() == ","
        if after_comma and _is_office(words[a:b]) and _is_plain_name(words[kept[-1][0] : kept[-1][1]]):
            continue
        kept.append((a, b))
    return kept


def _is_office(part: str) -> bool:
    tokens = re.findall(r"[\w’'-]+", part.lower())
    head = next((at for at, one in enumerate(tokens) if one in ("of", "for", "to", "at")), len(tokens))
    return head > 0 and tokens[head - 1] in TITLES


def _is_plain_name(part: str) -> bool:
    tokens = re.findall(r"[\w’'-]+", part)
    return len(tokens) > 1 and all(one[0].isupper() for one in tokens) and (
        tokens[-1].lower() not in TITLES | BODIES | TITLE_PARTS
    )


@lru_cache(maxsize=16384)
def shared(words: str, tables: Tables) -> tuple[str, ...]:
    """The phrases that spell out several states under one head; empty where there are none.

    "Russian and Ukrainian soldiers" is "Russian soldiers", "Ukrainian soldiers"; "the presidents
    of Chad and Mali" is "president of Chad", "president of Mali".
    """
    if not _AND.search(words):
        return ()
    named = countries_in(words, tables)
    if len(named) < 2:
        return ()
    first, last = named[0], named[-1]
    if not all(_only_joined(words, one, other) for one, other in pairwise(named)):
        return ()
    before, after = words[: first.start].strip(), words[last.end :].strip()
    before = re.sub(r"^(?:(?:the|both|all|some|several|other)\s*)+", "", before, flags=re.IGNORECASE)
    head = re.match(r"[\w -]+$", after)
    if after and head and after.split()[-1].lower() in GROUPS and not before:
        return tuple(f"{words[one.start : one.end]} {_singular(after)}" for one in named)
    lead = re.match(r"([\w -]+?)\s+(?:of|from|for)(?:\s+the)?$", before)
    if not after and lead and lead.group(1).split()[-1].lower() in GROUPS | {"heads", "chiefs"}:
        return tuple(
            f"{_singular(lead.group(1))} of {words[one.start : one.end]}" for one in named
        )
    return ()


def _only_joined(words: str, one: CountryNamed, other: CountryNamed) -> bool:
    between = words[one.end : other.start].lower()
    return re.fullmatch(r"(?:,|\s|and|&|the|or|as well as)*", between) is not None


def _singular(head: str) -> str:
    """An office in the singular ("ministers"); other plurals ("soldiers") stay."""
    words = head.split()
    last = words[-1].lower()
    if last.endswith("s") and last[:-1] in TITLES and last[:-1] not in (
        "soldier", "official", "officer", "diplomat", "student", "protester", "rebel", "activist",
        "journalist", "expert", "analyst", "observer", "separatist", "militant", "lawmaker",
    ):  # fmt: skip
        words[-1] = words[-1][:-1]
    return " ".join(words)
