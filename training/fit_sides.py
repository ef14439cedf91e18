"""Fits `WEIGHTS` of `communique.read.sides`: what speaks for acting, what for being acted upon.

    python -m training.fit_sides CORPORA_DIR MODEL_DIR [--blur 1.0] [--least 60]

Takes the events of the labelled train articles and sentences that the network finds, with everybody near them;
prints the constants and the table, to be pasted there. A multinomial logistic regression: neither,
actor or recipient. The network has seen these articles, so its log-odds are blurred by noise, or
they would be trusted more than on articles that it has not seen.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from communique.read.mentions import find_mentions
from communique.read.model import Model
from communique.read.scanning import scan
from communique.read.sides import Possible, evidence
from communique.read.speakers import carried
from communique.read.statements import statements
from communique.resolve.linker import kinds_of
from training import corpora
from training.corpora import Article, LabelledEvent, Offsets

LEAST_SURE = -3.5  # log-odds below which neither the network nor a rule would give a side


@dataclass(frozen=True)
class Asked:
    """Somebody near an event: what speaks for a side, the network's log-odds, the labelled side."""

    facts: list[str]
    acts: float
    takes: float
    side: int  # 0 neither, 1 actor, 2 recipient


def asked(model: Model, article: Article) -> Iterator[Asked]:
    """Everybody near the events of an article that the network finds where they are labelled."""
    text = article.text
    mentions = find_mentions(text, kinds_of(None))
    one = scan(model, [text], named=[[(m.start, m.end) for m in mentions]])[0]
    found = carried(text, statements(
        one.text, one.pieces, one.quotations, one.attributions, model.labels))
    begins = [int(one.pieces.starts[w]) for w in np.flatnonzero(one.pieces.layout)] + [len(text)]
    for event in one.occurrences:
        trigger = one.pieces.characters(event.trigger)
        labelled = next((e for e in article.events or [] if e.trigger and _touch(e.trigger, trigger)),
                        None)
        if labelled is None:
            continue
        place = int(np.searchsorted(begins, trigger[0], side="right"))
        sentence = (begins[max(place - 1, 0)], begins[min(place, len(begins) - 1)])
        possible = [Possible(one.pieces.characters(c.words), c.acts, c.takes, c.tagged)
                    for c in event.candidates]
        facts = evidence(text, trigger, event.type, sentence, possible, found)
        for who, names in zip(possible, facts, strict=True):
            yield Asked(names, who.acts, who.takes, _side(labelled, who.span))


def _side(event: LabelledEvent, span: Offsets) -> int:
    if any(_touch(span, one) for one in event.actors):
        return 1
    return 2 if any(_touch(span, one) for one in event.recipients) else 0


def _touch(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def fit(rows: list[Asked], blur: float, least: int) -> tuple[float, np.ndarray, dict[str, np.ndarray]]:
    """The weight of the network's word, the two constants, and two weights a fact."""
    noise = np.random.default_rng(0)
    heard = np.array([(r.acts, r.takes) for r in rows]) + blur * noise.normal(size=(len(rows), 2))
    kept = [i for i, r in enumerate(rows) if r.side or heard[i].max() > LEAST_SURE]
    counts = Counter(name for i in kept for name in rows[i].facts)
    names = sorted(name for name, count in counts.items() if count >= least)
    at = {name: index for index, name in enumerate(names)}
    facts = np.zeros((len(kept), len(names) + 1), np.float32)
    facts[:, -1] = 1
    for line, i in zip(facts, kept, strict=True):
        line[[at[name] for name in rows[i].facts if name in at]] = 1
    x, z = torch.from_numpy(facts), torch.from_numpy(heard[kept].astype(np.float32))
    side = torch.tensor([rows[i].side for i in kept])
    weights = torch.zeros(len(names) + 1, 2, requires_grad=True)
    trust = torch.tensor(0.6, requires_grad=True)
    search = torch.optim.LBFGS([weights, trust], max_iter=80, history_size=10)

    def loss() -> torch.Tensor:
        search.zero_grad()
        odds = z * trust + x @ weights
        value = torch.nn.functional.cross_entropy(torch.cat([torch.zeros(len(z), 1), odds], 1), side)
        value = value + 2e-5 * (weights[:-1] ** 2).sum()
        value.backward()
        return value

    search.step(loss)
    fitted = weights.detach().numpy()
    return float(trust.detach()), fitted[-1], dict(zip(names, fitted, strict=False))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--labels", type=Path, default=Path("training/labels"))
    parser.add_argument("--blur", type=float, default=1.0, help="deviation of the noise, log-odds")
    parser.add_argument("--least", type=int, default=60, help="how often a fact must be seen")
    options = parser.parse_args()
    model = Model(options.model)
    articles = corpora.labelled(options.corpora, options.labels / "articles.jsonl", "train")
    articles += corpora.own_labels(options.corpora, options.labels / "sentences.jsonl", "train")
    rows = [row for article in articles for row in asked(model, article)]
    trust, constants, weights = fit(rows, options.blur, options.least)
    print(f"NETWORK = {trust:.2f}\nACTS, TAKES = {constants[0]:.1f}, {constants[1]:.1f}")
    for name, (acts, takes) in sorted(weights.items()):
        if max(abs(acts), abs(takes)) >= 0.25:
            print(f'    "{name}": ({acts:.1f}, {takes:.1f}),')


if __name__ == "__main__":
    main()
