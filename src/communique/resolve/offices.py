"""Which office some words mean, and who held it on a day.

Takes "the British Foreign Secretary", "FM", "Russia's defence chief"; gives an `OfficeNamed` with
the roles that the words mean ("minister:foreign", "prime minister", "ambassador:GBR"), the state
whose office it is, and whether they speak of a former holder; `holder_of` finds the person for a
role, a state and a day. The one idea: titles and phrases both come down to the roles of `titles`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from communique.resolve.countries import CountryNamed, countries_in
from communique.resolve.organisations import organisation_in
from communique.resolve.persons import holds_on, iso_of, person_of
from communique.resolve.spellings import Word, words_of
from communique.resolve.tables import PersonRecord, Tables, Tenure, builtin, words_or_none
from communique.resolve.titles import TOPICS, roles_of

_FORMER = frozenset(
    "former ex erstwhile past previous ousted deposed toppled overthrown late one-time onetime retired "
    "disgraced exiled sacked dismissed fallen".split()
)
_NEXT = frozenset("elect designate nominee incoming designated".split())
_UNDER = frozenset(
    "spokesman spokeswoman spokesperson spokesmen spokespersons aide aides adviser advisor advisers advisors "
    "deputy assistant secretary's ally allies official officials envoy supporters opponents critics office wife husband "
    "son daughter brother family bodyguard lawyer representative".split()
)
_HEADS = (
    "prime minister|vice president|deputy prime minister|deputy president|president|premier|pm|taoiseach|chancellor|vice chancellor|"
    "king|queen|emperor|sultan|emir|crown prince|monarch|supreme leader|paramount leader|leader|head of state|head of government|"
    "secretary of state|secretary general|chief of staff|attorney general|prosecutor general|chief prosecutor|chief justice|"
    "ambassador|high commissioner|permanent representative|charge d affaires|envoy|special envoy|consul general|"
    "governor|mayor|speaker|national security adviser|national security advisor|first lady|first minister|chief minister|chief executive|"
    "opposition leader|leader of the opposition|spokesman|spokeswoman|spokesperson|press secretary|pope|pontiff|"
    "top diplomat|chief diplomat|fm|foreign policy chief|treasurer|treasury chief|commander in chief|army chief|military chief|chief of the general staff|"
    "joint chiefs chairman|chairman of the joint chiefs of staff|central bank governor|central bank chief|intelligence chief|spy chief|"
    "minister|secretary|general secretary|director general|secretary-general|managing director|high representative|chief|head|boss|chairman|chairwoman|chair|chairperson|director|commissioner"
)
_HEAD = re.compile(rf"\b(?:{'|'.join(sorted(_HEADS.split('|'), key=len, reverse=True))})\b")
_TOPIC = "|".join(sorted((re.escape(word) for word in TOPICS), key=len, reverse=True))
_MINISTER = re.compile(
    rf"\b(?:(?:deputy|vice|first deputy|junior|acting|shadow) )?(?:(?:{_TOPIC})(?: (?:and )?(?:{_TOPIC}|affairs|relations|cooperation))* (?:minister|secretary|chief|boss|czar)|"
    rf"(?:minister|secretary of state|secretary) (?:of|for) (?:the )?(?:state for )?(?:national |federal )?(?:{_TOPIC})(?:[ ,]+(?:and )?(?:{_TOPIC}|affairs|relations|commonwealth|development|cooperation|trade))*)\b"
)
_ALONE = frozenset(
    # Words that mean an office only with a body or a field: "the head of the village" holds none.
    "chief head boss director commissioner chairman chairwoman chair chairperson managing director general secretary "
    "secretary minister leader envoy".split()
)
_DIPLOMAT = ("top diplomat", "chief diplomat", "fm", "foreign policy chief", "high representative")
_BODY_HEADS = re.compile(
    r"\b(?:secretary general|director general|managing director|president|chairperson|chairman|chairwoman|chair|chief|head|boss|director|leader|"
    r"commissioner|high commissioner|high representative|foreign policy chief|top diplomat|foreign affairs chief|chief diplomat|general secretary|chief prosecutor|prosecutor|governor)\b"
)


@dataclass(frozen=True, slots=True)
class OfficeNamed:
    """An office in a phrase.

    `roles` are alternatives in order of likelihood; `country` is the state of the office, None
    where the phrase names none; `body` the key of an organisation ("igo:UN"); `start` and `end` the
    words of the office in the phrase; `deputy` the word for a spokesman, aide or deputy *of* it;
    `region` tells that a town or region is named, so that the office may not be the state's.
    """

    roles: tuple[str, ...]
    country: str | None
    start: int
    end: int
    former: bool = False
    elect: bool = False
    deputy: str | None = None
    body: str | None = None
    region: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds an office on a day, and the reason in words; `person` is None where unknown."""

    person: PersonRecord | None
    tenure: Tenure | None
    why: str
    certain: bool = True


