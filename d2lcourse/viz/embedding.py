"""Word vectors as points of the plane: the two directions in which they differ most. Taught in lecture 11.

Source: Pearson, "On lines and planes of closest fit to systems of points in space" (1901): principal components.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes

from d2lcourse.viz.style import COLOURS

__all__ = ["project", "show_embedding"]

Box = tuple[float, float, float, float]
# Where a label may stand: (x, y) in points from its place, and its alignment.
SPOTS: Final = (((6, 4), "left"), ((6, -14), "left"), ((-6, 4), "right"), ((-6, -14), "right"), ((0, 8), "center"),
                ((0, -18), "center"))  # fmt: skip
FONT: Final = 13  # points
GROUPS: Final = (("blue", "o"), ("orange", "s"), ("green", "D"), ("purple", "^"), ("yellow", "v"), ("black", "X"))


def project(vectors: torch.Tensor, dims: int = 2) -> torch.Tensor:
    """Coordinates in the directions of largest variance.

    vectors: (n, D) float. dims: number of directions.
    Returns (n, dims). The sign of each direction is such that its largest coordinate is positive.
    Raises ``ValueError`` for vectors of another shape, and where n or D is below dims.
    """
    if vectors.ndim != 2 or min(vectors.shape) < dims:
        raise ValueError(f"expected at least {dims} vectors of {dims} or more entries, got {tuple(vectors.shape)}")
    centred = vectors.detach().cpu().double()
    centred = centred - centred.mean(dim=0)
    _, _, directions = torch.linalg.svd(centred, full_matrices=False)
    places: torch.Tensor = centred @ directions[:dims].T
    largest = places.gather(0, places.abs().argmax(dim=0, keepdim=True))
    signs = torch.where(largest < 0, -1.0, 1.0)
    places = signs * places
    return places.to(vectors.dtype)


def show_embedding(
    vectors: torch.Tensor,
    labels: Sequence[str],
    *,
    groups: Sequence[str] = (),
    pairs: Sequence[tuple[str, str]] = (),
    ax: Axes | None = None,
) -> Axes:
    """A map of words: near is similar, as far as two dimensions can say.

    vectors: (n, D) float; with D = 2 they are drawn as they are, else projected.
    labels: n words. groups: of each word, for colour, marker and legend, at most 6 different ones.
    pairs: of labels, joined by an arrow: man to woman, king to queen.
    Raises ``ValueError`` for another number of labels or groups.
    """
    if len(labels) != len(vectors) or (groups and len(groups) != len(labels)):
        raise ValueError(f"{len(vectors)} vectors need as many labels, got {len(labels)} (and {len(groups)} groups)")
    places = vectors.detach().cpu() if vectors.shape[1] == 2 else project(vectors)
    ax = ax or plt.subplots(figsize=(8.6, 4.8))[1]
    looks = dict(zip(dict.fromkeys(groups) or [""], GROUPS, strict=False))
    for name, (colour, marker) in looks.items():
        rows = [i for i in range(len(labels)) if not groups or groups[i] == name]
        ax.scatter(
            places[rows, 0].numpy(),
            places[rows, 1].numpy(),
            color=COLOURS[colour],
            marker=marker,
            s=45,
            label=name,
            zorder=3,
        )
    ax.margins(0.12)
    colours = [COLOURS[looks[groups[i] if groups else ""][0]] for i in range(len(labels))]
    _write(ax, places, labels, colours)
    where = {label: (float(x), float(y)) for label, (x, y) in zip(labels, places, strict=True)}
    for start, end in pairs:
        arrow = {"arrowstyle": "-|>", "color": COLOURS["grey"], "linewidth": 1.5, "shrinkA": 6, "shrinkB": 6}
        ax.annotate("", xy=where[end], xytext=where[start], arrowprops=arrow)
    ax.set(xlabel="first direction", ylabel="second direction", xticks=[], yticks=[])
    if groups:
        ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def _write(ax: Axes, places: torch.Tensor, labels: Sequence[str], colours: Sequence[str]) -> None:
    """Each label where it covers as little as possible of points and of labels that are there already."""
    ax.autoscale_view()
    points = ax.transData.transform(places.numpy()) * 72 / ax.figure.dpi
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y in points]
    for (x, y), place, label, colour in zip(points, places.tolist(), labels, colours, strict=True):
        wide = 0.62 * FONT * len(label)  # about: the font is not asked

        def box(spot: tuple[tuple[int, int], str], x: float = x, y: float = y, wide: float = wide) -> Box:
            (dx, dy), side = spot
            left = x + dx - {"left": 0.0, "right": wide, "center": wide / 2}[side]
            return (left, y + dy, left + wide, y + dy + FONT)

        spot = min(SPOTS, key=lambda spot: sum(_overlap(box(spot), other) for other in taken))
        taken.append(box(spot))
        ax.annotate(
            label, place, xytext=spot[0], textcoords="offset points", fontsize=FONT, color=colour, ha=spot[1], zorder=4
        )


def _overlap(a: Box, b: Box) -> float:
    """Area that two boxes share."""
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
