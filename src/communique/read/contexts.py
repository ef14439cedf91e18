"""PLOVER's mode and contexts of an event, by the words that stand there.

Takes an event's type, trigger and sentence, gives the mode (one, or None) and the contexts (any
number). One idea: word lists that a political scientist can read and extend (`data/plover`), the
trigger's own words before its neighbours', those before the rest of the clause. It reads no types
and invents no codes: modes and contexts are those of the codebook.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from communique import plover
from communique.types import EventType

Offsets = tuple[int, int]

# Characters around the trigger in which a word says how it was done; wider takes in the neighbours.
NEAR, WIDER = 30, 90
# Contexts beyond these are mentions in passing; the codebook's coders gave rarely more.
MOST_CONTEXTS = 5

_WORD = re.compile(r"[A-Za-zÀ-ž0-9][\w'’&-]*")
_MODE_WHERE_NOTHING_SAYS: dict[EventType, str] = {"ACCUSE": "disapprove"}
# Of a demand, a refusal or a threat the mode lies in what is asked, refused or held out, after the
# trigger; the trigger ("urged") says nothing of it.
_HELD_OUT = re.compile(r"\b(?:would|will|could|with|be met)\b")
_IN_THE_OBJECT = frozenset({"REQUEST", "REJECT", "THREATEN"})
_ALWAYS: dict[EventType, str] = {"MOBILIZE": "military", "CONSULT": "diplomatic"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words, stems and phrases, each with what it stands for, in the order of the list."""

    words: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    lengths: tuple[int, ...]
    phrases: dict[str, tuple[tuple[re.Pattern[str], str], ...]]
    order: dict[str, int]

    def found_in(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, str]]:
        """Where something of the lexicon stands in the text, and what it stands for."""
        found: list[tuple[int, str]] = []
        for word in _WORD.finditer(text, start, len(text) if end is None else end):
            exact = word[0]
            if exact.endswith(("'s", "’s")):
                exact = exact[:-2]
            lower = exact.lower()
            meanings = self.words.get(exact) or self.words.get(lower) or ()
            for length in self.lengths:
                if length > len(lower):
                    break
                if lower[:length] in self.stems:
                    meanings += self.stems[lower[:length]]
            for meaning in meanings:
                found.append((word.start(), meaning))
            for pattern, meaning in self.phrases.get(lower, ()):
                if pattern.match(text, word.start()):
                    found.append((word.start(), meaning))
        return found


def lexicon(rows: Iterable[tuple[str, str]]) -> Lexicon:
    """A lexicon from rows of a meaning and its words.

    A word that ends in `*` is a stem, `_` stands for a blank in a phrase (whose first word is
    whole), and a word all in capitals is found only so ("UN", "ISIS").
    """
    words: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    phrases: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {}
    order: dict[str, int] = {}
    for meaning, entries in rows:
        order.setdefault(meaning, len(order))
        for entry in entries.split():
            if "_" in entry:
                first = entry.split("_")[0].lower()
                spelt = re.escape(entry).replace("_", r"\s+").replace(r"\*", r"\w*")
                pattern = re.compile(rf"{spelt}\b", re.I)
                phrases[first] = (*phrases.get(first, ()), (pattern, meaning))
            elif entry.endswith("*"):
                stem = entry[:-1].lower()
                stems[stem] = (*stems.get(stem, ()), meaning)
            else:
                key = entry if entry.isupper() else entry.lower()
                words[key] = (*words.get(key, ()), meaning)
    lengths = tuple(sorted({len(stem) for stem in stems}))
    return Lexicon(words, stems, lengths, phrases, order)


@cache
def _context_lexicon() -> Lexicon:
    return lexicon((row["context"], row["words"]) for row in _rows("context_words"))


@cache
def _mode_lexicon(type: EventType) -> Lexicon:
    return lexicon(
        (row["mode"], row["words"]) for row in _rows("mode_words") if row["type"] == type
    )


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    table = resources.files("communique") / "data" / "plover" / f"{name}.tsv"
    return tuple(csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t"))


def mode_of(text: str, trigger: Offsets, sentence: Offsets, type: EventType) -> str | None:
    """The mode of an event, or None where its type has none or no word tells.

    Args:
        text: the article.
        trigger: offsets of the words that name the event.
        sentence: offsets of the sentence that they stand in.
        type: the event's type.

    >>> text = "He urged Kyiv to release the prisoners."
    >>> mode_of(text, (3, 8), (0, len(text)), "REQUEST")
    'yield'
    """
    if not plover.modes_of(type):
        return None
    known = _mode_lexicon(type)
    start, end = trigger
    left, right = sentence
    after = text[end : min(right, end + WIDER)]
    if type in _IN_THE_OBJECT:
        named = text[start : min(right, end + WIDER)]
        if type == "THREATEN" and (held_out := _HELD_OUT.search(named)):
            # "warned that any attack would bring sanctions": the sanctions are threatened.
            mode = _first(known, named[held_out.end() :])
            if mode:
                return mode
        return _first(known, named) or _first(known, text[max(left, start - NEAR) : start])
    near = text[max(left, start - NEAR) : min(right, end + NEAR)]
    wide = text[max(left, start - WIDER) : start] + after
    for words in (text[start:end], near, wide):
        mode = _foremost(known, words)
        if mode:
            return mode
    return _MODE_WHERE_NOTHING_SAYS.get(type)


def _foremost(known: Lexicon, words: str) -> str | None:
    """What stands for the mode that the list gives first (the most telling), wherever it stands."""
    found = {meaning for _, meaning in known.found_in(words)}
    return min(found, key=known.order.__getitem__, default=None)


def _first(known: Lexicon, words: str) -> str | None:
    """What the first telling word stands for; the list's order where one word tells several."""
    found = known.found_in(words)
    return min(found, key=lambda one: (one[0], known.order[one[1]]), default=(0, None))[1]


def contexts_of(
    text: str, trigger: Offsets, sentence: Offsets, type: EventType
) -> tuple[str, ...]:
    """The contexts of an event, in the codebook's order; arguments as of `mode_of`.

    >>> text = "The court jailed two journalists for espionage."
    >>> contexts_of(text, (10, 16), (0, len(text)), "COERCE")
    ('intelligence', 'legal', 'rights_freedoms')
    """
    left, right = sentence
    found = _contexts(text[left:right])
    here = trigger[0] - left
    nearest: dict[str, int] = {}
    for at, context in found:
        nearest[context] = min(nearest.get(context, 10**6), abs(at - here))
    if type in _ALWAYS:
        nearest[_ALWAYS[type]] = -1
    kept = sorted(nearest, key=nearest.__getitem__)[:MOST_CONTEXTS]
    return tuple(context for context in plover.contexts() if context in kept)


@lru_cache(maxsize=512)
def _contexts(sentence: str) -> tuple[tuple[int, str], ...]:
    """Events of one sentence share it, so it is looked through once."""
    return tuple(_context_lexicon().found_in(sentence))


__all__ = ["Lexicon", "contexts_of", "lexicon", "mode_of"]
