"""Minibatches of a long text for a language model: the target is the input, one token later.

Sequential minibatches keep the order of the text, so that the state of a recurrent network can be carried from one to
the next; random ones do not, and each starts with a state of its own. Taught in lectures 06 and 07.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch

__all__ = ["RandomBatches", "SequentialBatches"]

Batch = tuple[torch.Tensor, torch.Tensor]


class SequentialBatches:
    """A text cut into ``size`` rows that are read side by side, ``steps`` tokens at a time.

    corpus: (n,) int64.
    size: rows, each a piece of the text of the same length. steps: tokens of each row per batch.
    offset: tokens that are left out at the beginning.
    generator: where given, each pass leaves out 0 to steps - 1 more, at random, so that the cuts fall elsewhere.

    Gives X and Y, both (size, steps) int64: Y[b, t] follows X[b, t] in the text. Row b of a batch goes on where row b
    of the batch before ended: the state of row b is to be carried over, and detached. What does not fill a batch at the
    end of the rows is left out. Every pass has as many batches.
    Raises ``ValueError`` for a corpus that is not (n,) or too short for one batch, for a size or steps below 1, and for
    an offset below 0.

    >>> for X, Y in SequentialBatches(torch.arange(14), size=2, steps=3): print(X.tolist(), Y.tolist())
    [[0, 1, 2], [6, 7, 8]] [[1, 2, 3], [7, 8, 9]]
    [[3, 4, 5], [9, 10, 11]] [[4, 5, 6], [10, 11, 12]]
    """

    def __init__(
        self,
        corpus: torch.Tensor,
        *,
        size: int = 32,
        steps: int = 35,
        offset: int = 0,
        generator: torch.Generator | None = None,
    ) -> None:
        _check(corpus, size, steps)
        self.corpus, self.size, self.steps, self.offset, self.generator = corpus, size, steps, offset, generator
        self.spare = 0 if generator is None else steps - 1  # the most that a pass leaves out
        self.batches = (len(corpus) - 1 - offset - self.spare) // size // steps
        if offset < 0 or self.batches < 1:
            raise ValueError(
                f"{len(corpus)} tokens with offset {offset} are too few for one batch of {size} rows and {steps} "
                f"steps: it takes {size * steps + 1 + offset + self.spare}"
            )

    def __len__(self) -> int:
        """Number of batches in a pass."""
        return self.batches

    def __iter__(self) -> Iterator[Batch]:
        start = self.offset
        if self.generator is not None:
            start += int(torch.randint(self.steps, (), generator=self.generator))
        X, Y = self._rows(start), self._rows(start + 1)
        for left in range(0, self.batches * self.steps, self.steps):
            yield X[:, left : left + self.steps], Y[:, left : left + self.steps]

    @property
    def rows(self) -> torch.Tensor:
        """The inputs as the rows that are read side by side: (size, columns), without a random offset."""
        return self._rows(self.offset)

    def _rows(self, start: int) -> torch.Tensor:
        """The same number of columns whatever the start, so that inputs and targets are cut alike."""
        columns = (len(self.corpus) - 1 - self.offset - self.spare) // self.size
        return self.corpus[start : start + self.size * columns].view(self.size, columns)


class RandomBatches:
    """Windows of a text in random order.

    corpus: (n,) int64.
    size: windows per batch; the last batch has what is left over. steps: tokens per window.
    generator: of the order, and of the offset of 0 to steps - 1 tokens at which the windows of a pass begin, side by
        side; torch's own if left out.

    Gives X and Y, both (size, steps) int64: Y[b, t] follows X[b, t] in the text. There is no state to carry over. Every
    pass has as many windows.
    Raises ``ValueError`` for a corpus that is not (n,) or shorter than 2 * steps, and for a size or steps below 1.
    """

    def __init__(
        self, corpus: torch.Tensor, *, size: int = 32, steps: int = 35, generator: torch.Generator | None = None
    ) -> None:
        _check(corpus, size, steps)
        self.corpus, self.size, self.steps, self.generator = corpus, size, steps, generator
        self.windows = (len(corpus) - steps) // steps
        if self.windows < 1:
            raise ValueError(f"{len(corpus)} tokens are too few for windows of {steps} steps: it takes {2 * steps}")

    def __len__(self) -> int:
        """Number of batches in a pass."""
        return -(-self.windows // self.size)

    def __iter__(self) -> Iterator[Batch]:
        start = int(torch.randint(self.steps, (), generator=self.generator))
        end = start + self.windows * self.steps
        X, Y = (self.corpus[start + i : end + i].view(self.windows, self.steps) for i in (0, 1))
        for rows in torch.randperm(self.windows, generator=self.generator).split(self.size):
            yield X[rows.to(X.device)], Y[rows.to(X.device)]


def _check(corpus: torch.Tensor, size: int, steps: int) -> None:
    if corpus.ndim != 1:
        raise ValueError(f"expected the indices of a text, (n,), got shape {tuple(corpus.shape)}")
    if size < 1 or steps < 1:
        raise ValueError(f"a batch has at least one row and one step, got size={size}, steps={steps}")
