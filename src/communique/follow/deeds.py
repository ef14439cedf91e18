"""Deeds: whether an event that happened is what was promised, demanded, threatened or denied.

Takes a `Proposal` and a `Done` row, gives a `Link` with a score, or None where the two have
nothing to do with each other. Compared are the type (by the table), who acts, on whom, where,
what about, when, and on whose word the event stands. What is unknown is compatible and lowers
the score; what differs is kept as a reason: an act elsewhere, by another army, of another year.
"""

from __future__ import annotations

import re
from functools import lru_cache

from communique.follow.acts import FORBIDDING
from communique.follow.days import days_of, gap
from communique.follow.fulfilment import Bearing, bearing
from communique.follow.links import KEPT, Effect, Link, product
from communique.follow.objects import ANCHOR, ONE_SHARED, alike, name_stems, things_in
from communique.follow.places import key_of, named_in, place_fit, whole
from communique.follow.proposals import Proposal
from communique.follow.rows import Done
from communique.follow.sides import EXCLUDED, Fit, Side, best_fit, fit, states

UNKNOWN_ACTOR, UNKNOWN_RECIPIENT, UNAIMED, GUESSED = 0.62, 0.92, 0.97, 0.94
OTHER_RECIPIENT, PERHAPS_OTHER, WORDS_ELSEWHERE = 0.35, 0.85, 0.5
BEFORE, SAME_TEXT, SAME_DAY = 0.1, 0.55, 0.9
LONG_OVERDUE = 90  # days after a deadline from which a deed is rather another undertaking's
SELF_TOLD, THIRD_PARTY, UNNAMED, FOE = 0.85, 0.9, 0.85, 0.8
OTHER_UNIT = 0.3
_UNIT = re.compile(
    r"\b(?:[A-Z][a-z]+|\d+(?:st|nd|rd|th)) (?:Army|Brigade|Fleet|Division|Corps|Regiment|Battalion|Squadron)\b"
)
UNTIED, PLAIN, ONE_TIE = 0.55, 0.72, 0.92
SAME_WORD = 0.9  # the word of the words is the word of the deed
ONLY_AROUND = 0.8  # of several places that the words name the deed names the wider one alone
PLACE_BOUND = frozenset({"RETREAT", "MOBILIZE", "ASSAULT"})
# What a government says and rules every day: "accused", "rejected", "met" tell nothing by themselves.
OFTEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONSULT", "SUPPORT", "AGREE", "PROTEST"})
SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})

_PART = re.compile(
    r"\b(?:partial(?:ly)?|in part|partly|some of|part of (?:its|the|their)|began|begun|begins?|beginning|"
    r"started|starting|\d[\d,.]* of (?:the |its |their )?\d|first (?:batch|group|stage|phase|convoy|units?|of)|half(?: of)?|a handful|so far|only)\b", re.I,
)  # fmt: skip
# "The withdrawal was put off": the noun is no withdrawal that happened.
UNDONE = re.compile(
    r"\b(?:postpon|put(?:ting|s)? off|delay|defer|shelv|suspend|cancel|call(?:ed|s|ing)? off|abandon|"
    r"scrap|halt|stall|block|fail|miss|refus|reject|resist|yet to|still not|has not|have not|had not|without"
    r"|lift|ease|easing|end(?:ed|ing|s)?\b|remov|releas)\w*", re.I,
)  # fmt: skip
NEARBY = 45  # characters between such a word and the trigger


def weigh(proposal: Proposal, done: Done) -> Link | None:
    """The link between words and a deed, None where there is none worth keeping."""
    if done.told_in == proposal.said.id:
        return None
    if done.status == "denied":
        return _not_done(proposal, done)
    if done.status != "actual" or _undone(done):
        return None
    bears = _bearing(proposal, done)
    if bears is None:
        return None
    effect: Effect = "opposite"
    if bears.good:
        keeps = proposal.refrain or proposal.kind in ("refuse", "deny")
        effect = "kept" if keeps else "done"
    if effect == "done" and _is_part(proposal, done):
        effect = "partly"
    if effect == "done" and proposal.kind == "demand" and not of_all(proposal, done.actors):
        effect = "partly"
    refrains = proposal.refrain or proposal.kind in ("refuse", "deny")
    very = bears.good != refrains and _same_word(proposal, done)
    weight = max(bears.weight, SAME_WORD) if very else bears.weight
    return _link(proposal, done, effect, Fit(weight, bears.why))


