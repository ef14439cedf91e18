"""Reads the corpora into `Article`s: one text with whatever it is labelled with, in offsets.

What a corpus does not label is None, never empty, so that the trainer leaves those heads alone.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Offsets = tuple[int, int]
DEV_STRIDE, DEV_REST = 7, 3


@dataclass(frozen=True)
class LabelledStatement:
    content: list[Offsets]
    cue: Offsets | None
    source: Offsets | None
    force: str | None = None
    kind: str | None = None
    parent: int | None = None


@dataclass(frozen=True)
class LabelledEvent:
    """`types` are the types that the label allows (YIELD stood for two); no trigger: find it."""

    types: tuple[str, ...]
    trigger: Offsets | None
    actors: list[Offsets]
    recipients: list[Offsets]
    status: str | None = None


@dataclass(frozen=True)
class Article:
    id: str
    text: str
    statements: list[LabelledStatement] | None = None
    events: list[LabelledEvent] | None = None
    mentions: list[tuple[int, int, str]] | None = None
    # The marked pair and its types: read with the pair marked at the input.
    pair: tuple[Offsets | None, Offsets | None, tuple[str, ...]] | None = None
    # Only the spans of the events are labelled, not what is no event.
    partial: bool = False


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def polnear(corpora: Path, split: str) -> list[Article]:
    articles = []
    for row in rows(corpora / "statements" / "polnear" / f"{split}.jsonl"):
        statements = [
            LabelledStatement(
                content=[tuple(f) for span in a["content"] for f in span],
                cue=_hull(a["cue"]),
                source=_hull(a["source"]),
            )
            for a in row["attributions"]
        ]
        articles.append(Article(row["id"], row["text"], statements=statements))
    return articles


def _hull(spans: list[list[list[int]]]) -> Offsets | None:
    """One stretch from first to last fragment, or None; sources and cues are rarely broken."""
    fragments = [f for span in spans for f in span]
    if not fragments:
        return None
    if len(fragments) > 1:
        return (fragments[0][0], fragments[0][1])
    return (min(f[0] for f in fragments), max(f[1] for f in fragments))


def labelled(corpora: Path, own: Path | None, split: str) -> list[Article]:
    """The labelled whole articles of a split (train or dev): the corpora's, then our own."""
    texts = Texts(corpora)
    given = enumerate(rows(corpora / "labels" / "articles.jsonl"))
    found = [
        _labelled(row, texts.of(row["text"]))
        for number, row in given
        if in_dev(row["id"], number) == (split == "dev")
    ]
    return found + own_labels(corpora, own, split) if own else found


def own_labels(corpora: Path, path: Path, split: str) -> list[Article]:
    """A split of one file of our own labels: of whole articles, or of single sentences."""
    texts = Texts(corpora)
    return [
        _labelled(row, texts.of(row["text"]))
        for row in rows(path)
        if in_dev(row["id"], None) == (split == "dev")
    ]


def in_dev(name: str, number: int | None) -> bool:
    """Whether a labelled article is kept aside.

    Every seventh of the corpora's is, by its place in the file (0-based), and of ours by its id's
    hash, so that a new article moves no other. None is whose text another corpus trains on.
    """
    if name.startswith(("polnear_", "plv_")):
        return False
    place = zlib.crc32(name.encode()) if number is None else number
    return place % DEV_STRIDE == DEV_REST


class Texts:
    """Article texts by the reference that a label row carries; each file is read once."""

    def __init__(self, corpora: Path) -> None:
        self.corpora = corpora
        self.files: dict[str, dict[Any, str]] = {}

    def of(self, where: dict[str, Any]) -> str:
        name = where["file"]
        if name not in self.files:
            texts: dict[Any, str] = {}
            for number, row in enumerate(rows(self.corpora / name), 1):
                text = row.get("text") or row["sentence"]
                texts[number] = text
                if row.get("id") is not None:
                    texts[row["id"]] = text
            self.files[name] = texts
        return self.files[name][where.get("id", where.get("line"))]


def _labelled(row: dict[str, Any], text: str) -> Article:
    def spans(parties: list[dict[str, Any]]) -> list[Offsets]:
        return [tuple(p["span"]) for p in parties if p["span"]]

    statements = [
        LabelledStatement(
            content=[tuple(c) for c in s["content"]],
            cue=tuple(s["cue"]) if s["cue"] else None,
            source=tuple(s["speaker_span"]) if s["speaker_span"] else None,
            force=s["force"],
            kind=s["kind"],
            parent=s["parent"],
        )
        for s in row["statements"]
        if s["content"]
    ] if all(s["content"] for s in row["statements"]) else None
    events = [
        LabelledEvent(
            types=(e["type"],),
            trigger=tuple(e["trigger"]),
            actors=spans(e["actors"]),
            recipients=spans(e["recipients"]),
            status=e["status"],
        )
        for e in row["events"]
    ]
    return Article(row["id"], text, statements=statements, events=events)


# Every eighth sentence of PLV and CAMEO is kept aside as dev.
SENTENCE_STRIDE, SENTENCE_REST = 8, 5


def _in_split(number: int, split: str) -> bool:
    return (number % SENTENCE_STRIDE == SENTENCE_REST) == (split == "dev")


