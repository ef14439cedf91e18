"""The token that a reading room asks for where others than this machine can reach it.

Takes a file or the environment (never an argument, which other users of the machine could read),
gives the token; and tells whether a request's Authorization header holds it, as `Bearer TOKEN` or
as the password of `Basic`, which browsers ask for by themselves. Compared in constant time.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
from collections.abc import Mapping
from pathlib import Path

from communique.errors import ConfigError

VARIABLE = "COMMUNIQUE_TOKEN"
SHORTEST = 16  # characters; `openssl rand -hex 16` gives 32


def token_of(file: Path | None, environment: Mapping[str, str] | None = None) -> str | None:
    """The token of a file, else of COMMUNIQUE_TOKEN; None where neither is given.

    Raises:
        ConfigError: the file can't be read, or the token is short or not plain ASCII.
    """
    given = os.environ if environment is None else environment
    source, token = VARIABLE, given.get(VARIABLE)
    if file is not None:
        try:
            source, token = str(file), file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(
                f"the token file {file} can't be read: {error}", "write one token into it"
            ) from error
    elif not token:
        return None
    if len(token or "") < SHORTEST:
        raise ConfigError(
            f"the token of {source} has fewer than {SHORTEST} characters",
            "make one with: openssl rand -hex 16",
        )
    assert token is not None
    if not (token.isascii() and token.isprintable()) or " " in token:
        raise ConfigError(
            f"the token of {source} has characters that a header can't carry",
            "make one with: openssl rand -hex 16",
        )
    return token


def holds(header: bytes | None, token: str) -> bool:
    """Whether an Authorization header holds the token."""
    given = _given(header or b"")
    return hmac.compare_digest(given, token.encode("ascii"))


def _given(header: bytes) -> bytes:
    scheme, _, value = header.strip().partition(b" ")
    value = value.strip()
    if scheme.lower() == b"bearer":
        return value
    if scheme.lower() == b"basic":
        try:
            return base64.b64decode(value, validate=True).partition(b":")[2]
        except binascii.Error:
            return b""
    return b""
