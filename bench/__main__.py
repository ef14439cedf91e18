"""Measures everything and writes the tables of figures into the README and `docs/reader.md`.

    python -m bench [--no-speed]

Figures also go to `bench/results.json`, with the model's checksum, so that a table can be traced to
the model that it was measured on. Needs `../shared`; speed needs torch and transformers.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from bench import agreement, articles, false_alarms, gold, pairs, polnear, sentences, speed
from communique import load

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).with_name("results.json")
_PLACE = re.compile(r"(<!-- figures: python -m bench -->\n).*?(?=\n## |\Z)", re.DOTALL)


def measure(with_speed: bool) -> dict[str, Any]:
    reader = load()
    score = articles.measure(reader)
    return {
        "model": reader.model.checksum,
        "polnear": polnear.measure(reader),
        "articles": score.figures(),
        "pairs": pairs.measure(reader),
        "sentences": sentences.measure(reader),
        "false alarms": false_alarms.measure(reader),
        "agreement": agreement.measure(),
        "speed": speed.measure(60, 3) if with_speed else _known().get("speed"),
    }


def _known() -> dict[str, Any]:
    if RESULTS.exists():
        known: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
        return known
    return {}


def table(found: dict[str, Any]) -> str:
    """The figures as Markdown."""
    spans, whole, marked = found["polnear"], found["articles"], found["pairs"]
    single = found["sentences"]
    alarms, fast, readers = found["false alarms"], found["speed"], found["agreement"]
    rows = [
        ("PolNeAR dev, exact spans, F1: source / cue / content",
         f"{spans['source']} / {spans['cue']} / {spans['content']}",
         "BERT-base taggers on the test split 81.1 / 74.0 / 68.9; two annotators 77.7 / 70.5 / 68.4"),
        ("PolNeAR dev, source and content linked, both exact, F1", spans["pair"],
         "two annotators 60.1"),
        ("whole articles, dev, statements found, F1", whole["statements F1"],
         f"two readers {readers['statements F1']}"),
        ("… speaker / speaker's country / force / mode right, %",
         f"{whole['speaker %']} / {whole['country %']} / {whole['force %']} / {whole['mode %']}",
         f"two readers: force {readers['force %']}, mode {readers['mode %']}"),
        ("… nested statements found, %", whole["nested %"], ""),
        ("whole articles, dev, events found (trigger and type), F1", whole["events F1"],
         f"two readers {readers['events F1']}"),
        ("… actor / recipient / status right, %",
         f"{whole['event actor %']} / {whole['event recipient %']} / {whole['event status %']}",
         f"two readers: status {readers['status %']}"),
        ("PLV, sentences kept aside, type of a marked pair, macro F1", marked["relate, macro F1"],
         "on PLV's test split: ConfliBERT, supervised, 86.7; GPT-4 61.5"),
        ("PLV, sentences kept aside, pair and type end to end, macro F1",
         marked["end to end, macro F1"], ""),
        ("CAMEO, sentences kept aside, actor and recipient spans by overlap, F1",
         marked["CAMEO dev, spans F1 by overlap"], "on its test split: ConfliBERT 74.0"),
        (f"{single['sentences, dev']} single sentences kept aside: main event's type right / "
         "and both sides' countries, %",
         " / ".join(str(single[name]) for name in sentences.SHARES),
         "some were seen with VOA's labels: see the model card"),
        ("ten texts without politics, events per 1,000 words", alarms["events per 1,000 words"],
         ""),
    ]
    lines = ["", "| what, on which split | here | others |", "|---|---|---|"]
    lines += [f"| {what} | {here} | {others} |" for what, here, others in rows]
    lines += ["", f"Measured by `python -m bench` on {whole['labelled']['statements']} statements and "
              f"{whole['labelled']['events']} events of whole articles kept aside, and on the dev "
              "splits of the public corpora; floors are held by `python -m bench.gate`."]
    if fast:
        turns = fast["times as fast, each turn"]
        lines += ["", f"Speed, whole pipeline, two cores ({fast['processor']}): "
                  f"{fast['words a second']} words a second, {min(turns)} to {max(turns)} times "
                  f"BERT-base in torch in the same run; import and load "
                  f"{fast['import and load, seconds']} s; peak memory {fast['peak memory, MB']} MB."]
    return "\n".join(lines) + "\n"


def write(found: dict[str, Any]) -> None:
    RESULTS.write_text(gold.to_json(found) + "\n", encoding="utf-8")
    for path in (ROOT / "README.md", ROOT / "docs" / "reader.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(_PLACE.sub(lambda m: m.group(1) + table(found), text), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-speed", action="store_true")
    options = parser.parse_args()
    if not gold.present():
        print("skipped: ../shared/data is not there")
        return
    found = measure(not options.no_speed)
    write(found)
    print(gold.to_json(found))


if __name__ == "__main__":
    main()
