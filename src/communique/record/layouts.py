"""The codebook and the data package that lie beside exported tables.

Takes the tables as `schemas` knows them, gives `codebook.md` for people and `datapackage.json`
(Frictionless Data, version 1) for programs, both made from the comments of `schema.sql`.
"""

from __future__ import annotations

import json
from pathlib import Path

from communique.record import schemas
from communique.record.schemas import Column, Table

_TYPES = {"INTEGER": "integer", "DOUBLE": "number", "VARCHAR": "string", "BOOLEAN": "boolean"}
_MEDIA = {
    "csv": "text/csv", "parquet": "application/vnd.apache.parquet",
    "arrow": "application/vnd.apache.arrow.file",
}  # fmt: skip


def write(folder: Path, ending: str) -> list[Path]:
    """Write both files beside tables with `ending`; gives their paths."""
    book, package = folder / "codebook.md", folder / "datapackage.json"
    book.write_text(schemas.codebook(), encoding="utf-8")
    text = json.dumps(datapackage(ending), indent=2, ensure_ascii=False)
    package.write_text(text + "\n", encoding="utf-8")
    return [book, package]


def datapackage(ending: str) -> dict[str, object]:
    """The description of all tables, as the Data Package standard has it."""
    return {
        "profile": "tabular-data-package" if ending == "csv" else "data-package",
        "name": "communique-archive",
        "title": "Statements and political events read from the news",
        "resources": [_resource(one, ending) for one in schemas.public_tables()],
    }


def _resource(table: Table, ending: str) -> dict[str, object]:
    return {
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.{ending}",
        "profile": "tabular-data-resource" if ending == "csv" else "data-resource",
        "format": ending,
        "mediatype": _MEDIA[ending],
        "encoding": "utf-8",
        "description": table.meaning,
        "schema": {"fields": [_field(one, ending) for one in table.public]},
    }


def _field(column: Column, ending: str) -> dict[str, object]:
    found: dict[str, object] = {"name": column.name, "description": column.meaning}
    if column.type.endswith("[]"):
        # A list has no place in CSV: its values stand in one cell, with ";" between.
        return found | {"type": "string" if ending == "csv" else "array"}
    found["type"] = _TYPES[column.type]
    if column.required:
        found["constraints"] = {"required": True}
    return found
