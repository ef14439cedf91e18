"""Statements against PolNeAR: exact spans of source, cue and content, and linked pairs.

    python -m bench.polnear [--split dev] [--limit N]

Every fragment of every span counts once, as (article, kind, start, end); a pair is a content
fragment with its source, both exact. Articles with several annotators are read once for each.
"""

from __future__ import annotations

import argparse
from typing import Any

from bench import gold
from bench.matching import Tally
from communique.reader import Reader, load
from communique.types import Record
from training.corpora import Article

KINDS = ("source", "cue", "content")


def found_spans(record: Record) -> dict[str, set[tuple[int, ...]]]:
    """Spans of each kind in a record, and its content-source pairs; outer statements alone."""
    spans: dict[str, set[tuple[int, ...]]] = {kind: set() for kind in (*KINDS, "pair")}
    for one in record.statements:
        if one.parent is not None:
            continue
        source, cue = one.speaker.span, one.cue
        if source:
            spans["source"].add((source.start, source.end))
        if cue:
            spans["cue"].add((cue.start, cue.end))
        for part in one.content:
            spans["content"].add((part.start, part.end))
            if source:
                spans["pair"].add((part.start, part.end, source.start, source.end))
    return spans


def gold_spans(article: Article) -> dict[str, set[tuple[int, ...]]]:
    spans: dict[str, set[tuple[int, ...]]] = {kind: set() for kind in (*KINDS, "pair")}
    for one in article.statements or []:
        if one.source:
            spans["source"].add(one.source)
        if one.cue:
            spans["cue"].add(one.cue)
        for part in one.content:
            spans["content"].add(part)
            if one.source:
                spans["pair"].add((*part, *one.source))
    return spans


def measure(reader: Reader, split: str = "dev", limit: int | None = None) -> dict[str, Any]:
    tallies = {kind: Tally() for kind in (*KINDS, "pair")}
    articles = gold.polnear_articles(split)[:limit]
    records = reader.pipe((a.text for a in articles), errors="raise")
    for article, record in zip(articles, records, strict=True):
        assert isinstance(record, Record)
        found, right = found_spans(record), gold_spans(article)
        for kind, tally in tallies.items():
            tally.add(len(found[kind] & right[kind]), len(found[kind]), len(right[kind]))
    return {kind: tally.f1 for kind, tally in tallies.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    if not gold.present():
        print("skipped: ../shared/data is not there")
        return
    print(gold.to_json(measure(load(), options.split, options.limit)))


if __name__ == "__main__":
    main()