def plv(corpora: Path, split: str) -> list[Article]:
    """PLV's sentences; its YIELD is today's CONCEDE or RETREAT."""
    articles = []
    for number, row in enumerate(rows(corpora / "events" / "plv" / "train.jsonl")):
        if not _in_split(number, split):
            continue
        types = ("CONCEDE", "RETREAT") if row["type"] == "YIELD" else (row["type"],)
        actor = tuple(row["actor"]) if row["actor"] else None
        recipient = tuple(row["recipient"]) if row["recipient"] else None
        event = LabelledEvent(
            types, None, [actor] if actor else [], [recipient] if recipient else []
        )
        articles.append(
            Article(
                f"plv-{number}", row["text"], events=[event],
                pair=(actor, recipient, types), partial=True,
            )
        )
    return articles


QUADS = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    2: ("COOPERATE", "AID", "RETREAT"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}


def cameo(corpora: Path, split: str) -> list[Article]:
    """CAMEO's sentences with actor and recipient; quad 0 makes a statement, which is no event."""
    articles = []
    for number, row in enumerate(rows(corpora / "events" / "cameo" / "train_spans.jsonl")):
        if not row["penta"] or not _in_split(number, split):
            continue
        spans = _token_spans(row["text"], row["tokens"], row["tags"])
        actors = [(s, e) for s, e, k in spans if k == "actor"]
        recipients = [(s, e) for s, e, k in spans if k == "recipient"]
        if not spans:
            continue
        event = LabelledEvent(QUADS[row["penta"]], None, actors, recipients)
        pair = (actors[0] if actors else None, recipients[0] if recipients else None,
                QUADS[row["penta"]])
        articles.append(
            Article(f"cameo-{number}", row["text"], events=[event], pair=pair, partial=True)
        )
    return articles


def _token_spans(text: str, tokens: list[str], tags: list[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    at = 0
    for token, tag in zip(tokens, tags, strict=True):
        start = text.find(token, at)
        if start < 0:
            return []
        at = start + len(token)
        if tag.startswith("B-"):
            found.append((start, at, tag[2:]))
        elif tag.startswith("I-") and found and found[-1][2] == tag[2:]:
            found[-1] = (found[-1][0], at, tag[2:])
    return found


def gum(corpora: Path, split: str) -> list[Article]:
    """GUM's people, organisations and places: each noun phrase up to its head and name parts."""
    return [
        _gum_article(path)
        for path in sorted((corpora / "mentions" / "gum" / split).glob("*.conllu"))
    ]


def _gum_article(path: Path) -> Article:
    text = ""
    mentions: list[tuple[int, int, str]] = []
    paragraph = ""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        if any(line.startswith("# newpar") for line in lines):
            paragraph = "\n" if text else ""
        tokens = [
            line.split("\t") for line in lines
            if line and not line.startswith("#") and line.split("\t")[0].isdigit()
        ]
        if not tokens:
            continue
        text += paragraph or (" " if text and not text.endswith((" ", "\n")) else "")
        paragraph = ""
        offsets: dict[int, Offsets] = {}
        for token in tokens:
            offsets[int(token[0])] = (len(text), len(text) + len(token[1]))
            text += token[1]
            if "SpaceAfter=No" not in token[9]:
                text += " "
        mentions += _gum_mentions(tokens, offsets)
    return Article(path.stem, text, mentions=mentions)


def _gum_mentions(
    tokens: list[list[str]], offsets: dict[int, Offsets]
) -> list[tuple[int, int, str]]:
    open_spans: list[tuple[str, str, int]] = []
    spans: list[tuple[str, int, int]] = []
    for token in tokens:
        number = int(token[0])
        entity = re.search(r"Entity=([^|]+)", token[9])
        if not entity:
            continue
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", entity.group(1)):
            name = part.strip("()")
            if part.startswith("("):
                fields = name.split("-")
                if part.endswith(")"):
                    spans.append((fields[1], number, number))
                else:
                    open_spans.append((fields[0], fields[1], number))
            else:
                for index in range(len(open_spans) - 1, -1, -1):
                    if open_spans[index][0] == name.split("-")[0]:
                        _, kind, start = open_spans.pop(index)
                        spans.append((kind, start, number))
                        break
    heads = {int(t[0]): (int(t[6]), t[7].split(":")[0]) for t in tokens}
    found: dict[Offsets, str] = {}
    for kind, start, end in spans:
        if kind not in ("person", "organization", "place"):
            continue
        inside = [n for n in range(start, end + 1) if n in heads]
        tops = [n for n in inside if not start <= heads[n][0] <= end]
        if not tops:
            continue
        last = tops[0]
        while last + 1 <= end and heads.get(last + 1, (0, ""))[1] in ("flat", "compound") and (
            heads[last + 1][0] >= start
        ):
            last += 1
        if tokens[inside[0] - 1][3] == "PRON" and start == last:
            continue  # pronouns are found by rule
        found[(offsets[start][0], offsets[last][1])] = kind
    kept: list[tuple[int, int, str]] = []
    for (s, e), kind in sorted(found.items(), key=lambda f: f[0][0] - f[0][1]):
        if all(e <= a or b <= s for a, b, _ in kept):
            kept.append((s, e, kind))
    return sorted(kept)
