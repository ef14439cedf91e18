"""What counts as fulfilment, and what as its opposite: one readable table.

Takes the kind of an undertaking and the type of the act it is about, gives for the type of a deed
whether it speaks for it or against it, and how strongly. The table is `data/fulfilment.tsv`, a
row a type: `met_by` and `against` for an undertaking to act, `refrain_against` and
`refrain_met_by` for one not to act. Weights below 1 are kin ("pulls back" may be read as RETREAT
or CONCEDE), so that a deed of the very type wins. It says nothing of who, where and when.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Kind = Literal["promise", "threaten", "demand", "offer", "refuse", "deny"]
KINDS: tuple[Kind, ...] = ("promise", "threaten", "demand", "offer", "refuse", "deny")

# A threat is answered by the act threatened, and unthreatened by none: "they attacked" is not the
# opposite of "we will impose sanctions", so its opposites weigh less than a promise's.
THREAT_OPPOSITE = 0.6


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a deed bears on an undertaking: for (`True`: the act was done, or kept) or against."""

    good: bool
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class _Row:
    met_by: dict[str, float]
    against: dict[str, float]
    refrain_against: dict[str, float]
    refrain_met_by: dict[str, float]


@cache
def _table() -> dict[str, _Row]:
    file = resources.files("communique") / "data" / "fulfilment.tsv"
    lines = csv.DictReader(file.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return {
        row["type"]: _Row(*(
            _weights(row[name])
            for name in ("met_by", "against", "refrain_against", "refrain_met_by")
        ))
        for row in lines
    }  # fmt: skip


def _weights(cell: str) -> dict[str, float]:
    pairs = (one.split(":") for one in cell.split() if one != "-")
    return {name: float(weight) for name, weight in pairs}


@cache
def bearing(kind: str, type: str | None, refrain: bool, deed: str) -> Bearing | None:
    """How a deed of one type bears on an undertaking about an act of another; None: not at all.

    >>> bearing("promise", "RETREAT", False, "MOBILIZE")
    Bearing(good=False, weight=0.9, why='MOBILIZE is the opposite of RETREAT')
    >>> bearing("deny", "ASSAULT", True, "ASSAULT").good
    False
    """
    row = _table().get(type or "")
    if row is None:
        return None
    done, undone = (
        (row.refrain_met_by, row.refrain_against) if refrain or kind in ("refuse", "deny")
        else (row.met_by, row.against)
    )  # fmt: skip
    good, bad = done.get(deed, 0.0), undone.get(deed, 0.0)
    if kind == "threaten" and not refrain:
        bad *= THREAT_OPPOSITE
    if not good and not bad:
        return None
    if good >= bad:
        return Bearing(True, good, _told(deed, type, good, "is what was meant, not to do"
                                        if refrain or kind in ("refuse", "deny") else "counts as"))
    why = (f"{deed} is the act itself" if refrain or kind in ("refuse", "deny")
           else f"{deed} is the opposite of {type}")  # fmt: skip
    return Bearing(False, bad, why)


def deed_types(kind: str, type: str | None, refrain: bool) -> tuple[str, ...]:
    """All types of deed that bear on such an undertaking.

    >>> deed_types("deny", "AGREE", True)
    ('AGREE', 'REJECT')
    """
    row = _table().get(type or "")
    if row is None:
        return ()
    if refrain or kind in ("refuse", "deny"):
        return tuple(dict.fromkeys((*row.refrain_against, *row.refrain_met_by)))
    return tuple(dict.fromkeys((*row.met_by, *row.against)))


def _told(deed: str, type: str | None, weight: float, verb: str) -> str:
    if deed == type:
        return f"{deed} is the very act"
    return f"{deed} {verb} {type}" if weight >= 0.6 else f"{deed} may count as {type}"


__all__ = ["KINDS", "Bearing", "Kind", "bearing", "deed_types"]
