"""Citations: a statement as one cites it, to be copied.

Takes a statement's row and its address here, gives it in words, as BibTeX and as Markdown. The
wording is the article's own, character for character; whoever checks finds the place by offsets
and id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.record.rows import StatementRow
from communique.serve.links import outside

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_QUOTES = "\"“”„«»‘'"


@dataclass(frozen=True, slots=True)
class Citation:
    """One statement, cited in three forms."""

    text: str
    bibtex: str
    markdown: str


def cite(row: StatementRow, address: str) -> Citation:
    """How to cite a statement whose page is at `address`."""
    return Citation(_text(row), _bibtex(row, address), _markdown(row))


def in_words(date: str | None) -> str:
    """A date prefix as one writes it.

    >>> in_words("2022-02-10"), in_words("2022-02"), in_words("2022"), in_words(None)
    ('10 February 2022', 'February 2022', '2022', 'undated')
    """
    if not date:
        return "undated"
    parts = date.split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    day = f"{int(parts[2])} " if len(parts) == 3 else ""
    return f"{day}{month} {parts[0]}"


def speaker_of(row: StatementRow) -> str:
    """The speaker's name, else the words that stand for them."""
    return row.speaker_name or row.speaker_text or "unnamed speaker"


def _text(row: StatementRow) -> str:
    to = f" to {', '.join(row.addressee_names)}" if row.addressee_names else ""
    verb = "reported" if row.mode == "indirect" else "quoted"
    verb = "thought" if row.kind == "thought" else verb
    return f"{speaker_of(row)}{to}, {verb}: {_quoted(row)} {_source(row)}"


def _quoted(row: StatementRow) -> str:
    words = " ".join(row.text.split())
    marked = words[:1] in _QUOTES or words[-1:] in _QUOTES
    return words if marked or row.mode != "direct" else f"“{words}”"


def _source(row: StatementRow) -> str:
    parts = [f"“{' '.join(row.title.split())}”" if row.title else "", row.publisher or "",
             in_words(row.published), outside(row.url) or ""]  # fmt: skip
    where = f"characters {row.start}–{row.end} of {row.document}, {row.id}"
    return f"In: {', '.join(part for part in parts if part)} [{where}]."


def _bibtex(row: StatementRow, address: str) -> str:
    fields = {
        "author": "{" + _escaped(speaker_of(row)) + "}",
        "title": _escaped(row.title or row.text[:80]),
        "howpublished": _escaped(row.publisher or ""),
        "year": (row.published or "")[:4],
        "month": (row.published or "")[5:7],
        "url": re.sub(r"[{}\\\s]", "", outside(row.url) or address),
        "note": _escaped(f"{_quoted(row)} ({row.id}, characters {row.start}-{row.end})"),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{row.id},\n" + ",\n".join(lines) + "\n}"


def _markdown(row: StatementRow) -> str:
    url = outside(row.url)
    title = _plain(row.title or row.document)
    linked = f"[{title}](<{url.replace('<', '%3C').replace('>', '%3E')}>)" if url else title
    by = f", {_plain(row.publisher)}" if row.publisher else ""
    source = f"{linked}{by}, {in_words(row.published)}"
    return f"> {_plain(_quoted(row))}\n>\n> — {_plain(speaker_of(row))}, {source}"


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", " ".join(text.split()))


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in " ".join(text.split()))