def office_in(phrase: str, tables: Tables | None = None) -> OfficeNamed | None:
    """The office that a noun phrase means, or None.

    >>> office_in("the British Foreign Secretary").roles, office_in("US ambassador to Russia").roles
    (('minister:foreign',), ('ambassador:RUS',))
    """
    return _office_in(phrase, tables or builtin())


@lru_cache(maxsize=8192)
def _office_in(phrase: str, tables: Tables) -> OfficeNamed | None:
    words = words_of(phrase)
    named = [one for one in countries_in(phrase, tables) if one.how != "former"]
    # Nationalities part titles: "the top Russian diplomat" is the top diplomat.
    parting = [one for one in named if one.how == "adjective" or one.end - one.start <= 4]
    kept = [word for word in words if not any(one.start <= word.start < one.end for one in parting)]
    text, places = _joined(kept)
    body = _body_office(phrase, text, places, tables)
    if body:
        return body
    match = _MINISTER.search(text) or _last_head(text)
    if not match:
        return None
    start, end = places[match.start()].start, places[match.end() - 1].end
    owner, target = _owner_and_target(phrase, named, start, end)
    country = owner.iso3 if owner else None
    title = match.group()
    if title in ("pope", "pontiff"):
        country = "VAT"
    roles = _roles(title, country, target, phrase[end:], tables)
    if not roles:
        return None
    before = {word.key for word in words if word.start < start}
    after = [word.key for word in words if word.start >= end]
    under = next((word.key for word in words if word.key in _UNDER and not start <= word.start < end), None)
    return OfficeNamed(
        roles, country, start, end, bool(before & _FORMER), bool(set(after[:1]) & _NEXT or before & _NEXT), under,
        region=owner is not None and owner.how in ("city", "region"),
    )  # fmt: skip


def _joined(words: list[Word]) -> tuple[str, list[Word]]:
    """The words' keys with blanks between, and for each letter the word that it belongs to."""
    text = ""
    places: list[Word] = []
    for word in words:
        if text:
            text += " "
            places.append(places[-1])
        text += word.key
        places.extend([word] * len(word.key))
    return text, places


def _last_head(text: str) -> re.Match[str] | None:
    """The head of the phrase: before "of" or "to", the last title that stands there."""
    cut = re.search(r"\b(?:of|to|in|for|at)\b", text)
    found = list(_HEAD.finditer(text))
    early = [match for match in found if not cut or match.start() < cut.start()]
    strong = [match for match in early or found if match.group() not in _ALONE]
    best = strong or early or found
    return best[-1] if best else None


def _owner_and_target(
    phrase: str, named: list[CountryNamed], start: int, end: int
) -> tuple[CountryNamed | None, CountryNamed | None]:
    """Whose office it is, and whom an envoy is sent to: "the US ambassador to Russia"."""
    after = [one for one in named if one.start >= end]
    before = [one for one in named if one.end <= start]
    between = phrase[end : after[0].start] if after else ""
    sent = after[0] if after and re.search(r"\b(?:to|for|in|at)\b", between) else None
    within = [one for one in named if start < one.start < end]
    owner = next(iter(before[:1] or within or [one for one in after if one is not sent]), None)
    if owner is None and sent and not re.match(r"\W*(?:to|for)\b", between):
        owner = sent
    return owner, sent


