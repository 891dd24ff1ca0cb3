"""The long short-term memory: a cell state that is kept, written and read through gates.

Sources: Hochreiter and Schmidhuber, Long short-term memory, Neural Computation 9 (1997); the forget gate: Gers,
Schmidhuber and Cummins, Neural Computation 12 (2000); peepholes: Gers, Schraudolph and Schmidhuber, JMLR 3 (2002).
Taught in lecture 08.
"""

from __future__ import annotations

import torch
from torch import nn

from d2lcourse.nn.bptt import LSTMScan
from d2lcourse.nn.cell import Cell, uniform

__all__ = ["LSTMCell"]


class LSTMCell(Cell):
    """The gates i (write), f (keep) and o (show), the candidate g, the cell state c and the hidden state h:

    i = sigma(x W_xi + h W_hi + b_i), f and o likewise, g = tanh(x W_xg + h W_hg + b_g)
    c' = f * c + i * g
    h' = o * tanh(c')

    inputs: D. hidden: H.
    peephole: the gates see the cell state too: p_i * c and p_f * c stand in the sums of i and f, p_o * c' in that of o.
    forget_bias: is added to b_f at the start; 1 or 2 makes the cell keep by default (Jozefowicz et al. 2015).

    Parameters: W_x (D, 4 H), W_h (H, 4 H), b (4 H,), gates in torch's order i, f, g, o; p (3, H) for i, f, o.
    """

    states = ("h", "c")

    def __init__(
        self,
        inputs: int,
        hidden: int,
        *,
        peephole: bool = False,
        forget_bias: float = 0.0,
        generator: torch.Generator | None = None,
    ) -> None:
        super().__init__(inputs, hidden, gates=4, generator=generator)
        self.p: nn.Parameter | None = uniform(3, hidden, hidden=hidden, generator=generator) if peephole else None
        with torch.no_grad():
            self.b[hidden : 2 * hidden] += forget_bias

    def compute(self, z: torch.Tensor, state: tuple[torch.Tensor, ...]) -> dict[str, torch.Tensor]:
        """The gates i, f, o, the candidate g and the states c, h, (B, H) each, by the formulas of the class."""
        h, c = state
        i, f, g, o = torch.addmm(z, h, self.W_h).chunk(4, dim=1)
        if self.p is not None:
            i, f = i + self.p[0] * c, f + self.p[1] * c
        i, f, g = i.sigmoid(), f.sigmoid(), g.tanh()
        c = f * c + i * g
        if self.p is not None:
            o = o + self.p[2] * c
        o = o.sigmoid()
        return {"i": i, "f": f, "g": g, "o": o, "c": c, "h": o * c.tanh()}

    def scan(self, z: torch.Tensor, state: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        """As ``Cell.scan``, with the backward pass written out: it cannot be differentiated again."""
        h, c = LSTMScan.apply(z, *state, self.W_h, self.p)  # type: ignore[no-untyped-call]
        return h, c
