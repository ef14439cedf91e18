"""What may be asked of an archive: one set of filters for library, command line, API and pages.

Takes options by name (a string, several in a list or with commas between), gives checked
`Filters`: codes in their spelling, dates as prefixes, every mistake told with what would be
right. How they become SQL is the business of `conditions`.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import get_args

from communique.errors import InputError
from communique.types import EventType, Force, Kind, Status

Given = str | int | bool | datetime.date | Iterable[str | int] | None

KEY = "key:"
"""Before a party, it says that an actor's key follows: `key:RUS` is Russia's government alone."""

_BETWEEN = re.compile(r"(?<!\\),")  # a comma within a value has a backslash before it
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def _many(help: str) -> tuple[str, ...]:
    """A filter that takes several values, any of which may hold."""
    return field(default=(), metadata={"help": help})


def _one(help: str) -> str | None:
    return field(default=None, metadata={"help": help})


@dataclass(frozen=True, slots=True)
class Filters:
    """What has to hold of a statement, an event or an article; all filters have to, together.

    Parties (speaker, to, actor, recipient) are a country's three letters (everyone who belongs to
    it), else an actor's key or a part of a name; with `key:` before it, a key and nothing else.
    Between several values stand commas; a comma within one has a backslash before it. A filter on
    statements, put to events, asks for events told in such a statement, and the other way round;
    put to articles, for articles that hold one.
    """

    text: str | None = _one('words that all stand in the text (function words aside), "phrases", -words that do not')
    speaker: tuple[str, ...] = _many("who says it: country (RUS), key, or part of a name")
    to: tuple[str, ...] = _many("to whom it is said: country, key, or part of a name")
    actor: tuple[str, ...] = _many("who acts in an event: country, key, or part of a name")
    recipient: tuple[str, ...] = _many("whom an event concerns: country, key, or part of a name")
    country: tuple[str, ...] = _many("any party is of this country (three letters)")
    type: tuple[str, ...] = _many("PLOVER type of an event: AGREE, CONSULT, ... ASSAULT")
    status: tuple[str, ...] = _many("status of an event: actual, planned, demanded, ...")
    quad: tuple[str, ...] = _many("quad of an event: 1, 2 cooperation; 3, 4 conflict")
    force: tuple[str, ...] = _many("force of a statement: assert, accuse, deny, demand, ...")
    kind: tuple[str, ...] = _many("kind of a statement: said or thought")
    mode: tuple[str, ...] = _many("direct, indirect, mixed; of an event, its PLOVER mode")
    about: tuple[str, ...] = _many("key of an agreement or topic that a statement is about")
    publisher: tuple[str, ...] = _many("publisher, or a part of its name")
    language: tuple[str, ...] = _many("ISO 639-1 code of the article's language")
    document: tuple[str, ...] = _many("id of the article")
    origin: tuple[str, ...] = _many("read, or the name of an imported series (icews)")
    since: str | None = _one("first day, month or year (2021-11)")
    until: str | None = _one("last day, month or year, itself included")
    copies: bool = field(default=False, metadata={"help": "count copies of an article as well"})

    @classmethod
    def of(cls, **given: Given) -> Filters:
        """Checked filters.

        Raises:
            InputError: a filter or a value that there is none of, with the nearest that there is.

        >>> Filters.of(speaker="RUS,UKR", force="Promise", since="2021-11").speaker
        ('RUS', 'UKR')
        """
        names = [one.name for one in fields(cls)]
        for name in given:
            if name not in names:
                raise InputError(f"there is no filter {name}", _nearest(name, names))
        return cls(**{name: _checked(name, value) for name, value in given.items()})  # type: ignore[arg-type]

    @classmethod
    def of_query(cls, query: Mapping[str, str | list[str]]) -> Filters:
        """Filters of a URL's query, where empty values and other parameters say nothing."""
        names = {one.name for one in fields(cls)}
        return cls.of(**{key: value for key, value in query.items() if key in names and value})

    def to_query(self) -> dict[str, str]:
        """The filters that are set, as a URL's query: what `of_query` takes."""
        query = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if value:
                query[one.name] = joined(value) if isinstance(value, tuple) else str(value)
        if self.copies:
            query["copies"] = "true"
        return query

    def without(self, *names: str) -> Filters:
        """The same filters but for those named."""
        kept = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in names}
        return Filters(**kept)


def joined(values: Iterable[str]) -> str:
    """Several values of a filter as one, as a URL has it."""
    return ",".join(one.replace(",", "\\,") for one in values)


def names() -> dict[str, str]:
    """Every filter with what it means."""
    return {one.name: one.metadata["help"] for one in fields(Filters)}


_CLOSED: dict[str, tuple[str, ...]] = {
    "type": get_args(EventType), "status": get_args(Status), "force": get_args(Force),
    "kind": get_args(Kind), "quad": ("1", "2", "3", "4"),
}  # fmt: skip


def _checked(name: str, value: Given) -> str | bool | tuple[str, ...] | None:
    if name == "copies":
        return value is True or str(value).lower() in ("1", "true", "yes", "on")
    if name == "text":
        return str(value).strip() or None if value is not None else None
    if name in ("since", "until"):
        return _date(name, value)
    return tuple(dict.fromkeys(_value(name, one) for one in _split(value)))


def _split(value: Given) -> list[str]:
    if value is None:
        return []
    several = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
    parts = [part.strip() for one in several for part in _BETWEEN.split(str(one))]
    return [part.replace("\\,", ",") for part in parts if part]


def _value(name: str, value: str) -> str:
    if name == "country":
        if not re.fullmatch(r"[A-Za-z]{3}", value):
            raise InputError(f"country {value!r} is not a code", "ISO 3166-1 alpha-3: RUS, GBR")
        return value.upper()
    if name in _CLOSED:
        spelled = value.upper() if name == "type" else value.lower()
        if spelled not in _CLOSED[name]:
            raise InputError(f"there is no {name} {value!r}", _nearest(spelled, _CLOSED[name]))
        return spelled
    return value


def _date(name: str, value: Given) -> str | None:
    if value is None or value == "":
        return None
    text = value.isoformat()[:10] if isinstance(value, datetime.date) else str(value).strip()
    if not _DATE.fullmatch(text):
        raise InputError(f"{name} {text!r} is not a date", "a year, month or day: 2022-02-10")
    return text


def _nearest(name: str, known: Iterable[str]) -> str:
    known = list(known)
    close = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {close[0]}?" if close else "one of " + ", ".join(known)
