"""Temporal convolution: a step sees a window of the past, all steps at once. Taught in lecture 15.

Dilated convolutions skip steps; with dilations 1, 2, 4, ... the window grows exponentially with the layers. Sources:
van den Oord et al., WaveNet, arXiv:1609.03499; Bai, Kolter and Koltun, An empirical evaluation of generic
convolutional and recurrent networks for sequence modeling, arXiv:1803.01271; weight normalisation: Salimans and Kingma,
NeurIPS 2016.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import cast

import torch
from torch import nn
from torch.nn import functional

from d2lcourse.nn.lengths import valid

__all__ = ["TCN", "CausalConv", "ResidualBlock"]


class CausalConv(nn.Module):
    """y_t = b + sum over k of x_{t - (K - 1 - k) d} W_k: the present and the past, never the future.

    inputs: D. outputs: O. kernel: K, number of steps that are looked at. dilation: d, steps between them.
    Before the first step there are zeros.

    The weights are W_k = gain * v_k / ||v||, with one gain and one norm per output (weight normalisation): length and
    direction are learnt apart. Parameters: v (O, D, K), gain (O, 1, 1), b (O,); v and b start uniform in
    +-1/sqrt(D K), as ``nn.Conv1d``, and the gain as the norm of v.
    Raises ``ValueError`` for a kernel or a dilation below 1.
    """

    def __init__(
        self,
        inputs: int,
        outputs: int,
        kernel: int,
        dilation: int = 1,
        *,
        generator: torch.Generator | None = None,
    ) -> None:
        super().__init__()
        if kernel < 1 or dilation < 1:
            raise ValueError(f"kernel and dilation are 1 or more, got {kernel} and {dilation}")
        self.kernel, self.dilation = kernel, dilation
        bound = 1 / math.sqrt(inputs * kernel)
        self.v = nn.Parameter(torch.empty(outputs, inputs, kernel).uniform_(-bound, bound, generator=generator))
        self.b = nn.Parameter(torch.empty(outputs).uniform_(-bound, bound, generator=generator))
        self.gain = nn.Parameter(self.v.detach().norm(dim=(1, 2), keepdim=True))

    def weights(self) -> torch.Tensor:
        """The weights (O, D, K), as ``nn.Conv1d`` has them; W[:, :, K - 1] belongs to the present step."""
        norms: torch.Tensor = self.v.norm(dim=(1, 2), keepdim=True)
        return self.gain * self.v / norms

    def receptive_field(self) -> int:
        """How many steps, the present one among them, an output depends on."""
        return 1 + (self.kernel - 1) * self.dilation

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """x: (B, T, D). Returns (B, T, O)."""
        T, W = x.shape[1], self.weights()
        y: torch.Tensor = self.b
        for k in range(self.kernel):
            back = (self.kernel - 1 - k) * self.dilation  # steps into the past
            if back < max(T, 1):
                y = y + functional.pad(x[:, : T - back] @ W[:, :, k].t(), (0, 0, back, 0))
        return y


class ResidualBlock(nn.Module):
    """Two causal convolutions, each with ReLU and dropout, beside a way past them; ReLU on the sum.

    Where the widths differ, the way past is a linear layer. Source: Bai et al., figure 1.
    """

    def __init__(self, inputs: int, outputs: int, kernel: int, dilation: int = 1, dropout: float = 0.0) -> None:
        super().__init__()
        self.first = CausalConv(inputs, outputs, kernel, dilation)
        self.second = CausalConv(outputs, outputs, kernel, dilation)
        self.skip = nn.Linear(inputs, outputs) if inputs != outputs else nn.Identity()
        self.dropout = dropout

    def receptive_field(self) -> int:
        """How many steps an output depends on."""
        return self.first.receptive_field() + self.second.receptive_field() - 1

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """x: (B, T, inputs). Returns (B, T, outputs)."""
        y = functional.dropout(torch.relu(self.first(x)), self.dropout, self.training)
        y = functional.dropout(torch.relu(self.second(y)), self.dropout, self.training)
        return torch.relu(y + self.skip(x))


class TCN(nn.Module):
    """Residual blocks with dilations 1, 2, 4, ...

    inputs: D. channels: outputs of each block. kernel: steps that each convolution looks at.
    Raises ``ValueError`` where ``channels`` is empty, and for a kernel below 1.

    >>> net = TCN(5, channels=(16, 16, 16), kernel=3)
    >>> net(torch.zeros(2, 7, 5)).shape, net.receptive_field()
    (torch.Size([2, 7, 16]), 29)
    """

    def __init__(
        self, inputs: int, channels: Sequence[int] = (32, 32, 32), kernel: int = 3, *, dropout: float = 0.0
    ) -> None:
        super().__init__()
        if not channels:
            raise ValueError("there is at least one block: channels is empty")
        widths = [inputs, *channels]
        self.blocks = nn.ModuleList(
            ResidualBlock(a, b, kernel, 2**level, dropout)
            for level, (a, b) in enumerate(zip(widths, channels, strict=False))
        )
        self.inputs, self.outputs = inputs, channels[-1]

    def receptive_field(self) -> int:
        """1 + 2 (kernel - 1) (1 + 2 + 4 + ...) steps: two convolutions in each block."""
        return 1 + sum(cast(ResidualBlock, block).receptive_field() - 1 for block in self.blocks)

    def forward(self, x: torch.Tensor, lengths: torch.Tensor | None = None) -> torch.Tensor:
        """x: (B, T, D). lengths: (B,) int, valid steps; all if left out. Returns (B, T, O), 0 at padding."""
        mask = None if lengths is None else valid(x, lengths)[:, :, None]
        if mask is not None:
            x = x.masked_fill(~mask, 0)
        for block in self.blocks:
            x = block(x)
        return x if mask is None else x.masked_fill(~mask, 0)
