"""The training loop does what a loop by hand does, tells what happened, and stops when the loss is no number."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import nn

from d2lcourse.data import Batches
from d2lcourse.metrics import accuracy
from d2lcourse.train import History, evaluate, fit


def problem() -> tuple[nn.Linear, torch.Tensor, torch.Tensor]:
    torch.manual_seed(0)
    x = torch.randn(50, 3)
    return nn.Linear(3, 2), x, (x.sum(dim=1) > 0).long()


@pytest.mark.parametrize("clip", [None, 0.1])
def test_it_is_the_loop_by_hand(clip: float | None) -> None:
    model, x, y = problem()
    twin = copy.deepcopy(model)
    optimiser = torch.optim.SGD(model.parameters(), 0.5, momentum=0.9)
    train = Batches(x, y, size=16, generator=torch.Generator().manual_seed(1))
    history = fit(model, train, loss=nn.functional.cross_entropy, optimiser=optimiser, epochs=3, clip=clip, quiet=True)

    optimiser = torch.optim.SGD(twin.parameters(), 0.5, momentum=0.9)
    order, losses = torch.Generator().manual_seed(1), []
    for _ in range(3):
        total = 0.0
        for rows in torch.randperm(50, generator=order).split(16):
            value = nn.functional.cross_entropy(twin(x[rows]), y[rows])
            twin.zero_grad()
            value.backward()
            if clip is not None:
                norm = torch.cat([p.grad.flatten() for p in twin.parameters()]).norm()
                for p in twin.parameters():
                    p.grad *= min(1.0, clip / norm.item())
            optimiser.step()
            total += value.item() * len(rows)
        losses.append(total / 50)
    assert history.loss == pytest.approx(losses, rel=1e-5)
    for left, right in zip(model.parameters(), twin.parameters(), strict=True):
        assert torch.allclose(left, right, atol=1e-6)


def test_history_and_the_last_line(capsys: pytest.CaptureFixture[str]) -> None:
    model, x, y = problem()
    seen = []
    history = fit(
        model,
        [(x[:30], y[:30]), (x[30:], y[30:])],
        loss=nn.functional.cross_entropy,
        optimiser=torch.optim.SGD(model.parameters(), 0.5),
        epochs=4,
        valid=[(x[:10], y[:10])],
        metrics={"accuracy": accuracy},
        on_epoch=lambda history: seen.append(len(history.loss)),
    )
    assert seen == history.epochs == [1, 2, 3, 4]
    lists = (history.valid_loss, history.metrics["accuracy"], history.valid_metrics["accuracy"], history.seconds)
    assert [len(values) for values in lists] == [4, 4, 4, 4]
    assert history.seconds == sorted(history.seconds) and history.stopped == ""
    assert history.valid_loss[-1] == pytest.approx(nn.functional.cross_entropy(model(x[:10]), y[:10]).item())
    said = capsys.readouterr()
    assert said.err == "" and said.out == f"4 epochs: {history}\n" and len(said.out) <= 81
    assert str(history).startswith(
        f"loss {history.loss[-1]:.3f}, accuracy {history.metrics['accuracy'][-1]:.3f}, valid"
    )
    assert str(History()) == "no epoch yet"


def test_it_stops_when_the_loss_is_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    w = torch.tensor([1.0], requires_grad=True)
    x = torch.ones(40, 1)
    history = fit(
        lambda x: x * w**2,
        Batches(x, x, size=10),
        loss=nn.functional.mse_loss,
        optimiser=torch.optim.SGD([w], 1e3),
        epochs=5,
    )
    # a gradient of 0 at the optimum w = 1: nothing moves
    assert history.stopped == "" and len(history.loss) == 5
    with torch.no_grad():
        w.fill_(2.0)
    capsys.readouterr()
    history = fit(
        lambda x: x * w**2,
        Batches(x, x, size=10),
        loss=nn.functional.mse_loss,
        optimiser=torch.optim.SGD([w], 1e3),
        epochs=5,
    )
    assert history.stopped.startswith("loss is ") and "in epoch 1, batch " in history.stopped
    assert history.stopped.endswith(": try a smaller learning rate")
    assert history.epochs == [] and capsys.readouterr().out == history.stopped + "\n"
    assert str(history) == history.stopped


def test_training_mode_and_evaluation_mode() -> None:
    modes = []

    class Recorder(nn.Linear):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            modes.append((self.training, torch.is_grad_enabled()))
            return super().forward(x)

    model = Recorder(3, 2)
    _, x, y = problem()
    optimiser = torch.optim.SGD(model.parameters(), 0.1)
    loss = nn.functional.cross_entropy
    fit(model, [(x, y)], loss=loss, optimiser=optimiser, epochs=2, valid=[(x, y)], quiet=True)
    assert modes == [(True, True), (False, False)] * 2
    model.eval()
    evaluate(model, [(x, y)], loss=loss)
    assert not model.training


def test_evaluate_weighs_batches_by_their_size() -> None:
    model, x, y = problem()
    measured = evaluate(
        model, [(x[:40], y[:40]), (x[40:], y[40:])], loss=nn.functional.cross_entropy, metrics={"right": accuracy}
    )
    whole = model(x)
    assert measured["loss"] == pytest.approx(nn.functional.cross_entropy(whole, y).item(), rel=1e-5)
    assert measured["right"] == pytest.approx((whole.argmax(1) == y).float().mean().item())


def test_fit_complains() -> None:
    model, x, y = problem()
    optimiser = torch.optim.SGD(model.parameters(), 0.1)
    with pytest.raises(ValueError, match=r"needs a model that is an nn\.Module"):
        fit(lambda x: x, [(x, y)], loss=nn.functional.cross_entropy, optimiser=optimiser, epochs=1, clip=1.0)
    with pytest.raises(ValueError, match="not a single training example"):
        fit(model, iter([]), loss=nn.functional.cross_entropy, optimiser=optimiser, epochs=1)
    with pytest.raises(ValueError, match="not a single example to evaluate"):
        evaluate(model, [], loss=nn.functional.cross_entropy)
