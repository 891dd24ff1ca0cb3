"""Metrics against scikit-learn's."""

from __future__ import annotations

import pytest
import sklearn.metrics
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from d2lcourse.metrics import accuracy, confusion_matrix, r2, root_mean_squared_error

SEEDS = st.integers(0, 10_000)


@settings(deadline=None)
@given(seed=SEEDS, n=st.integers(1, 40), k=st.integers(2, 6))
def test_classification(seed: int, n: int, k: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    scores, labels = torch.randn(n, k, generator=generator), torch.randint(0, k, (n,), generator=generator)
    predicted = scores.argmax(dim=1)
    expected = sklearn.metrics.accuracy_score(labels, predicted)
    assert accuracy(scores, labels) == accuracy(predicted, labels) == pytest.approx(expected)
    matrix = confusion_matrix(predicted, labels, k)
    assert matrix.tolist() == sklearn.metrics.confusion_matrix(labels, predicted, labels=range(k)).tolist()
    assert matrix.trace().item() / n == pytest.approx(expected)


@settings(deadline=None)
@given(seed=SEEDS, n=st.integers(2, 40), spread=st.floats(0.01, 100))
def test_regression(seed: int, n: int, spread: float) -> None:
    generator = torch.Generator().manual_seed(seed)
    target = spread * torch.randn(n, generator=generator)
    predicted = target + torch.randn(n, generator=generator)
    oracle = sklearn.metrics
    left, right = target.double(), predicted.double()
    assert root_mean_squared_error(predicted, target) == pytest.approx(oracle.root_mean_squared_error(left, right))
    assert r2(predicted, target) == pytest.approx(oracle.r2_score(left, right), abs=1e-9)


def test_tokens_have_labels_too() -> None:
    scores = torch.tensor([[[0.0, 1.0], [1.0, 0.0]], [[2.0, 1.0], [3.0, 4.0]]])  # (2, 2, 2)
    assert accuracy(scores, torch.tensor([[1, 0], [1, 1]])) == 0.75


def test_shapes_that_would_broadcast_are_refused() -> None:
    for metric in (root_mean_squared_error, r2):
        with pytest.raises(ValueError, match=r"predictions have shape \(3, 1\), target \(3,\): they must be the same"):
            metric(torch.zeros(3, 1), torch.arange(3.0))
    with pytest.raises(ValueError, match=r"labels \(4,\)"):
        accuracy(torch.zeros(3, 2), torch.zeros(4).long())
    with pytest.raises(ValueError, match="labels must be 0 to 1, got 0 to 2"):
        confusion_matrix(torch.zeros(2).long(), torch.tensor([0, 2]), 2)
    with pytest.raises(ValueError, match="the target is constant"):
        r2(torch.zeros(3), torch.ones(3))
