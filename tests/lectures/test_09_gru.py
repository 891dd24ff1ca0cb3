"""What the slides of lecture 09 claim, checked on the executed notebook.

The numbers expected come from elsewhere: worked by hand, or from the formulas on the slides.
"""

from __future__ import annotations

import re

import pytest

from tests.lectures.notebooks import LECTURES, executed
from tests.lectures.outputs import after, numbers, printed

LECTURE = next(path for path in LECTURES if path.stem == "09_gru")
GUESSING = 0.693  # log 2


@pytest.fixture(params=["full", "fast"])
def text(request: pytest.FixtureRequest) -> dict[str, str]:
    """What each cell printed; both runs are shared with the other tests."""
    return printed(executed(LECTURE, fast=request.param == "fast"))


@pytest.fixture
def full(request: pytest.FixtureRequest) -> bool:
    """Whether the run had its whole budget: a few batches say little about a cell."""
    return "full" in request.node.name


def test_the_slider_mixes_old_and_new(text: dict[str, str]) -> None:
    lines = [numbers(line) for line in text["slider-code"].splitlines()]
    assert [row[0] for row in lines] == [1, 0.75, 0.5, 0.25, 0]
    for z, *_, h in lines:
        assert h == pytest.approx(0.8 * z - 0.6 * (1 - z), abs=0.006)


def test_a_mean_stays_below_one_and_a_sum_does_not(text: dict[str, str]) -> None:
    (mean,), (total,) = (after(label, text["bounded-code"])[:1] for label in ("mean", "sum"))
    assert mean <= 1 < 10 < total


def test_the_update_gate_sets_how_slow_the_memory_is(text: dict[str, str]) -> None:
    moved = [numbers(line)[-1] for line in text["slow-code"].splitlines()]
    assert len(moved) == 3 and moved == sorted(moved, reverse=True)


def test_three_parts_and_no_output_gate(text: dict[str, str]) -> None:
    assert after("weight_ih_l0", text["concise-code"]) == [3 * 5, 3]
    assert after("weight_hh_l0", text["concise-code"]) == [3 * 5, 5]
    for name, parts in (("RNN", 1), ("GRU", 3), ("LSTM", 4)):
        formula = parts * 128 * (28 + 128 + 1)
        assert after(name, text["parameters-code"]) == [parts, formula, formula + parts * 128]


def test_the_conventions_of_the_reset_gate_differ(text: dict[str, str]) -> None:
    differences = after("apart at steps 1 to 7:", text["surprise-code"])
    assert len(differences) == 7 and all(0.01 < value < 1 for value in differences)
    assert "entries differ" in text["surprise-code"]
    told = text["by-hand-code"]
    assert after("W (r * h):", told) == [0, 1] and after("r * (W h):", told) == [-1, 0]
    assert 0.05 < after("up to", told)[0] < 1  # 0.185 in one measurement with other weights
    assert "agree" in text["agree-code"]


def test_the_conventions_of_the_update_gate_are_one_cell(text: dict[str, str]) -> None:
    assert after("same weights: up to", text["update-sign-code"])[0] > 0.1
    assert "the same cell" in text["update-sign-code"]


def test_the_answers_printed_beside_the_letters_are_right(text: dict[str, str]) -> None:
    lines = re.findall(r"^([a-dXY]{50}) +([XY]) first$", text["order-code"], re.MULTILINE)
    assert len(lines) == 3
    for letters, answer in lines:
        assert min(letters.index("X"), letters.index("Y")) == letters.index(answer)


def test_a_gru_that_begins_by_keeping_remembers(text: dict[str, str]) -> None:
    assert after("update bias 0: accuracy", text["order-gru-code"])[0] < 0.65
    assert after("update bias 2: accuracy", text["order-gru-code"])[0] > 0.99
    names = ("RNN, untrained", "update bias 0", "update bias 2")
    rnn, forgetful, keeping = (after(name, text["gradient-picture-code"])[-1] for name in names)
    assert max(rnn, forgetful) < 1e-6 < 1e-2 < keeping
    for line in text["inside-code"].splitlines()[1:]:
        _, others, first = numbers(line)
        assert others > first


def test_the_gru_predicts_better_than_the_rnn(text: dict[str, str], full: bool) -> None:
    rnn, gru, lstm = (after("perplexity", line)[0] for line in text["train-models-code"].splitlines())
    assert max(rnn, gru, lstm) < 28  # better than guessing
    if full:
        assert max(gru, lstm) < rnn
        assert gru == pytest.approx(lstm, rel=0.04)  # "about level after three epochs"
        first = {line[:18].strip(): numbers(line)[-1] for line in text["mut-train-code"].splitlines()[1:]}
        assert first["GRU"] < first["LSTM"]  # "ahead of the LSTM at first"


def test_weights_in_the_other_convention_do_harm_without_an_error(text: dict[str, str], full: bool) -> None:
    told = text["wrong-weights-code"]
    assert "['b_hn']" in told
    right, wrong = after("as trained: perplexity", told)[0], after("other one:", told)[-1]
    assert wrong > (1.3 * right if full else right)  # "much worse", once there is something to lose


def test_mutants_have_as_many_matrices_as_their_table(text: dict[str, str]) -> None:
    for name, matrices in (("MUT1: agrees;", 4), ("MUT2: agrees;", 5), ("MUT3: agrees;", 6), ("GRU:", 6)):
        assert after(name, text["mut-check-code"]) == [matrices, matrices * 16 * 16 + 3 * 16]


def test_all_mutants_learn(text: dict[str, str], full: bool) -> None:
    found = [numbers(line)[-1] for line in text["mut-train-code"].splitlines()[1:]]
    assert len(found) == 6 and found == sorted(found)
    assert max(found) < 28
    if full:
        assert max(found) < 1.3 * min(found)  # "the differences are small"


def test_a_tree_can_be_the_gru(text: dict[str, str]) -> None:
    assert text["tree-check-code"] == "agree: mix(gate(h), h, new(mul(gate(h), h)))\n"


def test_the_search_improves_and_its_winner_was_lucky(text: dict[str, str], full: bool) -> None:
    drawn, evolved = (
        [numbers(line)[0] for line in text[cell].splitlines()[1:]] for cell in ("random-search-code", "evolution-code")
    )
    assert len(drawn) == len(evolved) == 3
    assert drawn == sorted(drawn) and evolved == sorted(evolved)
    assert evolved[0] <= drawn[0]  # the best so far can only fall
    means = {line[:9].strip(): after("mean", line)[0] for line in text["again-code"].splitlines()}
    assert set(means) == {"winner 1", "winner 2", "RNN", "one gate", "GRU"}
    if full:
        assert means["winner 1"] > evolved[0] + 0.05
        assert max(means["one gate"], means["GRU"]) < 0.1 < GUESSING
