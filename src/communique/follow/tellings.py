"""Deeds that sentences tell in plain verbs, beside or instead of the events that were read.

Takes a sentence and the parties named in it, gives `Telling`s: the type of a verb in the past
("lifted", "has expelled"), who does it and to whom, as far as word order shows. Used to check and
complete what the reader found: an event without an actor, another type for the same word, a deed
that it passed over. What is ruled out, wished or foretold is no deed. No grammar beyond word order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.follow.sides import Side

PUT_OFF_TYPE = "PUT OFF"
"""No type of PLOVER's: an act that was taken back or put off, which only the ledger asks for."""

# Verbs in the past by type; each row was forced by sentences like those in tests/follow.
_VERBS: tuple[tuple[str, str], ...] = (
    (PUT_OFF_TYPE,
     r"postponed|put off|delayed|deferred|called off|cancelled|canceled|scrapped|abandoned|rescinded|took (?:it|that|this) back"
     r"|dropped (?:its|the|their|his|her) (?:\w+ )?(?:demand|threat|plan|offer|claim|promise)|withdrew (?:its|the|their|his|her) (?:\w+ )?(?:demand|threat|offer|promise|pledge|proposal)"),
    ("RETREAT",
     r"withdr(?:ew|awn)|pulled (?:\w+ ){0,5}(?:out|back)|pull-?out (?:was |is )?complete\w*|vacated|evacuated"
     r"|completed (?:the|its|their) (?:withdrawal|departure|pull-?out)|left (?:\w+ ){0,3}(?:camp|fort|base|airfield|hill|town|island|garrison)"
     r"|(?:left|quit) (?=[A-Z])(?!for)|observed the (?:truce|cease-?fire)|ceased fire|laid down (?:their|its) (?:arms|weapons)"
     r"|surrendered|disarmed|marched out|handed (?:over )?\d* ?(?:\w+ ){0,4}(?:weapons|guns|howitzers|mortars|arms)"
     r"|gave up (?:\w+ ){0,4}(?:weapons|guns|arms|pieces|positions?)|guns fell silent"),
    ("CONCEDE",
     r"lifted|released|freed|reopened|re-opened|eased|resigned|stepped down|unfroze|restored|let (?:\w+ ){1,3}(?:in|through|go|pass)"
     r"|set free|allowed|dropped (?:its|the|their|his|her)|gave in|backed down|unblocked|pardoned"),
    ("ASSAULT",
     r"attacked|shelled|bombed|bombarded|invaded|stormed|raided|ambushed|killed|wounded|fired (?:on|at|upon|\w+ (?:missiles|rockets|shells|rounds))"
     r"|shot (?:down|dead)|opened fire|(?:launched|fired|carried out|began) (?:an? |the |its |\w+ ){0,3}(?:attack|offensive|assault|strike|missile|rocket|drone|invasion)\w*"
     r"|struck (?!a )|hit (?:the|a|an)\b|crossed (?:the|into) (?:\w+ )?(?:river|border|frontier|line|[A-Z]\w+)|landed troops"),
    ("SANCTION",
     r"expelled|imposed|froze|frozen|cut (?:off|the (?:gas|oil|supply|flow|power|electricity))|shut (?:off|down)|halted|stopped (?:deliver\w+|suppl\w+|the (?:flow|gas|supply|deliver\w+))"
     r"|suspended|closed (?:its|the|their|all)|banned|recalled (?:its|the|their)|severed|broke off|seized (?:the )?(?:assets|property)|blacklisted"),
    ("MOBILIZE",
     r"deployed|called up|massed|mobili[sz]ed|moved (?:\w+ ){0,4}(?:troops|forces|tanks|brigades?|battalions?)|sent (?:\w+ ){0,4}(?:troops|forces|soldiers|warships?|tanks)"
     r"|stationed|put (?:\w+ ){0,4}on (?:\w+ )?alert|(?:held|began|started) (?:\w+ ){0,3}(?:exercises|drills|manoeuvres|maneuvers)|reinforced|dug in"),
    ("COERCE",
     r"arrested|detained|seized|blockaded|confiscated|jailed|imprisoned|boarded|turned back|deported|annexed|occupied|blocked|raided"),
    ("AGREE",
     r"signed|agreed (?:to|on|that)|ratified|initialled|reached (?:an? |the )?(?:\w+ )?(?:deal|agreement|accord|settlement|truce)|concluded"),
    ("AID",
     r"delivered|supplied|donated|paid (?:out|the|\d)|shipped|provided|transferred|gave (?:\w+ ){0,2}(?:\d+|aid|money|arms|weapons)|trained|handed over (?:\w+ ){0,4}(?:vehicles|aid|tanks|missiles)"
     r"|vehicles (?:\w+ ){0,3}(?:landed|arrived)"),
    ("COOPERATE", r"exchanged|resumed|shared|joined (?:\w+ ){0,2}(?:patrols|exercises)|swapped"),
    ("CONSULT",
     r"met\b|held (?:\w+ ){0,3}(?:talks|a meeting|session|negotiations)|visited|hosted|convened|negotiated|sat down|telephoned|spoke (?:by|with)"),
    ("SUPPORT", r"recogni[sz]ed|endorsed|backed"),
    ("REJECT",
     r"rejected|turned down|dismissed|refused|declined (?!to comment)|ruled out|vetoed|brushed aside|spurned|said no to|walked out"),
    ("PROTEST", r"protested|marched (?:against|through)|went on strike|rallied"),
)  # fmt: skip
_PATTERNS = tuple((type, re.compile(rf"\b(?:{words})", re.I)) for type, words in _VERBS)
# "would have withdrawn", "not withdrawn", "if it withdrew", "promised that it lifted"
_NOT_SO = re.compile(
    r"\b(?:will|would|could|can|may|might|should|must|shall|to|to be|if|unless|until|once|when|not|never|no|nor|n['’]t|without"
    r"|had been|who had|as if|before|whether)\s+(?:\w+\s+){0,2}(?:be |have |been )?$", re.I,
)  # fmt: skip
# "has not moved a single gun", "never sent troops": told not to have happened
_NEVER = re.compile(r"\b(?:(?:has|have|had)(?: not|n['’]t| never| yet to have)|never)\s+(?:yet |been )?$", re.I)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+ly\s+|also\s+)?$", re.I)
_GOVERNED = re.compile(
    r"[(]$|\b(?:in|at|from|near|with|against|to|on|for|over|than|into|by|towards?|between|outside|inside)\s+(?:the\s+)?(?:\w+\s+)?$", re.I,
)  # fmt: skip
_PRONOUN = re.compile(r"\b(?:it|they|he|she|we|who)\s+(?:has |have |had )?$", re.I)
_BY = re.compile(r"\bby\s+(?:the\s+)?$", re.I)
TO_REACH, BY_REACH = 90, 60  # characters


