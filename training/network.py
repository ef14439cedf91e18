"""The network: one small encoder, one linear layer a head, and the losses of every head.

`Network.forward` gives, a word piece, one row with all heads side by side (`heads.TOKEN_HEADS`),
and a relation's scores for the whole text. That is all that is exported; decoding is numpy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torchcrf import CRF
from transformers import AutoModel

from communique.read.pieces import CASES, LAYOUTS, QUOTES
from training.heads import (
    ATTRIBUTION,
    BUCKETS,
    FORCES,
    KINDS,
    LINK_WIDTH,
    LINKS,
    TOKEN_HEADS,
    TRIGGER,
    TYPES,
)

ROLES = 4


class PooledDropout(nn.Module):
    """Dropout from a pool of random numbers drawn once: torch's own costs a quarter of a CPU step."""

    pool: Tensor | None = None

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.p == 0:
            return x
        if PooledDropout.pool is None:
            PooledDropout.pool = torch.rand(1 << 25)
        size = x.numel()
        at = int(torch.randint(0, PooledDropout.pool.numel() - size, ()).item())
        keep = PooledDropout.pool[at : at + size].view(x.shape) >= self.p
        return x * keep * (1.0 / (1.0 - self.p))


class ShippedLinear(nn.Linear):
    """A layer that can be trained under the rounding that the shipped int8 file will do.

    As `onnxruntime` does it: weights at one scale a channel, in seven bits (`reduce_range`);
    activations at one scale a window, in eight. Gradients pass as if nothing were rounded.
    """

    rounding = False  # of all layers; the trainer sets it for the last part of a run

    def forward(self, x: Tensor) -> Tensor:
        if not (ShippedLinear.rounding and self.training):
            return super().forward(x)
        with torch.no_grad():
            scale = self.weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 63
            weight_error = (self.weight / scale).round_().mul_(scale).sub_(self.weight)
            over = tuple(range(1, x.dim()))
            low, high = x.amin(over, keepdim=True), x.amax(over, keepdim=True)
            step = (high.clamp(min=0) - low.clamp(max=0)).clamp(min=1e-8) / 255
            error = (x / step).round_().mul_(step).sub_(x)
        return nn.functional.linear(x + error, self.weight + weight_error, self.bias)


class Network(nn.Module):
    def __init__(self, base: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            base, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
            attn_implementation="sdpa", add_pooling_layer=False,
        )
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(len(CASES), width)
        self.quote = nn.Embedding(len(QUOTES), width)
        self.layout = nn.Embedding(len(LAYOUTS), width)
        self.role = nn.Embedding(ROLES, width)
        for table in (self.case, self.quote, self.layout, self.role):
            nn.init.normal_(table.weight, std=0.02)
            table.weight.data[0] = 0
        self.drop = PooledDropout(dropout)
        for layer in self.encoder.encoder.layer:
            layer.attention.output.dropout = PooledDropout(dropout)
            layer.output.dropout = PooledDropout(dropout)
        for module in self.encoder.encoder.modules():
            if type(module) is nn.Linear:
                module.__class__ = ShippedLinear
        self.heads = nn.Linear(width, sum(TOKEN_HEADS.values()))
        self.relate = nn.Sequential(nn.Linear(3 * width, width), nn.GELU(), PooledDropout(0.2),
                                    nn.Linear(width, len(TYPES)))
        self.crf = CRF(len(ATTRIBUTION), batch_first=True)
        self.crf_trigger = CRF(len(TRIGGER), batch_first=True)
        self.distance = nn.Parameter(torch.zeros(len(LINKS), len(BUCKETS) + 1))
        self.none = nn.Parameter(torch.zeros(len(LINKS)))
        # What two spans say together beyond their product: one hidden layer, moved by distance.
        self.shift = nn.Parameter(torch.zeros(len(LINKS), len(BUCKETS) + 1, LINK_WIDTH))
        self.mix = nn.Parameter(torch.randn(len(LINKS), LINK_WIDTH) * 0.02)

    def forward(
        self, ids: Tensor, case: Tensor, quote: Tensor, layout: Tensor, role: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        words = self.encoder.embeddings.word_embeddings(ids)
        marked = words + self.case(case) + self.quote(quote) + self.layout(layout) + self.role(role)
        hidden = self.encoder(inputs_embeds=marked, attention_mask=mask).last_hidden_state
        hidden = self.drop(hidden)
        # The whole text, the marked actor and the marked recipient, side by side.
        parts = torch.stack([mask, role % 2, role // 2], 1).to(hidden.dtype)
        means = torch.bmm(parts, hidden) / parts.sum(2, keepdim=True).clamp(min=1)
        return self.heads(hidden), self.relate(means.flatten(1))


def split_heads(rows: Tensor) -> dict[str, Tensor]:
    """The rows of one window, by head."""
    return dict(zip(TOKEN_HEADS, rows.split(list(TOKEN_HEADS.values()), dim=-1), strict=True))


def span_mean(rows: Tensor, span: tuple[int, int], edge: int = 6) -> Tensor:
    """Mean over a span's words; of a long one, over its first and last `edge` words."""
    start, end = span
    if end - start <= 2 * edge:
        return rows[start:end].mean(0)
    return torch.cat([rows[start : start + edge], rows[end - edge : end]]).mean(0)


def span_means(rows: Tensor, spans: Sequence[tuple[int, int]], edge: int = 6) -> Tensor:
    """`span_mean` of many spans at once."""
    share = np.zeros((len(spans), len(rows)), np.float32)
    for line, (start, end) in zip(share, spans, strict=True):
        if end - start <= 2 * edge:
            line[start:end] = 1.0 / (end - start)
        else:
            line[start : start + edge] = line[end - edge : end] = 0.5 / edge
    return torch.from_numpy(share) @ rows


def buckets(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> Tensor:
    """Which distance bucket, each of `one` to each of `other`; words, negative when before."""
    starts, ends = np.array(one).T[:, :, None]
    to_starts, to_ends = np.array(other).T[:, None, :]
    gap = np.where(to_starts >= ends, to_starts - ends + 1,
                   np.where(to_ends <= starts, to_ends - starts - 1, 0))
    return torch.from_numpy(np.searchsorted(BUCKETS, gap, side="left"))


def link_scores(
    net: Network, heads: dict[str, Tensor], link: str,
    from_spans: Sequence[tuple[int, int]], to_spans: Sequence[tuple[int, int]],
) -> Tensor:
    """Score of each candidate (column) for each span (row).

    Scaled dot product, a bias for the distance, and a hidden layer over both.
    """
    which = LINKS.index(link)
    queries = span_means(heads[f"{link}/from"], from_spans)
    keys = span_means(heads[f"{link}/to"], to_spans)
    far = buckets(from_spans, to_spans)
    both = torch.relu(queries[:, None] + keys[None] + net.shift[which][far])
    return queries @ keys.T / math.sqrt(LINK_WIDTH) + net.distance[which][far] + both @ net.mix[which]


def force_scores(heads: dict[str, Tensor], fragments: list[tuple[int, int]],
                 cue: tuple[int, int] | None, name: str = "force") -> Tensor:
    content = torch.stack([span_mean(heads[f"{name}_content"], f, 12) for f in fragments]).mean(0)
    return content + span_mean(heads[f"{name}_cue"], cue) if cue else content


__all__ = ["FORCES", "KINDS", "Network", "buckets", "force_scores", "link_scores", "span_mean",
           "span_means", "split_heads"]
