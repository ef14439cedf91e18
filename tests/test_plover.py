"""The codes are whole, consistent with the types, and the codebook shows every one of them."""

from __future__ import annotations

import csv
import io
import json
from typing import get_args

import pytest

from communique import plover
from communique.serve import codebook
from communique.types import EventType, Force, Kind, Mode, Status


def test_types_are_the_sixteen_in_quad_order() -> None:
    assert tuple(one.code for one in plover.types()) == get_args(EventType)
    quads = [one.quad for one in plover.types()]
    assert quads == sorted(quads)
    assert set(quads) == set(plover.QUAD_NAMES)


@pytest.mark.parametrize(
    ("group", "closed"),
    [("force", Force), ("status", Status), ("kind", Kind), ("statement_mode", Mode)],
)
def test_terms_are_the_closed_sets_of_the_record(group: plover.Group, closed: object) -> None:
    assert tuple(one.code for one in plover.terms(group)) == get_args(closed)


def test_every_code_is_defined_and_weighed() -> None:
    for one in (*plover.types(), *plover.modes()):
        assert one.definition
        assert one.intensity_source
        assert -10 <= one.intensity <= 10
    assert len(plover.contexts()) == 37
    assert {"GOV", "MIL", "LEG", "REB", "OPP", "IGO", "ELI", "UNK"} <= set(plover.sectors())


def test_signs_of_intensity_follow_the_quads() -> None:
    for one in plover.types():
        assert (one.intensity > 0) == (one.quad in (1, 2)), one


def test_cameo_maps_into_the_lists() -> None:
    assert len(plover.cameo()) == 312
    for one in plover.cameo().values():
        if one.type is None:
            assert one.code.startswith("01")
            continue
        assert one.mode is None or one.mode in plover.modes_of(one.type), one
        assert set(one.contexts) <= set(plover.contexts()), one
        assert one.source


@pytest.mark.parametrize(
    ("code", "type", "mode", "house"),
    [
        ("042", "CONSULT", "visit", "CONSULT"),
        (42, "CONSULT", "visit", "CONSULT"),
        ("0871", "RETREAT", "ceasefire", "RETREAT"),
        ("0841", "RETREAT", "release", "CONCEDE"),
        ("163", "COERCE", "restrict", "SANCTION"),
        ("1724", "COERCE", "curfew", "COERCE"),
        ("195", "ASSAULT", "aerial", "ASSAULT"),
        ("0254", "REQUEST", "yield", "REQUEST"),
        ("20", "ASSAULT", "massacre", "ASSAULT"),
        ("010", None, None, None),
    ],
)
def test_from_cameo(code: str | int, type: str | None, mode: str | None, house: str | None) -> None:
    found = plover.from_cameo(code)
    assert found is not None
    assert (found.type, found.mode, found.house_type) == (type, mode, house)


def test_from_cameo_does_not_know_what_cameo_does_not_have() -> None:
    assert plover.from_cameo("999") is None
    assert plover.from_cameo("") is None


def test_mode_weighs_more_finely_than_its_type() -> None:
    assert plover.intensity("CONSULT", "phone") < plover.intensity("CONSULT", "visit")
    assert plover.intensity("ASSAULT", "no such mode") == plover.intensity("ASSAULT")


@pytest.mark.parametrize("format", get_args(codebook.Format))
def test_codebook_shows_every_code(format: codebook.Format) -> None:
    text = codebook.render(format)
    for one in codebook.entries():
        assert one.code in text
        assert one.definition.split(",")[0] in text


def test_codebook_for_programs_can_be_read_back() -> None:
    rows = list(csv.DictReader(io.StringIO(codebook.render("csv", cameo=True))))
    codes = json.loads(codebook.render("json", cameo=True))["codes"]
    assert len(rows) == len(codes) > 312
    assert [row["code"] for row in rows] == [one["code"] for one in codes]
    assert next(row for row in rows if row["code"] == "173")["of"] == "COERCE/arrest"
