"""Turns articles into windows with targets: what one row of a training batch holds.

Words are indexed within the window. Targets are None where the corpus does not label a thing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from tokenizers import Tokenizer

from communique.read.mentions import find_mentions
from communique.read.pieces import Pieces, cut
from communique.read.windows import windows
from communique.resolve.linker import kinds_of
from training.corpora import Article, LabelledStatement, Offsets
from training.heads import ATTRIBUTION, FORCES, KINDS, MENTION, STATUSES, TRIGGER

IGNORE = -100
KIND_OF = kinds_of(None)
Words = tuple[int, int]  # first word, one past the last


@dataclass
class StatementTarget:
    fragments: list[Words]
    cue: Words | None
    source: Words | None
    force: int
    kind: int


@dataclass
class EventTarget:
    types: tuple[str, ...]
    trigger: Words | None
    actors: list[Words]
    recipients: list[Words]
    status: int


@dataclass
class Example:
    ids: np.ndarray
    case: np.ndarray
    quote: np.ndarray
    layout: np.ndarray
    role: np.ndarray
    first: np.ndarray  # word -> piece, [CLS] counted
    attribution: np.ndarray | None = None
    mention: np.ndarray | None = None
    trigger: np.ndarray | None = None
    party: np.ndarray | None = None
    statements: list[StatementTarget] = field(default_factory=list)
    events: list[EventTarget] = field(default_factory=list)
    bystanders: list[Words] = field(default_factory=list)  # mentions that are no event's party
    weak: bool = False  # events without triggers: the trigger is to be found
    relation: tuple[str, ...] | None = None

    def __len__(self) -> int:
        return len(self.ids)


class Prepared:
    """An article cut into words once; windows are drawn from it anew each epoch."""

    def __init__(self, article: Article, tokenizer: Tokenizer) -> None:
        self.article = article
        self.pieces = cut(article.text, tokenizer)
        p = self.pieces
        n = len(p.starts)
        self.attribution = None
        self.mention = self._tags(
            [(s, e, k) for s, e, k in article.mentions], MENTION
        ) if article.mentions is not None else None
        self.trigger = self.party = None
        self.bystanders: list[Words] = []
        if article.statements is not None:
            self.attribution = self._tags(attribution_spans(article.statements), ATTRIBUTION)
        if article.events is not None and not article.partial:
            self.trigger = self._tags(
                [(*e.trigger, e.types[0]) for e in article.events if e.trigger], TRIGGER
            )
            parties = {s for e in article.events for s in (*e.actors, *e.recipients)}
            self.party = self._tags([(s, e, "party") for s, e in parties],
                                    ("O", "B-party", "I-party"))
            self.bystanders = self._bystanders(parties)
        elif article.partial and article.events:
            self.party = np.full(n, IGNORE)
            for event in article.events:
                if event.trigger:  # another scheme's, which marks heads, not whole phrases
                    continue
                for span in (*event.actors, *event.recipients):
                    words = self.words(span)
                    if words:
                        lo, hi = max(0, words[0] - 1), min(n, words[1] + 1)
                        self.party[lo:hi] = np.where(
                            self.party[lo:hi] == IGNORE, 0, self.party[lo:hi]
                        )
                        self.party[words[0]] = 1
                        self.party[words[0] + 1 : words[1]] = 2

    def _bystanders(self, parties: set[Offsets]) -> list[Words]:
        """Mentions that touch no party: the reader will ask them too whether they have a side."""
        taken = np.zeros(len(self.pieces.starts) + 1, dtype=bool)
        for span in parties:
            words = self.words(span)
            if words:
                taken[slice(*words)] = True
        found = (self.words((m.start, m.end)) for m in find_mentions(self.article.text, KIND_OF))
        return [words for words in found if words and not taken[slice(*words)].any()]

    def words(self, span: Offsets | None) -> Words | None:
        """The words that overlap a span of code points."""
        if span is None:
            return None
        left = int(np.searchsorted(self.pieces.ends, span[0], side="right"))
        right = int(np.searchsorted(self.pieces.starts, span[1], side="left"))
        return (left, right) if left < right else None

    def _tags(self, spans: list[tuple[int, int, str]], names: tuple[str, ...]) -> np.ndarray:
        tags = np.zeros(len(self.pieces.starts), dtype=np.int64)
        taken = np.zeros(len(tags), dtype=bool)
        for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
            words = self.words((start, end))
            if words is None or taken[words[0] : words[1]].any():
                continue
            taken[words[0] : words[1]] = True
            tags[words[0] : words[1]] = names.index(f"I-{kind}")
            tags[words[0]] = names.index(f"B-{kind}")
        return tags

    def windows(self, rng: random.Random | None, limit: int) -> Iterator[Example]:
        size = limit if rng is None else rng.randint(int(limit * 0.7), limit)
        for window in windows(self.pieces, size, context=size // 5):
            yield self._example(window.context, window.start, window.end)

    def _example(self, context: int, start: int, end: int) -> Example:
        example = _inputs(self.pieces, context, end)

        def tags(all_tags: np.ndarray | None) -> np.ndarray | None:
            if all_tags is None:
                return None
            cut_tags = all_tags[context:end].copy()
            cut_tags[: start - context] = IGNORE
            return cut_tags

        def inside(words: Words | None) -> Words | None:
            if words and context <= words[0] and words[1] <= end:
                return (words[0] - context, words[1] - context)
            return None

        example.attribution = tags(self.attribution)
        example.mention = tags(self.mention)
        example.trigger = tags(self.trigger)
        example.party = tags(self.party)
        for one in self.article.statements or []:
            if one.parent is not None:
                continue
            fragments = [f for f in map(inside, map(self.words, one.content)) if f]
            if fragments and fragments[0][0] >= start - context:
                example.statements.append(
                    StatementTarget(
                        fragments, inside(self.words(one.cue)), inside(self.words(one.source)),
                        FORCES.index(one.force) if one.force else IGNORE,
                        KINDS.index(one.kind) if one.kind else IGNORE,
                    )
                )
        for event in self.article.events or []:
            trigger = inside(self.words(event.trigger))
            if event.trigger and (not trigger or trigger[0] < start - context):
                continue
            example.events.append(
                EventTarget(
                    event.types, trigger,
                    [w for w in map(inside, map(self.words, event.actors)) if w],
                    [w for w in map(inside, map(self.words, event.recipients)) if w],
                    STATUSES.index(event.status) if event.status else IGNORE,
                )
            )
        example.bystanders = [w for w in map(inside, self.bystanders) if w]
        example.weak = self.article.partial
        return example

    def pair(self) -> Example | None:
        """The whole text with its marked pair, to tell what the one does to the other."""
        if self.article.pair is None:
            return None
        actor, recipient, types = self.article.pair
        end = min(len(self.pieces.starts), 240)
        example = _inputs(self.pieces, 0, end)
        mark_roles(example.role, self.pieces, self.words(actor), self.words(recipient))
        example.relation = types
        return example


def mark_roles(
    role: np.ndarray, pieces: Pieces, actor: Words | None, recipient: Words | None
) -> None:
    """Role of each piece, [CLS] counted: bit 1 the actor's, bit 2 the recipient's."""
    for words, bit in ((actor, 1), (recipient, 2)):
        if words:
            inside = np.flatnonzero((pieces.words >= words[0]) & (pieces.words < words[1])) + 1
            role[inside[inside < len(role) - 1]] |= bit


def _inputs(pieces: Pieces, start: int, end: int) -> Example:
    edges = np.append(pieces.first, len(pieces.ids))
    left, right = int(edges[start]), int(edges[end])
    words = pieces.words[left:right]

    def framed(values: np.ndarray, before: int = 0, after: int = 0) -> np.ndarray:
        return np.concatenate([[before], values, [after]]).astype(np.int64)

    return Example(
        ids=framed(pieces.ids[left:right], 101, 102),
        case=framed(pieces.case[words]),
        quote=framed(pieces.quote[words]),
        layout=framed(pieces.layout[words]),
        role=np.zeros(right - left + 2, dtype=np.int64),
        first=pieces.first[start:end] - left + 1,
    )


def attribution_spans(statements: list[LabelledStatement]) -> list[tuple[int, int, str]]:
    """Source, cue and content spans of the statements that stand in no other."""
    spans = set()
    for one in statements:
        if one.parent is not None:
            continue
        spans |= {(s, e, "content") for s, e in one.content}
        if one.cue:
            spans.add((*one.cue, "cue"))
        if one.source:
            spans.add((*one.source, "source"))
    return sorted(spans)


def nested_articles(article: Article) -> Iterator[Article]:
    """Each content that holds statements of its own, and some that hold none, read by itself."""
    for index, outer in enumerate(article.statements or []):
        start, end = outer.content[0][0], outer.content[-1][1]
        inner = [s for s in article.statements or [] if s.parent == index]
        if not inner and index % 3:
            continue

        def moved(span: Offsets | None, start: int = start, end: int = end) -> Offsets | None:
            if span is None or not start <= span[0] < span[1] <= end:
                return None
            return (span[0] - start, span[1] - start)

        statements = []
        for one in inner:
            content = [c for c in map(moved, one.content) if c]
            if content:
                statements.append(
                    LabelledStatement(content, moved(one.cue), moved(one.source),
                                      one.force, one.kind)
                )
        yield Article(f"{article.id}/{index}", article.text[start:end], statements=statements)
