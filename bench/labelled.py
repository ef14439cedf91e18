"""The labelled articles, with their texts, for the benches that measure rules on them.

Takes the folder of shared data, gives articles in the labels' order. Every seventh (index % 7 == 3)
is kept aside: rules are made by reading errors on the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KEPT = (7, 3)
_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[A-Z\"“‘(\[])|\n+")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article: its text, its day of publication, and its labels as they stand in the file."""

    id: str
    text: str
    published: str | None
    statements: list[dict[str, Any]]
    events: list[dict[str, Any]]
    kept: bool


def labelled(shared: Path) -> Iterator[Labelled]:
    """The labelled articles, each with its text."""
    data = shared / "data"
    texts: dict[str, dict[object, str]] = {}
    with (data / "labels" / "articles.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            where = row["text"]
            if where["file"] not in texts:
                texts[where["file"]] = _texts(data / where["file"])
            text = texts[where["file"]][where.get("id", where.get("line"))]
            yield Labelled(row["id"], text, row["date"], row["statements"], row["events"],
                           number % KEPT[0] == KEPT[1])  # fmt: skip


def _texts(path: Path) -> dict[object, str]:
    found: dict[object, str] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            found[number] = row["text"]
            if "id" in row:
                found[row["id"]] = row["text"]
    return found


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of the sentence that holds a stretch of text."""
    begin = 0
    for border in _END.finditer(text, max(0, start - 2000), start):
        begin = border.end()
    after = _END.search(text, end)
    return begin, after.start() + 1 if after else len(text)
