"""What one statement undertakes: promises, threats, demands, offers, refusals, denials.

Takes the rows of an article, gives `Proposal`s: for each statement of one of the six forces the
acts inside it that were only said, with who is to act, on whom, where, on what condition and by
when. Where the reader found no such event the content's own words name the act; where they name
none the type stays open. Restatements are joined by `undertakings`, deeds matched by `deeds`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.follow.acts import FORBIDDING, ActNamed, acts_in, forbidden, stopping
from communique.follow.conditions import Condition, condition_in, deadline_in
from communique.follow.days import Days
from communique.follow.fulfilment import KINDS, Kind
from communique.follow.objects import Things, things_in
from communique.follow.places import named_in
from communique.follow.rows import Done, Rows, Said, Where
from communique.follow.sides import Side, fit
from communique.types import content_id

# How surely an event of a status is what a statement of a force undertakes. Of 460 labelled
# statements of these forces, those with events inside have the first status in nine of ten.
SUITED: dict[str, dict[str, float]] = {
    "promise": {"planned": 1.0, "offered": 0.8, "possible": 0.7, "denied": 0.9, "threatened": 0.7},
    "threaten": {"threatened": 1.0, "planned": 0.95, "possible": 0.85},
    "demand": {"demanded": 1.0, "possible": 0.8, "planned": 0.7, "denied": 0.6},
    "offer": {"offered": 1.0, "planned": 0.8, "possible": 0.75},
    "refuse": {"denied": 1.0, "possible": 0.9, "demanded": 0.8, "planned": 0.7, "offered": 0.7},
    "deny": {"denied": 1.0, "possible": 0.8, "planned": 0.8, "actual": 0.7},
}
FROM_WORDS, UNKNOWN_ACT, ON_WORD = 0.75, 0.4, 0.9  # factors on the score
MOST_ACTS = 3
PRESS = frozenset({"JRN", "MED"})
SURE = 0.6  # an event's score from which its type is taken against the lexicon's
# What a statement does by being said is no act that it undertakes.
_VERBAL = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN"})
_CUES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("refuse", re.compile(r"\b(?:reject|refus|turn(?:s|ed) down|dismiss|rul(?:e[sd]?|ing) out|brush)", re.I)),
    ("deny", re.compile(r"\bden(?:y|ie[sd]|ying)\b", re.I)),
    ("demand", re.compile(r"\b(?:demand|urg(?:e|ing)|call(?:s|ed|ing)? (?:on|for|upon)|order(?:s|ed)|insist)", re.I)),
    ("threaten", re.compile(r"\b(?:threat|warn)", re.I)),
    ("offer", re.compile(r"\b(?:offer|propos|invit)", re.I)),
    ("promise", re.compile(r"\b(?:promis|pledg|vow|undertook|undertak|commit|assur|guarante)", re.I)),
)  # fmt: skip
_OURS = re.compile(
    r"(?:\b(?:we|I)\b(?: \w+)? (?:will|shall|won['’]t)(?: (?:not|never))?|\b(?:we|I)['’]ll\b(?: (?:not|never))?"
    r"|\b(?:not (?:one|a single) of )?our (?:\w+ ){1,3}(?:will|shall)(?: (?:not|never))?)", re.I,
)  # fmt: skip
# "Durrenia would reopen its embassy", "The army must be off the hill", "our guns did not fire"
_WOULD = re.compile(r"^[^,;.]{0,60}?\b(?:will|would|shall)\b(?: (?:not|never))?", re.I)
_MUST = re.compile(r"^[^,;.]{0,60}?\b(?:must|has to|have to|needs? to|ought to)\b", re.I)
_OUR_PAST = re.compile(
    r"\b(?:we|our \w+|they|it)\b (?:\w+ )?(?:did not|didn['’]t|never|have not|had not|has not|have never|has never)\b", re.I
)
_DENIED = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE", "SANCTION"})
_HARMFUL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN"})
# "It has no plans to invade" can be told right or wrong by time, "no soldier of ours crossed" by
# what is found out.
_AHEAD = re.compile(
    r"\b(?:plan|inten|will|would|going to|prepar|aim|seek|seeks|consider|want|ever|never)\w*", re.I
)


@dataclass(frozen=True, slots=True)
class Hinge:
    """The act that a condition waits for: its type, and who would do it."""

    type: str
    actors: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One act that one statement undertakes; several that say the same are one undertaking."""

    id: str
    said: Said
    kind: Kind
    maker: Side
    to: tuple[Side, ...]
    type: str | None
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    place: Where | None
    places: tuple[str, ...]
    refrain: bool
    condition: Condition | None
    hinge: Hinge | None
    deadline: str | None
    amounts: tuple[tuple[float, str], ...]
    things: Things
    score: float

    @property
    def day(self) -> Days:
        """When it was said."""
        return self.said.day

    @property
    def order(self) -> tuple[object, ...]:
        """Where it stands in time, the same whatever came in first."""
        said = self.said
        return (said.day.first, said.day.last, said.article.id, said.span.start, self.id)


