"""Finds quotations: pairs of marks, of every style, balanced or not.

Takes a text, gives `Quotation`s in text order. The one idea: a mark is an opening or a closing
one by what stands beside it, not by its shape, so that an opening `"` is closed by a `”`.
A quotation that runs over paragraphs (each opened anew, only the last one closed) gives one
quotation a paragraph, `closed` false for all but the last; one that runs over lines until its
closing mark is one. Does not decide who speaks, nor whether the words are a statement or a word
in scare quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"\"|“|”|„|«|»|``|''|‟|＂|‘|’|'")
_SINGLE = frozenset("'‘’")
_OPENING = frozenset(("“", "„", "«", "``", "‟", "‘"))
_CLOSING = frozenset(("”", "»", "''"))
_LINE = re.compile(r"[^\n]+")
# How far below its opening mark a quotation may close: lines, and characters.
_LINES, _REACH = 15, 3000


@dataclass(frozen=True, slots=True)
class Quotation:
    """Code points [start, end) of a quotation, marks included, and whether both marks are there."""

    start: int
    end: int
    closed: bool


def find_quotations(text: str) -> list[Quotation]:
    """All quotations of `text`, outermost only, in text order.

    >>> [(q.start, q.end, q.closed) for q in find_quotations('He said "never” twice.')]
    [(8, 15, True)]
    """
    found: list[Quotation] = []
    reached = 0
    for line in _LINE.finditer(text):
        begin, end = line.span()
        if end <= reached:
            continue
        for quote in _in_line(text, max(begin, reached), end):
            if not quote.closed:
                quote = _over_lines(text, quote)
            found.append(quote)
            reached = quote.end
            if quote.end > end:
                found += _rest_of_line(text, quote.end)
                reached = found[-1].end
    return found


def _rest_of_line(text: str, at: int) -> list[Quotation]:
    """What is quoted after a quotation that began lines before."""
    end = text.find("\n", at)
    return list(_in_line(text, at, len(text) if end < 0 else end))


def _over_lines(text: str, quote: Quotation) -> Quotation:
    """A quotation left open, up to the closing mark that stands some lines below it.

    Texts with a line a sentence break a quotation at every sentence. A line that opens anew, or
    none that closes within reach, leaves it open at its own line's end.
    """
    at = quote.end
    for _ in range(_LINES):
        line = _LINE.search(text, at, quote.start + _REACH)
        if line is None:
            return quote
        begin, end = line.span()
        for mark in _MARK.finditer(text, begin, end):
            if mark.group() in _SINGLE:
                continue
            left, right = mark.span()
            if _opens(text, left, right, begin, end) and mark.group() not in _CLOSING:
                return quote
            if _closes(text, left, right, begin, end):
                return Quotation(quote.start, right, True)
        at = end
    return quote


def _in_line(text: str, begin: int, end: int) -> Iterator[Quotation]:
    opened: int | None = None
    single = False
    for mark in _MARK.finditer(text, begin, end):
        at, after = mark.span()
        if opened is None:
            if _opens(text, at, after, begin, end):
                single = mark.group() in _SINGLE
                if single and not _single_closes_later(text, after, end):
                    continue
                opened = at
        elif (mark.group() in _SINGLE) == single and _closes(text, at, after, begin, end):
            yield Quotation(opened, after, True)
            opened = None
    if opened is not None and not single:
        yield Quotation(opened, end, False)


def _opens(text: str, at: int, after: int, begin: int, end: int) -> bool:
    mark = text[at:after]
    if mark in _CLOSING or after >= end:
        # «Guten Tag» but also »Guten Tag«: a closing shape at a word's start still opens.
        return mark == "»" and after < end and text[after].isalnum() and _free_left(text, at, begin)
    if mark in _OPENING:
        return True
    return _free_left(text, at, begin) and not text[after].isspace()


def _free_left(text: str, at: int, begin: int) -> bool:
    return at == begin or text[at - 1].isspace() or text[at - 1] in "([{—–-:/"


def _closes(text: str, at: int, after: int, begin: int, end: int) -> bool:
    mark = text[at:after]
    if mark in _SINGLE:
        # "the ministers’ meeting": an apostrophe after s closes only before punctuation.
        if after < end and text[after].isalnum():
            return False
        return text[at - 1] not in "sS" or after >= end or not text[after].isspace()
    if mark in _CLOSING:
        return True
    return not (_free_left(text, at, begin) and after < end and text[after].isalnum())


def _single_closes_later(text: str, after: int, end: int) -> bool:
    """Whether a single mark is followed by a closing one; else it is an apostrophe ('90s)."""
    for mark in re.finditer(r"['’]", text[after : min(end, after + 2000)]):
        at = after + mark.start()
        if text[at - 1] in ",.?!…" or (
            text[at - 1].isalnum() and text[at - 1] not in "sS"
            and (at + 1 >= end or not text[at + 1].isalnum())
        ):
            return True
    return False
