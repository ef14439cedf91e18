"""The codebook: every closed set of the record, each code with its definition.

Takes the tables of `plover`, gives text for a terminal, Markdown, CSV or JSON. It is what a data
set coded with this package is published beside. It defines codes; the columns of an export are
described by `record`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Literal

from communique import plover

Format = Literal["text", "markdown", "csv", "json"]

TITLES = {
    "quad": "Quad classes",
    "type": "Types of event",
    "mode": "Modes of events",
    "status": "Status of an event",
    "context": "Contexts of events",
    "sector": "Sectors of actors",
    "kind": "Kinds of statement",
    "force": "Force of a statement",
    "statement_mode": "Modes of statements",
    "cameo": "CAMEO codes in PLOVER",
}
SOURCES = (
    "Types, modes and contexts: PLOVER structured codebook. CAMEO: conversion table of "
    "17 September 2021. Intensity: median Goldstein (1992) weight of the CAMEO codes of a type "
    "or mode, -10 to 10. Definitions: this project's own, as its training labels follow them."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One code; `of` is the type a mode belongs to, or the type that a CAMEO code has."""

    group: str
    code: str
    definition: str
    of: str | None = None
    quad: int | None = None
    intensity: float | None = None
    source: str | None = None


def entries(*, cameo: bool = False) -> Iterator[Entry]:
    """Every code, group by group; CAMEO's 312 only when asked for."""
    for term in plover.terms("quad"):
        yield Entry("quad", term.code, term.definition)
    for type in plover.types():
        yield Entry("type", type.code, type.definition, None, type.quad, type.intensity,
                    type.intensity_source)  # fmt: skip
    for mode in plover.modes():
        quad = plover.quad_of(mode.type)
        yield Entry("mode", mode.code, mode.definition, mode.type, quad, mode.intensity,
                    mode.intensity_source)  # fmt: skip
    groups: tuple[plover.Group, ...] = (
        "status", "context", "sector", "kind", "force", "statement_mode",
    )  # fmt: skip
    for group in groups:
        for term in plover.terms(group):
            yield Entry(group, term.code, term.definition)
    if cameo:
        for code in plover.cameo().values():
            of = "/".join(part for part in (code.type, code.mode) if part) or None
            quad_or_none = plover.quad_of(code.type) if code.type else None
            yield Entry("cameo", code.code, code.name, of, quad_or_none, code.goldstein,
                        code.source or None)  # fmt: skip


def render(format: Format = "text", *, cameo: bool = False) -> str:
    """The codebook as one string, ending in a newline.

    Args:
        format: `text` for a terminal, `markdown` for a paper's appendix, `csv` and `json` for
            programs.
        cameo: add the map from CAMEO codes.

    >>> "SANCTION" in render("text")
    True
    """
    found = list(entries(cameo=cameo))
    if format == "json":
        rows = [asdict(one) for one in found]
        return json.dumps({"sources": SOURCES, "codes": rows}, ensure_ascii=False, indent=1) + "\n"
    if format == "csv":
        return _csv(found)
    return _markdown(found) if format == "markdown" else _text(found)


def _csv(found: list[Entry]) -> str:
    out = io.StringIO()
    table = csv.DictWriter(out, list(asdict(found[0])), lineterminator="\n")
    table.writeheader()
    table.writerows(asdict(one) for one in found)
    return out.getvalue()


def _label(one: Entry) -> str:
    return f"{one.of}/{one.code}" if one.group == "mode" else one.code


def _notes(one: Entry) -> str:
    parts = [f"quad {one.quad}"] if one.group == "type" else []
    if one.group == "cameo":
        parts.append(one.of or "no event")
    if one.intensity is not None:
        parts.append(f"{one.intensity:+.1f}")
    return ", ".join(parts)


def _text(found: list[Entry]) -> str:
    lines = ["Codebook", ""]
    for group, members in groupby(found, key=lambda one: one.group):
        rows = [(_label(one), _notes(one), one.definition) for one in members]
        first = max(len(row[0]) for row in rows)
        second = max(len(row[1]) for row in rows)
        lines.append(TITLES[group])
        for label, notes, definition in rows:
            middle = f"{notes:<{second}}  " if second else ""
            lines.append(f"  {label:<{first}}  {middle}{definition}".rstrip())
        lines.append("")
    return "\n".join([*lines, SOURCES, ""])


def _markdown(found: list[Entry]) -> str:
    lines = ["# Codebook", "", SOURCES, ""]
    for group, members in groupby(found, key=lambda one: one.group):
        lines += [f"## {TITLES[group]}", "", "| code | definition | weight |", "|---|---|---|"]
        lines += [f"| {_label(one)} | {one.definition} | {_notes(one)} |" for one in members]
        lines.append("")
    return "\n".join(lines)
