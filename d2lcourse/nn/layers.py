"""The recurrent layers of the course by name.

Taught in lectures 08 (LSTM), 09 (GRU) and 10 (stacked and bidirectional). The plain network, ``RNN``, is built by hand
in lecture 07.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

import torch
from torch import nn

from d2lcourse.nn.from_torch import Twin
from d2lcourse.nn.gru import GRUCell
from d2lcourse.nn.lstm import LSTMCell
from d2lcourse.nn.rnn import RNNCell

__all__ = ["GRU", "LSTM", "RNN"]


class RNN(Twin):
    """Layers of ``RNNCell``: h' = tanh(x W_x + h W_h + b). The arguments are those of ``Recurrent``.

    >>> outputs, h = RNN(5, 8)(torch.zeros(2, 7, 5))
    >>> outputs.shape, h.shape
    (torch.Size([2, 7, 8]), torch.Size([1, 2, 8]))
    """

    twin: ClassVar[type[nn.RNNBase]] = nn.RNN

    def __init__(
        self,
        inputs: int,
        hidden: int,
        layers: int = 1,
        *,
        bidirectional: bool = False,
        merge: str = "concat",
        dropout: float = 0.0,
        generator: torch.Generator | None = None,
    ) -> None:
        make = partial(RNNCell, generator=generator)
        super().__init__(make, inputs, hidden, layers, bidirectional=bidirectional, merge=merge, dropout=dropout)


class LSTM(Twin):
    """Layers of ``LSTMCell``, which explains ``peephole`` and ``forget_bias``; the state is a pair (h, c).

    >>> outputs, (h, c) = LSTM(28, 8, layers=2)(torch.zeros(2, 7, dtype=torch.long))
    >>> outputs.shape, c.shape
    (torch.Size([2, 7, 8]), torch.Size([2, 2, 8]))
    """

    twin: ClassVar[type[nn.RNNBase]] = nn.LSTM

    def __init__(
        self,
        inputs: int,
        hidden: int,
        layers: int = 1,
        *,
        peephole: bool = False,
        forget_bias: float = 0.0,
        bidirectional: bool = False,
        merge: str = "concat",
        dropout: float = 0.0,
        generator: torch.Generator | None = None,
    ) -> None:
        make = partial(LSTMCell, peephole=peephole, forget_bias=forget_bias, generator=generator)
        super().__init__(make, inputs, hidden, layers, bidirectional=bidirectional, merge=merge, dropout=dropout)


class GRU(Twin):
    """Layers of ``GRUCell``, which explains ``reset_after``: True is torch's convention, False the original one.

    >>> outputs, h = GRU(5, 8, bidirectional=True)(torch.zeros(2, 7, 5), lengths=torch.tensor([7, 3]))
    >>> outputs.shape, h.shape
    (torch.Size([2, 7, 16]), torch.Size([2, 2, 8]))
    """

    twin: ClassVar[type[nn.RNNBase]] = nn.GRU

    def __init__(
        self,
        inputs: int,
        hidden: int,
        layers: int = 1,
        *,
        reset_after: bool = True,
        bidirectional: bool = False,
        merge: str = "concat",
        dropout: float = 0.0,
        generator: torch.Generator | None = None,
    ) -> None:
        make = partial(GRUCell, reset_after=reset_after, generator=generator)
        super().__init__(make, inputs, hidden, layers, bidirectional=bidirectional, merge=merge, dropout=dropout)
