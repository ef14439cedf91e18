"""The archive at size: articles a second, scaling, memory, file size, the time of queries and pages.

    python -m bench.archive [--articles 20000] [--sample 400] [--statements 200000] [--fake]
                            [--sizes 500 2000] [--keep FOLDER] [--repeat 5]

The corpus is made from Wikinews and PolNeAR's train texts: each article weaves the paragraphs of
two or three of them, so that it is nobody's copy. Every figure stands beside its baseline, taken in
the same run: reading by two processes beside reading by one, a search by postings beside a scan of
all contents. `--fake` reads with two patterns in place of the network: what the archive alone
costs. Peak memory is that of all processes together, sampled ten times a second; `--sizes` adds
corpora of several sizes, to see whether it grows with them. Queries and pages
are asked of records written straight through the store, with no network; `--keep` keeps that
archive in a folder, and takes it from there the next time. Medians of wall time, warm, and beside
them the processor's time, which says what a busy machine hides; `first ms` is the first time that
a page is asked for at all.
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
from bench.invented import records
from bench.speed import processor
from communique.record.archive import Archive, shipped_reader
from communique.record.workers import ReaderFactory
from training.corpora import rows

QUERIES = (
    "withdraw troops", "sanctions", '"prime minister"', "the president said", "nuclear talks",
    "ceasefire", "election -fraud", '"human rights" violations',
)  # fmt: skip
LISTS: dict[str, dict[str, str]] = {
    "RUS": {"speaker": "RUS"}, "RUS threatens": {"speaker": "RUS", "force": "threaten"},
    "RUS to GBR": {"speaker": "RUS", "to": "GBR", "since": "2012"}, "everything": {},
}  # fmt: skip
PAGES = (
    "/", "/statements", "/statements?text=sanctions", "/statements?speaker=RUS&force=threaten",
    "/events", "/events?actor=RUS&status=actual", "/articles", "/articles?text=talks", "/actors",
    "/actors/{actor}", "/dyad?one=RUS&other=GBR", "/statements/{statement}", "/events/{event}",
    "/articles/{article}", "/runs", "/statements.json?facets=true&speaker=RUS",
    "/events.json?text=talks",
)  # fmt: skip


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
        "peak MB": round(watched.peak / 1e6), "archive MB": _megabytes(path),
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


def growth(sizes: list[int], texts: list[str], folder: Path, factory: ReaderFactory
           ) -> dict[str, dict[str, float]]:  # fmt: skip
    """What adding costs at several sizes, two processes reading."""
    found = {}
    for size in sizes:
        source = folder / f"corpus-{size}.jsonl"
        write_lines(source, corpus(size, texts))
        found[f"{size} articles"] = added(source, folder, f"corpus-{size}", 2, factory)
    return found


# Finding


def filled(count: int, path: Path) -> float:
    """Fill an archive with so many statements through the store; gives the seconds, 0 if it is."""
    if path.exists():
        with Archive(path) as archive:
            archive.writing()  # of today's layout
        return 0.0
    began = time.perf_counter()
    with Archive(path) as archive:
        archive.keep(records(corpus(count, base_texts()), count))
    return time.perf_counter() - began


def finding(path: Path, repeat: int) -> dict[str, object]:
    """Milliseconds of a query by postings, filtered too, of lists, and of a scan of all contents."""
    began = time.perf_counter()
    with Archive(path) as archive:
        counts = archive.counts()
        opening = time.perf_counter() - began
        search = {one: _milliseconds(repeat, _search, archive, one) for one in QUERIES}
        filtered = [_milliseconds(repeat, _search, archive, one, "RUS") for one in QUERIES]
        lists = {name: _milliseconds(repeat, _list, archive, filters)
                 for name, filters in LISTS.items()}  # fmt: skip
        scan = [_milliseconds(repeat, _scan, archive, query) for query in QUERIES]
        return {
            **counts, "opening s": round(opening, 3), "archive MB": _megabytes(path),
            "search ms": _spread(search.values()), "filtered ms": _spread(filtered),
            "scan of all contents ms": _spread(scan), "each search ms": search, "lists ms": lists,
        }  # fmt: skip


def paging(path: Path, repeat: int) -> dict[str, object]:
    """Milliseconds of each page, asked of the application without a server between."""
    from starlette.testclient import TestClient

    from communique.serve.desks import Desk
    from communique.serve.rooms import make_app

    with Archive(path) as archive:
        row = archive.statements(speaker="RUS").page(size=1).rows[0]
        event = archive.events(actor="RUS").page(size=1).rows[0]
    named = {"actor": row.speaker, "statement": row.id, "article": row.document, "event": event.id}
    desk = Desk(path, idle=60)
    found, first = {}, {}
    with TestClient(make_app(desk)) as client:
        for page in PAGES:
            address = page.format(**named)
            wall, cost = time.perf_counter(), time.process_time()
            _get(client, address)
            first[page] = _since(wall, cost)
            found[page] = _milliseconds(repeat, _get, client, address)
    desk.close()
    return {"each ms": found, "all ms": _spread(found.values()), "first ms": first}


def _search(archive: Archive, query: str, speaker: str | None = None) -> None:
    archive.find(query, speaker=speaker).page(size=20)


def _list(archive: Archive, filters: dict[str, str]) -> None:
    archive.statements(order="newest", **filters).page(size=20)


def _scan(archive: Archive, query: str) -> None:
    words = query.replace('"', "").split(" -")[0].split()
    every = " AND ".join("contains(lower(exact), ?)" for _ in words)
    archive.sql(f"SELECT count(*) FROM statement_contents WHERE {every}", words)


def _get(client: Any, address: str) -> None:
    assert client.get(address).status_code == 200, address


Times = tuple[float, float]
"""Milliseconds: the median of the wall's clock, and the least of the processor's."""


def _milliseconds(repeat: int, ask: Callable[..., None], *given: object) -> Times:
    ask(*given)
    several = []
    for _ in range(repeat):
        wall, cost = time.perf_counter(), time.process_time()
        ask(*given)
        several.append(_since(wall, cost))
    return round(statistics.median(wall for wall, _ in several), 1), min(cost for _, cost in several)


def _since(wall: float, cost: float) -> Times:
    wall, cost = time.perf_counter() - wall, time.process_time() - cost
    return round(wall * 1000, 1), round(cost * 1000, 1)


def _spread(times: Iterable[Times]) -> dict[str, float]:
    several = list(times)
    walls, costs = [wall for wall, _ in several], [cost for _, cost in several]
    return {"median": round(statistics.median(walls), 1), "worst": max(walls),
            "processor's median": round(statistics.median(costs), 1)}  # fmt: skip


def _megabytes(path: Path) -> float:
    return round(path.stat().st_size / 1e6, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000, help="0 leaves this part out")
    parser.add_argument("--sample", type=int, default=400, help="articles for scaling; 0: none")
    parser.add_argument("--statements", type=int, default=200_000, help="0 leaves this part out")
    parser.add_argument("--sizes", type=int, nargs="*", default=[], help="articles, for memory")
    parser.add_argument("--fake", action="store_true", help="read by two patterns, no network")
    parser.add_argument("--keep", type=Path, help="folder that keeps the archive of statements")
    parser.add_argument("--repeat", type=int, default=5, help="times that each thing is asked")
    asked = parser.parse_args()
    if not present():
        print("../shared is not there: nothing to measure on", file=sys.stderr)
        return
    factory: ReaderFactory = shipped_reader
    if asked.fake:
        from tests.record.fakes import make_reader

        factory = make_reader
    result: dict[str, Any] = {
        "processor": processor(), "cores": len(os.sched_getaffinity(0)),
        "reader": "fake" if asked.fake else "shipped",
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if asked.sample:
            result["scaling"] = scaling(asked.sample, base_texts(), folder, factory)
        if asked.sizes:
            result["growth"] = growth(asked.sizes, base_texts(), folder, factory)
        if asked.articles:
            source = folder / "corpus.jsonl"
            write_lines(source, corpus(asked.articles, base_texts()))
            result["adding"] = added(source, folder, "corpus", 0, factory)
        if asked.statements:
            path = (asked.keep or folder) / f"statements-{asked.statements}.duckdb"
            path.parent.mkdir(parents=True, exist_ok=True)
            result["filling s"] = round(filled(asked.statements, path), 1)
            result["finding"] = finding(path, asked.repeat)
            result["pages"] = paging(path, asked.repeat)
    print(to_json(result))


if __name__ == "__main__":
    main()
