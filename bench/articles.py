"""Whole labelled articles: statements and events found, and what is right of those found.

    python -m bench.articles [--split dev] [--errors statements|events|force|speaker|…]

Of kind `said` alone, as the annotation guide counts. Speakers, actors and recipients are compared
as `bench.linking` compares names; a role is right when it names who the label names and no more.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from typing import Any

from bench import gold
from bench.linking import same_name
from bench.matching import Tally, dice, pairs
from communique.reader import Reader, load
from communique.types import Event, Party, Record, Statement

HALF = 0.5
FIGURES = ("speaker", "country", "force", "mode", "nested", "addressee",
           "event actor", "event recipient", "event status")


class Score:
    """Tallies over articles, and the errors seen on the way."""

    def __init__(self) -> None:
        self.statements, self.events, self.triggers = Tally(), Tally(), Tally()
        self.of_found = {name: Tally() for name in FIGURES}
        self.errors: dict[str, list[str]] = {}

    def error(self, kind: str, message: str) -> None:
        self.errors.setdefault(kind, []).append(message.replace("\n", " / "))

    def check(self, figure: str, right: bool, message: str) -> None:
        self.of_found[figure].add(int(right), 0, 1)
        if not right:
            self.error(figure, message)

    def figures(self) -> dict[str, Any]:
        return {
            "statements F1": self.statements.f1,
            **{f"{name} %": tally.share for name, tally in self.of_found.items()},
            "events F1": self.events.f1,
            "triggers F1, any type": self.triggers.f1,
            "labelled": {"statements": self.statements.labelled, "events": self.events.labelled},
            "found": {"statements": self.statements.found, "events": self.events.found},
        }


def _spans(one: Statement) -> list[tuple[int, int]]:
    return [(part.start, part.end) for part in one.content]


def _statements(score: Score, text: str, record: Record, row: dict[str, Any]) -> None:
    found = [one for one in record.statements if one.kind == "said"]
    labels = [one for one in row["statements"] if one["kind"] == "said" and one["content"]]

    def overlap(one: Statement, label: dict[str, Any]) -> float:
        value = dice(_spans(one), label["content"])
        return value if value >= HALF else 0.0

    matched = pairs(found, labels, overlap)
    score.statements.add(len(matched), len(found), len(labels))
    for j, label in enumerate(labels):
        quoted = text[label["content"][0][0] : label["content"][-1][1]][:150]
        is_found = any(j == b for _, b in matched)
        if label["parent"] is not None:
            score.check("nested", is_found, f"[{label['force']}] {quoted}")
        if not is_found:
            score.error("missed", f"[{label['force']} {label['speaker']}] {quoted}")
    for i, one in enumerate(found):
        if all(i != a for a, _ in matched):
            score.error("spurious", f"[{_words(one.speaker)}] {one.content[0].exact[:150]}")
    for i, j in matched:
        _statement(score, found[i], labels[j])


def _words(party: Party) -> str:
    return party.span.exact if party.span else "-"


def _statement(score: Score, one: Statement, label: dict[str, Any]) -> None:
    actor = one.speaker.actor
    what = f"{_words(one.speaker)} | {one.content[0].exact[:110]}"
    if label["speaker"]:
        right = actor is not None and same_name(
            label["speaker"], label["speaker_country"], (actor,)
        )
        score.check("speaker", right, f"{actor.name if actor else None} for {label['speaker']}: {what}")
        country = actor.country if actor else None
        score.check("country", country == label["speaker_country"],
                    f"{country} for {label['speaker_country']}: {what}")
    score.check("force", one.force == label["force"],
                f"{one.force} for {label['force']}: {one.cue.exact if one.cue else '-'} | {what}")
    score.check("mode", one.mode == label["mode"], f"{one.mode} for {label['mode']}: {what}")
    if label["addressee"]:
        score.check("addressee", bool(one.addressees), f"{label['addressee']}: {what}")


def _events(score: Score, text: str, record: Record, row: dict[str, Any]) -> None:
    def overlap(one: Event, label: dict[str, Any]) -> float:
        return dice([(one.trigger.start, one.trigger.end)], [label["trigger"]])

    def same(one: Event, label: dict[str, Any]) -> float:
        return overlap(one, label) if one.type == label["type"] else 0.0

    labels = row["events"]
    score.triggers.add(len(pairs(record.events, labels, overlap)), len(record.events), len(labels))
    matched = pairs(record.events, labels, same)
    score.events.add(len(matched), len(record.events), len(labels))
    for j, label in enumerate(labels):
        if all(j != b for _, b in matched):
            score.error("missed event", f"[{label['type']}] {text[slice(*label['context'])]}")
    for i, one in enumerate(record.events):
        if all(i != a for a, _ in matched):
            around = text[max(0, one.trigger.start - 60) : one.trigger.end + 40]
            score.error("spurious event", f"[{one.type} {one.trigger.exact}] {around}")
    for i, j in matched:
        _event(score, text, record.events[i], labels[j])


def _event(score: Score, text: str, one: Event, label: dict[str, Any]) -> None:
    around = text[max(0, one.trigger.start - 90) : one.trigger.end + 60]
    for figure, parties, labelled in (
        ("event actor", one.actors, label["actors"]),
        ("event recipient", one.recipients, label["recipients"]),
    ):
        score.check(figure, _same_side(parties, labelled),
                    f"{[p.actor.name if p.actor else _words(p) for p in parties]} for "
                    f"{[p['name'] for p in labelled]}: {one.type} {one.trigger.exact} | {around}")
    score.check("event status", one.status == label["status"],
                f"{one.status} for {label['status']}: {one.trigger.exact} | {around}")


def _same_side(parties: Sequence[Party], labelled: Sequence[dict[str, Any]]) -> bool:
    """Whether found and labelled parties are the same ones, none left over on either side."""
    actors = [party.actor for party in parties]
    if len(actors) != len(labelled):
        return False
    left = list(labelled)
    for actor in actors:
        for one in left:
            if actor is not None and same_name(one["name"], one["country"], (actor,)):
                left.remove(one)
                break
    return not left


def measure(reader: Reader, split: str = "dev", *, own: bool = True) -> Score:
    score = Score()
    articles = list(gold.articles(split, own=own))
    records = reader.pipe(
        ({"id": a.row["id"], "text": a.text, "published": a.date} for a in articles),
        errors="raise",
    )
    for article, record in zip(articles, records, strict=True):
        assert isinstance(record, Record)
        _statements(score, article.text, record, article.row)
        _events(score, article.text, record, article.row)
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--errors", help="print the errors of this kind")
    options = parser.parse_args()
    if not gold.present():
        print("skipped: ../shared/data is not there")
        return
    score = measure(load(), options.split)
    print(gold.to_json(score.figures()))
    if options.errors:
        shown = score.errors.get(options.errors, [])
        print(*shown, sep="\n")
        print(Counter({kind: len(found) for kind, found in score.errors.items()}))


if __name__ == "__main__":
    main()
