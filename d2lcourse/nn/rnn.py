"""The plain recurrent cell: the new state is a tanh of a linear function of input and state.

Source: Elman, Finding structure in time, Cognitive Science 14 (1990).
Lecture 07 builds it by hand; this cell is used in lecture 09.
"""

from __future__ import annotations

import torch

from d2lcourse.nn.bptt import RNNScan
from d2lcourse.nn.cell import Cell

__all__ = ["RNNCell"]


class RNNCell(Cell):
    """h' = tanh(x W_x + h W_h + b).

    inputs: D. hidden: H. Parameters: W_x (D, H), W_h (H, H), b (H,).
    """

    def __init__(self, inputs: int, hidden: int, *, generator: torch.Generator | None = None) -> None:
        super().__init__(inputs, hidden, generator=generator)

    def compute(self, z: torch.Tensor, state: tuple[torch.Tensor, ...]) -> dict[str, torch.Tensor]:
        """The state h (B, H)."""
        (h,) = state
        return {"h": torch.tanh(torch.addmm(z, h, self.W_h))}

    def scan(self, z: torch.Tensor, state: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        """As ``Cell.scan``, with the backward pass written out: it cannot be differentiated again."""
        return (RNNScan.apply(z, *state, self.W_h),)  # type: ignore[no-untyped-call]
