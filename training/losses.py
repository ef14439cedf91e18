"""The loss of a batch: the mean of each head's loss over what it is labelled for, weighted."""

from __future__ import annotations

from collections import defaultdict

import torch
import torch.nn.functional as F
from torch import Tensor

from training.examples import IGNORE, Example
from training.heads import TRIGGER, TYPES
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


def _choose(net: Network, heads: dict[str, Tensor], link: str, one: tuple[int, int],
            candidates: list[tuple[int, int]], right: tuple[int, int] | None) -> Tensor:
    """Cross-entropy of the right candidate against the others and against none."""
    from training.heads import LINKS

    none = net.none[LINKS.index(link)].view(1)
    if not candidates:
        return F.relu(none.new_zeros(())) * none.sum()
    scores = torch.cat([none, link_scores(net, heads, link, one, candidates)])
    target = 0 if right is None else 1 + candidates.index(right)
    return F.cross_entropy(scores.unsqueeze(0), torch.tensor([target]))


def _statement_losses(net: Network, example: Example, heads: dict[str, Tensor],
                      parts: dict[str, list[Tensor]]) -> None:
    cues = sorted({s.cue for s in example.statements if s.cue})
    sources = sorted({s.source for s in example.statements if s.source})
    for one in example.statements:
        for fragment in one.fragments:
            parts["links"].append(_choose(net, heads, "content-cue", fragment, cues, one.cue))
            parts["links"].append(
                _choose(net, heads, "content-source", fragment, sources, one.source)
            )
        if one.cue:
            parts["links"].append(_choose(net, heads, "cue-source", one.cue, sources, one.source))
        for name, target in (("force", one.force), ("kind", one.kind)):
            if target != IGNORE:
                scores = force_scores(heads, one.fragments, one.cue, name)
                parts[name].append(
                    F.cross_entropy(scores.unsqueeze(0), torch.tensor([target]),
                                    label_smoothing=0.05)
                )


def _role_losses(net: Network, heads: dict[str, Tensor], trigger: tuple[int, int],
                 actors: list[tuple[int, int]], recipients: list[tuple[int, int]],
                 parties: list[tuple[int, int]], parts: dict[str, list[Tensor]]) -> None:
    if not parties:
        return
    for link, right in (("trigger-actor", actors), ("trigger-recipient", recipients)):
        scores = link_scores(net, heads, link, trigger, parties)
        target = torch.tensor([float(p in right) for p in parties])
        parts["roles"].append(
            F.binary_cross_entropy_with_logits(scores, target, reduction="sum") / 2
        )


def _event_losses(net: Network, example: Example, heads: dict[str, Tensor],
                  parts: dict[str, list[Tensor]]) -> None:
    parties = sorted({p for e in example.events for p in (*e.actors, *e.recipients)})
    for event in example.events:
        if event.trigger is None:
            continue
        _role_losses(net, heads, event.trigger, event.actors, event.recipients, parties, parts)
        if event.status != IGNORE:
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
            _role_losses(net, heads, event.trigger, event.actors, event.recipients, parties, parts)
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
        _role_losses(net, heads, (at, at + 1), event.actors, event.recipients, parties, parts)
