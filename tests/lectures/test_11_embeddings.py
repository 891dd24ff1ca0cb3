"""What the slides of lecture 11 claim, checked on the executed notebook.

The numbers expected come from elsewhere: worked by hand, from the formulas on the slides, or counted in another way.
"""

from __future__ import annotations

import math
import os
import re
from collections import Counter

import pytest
import torch

from d2lcourse.data import word_corpus
from d2lcourse.data.kingdom import PEOPLE, TOWNS, kingdom
from tests.lectures.notebooks import LECTURES, executed
from tests.lectures.outputs import after, numbers, printed

LECTURE = next(path for path in LECTURES if path.stem == "11_embeddings")
real = pytest.mark.skipif(not os.environ.get("D2LCOURSE_DATA"), reason="needs the real files: set D2LCOURSE_DATA")


@pytest.fixture(params=["full", "fast"])
def text(request: pytest.FixtureRequest) -> dict[str, str]:
    """What each cell printed; both runs are shared with the other tests."""
    return printed(executed(LECTURE, fast=request.param == "fast"))


@pytest.fixture
def full() -> dict[str, str]:
    """What each cell printed with full budgets."""
    return printed(executed(LECTURE))


@pytest.fixture
def counts(text: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> torch.Tensor:
    """How often each word occurs in the text that the run had: the real one, or the made-up one."""
    if "made-up" in text["corpus-code"]:
        monkeypatch.setenv("D2LCOURSE_OFFLINE", "1")
        monkeypatch.setenv("D2LCOURSE_DATA", "")
    return word_corpus().counts


def line_of(word: str, text: str) -> list[str]:
    """The words behind the first word of its line."""
    return next(line.split()[1:] for line in text.splitlines() if line.split()[:1] == [word])


def test_one_hot_carries_nothing_over(text: dict[str, str]) -> None:
    tea, coffee, violin, guitar = after("one-hot:", text["transfer-code"])
    assert tea > 0.9 > 0.1 > violin and coffee == guitar
    tea, coffee, violin, guitar = after("by hand:", text["transfer-code"])
    assert min(tea, coffee) > 0.9 and max(violin, guitar) < 0.1


def test_rows_get_a_gradient_as_often_as_their_word_occurs(text: dict[str, str]) -> None:
    often = Counter([5, 2, 2, 0, 1, 2, 5, 5])
    assert after("gradient by row:", text["embedding-code"]) == [often[row] for row in range(6)]


def test_pairs_counted_by_hand(text: dict[str, str]) -> None:
    assert line_of("hot", text["pairs-code"]) == ["['she',", "'drank',", "'tea',", "'with']"]
    # two at the ends, three beside them, four in the middle
    assert numbers(text["pairs-code"].splitlines()[-1]) == [2 * (2 + 3 + 4), 18]


def test_the_share_of_the_text_that_is_left(text: dict[str, str], counts: torch.Tensor) -> None:
    t, left = numbers(text["frequent-code"].splitlines()[-1])
    line = next(line for line in text["corpus-code"].splitlines() if "words of text" in line)
    n, words = numbers(line)
    assert counts.sum() == n and len(counts) == words
    expected = sum(count * min(1, math.sqrt(t * n / count)) for count in counts.tolist() if count) / n
    assert left / 100 == pytest.approx(expected, abs=0.01)


def test_what_the_softmax_would_cost(text: dict[str, str]) -> None:
    pairs, words, wanted, saved = (numbers(line)[-1] for line in text["cost-code"].splitlines())
    assert wanted == 6
    assert saved == pytest.approx(pairs * (words - 6) * 64, rel=0.05)


def test_the_noise_is_between_the_counts_and_all_alike(text: dict[str, str], counts: torch.Tensor) -> None:
    as_counted, compromise, alike = (numbers(line)[1:] for line in text["noise-code"].splitlines()[1:])
    assert as_counted[0] > compromise[0] > alike[0]  # the most frequent word
    counts = counts.double()
    top = counts.sort(descending=True).values[[0, 9, 49, 99, 199]]
    assert compromise == pytest.approx((1000 * top**0.75 / (counts**0.75).sum()).tolist(), abs=6e-3)


def test_gradients_by_hand_agree(text: dict[str, str]) -> None:
    assert all(numbers(line)[-1] < 1e-14 for line in text["autograd-code"].splitlines())


def test_real_pairs_are_pulled_and_random_ones_pushed(text: dict[str, str]) -> None:
    first, middle, last = (numbers(line) for line in text["pull-live-code"].splitlines())
    assert first[1] < middle[1] < last[1]
    assert all(end < 0 and end < start for start, end in zip(first[2:5], last[2:5], strict=True))


def test_training_starts_where_nothing_is_known(text: dict[str, str]) -> None:
    first, last = numbers(text["train-real-code"])
    assert first == pytest.approx(6 * math.log(2), abs=6e-3)
    assert 1 < last < 0.7 * first


def test_neighbours_are_accepted(full: dict[str, str]) -> None:
    learnt, chance = numbers(full["accepted-code"])
    assert learnt >= 50 and chance <= 20
    assert learnt == numbers(full["answer-code"].splitlines()[1])[0]


def test_the_riddle_is_solved(full: dict[str, str]) -> None:
    first = full["riddle-code"].splitlines()[0].removeprefix("rooma is near to").split()
    assert "tea" in first[:3]
    two_meanings = [after(f"cosine with {word}", full["riddle-code"])[0] for word in ("dog", "three")]
    assert min(two_meanings) > 0.5
    rank, words = re.findall(r"number ([\d,]+) of ([\d,]+)", full["answer-code"])[0]
    assert int(rank) <= 3 and words in full["corpus-code"]


def test_a_word_has_to_occur_often(full: dict[str, str]) -> None:
    ranks = numbers(full["examples-code"].partition("{")[2].partition("}")[0])[1::2]
    assert ranks == sorted(ranks, reverse=True) and ranks[-1] == 1 < ranks[0]


@real
def test_five_sentences_are_too_few(full: dict[str, str]) -> None:
    five, twenty, *_ = numbers(full["examples-code"].partition("{")[2].partition("}")[0])[1::2]
    assert five > 100 > twenty


def test_words_that_exclude_each_other_are_near(full: dict[str, str]) -> None:
    usual, *couples = (numbers(line)[-1] for line in full["opposites-code"].splitlines())
    assert len(couples) >= 3
    assert sum(cosine > usual for cosine in couples) >= 0.9 * len(couples)


def test_made_up_sentences_hold_the_analogies(full: dict[str, str]) -> None:
    assert numbers(full["made-up-code"].splitlines()[-1]) == [
        sum(len(sentence.split()) for sentence in kingdom(40_000)),
        1 + len({word for sentence in kingdom(40_000) for word in sentence.split()}),
    ]
    found = [line.partition("= ")[2].split()[2] for line in full["toy-train-code"].splitlines()]
    assert found == ["queen", "actress", "rome"]
    for name, rows in (("he : she", PEOPLE), ("country : capital", TOWNS)):
        right, asked, lazy, free = after(name, full["count-made-up-code"])
        assert asked == len(rows) * (len(rows) - 1)
        assert right >= 0.95 * asked and free >= 0.9 * asked and lazy <= 0.7 * asked


@real
def test_few_analogies_hold_in_the_real_text(full: dict[str, str]) -> None:
    right, lazy, free, asked = (
        sum(column)
        for column in zip(*(numbers(line) for line in full["count-answers-code"].splitlines()[1:]), strict=True)
    )
    assert asked == 9 * 8 + 7 * 6 + 5 * 4 + 5 * 4
    assert right < 0.5 * asked and free < 0.25 * right
    right, lazy, *_ = after("he : she", full["count-answers-code"])
    assert lazy > 0.8 * right  # as good or better without arithmetic
    for name in ("one : many", "present : past"):
        right, lazy, *_ = after(name, full["count-answers-code"])
        assert lazy == 0 < right


def test_more_sentences_more_analogies(full: dict[str, str]) -> None:
    shares = numbers(full["much-text-picture-code"])
    assert shares == sorted(shares) and shares[0] < 40 and shares[-1] >= 95


def test_the_ruler_is_tested(full: dict[str, str]) -> None:
    assert numbers(full["direction-code"])[0] > 0
    couples = full["ruler-code"].splitlines()
    right = [she > he for he, she in (numbers(line) for line in couples)]
    assert len(right) >= 4 and sum(right) >= 0.6 * len(right)


@real
def test_near_she_in_the_text_is_towards_she(full: dict[str, str]) -> None:
    words, correlation = numbers(full["from-text-code"])
    assert words >= 500 and correlation > 0.2


def test_a_planted_bias_is_found(full: dict[str, str]) -> None:
    assert numbers(full["planted-picture-code"])[0] > 0.95


def test_the_direction_is_gone_and_the_neighbours_are_not(full: dict[str, str]) -> None:
    first, *jobs = full["removed-code"].splitlines()
    before, after_it = numbers(first)
    assert before > 0.3 and after_it == 0
    for line in jobs:
        own, *near = numbers(line)
        assert all(abs(other - own) <= 40 for other in near)
