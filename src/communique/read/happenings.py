"""From what the network marks to events in code points: sides and status settled.

Takes a scan's occurrences and the statements found beside them, gives `FoundEvent`s. Both
settlements weigh the network against rules: `sides` says who acts, `statuses` whether it
happened. On whose word an event stands is for `deeds`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from communique.read.deeds import innermost
from communique.read.events import Occurrence
from communique.read.found import FoundEvent, FoundStatement, Offsets
from communique.read.scanning import Scan
from communique.read.sides import Possible, sides
from communique.read.statuses import settled_status


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
    sentence = sentence_at(trigger[0], len(scan.text))
    actors, recipients = sides(
        scan.text, trigger, one.type, sentence,
        [Possible(pieces.characters(c.words), c.acts, c.takes, c.tagged) for c in one.candidates],
        statements,
    )
    event = FoundEvent(
        trigger, one.type, actors, recipients,  # type: ignore[arg-type]
        statuses[best], None, one.score,  # type: ignore[arg-type]
    )
    within = innermost(statements, trigger)
    status = settled_status(
        scan.text, sentence, event, None if within is None else statements[within],
        float(one.status[best]),
    )
    return replace(event, status=status)
