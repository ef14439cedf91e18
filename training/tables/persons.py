"""Derives the tables of persons, their names, and the offices that they held.

    python training/tables/persons.py ../shared/data/tables

Takes `officials/` of the tables' folder and `hand/persons.tsv` beside this file; writes `persons`,
`person_names` and `offices` into `src/communique/data`. Sources in order of trust: the table kept by
hand, the Institute for Government (British ministers), officials of 2022 from Wikidata, US tables,
leaders of 2026; then, only for states of which none of these knows a minister, the speakers of the
UN's general debate, the CIA's list of 2018 and CountryInfo. Offices that ended before 1945 are left
out. One person's names are brought together by Wikidata id or by state and sound.
"""

from __future__ import annotations

import csv
import itertools
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from communique.resolve.countries import country_named
from communique.resolve.persons import name_keys, plain_name
from communique.resolve.spellings import key_of, sound_of
from communique.resolve.tables import Tables
from communique.resolve.titles import roles_of, sector_of_role, weight_of
from training.tables.writing import HAND, builtin_or_empty, hand_rows, write

FIRST_YEAR = "1945"
# The snapshot of officials was taken in July and August 2022; that of the CIA in 2018.
ONE_AT_A_TIME = (
    "president", "prime minister", "minister:foreign", "minister:defence", "minister:finance",
    "minister:interior", "monarch", "supreme leader", "vice president", "security adviser",
)  # fmt: skip


@dataclass(slots=True)
class Office:
    title: str
    country: str
    start: str
    end: str
    body: str = ""
    roles: tuple[str, ...] = ()
    source: str = ""


@dataclass(slots=True)
class Person:
    country: str
    wikidata: str = ""
    names: list[str] = field(default_factory=list)
    sector: str = ""
    offices: list[Office] = field(default_factory=list)


@dataclass(slots=True)
class People:
    """Persons as they come in, brought together by Wikidata id, or by state and name."""

    all: list[Person] = field(default_factory=list)
    by_id: dict[str, Person] = field(default_factory=dict)
    by_name: dict[tuple[str, str], Person] = field(default_factory=dict)

    def add(self, name: str, country: str, wikidata: str = "", variants: Iterable[str] = ()) -> Person:
        name = plain_name(name)
        person = self.by_id.get(wikidata) if wikidata else None
        if person is None:
            for known in (name, *variants):
                person = self.by_name.get((country, sound_of(known)))
                if person and not (wikidata and person.wikidata and wikidata != person.wikidata):
                    break
                person = None
        if person is None:
            person = Person(country)
            self.all.append(person)
        if wikidata:
            person.wikidata = person.wikidata or wikidata
            self.by_id.setdefault(wikidata, person)
        for known in (name, *variants):
            if known and known not in person.names:
                person.names.append(known)
            self.by_name.setdefault((country, sound_of(known)), person)
        return person


def main(folder: Path) -> None:
    officials = folder / "officials"
    tables = builtin_or_empty()
    people = People()
    _by_hand(people, tables)
    _british(people, officials / "uk_ifg", tables)
    _wikidata(people, officials / "officials_2022.csv", tables)
    _american(people, officials, tables)
    _leaders_2026(people, officials / "world_leaders_2026" / "by-position.json", tables)
    covered = _covered(people)
    _debaters(people, officials / "un_general_debate_speakers.csv", covered, tables)
    _cia(people, officials / "cia_world_leaders_2018.csv", covered, tables)
    _countryinfo(people, folder / "countries" / "CountryInfo_aliases.txt", covered, tables)
    _bring_together(people)
    _close(people)
    _write(people)


def _office(person: Person, title: str, country: str, start: str, end: str, source: str, tables: Tables, body: str = "", lesser: bool = False) -> None:
    """Adds an office unless it is old, unknown, or told by a surer source already."""
    if (end and end < FIRST_YEAR) or not title:
        return
    own = _without_own_state(title, country, tables)
    roles = ("head",) if body and not re.search(r"(?i)spokes|envoy|negotiator|deputy|under-|commissioner", title) else roles_of(own, country)
    roles = tuple(f"deputy {role}" if lesser and role.startswith("minister") else _to_code(role, tables) for role in roles)
    for office in person.offices:
        same = office.body == body and (set(office.roles) & set(roles) or key_of(office.title) == key_of(title))
        if same and office.country == country and office.source != source and _overlap(office, start, end):
            return
    person.offices.append(Office(title, country, start, end, body, roles, source))


