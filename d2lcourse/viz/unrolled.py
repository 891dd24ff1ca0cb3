"""A recurrent network unrolled in time: one copy of the cell per step, words going in and out. Taught in lecture 07."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch
from matplotlib.path import Path
from matplotlib.text import Text

from d2lcourse.viz.style import COLOURS, MAX_WIDTH

__all__ = ["show_unrolled"]

WIDE: Final = 1.35  # inches per step
HIGH: Final = 2.7
BOX: Final = {"boxstyle": "round,pad=0.45", "facecolor": COLOURS["blue"], "edgecolor": "none"}


def show_unrolled(
    inputs: Sequence[str],
    outputs: Sequence[str] = (),
    *,
    cell: str = "RNN",
    state: str = "h",
    folded: bool = True,
    backwards: bool = False,
    active: Sequence[int] = (),
    ax: Axes | None = None,
) -> Axes:
    """One cell per step, with what goes in below, what comes out above, and the state from step to step.

    inputs: of each step; "" where nothing goes in, as when a network writes on its own.
    outputs: of each step, as many as inputs; "" where nothing comes out. Without any, only states are drawn.
    cell: what stands in the boxes. state: letter of the state.
    folded: also draw the network as it is defined, from x_t to o_t, its state going back into the cell, at the left.
    backwards: the state goes from right to left.
    active: numbers of the steps whose cell is drawn in another colour.

    matplotlib's mathtext works: "$x_1$".
    Raises ``ValueError`` without inputs, and for another number of outputs.
    """
    steps = len(inputs)
    if not steps or (outputs and len(outputs) != steps):
        raise ValueError(f"expected one output per input or none, and an input: got {steps} and {len(outputs)}")
    first = 2 if folded else 0
    if ax is None:
        size = (min(MAX_WIDTH, WIDE * (steps + first + 0.6)), HIGH if any(outputs) else 0.76 * HIGH)
        ax = plt.subplots(figsize=size)[1]
    ax.axis("off")
    ax.set(xlim=(-0.6, first + steps - 0.2), ylim=(-1.15, 1.15 if any(outputs) else 0.6))
    out = list(outputs) or [""] * steps
    boxes = [_cell(ax, first + i, cell, inputs[i], out[i], filled=i in active) for i in range(steps)]
    chain = boxes[::-1] if backwards else boxes
    for number, (left, right) in enumerate(pairwise(chain), start=1):
        _arrow(ax, left, right)
        (x0, _), (x1, _) = left.get_position(), right.get_position()
        place = steps - number + 1 if backwards else number
        ax.text((x0 + x1) / 2, 0.13, f"${state}_{{{place}}}$", ha="center", va="bottom", fontsize=15)
    if folded:
        _folded(ax, cell, state, "$o_t$" if any(out) else "")
    return ax


def _cell(ax: Axes, x: float, cell: str, below: str, above: str, *, filled: bool) -> Text:
    """One step."""
    box = BOX | ({"facecolor": COLOURS["orange"]} if filled else {})
    middle = ax.text(x, 0, cell, ha="center", va="center", color="white", fontsize=15, bbox=box)
    if below:
        word = ax.text(x, -0.9, below, ha="center", va="center", fontsize=15, bbox=_ground())
        _arrow(ax, word, middle)
    if above:
        word = ax.text(x, 0.9, above, ha="center", va="center", fontsize=15, color=COLOURS["orange"], bbox=_ground())
        _arrow(ax, middle, word)
    return middle


def _folded(ax: Axes, cell: str, state: str, above: str) -> None:
    """The cell with its loop, and an equals sign."""
    _cell(ax, 0, cell, "$x_t$", above, filled=False)
    way = Path([(0.2, 0.1), (0.85, 0.55), (0.85, -0.55), (0.29, -0.12)], [Path.MOVETO] + 3 * [Path.CURVE4])
    ax.add_patch(
        FancyArrowPatch(
            path=way, arrowstyle="-|>,head_width=3,head_length=5", color=COLOURS["grey"], linewidth=2, zorder=0
        )
    )
    ax.text(0.72, 0.13, f"${state}_t$", ha="left", va="bottom", fontsize=15)
    ax.text(1.25, 0, "=", ha="center", va="center", fontsize=22, color=COLOURS["grey"])


def _arrow(ax: Axes, tail: Text, tip: Text) -> None:
    """From box to box."""
    arrow = {"arrowstyle": "-|>,head_width=0.3,head_length=0.5", "color": COLOURS["grey"], "linewidth": 2}
    ends = {"patchA": tail.get_bbox_patch(), "patchB": tip.get_bbox_patch(), "shrinkA": 2, "shrinkB": 2}
    ax.annotate("", xy=tip.get_position(), xytext=tail.get_position(), arrowprops=arrow | ends)


def _ground() -> dict[str, str]:
    return {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none"}
