"""The acts that words name, where the reader found no event in them.

Takes the content of a statement, gives `ActNamed`s: a PLOVER type, where its word stands, and
whether the words forbid it ("will not", "stop"). One idea: a short lexicon of verb and noun
stems by type, the strongest reading first; an undertaking found this way scores less than one
that rests on an event. It tells neither who nor where.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Order settles ties: "sign a deal to withdraw" names both, "lift the blockade" is no blockade.
# Each pattern was forced by a phrase like the one beside it.
_LEXICON: tuple[tuple[str, str], ...] = (
    ("CONCEDE",  # "free the captured crew", "lift the siege", "reopen the crossing"
     r"releas|set(?:ting)? free|\bfree(?:ing|d)?\b (?:the|all|its|their|captured|detained|jailed)"
     r"|lift(?:ing|ed)?\b|eas(?:e|es|ed|ing)\b|unblock|re-?open|amnest|step(?:ping)? down|resign"
     r"|let (?:through|in|pass)|allow|opening\b|open (?:the|its|all)|full access|give (?:\w+ ){0,3}access|grant(?:ing)?\b|restor|drop (?:the|its|their)|unfreez|back down"),
    ("RETREAT",  # "pull every soldier back from the ridge", "hand over the district"
     r"withdraw|pull(?:ing|ed)?\b[^.;]{0,40}?\b(?:out|back)\b|pull-?(?:out|back)|cease-?fire|truce"
     r"|disarm|demilitari[sz]|lay(?:ing)? down (?:their |its )?(?:arms|weapons)|evacuat"
     r"|\bbe (?:off|out of|gone from)\b|giv(?:e|ing) up (?:one|an? inch|its|their|our|the|any|every)"
     r"|vacat|leav(?:e|ing) (?:the )?(?:base|island|territor|region|area|country)"
     r"|stop (?:the )?(?:fighting|shooting|shelling|firing|fire)|end (?:the )?(?:war|fighting|occupation)"
     r"|hold (?:its|their|our|your) fire|(?:guns|weapons) (?:will |shall )?(?:be|fall) silent|not fire (?:first|a)|hand(?:ing)? (?:over|back|in)|return (?:the )?territor|stand(?:ing)? down"),
    ("ASSAULT",  # "strike any ship that enters", "retake the island by force"
     r"attack|invad|invasion|bomb|air ?strike|strik(?:e|es|ing)\b (?!a )|shell(?:ing|ed)\b|kill"
     r"|offensive|us(?:e|ing) (?:of )?force|by force|retaliat|incursion|shoot|shot down|destroy"
     r"|launch (?:a )?(?:missile|rocket)|open fire|wag(?:e|ing) war|go to war|military action|respond militarily"),
    ("SANCTION",  # "close the border and recall its ambassador", "cut off gas"
     r"sanction|embargo|expel|expulsion|cut(?:ting)? (?:off|ties|all ties|relations|supplies|aid|gas|the)"
     r"|suspend|ban(?:ning)?\b|freez(?:e|ing)\b|tariff|recall(?:ing)? (?:its|the|their|his) (?:ambassador|envoy)"
     r"|clos(?:e|ing)\b (?:its|the|their|all)|boycott|halt(?:ing)?\b (?:exports|imports|deliver|suppl|gas|trade|talks)"
     r"|break(?:ing)? off|sever(?:ing)?\b|leave the (?:treaty|pact|union|council)|restrict|pull out of the (?:treaty|deal|pact)"
     r"|stop (?:buying|selling|exports?|deliver|suppl|paying)"),
    ("MOBILIZE",  # "station two brigades along the river"
     r"deploy|mobili[sz]|send(?:ing)? (?:more |its |in )?(?:troops|forces|soldiers|warships|ships|tanks|battalions?)"
     r"|reserv(?:es|ists)|mov(?:e|ing) (?:\w+ ){0,4}(?:troops|army|forces|tanks|brigades?)|reinforc|station(?:ing|ed)? |mass(?:ing)? (?:its )?(?:troops|forces)|drills?\b|military exercis|on (?:high )?alert"
     r"|build-?up|call(?:ing)? up|escort"),
    ("COERCE",  # "seize the tanker", "put the pilots on trial"
     r"arrest|detain|blockad|seiz|annex|deport|nationali[sz]|confiscat|censor|jail|imprison|crack(?:ing)? down"
     r"|on trial|prosecut|cyber-?attack|impound|occup(?:y|ation)"),
    ("AGREE",  # "sign the accord by June"
     r"\bsign(?:ing|ed)?\b|ratif|reach (?:an? )?(?:deal|agreement|accord)|conclude|accede|implement|settle(?:ment)?\b"
     r"|join (?:the )?(?:treaty|pact|union|alliance|accord)|honou?r|abide|comply|respect (?:the )?(?:treaty|agreement|accord|truce|deal)"),
    ("AID",  # "deliver forty trucks of flour"
     r"\baid\b|suppl(?:y|ies|ying)|deliver|donat|\bloan|humanitarian|train(?:ing)? (?:its|the|their|troops|soldiers)"
     r"|fund(?:ing|s)?\b|\bpa(?:y|id)\b|arming\b|assist|rebuild|send(?:ing)? (?:weapons|arms|food|medic|tanks|missiles|doctors|grain)|provid|financ|arm(?:ing)? the"),
    ("COOPERATE",  # "exchange all prisoners", "share radar data"
     r"cooperat|co-operat|(?:natural )?gas at|sell(?:ing)?\b|exchang|shar(?:e|ing) |joint|extradit|trade with|resum(?:e|ing) (?:the )?(?:trade|exports|gas|flights|deliver)"
     r"|normali[sz]|inspect"),
    ("CONSULT",  # "sit down with them in the capital"
     r"\bmeet|talks?\b|negotiat|visit|summit|dialogue|discuss|mediat|consult|sit down|session|conference|attend"),
    ("SUPPORT", r"recogni[sz]|support|endors|back(?:ing)? (?:the|its)|stand (?:by|with)|defend"),
    ("REJECT", r"veto|reject|refus|never accept|walk out"),  # "veto the text"
    ("ACCUSE", r"investigat|\bsue\b|condemn|apologi[sz]|complain|take .{0,30}to court|blame"),
    ("PROTEST", r"protest|general strike|rall(?:y|ies)|demonstrat"),
    ("THREATEN",  # "there will be a price"
     r"consequence|severe cost|(?:pay|a|heavy|high) (?:\w+ )?price\b|\bcosts\b|respon(?:d|se)|measures|ultimatum|react"),
)  # fmt: skip
_PATTERNS = tuple((type, re.compile(rf"\b(?:{words})", re.I)) for type, words in _LEXICON)

# "We will never recognise the vote", "do not cross the river", "has no plans to invade",
# "stop attacking": words that forbid the act which follows within a few words.
FORBIDDING = re.compile(
    r"\b(?:(?:will|would|shall|can|could|must|should|do|does|did|is|are|was|were|has|have|had)"
    r"(?:\s+not|n['’]t)(?! only| just| rule out)|not to|won['’]t|cannot|never|no (?:plans?|intention|desire|wish|reason|need|way)"
    r"|not (?:one|a single|an inch|any)|nor|neither|without|refrain(?:s|ed|ing)? from|abstain(?:s|ed|ing)? from|not (?:be )?go(?:ing)?\b"
    r"|not (?:planning|intend\w*|prepared|ready|willing|going)|nobody|no one"
    r"|against (?:any|a|the)|avoid|desist from|rul(?:e|ed|es|ing) out|unwilling)\b",
    re.I,
)
_STOPPING = re.compile(
    r"\b(?:stop|cease|halt|end|quit|give up|put an end to|call off)(?:s|ped|ping|d|ing|ed)?\b", re.I
)
REACH = 60  # characters: "will not, under any pressure from abroad, withdraw"
STOP_REACH = 40


@dataclass(frozen=True, slots=True)
class ActNamed:
    """A type, where its word stands, whether the words forbid or end it."""

    type: str
    start: int
    forbidden: bool = False
    stopping: bool = False


@lru_cache(maxsize=65_536)
def acts_in(words: str) -> tuple[ActNamed, ...]:
    """The acts that some words name, in text order, each type once.

    >>> [(one.type, one.forbidden) for one in acts_in("will not withdraw from the island")]
    [('RETREAT', True)]
    """
    found: dict[int, ActNamed] = {}
    for type, pattern in _PATTERNS:
        match = pattern.search(words)
        if match is None or any(abs(match.start() - at) < 3 for at in found):
            continue
        at = match.start()
        found[at] = ActNamed(type, at, forbidden(words, at), stopping(words, at))
    return tuple(found[at] for at in sorted(found))


def forbidden(words: str, at: int) -> bool:
    """Whether the act whose word stands at `at` is ruled out: "will never (again) attack"."""
    before = words[max(0, at - REACH) : at]
    before = re.split(r"[.;!?]|\bbut\b|\band will\b|\binstead\b|, (?:if|unless|and)\b", before)[-1]
    return FORBIDDING.search(before) is not None


def stopping(words: str, at: int) -> bool:
    """Whether an act under way is to end: "halt the shelling"."""
    before = words[max(0, at - STOP_REACH) : at]
    before = re.split(r"[.;!?,]|\band\b", before)[-1]
    return _STOPPING.search(before) is not None


__all__ = ["FORBIDDING", "ActNamed", "acts_in", "forbidden", "stopping"]
