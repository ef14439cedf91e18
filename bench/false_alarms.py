"""Events found where there are none: per 1,000 words of ten texts that tell of no politics.

    python -m bench.false_alarms

Ten GUM articles of genres far from politics (a gaming interview, travel guides, academic texts, a
poet's life, textbooks, a court case, science news). Nobody labelled
them; every event counts as an alarm, so the figure is an upper bound.
"""

from __future__ import annotations

from typing import Any

from bench import gold
from communique.reader import Reader, load
from communique.types import Record
from training.corpora import gum

TEXTS = (
    "GUM_voyage_athens", "GUM_voyage_coron", "GUM_interview_gaming", "GUM_academic_exposure",
    "GUM_academic_librarians", "GUM_news_homeopathic", "GUM_news_iodine", "GUM_textbook_labor",
    "GUM_bio_byron", "GUM_court_loan",
)  # fmt: skip


def measure(reader: Reader) -> dict[str, Any]:
    texts = {a.id: a.text for a in gum(gold.DATA, "dev") if a.id in TEXTS}
    words = sum(len(text.split()) for text in texts.values())
    events: list[str] = []
    for name, record in zip(texts, reader.pipe(texts.values(), errors="raise"), strict=True):
        assert isinstance(record, Record)
        events += [f"{name} {e.type} {e.trigger.exact}" for e in record.events]
    return {
        "texts": len(texts), "words": words, "events": len(events),
        "events per 1,000 words": round(1000 * len(events) / words, 1),
        "which": events,
    }


if __name__ == "__main__":
    print(gold.to_json(measure(load())) if gold.present() else "skipped: ../shared is not there")
