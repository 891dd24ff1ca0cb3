"""Pairs of sequences as tensors: what an encoder reads and what a decoder is to say. Taught in lectures 12 and 13.

Each row is words, then ``<eos>``, then ``<pad>``; a target begins with ``<bos>``. In the vocabularies ``<unk>`` is 0,
``<pad>`` 1, ``<bos>`` 2 and ``<eos>`` 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import torch

from d2lcourse.data.padding import LengthBatches, pad
from d2lcourse.data.vocabulary import Vocabulary

__all__ = ["MARKS", "SequencePairs", "pair_tensors"]

MARKS: Final = ("<pad>", "<bos>", "<eos>")


@dataclass(frozen=True)
class SequencePairs:
    """Sources and targets, one pair per row.

    name: of the data.
    source: (N, S) int64, ends with ``<eos>``. source_lengths: (N,) int64, ``<eos>`` counted.
    target: (N, T) int64, from ``<bos>`` to ``<eos>``. target_lengths: (N,) int64, both counted.
    source_vocabulary, target_vocabulary: with ``<pad>``, ``<bos>`` and ``<eos>``.
    stand_in: whether these are other pairs than the ones asked for.
    """

    name: str
    source: torch.Tensor
    source_lengths: torch.Tensor
    target: torch.Tensor
    target_lengths: torch.Tensor
    source_vocabulary: Vocabulary
    target_vocabulary: Vocabulary
    stand_in: bool = False

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.source)

    def __getitem__(self, rows: slice | torch.Tensor | Sequence[int]) -> SequencePairs:
        """Some of the pairs: a slice, indices, or a mask; cut to the longest of them."""
        source_lengths, target_lengths = self.source_lengths[rows], self.target_lengths[rows]
        longest = [int(lengths.max()) if len(lengths) else 0 for lengths in (source_lengths, target_lengths)]
        source, target = self.source[rows][:, : longest[0]], self.target[rows][:, : longest[1]]
        return replace(self, source=source, source_lengths=source_lengths, target=target, target_lengths=target_lengths)

    def to(self, device: torch.device | str) -> SequencePairs:
        """The same pairs on a device."""
        return replace(
            self,
            source=self.source.to(device),
            source_lengths=self.source_lengths.to(device),
            target=self.target.to(device),
            target_lengths=self.target_lengths.to(device),
        )

    @property
    def decoder_input(self) -> torch.Tensor:
        """What the decoder is given under teacher forcing: (N, T - 1), begins with ``<bos>``."""
        return self.target[:, :-1]

    @property
    def labels(self) -> torch.Tensor:
        """What it is to answer: (N, T - 1), ``labels[:, t]`` follows ``decoder_input[:, t]``."""
        return self.target[:, 1:]

    @property
    def label_lengths(self) -> torch.Tensor:
        """How many of the labels count: (N,), ``<eos>`` is the last one."""
        return self.target_lengths - 1

    def batches(self, size: int, generator: torch.Generator | None = None) -> Iterator[SequencePairs]:
        """All pairs once, in batches of sources of similar length, in random order.

        generator: of the order; torch's own if left out.
        """
        for rows in LengthBatches(lengths=self.source_lengths, size=size, generator=generator).rows():
            yield self[rows]

    def source_tokens(self, i: int) -> list[str]:
        """The tokens of source i, without ``<eos>``."""
        return self.source_vocabulary.words(self.source[i, : int(self.source_lengths[i]) - 1])

    def target_tokens(self, i: int) -> list[str]:
        """The tokens of target i, without ``<bos>`` and ``<eos>``."""
        return self.target_vocabulary.words(self.target[i, 1 : int(self.target_lengths[i]) - 1])


def pair_tensors(
    name: str,
    sources: Sequence[Sequence[str]],
    targets: Sequence[Sequence[str]],
    source_vocabulary: Vocabulary,
    target_vocabulary: Vocabulary,
    *,
    stand_in: bool = False,
) -> SequencePairs:
    """Tokens turned into indices, with marks and padding.

    sources, targets: N of each, without marks.
    """
    left, right = source_vocabulary, target_vocabulary
    source, source_lengths = pad([left.indices([*tokens, "<eos>"]) for tokens in sources], value=left.pad)
    target, target_lengths = pad([right.indices(["<bos>", *tokens, "<eos>"]) for tokens in targets], value=right.pad)
    return SequencePairs(name, source, source_lengths, target, target_lengths, left, right, stand_in)
