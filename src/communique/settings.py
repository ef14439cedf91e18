"""Settings: one frozen object, made when asked for; nothing is read at import.

What holds: an argument over the environment over a file over the default. The file is the one
that `COMMUNIQUE_CONFIG` names, else `communique.toml` in the current folder; its keys are the
fields below, and so are the variables (`COMMUNIQUE_ARCHIVE`, …). All mistakes are told at once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from communique.errors import ConfigError

PREFIX = "COMMUNIQUE_"
FILE = "communique.toml"
UNITS = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3}
SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmg]?)b?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run hangs on besides its input.

    Attributes:
        archive: the archive's file.
        actors: a table of the user's own actors, laid over the ones that are built in.
        max_size: the most bytes of text that one document may have.
    """

    archive: Path = Path("communique.duckdb")
    actors: Path | None = None
    max_size: int = 20_000_000


def settings(
    *,
    archive: str | Path | None = None,
    actors: str | Path | None = None,
    max_size: int | str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """The settings that hold here; an argument that is None leaves the word to the next in line.

    Raises:
        ConfigError: a file, a variable or an argument is wrong; the message has all mistakes.

    >>> settings(max_size="50 MB", environment={}).max_size
    50000000
    """
    given = os.environ if environment is None else environment
    mistakes: list[str] = []
    values: dict[str, object] = {}
    for source, found in (
        (_file_name(given), _of_file(given, mistakes)),
        ("the environment", _of_environment(given)),
        ("", {"archive": archive, "actors": actors, "max_size": max_size}),
    ):
        for name, value in found.items():
            if value is not None:
                _take(name, value, source, values, mistakes)
    if mistakes:
        raise ConfigError("; ".join(mistakes), f"settings are {', '.join(_PARSERS)}")
    return Settings(**values)  # type: ignore[arg-type]


def size_of(value: object) -> int:
    """A number of bytes, from a number or words such as "50 MB".

    Raises:
        ValueError: it is no size, or not above zero.
    """
    match = SIZE.fullmatch(str(value).strip().replace("_", "").replace(",", ""))
    size = int(float(match[1]) * UNITS[match[2].lower()]) if match else 0
    if size <= 0:
        raise ValueError("a size is a number of bytes, or a number with kB, MB or GB")
    return size


def _path_of(value: object) -> Path:
    if not isinstance(value, str | Path) or not str(value):
        raise ValueError("a path is expected")
    return Path(value).expanduser()


_PARSERS: dict[str, Callable[[object], object]] = {
    "archive": _path_of, "actors": _path_of, "max_size": size_of,
}  # fmt: skip
assert set(_PARSERS) == {field.name for field in fields(Settings)}


def _take(
    name: str, value: object, source: str, values: dict[str, object], mistakes: list[str]
) -> None:
    where = f" ({source})" if source else ""
    if name not in _PARSERS:
        mistakes.append(f"there is no setting {name}{where}")
        return
    try:
        values[name] = _PARSERS[name](value)
    except ValueError as error:
        mistakes.append(f"{name} is {value!r}{where}: {error}")


def _of_environment(given: Mapping[str, str]) -> dict[str, object]:
    """The variables that are settings; others with the prefix may be someone else's."""
    found = {name: given.get(PREFIX + name.upper()) for name in _PARSERS}
    return {name: value for name, value in found.items() if value}


def _file_name(given: Mapping[str, str]) -> str:
    return given.get(f"{PREFIX}CONFIG") or FILE


def _of_file(given: Mapping[str, str], mistakes: list[str]) -> dict[str, object]:
    import tomllib

    name = _file_name(given)
    try:
        with open(name, "rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        if name != FILE or given.get(f"{PREFIX}CONFIG"):
            mistakes.append(f"{name}: no such file")
    except (OSError, ValueError) as error:
        mistakes.append(f"{name}: {error}")
    return {}
