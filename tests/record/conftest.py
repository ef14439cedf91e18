"""An archive of sixty articles of our own, read by the fake reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from communique.record.archive import Archive
from tests.record.fakes import article, make_reader

Lines = Callable[..., Path]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Sixty articles; tests must not write to it."""
    folder = tmp_path_factory.mktemp("filled")
    source = folder / "articles.jsonl"
    source.write_text("".join(json.dumps(article(at)) + "\n" for at in range(60)), "utf-8")
    with Archive(folder / "filled.duckdb", reader=make_reader) as archive:
        archive.add(source, processes=1)
        archive.close()
        yield archive


@pytest.fixture
def lines(tmp_path: Path) -> Lines:
    """Writes articles to a JSON Lines file and gives its path."""

    def write(*articles: dict[str, str], name: str = "articles.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(one) + "\n" for one in articles), "utf-8")
        return path

    return write


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Archive]:
    """An archive with nothing in it yet."""
    with Archive(tmp_path / "empty.duckdb", reader=make_reader) as archive:
        yield archive
