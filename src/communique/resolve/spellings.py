"""One spelling for the many that a name is written in.

Takes words, gives keys to look them up by: `key_of` (case, accents, hyphens, apostrophes and dots
taken away) and `sound_of` (one transliteration out of many: Sergei, Sergey and Serhiy; Zelensky and
Zelenskyy). The one idea: tables and questions go through the same two functions. Knows no names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = str.maketrans({
    "ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
    "ə": "a", "Ł": "L", "Đ": "D", "Ø": "O", "Þ": "Th", "Æ": "Ae", "Œ": "Oe", "Ə": "A", "İ": "I",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "ʻ": "'", "–": "-", "—": "-", "‐": "-", "‑": "-",
})  # fmt: skip
_POSSESSIVE = re.compile(r"'s?(?=\s|$)")
_DOT_OF_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)|\.")
_BREAK = re.compile(r"[^0-9a-z&]+")


def unaccented(words: str) -> str:
    """The words in plain letters, their case kept: "Erdoğan" becomes "Erdogan"."""
    if words.isascii():
        return words
    spread = unicodedata.normalize("NFKD", words.translate(_LETTERS))
    return "".join(one for one in spread if not unicodedata.combining(one))


@lru_cache(maxsize=65536)
def key_of(words: str) -> str:
    """The words in lower case without accents, dots, hyphens and possessives.

    >>> key_of("The  U.S. Sec.-Gen.'s"), key_of("Recep Tayyip Erdoğan")
    ('the us sec gen', 'recep tayyip erdogan')
    """
    words = _POSSESSIVE.sub("", unaccented(words).lower())
    words = _DOT_OF_INITIALS.sub("", words).replace("'", "")
    return _BREAK.sub(" ", words).strip()


_SOUNDS = (
    # One rule a line, applied in order: what several systems of transliteration make of one sound.
    (r"shch|sch|sh|š", "s"), (r"tch|tsch|ch|č", "c"), (r"zh", "z"), (r"kh", "h"), (r"gh", "g"),
    (r"ph", "f"), (r"ck|q", "k"), (r"dj|dzh|j(?=[aeou])", "j"), (r"tz|ts", "c"), (r"w", "v"),
    (r"x", "ks"), (r"oo|ou", "u"), (r"ee", "i"), (r"th", "t"), (r"dh", "d"),
    (r"\bye", "e"), (r"[aeo](?=[iyj]\b)", ""), (r"[iyj]{1,3}\b", "i"), (r"[iyj]+", "i"),
    (r"(?<=[a-z])ie", "e"), (r"(.)\1", r"\1"), (r"\b(?:al|el|ul|ad|as|ar|an) (?=\w{3})", ""),
)  # fmt: skip
_SOUND_RULES = tuple((re.compile(old), new) for old, new in _SOUNDS)
_GIVEN_NAMES = {
    spelling: names.split()[0]
    for names in (
        "vladimir volodymyr uladzimir wladimir", "aleksandr alexander oleksandr alexandr aliaksandr aleksander",
        "sergei serhiy serhii siarhei serguei", "nikolai mykola mikalai", "dmitri dmytro dzmitry",
        "mikhail mykhailo mikhailo mihail", "andrei andriy andrii", "evgeni yevhen yevgeny eugeny",
        "pavel pavlo", "petr petro pyotr", "aleksei oleksiy oleksii alexei alexey", "iuri yuriy yuri yury iurii",
        "mohammad muhammad mohamed mohammed muhammed mohamad mahomed", "hussein hussain husain husayn hussayn hossein",
        "ahmad ahmed", "yousef yusuf youssef yusef", "joe joseph", "bill william", "tony anthony", "jim james",
        "mike michael", "bob robert", "tom thomas", "ben benjamin", "dick richard", "ted edward", "jimmy james",
        "chuck charles", "dan daniel", "ed edward", "jeff jeffrey", "jen jennifer", "jon jonathan", "ken kenneth",
        "liz elizabeth", "nick nicholas", "pete peter", "ron ronald", "sam samuel", "steve steven stephen", "tim timothy",
    )
    for spelling in names.split()
}  # fmt: skip


@lru_cache(maxsize=65536)
def sound_of(name: str) -> str:
    """One transliteration for a name, whichever it is written in.

    >>> sound_of("Sergei Shoigu") == sound_of("Sergey Shoygu")
    True
    >>> sound_of("Volodymyr Zelenskyy") == sound_of("Vladimir Zelensky")
    True
    """
    words = [_GIVEN_NAMES.get(word, word) for word in key_of(name).split()]
    heard = " ".join(words)
    for rule, new in _SOUND_RULES:
        heard = rule.sub(new, heard)
    return heard


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase, as a key, with the offsets of the letters that it stands for."""

    key: str
    start: int
    end: int
    capital: bool


_WORD = re.compile(r"(?:\w\.){2,}|[\w&]+(?:[.’'ʼ][\w&]+)*")


def words_of(phrase: str) -> list[Word]:
    """The words of a phrase; hyphens part them, a possessive 's belongs to no word.

    >>> [word.key for word in words_of("The U.S. Secretary-General's aides")]
    ['the', 'us', 'secretary', 'general', 'aides']
    """
    found = []
    for match in _WORD.finditer(phrase):
        letters = match.group()
        if len(letters) > 2 and letters[-2] in "'’ʼ" and letters[-1] in "sS":
            letters = letters[:-2]
        for key in key_of(letters).split():
            end = match.start() + len(letters)
            found.append(Word(key, match.start(), end, letters[:1].isupper()))
    return found
