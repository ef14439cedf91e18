"""The terminal display: what a person sees, and what an article may not do to their terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from communique.serve.console import safe, show_candidates, show_reading
from communique.serve.readings import Reading
from communique.types import (
    Actor,
    Candidate,
    Date,
    Document,
    Event,
    Party,
    Place,
    Quantity,
    Record,
    Span,
    Statement,
)

TEXT = (
    "In Oslo on 16 June, Kari Nordmann told reporters that Ola Svensson had promised her that "
    "2,000 troops would leave Freedonia. [bold]Nobody[/bold] objected."
)


def span(words: str) -> Span:
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


KARI = Actor("p:k", "Kari Nordmann", "person", "NOR", "GOV", "Minister of Defence", "2021-10")
OLA = Actor("p:o", "Ola Svensson", "person", "SWE", "GOV")
OUTER = Statement(
    "s0", "said", Party(span("Kari Nordmann"), KARI), (Party(span("reporters")),), span("told"),
    (span(TEXT[TEXT.index("that Ola") : TEXT.index(". [")]),), "indirect", "assert",
)  # fmt: skip
INNER = Statement(
    "s1", "said", Party(span("Ola Svensson"), OLA), (Party(span("her"), KARI),), span("promised"),
    (span("that 2,000 troops would leave Freedonia"),), "indirect", "promise", "s0",
)  # fmt: skip
LEAVE = Event(
    "e0", "RETREAT", None, (), span("leave"), (Party(span("troops"), OLA),), (),
    Place(span("Freedonia"), "Freedonia"), Date("2021-06-16", "day", "written"),
    (Quantity(2000, "troops", "exact", span("2,000 troops")),), "planned", "s1",
)  # fmt: skip
MEET = Event("e1", "CONSULT", None, (), span("told"), (Party(None, KARI), Party(None, OLA)), ())
RECORD = Record(Document("d", TEXT, title="Talks"), (), (KARI, OLA), (OUTER, INNER), (LEAVE, MEET))


def shown(record: Record = RECORD, *, text: bool = False, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=120, highlight=False, markup=False, force_terminal=colour,
        color_system="standard" if colour else None, legacy_windows=False,
    )  # fmt: skip
    show_reading(console, Reading(record, "talks.txt"), text=text)
    return out.getvalue()


def test_a_statement_shows_who_what_to_whom_and_the_wording() -> None:
    lines = [line.rstrip() for line in shown().splitlines()]
    assert lines[0] == "Talks  talks.txt"
    at = lines.index(
        "Kari Nordmann (Minister of Defence, NOR)  says  to “reporters”  indirect"
    )
    assert lines[at + 1].startswith("    that Ola Svensson had promised her")
    assert lines[at + 2] == "    Ola Svensson (SWE)  promises  to Kari Nordmann (NOR)  indirect"
    assert lines[at + 3] == "        that 2,000 troops would leave Freedonia"


def test_events_are_one_line_each() -> None:
    found = shown()
    assert "SWE -> ?  RETREAT  planned  2021-06-16  Freedonia  “leave”, 2,000 troops" in found
    assert "NOR+SWE   CONSULT  actual" in found


def test_a_file_gets_no_blanks_at_the_ends_of_lines() -> None:
    found = shown(text=True)
    assert found.splitlines() == [line.rstrip() for line in found.splitlines()]
    assert "    that Ola Svensson had promised her" in found and "NOR+SWE" in found
    out = io.StringIO()
    show_candidates(Console(file=out, width=120), "x", [Candidate(KARI, 0.9, "an office")])
    assert out.getvalue().splitlines()[1] == "      an office"


def test_the_article_is_underlined_on_a_terminal_and_bracketed_in_a_file() -> None:
    assert "⟦that Ola Svensson had promised her ⟦that 2,000 troops" in shown(text=True)
    assert "\x1b[4m" in shown(text=True, colour=True)


def test_what_looks_like_markup_stays_text() -> None:
    assert "[bold]Nobody[/bold]" in shown(text=True)


@pytest.mark.parametrize("bad", ["\x1b[2J", "\x07", "\x9b31m", "\u202e", "\ud800", "\x00"])
def test_an_article_can_not_steer_the_terminal(bad: str) -> None:
    text = TEXT.replace("[bold]", bad)
    found = shown(Record(Document("d" + bad, text, title=bad + "Title")), text=True)
    assert bad not in found and bad[0] not in found
    found.encode("utf-8")
    assert len(safe(bad)) == len(bad)


def test_nothing_found_is_said() -> None:
    assert "no statements and no events were found" in shown(Record(Document("d", "Nothing.")))


def test_candidates_show_office_time_and_reason() -> None:
    out = io.StringIO()
    found = [Candidate(KARI, 0.9, "holds the office on that day")]
    show_candidates(Console(file=out, width=120, markup=False, highlight=False), "x", found)
    first, second = out.getvalue().splitlines()
    assert first.startswith("0.90  Kari Nordmann (Minister of Defence, NOR)  GOV  person  2021-10–")
    assert second.strip() == "holds the office on that day"
    show_candidates(Console(file=out, width=120), "the \x1b man", [])
    assert "nobody is known as the ␛ man" in out.getvalue()
