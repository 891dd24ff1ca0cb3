"""What the slides of lecture 06 claim, checked on the executed notebook.

The numbers expected come from elsewhere: worked by hand, from the formulas on the slides, or counted in another way.
"""

from __future__ import annotations

import math
import os
import re
from itertools import pairwise

import numpy as np
import pytest

from d2lcourse.data import time_machine
from tests.lectures.notebooks import LECTURES, executed
from tests.lectures.outputs import after, numbers, printed

LECTURE = next(path for path in LECTURES if path.stem == "06_language_models")
real = pytest.mark.skipif(not os.environ.get("D2LCOURSE_DATA"), reason="needs the real files: set D2LCOURSE_DATA")


@pytest.fixture(params=["full", "fast"])
def text(request: pytest.FixtureRequest) -> dict[str, str]:
    """What each cell printed; both runs are shared with the other tests."""
    return printed(executed(LECTURE, fast=request.param == "fast"))


def test_shuffling_keeps_mean_and_std_and_loses_the_rest(text: dict[str, str]) -> None:
    *about, alike = after("in order", text["iid-code"])
    *shuffled, apart = after("shuffled", text["iid-code"])
    assert about == shuffled
    assert alike > 0.7 and abs(apart) < 0.15


def test_a_random_split_flatters(text: dict[str, str]) -> None:
    random, later = after("random days hidden:", text["split-code"]), after("last days hidden:", text["split-code"])
    assert random[0] == pytest.approx(0.08 * math.sqrt(1 + 1 / 10), rel=0.1)  # noise of a day and of a mean of ten
    assert later[0] > 1.5 * random[0]


def test_counts_of_words_do_not_tell_the_reviews_apart(text: dict[str, str]) -> None:
    assert "same counts: True" in text["words-code"]
    first, second = text["words-code"].splitlines()[-2:]
    assert first == second and numbers(first)[:8] == [0, 2, 1, 1, 1, 1, 1, 1]


def test_a_dense_network_shares_nothing_between_places(text: dict[str, str]) -> None:
    assert after("first half:", text["sharing-code"])[0] >= 98
    assert 40 <= after("second half:", text["sharing-code"])[0] <= 60
    assert "cannot be multiplied (1x220 and 200x64)" in text["lengths-code"]
    for words in (10, 100, 1000):
        assert after(f"{words} words of 10,000:", text["lengths-code"])[0] == words * 10_000 * 64


def test_a_window_is_as_good_as_it_is_long(text: dict[str, str]) -> None:
    assert after("k = 1:", text["windows-code"])[0] == pytest.approx(55, abs=6)
    assert after("k = 10:", text["windows-code"])[0] >= 98


def test_more_unknown_words_in_a_smaller_vocabulary(text: dict[str, str]) -> None:
    rows = [numbers(line) for line in text["unk-code"].splitlines()[1:]]
    _, sizes, seen, new = zip(*rows, strict=True)
    assert list(sizes) == sorted(sizes, reverse=True) and list(seen) == sorted(seen) and list(new) == sorted(new)
    assert seen[0] == 0 < new[0]
    assert after("smartphone", text["vocabulary-code"]) == [0, 0]


def test_most_words_are_rare(text: dict[str, str]) -> None:
    assert numbers(text["zipf-code"].splitlines()[-1])[0] > 50


def test_byte_pairs_as_worked_by_hand(text: dict[str, str]) -> None:
    # e+a 14, then a+l 9, eal+</w> 7, then s+ea and ea+</w> 5 each: the one met first, sea+</w> 5, m+eal</w> 4
    merges = [line.split()[1] for line in text["pairs-code"].splitlines()]
    assert merges == ["start", "e+a", "ea+l", "eal+</w>", "s+ea", "sea+</w>", "m+eal</w>"]
    assert text["pairs-code"].splitlines()[-1].split()[2:] == ["sea</w>", "s·eal</w>", "meal</w>", "m·eal·s·</w>"]


def test_one_hot_product_and_look_up_train_the_same_rows(text: dict[str, str]) -> None:
    product, look_up = re.findall(r"gradient: (\d+)", text["onehot-cost-code"])
    assert product == look_up and 0 < int(product) <= 32 * 35
    words = int(text["vocabulary-code"].splitlines()[2].split(" (")[0].replace(",", ""))
    assert after("one-hot", text["onehot-cost-code"]) == [32 * 35 * words, words * 64]
    assert after("indices", text["onehot-cost-code"]) == [32 * 35]


def test_the_chain_rule_holds(text: dict[str, str]) -> None:
    first, direct = text["chain-code"].splitlines()
    p1, p2, p3, product = numbers(first)
    assert product == pytest.approx(p1 * p2 * p3, abs=2e-5) and product == numbers(direct)[0]


def test_perplexity_is_the_number_of_choices(text: dict[str, str]) -> None:
    found = [numbers(line)[-1] for line in text["perplexity-code"].splitlines()]
    assert found == pytest.approx([1, 2, 28, 16 ** (1 / 3), math.inf], abs=5e-3)


def test_after_q_comes_u(text: dict[str, str]) -> None:
    assert re.search(r"after q: +u 1\.00", text["bigram-code"])
    assert re.search(r"after v: +e 0\.7", text["bigram-code"])


