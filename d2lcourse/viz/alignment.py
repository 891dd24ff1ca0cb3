"""Where attention looks: target words beside the source words that they were made from. Taught in lecture 13."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes

from d2lcourse.viz.heatmap import DARK, show_heatmap

__all__ = ["show_alignment"]


def show_alignment(
    weights: torch.Tensor,
    source: Sequence[str],
    target: Sequence[str],
    *,
    row: int | None = None,
    numbers: str = "",
    ax: Axes | None = None,
) -> Axes:
    """A matrix of weights: dark where attention is, as in figure 3 of Bahdanau, Cho and Bengio (2015).

    weights: (T, S), each row sums to 1. Columns and rows of padding are to be cut off before.
    source: S words, above. target: T words, at the left.
    row: number of a target word that is picked out: the others are pale and without numbers.
    numbers: format of the numbers in the cells, e.g. ".2f"; '' for none.
    Raises ``ValueError`` for weights of another shape.
    """
    if tuple(weights.shape) != (len(target), len(source)):
        raise ValueError(
            f"{len(target)} target and {len(source)} source words need weights of shape "
            f"({len(target)}, {len(source)}), got {tuple(weights.shape)}"
        )
    n, m = weights.shape
    ax = ax or plt.subplots(figsize=(min(11.0, 2.2 + 0.6 * m), min(5.4, 1.6 + 0.42 * n)))[1]
    shown = weights.detach().cpu()
    show_heatmap(shown, rows=target, numbers=numbers if row is None else "", vmin=0, vmax=1, ax=ax)
    ax.xaxis.tick_top()
    if max(map(len, source)) > 2:
        ax.set_xticks(range(m), source, fontsize=13, rotation=40, ha="left", rotation_mode="anchor")
    else:
        ax.set_xticks(range(m), source, fontsize=13)
    for edge in range(1, n):
        ax.axhline(edge - 0.5, color="#DDDDDD", linewidth=0.8)
    if row is not None:
        for edges in ((-0.5, row - 0.5), (row + 0.5, n - 0.5)):
            ax.axhspan(*edges, color="white", alpha=0.75, linewidth=0)
        ax.get_yticklabels()[row].set_fontweight("bold")
        for j, weight in enumerate(shown[row].tolist() if numbers else ()):
            ink = "white" if weight > DARK else "black"
            ax.text(j, row, format(weight, numbers), ha="center", va="center", fontsize=12, color=ink)
    return ax
