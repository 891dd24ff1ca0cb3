"""The convolutional LSTM: inputs and states are images, and every product is a convolution. Taught in lecture 08.

Source: Shi et al., Convolutional LSTM network: a machine learning approach for precipitation nowcasting, NeurIPS 2015.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

import torch
from torch import nn
from torch.nn import functional

from d2lcourse.nn.cell import Cell, uniform
from d2lcourse.nn.recurrent import Recurrent

__all__ = ["ConvLSTM", "ConvLSTMCell"]


class ConvLSTMCell(Cell):
    """The formulas of ``LSTMCell`` with a convolution for each product: a pixel sees its neighbours' states.

    inputs, hidden: C and K, channels of an input and of a state. kernel: odd; images keep their size, with zeros
    around them. kernel=1 is an LSTM for each pixel.
    peephole: the gates see the cell state, with one weight per channel (the paper has one per pixel too, which fixes
    the size of the images).

    Parameters: W_x (4 K, C, kernel, kernel), W_h (4 K, K, kernel, kernel), b (4 K,), uniform in
    +-1/sqrt(K kernel^2), gates in the order i, f, g, o; p (3, K, 1, 1) for i, f, o.
    Raises ``ValueError`` for a kernel that is even or below 1.
    """

    states = ("h", "c")

    def __init__(
        self,
        inputs: int,
        hidden: int,
        *,
        kernel: int = 3,
        peephole: bool = False,
        generator: torch.Generator | None = None,
    ) -> None:
        super().__init__(inputs, hidden, gates=4, generator=generator)
        if kernel < 1 or kernel % 2 == 0:
            raise ValueError(f"the kernel's size must be odd, so that images keep their size, got {kernel}")
        make = partial(uniform, hidden=hidden * kernel**2, generator=generator)
        self.kernel = kernel
        self.W_x = make(4 * hidden, inputs, kernel, kernel)
        self.W_h = make(4 * hidden, hidden, kernel, kernel)
        self.b = make(4 * hidden)
        self.p: nn.Parameter | None = make(3, hidden, 1, 1) if peephole else None

    def project(self, x: torch.Tensor) -> torch.Tensor:
        """x: (..., C, height, width). Returns (..., 4 K, height, width): all images in one convolution."""
        images = x.reshape(-1, *x.shape[-3:])
        z = functional.conv2d(images, self.W_x, self.b, padding=self.kernel // 2)
        return z.reshape(*x.shape[:-3], *z.shape[1:])

    def start(self, z: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Zeros (B, K, height, width) for h and c, from z (..., B, 4 K, height, width)."""
        return tuple(z.new_zeros(z.shape[-4], self.hidden, *z.shape[-2:]) for _ in self.states)

    def compute(self, z: torch.Tensor, state: tuple[torch.Tensor, ...]) -> dict[str, torch.Tensor]:
        """The gates i, f, o, the candidate g and the states c, h, (B, K, height, width) each; see the class."""
        h, c = state
        i, f, g, o = (z + functional.conv2d(h, self.W_h, padding=self.kernel // 2)).chunk(4, dim=1)
        if self.p is not None:
            i, f = i + self.p[0] * c, f + self.p[1] * c
        i, f, g = i.sigmoid(), f.sigmoid(), g.tanh()
        c = f * c + i * g
        if self.p is not None:
            o = o + self.p[2] * c
        o = o.sigmoid()
        return {"i": i, "f": f, "g": g, "o": o, "c": c, "h": o * c.tanh()}


class ConvLSTM(Recurrent):
    """Layers of ``ConvLSTMCell`` over videos.

    Called with x (B, T, C, height, width), a state (h, c), each (layers, B, K, height, width), and lengths (B,); gives
    outputs (B, T, K, height, width) and the state after the last valid step.

    >>> outputs, (h, c) = ConvLSTM(1, 4)(torch.zeros(2, 5, 1, 8, 8))
    >>> outputs.shape, c.shape
    (torch.Size([2, 5, 4, 8, 8]), torch.Size([1, 2, 4, 8, 8]))
    """

    dims: ClassVar[str] = "B, T, C, height, width"

    def __init__(
        self,
        inputs: int,
        hidden: int,
        kernel: int = 3,
        layers: int = 1,
        *,
        peephole: bool = False,
        dropout: float = 0.0,
        generator: torch.Generator | None = None,
    ) -> None:
        make = partial(ConvLSTMCell, kernel=kernel, peephole=peephole, generator=generator)
        super().__init__(make, inputs, hidden, layers, dropout=dropout)
