"""Gradients, modules, buffers and seeds over the bridge are as they are here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import torch
from torch import nn

from tests.autograde.both_ends import Both, both_ends


@pytest.fixture
def s() -> Iterator[Both]:
    with both_ends() as both:
        yield both


# -- gradients


def test_gradients_both_ways(s: Both) -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    (s.square(x).sum() + s.apply(lambda z: (z * x).sum(), x * 3)).backward()
    assert torch.equal(x.grad, 2 * x.detach() + 6 * x.detach())


def test_double_backward_and_gradcheck(s: Both) -> None:
    x = torch.tensor([1.0, 3.0], dtype=torch.double, requires_grad=True)
    (slope,) = torch.autograd.grad((s.square(x) * x).sum(), x, create_graph=True)
    (bend,) = torch.autograd.grad(slope.sum(), x, create_graph=True)
    (third,) = torch.autograd.grad(bend.sum(), x)
    assert torch.equal(bend, 6 * x) and torch.equal(third, torch.full((2,), 6.0, dtype=torch.double))
    assert torch.autograd.gradcheck(s.square, (x,)) and torch.autograd.gradgradcheck(s.square, (x,))


def test_a_second_backward_raises(s: Both) -> None:
    x = torch.ones(2, requires_grad=True)
    y = s.square(x).sum()
    y.backward(retain_graph=True)
    y.backward()
    with pytest.raises(RuntimeError, match="second time"):
        y.backward()


def test_hooks_and_leaves_of_the_students(s: Both) -> None:
    seen: list[Any] = []
    x = torch.ones(2)
    s.scale.register_hook(seen.append)
    s.scaled(x * 3).sum().backward()
    assert torch.equal(s.scale.grad, torch.full((2,), 3.0)) and torch.equal(seen[0], s.scale.grad)
    s.apply(lambda: None)
    assert torch.equal(s.namespace["scale"].grad, torch.full((2,), 3.0))


def test_surroundings(s: Both) -> None:
    with torch.no_grad():
        assert not s.modes() and not s.square(torch.ones(1, requires_grad=True)).requires_grad
    assert s.modes()
    torch.set_default_dtype(torch.float64)
    try:
        assert s.default().dtype is torch.float64
    finally:
        torch.set_default_dtype(torch.float32)
    assert s.default().dtype is torch.float32


def test_seeds_go_one_way_and_only_when_set_by_name(s: Both) -> None:
    with s.recorder.recording():
        torch.manual_seed(5)
        first = s.draw()
        torch.manual_seed(5)
        assert torch.equal(first, s.draw())
    s.recorder.describe()
    torch.manual_seed(6)  # not by the test: how the examiner seeds itself stays with it
    assert s.recorder.describe()[2] == []


# -- modules and mirrors


def test_a_module_is_as_here(s: Both) -> None:
    net, twin = s.net, s.namespace["net"]
    assert isinstance(net, nn.Module) and type(net).__name__ == "Net" and net.width == 3
    assert list(net.state_dict()) == list(twin.state_dict())
    assert len(net.layers) == 2 and isinstance(net.layers[0], nn.Linear) and net.extra[0].shape == (2,)
    X = torch.randn(5, 2)
    net.eval()
    assert not twin.training and not twin.norm.training and not net.norm.training
    assert torch.equal(net(X), twin(X))


def test_an_optimiser_of_the_test(s: Both) -> None:
    net, X, y = s.net, torch.randn(20, 2), torch.randn(20, 1)
    optimiser = torch.optim.Adam(net.parameters(), lr=0.05)
    losses = []
    for _ in range(15):
        optimiser.zero_grad()
        loss = nn.functional.mse_loss(net(X), y)
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0]
    s.apply(lambda: None)
    for ours, theirs in zip(net.parameters(), s.namespace["net"].parameters(), strict=True):
        assert torch.equal(ours, theirs)


def test_buffers_come_back(s: Both) -> None:
    net = s.net
    before = net.norm.running_mean.clone()
    net.train()
    net(torch.randn(8, 2) + 5)
    assert not torch.equal(before, net.norm.running_mean) and int(net.norm.num_batches_tracked) == 1


def test_ways_to_set_parameters(s: Both) -> None:
    net = s.Net(4)
    net.layers[0].weight.data -= 1
    net.layers[0].bias = nn.Parameter(torch.full((4,), 7.0))
    with torch.no_grad():
        net.layers[1].weight.fill_(2.0)
    other = s.Net(4)
    other.load_state_dict(net.state_dict())
    net.eval(), other.eval()
    X = torch.randn(3, 2)
    assert torch.equal(net(X), other(X)) and float(other.layers[0].bias.detach().min()) == 7
    wide = net.to(torch.float64)
    assert wide.layers[0].weight.dtype is torch.float64 and wide(X.double()).dtype is torch.float64
    with pytest.raises(AttributeError):
        _ = net.nothing


def test_tied_parameters_stay_tied(s: Both) -> None:
    tied = s.Tied()
    assert tied.a.weight is tied.b.weight and len(list(tied.parameters())) == 1
    tied.a.weight.data.fill_(1.0)
    tied(torch.ones(1, 2)).sum().backward()
    assert torch.equal(tied(torch.ones(1, 2)), torch.full((1, 2), 4.0)) and tied.a.weight.grad.abs().sum() > 0


def test_recurrent_modules(s: Both) -> None:
    lstm, X = s.lstm, torch.randn(2, 4, 2)
    lstm.flatten_parameters()
    out, (h, c) = lstm(X)
    again, (h2, _) = lstm(X, (h, c))
    assert out.shape == (2, 4, 3) and h.shape == c.shape == (2, 2, 3) and not torch.equal(h, h2)
    again.sum().backward()
    assert all(parameter.grad is not None for parameter in lstm.parameters()) and lstm.hidden_size == 3


def test_modules_of_the_test(s: Both) -> None:
    class Own(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner, self.drop = nn.Linear(2, 1), nn.Dropout(0.5)

        def forward(self, x: Any) -> Any:
            return self.drop(self.inner(x))

    for model in (Own(), nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 1))):
        before = [parameter.detach().clone() for parameter in model.parameters()]
        X, y = torch.randn(30, 2), torch.randn(30, 1)
        model.eval()
        s.step(model, X, y)
        assert model.training
        after = list(model.parameters())
        assert not any(torch.equal(b, a) for b, a in zip(before, after, strict=True))
        s.bump(model)
        assert all(parameter.grad is not None for parameter in model.parameters())
        s.clear(model)
        assert all(parameter.grad is None for parameter in model.parameters())
