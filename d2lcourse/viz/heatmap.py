"""A matrix as colours with its numbers. Taught in lectures 00 (any matrix) and 04 (confusion of classes)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes

__all__ = ["show_confusion", "show_heatmap"]

MOST_NUMBERS: Final = 16  # rows or columns up to which the numbers fit into the cells
DARK: Final = 0.72  # share of the range from which white reads better than black on the colour


def show_heatmap(
    values: torch.Tensor,
    *,
    rows: Sequence[str] = (),
    columns: Sequence[str] = (),
    xlabel: str = "",
    ylabel: str = "",
    numbers: str = "",
    vmin: float | None = None,
    vmax: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """A matrix as colours, dark where it is large.

    values: (n, m).
    rows, columns: names beside and below.
    numbers: format of the numbers in the cells, e.g. ".2f"; '' for none.
    vmin, vmax: what is white and what is darkest; from the values if left out.
    Raises ``ValueError`` for values that are not (n, m).
    """
    if values.ndim != 2:
        raise ValueError(f"expected a matrix, got shape {tuple(values.shape)}")
    n, m = values.shape
    ax = ax or plt.subplots(figsize=(min(11.0, 1.6 + 0.62 * m), min(5.2, 1.2 + 0.42 * n)))[1]
    image = ax.imshow(values.detach().cpu().numpy(), cmap="Blues", vmin=vmin, vmax=vmax, aspect="auto")
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    if rows:
        ax.set_yticks(range(n), rows, fontsize=13)
    if columns:
        turned: dict[str, Any] = {"rotation": 40, "ha": "right", "rotation_mode": "anchor"}
        turned = turned if max(map(len, columns)) > 3 else {}
        ax.set_xticks(range(m), columns, fontsize=13, **turned)
    if numbers and max(n, m) <= MOST_NUMBERS:
        low, high = image.get_clim()
        for i in range(n):
            for j in range(m):
                value = values[i, j].item()
                dark = high > low and (value - low) / (high - low) > DARK
                ax.text(j, i, format(value, numbers), ha="center", va="center", fontsize=12,
                        color="white" if dark else "black")  # fmt: skip
    return ax


def show_confusion(matrix: torch.Tensor, classes: Sequence[str], *, ax: Axes | None = None) -> Axes:
    """A confusion matrix: rows are what it is, columns what it was taken for.

    matrix: (k, k) int, as ``metrics.confusion_matrix`` gives it.
    classes: k names.
    The colours show only the mistakes: the diagonal would outshine them.
    Raises ``ValueError`` where the matrix is not (k, k).
    """
    k = len(classes)
    if tuple(matrix.shape) != (k, k):
        raise ValueError(f"{k} classes need a matrix of shape ({k}, {k}), got {tuple(matrix.shape)}")
    ax = ax or plt.subplots(figsize=(10.2, 5.1))[1]
    mistakes = matrix.clone().fill_diagonal_(0)
    show_heatmap(
        mistakes, rows=classes, columns=classes, xlabel="predicted", ylabel="true", vmin=0,
        vmax=max(1, int(mistakes.max())), ax=ax,
    )  # fmt: skip
    darkest = max(1, int(mistakes.max()))
    for i in range(k):
        for j in range(k):
            count = int(matrix[i, j])
            ax.text(
                j, i, str(count) if count else "·", ha="center", va="center", fontsize=14,
                fontweight="bold" if i == j else "normal",
                color="white" if i != j and count > DARK * darkest else "black",
            )  # fmt: skip
    return ax