def of_all(proposal: Proposal, sides: tuple[Side, ...]) -> bool:
    """Whether all who were asked have acted: a call on two sides is half met by one."""
    asked, acted = states(proposal.actors), states(sides)
    return len(asked) < 2 or not acted or asked <= acted


def _same_word(proposal: Proposal, done: Done) -> bool:
    """"To shell the power station", "shelled it": the very word, whatever type each was taken for."""
    return bool(things_in(done.trigger.exact).stems & proposal.things.stems)


def _bearing(proposal: Proposal, done: Done) -> Bearing | None:
    """How a deed bears by its type, or by another that its words name just as well."""
    found = [
        b for type in (done.type, *done.also)
        if (b := bearing(proposal.kind, proposal.type, proposal.refrain, type))
        and not (b.good and proposal.kind == "deny")  # leaving a town upholds no denial
    ]  # fmt: skip
    return max(found, key=lambda one: one.weight, default=None)


def weigh_condition(proposal: Proposal, done: Done) -> Link | None:
    """The link between a condition and an event that may be what it waits for."""
    hinge, condition = proposal.hinge, proposal.condition
    if hinge is None or condition is None or done.status != "actual":
        return None
    if hinge.type not in (done.type, *done.also):
        return None
    sides = hinge.actors or proposal.to
    about = alike(things_in(condition.clause), things_in(done.sentence.exact), _ignored(proposal))
    place = _words_place(named_in(condition.clause), done, frozenset())
    fits = (
        best_fit(sides, done.actors, UNKNOWN_ACTOR, "condition"), about, place,
        _time(proposal, done), Fit(0.85 + 0.15 * done.score, ""),
    )  # fmt: skip
    return _made(proposal, done, "condition", fits)


def _not_done(proposal: Proposal, done: Done) -> Link | None:
    """Somebody says that it was not done, or, of what was denied, that there was no such thing."""
    if proposal.type not in (done.type, *done.also):
        return None
    if proposal.kind in ("deny", "refuse") or proposal.refrain:
        own = done.teller is not None and fit(proposal.maker, done.teller).factor >= 0.5
        if own or proposal.kind not in ("deny", "refuse"):
            return None
        return _link(proposal, done, "kept", Fit(0.9, "others say that it did not happen"))
    return _link(proposal, done, "not done", Fit(0.9, "said not to have been done"))


def _link(proposal: Proposal, done: Done, effect: Effect, type_fit: Fit) -> Link | None:
    whom, place = _to_whom(proposal, done), _place(proposal, done)
    about = alike(proposal.things, things_in(done.sentence.exact), _ignored(proposal, done))
    fits = (
        type_fit, _who(proposal, done), whom, place, about, _anchored(proposal, effect, whom, place, about),
        _time(proposal, done), _voice(proposal, done, effect), Fit(0.85 + 0.15 * done.score, ""),
    )  # fmt: skip
    return _made(proposal, done, effect, fits)


def _anchored(proposal: Proposal, effect: Effect, whom: Fit, place: Fit, about: Fit) -> Fit:
    """What ties a deed to these words beyond its type and who acts: a place, a target, a thing.

    In a war a side attacks, withdraws and mobilises every week: without such a tie a deed stays a
    candidate. The opposite of an act that is bound to a place is done there, or it is none.
    """
    at = place.factor >= 0.9 and place.why.startswith(("at ", "in "))
    on = whom.factor >= 0.9 and whom.why.startswith(("on whom: ", "in "))
    thing = about.factor >= ANCHOR
    opposed = effect == "opposite" and not proposal.refrain and proposal.kind not in ("refuse", "deny")
    there = at and place.factor >= 0.95 and place.why.startswith("at ")
    if opposed and (not proposal.actors or (proposal.type in PLACE_BOUND and not there)):
        return Fit(UNTIED, "the opposite, but not shown to be done there")
    ties = at + on + thing
    plain = proposal.type not in OFTEN and not (proposal.place or proposal.places or proposal.recipients or proposal.things.classes)
    if ties == 0 and plain and about.factor >= ONE_SHARED and proposal.kind != "deny":
        return Fit(PLAIN, "the words name no place, target or thing to tie it to")
    if ties == 0:
        return Fit(UNTIED, "nothing but type and side ties it to the words")
    return Fit(1.0 if ties > 1 else ONE_TIE, "")


