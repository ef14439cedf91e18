"""What people decided about links, replayed over what the rules say.

Takes `Ruling`s (the archive's append-only judgements), gives the links with the decided ones set:
yes moves the state whatever the score, no takes the link out of it. A ruling names the
undertaking by the id of any of its statements' proposals, so it holds on after an earlier
statement is found and the undertaking's own id changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from communique.follow.links import Link


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision: `person` says at `at` that the link of `subject` and `object` holds or not."""

    at: str
    person: str
    subject: str
    object: str
    verdict: bool
    why: str = ""


def ruled(
    links: Iterable[Link], proposals: Collection[str], rulings: Mapping[tuple[str, str], Ruling]
) -> list[Link]:
    """The links with what was decided about them; `proposals` are ids of one undertaking."""
    return [_ruled(link, _latest(link.evidence, proposals, rulings)) for link in links]


def _latest(
    evidence: str, proposals: Collection[str], rulings: Mapping[tuple[str, str], Ruling]
) -> Ruling | None:
    if not rulings:
        return None
    found = [rulings[(one, evidence)] for one in proposals if (one, evidence) in rulings]
    return max(found, key=lambda one: (one.at, one.subject), default=None)


def _ruled(link: Link, ruling: Ruling | None) -> Link:
    if ruling is None:
        return link
    verdict = "yes" if ruling.verdict else "no"
    why = f"judged {verdict} by {ruling.person}" + (f": {ruling.why}" if ruling.why else "")
    score = max(link.score, 0.99) if ruling.verdict else 0.0
    return replace(link, judged=ruling.verdict, score=score, disputed=False,
                   reasons=(why, *link.reasons))  # fmt: skip


__all__ = ["Ruling", "ruled"]
