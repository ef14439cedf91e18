"""A brief: one page on two sides for a desk officer, every line with its source.

Takes an archive and two sides, gives Markdown: the level and its turns, what is open between them,
what was met, refused or broken, what they said to and of each other, disputes about agreements,
what is said of the level. It tells nothing that the record does not hold, and says how far the
record reaches.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.follow.days import Days, days_of
from communique.follow.entries import Entry
from communique.follow.pairs import claims, said_between
from communique.follow.relations import Series

if TYPE_CHECKING:
    from communique.follow.archives import Archive
    from communique.record.rows import StatementRow

MOST = 12  # lines a section
_CLOSED = ("met", "partly met", "contradicted", "refused", "withdrawn", "lapsed")


def brief(
    archive: Archive, one: str, other: str, since: str | None = None, until: str | None = None
) -> str:
    """The brief on two sides, as Markdown."""
    entries = [*archive.ledger(by=one, to=other, until=until),
               *archive.ledger(by=other, to=one, until=until)]  # fmt: skip
    # What was said before and came about since is news as well.
    unique = [e for e in {e.id: e for e in entries}.values() if _later(e.course.since, since)]
    relations = archive.relations(one, other, by="month", since=since, until=until)
    span = f" since {since}" if since else ""
    parts = [
        f"# {one} and {other}{span}", "",
        *_level(relations), "",
        *_section("Open", [e for e in unique if e.course.state == "open"]), "",
        *_section("What came of words", [e for e in unique if e.course.state in _CLOSED]), "",
        *_statements(archive, one, other, since, until), "",
        *_disputes(archive, one, other), "",
        *_claims(archive, one, other, since, until), "",
        *_reach(archive),
    ]  # fmt: skip
    return "\n".join(parts).rstrip() + "\n"


def _level(found: Series) -> Iterator[str]:
    yield "## Level"
    known = [one for one in found.periods if one.level is not None]
    if found.note or not known:
        yield found.note or "Nothing between the two was read."
        return
    last = known[-1]
    yield (f"{last.level:+.1f} in {last.period} (90 %: {last.low:+.1f} to {last.high:+.1f}; Goldstein's scale, "
           f"-10 to 10), from {last.events} acts in {last.articles} articles.")  # fmt: skip
    if found.lowest_since:
        yield f"That is {found.lowest_since.text}."
    if found.change_points:
        yield f"Turns: {', '.join(found.change_points)}."


def _section(title: str, entries: list[Entry]) -> Iterator[str]:
    yield f"## {title}"
    if not entries:
        yield "Nothing."
    newest = sorted(entries, key=lambda e: (e.course.since.last, e.id), reverse=True)
    for entry in newest[:MOST]:
        yield line(entry)
    if len(newest) > MOST:
        yield f"- … and {len(newest) - MOST} more"


def _statements(
    archive: Archive, one: str, other: str, since: str | None, until: str | None
) -> Iterator[str]:
    yield "## New statements" if since else "## Latest statements"
    rows, total = said_between(archive, one, other, MOST, since, until, archive.identities())
    if not rows:
        yield "None that was read."
    for row in rows:
        yield _statement(row)
    if total > MOST:
        yield f"- … and {total - MOST} more"


def _statement(row: StatementRow) -> str:
    """Who said what to whom, with its outlet and article."""
    speaker = row.speaker_name or row.speaker_text or "somebody"
    country = f" ({row.speaker_country})" if row.speaker_country and len(speaker) > 3 else ""
    to = f" to {', '.join(row.addressee_names)}" if row.addressee_names else ""
    outlet = f"{row.publisher}, " if row.publisher else ""
    day = row.date or row.published or "undated"
    return f"- {day} {speaker}{country}, {row.force}{to}: “{_plain(row.text)}” [{outlet}{row.document}]"


def _later(day: Days, since: str | None) -> bool:
    first = days_of(since)
    return first is None or day.last >= first.first


def line(entry: Entry) -> str:
    """One undertaking as a Markdown line with its source, and what moved it."""
    one, course = entry.undertaking, entry.course
    first = one.first
    words = _plain(first.said.words)
    when = f", by {one.deadline}" if one.deadline else ""
    told = f"- **{course.state}** since {course.since.text}: {one.maker.name}"
    told += f" ({first.day.text}, {one.kind}{when}): “{words}” [{first.said.article.id}]"
    moved = course.changes[-1].evidence
    by = [link for link in course.links if link.evidence in moved]
    for link in by[:2]:
        told += f" — {link.day.text}: “{_plain(link.span.exact)}” [{link.article.id}, {link.score:.2f}]"
    disputed = [link for link in course.links if link.disputed]
    if disputed and not by:
        link = disputed[0]
        told += f" — disputed: “{_plain(link.span.exact)}” [{link.article.id}]"
    return told


def _disputes(archive: Archive, one: str, other: str) -> Iterator[str]:
    yield "## Agreements in dispute"
    found = [
        each for each in archive.agreements().disputes
        if {each.one.holder.pole, each.other.holder.pole} == {one, other}
    ]
    if not found:
        yield "None that was read."
    for each in found[:MOST]:
        a, b = each.one, each.other
        yield (f"- {a.agreement.name}: {each.why}. {a.holder.name} ({a.said.day.text}): “{_plain(a.said.words)}” "
               f"[{a.said.article.id}]; {b.holder.name} ({b.said.day.text}): “{_plain(b.said.words)}” "
               f"[{b.said.article.id}]")  # fmt: skip


def _claims(
    archive: Archive, one: str, other: str, since: str | None, until: str | None
) -> Iterator[str]:
    yield "## Said of the level"
    found = [
        each for each in claims(archive, one, other)
        if (since is None or each[0] >= since) and (until is None or each[0][: len(until)] <= until)
    ]
    if not found:
        yield "Nothing that was read."
    for day, id, speaker, words in found[-MOST:]:
        yield f"- {day} {speaker}: “{_plain(words)}” [{id}]"


def _reach(archive: Archive) -> Iterator[str]:
    days, left_out = archive.reach()
    if days:
        yield f"*From {len(days)} dated articles, {days[0]} to {days[-1]}.*"
    if left_out:
        yield f"*{len(left_out)} articles without a date are not in it.*"


def _plain(words: str) -> str:
    """Words on one line, shortened, with nothing that Markdown would take for its own."""
    line = " ".join(words.split()).strip("\"“”")
    line = line if len(line) <= 180 else line[:179] + "…"
    for sign in "\\`*_[]<>":
        line = line.replace(sign, "\\" + sign)
    return line


__all__ = ["brief", "line"]
