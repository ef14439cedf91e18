"""Where: names of places in text, with the state they lie in and degrees where the tables know.

Takes text, or a stretch of it, gives `Place`s. One idea: a name is a place where the words before
it say so ("in Geneva", "near the town of Slaviansk", "flew to Minsk"); elsewhere a capital or a
state is somebody who acts, and that is the linker's business. It knows states, towns, regions and
"the Ukrainian capital"; it does not know streets and buildings.
"""

from __future__ import annotations

import re
from functools import lru_cache

from communique.resolve.countries import city_named, countries_in, country_named, country_of
from communique.resolve.spellings import key_of
from communique.resolve.tables import Tables, builtin
from communique.types import Place, Span

_CAPITAL = r"(?:(?:[A-Z]\.)+(?:[A-Z]\b\.?)?|(?:St|Mt|Ft)\.|[A-ZÀ-ÖØ-ÞŠŽĆČĐŁŚŻİ][\w'’-]*)"
_NAME = rf"{_CAPITAL}(?:\s+(?:(?:of|and|the|de|la|al|el|du|am|le)\s+)?{_CAPITAL})*"
_KIND = (
    r"city|town|village|port|capital|region|province|district|oblast|peninsula|island|republic"
    r"|state|suburb|settlement|enclave|resort|territory|area|airport|base|county"
)
_MOTION = (
    r"(?:went|go(?:es|ing)?|gone|travel\w*|visits?|trips?|tours?|fl(?:y|ew|ies|ying)|flown|sen[dt]s?"
    r"|sending|deploy\w*|arriv\w*|return\w*|c[ao]m(?:e|es|ing)|mov(?:e|es|ed|ing)|fle[de]\w*|march\w*"
    r"|withdr\w+|retreat\w*|head(?:s|ed|ing)?|invite[sd]?|mission|convoy|journey|drove|rushed"
    r"|brought|deliver\w*|transferred|posted|dispatched|back|getting|access|evacuat\w+|deport\w+"
    r"|expel\w*|pull(?:s|ed|ing)?)"
)
_BLOW = (
    r"(?:attacks?|strikes?|raids?|assaults?|bombings?|bombardment|shelling|siege|battle|annexation"
    r"|occupation|invasion|seizure|capture|fall|offensive|blockade|storming)\s+(?:on|of|for|against)"
)
_ADJECTIVE = r"(?!(?:with|and|of|to|by|for|from|than|as|or|but|that|who|on|over)\b)[a-z]+(?:-[a-z]+)?"
# Words that say "where", what may stand between them and the name, and the name.
_WHERE = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]cross|around|[Tt]hroughout|within|off|into|through|over"
    rf"|surrounding|towards?|(?:north|south|east|west) of|{_BLOW}"
    rf"|{_MOTION}(?:\s+[\w'’-]+){{0,4}}?\s+(?:to|from|into)|visit(?:s|ed|ing)?|toured|reached"
    rf"|entered|left|leaving|entering|reaching|(?P<bare>(?:{_KIND})\s+of))\s+"
    rf"(?:the\s+|its\s+|their\s+|a\s+)?"
    rf"(?P<kind>(?:{_CAPITAL}\s+|(?:[a-z]+(?:-[a-z]+)?\s+){{1,2}}?)?(?:[a-z-]+\s+){{0,2}}?"
    rf"(?:{_KIND})(?:\s+of(?:\s+the)?|,)?\s+)?"
    rf"(?:(?:{_ADJECTIVE}\s+){{0,2}}?)"
    rf"(?P<name>{_NAME}(?:\s+capital\b)?)"
)
# "a Kabul car bombing", "the Minsk talks", "Mariupol's city hall": a town before what is there.
_THERE = re.compile(
    rf"(?<![\w-])(?!(?:The|A|An)\s)(?P<name>{_CAPITAL}(?:\s+{_CAPITAL})?)(?:['’]s)?\s+(?:car|city|central|suicide|airport|street"
    r"|peace|hotel|church|train|government)?\s*"
    r"(?:bombings?|talks|summit|airport|hall|region|peninsula|clashes|gunmen|port|suburbs?|outskirts|court"
    r"|conference|streets?|square|protests?|protesters|demonstrations?|siege|front|building|mosque|embassy"
    r"|attacks?|massacre|market|hospital|hotel|prison|airbase|shooting|accords?|agreements?)\b"
)
# "on the Russian-Georgian border", "on Lebanese soil"
_GROUND = re.compile(
    rf"\b(?:on|along|across|at|near|in|into|to|from|over|inside|towards?|off)\s+(?:the\s+|its\s+)?"
    rf"(?P<name>{_CAPITAL}(?:[-–]{_CAPITAL})?\s+"
    r"(?:border|frontier|soil|territory|territories|coast|waters|airspace|side|province|provinces))\b"
)
# "in Donetsk and Luhansk", "in Slaviansk, Kramatorsk and Horlivka"
_MORE = re.compile(rf"(?:,\s+(?:and\s+)?|\s+(?:and|or)\s+)(?:in\s+|the\s+)?(?P<name>{_NAME})")
_HEAD = re.compile(
    r"^(?:(?:[Tt]he|a|an|its|their|in|at|near|eastern|western|northern|southern|central|downtown"
    r"|northeastern|northwestern|southeastern|southwestern|north|south|east|west|mainland)\s+)+"
)
_DIRECTION = re.compile(r"^(?:(?:North|South|East|West|Central)\w*|Greater|Downtown)\s+")
_TAIL = re.compile(rf"\s+(?:(?:{_KIND})s?|border|Region|Oblast|Province|City|District)$", re.I)
_PART = re.compile(
    r"['’]s\s+(?:[a-z-]+\s+)?(?:east|west|north|south|centre|center|capital|suburb|outskirt|border|coast|port"
    r"|airport|main|central|largest|second|old|parliament|streets?|square|territor|region|[a-z]+ern\b)"
)
_GOES_ON = ("Region", "Oblast", "Province", "City", "District", "Airport", "Stadium")
# Months and days are capitalised and follow "in" and "on" too; offices follow "at".
_NO_PLACE = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Asia\b|Africa\b|Europe\b|America\b)", re.I
)  # fmt: skip
LONGEST = 4
# Towns with fewer people than this share their names with too many surnames ("in Bush's talks").
SURE = 300_000


