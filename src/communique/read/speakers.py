"""Whose a statement is that has no words for its speaker beside it.

Takes the statements of a text, in text order; gives them with the words for the speaker found
elsewhere. The one idea: what stands nearest decides. A reporting verb has a subject in its sentence
("Doe was on record as saying"); a quotation without a verb goes on with the one before it ("We will
not yield," the envoy said. "Never."); in a transcript a line says whose turn it is. A title's bare
quotation, or one after a paragraph of the writer's own, is left without a speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from communique.read.found import FoundStatement, Offsets
from communique.read.mentions import find_mentions
from communique.read.nouns import TITLES
from communique.read.pronouns import PRONOUNS

# Characters between two statements that still leave the second one's speaker clear.
_REACH = 120
# A reporting verb's subject stands no farther before it than this many characters.
_SUBJECT_REACH = 160
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n")
_PREPOSITION = re.compile(
    r"\b(?:in|at|of|to|with|for|from|by|on|against|about|over|after|before|into|near|than|as|like"
    r"|between|among|under|despite|during|including)\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:am|is|are|was|were|be|been|being|getting|got)\s+(?:\w+ly\s+|also\s+|not\s+)?$", re.I)
_PARTICIPLE = re.compile(r"\w+ing\b", re.IGNORECASE)
_BY = re.compile(r"\s+(?:\w+\s+){0,2}?by\s+")
_SPEAKERS = frozenset(("person", "organization", "country", "group", "office", "pronoun", "place"))


def carried(text: str, statements: Sequence[FoundStatement]) -> list[FoundStatement]:
    """The statements, each that has no words for its speaker with those that stand elsewhere."""
    found: list[FoundStatement] = []
    last: dict[int | None, FoundStatement] = {}
    turns = _turns(text)
    taken = [part for one in statements for part in one.content]
    for one in statements:
        before = last.get(one.parent)
        if one.source is None and one.cue is not None:
            one = replace(one, source=_subject(text, one, one.cue, taken))
        if one.cue is None:
            one = replace(one, source=_beside(text, one) or _unless_next_paragraphs(text, one))
        if one.cue is None and one.parent is None and turns:
            one = replace(one, source=_turn(text, turns, one))
        if one.source is None and one.mode != "indirect" and before is not None:
            between = text[_end(before) : one.content[0][0]]
            if len(between) <= _REACH and between.count(".") <= 1:
                one = replace(one, source=before.source)
        last[one.parent] = one
        found.append(one)
    return found


# Verbs that leave no doubt beside a name: '"It is a fake," Doe told the radio.'
_SAYS = r"(?:said|says|told|added|adds|stressed|noted|explained|insisted|declared|argued|warned|wrote|tweeted|stated)\b"
_SAYS_AFTER = re.compile(rf"\s+(?:also\s+|later\s+)?{_SAYS}")
_SAYS_FIRST = re.compile(rf"[\s,\"”’']*{_SAYS}\s+")
_MARKS = re.compile(r"[\s,\"”’']*")


def _beside(text: str, one: FoundStatement) -> Offsets | None:
    """The speaker in an attribution right after a content: "…," Doe told reporters; "…", said Doe."""
    end = one.content[-1][1]
    first = _SAYS_FIRST.match(text, end, end + 30)
    begin = first.end() if first else _MARKS.match(text, end, end + 6).end()  # type: ignore[union-attr]
    if "\n" in text[end:begin] or text[begin : begin + 1] in ("", "."):
        return None
    found = _mentions(text, begin, min(len(text), begin + 90))
    if not found or found[0][0] != begin:
        return None
    return found[0] if first or _SAYS_AFTER.match(text, found[0][1]) else None


def _unless_next_paragraphs(text: str, one: FoundStatement) -> Offsets | None:
    """The source, unless a blank line parts the statement from it: that one speaks for its own."""
    source, end = one.source, one.content[-1][1]
    if source is not None and source[0] >= end and re.search(r"\n\s*\n", text[end : source[0]]):
        return None
    return source


def _end(one: FoundStatement) -> int:
    return max(end for _, end in (*one.content, one.cue or (0, 0), one.source or (0, 0)))


def _subject(
    text: str, one: FoundStatement, cue: Offsets, taken: Sequence[Offsets]
) -> Offsets | None:
    """The words before a reporting verb, in its sentence, that say who does it.

    "Doe met the envoys, saying that …": a participle's subject begins the sentence, an infinitive's too. "He left the
    city and denounced …": another verb's is the nearest that no preposition stands before. "They
    were told that …" has none, unless a "by" follows.
    """
    start = max(0, cue[0] - _SUBJECT_REACH)
    for mark in _SENTENCE.finditer(text, start, cue[0]):
        start = mark.end()
    if _PASSIVE.search(text, start, cue[0]):
        agent = _BY.match(text, cue[1], cue[1] + 40)
        after = _mentions(text, agent.end(), min(len(text), agent.end() + 80)) if agent else []
        return after[0] if agent and after and after[0][0] == agent.end() else None
    before = [
        (s, e) for s, e in _mentions(text, start, cue[0])
        if not any(s < b and a < e for a, b in taken) and not _PREPOSITION.search(text[start:s])
    ]  # fmt: skip
    if not before:
        return None
    later = _PARTICIPLE.match(text, cue[0]) or text[max(0, cue[0] - 3) : cue[0]] == "to "
    return before[0] if later else before[-1]


def _mentions(text: str, start: int, end: int) -> list[Offsets]:
    """Whoever could speak in a stretch of text; "his" speaks for nobody."""
    found = []
    for one in find_mentions(text[start:end]):
        pronoun = PRONOUNS.get(text[start + one.start : start + one.end].lower())
        owner = PRONOUNS.get(text[start + one.start : start + one.end].split()[0].lower())
        idle = pronoun is not None and (pronoun.possessive or pronoun.person == 2)
        if one.kind in _SPEAKERS and not idle and not (owner and one.kind == "place"):
            found.append((start + one.start, start + one.end))
    return found


# "Jane Doe: Good morning." at the beginning of a line, or after a sentence of the turn before
_LABEL = re.compile(
    r"(?:^[ \t]*|(?<=[.?!]) |(?<=[.?!][\"”’]) )([A-Z][\w.’'-]*(?: [\w.’'-]+){0,7}) ?:(?=\s)", re.MULTILINE
)
_SPEECH = re.compile(
    r"\s*(?:([A-Z][^\n:]{3,80}?)[’']s? (?:\w+ )?(?:remarks|speech|address|interview|lecture)\b"
    r"|(?:Remarks|Speech|Address|Interview|Lecture) (?:of|by|with) ([A-Z][\w.’'-]*(?: [\w.’'-]+){0,7}))"
)


def _turns(text: str) -> list[Offsets]:
    """The words that say whose turn it is, in a transcript or a speech; none in an article.

    "Jane Doe: Good morning." counts where one such label comes back; a speech says at its head
    whose it is ("Minister Jane Doe's remarks", "PRESIDENT JANE DOE: Friends, …").
    """
    labels = [one.span(1) for one in _LABEL.finditer(text)]
    times = Counter(_last_word(text, label) for label in labels)
    names = [label for label in labels if all(w[0].isupper() for w in text[slice(*label)].split()[-2:])]
    if len(names) > 2 and any(times[_last_word(text, label)] > 1 for label in names):
        return names
    head = [label for label in names if _is_head(text[slice(*label)])]
    speech = _SPEECH.match(text)
    if speech and not head:
        head = [speech.span(1) if speech.group(1) else speech.span(2)]
    return head[:1]


def _last_word(text: str, label: Offsets) -> str:
    return re.split(r"[ .]", text[slice(*label)].rstrip("."))[-1].lower()


def _is_head(label: str) -> bool:
    return label.isupper() and len(label.split()) > 2 and not TITLES.isdisjoint(label.lower().split())


def _turn(text: str, turns: Sequence[Offsets], one: FoundStatement) -> Offsets | None:
    """Whose turn it is at a statement; in a speech a nearer source of its own holds."""
    at = one.content[0][0]
    index = bisect_right(turns, (at, at))
    if not index:
        return one.source
    turn = turns[index - 1]
    if len(turns) == 1 and one.source is not None and one.source[0] >= turn[0]:
        return one.source
    return None if text[slice(*turn)] in ("Q", "Question") else turn
