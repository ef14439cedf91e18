"""The loss of a batch: the mean of each head's loss over what it is labelled for, weighted."""

from __future__ import annotations

from collections import defaultdict

import torch
import torch.nn.functional as F
from torch import Tensor

from communique.read.events import REACH
from training.examples import IGNORE, Example, Words
from training.heads import LINKS, TRIGGER, TYPES
from training.network import Network, force_scores, link_scores, span_mean, split_heads

WEIGHTS = {
    "attribution": 1.0, "trigger": 1.0, "mention": 0.5, "party": 0.7, "links": 0.5, "roles": 0.7,
    "force": 0.5, "kind": 0.2, "status": 0.4, "relation": 0.7, "weak": 0.4, "main": 0.3,
}


def crf_loss(crf: torch.nn.Module, emissions: list[Tensor], tags: list[Tensor]) -> Tensor:
    """Negative log likelihood a word, over sequences without their unlabelled words."""
    kept = [(e[t != IGNORE], t[t != IGNORE]) for e, t in zip(emissions, tags, strict=True)]
    kept = [(e, t) for e, t in kept if len(t)]
    pad_e = torch.nn.utils.rnn.pad_sequence([e for e, _ in kept], batch_first=True)
    pad_t = torch.nn.utils.rnn.pad_sequence([t for _, t in kept], batch_first=True)
    mask = torch.nn.utils.rnn.pad_sequence(
        [torch.ones(len(t), dtype=torch.bool) for _, t in kept], batch_first=True
    )
    return -crf(pad_e.float(), pad_t, mask=mask, reduction="token_mean")


def batch_loss(
    net: Network, batch: list[Example], rows: Tensor, relation: Tensor, weak: bool
) -> tuple[Tensor, dict[str, float]]:
    parts: dict[str, list[Tensor]] = defaultdict(list)
    tagged: dict[str, tuple[list[Tensor], list[Tensor]]] = defaultdict(lambda: ([], []))
    for example, row, scores in zip(batch, rows, relation, strict=True):
        if example.relation:
            allowed = [TYPES.index(t) for t in example.relation]
            logp = F.log_softmax(scores, -1)
            weight = 1.0 if len(allowed) <= 2 else 0.3
            parts["relation"].append(-torch.logsumexp(logp[allowed], 0) * weight)
            continue
        heads = split_heads(row[torch.as_tensor(example.first)])
        for name in ("attribution", "trigger", "mention", "party"):
            target = getattr(example, name)
            if target is not None and (target != IGNORE).any():
                tagged[name][0].append(heads[name])
                tagged[name][1].append(torch.as_tensor(target))
        _statement_losses(net, example, heads, parts)
        if example.weak:
            if weak:
                _find_triggers(net, example, heads, parts)
        else:
            _event_losses(net, example, heads, parts)
    if tagged["attribution"][0]:
        parts["attribution"].append(crf_loss(net.crf, *tagged["attribution"]) * 3)
    if tagged["trigger"][0]:
        parts["trigger"].append(crf_loss(net.crf_trigger, *tagged["trigger"]) * 4)
    for name in ("mention", "party"):
        if tagged[name][0]:
            loss = F.cross_entropy(torch.cat(tagged[name][0]), torch.cat(tagged[name][1]),
                                   ignore_index=IGNORE)
            parts[name].append(loss * 2)
    means = {name: torch.stack(losses).mean() for name, losses in parts.items() if losses}
    total = torch.stack([WEIGHTS[name] * loss for name, loss in means.items()]).sum()
    return total, {name: loss.item() for name, loss in means.items()}


def _choose(net: Network, heads: dict[str, Tensor], link: str, asking: list[Words],
            candidates: list[Words], right: list[Words | None]) -> list[Tensor]:
    """Cross-entropy of each one's right candidate against the others and against none."""
    if not candidates or not asking:
        return []
    scores = link_scores(net, heads, link, asking, candidates)
    none = net.none[LINKS.index(link)].expand(len(asking), 1)
    target = torch.tensor([0 if one is None else 1 + candidates.index(one) for one in right])
    return [F.cross_entropy(torch.cat([none, scores], 1), target)]


