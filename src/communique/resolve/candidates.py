"""`who`: candidates for any phrase that stands for someone.

Takes a phrase and a day, gives candidates, best first, each with an actor, a score (0 to 1) and a
reason in words; nothing where nothing is known, or where two stand equal with nothing between them.
The one idea: the same look-ups as for articles, tried from the most to the least specific: a body, a
state, a person's name, an office on the day, and at last a group with a state and a sector.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from communique.errors import InputError
from communique.resolve.countries import countries_in, country_named, country_of, government_of
from communique.resolve.groups import (
    as_named,
    bare,
    group_of,
    is_title,
    slug,
    their_countries,
    unknown_person,
)
from communique.resolve.incumbents import incumbent_of
from communique.resolve.offices import OfficeNamed, office_in
from communique.resolve.organisations import (
    body_of,
    organisation_in,
    organisation_named,
    organisation_of,
)
from communique.resolve.persons import (
    actor_of,
    former_on,
    persons_named,
    tenure_on,
)
from communique.resolve.phrases import describe
from communique.resolve.renown import KNOWN_BY_SURNAME, STANDS_OUT_BY_SURNAME, prominence
from communique.resolve.sectors import sector_of
from communique.resolve.spellings import Word, key_of, sound_of, words_of
from communique.resolve.tables import PersonRecord, Tables, builtin
from communique.resolve.titles import sector_of_role
from communique.types import Actor, Candidate

_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
# By a full name; by a surname it takes more.
_STANDS_OUT = 1.25
# Whom the user's own table names is meant rather than a namesake of the built-in ones.
_OWN_TABLE = 30.0
_MOST = 5
_SURE = 0.75


def day_of(on: str | dt.date | None) -> str | None:
    """An ISO date for a date, an ISO string or words such as "10 May 2015"; else InputError.

    >>> day_of("10 May 2015"), day_of("2015-05")
    ('2015-05-10', '2015-05')
    """
    if on is None:
        return None
    if isinstance(on, dt.date):
        return on.isoformat()[:10]
    if not isinstance(on, str):
        raise InputError(f"The date {on!r} is neither a date nor words.", _A_DATE)
    text = on.strip()
    if _ISO.fullmatch(text):
        try:
            dt.date.fromisoformat(f"{text}-01-01"[:10])
        except ValueError:
            pass
        else:
            return text
    from dateparser.date import DateDataParser  # here: it takes half a second, and few need it

    found = DateDataParser(languages=["en"]).get_date_data(text) if text else None
    if found is None or found.date_obj is None:
        raise InputError(f"The date {on!r} can't be understood.", _A_DATE)
    # "May 2015" is a month, whatever day dateparser makes of it.
    length = {"year": 4, "month": 7}.get(found.period or "day", 10)
    return found.date_obj.date().isoformat()[:length]


_A_DATE = "Give it as 2015-05-10 or 10 May 2015."


def who(
    phrase: str, on: str | dt.date | None = None, tables: Tables | None = None
) -> list[Candidate]:
    """Who the phrase stands for on the day, best first; [] where nothing is known.

    Args:
        phrase: A name, a title, a nationality with a role, an organisation, a capital.
        on: A date, an ISO string, or what dateparser understands; without it, the latest known.
        tables: The tables to look in, if others than the package's.

    Raises:
        InputError: the phrase is no string, or `on` is no date that can be understood.

    >>> who("the British Foreign Secretary", on="2022-02-10")[0].actor.name
    'Liz Truss'
    """
    if not isinstance(phrase, str):
        raise InputError(f"The phrase {phrase!r} is not a string.", "Give the words of a name.")
    known = tables or builtin()
    day = day_of(on)
    words = " ".join(phrase.split()).strip(" ,.;:\"“”")
    if not words:
        return []
    return _first(words, day, known) if not (several := _several(words, day, known)) else several


def _first(phrase: str, day: str | None, tables: Tables) -> list[Candidate]:
    for step in (_body, _state, _person, _office, _unnamed):
        found = step(phrase, day, tables)
        if found is not None:
            return found[:_MOST]
    return []


def _several(phrase: str, day: str | None, tables: Tables) -> list[Candidate]:
    """Two and more named side by side ("London and Washington"): each, none the likelier."""
    parts = [part for part in re.split(r",? and |, | & ", phrase) if part]
    if len(parts) < 2 or any(not part[:1].isupper() for part in parts) or organisation_named(phrase, tables):
        return []
    found = [_first(part, day, tables) for part in parts]
    if not all(one and one[0].score >= _SURE and one[0].actor.kind != "group" for one in found):
        return []
    if len({one[0].actor.key for one in found}) < len(parts):
        return []
    return [replace(one[0], score=round(one[0].score / len(parts), 3)) for one in found]


def _answer(actor: Actor, score: float) -> list[Candidate]:
    return [Candidate(actor, round(score, 3), actor.why)]


def _body(phrase: str, day: str | None, tables: Tables) -> list[Candidate] | None:
    body = organisation_named(phrase, tables)
    if body is None:
        return None
    return _answer(body_of(body, home=True), 0.95)


def _state(phrase: str, day: str | None, tables: Tables) -> list[Candidate] | None:
    named = country_named(phrase, tables)
    if named is None or (named.how in ("city", "region") and persons_named(phrase, tables)):
        return None
    country = country_of(named.iso3, tables)
    name = country.name if country else named.iso3
    if named.how == "people":
        why = f"“{phrase}” are the people of {name}."
        return _answer(Actor(f"group:{named.iso3}:people", f"people of {name}", "group", named.iso3, "CVL", why=why), 0.85)
    if named.how in ("city", "region"):
        why = f"{phrase} is a place in {name}; the words don't say who there is meant."
        return _answer(Actor(f"place:{named.iso3}:{slug(phrase)}", bare(phrase), "group", named.iso3, "CVL", why=why), 0.4)
    if key_of(phrase) in _NAMESAKES:
        return _namesakes(phrase, tables)
    score = {"name": 0.95, "capital": 0.9, "seat": 0.95, "adjective": 0.6, "former": 0.7}[named.how]
    what = {"capital": "the capital, for the government", "seat": "a seat of the government"}.get(named.how, "the state")
    return _answer(government_of(named.iso3, f"“{phrase}” is {what} of {name}.", tables), score)


_NAMESAKES = {"congo": ("COD", "COG"), "the congo": ("COD", "COG"), "korea": ("KOR", "PRK")}
"""Names that two states share, the one that is meant more often first."""


def _namesakes(phrase: str, tables: Tables) -> list[Candidate]:
    """Either state of a name that two share; what reads it must choose."""
    found = []
    for iso3, score in zip(_NAMESAKES[key_of(phrase)], (0.6, 0.35), strict=True):
        why = f"“{phrase}” may be either of two states of that name."
        found += _answer(government_of(iso3, why, tables), score)
    return found


_ABOUT = re.compile(r"(?i)\b(?:of|to|for|with|against|by|behind|around|from|like)(?: the)?\s*$")


def _person(phrase: str, day: str | None, tables: Tables) -> list[Candidate] | None:
    """The person whose name the phrase is, ends with, or holds before a comma or "of"."""
    parts = dict.fromkeys((phrase, phrase.split(",")[0], phrase.split(",")[-1].strip()))
    before, _, state = phrase.rpartition(" of ")
    if before and country_named(state, tables):
        parts[before] = None  # "President Abdel Fattah el-Sisi of Egypt"
    bearer, _, party = phrase.partition(" of the ")
    if bearer.split()[-1:] != [bearer] and organisation_in(party, tables):
        parts[bearer] = None  # "MP Jane Doe of the Labour Party"
    found = next((one for part in parts if (one := _name_in(part, phrase == phrase.lower(), tables))), None)
    if found is None:
        return None
    name, persons = found
    if _ABOUT.search(phrase.partition(name)[0]):
        return None
    context = phrase.replace(name, " ", 1)
    scored = _scored(name, persons, context, day, tables)
    best, second = scored[0], scored[1] if len(scored) > 1 else (0.0, None)
    by_surname = len(words_of(name)) == 1
    if by_surname and best[0] < KNOWN_BY_SURNAME:
        return [] if context.strip() == "" else None
    enough = STANDS_OUT_BY_SURNAME if by_surname else _STANDS_OUT
    if second[1] is not None and best[0] < enough * second[0]:
        return []
    return [_candidate(person, score, best[0], by_surname, context, day) for score, person in scored]


def _name_in(phrase: str, lower: bool, tables: Tables) -> tuple[str, list[PersonRecord]] | None:
    """The longest end of the phrase that is somebody's name, and all who bear it."""
    words = words_of(phrase)
    states = [one for one in countries_in(phrase, tables) if one.how not in ("city", "region")]
    body = organisation_in(phrase, tables)
    for at, word in enumerate(words):
        tail = words[at:]
        name = phrase[word.start : tail[-1].end]
        if not (word.capital or lower) or len(tail) > 6 or word.key in ("the", "a", "an"):
            continue
        if at and not _may_precede_a_name(phrase, words[at - 1], tables):
            continue
        if any(one.start <= word.start < one.end for one in states) and len(tail) < 3:
            continue
        if body and body[1] <= word.start < body[2] and at > 0:
            continue
        if len(tail) == 1 and not _may_be_a_surname(phrase, words, at, tables):
            continue
        persons = persons_named(name, tables)
        if persons:
            return name, persons
    return None


