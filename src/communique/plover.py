"""The codes of the record: PLOVER's types, quads, modes, contexts, sectors, and CAMEO's way in.

Takes the small tables of `data/plover` (derived by `training/tables/plover.py`, sources in the
datasheet beside them), gives them as frozen rows. The definitions are this project's own and
follow its labels; the manuals are cited, not copied. It reads no text and codes no event: that
is the work of `read`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

from communique.types import EventType

Quad = Literal[1, 2, 3, 4]
Group = Literal["quad", "context", "sector", "kind", "statement_mode", "force", "status"]

TYPES: tuple[EventType, ...] = get_args(EventType)
QUAD_NAMES: dict[Quad, str] = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


@dataclass(frozen=True, slots=True)
class TypeCode:
    """One of the sixteen types; `intensity` is on Goldstein's scale, -10 (worst) to 10 (best)."""

    code: EventType
    quad: Quad
    intensity: float
    intensity_source: str
    definition: str


@dataclass(frozen=True, slots=True)
class ModeCode:
    """A finer kind of one type; AGREE, SUPPORT, CONCEDE, COOPERATE and AID have none."""

    type: EventType
    code: str
    intensity: float
    intensity_source: str
    definition: str


@dataclass(frozen=True, slots=True)
class Term:
    """A code of another closed set of the record, with its definition."""

    group: Group
    code: str
    definition: str


@dataclass(frozen=True, slots=True)
class CameoCode:
    """What one CAMEO code is in PLOVER.

    `type` and `mode` follow the published conversion of 2021 (mended where it names a mode that
    its own list lacks); `house_type` is the type under which this project's labels file the
    same act. All three are None for CAMEO's plain statements, which are no events here.
    `source` is "CAMEO2PLOVER-2021", or names the parallel code for appeals, which PLOVER merged
    with demands.
    """

    code: str
    name: str
    type: EventType | None
    mode: str | None
    contexts: tuple[str, ...]
    goldstein: float
    house_type: EventType | None
    source: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    table = resources.files("communique") / "data" / "plover" / f"{name}.tsv"
    yield from csv.DictReader(table.read_text(encoding="utf-8").splitlines(), delimiter="\t")


@cache
def types() -> tuple[TypeCode, ...]:
    """The sixteen types, verbal cooperation first.

    >>> [one.code for one in types() if one.quad == 2]
    ['COOPERATE', 'AID', 'RETREAT']
    """
    return tuple(
        TypeCode(
            cast(EventType, row["type"]),
            cast(Quad, int(row["quad"])),
            float(row["intensity"]),
            row["intensity_source"],
            row["definition"],
        )
        for row in _rows("types")
    )


@cache
def modes() -> tuple[ModeCode, ...]:
    """Every mode of every type that has modes."""
    return tuple(
        ModeCode(
            cast(EventType, row["type"]),
            row["mode"],
            float(row["intensity"]),
            row["intensity_source"],
            row["definition"],
        )
        for row in _rows("modes")
    )


@cache
def modes_of(type: EventType) -> tuple[str, ...]:
    """The modes of one type, in the codebook's order.

    >>> modes_of("CONSULT")
    ('visit', 'third-party', 'multilateral', 'phone')
    """
    return tuple(one.code for one in modes() if one.type == type)


@cache
def terms(group: Group) -> tuple[Term, ...]:
    """The codes of another closed set: contexts, sectors, forces, statuses and so on."""
    return tuple(
        Term(group, row["code"], row["definition"])
        for row in _rows("terms")
        if row["group"] == group
    )


@cache
def contexts() -> tuple[str, ...]:
    """The codes of the thirty-seven contexts."""
    return tuple(one.code for one in terms("context"))


@cache
def sectors() -> tuple[str, ...]:
    """The codes of the sectors that an actor may belong to."""
    return tuple(one.code for one in terms("sector"))


@cache
def _type_codes() -> dict[str, TypeCode]:
    return {one.code: one for one in types()}


@cache
def _mode_weights() -> dict[tuple[str, str], float]:
    return {(one.type, one.code): one.intensity for one in modes()}


def quad_of(type: EventType) -> Quad:
    """The quad class of a type: 1 verbal and 2 material cooperation, 3 and 4 conflict.

    >>> quad_of("SANCTION")
    4
    """
    return _type_codes()[type].quad


def intensity(type: EventType, mode: str | None = None) -> float:
    """How friendly (to 10) or hostile (to -10) an act is, by its mode where that has a weight.

    The weight is the median of Goldstein's (1992) for the CAMEO codes that the type or mode
    stands for; `types()` and `modes()` name the codes.

    >>> intensity("ASSAULT"), intensity("CONSULT", "phone")
    (-10.0, 1.0)
    """
    weight = _mode_weights().get((type, mode)) if mode else None
    return _type_codes()[type].intensity if weight is None else weight


@cache
def cameo() -> dict[str, CameoCode]:
    """All CAMEO codes, in CAMEO's order."""
    return {
        row["code"]: CameoCode(
            row["code"],
            row["name"],
            cast(EventType, row["type"]) if row["type"] else None,
            row["mode"] or None,
            tuple(row["contexts"].split(";")) if row["contexts"] else (),
            float(row["goldstein"]),
            cast(EventType, row["house_type"]) if row["house_type"] else None,
            row["source"],
        )
        for row in _rows("cameo")
    }


def from_cameo(code: str | int) -> CameoCode | None:
    """What a CAMEO code is in PLOVER; None for a code that CAMEO does not have.

    A code that has lost its leading nought in a spreadsheet is understood: 42 is 042, 311 is 0311.
    Where both readings exist ("10" is a root, and 010 without its nought) it is taken as written.

    >>> from_cameo("173").type, from_cameo("173").mode
    ('COERCE', 'arrest')
    >>> from_cameo(42).mode
    'visit'
    """
    key = str(code).strip()
    return cameo().get(key) or cameo().get("0" + key)


__all__ = [
    "QUAD_NAMES", "TYPES", "CameoCode", "Group", "ModeCode", "Quad", "Term", "TypeCode", "cameo",
    "contexts", "from_cameo", "intensity", "modes", "modes_of", "quad_of", "sectors", "terms",
    "types",
]  # fmt: skip
