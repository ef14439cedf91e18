"""Adds files to archives with the fake reader, each in a process of its own that may be killed.

Reads "source archive processes articles" lines, forks for each, tells the child's number and, when
it is gone, its exit status. Everything is imported once: a kill is to fall on work, not on imports.
"""

from __future__ import annotations

import os
import sys

import datasketch
import duckdb
import snowballstemmer

from communique.record.archive import Archive
from tests.record.fakes import make_reader

LOADED = (datasketch, duckdb, snowballstemmer)


def add(source: str, archive: str, processes: str, articles: str) -> None:
    with Archive(archive, reader=make_reader) as kept:
        kept.add(source, processes=int(processes), articles=int(articles))


def main() -> None:
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            add(*line.split())
            os._exit(0)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
