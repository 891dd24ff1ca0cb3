"""Words and their neighbours: a corpus for skip-gram with negative sampling. Taught in lecture 11.

Source: Mikolov, Sutskever, Chen, Corrado and Dean, "Distributed representations of words and phrases and their
compositionality" (2013): subsampling of frequent words, windows of random size, noise from counts to the power 3/4.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import torch

from d2lcourse.data.errors import DataMissing
from d2lcourse.data.sentence_pairs import FILES
from d2lcourse.data.sentiment import reviews
from d2lcourse.data.store import announce, path
from d2lcourse.data.vocabulary import Vocabulary

__all__ = ["WordCorpus", "noise_distribution", "word_corpus"]


@dataclass(frozen=True)
class WordCorpus:
    """Sentences, one after the other, without words that are too rare.

    name: of the corpus.
    vocabulary: of the words; 0, ``<unk>``, does not occur in ``tokens``.
    tokens: (n,) int64, indices.
    sentence: (n,) int64, the number of the sentence that each token belongs to; it never falls.
    stand_in: whether these are other sentences than the ones asked for.
    """

    name: str
    vocabulary: Vocabulary
    tokens: torch.Tensor
    sentence: torch.Tensor
    stand_in: bool = False

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.tokens)

    @cached_property
    def counts(self) -> torch.Tensor:
        """How often each word occurs in ``tokens``: (V,) int64."""
        return torch.bincount(self.tokens, minlength=len(self.vocabulary))

    def subsampled(self, t: float = 1e-4, *, generator: torch.Generator | None = None) -> WordCorpus:
        """Each token of a word with frequency f (a share, 0 to 1) is kept with probability sqrt(t / f), at most 1.

        "the" says little about its neighbours: without most of it, training is faster and rare words gain.
        """
        share = self.counts.double() / max(1, len(self))
        keep = (t / share.clamp(min=1e-12)).sqrt()[self.tokens]
        chosen = torch.rand(len(self), generator=generator, dtype=torch.float64) < keep
        return replace(self, tokens=self.tokens[chosen], sentence=self.sentence[chosen])

    def pairs(self, window: int = 5, *, generator: torch.Generator | None = None) -> tuple[torch.Tensor, torch.Tensor]:
        """Each word with the words around it in its sentence.

        window: the largest distance. Each centre has a window of its own, 1 to ``window`` at random, so that near words
            count more.
        Returns centre and context, both (P,) int64.
        Raises ``ValueError`` for a window below 1.

        >>> corpus = WordCorpus("", Vocabulary("abc"), torch.tensor([1, 2, 3]), torch.tensor([0, 0, 1]))
        >>> [side.tolist() for side in corpus.pairs(1)]
        [[1, 2], [2, 1]]
        """
        if window < 1:
            raise ValueError(f"a window reaches one word or more, got {window}")
        reach = torch.randint(1, window + 1, (len(self),), generator=generator)
        centres, contexts = [], []
        for distance in range(1, min(window, max(1, len(self) - 1)) + 1):
            together = self.sentence[:-distance] == self.sentence[distance:]
            for side, other in (
                (slice(None, -distance), slice(distance, None)),
                (slice(distance, None), slice(None, -distance)),
            ):
                chosen = together & (reach[side] >= distance)
                centres.append(self.tokens[side][chosen])
                contexts.append(self.tokens[other][chosen])
        return torch.cat(centres), torch.cat(contexts)


def noise_distribution(counts: torch.Tensor, power: float = 0.75) -> torch.Tensor:
    """From which negative samples are drawn: rare words more often than they occur, frequent ones less often.

    counts: (V,) int. power: 1 is as in the text, 0 is all words alike.
    Returns (V,) float32 that sums to 1, with 0 for words that do not occur: for ``torch.multinomial``.

    >>> noise_distribution(torch.tensor([0, 16, 81])).tolist()
    [0.0, 0.22857142984867096, 0.7714285850524902]
    """
    weights = torch.where(counts > 0, counts.double() ** power, 0.0)
    return (weights / weights.sum()).float()


def word_corpus(min_freq: int = 5, *, made_up: bool = False) -> WordCorpus:
    """English sentences of the translation pairs and of the film reviews: 1.3 million words, 9,394 different ones.

    min_freq: rarer words are left out.
    made_up: sentences of the course's own grammar, in which king : queen is exactly as man : woman; also used where the
        files and the network are missing.
    Raises ``DataError`` for a wrong file in ``$D2LCOURSE_DATA``.
    """
    name, stand_in = "sentences and film reviews", False
    sentences: Iterable[str]
    if not made_up:
        try:
            english: dict[str, None] = {}
            for file, member in FILES.values():
                with zipfile.ZipFile(path(file)) as archive:
                    text = archive.read(member).decode("utf-8").replace("’", "'").lower()
                english.update(dict.fromkeys(line.partition("\t")[0] for line in text.split("\n")))
            films = reviews()
            if films.stand_in:
                raise DataMissing("the reviews are missing")
            sentences = [*english, *films.texts]
        except DataMissing:
            announce("No English sentences here: using made-up ones instead (D2LCOURSE_DATA=folder)")
            made_up = stand_in = True
    if made_up:
        from d2lcourse.data.kingdom import kingdom

        name, sentences = "made-up sentences", kingdom()
    return _corpus(name, sentences, min_freq, stand_in)


def _corpus(name: str, sentences: Iterable[str], min_freq: int, stand_in: bool) -> WordCorpus:
    words = [re.findall("[a-z]+(?:'[a-z]+)*", sentence) for sentence in sentences]
    vocabulary = Vocabulary((word for sentence in words for word in sentence), min_freq=min_freq)
    tokens = vocabulary.indices(word for sentence in words for word in sentence)
    sentence = torch.from_numpy(np.repeat(np.arange(len(words)), [len(sentence) for sentence in words]))
    known = tokens != vocabulary.unk
    return WordCorpus(name, vocabulary, tokens[known], sentence[known], stand_in)
