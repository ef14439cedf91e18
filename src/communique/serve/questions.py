"""Questions: what the query of a request asks for, the same for pages, JSON and CSV.

Takes a request's query, gives checked `Filters`, an order, a place to go on from and a size; a
parameter that there is none of is told, since leaving it out would answer another question. Gives
the same parameters as OpenAPI has them, from `Filters` itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from starlette.datastructures import QueryParams

from communique import plover
from communique.errors import InputError
from communique.record.filters import Filters, names
from communique.record.queries import Order
from communique.types import Force, Kind, Status

Parameter = dict[str, Any]  # OpenAPI is JSON, and has no closed shape of its own

SIZE, MOST = 25, 500  # rows of a page; more than 500 come as CSV
_SINGLE = ("text", "since", "until", "copies")
_EXTRA = ("order", "cursor", "size", "facets")
CHOICES: dict[str, tuple[str, ...]] = {
    "type": plover.TYPES, "status": get_args(Status), "force": get_args(Force),
    "kind": get_args(Kind), "quad": ("1", "2", "3", "4"),
}  # fmt: skip
_DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
_TRUTHS = {"true": True, "1": True, "on": True, "yes": True, "false": False, "0": False, "": False}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: filters, order, where to go on, how many, and whether facets are wanted."""

    filters: Filters
    order: Order
    cursor: str | None
    size: int
    facets: bool

    def query(self, **changed: str | None) -> dict[str, str]:
        """The question as a URL's query, some of it changed; None takes a parameter out."""
        query = self.filters.to_query()
        if self.order != self._usual():
            query["order"] = self.order
        if self.size != SIZE:
            query["size"] = str(self.size)
        query |= {key: value for key, value in changed.items() if value is not None}
        return {key: value for key, value in query.items() if changed.get(key, "") is not None}

    def _usual(self) -> Order:
        return "best" if self.filters.text else "newest"


def question_of(query: QueryParams, *others: str) -> Question:
    """The question that a query asks; `others` are parameters that the page itself reads.

    Raises:
        InputError: a parameter that there is none of, or a value that it can't have.
    """
    known = {*names(), *_EXTRA, *others}
    for name in query:
        if name not in known:
            Filters.of(**{name: None})  # raises, and names the nearest that there is
            raise InputError(f"there is no parameter {name}")
    filters = Filters.of_query(_given(query))
    return Question(
        filters, _order(query.get("order"), filters), query.get("cursor") or None,
        _size(query.get("size")), _truth("facets", query.get("facets", "")),
    )  # fmt: skip


def parameters(*, paged: bool = True) -> list[Parameter]:
    """The parameters of a question, as OpenAPI describes them."""
    found = [_parameter(name, text, _schema(name)) for name, text in names().items()]
    found.append(_parameter("order", "best fit first (where there is a text), oldest or newest",
                            {"type": "string", "enum": list(get_args(Order))}))  # fmt: skip
    if paged:
        found += paging()
        found.append(_parameter("facets", "count the values of the facets as well",
                                {"type": "boolean"}))  # fmt: skip
    return found


def paging() -> list[Parameter]:
    """The parameters that every list has."""
    return [
        _parameter("cursor", "where to go on: `next` or `previous` of the last answer",
                   {"type": "string"}),
        _parameter("size", "how many rows",
                   {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE}),
    ]  # fmt: skip


def place(asked: Mapping[str, str], usual: int = SIZE) -> tuple[str | None, int]:
    """The cursor and the size that a list is asked for."""
    size = asked.get("size")
    return asked.get("cursor") or None, _size(size) if size else usual


def only(query: QueryParams, *known: str) -> Mapping[str, str]:
    """The values of a query that holds no other parameters than these, each at most once.

    Raises:
        InputError: it holds another, or one twice.
    """
    for name in query:
        if name not in known:
            raise InputError(f"there is no parameter {name}", "one of " + ", ".join(known))
        if len(query.getlist(name)) > 1:
            raise InputError(f"{name} is given more than once", "give it once")
    return dict(query)


def _given(query: QueryParams) -> dict[str, str | list[str]]:
    given: dict[str, str | list[str]] = {}
    for name in names():
        values = [value for value in query.getlist(name) if value.strip()]
        if len(values) > 1 and name in _SINGLE:
            raise InputError(f"{name} is given more than once", "give it once")
        if values:
            given[name] = values[0] if name in _SINGLE else values
    if "copies" in given:
        given["copies"] = "true" if _truth("copies", str(given["copies"])) else ""
    return given


def _order(value: str | None, filters: Filters) -> Order:
    if not value:
        return "best" if filters.text else "newest"
    for order in get_args(Order):
        if value == order:
            return order  # type: ignore[no-any-return]
    raise InputError(f"there is no order {value!r}", "one of " + ", ".join(get_args(Order)))


def _size(value: str | None) -> int:
    if not value:
        return SIZE
    if not value.isascii() or not value.isdecimal() or not 1 <= int(value[:9]) <= MOST:
        raise InputError(f"size {value[:20]!r} is not right", f"a number from 1 to {MOST}")
    return int(value)


def _truth(name: str, value: str) -> bool:
    if value.lower() not in _TRUTHS:
        raise InputError(f"{name} {value[:20]!r} is not right", "true or false")
    return _TRUTHS[value.lower()]


def _parameter(name: str, description: str, schema: Parameter) -> Parameter:
    return {
        "name": name, "in": "query", "required": False, "description": description,
        "schema": schema,
    }  # fmt: skip


def _schema(name: str) -> Parameter:
    if name == "copies":
        return {"type": "boolean"}
    if name in ("since", "until"):
        return {"type": "string", "pattern": _DATE}
    if name == "text":
        return {"type": "string"}
    items: Parameter = {"type": "string"}
    if name in CHOICES:
        items["enum"] = list(CHOICES[name])
    elif name == "country":
        items["pattern"] = "^[A-Za-z]{3}$"
    return {"type": "array", "items": items}
