"""What the tests of pages and API share: an archive, and a client of the room over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.serve import newsroom

if TYPE_CHECKING:
    from starlette.testclient import TestClient


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of an archive; whoever writes to it takes a copy."""
    return newsroom.build(tmp_path_factory.mktemp("news") / "news.duckdb")


@pytest.fixture(scope="session")
def client(news: Path) -> Iterator[TestClient]:
    """A client of the room, as a browser on this machine would be."""
    from starlette.testclient import TestClient

    from communique.serve.desks import Desk
    from communique.serve.limits import Guarded, Limits
    from communique.serve.rooms import make_app

    desk = Desk(news, reader=newsroom.Echo)
    room = Guarded(make_app(desk), Limits(body=20_000))
    with TestClient(room, base_url="http://127.0.0.1:8642", raise_server_exceptions=False) as one:
        yield one
    desk.close()
