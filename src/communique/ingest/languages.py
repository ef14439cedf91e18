"""Languages: which one a text is written in, told from a bounded sample of it.

Takes a text, gives an ISO 639-1 code or None. English is told by its commonest words, so that an
English text never waits for the model of py3langid (0.7 s to load); that model is asked for the
rest. A text too short to tell is None, not a guess. Nothing is translated: the reader reads
English, and `language_notice` says so where a text is something else.
"""

from __future__ import annotations

import re

from communique.types import Notice

SAMPLE = 3000  # characters from the start and as many from the middle
WORD = re.compile(r"[^\W\d_]+")
# Words that make up a fifth of English news and next to nothing of its neighbours': Dutch has "of",
# Danish "for" and "by", Polish "to", so no single one of them is enough.
ENGLISH = frozenset(["the", "of", "and", "to", "that", "with", "for", "by", "from", "said", "has",
                     "was", "is", "in", "on", "his", "their"])  # fmt: skip
ENGLISH_SHARE = 0.11  # of the words; 20 pages in other languages: at most 0.083
SHORTEST, SHORT = 5, 12  # words; under the first only another script than the Latin is told
# Nats between py3langid's two best. Single sentences of 14 words fall to 11 where it is right, and
# it is wrong below; a single headline of names needs more.
MARGIN, MARGIN_SHORT = 12.0, 25.0
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sv": "Swedish",
    "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that `text` is written in, or None if it can't be told.

    >>> language_of("The minister said that the talks with the delegation would go on in Oslo.")
    'en'
    >>> language_of("Talks failed") is None
    True
    """
    sample = _sample(text)
    words = [word.lower() for word in WORD.findall(sample)]
    if not words:
        return None
    common = [word for word in words if word in ENGLISH]
    share = len(common) / len(words)
    if len(words) >= SHORTEST and share >= ENGLISH_SHARE and len(set(common)) >= 2:
        return "en"
    if len(words) < SHORTEST and _is_latin(words):
        return None
    return _identified(sample, MARGIN if len(words) >= SHORT else MARGIN_SHORT)


def language_notice(language: str | None) -> tuple[Notice, ...]:
    """The warning that a text in `language` needs: none for English, or where it is not known."""
    if language in (None, "en"):
        return ()
    name = NAMES.get(language or "", "another language")
    return (
        Notice("not_english", f"written in {name} ({language}); statements are found in English"),
    )


def _identified(sample: str, margin: float) -> str | None:
    import py3langid

    ranked = py3langid.rank(sample.encode("utf-8", "replace").decode("utf-8"))
    (best, first), (_, second) = ranked[0], ranked[1]
    sure = first - second >= margin and best != "zxx"  # zxx: no language at all
    return str(best) if sure else None


def _sample(text: str) -> str:
    if len(text) <= 2 * SAMPLE:
        return text
    middle = len(text) // 2
    return text[:SAMPLE] + " " + text[middle : middle + SAMPLE]


def _is_latin(words: list[str]) -> bool:
    letters = "".join(words)
    return sum(letter < "\u0250" for letter in letters) > len(letters) / 2
