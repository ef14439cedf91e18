"""The linker: from spans to actors within one document.

Takes a document, the mentions found in it and the words of its parties, gives `Links`: for each
party the actors it stands for, and all mentions with theirs. The one idea: one walk in text order;
names first form chains and get their actors, then every phrase is resolved against what stands
before it. Looks back a bounded stretch, so linear in the text. Where nobody stands out the answer
is empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from communique.read.found import FoundMention, FoundStatement
from communique.read.mentions import KindOf
from communique.read.names import is_headline
from communique.read.pronouns import PRONOUNS
from communique.read.words import find_words
from communique.resolve import (
    besides,
    collectives,
    compounds,
    descriptions,
    documents,
    hints,
    people,
    pronouns,
    references,
    renown,
)
from communique.resolve.chains import Chain, Chains
from communique.resolve.countries import country_named
from communique.resolve.genders import sex_of
from communique.resolve.organisations import organisation_named
from communique.resolve.phrases import Described, describe
from communique.resolve.scenes import Antecedent, Scene
from communique.resolve.tables import Tables, builtin
from communique.types import Actor, Document, Mention, MentionKind, Span, content_id

Offsets = tuple[int, int]
_AUTHOR = re.compile(r"(.+?)[’']s? [^’']+$")
_RELATIVE = re.compile(r"(?:who|whom|which)$|whose\b")
_OWNER = re.compile(r"^([A-Z][\w-]+(?: [A-Z][\w-]+)*) ?[’']s? \w|\b(?:of|to) (?:\w+ )?([A-Z][\w-]+(?: [A-Z][\w-]+)*)$")


@dataclass(frozen=True, slots=True)
class Links:
    """Who the parties and mentions of a document are.

    `actors_of` holds every party span that was asked about: several actors for a compound, none
    where nobody is known. `actors` holds each actor once, in the order of first mention.
    """

    actors_of: dict[Offsets, tuple[Actor, ...]]
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]


def link(
    document: Document,
    mentions: Sequence[FoundMention],
    parties: Sequence[Offsets],
    tables: Tables | None = None,
    statements: Sequence[FoundStatement] = (),
) -> Links:
    """The actors of every party and mention.

    Args:
        document: Its text is what offsets point into, its date the day for offices.
        mentions: What `read.mentions` (and the network) found.
        parties: Spans of speakers, addressees, actors and recipients, as code points, end-exclusive.
        tables: Where names are looked up; the built-in ones if None.
        statements: The document's statements, for who "I" is and who has just spoken.
    """
    return _Linker(document, mentions, parties, tables or builtin(), statements).links()


@lru_cache(maxsize=4)
def kinds_of(tables: Tables | None = None) -> KindOf:
    """Tells `read.mentions` which names are states and bodies, from the tables."""
    known = tables or builtin()

    @lru_cache(maxsize=32768)
    def kind_of(name: str) -> MentionKind | None:
        state = country_named(name, known)
        if state is not None:
            return "place" if state.how in ("city", "region") else "country"
        return "organization" if organisation_named(name, known) is not None else None

    return kind_of


@dataclass(slots=True)
class _Linker:
    document: Document
    found: Sequence[FoundMention]
    parties: Sequence[Offsets]
    tables: Tables
    statements: Sequence[FoundStatement]
    scene: Scene = field(init=False)
    asked: set[Offsets] = field(default_factory=set)
    chains: Chains = field(default_factory=Chains)
    described: dict[Offsets, Described] = field(default_factory=dict)
    kinds: dict[Offsets, MentionKind | None] = field(default_factory=dict)
    resolved: dict[Offsets, tuple[Actor, ...]] = field(default_factory=dict)
    registry: dict[str, Actor] = field(default_factory=dict)
    people: dict[int, Actor] = field(default_factory=dict)
    wholes: dict[Offsets, list[Offsets]] = field(default_factory=dict)
    parts: dict[Offsets, list[Offsets]] = field(default_factory=dict)
    aliases: dict[str, Offsets] = field(default_factory=dict)
    sentence_seen: int = -1

    def __post_init__(self) -> None:
        self.scene = Scene(self.document.text, self.document.published, self.tables, self.statements)

    def links(self) -> Links:
        """Runs the steps."""
        self._collect()
        self._chain()
        for span in sorted(self.kinds, key=lambda one: (one[0], -one[1])):
            self._resolve(span)
        actors_of = {span: self.resolved.get(span, ()) for span in self.parties}
        mentions = tuple(self._mentions())
        order: dict[str, Actor] = {}
        for span in sorted(self.resolved):
            for actor in self.resolved[span]:
                order.setdefault(actor.key, actor)
        used = {a.key for actors in actors_of.values() for a in actors}
        used |= {one.actor.key for one in mentions if one.actor}
        return Links(actors_of, mentions, tuple(a for key, a in order.items() if key in used))

    # -- what stands where ------------------------------------------------------------------

    def _collect(self) -> None:
        """Describes every mention and every part of a party."""
        text = self.document.text
        for mention in self.found:
            self.kinds[(mention.start, mention.end)] = mention.kind
        for span in dict.fromkeys(self.parties):
            parts = self.parts[span] = self._parts(span)
            for part in parts:
                self.asked.add(part)
                self.kinds.setdefault(part, None)
                if part != span:
                    self.kinds.pop(span, None)
                    self.wholes.setdefault(part, []).append(span)
        for span, kind in self.kinds.items():
            headline = self._is_headline(span[0])
            words = text[span[0] : span[1]]
            self.described[span] = hints.hinted(text, span, describe(words, self.tables, headline), kind)

    def _parts(self, span: Offsets) -> list[Offsets]:
        words = self.document.text[span[0] : span[1]]
        if compounds.shared(words, self.tables):
            return [span]
        return [(span[0] + a, span[0] + b) for a, b in compounds.split(words, self.tables)]

    def _is_headline(self, at: int) -> bool:
        text = self.document.text
        start = text.rfind("\n", max(0, at - 200), at) + 1
        end = text.find("\n", at, at + 200)
        line = text[start : end if end >= 0 else at + 200]
        return len(line) < 200 and line.isupper() and is_headline(find_words(line))

    # -- people -----------------------------------------------------------------------------

    def _chain(self) -> None:
        """Forms the chains of names and finds out who they are."""
        spans = sorted(self.described)
        for span in spans:
            one = self.described[span]
            unsure = one.kind in ("organization", "none", "place") and not (one.body or one.country)
            if unsure and renown.renowned(hints.name_in(one.words), self.scene.on, self.tables) is not None:
                self.described[span] = replace(one, kind="person", name=one.words, title="")
        self.chains.gather(
            (span[0], one) for span in spans if (one := self.described[span]).kind == "person"
        )
        for span in spans:
            one = self.described[span]
            unsure = one.kind in ("organization", "none", "place", "group") and one.body is None
            name = hints.name_in(one.words) if unsure else ""
            if name and self.chains.named(name, span[0]) is not None:
                self.described[span] = replace(
                    one, kind="person", name=name, title="", country=None
                )
        text = self.document.text
        for span, person, office in besides.offices(text, spans, self.described):
            self._give(span, person, office)
        for span in spans:
            person = self.described[span]
            if not hints.is_of_person(person):
                continue
            for told in (besides.said_before(text, span[0]), besides.said_after(text, span[1])):
                if told:
                    self._give(span, person, describe(told, self.tables))
        self.aliases = besides.short_forms(text, spans, self.described)
        self.scene.see_states(
            [(span[0], state) for span in spans if (state := self.described[span].country)],
            frozenset(state for span in spans if (state := self._acting(span))),
        )
        for span in spans:
            self.described[span] = collectives.rehoused(self.described[span], self.scene)
        for chain in self.chains.all:
            actor = self._register(people.identify(chain, self.scene))
            self.people[id(chain)] = actor
            chain.sex = chain.sex or sex_of(actor.name)
            self.scene.people.append((chain, actor))
        self.scene.people.sort(key=lambda one: one[0].starts[0])

    def _acting(self, span: Offsets) -> str | None:
        """The state that begins a sentence or has an official here: "Ghana rescued twelve"."""
        one = self.described[span]
        official = one.kind in ("person", "office") and one.office is not None
        begins = one.kind == "country" and one.how != "adjective" and (
            span[0] == self.scene.sentence_start(span[0])
        )
        return one.country if official or begins else None

    def _chain_of(self, span: Offsets, described: Described) -> Chain | None:
        return self.chains.at(span[0], described.name) or self.chains.named(described.name, span[0])

    def _give(self, span: Offsets, person: Described, office: Described) -> None:
        chain = self._chain_of(span, person)
        if chain is None:
            return
        told = replace(office, title=office.words, name=person.name)
        chain.titles.append(told)
        chain.country = chain.country or office.country
        chain.sex = chain.sex or sex_of(person.name, office.words)
        chain.former = chain.former or office.former

    # -- one phrase -------------------------------------------------------------------------

    def _resolve(self, span: Offsets) -> None:
        idle = self.kinds[span] in ("agreement", "place") and self.described[span].kind != "country"
        if idle and span not in self.asked:
            return  # a place or an agreement acts only where the reader says that it does
        actors, chain = self._actors(span)
        self._keep(span, self.described[span], actors, chain)

    def _actors(self, span: Offsets) -> tuple[tuple[Actor, ...], Chain | None]:
        described = self.described[span]
        if described.kind == "pronoun":
            return self._pronoun(span, described)
        if described.kind == "person":
            chain = self._chain_of(span, described)
            return ((self.people[id(chain)],) if chain is not None else ()), chain
        words = self.document.text[span[0] : span[1]]
        if spelled := compounds.shared(words, self.tables):
            return tuple(one for phrase in spelled if (one := self._phrase(phrase, span[0]))), None
        return self._other(span, described)

    def _phrase(self, phrase: str, at: int) -> Actor | None:
        """The actor of a phrase that stands nowhere in the text by itself."""
        described = describe(phrase, self.tables)
        chain = self.chains.named(described.name or phrase, at)
        if chain is not None and described.kind in ("person", "none"):
            return self.people[id(chain)]
        actors, _ = self._other((at, at), replace(described, definite=True))
        return actors[0] if actors else None

    def _other(self, span: Offsets, described: Described) -> tuple[tuple[Actor, ...], Chain | None]:
        if relative := _RELATIVE.match(described.words):
            last = next(self.scene.back(span[0]), None)
            if last is None or relative.group() == described.words:
                return (last.actors, last.chain) if last else ((), None)
            countries = {one.country for one in last.actors}
            described = replace(described, country=countries.pop() if len(countries) == 1 else None)
        described = self._owned(span, described)
        if (pair := references.pair(described, span[0], self.scene)) or references.is_pair(described):
            return pair, None
        if described.head in documents.HEADS and described.kind != "person":
            if (medium := documents.medium(described, self.scene)) is not None:
                return (medium,), None
            owner = _AUTHOR.match(described.words) if described.head not in documents.MEDIA else None
            writer = owner.group(1) if owner else documents.named_author(described.words)
            if writer and (found := self._phrase(writer, span[0])):
                return (found,), None
            behind = documents.author(described, span[0], self.scene)
            if behind is not None:
                return (behind,), None
        alias = self.aliases.get(re.sub(r"^[Tt]he ", "", described.words))
        if alias is not None and alias != span and alias in self.resolved:
            return self.resolved[alias], None
        if (longer := references.shortened(described, span[0], self.scene)) is not None:
            return longer.actors, None
        actor = collectives.state_or_body(described, self.scene)
        if actor is not None:
            return (actor,), None
        if described.kind == "office":
            actor, chain = descriptions.described_actor(described, span[0], self.scene)
            return ((actor,) if actor else ()), chain
        if described.kind in ("group", "organization") or (
            described.kind == "none" and span in self.asked
        ):
            if " " not in described.words and described.kind != "group" and self._is_headline(span[0]):
                return (), None  # "US WARNS RUSSIA OF WAR": capitals tell no names there
            known = references.taken_up(described, span[0], self.scene)
            if known is not None:
                return known.actors, known.chain
            actor = collectives.collective(described, span[0], self.scene)
            return ((actor,) if actor else ()), None
        return (), None

    def _owned(self, span: Offsets, described: Described) -> Described:
        """Lends "his country", "its troops" the state of whoever owns them."""
        if described.country is not None:
            return described
        pronoun = PRONOUNS.get(described.owner)
        if pronoun is None:
            owner = _OWNER.search(described.words)
            chain = self.chains.named(owner.group(1) or owner.group(2), span[0]) if owner else None
            if chain is None or owner is None:
                return described
            return collectives.owned(described, (self.people[id(chain)],), owner.group(1) or "")
        owners, _ = self._pronoun((span[0], span[0] + len(described.owner)), replace(
            described, kind="pronoun", pronoun=pronoun, words=described.owner
        ))  # fmt: skip
        return collectives.owned(described, owners, described.owner)

    def _pronoun(
        self, span: Offsets, described: Described
    ) -> tuple[tuple[Actor, ...], Chain | None]:
        pronoun = described.pronoun
        if pronoun is None or pronoun.person == 2:
            return (), None
        if pronoun.person == 1:
            source = pronouns.first_person(span[0], self.scene)
            if source is None or source == span:
                last = pronouns.last_source(span[0], self.scene)
                return (last.actors, last.chain) if last else ((), None)
            return self._look_ahead(source), None
        one = pronouns.antecedent_of(
            pronoun, described.words, span[0], span[1], self.scene, span in self.scene.sources
        )
        if one is None:
            return (), None
        if one.chain is not None and not one.chain.sex and pronoun.gender in ("m", "f"):
            one.chain.sex = "m" if pronoun.gender == "m" else "f"
        return one.actors, one.chain

    def _look_ahead(self, source: Offsets) -> tuple[Actor, ...]:
        """Who a speaker is that may be named only after the quotation that asks for them."""
        if source in self.resolved:
            return self.resolved[source]
        parts = [source] if source in self.described else self.parts.get(source, [])
        return tuple(actor for part in parts for actor in self._actors(part)[0])

    # -- keeping ----------------------------------------------------------------------------

    def _register(self, actor: Actor) -> Actor:
        return self.registry.setdefault(actor.key, actor)

    def _keep(
        self, span: Offsets, described: Described, actors: tuple[Actor, ...], chain: Chain | None
    ) -> None:
        actors = tuple(dict.fromkeys(self._register(actor) for actor in actors))
        self.resolved[span] = actors
        wholes = self.wholes.get(span, ())
        for party in wholes:
            merged = (*self.resolved.get(party, ()), *actors)
            self.resolved[party] = tuple(dict.fromkeys(merged))
        if not actors or (described.how == "adjective" and span not in self.scene.sources):
            return  # "a Chinese vessel" brings up no one who could be meant later
        sentence = self.scene.sentence(span[0])
        person = actors[0].name if len(actors) == 1 and actors[0].kind == "person" else ""
        one = Antecedent(
            span[0], span[1], actors, person=actors[0].kind == "person" or described.kind == "office",
            plural=len(actors) > 1 or described.plural, sentence=sentence, head=described.head,
            sex=chain.sex if chain else sex_of(person, described.words), chain=chain,
            subject=sentence != self.sentence_seen, quoted=bool(self.scene.contents_at(span[0])),
            source=span in self.scene.sources, words=described.words,
        )  # fmt: skip
        self.scene.history.append(one)
        for whole in wholes:
            if whole[1] - 2 <= span[1] and len(self.resolved[whole]) > 1:
                self.scene.history.append(replace(
                    one, start=whole[0], actors=self.resolved[whole], plural=True, chain=None,
                    sex="", source=whole in self.scene.sources, subject=True,
                ))  # fmt: skip
        self.sentence_seen = sentence

    def _mentions(self) -> list[Mention]:
        text = self.document.text
        mentions = []
        spans = sorted({*((one.start, one.end) for one in self.found), *self.parties})
        for start, end in spans:
            actors = self.resolved.get((start, end), ())
            kind = self.kinds.get((start, end)) or hints.kind_of(self.described.get((start, end)), actors)
            mentions.append(Mention(
                content_id("mention", self.document.id, start, end), Span.of(text, start, end), kind,
                actors[0] if len(actors) == 1 else None,
            ))  # fmt: skip
        return mentions
