"""Which PLOVER sector the head noun of a phrase tells.

Takes a noun phrase ("Nairobi police", "villagers", "the Turkish Coast Guard"), gives a sector code
(COP, CVL, MIL) and the words that tell it. The one idea: the longest noun of the table that ends the
phrase, or what stands before its first "of", "in", "from", is the head. Plurals are brought down to
singulars. Names nobody: see `resolve.candidates`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.resolve.spellings import Word, words_of
from communique.resolve.tables import Tables, builtin

_LONGEST = 6
# "officials in the Russian capital", "supporters of the president", "the army, which …".
_TAILS = frozenset(
    "of in from at on near for with who which that to against by under over about outside inside "
    "across around between during after before since until when where while as loyal".split()
)


@dataclass(frozen=True, slots=True)
class SectorNamed:
    """A sector and the offsets of the noun that tells it; `codes` holds all codes of the noun."""

    sector: str
    codes: tuple[str, ...]
    start: int
    end: int


def sector_of(phrase: str, tables: Tables | None = None) -> SectorNamed | None:
    """The sector of the phrase's head noun, or None.

    >>> sector_of("Nairobi police officers").sector, sector_of("members of parliament").sector
    ('COP', 'LEG')
    """
    words = words_of(phrase)
    known = tables or builtin()
    cut = next((at for at, word in enumerate(words) if at and word.key in _TAILS), len(words))
    whole = _ending(words, known)
    if whole and whole[0] == ("UNK",) and (of := _ending(words[: -len(whole[1])], known)):
        return _sector(of[0], whole[1])  # "drug cartel members"
    if whole and len(whole[1]) > len(words) - cut:
        return _sector(*whole)
    head = _ending(words[:cut], known)
    if head and head[0] == ("UNK",) and cut < len(words):
        # "sources in the Foreign Ministry", "members of the militia": the tail tells more.
        tail = _ending(words[cut + 1 :], known) or _inside(words[cut + 1 :], known)
        return _sector(*(tail or head))
    if head is None and cut < len(words):
        head = _inside(words[:cut], known)
    return _sector(*head) if head else None


def _sector(codes: tuple[str, ...], words: list[Word]) -> SectorNamed:
    return SectorNamed(codes[0], codes, words[0].start, words[-1].end)


def _ending(words: list[Word], tables: Tables) -> tuple[tuple[str, ...], list[Word]] | None:
    """The longest noun of the table with which the words end."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        part = words[-length:]
        for noun in _singulars(" ".join(word.key for word in part)):
            rows = tables.nouns.find(noun)
            if rows:
                return _codes(rows[0][0]), part
    return None


def _inside(words: list[Word], tables: Tables) -> tuple[tuple[str, ...], list[Word]] | None:
    """The last noun of the table within the words, if they don't end with one."""
    for end in range(len(words) - 1, 0, -1):
        if found := _ending(words[:end], tables):
            return found
    return None


def _codes(joined: str) -> tuple[str, ...]:
    return tuple(joined[at : at + 3] for at in range(0, len(joined), 3))


def _singulars(noun: str) -> Iterator[str]:
    yield noun
    if noun.endswith("ies"):
        yield f"{noun[:-3]}y"
    if noun.endswith("es"):
        yield noun[:-2]
    if noun.endswith("s"):
        yield noun[:-1]
    if noun.endswith("men"):
        yield f"{noun[:-3]}man"
    if noun.endswith("women"):
        yield f"{noun[:-5]}woman"
