"""From what the network marks to events in code points: sides and status settled.

Takes a scan's occurrences and the statements found beside them, gives `FoundEvent`s. Both
settlements weigh the network against rules: `sides` says who acts, `statuses` whether it
happened; one rule corrects the type. On whose word an event stands is for `deeds`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from communique.read.deeds import innermost
from communique.read.events import Occurrence
from communique.read.found import FoundEvent, FoundStatement, Offsets
from communique.read.scanning import Scan
from communique.read.sides import Possible, sides
from communique.read.statuses import settled_status
from communique.types import EventType

# "sending more than 100 of its advisors": who moves a force mobilizes it, whatever for. Of 10 such
# triggers in the labelled train articles all 10 are MOBILIZE.
_MOVES = re.compile(
    r"\b(?:sen[dt]s?|sending|deploy\w*|dispatch\w*|station\w*|land(?:s|ed|ing)?|mov(?:es?|ed|ing)"
    r"|mass(?:es|ed|ing)?|mobili[sz]\w+|reinforc\w+)$", re.I
)
_FORCES = re.compile(
    r"\s+(?:[\w,'’.-]+\s+){0,8}?(?:troops|soldiers|forces|advis[oe]rs|paratroopers|marines|warships?"
    r"|jets|tanks|battalions?|brigades?|peacekeepers|trainers|instructors|servicemen)\b"
)
# "needs to withdraw troops from its border", "pulled back the brigade".
_WITHDRAWS = re.compile(r"\b(?:with(?:draw|drew)\w*|pull(?:s|ed|ing)? (?:back|out))\b", re.I)


def type_of(text: str, trigger: Offsets, marked: EventType) -> EventType:
    """The type that the network marks, but for forces that are moved or withdrawn."""
    end = min(trigger[1] + 80, len(text))
    withdraws = _WITHDRAWS.search(text, *trigger)
    if withdraws and _FORCES.match(text, withdraws.end(), end):
        return "RETREAT"
    moves = _MOVES.search(text[slice(*trigger)])
    return "MOBILIZE" if moves and _FORCES.match(text, trigger[1], end) else marked


def found_event(
    scan: Scan, one: Occurrence, statements: Sequence[FoundStatement],
    sentence_at: Callable[[int, int], Offsets], statuses: Sequence[str],
) -> FoundEvent:
    """The event that `one` is.

    Args:
        scan: the text that it stands in.
        one: what the network marks.
        statements: the text's statements.
        sentence_at: the sentence at a code point, given the end of the text.
        statuses: the statuses, in the order of the network's probabilities.
    """
    pieces = scan.pieces
    best = int(one.status.argmax())
    trigger = pieces.characters(one.trigger)
    kind = type_of(scan.text, trigger, one.type)  # type: ignore[arg-type]
    sentence = sentence_at(trigger[0], len(scan.text))
    actors, recipients = sides(
        scan.text, trigger, kind, sentence,
        [Possible(pieces.characters(c.words), c.acts, c.takes, c.tagged) for c in one.candidates],
        statements,
    )
    event = FoundEvent(
        trigger, kind, actors, recipients,
        statuses[best], None, one.score,  # type: ignore[arg-type]
    )
    within = innermost(statements, trigger)
    status = settled_status(
        scan.text, sentence, event, None if within is None else statements[within],
        float(one.status[best]),
    )
    return replace(event, status=status)
