"""From attributions to statements: mode, kind, force, addressees, nesting.

Takes a text and its attributions in words, gives `FoundStatement`s in code points. Boundaries are
mended where the text leaves no doubt (a quotation mark beside a content belongs to it); mode is
read off the quotation marks; addressees off the words between cue and content. Statements inside
a statement come in as attributions of the content's own text, read by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from communique.read.attribution import Attribution
from communique.read.forces import DUTY, force_by_cue, force_of
from communique.read.found import FoundStatement, Offsets
from communique.read.model import Labels
from communique.read.pieces import Pieces
from communique.read.quotes import Quotation
from communique.types import Mode

# A content that may hold a statement of somebody else: it has a verb or noun of saying in it.
_SAYING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tell(?:s|ing)?|accord(?:ing|ed) to|claim\w*|announc\w+|warn\w*"
    r"|promis\w+|pledg\w+|vow\w*|den(?:y|ied|ies|ying)|denial|accus\w+|ask(?:ed|s|ing)|demand\w*"
    r"|urg(?:ed?|es|ing)|call(?:ed|s|ing) (?:on|for)|insist\w*|stat(?:ed|es|ing)|declar\w+|assur\w+"
    r"|report(?:ed|s)|argu\w+|suggest\w*|propos\w+|threat\w*|reject\w*|refus\w+|agreed?|agrees"
    r"|inform\w*|confirm\w*|admit\w*|acknowledg\w+|order(?:ed|s)|believ\w+|think\w*|thought"
    r"|describ\w+|condemn\w*|criticis\w+|criticiz\w+|express\w*|stress\w*|repeat\w*|wants?|hop\w+)\b",
    re.IGNORECASE,
)
_MARKS = frozenset(".,:;!?…\"”’'»)]")
_LEADING = re.compile(r"(?:that|whether|if|to)\s+|[\"“‘'«„]+\s*", re.IGNORECASE)


def may_nest(exact: str) -> bool:
    """Whether a content is worth reading again for statements inside it."""
    return len(exact) > 25 and _SAYING.search(exact) is not None


def statements(
    text: str, pieces: Pieces, quotations: Sequence[Quotation], found: Sequence[Attribution],
    labels: Labels, *, shift: int = 0, parent: int | None = None,
) -> list[FoundStatement]:
    """The statements of a text; `shift` moves offsets where the text is a part of another."""

    def offsets(words: tuple[int, int]) -> Offsets:
        return (int(pieces.starts[words[0]]), int(pieces.ends[words[1] - 1]))

    given = []
    for one in found:
        cue = offsets(one.cue) if one.cue else None
        spans = [without_addressee(text, offsets(words), cue) for words in one.content]
        content = contents(text, spans, quotations)
        if not content:
            continue
        source = offsets(one.source) if one.source else None
        mode = mode_of(text, content, quotations)
        force = force_of(
            labels.tags["force"], one.force.tolist(), text[slice(*cue)] if cue else "",
            " ".join(text[s:e] for s, e in content), quoted=mode != "indirect",
        )
        told = addressees(text, content, cue, source)
        if force == "demand" and not told:
            told = bound(text, content, source)
        statement = FoundStatement(
            content=content, cue=cue, source=source,
            addressees=told,
            mode=mode,
            kind="thought" if one.kind[1] > 0.5 else "said",
            force=force,
            parent=parent, score=one.score, meant=tuple(offsets(words) for words in one.meant),
        )
        if not _scare(text, statement, quotations):
            given += [_moved(part, shift) for part in apart(text, statement)]
    return given


# "has repeatedly denied any intention to invade while pointing to": two cues, two statements.
_OWN_CUE = re.compile(
    r"\b(den(?:ies|ied|ying)|accus(?:es|ed|ing)|demand(?:s|ed|ing)|reject(?:s|ed|ing)|condemn(?:s|ed|ing)"
    r"|prais(?:es|ed|ing)|urg(?:es|ed|ing)|threaten(?:s|ed|ing)|promis(?:es|ed|ing))\s+$"
)


def apart(text: str, one: FoundStatement) -> list[FoundStatement]:
    """A statement whose first fragment has a cue of its own right before it is two."""
    first = one.content[0]
    own = _OWN_CUE.search(text, max(0, first[0] - 14), first[0])
    if own is None or one.cue is None or len(one.content) < 2 or one.cue[0] < first[1]:
        return [one]
    force = force_by_cue(own.group(1)) or one.force
    alone = replace(one, content=(first,), cue=own.span(1), force=force, meant=())
    return [alone, replace(one, content=one.content[1:])]


def _moved(one: FoundStatement, shift: int) -> FoundStatement:
    if not shift:
        return one

    def move(span: Offsets) -> Offsets:
        return (span[0] + shift, span[1] + shift)

    return replace(
        one,
        content=tuple(map(move, one.content)),
        cue=move(one.cue) if one.cue else None,
        source=move(one.source) if one.source else None,
        addressees=tuple(map(move, one.addressees)),
        meant=tuple(map(move, one.meant)),
    )


def contents(
    text: str, spans: Sequence[Offsets], quotations: Sequence[Quotation]
) -> tuple[Offsets, ...]:
    """The fragments of a content, mended; a fragment without a word is none."""
    found: list[Offsets] = []
    for span in spans:
        start, end = mended(text, _without_heading(text, span), quotations)
        if not any(c.isalnum() for c in text[start:end]):
            continue
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(end, found[-1][1]))  # nothing stands between the two
        elif not found or start >= found[-1][1]:
            found.append((start, end))
    return tuple(found)


def without_addressee(text: str, span: Offsets, cue: Offsets | None) -> Offsets:
    """A content that took in who is told gives them back: "warned Russia that costs …"."""
    if cue is None or not _TOLD.search(text[slice(*cue)]) or text[cue[1] : span[0]].strip():
        return span
    told = _TOLD_THAT.match(text, *span)
    return (told.end(), span[1]) if told else span


def _without_heading(text: str, span: Offsets) -> Offsets:
    """A content without a heading that it ran into: a line that ends in no mark at all."""
    start, end = span
    line = start
    while (stop := text.find("\n", line, end)) >= 0:
        heading = text[line:stop].rstrip()
        line = end - len(text[stop:end].lstrip("\n"))
        if heading and heading[-1] not in _MARKS and line < end:
            start = line
    return (start, end) if text[start:end].strip() else span


def mended(text: str, span: Offsets, quotations: Sequence[Quotation]) -> Offsets:
    """`span` with the quotation marks that belong to it.

    A content that fills a quotation but for its marks takes them in; one that takes in the mark
    on one side only takes in the other too. "... is a dead-end," he said: the comma before the
    closing mark belongs to it.
    """
    start, end = span
    for quote in quotations:
        if quote.end <= start or quote.start >= end:
            continue
        inner = (quote.start + 1, quote.end - 1 if quote.closed else quote.end)
        if start in (inner[0], quote.start) or (
            inner[0] <= start <= inner[0] + 1 and text[inner[0] : start].isspace()
        ):
            if end >= inner[1] - 1 or text[end : inner[1]].strip(" .,;!?…") == "":
                start, end = min(start, quote.start), max(end, quote.end)
        elif start < quote.start and text[end : quote.end].strip(" .,;!?…\"”’'»") == "":
            end = max(end, quote.end)
    return start, end


def mode_of(text: str, content: Sequence[Offsets], quotations: Sequence[Quotation]) -> Mode:
    """Direct where all of the wording stands in quotation marks, mixed where part of it does."""
    inside = total = 0
    for start, end in content:
        marked = [
            (max(start, q.start), min(end, q.end))
            for q in quotations if q.start < end and start < q.end
        ]
        inside += sum(_letters(text[s:e]) for s, e in marked)
        total += _letters(text[start:end])
    if not inside:
        return "indirect"
    return "direct" if inside == total else "mixed"


def _letters(part: str) -> int:
    return sum(c.isalnum() for c in part)


def _scare(text: str, one: FoundStatement, quotations: Sequence[Quotation]) -> bool:
    """A word or two in quotation marks with neither cue nor source: nobody's statement."""
    if one.cue or one.source or len(one.content) > 1:
        return False
    start, end = one.content[0]
    quoted = any(q.start <= start and end <= q.end for q in quotations)
    return quoted and len(text[start:end].split()) <= 3


