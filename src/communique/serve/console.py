"""The console: a record as a person would want to read it, on a terminal.

Takes readings and candidates, prints them with rich: each statement with its speaker, office and
country, what was done by saying it, to whom, and its wording; nested ones indented; the events as
`RUS -> GBR  CONSULT  actual  2022-02-10  Moscow`. Text from articles is never taken for markup or
for the terminal's own commands.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.serve.readings import Reading
from communique.types import Actor, Candidate, Event, Party, Record, Span, Statement

VERBS = {
    "assert": "says", "accuse": "accuses", "deny": "denies", "demand": "demands",
    "offer": "offers", "promise": "promises", "threaten": "threatens", "refuse": "refuses",
    "agree": "agrees", "praise": "praises", "regret": "regrets", "ask": "asks",
}  # fmt: skip
COLOURS = {
    "accuse": "red", "threaten": "bold red", "demand": "yellow", "deny": "magenta",
    "refuse": "magenta", "offer": "cyan", "promise": "green", "agree": "green", "praise": "green",
    "regret": "blue", "ask": "cyan", "assert": "white",
}  # fmt: skip
OPEN, CLOSE = "\u27e6", "\u27e7"  # white square brackets
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # marks that turn the line around
FILE_WIDTH = 160
INDENT = 4


def terminal() -> Console:
    """A console on standard output; a file has room for wider lines than a window."""
    width = None if sys.stdout.isatty() else FILE_WIDTH
    return Console(highlight=False, markup=False, emoji=False, width=width)


def show_reading(console: Console, reading: Reading, *, text: bool = False) -> None:
    """Print a record: its head, its article where wanted, its statements, its events."""
    record = reading.record
    console.print(_head(record, reading.origin))
    for notice in record.warnings:
        console.print(Text(f"! {safe(notice.message)}", style="dim yellow"))
    if text:
        console.print()
        article = _article(record, underlined=console.is_terminal)
        console.print(article, soft_wrap=not console.is_terminal)
    console.print()
    for statement, depth in _nested(record.statements):
        _put(console, Padding(_statement(statement), (0, 0, 0, INDENT * depth)))
        wording = Text(" … ".join(_line(span.exact) for span in statement.content), "italic")
        _put(console, Padding(wording, (0, 0, 0, INDENT * (depth + 1))))
    if record.events:
        if record.statements:
            console.print()
        _put(console, _events(record))
    if not record.statements and not record.events:
        console.print(Text("no statements and no events were found", style="dim"))
    console.print()


def show_candidates(console: Console, phrase: str, found: Sequence[Candidate]) -> None:
    """Print who a phrase may stand for, as a table; one line where nobody is known."""
    if not found:
        console.print(Text(f"nobody is known as {safe(phrase)}, or nobody stands out", style="dim"))
        return
    for one in found:
        line = Text(f"{one.score:.2f}  ")
        line.append(_party(Party(None, one.actor)))
        about = (one.actor.sector, one.actor.kind, _held(one.actor))
        line.append("  " + "  ".join(filter(None, about)), style="dim")
        console.print(line)
        _put(console, Padding(Text(_line(one.why), style="dim"), (0, 0, 0, INDENT + 2)))


def _put(console: Console, block: RenderableType) -> None:
    """Print what rich fills up with blanks to the full width; a file gets none of them."""
    if console.is_terminal:
        console.print(block)
        return
    with console.capture() as kept:
        console.print(block)
    lines = (line.rstrip(" ") for line in kept.get().split("\n"))
    console.out("\n".join(lines), end="", highlight=False)


def _held(actor: Actor) -> str:
    if not actor.office_from and not actor.office_to:
        return ""
    return f"{actor.office_from or ''}–{actor.office_to or ''}"


def safe(text: str) -> str:
    """`text` with every sign that could steer a terminal replaced, one for one, on any line."""
    return "".join(_safe_sign(char) for char in text)


def _safe_sign(char: str) -> str:
    if char in "\n\t":
        return char
    if char < " ":
        return chr(0x2400 + ord(char))  # Unicode's pictures of control codes
    bad = unicodedata.category(char) in ("Cc", "Cs") or char in TURNS
    return "\N{REPLACEMENT CHARACTER}" if bad else char


def _line(text: str) -> str:
    return " ".join(safe(text).split())


def _head(record: Record, origin: str) -> Text:
    document = record.document
    head = Text(_line(document.title or origin or document.id), style="bold")
    about = (document.publisher, document.published, origin if document.title else None)
    for part in filter(None, about):
        head.append(f"  {_line(part)}", style="not bold dim")
    return head


def _nested(statements: Sequence[Statement]) -> Iterator[tuple[Statement, int]]:
    """Every statement with its depth, each after the one that reports it."""
    known = {one.id for one in statements}
    inside: dict[str | None, list[Statement]] = {}
    for one in statements:
        inside.setdefault(one.parent if one.parent in known else None, []).append(one)

    def below(parent: str | None, depth: int) -> Iterator[tuple[Statement, int]]:
        for one in inside.get(parent, []):
            yield one, depth
            yield from below(one.id, depth + 1)

    return below(None, 0)


def _statement(statement: Statement) -> Text:
    line = _party(statement.speaker)
    verb = VERBS[statement.force] if statement.kind == "said" else f"thinks ({statement.force})"
    line.append(f"  {verb}", style=COLOURS[statement.force])
    if statement.addressees:
        line.append("  to ", style="dim")
        line.append(", ".join(_short(party) for party in statement.addressees))
    line.append(f"  {statement.mode}", style="dim")
    return line


def _party(party: Party) -> Text:
    actor = party.actor
    words = _line(party.span.exact) if party.span else ""
    if actor is None:
        return Text(f"“{words}”" if words else "unattributed", style="bold dim")
    line = Text(_line(actor.name), style="bold")
    about = ", ".join(part for part in (actor.office, actor.country) if part)
    if about:
        line.append(f" ({_line(about)})", style="not bold")
    return line


def _short(party: Party) -> str:
    if party.actor is None:
        return f"“{_line(party.span.exact)}”" if party.span else "?"
    country = party.actor.country
    return _line(party.actor.name) + (f" ({country})" if country else "")


def _events(record: Record) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    speakers = {one.id: one.speaker for one in record.statements}
    for event in record.events:
        pair = _pair(event)
        date = event.date.value if event.date else ""
        place = _line(event.place.name) if event.place else ""
        row = (pair, event.type, event.status, date, place)
        table.add_row(*map(Text, row), Text(_event_note(event, speakers), style="dim"))
    return table


def _event_note(event: Event, speakers: dict[str, Party]) -> str:
    parts = [f"“{_line(event.trigger.exact)}”"]
    parts += [_line(one.span.exact) for one in event.magnitude]
    if event.according_to in speakers:
        parts.append(f"says {_short(speakers[event.according_to])}")
    return ", ".join(parts)


def _pair(event: Event) -> str:
    """Who to whom; two who act together, as in talks, need no arrow."""
    doers, others = _side(event.actors), _side(event.recipients)
    return doers if len(event.actors) > 1 and not event.recipients else f"{doers} -> {others}"


def _side(parties: Iterable[Party]) -> str:
    """The countries of one side, or names where there is none, or ? where nothing is known."""
    return "+".join(dict.fromkeys(map(_one_side, parties))) or "?"


def _one_side(party: Party) -> str:
    actor: Actor | None = party.actor
    if actor is not None:
        return actor.country or _line(actor.name)
    return f"“{_line(party.span.exact)}”" if party.span else "?"


def _article(record: Record, *, underlined: bool) -> Text:
    """The article, what was said underlined, who said it bold, what happened in colour."""
    text = record.document.text
    if not underlined:  # into a file: brackets stand for the underline
        return Text(_bracketed(text, [s for one in record.statements for s in one.content]))
    article = Text(safe(text))
    for statement in record.statements:
        for span in statement.content:
            article.stylize("underline", span.start, span.end)
        if statement.cue:
            article.stylize("italic", statement.cue.start, statement.cue.end)
        if statement.speaker.span:
            article.stylize("bold", statement.speaker.span.start, statement.speaker.span.end)
    for event in record.events:
        article.stylize("cyan", event.trigger.start, event.trigger.end)
    return article


def _bracketed(text: str, spans: Iterable[Span]) -> str:
    marks: dict[int, str] = {}
    for span in sorted(set(spans), key=lambda one: (one.start, -one.end)):
        marks[span.start] = marks.get(span.start, "") + OPEN
        marks[span.end] = CLOSE + marks.get(span.end, "")
    pieces: list[str] = []
    last = 0
    for at in sorted(marks):
        pieces += [safe(text[last:at]), marks[at]]
        last = at
    return "".join([*pieces, safe(text[last:])])
