"""Agreements: which one some words name.

Takes names ("Minsk", "the 2015 deal") and texts, gives `Agreement`s: from the table derived from
PA-X, UCDP, HUGGO and the UN's index, and, where the table knows none, under their own words ("the
Kessary Accord"). A bare "the accord" is the last one that the article named. Who holds what of
them is told by `positions`.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from communique.errors import NotFound
from communique.resolve.spellings import key_of

_PAPER = (
    r"(?:[Aa]greement|[Aa]ccord|[Tt]reaty|[Pp]rotocol|[Pp]act|[Cc]onvention|[Mm]emorandum|[Dd]eclaration"
    r"|[Ff]ramework|[Cc]harter|[Aa]rmistice|[Ii]nitiative|[Cc]ompact|[Cc]ommuniqu[eé])"
)
# "the Belmora Protocol", "the Treaty of Lissen", "the 2015 nuclear deal", "Minsk II"
_NAMED = re.compile(
    rf"\b(?:(?P<year>(?:19|20)\d\d) )?(?P<name>(?:[A-Z][\w’'-]+(?: (?:and|of|the|on|for))? ){{1,6}}{_PAPER}(?:e?s|ies)?\b"
    rf"(?! of (?:the )?[A-Z])(?: (?:I{{1,3}}|1|2))?|{_PAPER} of (?:the )?[A-Z]\w+(?: [A-Z]\w+)*|(?:[A-Z]\w+ )?nuclear (?:deal|agreement|accord)"
    r"|[A-Z]\w+ (?:II|III)\b|(?:[A-Z]\w+ ){1,3}(?:peace |climate |grain |trade )?[Dd]eal\b)"
)
_BARE = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Tt]heir|[Oo]ur|[Aa]n?) (?:(?P<year>(?:19|20)\d\d) )?(?:[a-z]+ )?"
    rf"(?:{_PAPER}|[Dd]eal|[Tt]ruce|[Cc]easefire)s?\b(?! of (?:the )?[A-Z])"
)  # fmt: skip
_LEADING = re.compile(r"^(?:[Tt]he|Under|In|On|If|But|And|By|With|A|An|Both|Its|Their|Since|Of|This|That|When|As|For)\s+")
_EMPTY = frozenset(
    ("agreement accord treaty protocol pact convention memorandum declaration framework charter deal "
     "initiative peace trade joint new general the of and on for european foreign prime").split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement: `parties` are states' three letters, `day` an ISO prefix or empty."""

    key: str
    name: str
    day: str = ""
    parties: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    source: str = "words"


@dataclass(frozen=True, slots=True)
class Named:
    """Where a text names an agreement; several where the name is shared ("Minsk agreements")."""

    start: int
    end: int
    words: str
    agreements: tuple[Agreement, ...]


@cache
def agreements() -> tuple[Agreement, ...]:
    """All that the table knows."""
    packed = (resources.files("communique") / "data" / "agreements.tsv.gz").read_bytes()
    found = []
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        key, name, day, parties, others, source = line.split("\t")
        found.append(Agreement(key, name, day, _split(parties), _split(others), source))
    return tuple(found)


@cache
def _by_name() -> dict[str, tuple[Agreement, ...]]:
    found: dict[str, list[Agreement]] = defaultdict(list)
    for one in agreements():
        for name in dict.fromkeys(plain(name) for name in (one.name, *one.others)):
            if name:
                found[name].append(one)
    return {name: tuple(several) for name, several in found.items()}


def plain(name: str) -> str:
    """A name as it is compared: without article and plural, in one spelling.

    >>> plain("the Minsk Agreements"), plain("Minsk agreement")
    ('minsk agreement', 'minsk agreement')
    """
    words = key_of(name).removeprefix("the ").split()
    if words and words[-1].endswith("ies"):
        words[-1] = words[-1][:-3] + "y"
    elif words and words[-1].endswith("s") and words[-1][:-1] in _EMPTY:
        words[-1] = words[-1][:-1]
    return " ".join(words)


