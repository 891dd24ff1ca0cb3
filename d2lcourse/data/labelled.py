"""Texts with a class each: what is split, cut into tokens and turned into tensors. Taught in lecture 14."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch

from d2lcourse.data.padding import pad
from d2lcourse.data.pairs import MARKS
from d2lcourse.data.text import Unit, tokenise
from d2lcourse.data.vocabulary import Vocabulary

__all__ = ["LabelledTexts"]


@dataclass(frozen=True)
class LabelledTexts:
    """Texts and what they are.

    name: of the data set.
    texts: N of them, tokens separated by single spaces.
    labels: (N,) int64, 0 to len(classes) - 1.
    classes: names.
    stand_in: whether these are other texts than the ones asked for.
    """

    name: str
    texts: tuple[str, ...]
    labels: torch.Tensor
    classes: tuple[str, ...]
    stand_in: bool = False

    def __len__(self) -> int:
        """Number of texts."""
        return len(self.texts)

    def __getitem__(self, rows: slice | torch.Tensor | Sequence[int]) -> LabelledTexts:
        """Some of the texts: a slice, indices, or a mask."""
        chosen = torch.arange(len(self))[rows]
        texts = tuple(self.texts[i] for i in chosen.tolist())
        return replace(self, texts=texts, labels=self.labels[chosen])

    def split(
        self, test: float = 0.2, *, generator: torch.Generator | None = None
    ) -> tuple[LabelledTexts, LabelledTexts]:
        """Texts to train on, and texts to test with, both shuffled.

        test: share of each class that is kept for the test, between 0 and 1.
        generator: of the shuffle; the same split every time if left out.
        A text that occurs several times, with one class or with several, is in one part only.
        Raises ``ValueError`` where ``test`` is not between 0 and 1.
        """
        if not 0 < test < 1:
            raise ValueError(f"expected a share between 0 and 1 for the test, got {test}")
        generator = generator or torch.Generator().manual_seed(0)
        first: dict[str, int] = {}
        for text, label in zip(self.texts, self.labels.tolist(), strict=True):
            first.setdefault(text, label)
        held_out: set[str] = set()
        for label in range(len(self.classes)):
            texts = [text for text, its_label in first.items() if its_label == label]
            order = torch.randperm(len(texts), generator=generator)
            held_out.update(texts[i] for i in order[: round(test * len(texts))].tolist())
        mixed = torch.randperm(len(self), generator=generator)
        is_test = torch.tensor([self.texts[i] in held_out for i in mixed.tolist()], dtype=torch.bool)
        return self[mixed[~is_test]], self[mixed[is_test]]

    def vocabulary(self, unit: Unit = "word", *, min_freq: int = 1) -> Vocabulary:
        """Of all texts, with ``<pad>``, ``<bos>`` and ``<eos>``: call it on the part to train on."""
        tokens = (token for text in self.texts for token in tokenise(text, unit))
        return Vocabulary(tokens, min_freq=min_freq, reserved=MARKS)

    def tensors(
        self, vocabulary: Vocabulary, unit: Unit = "word", *, steps: int | None = None, marks: bool = False
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Indices, lengths and labels, for ``Batches`` or ``LengthBatches``.

        steps: T; the longest text if left out. Longer ones lose their end.
        marks: put ``<bos>`` before and ``<eos>`` behind each text, for a model that generates.
        Returns x (N, T) int64, lengths (N,) int64, labels (N,) int64.
        """
        rows = [tokenise(text, unit) for text in self.texts]
        rows = [["<bos>", *tokens, "<eos>"] for tokens in rows] if marks else rows
        x, lengths = pad([vocabulary.indices(tokens) for tokens in rows], value=vocabulary.pad, steps=steps)
        return x, lengths, self.labels
