"""The labelled material that benches measure on: where it lies, and its dev splits.

Everything is read from `../shared/data` beside the repository; `present()` says whether it is
there. No bench ships or copies a text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.corpora import Article, Texts, cameo, in_dev, plv, polnear, rows

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
OWN = Path(__file__).resolve().parents[1] / "training" / "labels" / "articles.jsonl"


@dataclass(frozen=True)
class Gold:
    """A whole labelled article: its label row, its text, its date."""

    row: dict[str, Any]
    text: str

    @property
    def date(self) -> str | None:
        value = self.row.get("date")
        return str(value) if value else None


def present() -> bool:
    return (DATA / "labels" / "articles.jsonl").exists()


def articles(split: str = "dev", *, own: bool = True) -> Iterator[Gold]:
    """The labelled articles of a split, train or dev: the corpora's, then our own."""
    texts = Texts(DATA)
    for number, row in enumerate(rows(DATA / "labels" / "articles.jsonl")):
        if in_dev(row["id"], number) == (split == "dev"):
            yield Gold(row, texts.of(row["text"]))
    if own:
        yield from own_rows(OWN, split)


def own_rows(path: Path, split: str) -> Iterator[Gold]:
    """A split of one file of our own labels."""
    texts = Texts(DATA)
    for row in rows(path):
        if in_dev(row["id"], None) == (split == "dev"):
            yield Gold(row, texts.of(row["text"]))


def polnear_articles(split: str = "dev") -> list[Article]:
    return polnear(DATA, split)


def sentences(corpus: str, split: str = "dev") -> list[dict[str, Any]]:
    """PLV's or CAMEO's sentences of a split, as label rows beside their article."""
    read = plv if corpus == "plv" else cameo
    return [{"article": a, "event": a.events[0]} for a in read(DATA, split) if a.events]


def to_json(figures: dict[str, Any]) -> str:
    return json.dumps(figures, indent=1, ensure_ascii=False)
