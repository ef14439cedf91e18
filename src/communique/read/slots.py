"""Where somebody stands by a word for an event: before it as its subject, after "by", and so on.

Takes a trigger and spans of a text, gives each span's slot, a word that tells the grammar between
the two. One idea: the words between a trigger and a noun phrase, when there are few of them, say
what the phrase is to the trigger; a phrase joined by "and" to another shares its slot. It says
nothing of who acts: `sides` weighs the slots.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Offsets = tuple[int, int]

_HELPERS = (
    r"has|have|had|was|were|is|are|be|been|being|will|would|could|can|may|might|must|should|shall|did|do"
    r"|does|not|never|also|then|now|already|again|later|soon|still|once|yet|just|first|all|both|who|which"
    r"|that|itself|himself|herself|themselves|\w+ly|[’']s|[’']ve|[’']d|[’']ll|[’']re|\w+n[’']t"
)
# "Ruritania has repeatedly attacked", "the minister, who was then arrested"
_VERB_FOLLOWS = re.compile(rf"(?:[\s,]|\b(?:{_HELPERS})\b)+$", re.I)
_BE = re.compile(r"\b(?:was|were|is|are|be|been|being|gets?|got)(?:\s+(?:not|also|later|then|\w+ly))*\s*$", re.I)
_PLAIN = re.compile(r"(?:\s|[-–]|\b(?!(?:and|or|but|to|of|in|on|for|by|with|from|at|as|that|who|which|said"
                    r"|says|was|were|is|are|has|had|have|will|would)\b)[a-z][\w-]*){1,6}$")  # fmt: skip
_OWNS = re.compile(r"[’']s?\s+(?:(?!(?:and|or|to|of|in|on|for|by|with|from)\b)[\w-]+\s+){0,3}$")
_TO = re.compile(r"(?:\s+not)?\s+to(?:\s+\w+ly)?\s*$", re.I)
# "urged Ruritania to free the mayor and withdraw"
_TO_AND = re.compile(r"\s+to\s[^.;:\"“”]{1,80}\b(?:and|or|,)\s*$", re.I)
# "The army took the town and arrested"
_AND_VERB = re.compile(r"[^.;:\"“”]{3,120}(?:\band|\bor|\bbut|,)\s+(?:(?:then|later|also)\s+)?$", re.I)
_PREPOSITION = re.compile(
    r"(?P<lead>(?:\s+(?!(?:and|or|but|that|who|which|to|by|with|against|on|of|from|for|between|into|at)\b)[\w’'-]+){0,3}?)"
    r"\s+(?P<word>by|against|between|with|at|toward|towards|on|upon|to|from|of|for|into|in|over|among|near)"
    r"\s+(?P<rest>(?:(?:the|a|an|its|his|her|their|all|some|two|several|both|[a-z][\w-]*)\s+){0,3})$", re.I
)  # fmt: skip
_VERB = re.compile(r"\w+(?:ed|ing)\b(?! by\b)")
_BORDER = re.compile(r"[;:.!?]\s|\n|,\s|\b(?:said|says|that|which|who|after|when|while|before|where|but|because|as|if)\b")
JOINED = re.compile(r"(?:\s*,\s*|\s*,?\s+(?:and|or|as well as)\s+)(?:(?:the|its|his|her|their|from|with)\s+)?$", re.I)


def slots(text: str, trigger: Offsets, spans: Sequence[Offsets]) -> list[str]:
    """The slot of each span by the trigger; spans in text order.

    >>> text = "The army attacked Zenda and Hentzau."
    >>> slots(text, (9, 17), [(0, 8), (18, 23), (28, 35)])
    ['subject', 'object', 'object']
    """
    found: list[str] = []
    for index, span in enumerate(spans):
        slot = _slot(text, trigger, span)
        if index and slot in ("right", "far right", "left", "far left", "shared"):
            before = spans[index - 1]
            near = before[1] <= span[0] and JOINED.fullmatch(text, before[1], span[0])
            side = (before[0] >= trigger[1]) == (span[0] >= trigger[1])
            if near and side and found[-1] not in ("inside",):
                slot = found[-1]
        found.append(slot)
    for index in range(len(spans) - 2, -1, -1):  # "Zenda and Hentzau attacked"
        span, after = spans[index], spans[index + 1]
        if after[1] <= trigger[0] and found[index] in ("left", "far left", "shared") and (
            span[1] <= after[0] and JOINED.fullmatch(text, span[1], after[0])
        ):
            found[index] = found[index + 1]
    return found


def _slot(text: str, trigger: Offsets, span: Offsets) -> str:
    if span[0] < trigger[1] and trigger[0] < span[1]:
        return "inside"
    if span[0] >= trigger[1]:
        return _right(text[trigger[1] : span[0]])
    return _left(text[span[0] : span[1]], text[span[1] : trigger[0]], text[slice(*trigger)])


def _right(between: str) -> str:
    if len(between) > 200 or "\n" in between:
        return "far right"
    preposition = _PREPOSITION.fullmatch(between)
    if preposition:
        word = preposition["word"].lower()
        return {"towards": "toward", "upon": "on"}.get(word, word)
    if _PLAIN.fullmatch(between) and len(between.split()) <= 3:
        return "object"
    return "right" if not _BORDER.search(between) else "far right"


def _left(words: str, between: str, trigger: str) -> str:
    if len(between) > 250 or "\n" in between:
        return "far left"
    if _OWNS.fullmatch(between) or (words.endswith(("'s", "’s")) and _PLAIN.fullmatch(between)):
        return "owner"
    if _TO.fullmatch(between):
        return "to do"
    passive = _BE.search(between) and not trigger.split(" ")[0].endswith("ing")
    if _VERB_FOLLOWS.fullmatch(between) and between.strip():
        return "passive" if passive else "subject"
    if not between.strip():
        return "subject" if _VERB.match(trigger) else "adjacent"
    if _PLAIN.fullmatch(between):
        return "modifier" if len(between.split()) <= 2 else "left"
    if _TO_AND.fullmatch(between):
        return "to do too"
    if passive:
        return "passive far" if _BORDER.search(between) else "passive near"
    if _AND_VERB.fullmatch(between):
        return "shared"
    return "left" if not _BORDER.search(between) else "far left"


__all__ = ["JOINED", "slots"]
