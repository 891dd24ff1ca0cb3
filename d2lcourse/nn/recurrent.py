"""Recurrent layers: a cell run over whole sequences, stacked, in one direction or in both.

Layer l reads the outputs of layer l - 1. The backward direction reads each sequence from its last valid step to the
first, and its outputs are put back in place. What stands at padding, whatever it is, changes nothing. Sources:
Schuster and Paliwal, Bidirectional recurrent neural networks, IEEE Transactions on Signal Processing 45 (1997); dropout
between layers: Zaremba et al., arXiv:1409.2329. Taught in lectures 08 to 10.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final, TypeAlias, cast

import torch
from torch import nn
from torch.nn import functional

from d2lcourse.nn.cell import Cell
from d2lcourse.nn.lengths import reverse, spread, valid

__all__ = ["Recurrent", "trace"]

State: TypeAlias = torch.Tensor | tuple[torch.Tensor, ...]
MERGES: Final = ("concat", "sum")


class Recurrent(nn.Module):
    """One cell per layer and direction, run over a batch of sequences.

    make_cell: of (inputs, hidden), gives a new cell.
    inputs: D, entries of an input vector, or number of tokens where the inputs are tokens.
    hidden: H, entries of a state. layers: 1 or more.
    bidirectional: read in both directions; merge: "concat" puts both outputs side by side, "sum" adds them.
    dropout: share of a layer's outputs that is dropped while training, except after the last layer.

    outputs: width of the outputs, H, or 2 H where two directions are concatenated.
    cells: layer 0 forwards, layer 0 backwards, layer 1 forwards, ...
    Raises ``ValueError`` for layers below 1, for another merge, and for a dropout that is not 0 to 1.
    """

    dims: ClassVar[str] = "B, T, D"  # of the inputs

    def __init__(
        self,
        make_cell: Callable[[int, int], Cell],
        inputs: int,
        hidden: int,
        layers: int = 1,
        *,
        bidirectional: bool = False,
        merge: str = "concat",
        dropout: float = 0.0,
    ) -> None:
        super().__init__()
        if layers < 1:
            raise ValueError(f"there is at least one layer, got layers={layers}")
        if merge not in MERGES:
            raise ValueError(f"merge must be one of {', '.join(MERGES)}, got {merge!r}")
        if not 0 <= dropout <= 1:
            raise ValueError(f"dropout is a share, 0 to 1, got {dropout}")
        self.inputs, self.hidden, self.layers, self.merge, self.dropout = inputs, hidden, layers, merge, dropout
        self.directions = 2 if bidirectional else 1
        self.outputs = 2 * hidden if bidirectional and merge == "concat" else hidden
        widths = [inputs] + [self.outputs] * (layers - 1)
        self.cells = nn.ModuleList(make_cell(width, hidden) for width in widths for _ in range(self.directions))

    def forward(
        self, x: torch.Tensor, state: State | None = None, lengths: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, State]:
        """All steps of all sequences.

        x: (B, T, D), or tokens (B, T) int that stand for one-hot vectors of D entries.
        state: before the first step, (layers * directions, B, H), zeros if left out; for an LSTM a pair (h, c).
        lengths: (B,) int, valid steps of each sequence, 0 to T; all if left out.
        Returns the outputs (B, T, ``outputs``), zero at padding, and the state after the last valid step, shaped as
        ``state``; the backward direction's is the one after step 1.
        Raises ``ValueError`` for inputs of another shape, for a state of other dims or another number of cells, and for
        lengths that are not 0 to T, one per sequence.
        """
        if x.ndim != (len(self.dims.split()) if x.is_floating_point() else 2):
            found = f"{tuple(x.shape)} {x.dtype}"
            raise ValueError(f"expected inputs ({self.dims}) float or tokens (B, T), got {found}")
        mask = None if lengths is None else valid(x, lengths)
        if mask is not None:
            x = x.masked_fill(spread(~mask, x), 0)  # even NaN there does no harm
        starts, ends = self._split(state), []
        for layer in range(self.layers):
            sides = []
            for direction in range(self.directions):
                number = layer * self.directions + direction
                cell = cast(Cell, self.cells[number])
                z = cell.project((reverse(x, lengths) if direction else x).transpose(0, 1))
                start = cell.start(z) if starts is None else starts[number]
                paths = cell.scan(z, start)
                ends.append([end(path, first, lengths) for path, first in zip(paths, start, strict=True)])
                side = paths[0].transpose(0, 1)
                sides.append(reverse(side, lengths) if direction else side)
            x = sides[0] if len(sides) == 1 else sides[0] + sides[1] if self.merge == "sum" else torch.cat(sides, -1)
            if layer < self.layers - 1:
                x = functional.dropout(x, self.dropout, self.training)
        if mask is not None:
            x = x.masked_fill(spread(~mask, x), 0)
        final = tuple(torch.stack(parts) for parts in zip(*ends, strict=True))
        return x, final if len(final) > 1 else final[0]

    def _split(self, state: State | None) -> list[tuple[torch.Tensor, ...]] | None:
        """The state of each cell, from that of all."""
        if state is None:
            return None
        names = cast(Cell, self.cells[0]).states
        parts = state if isinstance(state, tuple) else (state,)
        if len(parts) != len(names) or any(
            part.ndim != len(self.dims.split()) or len(part) != len(self.cells) for part in parts
        ):
            found = ", ".join(str(tuple(part.shape)) for part in parts)
            one = f"({len(self.cells)}, B, {self.hidden})"
            raise ValueError(f"expected a state {' and '.join(names)}, each {one}, got {found}")
        return list(zip(*(part.unbind() for part in parts), strict=True))

    def extra_repr(self) -> str:
        """What the cells below do not say."""
        sides = f", bidirectional, merge={self.merge!r}" if self.directions == 2 else ""
        return f"layers={self.layers}{sides}" + (f", dropout={self.dropout}" if self.dropout else "")


def end(path: torch.Tensor, start: torch.Tensor, lengths: torch.Tensor | None) -> torch.Tensor:
    """The state after the last valid step, from those of all steps (T, B, ...); without a valid step, the start."""
    if not len(path):
        return start
    if lengths is None:
        return path[-1]
    lengths = lengths.to(path.device)
    found = path[lengths - 1, torch.arange(len(lengths), device=path.device)]
    return torch.where(spread(lengths > 0, found), found, start)


def trace(layer: Recurrent, x: torch.Tensor, state: State | None = None) -> dict[str, torch.Tensor]:
    """Every named value of every step, for pictures: gates, candidate, states.

    layer: of one layer and one direction. x, state: as the layer takes them.
    Returns (B, T, H) for each name in the cell's formulas: h; for an LSTM also i, f, g, o, c; for a GRU r, z, n.
    Raises ``ValueError`` for a layer of several cells, and for a state of other dims.
    """
    if len(layer.cells) != 1:
        raise ValueError(f"expected one layer in one direction, got {len(layer.cells)} cells: trace one of them alone")
    cell = cast(Cell, layer.cells[0])
    z = cell.project(x.transpose(0, 1))
    starts = layer._split(state)
    now = cell.start(z) if starts is None else starts[0]
    path = []
    for z_t in z.unbind():
        path.append(cell.compute(z_t, now))
        now = tuple(path[-1][name] for name in cell.states)
    return {name: torch.stack([values[name] for values in path], 1) for name in path[0]}
