"""What an act is about: the things named, and whether two wordings name the same.

Takes words, gives classes of objects (arms, food, money, prisoners, ...) and content stems; `alike`
compares an undertaking with a deed. One idea: "deliver tanks" and "delivered flour" are both AID,
and only the object tells them apart. Names and the words of the act itself don't count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from communique.follow.sides import Fit
from communique.record.terms import stem, stems

_CLASSES: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})", re.I)
    for name, words in {
        "arms": r"weapon|arms\b|tanks?\b|missile|rocket|jets?\b|aircraft|ammunition|shells\b|drones?\b|howitzer|artillery|warplane|launcher",
        "relief": r"food|flour|grain|wheat|medic|humanitarian|tents?\b|relief|blanket|vaccine|convoy",
        "money": r"loan|billion|million (?:dollars|euros|pounds|in)|financ|fund|budget|credit|crowns|grant\b|\bsum\b|payment",
        "energy": r"\bgas\b|\boil\b|pipeline|fuel|electricity|power (?:line|plant|suppl)|coal|petrol",
        "captives": r"prison|captive|hostage|detain|pilots?\b|crew|journalist|sailor|activist",
        "forces": r"troops|soldier|forces\b|brigade|battalion|division|regiment|garrison|reserv(?:es|ists)|military base|army|fleet|warship|gunboat|navy|units?\b",
        "borders": r"border|crossing|checkpoint|strait|canal|airspace|port\b|corridor|bridge",
        "envoys": r"embass|ambassador|diplomat|consul|envoy|attach",
        "trade": r"tariff|import|export|goods|trade|customs|wine|steel|cars\b|fish",
        "assets": r"assets|bank|account|visa|oligarch|travel ban",
        "atom": r"nuclear|uranium|centrifuge|enrich|reactor|warhead|inspect",
        "talks": r"talks|summit|negotiat|meeting|conference|round table",
        "votes": r"election|referendum|vote|ballot|poll",
        "fire": r"cease-?fire|truce|shelling|hostilit|fighting|shoot|\bfire\b|silent",
        "waters": r"dam\b|water|river|reservoir",
        "flights": r"flights?\b|airline|airport",
    }.items()
}

_PLAIN = frozenset(
    stem(word) for word in (
        "the a an of to in on at from by for with and or but not no nor as is are was were be been being "
        "it its he she they them their his her our we us you your i this that these those there here will would shall should "
        "can could may might must do does did done has have had having said say says told tell tells according "
        "any all some more most other another such own same so than then very too also just only about "
        "into out up down over under after before until within during through between against if unless when "
        "who which what where why how one two three first new day days week weeks month months year years today "
        "yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april "
        "june july august september october november december government minister president official officials "
        "ministry spokesman spokeswoman foreign country countries state states promise promised demand demanded "
        "threaten threatened warn warned vow vowed pledge pledged offer offered refuse refused deny denied announce "
        "announced call called ask asked urge urged"
    ).split()
)  # fmt: skip

# Factors. Set on the tune part of the demo's key; bench/ledger.py prints what they give.
SAME_CLASS, SOME_SHARED, ONE_SHARED, UNTOLD, NOTHING_SHARED, OTHER_CLASS = 1.0, 0.96, 0.9, 0.85, 0.75, 0.5
ANCHOR = 0.95  # from here on the things are the same as far as words tell


@dataclass(frozen=True, slots=True)
class Things:
    """The classes of object that some words name, and their content stems."""

    classes: frozenset[str]
    stems: frozenset[str]


@lru_cache(maxsize=65_536)
def things_in(words: str) -> Things:
    """What some words are about.

    >>> sorted(things_in("will deliver forty tanks").classes)
    ['arms']
    """
    classes = frozenset(name for name, pattern in _CLASSES.items() if pattern.search(words))
    # Names are compared as places and sides; "signed in Belmora" is about no thing of that name.
    prose = " ".join(one for one in words.split() if not one.lstrip("\"“‘'(")[:1].isupper())
    kept = frozenset(one for one in stems(prose) if len(one) > 2 and one not in _PLAIN)
    return Things(classes, kept)


def alike(ours: Things, theirs: Things, ignored: frozenset[str] = frozenset()) -> Fit:
    """Whether a deed's words are about what the undertaking's are; `ignored` are names' stems."""
    shared = (ours.stems & theirs.stems) - ignored
    both = ours.classes & theirs.classes
    if both == {"forces"} and ("fire" in ours.classes) != ("fire" in theirs.classes):
        return Fit(OTHER_CLASS, "a truce and a withdrawal are two things")
    if both:
        return Fit(SAME_CLASS, "about the same: " + ", ".join(sorted(ours.classes & theirs.classes)))
    if ours.classes and theirs.classes and len(shared) < 2:
        a, b = ", ".join(sorted(ours.classes)), ", ".join(sorted(theirs.classes))
        return Fit(OTHER_CLASS, f"about something else: {b}, not {a}")
    if shared:
        return Fit(SOME_SHARED if len(shared) > 1 else ONE_SHARED, "shared words: " + ", ".join(sorted(shared)[:4]))
    if not ours.classes or not theirs.classes:
        return Fit(UNTOLD if not ours.stems or not theirs.stems else NOTHING_SHARED,
                   "no words in common")  # fmt: skip
    return Fit(NOTHING_SHARED, "no words in common")


@lru_cache(maxsize=16_384)
def name_stems(names: tuple[str, ...]) -> frozenset[str]:
    """The stems of names, which tell nothing about the object."""
    return frozenset(one for name in names for one in stems(name))


__all__ = ["Things", "alike", "name_stems", "things_in"]
