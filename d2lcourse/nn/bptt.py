"""Backpropagation through time by hand: all steps of the plain cell, the LSTM and the GRU, forwards and backwards.

Autograd records every operation of every step, and adds up the gradient of a weight matrix step by step. Written out,
the loop writes into memory that is taken once, and the gradient of a weight matrix is one product over all steps:
``make bench-models`` says what that gives. The formulas of a step are those of ``compute`` in the cell; the tests
compare both. The backward pass cannot be differentiated again. Sources: Werbos, Backpropagation through time,
Proceedings of the IEEE 78 (1990); the cells' own papers. Taught in lecture 07.

Time comes first here, (T, B, ...), so that a step is one block of memory. ``d_x`` is the gradient of the loss for x.
A path (T, B, H) holds the states after each step; lists of states begin with the one before the first. ``back`` is W
transposed, laid out row by row: the product backwards reads it as it lies, and the one forwards is a little faster too.
"""

from __future__ import annotations

from typing import Any, Final

import torch
from torch.autograd import Function

__all__ = ["GRUScan", "LSTMScan", "RNNScan"]

# From the gradient for y = sigma(a) or tanh(a) to the one for a: d * y * (1 - y) and d * (1 - y**2), in one pass.
through_sigmoid: Final = torch.ops.aten.sigmoid_backward.grad_input
through_tanh: Final = torch.ops.aten.tanh_backward.grad_input


