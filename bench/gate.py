"""The accuracy gate: fails where a figure falls below its floor, or a corpus is not the one measured.

    python -m bench.gate             # in CI, where ../shared is at hand
    python -m bench.gate --update    # after reading what changed: write today's figures as floors

Floors lie `SLACK` below what was measured, since tags differ in rare ties between kinds of
processor. `--update` raises floors; it lowers one only with `--lower`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from bench import articles, false_alarms, gold, pairs, polnear, sentences
from bench.gold import DATA, OWN
from communique import load

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 1.0  # per cent
CORPORA = (
    "statements/polnear/dev.jsonl", "labels/articles.jsonl", "events/plv/train.jsonl",
    "events/cameo/train_spans.jsonl",
)  # fmt: skip


def digests() -> dict[str, str]:
    """sha256 of every file that the figures are measured on."""
    files = {name: DATA / name for name in CORPORA}
    files |= {f"training/labels/{path.name}": path for path in (OWN, sentences.SENTENCES)}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def figures() -> dict[str, float]:
    """Every gated figure, in per cent, higher is better."""
    reader = load()
    measured: dict[str, Any] = {
        f"PolNeAR dev, {kind} F1": value for kind, value in polnear.measure(reader).items()
    }
    whole = articles.measure(reader).figures()
    measured |= {f"articles dev, {name}": value for name, value in whole.items()
                 if isinstance(value, float)}
    measured |= {name: value for name, value in pairs.measure(reader).items()
                 if isinstance(value, float)}
    measured |= {f"sentences dev, {name}": value
                 for name, value in sentences.measure(reader).items() if name.endswith("%")}
    measured["quiet: 100 less false alarms per 1,000 words"] = round(
        100 - false_alarms.measure(reader)["events per 1,000 words"], 1
    )
    return measured


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--lower", action="store_true")
    options = parser.parse_args()
    if not gold.present():
        print("accuracy gate: skipped, ../shared/data is not there")
        return 0
    measured, found = figures(), digests()
    known = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    floors: dict[str, float] = known.get("floors", {})
    if options.update:
        return update(measured, found, floors, options.lower)
    return check(measured, found, floors, known.get("digests", {}))


def update(
    measured: dict[str, float], found: dict[str, str], floors: dict[str, float], lower: bool
) -> int:
    wanted = {name: round(value - SLACK, 1) for name, value in measured.items()}
    falling = [name for name, floor in floors.items() if wanted.get(name, 0.0) < floor]
    if falling and not lower:
        print("these would fall; --lower allows it:", *falling, sep="\n  ")
        return 1
    text = json.dumps({"digests": found, "floors": wanted}, indent=1, ensure_ascii=False)
    FLOORS.write_text(text + "\n", encoding="utf-8")
    print(gold.to_json(measured))
    return 0


def check(
    measured: dict[str, float], found: dict[str, str], floors: dict[str, float],
    known: dict[str, str],
) -> int:
    wrong = 0
    for name in known:
        if found.get(name) != known[name]:
            print(f"FAIL {name} is not the file that the floors were measured on")
            wrong += 1
    for name, floor in floors.items():
        value = measured.get(name, 0.0)
        print(f"{'ok  ' if value >= floor else 'FAIL'} {name}: {value} (floor {floor})")
        wrong += value < floor
    if not floors:
        print("FAIL no floors: run with --update")
        return 1
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
