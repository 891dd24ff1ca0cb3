"""What the slides of lecture 15 claim, checked on the executed notebook.

The numbers expected come from elsewhere: worked by hand, counted, or from the formulas on the slides.
"""

from __future__ import annotations

import itertools
import math
import re

import pytest

from tests.lectures.notebooks import LECTURES, executed
from tests.lectures.outputs import after, numbers, printed

LECTURE = next(path for path in LECTURES if path.stem == "15_temporal_convolution")


@pytest.fixture(params=["full", "fast"])
def text(request: pytest.FixtureRequest) -> dict[str, str]:
    """What each cell printed; both runs are shared with the other tests."""
    return printed(executed(LECTURE, fast=request.param == "fast"))


def sums(kernel: int, dilations: tuple[int, ...]) -> set[int]:
    """How many steps back a stack can see, by walking all paths."""
    ways = ([k * d for k in range(kernel)] for d in dilations)
    return {sum(way) for way in itertools.product(*ways)}


def test_the_moving_average_is_the_mean_of_its_months(text: dict[str, str]) -> None:
    months = after("first 13 months", text["smooth-code"])
    assert len(months) == 13
    assert after("their mean", text["smooth-code"])[0] == pytest.approx(sum(months) / 13, abs=0.5)


def test_a_window_holds_the_steps_that_the_formula_says(text: dict[str, str]) -> None:
    rows = [[int(x) for x in re.findall(r"\d+", line)] for line in text["scratch-code"].splitlines()]
    assert rows == [[max(t - back, 0) for back in (2, 1, 0)] for t in range(1, 6)]
    for d in (1, 2, 3):
        assert after(f"d = {d}: the window of step 8", text["dilation-code"]) == [8 - 2 * d, 8 - d, 8]
    assert text["dilation-code"].count(f"{6 * 4 * 3 + 6} parameters") == 3


def test_padding_on_both_sides_leaks(text: dict[str, str]) -> None:
    assert after("outputs that see a later step:", text["moved-code"]) == [9]
    assert after("zeros on the left", text["moved-code"]) == [0]


def test_a_leak_looks_like_success_until_the_text_ends(text: dict[str, str]) -> None:
    leaking, leaking_end = after("centred", text["leak-result-code"])
    causal, causal_end = after("causal", text["leak-result-code"])
    assert leaking < 1.3 and causal > 3
    assert leaking_end > 1.3 * causal_end > causal_end > 3


def test_the_field_is_the_longest_path(text: dict[str, str]) -> None:
    lines = text["field-code"].splitlines()
    assert len(lines) == 3
    for line in lines:
        head, _, tail = line.partition(": formula")
        kernel, *dilations = (int(x) for x in re.findall(r"\d+", head))
        assert numbers(tail) == [1 + max(sums(kernel, tuple(dilations)))] * 2


def test_layers_for_a_thousand_steps(text: dict[str, str]) -> None:
    for line in text["thousand-code"].splitlines()[2:]:
        steps, plain, _, doubling, _ = numbers(line)
        assert plain == steps - 1 and 2 ** (doubling - 1) < steps <= 2**doubling
    assert text["thousand-code"].startswith(f"{2 * 32 * 32 + 32:,} parameters")


def test_the_picture_of_the_holes_counts_them_rightly() -> None:
    assert len(sums(2, (1, 3, 9, 27))) == 16 and max(sums(2, (1, 3, 9, 27))) == 40
    assert sums(2, (1, 2, 4, 8)) == set(range(16))
    assert 2 not in sums(2, (1, 3, 9))  # the third quick question


def test_behind_the_window_there_is_nothing(text: dict[str, str]) -> None:
    delays = after("delay", text["cliff-result-code"])
    right = after("accuracy", text["cliff-result-code"])
    assert 15 in delays and 16 in delays
    for delay, share in zip(delays, right, strict=True):
        assert share > 0.95 if delay <= 15 else share < 0.3


def test_the_way_past_brings_the_gradient_to_the_first_block(text: dict[str, str]) -> None:
    for depth in (4, 8):
        plain, skips = after(f"{depth} blocks", text["skips-code"])
        assert skips > 0.01 > 10 * plain
    assert after("8 blocks", text["skips-code"])[0] < 1e-6


def test_fields_and_parameters_of_a_tcn(text: dict[str, str]) -> None:
    rows = [numbers(line) for line in text["network-code"].splitlines()[1:]]
    assert [row[0] for row in rows] == list(range(1, 8))
    for layers, formula, field, count in rows:
        assert formula == field == 1 + max(sums(3, tuple(2**n for n in range(int(layers)) for _ in "ab")))
        assert count == layers * 2 * (32 * 32 * 3 + 2 * 32)  # directions, lengths and biases


def test_recurrence_waits_for_each_step_and_a_tcn_does_not(text: dict[str, str]) -> None:
    rows = [numbers(line) for line in text["row-table-code"].splitlines()[2:]]
    steps, recurrent, tcn = zip(*rows, strict=True)
    assert steps == (32, 128, 512, 2048)
    assert recurrent[3] - recurrent[2] == pytest.approx(4 * (recurrent[2] - recurrent[1]))
    assert recurrent[3] > 2048 and tcn[1] == tcn[2] == tcn[3] < 200
    kept = after("TCN,", text["writing-code"].splitlines()[1].replace("TCN ", "TCN, "))
    assert kept == [32 * 2 * 2 * sum(2**n for n in range(5))]


def test_a_longer_field_forecasts_sunspots_better(text: dict[str, str]) -> None:
    told = text["fields-code"]
    errors = [after(f"sees {field:3} months: error", told)[0] for field in (5, 29, 125, 253)]
    assert errors[3] < errors[0] and errors[2] < errors[1]
    simple = [after(name, text["sunspots-code"])[-1] for name in ("no change", "the mean", "11 years ago")]
    assert errors[3] < min(simple)


def test_a_tcn_keeps_up_on_characters(text: dict[str, str], request: pytest.FixtureRequest) -> None:
    curves = {name: after("after each epoch:", line) for line in text["char-result-code"].splitlines()
              for name in ("TCN", "nn.RNN", "nn.LSTM") if line.startswith(name)}  # fmt: skip
    assert all(curve[-1] < 28 for curve in curves.values())
    if "full" in request.node.name:
        assert curves["TCN"][-1] < curves["nn.RNN"][-1]
        assert curves["TCN"][-1] < 1.1 * curves["nn.LSTM"][-1]
        assert all(later < earlier for curve in curves.values() for earlier, later in itertools.pairwise(curve))


def test_the_quick_questions() -> None:
    assert 1 + max(sums(3, (1, 2, 4, 8))) == 31
    assert 1 + max(sums(3, (1, 1, 2, 2, 4, 4, 8, 8))) == 61
    assert math.ceil(math.log2(1000)) == 10
