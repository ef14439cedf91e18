"""Verdicts: what people decide about links and about actors, checked and kept.

Takes an archive and a decision in the words of whoever makes it, adds the judgement's rows, gives
them back. A link is told by an undertaking and a piece of evidence, an actor by key or name, an
actor that is two by the articles in which it is the other one. What the decisions change is told by
`judgements` and `identities`; here nothing is weighed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from communique.errors import InputError, NotFound
from communique.follow.identities import PREFIX, identities, parts_of, token_of
from communique.follow.judgements import Ruling
from communique.follow.sides import Side

if TYPE_CHECKING:
    from communique.follow.archives import Archive
    from communique.record.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Identity:
    """One decision about actors: in one article, or in all, the one is the other, or is not."""

    judgement: Judgement
    key: str
    article: str | None
    other: str
    other_article: str | None

    @property
    def same(self) -> bool:
        return self.judgement.verdict


def rulings_of(found: Iterable[Judgement]) -> Iterator[Ruling]:
    """Judgements of links and of actors as the rules take them."""
    for one in found:
        if one.object is not None:
            yield Ruling(one.at, one.person, one.subject, one.object, one.verdict, one.why or "")


def identities_in(archive: Archive) -> list[Identity]:
    """What people decided about actors, oldest first."""
    return [
        Identity(one, *parts_of(one.subject), *parts_of(one.object))
        for one in archive.judgements() if one.subject.startswith(PREFIX) and one.object
    ]  # fmt: skip


def judge_link(
    archive: Archive, undertaking: str, evidence: str, verdict: bool, person: str, why: str
) -> Judgement:
    """Keep whether a piece of evidence bears on an undertaking."""
    entry = archive.undertaking(undertaking)
    known = {link.evidence for link in entry.course.links}
    ids = [one for one in known if one == evidence or one.endswith(evidence)]
    if len(ids) != 1:
        hint = f"communique ledger show {entry.id[-8:]} lists what may bear on it"
        raise NotFound(f"the undertaking has no link with {evidence}", hint)
    return archive.judge(entry.id, ids[0], verdict=verdict, person=person, why=why)


def judge_actors(
    archive: Archive, one: str, other: str | None, same: bool, person: str, why: str,
    within: Sequence[str],
) -> list[Judgement]:  # fmt: skip
    """Keep that two actors are one, or that one is two."""
    key = key_of(archive, one)
    second = key_of(archive, other) if other else None
    if second == key or (second is None and not within):
        raise InputError(f"{one} is to be told from whom?",
                         "name another actor, or the articles in which it is somebody else")  # fmt: skip
    for article in within:
        if not archive.sql("SELECT 1 FROM actors WHERE key = ? AND document = ?", [key, article]):
            raise NotFound(f"{key} is not met in an article {article}", "articles are named by their ids")
    rows = list(_rows(key, second, same, within))
    _check(archive, rows)
    return [archive.judge(a, b, verdict=verdict, person=person, why=why) for a, b, verdict in rows]


def key_of(archive: Archive, name: str) -> str:
    """The key of an actor that the archive knows, by key or by its whole name.

    Raises:
        NotFound: nobody is called so; the hint names close ones.
        InputError: several are.
    """
    rows = archive.sql(
        "SELECT DISTINCT key, name FROM actors WHERE key = $1 OR lower(name) = lower($1)", [name]
    )
    keys = sorted({str(key) for key, _ in rows})
    if name in keys or len(keys) == 1:
        return name if name in keys else keys[0]
    if keys:
        raise InputError(f"several actors are called {name}", "give a key: " + ", ".join(keys[:6]))
    known = {str(called): str(key) for key, called in archive.sql("SELECT DISTINCT key, name FROM actors")}
    near = get_close_matches(name, known, 3, 0.5)
    hint = ", ".join(f"{one} ({known[one]})" for one in near) or "communique actors lists them"
    raise NotFound(f"the archive knows no actor {name}", hint)


def _rows(
    key: str, other: str | None, same: bool, within: Sequence[str]
) -> Iterator[tuple[str, str, bool]]:
    """The rows of a decision: subject, object, verdict.

    Articles in which an actor is somebody else have that somebody in common.
    """
    if not within:
        assert other is not None
        yield token_of(key), token_of(other), same
    elif other is not None or same:
        for article in within:
            yield token_of(key, article), token_of(other or key), same
    else:
        first, *more = within
        yield token_of(key, first), token_of(key), False
        for article in more:
            yield token_of(key, article), token_of(key, first), True


def _check(archive: Archive, rows: Sequence[tuple[str, str, bool]]) -> None:
    """Two that are one by way of a third can't be told apart without the third."""
    now = [*rulings_of(archive.judgements()), *(Ruling("~", "", a, b, yes) for a, b, yes in rows)]
    found = identities(now, lambda key: Side(key, key))
    for a, b, same in rows:
        if not same and found.sides[a].key == found.sides[b].key:
            raise InputError(f"{parts_of(a)[0]} and {parts_of(b)[0]} are one by way of others",
                             "judge one of those apart first")  # fmt: skip


__all__ = ["Identity", "identities_in", "judge_actors", "judge_link", "key_of", "rulings_of"]
