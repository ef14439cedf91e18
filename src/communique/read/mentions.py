"""Mentions: words that name or stand for someone or something.

Takes a text, gives `FoundMention`s in text order: people with their titles, bodies, states, groups,
offices, agreements and pronouns, each as its longest noun phrase ("the Russian foreign minister").
The one idea: every word has a class, a noun phrase is an unbroken run of them, and its last word
says what it is. One walk over the words, so linear in the text. It knows no tables: `kind_of` may
be given to tell states and bodies by name. Who is meant is for `resolve` to say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.read.found import FoundMention
from communique.read.names import name_flags
from communique.read.nouns import (
    AGREEMENTS,
    BODIES,
    DETERMINERS,
    GROUPS,
    LINKERS,
    NUMBER,
    PARTICLES,
    PLACES,
    SUBJECTS,
    TITLE_PARTS,
    TITLES,
    may_modify,
)
from communique.read.pronouns import PRONOUNS, is_empty_it
from communique.read.words import ABBREVIATIONS, Word, find_words
from communique.types import MentionKind

KindOf = Callable[[str], MentionKind | None]

_SPEAKING = frozenset(
    "said says told tells warned warns added adds stated states argued denied claimed insisted "
    "accused urged announced replied explained stressed noted tweeted wrote met".split()
)

_FIELDS = SUBJECTS | BODIES
_NAMED = BODIES | TITLES | GROUPS | SUBJECTS
_QUALIFYING = frozenset("military police army government opposition state party security".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as word indices: `start` to `end` (exclusive), and how it begins."""

    start: int
    end: int
    determiner: bool


def find_mentions(text: str, kind_of: KindOf | None = None) -> list[FoundMention]:
    """The mentions in `text`, in text order, none inside another.

    Args:
        text: Any text; offsets are code points into it, end-exclusive.
        kind_of: Tells the kind of a name that tables know ("Kenya": country), None for others.

    >>> text = "The Kenyan foreign minister, Jane Doe, told reporters that she would resign."
    >>> [(text[m.start : m.end], m.kind) for m in find_mentions(text)]  # doctest: +NORMALIZE_WHITESPACE
    [('The Kenyan foreign minister', 'office'), ('Jane Doe', 'person'), ('reporters', 'group'),
     ('she', 'pronoun')]
    """
    kind_of = kind_of or _no_table
    words = find_words(text)
    names = name_flags(words, lambda name: kind_of(name) is not None)
    surnames: set[str] = set()
    found: list[tuple[Phrase, MentionKind | None]] = []
    index = 0
    while index < len(words):
        if words[index].low in PRONOUNS and not _is_name_abbreviation(words[index], names[index]):
            end = _phrase_end(words, names, index + 1) if _possesses(words, index) else index + 1
            found.append((Phrase(index, index + 1, False), "pronoun"))
            phrase = _phrase(words, names, index, end)
            if phrase is not None:
                found.append((phrase, _kind(words, names, phrase, kind_of)))
            index = max(index + 1, end)
            continue
        end = _phrase_end(words, names, index)
        phrase = _phrase(words, names, index, end)
        if phrase is not None:
            kind = _kind(words, names, phrase, kind_of)
            found.append((phrase, kind))
            if kind == "person":
                surnames.add(words[phrase.end - 1].low)
        index = max(index + 1, end)
    return _mentions(text, words, found, surnames)


def _mentions(
    text: str,
    words: list[Word],
    found: list[tuple[Phrase, MentionKind | None]],
    surnames: set[str],
) -> list[FoundMention]:
    mentions = []
    for phrase, kind in found:
        start, end = words[phrase.start].start, words[phrase.end - 1].end
        if kind == "pronoun" and words[phrase.start].low == "it" and is_empty_it(text, start):
            continue
        if kind is None:
            kind = _lone_kind(words, phrase, surnames)
        mentions.append(FoundMention(start, end, kind))
    return mentions


def _lone_kind(words: list[Word], phrase: Phrase, surnames: set[str]) -> MentionKind:
    """The kind of a single name that nothing else tells ("Doe", "Springfield", "ABC")."""
    last = words[phrase.end - 1]
    if last.low in surnames:
        return "person"
    after = words[phrase.end].low if phrase.end < len(words) else ""
    if phrase.determiner or (last.text.isupper() and len(last.text) < 6):
        return "organization"
    return "person" if after in _SPEAKING else "place"


def _no_table(name: str) -> MentionKind | None:
    return None


def _is_name_abbreviation(word: Word, name: bool) -> bool:
    return name and word.text.isupper() and len(word.text) > 1  # "US" is not "us"


def _possesses(words: list[Word], index: int) -> bool:
    return PRONOUNS[words[index].low].possessive


def _phrase_end(words: list[Word], names: list[bool], index: int) -> int:
    """Where the unbroken run of noun-phrase words that begins at `index` ends."""
    position, count = index, len(words)
    sentence = words[index].sentence if index < count else -1
    while position < count and words[position].sentence == sentence:
        step = _step(words, names, index, position)
        if step == 0:
            break
        position += step
    return position


