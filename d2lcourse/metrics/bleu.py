"""BLEU: how much of a translation stands in one that a person made. Taught in lecture 12 (``bleu``).

The geometric mean of the shares of n-grams that also stand in a reference, times a penalty for being too short. Source:
Papineni, Roukos, Ward and Zhu, "BLEU: a method for automatic evaluation of machine translation" (2002). The details are
those of sacrebleu (Post, 2018), without its tokeniser and from 0 to 1.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

__all__ = ["bleu", "sentence_bleu"]

Tokens = Sequence[str]


def bleu(predictions: Sequence[Tokens], references: Sequence[Sequence[Tokens]], *, max_n: int = 4) -> float:
    """Of a whole test set, 0 to 1: n-grams are counted over all sentences before anything is divided.

    predictions: N lists of tokens. references: for each, one or several lists of tokens.
    max_n: longest n-gram. It is 0 where no n-gram of some length is right: this is no measure for single sentences.
    Raises ``ValueError`` where there are not as many lists of references as predictions, where one of them is empty or
    a list of words, and for max_n below 1.

    >>> bleu(["the cat sat on the mat".split()], [["the cat is on the mat".split()]], max_n=2)
    0.7071067811865476
    """
    if len(predictions) != len(references) or max_n < 1:
        raise ValueError(
            f"expected references for each prediction and max_n from 1 on, got {len(predictions)} predictions, "
            f"{len(references)} lists of references, max_n={max_n}"
        )
    right, total = [0] * max_n, [0] * max_n
    length = wanted = 0
    for prediction, several in zip(predictions, references, strict=True):
        length += len(prediction)
        wanted += _closest(len(prediction), several)
        for n in range(1, max_n + 1):
            hits, count = _hits(prediction, several, n)
            right[n - 1] += hits
            total[n - 1] += count
    if not all(right):
        return 0.0
    logs = [math.log(hits / count) for hits, count in zip(right, total, strict=True)]
    return _brevity(length, wanted) * math.exp(sum(logs) / max_n)


def sentence_bleu(prediction: Tokens, references: Sequence[Tokens], *, max_n: int = 4) -> float:
    """Of one sentence, 0 to 1, smoothed: short sentences rarely have four right words in a row.

    Lengths of which the prediction has no n-gram do not count; the first length without a right n-gram counts as half
    a hit, the next one as a quarter, and so on (Chen and Cherry 2014, smoothing 3). With no right word it is 0, and so
    is an empty prediction.
    prediction: list of tokens. references: one or several lists of tokens. max_n: longest n-gram.
    Raises ``ValueError`` where there is no reference or it is a list of words, and for max_n below 1.

    >>> sentence_bleu(["the"], [["the"]]), sentence_bleu([], [["the"]])
    (1.0, 0.0)
    """
    if max_n < 1:
        raise ValueError(f"the longest n-gram has one token or more, got max_n={max_n}")
    penalty = _brevity(len(prediction), _closest(len(prediction), references))
    logs: list[float] = []
    share = 1.0
    for n in range(1, max_n + 1):
        hits, count = _hits(prediction, references, n)
        if not count or (n == 1 and not hits):
            break
        if not hits:
            share /= 2
        logs.append(math.log((hits or share) / count))
    if not logs:
        return 0.0
    return penalty * math.exp(sum(logs) / len(logs))


def _hits(prediction: Tokens, references: Sequence[Tokens], n: int) -> tuple[int, int]:
    """n-grams that are right, and all of them; one that occurs k times in a reference is right k times at most."""
    found, known = _ngrams(prediction, n), Counter[tuple[str, ...]]()
    for reference in references:
        known |= _ngrams(reference, n)
    return (found & known).total(), found.total()


def _ngrams(tokens: Tokens, n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))


def _closest(length: int, references: Sequence[Tokens]) -> int:
    """The length of the reference that is closest; the shorter of two."""
    if not references or isinstance(references[0], str):
        raise ValueError("expected a list of references, each a list of tokens: [['the', 'cat']]")
    return min((len(reference) for reference in references), key=lambda wanted: (abs(wanted - length), wanted))


def _brevity(length: int, wanted: int) -> float:
    """Below 1 for what is shorter than the reference: leaving words out would else make it better."""
    if length >= wanted:
        return 1.0
    return math.exp(1 - wanted / length) if length else 0.0
