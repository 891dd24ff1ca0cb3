"""Checks pass what torch passes, refuse what is wrong, and say what it looks like."""

from __future__ import annotations

import random
import re
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from d2lcourse.check import gradients, same, shape
from d2lcourse.seed import generator, seed_everything


class Wrong(torch.autograd.Function):
    """x squared, whose backward pass gives a multiple of the truth."""

    factor = 1.0

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor) -> torch.Tensor:
        ctx.save_for_backward(x)
        return x**2

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> torch.Tensor:
        (x,) = ctx.saved_tensors
        return Wrong.factor * 2 * x * grad


X = torch.tensor([[0.5, -1.5], [2.0, 3.0]], dtype=torch.float64)


@pytest.mark.parametrize(
    "f",
    [
        lambda x: x.exp() * x,
        lambda x: torch.linalg.inv(x),
        lambda x: torch.softmax(x, dim=1) ** 2,
        lambda x: torch.logsumexp(3 * x, dim=0),
        lambda x: x.T @ x.tanh(),
        lambda x: x[0] * 1e6,
        Wrong.apply,
    ],
)
def test_right_gradients_pass(f: Any) -> None:
    gradients(f, X)
    gradients(f, X.T)  # not contiguous


def test_several_inputs() -> None:
    W, b = torch.randn(2, 3, dtype=torch.float64), torch.randn(3, dtype=torch.float64)
    gradients(lambda x, W, b: (x @ W + b).tanh(), X, W, b)
    with pytest.raises(AssertionError, match="no gradient arrives at b: is it used"):
        gradients(lambda x, W, b: x @ W, X, W, b, names=("x", "W", "b"))


@pytest.mark.parametrize(
    ("factor", "hint"),
    [
        (-1.0, "It has the wrong sign"),
        (2.0, "All of it is 2 times what it should be: is a factor missing, or counted twice?"),
        (0.5, "All of it is 0.5 times what it should be"),
        (0.0, "It is zero: is something cut off by detach, or rounded?"),
        (1.01, "All of it is 1.01 times what it should be"),
    ],
)
def test_wrong_gradients_are_described(factor: float, hint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Wrong, "factor", factor)
    with pytest.raises(AssertionError, match=r"gradient for input 0: 4 of 4 entries differ; .*" + re.escape(hint)):
        gradients(Wrong.apply, X)


def test_one_wrong_entry_is_named() -> None:
    def f(x: torch.Tensor) -> torch.Tensor:
        return x[0].sum() ** 2 + (x[1, 0] * x[1, 1].detach())  # the last entry gets no gradient

    with pytest.raises(AssertionError) as error:
        gradients(f, X, names=("x",))
    assert "1 of 4 entries differ; the largest difference is at [1, 1]: expected 2, got 0" in str(error.value)


def test_gradients_wants_double_precision_and_leaves_its_inputs_alone() -> None:
    with pytest.raises(ValueError, match=r"input 1 is torch\.float32: use \.double\(\)"):
        gradients(lambda x, y: x + y, X, X.float())
    x = X.clone().requires_grad_()
    gradients(lambda x: x * 3, x)
    assert x.grad is None and torch.equal(x, X)


def test_same_looks_at_shape_then_dtype_then_numbers() -> None:
    same(X, X.clone())
    same([1.0, 2.0], torch.tensor([1.0, 2.0 + 1e-7]))
    with pytest.raises(AssertionError, match=r"^the sum: expected shape \(2, 2\), got \(4,\)$"):
        same(X.flatten().float(), X, what="the sum")
    with pytest.raises(AssertionError, match=r"^the result: expected dtype torch\.float64, got torch\.float32$"):
        same(X.float(), X)
    wrong = X.clone()
    wrong[1, 0] += 0.25
    with pytest.raises(AssertionError) as error:
        same(wrong, X)
    assert str(error.value) == (
        "the result: 1 of 4 entries differ; the largest difference is at [1, 0]: expected 2, got 2.25"
    )


