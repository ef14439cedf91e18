"""Statements inside statements: "she said he told her that …" is two.

Takes the statements that the network found in each text; gives them with those that stand inside
them. One idea: the content of a statement is a text to be read again, by itself; only what was
relayed in so many words (`relays`) needs no reading.
"""

from __future__ import annotations

from dataclasses import replace

from communique.read.found import FoundStatement
from communique.read.model import Model
from communique.read.relays import relayed
from communique.read.scanning import Scan, scan
from communique.read.statements import nested_texts, statements

# An inner statement that fills more of the content than this is the outer one again.
_WHOLE = 0.95


def with_nested(
    model: Model, scans: list[Scan], outer: list[list[FoundStatement]]
) -> list[list[FoundStatement]]:
    """Every text's statements, with those inside others.

    Contents are read by themselves; what was relayed in so many words needs no reading.
    """
    outer = [list(found) for found in outer]
    inner: dict[tuple[int, int], list[FoundStatement]] = {}
    for number, (one, found) in enumerate(zip(scans, outer, strict=True)):
        for index, statement in enumerate(found):
            if both := relayed(one.text, statement):
                found[index] = both[0]
                inner[(number, index)] = [both[1]]
    places = [
        (number, index, span)
        for number, (one, found) in enumerate(zip(scans, outer, strict=True))
        for index, statement in enumerate(found)
        if (number, index) not in inner
        for span in nested_texts(one.text, statement)
    ]
    parts = scan(model, [scans[n].text[s:e] for n, _, (s, e) in places], events=False)
    for (number, index, (start, end)), part in zip(places, parts, strict=True):
        found = statements(part.text, part.pieces, part.quotations, part.attributions,
                           model.labels, shift=start)
        inner.setdefault((number, index), []).extend(
            one for one in found
            if one.cue and one.source and _length(one) < _WHOLE * (end - start)
        )
    return [
        _ordered(found, {i: inner.get((number, i), []) for i in range(len(found))})
        for number, found in enumerate(outer)
    ]


def _length(one: FoundStatement) -> int:
    return sum(end - start for start, end in one.content)


def _ordered(
    outer: list[FoundStatement], inner: dict[int, list[FoundStatement]]
) -> list[FoundStatement]:
    """Outer and inner statements in text order, each inner one pointing at its outer one."""
    keyed = [(one.content[0], 0, index, one) for index, one in enumerate(outer)]
    keyed += [(one.content[0], 1, index, one) for index, ones in inner.items() for one in ones]
    keyed.sort(key=lambda k: (k[0][0], k[1], k[2]))
    at = {index: place for place, (_, depth, index, _) in enumerate(keyed) if not depth}
    return [replace(one, parent=at[index]) if depth else one for _, depth, index, one in keyed]
