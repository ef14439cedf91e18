"""Answers: what was said about an undertaking afterwards, and moves it by being said.

Takes a `Proposal` and a later statement or verbal event, gives a `Link`: the addressee refuses or
accepts, the maker takes back or puts off, who refused gives in, who denied admits. An answer has
to come from the right side, after the words, and be about the same act: the same type, the same
things, or a direct reply within days. It knows nothing of deeds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from communique.follow.acts import FORBIDDING, acts_in
from communique.follow.conditions import deadline_in
from communique.follow.days import Days, days_of, gap
from communique.follow.deeds import LONG_OVERDUE, UNKNOWN_ACTOR, _ignored, of_all
from communique.follow.fulfilment import bearing
from communique.follow.links import KEPT, Effect, Link, product
from communique.follow.objects import (
    ANCHOR,
    ONE_SHARED,
    OTHER_CLASS,
    alike,
    name_stems,
    things_in,
)
from communique.follow.places import named_in
from communique.follow.proposals import Proposal
from communique.follow.rows import Article, Done, Said
from communique.follow.sides import Fit, Side, best_fit, fit, states
from communique.follow.tellings import PUT_OFF_TYPE
from communique.follow.undertakings import NEAR, wording
from communique.types import Span

TAKEN_BACK = re.compile(
    r"\b(?:call(?:s|ed|ing)? off|cancel\w*|scrap(?:s|ped|ping)?|abandon(?:s|ed|ing)?|rescind\w*|retract\w*|"
    r"(?:drop(?:s|ped|ping)?|withdr[ae]w(?:s|n|ing)?|tak(?:e|es|ing) back|took back) (?:its|the|his|her|their|that|a)? ?"
    r"(?:\w+ ){0,2}(?:threat|demand|offer|promise|pledge|plan|ultimatum|proposal|claim|request)|"
    r"back(?:s|ed|ing)? (?:down|away|off)|no longer (?:plans?|intends?|demands?|seeks?|insists?|wants?|stands?|offers?)|"
    r"will not now|go(?:es|ne|ing)? back on|went back on|reverse(?:s|d) (?:its|the|course)|off the table|revers(?:ed|es) itself)\b", re.I,
)  # fmt: skip
PUT_OFF = re.compile(
    r"\b(?:postpon\w*|delay(?:s|ed|ing)?|put(?:s|ting)? off|put on hold|defer(?:s|red|ring)?|push(?:es|ed)? back|"
    r"for the time being|until further notice|shelv(?:e|es|ed|ing)|later than planned|put back)\b", re.I,
)  # fmt: skip
_ADMITS = re.compile(
    r"\b(?:admit|acknowledg|conced|confess|confirm|own(?:s|ed) up|accept(?:s|ed)? (?:blame|responsibility))\w*", re.I
)
_AGREES = re.compile(
    r"\b(?:agree|accept|consent|comply|complied|meet the|met the|give in|gave in|yield)\w*", re.I
)
_ANSWERING = frozenset({"REJECT", "AGREE", "CONCEDE"})
REPLY_DAYS = 14  # an unspecific "we reject the ultimatum" answers what was said to it within so long
SAME_ACT, KIN_ACT, REPLY, NOTHING = 1.0, 0.55, 0.7, 0.25
NO_THING = 0.6  # the same type of act, with no thing in common: "will suspend" this, "suspend" that
KIN_DAYS = 45
SAME_THING, THING_DAYS = 0.8, 60
OWN = 0.85  # from here on somebody speaks for the maker: no court or firm takes back what a state said
# Nobody was named as asked: who turns to the maker may be meant; of who turns to nobody only
# what is said of the very act and thing counts. "Rejected a call by the opposition": a compatriot of
# the maker is turned to, which serves for the very act, not for an answer to anything.
ASSUMED_SIDE, COMPATRIOT, ANYBODY = 0.72, 0.7, 0.62


def answers(item: Said | Done) -> bool:
    """Whether something that was said or done may answer words: refuse, accept, take back, admit."""
    if isinstance(item, Done):
        sentence = item.sentence.exact
        kept = item.status in ("actual", "planned") or item.type == PUT_OFF_TYPE
        tells = item.type in _ANSWERING or _takes_back(sentence) or _says_put_off(sentence)
        return bool(item.actors) and kept and tells
    if item.kind != "said" or item.speaker is None:
        return False
    words = f"{item.cue} {item.words}" if item.direct else f"{item.cue} {item.sentence.exact}"
    return (
        item.force in ("refuse", "agree", "promise", "offer", "deny") or _ADMITS.search(item.cue) is not None
        or _takes_back(words) or _says_put_off(words)
    )  # fmt: skip


def weigh_said(proposal: Proposal, said: Said) -> Link | None:
    """The link between an undertaking and something said about it later, None if there is none."""
    if said.id == proposal.said.id or said.kind != "said" or said.speaker is None:
        return None
    effect, side_fit = _effect(proposal, said)
    if effect is None:
        return None
    types = {one.type for one in said.events} | {one.type for one in acts_in(said.words)}
    topic = _topic(proposal, effect, types, said.words, said.addressees, said.day, said.article)
    place = _at(proposal, f"{said.words} {said.sentence.exact}")
    fits = (side_fit, topic, place, _time(proposal, said.day), Fit(0.85 + 0.15 * said.score, ""))
    until = deadline_in(said.words, said.day.text) if effect == "withdrawn" else None
    return _made(proposal, said.id, said.article, said.span, said.day, effect, fits, until,
                 said.speaker.pole)  # fmt: skip


def weigh_verbal(proposal: Proposal, done: Done) -> Link | None:
    """The link with an event that is an answer: REJECT, AGREE, or one that was put off."""
    off = done.type == PUT_OFF_TYPE
    if done.status == "planned" and not _says_put_off(done.sentence.exact):
        return None
    if (done.status not in ("actual", "planned") and not off) or done.told_in == proposal.said.id:
        return None
    effect, side_fit = _verbal_effect(proposal, done)
    if effect is None:
        return None
    sentence = done.sentence.exact
    types = {one.type for one in acts_in(sentence)} | {done.type}
    topic = _topic(proposal, effect, types, sentence, done.recipients, done.day, done.article)
    place = _at(proposal, sentence)
    fits = (side_fit, topic, place, _time(proposal, done.day), Fit(0.85 + 0.15 * done.score, ""))
    until = deadline_in(sentence, done.article.day.text) if effect == "withdrawn" else None
    return _made(proposal, done.id, done.article, done.sentence, done.day, effect, fits, until,
                 done.teller.pole if done.teller else None)  # fmt: skip


def _effect(proposal: Proposal, said: Said) -> tuple[Effect | None, Fit]:
    assert said.speaker is not None
    own = best_fit((proposal.maker,), (said.speaker,), UNKNOWN_ACTOR, "who says so")
    if said.force == "refuse" and proposal.kind in ("demand", "offer") and own.factor < 1.0:
        own = Fit(0.0, "nobody refuses his own demand")  # opposition and government share a state
    # "Durrenia has postponed the withdrawal, its minister said": the verb may stand before the words.
    words = f"{said.cue} {said.words}" if said.direct else f"{said.cue} {said.sentence.exact}"
    if own.factor >= OWN:
        return None if _within(proposal, said.article, said.span) else _own_effect(proposal, said, words), own
    if proposal.kind in ("demand", "offer"):
        wanted = proposal.actors if proposal.kind == "demand" else proposal.to
        asked = _asked(proposal, wanted or proposal.to, (said.speaker,), said.addressees)
        if asked.factor < 0.5:
            return None, asked
        effect = _addressee_effect(proposal, said, words)
        if effect == "accepted" and proposal.kind == "demand" and not of_all(proposal, (said.speaker,)):
            effect = "partly"
        return effect, asked
    return None, own


def _own_effect(proposal: Proposal, said: Said, words: str) -> Effect | None:
    if proposal.kind == "deny":
        return "gave in" if _ADMITS.search(said.cue) and said.force != "deny" else None
    if proposal.kind == "refuse":
        agrees = said.force in ("agree", "promise", "offer")
        return "gave in" if agrees and not _rules_out(words) else None
    if _takes_back(words) or _says_put_off(words) or _drops(proposal, said):
        return "withdrawn"
    return None


def _to_maker(proposal: Proposal, to: tuple[Side, ...]) -> bool:
    """Whether an answer turns to the maker or its state; a compatriot is not enough."""
    return any(fit(proposal.maker, one).factor >= OWN for one in to)


def _within(proposal: Proposal, article: Article, span: Span) -> bool:
    """Whether something stands in the very sentence of the words: it is their own cue or content."""
    sentence = proposal.said.sentence
    return article.id == proposal.said.article.id and sentence.start <= span.start < sentence.end


def _asked(
    proposal: Proposal, wanted: tuple[Side, ...], who: tuple[Side, ...], to: tuple[Side, ...]
) -> Fit:
    """Whether somebody is who was asked; where nobody is named, whoever answers the maker."""
    near = COMPATRIOT if states(to) & states((proposal.maker,)) else ANYBODY
    unnamed = ASSUMED_SIDE if _to_maker(proposal, to) else near
    return best_fit(wanted, who, unnamed, "who answers")


def _drops(proposal: Proposal, said: Said) -> bool:
    """"It would not cut off the electricity after all": the maker rules out what it announced."""
    if proposal.refrain or said.force not in ("refuse", "promise", "deny"):
        return False
    return any(one.forbidden and one.type == proposal.type for one in acts_in(said.words))


def _addressee_effect(proposal: Proposal, said: Said, words: str) -> Effect | None:
    if said.force == "refuse":
        return None if proposal.refrain else "refused"
    if said.force in ("agree", "promise"):
        if _rules_out(words):
            return "accepted" if proposal.refrain else "refused"
        if said.force == "agree" or _AGREES.search(words) or said.events:
            return "accepted" if not proposal.refrain else None
    return None


def _verbal_effect(proposal: Proposal, done: Done) -> tuple[Effect | None, Fit]:
    own = best_fit((proposal.maker,), done.actors, UNKNOWN_ACTOR, "who does so")
    sentence = done.sentence.exact
    if done.type == "REJECT" and proposal.kind in ("demand", "offer") and own.factor < 1.0:
        own = Fit(0.0, "nobody refuses his own demand")
    if done.actors and own.factor >= OWN:
        if _within(proposal, done.article, done.trigger):
            return None, own
        if proposal.kind == "refuse" and done.type in ("AGREE", "CONCEDE"):
            return "gave in", own
        if proposal.kind in ("promise", "threaten", "offer", "demand") and (
            _takes_back(sentence) or _says_put_off(sentence)
        ):
            return "withdrawn", own
        return None, own
    if proposal.kind in ("demand", "offer") and done.actors:
        wanted = proposal.actors if proposal.kind == "demand" else proposal.to
        asked = _asked(proposal, wanted or proposal.to, done.actors, done.recipients)
        vague = all(one.country is None and one.body is None for one in wanted)
        if vague and asked.factor < 0.5 and states(done.recipients) & states((proposal.maker,)):
            asked = Fit(ASSUMED_SIDE, "who answers: whom it was put to is told in general words")
        if asked.factor >= 0.5 and done.type == "REJECT" and not proposal.refrain:
            return "refused", asked
        if asked.factor >= 0.5 and done.type == "AGREE" and proposal.type != "AGREE":
            return "accepted", asked
    return None, own


def _topic(
    proposal: Proposal, effect: Effect, types: set[str], words: str, to: tuple[Side, ...], day: Days,
    article: Article,
) -> Fit:  # fmt: skip
    """Whether an answer is about this undertaking."""
    about = alike(proposal.things, things_in(words), _ignored(proposal))
    near = wording(proposal.said.words, words) >= NEAR and about.factor > OTHER_CLASS
    if proposal.type in types or near:
        factor = max(about.factor, 0.85) if near else about.factor
        if not near and factor < ONE_SHARED and gap(proposal.day, day) > REPLY_DAYS:
            factor *= NO_THING
        return Fit(SAME_ACT * factor, f"about the same act; {about.why}")
    if effect == "refused" and about.factor >= ANCHOR and gap(proposal.day, day) <= THING_DAYS:
        return Fit(SAME_THING, f"about the same thing; {about.why}")
    kin = [one for one in types if (b := bearing("promise", proposal.type, False, one)) and b.good]
    if kin and about.factor >= ANCHOR and gap(proposal.day, day) <= KIN_DAYS:
        return Fit(KIN_ACT, f"about much the same act ({', '.join(sorted(kin))}); {about.why}")
    days = gap(proposal.day, day)
    # A maker who says something else in the same article has not taken anything back by it.
    direct = effect in ("refused", "accepted", "partly") and (
        _to_maker(proposal, to)
        or (article.id == proposal.said.article.id and bool(proposal.to or proposal.actors))
    )
    unspecific = not things_in(words).classes or about.factor >= 0.9
    if direct and days <= REPLY_DAYS and unspecific:
        return Fit(REPLY, f"an answer to {proposal.maker.name} within {days} days")
    return Fit(NOTHING, "about something else, as far as the words tell")


def _at(proposal: Proposal, words: str) -> Fit:
    """Whether an answer names another place than the words do."""
    sides = name_stems(tuple(one.name for one in (proposal.maker, *proposal.to, *proposal.actors)))
    ours = [n for n in proposal.places if not name_stems((n,)) & sides]
    if not ours or any(name in words for name in ours):
        return Fit(1.0, "")
    theirs = [n for n in named_in(words) if not name_stems((n,)) & sides]
    if not theirs:
        return Fit(0.92, "")
    return Fit(0.6, f"about {theirs[0]}, not {ours[0]}")


def _time(proposal: Proposal, day: Days) -> Fit:
    if day.last < proposal.day.first:
        return Fit(0.1, f"said {day.text}, before the words of {proposal.day.text}")
    days = gap(proposal.day, day)
    if days == 0 and (not proposal.day.exact or day.first < proposal.day.first):
        return Fit(0.6, f"said some time in {proposal.day.text}, perhaps afterwards")
    due = days_of(proposal.deadline)
    if due is not None and gap(due, day) > LONG_OVERDUE:
        return Fit(0.5, f"{gap(due, day)} days after its time had passed")
    for limit, factor in ((45, 1.0), (120, 0.9), (400, 0.7)):
        if days <= limit:
            return Fit(factor, f"{days} days after the words")
    return Fit(0.45, f"{days} days after the words")


def _made(
    proposal: Proposal, evidence: str, article: Article, span: Span, day: Days, effect: Effect,
    fits: tuple[Fit, ...], until: str | None, teller: str | None,
) -> Link | None:  # fmt: skip
    score, reasons = product(fits)
    if score < KEPT:
        return None
    if effect == "withdrawn" and until and PUT_OFF.search(span.exact):
        effect = "postponed"
    return Link(
        proposal.id, evidence, article, span, day, True, effect, score, reasons, "", True, teller,
        None, until if effect == "postponed" else None,
    )  # fmt: skip


@lru_cache(maxsize=65_536)
def _takes_back(words: str) -> bool:
    match = TAKEN_BACK.search(words)
    return match is not None and not FORBIDDING.search(words[max(0, match.start() - 30) : match.start()])


@lru_cache(maxsize=65_536)
def _says_put_off(words: str) -> bool:
    match = PUT_OFF.search(words)
    return match is not None and not FORBIDDING.search(words[max(0, match.start() - 30) : match.start()])


@lru_cache(maxsize=65_536)
def _rules_out(words: str) -> bool:
    return any(one.forbidden for one in acts_in(words))


__all__ = ["answers", "weigh_said", "weigh_verbal"]
