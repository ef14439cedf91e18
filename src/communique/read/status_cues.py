"""Words that tell whether an event happened or was only said, and the one that governs a trigger.

Takes a trigger in its sentence, gives the nearest cue on its left: its sense (denial, demand, plan,
condition and so on) and its words. One idea: cues are words with a sense and a reach, counted in
words; a border of a clause ends the reach. What a sense makes of the event is told by `status`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Offsets = tuple[int, int]
# How far left of a trigger, in characters, a cue is looked for.
WINDOW = 110

Sense = Literal[
    "denial", "negation", "refrain", "demand", "duty", "offer", "ready", "threat", "plan",
    "will", "would",
    "condition", "possible", "wish", "fact",
]



@dataclass(frozen=True, slots=True)
class Cue:
    """Words that govern what follows, and over how many words they reach."""

    sense: Sense
    words: re.Pattern[str]
    reach: int


def _cue(sense: Sense, reach: int, words: str) -> Cue:
    return Cue(sense, re.compile(rf"\b(?:{words})(?![\w'’])", re.I), reach)


# Each with a sentence of the kind that forced it. Order does not matter: the nearest cue counts,
# of two that end together the longer.
CUES: tuple[Cue, ...] = (
    # "It has no plans to invade."  "They ruled out any strike."
    _cue("denial", 8, r"(?:ha(?:s|ve|d)|with) no (?:\w+ )?(?:plans?|intentions?|desire|wish|aim"
         r"|need|reason)"
         r"(?: to| of)?|no (?:plans?|intention) (?:to|of)|den(?:y|ies|ied|ying)(?: reports?"
         r"| claims?| accusations?)?(?: that| having| any)?"
         r"|rul(?:ed|es|ing) out|out of the question|(?:do|does|did) not (?:plan|intend|want"
         r"|mean|wish)(?: to)?"
         r"|not (?:planning|preparing|intending|seeking|going|aiming) to|no desire to|dismissed"
         r"|abandoned plans (?:to|for)|neither|nor|no such|no question of|no possibility of"
         r"|no longer|rejected claims|in no way|never|no need (?:to|for|of)"
         r"|(?:reject|dismiss|deny|deni|brush|refut)\w* (?:aside |as \w+ )?(?:the |recent "
         r"|media |any )*(?:claims?|reports?"
         r"|accusations?|allegations?|suggestions?|rumou?rs?)(?: \w+){0,6}? (?:that|of|about)"
         r"|rumou?rs about"
         r"|(?:did|do|does|has|have|had|was|were|is|are|can|could|would"
         r"|will) not\W+(?:\w+ ){1,4}?any|yet to"),
    # "He did not sign."  "There was no attack."
    _cue("negation", 2, r"(?:did|do|does|has|have|had|was|were|is|are) (?:not|never)(?: yet)?"
         r"|(?:did|do|does|has|have|had|was|were|is|are|could|would|wo|ca)n['’]t(?: yet)?"
         r"|(?:could|cannot|can) not|cannot|not(?! only| just| until| merely| a)|no(?!-"
         r"| (?:evidence|doubt|point|secret|matter|more|less|longer))|(?:was|were|is"
         r"|are) unable to|unable to|fail(?:ed|s|ing)? to"
         r"|refus(?:ed|es|ing|al) to|will not|would not|stopped short of"),
    # "Do not attack."  "Moscow urged them not to fire."  "to prevent an attack"
    _cue("refrain", 5, r"(?:must|should|shall|may|can|do|to|please)(?: please)? (?:not|never)"
         r"|don['’]t|shouldn['’]t"
         r"|mustn['’]t|refrain(?:s|ed|ing)? from|abstain from|against (?:any|the use of|using)"
         r"|prevent(?:ing)?"
         r"|avoid(?:ing)?|avert(?:ing)?|deter(?:ring)?|rather than|stop short of|would prevent"
         r"|guard(?:s|ed|ing)? against|discourag\w+|lest|not to|to not|oppos(?:ed|es|ing) (?:any|to)"),
    # "She urged Russia to withdraw."
    _cue("demand", 8, r"demand(?:s|ed|ing)?(?: that| an?| the)?|urg(?:e|es|ed|ing)"
         r"|(?<!rallying )call(?:s|ed|ing)? (?:on|upon|for)"
         r"|appeal(?:s|ed|ing)? (?:to|for)|ask(?:s|ed|ing)? (?:for|\w+(?: \w+){0,3} to)"
         r"|request(?:s|ed|ing)?"
         r"|order(?:s|ed|ing)? (?:(?!not\b)\w+ ){1,4}to|insist(?:s|ed|ing)? (?:on|that)"
         r"|press(?:es|ed|ing)? for"
         r"|pressur(?:e|es|ed|ing) \w+ to|pressure to|want(?:s|ed|ing)? (?:the |its |all |them "
         r"|him |her |us |foreign )?"
         r"(?:[A-Z]\w+|\w+s|him|them) (?:to|out)|recommend(?:s|ed|ing)?(?: that)?|advis(?:e|es"
         r"|ed) \w+ to|let['’]s"
         r"|plead(?:s|ed|ing)? (?:for|with)|push(?:es|ed|ing)? (?:\w+ )?(?:for|to)"
         r"|lobb\w+ (?:for|to)"
         r"|told (?:(?!not\b)\w+ ){1,3}to|instruct(?:s|ed)? (?:(?!not\b)\w+ ){1,3}to|expect(?:s"
         r"|ed)? (?:from )?[A-Z]\w+ to"
         r"|implor\w+|exhort\w+|heed|appeal to|(?:would|['’]d) like (?:[A-Z]\w+|them|him|her) to"
         r"|hope(?:s|d)? that [A-Z]\w+ (?:will|would)"),
    # "Russia must withdraw."
    _cue("duty", 5, r"must|should|ought to|need(?:s|ed)? to|ha(?:s|ve|d) to|shall have to"
         r"|it is time to|had better"
         r"|needs?|necessary to|required to|obliged to"),
    # "Kyiv offered to negotiate."  "We are ready to talk."
    _cue("ready", 6, r"ready (?:to|for)|willing(?:ness)? to|prepared (?:to|for)|open to"
         r"|readiness to"),
    _cue("offer", 6, r"offer(?:s|ed|ing)?(?: of| to)?|propos(?:e|es|ed|ing|al|als)(?: to| for"
         r"| an?| the)?"
         r"|invit(?:es|ed|ing) (?:\w+ ){1,3}to|recommend(?:s|ed)? (?:joint|new|a|an)"),
    # "He threatened to cut off the gas."
    _cue("threat", 8, r"threaten(?:s|ed|ing)?(?: to| with| that)?|threats? (?:of|to)|warn(?:s|ed"
         r"|ing)?(?: \w+){0,2}? (?:of|that)"
         r"|warnings? (?:of|that)|ultimatum|on pain of|or face|retaliate with"),
    # "It plans to send troops."
    _cue("plan", 6, r"plan(?:s|ned|ning)?(?: to| for| an?)?|intend(?:s|ed|ing)? to"
         r"|intention (?:of|to)|intent on"
         r"|going to|(?:is|are|was|were) to|set (?:to|for)|due (?:for|in|on)|due to (?=\w+\W*$)"
         r"|scheduled (?:to|for)|about to|vow(?:s|ed|ing)? (?:to|that)"
         r"|pledg(?:e|es|ed|ing)(?: to| that)?|promis(?:e|es|ed|ing)(?: to| that)?|agree(?:s|d"
         r"|ing)? (?:to|on)"
         r"|upcoming|planned|forthcoming|imminent|future|scheduled|desire to"
         r"|prepar(?:e|es|ed|ing) (?:to|for)|preparations? (?:to|for)|commit(?:s|ted|ment)? to"
         r"|undertak\w+ to"
         r"|plotting to|plot to|plots? to|seek(?:s|ing)? to|sought to|aim(?:s|ed|ing)? (?:to|at)"
         r"|en route to"
         r"|determined to|announced plans (?:to|for)|left (?:[A-Z]\w+ )?(?:today )?to|arrived to"
         r"|hop(?:es|ed|ing)? to"),
    _cue("will", 5, r"will|['’]ll|shall"),
    _cue("would", 4, r"would|['’]d"),
    # "If they attack, we will respond."
    _cue("condition", 9, r"if|unless|in case of|in the event of|in case|whether|should there be"
         r"|provided that|as long as"
         r"|suppose|supposing|even if|would have"),
    # "It may attack."  "fears of a strike"
    _cue("possible", 6, r"(?-i:may)|might|could|can|possib(?:le|ly)|possibility of"
         r"|potential(?:ly)?|risk(?:s|ed)? of|risk(?:s|ing)?"
         r"|fear(?:s|ed|ing)? (?:of|that)|likely(?: to)?|unlikely(?: to)?|expect(?:s|ed|ing)? to"
         r"|capable of|right to|chances? of|prospects? (?:of|for)|speculation|danger of|mulling"
         r"|weigh(?:s|ed|ing)"
         r"|perhaps|probabl[ey]|in order to|options? (?:of|to|for)|idea of|hypothetical"
         r"|calls? for|opportunity to|allow(?:s|ed|ing)? (?:\w+ ){1,3}to|pretext for"
         r"|potential for|awaits?|awaited|authori[sz]es?|considering"),
    _cue("wish", 4, r"want(?:s|ed|ing)? to|wish(?:es|ed)? to|hop(?:e|es|ed|ing)(?: that| for)?"
         r"|would like to|aspires? to"),
    # "He said they attacked": a verb of saying ends the reach of what stands before it.
    _cue("fact", 1, r"said|says|told (?:reporters|him|her|them)|reported that|added that"
         r"|noted that|because|after|since|when|until"
         r"|(?:could|can) be (?:seen|heard)"),
)  # fmt: skip

_ADJECTIVES = frozenset(
    ("upcoming", "planned", "forthcoming", "imminent", "future", "scheduled", "possible", "potential")
)
_BORDER = re.compile(
    r"[.;:!?]\s|\s[–—-]{1,2}\s|,\s+(?:which|who|but|while|where|when|after|as|saying|adding|was"
    r"|were|is|are)\b"
    r"|\b(?:but|although|though|whereas|because|since|without)\b|\bas\s+(?!well|a\b|an\b|part)|\n"
)


@dataclass(frozen=True, slots=True)
class Governing:
    """The cue that governs a trigger, what stands between them, and the clause before the cue."""

    sense: Sense
    words: str
    between: str
    before: str


def governing_cue(text: str, trigger: Offsets, sentence: Offsets) -> Governing | None:
    """The nearest cue left of the trigger in its clause; of two that end together the longer."""
    begin = max(sentence[0], trigger[0] - WINDOW)
    left = text[begin : trigger[0]]
    floor = max((border.end() for border in _BORDER.finditer(left)), default=0)
    found = _nearest(left, floor, len(left))
    if found is not None and found.words.lower() in _ADJECTIVES and not found.between.strip():
        # "It dismissed reports of a planned raid": what governs the noun phrase comes first.
        outer = _nearest(left, floor, len(left) - len(found.words) - len(found.between))
        if outer is not None and outer.sense in ("denial", "demand", "refrain", "condition"):
            return outer
    return found


def _nearest(left: str, floor: int, end: int) -> Governing | None:
    best: tuple[int, int, Sense, str] | None = None
    for cue in CUES:
        for found in cue.words.finditer(left, floor, end):
            if len(left[found.end() :].split()) > cue.reach:
                continue
            rank = (found.end(), found.end() - found.start())
            if best is None or rank > best[:2]:
                best = (*rank, cue.sense, found[0])
    if best is None:
        return None
    return Governing(best[2], best[3], left[best[0] :], left[: best[0] - best[1]])


__all__ = ["CUES", "Cue", "Governing", "Sense", "governing_cue"]
