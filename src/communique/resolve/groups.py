"""Unnamed actors: officials, troops, villagers, ministries, and persons that no table knows.

Takes a noun phrase, gives an `Actor` with the state that its words name and the sector that its head
tells: "Nairobi police" is KEN COP, "Russian troops" RUS MIL, a ministry its government. The one idea:
the words before the head say whose they are, the words after "in" or "of" only if nothing does
before. Knows no office-holders: see `resolve.candidates`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from communique.read.nouns import PLACES
from communique.resolve.countries import CountryNamed, countries_in, country_of, government_of
from communique.resolve.organisations import organisation_in
from communique.resolve.persons import persons_named, weight
from communique.resolve.sectors import SectorNamed, sector_of
from communique.resolve.spellings import Word, key_of, words_of
from communique.resolve.tables import OrganisationRecord, Tables
from communique.types import Actor

# A state so marked is not theirs: "pro-Russian separatists", "US-backed rebels", "Saudi-led coalition".
_NOT_THEIRS_BEFORE = re.compile(r"(?i)\b(?:pro|anti|non)[- ]$")
_NOT_THEIRS_AFTER = re.compile(
    r"(?i)^[- ](?:backed|led|sponsored|funded|supported|trained|controlled|occupied|held|administered|made|built|style|friendly|bound|allied|speaking|educated|bound)\b"
)
_GOVERNMENTS = frozenset(
    "government ministry administration regime cabinet embassy consulate presidency state authorities "
    "department republic kingdom junta ministries governments embassies government's side treasury".split()
)
_DETERMINERS = re.compile(
    r"(?i)^(?:(?:the|a|an|some|several|many|most|all|both|two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of|"
    r"thousands of|tens of thousands of|scores of|a number of|a group of|more than|at least|about|around|nearly|over|up to|"
    r"one|its|their|his|her|our|other|unnamed|unidentified|senior|top|local|another|these|those|\d[\d,.]*) )+"
)
_OFFICIAL = re.compile(r"(?i)\b(?:officials?|authorities)$")


def their_countries(phrase: str, tables: Tables) -> list[CountryNamed]:
    """The states in a phrase, without those that it only is for, against or backed by."""
    kept = []
    for one in countries_in(phrase, tables):
        before, after = phrase[: one.start], phrase[one.end :]
        if not _NOT_THEIRS_BEFORE.search(before) and not _NOT_THEIRS_AFTER.match(after):
            kept.append(one)
    return kept


def owner_of(phrase: str, head: SectorNamed | None, tables: Tables) -> CountryNamed | None:
    """Whose the head of a phrase is: the state before it, else the one after "of", "in" or "from".

    None also if two are named as equals: "Russian and Mongolian entrepreneurs".
    """
    named = their_countries(phrase, tables)
    if head is None:
        # Without a head, towns and regions are parts of names: "Joanna Cherry", "Francisco Flores".
        named = [one for one in named if one.how not in ("city", "region")]
    else:
        named = [one for one in named if not (head.start <= one.start < head.end and one.how in ("city", "region"))]
    sure = [one for one in named if one.how != "city"] or named
    before = [one for one in sure if head is None or one.start < head.end]
    chosen = before or sure
    if len(chosen) > 1 and _EQUALS.fullmatch(phrase[chosen[0].end : chosen[1].start]) and chosen[0].iso3 != chosen[1].iso3:
        return None
    return next(iter(chosen), None)


_EQUALS = re.compile(r"(?:[Gg]overnments? of | |,|and|&|or|the|-)+")


_OWN_WORDS = ("adjective", "people", "former")


def group_of(phrase: str, tables: Tables) -> tuple[Actor, float] | None:
    """The group, body or ministry that a noun phrase stands for, and how sure; None if no word helps."""
    head = sector_of(phrase, tables)
    owner = owner_of(phrase, head, tables)
    body = organisation_in(phrase, tables)
    if body and (_within_a_longer_name(phrase, body[1], tables) or _NOT_THEIRS_AFTER.match(phrase[body[2] :])):
        body = None
    if (owner is None or owner.how in ("city", "region")) and not body:
        owner = _through_a_person(phrase, head, owner, tables)
    if body and not _of_another_state(owner, body):
        return _of_body(phrase, head, body[0].key, body[0].name, body[0].country or body[0].home, body[0].sector, tables)
    if body and owner and head is None:
        head = SectorNamed(body[0].sector, (body[0].sector,), body[1], body[2])
    if head and owner and _is_government(phrase, head, owner):
        why = f"“{phrase}” is an organ of the state: {owner.iso3}."
        return government_of(owner.iso3, why, tables), 0.85
    if head is None and phrase.split()[-1].lower() in PLACES:
        return None  # "the Korean peninsula": land, and nobody of theirs
    if head is None and (owner is None or owner.how not in _OWN_WORDS):
        # "The Lusaka accord", "parties to the talks in Geneva": places, and nobody of theirs.
        return None
    sector = head.sector if head else ("CVL" if owner and owner.how in ("people", "city", "region") else "UNK")
    country = owner.iso3 if owner else None
    actor = _group(phrase, head, country, "UNK" if sector in ("NON", "JNK") else sector, tables)
    return actor, 0.8 if head and owner else 0.6 if head else 0.4


def _of_another_state(
    owner: CountryNamed | None, body: tuple[OrganisationRecord, int, int]
) -> bool:
    """"The Peruvian Congress" is not that of the USA, "Indian NGOs" are no part of a world-wide one."""
    if owner is None or (owner.start >= body[1] and owner.how not in ("name", "adjective")):
        return False
    home = body[0].country or body[0].home
    return home != owner.iso3 if home else body[0].sector != "IGO"


def _within_a_longer_name(phrase: str, start: int, tables: Tables) -> bool:
    """"African Christian Democratic Party" is not the Democratic Party."""
    before = [word for word in words_of(phrase[:start]) if word.end <= start]
    if not before or not before[-1].capital or before[-1].key in ("the", "a", "an"):
        return False
    word = phrase[before[-1].start : before[-1].end]
    return not countries_in(word, tables) and not is_title(word)


# Surnames that everybody knows stand for their state in "Trump supporters", "Mugabe's government".
_KNOWN_TO_ALL = 9


def _through_a_person(
    phrase: str, head: SectorNamed | None, owner: CountryNamed | None, tables: Tables
) -> CountryNamed | None:
    """The state of a person whom a group is about: "supporters of Hugo Chavez".

    A rebel's followers have none, though a town in Iran is called Nur: "followers of Nur Misuari".
    """
    if head is None:
        return owner
    words = [word for word in words_of(phrase) if word.capital and not head.start <= word.start < head.end]
    for length in (3, 2, 1):
        for at in range(len(words) - length + 1):
            start, end = words[at].start, words[at + length - 1].end
            persons = persons_named(phrase[start:end], tables)
            renown = max(map(weight, persons[0].tenures), default=0) if persons else 0
            if not persons or (length == 1 and (owner or renown < _KNOWN_TO_ALL)):
                continue
            country = persons[0].country
            if country and persons[0].sector != "REB":
                return CountryNamed(country, "people", start, end)
            return owner if owner and not start <= owner.start < end else None
    return owner


def _is_government(phrase: str, head: SectorNamed, owner: CountryNamed) -> bool:
    words = {word.key for word in words_of(phrase[head.start : head.end])}
    return head.sector == "GOV" and owner.how not in ("city", "region") and bool(words & _GOVERNMENTS)


def _of_body(
    phrase: str, head: SectorNamed | None, key: str, name: str, country: str | None, sector: str, tables: Tables
) -> tuple[Actor, float]:
    """"EU officials", "Hamas fighters": a part of the body, with its state and sector."""
    named = country_of(country, tables) if country else None
    shown = bare(phrase)
    if _OFFICIAL.search(shown):
        shown = f"officials of {name}"
    why = f"“{phrase}” names {name}" + (f" of {named.name}." if named else ".")
    return Actor(f"group:{key}:{slug(shown)}", shown, "group", country, sector, why=why), 0.75


def _group(phrase: str, head: SectorNamed | None, country: str | None, sector: str, tables: Tables) -> Actor:
    shown = bare(phrase)
    named = country_of(country, tables) if country else None
    if named and (_OFFICIAL.search(shown)) and len(shown.split()) <= 3:
        shown = f"officials of {named.name}"
    elif named and head is None:
        shown = f"people of {named.name}"
    word = phrase[head.start : head.end] if head else phrase
    kind = "organization" if head and len(word.split()) > 1 and word[0].isupper() and word.split()[-1][0].isupper() else "group"
    whose = f" of {named.name}" if named else ", of no state that it names"
    told = f"“{word}” tells the sector {sector}" if head else "no word tells a sector"
    return Actor(
        f"group:{country or 'none'}:{slug(shown)}", shown, kind, country, sector,  # type: ignore[arg-type]
        why=f"A group{whose}: {told}.",
    )  # fmt: skip


_NOUN = "newspaper|paper|weekly|daily|magazine|agency|website|channel|broadcaster|tabloid|portal"
_MEDIUM = re.compile(
    rf"(?:^|\s)(?:{_NOUN})\s+(?P<after>[A-Z][\w’'-]*(?: (?:of |the |de |la )?[A-Z][\w’'-]*)*)"
    rf"|(?P<before>[A-Z][\w’'-]*(?: (?:of |the |de |la )?[A-Z][\w’'-]*)*) (?:news )?(?:{_NOUN})$"
)


def medium_name(phrase: str, tables: Tables) -> str:
    """The name of a newspaper or agency that stands beside its noun ("the daily Doe Gazette"), or ""."""
    match = _MEDIUM.search(phrase)
    if match is None:
        return ""
    name = re.sub(r"^(?:The|A|An)\s+", "", match["after"] or match["before"])
    named = countries_in(name, tables)
    if name in ("The", "A", "An") or any(one.start == 0 and one.end == len(name) for one in named):
        return ""  # "The paper said" names none
    owned = bool(named) and named[0].start == 0 and named[0].how in ("adjective", "name")
    return name[named[0].end :].lstrip("’' s") if owned and match["before"] else name


def bare(phrase: str) -> str:
    """A phrase without articles, numbers and the like before it: "some 2,000 US troops" -> "US troops"."""
    return _DETERMINERS.sub("", phrase).strip(" ,.;:'\"“”‘’") or phrase


def slug(name: str) -> str:
    """A name as part of a key."""
    return key_of(name).replace(" ", "-")


_PREPOSITIONS = frozenset("of to for with against by behind around from like and or the in at on".split())
_PARTICLES = frozenset("al bin ibn de da del der di van von el la le dos abu ben".split())
_TITLES = frozenset(
    "mr mrs ms dr prof professor sir dame lord lady general gen col colonel lt lieutenant captain capt major admiral "
    "president minister senator sen rep sheikh imam mullah ayatollah ambassador governor mayor judge justice king queen "
    "prince princess prime foreign deputy vice chief commander commissioner secretary spokesman spokeswoman brigadier "
    "inspector superintendent sergeant bishop archbishop cardinal rabbi pastor reverend father sister the director".split()
)


def unknown_person(phrase: str, tables: Tables) -> tuple[Actor, float] | None:
    """A person that no table knows, with what the words before the name say: "Kenyan activist X Y"."""
    words = words_of(phrase)
    at = len(words)
    while at and (words[at - 1].capital or words[at - 1].key in _PARTICLES):
        at -= 1
    # "Kenyan MP Ababu Namwamba": titles in capitals belong to what stands before the name.
    while at < len(words) and (words[at].key in _TITLES or _means_something(phrase, words[at], tables)):
        at += 1
    if not at or len(words) - at < 2 or ("'" in phrase[words[at].start :] and phrase.endswith("s Office")):
        return None
    name, before = phrase[words[at].start :].strip(" ,."), phrase[: words[at].start].strip(" ,")
    if sector_of(name, tables) or countries_in(name.split()[-1], tables) or organisation_in(name, tables):
        return None
    if before.split()[-1] in _PREPOSITIONS:
        return None
    head = sector_of(before, tables)
    if head is None and not before.split()[-1].islower():
        return None
    owner = owner_of(before, head, tables)
    former = bool(re.search(r"(?i)\b(?:former|ex|ousted|late)\b", before))
    told = head.sector if head else "UNK"
    sector = "ELI" if former and told in ("GOV", "LEG", "MIL", "JUD", "SPY") else told
    why = f"The tables don't know {name}; “{before}” says what they are."
    country = owner.iso3 if owner else None
    return Actor(f"person:{slug(name)}", name, "person", country, sector, why=why), 0.6 if head else 0.3


def is_title(word: str) -> bool:
    """Whether a word is a form of address or a rank, so that a surname may follow it."""
    return key_of(word) in _TITLES


def _means_something(phrase: str, word: Word, tables: Tables) -> bool:
    exact = phrase[word.start : word.end]
    named = [one for one in countries_in(exact, tables) if one.how not in ("city", "region")]
    return bool(sector_of(exact, tables) or named)


def as_named(phrase: str, actor: Actor, tables: Tables) -> Actor:
    """The actor of a phrase by the name that a record gives it.

    A government's sources are some of its officials; a newspaper is called by its own name.
    """
    if actor.key.startswith("gov:") and re.search(r"(?i)\bsources?$", phrase):
        name = f"officials of {actor.name.removeprefix('Government of ')}"
        return replace(actor, key=f"group:{actor.country}:{slug(name)}", name=name, kind="group")
    name = medium_name(phrase, tables) if actor.sector == "JRN" and actor.kind == "group" else ""
    if name:
        return replace(actor, key=f"org:{actor.country or 'none'}:{slug(name)}", name=name, kind="organization")
    return actor


def as_recorded(actor: Actor) -> Actor:
    """The actor as a record's country is defined: armed groups and stateless peoples have none.

    `who` says where rebels come from, since a state is what its users ask for; a record doesn't.
    """
    armed = actor.kind in ("group", "organization") and actor.sector in ("REB", "UAF")
    stateless = actor.country == "PSE"
    return replace(actor, country=None) if armed or stateless else actor
