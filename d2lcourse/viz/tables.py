"""Tensors of at most two dims drawn as tables of numbers, with cells picked out: A @ B = C, reshape, broadcasting.

Taught in lecture 01. A picture is a row of tables and signs, ``show_tables(A, "+", B, "=", A + B)``; what is marked is
given by the same index that one would write in code, so that picture and code cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from d2lcourse.viz.style import COLOURS, MAX_WIDTH

__all__ = ["Table", "show_tables"]

GAP: Final = 0.7  # between neighbours, in cells
SIGN: Final = 0.7  # width of a sign, in cells
HEAD: Final = 1.0  # room for the title above a table, and for its shape below, in cells


@dataclass(frozen=True)
class Table:
    """A tensor to draw, and what to mark in it.

    values: (), (m,) or (n, m); a vector is drawn as a row.
    pick: index of the cells to fill, as in ``values[pick]``; ``numpy.s_[:, 1]`` writes it down.
    ghost: index of the cells to draw pale: copies that only exist in thought.
    title: stands above; the shape stands below.
    colour: a name of ``COLOURS``, for the cells that are picked.
    """

    values: torch.Tensor
    pick: Any = None
    ghost: Any = None
    title: str = ""
    colour: str = "orange"

    @property
    def grid(self) -> torch.Tensor:
        """The values as they are laid out: (rows, columns)."""
        if self.values.ndim > 2:
            raise ValueError(f"a table has at most 2 dims, got shape {tuple(self.values.shape)}: pick some of it first")
        return self.values.reshape(1, -1) if self.values.ndim < 2 else self.values

    def marked(self, index: Any) -> torch.Tensor:
        """Which cells of ``grid`` an index means: (rows, columns) bool."""
        mask = torch.zeros(self.values.shape, dtype=torch.bool)
        if index is not None:
            mask[index] = True
        return mask.reshape(self.grid.shape)


def show_tables(*parts: Table | torch.Tensor | str, cell: float = 0.55, digits: int = 0) -> None:
    """Draw tables and the signs between them in one row.

    parts: tensors of at most two dims, tables, and strings for signs.
    cell: height of a cell in inches; smaller where the picture would not fit a slide.
    digits: after the decimal point.
    """
    shown = [Table(part) if isinstance(part, torch.Tensor) else part for part in parts]
    tables = [part for part in shown if isinstance(part, Table)]
    if not tables:
        raise ValueError("nothing to draw: give at least one tensor or Table")
    stretch = max(1.0, 0.3 * max(len(_text(v, digits)) for t in tables for v in t.grid.flatten()))  # wide numbers
    height = max(table.grid.shape[0] for table in tables) + 2 * HEAD
    widths = [SIGN if isinstance(part, str) else stretch * part.grid.shape[1] for part in shown]
    width = sum(widths) + GAP * (len(widths) - 1)
    cell = min(cell, MAX_WIDTH / width)
    _, ax = plt.subplots(figsize=(cell * width, cell * height), layout="none")
    ax.set_position((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(height, 0))
    ax.axis("off")
    left = 0.0
    for part, taken in zip(shown, widths, strict=True):
        if isinstance(part, str):
            ax.text(left + taken / 2, height / 2, part, ha="center", va="center", fontsize=24 * cell / 0.55)
        else:
            _draw(ax, part, left, height / 2, stretch, digits, scale=cell / 0.55)
        left += taken + GAP


def _draw(ax: Axes, table: Table, left: float, middle: float, stretch: float, digits: int, scale: float) -> None:
    """One table, centred at the height ``middle``."""
    rows, columns = table.grid.shape
    top = middle - rows / 2
    picked, ghost = table.marked(table.pick), table.marked(table.ghost)
    for i in range(rows):
        for j in range(columns):
            fill = COLOURS[table.colour] if picked[i, j] else "white"
            pale = bool(ghost[i, j])
            ax.add_patch(
                Rectangle(
                    (left + j * stretch, top + i), stretch, 1, facecolor=fill, linewidth=1.2, clip_on=False,
                    edgecolor=COLOURS["grey"], linestyle=":" if pale else "-",
                )
            )  # fmt: skip
            ax.text(
                left + (j + 0.5) * stretch, top + i + 0.5, _text(table.grid[i, j], digits), ha="center", va="center",
                fontsize=17 * scale, fontweight="bold" if picked[i, j] else "normal",
                color="white" if picked[i, j] else COLOURS["grey" if pale else "black"],
            )  # fmt: skip
    centre = left + columns * stretch / 2
    ax.text(centre, top - 0.3, table.title, ha="center", va="bottom", fontsize=16 * scale, family="monospace")
    below = str(tuple(table.values.shape))
    ax.text(centre, top + rows + 0.2, below, ha="center", va="top", fontsize=14 * scale, color=COLOURS["grey"])


def _text(value: torch.Tensor, digits: int) -> str:
    return f"{value.item():.{digits if value.is_floating_point() else 0}f}"
