"""What is done by saying it, from two opinions: the network's, and that of a rule where one speaks.

Takes the network's probabilities, the cue and the content; gives one of the twelve forces. The
network leans to `assert`, which most statements are; a few constructions say plainly that more
is done. A rule is followed only where the network is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.types import Force

# From this probability on the network is not overruled. On the dev articles force is 74.8 % right at
# 0.7, 73.3 at 0.97 and 74.5 without the rules (bench/articles.py, an earlier model).
CERTAIN = 0.7

_CUES: tuple[tuple[Force, str], ...] = (
    ("accuse", r"accus|blam|condemn|criticis|criticiz|denounc|slamm|alleg(?:e|ing)|decr(?:y|ied)"),
    ("deny", r"den(?:y|ie)"),
    ("threaten", r"threaten|warn"),
    ("promise", r"promis|pledg|vow|assur|commit"),
    ("demand", r"demand|urg(?:e|ing)|call(?:ed|s|ing)? (?:on|for)|order|insist(?:ed|s|ing)? (?:on|that)|appeal"),
    ("refuse", r"refus|reject"),
    ("agree", r"\bagree|accept|consent"),
    ("praise", r"prais|welcom|hail|thank|congratulat|applaud|commend"),
    ("regret", r"regret|apologi|disappoint|lament|deplor|voiced concern|worried"),
    ("offer", r"offer|propos|invit"),
    ("ask", r"\bask(?:ed|s|ing)?$|wonder|inquir"),
)
_CUE = tuple((force, re.compile(rf"\b(?:{words})", re.I)) for force, words in _CUES)
# "We will never accept it", "we are not going to"
_WILL_NOT = re.compile(r"\b(?:we|I)(?: will|'ll|’ll| shall| are| am)? (?:never|not going to|not (?:accept|allow|recogni[sz]e|tolerate|let|agree|negotiate))|\b(?:we|I) (?:won['’]t|refuse)", re.I)
# "then we will definitely respond in kind"
_WILL = re.compile(r"\b(?:we|I)(?: will|'ll|’ll| shall)(?! not| never| see| know| have to)\b|\b(?:we are|I am|we're|I'm) (?:going|ready|committed|determined) to\b", re.I)
# "We need to see the troops moved", "Ruritania must leave": a duty of somebody else's.
DUTY = re.compile(
    r"(?:^|[\"“‘'] ?|\bthat |, )(?P<who>(?:the |The )?[A-Z][\w’'.-]*(?: [\w’'.-]+){0,4}?|[Tt]hey|[Tt]he [\w -]{3,30}?|you)"
    r" (?:must|needs? to|should|has to|have to|ought to)(?! be no\b| have been\b)\b"
)
_NEED = re.compile(r"\bwe (?:need|want|expect|would like) (?:to see\b|you to\b|them to\b)|^[\"“‘']?(?:stop|leave|release|withdraw|end|let)\b", re.I)


def force_of(
    named: Sequence[str], likely: Sequence[float], cue: str, content: str, *, quoted: bool
) -> Force:
    """The force of a statement.

    Args:
        named: the forces, in the order of `likely`.
        likely: the network's probabilities.
        cue: the words of the cue, or "".
        content: the words of the content.
        quoted: whether any of it stands in quotation marks, so that "we" is the speaker's.
    """
    best = max(range(len(named)), key=lambda i: likely[i])
    network: Force = named[best]  # type: ignore[assignment]
    if likely[best] >= CERTAIN:
        return network
    for force, words in _CUE:
        if words.search(cue):
            return force
    if network != "assert":
        return network
    if quoted and _WILL_NOT.search(content):
        return "refuse"
    if (quoted and _NEED.search(content)) or DUTY.search(content):
        return "demand"
    if quoted and _WILL.search(content):
        return "promise"
    return network