class RNNScan(Function):
    """z (T, B, H), h (B, H), W (H, H) to the states (T, B, H)."""

    @staticmethod
    def forward(ctx: Any, z: torch.Tensor, h: torch.Tensor, W: torch.Tensor) -> torch.Tensor:
        """All steps; keeps what the way back needs."""
        path, back = room(h, len(z)), W.t().contiguous()
        hs, W = [h, *path.unbind()], back.t()
        for t, z_t in enumerate(z.unbind()):
            torch.addmm(z_t, hs[t], W, out=hs[t + 1]).tanh_()
        ctx.save_for_backward(h, path, back)
        return path

    @staticmethod
    def backward(ctx: Any, d_path: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """d_path (T, B, H) to d_z, d_h, d_W."""
        only_once()
        h, path, back = ctx.saved_tensors
        d_z, d_h = torch.empty_like(path), torch.zeros_like(h)
        for t in reversed(range(len(path))):
            d_h = d_h + d_path[t]
            through_tanh(d_h, path[t], grad_input=d_z[t])
            d_h = d_z[t] @ back
        return d_z, d_h, for_weights(h, path, d_z)


class LSTMScan(Function):
    """z (T, B, 4 H), h and c (B, H), W (H, 4 H), p (3, H) or None to the states h and c, each (T, B, H)."""

    @staticmethod
    def forward(
        ctx: Any, z: torch.Tensor, h: torch.Tensor, c: torch.Tensor, W: torch.Tensor, p: torch.Tensor | None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """All steps; keeps what the way back needs."""
        H, back = h.shape[1], W.t().contiguous()
        path, cells, shown, W = room(h, len(z)), room(c, len(z)), room(c, len(z)), back.t()
        gates = torch.empty_like(z, memory_format=torch.contiguous_format)
        hs, cs, tanh_c, a = [h, *path.unbind()], [c, *cells.unbind()], shown.unbind(), gates.unbind()
        i, f, g, o = (part.unbind() for part in gates.split(H, dim=2))
        i_and_f = gates[:, :, : 2 * H].unbind()
        for t, z_t in enumerate(z.unbind()):
            torch.addmm(z_t, hs[t], W, out=a[t])
            if p is not None:
                i[t].addcmul_(p[0], cs[t])
                f[t].addcmul_(p[1], cs[t])
            i_and_f[t].sigmoid_()
            g[t].tanh_()
            torch.mul(f[t], cs[t], out=cs[t + 1]).addcmul_(i[t], g[t])
            if p is not None:
                o[t].addcmul_(p[2], cs[t + 1])
            torch.tanh(cs[t + 1], out=tanh_c[t])
            torch.mul(o[t].sigmoid_(), tanh_c[t], out=hs[t + 1])
        ctx.save_for_backward(h, c, path, cells, gates, shown, back, p)
        ctx.set_materialize_grads(False)
        return path, cells

    @staticmethod
    def backward(
        ctx: Any, d_path: torch.Tensor | None, d_cells: torch.Tensor | None
    ) -> tuple[torch.Tensor | None, ...]:
        """d_path and d_cells (T, B, H), None where not used, to d_z, d_h, d_c, d_W, d_p."""
        only_once()
        h, c, path, cells, gates, shown, back, p = ctx.saved_tensors
        H = h.shape[1]
        cs, tanh_c = [c, *cells.unbind()], shown.unbind()
        i, f, g, o = (part.unbind() for part in gates.split(H, dim=2))
        d_z = torch.empty_like(gates)
        d_i, d_f, d_g, d_o = (part.unbind() for part in d_z.split(H, dim=2))
        d_h, d_c, d = torch.zeros_like(h), torch.zeros_like(c), torch.empty_like(h)
        for t in reversed(range(len(d_z))):
            if d_path is not None:
                d_h = d_h + d_path[t]
            if d_cells is not None:
                d_c = d_c + d_cells[t]
            through_sigmoid(torch.mul(d_h, tanh_c[t], out=d), o[t], grad_input=d_o[t])
            d_c = d_c + through_tanh(d_h.mul_(o[t]), tanh_c[t], grad_input=d_h)
            if p is not None:
                d_c.addcmul_(p[2], d_o[t])
            through_sigmoid(torch.mul(d_c, g[t], out=d), i[t], grad_input=d_i[t])
            through_sigmoid(torch.mul(d_c, cs[t], out=d), f[t], grad_input=d_f[t])
            through_tanh(torch.mul(d_c, i[t], out=d), g[t], grad_input=d_g[t])
            d_c = d_c.mul_(f[t])
            if p is not None:
                d_c.addcmul_(p[0], d_i[t]).addcmul_(p[1], d_f[t])
            d_h = d_z[t] @ back
        d_p = None
        if p is not None:
            before = torch.cat([c[None], cells])[:-1]
            seen = ((0, before), (1, before), (3, cells))  # what i, f and o look at
            d_p = torch.stack([(d_z[:, :, k * H : k * H + H] * c).sum((0, 1)) for k, c in seen])
        return d_z, d_h, d_c, for_weights(h, path, d_z), d_p


class GRUScan(Function):
    """z (T, B, 3 H), h (B, H), W (H, 3 H) to the states (T, B, H).

    b_hn: (H,), the reset gate acts after the product (torch); None, before it (Cho et al.).
    """

    @staticmethod
    def forward(ctx: Any, z: torch.Tensor, h: torch.Tensor, W: torch.Tensor, b_hn: torch.Tensor | None) -> torch.Tensor:
        """All steps; keeps what the way back needs."""
        H, back = h.shape[1], W.t().contiguous()
        path, gates = room(h, len(z)), z.clone(memory_format=torch.contiguous_format)
        # where the reset comes after, the last part holds h W_hn + b_hn; else it holds r * h
        last = gates[:, :, 2 * H :]
        z_n = z[:, :, 2 * H :].unbind()
        candidates = room(h, len(z))
        if b_hn is not None:
            last[:] = b_hn
        hs, a, n, inner = [h, *path.unbind()], gates.unbind(), candidates.unbind(), last.unbind()
        r_and_u = gates[:, :, : 2 * H].unbind()
        r, u = (part.unbind() for part in gates[:, :, : 2 * H].split(H, dim=2))
        W, W_ru, W_n = back.t(), back[: 2 * H].t(), back[2 * H :].t()
        for t in range(len(z)):
            if b_hn is not None:
                torch.addmm(a[t], hs[t], W, out=a[t])
                r_and_u[t].sigmoid_()
                torch.addcmul(z_n[t], r[t], inner[t], out=n[t]).tanh_()
            else:
                torch.addmm(r_and_u[t], hs[t], W_ru, out=r_and_u[t]).sigmoid_()
                torch.addmm(z_n[t], torch.mul(r[t], hs[t], out=inner[t]), W_n, out=n[t]).tanh_()
            torch.lerp(n[t], hs[t], u[t], out=hs[t + 1])
        ctx.save_for_backward(h, path, gates, candidates, back, b_hn)
        return path

    @staticmethod
    def backward(ctx: Any, d_path: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        """d_path (T, B, H) to d_z, d_h, d_W, d_b_hn."""
        only_once()
        h, path, gates, candidates, back, b_hn = ctx.saved_tensors
        H = h.shape[1]
        hs, n = [h, *path.unbind()], candidates.unbind()
        r, u, inner = (part.unbind() for part in gates.split(H, dim=2))
        d_z = torch.empty_like(gates)
        d_r, d_u, d_last = (part.unbind() for part in d_z.split(H, dim=2))
        d_r_and_u = d_z[:, :, : 2 * H].unbind()
        d_candidates = torch.empty_like(candidates)
        d_a = d_candidates.unbind()  # for the sum inside tanh
        d_h, d = torch.zeros_like(h), torch.empty_like(h)
        back_ru, back_n = back[: 2 * H], back[2 * H :]
        for t in reversed(range(len(d_z))):
            d_h = d_h + d_path[t]
            through_sigmoid(torch.sub(hs[t], n[t], out=d).mul_(d_h), u[t], grad_input=d_u[t])
            kept = d_h * u[t]
            through_tanh(d_h.sub_(kept), n[t], grad_input=d_a[t])
            if b_hn is not None:
                through_sigmoid(torch.mul(d_a[t], inner[t], out=d), r[t], grad_input=d_r[t])
                torch.mul(d_a[t], r[t], out=d_last[t])
                d_h = torch.addmm(kept, d_z[t], back, out=d_h)
            else:
                d_inner = d_a[t] @ back_n
                through_sigmoid(torch.mul(d_inner, hs[t], out=d), r[t], grad_input=d_r[t])
                d_h = torch.addmm(kept.addcmul_(d_inner, r[t]), d_r_and_u[t], back_ru, out=d_h)
        d_b = None
        if b_hn is not None:
            d_W, d_b = for_weights(h, path, d_z), d_z[:, :, 2 * H :].sum((0, 1))
        d_z[:, :, 2 * H :] = d_candidates
        if b_hn is None:
            d_W_n = gates[:, :, 2 * H :].flatten(0, 1).t() @ d_candidates.flatten(0, 1)
            d_W = torch.cat([for_weights(h, path, d_z[:, :, : 2 * H]), d_W_n], dim=1)
        return d_z, d_h, d_W, d_b


def only_once() -> None:
    """Complains where the backward pass is recorded to be differentiated: the second gradient would be wrong."""
    if torch.is_grad_enabled():
        raise RuntimeError("a backward pass by hand cannot be differentiated: use Cell.scan(cell, z, state) instead")


def room(h: torch.Tensor, steps: int) -> torch.Tensor:
    """Memory for a path (steps, B, H) of states such as h (B, H)."""
    return h.new_empty(steps, *h.shape)


def for_weights(h: torch.Tensor, path: torch.Tensor, d_z: torch.Tensor) -> torch.Tensor:
    """The gradient for W, which multiplies h before step 1 and path[t - 1] before step t + 1: one product."""
    before = torch.cat([h[None], path])[:-1]
    return before.flatten(0, 1).t() @ d_z.flatten(0, 1)
