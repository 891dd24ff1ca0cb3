"""Backpropagation through time by hand for MUT1 to MUT3; ``bptt`` says why and how."""

from __future__ import annotations

from typing import Any

import torch
from torch.autograd import Function

from d2lcourse.nn.bptt import for_weights, only_once, room, through_sigmoid, through_tanh

__all__ = ["MUTScan"]


class MUTScan(Function):
    """z (T, B, 3 H) with the parts r, z, n, h (B, H), W_r, W_z and W_n (H, H) to the states (T, B, H).

    Kept for the way back: reset, which is r * h, and seen, which is tanh(h).
    W_z: None where the update gate does not see the state (MUT1).
    squash: the update gate sees tanh(h) (MUT3).
    """

    @staticmethod
    def forward(
        ctx: Any,
        z: torch.Tensor,
        h: torch.Tensor,
        W_r: torch.Tensor,
        W_z: torch.Tensor | None,
        W_n: torch.Tensor,
        squash: bool,
    ) -> torch.Tensor:
        """All steps; keeps what the way back needs."""
        path, reset, seen = room(h, len(z)), room(h, len(z)), room(h, len(z) if squash else 0)
        gates = z.clone(memory_format=torch.contiguous_format)
        r, u, n = (part.unbind() for part in gates.split(h.shape[1], dim=2))
        hs = [h, *path.unbind()]
        if W_z is None:
            gates[:, :, h.shape[1] : 2 * h.shape[1]].sigmoid_()
        for t in range(len(z)):
            torch.addmm(r[t], hs[t], W_r, out=r[t]).sigmoid_()
            if W_z is not None:
                state = torch.tanh(hs[t], out=seen[t]) if squash else hs[t]
                torch.addmm(u[t], state, W_z, out=u[t]).sigmoid_()
            torch.addmm(n[t], torch.mul(r[t], hs[t], out=reset[t]), W_n, out=n[t]).tanh_()
            torch.lerp(hs[t], n[t], u[t], out=hs[t + 1])
        ctx.save_for_backward(h, path, seen, reset, gates, W_r, W_z, W_n)
        ctx.squash = squash
        return path

    @staticmethod
    def backward(ctx: Any, d_path: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        """d_path (T, B, H) to d_z, d_h, d_W_r, d_W_z, d_W_n, and None for squash."""
        only_once()
        h, path, seen, reset, gates, W_r, W_z, W_n = ctx.saved_tensors
        H, hs = h.shape[1], [h, *path.unbind()]
        r, u, n = (part.unbind() for part in gates.split(H, dim=2))
        d_z = torch.empty_like(gates)
        d_r, d_u, d_n = (part.unbind() for part in d_z.split(H, dim=2))
        back_r, back_n = W_r.t().contiguous(), W_n.t().contiguous()
        back_z = None if W_z is None else W_z.t().contiguous()
        d_h, d = torch.zeros_like(h), torch.empty_like(h)
        for t in reversed(range(len(path))):
            d_h = d_h + d_path[t]
            through_sigmoid(torch.sub(n[t], hs[t], out=d).mul_(d_h), u[t], grad_input=d_u[t])
            through_tanh(torch.mul(d_h, u[t], out=d), n[t], grad_input=d_n[t])
            d_h.sub_(d)
            d_reset = d_n[t] @ back_n
            through_sigmoid(torch.mul(d_reset, hs[t], out=d), r[t], grad_input=d_r[t])
            d_h.addcmul_(d_reset, r[t]).addmm_(d_r[t], back_r)
            if back_z is not None and ctx.squash:
                d_seen = d_u[t] @ back_z
                d_h.add_(through_tanh(d_seen, seen[t], grad_input=d_seen))
            elif back_z is not None:
                d_h.addmm_(d_u[t], back_z)
        d_r, d_u, d_n = d_z.split(H, dim=2)
        d_W_z = None
        if W_z is not None:
            d_W_z = seen.flatten(0, 1).t() @ d_u.flatten(0, 1) if ctx.squash else for_weights(h, path, d_u)
        return d_z, d_h, for_weights(h, path, d_r), d_W_z, reset.flatten(0, 1).t() @ d_n.flatten(0, 1), None
