"""How far two labellers agree who read the same texts independently.

    python -m bench.agreement

Our own second readings (`training/labels/second.jsonl`, whole articles and single sentences) against the first, counted as
`bench.articles` counts finds against labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.gold import OWN, to_json
from bench.matching import Tally, dice, pairs
from bench.sentences import SENTENCES
from training.corpora import rows

SECOND = OWN.with_name("second.jsonl")
Row = dict[str, Any]


def measure(first: Sequence[Path] = (OWN, SENTENCES), second: Path = SECOND) -> dict[str, Any]:
    """Agreement in per cent: F1 of what both found, and shares of what both found alike."""
    one = {row["id"]: row for path in first for row in rows(path)}
    statements, events = Tally(), Tally()
    same: dict[str, Tally] = {}
    texts = 0
    for row in rows(second):
        if row["id"] not in one:
            continue
        texts += 1
        _statements(one[row["id"]]["statements"], row["statements"], statements, same)
        _events(one[row["id"]]["events"], row["events"], events, same)
    return {
        "texts": texts,
        "statements": statements.labelled, "statements F1": statements.f1,
        "events": events.labelled, "events F1": events.f1,
        **{f"{name} %": tally.share for name, tally in same.items()},
    }


def _statements(a: list[Row], b: list[Row], tally: Tally, same: dict[str, Tally]) -> None:
    a, b = ([s for s in x if s["kind"] == "said" and s["content"]] for x in (a, b))

    def overlap(x: Row, y: Row) -> float:
        value = dice(x["content"], y["content"])
        return value if value >= 0.5 else 0.0

    matched = pairs(a, b, overlap)
    tally.add(len(matched), len(a), len(b))
    for i, j in matched:
        for name in ("force", "mode", "speaker_country"):
            _count(same, name, a[i][name] == b[j][name])


def _events(a: list[Row], b: list[Row], tally: Tally, same: dict[str, Tally]) -> None:
    def overlap(x: Row, y: Row) -> float:
        return dice([x["trigger"]], [y["trigger"]]) if x["type"] == y["type"] else 0.0

    matched = pairs(a, b, overlap)
    tally.add(len(matched), len(a), len(b))
    for i, j in matched:
        _count(same, "status", a[i]["status"] == b[j]["status"])
        for side in ("actors", "recipients"):
            countries = [Counter(p["country"] for p in x[side]) for x in (a[i], b[j])]
            _count(same, f"{side}' countries", countries[0] == countries[1])


def _count(same: dict[str, Tally], name: str, right: bool) -> None:
    same.setdefault(name, Tally()).add(int(right), 0, 1)


if __name__ == "__main__":
    print(to_json(measure()))