def _overlap(office: Office, start: str, end: str) -> bool:
    return (start or "0") <= (office.end or "9") and (office.start or "0") <= (end or "9")


def _without_own_state(title: str, country: str, tables: Tables) -> str:
    match = re.search(r"^(.*?) of (?:the )?(.+)$", title)
    if match and (named := country_named(match.group(2), tables)) and named.iso3 == country and named.how == "name":
        return match.group(1)
    return title


def _to_code(role: str, tables: Tables) -> str:
    if role.startswith("ambassador:") and role != "ambassador:UN":
        named = country_named(role.partition(":")[2].title(), tables)
        return f"ambassador:{named.iso3}" if named else "ambassador"
    return role


def _by_hand(people: People, tables: Tables) -> None:
    for name, country, wikidata, variants, sector, offices in hand_rows(HAND / "persons.tsv"):
        person = people.add(name, country, wikidata, [one for one in variants.split("|") if one])
        person.sector = sector
        for office in filter(None, offices.split("|")):
            title, where, start, end = office.split(";")
            body = where if ":" in where else ""
            _office(person, title, "" if body else where, start, end, "hand", tables, body)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def _british(people: People, folder: Path, tables: Tables) -> None:
    names: dict[str, list[str]] = defaultdict(list)
    for row in sorted(_rows(folder / "person.csv"), key=lambda row: row["start_date"], reverse=True):
        names[row["id"]].append(row["name"])
    posts = {row["id"]: row for row in _rows(folder / "post.csv")}
    for row in _rows(folder / "appointment.csv"):
        post = posts.get(row["post_id"])
        known = names.get(row["person_id"])
        if not post or not known:
            continue
        plain = sorted(known, key=lambda name: name.startswith(("Lord ", "Baroness ", "Viscount ", "Earl ")))
        person = people.add(plain[0], "GBR", variants=plain[1:])
        lesser = int(float(post["rank_equivalence_value"] or 9)) > 3
        _office(person, post["name"], "GBR", row["start_date"], row["end_date"], "ifg", tables, lesser=lesser)


def _wikidata(people: People, path: Path, tables: Tables) -> None:
    for row in _rows(path):
        country = {"UNK": "XKX", "GBR-SCT": "GBR"}.get(row["iso3"], row["iso3"])
        person = people.add(row["person"], country, row["wikidata_id"])
        british = row["jurisdiction"] == "united-kingdom" and not re.match(r"(?i)(?:ambassador|governor|mayor|chief of (?!staff)|permanent rep|director|head of|monarch|speaker|high commissioner)", row["position"])
        scottish = row["jurisdiction"] == "scotland" and row["position"] != "First Minister"
        if not british and not scottish:
            title = f"{row['position']} of Scotland" if row["jurisdiction"] == "scotland" else row["position"]
            _office(person, title, country, row["start"], row["end"], "wikidata", tables)


def _american(people: People, folder: Path, tables: Tables) -> None:
    for name in ("us_executive.yaml", "us_legislators_current.yaml"):
        for one in yaml.load((folder / name).read_text(), Loader=yaml.CSafeLoader):
            first = one["name"].get("nickname") or one["name"]["first"]
            full = one["name"].get("official_full") or f"{one['name']['first']} {one['name']['last']}"
            last = max(term["end"] for term in one["terms"])
            if last < FIRST_YEAR:
                continue
            wiki = one["id"].get("wikipedia", "").split(" (")[0]
            person = people.add(wiki or f"{first} {one['name']['last']}", "USA", one["id"].get("wikidata", ""), [full, f"{first} {one['name']['last']}"])
            for title, start, end in _terms(one["terms"]):
                _office(person, title, "USA", start, end, "congress", tables)
    for row in _rows(folder / "us_state_department_pocom.csv"):
        if (row["end"] or row["start"]) < "1960" or not row["start"]:
            continue
        title = re.sub(r"\s+", " ", row["position"])
        if row["kind"] == "missions-countries":
            if "ambassador" not in row["role"]:
                continue
            title = f"ambassador to {title.replace('-', ' ').title()}"
        _office(people.add(row["person"], "USA"), title, "USA", row["start"], row["end"], "pocom", tables)


