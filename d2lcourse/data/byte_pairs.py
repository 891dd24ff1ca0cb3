"""Byte-pair encoding: tokens between characters and words. Taught in lecture 06.

Begin with characters. Again and again, make one symbol of the pair of neighbours that occurs most often. Frequent words
become one token, rare ones a few, and no word is unknown. Source: Sennrich, Haddow and Birch, "Neural machine
translation of rare words with subword units" (2016), algorithm 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final

__all__ = ["END", "BytePairs"]

END: Final = "</w>"  # stands at the end of each word, so that decoding knows where to put the spaces
Pair = tuple[str, str]


@dataclass(frozen=True)
class BytePairs:
    """An encoding that was learnt.

    merges: pairs of symbols, in the order in which they were learnt.
    characters: that were seen, and ``</w>``.

    >>> pairs = BytePairs.learn("low low low lower".split(), merges=3)
    >>> pairs.merges
    (('l', 'o'), ('lo', 'w'), ('low', '</w>'))
    >>> pairs.encode("slow lower")
    ['s', 'low</w>', 'low', 'e', 'r', '</w>']
    """

    merges: tuple[Pair, ...]
    characters: tuple[str, ...] = ()
    _known: dict[str, list[str]] = field(default_factory=dict, repr=False, compare=False)  # words encoded before

    @classmethod
    def learn(cls, words: Iterable[str], merges: int) -> BytePairs:
        """From words, as often as they occur in a text.

        merges: how many symbols to add, at most: with fewer pairs left than asked for, learning ends.

        Where several pairs are the most frequent, the one is taken that comes first when the different words are read
        in the order of their first occurrence.
        Raises ``ValueError`` for a word that contains ``</w>``.
        """
        counts = Counter(words)
        symbols = [_symbols(word) for word in counts]
        characters = tuple(sorted({symbol for word in symbols for symbol in word}))
        often = list(counts.values())
        pairs: Counter[Pair] = Counter()
        places: dict[Pair, set[int]] = {}  # words in which a pair occurs: only these change when it is merged
        for i, word in enumerate(symbols):
            _count(word, i, often[i], pairs, places)
        learnt: list[Pair] = []
        while pairs and len(learnt) < merges:
            best = _most_frequent(pairs, symbols)
            learnt.append(best)
            for i in places.pop(best):
                _count(symbols[i], i, -often[i], pairs, places)
                symbols[i] = _merge(symbols[i], best)
                _count(symbols[i], i, often[i], pairs, places)
        return cls(tuple(learnt), characters)

    @property
    def tokens(self) -> tuple[str, ...]:
        """All symbols that encoding can give for words of known characters."""
        return (*self.characters, *dict.fromkeys(left + right for left, right in self.merges))

    def encode(self, text: str) -> list[str]:
        """The symbols of a text, word by word; the last symbol of a word ends in ``</w>``.

        Raises ``ValueError`` for a word that contains ``</w>``.
        """
        return [symbol for word in text.split() for symbol in self._encode(word)]

    def decode(self, tokens: Iterable[str]) -> str:
        """The text again, with single spaces between words."""
        return "".join(tokens).replace(END, " ").strip()

    @cached_property
    def _rank(self) -> dict[Pair, int]:
        return {pair: i for i, pair in enumerate(self.merges)}

    def _encode(self, word: str) -> list[str]:
        if word not in self._known:
            symbols = _symbols(word)
            while found := [pair for pair in pairwise(symbols) if pair in self._rank]:
                symbols = _merge(symbols, min(found, key=self._rank.__getitem__))  # in the order of learning
            self._known[word] = symbols
        return self._known[word]


def _symbols(word: str) -> list[str]:
    if END in word:
        raise ValueError(f"the word {word!r} contains {END}, which marks the end of words")
    return [*word, END]


def _count(word: list[str], i: int, often: int, pairs: Counter[Pair], places: dict[Pair, set[int]]) -> None:
    """Add the pairs of a word to the counts, or take them away where ``often`` is negative."""
    for pair in pairwise(word):
        pairs[pair] += often
        if often > 0:
            places.setdefault(pair, set()).add(i)
        elif not pairs[pair]:
            del pairs[pair]


def _most_frequent(pairs: Counter[Pair], symbols: list[list[str]]) -> Pair:
    """The pair with the largest count; of several, the one that is met first."""
    most = max(pairs.values())
    best = {pair for pair, n in pairs.items() if n == most}
    if len(best) == 1:
        return best.pop()
    return next(pair for word in symbols for pair in pairwise(word) if pair in best)


def _merge(symbols: list[str], pair: Pair) -> list[str]:
    """The pair as one symbol wherever it occurs, from left to right.

    >>> _merge(["a", "a", "a", "b"], ("a", "a"))
    ['aa', 'a', 'b']
    """
    merged: list[str] = []
    i = 0
    while i < len(symbols):
        if tuple(symbols[i : i + 2]) == pair:
            merged.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            merged.append(symbols[i])
            i += 1
    return merged
