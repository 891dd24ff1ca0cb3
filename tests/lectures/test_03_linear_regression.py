"""What the slides of lecture 03 claim, checked on the executed notebook.

The numbers expected come from elsewhere: worked by hand, or computed here with NumPy from the same data.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
import torch

from d2lcourse.data import spot_prices, synthetic_linear
from d2lcourse.seed import generator
from tests.lectures.notebooks import LECTURES, executed
from tests.lectures.outputs import NUMBER, after, printed

LECTURE = next(path for path in LECTURES if path.stem == "03_linear_regression")


@pytest.fixture(params=["full", "fast"])
def done(request: pytest.FixtureRequest) -> Any:
    """The executed notebook; both runs are shared with the other tests."""
    return executed(LECTURE, fast=request.param == "fast")


@pytest.fixture
def text(done: Any) -> dict[str, str]:
    """What each cell printed."""
    return printed(done)


def prices() -> tuple[np.ndarray, np.ndarray]:
    """The 800 training rows of the lecture, with the columns made by a loop, in double precision."""
    data = spot_prices(1000, generator=generator(3))
    rows = zip(data.time.tolist(), data.server.tolist(), data.zone.tolist(), strict=True)
    table = [[t, s, *(float(z == k) for k in range(4))] for t, s, z in rows]
    return np.array(table)[:800], data.price.double().numpy()[:800]


def test_three_points_by_hand(text: dict[str, str]) -> None:
    # errors at w = 1: -2, 1, 0; at 0.5: -2.5, 0, -2; at 1.5: -1.5, 2, 2
    assert "w* = tensor(1.)" in text["parabola-code"]
    assert after("w = 1.0:", text["parabola-code"]) == [1.667, 0.0]
    assert after("w = 0.5:", text["parabola-code"]) == [3.417, -7.0]
    assert after("w = 1.5:", text["parabola-code"]) == [3.417, 7.0]


def test_the_layer_gives_a_column(text: dict[str, str]) -> None:
    assert "weight: (1, 6)" in text["layer-code"] and "out: (1000, 1)" in text["layer-code"]


def test_weights_of_the_closed_form(text: dict[str, str]) -> None:
    X, y = prices()
    w, *_ = np.linalg.lstsq(X, y, rcond=None)
    for name, found, true in zip(
        ("time", "server", "zone a", "zone c", "zone d", "zone e"),
        w,
        (0.008, 0.35, 0.3741 - 0.35, 0.3710 - 0.35, 0.3893 - 0.35, 0.4353 - 0.35),
        strict=True,
    ):
        assert after(f"{name} ", text["closed-code"]) == pytest.approx([found, true], abs=1e-4)
        assert found == pytest.approx(true, abs=0.002)  # "right to about a tenth of a cent"


def test_the_question_is_answered(text: dict[str, str]) -> None:
    answer = text["answer-code"]
    for zone, price in zip("acde", (0.3741, 0.3710, 0.3893, 0.4353), strict=True):
        model, listed = after(f"us-east-1{zone}: model", answer)
        assert listed == price and model == pytest.approx(price, abs=0.002)
    (month,) = after("size 2: ", answer)
    assert after("true weights:", answer) == pytest.approx([0.008 + 2 * 0.35 + 0.3893 - 0.35], abs=1e-4)
    assert month == pytest.approx(0.7473, abs=0.004) and month < 2 * 0.3893
    assert after("RMSE test:", answer) == pytest.approx([0.01], abs=0.001)


def test_two_tables_that_go_wrong(text: dict[str, str]) -> None:
    (good,), (bad,) = (after(f"{name}:", text["tables-code"]) for name in ("one-hot zones", "zones as 0 to 3"))
    assert bad > 1.5 * good
    assert "7 columns, rank 6" in text["tables-code"]


def test_the_border_of_the_learning_rate(text: dict[str, str]) -> None:
    X, _ = prices()
    low, high = np.linalg.eigvalsh(2 / len(X) * X[:, :2].T @ X[:, :2])
    border, *_ = after("largest: tensor(", text["bound-code"])
    assert border == pytest.approx(2 / high, abs=1e-4)
    assert after("too small factors", text["bound-code"]) == pytest.approx(
        [1 - 0.002 * low, 1 - 0.002 * high], abs=1e-3
    )
    right, big = (after(f"{name} factors", text["bound-code"]) for name in ("right    ", "too big  "))
    assert max(map(abs, right)) < 1 < max(map(abs, big))
    (came_closer,) = after("came closer:", text["sweep-code"])
    assert 0.95 * border < came_closer < border
    (best,) = after("best rate measured:", text["sweep-code"])
    assert best == pytest.approx(2 / (low + high), rel=0.05)


def test_steps_in_an_epoch(text: dict[str, str]) -> None:
    assert [line.split()[-4] for line in text["race-code"].splitlines()] == ["1", "8", "80", "800"]


def test_the_classic_problem_is_solved(text: dict[str, str]) -> None:
    X, y = (part.double().numpy() for part in synthetic_linear_of_the_lecture())
    w, *_ = np.linalg.lstsq(np.c_[X, np.ones(len(X))], y, rcond=None)
    for cell, label in (("scratch-code", "w tensor("), ("concise-code", "scratch:")):
        assert after(label, text[cell]) == pytest.approx(w, abs=2e-3)
        assert after(label, text[cell]) == pytest.approx([2, -3.4, 4.2], abs=2e-3)
    assert after("epoch 3: loss", text["scratch-code"]) == pytest.approx([0.0001], rel=0.2)  # the noise, squared


def synthetic_linear_of_the_lecture() -> Any:
    """1,000 points with w = (2, -3.4) and b = 4.2."""
    return synthetic_linear(torch.tensor([2.0, -3.4]), 4.2, 1000, generator=generator(1))


def test_one_dim_too_many_learns_the_mean(text: dict[str, str]) -> None:
    silent = text["silent-code"]
    assert "(1000, 1000)" in silent
    *weights, bias = after("weights: tensor(", silent)
    mean, error = after("mean of y: tensor(", silent)
    _, y = synthetic_linear_of_the_lecture()
    assert weights == pytest.approx([0, 0], abs=1e-3) and bias == pytest.approx(mean, abs=1e-3)
    assert error == pytest.approx(y.std().item(), rel=0.01)


def test_standardised_means_are_zero_and_raw_units_fail(text: dict[str, str]) -> None:
    assert after("means:", text["baseline-code"])[0] < 1e-6
    assert after("standard deviations: tensor(", text["baseline-code"]) == [1.0] * 5
    assert "loss is inf in epoch 1" in text["units-code"]
    raw, scaled = (float(steps) for steps in re.findall(rf"tenfold ({NUMBER})", text["units-code"]))
    assert raw > 1e10 and scaled < 100


def test_airfoil_as_good_as_the_closed_form() -> None:
    full = executed(LECTURE)
    text = {cell.id: "".join(o.get("text", "") for o in cell.get("outputs", ())) for cell in full.cells}
    mean, sgd, closed = (after(f"{name} ", text["score-code"]) for name in ("mean", "SGD", "closed form"))
    assert sgd == pytest.approx(closed, abs=0.03)
    assert closed[1] < 0.8 * mean[1] and abs(closed[0] - closed[1]) < 0.2  # no overfitting
    _, _, table, scores = text["features-code"].splitlines()
    linear, products = (after(f"{name} ", scores)[0] for name in ("linear", "products"))
    assert linear == closed[1]
    if table == "airfoil self-noise":  # the real data
        assert closed[1] == pytest.approx(4.85, abs=0.02) and products < 0.9 * linear
    else:
        assert products == pytest.approx(linear, abs=0.1)  # made with a plane: nothing to gain


def test_no_plane_follows_a_saddle(text: dict[str, str]) -> None:
    mean, linear, products = after(
        "RMSE: mean", text["features-code"].replace(", linear", "").replace(", products", "")
    )
    assert linear == pytest.approx(mean, rel=0.02) and products < 0.005


def test_every_plot_is_there(done: Any) -> None:
    pictures = {cell.id for cell in done.cells for o in cell.get("outputs", ()) if "image/png" in o.get("data", {})}
    plots = {cell.id for cell in done.cells if cell.id.endswith(("-plot", "-explore"))}
    assert len(plots) >= 9 and plots | {"map-code", "classic-code", "curves-code", "train-code"} <= pictures
