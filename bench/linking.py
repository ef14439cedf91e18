"""How often the linker finds the right actor, given the right words: names and countries.

Takes the labelled articles of `../shared` (skips, saying so, where they are absent), gives the
linker the labelled words of speakers, actors and recipients, and compares who it says they are with
the label. Every seventh article (index % 7 == 3) is held out from rule writing.

    python bench/linking.py [--split held-out|tuning|all] [--errors speaker|role] [--skip N]

Comparison is lenient on form: a name is right when it is equal but for case, accents and order of
"Government of X" families (a ministry, a capital or the country itself), when a person's surname
is the same, or when an unnamed group has the same country and kind.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.read.found import FoundStatement
from communique.read.mentions import find_mentions
from communique.resolve.countries import countries_in, country_named
from communique.resolve.linker import kinds_of, link
from communique.resolve.organisations import organisation_named
from communique.resolve.spellings import key_of, sound_of
from communique.types import Actor, Document

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
_GOVERNMENT = re.compile(
    r"\b(government|ministry|department of|state department|presidency|kremlin|white house|cabinet|"
    r"foreign ministry|embassy|authorities|administration|leadership|officials?|council of state|"
    r"defen[cs]e department)\b",
    re.I,
)
_FAMILIES = {
    "military": r"armed forces|army|military|troops|soldiers|forces|paratroop\w*|navy|air force|pilots?|marines",
    "police": r"police\w*|berkut|constabulary",
    "people": r"people|residents|citizens|civilians|villagers|population|voters|nationals|\w*ians|public",
    "protesters": r"protest\w*|demonstrat\w*|activists|marchers|crowd|rioters|supporters|opponents",
    "opposition": r"opposition\w*",
    "rebels": r"rebels?|separatists?|militants?|insurgents?|gunmen|guerrillas?|fighters?|terrorists?|armed",
    "parliament": r"parliament\w*|congress|senate|rada|duma|assembly|house|lawmakers|mps?",
}  # fmt: skip
_ALIASES = {"eu": "european union", "un": "united nations", "us": "usa", "uk": "united kingdom"}


@dataclass(frozen=True, slots=True)
class Party:
    """One labelled party: the words, who they stand for, and what the linker said."""

    article: str
    role: str
    start: int
    end: int
    words: str
    name: str
    country: str | None
    found: tuple[Actor, ...]
    around: str

    @property
    def name_right(self) -> bool:
        return same_name(self.name, self.country, self.found)

    @property
    def country_right(self) -> bool:
        countries = {actor.country for actor in self.found} or {None}
        return self.country in countries or (self.country is None and len(countries) > 1)


def parts_of(name: str) -> list[str]:
    whole = [name]
    return whole + [part for part in re.split(r",? and |, ", name) if part and part != name]


def family_of(name: str) -> str:
    for family, pattern in _FAMILIES.items():
        if re.search(rf"\b(?:{pattern})\b", name, re.I):
            return family
    return ""


def is_government(name: str) -> bool:
    return _GOVERNMENT.search(name) is not None or country_named(name) is not None


def bare(name: str) -> str:
    """The name's words, countries as codes, sorted: "Ukrainian Army" is "Army of Ukraine"."""
    for found in reversed(countries_in(name)):
        name = name[: found.start] + f" {found.iso3} " + name[found.end :]
    words = key_of(name).split()
    words = [_ALIASES.get(word, word) for word in words]
    return " ".join(sorted(set(words) - {"of", "the", "in", "and", "for", "s", "a"}))


def same_name(name: str, country: str | None, found: tuple[Actor, ...]) -> bool:
    return any(_same(part, country, actor) for part in parts_of(name) for actor in found)


def _same(name: str, country: str | None, actor: Actor) -> bool:
    if key_of(name) == key_of(actor.name) or bare(name) == bare(actor.name):
        return True
    if actor.kind == "person":
        mine, theirs = sound_of(actor.name).split(), sound_of(name).split()
        return bool(mine and theirs) and (
            mine[-1] == theirs[-1] or set(mine) <= set(theirs) or set(theirs) <= set(mine)
        )
    body = organisation_named(name)
    if body is not None and body.key == actor.key:
        return True
    same_state = actor.country == country
    if same_state and country and is_government(name) and is_government(actor.name):
        return True
    family = family_of(name)
    if same_state and family and family == family_of(actor.name):
        return True
    a, b = set(bare(name).split()), set(bare(actor.name).split())
    return same_state and len(a & b) * 2 >= len(a | b) > 0


