"""The loss of skip-gram pair by pair, its gradient, neighbours and analogies."""

from __future__ import annotations

import math

import pytest
import torch

from d2lcourse.nn import SkipGram, analogy, nearest


def sigma(a: float) -> float:
    return 1 / (1 + math.exp(-a))


def test_the_loss_pair_by_pair() -> None:
    model = SkipGram(6, 3).double()
    with torch.no_grad():
        for p in model.parameters():
            p.uniform_(-1, 1)
    centre, context = torch.tensor([0, 1, 1]), torch.tensor([2, 3, 0])
    negatives = torch.tensor([[4, 5], [4, 4], [1, 2]])
    v, u = model.v.tolist(), model.u.tolist()

    def dot(i: int, j: int) -> float:
        return sum(a * b for a, b in zip(v[i], u[j], strict=True))

    losses = []
    for i, j, others in zip(centre.tolist(), context.tolist(), negatives.tolist(), strict=True):
        losses.append(-math.log(sigma(dot(i, j))) - sum(math.log(sigma(-dot(i, k))) for k in others))
    loss = model(centre, context, negatives)
    assert loss.item() == pytest.approx(sum(losses) / 3)
    loss.backward()
    # for a neighbour's vector, by the formula: (sigma(v . u) - 1) v for the pair, sigma(v . u) v for each negative
    expected = torch.zeros(6, 3, dtype=torch.double)
    for i, j, others in zip(centre.tolist(), context.tolist(), negatives.tolist(), strict=True):
        expected[j] += (sigma(dot(i, j)) - 1) * model.v[i].detach() / 3
        for k in others:
            expected[k] += sigma(dot(i, k)) * model.v[i].detach() / 3
    torch.testing.assert_close(model.u.grad, expected)


def test_at_the_start_all_is_even() -> None:
    model = SkipGram(10, 4, generator=torch.Generator().manual_seed(0))
    loss = model(torch.arange(5), torch.arange(5), torch.randint(10, (5, 3)))
    assert loss.item() == pytest.approx(4 * math.log(2))
    assert model.vectors.abs().max() <= 0.125 and not model.vectors.requires_grad
    assert not model.u.any()


def test_large_scores_stay_finite() -> None:
    model = SkipGram(2, 1)
    with torch.no_grad():
        model.v.fill_(100)
        model.u.fill_(-100)
    loss = model(torch.tensor([0]), torch.tensor([1]), torch.tensor([[1]]))
    assert loss.item() == pytest.approx(1e4)


def test_it_learns_who_stands_together() -> None:
    torch.manual_seed(0)
    model = SkipGram(6, 4)
    optimiser = torch.optim.Adam(model.parameters(), 0.05)
    for _ in range(200):  # 0, 1, 2 occur with each other, and so do 3, 4, 5
        centre = torch.randint(6, (64,))
        context = centre // 3 * 3 + torch.randint(3, (64,))
        optimiser.zero_grad()
        model(centre, context, torch.randint(6, (64, 3))).backward()
        optimiser.step()
    for word in range(6):
        assert {other // 3 for other, _ in nearest(model.vectors, word, 2)} == {word // 3}


def test_neighbours() -> None:
    vectors = torch.tensor([[1.0, 0.0], [3.0, 3.0], [0.0, 2.0], [-1.0, 0.0], [0.0, 0.0]])
    assert [word for word, _ in nearest(vectors, 0)] == [1, 2, 4, 3]
    assert [cosine for _, cosine in nearest(vectors, 0)] == pytest.approx([0.5**0.5, 0, 0, -1])
    assert [word for word, _ in nearest(vectors, torch.tensor([0.0, 1.0]), 2)] == [2, 1]
    assert [word for word, _ in nearest(vectors, 0, 2, exclude=(1,))] == [2, 4]
    assert all(cosine == 0 for _, cosine in nearest(vectors, torch.zeros(2)))


def test_analogies() -> None:
    # gender on one axis, rank on the other: king - man + woman = queen
    man, woman, king, queen, apple = range(5)
    vectors = torch.tensor([[1.0, 0.0, 1.0], [-1.0, 0.0, 1.0], [1.0, 1.0, 1.0], [-1.0, 1.0, 1.0], [0.0, -1.0, 0.1]])
    found = analogy(7 * vectors, man, woman, king)
    assert found[0][0] == queen and {word for word, _ in found} == {queen, apple}
