"""The status of an event by rule: did it happen, or was it only said?

Takes a trigger, its sentence, and what is known of the statement around it (its force, whether the
actor is the one who speaks), gives a status with its reason, or None where no word decides. One
idea: the nearest cue on the trigger's left governs it ("has no plans to invade", "urged them to
leave", "if they attack"), and the force of the statement settles what the cue leaves open. A second
opinion beside the network's; what it abstains from, the network decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.read.status_cues import Governing, Sense, governing_cue
from communique.types import Force, Status

Offsets = tuple[int, int]

_STATUS_OF: dict[Sense, Status] = {
    "denial": "denied", "negation": "denied", "refrain": "possible", "demand": "demanded",
    "offer": "offered", "threat": "threatened", "plan": "planned", "would": "planned",
    "will": "planned", "condition": "possible", "possible": "possible", "wish": "planned",
}  # fmt: skip
_PAST = re.compile(
    r"(?:\w{2,}ed|met|spoke|said|told|took|made|went|came|sent|gave|left|fled|began|held|led|struck"
    r"|shot|fought|won|lost|broke|drew|threw|flew|stood|chose|forced|brought|sought|found)$", re.I
)  # fmt: skip
_BASE_IN_ED = ("need", "heed", "proceed", "succeed", "exceed", "feed", "speed", "bleed", "concede")
_BE = re.compile(r"\b(?:be|been|being|get|gets|getting|got|have|had|has)\b", re.I)
# "resolve the protests", "into the shooting": what a clause takes as known did happen.
_KNOWN = re.compile(
    r"\b(?:the|these|those|this|its|their|his|her|ongoing|recent|continuing|latest|current|\w+['’]s)"
    r"\s+(?:(?!(?:and|or|to|from|with|by)\b)[\w'’-]+\s+){0,2}$", re.I
)  # fmt: skip
_AFTER_DENIED = re.compile(r"^[^.;,]{0,20}\b(?:out of the question|ruled out|impossible)\b")
_AFTER_POSSIBLE = re.compile(r"^\s+(?:would|could|might|may)\b(?! not be)")
_DOUBT = re.compile(
    r"\b(?:if|unless|whether|may|might|could|possible|possibility|perhaps|expectations?|speculation"
    r"|fears?|likely|predict\w*|suggest\w*|would)\b", re.I
)  # fmt: skip
# "It would not have time to mobilise."  "It had not announced any plans to withdraw."
_MEANT: frozenset[Sense] = frozenset({"will", "would", "plan", "wish", "ready", "offer"})
_NOT = re.compile(r"\b(?:not|never)\b(?! (?:lead|necessarily|automatically|only))", re.I)
_NOT_BEFORE = re.compile(r"(?:\b(?:not|never|no|without)|n['’]t)\b(?:\s+[\w'’]+){0,5}\s*$", re.I)
# "called on them to stop the bombing": the end is demanded, the bombing goes on.
_ENDS = re.compile(
    r"\b(?:stop|end|halt|cease|ending|stopping|suspend|suspension|lift|investigat\w+|inquiry|probe"
    r"|explain|explanation|condemn\w*|reconsider|punish\w*|responsible|retaliat\w+)\b(?!.*(?:\band\b|\bor\b|,))", re.I
)  # fmt: skip
_NAMED = re.compile(r"\b[A-Z]\w+\s*$")
# "any further step would bring heavy costs, among them a package of sanctions"
_BRINGS = re.compile(
    r"\b(?:would|will|could|may|might)\s+(?:\w+\s+)?(?:incur|bring|face|mean|result in|lead to|trigger"
    r"|cost|suffer|entail|be met|draw|provoke|invite)\b"
)
_IF = re.compile(r"\b(?:if|unless|should|in case|otherwise|until)\b", re.I)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A status, and the rule and the words that it rests on."""

    status: Status
    reason: str


def status_by_rule(
    text: str,
    trigger: Offsets,
    sentence: Offsets,
    *,
    force: Force | None = None,
    by_speaker: bool | None = None,
) -> Ruling | None:
    """The status that the words give an event, with the reason; None where they don't decide.

    Args:
        text: the article.
        trigger: offsets of the words that name the event.
        sentence: offsets of the sentence that they stand in.
        force: the force of the innermost statement that holds the event, if any.
        by_speaker: whether the event's actor is that statement's speaker, or of his side.

    >>> text = "It has no plans to invade."
    >>> status_by_rule(text, (19, 25), (0, len(text)), force="deny")
    Ruling(status='denied', reason="denial: 'has no plans to'")
    """
    words = text[slice(*trigger)]
    after = text[trigger[1] : min(sentence[1], trigger[1] + 40)]
    if _AFTER_DENIED.search(after):
        return Ruling("denied", f"denial after: {after.strip()[:24]!r}")
    cue = governing_cue(text, trigger, sentence)
    if cue is not None and not _escapes(cue, words):
        status = _decided(cue, text[slice(*sentence)], force, by_speaker)
        if status is not None:
            return Ruling(status, f"{cue.sense}: {cue.words!r}")
    if cue is None and _AFTER_POSSIBLE.match(after) and not _is_past(words):
        return Ruling("possible", f"possible after: {after.split()[0]!r}")
    if cue is None:
        return _by_force(text, trigger, sentence, force, by_speaker)
    return None