def places_in(text: str, tables: Tables | None = None) -> list[Place]:
    """The places that a text names as places, in order.

    >>> [one.country for one in places_in("Moscow said the talks in Geneva had failed.")]
    ['CHE']
    """
    tables = tables or builtin()
    found = _said_where(text, tables)
    for pattern, known in ((_THERE, _town_before), (_GROUND, _ground)):
        for one in pattern.finditer(text):
            place = known(text, one.span("name"), tables)
            if place and all(
                place.span.end <= other.span.start or other.span.end <= place.span.start
                for other in found
            ):
                found.append(place)
    return sorted(found, key=lambda place: place.span)


def _town_before(text: str, name: tuple[int, int], tables: Tables) -> Place | None:
    """A town or region that stands before a noun; a state there mostly acts ("Russia talks")."""
    known = _known(text[slice(*name)].removesuffix("'s").removesuffix("’s"), tables)
    named = country_named(text[slice(*name)], tables)
    if known is None or named is None or named.how not in ("capital", "city", "region"):
        return None
    return _made(text, *name, known)


def _ground(text: str, name: tuple[int, int], tables: Tables) -> Place | None:
    """The land of a state, named by an adjective: the state of the first of two."""
    named = countries_in(text[slice(*name)], tables)
    return _made(text, *name, (named[0].iso3, None, None)) if named else None


def _said_where(text: str, tables: Tables) -> list[Place]:
    """Places after a word that says where."""
    found: list[Place] = []
    at = 0
    while (where := _WHERE.search(text, at)) is not None:
        place = place_of(text, *where.span("name"), tables)
        if place is None and _said_to_be_one(where):
            place = Place(Span.of(text, *where.span("name")), where["name"])
        if place is None:
            at = where.start("name")
            continue
        found.append(place)
        at = place.span.end
        while (more := _MORE.match(text, at)) is not None:
            again = place_of(text, *more.span("name"), tables)
            if again is None or again.span.start != more.start("name"):
                break
            found.append(again)
            at = again.span.end
    return found


