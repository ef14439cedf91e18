"""What a reading room lets in: by host name, by token, by size; and the headers it answers with.

Takes an ASGI application, gives one that answers 421, 401, 403 or 413 before the pages hear of a
request. A Host header that is none of ours is what a page elsewhere sends when its name was made
to point at this machine (DNS rebinding); an Origin that is another's is what its forms send.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.serve import tokens
from communique.serve.problems import Problem, as_json, of_status

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?")
BODY = 2_000_000  # bytes: more than ten times the longest article of our corpora
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Who may ask, and how much at once. No `hosts` takes any name, which only a token allows."""

    hosts: Collection[str] = LOOPBACK
    token: str | None = None
    body: int = BODY


class Guarded:
    """An application behind its limits."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app = app
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        send = _with_headers(send)
        refusal = self._refusal(scope["method"], Headers(scope=scope))
        if refusal is not None:
            more = {"WWW-Authenticate": 'Basic realm="Communique"'} if refusal.status == 401 else {}
            await as_json(refusal, more)(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.limits.body:
                problem = self._too_large()
                raise HTTPException(problem.status, problem.detail)
            return message

        await self.app(scope, counted, send)

    def _refusal(self, method: str, headers: Headers) -> Problem | None:
        host = headers.get("host", "")
        if self.limits.hosts and _name_of(host) not in self.limits.hosts:
            return of_status(421, f"the host {host!r} is none of ours",
                             "communique serve --allow-host NAME lets a name in")  # fmt: skip
        given = headers.get("authorization")
        if self.limits.token is not None and not tokens.holds(
            given.encode("latin-1") if given else None, self.limits.token
        ):
            return of_status(401, "a token is needed", "Authorization: Bearer TOKEN")
        origin = headers.get("origin")
        if method not in ("GET", "HEAD") and origin and _place_of(origin) != host.lower():
            return of_status(403, "this was sent from another site's page")
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length[:20]) > self.limits.body:
            return self._too_large()
        return None

    def _too_large(self) -> Problem:
        return of_status(
            413, f"a request may hold at most {self.limits.body:,} bytes",
            "communique read takes larger texts",
        )  # fmt: skip


def _place_of(url: str) -> str:
    """Host and port of a URL in lower case."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _name_of(host: str) -> str:
    """The name in a Host header, without its port; nothing that is a name where it is none."""
    match = _HOST.fullmatch(host.lower())
    return match[1] if match else ""


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-cache")
        await send(message)

    return sending
