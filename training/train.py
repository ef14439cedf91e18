"""Trains the network on every corpus at once; resumable, seeded, and tells its progress.

    python -m training.train CORPORA_DIR BASE_MODEL_DIR RUN_DIR [--epochs 6] [--hours 2]

An epoch reads PolNeAR once and the smaller corpora as often as `REPEATS` says. Weights are
averaged over the last third of the steps (an exponential moving average, which is what is
evaluated and exported). A checkpoint is written every few minutes; the same command goes on from
it. On the machine's start two steps of bf16 autocast and two of fp32 are timed and the faster kept.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training import corpora, foreign_events
from training.examples import Example, Prepared, nested_articles
from training.losses import batch_loss
from training.network import Network, ShippedLinear

REPEATS = {"polnear": 1, "labels": 2, "nested": 1, "gum": 0.5, "plv": 2, "cameo": 2, "pairs": 4,
           "foreign": 1, "stories": 0.3}
LIMIT = 288  # word pieces in a training window
BUDGET = 4096  # word pieces in a batch
LEARNING_RATE = 3e-4
LAYER_DECAY = 0.9
EMA = 0.995
CHECKPOINT_SECONDS = 240


def load(base: Path, corpora_dir: Path, own: Path) -> tuple[Tokenizer, dict[str, list[Prepared]]]:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    def prepared(articles: list[corpora.Article]) -> list[Prepared]:
        return [Prepared(article, tokenizer) for article in articles]

    labelled = corpora.labelled(corpora_dir, own / "articles.jsonl", "train")
    labelled += corpora.own_labels(corpora_dir, own / "sentences.jsonl", "train")
    plv, cameo = corpora.plv(corpora_dir, "train"), corpora.cameo(corpora_dir, "train")
    return tokenizer, {
        "polnear": prepared(corpora.polnear(corpora_dir, "train")),
        "labels": prepared(labelled),
        "nested": prepared([n for a in labelled for n in nested_articles(a)]),
        "gum": prepared(corpora.gum(corpora_dir, "train")),
        "plv": prepared(plv),
        "cameo": prepared(cameo),
        "foreign": prepared(foreign_events.rams(corpora_dir) + foreign_events.voa(corpora_dir)),
        "stories": prepared(foreign_events.stories(corpora_dir)),
        "pairs": prepared(plv + cameo + [p for a in labelled for p in pair_articles(a)]),
    }


def pair_articles(article: corpora.Article) -> Iterator[corpora.Article]:
    """The sentences of a labelled article in which one event has its one actor and recipient."""
    for event in article.events or []:
        if event.trigger is None or len(event.actors) != 1 or len(event.recipients) != 1:
            continue
        spans = [event.trigger, event.actors[0], event.recipients[0]]
        start = article.text.rfind("\n", 0, min(s[0] for s in spans)) + 1
        end = article.text.find("\n", max(s[1] for s in spans))
        end = len(article.text) if end < 0 else end
        if end - start > 500:
            continue
        actor, recipient = ((s - start, e - start) for s, e in spans[1:])
        yield corpora.Article(
            f"{article.id}/{event.trigger[0]}", article.text[start:end],
            pair=(actor, recipient, event.types), partial=True,
        )


def epoch_examples(
    data: dict[str, list[Prepared]], rng: random.Random, repeats: dict[str, float]
) -> list[Example]:
    examples: list[Example] = []
    for name, articles in data.items():
        times = repeats[name]
        for turn in range(math.ceil(times)):
            share = min(1.0, times - turn)
            for article in articles:
                if share < 1 and rng.random() > share:
                    continue
                if name == "pairs":
                    pair = article.pair()
                    examples += [pair] if pair else []
                else:
                    examples += article.windows(rng, LIMIT)
    return examples


def batches(examples: list[Example], rng: random.Random, budget: int) -> list[list[Example]]:
    """Batches of about `budget` pieces, each of near lengths, in random order."""
    keyed = sorted(examples, key=lambda e: len(e) + rng.random() * 12)
    found: list[list[Example]] = [[]]
    for example in keyed:
        if found[-1] and (len(found[-1]) + 1) * len(example) > budget:
            found.append([])
        found[-1].append(example)
    rng.shuffle(found)
    return found


def tensors(batch: list[Example]) -> dict[str, torch.Tensor]:
    longest = max(len(e) for e in batch)
    stacked = {
        name: torch.from_numpy(
            np.stack([np.pad(getattr(e, name), (0, longest - len(e))) for e in batch])
        )
        for name in ("ids", "case", "quote", "layout", "role")
    }
    stacked["mask"] = torch.from_numpy(
        np.stack([np.arange(longest) < len(e) for e in batch])
    ).long()
    return stacked


def optimiser(net: Network, rate: float) -> torch.optim.Optimizer:
    """AdamW; the encoder's lower layers learn slower, the new layers faster."""
    layers = len(net.encoder.encoder.layer)
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in net.named_parameters():
        scale = 3.0 if not name.startswith("encoder") else 1.0
        if name.startswith("encoder.embeddings"):
            scale = LAYER_DECAY ** (layers + 1)
        elif name.startswith("encoder.encoder.layer."):
            scale = LAYER_DECAY ** (layers - int(name.split(".")[3]))
        decay = 0.0 if parameter.dim() == 1 else 0.01
        groups[(rate * scale, decay)].append(parameter)
    return torch.optim.AdamW(
        [{"params": p, "lr": lr, "weight_decay": wd, "base": lr}
         for (lr, wd), p in groups.items()],
        betas=(0.9, 0.98), fused=True,
    )


