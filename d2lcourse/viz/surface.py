"""A loss over two parameters as contour lines, and the ways that training takes over it. Taught in lecture 03."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import matplotlib.pyplot as plt
import numpy as np
import torch
from matplotlib.axes import Axes

from d2lcourse.viz.style import COLOURS

__all__ = ["show_loss_surface"]

POINTS: Final = 121  # per side of the grid
WAYS: Final = (("orange", "o"), ("blue", "s"), ("black", "D"), ("purple", "^"), ("green", "v"))


def show_loss_surface(
    f: Callable[[torch.Tensor], torch.Tensor],
    trajectories: Mapping[str, torch.Tensor] | None = None,
    *,
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    names: Sequence[str] = ("$w_1$", "$w_2$"),
    best: torch.Tensor | None = None,
    levels: int = 12,
    ax: Axes | None = None,
) -> Axes:
    """Contour lines of a loss, and the steps of one or more descents.

    f: (n, 2) parameters to (n,) losses.
    trajectories: label ('' for none), and (steps, 2) parameters from first to last; what leaves the frame is cut off,
        and steps after a NaN are not drawn.
    xlim, ylim: of the first and the second parameter.
    names: of the two parameters.
    best: (2,), where the minimum is: drawn as a star.
    levels: number of contour lines, closer together near the minimum.
    """
    ax = ax or plt.subplots()[1]
    x, y = torch.linspace(*xlim, POINTS), torch.linspace(*ylim, POINTS)
    with torch.no_grad():
        z = f(torch.cartesian_prod(x, y)).reshape(POINTS, POINTS).T.numpy()  # rows are y, as matplotlib wants
    low, high = float(z.min()), float(z.max())
    heights = low + (high - low) * np.linspace(0.02, 1, levels) ** 2
    ax.contourf(x, y, z, levels=np.r_[low, heights], cmap="Greys", alpha=0.45)
    ax.contour(x, y, z, levels=heights, colors=COLOURS["grey"], linewidths=1)
    for (label, way), (colour, marker) in zip((trajectories or {}).items(), WAYS * 9, strict=False):
        steps = way.detach().double()
        kept = steps[torch.isfinite(steps).all(dim=1).cummin(dim=0).values].clamp(-1e6, 1e6)
        ax.plot(*kept.T, marker=marker, color=COLOURS[colour], label=label, markersize=6, linewidth=2)
        ax.plot(*kept[:1].T, marker="o", color="white", markeredgecolor=COLOURS[colour], markersize=9, zorder=3)
    if best is not None:
        ax.plot(*best.tolist(), marker="*", color=COLOURS["yellow"], markeredgecolor="black", markersize=18, zorder=4)
    ax.set(xlim=xlim, ylim=ylim, xlabel=names[0], ylabel=names[1])
    if any(trajectories or ()):
        ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax
