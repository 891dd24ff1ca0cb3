"""Three cells that were found by a search over ten thousand. Taught in lecture 09.

Source: Jozefowicz, Zaremba and Sutskever, An empirical exploration of recurrent network architectures, ICML 2015.
"""

from __future__ import annotations

from functools import partial

import torch
from torch import nn

from d2lcourse.nn.cell import Cell, look_up, uniform
from d2lcourse.nn.mut_bptt import MUTScan
from d2lcourse.nn.recurrent import Recurrent

__all__ = ["MUT", "MUTCell"]


class MUTCell(Cell):
    """Relatives of the GRU whose update gate takes the new: h' = z * n + (1 - z) * h.

    MUT1: z = sigma(x W_xz + b_z), r = sigma(x W_xr + h W_hr + b_r), n = tanh((r * h) W_hn + tanh(x) + b_n)
    MUT2: z = sigma(x W_xz + h W_hz + b_z), r = sigma(x + h W_hr + b_r), n = tanh((r * h) W_hn + x W_xn + b_n)
    MUT3: z = sigma(x W_xz + tanh(h) W_hz + b_z), r = sigma(x W_xr + h W_hr + b_r), n as in MUT2

    inputs: D. hidden: H. variant: 1, 2 or 3.
    Where x stands without a weight it must have H entries; for another D it is x P, with P learnt.

    Parameters, with parts in the order r, z, n: W_x (D, 3 H), for MUT1 without n and for MUT2 without r; W_h (H, 3 H),
    for MUT1 without z; b (3 H,); P (D, H) or None.
    Raises ``ValueError`` for another variant.
    """

    def __init__(self, inputs: int, hidden: int, *, variant: int = 1, generator: torch.Generator | None = None) -> None:
        if variant not in (1, 2, 3):
            raise ValueError(f"variant is 1, 2 or 3, got {variant}")
        super().__init__(inputs, hidden, gates=3, generator=generator)
        self.variant = variant
        make = partial(uniform, hidden=hidden, generator=generator)
        if variant < 3:
            self.W_x = make(inputs, 2 * hidden)
        if variant == 1:
            self.W_h = make(hidden, 2 * hidden)
        self.P: nn.Parameter | None = make(inputs, hidden) if variant < 3 and inputs != hidden else None

    def project(self, x: torch.Tensor) -> torch.Tensor:
        """As ``Cell.project``: x (..., D) or tokens (...) to z (..., 3 H), the input's parts of r, z and n."""
        H = self.hidden
        if self.variant == 3:
            return look_up(x, self.W_x, self.b)
        bare: torch.Tensor = x if self.P is None else look_up(x, self.P, self.P.new_zeros(H))
        if not bare.is_floating_point():  # tokens, and no P: the one-hot vector itself
            bare = nn.functional.one_hot(x, H).to(self.b.dtype)
        if self.variant == 1:
            return torch.cat([look_up(x, self.W_x, self.b[: 2 * H]), bare.tanh() + self.b[2 * H :]], dim=-1)
        return torch.cat([bare + self.b[:H], look_up(x, self.W_x, self.b[H:])], dim=-1)

    def compute(self, z: torch.Tensor, state: tuple[torch.Tensor, ...]) -> dict[str, torch.Tensor]:
        """The gates r, z, the candidate n and the state h, (B, H) each, by the formulas of the class."""
        (h,) = state
        W, H = self.W_h, self.hidden
        a_r, a_z, a_n = z.chunk(3, dim=1)
        r = torch.addmm(a_r, h, W[:, :H]).sigmoid()
        if self.variant == 2:
            a_z = torch.addmm(a_z, h, W[:, H : 2 * H])
        elif self.variant == 3:
            a_z = torch.addmm(a_z, h.tanh(), W[:, H : 2 * H])
        update = a_z.sigmoid()
        n = torch.addmm(a_n, r * h, W[:, -H:]).tanh()
        return {"r": r, "z": update, "n": n, "h": h + update * (n - h)}

    def scan(self, z: torch.Tensor, state: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        """As ``Cell.scan``, with the backward pass written out: it cannot be differentiated again."""
        parts = self.W_h.split(self.hidden, dim=1)
        W_z = None if self.variant == 1 else parts[1]
        return (MUTScan.apply(z, *state, parts[0], W_z, parts[-1], self.variant == 3),)  # type: ignore[no-untyped-call]


class MUT(Recurrent):
    """Layers of ``MUTCell``, which explains ``variant``.

    >>> outputs, h = MUT(5, 8, variant=2)(torch.zeros(2, 7, 5))
    >>> outputs.shape, h.shape
    (torch.Size([2, 7, 8]), torch.Size([1, 2, 8]))
    """

    def __init__(
        self,
        inputs: int,
        hidden: int,
        layers: int = 1,
        *,
        variant: int = 1,
        bidirectional: bool = False,
        merge: str = "concat",
        dropout: float = 0.0,
        generator: torch.Generator | None = None,
    ) -> None:
        make = partial(MUTCell, variant=variant, generator=generator)
        super().__init__(make, inputs, hidden, layers, bidirectional=bidirectional, merge=merge, dropout=dropout)
