"""What the network says of each word piece: the layout of its one output row.

The same names, in the same order, go into `labels.json` beside the shipped model; the package
reads them from there.
"""

from __future__ import annotations

from typing import get_args

from communique.types import EventType, Force, Status

ATTRIBUTION = ("O", *(f"{bi}-{k}" for k in ("source", "cue", "content") for bi in "BI"))
MENTION_KINDS = ("person", "organization", "place")
MENTION = ("O", *(f"{bi}-{k}" for k in MENTION_KINDS for bi in "BI"))
TYPES: tuple[str, ...] = get_args(EventType)
TRIGGER = ("O", *(f"{bi}-{t}" for t in TYPES for bi in "BI"))
PARTY = ("O", "B-party", "I-party")
FORCES: tuple[str, ...] = get_args(Force)
KINDS = ("said", "thought")
STATUSES: tuple[str, ...] = get_args(Status)
LINKS = ("content-cue", "cue-source", "content-source", "trigger-actor", "trigger-recipient")
LINK_WIDTH = 48

# Name -> width, in order. `force` and `kind` are read off content and cue words apart, then added.
TOKEN_HEADS: dict[str, int] = {
    "attribution": len(ATTRIBUTION),
    "mention": len(MENTION),
    "trigger": len(TRIGGER),
    "party": len(PARTY),
    "main": 1,
    "force_content": len(FORCES),
    "force_cue": len(FORCES),
    "kind_content": len(KINDS),
    "kind_cue": len(KINDS),
    "status": len(STATUSES),
    **{f"{link}/{end}": LINK_WIDTH for link in LINKS for end in ("from", "to")},
}
# Distance in words between two linked spans, signed, in buckets; a learned bias each.
BUCKETS = (-200, -100, -60, -40, -25, -15, -8, -4, -1, 0, 1, 4, 8, 15, 25, 40, 60, 100, 200)
