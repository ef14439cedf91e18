"""How well the status of events is told by rule alone, against the labels.

    python -m bench.status --shared ../shared

Triggers, forces and speakers are the labels' own; where the rules keep silent the event counts as
actual. In the reader the rules only second the network.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path
from typing import Any, get_args

from bench.labelled import Labelled, labelled, sentence_of
from communique.read.status import Ruling, status_by_rule
from communique.types import Status


def ruling_of(article: Labelled, event: dict[str, Any]) -> tuple[Ruling | None, tuple[int, int]]:
    """What the rules say of a labelled event, and its sentence."""
    trigger = event["trigger"][0], event["trigger"][1]
    sentence = sentence_of(article.text, *trigger)
    holder = event["according_to"]
    statement = article.statements[holder] if holder is not None else None
    by_speaker = None
    if statement and event["actors"]:
        by_speaker = any(
            actor["name"] == statement["speaker"]
            or (actor["country"] and actor["country"] == statement["speaker_country"])
            for actor in event["actors"]
        )
    force = statement["force"] if statement else None
    return (
        status_by_rule(article.text, trigger, sentence, force=force, by_speaker=by_speaker),
        sentence,
    )


def report(name: str, pairs: Counter[tuple[str, str]]) -> None:
    total = sum(pairs.values())
    right = sum(count for (gold, found), count in pairs.items() if gold == found)
    actual = sum(count for (gold, _), count in pairs.items() if gold == "actual")
    print(f"{name}: {right / total:.1%} of {total} events right; all actual: {actual / total:.1%}")
    for status in get_args(Status):
        gold = sum(count for (one, _), count in pairs.items() if one == status)
        found = sum(count for (_, one), count in pairs.items() if one == status)
        hits = pairs[status, status]
        print(f"  {status:10} precision {hits / max(found, 1):.2f}  recall "
              f"{hits / max(gold, 1):.2f}  of {gold}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--show", help="print the errors of one status, the kept aside left out")
    options = parser.parse_args()
    if not options.shared.exists():
        raise SystemExit(f"skipped: no shared data at {options.shared}")
    pairs: dict[bool, Counter[tuple[str, str]]] = {True: Counter(), False: Counter()}
    seconds, events = 0.0, 0
    for article in labelled(options.shared):
        for event in article.events:
            started = time.process_time()
            ruling, sentence = ruling_of(article, event)
            seconds, events = seconds + time.process_time() - started, events + 1
            found = ruling.status if ruling else "actual"
            pairs[article.kept][event["status"], found] += 1
            if found == options.show != event["status"] and not article.kept:
                shown = article.text[slice(*sentence)].replace("\n", " ")[:300]
                trigger = article.text[slice(*event["trigger"])]
                print(event["status"], ruling and ruling.reason, trigger, "|", shown)
    report("kept aside", pairs[True])
    report("the rest", pairs[False])
    print(f"{seconds / events * 1e3:.2f} ms of processor time an event")


if __name__ == "__main__":
    main()