def faster_in_bf16(net: Network, batch: list[Example]) -> bool:
    """Whether a step is faster under bf16 autocast: processors differ by a factor of ten."""
    times = {}
    for bf16 in (False, True):
        for _ in range(2):
            begin = time.monotonic()
            with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                rows, _ = net(**tensors(batch[:4]))
            rows.float().sum().backward()
            times[bf16] = time.monotonic() - begin
            if bf16 and times[bf16] > 3 * times[False]:
                break
    net.zero_grad(set_to_none=True)
    return times[True] < times[False]


def begin_from(net: Network, weights: dict[str, torch.Tensor]) -> None:
    """Takes an earlier run's weights; a layer whose shape has changed since begins anew."""
    own = net.state_dict()
    fitting = {k: v for k, v in weights.items() if k in own and own[k].shape == v.shape}
    print(f"new layers: {sorted(own.keys() - fitting.keys())}", flush=True)
    net.load_state_dict(fitting, strict=False)


def train(options: argparse.Namespace) -> None:
    torch.set_flush_denormal(True)
    torch.set_num_threads(options.threads or os.cpu_count() or 2)
    options.run.mkdir(parents=True, exist_ok=True)
    log = (options.run / "log.jsonl").open("a", encoding="utf-8")
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    _tokenizer, data = load(options.base, options.corpora, options.labels)
    repeats = REPEATS | {k: float(v) for k, v in (one.split("=") for one in options.mix)}
    net = Network(options.base)
    if options.start:
        begin_from(net, torch.load(options.start, weights_only=True)["average"])
    plan = batches(epoch_examples(data, rng, repeats), rng, BUDGET)
    total = options.steps or len(plan) * options.epochs
    optim = optimiser(net, options.rate)
    average = {k: v.clone() for k, v in net.state_dict().items()}
    step = 0
    checkpoint = options.run / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        net.load_state_dict(saved["net"])
        optim.load_state_dict(saved["optimiser"])
        average, step = saved["average"], saved["step"]
        rng.seed(options.seed + step)
        plan = batches(epoch_examples(data, rng, repeats), rng, BUDGET)
    bf16 = faster_in_bf16(net, plan[0])
    print(f"{len(plan)} batches an epoch, {total} steps, from {step}, bf16 {bf16}", flush=True)
    net.train()
    sums: dict[str, list[float]] = defaultdict(list)
    began = saved_at = time.monotonic()
    while step < total:
        if not plan:
            plan = batches(epoch_examples(data, rng, repeats), rng, BUDGET)
        batch = plan.pop()
        ShippedLinear.rounding = step >= options.rounding_from * total
        warm = min(1.0, (step + 1) / (0.06 * total))
        scale = warm * max(0.02, 0.5 * (1 + math.cos(math.pi * step / total)))
        for group in optim.param_groups:
            group["lr"] = group["base"] * scale
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            rows, relation = net(**tensors(batch))
        loss, parts = batch_loss(net, batch, rows.float(), relation.float(), step >= options.weak_from * total)
        optim.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optim.step()
        step += 1
        keep = min(EMA, step / (step + 10))
        with torch.no_grad():
            for name, value in net.state_dict().items():
                if value.is_floating_point():
                    average[name].lerp_(value, 1 - keep)
        for name, value in parts.items():
            sums[name].append(value)
        if step % 20 == 0 or step == total:
            line = {name: round(float(np.mean(v)), 3) for name, v in sorted(sums.items())}
            line |= {"step": step, "of": total, "seconds": round(time.monotonic() - began)}
            print(json.dumps(line), flush=True)
            print(json.dumps(line), file=log, flush=True)
            sums.clear()
        if time.monotonic() - saved_at > CHECKPOINT_SECONDS or step == total:
            saved = {"net": net.state_dict(), "optimiser": optim.state_dict(),
                     "average": average, "step": step}
            torch.save(saved, checkpoint.with_suffix(".tmp"))
            checkpoint.with_suffix(".tmp").replace(checkpoint)
            torch.save({"average": average, "step": step}, options.run / "average.pt")
            saved_at = time.monotonic()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--labels", type=Path, default=Path("training/labels"))
    parser.add_argument("--start", type=Path, help="weights of an earlier run to start from")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--rate", type=float, default=LEARNING_RATE)
    parser.add_argument("--mix", nargs="*", default=[], metavar="CORPUS=TIMES",
                        help="how often an epoch reads a corpus, where not as `REPEATS` says")
    parser.add_argument("--weak-from", type=float, default=0.3,
                        help="share of the run from which triggers are found where none are labelled")
    parser.add_argument("--rounding-from", type=float, default=0.5,
                        help="share of the run from which layers round as the shipped file does")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