def _statement_losses(net: Network, example: Example, heads: dict[str, Tensor],
                      parts: dict[str, list[Tensor]]) -> None:
    cues = sorted({s.cue for s in example.statements if s.cue})
    sources = sorted({s.source for s in example.statements if s.source})
    fragments = [(f, s) for s in example.statements for f in s.fragments]
    cued = [s for s in example.statements if s.cue]
    asking = [f for f, _ in fragments]
    parts["links"] += _choose(net, heads, "content-cue", asking, cues, [s.cue for _, s in fragments])
    parts["links"] += _choose(net, heads, "content-source", asking, sources,
                              [s.source for _, s in fragments])
    parts["links"] += _choose(net, heads, "cue-source", [s.cue for s in cued if s.cue], sources,
                              [s.source for s in cued])
    for one in example.statements:
        for name, target in (("force", one.force), ("kind", one.kind)):
            if target != IGNORE:
                scores = force_scores(heads, one.fragments, one.cue, name)
                parts[name].append(
                    F.cross_entropy(scores.unsqueeze(0), torch.tensor([target]),
                                    label_smoothing=0.05)
                )


def _role_losses(net: Network, heads: dict[str, Tensor],
                 events: list[tuple[Words, list[Words], list[Words]]], parties: list[Words],
                 parts: dict[str, list[Tensor]]) -> None:
    """Whether each of `parties` acts or is acted upon, of (trigger, actors, recipients) each.

    Those farther off than the reader asks are left out.
    """
    if not parties or not events:
        return
    triggers = [trigger for trigger, _, _ in events]
    near = torch.tensor([[p[0] - t[1] <= REACH and t[0] - p[1] <= REACH for p in parties]
                         for t in triggers], dtype=torch.float32)
    for link, side in (("trigger-actor", 1), ("trigger-recipient", 2)):
        scores = link_scores(net, heads, link, triggers, parties)
        target = torch.tensor([[float(p in one[side]) for p in parties] for one in events])
        lost = F.binary_cross_entropy_with_logits(scores, target, weight=near, reduction="none")
        parts["roles"] += list(lost.sum(1) / 2)


def _event_losses(net: Network, example: Example, heads: dict[str, Tensor],
                  parts: dict[str, list[Tensor]]) -> None:
    parties = {p for e in example.events for p in (*e.actors, *e.recipients)}
    asked = sorted(parties.union(example.bystanders))
    _role_losses(net, heads, [(e.trigger, e.actors, e.recipients) for e in example.events
                              if e.trigger], asked, parts)
    for event in example.events:
        if event.trigger and event.status != IGNORE:
            scores = span_mean(heads["status"], event.trigger)
            parts["status"].append(
                F.cross_entropy(scores.unsqueeze(0), torch.tensor([event.status]),
                                label_smoothing=0.05)
            )


def _find_triggers(net: Network, example: Example, heads: dict[str, Tensor],
                   parts: dict[str, list[Tensor]]) -> None:
    """An event of a text whose other events, if any, are unlabelled.

    Where it has a type and sides but no trigger, the likeliest word is taken.

    Hard expectation-maximisation: the word that the network itself finds likeliest for an
    allowed type becomes the trigger; its sides, and that it is the sentence's main event, are
    learned from it.
    """
    for event in example.events:
        columns = [TRIGGER.index(f"B-{t}") for t in event.types]
        logp = F.log_softmax(heads["trigger"], -1)
        parties = sorted({*event.actors, *event.recipients})
        if event.trigger:
            parts["weak"].append(-torch.logsumexp(logp[event.trigger[0], columns], -1))
            _role_losses(net, heads, [(event.trigger, event.actors, event.recipients)], parties, parts)
            continue
        taken = torch.zeros(len(logp), dtype=torch.bool)
        for start, end in (*event.actors, *event.recipients):
            taken[start:end] = True
        if taken.all():
            continue
        likely = torch.logsumexp(logp[:, columns], -1).masked_fill(taken, -1e4)
        at = int((likely + F.log_softmax(heads["main"][:, 0], 0)).argmax())
        parts["weak"].append(-likely[at])
        parts["main"].append(-F.log_softmax(heads["main"][:, 0].masked_fill(taken, -1e4), 0)[at])
        _role_losses(net, heads, [((at, at + 1), event.actors, event.recipients)], parties, parts)
