"""Derives the package's PLOVER tables from the published ones.

Takes the folder of shared data (`--shared`), gives `src/communique/data/plover/*.tsv`: types,
modes, contexts, sectors, the map from CAMEO and the other closed sets of the record. Codes come
from the published lists, weights from Goldstein's scale; the definitions are this project's own
(`plover_definitions.tsv`), and the script stops when a code lacks one or a definition lacks a
code. It copies no prose from the manuals.

    python training/tables/plover.py --shared ../shared
"""

from __future__ import annotations

import argparse
import csv
import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "communique" / "data" / "plover"

QUAD_OF = {
    kind: quad
    for quad, kinds in {
        "1": "AGREE CONSULT SUPPORT CONCEDE",
        "2": "COOPERATE AID RETREAT",
        "3": "REQUEST ACCUSE REJECT THREATEN",
        "4": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
    }.items()
    for kind in kinds.split()
}

# Names in the published map that its own list of modes and contexts has since renamed.
MODE_NOW = {"martial-law": "curfew", "political": "rights", "pro_autocracy": "crowd-control"}
CONTEXT_NOW = {"democracy": "pro_democracy", "humanitarian": "human_security"}
MODE_OF_CODE = {"1712": "destroy", "195": "aerial", "1823": "beat", "161": "discontinue",
                "164": "discontinue", "165": "discontinue", "116": "allege"}  # fmt: skip

# Codes that this project's labels file under another type than the published map does.
HOUSE_TYPE = {
    "057": "AGREE", "163": "SANCTION", "084": "CONCEDE", "0841": "CONCEDE", "0842": "CONCEDE",
    "085": "CONCEDE", "086": "CONCEDE", "0861": "CONCEDE", "0862": "CONCEDE", "0863": "CONCEDE",
    "0813": "CONCEDE", "0814": "CONCEDE", "019": "SUPPORT", "1712": "ASSAULT",
}  # fmt: skip


class Row(NamedTuple):
    """One CAMEO code: the type, mode and contexts it stands for, its weight and where from."""

    code: str
    name: str
    type: str
    mode: str
    contexts: str
    goldstein: str
    house_type: str
    source: str


