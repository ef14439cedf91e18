"""Derives the tables of bodies and their names, and of the nouns that tell a sector.

    python training/tables/organisations.py ../shared/data/tables

Takes `hand/organisations.tsv` and `hand/bodies.tsv` beside this file, `phoenix/` (companies, NGOs,
IGOs and armed groups with CAMEO codes; `PLOVER_agents.txt`, MIT) and `organisations/` (534 IGOs) of
the tables' folder, and `hand/nouns.tsv`; writes `organisations`, `organisation_names`, `nouns`.
What is kept by hand wins over the Phoenix files, whose codes are brought down to PLOVER's.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from communique.resolve.persons import plain_name
from communique.resolve.spellings import key_of
from training.tables.writing import HAND, builtin_or_empty, hand_rows, write

SECTORS = (
    # CAMEO's codes in the order in which they count, and PLOVER's for them.
    ("MNC", "BUS"), ("IGO", "IGO"), ("NGM", "NGO"), ("NGO", "NGO"), ("MED", "JRN"), ("REB", "REB"), ("SEP", "REB"), ("INS", "REB"),
    ("RAD", "REB"), ("UAF", "UAF"), ("CRM", "CRM"), ("COP", "COP"), ("SPY", "SPY"), ("MIL", "MIL"), ("LEG", "LEG"), ("JUD", "JUD"),
    ("EDU", "EDU"), ("BUS", "BUS"), ("LAB", "LAB"), ("PTY", "PTY"), ("OPP", "OPP"), ("GOV", "GOV"), ("ELI", "ELI"), ("CVL", "CVL"),
)  # fmt: skip
ARMED = frozenset({"REB", "UAF"})
# Names in the Phoenix files that are English words or somebody's offices.
NOT_BODIES = frozenset(
    "apple target best visa gap shell total orange time sun subway oracle express world global general national "
    "international first group company party movement people front army force forces police government the state "
    "republic citizens students workers union council committee federation alliance league coalition mnc mncs ngo "
    "dc journalist reporter foreign investors business media press".split()
)

# Persons stand among the bodies, without a mark; these words tell a body.
BODIES = re.compile(
    r"(?i)\b(?:\w*organi[sz]ation\w*|union\w*|bank|commission|committee|council|community|agency|fund|court|association|forum|group|league|"
    r"conference|institute|cent(?:re|er)|program(?:me)?|office|secretariat|parliament|treaty|authority|tribunal|mission|force|society|"
    r"federation|foundation|network|international|world|global|alliance|movement|coalition|human|rights|watch|aid|relief|church|christian|"
    r"muslim|islamic|catholic|children|women|health|care|without|for|of|and|trust|service|campaign|project|initiative|house|school|university|"
    r"college|academy|club|congress|front|party|company|corps|cooperation|development|environmental|media|news|press|research|fellowship|"
    r"ministries|partners|partnership|action|peace|save|friends|earth|green|solidarity|defen[cs]e|legal|law|medical|medicine|doctors|bureau)\b"
)
OFFICES = re.compile(r"(?i)\d{3}|\b(?:secretary|president|chief|director|minister|chairman|commissioner|spokes\w+|ambassador|leader|head|envoy|ceo|founder|official)\b")


def main(folder: Path) -> None:
    bodies: dict[str, tuple[str, ...]] = {}
    names: dict[str, tuple[str, str]] = {}
    for key, name, country, home, sector, others in hand_rows(HAND / "organisations.tsv"):
        _add(bodies, names, key, name, country, home, sector, [one for one in others.split("|") if one])
    for country, sector, others in hand_rows(HAND / "bodies.tsv"):
        for one in others.split("|"):
            name = one.removeprefix("A:")
            _add(bodies, names, f"org:{key_of(name).replace(' ', '-')}", name, country, "", sector, [one])
    for name, country, home, sector, others in _phoenix(folder / "phoenix"):
        if key_of(name) not in names:
            _add(bodies, names, f"org:{key_of(name).replace(' ', '-')}", name, country, home, sector, others)
    for name, short in _igos(folder / "organisations" / "cow_igo_list.csv"):
        if key_of(name) not in names:
            _add(bodies, names, f"igo:{short}", name, "", "", "IGO", [f"A:{short}"])
    write("organisations", bodies.values())
    write("organisation_names", ((key, body, mark) for key, (body, mark) in names.items()))
    write("nouns", _nouns(folder / "phoenix" / "PLOVER_agents.txt"))


def _add(
    bodies: dict[str, tuple[str, ...]], names: dict[str, tuple[str, str]], key: str, name: str,
    country: str, home: str, sector: str, others: list[str],
) -> None:  # fmt: skip
    bodies.setdefault(key, (key, plain_name(name), country, home, sector, ""))
    for other in (name, *others):
        words = other.removeprefix("A:")
        mark = "A" if other.startswith("A:") or (words.isupper() and len(words) <= 5) else ""
        known = key_of(words).removeprefix("the ")
        if not known:
            continue
        if mark == "" and names.get(known) == (key, "A"):
            names[known] = (key, "")  # "NATO" and, as the British write it, "Nato"
        names.setdefault(known, (key, mark))


def _phoenix(folder: Path) -> Iterator[tuple[str, str, str, str, list[str]]]:
    tables = builtin_or_empty()
    for file in ("Phoenix.MilNonState.actors.txt", "Phoenix.International.actors.txt"):
        block: list[str] = []
        coded = False
        for line in [*(folder / file).read_text(encoding="utf-8", errors="replace").splitlines(), ""]:
            line = line.split(";")[0].split("#")[0].rstrip()
            code = re.search(r"\[([A-Z]{3,})(?:\s[^\]]*)?\]", line)
            if code and re.search(r"\d{6}", code.group()):
                block = []
            name = re.sub(r"\[.*", "", line).strip().lstrip("+").strip("_ ").replace("_", " ")
            if name and not line.lstrip().startswith("["):
                block = [*block, name] if line.startswith("+") or (not code and block and not coded) else [name]
                coded = False
            if code and block:
                yield from _body(block, code.group(1), tables)
                coded = True
            elif name:
                coded = False
            if not line.strip():
                block, coded = [], False


def _body(block: list[str], code: str, tables: object) -> Iterator[tuple[str, str, str, str, list[str]]]:
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    sector = next((ours for theirs, ours in SECTORS if theirs in parts), "")
    country = next((part for part in parts if tables.countries.find(part)), "")  # type: ignore[attr-defined]
    plain = [one.title() if one.isupper() and (len(one) > 5 or " " in one) else one for one in block]
    plain = [one for one in plain if len(key_of(one)) > 2 and key_of(one) not in NOT_BODIES and not OFFICES.search(one)]
    # A date beside the code marks a person in office; two words with an initial are persons too.
    if not sector or not plain or re.search(r"^\w\. |^\w+ \w\. ", plain[0]):
        return
    if sector in ("IGO", "NGO") and not BODIES.search(plain[0]) and not plain[0].isupper():
        return
    if sector in ARMED:
        yield plain[0], "", country, sector, plain[1:]
    elif sector in ("BUS", "NGO", "JRN", "IGO", "EDU"):
        # Companies' short one-word names are too often words of prose.
        if sector == "BUS" and " " not in plain[0] and len(plain[0]) < 5:
            return
        yield plain[0], "" if sector == "IGO" else country, "", sector, plain[1:]


def _igos(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name = re.sub(r"\bOrg\.?(?=\s|$)", "Organization", re.sub(r"\bAfr\.", "African", row["orgname"]))
            if len(name.split()) > 1 and "." not in name and len(row["ioname"]) > 2:
                yield name, row["ioname"]


def _nouns(path: Path) -> list[tuple[str, ...]]:
    rows: dict[str, str] = {}
    sets = {"PERSON": ("man", "men", "woman", "women", "person"), "MINIST": ("minister", "ministers", "ministry", "ministries")}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        match = re.match(r"([^#\[{]+?)\s*(?:\{([^}]*)\})?\s*\[~([A-Z]+)\]", line)
        if not match or (match.group(3) == "NON" and "WEST" not in line and "COMMUNITY" not in line):
            continue
        for noun in (match.group(1), match.group(2) or ""):
            for one in _spelled(noun, sets):
                rows.setdefault(key_of(one), match.group(3))
    for noun, codes in hand_rows(HAND / "nouns.tsv"):
        for one in noun.split("|"):
            rows[key_of(one)] = codes
    return [(noun, codes) for noun, codes in rows.items() if noun]


def _spelled(noun: str, sets: dict[str, tuple[str, ...]]) -> list[str]:
    noun = noun.strip().strip("_").replace("_", " ")
    slot = re.search(r"!(\w+)!", noun)
    if not slot or slot.group(1) not in sets:
        return [noun] if noun and "!" not in noun else []
    before, after = noun[: slot.start()], noun[slot.end() :]
    return [f"{before}{word}{after}" for word in sets[slot.group(1)]]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