def proposals_of(rows: Rows) -> tuple[Proposal, ...]:
    """What the statements of an article undertake, in text order."""
    return tuple(one for said in rows.said for one in _of(said, rows))


def _of(said: Said, rows: Rows) -> Iterator[Proposal]:
    kind = kind_of(said)
    if kind is None or said.kind != "said" or said.speaker is None:
        return
    condition = condition_in(said.words)
    hinge = _hinge(said, condition)
    acts = _acts(said, kind, condition)
    for type, event, weight, refrain in acts:
        yield _proposal(said, kind, rows, type, event, weight, refrain, condition, hinge)


def kind_of(said: Said) -> Kind | None:
    """What a statement undertakes, by its force; by its cue and words where that says nothing.

    "Not one of our soldiers will leave": an announcement in the first person is a promise or a
    refusal also where its force was taken for an assertion.
    """
    if said.force != "assert":
        return next((one for one in KINDS if one == said.force), None)
    for kind, pattern in _CUES:
        if said.cue and pattern.search(said.cue):
            return kind
    acts = acts_in(said.words)
    if not acts or said.speaker is None:
        return None
    if _OUR_PAST.search(said.words) and acts[0].type in _DENIED:
        return "deny"
    if _MUST.search(said.words) and _others(said.speaker, said.inside[:1]):
        return "demand"
    return _announced(said, acts)


def _announced(said: Said, acts: tuple[ActNamed, ...]) -> Kind | None:
    """What is announced of one's own side: by "we", or by its name ("Durrenia would reopen")."""
    match = _OURS.search(said.words)
    own = said.inside[:1] and said.speaker and fit(said.speaker, said.inside[0]).factor >= 0.5
    if match is None and own:
        match = _WOULD.search(said.words)
    if match is None:
        return None
    if condition_in(said.words) is not None:
        return "threaten" if acts[-1].type in _HARMFUL or acts[0].type in _HARMFUL else "promise"
    return "refuse" if FORBIDDING.search(match[0]) or match[0].lower().startswith("not ") else "promise"


def _acts(
    said: Said, kind: Kind, condition: Condition | None
) -> list[tuple[str | None, Done | None, float, bool]]:
    """The acts undertaken: type, event if there is one, weight, and whether they are ruled out."""
    assert said.speaker is not None
    found: dict[tuple[str, bool], tuple[str | None, Done | None, float, bool]] = {}
    for event in said.events:
        weight = SUITED[kind].get(event.status, 0.0)
        if not weight or _in_clause(said, event.trigger.start, condition):
            continue
        if event.type in _VERBAL and kind in ("refuse", "deny") and event.status == "actual":
            continue
        if kind == "demand" and event.actors and not _others(said.speaker, event.actors):
            continue  # "be off the hill, or our guns will strike": the maker's own act is not asked for
        refrain = _refrains(said, kind, event)
        type = _type_at(event)
        key = (type, refrain)
        weight *= 0.7 + 0.3 * event.score
        if key not in found or found[key][2] < weight:
            found[key] = (type, event, weight, refrain)
    if kind in ("promise", "offer", "refuse"):
        # "Ultimatums are a dead language. Not one soldier will leave": the act is not the ultimatum.
        named = any(one.type not in _VERBAL for one in acts_in(said.words))
        acting = {key: one for key, one in found.items() if key[0] not in _VERBAL}
        found = acting if acting or named else found
    if found:
        best = sorted(found.values(), key=lambda one: -one[2])[:MOST_ACTS]
        sure = [one for one in best if one[2] >= 0.75 * best[0][2]]
        return sure
    return [_from_words(said, kind, condition)]


def _type_at(event: Done) -> str:
    """The type of the word that names the act, where the lexicon knows the very word."""
    words, offset = event.sentence.exact, event.trigger.start - event.sentence.start
    named = acts_in(words[offset : offset + len(event.trigger.exact) + 30])
    return named[0].type if named and named[0].start < 3 and event.score < SURE else event.type


def _from_words(
    said: Said, kind: Kind, condition: Condition | None
) -> tuple[str | None, Done | None, float, bool]:
    words = said.words
    cut = words.find(condition.text) if condition else -1
    named = [
        one for one in acts_in(words)
        if not (condition and cut >= 0 and cut <= one.start < cut + len(condition.text))
    ]  # fmt: skip
    if kind in ("threaten",):
        named = [one for one in named if one.type not in ("CONCEDE", "SUPPORT", "AGREE")] or named
    if not named:
        if kind == "threaten":
            return "THREATEN", None, UNKNOWN_ACT, False
        return None, None, UNKNOWN_ACT, kind in ("refuse", "deny") or bool(FORBIDDING.search(words))
    first = named[0]
    refrain = kind in ("refuse", "deny") or first.forbidden or (kind == "demand" and _ends(said, first.type, first.start))
    if kind == "deny":
        refrain = _AHEAD.search(words) is not None
    return first.type, None, FROM_WORDS, refrain


