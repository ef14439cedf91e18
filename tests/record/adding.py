"""Adds a file to an archive with the fake reader: what the tests of kills start and kill."""

from __future__ import annotations

import sys

from communique.record.archive import Archive
from tests.record.fakes import make_reader

if __name__ == "__main__":
    source, archive, processes, articles = sys.argv[1:]
    with Archive(archive, reader=make_reader) as kept:
        kept.add(source, processes=int(processes), articles=int(articles))