def _made(proposal: Proposal, done: Done, effect: Effect, fits: tuple[Fit, ...]) -> Link | None:
    score, reasons = product(fits)
    if score < KEPT:
        return None
    place = done.place.name if done.place else None
    return Link(
        proposal.id, done.id, done.article, done.sentence, done.day, done.own_day, effect, score,
        reasons, done.type, done.own_voice, done.teller.pole if done.teller else None, place,
    )  # fmt: skip


def _who(proposal: Proposal, done: Done) -> Fit:
    found = done.actors
    ours, theirs = _units(proposal.said.words), _units(_doers(done))
    if ours and theirs and not ours & theirs:
        return Fit(OTHER_UNIT, f"another unit: {', '.join(sorted(theirs))}, not {', '.join(sorted(ours))}")
    if proposal.type in SYMMETRIC:
        found = (*done.actors, *done.recipients)
    best = best_fit(proposal.actors, found, UNKNOWN_ACTOR, "who acts")
    if done.guessed and done.actors and proposal.actors:
        if best.factor < 0.5 and proposal.type not in SYMMETRIC:
            return Fit(max(best.factor, EXCLUDED), best.why)
        return Fit(best.factor * GUESSED, f"{best.why}, by word order")
    return best


def _doers(done: Done) -> str:
    return " ".join(side.name for side in done.actors)


@lru_cache(maxsize=65_536)
def _units(words: str) -> frozenset[str]:
    """The armies that some words name: the Northern Army is not the Southern Army."""
    return frozenset(match[0] for match in _UNIT.finditer(words))


def _to_whom(proposal: Proposal, done: Done) -> Fit:
    wanted = proposal.recipients
    if not wanted and proposal.kind in ("promise", "threaten", "offer") and not proposal.place:
        wanted = proposal.to
    if proposal.type in SYMMETRIC:
        found: tuple[Side, ...] = (*done.actors, *done.recipients)
    else:
        found = done.recipients
    wanted = tuple(one for one in wanted if one.pole not in states(proposal.actors))
    if not wanted or not found:
        unknown = UNAIMED if proposal.type in ("RETREAT", "MOBILIZE") else UNKNOWN_RECIPIENT
        return Fit(unknown if wanted else 0.97, "on whom it was done is not told" if wanted else "")
    best = best_fit(wanted, found, UNKNOWN_RECIPIENT, "on whom")
    if best.factor >= 0.45 or states(wanted) & states(found):
        return Fit(max(best.factor, 0.9), best.why)
    abroad = {done.place.country} if done.place and done.place.country else set()
    if abroad & states(wanted):
        return Fit(0.92, f"in {done.place.name if done.place else ''}")
    return Fit(OTHER_RECIPIENT if done.aimed else PERHAPS_OTHER, best.why)


def _place(proposal: Proposal, done: Done) -> Fit:
    sides = name_stems(tuple(
        one.name for one in (*proposal.actors, *proposal.recipients, *proposal.to, proposal.maker)
    ))  # fmt: skip
    narrow = [name for name in proposal.places if not name_stems((name,)) & sides]
    told = [name for name in narrow if _mentions(done.sentence.exact, name)]
    if told and told[0] != narrow[0]:  # "from Fort Ravel in Lissenia": the first is the narrowest
        return Fit(ONLY_AROUND, f"at {told[0]}, {narrow[0]} is not named")
    if told:
        return _words_place(tuple(narrow), done, sides)
    if proposal.place and done.place and not (narrow and whole(proposal.place)):
        there = place_fit(proposal.place, done.place)
        if there.factor >= 0.5 or not _mentions(done.sentence.exact, proposal.place.name):
            return there
        return Fit(0.9, f"at {proposal.place.name}")
    names = (proposal.place.name,) if proposal.place and not narrow else tuple(narrow)
    if not names and done.place and done.place.country in states(proposal.recipients):
        return Fit(1.0, f"at {done.place.name}")
    return _words_place(names, done, sides)


def _words_place(names: tuple[str, ...], done: Done, sides: frozenset[str]) -> Fit:
    """By the names in the words, where at least one side has no place of its own."""
    wanted = [name for name in names if not name_stems((name,)) & sides]
    if not wanted:
        return Fit(0.95, "")
    for name in wanted:
        if _mentions(done.sentence.exact, name):
            return Fit(1.0, f"at {name}")
    there = (done.place.name,) if done.place else named_in(done.sentence.exact)
    there = tuple(name for name in there if not name_stems((name,)) & sides)
    if not there:
        return Fit(0.85, "the place is not told")
    if any(key_of(a) & key_of(b) for a in wanted for b in there):
        return Fit(0.95, f"at {there[0]}")
    return Fit(WORDS_ELSEWHERE, f"at {there[0]}, not {wanted[0]}")