def definitions() -> dict[tuple[str, str], str]:
    """Our own definitions by group and code."""
    with (HERE / "plover_definitions.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return {(row["group"], row["code"]): row["definition"] for row in rows}


def published_modes(folder: Path) -> list[tuple[str, str]]:
    """Pairs of type and mode in the codebook's order; the mode may be empty."""
    with (folder / "structured_codebook.csv").open(encoding="utf-8-sig") as lines:
        pairs = [(row["event"], row["mode"]) for row in csv.DictReader(lines)]
    return list(dict.fromkeys(pairs))


def published_map(folder: Path) -> dict[str, tuple[str, str, list[str]]]:
    """CAMEO code -> type, mode, contexts, as the conversion table has it."""
    found = {}
    for line in (folder / "CAMEO2PLOVER-2021.txt").read_text(encoding="utf-8").splitlines():
        entry = re.match(r"(\d{3,4}):\s*([A-Z]+)\s*,([^,#]*),([^#]*)#", line)
        if entry:
            code, kind, mode, contexts = (part.strip() for part in entry.groups())
            named = [one.strip() for one in contexts.split(";") if one.strip()]
            found[code] = (kind, mode, [CONTEXT_NOW.get(one, one) for one in named])
    return found


def cameo_rows(shared: Path) -> list[Row]:
    """Every CAMEO code of Goldstein's table with what it is in PLOVER."""
    folder = shared / "data" / "tables" / "plover"
    published = published_map(folder)
    allowed = set(published_modes(folder))
    rows = []
    with (folder / "cameo_goldstein.csv").open(encoding="utf-8") as lines:
        for one in csv.DictReader(lines):
            code = one["code"]
            key, source = mapped(code, published)
            kind, mode, contexts = published.get(key, ("", "", []))
            mode = MODE_OF_CODE.get(code, MODE_NOW.get(mode, mode))
            if mode and (kind, mode) not in allowed:
                mode = ""
            house = HOUSE_TYPE.get(code, kind)
            rows.append(Row(code, one["name"], kind, mode, ";".join(contexts),
                            one["goldstein"], house, source if kind else ""))  # fmt: skip
    return rows


def mapped(code: str, published: dict[str, tuple[str, str, list[str]]]) -> tuple[str, str]:
    """The code whose published line `code` follows, and how it got there.

    PLOVER has no appeals: CAMEO's 02 is read like the demand of the same ending in 10. Two-digit
    roots follow their general form ("03" -> "030"), where that form has a line.
    """
    if code in published:
        return code, "CAMEO2PLOVER-2021"
    if code.startswith("02") and "10" + code[2:] in published:
        return "10" + code[2:], "parallel to 10" + code[2:]
    if code == "02":
        return "100", "parallel to 10"
    if len(code) == 2 and code + "0" in published:
        return code + "0", "CAMEO2PLOVER-2021"
    return code, ""


def intensities(rows: Iterable[Row]) -> dict[tuple[str, str], tuple[str, str]]:
    """(type, mode or empty) -> the median Goldstein weight, and the codes that it is taken from."""
    weights: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    for row in rows:
        if row.source.startswith("CAMEO") and len(row.code) > 2:
            weight = (row.code, float(row.goldstein))
            weights[row.house_type, ""].append(weight)
            if row.mode and row.type == row.house_type:
                weights[row.house_type, row.mode].append(weight)
    return {
        key: (f"{statistics.median(value for _, value in found):.1f}",
              "median Goldstein of CAMEO " + " ".join(code for code, _ in found))
        for key, found in weights.items()
    }  # fmt: skip


def sectors(shared: Path) -> set[str]:
    """The sector codes of the published agents list, compounds taken apart."""
    text = (shared / "data" / "tables" / "phoenix" / "PLOVER_agents.txt").read_text("utf-8")
    codes = re.findall(r"\[~([A-Z]{3,12})\]", text)
    return {code[at : at + 3] for code in codes for at in range(0, len(code), 3)}


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with (OUT / f"{name}.tsv").open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, delimiter="\t", lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder of shared data")
    shared = parser.parse_args().shared
    folder = shared / "data" / "tables" / "plover"
    words = definitions()
    rows = cameo_rows(shared)
    weights = intensities(rows)
    modes = [(kind, mode) for kind, mode in published_modes(folder) if mode]
    with (folder / "contexts.csv").open(encoding="utf-8") as lines:
        contexts = [row["context"] for row in csv.DictReader(lines)]
    needed = {("type", kind) for kind in QUAD_OF} | {("context", one) for one in contexts}
    needed |= {("mode", f"{kind}/{mode}") for kind, mode in modes}
    needed |= {("sector", one) for one in sectors(shared)}
    ours = {key for key in words if key[0] in {"type", "context", "mode", "sector"}}
    if needed != ours:
        raise SystemExit(f"without a definition: {needed - ours}; without a code: {ours - needed}")
    write("types", ["type", "quad", "intensity", "intensity_source", "definition"],
          [[kind, quad, *weights[kind, ""], words["type", kind]]
           for kind, quad in QUAD_OF.items()])  # fmt: skip
    write("modes", ["type", "mode", "intensity", "intensity_source", "definition"],
          [[kind, mode, *mode_weight(kind, mode, weights), words["mode", f"{kind}/{mode}"]]
           for kind, mode in modes])  # fmt: skip
    write("cameo", Row._fields, rows)
    write("terms", ["group", "code", "definition"],
          [[group, code, text] for (group, code), text in words.items()
           if group not in {"type", "mode"}])  # fmt: skip


def mode_weight(
    kind: str, mode: str, weights: dict[tuple[str, str], tuple[str, str]]
) -> tuple[str, str]:
    """A mode's own weight where CAMEO has codes for it, else its type's."""
    if (kind, mode) in weights:
        return weights[kind, mode]
    return weights[kind, ""][0], f"as {kind}: CAMEO has no code for the mode"


if __name__ == "__main__":
    main()