# "told reporters that", "warned Russia that", "asked the Council to", "urged both sides to"
_TOLD = re.compile(
    r"\b(?:told|tell(?:s|ing)?|inform(?:ed|s|ing)?|ask(?:ed|s|ing)?|warn(?:ed|s|ing)?|urg(?:ed|es|ing|e)"
    r"|remind(?:ed|s|ing)?|assur(?:ed|es|ing|e)|order(?:ed|s|ing)?|advis(?:ed|es|ing|e)|invit(?:ed|es|ing|e)"
    r"|call(?:ed|s|ing)? (?:on|upon)|appeal(?:ed|s|ing)? to|address(?:ed|es|ing)?|thank(?:ed|s|ing)?"
    r"|instruct(?:ed|s|ing)?|notif(?:ied|ies|ying|y)|brief(?:ed|s|ing)?|persuad(?:ed|es|ing|e)"
    r"|threaten(?:ed|s|ing)?|press(?:ed|es|ing)?|implor(?:ed|es|ing|e)|congratulat(?:ed|es|ing|e)"
    r"|command(?:ed|s|ing)?|promis(?:ed|es|ing|e)|lobb(?:ied|ies|ying|y))$",
    re.IGNORECASE,
)
# Somebody, in up to five words, and a clause after them.
_TOLD_THAT = re.compile(
    r"(?:[Tt]he |[Hh]is |[Hh]er |[Tt]heir |[Aa]n? )?[A-Z\w][\w’'.-]*(?: [\w’'.-]+){0,3}? (?=[\"“‘']?that\b)"
)
_TO = re.compile(
    r"^(?:[^.\n]{0,40}?\b)?(?:to|with|at)\s+((?:the |his |her |their |a |an )?[\w’'.-]+(?: [\w’'.-]+){0,5}?)"
    r"(?=\s+(?:that|in|on|at|during|after|before|as|and|who|yesterday|today|by)\b|[,.:;\"“]|\s*$)"
)
_ADDRESSING = re.compile(
    r"(?:Addressing|Speaking to|Talking to|Turning to|In an? (?:letter|message|call|note) to)\s+"
    r"((?:the |a |his |her )?[\w’'.-]+(?: [\w’'.-]+){0,5}?)(?=\s+(?:in|on|at|during|after)\b|[,.:;])"
)
_STOP = re.compile(
    r"\b(?:that|to|not|about|of|in|at|on|during|for|by|after|before|how|why|what|whether|if|when"
    r"|who|as|with|against|via|through|yesterday|today|earlier|it|there)\b|[,.:;\"“‘«(]",
    re.IGNORECASE,
)


