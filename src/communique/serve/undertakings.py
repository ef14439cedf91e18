"""Undertakings, relations, agreements and comparisons as lines for a terminal.

Takes what `follow` gives, yields lines without markup or controls. Programs take the JSON instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.follow.archives import Held
from communique.follow.entries import Entry
from communique.follow.links import Link
from communique.follow.outlets import Comparison
from communique.follow.relations import Series
from communique.serve.console import safe

CANDIDATES, SET_ASIDE = 5, 3  # links that moved nothing, and those below, where not all are asked for


def entry_line(entry: Entry) -> str:
    """One undertaking on one line."""
    one, course = entry.undertaking, entry.course
    to = ", ".join(side.country or side.name for side in one.to)
    by = one.maker.name + (f" ({one.maker.country})" if one.maker.country else "")
    until = f" by {one.deadline}" if one.deadline else ""
    return _line(
        f"{one.id[-8:]}  {one.first.day.text:<10}  {course.state:<12}  {one.kind:<8}  {one.first.type or '?':<9}  "
        f"{by}{' to ' + to if to else ''}{until}: {one.first.said.words}"
    )


def show_entry(entry: Entry, everything: bool = False) -> Iterator[str]:
    """One undertaking with all that bears on it."""
    one, course = entry.undertaking, entry.course
    yield entry_line(entry)
    yield f"  id          {one.id}"
    if one.first.condition:
        yield _line(f"  condition   {one.first.condition.text}")
    if one.deadline:
        yield f"  deadline    {one.deadline}"
    yield f"  score       {one.score:.2f}"
    yield "  said"
    for p in one.proposals:
        said = p.said
        outlet = said.article.publisher or said.article.id
        yield _line(f"    {said.day.text}  {outlet} [{said.article.id}]  {p.maker.name}: {said.words}")
    yield "  states"
    for change in course.changes:
        yield _line(f"    {change.since.text}  {change.state}: {change.why}")
    moving = [link for link in entry.evidence if link.moves or link.judged is not None]
    waiting = sorted((link for link in entry.evidence if link not in moving), key=lambda x: -x.score)
    for title, links, most in (
        ("evidence", moving, None), ("candidates, too unsure to move the state", waiting, CANDIDATES),
        ("looked at and not counted", entry.set_aside, SET_ASIDE),
    ):  # fmt: skip
        shown = links if everything or most is None else links[:most]
        if shown:
            yield f"  {title}"
        for link in shown:
            yield from _link(link)
        if len(shown) < len(links):
            yield f"    and {len(links) - len(shown)} more: --all"


def _link(link: Link) -> Iterator[str]:
    sign = "disputed" if link.disputed else "for" if link.good else "against"
    yield _line(f"    {link.day.text}  {link.score:.2f} {sign}, {link.effect}  [{link.evidence}]")
    yield _line(f"      {link.article.publisher or link.article.id} [{link.article.id}]: {link.span.exact}")
    yield _line(f"      {'; '.join(link.reasons)}")


def show_held(held: Held) -> Iterator[str]:
    """Agreements with who holds what of them, and the disputes."""
    for one in held.agreements:
        about = ", ".join(part for part in (one.day, " ".join(one.parties)) if part)
        yield _line(f"{one.name}" + (f" ({about})" if about else ""))
        for each in held.positions:
            if each.agreement.key == one.key:
                yield _line(f"  {each.said.day.text}  {each.holder.name} {each.stance}: {each.said.words}")
    for dispute in held.disputes:
        yield _line(f"dispute about {dispute.one.agreement.name}: {dispute.why}")
    if not held.agreements:
        yield "no agreement is named in the archive"


def show_series(found: Series) -> Iterator[str]:
    """A series as a table of periods."""
    yield _line(f"{found.one} and {found.other}, {found.origin}")
    yield f"{'period':<10}  {'level':>6}  {'90 %':>14}  {'articles':>8}  {'said':>5}  {'acts':>5}  quads"
    for one in found.periods:
        if one.level is None:
            yield f"{one.period:<10}  {'–':>6}"
            continue
        interval = f"{one.low:+.1f} to {one.high:+.1f}"
        quads = " ".join(str(many) for many in one.quads)
        yield (f"{one.period:<10}  {one.level:+6.1f}  {interval:>14}  {one.articles:>8}  {one.statements:>5}  "
               f"{one.events:>5}  {quads}")  # fmt: skip
    if found.change_points:
        yield "turns: " + ", ".join(found.change_points)
    if found.lowest_since:
        yield f"{found.lowest_since.last} is {found.lowest_since.text}"


def show_comparison(found: Comparison) -> Iterator[str]:
    """The reports of a statement, the first one first, with what changed."""
    yield _line("carried by " + ", ".join(found.outlets))
    for report in found.reports:
        said = report.said
        copy = " (copy)" if report.copy else ""
        drift = f"  drift {report.alignment.drift:.2f}" if report.alignment else "  first"
        yield _line(f"{said.article.day.text}  {said.article.publisher or said.article.id}{copy}{drift}: {said.words}")
        for cut in report.alignment.cut_quotes if report.alignment else ():
            yield _line(f"    cut: {cut}")
    for scare in found.scare_quotes:
        yield _line(f"in scare quotes, {scare.publisher or scare.document}: {scare.span.exact}")


def _line(words: str) -> str:
    return " ".join(safe(words).split(" ")).replace("\n", " ").replace("\t", " ")
