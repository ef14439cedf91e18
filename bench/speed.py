"""Words a second and peak memory of the whole pipeline, against BERT-base in torch, in one run.

    python -m bench.speed [--articles 60] [--repeat 3]

On the same texts (Wikinews, whole articles), in turns, with as many threads each as there are
processors. BERT-base (110 M parameters) has random weights: it is the cost that counts; it reads
windows of 256 word pieces in batches of 8, sorted by length, and nothing else is asked of it.
Needs torch and transformers, which the package does not. Says which kind of processor it ran on.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.gold import DATA, present, to_json
from communique.reader import load
from training.corpora import rows


def texts(count: int) -> list[str]:
    return [row["text"] for row in rows(DATA / "text" / "wikinews" / "2019.jsonl")][:count]


def processor() -> str:
    """The kind of processor, by the instructions that matter here."""
    flags = Path("/proc/cpuinfo").read_text(encoding="utf-8") if os.name == "posix" else ""
    for name in ("amx_int8", "avx512_vnni", "avx_vnni", "avx512f", "avx2"):
        if f" {name} " in flags:
            return name
    return "unknown"


def ours(articles: list[str]) -> float:
    """Seconds for all articles, everything on."""
    reader = load()
    begin = time.perf_counter()
    count = sum(1 for _ in reader.pipe(articles, errors="raise"))
    assert count == len(articles)
    return time.perf_counter() - begin


class Bert:
    def __init__(self) -> None:
        import torch
        from transformers import BertConfig, BertModel

        torch.set_num_threads(len(os.sched_getaffinity(0)))
        self.torch = torch
        self.model = BertModel(BertConfig()).eval()

    def seconds(self, articles: list[str]) -> float:
        from communique.read.model import Model
        from communique.read.pieces import cut
        from communique.read.windows import windows

        tokenizer = Model().tokenizer
        sizes = []
        for article in articles:
            pieces = cut(article, tokenizer)
            edges = [*pieces.first.tolist(), len(pieces.ids)]
            sizes += [edges[w.end] - edges[w.start] + 2 for w in windows(pieces, 256, 0)]
        sizes.sort()
        begin = time.perf_counter()
        with self.torch.inference_mode():
            for at in range(0, len(sizes), 8):
                batch = sizes[at : at + 8]
                ids = self.torch.ones(len(batch), max(batch), dtype=self.torch.long)
                self.model(input_ids=ids, attention_mask=self.torch.ones_like(ids))
        return time.perf_counter() - begin


def start_seconds() -> float:
    """Median seconds of a fresh process that imports the package and loads the reader."""
    code = "import communique; communique.load()"
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def peak_megabytes(count: int) -> int:
    """Peak resident memory of a fresh process that reads the articles through `pipe`."""
    # VmHWM begins anew with the process; ru_maxrss would hand down this one's, torch and all.
    code = (
        "import communique, bench.speed as s\n"
        f"n = sum(1 for _ in communique.load().pipe(s.texts({count})))\n"
        "high = [l for l in open('/proc/self/status') if l.startswith('VmHWM')][0]\n"
        "print(int(high.split()[1]) // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return int(done.stdout)


def measure(count: int, repeat: int) -> dict[str, Any]:
    articles = texts(count)
    words = sum(len(article.split()) for article in articles)
    bert = Bert()
    pairs = [(ours(articles), bert.seconds(articles)) for _ in range(repeat)]
    return {
        "processor": processor(),
        "articles": len(articles), "words": words,
        "words a second": round(words / min(a for a, _ in pairs)),
        "BERT-base in torch, words a second": round(words / min(b for _, b in pairs)),
        "times as fast, each turn": [round(b / a, 2) for a, b in pairs],
        "import and load, seconds": round(start_seconds(), 2),
        "peak memory, MB": peak_megabytes(count),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    if not present():
        print("skipped: ../shared/data is not there")
        return
    print(to_json(measure(options.articles, options.repeat)))


if __name__ == "__main__":
    main()
