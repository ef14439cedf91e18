"""Derives the table of agreements: names, other names, parties, day.

    python training/tables/agreements.py ../shared/data/tables

Takes `agreements/` of the tables' folder (PA-X, UCDP's peace agreements, HUGGO's treaties, the UN's
treaty index) and `hand/agreements.tsv` beside this file (names as newspapers use them); writes
`agreements.tsv.gz` into `src/communique/data`: key, name, day, parties, other names, source. A name that
tells one agreement from no other ("Joint Statement") is left out.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.resolve.spellings import key_of
from training.tables.writing import HAND, hand_rows, write

Row = tuple[str, str, str, str, str, str]
PAPERS = (
    "agreement accord treaty protocol pact convention memorandum declaration framework ceasefire "
    "cease-fire truce armistice settlement charter statute deal initiative act"
)
# What a name may be made of and still name nothing.
PLAIN = set(PAPERS.replace("-", " ").split()) | set(
    "joint statement communique peace final general the of on and for a an between in to by at with "
    "agreements accords protocols treaties minutes point points draft text annex political national "
    "comprehensive cessation hostilities implementation principles resolution letter understanding".split()
)
MONTHS = ("january february march april may june july august september october november december").split()
LONGEST = 110  # characters: longer ones are descriptions that no article repeats


def main(folder: Path) -> None:
    source = folder / "agreements"
    rows = [*_hand(), *_pax(source / "pax_1990_2019.csv"), *_ucdp(source / "ucdp_1975_2011.csv"),
            *_huggo(source / "huggo.csv"), *_un(source / "un_treaties_index.csv")]  # fmt: skip
    write("agreements", sorted(_distinct(rows)))


def _distinct(rows: Iterable[Row]) -> Iterator[Row]:
    """One row an agreement: the first source that has it; names that many share go."""
    several = list(rows)
    many = Counter(key_of(row[1]) for row in several)
    seen: set[tuple[str, str]] = set()
    for row in several:
        name = key_of(row[1])
        if not re.match(r"\d{0,2}[^\W\d]", row[1].replace("-", "")):
            continue
        if row[5] != "hand" and (many[name] > 3 or set(name.split()) <= PLAIN or len(row[1]) > LONGEST):
            continue
        if (name, row[2][:4]) in seen:
            continue
        seen.add((name, row[2][:4]))
        yield row


def _row(name: str, day: str, parties: Iterable[str], others: Iterable[str], source: str) -> Row:
    name = re.sub(r"\s+", " ", name).strip(" .\"'")
    listed = sorted({one for one in parties if re.fullmatch(r"[A-Z]{3}", one)})
    slug = re.sub(r"[^a-z0-9]+", "-", key_of(name)).strip("-")
    key = f"agreement:{slug}" + (f"-{day[:4]}" if day and day[:4] not in slug else "")
    return key, name, day, ";".join(listed[:12]), ";".join(others), source


def _hand() -> Iterator[Row]:
    for cells in hand_rows(HAND / "agreements.tsv"):
        name, day, parties, others = (*cells, "", "", "")[:4]
        yield _row(name, day, parties.split(";"), [one for one in others.split(";") if one], "hand")


def _pax(path: Path) -> Iterator[Row]:
    for row in _csv(path):
        names = re.split(r"\s*[(,]\s*(?=(?:[A-Z][\w-]+ ){1,4}(?:Agreement|Accord|Protocol)s?\)?$)", row["Agt"])
        others = [one.strip(" )") for one in names[1:]]
        others += re.findall(r"\(((?:[A-Z][\w’'-]+ ?){1,5}(?:Agreement|Accord|Protocol|Declaration)s?[^()]*)\)", row["Agt"])
        others = sorted({one.strip() for one in others})[:3]
        yield _row(names[0], row["Dat"], (row["Loc1ISO"], row["Loc2ISO"]), others, "PA-X")


def _ucdp(path: Path) -> Iterator[Row]:
    for row in _csv(path):
        serial = row["pa_date "].split(".")[0]
        if serial.isdigit():  # days since 1899-12-30, as spreadsheets count
            day = (dt.date(1899, 12, 30) + dt.timedelta(days=int(serial))).isoformat()
        else:
            day = row["Year"].split(".")[0]
        yield _row(row["pa_name"], day, (), (), "UCDP")


def _huggo(path: Path) -> Iterator[Row]:
    for row in _csv(path):
        day = next((row[name] for name in ("Signature", "Beg") if re.match(r"\d{4}", row[name])), "")
        if row["AgreementType"] == "A" and day >= "1900":
            yield _row(row["Title"], day[:10], re.split(r"[-,; ]+", row["Parties"]), (), "HUGGO")


def _un(path: Path) -> Iterator[Row]:
    for row in _csv(path):
        name = re.split(r"\.\s+(?=[A-Z][\w ]+, \d)", row["treaty_name"])
        found = re.search(r"(\d{1,2}) (\w+) (\d{4})", name[-1])
        day = ""
        if found and found[2].lower() in MONTHS:
            day = f"{found[3]}-{MONTHS.index(found[2].lower()) + 1:02}-{int(found[1]):02}"
        yield _row(re.sub(r"\s*\(.*", "", name[0]), day, (), (), "UN")


def _csv(path: Path) -> Iterator[dict[str, str]]:
    text = path.read_bytes().decode("utf-8", errors="replace")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        yield {name: (value or "") for name, value in row.items() if name is not None}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