def test_new_pieces_make_the_perplexity_infinite(text: dict[str, str]) -> None:
    *rows, last = text["zero-code"].splitlines()[1:]
    training, new = zip(*(numbers(row)[1:3] for row in rows), strict=True)
    assert list(training) == sorted(training, reverse=True)
    assert list(new) == sorted(new) and new[0] == 0 < new[-1]
    assert last.endswith("p(a | q) = 0.00, perplexity inf")


@pytest.mark.parametrize("n", [1, 3, 5, 7])
def test_n_grams_counted_in_another_way(n: int) -> None:
    """All pieces at once as numbers in base 27, the full run's table is expected to agree."""
    book = time_machine().text
    index = {c: i for i, c in enumerate(" abcdefghijklmnopqrstuvwxyz")}
    train, valid = (np.array([index[c] for c in part]) for part in (book[:150_000], book[150_000:170_000]))

    def pieces(w: np.ndarray) -> np.ndarray:
        return sum(w[i : len(w) - n + 1 + i] * 27 ** (n - 1 - i) for i in range(n))

    def occurrences(of: np.ndarray, among: np.ndarray) -> np.ndarray:
        ordered = np.sort(among)
        return np.searchsorted(ordered, of, "right") - np.searchsorted(ordered, of, "left")

    known = pieces(train)
    expected = []
    for part in (train, valid):
        asked = pieces(part)
        p = (occurrences(asked, known) + 0.1) / (occurrences(asked // 27, known // 27) + 0.1 * 28)
        expected.append(np.exp(-np.log(p).mean()))
    text = printed(executed(LECTURE))["overfit-code"]
    found = [after(label, text)[n - 1] for label in ("training", "held out")]
    assert found == pytest.approx(expected, abs=6e-3)


@real
def test_long_n_grams_overfit() -> None:
    text = printed(executed(LECTURE))["overfit-code"]
    training, held_out = after("training", text), after("held out", text)
    assert training == sorted(training, reverse=True)
    best = held_out.index(min(held_out))
    assert best == 4 and held_out[best:] == sorted(held_out[best:])  # n = 5, then worse
    assert [round(held_out[i], 1) for i in (0, 1, 4)] == [16.7, 9.5, 4.5]  # what the notes say


def test_the_table_outgrows_the_text(text: dict[str, str]) -> None:
    rows = [numbers(line) for line in text["sparse-code"].splitlines()[1:]]
    assert [row[1] for row in rows] == [27**n for n in range(1, 8)]
    assert [row[3] for row in rows] == sorted(row[3] for row in rows)


def test_perplexities_of_words_and_characters_need_converting(text: dict[str, str]) -> None:
    character, word = (numbers(line) for line in text["units-code"].splitlines())
    assert word[0] > character[0] and word[2] < character[2]
    assert word[2] == pytest.approx(word[0] ** (1 / word[1]), rel=5e-3)


def test_counting_and_descending_find_the_same_bigrams(text: dict[str, str]) -> None:
    counted, learnt = (after(name, text["softmax-code"])[0] for name in ("counted", "learnt"))
    assert learnt == pytest.approx(counted, rel=0.02)
    assert counted == pytest.approx(after("held out", text["overfit-code"])[1], rel=0.01)


def test_the_window_network(text: dict[str, str]) -> None:
    rows = [numbers(line) for line in text["window-train-code"].splitlines()]
    assert [row[2] for row in rows] == [28 * 16 + (k * 16 + 1) * 128 + 129 * 28 for k in (1, 2, 4, 8)]
    assert all(longer[1] < shorter[1] for shorter, longer in pairwise(rows[:3]))
    counts, network = re.findall(r"(?:7-gram|8 before) (-?[\d.]+)", text["window-picture-code"])
    assert 0 <= float(network) < float(counts)


def test_targets_are_one_later(text: dict[str, str]) -> None:
    x, y = (line[2:].split() for line in text["shift-code"].splitlines()[:2])
    assert x[1:] == y[:-1]
    for line in text["random-code"].splitlines():
        inputs, targets = (part.split() for part in line.partition("X")[2].split("Y"))
        assert [[chr(ord(c) + 1) for c in piece] for piece in inputs] == [list(piece) for piece in targets]


def test_rows_go_on_where_they_stopped(text: dict[str, str]) -> None:
    expected = [
        "batch 1 X ab gh mn st Y bc hi no tu",
        "batch 2 X cd ij op uv Y de jk pq vw goes on",
        "batch 3 X ef kl qr wx Y fg lm rs xy goes on",
    ]
    assert [" ".join(line.split()) for line in text["carry-code"].splitlines()] == expected


def test_padding_by_hand(text: dict[str, str]) -> None:
    assert [line.split().count("<pad>") for line in text["pad-code"].splitlines()] == [3, 5, 0]
    everything, batch, alike = numbers(text["padding-cost-code"].splitlines()[-1])
    assert alike < 10 < batch < everything
    assert after("results", text["undo-code"]) == [70, 60, 50, 30, 50, 70, 30, 60]


def test_padding_flatters_a_loss_without_a_mask(text: dict[str, str]) -> None:
    with_padding, alone = (
        after(name, text["pad-loss-code"])[0] for name in ("perplexity of everything:", "of the text alone:")
    )
    assert with_padding < 0.6 * alone
    assert alone == pytest.approx(after("counted", text["softmax-code"])[0], rel=0.1)
