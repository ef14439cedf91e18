"""Chains: which names in a document belong to one person.

Takes the described phrases that hold a personal name, in text order, gives a `Chain` each: a full
name and its surnames, with whatever the article says of office and state. The one idea: full names
make chains, shorter forms join the nearest one before them, or the only one after them (a headline
says "Doe" before the article says "Jane Doe"). Does not look into the tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.resolve.genders import Sex, sex_of
from communique.resolve.phrases import Described
from communique.resolve.spellings import key_of, sound_of

_AFTER_NAMES = frozenset("jr sr ii iii iv".split())
_BEFORE_NAMES = frozenset("al el bin ibn ould van von de der den la le di da dos du abu".split())


@dataclass(slots=True)
class Chain:
    """One person in a document: `name` is the fullest form, `titles` what stood beside it."""

    name: str
    words: tuple[str, ...]
    starts: list[int] = field(default_factory=list)
    titles: list[Described] = field(default_factory=list)
    sex: Sex = ""
    country: str | None = None
    former: bool = False

    @property
    def surname(self) -> str:
        return self.words[-1]

    def add(self, start: int, described: Described) -> None:
        """One more mention of the person."""
        self.starts.append(start)
        if described.title:
            self.titles.append(described)
        self.country = self.country or described.country
        self.sex = self.sex or sex_of(described.name, described.title)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that identify, by sound: no "Jr", no initials but the first.

    >>> words_of("George W. Bush Jr.") == words_of("George Bush")
    True
    """
    words = [one for one in key_of(name).split() if one not in _AFTER_NAMES]
    kept = [one for at, one in enumerate(words) if len(one) > 1 or at == 0] or words
    return tuple(sound_of(" ".join(kept)).split()) or tuple(kept) or (name.casefold(),)


class Chains:
    """The chains of one document, and which of them the mention at an offset belongs to."""

    def __init__(self) -> None:
        self.all: list[Chain] = []
        self._by_word: dict[str, list[Chain]] = defaultdict(list)
        self._at: dict[tuple[int, str], Chain] = {}

    def at(self, start: int, name: str) -> Chain | None:
        """The chain of the phrase that begins at `start` and holds the name."""
        return self._at.get((start, name))

    def named(self, name: str, start: int) -> Chain | None:
        """The chain that a name means at an offset, if there is one."""
        return self._match(words_of(name), start, None)

    def gather(self, named: Iterable[tuple[int, Described]]) -> None:
        """Forms the chains; `named` holds the offset and the description of each name, in order."""
        named = list(named)
        split = [(start, one, words_of(one.name)) for start, one in named]
        for _, one, words in split:
            if len(words) > 1 and self._same(words, one) is None:
                self._open(one.name, words)
        for start, one, words in split:
            chain = self._same(words, one) if len(words) > 1 else self._match(words, start, one)
            chain = chain or self._open(one.name, words)
            chain.add(start, one)
            self._at[(start, one.name)] = chain

    def _open(self, name: str, words: tuple[str, ...]) -> Chain:
        chain = Chain(name, words)
        self.all.append(chain)
        for word in dict.fromkeys(words):
            self._by_word[word].append(chain)
        return chain

    def _same(self, words: tuple[str, ...], one: Described) -> Chain | None:
        """The chain of a full name: equal, or one inside the other with the same surname."""
        for chain in self._by_word.get(words[-1], ()):
            if chain.words == words:
                return chain
            mine, theirs = set(chain.words), set(words)
            if len(mine) < 2 or chain.words[-1] != words[-1]:
                if words[-1] in _BEFORE_NAMES or not theirs < mine:
                    continue
                return chain
            if mine <= theirs or theirs <= mine or _initial_fits(chain.words[0], words[0]):
                if len(words) > len(chain.words):
                    chain.name, chain.words = one.name, words
                    for word in words:
                        if chain not in self._by_word[word]:
                            self._by_word[word].append(chain)
                return chain
        return None

    def _match(self, words: tuple[str, ...], start: int, one: Described | None) -> Chain | None:
        """The chain of a short form: by surname, else first word ("Zhang" of "Zhang Wei")."""
        word = words[-1]
        chains = self._by_word.get(word, ())
        for fits in (_ends, _begins, _holds):
            fitting = [
                chain
                for chain in chains
                if fits(chain, words) and not (one is not None and _conflict(chain, one))
            ]
            if not fitting:
                continue
            before = [chain for chain in fitting if chain.starts and chain.starts[-1] < start]
            if before:
                return max(before, key=lambda chain: chain.starts[-1])
            return fitting[0]
        return None


def _ends(chain: Chain, words: tuple[str, ...]) -> bool:
    return chain.words[-len(words) :] == words


def _begins(chain: Chain, words: tuple[str, ...]) -> bool:
    return chain.words[: len(words)] == words


def _holds(chain: Chain, words: tuple[str, ...]) -> bool:
    return set(words) <= set(chain.words)


def _initial_fits(one: str, other: str) -> bool:
    return (len(one) == 1 or len(other) == 1) and one[0] == other[0]


def _conflict(chain: Chain, one: Described) -> bool:
    """Whether what is said beside the short form rules the person out ("Mrs Doe", "Kenya's Doe")."""
    sex = sex_of("", one.title)
    if sex and chain.sex and sex != chain.sex:
        return True
    return bool(
        one.country and chain.country and one.country != chain.country and one.office is not None
    )
