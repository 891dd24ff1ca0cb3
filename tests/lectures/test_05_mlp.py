"""What the slides of lecture 05 claim, checked on the executed notebook.

The numbers expected come from elsewhere: worked by hand, or from the formulas on the slides.
"""

from __future__ import annotations

import math
import os
from itertools import pairwise
from typing import Any

import nbformat
import numpy as np
import pytest

from d2lcourse.data import fashion_mnist
from tests.lectures.notebooks import LECTURES, executed
from tests.lectures.outputs import after, numbers, printed

LECTURE = next(path for path in LECTURES if path.stem == "05_mlp")
LAMP = (0, 1, 1, 0)  # for (-1, -1), (-1, 1), (1, -1), (1, 1)
real = pytest.mark.skipif(not os.environ.get("D2LCOURSE_DATA"), reason="needs the real files: set D2LCOURSE_DATA")


@pytest.fixture(params=["full", "fast"])
def done(request: pytest.FixtureRequest) -> Any:
    """The executed notebook; both runs are shared with the other tests."""
    return executed(LECTURE, fast=request.param == "fast")


@pytest.fixture
def text(done: Any) -> dict[str, str]:
    """What each cell printed."""
    return printed(done)


def parameters(*sizes: int) -> int:
    """Of an MLP with layers of these sizes: (inputs + 1) outputs for each layer."""
    return sum((n + 1) * m for n, m in pairwise(sizes))


def test_the_best_line_knows_nothing(text: dict[str, str]) -> None:
    assert after("at first,", text["linear-code"])[0] == pytest.approx(math.log(2), abs=1e-4)
    assert after("probability of on:", text["linear-code"]) == pytest.approx([0.5] * 4, abs=1e-3)


def test_no_line_gets_four_corners_right(text: dict[str, str]) -> None:
    lines = {k: after(f"{k} of 4 corners right:", text["proof-code"])[0] for k in range(5)}
    assert sum(lines.values()) == 100_000 and lines[0] == lines[4] == 0
    assert lines[1] == pytest.approx(lines[3], rel=0.05)  # a line with its sign turned gets the other corners right


def test_half_planes_product_and_steps_by_hand(text: dict[str, str]) -> None:
    first, second = text["planes-code"].splitlines()
    assert numbers(first) == [-1, -1, 1, 1, -1, 1, -1, 1]
    assert numbers(second) == [1, -1, -1, 1, *LAMP]
    for line, on, h in zip(text["steps-code"].splitlines(), LAMP, ([0, 0], [1, 0], [1, 0], [1, 1]), strict=True):
        *_, h_1, h_2, o = numbers(line)
        assert [h_1, h_2] == h and o == h_1 - h_2 - 0.5
        assert line.endswith("on" if on else "off")


def test_parameters_are_counted_right(text: dict[str, str]) -> None:
    assert "scores (7, 3)" in text["formula-code"]
    assert sum(int(line.split()[-1]) for line in text["formula-code"].splitlines()[1:]) == parameters(4, 5, 3) == 43
    assert numbers(text["collapse-code"]) == [parameters(4, 3), 1000, parameters(4, 50, 50, 3)]
    assert numbers(text["scratch-code"])[0] == parameters(784, 128, 10)
    assert "[(64, 784), (64,), (64, 64), (64,), (10, 64), (10,)]" in text["layers-code"]


def test_numbers_in_the_notes() -> None:
    notes = {cell.id: cell.source for cell in nbformat.read(LECTURE, as_version=4).cells if cell.id.endswith("-notes")}
    assert f"= {parameters(2, 8, 2)}." in notes["train-net-notes"]
    assert f"1 deep: {parameters(784, 8, 10)}" in notes["grid-notes"]
    assert "about 135,000" in notes["grid-notes"] and round(parameters(784, 128, 128, 128, 10), -3) == 135_000
    assert f"= {parameters(784, 128, 10):,}" in notes["scratch-notes"]
    assert f"= {parameters(10, 20, 3)}." in notes["questions-notes"]
    s = 1 / (1 + math.exp(3))
    assert f"about {s * (1 - s):.2f}" in notes["questions-notes"]


def test_only_the_bend_solves_it(text: dict[str, str]) -> None:
    (straight,), (bent,) = (after(name, text["collapse-picture-code"]) for name in ("Identity", "Tanh"))
    assert straight <= 80 and bent >= 98  # percent; 75 without noise, the noise may help a little


