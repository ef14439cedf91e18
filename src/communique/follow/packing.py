"""Rows of this folder as JSON, to be kept in the archive, and back.

Takes a frozen dataclass of ours, gives one line of JSON: a list of the fields' values, nested
ones likewise. One idea: the types say how to read it back, so that nothing but plain values
stands in the file. It keeps no names: what was packed by other rules is made anew.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from communique.follow.days import Days, days_of

T = TypeVar("T")
_Turn = Callable[[Any], Any]


def pack(value: object) -> str:
    """A dataclass as one line of JSON."""
    return json.dumps(_packer(cast(Hashable, type(value)))(value), ensure_ascii=False, separators=(",", ":"))


def unpack(kind: type[T], line: str) -> T:
    """The dataclass again.

    >>> from communique.types import Span
    >>> unpack(Span, pack(Span(0, 2, "ab")))
    Span(start=0, end=2, exact='ab')
    """
    found: T = _unpacker(cast(Hashable, kind))(json.loads(line))
    return found


@cache
def _packer(kind: Any) -> _Turn:
    if kind is Days:
        return lambda one: one.text
    if dataclasses.is_dataclass(kind):
        fields = [(f.name, _by_value(hint)) for f, hint in _fields(kind)]
        return lambda one: [turn(getattr(one, name)) for name, turn in fields]
    return lambda one: one


def _by_value(hint: Any) -> _Turn:
    """How a value of a declared type is packed; None stays None."""
    kind = _some(hint)
    if get_origin(kind) in (tuple, frozenset):
        inner = [one for one in get_args(kind) if one is not Ellipsis]
        plain = not any(dataclasses.is_dataclass(one) for one in inner)
        if plain:
            return lambda many: sorted(many) if isinstance(many, frozenset) else list(many)
        turn = _packer(inner[0])
        return lambda many: [turn(one) for one in many]
    turn = _packer(kind)
    return lambda one: None if one is None else turn(one)


@cache
def _unpacker(kind: Any) -> _Turn:
    if kind is Days:
        return days_of
    if dataclasses.is_dataclass(kind):
        turns = [_from_value(hint) for _, hint in _fields(kind)]
        made: Any = kind
        return lambda values: made(*[
            turn(value) for turn, value in zip(turns, values, strict=True)
        ])  # fmt: skip
    return lambda one: one


def _from_value(hint: Any) -> _Turn:
    kind = _some(hint)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is frozenset:
        return frozenset
    if origin is tuple and get_origin(inner[0]) is tuple:
        return lambda many: tuple(tuple(one) for one in many)
    if origin is tuple:
        turn = _unpacker(inner[0])
        return lambda many: tuple(turn(one) for one in many)
    turn = _unpacker(kind)
    return lambda one: None if one is None else turn(one)


def _fields(kind: Any) -> list[tuple[dataclasses.Field[Any], Any]]:
    hints = get_type_hints(kind)
    return [(one, hints[one.name]) for one in dataclasses.fields(kind)]


def _some(hint: Any) -> Any:
    """A declared type without its None."""
    if get_origin(hint) in (Union, types.UnionType):
        several = [one for one in get_args(hint) if one is not type(None)]
        return several[0] if len(several) == 1 else object
    return object if get_origin(hint) is Literal else hint


__all__ = ["pack", "unpack"]
