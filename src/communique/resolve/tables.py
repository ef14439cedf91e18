"""What the tables know, as records, and the one object that all look-ups take.

Gives `builtin()`: the tables in `communique/data`, decompressed once and kept as sorted lines that
are searched by bisection, so that loading costs milliseconds and nothing is parsed before it is
asked for. An `ActorTable` of the user's own (`resolve.extras`) lies over them as one more layer.
Dates are ISO prefixes ("2021", "2021-09"), countries ISO 3166-1 alpha-3, sectors PLOVER codes.
Decides nothing: see `resolve.candidates`.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Country:
    """A state (or a territory that has a code): `government` is what it is called as an actor."""

    iso3: str
    name: str
    government: str
    capital: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class City:
    """A town: its name as the gazetteer writes it, its state, inhabitants, degrees."""

    name: str
    country: str
    population: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one office: `office` as the tables call it, `roles` as `offices.roles_of` does.

    `country` is the state whose office it is; `body` the key of the organisation, if it is one's.
    An `end` of None says that it went on when its source was made. `sector` is that of the office.
    """

    office: str
    roles: tuple[str, ...]
    country: str | None
    start: str | None = None
    end: str | None = None
    body: str | None = None
    sector: str = "GOV"


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A human being with a name, and the offices that the tables know, latest last.

    `sector` is what they are when they hold no office (a rebel leader, a journalist).
    """

    key: str
    name: str
    country: str | None
    wikidata: str | None
    variants: tuple[str, ...]
    tenures: tuple[Tenure, ...]
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """A body with a name: IGO, armed group, party, NGO, company, medium, agency of a state.

    `country` is None for IGOs and armed groups; `home` is the state that an armed group comes from.
    """

    key: str
    name: str
    country: str | None
    sector: str
    wikidata: str | None = None
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Tab-separated lines in byte order, looked up by their first field.

    >>> Lines.of([("b", "2"), ("a", "1"), ("b", "3")]).find("b")
    [['2'], ['3']]
    """

    blob: bytes

    @classmethod
    def of(cls, rows: Iterable[tuple[str, ...]]) -> Lines:
        """The rows as sorted lines; tabs and line ends within a field become blanks."""
        lines = {"\t".join(" ".join(field.split()) for field in row).encode() for row in rows}
        return cls(b"".join(line + b"\n" for line in sorted(lines)))

    def find(self, key: str) -> list[list[str]]:
        """The other fields of every line whose first field is the key."""
        wanted = key.encode("utf-8", "replace") + b"\t"
        at = self._first_not_before(wanted)
        found = []
        while self.blob.startswith(wanted, at):
            end = self.blob.find(b"\n", at)
            found.append(self.blob[at + len(wanted) : end].decode().split("\t"))
            at = end + 1
        return found

    def rows(self) -> Iterator[list[str]]:
        """All lines, as lists of fields."""
        for line in self.blob.decode().splitlines():
            yield line.split("\t")

    def _first_not_before(self, wanted: bytes) -> int:
        low, high = 0, len(self.blob)
        while low < high:
            middle = self.blob.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self.blob.find(b"\n", middle) + 1
            if self.blob[middle:end] < wanted:
                low = end
            else:
                high = middle
        return low


@dataclass(frozen=True, slots=True)
class Layers:
    """Lines over lines: what the user's own table says stands before what the package knows."""

    layers: tuple[Lines, ...]

    def find(self, key: str) -> list[list[str]]:
        """The rows of all layers for the key, the topmost layer's first."""
        return [row for layer in self.layers for row in layer.find(key)]

    def over(self, rows: Iterable[tuple[str, ...]]) -> Layers:
        """These layers with one more on top."""
        return Layers((Lines.of(rows), *self.layers))


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """All tables together; every look-up takes one (`None` means `builtin()`).

    The first field of each, by which it is looked up, and the others:

    - `countries`: alpha-3 | name, government, capital, latitude, longitude
    - `country_names`: key | alpha-3, how
    - `cities`: key | name, alpha-3, population, latitude, longitude
    - `persons`: key of the person | name, country, wikidata, sector, variants, tenures
    - `person_names`: key of a name | keys of persons
    - `offices`: "RUS minister:foreign" | start, end, key of the person, office, sector
    - `organisations`: key of the body | name, country, home, sector, wikidata
    - `organisation_names`: key of a name | key of the body, "A" where only capitals count
    - `nouns`: key of a noun | PLOVER codes
    """

    countries: Layers
    country_names: Layers
    cities: Layers
    persons: Layers
    person_names: Layers
    offices: Layers
    organisations: Layers
    organisation_names: Layers
    nouns: Layers


@lru_cache(maxsize=1)
def builtin() -> Tables:
    """The tables that come with the package, read once and kept."""
    return Tables(*(Layers((_read(name),)) for name in Tables.__slots__))


def _read(name: str) -> Lines:
    packed = resources.files("communique.data").joinpath(f"{name}.tsv.gz").read_bytes()
    return Lines(gzip.decompress(packed))


def words_or_none(field: str) -> str | None:
    """A field that may be empty."""
    return field or None
