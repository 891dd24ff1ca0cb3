"""Sentences in two languages: English with French or Spanish. Taught in lectures 12 and 13.

Source: tatoeba.org, as prepared by manythings.org/anki (CC BY 2.0).
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, replace
from typing import Final, Literal

import torch

from d2lcourse.data.errors import DataMissing
from d2lcourse.data.pairs import MARKS, SequencePairs, pair_tensors
from d2lcourse.data.store import announce, path
from d2lcourse.data.vocabulary import Vocabulary

__all__ = ["SentencePairs", "split_punctuation", "translation"]

Pair = tuple[str, str]
FILES: Final = {"french": ("fra-eng.zip", "fra-eng/fra.txt"), "spanish": ("spa-eng.zip", "spa-eng/spa.txt")}
# Spaces that do not break a line, or are narrow; quotes in one form; nothing for what cannot be seen.
PLAIN: Final = dict(zip("\xa0\u202f\u2009’‘“”«»\u200b\xad", [*'   \'\'""""', "", ""], strict=True))


def split_punctuation(sentence: str) -> str:
    """Tokens separated by single spaces: lower case, punctuation marks as tokens of their own.

    An apostrophe stays within its word: "don't", "l'eau".

    >>> split_punctuation("Où est-ce\\u202f? J'ai faim!")
    "où est-ce ? j'ai faim !"
    """
    return " ".join(_parted(sentence).split())


def _parted(text: str) -> str:
    """In lower case, with spaces around punctuation marks; tabs and ends of lines stay."""
    for strange, plain in PLAIN.items():
        text = text.replace(strange, plain)  # over a whole file much faster than str.translate
    return re.sub(r'([.,!?;:¿¡"()…])', r" \1 ", text.lower())


@dataclass(frozen=True)
class SentencePairs:
    """Sentences with their translations; several pairs may have the same source.

    name: of the data.
    languages: of the source and of the target.
    pairs: (source, target), tokens separated by single spaces.
    stand_in: whether these are other pairs than the ones asked for.
    """

    name: str
    languages: tuple[str, str]
    pairs: tuple[Pair, ...]
    stand_in: bool = False

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.pairs)

    def first(self, n: int) -> SentencePairs:
        """Only the first pairs, which are the shortest."""
        return replace(self, pairs=self.pairs[:n])

    def shorter(self, most: int) -> SentencePairs:
        """Only pairs with at most so many tokens on each side."""
        kept = (pair for pair in self.pairs if max(len(sentence.split()) for sentence in pair) <= most)
        return replace(self, pairs=tuple(kept))

    def sample(self, n: int, *, generator: torch.Generator | None = None) -> SentencePairs:
        """So many pairs, or all of them, in random order.

        generator: the same ones every time if left out.
        """
        order = torch.randperm(len(self), generator=generator or torch.Generator().manual_seed(0))
        return replace(self, pairs=tuple(self.pairs[i] for i in order[:n].tolist()))

    def swapped(self) -> SentencePairs:
        """The other way round: the target becomes the source."""
        pairs = tuple((target, source) for source, target in self.pairs)
        return replace(self, languages=self.languages[::-1], pairs=pairs)

    def split(
        self, test: float = 0.1, *, generator: torch.Generator | None = None
    ) -> tuple[SentencePairs, SentencePairs]:
        """Pairs to train on, and pairs to test with: no source is in both, so that nothing is known by heart.

        test: share of the different sources that are kept for the test, between 0 and 1.
        generator: of the choice; the same every time if left out.
        Raises ``ValueError`` where ``test`` is not between 0 and 1.
        """
        if not 0 < test < 1:
            raise ValueError(f"expected a share between 0 and 1 for the test, got {test}")
        sources = list(dict.fromkeys(source for source, _ in self.pairs))
        order = torch.randperm(len(sources), generator=generator or torch.Generator().manual_seed(0))
        held_out = {sources[i] for i in order[: round(test * len(sources))].tolist()}
        return (
            replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] not in held_out)),
            replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] in held_out)),
        )

    def vocabularies(self, min_freq: int = 1) -> tuple[Vocabulary, Vocabulary]:
        """Of the sources and of the targets, with ``<pad>``, ``<bos>`` and ``<eos>``: call it on the part to train on.

        min_freq: rarer tokens are ``<unk>``.
        """
        left, right = (
            Vocabulary(
                (token for pair in self.pairs for token in pair[side].split()), min_freq=min_freq, reserved=MARKS
            )
            for side in (0, 1)
        )
        return left, right

    def tensors(self, source_vocabulary: Vocabulary, target_vocabulary: Vocabulary) -> SequencePairs:
        """The pairs as indices with marks and padding."""
        sources, targets = ([pair[side].split() for pair in self.pairs] for side in (0, 1))
        return pair_tensors(self.name, sources, targets, source_vocabulary, target_vocabulary, stand_in=self.stand_in)

    def references(self) -> dict[str, list[list[str]]]:
        """All translations of each source, as tokens: for BLEU with several references."""
        found: dict[str, list[list[str]]] = {}
        for source, target in self.pairs:
            found.setdefault(source, []).append(target.split())
        return found


def translation(language: Literal["french", "spanish"] = "french") -> SentencePairs:
    """English sentences with French (167,130) or Spanish (118,964) translations, short ones first.

    What is the same after cleaning ("Run!" and "Run !") is kept once. ``swapped()`` gives the other direction.

    Without the file and without a network: 2,000 made-up pairs from a small grammar of the course.
    Raises ``ValueError`` for another language, and ``DataError`` for a wrong file in ``$D2LCOURSE_DATA``.
    """
    if language not in FILES:
        raise ValueError(f"there are translations into 'french' and 'spanish', got {language!r}")
    languages = ("English", language.capitalize())
    name = " to ".join(languages)
    file, member = FILES[language]
    try:
        with zipfile.ZipFile(path(file)) as archive:
            lines = _parted(archive.read(member).decode("utf-8")).split("\n")  # at once: much faster
    except DataMissing:
        from d2lcourse.data.grammar import made_up_pairs

        announce(f"No English-{languages[1]} pairs here: using made-up ones instead (D2LCOURSE_DATA=folder)")
        return SentencePairs(f"made-up {name}", languages, made_up_pairs(language), stand_in=True)
    pairs: dict[Pair, None] = {}
    for line in lines:
        if "\t" not in line:
            continue  # the end of the file
        source, target = line.split("\t")[:2]
        pairs[" ".join(source.split()), " ".join(target.split())] = None
    return SentencePairs(name, languages, tuple(pairs))
