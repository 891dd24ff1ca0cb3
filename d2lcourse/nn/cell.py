"""What all recurrent cells have in common: one step, and the loop over steps.

A step needs the input only in a product with weights, and that product does not depend on the state. So it is computed
for all steps at once (``project``), one big product in place of many small ones, and only the rest is done step by
step (``step``). A one-hot input times a matrix is a row of that matrix: tokens are looked up, never multiplied. The
weights of all gates lie side by side in one matrix. Taught in lecture 09 (a cell of one's own);
the plain loop is in lecture 07.
"""

from __future__ import annotations

import math
from typing import ClassVar

import torch
from torch import nn
from torch.nn import functional

__all__ = ["Cell"]


class Cell(nn.Module):
    """One step of a recurrent network: from the input and the state to the next state.

    inputs: D, entries of an input vector, or number of tokens where the inputs are tokens.
    hidden: H, entries of the state.
    gates: G, how many vectors of H entries the step computes from input and state.
    generator: of the initial weights, uniform between -1/sqrt(H) and 1/sqrt(H), biases too, as in ``torch.nn``.

    Parameters: W_x (D, G H), W_h (H, G H), b (G H,).
    A cell of one's own defines ``compute``, and ``project`` where the input enters otherwise; ``Recurrent`` runs it.
    Raises ``ValueError`` for inputs or hidden below 1.
    """

    states: ClassVar[tuple[str, ...]] = ("h",)  # which of the values of ``compute`` go on to the next step

    def __init__(self, inputs: int, hidden: int, *, gates: int = 1, generator: torch.Generator | None = None) -> None:
        super().__init__()
        if inputs < 1 or hidden < 1:
            raise ValueError(f"a cell needs inputs and a state of 1 or more entries, got {inputs} and {hidden}")
        self.inputs, self.hidden = inputs, hidden
        self.W_x = uniform(inputs, gates * hidden, hidden=hidden, generator=generator)
        self.W_h = uniform(hidden, gates * hidden, hidden=hidden, generator=generator)
        self.b = uniform(gates * hidden, hidden=hidden, generator=generator)

    def project(self, x: torch.Tensor) -> torch.Tensor:
        """The input's part of a step, for any number of steps at once.

        x: (..., D), or (...) int tokens that stand for one-hot vectors. Returns z (..., G H).
        Raises ``ValueError`` for vectors of another number of entries.
        """
        return look_up(x, self.W_x, self.b)

    def compute(self, z: torch.Tensor, state: tuple[torch.Tensor, ...]) -> dict[str, torch.Tensor]:
        """Everything that one step computes, by its name in the formulas; the next state is among it.

        z: (B, G H) from ``project``. state: one (B, H) per name in ``states``. Returns (B, H) each.
        Raises ``NotImplementedError`` where the cell does not define it.
        """
        raise NotImplementedError(f"{type(self).__name__} has to say what one step computes")

    def step(self, z: torch.Tensor, state: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        """The next state: one (B, H) per name in ``states``."""
        values = self.compute(z, state)
        return tuple(values[name] for name in self.states)

    def scan(self, z: torch.Tensor, state: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        """All steps, one after the other.

        z: (T, B, G H), time first. state: before the first step. Returns the states after each step, (T, B, H) each.
        """
        path = []
        for z_t in z.unbind():
            state = self.step(z_t, state)
            path.append(state)
        if not path:
            return tuple(part.new_zeros(0, *part.shape) for part in state)
        return tuple(torch.stack(part) for part in zip(*path, strict=True))

    def start(self, z: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The state before the first step, zeros, of the batch size, dtype and device of z (..., B, G H)."""
        return tuple(z.new_zeros(z.shape[-2], self.hidden) for _ in self.states)

    def forward(
        self, x: torch.Tensor, state: torch.Tensor | tuple[torch.Tensor, ...] | None = None
    ) -> torch.Tensor | tuple[torch.Tensor, ...]:
        """One step. x: (B, D) or tokens (B,); state and what is returned: h (B, H), for an LSTM (h, c)."""
        z = self.project(x)
        if state is None:
            state = self.start(z)
        parts = self.step(z, state if isinstance(state, tuple) else (state,))
        return parts if len(parts) > 1 else parts[0]

    def extra_repr(self) -> str:
        """The sizes."""
        return f"{self.inputs}, {self.hidden}"


def look_up(x: torch.Tensor, W: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """x @ W + b for vectors x (..., D); for tokens x (...) int, the rows of W + b that their one-hot vectors choose."""
    if not x.is_floating_point():
        return functional.embedding(x, W + b)
    if x.shape[-1] != len(W):
        raise ValueError(f"expected inputs of {len(W)} entries, got shape {tuple(x.shape)}")
    return functional.linear(x, W.t(), b)


def uniform(*shape: int, hidden: int, generator: torch.Generator | None) -> nn.Parameter:
    """A parameter between -1/sqrt(hidden) and 1/sqrt(hidden)."""
    bound = 1 / math.sqrt(hidden)
    return nn.Parameter(torch.empty(shape).uniform_(-bound, bound, generator=generator))
