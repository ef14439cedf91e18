"""What all tests share: no network, the shared data where it lies, the reader once."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "own_server: talks to a server of its own on this machine")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Proves "offline": a test that opens a socket to anywhere but this machine's files fails."""
    from pytest_socket import disable_socket, socket_allow_hosts

    if "own_server" in item.keywords:  # pages are tested on a server of the test's own
        socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    else:
        disable_socket(allow_unix_socket=True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora beside the repository; what needs it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not there")
    return SHARED


@pytest.fixture(scope="session")
def reader():  # type: ignore[no-untyped-def]
    """The bundled model's reader."""
    import communique

    return communique.load()
