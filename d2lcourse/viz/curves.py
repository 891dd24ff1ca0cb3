"""Loss and metrics over the epochs. Taught in lectures 03 and 05."""

from __future__ import annotations

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from d2lcourse.train import History
from d2lcourse.viz.style import COLOURS

__all__ = ["show_curves"]


def show_curves(history: History, metric: str = "", *, ax: Axes | None = None) -> Axes:
    """One curve for training, one for validation where there is one.

    history: of ``fit``.
    metric: which one to draw, e.g. "accuracy"; '' draws the loss.
    Raises ``ValueError`` for a metric that the history does not hold, from the first epoch on.
    """
    ax = ax or plt.subplots()[1]
    training = history.metrics.get(metric, []) if metric else history.loss
    validation = history.valid_metrics.get(metric, []) if metric else history.valid_loss
    if metric and metric not in {**history.metrics, **history.valid_metrics} and history.loss:
        raise ValueError(f"no metric is called {metric!r}; there is {', '.join(history.metrics) or 'none'}")
    for values, label, colour, marker, line in (
        (training, "training", "blue", "o", "-"),
        (validation, "validation", "orange", "s", "--"),
    ):
        if values:
            every = max(1, len(values) // 10)
            ax.plot(
                range(1, len(values) + 1), values, line, marker=marker, markevery=every, color=COLOURS[colour],
                label=label,
            )  # fmt: skip
    ax.set(xlabel="epoch", ylabel=metric or "loss")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    if training and validation:
        ax.legend()
    if history.stopped:
        ax.set_title("stopped: " + history.stopped.split(":")[0], color=COLOURS["orange"])
    return ax
