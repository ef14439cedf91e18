"""The archive at size: articles a second, scaling, memory, file size, the time of a query.

    python -m bench.archive [--articles 20000] [--sample 400] [--statements 200000] [--fake]

The corpus is made from Wikinews and PolNeAR's train texts: each article weaves the paragraphs of
two or three of them, so that it is nobody's copy. Every figure stands beside its baseline, taken in
the same run: reading by two processes beside reading by one, a search by postings beside a scan of
all contents. `--fake` reads with two patterns in place of the network: what the archive alone
costs. Peak memory is that of all processes together, sampled ten times a second.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.gold import DATA, present, to_json
from bench.speed import processor
from communique.record.archive import Archive, shipped_reader
from communique.record.workers import ReaderFactory
from communique.types import Actor, Document, Party, Record, Span, Statement, content_id
from training.corpora import rows

QUERIES = (
    "withdraw troops", "sanctions", '"prime minister"', "the president said", "nuclear talks",
    "ceasefire", "election -fraud", '"human rights" violations',
)  # fmt: skip
REPEATS = 5
COUNTRIES = ("RUS", "UKR", "USA", "GBR", "FRA", "CHN", "IRN", "TUR")


def base_texts() -> list[str]:
    """The texts that the corpus is made from."""
    found = [str(row["text"]) for path in sorted((DATA / "text" / "wikinews").glob("*.jsonl"))
             for row in rows(path)]  # fmt: skip
    polnear = DATA / "statements" / "polnear" / "train.jsonl"
    return found + sorted({str(row["text"]) for row in rows(polnear)})


def corpus(count: int, texts: list[str]) -> Iterator[dict[str, str]]:
    """Articles woven from the paragraphs of several texts, the same in every run."""
    chance = random.Random(11)
    paragraphs = [[part for part in text.split("\n") if len(part) > 40] for text in texts]
    paragraphs = [parts for parts in paragraphs if len(parts) > 1]
    for number in range(count):
        parts = [part for one in chance.sample(paragraphs, 3)
                 for part in chance.sample(one, max(1, len(one) // 3))]  # fmt: skip
        day = f"{2010 + number % 12}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        yield {"id": f"made-{number}", "text": "\n\n".join(parts), "published": day,
               "publisher": f"Outlet {number % 40}", "language": "en"}  # fmt: skip


def write_lines(path: Path, articles: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for one in articles:
            file.write(json.dumps(one) + "\n")


# Adding


class Watched:
    """The peak of the memory of this process and its children, while it is open."""

    def __enter__(self) -> Watched:
        self.peak, self._end = 0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._end.wait(0.1):
            self.peak = max(self.peak, sum(_resident(pid) for pid in _family(os.getpid())))


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        tasks = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return [pid]
    found = {int(one) for one in (*children, *(child for task in tasks for child in task))}
    return [pid, *(one for child in found for one in _family(child))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def added(
    source: Path, folder: Path, name: str, processes: int, factory: ReaderFactory
) -> dict[str, float]:
    """What adding a file costs."""
    path = folder / f"{name}.duckdb"
    with Watched() as watched, Archive(path, reader=factory) as archive:
        done = archive.add(source, processes=processes)
        archive.close()
    return {
        "articles": done.added, "failed": done.failed, "seconds": round(done.seconds, 1),
        "articles a second": round(done.per_second, 2),
        "peak MB": round(watched.peak / 1e6), "archive MB": round(path.stat().st_size / 1e6, 1),
    }  # fmt: skip


def scaling(sample: int, texts: list[str], folder: Path, factory: ReaderFactory
            ) -> dict[str, object]:  # fmt: skip
    """One process, then one a core, on the same articles."""
    source = folder / "sample.jsonl"
    write_lines(source, corpus(sample, texts))
    cores = len(os.sched_getaffinity(0))
    one = added(source, folder, "one", 1, factory)
    many = added(source, folder, "many", cores, factory)
    ratio = many["articles a second"] / (cores * one["articles a second"])
    return {"one process": one, f"{cores} processes": many, "of linear": round(ratio, 2)}


# Finding


def made_records(count: int, texts: list[str]) -> Iterator[Record]:
    """Records with real sentences as statements of invented speakers, until there are `count`."""
    left = count
    for article in corpus(count, texts):
        document = Document(**article)  # type: ignore[arg-type]
        statements = []
        actor = Actor(COUNTRIES[left % 8], f"Government {left % 8}", "country", COUNTRIES[left % 8])
        at = 0
        for sentence in document.text.split(". ")[:left]:
            span = Span.of(document.text, at, at + len(sentence))
            at = span.end + 2
            if len(sentence) > 20:
                id = content_id("statement", document.id, "said", span.start, span.end)
                statements.append(Statement(id, "said", Party(None, actor), (), None, (span,),
                                            "indirect", "assert", score=0.9))  # fmt: skip
        left -= len(statements)
        yield Record(document, (), (actor,), tuple(statements))
        if left <= 0:
            return


def finding(count: int, texts: list[str], folder: Path) -> dict[str, object]:
    """Milliseconds of a query by postings, filtered too, and of a scan of all contents."""
    with Archive(folder / "find.duckdb") as archive:
        archive.keep(made_records(count, texts))
    began = time.perf_counter()
    with Archive(folder / "find.duckdb") as archive:
        many = archive.counts()["statements"]
        opening = time.perf_counter() - began
        search = [_milliseconds(_search, archive, query) for query in QUERIES]
        filtered = [_milliseconds(_search, archive, query, "RUS") for query in QUERIES]
        scan = [_milliseconds(_scan, archive, query) for query in QUERIES]
        return {
            "statements": many, "opening s": round(opening, 3),
            "search ms": _spread(search), "filtered ms": _spread(filtered),
            "scan of all contents ms": _spread(scan),
        }  # fmt: skip


def _search(archive: Archive, query: str, speaker: str | None = None) -> None:
    archive.find(query, speaker=speaker).page(size=20)


def _scan(archive: Archive, query: str) -> None:
    words = query.replace('"', "").split(" -")[0].split()
    every = " AND ".join("contains(lower(exact), ?)" for _ in words)
    archive.sql(f"SELECT count(*) FROM statement_contents WHERE {every}", words)


def _milliseconds(ask: Callable[..., None], *given: object) -> float:
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        ask(*given)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _spread(times: list[float]) -> dict[str, float]:
    return {"median": round(statistics.median(times), 1), "worst": round(max(times), 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000, help="0 leaves this part out")
    parser.add_argument("--sample", type=int, default=400, help="articles for scaling; 0: none")
    parser.add_argument("--statements", type=int, default=200_000, help="0 leaves this part out")
    parser.add_argument("--fake", action="store_true", help="read by two patterns, no network")
    asked = parser.parse_args()
    if not present():
        print("../shared is not there: nothing to measure on", file=sys.stderr)
        return
    factory: ReaderFactory = shipped_reader
    if asked.fake:
        from tests.record.fakes import make_reader

        factory = make_reader
    texts = base_texts()
    result: dict[str, Any] = {
        "processor": processor(), "cores": len(os.sched_getaffinity(0)),
        "reader": "fake" if asked.fake else "shipped",
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if asked.sample:
            result["scaling"] = scaling(asked.sample, texts, folder, factory)
        if asked.articles:
            source = folder / "corpus.jsonl"
            write_lines(source, corpus(asked.articles, texts))
            result["adding"] = added(source, folder, "corpus", 0, factory)
        if asked.statements:
            result["finding"] = finding(asked.statements, texts, folder)
    print(to_json(result))


if __name__ == "__main__":
    main()