def _may_precede_a_name(phrase: str, word: Word, tables: Tables) -> bool:
    """A title, a role, a nationality or a word of prose; no forename of somebody else's."""
    exact = phrase[word.start : word.end]
    known = is_title(exact) or bool(sector_of(exact, tables) or countries_in(exact, tables))
    return known or not word.capital


def _may_be_a_surname(phrase: str, words: list[Word], at: int, tables: Tables) -> bool:
    """One word alone, in a capital, that is no noun and, after other words, no place."""
    word = phrase[words[at].start : words[at].end]
    if sector_of(word, tables) or not words[at].capital:
        return False
    return at == 0 or not country_named(word, tables)


def _scored(
    name: str, persons: list[PersonRecord], context: str, day: str | None, tables: Tables
) -> list[tuple[float, PersonRecord]]:
    """Each bearer with how likely they are: by office on the day, and by what else the phrase says."""
    states = {one.iso3 for one in their_countries(context, tables)}
    office = office_in(context, tables) if context.strip() else None
    scored = []
    for person in persons:
        score = prominence(person, day)
        if states:
            score *= 1.0 if person.country in states else 0.2
        if office and any(set(office.roles) & set(tenure.roles) for tenure in person.tenures):
            score *= 2.0
        if _is_full(name, person):
            score += 2.0
        if len(tables.persons.layers) > 1 and tables.persons.layers[0].find(person.key):
            score += _OWN_TABLE
        scored.append((score, person))
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].key))


