"""Attention: a query chooses among keys how much to take of each. Taught in lecture 13.

Sources: additive: Bahdanau, Cho and Bengio, Neural machine translation by jointly learning to align and translate,
ICLR 2015; scaled dot product: Vaswani et al., Attention is all you need, NeurIPS 2017.
"""

from __future__ import annotations

import math

import torch
from torch import nn

from d2lcourse.nn.cell import uniform

__all__ = ["AdditiveAttention", "DotAttention", "masked_softmax"]


def masked_softmax(scores: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
    """Softmax over the valid places of the last dim.

    scores: (..., S) float. mask: bool, True where valid, of a shape that broadcasts to that of ``scores``.
    Returns (..., S): exactly 0 where not valid, sum 1. Where no place is valid all weights are 0, not NaN, and no
    gradient flows.
    Raises ``ValueError`` for a mask that is not bool.

    >>> masked_softmax(torch.zeros(2, 3), torch.tensor([[True, True, False], [False, False, False]])).tolist()
    [[0.5, 0.5, 0.0], [0.0, 0.0, 0.0]]
    """
    if mask is None:
        return scores.softmax(dim=-1)
    if mask.dtype != torch.bool:
        raise ValueError(f"a mask is bool, True where valid, got {mask.dtype}")
    none = ~mask.any(dim=-1, keepdim=True)
    # a row without a valid place is computed as if all were valid, and set to 0 afterwards: nowhere is there a NaN
    weights = scores.masked_fill(~(mask | none), -torch.inf).masked_fill(none, 0.0).softmax(dim=-1)
    return weights.masked_fill(~mask, 0.0)


class AdditiveAttention(nn.Module):
    """Scores v^T tanh(W_q q + W_k k): a small network compares a query with each key.

    query: Q, entries of a query. key: K, entries of a key. hidden: A, entries of the comparison.

    Parameters: W_q (Q, A), W_k (K, A), b (A,), v (A,), uniform in +-1/sqrt(A).
    """

    def __init__(self, query: int, key: int, hidden: int, *, generator: torch.Generator | None = None) -> None:
        super().__init__()
        self.W_q = uniform(query, hidden, hidden=hidden, generator=generator)
        self.W_k = uniform(key, hidden, hidden=hidden, generator=generator)
        self.b = uniform(hidden, hidden=hidden, generator=generator)
        self.v = uniform(hidden, hidden=hidden, generator=generator)

    def prepare(self, keys: torch.Tensor) -> torch.Tensor:
        """The part that is the same for every query, (B, S, A): a decoder computes it once."""
        return keys @ self.W_k + self.b

    def forward(
        self,
        query: torch.Tensor,
        keys: torch.Tensor,
        mask: torch.Tensor | None = None,
        *,
        prepared: torch.Tensor | None = None,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """What the query takes from the keys.

        query: (B, Q), or (B, T, Q) for T queries at once. keys: (B, S, K). mask: (B, S) bool, True where valid.
        prepared: of the same keys, by ``prepare``.
        Returns the context (B, K) or (B, T, K), and the weights (B, S) or (B, T, S).
        """
        keys = cleared(keys, mask)
        prepared = self.prepare(keys) if prepared is None else prepared
        queries = query if query.ndim == 3 else query[:, None]
        scores = torch.tanh((queries @ self.W_q)[:, :, None] + prepared[:, None]) @ self.v
        return taken(scores, keys, mask, query)


class DotAttention(nn.Module):
    """Scores q^T k, divided by sqrt(K) where ``scaled``; it has no parameters, and queries are as wide as keys.

    Without the division scores grow with the width, and softmax is flat nowhere: gradients vanish.
    """

    def __init__(self, scaled: bool = True) -> None:
        super().__init__()
        self.scaled = scaled

    def prepare(self, keys: torch.Tensor) -> torch.Tensor:
        """Nothing is to be done here: the keys."""
        return keys

    def forward(
        self,
        query: torch.Tensor,
        keys: torch.Tensor,
        mask: torch.Tensor | None = None,
        *,
        prepared: torch.Tensor | None = None,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """As ``AdditiveAttention``; query (B, K) or (B, T, K).

        Raises ``ValueError`` where the query is not as wide as the keys.
        """
        if query.shape[-1] != keys.shape[-1]:
            raise ValueError(f"queries have {query.shape[-1]} entries, keys {keys.shape[-1]}: they must be as wide")
        queries = query if query.ndim == 3 else query[:, None]
        keys = cleared(keys, mask)
        scores = queries @ keys.transpose(1, 2)
        return taken(scores / math.sqrt(keys.shape[-1]) if self.scaled else scores, keys, mask, query)


def cleared(keys: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
    """The keys with 0 at padding: a weight of 0 does not help against NaN."""
    return keys if mask is None else keys.masked_fill(~mask[:, :, None], 0)


def taken(
    scores: torch.Tensor, keys: torch.Tensor, mask: torch.Tensor | None, query: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Context and weights from scores (B, T, S), without T where there is one query."""
    weights = masked_softmax(scores, None if mask is None else mask[:, None])
    context = weights @ keys
    return (context, weights) if query.ndim == 3 else (context[:, 0], weights[:, 0])
