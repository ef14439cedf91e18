"""`communique serve`: the reading room and its API on this machine.

Takes an archive and an address, serves until interrupted. On 127.0.0.1 no token is needed; any
other address asks for one, from a file or COMMUNIQUE_TOKEN.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.errors import ConfigError, StoreError
from communique.settings import settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

PORT = 8642


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("serve")(serve)


def serve(
    archive: Annotated[
        Path | None, typer.Option("--archive", metavar="FILE", help="The archive to show.")
    ] = None,
    host: Annotated[
        str, typer.Option("--host", help="Address to bind; any but 127.0.0.1 needs a token.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")
    ] = PORT,
    token_file: Annotated[
        Path | None,
        typer.Option("--token-file", metavar="FILE", help="The token; else COMMUNIQUE_TOKEN."),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A further name that it may be called."),
    ] = None,
    open_page: Annotated[
        bool, typer.Option("--open", help="Open the first page in the browser.")
    ] = False,
    actors: Annotated[
        Path | None,
        typer.Option("--actors", metavar="FILE", help="Your own actors, for POST /read."),
    ] = None,
) -> None:
    """Show an archive in the browser, and answer programs: a reading room on this machine."""
    chosen = settings(archive=archive, actors=actors)
    serve_archive(
        chosen.archive, host=host, port=port, token_file=token_file, names=allow_host or [],
        open_page=open_page, actors=chosen.actors,
    )  # fmt: skip


def serve_archive(
    archive: Path, *, host: str = "127.0.0.1", port: int = PORT, token_file: Path | None = None,
    names: list[str] | None = None, open_page: bool = False, actors: Path | None = None,
) -> None:  # fmt: skip
    """Serve an archive until interrupted.

    Raises:
        StoreError: there is no archive.
        ConfigError: the address can't be bound, or it needs a token and there is none.
    """
    from communique.serve import tokens
    from communique.serve.limits import Limits
    from communique.serve.readings import load_reader
    from communique.serve.rooms import make_room

    if not archive.exists():
        raise StoreError(f"there is no archive at {archive}", "communique add makes one")
    token = tokens.token_of(token_file)
    local = _is_loopback(host)
    if token is None and not local:
        raise ConfigError(
            f"{host} can be reached by others, so a token is needed",
            "give --token-file FILE or COMMUNIQUE_TOKEN; openssl rand -hex 16 makes one",
        )
    bound = _bound(host, port)
    hosts = _hosts(host, names or [])
    room = make_room(archive, Limits(hosts, token), reader=lambda: load_reader(actors))
    name = _in_url(host if local else socket.gethostname())
    _serve(room, bound, f"http://{name}:{bound.getsockname()[1]}/", open_page)


def _serve(room: ASGIApp, bound: socket.socket, url: str, open_page: bool) -> None:
    import uvicorn

    said = f"communique: the reading room is at {url} (Ctrl-C closes it)"
    print(said, file=sys.stderr, flush=True)
    if open_page:
        import webbrowser

        webbrowser.open(url)
    config = uvicorn.Config(
        room, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        lifespan="off", limit_concurrency=100, timeout_keep_alive=5, timeout_graceful_shutdown=3,
    )  # fmt: skip
    with bound:
        uvicorn.Server(config).run(sockets=[bound])


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _hosts(host: str, names: list[str]) -> tuple[str, ...]:
    """The names that requests may ask for; none means any, where a token is asked of each."""
    from communique.serve.limits import LOOPBACK

    if _is_loopback(host):
        return (*LOOPBACK, _in_url(host).lower(), *(name.lower() for name in names))
    if not names:
        return ()
    return (_in_url(host).lower(), *LOOPBACK, *(name.lower() for name in names))


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ConfigError(f"{host} is no address: {error}", "127.0.0.1 is this machine") from error
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind(address)
    except OSError as error:
        made.close()
        raise ConfigError(
            f"{host}:{port} can't be bound: {error.strerror}",
            "give another --port; 0 takes a free one",
        ) from error
    return made
