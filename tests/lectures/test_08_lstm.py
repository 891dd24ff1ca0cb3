"""What the slides of lecture 08 claim, checked on the executed notebook.

The numbers expected come from elsewhere: worked by hand, or from the formulas on the slides.
"""

from __future__ import annotations

import math
import re

import pytest

from tests.lectures.notebooks import LECTURES, executed
from tests.lectures.outputs import after, numbers, printed

LECTURE = next(path for path in LECTURES if path.stem == "08_lstm")


@pytest.fixture(params=["full", "fast"])
def text(request: pytest.FixtureRequest) -> dict[str, str]:
    """What each cell printed; both runs are shared with the other tests."""
    return printed(executed(LECTURE, fast=request.param == "fast"))


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def test_the_answers_printed_beside_the_letters_are_right(text: dict[str, str]) -> None:
    lines = re.findall(r"^([a-dXY]{50}) +([XY]) first$", text["task-code"], re.MULTILINE)
    assert len(lines) == 4
    for letters, answer in lines:
        assert letters.count("X") == letters.count("Y") == 1
        assert min(letters.index("X"), letters.index("Y")) == letters.index(answer)
        assert 50 - letters.index(answer) > 40  # "40 steps and more"
    assert after("step", text["task-code"]) == [6, 10]


def test_distance_is_what_the_rnn_cannot_bridge_and_the_lstm_can(text: dict[str, str]) -> None:
    assert after("20 steps: accuracy", text["rnn-fails-code"])[0] > 0.95
    assert after("50 steps: accuracy", text["rnn-fails-code"])[0] < 0.65
    assert after("40 steps back:", text["norms-code"])[0] < 1e-7  # below the rounding of float32
    assert after("RNN   accuracy", text["lstm-works-code"])[0] < 0.65
    assert after("LSTM  accuracy", text["lstm-works-code"])[0] > 0.99


def test_one_step_in_numbers(text: dict[str, str]) -> None:
    c = sigmoid(2) * 2 + sigmoid(0) * math.tanh(-1)
    assert after("= c", text["numbers-code"])[0] == pytest.approx(c, abs=0.005)
    assert after("= h", text["numbers-code"])[0] == pytest.approx(sigmoid(1) * math.tanh(c), abs=0.005)


def test_without_tanh_a_counter_saturates_the_gate(text: dict[str, str]) -> None:
    told = text["tanh-matters-code"]
    assert after("h = tanh(c):", told)[0] == pytest.approx(sigmoid(0.5 * math.tanh(8) - 0.3), abs=1e-3)
    assert after("h = c:", told)[0] == pytest.approx(sigmoid(0.5 * 8 - 0.3), abs=1e-3)


def test_gates_by_hand(text: dict[str, str]) -> None:
    assert after("cell state", text["drive-code"]) == pytest.approx([0.8] * 3, abs=2e-3)
    assert after("hidden state", text["drive-code"]) == pytest.approx([0, 0, math.tanh(0.8)], abs=2e-3)
    for name, c in {"keep": 2, "write": 0.5, "reset": 0, "add": 2.5}.items():
        assert after(name, text["memory-settings-code"])[-1] == pytest.approx(c, abs=0.01)


def test_what_a_gate_leaves_after_many_steps(text: dict[str, str]) -> None:
    for line in text["saturated-code"].splitlines()[1:]:
        z, *rest = numbers(line)
        assert rest == pytest.approx([sigmoid(z), sigmoid(z) ** 10, sigmoid(z) ** 100], abs=1e-4)


def test_parameters_are_four_times_those_of_an_rnn(text: dict[str, str]) -> None:
    assert numbers(text["agree-code"].splitlines()[-1]) == [4 * 5 * (3 + 5 + 1)] * 2
    plain, peephole = (numbers(line)[-1] for line in text["blind-code"].splitlines())
    assert plain == 4 * 4 * (3 + 4 + 1) and peephole == plain + 3 * 4


def test_the_note_is_kept_until_the_end(text: dict[str, str]) -> None:
    apart = dict(numbers(line)[:2] for line in text["inside-code"].splitlines()[1:])
    assert apart[5] < 0.5 and all(apart[t] > 2 * apart[5] + 0.5 for t in (10, 20, 30, 40, 50))


def test_a_cell_that_begins_by_forgetting_learns_nothing(text: dict[str, str]) -> None:
    for bias in (0, 1):
        left, right = after(f"b_f = {bias}: left after 40 steps", text["forget-bias-code"])
        assert left == pytest.approx(sigmoid(bias) ** 40, rel=0.2)
        assert right > 0.99 if bias else right < 0.65


def test_only_near_the_length_of_training(text: dict[str, str]) -> None:
    right = {int(row[0]): row[1] for row in map(numbers, text["longer-code"].splitlines())}
    assert right[50] > 0.99 and right[100] < 0.8


def test_the_gradient_survives(text: dict[str, str]) -> None:
    for line, z in zip(text["unit-gradient-code"].splitlines(), (0, 3, 10), strict=True):
        assert after("gradient", line)[0] == pytest.approx(sigmoid(z) ** 40, rel=0.01)
    told = text["compare-gradient-code"]
    names = ("RNN, untrained", "LSTM, bias 0", "LSTM, bias 1", "LSTM, bias 3", "LSTM, trained")
    rnn, forgetful, usual, keeping, trained = (after(name, told)[-1] for name in names)
    assert rnn < forgetful < 1e-6 < usual < min(keeping, trained)
    assert after("plain", text["skip-code-code"])[-1] < 1e-6 < 1 < after("with skips", text["skip-code-code"])[-1]


def test_the_lstm_predicts_better_than_the_rnn(text: dict[str, str], request: pytest.FixtureRequest) -> None:
    rnn, scratch, torchs = (after("epochs:", line)[0] for line in text["train-picture-code"].splitlines())
    assert max(rnn, scratch, torchs) < 28  # better than guessing
    if "full" in request.node.name:  # one epoch on a quarter of the text says nothing about the cells
        assert max(scratch, torchs) < rnn
        assert scratch == pytest.approx(torchs, rel=0.15)
        counts, rnn, lstm = (after("validation", line)[0] for line in text["past-counts-code"].splitlines())
        assert lstm < counts and lstm < rnn


def test_units_that_forget_at_spaces(text: dict[str, str]) -> None:
    lines = text["gates-text-code"].splitlines()
    assert len(lines) == 4
    for line in lines:
        assert after("at spaces", line)[0] < after("in words", line)[0]


def test_peepholes_see_and_count(text: dict[str, str]) -> None:
    plain, peephole = ([float(x) for x in re.findall(r"'([\d.]+)'", line)] for line in text["blind-code"].splitlines())
    assert len(set(plain)) == 1 and len(set(peephole)) > 1
    assert after("ticks at steps", text["clock-code"]) == [10, 20, 30, 40]


def test_convlstm_has_few_weights_and_keeps_place(text: dict[str, str]) -> None:
    big, still_big = after("conv, then LSTM", text["video-train-code"])
    few, small = after("ConvLSTM", text["video-train-code"])
    assert few == 4 * 8 * ((1 + 8) * 25 + 1) + 8 + 1 and big > 20 * few
    assert small < after("squared error", text["shapes-code"])[0]
    assert small < 1.2 * still_big
    larger = text["video-larger-code"]
    assert after("ConvLSTM", larger)[0] < after("nothing moves", larger)[0]
    assert "conv, then LSTM:" in larger
