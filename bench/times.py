"""How well the dates of events are told: exact, compatible, missing, wrong; and how fast.

    python -m bench.times --shared ../shared

Compatible: one is a prefix of the other (2014-03 and 2014-03-08). An event that the labels leave
undated and the rules date is counted apart: annotators left out much that the text fixes.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from bench.labelled import labelled, sentence_of
from communique.read.datings import date_near
from communique.read.quantities import find_quantities
from communique.read.times import find_times


def verdict(found: str | None, gold: str | None) -> str:
    if not gold:
        return "undated, left so" if not found else "undated, given a date"
    if not found:
        return "missing"
    if found == gold:
        return "exact"
    return "compatible" if found.startswith(gold) or gold.startswith(found) else "wrong"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--show", help="print the cases of one verdict, the kept aside left out")
    options = parser.parse_args()
    if not options.shared.exists():
        raise SystemExit(f"skipped: no shared data at {options.shared}")
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    words, seconds = 0, 0.0
    for article in labelled(options.shared):
        started = time.process_time()
        times = find_times(article.text)
        find_quantities(article.text, times)
        seconds += time.process_time() - started
        words += len(article.text.split())
        for event in article.events:
            trigger = event["trigger"][0], event["trigger"][1]
            sentence = sentence_of(article.text, *trigger)
            date = date_near(article.text, trigger, sentence, times, article.published)
            said = verdict(date.value if date else None, event["date"])
            counts[article.kept][said] += 1
            if said == options.show and not article.kept:
                shown = article.text[slice(*sentence)].replace("\n", " ")[:300]
                print(article.published, event["date"], date and date.value,
                      article.text[slice(*trigger)], "|", shown)  # fmt: skip
    for kept, found in counts.items():
        given = found["exact"] + found["compatible"] + found["wrong"]
        dated = given + found["missing"]
        print("kept aside" if kept else "the rest  ", dict(found.most_common()))
        print(f"  of dated events found {given / dated:.1%}; of those found exact "
              f"{found['exact'] / given:.1%}, exact or compatible "
              f"{(found['exact'] + found['compatible']) / given:.1%}")  # fmt: skip
    rate = seconds / words * 600_000
    print(f"times and quantities: {rate:.2f} ms of processor time per 600 words")


if __name__ == "__main__":
    main()
