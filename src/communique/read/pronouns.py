"""Pronouns: which words stand for someone named elsewhere, and what they tell of them.

Takes single words. Gives person, number and gender of each pronoun, and whether an "it" is empty
("it is clear that"). Whom it stands for is for `resolve.pronouns` to say.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Gender = Literal["m", "f", "n", ""]


class Pronoun(NamedTuple):
    """`person` 1 to 3; `plural`; `gender` m, f, n or "" for not told; `possessive`."""

    person: int
    plural: bool
    gender: Gender
    possessive: bool = False


PRONOUNS: dict[str, Pronoun] = {
    "i": Pronoun(1, False, ""), "me": Pronoun(1, False, ""), "myself": Pronoun(1, False, ""),
    "my": Pronoun(1, False, "", True), "mine": Pronoun(1, False, "", True),
    "we": Pronoun(1, True, ""), "us": Pronoun(1, True, ""), "ourselves": Pronoun(1, True, ""),
    "our": Pronoun(1, True, "", True), "ours": Pronoun(1, True, "", True),
    "you": Pronoun(2, False, ""), "your": Pronoun(2, False, "", True),
    "yourself": Pronoun(2, False, ""), "yours": Pronoun(2, False, "", True),
    "he": Pronoun(3, False, "m"), "him": Pronoun(3, False, "m"),
    "himself": Pronoun(3, False, "m"), "his": Pronoun(3, False, "m", True),
    "she": Pronoun(3, False, "f"), "her": Pronoun(3, False, "f", True),
    "herself": Pronoun(3, False, "f"), "hers": Pronoun(3, False, "f", True),
    "it": Pronoun(3, False, "n"), "itself": Pronoun(3, False, "n"),
    "its": Pronoun(3, False, "n", True),
    "they": Pronoun(3, True, ""), "them": Pronoun(3, True, ""),
    "themselves": Pronoun(3, True, ""), "their": Pronoun(3, True, "", True),
    "theirs": Pronoun(3, True, "", True),
}  # fmt: skip

# "It is clear that nobody won", "it seems that …", "it was reported that …", "it took years to"
_EMPTY_IT = re.compile(
    r"it(?:\s+|[’'](?:s|d|ll)\s+)"
    r"(?:(?:is|was|will|would|may|might|has|had|been|be|could|should|not|also|now|still|only|just"
    r"|very|so|too|quite)\s+)*"
    r"(?:clear|unclear|likely|unlikely|possible|impossible|time|important|necessary|essential"
    r"|difficult|hard|easy|good|bad|better|best|true|obvious|evident|reported|said|believed"
    r"|thought|expected|understood|known|feared|hoped|alleged|seems?|seemed|appears?|appeared"
    r"|takes?|took|taken|remains?|happened|turns? out|turned out|rain\w*|snow\w*|our|my|your|"
    r"a\b|an\b|the\b|up to|not\b|about\b|in\b|at\b|on\b)",
    re.IGNORECASE,
)


def is_empty_it(text: str, start: int) -> bool:
    """Whether the "it" at `start` stands for nothing.

    >>> is_empty_it("It is clear that they won.", 0), is_empty_it("It denied the claim.", 0)
    (True, False)
    """
    return _EMPTY_IT.match(text, start, start + 60) is not None