def _is_full(name: str, person: PersonRecord) -> bool:
    return any(key_of(name).endswith(key_of(one)) or sound_of(name) == sound_of(one) for one in (person.name, *person.variants))


_OUT_OF_OFFICE = frozenset({"OPP", "REB", "PTY", "BUS", "EDU", "JRN", "REL", "NGO", "CVL", "LAB", "CRM", "UAF"})


def _candidate(
    person: PersonRecord, score: float, best: float, by_surname: bool, context: str, day: str | None
) -> Candidate:
    actor = actor_of(person, day)
    if re.search(r"(?i)\b(?:former|ex)\b", context) and actor.sector == "GOV" and former_on(person, day):
        actor = replace(actor, sector="ELI") if tenure_on(person, day) is None else actor
    told = sector_of(context) if context.strip(" ,") else None
    if told and actor.sector in ("UNK", "ELI") and told.sector in _OUT_OF_OFFICE:
        # "Opposition leader X": what the article says, where the tables know no present office.
        actor = replace(actor, sector=told.sector)
    sure = (0.75 if by_surname else 0.95) * score / best
    return Candidate(actor, round(sure, 3), actor.why)


def _office(phrase: str, day: str | None, tables: Tables) -> list[Candidate] | None:
    office = office_in(phrase, tables)
    if office is None:
        return None
    plural = phrase[office.start : office.end].lower().endswith("s") or f"{phrase[office.end:office.end + 1]}" == "s"
    if office.former or office.elect or office.deputy or plural or not (office.country or office.body):
        return _of_office(phrase, office, day, tables)
    holding = incumbent_of(phrase, office, day, tables)
    if holding.person is None:
        return _of_office(phrase, office, day, tables, holding.why)
    actor = actor_of(holding.person, day, holding.why, holding.tenure)
    return _answer(actor, 0.9 if holding.certain else 0.7)


def _of_office(
    phrase: str, office: OfficeNamed, day: str | None, tables: Tables, reason: str = ""
) -> list[Candidate] | None:
    """Someone in or about an office whose name is not known: kept as an unnamed actor."""
    unknown = unknown_person(phrase, tables)
    if unknown:
        return _answer(*unknown)
    role = office.roles[0]
    body = organisation_of(office.body, tables) if office.body else None
    sector = body.sector if body else "GOV" if role == "spokesman" else sector_of_role(role)
    if office.former:
        sector = "ELI"
    country = office.country or (body.home if body else None)
    if not country and not body:
        named = their_countries(phrase, tables)
        country = named[0].iso3 if named else None
    why = reason or f"“{phrase}” is an office ({role}); the words don't say who holds it."
    described = describe(phrase, tables)
    if described.kind == "person" and " " in described.name:
        name, title = described.name, described.title
        why = f"The tables don't know {name}; “{title}” says what they are."
        return _answer(Actor(f"person:{slug(name)}", name, "person", country, sector, why=why), 0.6)
    actor = Actor(f"office:{office.body or country or 'none'}:{slug(bare(phrase))}", bare(phrase), "group", country, sector, why=why)
    return _answer(actor, 0.6)


def _unnamed(phrase: str, day: str | None, tables: Tables) -> list[Candidate] | None:
    found = unknown_person(phrase, tables) or group_of(phrase, tables)
    return _answer(as_named(phrase, found[0], tables), found[1]) if found else None