def articles() -> Iterator[tuple[int, dict[str, Any], str]]:
    corpora: dict[str, list[dict[str, Any]]] = {}
    with (DATA / "labels" / "articles.jsonl").open(encoding="utf-8") as lines:
        for index, line in enumerate(lines):
            row = json.loads(line)
            where = row["text"]
            if where["file"] not in corpora:
                with (DATA / where["file"]).open(encoding="utf-8") as corpus:
                    corpora[where["file"]] = [json.loads(one) for one in corpus]
            rows = corpora[where["file"]]
            if "line" in where:
                text = rows[where["line"] - 1]["text"]
            else:
                text = next(one["text"] for one in rows if one.get("id") == where["id"])
            yield index, row, text


def statements_of(row: dict[str, Any]) -> list[FoundStatement]:
    return [
        FoundStatement(
            content=tuple((a, b) for a, b in one["content"]),
            cue=tuple(one["cue"]) if one["cue"] else None,
            source=tuple(one["speaker_span"]) if one["speaker_span"] else None,
            addressees=(), mode=one["mode"], kind=one["kind"], force=one["force"],
            parent=one["parent"], score=1.0,
        )
        for one in row["statements"]
    ]  # fmt: skip


def parties_of(row: dict[str, Any]) -> list[tuple[str, tuple[int, int], str | None, str | None]]:
    parties = [
        ("speaker", tuple(one["speaker_span"]), one["speaker"], one["speaker_country"])
        for one in row["statements"]
        if one["speaker_span"]
    ]
    for event in row["events"]:
        for role in ("actors", "recipients"):
            parties += [
                ("role", tuple(one["span"]), one["name"], one["country"])
                for one in event[role]
                if one["span"]
            ]
    return parties


def read(split: str) -> tuple[list[Party], float, int]:
    read: list[Party] = []
    spent, length = 0.0, 0
    for index, row, text in articles():
        held_out = index % 7 == 3
        if split != "all" and held_out != (split == "held-out"):
            continue
        document = Document(id=row["id"], text=text, published=row["date"])
        labelled = parties_of(row)
        begun = time.perf_counter()
        found = find_mentions(text, kinds_of())
        links = link(document, found, [span for _, span, _, _ in labelled], statements=statements_of(row))
        spent += time.perf_counter() - begun
        length += len(text.split())
        for role, span, name, country in labelled:
            if name is None:
                continue
            a, b = span
            around = f"{text[max(0, a - 200):a]}[[{text[a:b]}]]{text[b:b + 80]}".replace("\n", " / ")
            actors = links.actors_of[span]
            read.append(Party(row["id"], role, a, b, text[a:b], name, country, actors, around))
    return read, spent, length


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--split", default="held-out", choices=["held-out", "tuning", "all"])
    parser.add_argument("--errors", choices=["speaker", "role"])
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--limit", type=int, default=60)
    options = parser.parse_args()
    if not DATA.exists():
        print("skipped: ../shared is not here")
        return 0
    parties, spent, length = read(options.split)
    if options.errors:
        wrong = [
            one for one in parties
            if one.role == options.errors and not (one.name_right and one.country_right)
        ]  # fmt: skip
        for one in wrong[options.skip : options.skip + options.limit]:
            print(f"{one.article} want {one.name} ({one.country})")
            said = "; ".join(f"{a.name} ({a.country}) {a.key} [{a.why}]" for a in one.found)
            print(f"   said {said}\n   {one.around}")
        print(Counter(one.article for one in wrong).most_common(12))
    for role in ("speaker", "role"):
        rows = [one for one in parties if one.role == role]
        names = sum(one.name_right for one in rows) / len(rows)
        countries = sum(one.country_right for one in rows) / len(rows)
        both = sum(one.country_right and one.name_right for one in rows) / len(rows)
        print(f"{options.split} {role:8} n={len(rows):5} name {names:.1%} country {countries:.1%} both {both:.1%}")
    print(f"{spent / length * 600 * 1000:.1f} ms per 600 words")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