def addressees(
    text: str, content: Sequence[Offsets], cue: Offsets | None, source: Offsets | None
) -> tuple[Offsets, ...]:
    """The words for those who are spoken to, as far as the sentence tells; at most one stretch."""
    if cue is None:
        return ()
    begin = text.rfind("\n", 0, cue[0]) + 1
    sentence = max(begin, text.rfind(". ", begin, cue[0]) + 2 if ". " in text[begin : cue[0]] else begin)
    spoken = _ADDRESSING.match(text, sentence, cue[0])
    if spoken and not _overlaps(spoken.span(1), content, source):
        return (spoken.span(1),)
    words = text[cue[0] : cue[1]]
    after = min((c[0] for c in content if c[0] >= cue[1]), default=min(cue[1] + 80, len(text)))
    between = text[cue[1] : after]
    if _TOLD.search(words):
        # Where the content begins right after the cue, its first noun phrase may be the one told.
        lead = len(between) - len(between.lstrip())
        stop = _STOP.search(between, lead)
        found = (cue[1] + lead, cue[1] + (stop.start() if stop else len(between)))
        found = (found[0], found[0] + len(text[found[0] : found[1]].rstrip()))
        if found[1] - found[0] > 1 and not _overlaps(found, content, source):
            return (found,)
        return ()
    inner = re.search(
        r"\b(?:told|informed|asked|warned|urged|reminded|assured|ordered|called on|thanked)\s+(.+)$",
        words, re.IGNORECASE,
    )
    if inner:
        return ((cue[0] + inner.start(1), cue[0] + inner.end(1)),)
    to = _TO.match(between) if len(between) > 4 else None
    if to and between.lstrip()[:3] == "to ":
        found = (cue[1] + to.start(1), cue[1] + to.end(1))
        if not _overlaps(found, content, source):
            return (found,)
    return ()


_PRONOUNS = frozenset(("we", "i", "it", "they", "he", "she", "you"))


def bound(
    text: str, content: Sequence[Offsets], source: Offsets | None
) -> tuple[Offsets, ...]:
    """Whose duty a demand names: "Ruritania must leave" is asked of Ruritania."""
    for start, end in content:
        duty = DUTY.search(text, start, end)
        if duty is None or not duty["who"][0].isupper() or duty["who"].lower() in _PRONOUNS:
            continue
        if source is None or text[slice(*source)] != duty["who"]:
            return (duty.span("who"),)
    return ()


def _overlaps(
    span: Offsets, content: Sequence[Offsets], source: Offsets | None
) -> bool:
    others = [*content, *([source] if source else [])]
    return any(span[0] < e and s < span[1] for s, e in others)


def nested_texts(text: str, one: FoundStatement) -> list[Offsets]:
    """The stretches of a content that may hold statements of somebody else, to be read again."""
    found = []
    for start, end in one.content:
        lead = _LEADING.match(text, start, end)
        while lead:
            start = lead.end()
            lead = _LEADING.match(text, start, end)
        if may_nest(text[start:end]):
            found.append((start, end))
    return found
