"""Single sentences of the news: is the main event's type right, and who did it to whom?

    python -m bench.sentences

On the sentences of `training/labels/sentences.jsonl` that training keeps aside. The event with the
highest score stands for the sentence; it is right when the sentence is labelled with an event of
its type, and right with its sides when the countries of actors and recipients are that event's.
"""

from __future__ import annotations

from typing import Any

from bench import gold
from bench.matching import Tally
from communique.reader import Reader, load
from communique.types import Event, Party, Record

SENTENCES = gold.OWN.with_name("sentences.jsonl")

SHARES = ("main event's type %", "type and both sides' countries %")


def measure(reader: Reader) -> dict[str, Any]:
    typed, sided, events = Tally(), Tally(), Tally()
    for one in gold.own_rows(SENTENCES, "dev"):
        labels = one.row["events"]
        record = reader.read(one.text)
        assert isinstance(record, Record)
        events.add(0, len(record.events), len(labels))
        if not labels:
            continue
        best = max(record.events, key=lambda e: e.score, default=None)
        alike = [label for label in labels if best and label["type"] == best.type]
        typed.add(int(bool(alike)), 0, 1)
        sided.add(int(any(best is not None and _same_sides(best, one) for one in alike)), 0, 1)
    return {
        "sentences, dev": typed.labelled,
        **dict(zip(SHARES, (typed.share, sided.share), strict=True)),
        "events a sentence, found": round(events.found / max(typed.labelled, 1), 2),
        "events a sentence, labelled": round(events.labelled / max(typed.labelled, 1), 2),
    }


def _same_sides(event: Event, label: dict[str, Any]) -> bool:
    return all(
        _countries(found) == {p["country"] for p in label[side]}
        for side, found in (("actors", event.actors), ("recipients", event.recipients))
    )


def _countries(parties: tuple[Party, ...]) -> set[str | None]:
    return {p.actor.country if p.actor else None for p in parties}


def main() -> None:
    if not gold.present():
        print("skipped: ../shared/data is not there")
        return
    print(gold.to_json(measure(load())))


if __name__ == "__main__":
    main()