def _ends(said: Said, type: str, at: int) -> bool:
    """"Stop the attacks" asks to refrain from what is going on; "end the talks" is a SANCTION."""
    return type in ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "AID") and stopping(said.words, at)


def _refrains(said: Said, kind: Kind, event: Done) -> bool:
    if kind == "refuse":
        return True
    if kind == "deny":
        return _AHEAD.search(said.words) is not None
    at = event.trigger.start - said.span.start
    words = said.span.exact
    if event.status == "denied":
        return True
    if kind in ("promise", "offer", "demand") and 0 <= at <= len(words):
        # A cue may hold the negation: "warned it not to attack", "urged them to stop shelling".
        before = f"{said.cue} {words}"
        shift = len(said.cue) + 1
        if forbidden(before, at + shift):
            return True
        return kind == "demand" and event.status != "demanded" and (
            event.type in ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION")
            or stopping(before, at + shift)
        )
    return False


def _in_clause(said: Said, at: int, condition: Condition | None) -> bool:
    if condition is None:
        return False
    start = said.span.exact.find(condition.clause)
    return start >= 0 and start <= at - said.span.start < start + len(condition.clause)


def _hinge(said: Said, condition: Condition | None) -> Hinge | None:
    """The act that the condition names: from its event, else from its words."""
    if condition is None:
        return None
    for event in said.events:
        if _in_clause(said, event.trigger.start, condition):
            return Hinge(event.type, event.actors)
    named = acts_in(condition.clause)
    return Hinge(named[0].type, ()) if named else None


def _proposal(
    said: Said, kind: Kind, rows: Rows, type: str | None, event: Done | None, weight: float,
    refrain: bool, condition: Condition | None, hinge: Hinge | None,
) -> Proposal:  # fmt: skip
    assert said.speaker is not None
    maker = said.speaker
    addressees = _others(maker, said.addressees) or _asked(said, rows, maker)
    if not addressees and kind in ("demand", "threaten", "offer"):
        # "Brill demanded that Durrenia stop": whom it is about, by who else is named.
        inside = said.inside if re.match(r"[\"“]?that\b", said.words) or kind in ("threaten", "offer") else ()
        addressees = _others(maker, (*said.before, *inside))[:1]
    actors = _actors(kind, maker, event, addressees)
    recipients = event.recipients if event else ()
    to = addressees or _others(maker, actors if kind == "demand" else recipients)
    deadline = deadline_in(said.words, said.day.text)
    if deadline is None and event and event.own_day and event.day.last > said.day.last:
        deadline = event.day.text
    score = weight * (0.6 + 0.4 * said.score) * (ON_WORD if said.on_word_of else 1.0)
    return Proposal(
        content_id("undertaking", said.article.id, said.id, kind, type, refrain), said, kind, maker,
        to, type, actors, recipients, event.place if event else None, named_in(_without(said.words, condition)),
        refrain, condition, hinge, deadline, event.amounts if event else (),
        things_in(_without(said.words, condition)), round(min(score, 1.0), 3),
    )  # fmt: skip


def _without(words: str, condition: Condition | None) -> str:
    """The words of the act alone: what the condition names is no thing or place of it."""
    return words.replace(condition.clause, " ") if condition else words


def _actors(
    kind: Kind, maker: Side, event: Done | None, addressees: tuple[Side, ...]
) -> tuple[Side, ...]:
    told = event.actors if event else ()
    if kind == "demand":
        return _others(maker, told) or addressees
    return told or (maker,)


def _asked(said: Said, rows: Rows, maker: Side) -> tuple[Side, ...]:
    """To whom it is said, by the act that saying it is: the recipients of the REQUEST."""
    around = (
        one for one in rows.done
        if one.type in _VERBAL and one.status == "actual"
        and said.sentence.start <= one.trigger.start < said.sentence.end
        and not (said.span.start <= one.trigger.start < said.span.end)
        and any(side.pole == maker.pole for side in one.actors)
    )  # fmt: skip
    return next((_others(maker, one.recipients) for one in around if one.recipients), ())


def _others(maker: Side, sides: Iterable[Side]) -> tuple[Side, ...]:
    """Those of another side; the opposition is another side than its state's government.

    Whoever merely writes it down ("told reporters") is none.
    """
    return tuple(
        one for one in sides
        if fit(maker, one).factor < 0.5 and (one.sector not in PRESS or maker.sector in PRESS)
    )  # fmt: skip


__all__ = ["Hinge", "Proposal", "proposals_of"]
