"""Texts for language models: The Time Machine, cleaned, cut into tokens and split. Taught in lecture 06.

Source: H. G. Wells, "The Time Machine" (1898). Letters and single spaces are all that is kept, so that a vocabulary of
characters has 28 entries, ``<unk>`` included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import torch

from d2lcourse.data.errors import DataMissing
from d2lcourse.data.store import announce, path
from d2lcourse.data.vocabulary import Vocabulary

__all__ = ["Corpus", "Text", "Unit", "clean", "time_machine", "tokenise"]

Unit = Literal["char", "word"]
TRAIN: Final = 150_000  # characters: of what the course trains its language models on
VALID: Final = 20_000


def clean(text: str) -> str:
    """Lower-case letters a to z; whatever stands between them becomes one space.

    >>> clean("The Time Machine, by H. G. Wells [1898]")
    'the time machine by h g wells'
    """
    return re.sub("[^A-Za-z]+", " ", text).strip().lower()


def tokenise(text: str, unit: Unit = "word") -> list[str]:
    """The characters of a text, spaces included; or its words, as white space parts them.

    unit: "char" or "word".
    Raises ``ValueError`` for another unit.

    >>> tokenise("a cat", "char"), tokenise("a cat", "word")
    (['a', ' ', 'c', 'a', 't'], ['a', 'cat'])
    """
    if unit not in ("char", "word"):
        raise ValueError(f"a text is cut into 'char' or 'word', got {unit!r}")
    return list(text) if unit == "char" else text.split()


@dataclass(frozen=True)
class Corpus:
    """A text as indices into a vocabulary, split in two.

    name: of the text.
    unit: "char" or "word".
    vocabulary: of the training part: what occurs only in the other part is unknown.
    train: (n,) int64.
    valid: (m,) int64, what follows in the text.
    stand_in: whether this is another text than the one asked for.
    """

    name: str
    unit: Unit
    vocabulary: Vocabulary
    train: torch.Tensor
    valid: torch.Tensor
    stand_in: bool = False


@dataclass(frozen=True)
class Text:
    """A text as it was printed, and cleaned.

    name: of the text.
    raw: as printed.
    stand_in: whether this is another text than the one asked for.
    """

    name: str
    raw: str
    stand_in: bool = False

    @cached_property
    def text(self) -> str:
        """All of it, cleaned: a to z and single spaces."""
        return clean(self.raw)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Line by line, cleaned; lines without a letter are left out."""
        return tuple(filter(None, map(clean, self.raw.splitlines())))

    def corpus(self, unit: Unit = "char", *, train: int = TRAIN, valid: int = VALID, min_freq: int = 1) -> Corpus:
        """The first part of the text to train on, and what follows to look at how well that went.

        unit: "char" or "word".
        train, valid: length of the parts in characters, whatever the unit; a word that is cut goes to the second.
        min_freq: rarer tokens are ``<unk>``.
        Raises ``ValueError`` for another unit, for ``train`` below 1 or ``valid`` below 0, and where the two are longer
        than the text.
        """
        if train < 1 or valid < 0 or train + valid > len(self.text):
            raise ValueError(
                f"{self.name} has {len(self.text):,} characters: {train:,} to train on and {valid:,} for validation "
                "are too many or too few"
            )
        cut, end = (self._cut(place, unit) for place in (train, train + valid))
        first, second = tokenise(self.text[:cut], unit), tokenise(self.text[cut:end], unit)
        vocabulary = Vocabulary(first, min_freq=min_freq)
        return Corpus(self.name, unit, vocabulary, vocabulary.indices(first), vocabulary.indices(second), self.stand_in)

    def _cut(self, place: int, unit: Unit) -> int:
        """The place, or the end of the last word that is complete before it."""
        if unit == "char" or place == len(self.text) or self.text[place] == " ":
            return place
        return max(0, self.text.rfind(" ", 0, place))


def time_machine() -> Text:
    """The Time Machine: 173,427 characters or 32,775 words when it is cleaned.

    Without the file and without a network: a made-up story of about the same length.
    Raises ``DataError`` for a wrong file in ``$D2LCOURSE_DATA``.
    """
    try:
        return Text("The Time Machine", path("timemachine.txt").read_text(encoding="ascii"))
    except DataMissing:
        from d2lcourse.data.story import story

        announce("No The Time Machine here: using a made-up story instead (D2LCOURSE_DATA=folder)")
        return Text("a made-up story", story(), stand_in=True)