def _step(words: list[Word], names: list[bool], first: int, at: int) -> int:
    """How many words from `at` on go on with the phrase that began at `first`; 0 for none."""
    word = words[at]
    low = word.low
    if at == first and (low in DETERMINERS or NUMBER.match(low)):
        return 1
    if names[at] or low in TITLES or low in GROUPS or may_modify(low) or _is_quantity(words, at):
        return 1
    if at == first:
        return 0
    before = words[at - 1]
    if low in ("'s", "’s"):
        return 1 if names[at - 1] or before.low in GROUPS or before.low in TITLES else 0
    if low == "." and (before.low in ABBREVIATIONS or len(before.text) == 1):
        return 1
    following = at + 1 < len(words) and words[at + 1].sentence == word.sentence
    if not following:
        return 0
    if low in PARTICLES and (names[at - 1] or before.low in PARTICLES):
        last = words[at + 1].low in PARTICLES and at + 2 < len(words)
        return 1 if names[at + 1] or (last and names[at + 2]) else 0  # "Ana de la Cruz"
    if low in ("and", "&") and before.low in SUBJECTS:
        return 2 if words[at + 1].low in SUBJECTS and before.capital == words[at + 1].capital else 0
    if low in LINKERS:
        return _linked(words, names, at)
    return 0


def _linked(words: list[Word], names: list[bool], at: int) -> int:
    """Words taken by "of", "for", "to", "on", "in" when they join a body or office and its object.

    "the spokesman for the Ministry of Defence", but not "the minister for an hour".
    """
    before, low = words[at - 1], words[at].low
    if low != "of" and not names[at - 1] and before.low not in TITLES:
        return 0
    if before.low not in _NAMED:
        return 0
    if low == "in" and not (before.low in SUBJECTS and before.capital):
        return 0
    step = 2 if words[at + 1].low == "the" else 1
    target = at + step
    if target >= len(words) or words[target].sentence != words[at].sentence:
        return 0
    goes_on = names[target] or (
        low == "of" and (words[target].low in TITLE_PARTS or words[target].low in _NAMED)
    )
    return step + 1 if goes_on else 0


def _is_quantity(words: list[Word], at: int) -> bool:
    return NUMBER.match(words[at].low) is not None and (
        at + 1 < len(words) and words[at + 1].low in GROUPS
    )


def _is_head(words: list[Word], names: list[bool], at: int) -> bool:
    low = words[at].low
    return names[at] or low in TITLES or low in GROUPS


def _phrase(words: list[Word], names: list[bool], start: int, end: int) -> Phrase | None:
    """The phrase without what dangles at its end, or None if nothing in it names anyone."""
    while end > start and not _is_head(words, names, end - 1):
        if words[end - 1].low in ("'s", "’s"):
            end -= 1
            continue
        if words[end - 1].low == "." and len(words[end - 2].text) == 1 and names[end - 2]:
            break
        if words[end - 1].low in _FIELDS and any(one.low in LINKERS for one in words[start:end]):
            break  # "the Kenyan minister of foreign affairs"
        end -= 1
    if end <= start:
        return None
    if words[start].low == "that" and not words[start].first and end - start > 1:
        start += 1  # "said that Western powers …"
    if end - start > 1 and words[start].low in ("a", "an") and words[end - 1].low in _QUALIFYING:
        return None  # "a failed military coup"
    determiner = words[start].low in DETERMINERS
    if determiner and end - start == 1 and not names[start]:
        return None
    return Phrase(start, end, determiner)


def _kind(
    words: list[Word], names: list[bool], phrase: Phrase, kind_of: KindOf
) -> MentionKind | None:
    """What the phrase is, told by its head; None for a single name that tells nothing."""
    first = phrase.start + phrase.determiner
    own = range(first, phrase.end)
    stop = next((at for at in own if words[at].low in LINKERS and at > first), phrase.end)
    head = words[stop - 1]
    core = [at for at in own if names[at] and words[at].low not in TITLES]
    exact = " ".join(words[at].text for at in own)
    told = kind_of(exact)
    if told is None and exact.isupper() and len(exact) > 4:
        told = kind_of(exact.title())  # a headline's "KENYA"
    if told is not None:
        return told
    after_title = _name_after_title(words, names, phrase)
    if after_title:
        return "person"
    if head.low in AGREEMENTS and names[stop - 1]:
        return "agreement"
    if head.low in TITLES:
        return "office"
    if head.low in GROUPS and not (head.low in BODIES and names[stop - 1]):
        return "organization" if head.low in BODIES else "group"
    if any(words[at].low in BODIES for at in core):
        return "organization"
    if core and words[core[-1]].low in PLACES:
        return "place"
    tail = kind_of(words[phrase.end - 1].text) if names[phrase.end - 1] else None
    if len(core) == 1 or (tail and len(core) == 1):
        return tail
    if phrase.determiner and words[phrase.start].low == "the":
        return "organization"
    return "person" if len(core) <= 5 else "organization"


def _name_after_title(words: list[Word], names: list[bool], phrase: Phrase) -> bool:
    """Whether a name follows the last title: "Foreign Minister Jane Doe"."""
    last = phrase.end - 1
    if not names[last] or words[last].low in TITLES or words[last].low in BODIES | SUBJECTS:
        return False
    at = last
    while at >= phrase.start and names[at] and words[at].low not in TITLES:
        at -= 1
    return at >= phrase.start and words[at].low in TITLES
