"""Recurrent language models as textbooks print them: one-hot vectors, a matrix for each gate, a loop over the steps.

This is what the layers of ``d2lcourse.nn`` are measured against, with the textbook's clipping and gradient step.
Written after Zhang et al., Dive into Deep Learning, chapters 9 and 10.
"""

from __future__ import annotations

import torch
from torch.nn.functional import one_hot

from d2lcourse.nn import LanguageModel, Recurrent

__all__ = ["Plain", "clip_plainly", "step_plainly"]

PARTS = {"RNN": "h", "LSTM": "ifgo", "peephole": "ifgo", "GRU": "rzn", "GRU before": "rzn"}


class Plain:
    """One layer and its output layer. kind: RNN, LSTM, peephole, GRU, GRU before, MUT1, MUT2 or MUT3."""

    def __init__(self, kind: str, vocabulary: int, hidden: int, device: torch.device | str = "cpu") -> None:
        def small(*shape: int) -> torch.Tensor:
            return (torch.randn(shape, device=device) * 0.01).requires_grad_()

        self.kind, self.vocabulary, self.hidden = kind, vocabulary, hidden
        parts = PARTS.get(kind, "rzn")
        self.W_x = {part: small(vocabulary, hidden) for part in parts}
        self.W_h = {part: small(hidden, hidden) for part in parts}
        self.b = {part: small(hidden) for part in parts}
        self.p = {part: small(hidden) for part in "ifo"} if kind == "peephole" else {}
        self.b_hn = small(hidden) if kind == "GRU" else None
        if kind == "MUT1":
            del self.W_h["z"]
        self.W_q, self.b_q = small(hidden, vocabulary), small(vocabulary)

    def parameters(self) -> list[torch.Tensor]:
        """All of them."""
        single = [p for p in (self.b_hn, self.W_q, self.b_q) if p is not None]
        return [*self.W_x.values(), *self.W_h.values(), *self.b.values(), *self.p.values(), *single]

    def start(self, size: int) -> tuple[torch.Tensor, ...]:
        """Zeros for a batch of that size."""
        h = torch.zeros(size, self.hidden, device=self.W_q.device, dtype=self.W_q.dtype)
        return (h, h.clone()) if self.kind in ("LSTM", "peephole") else (h,)

    def __call__(
        self, tokens: torch.Tensor, state: tuple[torch.Tensor, ...]
    ) -> tuple[torch.Tensor, tuple[torch.Tensor, ...]]:
        """tokens: (B, T). Returns logits (T B, V), step by step, and the state."""
        inputs = one_hot(tokens.T, self.vocabulary).to(self.W_q.dtype)
        outputs = []
        for x in inputs:
            state = self.step(x, *state)
            outputs.append(state[0] @ self.W_q + self.b_q)
        return torch.cat(outputs, dim=0), state

    def step(self, x: torch.Tensor, h: torch.Tensor, c: torch.Tensor | None = None) -> tuple[torch.Tensor, ...]:
        """The formulas, one product per matrix."""
        W_x, W_h, b, sigma, tanh = self.W_x, self.W_h, self.b, torch.sigmoid, torch.tanh
        if self.kind == "RNN":
            return (tanh(x @ W_x["h"] + h @ W_h["h"] + b["h"]),)
        if c is not None:
            p_i, p_f, p_o = (self.p[part] for part in "ifo") if self.p else (0, 0, 0)
            i = sigma(x @ W_x["i"] + h @ W_h["i"] + b["i"] + (p_i * c if self.p else 0))
            f = sigma(x @ W_x["f"] + h @ W_h["f"] + b["f"] + (p_f * c if self.p else 0))
            g = tanh(x @ W_x["g"] + h @ W_h["g"] + b["g"])
            c = f * c + i * g
            o = sigma(x @ W_x["o"] + h @ W_h["o"] + b["o"] + (p_o * c if self.p else 0))
            return o * tanh(c), c
        bare = x @ W_x["n"] if self.kind == "MUT1" else x @ W_x["r"]
        r = sigma((bare if self.kind == "MUT2" else x @ W_x["r"]) + h @ W_h["r"] + b["r"])
        if self.kind == "MUT1":
            z = sigma(x @ W_x["z"] + b["z"])
            n = tanh((r * h) @ W_h["n"] + tanh(bare) + b["n"])
        else:
            z = sigma(x @ W_x["z"] + (tanh(h) if self.kind == "MUT3" else h) @ W_h["z"] + b["z"])
            if self.b_hn is not None:
                n = tanh(x @ W_x["n"] + b["n"] + r * (h @ W_h["n"] + self.b_hn))
            else:
                n = tanh(x @ W_x["n"] + b["n"] + (r * h) @ W_h["n"])
        if self.kind.startswith("MUT"):
            return (z * n + (1 - z) * h,)
        return (z * h + (1 - z) * n,)

    @torch.no_grad()
    def copy_to(self, model: LanguageModel) -> LanguageModel:
        """The same weights for one of ours, so that both must compute the same; gives back the model."""
        assert isinstance(model.core, Recurrent)
        cell = model.core.cells[0]
        parts = list(self.b)
        bare = {"MUT1": "n", "MUT2": "r"}.get(self.kind)
        cell.W_x.copy_(torch.cat([self.W_x[part] for part in parts if part != bare], dim=1))
        cell.W_h.copy_(torch.cat([self.W_h[part] for part in parts if part in self.W_h], dim=1))
        cell.b.copy_(torch.cat([self.b[part] for part in parts]))
        if bare is not None:
            cell.P.copy_(self.W_x[bare])
        if self.p:
            cell.p.copy_(torch.stack(list(self.p.values())))
        if self.b_hn is not None:
            cell.b_hn.copy_(self.b_hn)
        model.head.weight.copy_(self.W_q.t())
        model.head.bias.copy_(self.b_q)
        return model


def clip_plainly(parameters: list[torch.Tensor], theta: float) -> None:
    """Clipping as the textbook prints it."""
    norm = torch.sqrt(sum(torch.sum(p.grad**2) for p in parameters))
    if norm > theta:
        for p in parameters:
            p.grad[:] *= theta / norm


@torch.no_grad()
def step_plainly(parameters: list[torch.Tensor], rate: float) -> None:
    """Gradient descent as the textbook prints it."""
    for p in parameters:
        p -= rate * p.grad
        p.grad.zero_()