def find(name: str, known: Iterable[Agreement] = ()) -> tuple[Agreement, ...]:
    """The agreements that a name may mean, the table's first.

    Args:
        name: a name or a part of one ("Minsk").
        known: agreements that only the archive's articles name.

    Raises:
        NotFound: none has such a name; the hint offers close ones.

    >>> [one.name for one in find("Minsk II")]
    ['Minsk II']
    """
    wanted = plain(name)
    exact = _by_name().get(wanted, ())
    own = tuple(one for one in known if wanted == plain(one.name) or name == one.key)
    if exact or own:
        return tuple(dict.fromkeys((*exact, *own)))
    parts = set(wanted.split())
    several = [
        one for one in (*agreements(), *known)
        if any(parts <= set(plain(other).split()) for other in (one.name, *one.others))
        or name == one.key
    ]  # fmt: skip
    if several and parts:
        first = [one for one in several if one.source in ("hand", "words")]
        return tuple(first or several[:12])
    raise NotFound(f"no agreement is known as {name!r}", _close(name, known))


def named_in(text: str) -> list[Named]:
    """The agreements that a text names, in text order, and the bare "the accord" after them.

    >>> [one.words for one in named_in("The Minsk agreements hold. Kyiv keeps the accord.")]
    ['Minsk agreements', 'the accord']
    """
    found: list[Named] = []
    taken = 0
    for match in sorted(
        [*_NAMED.finditer(text), *_BARE.finditer(text)], key=lambda one: (one.start(), -one.end())
    ):
        if match.start() < taken:
            continue
        one = _named(match, found) if match.re is _NAMED else _bare(match, found)
        if one is not None:
            found.append(one)
            taken = one.end
    return found


def _named(match: re.Match[str], before: list[Named]) -> Named | None:
    words, start = match["name"], match.start("name")
    while lead := _LEADING.match(words):
        words, start = words[lead.end() :], start + lead.end()
    distinctive = [w for w in plain(words).split() if w not in _EMPTY]
    if not distinctive:
        return None
    known = _by_name().get(plain(words), ())
    if match["year"]:
        known = tuple(one for one in known if one.day.startswith(match["year"])) or known
    if not known:
        again = [one for one in before if plain(one.words) == plain(words)]
        known = again[0].agreements if again else (own(words),)
    return Named(start, start + len(words), words, known)


def _bare(match: re.Match[str], before: list[Named]) -> Named | None:
    """"The accord" is the last one named; "the 2015 deal" the one of that year."""
    if not before:
        return None
    year = match["year"]
    fitting = [
        one for one in reversed(before) if not year or any(a.day.startswith(year) for a in one.agreements)
    ]
    noun = match[0].split()[-1].lower().rstrip("s")
    same = [one for one in fitting if noun in one.words.lower()]
    if not fitting or (noun in ("truce", "ceasefire") and not same):
        return None
    if re.match(r"an? ", match[0], re.I):  # "a deal" is a new one
        return None
    home = (same or fitting)[0]
    return Named(match.start(), match.end(), match[0], home.agreements)


def own(words: str) -> Agreement:
    """The agreement that only its words tell: the same words are the same agreement."""
    slug = re.sub(r"[^a-z0-9]+", "-", plain(words)).strip("-")
    return Agreement(f"agreement:{slug}", words)


def _close(name: str, known: Iterable[Agreement]) -> str:
    from rapidfuzz import process
    from rapidfuzz.fuzz import WRatio

    names = [one.name for one in known]
    names += [name for one in agreements() if one.source == "hand" for name in (one.name, *one.others)]
    found = process.extract(name, list(dict.fromkeys(names)), scorer=WRatio, limit=3, score_cutoff=60)
    if not found:
        return "see `communique agreements` for those that the archive's articles name"
    return "did you mean " + ", ".join(one[0] for one in found) + "?"


def _split(cell: str) -> tuple[str, ...]:
    return tuple(one for one in cell.split(";") if one)


__all__ = ["Agreement", "Named", "agreements", "find", "named_in", "own", "plain"]
