"""The corpus for word vectors: sentences, subsampling, pairs, noise, and that the made-up one means what it should."""

from __future__ import annotations

import os
from collections import Counter

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from d2lcourse.data import Vocabulary, WordCorpus, noise_distribution, word_corpus
from d2lcourse.data.kingdom import PEOPLE, TOWNS, kingdom

real = pytest.mark.skipif("D2LCOURSE_DATA" not in os.environ, reason="needs the real files: set D2LCOURSE_DATA")


def seeded(n: int) -> torch.Generator:
    return torch.Generator().manual_seed(n)


def looks_like_sentences(corpus: WordCorpus, min_freq: int) -> None:
    assert corpus.tokens.dtype == corpus.sentence.dtype == torch.int64 and len(corpus.tokens) == len(corpus.sentence)
    assert bool((corpus.sentence.diff() >= 0).all()) and not bool((corpus.tokens == corpus.vocabulary.unk).any())
    assert corpus.counts[1:].min() >= min_freq and corpus.counts.sum() == len(corpus)
    assert all(word.replace("'", "").isalpha() and word.isascii() for word in corpus.vocabulary.tokens[1:])


@real
def test_real_sentences() -> None:
    corpus = word_corpus()
    looks_like_sentences(corpus, 5)
    assert not corpus.stand_in and len(corpus.vocabulary) == 9_395 and 1_300_000 < len(corpus) < 1_350_000
    assert {"king", "film", "don't", "paris"} <= set(corpus.vocabulary.tokens)
    assert corpus.vocabulary.words(corpus.tokens[:4]) == ["go", "hi", "run", "who"]


@pytest.mark.usefixtures("nowhere")
def test_made_up_sentences_stand_in(capsys: pytest.CaptureFixture[str]) -> None:
    corpus = word_corpus()
    said = "No English sentences here: using made-up ones instead (D2LCOURSE_DATA=folder)\n"
    assert capsys.readouterr().out.endswith(said)
    looks_like_sentences(corpus, 5)
    asked = word_corpus(made_up=True)
    assert corpus.stand_in and not asked.stand_in and capsys.readouterr() == ("", "")
    assert torch.equal(corpus.tokens, asked.tokens) and 200 < len(corpus.vocabulary) < 230


def test_roles_and_genders_of_the_made_up_sentences() -> None:
    """Averages of what stands beside a word, without any training: the parallelogram is in the data."""
    corpus = word_corpus(made_up=True)
    v, size = corpus.vocabulary, len(corpus.vocabulary)
    centre, context = corpus.pairs(8, generator=seeded(0))
    beside = torch.bincount(centre * size + context, minlength=size * size).view(size, size).float()
    share = beside / beside.sum(dim=1, keepdim=True).clamp(min=1)
    lift = (share / share.mean(dim=0).clamp(min=1e-9)).clamp(min=0.05).log()  # how much more often than elsewhere
    hits = []
    for i, (man, woman, _) in enumerate(PEOPLE):
        for other_man, other_woman, _ in PEOPLE[:i]:
            wanted = lift[v[man]] - lift[v[other_man]] + lift[v[other_woman]]
            near = torch.cosine_similarity(lift, wanted[None])
            near[[v[man], v[other_man], v[other_woman], 0]] = -1
            hits.append(v.token(int(near.argmax())) == woman)
    assert np.mean(hits) > 0.9 and len(hits) == 45
    assert all(town in v and country in v for country, town, *_ in TOWNS)
    assert kingdom(50) == kingdom(50) != kingdom(50, seed=1)


def corpus_of(sentences: list[list[str]]) -> WordCorpus:
    vocabulary = Vocabulary([word for sentence in sentences for word in sentence])
    tokens = vocabulary.indices(word for sentence in sentences for word in sentence)
    numbers = [i for i, sentence in enumerate(sentences) for _ in sentence]
    return WordCorpus("test", vocabulary, tokens, torch.tensor(numbers, dtype=torch.int64))


@settings(deadline=None)
@given(sentences=st.lists(st.lists(st.sampled_from("abcd"), max_size=6), max_size=6), window=st.integers(1, 4))
def test_pairs_lie_in_one_sentence_and_within_the_window(sentences: list[list[str]], window: int) -> None:
    corpus = corpus_of(sentences)
    v = corpus.vocabulary
    farthest: Counter[tuple[int, int]] = Counter()
    nearest: Counter[tuple[int, int]] = Counter()
    for sentence in sentences:
        for i, word in enumerate(sentence):
            for j, other in enumerate(sentence):
                farthest[v[word], v[other]] += 0 < abs(i - j) <= window
                nearest[v[word], v[other]] += abs(i - j) == 1
    centre, context = corpus.pairs(window, generator=seeded(0))
    found = Counter(zip(centre.tolist(), context.tolist(), strict=True))
    assert nearest <= found <= farthest  # neighbours always, others by chance, nothing else
    if window == 1:
        assert found == +nearest


def test_near_words_are_paired_more_often() -> None:
    corpus = corpus_of([list("abcde")] * 3000)
    centre, context = corpus.pairs(4, generator=seeded(0))
    distance = (centre - context).abs()  # words are in the order of the alphabet, as their indices
    shares = [int((distance == d).sum()) / (2 * 3000 * (5 - d)) for d in (1, 2, 3, 4)]
    assert shares == pytest.approx([1, 3 / 4, 2 / 4, 1 / 4], abs=0.02)
    assert torch.equal(corpus.pairs(4, generator=seeded(1))[0], corpus.pairs(4, generator=seeded(1))[0])
    with pytest.raises(ValueError, match="one word or more, got 0"):
        corpus.pairs(0)


def test_subsampling_keeps_rare_words() -> None:
    corpus = corpus_of([["a"] * 90 + ["b"] * 9 + ["c"]] * 300)
    few = corpus.subsampled(0.01, generator=seeded(0))
    kept = few.counts[1:] / corpus.counts[1:]
    assert kept.tolist() == pytest.approx([(0.01 / 0.9) ** 0.5, (0.01 / 0.09) ** 0.5, 1.0], abs=0.03)
    assert len(few.tokens) == len(few.sentence) and few.vocabulary is corpus.vocabulary
    assert bool((few.sentence.diff() >= 0).all()) and len(corpus.subsampled(1.0)) == len(corpus)
    assert torch.equal(few.tokens, corpus.subsampled(0.01, generator=seeded(0)).tokens)


@given(counts=st.lists(st.integers(0, 1000), min_size=1, max_size=9), power=st.floats(0.1, 1))
def test_noise(counts: list[int], power: float) -> None:
    if not any(counts):
        counts[0] = 1
    noise = noise_distribution(torch.tensor(counts), power)
    weights = np.array([count**power if count else 0.0 for count in counts])
    assert np.allclose(noise, weights / weights.sum(), atol=1e-6) and noise.dtype == torch.float32
    assert bool(((noise == 0) == (torch.tensor(counts) == 0)).all())
