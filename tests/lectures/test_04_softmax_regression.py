"""What the slides of lecture 04 claim, checked on the executed notebook.

The numbers expected come from elsewhere: worked by hand, or computed here with ``math`` and NumPy from the same data.
"""

from __future__ import annotations

import math
import os
import re
from typing import Any

import numpy as np
import pytest

from d2lcourse.data import fashion_mnist
from tests.lectures.notebooks import LECTURES, executed
from tests.lectures.outputs import after, numbers, printed

LECTURE = next(path for path in LECTURES if path.stem == "04_softmax_regression")
SCORES = (2.0, 1.0, -1.0, 0.0)  # of shirt, coat, bag, boot
real = pytest.mark.skipif("D2LCOURSE_DATA" not in os.environ, reason="needs the real files: set D2LCOURSE_DATA")


@pytest.fixture(params=["full", "fast"])
def done(request: pytest.FixtureRequest) -> Any:
    """The executed notebook; both runs are shared with the other tests."""
    return executed(LECTURE, fast=request.param == "fast")


@pytest.fixture
def text(done: Any) -> dict[str, str]:
    """What each cell printed."""
    return printed(done)


def softmax(*scores: float) -> list[float]:
    """By the formula, in double precision."""
    weights = [math.exp(score) for score in scores]
    return [weight / sum(weights) for weight in weights]


def test_one_hot_vectors_are_equally_far(text: dict[str, str]) -> None:
    assert after("distance of each pair:", text["onehot-code"]) == pytest.approx(6 * [math.sqrt(2)], abs=1e-4)


def test_squared_loss_predicts_but_gives_no_probabilities(text: dict[str, str]) -> None:
    (right, _) = after("right:", text["squared-code"])
    smallest, largest, *_ = after("smallest", text["outputs-code"])
    assert right > 75 and smallest < 0 and largest > 1


def test_clear_cases_move_least_squares_but_not_cross_entropy(text: dict[str, str]) -> None:
    for far in (0, 5, 20):
        x = np.array([-3, -2, -1, 1, 2, 3, 1 + far, 2 + far, 3 + far], dtype=float)
        w, b = np.polyfit(x, x > 0, 1)
        (crossing,) = after("x =", text["far-code"].splitlines()[(0, 5, 20).index(far)])
        assert crossing == pytest.approx((0.5 - b) / w, abs=0.006)
    assert crossing > 1
    assert all(abs(after("x =", line)[0]) < 1 for line in text["far-again-code"].splitlines())


def test_softmax_of_the_four_scores(text: dict[str, str]) -> None:
    p = softmax(*SCORES)
    assert after("probabilities", text["softmax-code"]) == pytest.approx([*p, 1], abs=6e-5)
    for line in text["differences-code"].splitlines()[:3]:
        assert after(": ", line) == pytest.approx(p, abs=6e-5)
    for temperature in ("0.5", "2", "10"):
        expected = softmax(*(score / float(temperature) for score in SCORES))
        line = re.search(rf"T = +{temperature}:.*", text["temperature-code"])
        assert line and after(":", line.group()) == pytest.approx(expected, abs=6e-4)


def test_losses_by_hand(text: dict[str, str]) -> None:
    p = softmax(*SCORES)
    assert after("product:", text["likelihood-code"]) == pytest.approx([0.336, 0.081])
    assert after("60,000 images:", text["likelihood-code"]) == pytest.approx([0, -60_000 * math.log(0.9)], rel=1e-5)
    three_ways = numbers(text["nll-code"].splitlines()[-1])
    assert three_ways == pytest.approx(3 * [-math.log(p[1])], abs=6e-5)
    soft = -0.6 * math.log(p[0]) - 0.4 * math.log(p[1])
    assert after("soft label:", text["soft-code"]) == pytest.approx([soft], abs=6e-5)


def test_gradient_is_probability_minus_label(text: dict[str, str]) -> None:
    expected = [p - y for p, y in zip(softmax(*SCORES), (0.6, 0.4, 0, 0), strict=True)]
    assert after("autograd", text["gradient-check-code"]) == pytest.approx(expected, abs=6e-5)
    assert sum(expected) == pytest.approx(0)


def test_overflow_is_shown_and_mended(text: dict[str, str]) -> None:
    assert "tensor([nan, nan, nan])" in text["breaks-code"] and "log-sum-exp: tensor(inf)" in text["breaks-code"]
    assert "by its formula: inf gradient tensor([nan, nan])" in text["breaks-code"]
    assert after("right:", text["breaks-code"]) == [200]
    first, second = text["mended-code"].splitlines()
    assert after(")  p:", first) == pytest.approx(softmax(0, 1, 2), abs=6e-5)
    assert after("log p:", second) == [-200, 0, 0, 1]


def test_untrained_it_knows_nothing_and_both_versions_end_alike(text: dict[str, str]) -> None:
    assert after("before training:", text["scratch-code"])[0] == pytest.approx(math.log(10), abs=1e-4)
    assert after("weight:", text["agree-code"])[0] < 1e-4
    assert after("from scratch:", text["agree-code"]) == pytest.approx(
        after("torch.nn:", text["agree-code"]), abs=0.004
    )


def test_both_loaders_give_as_many_batches(text: dict[str, str]) -> None:
    rows = after("train", text["parts-code"])[0]
    for name in ("DataLoader", "Batches"):
        assert after("s for", next(line for line in text["batches-code"].splitlines() if name in line)) == [
            math.ceil(rows / 256)
        ]


def test_softmax_twice_has_a_floor(text: dict[str, str]) -> None:
    once, twice = after("once:", text["twice-code"]), after("twice:", text["twice-code"])
    floor = math.log(math.e + 9) - 1
    assert twice[0] > floor and once[1] > twice[1]  # loss, accuracy
    assert floor == pytest.approx(1.46, abs=0.002)  # as the notes say


def test_rounded_zero_stops_training_and_scores_do_not(text: dict[str, str]) -> None:
    stopped, large, scaled = text["unscaled-code"].splitlines()
    assert "loss is inf" in stopped
    assert after("loss", large)[0] > 100 * after("loss", scaled)[0]


def test_messages_are_those_that_the_notes_explain(text: dict[str, str]) -> None:
    extra, kind, outside, silent = text["messages-code"].splitlines()
    assert "1D target" in extra and "Int" in kind and "out of bounds" in outside
    assert after("rows sum to", silent) != pytest.approx([1, 1, 1, 1], abs=0.1)


def test_pictures_are_there(done: Any) -> None:
    pictures = {cell.id for cell in done.cells for o in cell.get("outputs", ()) if "image/png" in o.get("data", {})}
    expected = "data onehot outputs far-picture steps temperature-picture logistic surprise compare entropy push shift"
    expected += " curves predictions confusion confident weights calibration floor"
    assert {f"{name}-code" for name in expected.split()} <= pictures


@real
def test_fashion_mnist_is_learnt_as_well_as_the_reference() -> None:
    text = printed(executed(LECTURE))
    assert fashion_mnist().stand_in is False
    for label in ("from scratch:", "torch.nn:"):
        assert after(label, text["agree-code"])[0] >= 0.83
    assert "Shirt" in text["confident-code"] or "Pullover" in text["confident-code"]  # as the notes say: sleeves
    shares = {line.split()[0]: line.split()[1:] for line in text["answer-code"].splitlines()[1:]}
    decided, right = (float(share.rstrip("%")) for share in shares["90%"])
    assert 40 <= decided <= 60 and right >= 95  # the notes: half of the images, nearly all right
