"""Weights from torch's recurrent layers and to them: with the same weights both must compute the same.

Torch keeps W (G H, D) and multiplies by its transpose; it has two biases per gate, which are added. Here they are one,
except for the candidate of a GRU, where the reset gate acts on the second. The order of gates is the same: i, f, g, o
and r, z, n. Taught in lectures 08 (``copy_from``), 09 and 12 (``to_torch``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Self, cast

import torch
from torch import nn

from d2lcourse.nn.cell import Cell
from d2lcourse.nn.gru import GRUCell
from d2lcourse.nn.lstm import LSTMCell
from d2lcourse.nn.recurrent import Recurrent

__all__ = ["Twin"]


class Twin(Recurrent):
    """A recurrent layer that torch has too."""

    twin: ClassVar[type[nn.RNNBase]]

    @torch.no_grad()
    def copy_from(self, module: nn.RNNBase) -> Self:
        """Take over the weights of a torch layer of the same kind and sizes; gives back this layer.

        Raises ``TypeError`` for a layer of another kind; ``ValueError`` for other sizes, and where one of the two
        computes what the other cannot.
        """
        self._compare(module)
        for number, cell in enumerate(cast(list[Cell], list(self.cells))):
            W_x, W_h, b_x, b_h = torch_weights(module, number, self.directions)
            cell.W_x.copy_(W_x.t())
            cell.W_h.copy_(W_h.t())
            if isinstance(cell, GRUCell) and cell.b_hn is not None:
                gates = 2 * cell.hidden
                cell.b.copy_(torch.cat([b_x[:gates] + b_h[:gates], b_x[gates:]]))
                cell.b_hn.copy_(b_h[gates:])
            else:
                cell.b.copy_(b_x + b_h)
        return self

    @torch.no_grad()
    def to_torch(self) -> nn.RNNBase:
        """A torch layer, ``batch_first=True``, with the weights of this one; the second biases are 0.

        Raises ``ValueError`` for what torch has not: ``merge="sum"``, peepholes, ``reset_after=False``.
        """
        like = cast(Cell, self.cells[0]).b
        module = cast(Callable[..., nn.RNNBase], self.twin)(
            self.inputs,
            self.hidden,
            self.layers,
            batch_first=True,
            dropout=self.dropout if self.layers > 1 else 0.0,
            bidirectional=self.directions == 2,
            device=like.device,
            dtype=like.dtype,
        )
        self._compare(module)
        for number, cell in enumerate(cast(list[Cell], list(self.cells))):
            W_x, W_h, b_x, b_h = torch_weights(module, number, self.directions)
            W_x.copy_(cell.W_x.t())
            W_h.copy_(cell.W_h.t())
            b_x.copy_(cell.b)
            b_h.zero_()
            if isinstance(cell, GRUCell) and cell.b_hn is not None:
                b_h[2 * cell.hidden :] = cell.b_hn
        return module.train(self.training)

    def _compare(self, module: nn.RNNBase) -> None:
        """Complains where torch's layer computes something else."""
        if not isinstance(module, self.twin):
            raise TypeError(f"expected an nn.{self.twin.__name__}, got {type(module).__name__}")
        ours = (self.inputs, self.hidden, self.layers, self.directions)
        theirs = (module.input_size, module.hidden_size, module.num_layers, 1 + module.bidirectional)
        if ours != theirs:
            raise ValueError(f"inputs, hidden, layers and directions differ: {ours} here, {theirs} there")
        if not module.bias or module.proj_size:
            raise ValueError("torch's layer must have biases and no projection")
        if getattr(module, "nonlinearity", "tanh") != "tanh":
            raise ValueError("torch's layer must use tanh")
        if self.directions == 2 and self.merge != "concat":
            raise ValueError("torch concatenates the two directions: it has no merge='sum'")
        for cell in self.cells:
            if isinstance(cell, LSTMCell) and cell.p is not None:
                raise ValueError("torch has no LSTM with peepholes")
            if isinstance(cell, GRUCell) and not cell.reset_after:
                raise ValueError("torch has only the GRU with reset_after=True")


def torch_weights(module: nn.RNNBase, number: int, directions: int) -> list[torch.Tensor]:
    """W_x (G H, D), W_h (G H, H) and the two biases (G H,) of one cell of torch's layer."""
    layer, backwards = divmod(number, directions)
    suffix = f"_l{layer}" + ("_reverse" if backwards else "")
    return [getattr(module, name + suffix) for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
