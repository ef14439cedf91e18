"""Pronouns and their like: whom "he", "they", "the two sides" stand for.

Takes the description of the word and the scene, gives the antecedents. The one idea: every
antecedent within reach that agrees in number, gender and kind gets a weight for nearness, for being
the subject of its sentence, and for having just spoken; the heaviest wins, and a tie wins nothing.
First persons stand for who is quoted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.read.pronouns import Pronoun
from communique.resolve.scenes import Antecedent, Scene

_SENTENCES = 5
"""Sentences to look back: of 549 labelled pronouns that have an antecedent in the tuning articles,
97 % have one no further."""

_COLLECTIVES = frozenset(
    "police government army military parliament opposition party group company team press media "
    "crowd administration council committee commission court ministry union family".split()
)
_PLACES_ONLY = frozenset("crimea europe asia africa".split())


def antecedent_of(
    pronoun: Pronoun, word: str, start: int, end: int, scene: Scene, source: bool
) -> Antecedent | None:
    """Who a third-person pronoun stands for, or None where nobody stands out."""
    if pronoun.gender == "n":
        fits: Callable[[Antecedent], bool] = _is_thing
    elif pronoun.plural:
        fits = _is_several
    else:
        fits = lambda one: one.person and not one.plural and _agrees(one, pronoun)  # noqa: E731
    best, weight = None, float("-inf")
    sentence = scene.sentence(start)
    contents = scene.contents_at(start)
    for one in scene.back(start):
        if sentence - one.sentence > _SENTENCES:
            break
        if not fits(one) or not one.actors:
            continue
        own = _weight(one, sentence, contents, pronoun, scene, source)
        if own > weight:
            best, weight = one, own
    return best


def _agrees(one: Antecedent, pronoun: Pronoun) -> bool:
    return not one.sex or not pronoun.gender or one.sex == pronoun.gender


def _is_thing(one: Antecedent) -> bool:
    return not one.person and (not one.plural or one.head in _COLLECTIVES)


def _is_several(one: Antecedent) -> bool:
    return one.plural or len(one.actors) > 1 or one.head in _COLLECTIVES


@dataclass(frozen=True, slots=True)
class _Weights:
    """What speaks for an antecedent: hill-climbed on the 578 labelled pronouns of the tuning
    articles that stand for an actor (423 right by weights set by hand, 435 by these)."""

    sentence: float  # for each sentence between
    subject: float  # begins its sentence
    source: float  # is a statement's source
    resumes: float  # the same, where the pronoun is one too: "Doe said … He added …"
    quoted: float  # stands in a quotation, the pronoun doesn't
    quoting: float  # "He lied," Doe said: not Doe
    gender: float  # told by name or title
    unnamed: float  # "an official"


_PERSON = _Weights(-0.7, 0.1, 0.0, 1.0, -1.5, -0.5, 1.1, -0.75)
_THING = _Weights(-0.5, 0.5, 0.0, 0.5, -0.1, 0.0, 0.0, 0.0)
_SEVERAL = _Weights(-0.7, 1.0, 1.0, 0.0, -0.75, 0.0, 0.0, 0.0)


def _weight(
    one: Antecedent, sentence: int, contents: list[int], pronoun: Pronoun, scene: Scene,
    source: bool,
) -> float:  # fmt: skip
    told = _THING if pronoun.gender == "n" else _SEVERAL if pronoun.plural else _PERSON
    weight = told.sentence * (sentence - one.sentence)
    if one.subject:
        weight += told.subject
    if one.source:
        weight += told.source + (told.resumes if source else 0.0)
    if one.quoted and not contents:
        weight += told.quoted
    if one.sex and one.sex == pronoun.gender:
        weight += told.gender
    if one.actors[0].kind != "person":
        weight += told.unnamed
    if contents:
        spoken = scene.statements[contents[0]]
        if spoken.mode == "direct" and spoken.source == (one.start, one.end):
            weight += told.quoting
    return weight


def first_person(start: int, scene: Scene) -> tuple[int, int] | None:
    """The words for whoever says "I" or "we" at an offset: the source of the quotation around it."""
    for number in scene.contents_at(start):
        statement = scene.statements[number]
        if statement.source is not None and statement.mode != "indirect":
            return statement.source
    for number in scene.contents_at(start):
        source = scene.statements[number].source
        if source is not None and source[0] != start:
            return source
    return None


def last_source(start: int, scene: Scene) -> Antecedent | None:
    """Who spoke last, for an "I" or "we" that stands in no quotation."""
    sentence = scene.sentence(start)
    for one in scene.back(start):
        if sentence - one.sentence > 3:
            return None
        if one.source:
            return one
    return None


SIDES = frozenset(
    "sides countries nations states parties governments powers capitals neighbours neighbors allies".split()
)
"""What two states may be called together."""


def pair_before(start: int, scene: Scene) -> tuple[Antecedent, ...]:
    """The last two people that differ, for "both ministers"."""
    pair: list[Antecedent] = []
    sentence = scene.sentence(start)
    for one in scene.back(start):
        if sentence - one.sentence > _SENTENCES:
            break
        if not one.person or not one.actors or (one.plural and len(one.actors) < 2):
            continue
        if len(one.actors) == 2 and not pair:
            return (one,)
        if len(one.actors) == 1 and all(other.actors[0].key != one.actors[0].key for other in pair):
            pair.append(one)
            if len(pair) == 2:
                return tuple(reversed(pair))
    return ()


def states_before(start: int, scene: Scene) -> tuple[str, ...]:
    """The last two states that somebody stands for, for "the two sides"."""
    states: list[str] = []
    sentence = scene.sentence(start)
    for one in scene.back(start):
        if sentence - one.sentence > _SENTENCES:
            break
        for actor in reversed(one.actors):
            acts = actor.kind in ("country", "person")
            if acts and actor.country and actor.country not in states:
                states.append(actor.country)
                if len(states) == 2:
                    return tuple(reversed(states))
    return ()
