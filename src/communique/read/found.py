"""What the reading steps hand to the resolving steps: spans, before anyone knows who is who.

Offsets are code points into the document's text, end-exclusive. Indices (`parent`,
`according_to`) point into the list that the thing stands in, or the list of statements.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.types import EventType, Force, Kind, MentionKind, Mode, Status

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A stretch that names or stands for someone or something."""

    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """A statement as the text shows it; `source` and `addressees` are the words, not the actors."""

    content: tuple[Offsets, ...]
    cue: Offsets | None
    source: Offsets | None
    addressees: tuple[Offsets, ...]
    mode: Mode
    kind: Kind
    force: Force
    parent: int | None
    score: float
    meant: tuple[Offsets, ...] = ()  # whom the cue acts upon: "accused [Russia] of"


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event as the text shows it, roles still words."""

    trigger: Offsets
    type: EventType
    actors: tuple[Offsets, ...]
    recipients: tuple[Offsets, ...]
    status: Status
    according_to: int | None
    score: float
