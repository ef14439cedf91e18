"""The schema against records: what is printed is what was promised, no key more or less."""

from __future__ import annotations

import dataclasses
import json

import jsonschema
import pytest

from communique import types
from communique.serve.outputs import json_bytes
from communique.serve.schema import SCHEMAS, record_schema, schema_of
from communique.types import (
    Actor,
    Date,
    Document,
    Event,
    Mention,
    Notice,
    Party,
    Place,
    Quantity,
    Record,
    Span,
    Statement,
)

TEXT = "Envoy Kari Nordmann said in Oslo on 16 June that 2,000 troops would leave Freedonia."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


ENVOY = Actor(
    "person:kari", "Kari Nordmann", "person", "NOR", "GOV", "envoy", "2020-01", None, "Q1", "a test"
)
DAY = Date("2021-06-16", "day", "written")
FULL = Record(
    Document("d", TEXT, "https://example.org", "The Post", "Talks", "2021-06-16", "en"),
    (Mention("m0", span("Kari Nordmann"), "person", ENVOY), Mention("m1", span("Oslo"), "place")),
    (ENVOY,),
    (
        Statement(
            "s0", "said", Party(span("Kari Nordmann"), ENVOY), (Party(None, None),), span("said"),
            (span("that 2,000 troops would leave Freedonia"),), "indirect", "assert", None, DAY,
            ("agreement:oslo",), ("e0",), 0.9,
        ),
    ),
    (
        Event(
            "e0", "RETREAT", "withdraw", ("military",), span("leave"), (Party(span("troops")),),
            (), Place(span("Oslo"), "Oslo", "NOR", 59.9, 10.7), DAY,
            (Quantity(2000.0, "troops", "exact", span("2,000 troops")),), "planned", "s0", 0.5,
        ),
    ),
    (Notice("undated", "no date"),),
)  # fmt: skip
EMPTY = Record(Document("d", "Nothing."))


def printed(record: Record) -> object:
    return json.loads(json_bytes(record.to_dict()))


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(name))


@pytest.mark.parametrize("record", [FULL, EMPTY], ids=["full", "empty"])
def test_records_hold_to_it(record: Record) -> None:
    jsonschema.validate(printed(record), record_schema())


def every_place(value: object, path: tuple[object, ...] = ()):  # type: ignore[no-untyped-def]
    """Every object in a record, with the way to it."""
    if isinstance(value, dict):
        yield path, value
        for key, one in value.items():
            yield from every_place(one, (*path, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from every_place(one, (*path, number))


def test_no_key_may_lack_and_none_may_be_added_anywhere() -> None:
    validator = jsonschema.Draft202012Validator(record_schema())
    places = list(every_place(printed(FULL)))
    assert len(places) > 20
    for path, found in places:
        for key in list(found):
            kept = found.pop(key)
            assert not validator.is_valid(_root(places)), (path, key)
            found[key] = kept
        found["more"] = 1
        assert not validator.is_valid(_root(places)), path
        del found["more"]
    assert validator.is_valid(_root(places))


def _root(places) -> object:  # type: ignore[no-untyped-def]
    return places[0][1]


@pytest.mark.parametrize(
    ("record", "change"),
    [
        (FULL, {"statements": [{"force": "shout"}]}),
        (FULL, {"statements": [{"content": []}]}),
        (FULL, {"statements": [{"speaker": None}]}),
        (FULL, {"events": [{"status": "done"}]}),
        (FULL, {"events": [{"trigger": None}]}),
        (FULL, {"actors": [{"country": "Norway"}]}),
        (FULL, {"document": {"published": "16 June"}}),
    ],
)
def test_wrong_values_are_caught(record: Record, change: dict) -> None:  # type: ignore[type-arg]
    found = printed(record)
    assert isinstance(found, dict)
    for key, value in change.items():
        (found[key][0] if isinstance(value, list) else found[key]).update(
            value[0] if isinstance(value, list) else value
        )
    assert not jsonschema.Draft202012Validator(record_schema()).is_valid(found)


@pytest.mark.parametrize(
    ("name", "type"),
    [("document", Document), ("mention", Mention), ("actor", Actor), ("statement", Statement),
     ("event", Event), ("span", Span), ("place", Place), ("quantity", Quantity), ("date", Date),
     ("party", Party), ("warning", Notice)],
)  # fmt: skip
def test_the_schema_has_the_fields_of_the_types(name: str, type: type) -> None:
    fields = {field.name for field in dataclasses.fields(type)}
    assert set(record_schema()["$defs"][name]["properties"]) == fields


def test_the_closed_sets_are_those_of_the_types() -> None:
    definitions = record_schema()["$defs"]
    assert len(definitions["statement"]["properties"]["force"]["enum"]) == 12
    assert len(definitions["event"]["properties"]["type"]["enum"]) == 16
    assert set(types.__all__) >= {"Record", "Statement", "Event"}


def test_the_real_reader_holds_to_it(reader) -> None:  # type: ignore[no-untyped-def]
    article = (
        "“We will not accept ultimatums,” Russian Foreign Minister Sergey Lavrov told reporters "
        "in Geneva. He said that Washington had promised on Monday to withdraw 2,000 troops from "
        "Poland. British Foreign Secretary Dominic Raab accused Moscow of lying."
    )
    record = reader.read(article, published="2021-06-16")
    assert record.statements
    jsonschema.validate(printed(record), record_schema())