def test_slopes_and_vanishing(text: dict[str, str]) -> None:
    x = np.linspace(-6, 6, 601)
    s = 1 / (1 + np.exp(-x))
    for name, slope in (("relu", 1), ("sigmoid", (s * (1 - s)).max()), ("tanh", (1 - np.tanh(x) ** 2).max())):
        assert after(f"{name}: slope up to", text["slopes-code"])[0] == pytest.approx(slope, abs=0.006)
    (start,) = after("relu, 1 layer:", text["vanish-code"])
    left = {line.split()[0]: numbers(line)[-1] for line in text["vanish-picture-code"].splitlines()}
    assert left["sigmoid"] < 1e-8
    assert all(start / 10 < left[name] < start * 10 for name in ("relu", "tanh"))


def test_gradients_by_hand_have_the_shapes_of_the_table(text: dict[str, str]) -> None:
    shapes = [line.removesuffix(" as autograd has it") for line in text["backward-check-code"].splitlines()]
    assert shapes == ["(4, 5)", "(5,)", "(5, 3)", "(3,)"]


def test_staircase_is_learnt(text: dict[str, str]) -> None:
    assert after("probability of on:", text["train-code"]) == pytest.approx(LAMP, abs=0.1)
    assert after("probability of on:", text["train-net-code"]) != pytest.approx(LAMP, abs=0.3)


def test_more_units_solve_it_more_often(text: dict[str, str]) -> None:
    shares = after("solved:", text["width-xor-picture-code"])
    assert numbers(text["width-xor-code"])[-1] == shares[0] == 0
    assert shares == sorted(shares)
    assert 5 <= shares[1] <= 50 and shares[-1] >= 95


def test_both_versions_agree_and_learn(text: dict[str, str]) -> None:
    assert "all four gradients agree" in text["agree-code"]
    scores = [after(f"test accuracy, {name}", text["test-code"])[0] for name in ("MLP scratch", "MLP torch.nn")]
    assert min(scores) >= 0.85
    assert scores[0] == pytest.approx(scores[1], abs=0.05)


def test_width_pays_and_depth_does_not_yet(text: dict[str, str]) -> None:
    by_width = after("mean by width", text["grid-picture-code"])
    by_depth = after("mean by depth", text["grid-picture-code"])
    assert by_width == sorted(by_width) and by_width[-1] > by_width[0] + 0.05
    assert by_depth[0] >= by_depth[-1]


def test_few_images_are_learnt_by_heart_and_more_close_the_gap(text: dict[str, str]) -> None:
    training, validation = (after(label, text["overfit-code"])[0] for label in (", accuracy", "valid accuracy"))
    assert training > 0.99 and training > validation + 0.03
    gaps = after("gaps", text["overfit-data-picture-code"])
    assert max(gaps) == gaps[0] > 2 * gaps[-1]


def test_equal_units_stay_equal(text: dict[str, str]) -> None:
    apart, right = zip(*(numbers(line)[-2:] for line in text["symmetry-code"].splitlines()), strict=True)
    assert max(apart[:2]) < 1e-4 < 0.01 < apart[2]
    assert right[0] < 0.15 and right[0] < right[1] < right[2] - 0.3


def test_steps_too_big_kill_units(text: dict[str, str]) -> None:
    dead = {rate: after(f"lr {rate} ", text["dead-code"])[0] for rate in ("0.001", "0.01", "0.1", "0.5", "2.0")}
    assert dead["0.1"] < 25 and dead["2.0"] > 90
    assert list(dead.values()) == sorted(dead.values())
    assert after("gradient of the first layer:", text["dead-code"]) == [0]


def test_pictures_are_there(done: Any) -> None:
    pictures = {cell.id for cell in done.cells for o in cell.get("outputs", ()) if "image/png" in o.get("data", {})}
    expected = "planes-picture space collapse-picture slopes soft vanish-picture hinges train units-picture"
    expected += " width-xor-picture curves filters grid-picture overfit overfit-data-picture rates"
    assert {f"{name}-code" for name in expected.split()} <= pictures


@real
def test_on_the_clothes_the_hidden_layer_brings_three_points() -> None:
    text = printed(executed(LECTURE))
    assert fashion_mnist().stand_in is False
    softmax, scratch, concise = (
        after(f"test accuracy, {name}", text["test-code"])[0] for name in ("softmax", "MLP scratch", "MLP torch.nn")
    )
    assert min(scratch, concise) >= 0.85
    assert softmax + 0.02 <= min(scratch, concise)
    gaps = after("gaps", text["overfit-data-picture-code"])
    assert gaps == sorted(gaps, reverse=True)
