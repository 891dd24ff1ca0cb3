"""The loop that trains every network of the course, written to be read. Taught in lectures 03 to 05.

It does what a hand-written loop does, in the same order: predict, loss, gradients, step. On top of that it keeps the
history, shows one line of progress, clips gradients where asked (lecture 07), and stops when the loss is no number.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import torch
from torch import nn

from d2lcourse.progress import Line

__all__ = ["History", "evaluate", "fit"]

Data: TypeAlias = Iterable[tuple[torch.Tensor, ...]]
Metric: TypeAlias = Callable[[torch.Tensor, torch.Tensor], Any]
NO_METRICS: Mapping[str, Metric] = {}
ADVICE: Final = "try a smaller learning rate"


@dataclass
class History:
    """What happened in each epoch; all lists have one entry per complete epoch.

    loss: mean over the training examples, each taken just before the step that used it.
    valid_loss: mean over the validation examples after the epoch; empty without such data.
    metrics, valid_metrics: the same for each metric by its name.
    seconds: from the start of training to the end of the epoch.
    stopped: why training ended early; '' where it did not.
    """

    loss: list[float] = field(default_factory=list)
    valid_loss: list[float] = field(default_factory=list)
    metrics: dict[str, list[float]] = field(default_factory=dict)
    valid_metrics: dict[str, list[float]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    stopped: str = ""

    @property
    def epochs(self) -> list[int]:
        """1, 2, ... as far as training came."""
        return list(range(1, len(self.loss) + 1))

    def __str__(self) -> str:
        """The last epoch in a few words."""
        if not self.loss:
            return self.stopped or "no epoch yet"
        parts = [f"loss {self.loss[-1]:.3f}"]
        parts += [f"{name} {values[-1]:.3f}" for name, values in self.metrics.items()]
        if self.valid_loss:
            parts += [f"valid loss {self.valid_loss[-1]:.3f}"]
            parts += [f"valid {name} {values[-1]:.3f}" for name, values in self.valid_metrics.items()]
        return ", ".join(parts)


def fit(
    model: Callable[[torch.Tensor], torch.Tensor],
    train: Data,
    *,
    loss: Metric,
    optimiser: Any,
    epochs: int,
    valid: Data | None = None,
    metrics: Mapping[str, Metric] = NO_METRICS,
    clip: float | None = None,
    on_epoch: Callable[[History], object] | None = None,
    quiet: bool = False,
) -> History:
    """Train a model and say how it went.

    model: maps a batch of inputs to outputs: an ``nn.Module`` or a function.
    train: gives batches (x, y) each time it is iterated over: ``Batches``, a ``DataLoader``, a list.
    loss: of (outputs, y), a scalar tensor, the mean over the batch.
    optimiser: has ``zero_grad()`` and ``step()``, as those of ``torch.optim`` do.
    epochs: passes over ``train``.
    valid: batches to look at after each epoch, without learning from them.
    metrics: name and function of (outputs, y) that gives the mean over a batch, e.g. ``{"accuracy": accuracy}``.
    clip: largest norm of all gradients together; needs an ``nn.Module``.
    on_epoch: called with the history after each epoch, e.g. a ``LiveFigure``.
    quiet: no line of progress.

    A loss that is NaN or infinite ends the training before it can do harm: ``history.stopped`` says where and what to
    try. Nothing is moved between devices: put model and data on the same one.
    Raises ``ValueError`` where ``clip`` is given for a model that is no ``nn.Module``, and where ``train`` or ``valid``
    gives not a single example.
    """
    module = model if isinstance(model, nn.Module) else None
    if clip is not None and module is None:
        raise ValueError("clip needs a model that is an nn.Module: only that one knows its parameters")
    history, line, start = History(), Line(), time.perf_counter()
    for epoch in range(1, epochs + 1):
        total = Mean()
        if module is not None:
            module.train()
        for number, (x, y) in enumerate(train, start=1):
            optimiser.zero_grad()
            outputs = model(x)
            value = loss(outputs, y)
            loss_now = value.item()
            if not math.isfinite(loss_now):
                history.stopped = f"loss is {loss_now} in epoch {epoch}, batch {number}: {ADVICE}"
                break
            value.backward()
            if clip is not None and module is not None:
                nn.utils.clip_grad_norm_(module.parameters(), clip)
            optimiser.step()
            total.add(len(y), {"loss": loss_now, **_measured(metrics, outputs.detach(), y)})
            if not quiet:
                line.show(f"epoch {epoch} of {epochs}, batch {number}: loss {loss_now:.3f}")
        if history.stopped:
            break
        if not total.count:
            raise ValueError("there is not a single training example: is the data used up, as a generator is?")
        _append(history.loss, history.metrics, total.means())
        if valid is not None:
            _append(history.valid_loss, history.valid_metrics, evaluate(model, valid, loss=loss, metrics=metrics))
        history.seconds.append(time.perf_counter() - start)
        if not quiet:
            line.show(f"epoch {epoch} of {epochs}: {history}")
        if on_epoch is not None:
            on_epoch(history)
    if not quiet:
        line.end(history.stopped or f"{epochs} epochs: {history}")
    return history


def evaluate(
    model: Callable[[torch.Tensor], torch.Tensor],
    data: Data,
    *,
    loss: Metric,
    metrics: Mapping[str, Metric] = NO_METRICS,
) -> dict[str, float]:
    """Mean loss and metrics over all examples, under the names "loss" and those of ``metrics``; nothing is learnt.

    model, loss, metrics: as in ``fit``. data: gives batches (x, y), each with the examples first, (n, ...).
    Raises ``ValueError`` where there is not a single example.
    """
    total = Mean()
    was_training = isinstance(model, nn.Module) and model.training
    if isinstance(model, nn.Module):
        model.eval()
    with torch.no_grad():
        for x, y in data:
            outputs = model(x)
            total.add(len(y), {"loss": loss(outputs, y), **_measured(metrics, outputs, y)})
    if isinstance(model, nn.Module):
        model.train(was_training)
    if not total.count:
        raise ValueError("there is not a single example to evaluate: is the data used up, as a generator is?")
    return total.means()


class Mean:
    """Means over examples from means over batches: a last batch that is smaller counts less."""

    def __init__(self) -> None:
        self.count = 0
        self.sums: dict[str, float] = {}

    def add(self, count: int, values: Mapping[str, Any]) -> None:
        """One more batch: ``count`` examples, and the mean of each value over them."""
        self.count += count
        for name, value in values.items():
            self.sums[name] = self.sums.get(name, 0.0) + count * float(value)

    def means(self) -> dict[str, float]:
        """Of each value over all examples so far."""
        return {name: value / self.count for name, value in self.sums.items()}


def _measured(metrics: Mapping[str, Metric], outputs: torch.Tensor, y: torch.Tensor) -> dict[str, Any]:
    return {name: metric(outputs, y) for name, metric in metrics.items()}


def _append(losses: list[float], metrics: dict[str, list[float]], values: Mapping[str, float]) -> None:
    """One more epoch."""
    for name, value in values.items():
        (losses if name == "loss" else metrics.setdefault(name, [])).append(value)
