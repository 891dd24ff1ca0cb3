"""The loss of a batch of sequences: padding does not count. Taught in lecture 12."""

from __future__ import annotations

import torch
from torch.nn import functional

from d2lcourse.nn.lengths import valid

__all__ = ["masked_cross_entropy"]


def masked_cross_entropy(
    logits: torch.Tensor, targets: torch.Tensor, lengths: torch.Tensor | None = None, *, reduction: str = "mean"
) -> torch.Tensor:
    """Cross-entropy in nats over the valid steps.

    logits: (B, T, V) float. targets: (B, T) int; what stands at padding is not looked at.
    lengths: (B,) int, valid steps; all if left out.
    reduction: "mean" over the valid steps of the whole batch, not over means of sequences, so that each token counts
    the same; "sum" over them; "none" for (B, T) with 0 at padding. Without any valid step the mean is 0.
    Raises ``ValueError`` where the shapes do not fit, for lengths that are not 0 to T, and for another reduction.

    >>> logits = torch.zeros(2, 3, 4)  # all four tokens as likely: log 4 each
    >>> masked_cross_entropy(logits, torch.zeros(2, 3, dtype=torch.long), torch.tensor([3, 1]))
    tensor(1.3863)
    """
    if logits.ndim != 3 or logits.shape[:2] != targets.shape:
        found = f"{tuple(logits.shape)} and {tuple(targets.shape)}"
        raise ValueError(f"expected logits (B, T, V) and targets (B, T), got {found}")
    if reduction not in ("mean", "sum", "none"):
        raise ValueError(f"reduction must be mean, sum or none, got {reduction!r}")
    count = targets.numel()
    if lengths is not None:
        mask = valid(targets, lengths)
        count = int(mask.sum())
        targets = targets.masked_fill(~mask, -100)
    losses = functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction="none", ignore_index=-100)
    if reduction == "none":
        return losses.view_as(targets)
    return losses.sum() / max(count, 1) if reduction == "mean" else losses.sum()
