"""The status of an event, from two opinions: the network's, and that of a rule where one speaks.

The network has seen whole passages, a rule knows one construction well. The rule is followed
unless the network is all but certain.
"""

from __future__ import annotations

from communique.read.found import FoundEvent, FoundStatement, Offsets
from communique.read.status import status_by_rule
from communique.types import Status

# From this probability on the network is not overruled. From 0.7 to never, status on the dev articles
# stays within 0.3 points (bench/articles.py).
CERTAIN = 0.9


def settled_status(
    text: str, sentence: Offsets, event: FoundEvent, within: FoundStatement | None, sure: float
) -> Status:
    """The status of `event`.

    Args:
        text: the article.
        sentence: the sentence that the event's trigger stands in.
        event: the event with the network's status.
        within: the innermost statement that holds the trigger, if any.
        sure: the probability that the network gives its status.
    """
    if sure >= CERTAIN:
        return event.status
    ruling = status_by_rule(
        text, event.trigger, sentence,
        force=within.force if within else None,
        by_speaker=within.source in event.actors if within and within.source else None,
    )
    return ruling.status if ruling else event.status
