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
CELL: Final = 0.48  # height of a cell in inches for which the sizes of fonts are given
LARGEST: Final = 0.62  # height of a cell in inches, however few there are
TITLE: Final = 0.95  # room for the titles above, in cells
SHAPE: Final = 0.85  # room for the shapes below, in cells


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
        """The values as they are laid out: (rows, columns). Raises ``ValueError`` for more than two dims."""
        if self.values.ndim > 2:
            raise ValueError(f"a table has at most 2 dims, got shape {tuple(self.values.shape)}: pick some of it first")
        return self.values.reshape(1, -1) if self.values.ndim < 2 else self.values

    @property
    def shape(self) -> str:
        """What stands below the table."""
        return str(tuple(self.values.shape))

    @property
    def caption(self) -> float:
        """Width of title and shape, in cells."""
        return max(0.27 * len(self.title), 0.23 * len(self.shape))

    def texts(self, digits: int) -> list[list[str]]:
        """The numbers as they are written: none shows decimals where all are whole."""
        whole = not self.values.is_floating_point() or bool((self.values == self.values.round()).all())
        return [[f"{value:.{0 if whole else digits}f}" for value in line] for line in self.grid.tolist()]

    def marked(self, index: Any) -> torch.Tensor:
        """Which cells of ``grid`` an index means: (rows, columns) bool."""
        mask = torch.zeros(self.values.shape, dtype=torch.bool)
        if index is not None:
            mask[index] = True
        return mask.reshape(self.grid.shape)


def show_tables(*parts: Table | torch.Tensor | str, height: float = 2.85, digits: int = 2) -> None:
    """Draw tables and the signs between them in one row.

    parts: tensors of at most two dims, tables, and strings for signs.
    height: of the picture in inches, at most; four rows then leave room for eight lines of code.
    digits: after the decimal point, in tables that do not hold whole numbers only.
    Raises ``ValueError`` where there is no tensor or table, and for one of more than two dims.
    """
    shown = [Table(part) if isinstance(part, torch.Tensor) else part for part in parts]
    tables = [part for part in shown if isinstance(part, Table)]
    if not tables:
        raise ValueError("nothing to draw: give at least one tensor or Table")
    longest = max(len(text) for table in tables for line in table.texts(digits) for text in line)
    stretch = max(1.0, 0.3 * longest + 0.2)  # width of a cell, in cells
    head = TITLE if any(table.title for table in tables) else 0.2
    rows = max(table.grid.shape[0] for table in tables)
    tall = head + rows + SHAPE
    widths = [SIGN if isinstance(part, str) else max(stretch * part.grid.shape[1], part.caption) for part in shown]
    width = sum(widths) + GAP * (len(widths) - 1)
    cell = min(LARGEST, height / tall, MAX_WIDTH / width)
    _, ax = plt.subplots(figsize=(cell * width, cell * tall), layout="none")
    ax.set_position((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(tall, 0))
    ax.axis("off")
    left = 0.0
    for part, taken in zip(shown, widths, strict=True):
        if isinstance(part, str):
            ax.text(left + taken / 2, head + rows / 2, part, ha="center", va="center", fontsize=21 * cell / CELL)
        else:
            middle = (left + taken / 2, head + rows / 2)
            _draw(ax, part, middle, stretch, part.texts(digits), scale=cell / CELL)
        left += taken + GAP


def _draw(
    ax: Axes, table: Table, middle: tuple[float, float], stretch: float, texts: list[list[str]], scale: float
) -> None:
    """One table, centred at ``middle``."""
    rows, columns = table.grid.shape
    left, top = middle[0] - columns * stretch / 2, middle[1] - rows / 2
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
                left + (j + 0.5) * stretch, top + i + 0.5, texts[i][j], ha="center", va="center_baseline",
                fontsize=15 * scale, fontweight="bold" if picked[i, j] else "normal",
                color="white" if picked[i, j] else COLOURS["grey" if pale else "black"],
            )  # fmt: skip
    above, below = top - 0.25, top + rows + 0.2
    ax.text(middle[0], above, table.title, ha="center", va="bottom", fontsize=15 * scale, family="monospace")
    ax.text(middle[0], below, table.shape, ha="center", va="top", fontsize=14 * scale, color=COLOURS["grey"])