def _mentions(sentence: str, name: str) -> bool:
    return name in sentence and re.search(rf"\b{re.escape(name)}", sentence) is not None


def _time(proposal: Proposal, done: Done) -> Fit:
    said, day = proposal.day, done.day
    looks_back = proposal.kind == "deny" and not proposal.refrain
    if looks_back:  # what is denied lies before the denial; what shows it may come years later
        return Fit(1.0, "") if abs((day.last - said.last).days) < 400 else Fit(0.5, "of another year")
    if day.last < said.first:
        return Fit(BEFORE, f"done {day.text}, before the words of {said.text}")
    if not done.own_day and done.article.id == proposal.said.article.id:
        return Fit(SAME_TEXT, "told in the same article, with no day of its own")
    if done.own_day and day.text == said.text[: len(day.text)] and not day.exact:
        return Fit(0.6, f"done some time in {day.text}, perhaps before the words")
    days = gap(said, day)
    if days == 0 and not done.own_day:
        return Fit(SAME_DAY, "told on the day of the words")
    due = days_of(proposal.deadline)
    if due is not None and gap(due, day) > LONG_OVERDUE:
        return Fit(0.45, f"{gap(due, day)} days after its time had passed")
    for limit, factor in _FADING.get(proposal.kind, _LASTING_WORDS):
        if days <= limit:
            return Fit(factor, f"{days} days after the words")
    return Fit(0.4, f"{days} days after the words, of another year")


# Threats and offers are of their weeks, what was promised or denied may take a year.
_LASTING_WORDS = ((60, 1.0), (200, 0.93), (420, 0.8), (800, 0.6))
_FADING = {
    "threaten": ((60, 1.0), (120, 0.9), (200, 0.75), (800, 0.5)),
    "offer": ((60, 1.0), (120, 0.85), (200, 0.7), (800, 0.5)),
}


def _voice(proposal: Proposal, done: Done, effect: Effect) -> Fit:
    if done.own_voice:
        return Fit(1.0, "the article itself says so")
    if done.teller is None:
        return Fit(UNNAMED, "on the word of a source that is not known")
    told = f"on the word of {done.teller.name}"
    if states((done.teller,)) & states(proposal.actors):
        own = SELF_TOLD if effect in ("done", "partly", "kept") else 1.0
        return Fit(own, f"{told}, whose act it is")
    if states((done.teller,)) & states((*proposal.to, *proposal.recipients)):
        return Fit(1.0 if effect in ("done", "partly") else FOE, f"{told}, the other side")
    return Fit(THIRD_PARTY, told)


@lru_cache(maxsize=65_536)
def _undone(done: Done) -> bool:
    """Whether words right before the trigger, or after it, say that it did not come about."""
    at = done.trigger.start - done.sentence.start
    before = done.sentence.exact[max(0, at - NEARBY) : at]
    before = re.split(r"[.;,]|\bbut\b|\band\b", before)[-1]
    after = done.sentence.exact[at : at + len(done.trigger.exact) + 30]
    put_off = re.search(r"\b(?:was|were|is|are|been|be) (?:postponed|put off|delayed|called off|cancelled"
                        r"|canceled|suspended|shelved)\b", after)  # fmt: skip
    return bool(UNDONE.search(before) or FORBIDDING.search(before) or put_off)


def _is_part(proposal: Proposal, done: Done) -> bool:
    for value, unit in done.amounts:
        for wanted, of in proposal.amounts:
            if unit == of and value < 0.9 * wanted:
                return True
    at = done.trigger.start - done.sentence.start
    around = done.sentence.exact[max(0, at - 30) : at + len(done.trigger.exact) + 40]
    return _PART.search(around) is not None


def _ignored(proposal: Proposal, done: Done | None = None) -> frozenset[str]:
    sides = [proposal.maker, *proposal.to, *proposal.actors, *proposal.recipients]
    if done:
        sides += [*done.actors, *done.recipients]
    return name_stems(tuple(dict.fromkeys(one.name for one in sides)))


__all__ = ["weigh", "weigh_condition"]