def _roles(
    title: str, country: str | None, target: CountryNamed | None, rest: str, tables: Tables
) -> tuple[str, ...]:
    if title in _DIPLOMAT:
        return ("minister:foreign",)
    if title == "leader":
        return ("supreme leader", "president", "prime minister") if country else ()
    if title in ("pope", "pontiff"):
        return ("president",)
    if title in ("chancellor",) and country not in ("GBR", None):
        return ("prime minister",)
    if title in ("ambassador", "high commissioner", "envoy", "special envoy", "permanent representative"):
        if re.match(r"\W*(?:to|at)\W+(?:the\W+)?(?:UN|U\.N\.|United Nations)\b", rest):
            return ("ambassador:UN",)
        return (f"ambassador:{target.iso3}",) if target else ("ambassador",)
    if title == "spokesman" or title in ("spokeswoman", "spokesperson", "press secretary"):
        return ("spokesman",)
    roles = roles_of(title, country)
    if title in _ALONE and title not in ("minister", "secretary"):
        return ()
    if title == "secretary" and country != "USA":
        return ("minister:foreign",) if country == "GBR" else ()
    return roles


def _body_office(phrase: str, text: str, places: list[Word], tables: Tables) -> OfficeNamed | None:
    """"The NATO chief", "UN Secretary-General", "president of the European Commission"."""
    found = organisation_in(phrase, tables)
    if not found:
        return None
    body, begin, finish = found
    for match in _BODY_HEADS.finditer(text):
        start, end = places[match.start()].start, places[match.end() - 1].end
        if end <= begin or start >= finish:
            break
    else:
        return None
    key = body.key
    if key == "igo:EU" and re.search(r"\b(?:commission)\b", text):
        key = "igo:EC"
    before = {word.key for word in places if word.start < start}
    words = text.split(" ")
    under = next((word for word in words if word in _UNDER and word not in match.group().split()), None)
    return OfficeNamed(("head",), body.country, start, end, bool(before & _FORMER), False, under, key)


def holder_of(
    roles: str | tuple[str, ...],
    country: str | None,
    on: str | dt.date | None = None,
    tables: Tables | None = None,
) -> Holding:
    """Who held the office on a day (ISO prefix or date); without one, the latest known.

    `country` is a state's code or, for its head, the key of an organisation. Two holders at once and
    nothing between them: no person, and `why` says so.

    >>> holder_of("minister:foreign", "GBR", "2022-02-10").person.name
    'Liz Truss'
    """
    known = tables or builtin()
    if not country:
        return Holding(None, None, "No state is named whose office it could be.")
    wanted = (roles,) if isinstance(roles, str) else roles
    for role in wanted:
        rows = known.offices.find(f"{country} {role}")
        if rows:
            holding = _holder(role, country, rows, iso_of(on), known)
            if holding.person or role == wanted[-1]:
                return holding
    return Holding(None, None, f"The tables know no {wanted[0].replace(':', ' of ')} of {country}.")


def _holder(role: str, country: str, rows: list[list[str]], day: str, tables: Tables) -> Holding:
    # start, end, key of the person, office, place of the role in the office's roles, sector
    held = [row for row in rows if holds_on(_as_tenure(row, role, country), day)]
    certain = True
    if not held and day == "9999":
        held = [max(rows, key=lambda row: (row[1] or "9999", row[0]))]
        certain = False
    if not held:
        return Holding(None, None, f"The tables know no holder on {day}.")
    best = min(int(row[4]) for row in held)
    main = [row for row in held if int(row[4]) == best]
    # Who began later took the office over; a missing end is commoner than two ministers at once.
    latest = max(row[0] for row in main)
    main = [row for row in main if row[0] == latest]
    if len({row[2] for row in main}) > 1:
        shortest = min(len(row[3]) for row in main)
        main = [row for row in main if len(row[3]) == shortest]
    if len({row[2] for row in main}) > 1:
        return Holding(None, None, f"{len(main)} persons hold it on {day} and nothing stands between them.")
    row = main[0]
    person = person_of(row[2], tables)
    tenure = _as_tenure(row, role, country)
    name = person.name if person else "?"
    span = f"from {row[0] or '?'} to {row[1] or 'the latest that the tables know'}"
    return Holding(person, tenure, f"{name} was {row[3]} {span}.", certain)


def _as_tenure(row: list[str], role: str, country: str) -> Tenure:
    start, end, _, office, _, sector = row
    body = country if ":" in country else None
    return Tenure(
        office, (role,), None if body else country, words_or_none(start), words_or_none(end), body, sector
    )
