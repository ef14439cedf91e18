"""Words that name one type of event wherever they stand: "arrested", "sanctions", "urged".

Takes a text and the triggers that the network tags, gives them with three things settled: one that
is only an auxiliary ("would") is none, one that is such a word, or of a second list, has its type,
and such a word that the network passed over is a trigger too.
One idea: of the words here, in small letters, three in four and more are triggers in the labelled
train articles, and then of this type alone. What a word may also mean ("fired", "release",
"support") is left to the network.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.read.pieces import Pieces

Tagged = tuple[int, int, str]

# On the dev articles events are found at F1 51.4 without, 52.2 with both lists (bench/articles.py).
_WORDS: dict[str, str] = {
    "COERCE": "arrest arrests arrested arresting imprisonment imprisoned jailed sentenced deported"
    " deportation annexed annexing annexes annexation detained confiscated convicted crackdown ousted",
    "ASSAULT": "attack attacks attacked bombed bombing bombings bombardment stabbed assassinated"
    " assassination massacre massacred raids invasion invaded invading aggression killings shoot"
    " shelling shelled ambushed airstrikes tortured",
    "REQUEST": "urge urges urged urging demanded demanding appealed request",
    "ACCUSE": "accuse accuses accused accusing accusations denounce denounces denounced denouncing"
    " condemn condemns condemned condemning condemnation criticise criticised criticises criticising"
    " criticize criticized criticizes criticizing criticism blamed investigation lawsuit sued",
    "SUPPORT": "endorsed endorses praised praises praising congratulated congratulates thanked",
    "AGREE": "agreed ratify ratified",
    "REJECT": "refusal refuse refuses refused refusing rejects rejecting rejection opposed boycotted vetoed",
    "SANCTION": "sanctions embargo expelled expulsion",
    "MOBILIZE": "deploy deploys deploying deployed deployment deployments mobilise mobilize",
    "PROTEST": "protests protested demonstrations marched rallied riots",
    "CONSULT": "visit visits visited negotiations negotiate consultations discussed telephoned talks",
    "CONCEDE": "resign resigned resigns resignation",
    "COOPERATE": "cooperate cooperated extradite extradited",
}
# Words that are a trigger less often, but of this type where they are one.
_WHERE_TAGGED: dict[str, str] = {
    "COERCE": "arrest detention crackdowns seizure",
    "ASSAULT": "killed killing fighting fought clashes assault torture fired shot attacking airstrike",
    "REQUEST": "demand demands asked asking ordered requested requests|called on|called for|call on"
    "|calling on|calling for|calls on|calls for",
    "ACCUSE": "allegations accusation charged probe alleged",
    "AGREE": "signed signing ratification pledged pledge",
    "REJECT": "rejected dismissed declined opposes",
    "THREATEN": "threatened threats threatening threaten threatens",
    "PROTEST": "protest protesting rally rallies rioting demonstration",
    "CONSULT": "meeting meetings summit met meet dialogue conversation discussions discussion negotiated"
    " negotiating",
    "CONCEDE": "release",
}

# Words that turn a verb without naming any deed: "would never accept" is about accepting.
_TURNS = frozenset(
    "would will shall should could can may might must not n't never has have had is are was were be"
    " been to the a an of and or that".split()
)


def _types(words_of: dict[str, str]) -> dict[str, str]:
    return {
        word: kind for kind, words in words_of.items() for part in words.split("|")
        for word in ([part] if part.startswith("call") else part.split())
    }


_ALWAYS = _types(_WORDS)
_TYPES = _ALWAYS | _types(_WHERE_TAGGED)
_ANY = re.compile(rf"\b(?:{'|'.join(sorted(_ALWAYS, key=len, reverse=True))})\b(?![-’'])")
# "an attack helicopter", "the arrest warrant": a compound's first part names no event.
_COMPOUND = re.compile(r"\s+(?:dogs?|helicopters?|warrants?|committee|website|planes?|aircraft|visa)\b")


def settled_triggers(
    text: str, pieces: Pieces, tagged: Sequence[Tagged], start: int, end: int
) -> list[Tagged]:
    """The triggers of the words [start, end), in order.

    Args:
        text: the article.
        pieces: its words.
        tagged: the triggers that the network tags there, in order.
        start: the first word.
        end: one past the last.
    """
    taken: set[int] = set()
    found: list[Tagged] = []
    for first, last, kind in tagged:
        taken.update(range(first, last))
        words = text[pieces.starts[first] : pieces.ends[last - 1]].lower()
        if _TURNS.issuperset(words.split()):
            continue
        found.append((first, last, _TYPES.get(words, kind)))
    if end > start:
        for one in _ANY.finditer(text, int(pieces.starts[start]), int(pieces.ends[end - 1])):
            words_of = pieces.words_of(*one.span())
            if words_of is None or taken & set(range(*words_of)) or _COMPOUND.match(text, one.end()):
                continue
            if text[one.start() - 1 : one.start()] not in ("-", "–"):
                found.append((*words_of, _ALWAYS[one[0]]))
    return sorted(found)