def _is_past(words: str) -> bool:
    first = words.split()[0].strip("\"“'‘([") if words.strip() else ""
    return bool(_PAST.match(first)) and not first.lower().endswith(_BASE_IN_ED)


def _escapes(cue: Governing, words: str) -> bool:
    """Whether the trigger is past the cue's grasp though near it.

    "He urged them to reconsider and spoke with Rome": a verb in the past is no infinitive. "It
    refused to condemn the annexation": the cue takes the verb, and the noun is taken as known.
    """
    if _is_past(words) and cue.sense not in ("denial", "condition") and not _BE.search(
        f"{cue.words} {cue.between}"
    ):
        return True
    known = _KNOWN.search(cue.between)
    return bool(known and cue.between[: known.start()].strip())


def _decided(
    cue: Governing, sentence: str, force: Force | None, by_speaker: bool | None
) -> Status | None:
    sense = cue.sense
    if sense == "fact":
        return None
    if sense == "duty":
        return _duty(cue, force, by_speaker)
    if sense == "ready":
        return _ready(force)
    if sense == "demand" and _NOT.search(cue.between):
        return "possible"
    if sense == "demand" and _ENDS.search(cue.between):
        return None
    modal = sense in ("will", "would")
    if sense in _MEANT and _NOT.search(cue.between):
        return "possible" if force == "demand" else "denied"
    if sense in _MEANT and not modal and _NOT_BEFORE.search(cue.before):
        return "possible" if force == "demand" else "denied"
    if force == "deny" and by_speaker and (modal or sense in ("possible", "wish")):
        return "denied"
    if force == "threaten" and sense in ("will", "would", "plan", "possible"):
        outright = sense in ("will", "plan") and not _IF.search(sentence)
        return "planned" if outright else "threatened"
    if force == "demand" and sense in ("negation", "denial"):
        return "possible"
    if force == "demand" and sense == "possible" and not by_speaker:
        return "demanded"
    if sense in ("will", "would", "plan") and force != "promise" and _DOUBT.search(cue.before):
        return "possible"
    return _STATUS_OF[sense]


def _duty(cue: Governing, force: Force | None, by_speaker: bool | None) -> Status | None:
    """"Russia must withdraw" asks; "we must withdraw" does not, and a bare "needed" neither."""
    if by_speaker:
        return None
    asked = force in ("demand", "accuse", "threaten")
    # Said of another by name it asks, however mildly: "he pointed out that Russia needs to leave".
    asked = asked or (force == "assert" and by_speaker is False and bool(_NAMED.search(cue.before)))
    return "demanded" if asked else "possible"


def _ready(force: Force | None) -> Status | None:
    """"ready to": an offer, or a threat, or a consent, as it is said."""
    if force == "threaten":
        return "threatened"
    return "planned" if force in ("promise", "agree", "assert") else "offered"


def _by_force(
    text: str, trigger: Offsets, sentence: Offsets, force: Force | None, by_speaker: bool | None
) -> Ruling | None:
    """No cue near: an infinitive or a bare verb in a demand or a promise is what is asked or meant.

    "She called on Ankara to stop the bombing, free the mayor and allow in monitors."
    """
    words = text[slice(*trigger)]
    first = words.split()[0].lower() if words.strip() else ""
    bare = not first.endswith(("s", "ing")) and not _is_past(words)
    before = text[max(sentence[0], trigger[0] - 14) : trigger[0]].split()
    last = before[-1].lower() if before else ""
    joined = last in ("to", "and", "or", "not") or last.endswith(",")
    if force == "demand" and bare and joined and not by_speaker:
        return Ruling("demanded", "asked of another in a list of demands")
    if force == "deny" and by_speaker:
        return Ruling("denied", "denied by its actor")
    if force == "threaten" and _BRINGS.search(text, max(sentence[0], trigger[0] - 110), trigger[0]):
        return Ruling("threatened", "held out in a threat")
    if force == "promise" and bare and joined and by_speaker:
        return Ruling("planned", "announced by its actor in a list of promises")
    return None


__all__ = ["Ruling", "status_by_rule"]