def _terms(terms: list[dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Terms in a row in the same chamber are one office."""
    titles = {"sen": "Senator", "rep": "Member of Congress", "prez": "President", "viceprez": "Vice President"}
    run: list[str] = []
    for term in terms:
        title = titles[term["type"]]
        if run and run[0] == title and term["start"][:4] == run[2][:4]:
            run[2] = term["end"]
            continue
        if run:
            yield run[0], run[1], run[2]
        run = [title, term["start"], term["end"]]
    if run:
        # A term of a member of the present Congress that ends in the future is still running.
        yield run[0], run[1], "" if run[2] > "2026-09" else run[2]


def _leaders_2026(people: People, path: Path, tables: Tables) -> None:
    titles = {"presidents": "President", "prime_ministers": "Prime Minister", "monarchs": "King", "chancellors": "Chancellor"}
    for group, rows in json.loads(path.read_text()).items():
        for row in rows:
            named = country_named(row["country"].replace("_", " ").title(), tables)
            if not named or not row["name_en"]:
                continue
            title = "Premier" if named.iso3 == "CHN" and group == "prime_ministers" else titles[group]
            if named.iso3 in ("AUS", "CAN", "GBR") and group == "monarchs":
                continue
            person = people.add(row["name_en"], named.iso3, row["wikidata_id"] or "")
            _office(person, title, named.iso3, row["since"] or "", "", "2026", tables)


def _covered(people: People) -> set[str]:
    """States whose officials the snapshot of 2022 holds."""
    counts: dict[str, int] = defaultdict(int)
    for person in people.all:
        for office in person.offices:
            counts[office.country] += office.source == "wikidata"
    return {country for country, count in counts.items() if count >= 20}


def _debaters(people: People, path: Path, covered: set[str], tables: Tables) -> None:
    seen: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in _rows(path):
        country, post, name = row["ISO Code"].strip(), row["Post"].strip(), row["Name of Person Speaking"].strip()
        roles = roles_of(post, country) if post else ()
        role = roles[0] if roles else ""
        named = country_named(row["Country"].strip(), tables)
        if named is None or named.iso3 != country:
            continue  # some rows carry another state's code
        if country in covered or role not in ("president", "prime minister", "minister:foreign") or len(name.split()) < 2:
            continue
        seen[country, role].append((row["Year"], re.sub(r"^(?:(?:Mr|Mrs|Ms|Dr|H\.?E|Sir|Sheikh|General|Sir)\.?\s+)+", "", name)))
    titles = {"president": "President", "prime minister": "Prime Minister", "minister:foreign": "Minister of Foreign Affairs"}
    for (country, role), sightings in seen.items():
        sightings.sort()
        for place, (year, name) in enumerate(sightings):
            later = next((other for other, who in sightings[place + 1 :] if sound_of(who) != sound_of(name)), "")
            end = later if later and int(later) <= int(year) + 2 else str(int(year) + 1)
            _office(people.add(name, country), titles[role], country, f"{year}-09", f"{end}-08", f"un{year}", tables)


def _cia(people: People, path: Path, covered: set[str], tables: Tables) -> None:
    for row in _rows(path):
        named = country_named(row["country"], tables)
        if named and named.iso3 not in covered and row["person"]:
            name = re.sub(r"[A-Z]{3,}", lambda match: match.group().title(), row["person"])
            _office(people.add(name, named.iso3), row["office"], named.iso3, "2018", "2019", "cia", tables)


def _countryinfo(people: People, path: Path, covered: set[str], tables: Tables) -> None:
    text = path.read_text(encoding="utf-8")
    for block in text.split("<Country>")[1:]:
        code = re.search(r"<CountryCode>\s*\w*?(\w{3})\s*<", block)
        government = re.search(r"<Government>(.*?)</Government>", block, re.S)
        if not code or not government or code.group(1) in covered:
            continue
        for line in government.group(1).splitlines():
            match = re.match(r"\s*\{?([^{}\[\t]+?)_?[}\s]*(?:\{.*\})?\s*((?:\[[^\]]*\])+)\s*#\s*(.+)", line)
            if not match or " & " in match.group(3):
                continue
            dates = re.search(r"\[\w+ ([<>]?)(\d{8})(?: - (\d{8}))?\]", match.group(2))
            if not dates:
                continue
            name = match.group(1).replace("_", " ").strip().title()
            start, end = _span(dates.group(1), dates.group(2), dates.group(3))
            _office(people.add(name, code.group(1)), match.group(3), code.group(1), start, end, "countryinfo", tables)


def _span(sign: str, first: str, last: str | None) -> tuple[str, str]:
    day = f"{first[:4]}-{first[4:6]}"
    if sign == "<":
        return "2003", day
    if sign == ">":
        return day, "2011"
    return day, f"{(last or first)[:4]}-{(last or first)[4:6]}"


def _bring_together(people: People) -> None:
    """Two who took up the same office in the same weeks and share a name are one person.

    "Michael Richard Pompeo" of the State Department's list is "Mike Pompeo" of the table kept by hand.
    """
    offices: dict[tuple[str, str], list[tuple[str, Person]]] = defaultdict(list)
    for person in people.all:
        for one in person.offices:
            for role in one.roles:
                if role in ONE_AT_A_TIME or role.startswith(("ambassador:", "minister:", "deputy minister:")):
                    offices[one.country, role].append((one.start, person))
    same: dict[int, Person] = {}
    order = {id(person): place for place, person in enumerate(people.all)}
    for held in offices.values():
        held.sort(key=lambda pair: pair[0])
        for (start, one), (later, other) in itertools.pairwise(held):
            if one is not other and _days(later) - _days(start) <= 45 and _share_a_name(one, other):
                kept, dropped = (one, other) if order[id(one)] < order[id(other)] else (other, one)
                same[id(dropped)] = kept
    for person in people.all:
        kept = same.get(id(person))
        while kept is not None and id(kept) in same:
            kept = same[id(kept)]
        if kept is None or kept is person:
            continue
        kept.names += [name for name in person.names if name not in kept.names]
        kept.wikidata = kept.wikidata or person.wikidata
        for one in person.offices:
            known = any(set(other.roles) & set(one.roles) and other.country == one.country and _overlap(other, one.start, one.end) for other in kept.offices)
            if not known:
                kept.offices.append(one)
        person.names = []
    people.all = [person for person in people.all if person.names]


def _days(start: str) -> int:
    year, month, day = ([*start.split("-"), "01", "01"] if start else ["1", "1", "1"])[:3]
    return int(year) * 365 + int(month) * 30 + int(day)


def _share_a_name(one: Person, other: Person) -> bool:
    mine = {word for name in one.names for word in sound_of(name).split() if len(word) > 2}
    theirs = {word for name in other.names for word in sound_of(name).split() if len(word) > 2}
    return bool(mine & theirs - {"bin", "van", "von", "der", "del", "abu"})


def _close(people: People) -> None:
    """An office without an end ends when the next holder's begins, where only one can hold it."""
    holders: dict[tuple[str, str, str], list[Office]] = defaultdict(list)
    for person in people.all:
        for office in person.offices:
            if office.body and office.roles == ("head",):
                holders[office.body, "head", ""].append(office)
            elif (office.roles and office.roles[0] in ONE_AT_A_TIME) or (office.roles[:1] and office.roles[0].startswith("ambassador:")):
                holders[office.country, office.roles[0], ""].append(office)
    for offices in holders.values():
        offices.sort(key=lambda office: office.start)
        for office in offices:
            later = [other.start for other in offices if other.start > office.start and other is not office]
            if not office.end and later:
                office.end = later[0]


def _write(people: People) -> None:
    persons, offices = [], []
    names: dict[str, dict[str, int]] = defaultdict(dict)
    used: set[str] = set()
    for person in people.all:
        held = sorted((one for one in person.offices), key=lambda one: one.start)
        if not held and not person.sector:
            continue
        name = person.names[0]
        key = person.wikidata or f"person:{person.country or 'none'}:{key_of(name).replace(' ', '-')}"
        if key in used:
            continue
        used.add(key)
        tenures = "|".join(
            "^".join((one.title.replace("|", "/"), ",".join(one.roles), one.country, one.start, one.end, one.body, _sector(one)))
            for one in held
        )
        persons.append((key, name, person.country, person.wikidata, person.sector, "|".join(person.names[1:]), tenures))
        weight = max([weight_of(role) for one in held for role in one.roles] + [5 if person.sector else 1])
        for variant in person.names:
            for one_key, rank in name_keys(variant, person.country):
                names[one_key][key] = max(names[one_key].get(key, 0), weight * 10 + rank)
        for one in held:
            for place, role in enumerate(one.roles):
                where = one.body or one.country
                offices.append((f"{where} {role}", one.start, one.end, key, one.title, str(place), _sector(one)))
    write("persons", persons)
    write("offices", offices)
    write("person_names", ((key, " ".join(sorted(known, key=lambda one: (-known[one], one))[:40])) for key, known in names.items()))


def _sector(office: Office) -> str:
    if office.title == "Pope":
        return "REL"
    if office.body:
        return "NGO" if office.body.startswith("org:") else "IGO"
    return sector_of_role(office.roles[0]) if office.roles else "GOV"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
