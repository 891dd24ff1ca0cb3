"""How good language models and sequence models are. Taught in lectures 06 (perplexity) and 12 (exact match)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch

__all__ = ["exact_match", "perplexity"]


def perplexity(loss: float | torch.Tensor) -> float:
    """Effective number of choices: from how many equally likely tokens the model chooses, 1 at best.

    loss: mean cross-entropy per token, in nats, as ``torch.nn.functional.cross_entropy`` gives it.

    >>> round(perplexity(torch.tensor(28.0).log()), 3)
    28.0
    """
    value = float(loss)
    return math.exp(value) if value < 700 else math.inf if not math.isnan(value) else value


def exact_match(predictions: Sequence[Any], targets: Sequence[Any]) -> float:
    """Share of sequences that are right from the first to the last token, 0 to 1.

    predictions, targets: as many of each; lists of tokens or (T_i,) tensors, cut at their ends.
    Raises ``ValueError`` where there are no targets, or not as many predictions.

    >>> exact_match([["a", "b"], ["a"]], [["a", "b"], ["a", "b"]])
    0.5
    """
    if len(predictions) != len(targets) or not len(targets):
        raise ValueError(f"expected as many predictions as targets, got {len(predictions)} and {len(targets)}")
    return sum(_list(a) == _list(b) for a, b in zip(predictions, targets, strict=True)) / len(targets)


def _list(tokens: Any) -> list[Any]:
    return tokens.tolist() if isinstance(tokens, torch.Tensor) else list(tokens)
