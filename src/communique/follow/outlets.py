"""Outlets: one statement in many articles, and words that an outlet holds at arm's length.

Takes `Said` rows and texts, gives a `Comparison`: who reported it first, who carried it, how its
wording drifted, what was cut from a quotation; and for each outlet the words that it puts in scare
quotes. The same statement is the same speaker in near words within some days. Copies of one text
are marked, since they are no second report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique.follow.days import gap
from communique.follow.rows import Rows, Said
from communique.follow.sides import fit
from communique.follow.wordings import Alignment, align
from communique.types import Document, Span, Statement

# Wordings of one statement in two outlets' reports lie at 55 to 100 on `wording`'s scale in the
# demo's copied pairs; two statements of one speaker on one matter below 50.
SAME = 55.0
DAYS = 14
# "so-called 'volunteers'": a few words in quotation marks that no statement holds.
_SCARE = re.compile(r"(?:so-called |self-styled |alleged )?[\"“„]((?:[^\s\"“”„]+ ?){1,4})[\"”“]|(?<=\s)[‘']((?:[^\s‘’']+ ?){1,3})[’'](?=[\s.,;])")


@dataclass(frozen=True, slots=True)
class Report:
    """One article's report of a statement, laid beside the first report."""

    said: Said
    copy: bool
    alignment: Alignment | None

    def to_dict(self) -> dict[str, object]:
        one = self.said
        aligned = self.alignment
        return {
            "statement": one.id, "document": one.article.id, "publisher": one.article.publisher,
            "published": one.article.day.text, "start": one.span.start, "end": one.span.end,
            "exact": one.span.exact, "copy": self.copy,
            "drift": aligned.drift if aligned else 0.0,
            "cut": list(aligned.cut_quotes) if aligned else [],
            "pieces": [piece.to_dict() for piece in aligned.pieces] if aligned else [],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scare:
    """Words that an article puts in quotation marks without anybody's having said them."""

    document: str
    publisher: str | None
    span: Span

    def to_dict(self) -> dict[str, object]:
        return {"document": self.document, "publisher": self.publisher, **self.span.to_dict()}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The reports of one statement, the first one first."""

    reports: tuple[Report, ...]
    scare_quotes: tuple[Scare, ...] = ()

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who carried it, in the order in which they did."""
        return tuple(dict.fromkeys(
            one.said.article.publisher or one.said.article.id for one in self.reports
        ))  # fmt: skip

    def to_dict(self) -> dict[str, object]:
        first = self.reports[0].said
        return {
            "first": {"document": first.article.id, "publisher": first.article.publisher,
                      "published": first.article.day.text},
            "outlets": list(self.outlets), "reports": [one.to_dict() for one in self.reports],
            "scare_quotes": [one.to_dict() for one in self.scare_quotes],
        }  # fmt: skip


def compare(one: Said, candidates: Iterable[Said]) -> Comparison:
    """The reports of the statement `one` among candidates, laid beside the first of them."""
    found = {one.id: one}
    for other in candidates:
        if other.id not in found and same_statement(one, other):
            found[other.id] = other
    reports = sorted(found.values(), key=_order)
    best: dict[str, Said] = {}
    for said in reports:  # an article may report it twice; the fuller wording is compared
        held = best.get(said.article.id)
        if held is None or (said.id == one.id) or (held.id != one.id and len(said.words) > len(held.words)):
            best[said.article.id] = said
    several = sorted(best.values(), key=_order)
    first = several[0]
    return Comparison(tuple(
        Report(said, said.article.copy_of is not None,
               None if said is first else align(first.words, said.words))
        for said in several
    ))  # fmt: skip


def same_statement(one: Said, other: Said) -> bool:
    """Whether two articles report the same words of the same speaker."""
    from communique.follow.undertakings import wording

    if one.speaker is None or other.speaker is None:
        return False
    days = min(gap(one.day, other.day), gap(other.day, one.day), key=abs)
    if abs(days) > DAYS or fit(one.speaker, other.speaker).factor < 0.5:
        return False
    return wording(one.words, other.words) >= SAME


def scare_quotes(document: Document, statements: Iterable[Statement]) -> list[Scare]:
    """Short quotations in an article that belong to nobody's statement."""
    said = [
        (span.start, span.end) for one in statements for span in one.content
        if one.kind == "said" and one.mode in ("direct", "mixed")
    ]  # fmt: skip
    found = []
    for match in _SCARE.finditer(document.text):
        group = 1 if match[1] else 2
        start, end = match.span(group)
        if any(s <= start and end <= e for s, e in said):
            continue
        if not re.search(r"[a-z]", match[group]) or match[group].strip().endswith((",", ".")):
            continue
        span = Span.of(document.text, start, start + len(match[group].rstrip()))
        found.append(Scare(document.id, document.publisher, span))
    return found


def reports_in(rows: Iterable[Rows]) -> list[Said]:
    """All statements of some articles that somebody known makes."""
    return [said for one in rows for said in one.said if said.speaker and said.kind == "said"]


def _order(one: Said) -> tuple[object, ...]:
    copied = one.article.copy_of is not None
    return (one.article.day.last, one.article.day.first, copied, one.article.id, one.span.start)


__all__ = ["Comparison", "Report", "Scare", "compare", "reports_in", "same_statement", "scare_quotes"]
