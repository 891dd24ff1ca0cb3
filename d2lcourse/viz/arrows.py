"""Vectors of the plane drawn as arrows: sums head to tail, multiples, angles. Taught in lecture 01."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes

from d2lcourse.viz.style import COLOURS

__all__ = ["Arrow", "show_arrows"]


@dataclass(frozen=True)
class Arrow:
    """A vector to draw.

    vector: (2,) float.
    label: stands beside the middle of the arrow.
    colour: a name of ``COLOURS``.
    start: (2,) float, where the arrow begins; the origin if left out.
    right: the label stands to the right of the direction, not to the left.
    """

    vector: torch.Tensor
    label: str = ""
    colour: str = "blue"
    start: torch.Tensor | None = None
    right: bool = False

    @property
    def ends(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Where the arrow begins and ends. Raises ``ValueError`` for a vector of another shape than (2,)."""
        if self.vector.shape != (2,):
            raise ValueError(f"an arrow lies in the plane: expected shape (2,), got {tuple(self.vector.shape)}")
        start = torch.zeros(2) if self.start is None else self.start
        (x0, y0), (x1, y1) = start.tolist(), (start + self.vector).tolist()
        return (x0, y0), (x1, y1)


def show_arrows(panels: Mapping[str, Sequence[Arrow]], *, height: float = 2.9) -> None:
    """Draw panels side by side, all on the same scale.

    panels: title of each panel and the arrows in it.
    height: of the figure, in inches.
    Raises ``ValueError`` for a vector of another shape than (2,).
    """
    _, axes = plt.subplots(1, len(panels), figsize=(1.15 * height * len(panels), height), squeeze=False)
    points = [point for arrows in panels.values() for arrow in arrows for point in arrow.ends] + [(0.0, 0.0)]
    low = [math.floor(min(point[i] for point in points) - 0.5) for i in (0, 1)]
    high = [math.ceil(max(point[i] for point in points) + 0.5) for i in (0, 1)]
    for ax, (title, arrows) in zip(axes[0], panels.items(), strict=True):
        ax.set(title=title, aspect="equal", xlim=(low[0], high[0]), ylim=(low[1], high[1]))
        ax.set(xticks=range(low[0], high[0] + 1), yticks=range(low[1], high[1] + 1))
        ax.set_xticklabels([])
        ax.set_yticklabels([])
        ax.tick_params(length=0)
        ax.grid(color="#DDDDDD", linewidth=1)
        ax.set_axisbelow(True)
        for side in ("left", "bottom"):
            ax.spines[side].set_position("zero")
            ax.spines[side].set_color("#999999")
        for arrow in arrows:
            _draw(ax, arrow)


def _draw(ax: Axes, arrow: Arrow) -> None:
    """An arrow, and its label beside the middle."""
    (x0, y0), (x1, y1) = arrow.ends
    colour = COLOURS[arrow.colour]
    style = {"arrowstyle": "-|>,head_width=0.35,head_length=0.6", "color": colour, "linewidth": 3}
    ax.annotate("", xy=(x1, y1), xytext=(x0, y0), arrowprops=style | {"shrinkA": 0, "shrinkB": 0})
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    far = (-16 if arrow.right else 16) / length  # 16 points
    beside = (-(y1 - y0) * far, (x1 - x0) * far)
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    ax.annotate(
        arrow.label, xy=middle, xytext=beside, textcoords="offset points", ha="center", va="center",
        color=colour, fontweight="bold",
    )  # fmt: skip
