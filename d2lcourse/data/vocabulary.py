"""Numbers for tokens: networks compute with indices, people read words. Taught in lecture 06."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import torch

__all__ = ["Vocabulary"]

UNKNOWN: Final = "<unk>"


class Vocabulary:
    """The tokens of a text with an index each: first ``<unk>``, then the reserved ones, then by falling frequency.

    tokens: of the text, as often as they occur. Those of the same frequency are in the order of the alphabet.
    min_freq: tokens that occur less often are unknown: their index is 0, that of ``<unk>``.
    reserved: tokens with a place of their own whether they occur or not, e.g. ("<pad>", "<bos>", "<eos>").

    >>> v = Vocabulary("the cat saw the dog and the cat ran".split(), min_freq=2)
    >>> v.tokens, v["cat"], v["dog"], v.indices(["the", "dog"]).tolist(), v.words([1, 2])
    (('<unk>', 'the', 'cat'), 2, 0, [1, 0], ['the', 'cat'])
    """

    unk = 0

    def __init__(self, tokens: Iterable[str], *, min_freq: int = 1, reserved: Sequence[str] = ()) -> None:
        self.frequencies = Counter(tokens)  # of every token seen, the rare ones too
        special = list(dict.fromkeys((UNKNOWN, *reserved)))
        ordered = sorted(self.frequencies.items(), key=lambda item: (-item[1], item[0]))
        self.tokens = (*special, *(token for token, n in ordered if n >= min_freq and token not in special))
        self.min_freq, self.reserved = min_freq, tuple(special[1:])
        self._index = {token: i for i, token in enumerate(self.tokens)}

    def __len__(self) -> int:
        """Number of indices, that of ``<unk>`` included."""
        return len(self.tokens)

    def __contains__(self, token: object) -> bool:
        return token in self._index

    def __getitem__(self, token: str) -> int:
        """Index of a token; 0 for one that is not in the vocabulary."""
        return self._index.get(token, self.unk)

    def __repr__(self) -> str:
        return f"<Vocabulary of {len(self)} tokens: {', '.join(map(repr, self.tokens[:6]))}, ...>"

    def token(self, index: int) -> str:
        """The token with that index, 0 to len - 1. Raises ``IndexError`` for another one."""
        if not 0 <= index < len(self.tokens):
            raise IndexError(f"a vocabulary of {len(self)} tokens has the indices 0 to {len(self) - 1}, got {index}")
        return self.tokens[index]

    def indices(self, tokens: Iterable[str]) -> torch.Tensor:
        """Of many tokens: (n,) int64."""
        return torch.tensor([self._index.get(token, self.unk) for token in tokens], dtype=torch.int64)

    def words(self, indices: torch.Tensor | Iterable[int]) -> list[str]:
        """The tokens of many indices, (n,) int or a list. Raises ``IndexError`` as ``token`` does."""
        numbers = indices.tolist() if isinstance(indices, torch.Tensor) else indices
        return [self.token(int(index)) for index in numbers]

    @property
    def counts(self) -> torch.Tensor:
        """How often each index occurs in the text: (len,) int64; that of ``<unk>`` as often as tokens are too rare."""
        counts = [self.frequencies[token] for token in self.tokens]
        counts[self.unk] = sum(self.frequencies.values()) - sum(counts[1:])
        return torch.tensor(counts, dtype=torch.int64)

    @property
    def pad(self) -> int:
        """Index of ``<pad>``. Raises ``ValueError`` where it is not reserved."""
        return self._reserved("<pad>")

    @property
    def bos(self) -> int:
        """Index of ``<bos>``, the beginning of a sequence. Raises ``ValueError`` where it is not reserved."""
        return self._reserved("<bos>")

    @property
    def eos(self) -> int:
        """Index of ``<eos>``, the end of a sequence. Raises ``ValueError`` where it is not reserved."""
        return self._reserved("<eos>")

    def _reserved(self, token: str) -> int:
        if token not in self._index:
            raise ValueError(f"this vocabulary has no {token}: reserve it, Vocabulary(tokens, reserved=({token!r},))")
        return self._index[token]
