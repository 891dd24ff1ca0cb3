"""BLEU against sacrebleu, matching of peaks against scipy, worked examples."""

from __future__ import annotations

import math

import numpy as np
import pytest
import sacrebleu
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from d2lcourse.metrics import bleu, exact_match, peaks_f1, perplexity, sentence_bleu
from d2lcourse.timing import tokens_per_second

SENTENCES = st.lists(st.sampled_from("abc"), max_size=9)
REFERENCES = st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=9), min_size=1, max_size=3)


# --- BLEU ----------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(pairs=st.lists(st.tuples(SENTENCES, REFERENCES), min_size=1, max_size=6), max_n=st.integers(1, 4))
def test_bleu_is_that_of_sacrebleu(pairs: list[tuple[list[str], list[list[str]]]], max_n: int) -> None:
    oracle = sacrebleu.BLEU(tokenize="none", smooth_method="none", max_ngram_order=max_n, force=True)
    streams = [[" ".join(several[k]) if k < len(several) else None for _, several in pairs] for k in range(3)]
    expected = oracle.corpus_score([" ".join(prediction) for prediction, _ in pairs], streams).score
    found = bleu([prediction for prediction, _ in pairs], [several for _, several in pairs], max_n=max_n)
    assert 100 * found == pytest.approx(expected, abs=1e-9)


@settings(deadline=None)
@given(prediction=SENTENCES, references=REFERENCES, max_n=st.integers(1, 4))
def test_bleu_of_a_sentence_is_that_of_sacrebleu(
    prediction: list[str], references: list[list[str]], max_n: int
) -> None:
    oracle = sacrebleu.BLEU(tokenize="none", effective_order=True, max_ngram_order=max_n)
    expected = oracle.sentence_score(" ".join(prediction), [" ".join(reference) for reference in references]).score
    assert 100 * sentence_bleu(prediction, references, max_n=max_n) == pytest.approx(expected, abs=1e-9)


def test_bleu_by_hand() -> None:
    """the the the cat / the cat is here: p1 = 2/4, p2 = 1/3; no penalty."""
    found = bleu([list("xxxy")], [[list("xyab")]], max_n=2)
    assert found == pytest.approx(math.sqrt(1 / 2 * 1 / 3))
    # two words of four, both right: penalty e^(1 - 4/2)
    assert bleu([["x", "y"]], [[list("xyab")]], max_n=2) == pytest.approx(math.exp(-1))
    # p1 = 1/2 and then half a hit of one pair
    assert sentence_bleu(list("xc"), [list("xy")], max_n=2) == pytest.approx(math.sqrt(1 / 2 * 1 / 2))


def test_bleu_of_what_is_short() -> None:
    assert bleu([["a"]], [[["a"]]]) == 0.0 and sentence_bleu(["a"], [["a"]]) == 1.0
    assert bleu([[]], [[["a"]]]) == sentence_bleu([], [["a"]]) == 0.0
    assert bleu([list("abcd")], [[list("abcd"), ["a"]]]) == 1.0 and bleu([], []) == 0.0
    with pytest.raises(ValueError, match="got 1 predictions, 2 lists of references, max_n=4"):
        bleu([["a"]], [[["a"]], [["b"]]])
    for references in ([], ["the", "cat"]):
        with pytest.raises(ValueError, match="expected a list of references, each a list of tokens"):
            sentence_bleu(["the"], references)
    with pytest.raises(ValueError, match="got max_n=0"):
        sentence_bleu(["a"], [["a"]], max_n=0)


# --- perplexity, exact match, speed --------------------------------------------------------------------------------


@given(choices=st.integers(1, 10_000))
def test_a_uniform_model_has_as_many_choices_as_tokens(choices: int) -> None:
    logits = torch.zeros(3, choices, dtype=torch.float64)
    loss = torch.nn.functional.cross_entropy(logits, torch.zeros(3, dtype=torch.int64))
    assert perplexity(loss) == pytest.approx(choices) == pytest.approx(perplexity(math.log(choices)))


def test_perplexity_at_its_ends() -> None:
    assert perplexity(0.0) == 1.0 and perplexity(1e4) == math.inf and math.isnan(perplexity(torch.tensor(torch.nan)))


def test_exact_match() -> None:
    assert exact_match([torch.tensor([1, 2]), torch.tensor([1])], [[1, 2], [2]]) == 0.5
    assert exact_match(["abc", "ab", "abcd"], ["abc", "abc", "abc"]) == pytest.approx(1 / 3)
    with pytest.raises(ValueError, match="got 1 and 0"):
        exact_match([[1]], [])


def test_tokens_per_second() -> None:
    fast = tokens_per_second(1000, lambda: None, rounds=1, at_least=1e-4)
    assert 0 < fast < math.inf
    calls: list[int] = []
    assert tokens_per_second(0, calls.append, 1, rounds=1, at_least=1e-5) == 0.0 and set(calls) == {1}


# --- peaks ---------------------------------------------------------------------------------------------------------

PLACES = st.lists(st.integers(0, 40), max_size=12)


@settings(deadline=None)
@given(predicted=PLACES, true=PLACES, tolerance=st.integers(0, 6))
def test_as_many_pairs_as_possible(predicted: list[int], true: list[int], tolerance: int) -> None:
    scores = peaks_f1(torch.tensor(predicted), torch.tensor(true), tolerance)
    close = abs(np.array(predicted, int)[:, None] - np.array(true, int)) <= tolerance
    best = (maximum_bipartite_matching(csr_array(close), "column") >= 0).sum() if close.size else 0
    assert (scores.found, scores.true, scores.matches) == (len(predicted), len(true), best)
    assert 0 <= scores.f1 <= 1
    if scores.precision + scores.recall > 0:
        mean = 2 * scores.precision * scores.recall / (scores.precision + scores.recall)
        assert scores.f1 == pytest.approx(mean) or not (predicted and true)


def test_peaks_by_hand() -> None:
    scores = peaks_f1(torch.tensor([104, 100, 290]), torch.tensor([101, 200, 300, 292]), tolerance=5)
    assert (scores.matches, scores.precision, scores.recall) == (2, pytest.approx(2 / 3), 0.5)
    assert scores.f1 == pytest.approx(4 / 7)
    nothing = torch.tensor([])
    assert peaks_f1(nothing, nothing, 5).f1 == 1.0 and peaks_f1(nothing, torch.tensor([3]), 5).f1 == 0.0
    assert peaks_f1(torch.tensor([10.5]), torch.tensor([10]), 0.5).matches == 1
    with pytest.raises(ValueError, match=r"got \(1, 2\), \(0,\), 5"):
        peaks_f1(torch.zeros(1, 2), nothing, 5)
