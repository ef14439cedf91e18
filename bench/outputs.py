"""Writes into the README what its commands really print, as a terminal of 96 columns shows it.

    python -m bench.outputs

Every block after `<!-- output: COMMAND -->` is renewed by running the command in the repository's
root. Run it when the model or the display has changed; nothing in the README's outputs is typed.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- output: (.*?) -->\n```text\n).*?(```)", re.DOTALL)
STYLE = re.compile(r"\x1b\[[0-9;]*m")
COLUMNS = "96"


def shown(command: str) -> str:
    """What `command` prints on a terminal, without colours or trailing spaces."""
    words = [sys.executable, "-m", "communique.serve.cli", *command.split()[1:]]
    ours, theirs = pty.openpty()
    environment = {
        **os.environ, "COLUMNS": COLUMNS, "TERM": "xterm", "PYTHONPATH": str(ROOT / "src"),
    }  # fmt: skip
    child = subprocess.Popen(words, stdout=theirs, stderr=theirs, cwd=ROOT, env=environment)
    os.close(theirs)
    pieces = []
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # how a terminal says that its program has gone
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(ours)
    if child.wait() != 0:
        raise SystemExit(f"{command} failed: {b''.join(pieces).decode()}")
    text = STYLE.sub("", b"".join(pieces).decode("utf-8")).replace("\r\n", "\n")
    lines = text.split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def main() -> None:
    text = README.read_text("utf-8")
    renewed = BLOCK.sub(lambda match: match[1] + shown(match[2]) + match[3], text)
    README.write_text(renewed, "utf-8")
    print(f"{len(BLOCK.findall(text))} outputs renewed in {README.name}")


if __name__ == "__main__":
    main()
