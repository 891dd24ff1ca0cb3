"""The gated recurrent unit: two gates, and no state beside the hidden one. It comes in two conventions; name yours.

Source: Cho et al., Learning phrase representations using RNN encoder-decoder, EMNLP 2014. Taught in lecture 09.
"""

from __future__ import annotations

import torch
from torch import nn

from d2lcourse.nn.bptt import GRUScan
from d2lcourse.nn.cell import Cell, uniform

__all__ = ["GRUCell"]


class GRUCell(Cell):
    """The reset gate r, the update gate z, the candidate n and the new state:

    r = sigma(x W_xr + h W_hr + b_r), z likewise
    n = tanh(x W_xn + b_n + r * (h W_hn + b_hn))    where reset_after=True, as torch has it
    n = tanh(x W_xn + b_n + (r * h) W_hn)           where reset_after=False, as Cho et al. have it
    h' = (1 - z) * n + z * h

    The update gate keeps the old state, in both. Chung et al. (2014) let it take the new one: the same network with the
    signs of W_xz, W_hz and b_z turned round.

    inputs: D. hidden: H.
    Parameters: W_x (D, 3 H), W_h (H, 3 H), b (3 H,), gates in torch's order r, z, n; b_hn (H,) where reset_after.
    """

    def __init__(
        self, inputs: int, hidden: int, *, reset_after: bool = True, generator: torch.Generator | None = None
    ) -> None:
        super().__init__(inputs, hidden, gates=3, generator=generator)
        self.reset_after = reset_after
        self.b_hn: nn.Parameter | None = uniform(hidden, hidden=hidden, generator=generator) if reset_after else None

    def compute(self, z: torch.Tensor, state: tuple[torch.Tensor, ...]) -> dict[str, torch.Tensor]:
        """The gates r, z, the candidate n and the state h, (B, H) each, by the formulas of the class."""
        (h,) = state
        H = self.hidden
        r, update = torch.addmm(z[:, : 2 * H], h, self.W_h[:, : 2 * H]).sigmoid().chunk(2, dim=1)
        z_n, W_n = z[:, 2 * H :], self.W_h[:, 2 * H :]
        n = z_n + (r * h) @ W_n if self.b_hn is None else z_n + r * torch.addmm(self.b_hn, h, W_n)
        n = n.tanh()
        return {"r": r, "z": update, "n": n, "h": n + update * (h - n)}

    def scan(self, z: torch.Tensor, state: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        """As ``Cell.scan``, with the backward pass written out: it cannot be differentiated again."""
        return (GRUScan.apply(z, *state, self.W_h, self.b_hn),)  # type: ignore[no-untyped-call]
