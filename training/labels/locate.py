"""Turns annotation files into label rows: quoted strings in, offsets out.

Annotators write JSON files of one article or of a list of them, in exact substrings of its text (the form of the
annotation guide); this script finds each string, complains about every one that is not there,
and writes rows that hold offsets and names only, never the text itself.

    python training/labels/locate.py RAW_DIR CORPORA_DIR OUT.jsonl [--check]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

FORCES = (
    "assert accuse deny demand offer promise threaten refuse agree praise regret ask".split()
)
TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "SANCTION MOBILIZE COERCE ASSAULT"
).split()
STATUSES = "actual planned demanded offered threatened possible denied".split()


def source_text(corpora: Path, where: dict[str, Any]) -> str:
    """The article's text, from the corpus file and the id or 1-based line that `where` names."""
    with (corpora / where["file"]).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if where.get("line") == number or (
                "id" in where and json.loads(line).get("id") == where["id"]
            ):
                row = json.loads(line)
                return str(row.get("text") or row["sentence"])
    raise SystemExit(f"no such article: {where}")


class Finder:
    """Finds strings in one text and keeps what could not be found."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name, self.problems = text, name, list[str]()

    def fail(self, message: str) -> None:
        self.problems.append(f"{self.name}: {message}")

    def all(self, exact: str) -> list[tuple[int, int]]:
        pattern = re.escape(exact)
        if exact[:1].isalnum():
            pattern = r"(?<!\w)" + pattern
        if exact[-1:].isalnum():
            pattern += r"(?!\w)"
        found = [m.span() for m in re.finditer(pattern, self.text)]
        return found or [m.span() for m in re.finditer(re.escape(exact), self.text)]

    def nearest(
        self, exact: str | None, anchor: tuple[int, int], what: str
    ) -> tuple[int, int] | None:
        """The occurrence in the anchor's own sentence if there is one, else the closest."""
        if not exact:
            return None
        found = self.all(exact)
        if not found:
            self.fail(f"{what} not in the text: {exact!r}")
            return None

        def distance(span: tuple[int, int]) -> tuple[int, int]:
            gap = max(span[0] - anchor[1], anchor[0] - span[1], 0)
            between = self.text[min(span[1], anchor[1]) : max(span[0], anchor[0])] if gap else ""
            return (len(re.findall(r"[.!?][\"”’']?\s|\n", between)), gap)

        return min(found, key=distance)

    def contents(self, row: dict[str, Any], what: str) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        after = 0
        for index, exact in enumerate(row["content"]):
            found = self.all(exact)
            if index == 0 and row.get("occurrence"):
                found = found[row["occurrence"] - 1 :][:1]
            later = [span for span in found if span[0] >= after]
            if not (later or found):
                self.fail(f"{what}: content not in the text: {exact!r}")
                continue
            span = (later or found)[0]
            spans.append(span)
            after = span[1]
        return spans


def checked(finder: Finder, value: str, allowed: list[str], what: str) -> str:
    if value not in allowed:
        finder.fail(f"{what}: {value!r} is not one of {allowed}")
    return value


def statement_row(finder: Finder, row: dict[str, Any], index: int) -> dict[str, Any]:
    what = f"statement {index}"
    content = finder.contents(row, what)
    anchor = (content[0][0], content[-1][1]) if content else (0, 0)
    cue = finder.nearest(row.get("cue"), anchor, f"{what}: cue")
    return {
        "content": content,
        "cue": cue,
        "speaker_span": finder.nearest(row.get("speaker_text"), cue or anchor, f"{what}: speaker"),
        "speaker": row.get("speaker"),
        "speaker_country": row.get("speaker_country"),
        "addressee": row.get("addressee") or [],
        "mode": checked(finder, row["mode"], ["direct", "indirect", "mixed"], what),
        "force": checked(finder, row["force"], FORCES, what),
        "parent": row.get("parent"),
        "kind": checked(finder, row.get("kind", "said"), ["said", "thought"], what),
    }


def event_row(finder: Finder, row: dict[str, Any], index: int) -> dict[str, Any]:
    what = f"event {index}"
    contexts = finder.all(row["context"])
    if len(contexts) != 1:
        finder.fail(f"{what}: context found {len(contexts)} times: {row['context']!r}")
    context = contexts[0] if contexts else (0, len(finder.text))
    inside = [s for s in finder.all(row["trigger"]) if context[0] <= s[0] and s[1] <= context[1]]
    if not inside:
        finder.fail(f"{what}: trigger {row['trigger']!r} not inside its context")
    trigger = inside[0] if inside else context

    def side(name: str) -> list[dict[str, Any]]:
        return [
            {
                "span": finder.nearest(one.get("text"), trigger, f"{what}: {name}"),
                "name": one["name"],
                "country": one.get("country"),
            }
            for one in row.get(name) or []
        ]

    return {
        "trigger": trigger,
        "context": context,
        "type": checked(finder, row["type"], TYPES, what),
        "actors": side("actors"),
        "recipients": side("recipients"),
        "status": checked(finder, row["status"], STATUSES, what),
        "according_to": row.get("according_to"),
        "date": row.get("date"),
        "place": row.get("place"),
    }


def locate(raw: dict[str, Any], text: str) -> tuple[dict[str, Any], list[str]]:
    """The label row of one annotated article, and what is wrong with its annotation."""
    finder = Finder(text, str(raw["id"]))
    row = {
        "id": raw["id"],
        "text": raw["text"],
        "date": raw.get("date"),
        "statements": [statement_row(finder, s, i) for i, s in enumerate(raw["statements"])],
        "events": [event_row(finder, e, i) for i, e in enumerate(raw["events"])],
    }
    for kind, key in (("statements", "parent"), ("events", "according_to")):
        for index, one in enumerate(row[kind]):
            if one[key] is not None and not 0 <= one[key] < len(row["statements"]):
                finder.fail(f"{kind} {index}: {key} {one[key]} is no statement's index")
    return row, finder.problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("raw", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--check", action="store_true", help="report only, write nothing")
    options = parser.parse_args()
    rows, problems = [], []
    paths = [options.raw] if options.raw.is_file() else sorted(options.raw.glob("*.json"))
    for path in paths:
        read = json.loads(path.read_text(encoding="utf-8"))
        for raw in read if isinstance(read, list) else [read]:
            row, wrong = locate(raw, source_text(options.corpora, raw["text"]))
            rows.append(row)
            problems += wrong
    print(*problems, sep="\n", file=sys.stderr)
    statements, events = (sum(len(r[k]) for r in rows) for k in ("statements", "events"))
    print(f"{len(rows)} articles, {statements} statements, {events} events, "
          f"{len(problems)} problems", file=sys.stderr)
    if not options.check and options.out:
        body = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        options.out.write_text(body, encoding="utf-8")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
