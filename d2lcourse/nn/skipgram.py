"""Word vectors: skip-gram with negative sampling, and what one asks of them. Taught in lecture 11.

Source: Mikolov et al., Distributed representations of words and phrases and their compositionality, NeurIPS 2013.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn
from torch.nn import functional

__all__ = ["SkipGram", "analogy", "nearest"]


class SkipGram(nn.Module):
    """Two vectors for each word: v as the centre of a window, u as a neighbour.

    The loss of a pair is -log sigma(v . u) - sum over the negatives of log sigma(-v . u_k): real neighbours are drawn
    near, random words are pushed away.

    words: number of words. dim: entries of a vector.
    Parameters: v (words, dim) uniform in +-0.5/dim, u (words, dim) zeros, as in the authors' program.
    """

    def __init__(self, words: int, dim: int, *, generator: torch.Generator | None = None) -> None:
        super().__init__()
        self.v = nn.Parameter(torch.empty(words, dim).uniform_(-0.5 / dim, 0.5 / dim, generator=generator))
        self.u = nn.Parameter(torch.zeros(words, dim))

    @property
    def vectors(self) -> torch.Tensor:
        """The centre vectors (words, dim), without history: what one keeps."""
        return self.v.detach()

    def forward(self, centre: torch.Tensor, context: torch.Tensor, negatives: torch.Tensor) -> torch.Tensor:
        """Mean loss of pairs in nats. centre, context: (B,) int; negatives: (B, K) int, drawn at random."""
        v = functional.embedding(centre, self.v)
        near = (v * functional.embedding(context, self.u)).sum(-1)
        far = torch.einsum("bd,bkd->bk", v, functional.embedding(negatives, self.u))
        return -(functional.logsigmoid(near) + functional.logsigmoid(-far).sum(-1)).mean()


def nearest(
    vectors: torch.Tensor, query: torch.Tensor | int, count: int = 5, *, exclude: Sequence[int] = ()
) -> list[tuple[int, float]]:
    """The words whose vectors point most nearly the same way, with the cosine of the angle, nearest first.

    vectors: (words, dim). query: a vector (dim,), or a word, which is then left out itself.
    count: how many, fewer where there are not so many. exclude: words that are left out.

    >>> nearest(torch.tensor([[1.0, 0.0], [2.0, 0.0], [0.0, 3.0]]), 0)
    [(1, 1.0), (2, 0.0)]
    """
    left_out = {*exclude, query} if isinstance(query, int) else set(exclude)
    wanted = vectors[query] if isinstance(query, int) else query
    lengths = vectors.norm(dim=1).clamp_min(torch.finfo(vectors.dtype).tiny)
    cosines = vectors @ wanted / lengths / wanted.norm().clamp_min(torch.finfo(vectors.dtype).tiny)
    order = cosines.argsort(descending=True, stable=True).tolist()
    return [(word, cosines[word].item()) for word in order if word not in left_out][:count]


def analogy(vectors: torch.Tensor, a: int, b: int, c: int, count: int = 5) -> list[tuple[int, float]]:
    """What is to c as b is to a: the words nearest to b - a + c, the three themselves left out.

    vectors: (words, dim), of which directions are compared: each is divided by its length first.
    """
    units = functional.normalize(vectors, dim=1)
    return nearest(units, units[b] - units[a] + units[c], count, exclude=(a, b, c))
