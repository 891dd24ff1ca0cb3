"""Sequences of different length in one batch: the last valid step, the valid part backwards.

A batch (B, T, ...) holds sequences that are padded at the end; ``lengths`` (B,) says how many steps of each are valid,
0 to T. Without lengths all steps are. Padding is taught in lecture 06; no lecture calls these, its layers do.
"""

from __future__ import annotations

import torch

from d2lcourse.data.padding import valid_mask

__all__ = ["last", "reverse"]


def reverse(x: torch.Tensor, lengths: torch.Tensor | None = None) -> torch.Tensor:
    """The valid part of each sequence backwards; padding stays where it is, at the end.

    x: (B, T, ...). lengths: (B,) int, 0 to T. Doing it twice gives ``x`` back.
    Raises ``ValueError`` where there are not B lengths, each 0 to T.

    >>> reverse(torch.tensor([[1, 2, 3, 0], [4, 5, 0, 0]]), torch.tensor([3, 2])).tolist()
    [[3, 2, 1, 0], [5, 4, 0, 0]]
    """
    if lengths is None:
        return x.flip(1)
    mask = valid(x, lengths)
    places = torch.arange(x.shape[1], device=x.device)
    order = torch.where(mask, lengths.to(x.device)[:, None] - 1 - places, places)
    return x[torch.arange(len(x), device=x.device)[:, None], order]


def last(x: torch.Tensor, lengths: torch.Tensor | None = None) -> torch.Tensor:
    """What stands at the last valid step, not at a padding; zeros for a sequence of length 0.

    x: (B, T, ...). lengths: (B,) int, 0 to T. Returns (B, ...).
    Raises ``ValueError`` where there are not B lengths, each 0 to T.

    >>> last(torch.tensor([[1, 2, 3, 0], [4, 5, 0, 0]]), torch.tensor([3, 2])).tolist()
    [3, 5]
    """
    if lengths is None:
        return x[:, -1]
    valid(x, lengths)
    place = lengths.to(x.device) - 1
    found = x[torch.arange(len(x), device=x.device), place]  # a place of -1 is the last one: overwritten below
    return found.masked_fill(spread(place < 0, found), 0)


def valid(x: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    """Which steps of x (B, T, ...) are valid: (B, T) bool on its device; complains where the two do not fit."""
    if len(lengths) != len(x):
        raise ValueError(f"there are {len(x)} sequences but {len(lengths)} lengths")
    return valid_mask(lengths, x.shape[1]).to(x.device)


def spread(mask: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """The mask with dims of size 1 at its end, as many as x has more."""
    return mask.reshape(mask.shape + (1,) * (x.ndim - mask.ndim))
