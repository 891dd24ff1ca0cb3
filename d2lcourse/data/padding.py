"""Sequences of different length in one tensor: padding, masks, sorting, batches of similar length.

Padding is not data: no loss, state, weight or average may depend on it. ``valid_mask`` says where it is. Taught in
lecture 06.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch.nn.utils.rnn import pad_sequence

__all__ = ["LengthBatches", "pad", "sort_by_length", "valid_mask"]


def pad(
    sequences: Sequence[torch.Tensor | Sequence[int]], *, value: float = 0, steps: int | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Sequences below each other, filled up at the end.

    sequences: B of them, each (T_i, ...) with the same dims after the first, or a list of numbers.
    value: what to fill up with.
    steps: T; the length of the longest if left out. Longer sequences lose their end.
    Returns (B, T, ...), and the lengths (B,) int64.
    Raises ``ValueError`` where there is no sequence.

    >>> padded, lengths = pad([[5, 6, 7], [8]], value=-1)
    >>> padded.tolist(), lengths.tolist()
    ([[5, 6, 7], [8, -1, -1]], [3, 1])
    """
    if not len(sequences):
        raise ValueError("there is no sequence to pad")
    parts = [torch.as_tensor(sequence)[:steps] for sequence in sequences]
    lengths = torch.tensor([len(part) for part in parts])
    if not lengths.any() and not isinstance(sequences[0], torch.Tensor):
        parts = [part.long() for part in parts]  # an empty list says nothing about its dtype
    padded = pad_sequence(parts, batch_first=True, padding_value=value)
    if steps is not None and padded.shape[1] < steps:
        more = padded.new_full((len(parts), steps - padded.shape[1], *padded.shape[2:]), value)
        padded = torch.cat((padded, more), dim=1)
    return padded, lengths


def valid_mask(lengths: torch.Tensor, steps: int | None = None) -> torch.Tensor:
    """Where there is a token: True; where there is padding: False.

    lengths: (B,) int, 0 to T. steps: T; the largest length if left out.
    Returns (B, T) bool, on the device of ``lengths``.
    Raises ``ValueError`` for lengths that are not (B,) of whole numbers, or not 0 to T.

    >>> valid_mask(torch.tensor([1, 3])).int().tolist()
    [[1, 0, 0], [1, 1, 1]]
    """
    if lengths.ndim != 1 or lengths.is_floating_point() or lengths.is_complex() or lengths.dtype == torch.bool:
        raise ValueError(f"lengths must be (B,) of whole numbers, got {tuple(lengths.shape)} {lengths.dtype}")
    if steps is None:
        steps = int(lengths.max()) if len(lengths) else 0
    if len(lengths) and not 0 <= int(lengths.min()) <= int(lengths.max()) <= steps:
        raise ValueError(f"lengths must be 0 to {steps}, got {int(lengths.min())} to {int(lengths.max())}")
    return torch.arange(steps, device=lengths.device) < lengths[:, None]


def sort_by_length(lengths: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The order that puts long sequences first, and the one that undoes it.

    lengths: (B,) int; those of the same length keep their order.
    Returns order and undo, both (B,) int64: ``x[order]`` is sorted, ``x[order][undo]`` is ``x`` again.

    >>> order, undo = sort_by_length(torch.tensor([2, 5, 3]))
    >>> order.tolist(), undo.tolist()
    ([1, 2, 0], [2, 0, 1])
    """
    order = lengths.argsort(descending=True, stable=True)
    return order, order.argsort()


class LengthBatches:
    """Like ``Batches``, with rows of similar length together, so that little of a batch is padding.

    tensors: each (n, ...), row i of one belongs to row i of the others; those with two dims or more are cut to the
        longest row of the batch along the second.
    lengths: (n,) int64, of the rows.
    size: rows per batch; the last one in order of length has what is left over.
    generator: of the order of the batches and of rows of the same length; torch's own if left out.

    Gives the tensors and, last, their lengths.
    Raises ``ValueError`` for a tensor that has not one row per length, and for a size below 1.
    """

    def __init__(
        self, *tensors: torch.Tensor, lengths: torch.Tensor, size: int, generator: torch.Generator | None = None
    ) -> None:
        if any(tensor.ndim == 0 or len(tensor) != len(lengths) for tensor in tensors):
            shapes = ", ".join(str(tuple(tensor.shape)) for tensor in tensors)
            raise ValueError(f"expected {len(lengths)} rows, one per length, got shapes {shapes}")
        if size < 1:
            raise ValueError(f"a batch has at least one row, got size={size}")
        self.tensors, self.lengths, self.size, self.generator = tensors, lengths, size, generator

    def __len__(self) -> int:
        """Number of batches in a pass."""
        return -(-len(self.lengths) // self.size)

    def __iter__(self) -> Iterator[tuple[torch.Tensor, ...]]:
        for rows in self.rows():
            longest = int(self.lengths[rows].max())
            parts = [tensor[rows] for tensor in self.tensors]
            yield *(part if part.ndim == 1 else part[:, :longest] for part in parts), self.lengths[rows]

    def rows(self) -> Iterator[torch.Tensor]:
        """Which rows go together, batch by batch: (size,) int64 each."""
        shuffled = torch.randperm(len(self.lengths), generator=self.generator).to(self.lengths.device)
        order = shuffled[self.lengths[shuffled].argsort(stable=True)]
        batches = order.split(self.size)
        for i in torch.randperm(len(batches), generator=self.generator).tolist():
            yield batches[i]
