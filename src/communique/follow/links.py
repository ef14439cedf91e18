"""Links between an undertaking's words and what came of them.

Gives `Link`: the evidence (an event or a statement, with its sentence), what it would do to the
undertaking, a score from 0 to 1 and the reasons in words. A score is a product of factors, so
each reason below 1 says what was taken off, and one factor near 0 excludes. Below `MOVES` a link
is a candidate: it is shown and moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from communique.follow.days import Days
from communique.follow.rows import Article
from communique.follow.sides import Fit
from communique.types import Span

Effect = Literal[
    "done",  # the act undertaken, or asked for, was done
    "partly",  # a part of it was
    "opposite",  # the opposite was done, or what was to be left undone
    "kept",  # the refusal was kept, the denial upheld
    "not done",  # somebody says that it was not done
    "accepted",  # the addressee agreed to it in words
    "refused",  # the addressee rejected it in words
    "withdrawn",  # the maker took it back, or put it off without a date
    "postponed",  # the maker put it off to a date
    "gave in",  # who refused agreed after all; who denied admitted
    "condition",  # what it hangs on came
]
GOOD: frozenset[Effect] = frozenset({"done", "partly", "kept", "accepted"})
MOVES = 0.5
SHOWN = 0.25  # candidates below are listed by `ledger show` alone, with what speaks against them
KEPT = 0.04


@dataclass(frozen=True, slots=True)
class Link:
    """One piece of evidence for or against an undertaking.

    `evidence` is the id of an event or a statement; `until` the new deadline of what was put off;
    `own_day` is false where the day is only that of the article; `sure_voice` is true where the
    article says it itself.
    """

    proposal: str
    evidence: str
    article: Article
    span: Span
    day: Days
    own_day: bool
    effect: Effect
    score: float
    reasons: tuple[str, ...]
    type: str = ""
    sure_voice: bool = True
    teller: str | None = None
    place: str | None = None
    until: str | None = None
    disputed: bool = False
    judged: bool | None = None

    @property
    def good(self) -> bool:
        """`for` in the contract: the act was done, the refusal kept, the denial upheld."""
        return self.effect in GOOD

    @property
    def order(self) -> tuple[object, ...]:
        """Where it stands in time, the same whatever came in first."""
        return (self.day.last, self.day.first, self.article.day.first, self.article.id,
                self.span.start, self.evidence, self.effect)  # fmt: skip

    @property
    def moves(self) -> bool:
        """Whether it may move a state."""
        return self.judged if self.judged is not None else self.score >= MOVES and not self.disputed

    def scaled(self, factor: float, why: str) -> Link:
        """The same link, more or less sure, with one more reason."""
        score = round(min(0.99, self.score * factor), 3)
        return replace(self, score=score, reasons=(*self.reasons, why))


def product(fits: Iterable[Fit]) -> tuple[float, tuple[str, ...]]:
    """The product of factors, and their reasons, what takes off most first."""
    several = sorted(fits, key=lambda one: one.factor)
    score = 1.0
    for one in several:
        score *= one.factor
    return round(score, 3), tuple(
        f"{one.why} (×{one.factor:.2f})" if one.factor < 0.995 else one.why
        for one in several if one.why
    )  # fmt: skip


__all__ = ["GOOD", "KEPT", "MOVES", "SHOWN", "Effect", "Link", "product"]