def place_of(text: str, start: int, end: int, tables: Tables | None = None) -> Place | None:
    """The place that `text[start:end]` names, or None; its span covers the name alone.

    Towns have degrees. States and regions have none: a point in a country is a wrong place.

    >>> text = "in the Ukrainian capital"
    >>> place_of(text, 3, len(text)).country
    'UKR'
    """
    tables = tables or builtin()
    phrase = text[start:end]
    head = _HEAD.match(phrase)
    if head:
        start, phrase = start + head.end(), phrase[head.end() :]
    if not phrase or _NO_PLACE.match(phrase):
        return None
    capital = _capital_of(phrase, tables)
    if capital is not None:
        return _made(text, start, end, capital)
    found = _longest(text, start, phrase, tables)
    direction = _DIRECTION.match(phrase)
    if found is None and direction:  # "Northern Iraq", but "North Korea" whole
        return _longest(text, start + direction.end(), phrase[direction.end() :], tables)
    return found


def _longest(text: str, start: int, phrase: str, tables: Tables) -> Place | None:
    """The longest known name that the phrase begins with."""
    words = list(re.finditer(r"\S+", phrase))
    for length in range(min(LONGEST, len(words)), 0, -1):
        name = phrase[: words[length - 1].end()].rstrip(".,;:'’\"”")
        name = _TAIL.sub("", name.removesuffix("'s").removesuffix("’s"))
        known = _known(name, tables)
        if known is None:
            continue
        if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", name) and phrase[len(name) :].startswith("."):
            name += "."
        rest = text[start + len(name) : start + len(name) + 24]
        if _is_someone(rest, name, length, tables):
            return None
        return _made(text, start, start + len(name), known)
    return None


def _is_someone(rest: str, name: str, length: int, tables: Tables) -> bool:
    """"at Paris Smith's", "in Bush's view": a name that goes on, or a small town that owns."""
    named = country_named(name, tables)
    town = named is not None and named.how == "city"
    goes_on = re.match(r"\s+[A-Z][a-z]+\b", rest) and not rest.strip().startswith(_GOES_ON)
    if goes_on and (town or length == 1):
        return True
    if length > 1 or not rest.startswith(("'s", "’s")):
        return False
    if re.match(r"['’]s\s+[a-z]", rest) and not _PART.match(rest):
        return True  # "the talk around Kyiv's reluctance", but "in Kyiv's centre"
    city = city_named(name, tables)
    return town and (not city or city.population < SURE)


def _said_to_be_one(where: re.Match[str]) -> bool:
    """"in the village of Olenivka": no table knows it, but the text says what it is."""
    close = where.end("kind") if where["kind"] else where.end("bare") + 1 if where["bare"] else -1
    return close == where.start("name") and not _NO_PLACE.match(where["name"])


Known = tuple[str | None, float | None, float | None]


def _made(text: str, start: int, end: int, known: Known) -> Place:
    span = Span.of(text, start, end)
    return Place(span, span.exact, *known)


def _capital_of(phrase: str, tables: Tables) -> Known | None:
    """"the Ukrainian capital", "the capital of Ukraine": the town that it is."""
    if not re.search(r"\bcapital\b", phrase):
        return None
    for named in countries_in(phrase, tables):
        country = country_of(named.iso3, tables)
        if country and country.capital:
            return _town(country.capital, named.iso3, tables)
    return None


@lru_cache(maxsize=8192)
def _known(name: str, tables: Tables) -> Known | None:
    """Country and degrees of a name that is a state, a region or a town."""
    named = country_named(name, tables)
    if named is None or named.how in ("adjective", "people"):
        return None
    if named.how in ("name", "former"):
        return (named.iso3, None, None)
    town = _town(name, named.iso3, tables)
    # "Washington" is a seat and a town, the Kremlin a seat alone.
    return None if named.how == "seat" and town[1] is None else town


def _town(name: str, iso3: str, tables: Tables) -> Known:
    """A town of a known state: of namesakes in it the largest."""
    rows = [row for row in tables.cities.find(key_of(name)) if row[1] == iso3]
    if rows:
        largest = max(rows, key=lambda row: int(row[2]))
        return (iso3, float(largest[3]), float(largest[4]))
    city = city_named(name, tables)
    if city is not None and city.country == iso3:
        return (iso3, city.latitude, city.longitude)
    return (iso3, None, None)


__all__ = ["place_of", "places_in"]
