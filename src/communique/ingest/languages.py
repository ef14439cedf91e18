"""Languages: which one a text is written in, told from a bounded sample of it.

Takes a text, gives an ISO 639-1 code or None. English is told by its commonest words, so that an
English text never waits for the model of py3langid (0.7 s to load). A script that one language
has for itself tells it; the model is asked for the rest. A text too short to tell is None, not a
guess. Nothing is translated: the reader reads English, and `language_notice` says so where a text
is something else, be it only by its script.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

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
# Scripts, as Unicode's names of letters begin, that as good as one language writes news in. Cyrillic,
# Arabic, Devanagari and Ethiopic are shared: there py3langid decides, or nobody.
SCRIPTS = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "GREEK": "el", "HEBREW": "he",
    "THAI": "th", "GEORGIAN": "ka", "ARMENIAN": "hy", "BENGALI": "bn", "TAMIL": "ta",
    "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "GUJARATI": "gu", "GURMUKHI": "pa",
    "SINHALA": "si", "KHMER": "km", "LAO": "lo", "MYANMAR": "my",
}  # fmt: skip
KANA_SHARE = 0.05  # of the letters: Japanese news has a half, a Chinese text that quotes a name less
NAMES = {
    "am": "Amharic", "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sv": "Swedish",
    "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
    "bn": "Bengali", "gu": "Gujarati", "hy": "Armenian", "ka": "Georgian", "km": "Khmer",
    "kn": "Kannada", "lo": "Lao", "ml": "Malayalam", "my": "Burmese", "pa": "Punjabi",
    "si": "Sinhala", "ta": "Tamil", "te": "Telugu", "th": "Thai",
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
    foreign = not _is_latin(words)
    if foreign and (told := _language_of_script(words)):
        return told
    common = [word for word in words if word in ENGLISH]
    share = len(common) / len(words)
    if not foreign and len(words) >= SHORTEST and share >= ENGLISH_SHARE and len(set(common)) >= 2:
        return "en"
    if len(words) < SHORTEST and not foreign:
        return None
    return _identified(sample, MARGIN if len(words) >= SHORT else MARGIN_SHORT)


def language_notice(language: str | None, text: str = "") -> tuple[Notice, ...]:
    """The warning that a text in `language` needs: none for English.

    Where the language is not known, there is one if most letters of `text` are not Latin.
    """
    if language is None:
        words = WORD.findall(_sample(text))
        if not words or _is_latin(words):
            return ()
        said = "not written in the Latin alphabet; statements are found in English"
        return (Notice("not_english", said),)
    if language == "en":
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
    return sum(letter < "\u0250" for letter in letters) >= len(letters) / 2


def _language_of_script(words: list[str]) -> str | None:
    """The one language that the commonest script of the words is for, if it is for one."""
    letters = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in "".join(words))
    kana = letters["HIRAGANA"] + letters["KATAKANA"]
    if kana >= KANA_SHARE * letters.total():
        return "ja"
    return SCRIPTS.get(letters.most_common(1)[0][0])
