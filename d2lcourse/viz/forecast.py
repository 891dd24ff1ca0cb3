"""Series over time, what was forecast beside what was measured. Taught in lectures 06, 14 and 15."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes

from d2lcourse.viz.style import COLOURS

__all__ = ["show_series"]

LINES: Final = (
    ("grey", "-", 1.6),
    ("blue", "-", 2.2),
    ("orange", "--", 2.2),
    ("green", "-.", 2.2),
    ("purple", ":", 2.6),
)


def show_series(
    series: Mapping[str, tuple[torch.Tensor, torch.Tensor]],
    *,
    ylabel: str = "",
    xlabel: str = "year",
    split: float | None = None,
    marks: torch.Tensor | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Lines over time; the first one, which is the measurement, grey.

    series: label, and (n,) times and (n,) values; at most 5.
    ylabel, xlabel: with units.
    split: a time at which training ends and the test begins, drawn as a line.
    marks: (k,) times at which the first series has something to be marked, e.g. peaks.
    Raises ``ValueError`` for no series or more than 5, and for times and values of other shapes.
    """
    if not 1 <= len(series) <= len(LINES):
        raise ValueError(f"expected one to {len(LINES)} series, got {len(series)}")
    ax = ax or plt.subplots(figsize=(10.5, 3.4))[1]
    for (label, (time, values)), (colour, line, width) in zip(series.items(), LINES, strict=False):
        if time.shape != values.shape or time.ndim != 1:
            raise ValueError(f"{label}: times {tuple(time.shape)} and values {tuple(values.shape)}, expected (n,) both")
        ax.plot(
            time.cpu().numpy(),
            values.detach().cpu().numpy(),
            line,
            color=COLOURS[colour],
            linewidth=width,
            label=label,
            marker="",
        )
    if marks is not None and len(marks):
        time, values = next(iter(series.values()))
        nearest = (time[:, None].double() - marks.double()).abs().argmin(dim=0)
        ax.plot(
            time[nearest].numpy(),
            values[nearest].detach().numpy(),
            linestyle="",
            marker="v",
            color=COLOURS["orange"],
            markersize=8,
        )
    if split is not None:
        ax.axvline(split, color=COLOURS["black"], linewidth=1.2, linestyle=":")
        ax.annotate(" test", (split, 1), xycoords=("data", "axes fraction"), va="top", fontsize=13)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.margins(x=0.01)
    if any(series) and len(series) > 1:
        ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax
