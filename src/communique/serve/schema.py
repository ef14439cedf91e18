"""The schema: what a record's JSON looks like, as JSON Schema.

Takes the closed sets of `types`, gives a schema (draft 2020-12) with every key required and no
other allowed. It says what each field means in a sentence; a test validates real output by it,
and `communique schema record` prints it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from communique import types
from communique.errors import ConfigError

Schema = dict[str, Any]  # JSON Schema is JSON, and has no closed shape of its own

DATE_PREFIX = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def schema_of(name: str) -> Schema:
    """The schema called `name`.

    Raises:
        ConfigError: there is none.
    """
    if name not in SCHEMAS:
        raise ConfigError(f"no schema is called {name}", f"one of {', '.join(SCHEMAS)}")
    return SCHEMAS[name]()


def record_schema() -> Schema:
    """The schema of one record, as `communique read --json` prints it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Record",
        "description": "Everything that was read in one document. Offsets are Unicode code "
        "points into document.text, end-exclusive; lists stand in text order.",
        **_object(
            document=_ref("document"),
            mentions=_list(_ref("mention")),
            actors=_list(_ref("actor")),
            statements=_list(_ref("statement")),
            events=_list(_ref("event")),
            warnings=_list(_ref("warning")),
        ),
        "$defs": {
            "span": _span(), "date": _date(), "place": _place(), "quantity": _quantity(),
            "party": _party(), "document": _document(), "mention": _mention(),
            "actor": _actor(), "statement": _statement(), "event": _event(),
            "warning": _object(code=_text("A short name"), message=_text("What to know")),
        },
    }  # fmt: skip


def candidates_schema() -> Schema:
    """The schema of what `communique who --json` prints."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Candidates",
        "description": "Who a phrase may stand for, best first.",
        **_list(_object(actor=_ref("actor"), score=_score(), why=_text("The reason, in words"))),
        "$defs": {"actor": _actor()},
    }


SCHEMAS: dict[str, Callable[[], Schema]] = {
    "record": record_schema,
    "candidates": candidates_schema,
}


def _document() -> Schema:
    return _object(
        id=_text("The input's id, or one made from the content"),
        url=_maybe(_text("Its address")), publisher=_maybe(_text("Its outlet")),
        title=_maybe(_text("A title given beside the text")),
        published=_maybe({"type": "string", "pattern": DATE_PREFIX}),
        language=_maybe(_text("ISO 639-1")), text=_text("The text that offsets count in"),
    )  # fmt: skip


def _mention() -> Schema:
    return _object(
        id=_text("Unique in the record"), span=_ref("span"), kind=_one_of(types.MentionKind),
        actor=_maybe(_text("A key of actors")),
    )  # fmt: skip


def _actor() -> Schema:
    return _object(
        key=_text("Stable between documents for actors that the tables know"),
        name=_text("Canonical name"), kind=_one_of(types.ActorKind),
        country=_maybe({"type": "string", "pattern": "^[A-Z]{3}$"}),
        sector=_maybe({"type": "string", "pattern": "^[A-Z]{3}$"}),
        office=_maybe(_text("Office held on the document's date")),
        office_from=_maybe({"type": "string", "pattern": DATE_PREFIX}),
        office_to=_maybe({"type": "string", "pattern": DATE_PREFIX}),
        wikidata=_maybe({"type": "string", "pattern": r"^Q\d+$"}),
        why=_text("How it was found, or why it was left open"),
    )  # fmt: skip


def _statement() -> Schema:
    return _object(
        id=_text("A hash of what it names"), kind=_one_of(types.Kind), speaker=_ref("party"),
        addressees=_list(_ref("party")), cue=_maybe(_ref("span")),
        content={**_list(_ref("span")), "minItems": 1}, mode=_one_of(types.Mode),
        force=_one_of(types.Force),
        parent=_maybe(_text("The statement inside which this one is reported")),
        date=_maybe(_ref("date")), about=_list(_text("Keys of agreements or topics")),
        events=_list(_text("Ids of the events told in it")), score=_score(),
    )  # fmt: skip


def _event() -> Schema:
    return _object(
        id=_text("A hash of what it names"), type=_one_of(types.EventType),
        mode=_maybe(_text("PLOVER's mode")), contexts=_list(_text("PLOVER's contexts")),
        trigger=_ref("span"), actors=_list(_ref("party")), recipients=_list(_ref("party")),
        place=_maybe(_ref("place")), date=_maybe(_ref("date")),
        magnitude=_list(_ref("quantity")), status=_one_of(types.Status),
        according_to=_maybe(_text("The statement on whose word it stands")), score=_score(),
    )  # fmt: skip


def _span() -> Schema:
    return _object(start=_offset(), end=_offset(), exact=_text("text[start:end]"))


def _date() -> Schema:
    return _object(
        value={"type": "string", "pattern": DATE_PREFIX}, precision=_one_of(types.Precision),
        basis=_one_of(types.Basis),
    )  # fmt: skip


def _place() -> Schema:
    return _object(
        span=_ref("span"), name=_text("Its name"),
        country=_maybe({"type": "string", "pattern": "^[A-Z]{3}$"}),
        latitude=_maybe({"type": "number", "minimum": -90, "maximum": 90}),
        longitude=_maybe({"type": "number", "minimum": -180, "maximum": 180}),
    )  # fmt: skip


def _quantity() -> Schema:
    return _object(
        value={"type": "number"}, unit=_text("What is counted"), bound=_one_of(types.Bound),
        span=_ref("span"),
    )  # fmt: skip


def _party() -> Schema:
    return _object(span=_maybe(_ref("span")), actor=_maybe(_text("A key of actors")))


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object", "properties": properties, "required": list(properties),
        "additionalProperties": False,
    }  # fmt: skip


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(literal: object) -> Schema:
    return {"enum": list(get_args(literal))}


def _text(description: str) -> Schema:
    return {"type": "string", "description": description}


def _offset() -> Schema:
    return {"type": "integer", "minimum": 0}


def _score() -> Schema:
    return {"type": "number", "minimum": 0, "maximum": 1}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
