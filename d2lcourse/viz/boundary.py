"""What a classifier says at each point of the plane, and the examples it learnt from. Taught in lecture 05 (XOR)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap, ListedColormap, Normalize, to_rgb

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
    Raises ``ValueError`` for examples of another shape.
    """
    if X.ndim != 2 or X.shape[1] != 2:
        raise ValueError(f"the picture has two axes: expected examples of shape (m, 2), got {tuple(X.shape)}")
    ax = ax or plt.subplots(figsize=(4.6, 3.6))[1]
    low, high = X.min(dim=0).values, X.max(dim=0).values
    room = 0.35 * (high - low).clamp(min=1e-3)
    (x0, y0), (x1, y1) = (low - room).tolist(), (high + room).tolist()
    sides = (torch.linspace(x0, x1, POINTS), torch.linspace(y0, y1, POINTS))
    with torch.no_grad():
        scores = predict(torch.cartesian_prod(*sides).to(X.dtype))
    if scores.ndim == 2 and scores.shape[1] == 1:
        scores = scores.squeeze(1)
    _shade(ax, scores, sides, threshold)
    for label in y.unique().tolist():
        colour, marker = CLASSES[int(label)]
        across, up = X[y == label].T
        ax.scatter(
            across,
            up,
            s=max(25, min(160, 3000 // len(X))),  # fewer points are drawn larger
            label=classes[int(label)] if classes else str(int(label)),
            color=COLOURS[colour],
            marker=marker,
            edgecolors="white",
            linewidths=1.2,
            zorder=3,
        )
    ax.set(xlim=(x0, x1), ylim=(y0, y1), xlabel=names[0], ylabel=names[1])
    if classes:
        legend = ax.legend(loc="upper left", bbox_to_anchor=(1, 1), handletextpad=0.3)
        for handle in legend.legend_handles:
            handle.set_sizes([90])  # type: ignore[union-attr]
    return ax


def _shade(ax: Axes, scores: torch.Tensor, sides: tuple[torch.Tensor, torch.Tensor], threshold: float) -> None:
    """Two colours that fade where the score is close to the threshold, or one colour per class."""
    two_classes = scores.ndim == 1 and scores.is_floating_point()
    labels = scores if scores.ndim == 1 else scores.argmax(dim=1)
    z = labels.reshape(POINTS, POINTS).T.cpu().numpy()  # rows are the second axis, as matplotlib wants
    if two_classes:
        reach = max(float(abs(z - threshold).max()), 1e-6)
        colours, limits = _fading(), Normalize(threshold - reach, threshold + reach)
    else:
        colours, limits = ListedColormap([_pale(name) for name, _ in CLASSES]), Normalize(-0.5, len(CLASSES) - 0.5)
    x, y = sides
    extent = (x[0].item(), x[-1].item(), y[0].item(), y[-1].item())
    ax.imshow(z, cmap=colours, norm=limits, extent=extent, origin="lower", aspect="auto", interpolation="nearest")
    if two_classes and z.min() < threshold < z.max():
        ax.contour(x, y, z, levels=[threshold], colors="black", linewidths=2.5)


def _pale(name: str) -> tuple[float, float, float]:
    """The colour mixed with white: the examples have to stand out."""
    r, g, b = (0.4 * part + 0.6 for part in to_rgb(COLOURS[name]))
    return r, g, b


def _fading() -> Colormap:
    """From class 0 over white to class 1."""
    return LinearSegmentedColormap.from_list("two classes", [_pale("blue"), (1, 1, 1), _pale("orange")])
