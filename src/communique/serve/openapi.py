"""OpenAPI: what programs may ask of a reading room.

Takes the application, gives its description with the contract's record in it, every answer's
errors as problem+json, and nothing that hangs on the framework's own models. It is committed as
`docs/openapi.json`; `python -m communique.serve.openapi > docs/openapi.json` renews it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import Response

from communique.serve.outputs import json_bytes
from communique.serve.schema import candidates_schema, record_schema

Described = dict[str, Any]  # OpenAPI is JSON, and has no closed shape of its own

_PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string"}, "hint": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail", "hint"],
}  # fmt: skip
_STATUSES = {
    "400": "a setting is wrong, or the request can't be understood",
    "401": "a token is needed", "403": "sent from another site's page",
    "404": "nothing has that id", "413": "the request is too large",
    "421": "the Host header names another host", "422": "what was asked can't be read",
    "503": "the archive is busy, or the model can't be loaded",
}  # fmt: skip
_ABOUT = """The reading room's pages as JSON: who said what to whom, who did what to whom, on whose
word, each pinned to the characters that it came from. Every page has the same address with `.json`
or `.csv` behind it. Rows come a page at a time: give `next` of an answer as `cursor` of the next
question."""


def _answer(name: str) -> Described:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": "Right", "content": {"application/json": {"schema": schema}}}


RECORD = _answer("Record")
CANDIDATES = _answer("Candidates")
# Shapes that the contract fixes in words, and that have no schema yet.
ANY_OBJECT: Described = {
    "description": "Right", "content": {"application/json": {"schema": {"type": "object"}}},
}  # fmt: skip
ANY_LIST: Described = {
    "description": "Right",
    "content": {"application/json": {
        "schema": {"type": "array", "items": {"type": "object"}}}},
}  # fmt: skip


def described(app: FastAPI) -> Described:
    """The description of an application's JSON."""
    found = get_openapi(
        title=app.title, version=app.version, description=_ABOUT, routes=app.routes
    )
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas |= _of_contract("Record", record_schema())
    schemas |= _of_contract("Candidates", candidates_schema())
    schemas["Problem"] = _PROBLEM
    for path in found["paths"].values():
        for operation in path.values():
            operation["responses"] = _responses(operation["responses"])
    return found


def answer(request: Request) -> Response:
    """The description, sent."""
    return Response(json_bytes(described(request.app)), media_type="application/json")


def _responses(own: Described) -> Described:
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    told = {
        status: {"description": text, "content": {"application/problem+json": problem}}
        for status, text in _STATUSES.items()
    }
    return {"200": own["200"], **told}


def _of_contract(name: str, schema: Described) -> Described:
    """A schema of the contract as components of ours, its own parts named after it."""
    parts = schema.pop("$defs", {})
    schema.pop("$schema", None)
    text = json.dumps({name: schema} | {f"{name}_{key}": part for key, part in parts.items()})
    moved: Described = json.loads(
        text.replace('"#/$defs/', f'"#/components/schemas/{name}_')
    )
    return moved


def main() -> None:
    """Print the description."""
    from communique.serve.desks import Desk
    from communique.serve.rooms import make_app

    app = make_app(Desk(Path("communique.duckdb")))
    sys.stdout.buffer.write(json_bytes(described(app), indent=1) + b"\n")


if __name__ == "__main__":
    main()
