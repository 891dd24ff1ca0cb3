"""What a classifier says at each point of the plane, and the examples it learnt from. Taught in lecture 05 (XOR)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, ListedColormap, to_rgb

from d2lcourse.viz.style import COLOURS

__all__ = ["show_decision_boundary"]

POINTS: Final = 201  # per side of the grid
CLASSES: Final = (("blue", "o"), ("orange", "s"), ("green", "D"), ("purple", "^"), ("yellow", "v"), ("black", "X"))


def show_decision_boundary(
    predict: Callable[[torch.Tensor], torch.Tensor],
    X: torch.Tensor,
    y: torch.Tensor,
    *,
    threshold: float = 0.5,
    classes: Sequence[str] = (),
    names: Sequence[str] = ("$x_1$", "$x_2$"),
    ax: Axes | None = None,
) -> Axes:
    """The plane coloured by what is predicted, with the examples on top.

    predict: (n, 2) points to (n,) or (n, 1) scores, class 1 from ``threshold`` on; or to (n, k) scores of k classes,
        the largest wins; or to (n,) int labels.
    X: (m, 2) examples; y: (m,) int labels, at most 6 classes. Each class has a colour and a marker of its own.
    threshold: 0.5 for probabilities, 0 for scores before the sigmoid.
    classes: names, for a legend.
    """
    if X.ndim != 2 or X.shape[1] != 2:
        raise ValueError(f"the picture has two axes: expected examples of shape (m, 2), got {tuple(X.shape)}")
    ax = ax or plt.subplots(figsize=(4.6, 3.6))[1]
    low, high = X.min(dim=0).values, X.max(dim=0).values
    room = 0.35 * (high - low).clamp(min=1e-3)
    (x0, y0), (x1, y1) = (low - room).tolist(), (high + room).tolist()
    sides = torch.linspace(x0, x1, POINTS), torch.linspace(y0, y1, POINTS)
    with torch.no_grad():
        scores = predict(torch.cartesian_prod(*sides).to(X.dtype))
    if scores.ndim == 2 and scores.shape[1] == 1:
        scores = scores.squeeze(1)
    extent = (x0, x1, y0, y1)
    if scores.ndim == 1 and scores.is_floating_point():
        z = scores.reshape(POINTS, POINTS).T.cpu().numpy()
        reach = max(float(abs(z - threshold).max()), 1e-6)
        limits = {"vmin": threshold - reach, "vmax": threshold + reach}
        ax.imshow(z, extent=extent, origin="lower", cmap=_two_colours(), aspect="auto", **limits)
        if z.min() < threshold < z.max():
            ax.contour(*sides, z, levels=[threshold], colors="black", linewidths=2.5)
    else:
        labels = scores.argmax(dim=1) if scores.ndim == 2 else scores
        colours = ListedColormap([_pale(name) for name, _ in CLASSES])
        z = labels.reshape(POINTS, POINTS).T.cpu().numpy()
        limits = {"vmin": -0.5, "vmax": len(CLASSES) - 0.5}
        ax.imshow(z, extent=extent, origin="lower", cmap=colours, aspect="auto", interpolation="nearest", **limits)
    for label in y.unique().tolist():
        colour, marker = CLASSES[int(label)]
        name = classes[int(label)] if classes else str(int(label))
        look = {"color": COLOURS[colour], "marker": marker, "edgecolors": "white", "linewidths": 1.2}
        ax.scatter(*X[y == label].T, s=max(25, min(160, 3000 // len(X))), label=name, zorder=3, **look)
    ax.set(xlim=(x0, x1), ylim=(y0, y1), xlabel=names[0], ylabel=names[1])
    if classes:
        ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def _pale(name: str) -> tuple[float, float, float]:
    """The colour mixed with white: the examples have to stand out."""
    r, g, b = (0.4 * part + 0.6 for part in to_rgb(COLOURS[name]))
    return r, g, b


def _two_colours() -> LinearSegmentedColormap:
    """From class 0 over white to class 1."""
    return LinearSegmentedColormap.from_list("two classes", [_pale("blue"), (1, 1, 1), _pale("orange")])