def test_nan_and_infinity() -> None:
    nan, inf = torch.tensor([1.0, torch.nan]), torch.tensor([1.0, torch.inf])
    same(nan, nan.clone())
    same(inf, inf.clone())
    for left, right in ((nan, inf), (inf, nan), (nan, torch.ones(2)), (inf, torch.ones(2)), (inf, -inf)):
        with pytest.raises(AssertionError, match="the largest difference is at"):
            same(left, right)
    same(torch.zeros(0, 3), torch.zeros(0, 3))
    with pytest.raises(AssertionError, match=r"the largest difference is: expected 2, got 1"):
        same(torch.tensor(1.0), torch.tensor(2.0))
    with pytest.raises(AssertionError, match=r"at \[1\]: expected 3, got 2"):
        same(torch.tensor([1, 2]), torch.tensor([1, 3]))
    with pytest.raises(AssertionError, match=r"1 of 2 entries differ"):
        same(torch.tensor([True, False]), torch.tensor([True, True]))


def test_tolerances() -> None:
    same(torch.tensor(1.0), torch.tensor(1.1), rtol=0.0, atol=0.2)
    with pytest.raises(AssertionError):
        same(torch.tensor(1.0), torch.tensor(1.1), rtol=0.0, atol=0.05)


@settings(deadline=None)
@given(sizes=st.lists(st.integers(0, 4), max_size=4))
def test_shape_accepts_every_tensor_by_its_own_sizes(sizes: list[int]) -> None:
    x = torch.zeros(sizes)
    shape(x, " ".join(map(str, sizes)))
    names = [f"d{i}" for i in range(len(sizes))]
    shape(x, " ".join(names), **dict(zip(names, sizes, strict=True)))


def test_shape_names_the_dim() -> None:
    shape(torch.zeros(3, 3), "n n")
    with pytest.raises(
        AssertionError, match=r"^dim 1 \(n\) should have size 3, has 4: expected \(n n\), got \(3, 4\)$"
    ):
        shape(torch.zeros(3, 4), "n n")
    with pytest.raises(AssertionError, match=r"^dim 0 \(B\) should have size 5, has 3"):
        shape(torch.zeros(3, 4), "B D", B=5)
    with pytest.raises(AssertionError, match=r"^dim 1 should have size 28, has 4"):
        shape(torch.zeros(3, 4), "B 28")
    with pytest.raises(ValueError, match="T does not occur in 'B D'"):
        shape(torch.zeros(3, 4), "B D", T=1)


def test_seeds() -> None:
    def draws() -> tuple[float, float, float]:
        return random.random(), float(np.random.rand()), torch.rand(()).item()

    before = random.getstate(), np.random.get_state(), torch.get_rng_state()
    try:
        seed_everything(3)
        first = draws()
        seed_everything(3)
        again = draws()
        seed_everything(4)
        assert first == again and all(a != b for a, b in zip(first, draws(), strict=True))
        own = torch.rand(3, generator=generator(5))
        assert torch.equal(own, torch.rand(3, generator=generator(5)))
    finally:
        random.setstate(before[0])
        np.random.set_state(before[1])
        torch.set_rng_state(before[2])


@settings(deadline=None)
@given(seed=st.integers(0, 999), dtype=st.sampled_from([torch.float16, torch.bfloat16, torch.float32, torch.float64]))
def test_tolerances_are_those_of_torch(seed: int, dtype: torch.dtype) -> None:
    draw = torch.Generator().manual_seed(seed)
    left = torch.randn(3, generator=draw).to(dtype)
    scale = 10 ** (-9 * torch.rand((), generator=draw))
    right = left + (scale * torch.randn(3, generator=draw)).to(dtype)

    def passes(check: Any) -> bool:
        try:
            check(left, right)
        except AssertionError:
            return False
        return True

    assert passes(same) == passes(torch.testing.assert_close)
