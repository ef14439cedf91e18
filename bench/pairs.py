"""Types of marked pairs, the same found end to end, and spans of a sentence's main event.

    python -m bench.pairs

On the sentences of PLV and CAMEO that training keeps aside. PLV: `relate` over its 15 types
(CONCEDE and RETREAT count as its YIELD), macro F1; end to end, an event of that type with an
actor and a recipient that overlap the marked ones. CAMEO: the highest-scored event's actor and
recipient spans by overlap, F1.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from bench import gold
from bench.matching import Tally
from communique.reader import Reader, load
from communique.types import Event, Party, Record
from training.corpora import Article

OLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """Macro F1, in per cent, over the labels that occur in `pairs` of (found, labelled)."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for found, label in pairs:
        tallies[label].add(int(found == label), 0, 1)
        tallies[found].add(0, 1, 0)
    labels = {label for _, label in pairs}
    return round(sum(tallies[label].f1 for label in labels) / len(labels), 1)


def _old(kind: str) -> str:
    return OLD.get(kind, kind)


def _touches(parties: tuple[Party, ...], spans: list[tuple[int, int]]) -> bool:
    if not spans:
        return True
    return any(
        p.span and p.span.start < e and s < p.span.end for p in parties for s, e in spans
    )


def measure_plv(reader: Reader) -> dict[str, Any]:
    related: list[tuple[str, str]] = []
    found: list[tuple[str, str]] = []
    for one in gold.sentences("plv"):
        article, event = one["article"], one["event"]
        label = _old(event.types[0])
        actor, recipient, _ = article.pair
        related.append((_old(reader.relate(article.text, actor, recipient)[0].type), label))
        record = reader.read(article.text)
        found.append((_end_to_end(record, event, label), label))
    return {
        "PLV dev, sentences": len(related),
        "relate, macro F1": macro_f1(related),
        "relate, accuracy %": round(100 * sum(a == b for a, b in related) / len(related), 1),
        "end to end, macro F1": macro_f1(found),
    }


def _end_to_end(record: Record, label: Any, kind: str) -> str:
    """The type that `read` gives the labelled pair: the best-scored event between the two."""
    between = [
        e for e in record.events
        if _touches(e.actors, label.actors) and _touches(e.recipients, label.recipients)
    ]
    best = max(between, key=lambda e: e.score, default=None)
    return _old(best.type) if best else "none"


def measure_cameo(reader: Reader) -> dict[str, Any]:
    tally, per_role = Tally(), {"actor": Tally(), "recipient": Tally()}
    for one in gold.sentences("cameo"):
        article: Article = one["article"]
        record = reader.read(article.text)
        best = max(record.events, key=lambda e: e.score, default=None)
        for role in ("actor", "recipient"):
            spans = one["event"].actors if role == "actor" else one["event"].recipients
            right, count = _overlapping(best, role, spans)
            per_role[role].add(right, count, len(spans))
            tally.add(right, count, len(spans))
    return {
        "CAMEO dev, spans F1 by overlap": tally.f1,
        **{f"CAMEO dev, {role} F1": one.f1 for role, one in per_role.items()},
    }


def _overlapping(best: Event | None, role: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    if best is None:
        return 0, 0
    parties = best.actors if role == "actor" else best.recipients
    found = {(p.span.start, p.span.end) for p in parties if p.span}
    right = sum(any(a < e and s < b for a, b in found) for s, e in spans)
    return min(right, len(found)), len(found)


def measure(reader: Reader) -> dict[str, Any]:
    return measure_plv(reader) | measure_cameo(reader)


def main() -> None:
    if not gold.present():
        print("skipped: ../shared/data is not there")
        return
    print(gold.to_json(measure(load())))


if __name__ == "__main__":
    main()