@dataclass(frozen=True, slots=True)
class Named:
    """Where somebody is named, in offsets into the article."""

    start: int
    end: int
    side: Side


@dataclass(frozen=True, slots=True)
class Telling:
    """A verb in the past: its type, its place, who does it and to whom."""

    type: str
    start: int
    end: int
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    negated: bool = False


def tellings(text: str, start: int, end: int, named: Sequence[Named]) -> Iterator[Telling]:
    """The deeds that the sentence `text[start:end]` tells, in the order of the table."""
    sentence = text[start:end]
    taken: list[tuple[int, int]] = []
    for type, pattern in _PATTERNS:
        for match in pattern.finditer(sentence):
            at, stop = start + match.start(), start + match.end()
            if any(a < stop and at < b for a, b in taken):
                continue
            before = sentence[max(0, match.start() - 40) : match.start()]
            negated = _NEVER.search(before) is not None
            if not negated and _NOT_SO.search(before):
                continue
            taken.append((at, stop))
            actors, recipients = parties(text, start, end, at, stop, named)
            yield Telling(type, at, stop, actors, recipients, negated)


def types_at(words: str) -> tuple[str, ...]:
    """The types that the words at a trigger may stand for.

    >>> types_at("withdrew from the camp")
    ('RETREAT',)
    """
    return tuple(type for type, pattern in _PATTERNS if (m := pattern.search(words)) and m.start() < 12)


def parties(
    text: str, start: int, end: int, at: int, stop: int, named: Iterable[Named]
) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Who does and to whom, by word order around a verb at `at`."""
    inside = [one for one in named if start <= one.start and one.end <= end]
    before = [
        one for one in inside
        if one.end <= at and not _GOVERNED.search(text[max(start, one.start - 24) : one.start])
    ]  # fmt: skip
    after = [one for one in inside if stop <= one.start <= stop + TO_REACH]
    if _PASSIVE.search(text[max(start, at - 20) : at]):
        agents = [one for one in after if _BY.search(text[max(start, one.start - 10) : one.start])
                  and one.start <= stop + BY_REACH]  # fmt: skip
        return _first(agents), _first(before[-1:])
    if _PRONOUN.search(text[max(start, at - 14) : at]):  # "that it froze": the sentence's subject
        before = before[:1]
    actors = _first(before[-1:])
    poles = {side.pole for side in actors}
    return actors, _first([one for one in after if one.side.pole not in poles])


def _first(found: Sequence[Named]) -> tuple[Side, ...]:
    return (found[0].side,) if found else ()


__all__ = ["PUT_OFF_TYPE", "Named", "Telling", "parties", "tellings", "types_at"]
