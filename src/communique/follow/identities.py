"""Identities: which actors people judged to be one, and which to be two.

Takes `Ruling`s about actors, in the order in which they were made, and gives `Identities`, which
put the judged side in the place of each actor of an article's rows. A ruling's subject is an actor
everywhere (`actor:KEY`) or as met in one article (`actor:KEY in ARTICLE`), its object another; yes
makes the subject that other, no keeps the two apart. The latest about a pair is in force. Who is
meant by a name is found by `resolve`; here it is only overruled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from communique.follow.judgements import Ruling
from communique.follow.rows import Done, Rows, Said
from communique.follow.sides import Side

PREFIX, WITHIN = "actor:", " in "


def token_of(key: str, article: str | None = None) -> str:
    """An actor as a judgement names it: everywhere, or as met in one article.

    >>> token_of("org:harbour-front", "a7")
    'actor:org:harbour-front in a7'
    """
    return PREFIX + key + (WITHIN + article if article is not None else "")


def parts_of(token: str) -> tuple[str, str | None]:
    """Key and article of a token, the article None where it means everywhere."""
    key, _, article = token.removeprefix(PREFIX).partition(WITHIN)
    return key, article or None


def about_actors(rulings: Iterable[Ruling]) -> list[Ruling]:
    """The rulings about actors, oldest first."""
    found = (one for one in rulings if one.subject.startswith(PREFIX))
    return sorted(found, key=lambda one: (one.at, one.subject, one.object))


@dataclass(frozen=True, slots=True)
class Identities:
    """Of every judged token the side that stands for it; empty where nobody judged an actor."""

    sides: Mapping[str, Side] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.sides)

    def side(self, side: Side, article: str) -> Side:
        """The side that an actor met in an article is judged to be."""
        here = self.sides.get(token_of(side.key, article))
        return here or self.sides.get(token_of(side.key), side)

    def key(self, name: str) -> str:
        """The key that stands for a key that was judged; any other name as it is."""
        side = self.sides.get(token_of(name))
        return side.key if side else name

    def meant(self, token: str, name: str) -> bool:
        """Whether a judged token is of the side that a key, a state's letters or a name mean."""
        side, key = self.sides[token], self.key(name)
        low = name.lower()
        return key in (side.key, side.country, side.body) or (len(name) > 3 and low in side.name.lower())

    def rows(self, rows: Rows) -> Rows:
        """The rows of an article with the judged sides in them."""
        if not self.sides:
            return rows
        id = rows.article.id
        return Rows(
            rows.article, tuple(self._said(one, id) for one in rows.said),
            tuple(self._done(one, id) for one in rows.done),
        )  # fmt: skip

    def _several(self, sides: Iterable[Side], article: str) -> tuple[Side, ...]:
        return tuple(dict.fromkeys(self.side(one, article) for one in sides))

    def _one(self, side: Side | None, article: str) -> Side | None:
        return side and self.side(side, article)

    def _done(self, one: Done, article: str) -> Done:
        return replace(
            one, actors=self._several(one.actors, article), teller=self._one(one.teller, article),
            recipients=self._several(one.recipients, article),
        )  # fmt: skip

    def _said(self, one: Said, article: str) -> Said:
        return replace(
            one, speaker=self._one(one.speaker, article),
            addressees=self._several(one.addressees, article),
            on_word_of=self._one(one.on_word_of, article),
            inside=self._several(one.inside, article), before=self._several(one.before, article),
            events=tuple(self._done(event, article) for event in one.events),
        )  # fmt: skip


def identities(rulings: Iterable[Ruling], known: Callable[[str], Side | None]) -> Identities:
    """The identities that are in force; `known` gives the side of a key as it was read."""
    pairs: dict[frozenset[str], Ruling] = {}
    for one in about_actors(rulings):
        pairs.pop(key := frozenset((one.subject, one.object)), None)
        pairs[key] = one  # the latest stands last
    groups = _groups(one for one in pairs.values() if one.verdict)
    heads = {token: _head(group, pairs.values()) for group in groups for token in group}
    apart: dict[str, set[str]] = defaultdict(set)
    for one in pairs.values():
        a, b = heads.get(one.subject, one.subject), heads.get(one.object, one.object)
        if not one.verdict and a != b:
            apart[a].add(_key(b))
            apart[b].add(_key(a))
    tokens = {token for one in pairs.values() for token in (one.subject, one.object)}
    found = {}
    for token in sorted(tokens):
        head = heads.get(token, token)
        if (side := _side_of(head, known)) is not None:
            found[token] = replace(side, apart=tuple(sorted(apart[head])))
    return Identities(found)


def concerned(rulings: Iterable[Ruling], fresh: Iterable[Ruling]) -> set[str]:
    """The keys of all actors whose side some fresh rulings may have changed."""
    tokens = {token for one in about_actors(fresh) for token in (one.subject, one.object)}
    groups = _groups(about_actors(rulings))
    near = tokens.union(*(group for group in groups if group & tokens))
    return {parts_of(token)[0] for token in near}


def _groups(joining: Iterable[Ruling]) -> list[set[str]]:
    """The tokens that rulings tie together, each group once."""
    groups: list[set[str]] = []
    for one in joining:
        pair = {one.subject, one.object}
        met = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair]
        groups.append(pair.union(*met))
    return groups


def _head(group: set[str], rulings: Iterable[Ruling]) -> str:
    """Who stands for a group: what its latest ruling says that the subject is."""
    return [one.object for one in rulings if one.verdict and one.object in group][-1]


def _key(token: str) -> str:
    key, article = parts_of(token)
    return key if article is None else f"{key}{WITHIN}{article}"


def _side_of(token: str, known: Callable[[str], Side | None]) -> Side | None:
    """The side of a token; of one that was split off nothing is known but the name."""
    key, article = parts_of(token)
    side = known(key)
    if side is None or article is None:
        return side
    return Side(_key(token), side.name, kind=side.kind)


__all__ = [
    "PREFIX", "WITHIN", "Identities", "about_actors", "concerned", "identities", "parts_of",
    "token_of",
]  # fmt: skip
