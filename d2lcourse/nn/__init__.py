"""Recurrent networks, attention, temporal convolution and word vectors, from scratch in tensors.

What a lecture builds in its plain form stands here in the form that is used: the same formulas, with the products of
all steps done at once. Names are loaded when they are first used, so that importing this package does not import torch.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from d2lcourse.nn.cell import Cell
    from d2lcourse.nn.clipping import clip_gradients
    from d2lcourse.nn.gru import GRUCell
    from d2lcourse.nn.language_model import LanguageModel, detach
    from d2lcourse.nn.layers import GRU, LSTM, RNN
    from d2lcourse.nn.lengths import last, reverse, sequence_mask
    from d2lcourse.nn.loss import masked_cross_entropy
    from d2lcourse.nn.lstm import LSTMCell
    from d2lcourse.nn.recurrent import Recurrent, trace
    from d2lcourse.nn.rnn import RNNCell

__all__ = [
    "GRU",
    "LSTM",
    "RNN",
    "Cell",
    "GRUCell",
    "LSTMCell",
    "LanguageModel",
    "RNNCell",
    "Recurrent",
    "clip_gradients",
    "detach",
    "last",
    "masked_cross_entropy",
    "reverse",
    "sequence_mask",
    "trace",
]

HOME = {
    "cell": ("Cell",),
    "clipping": ("clip_gradients",),
    "gru": ("GRUCell",),
    "language_model": ("LanguageModel", "detach"),
    "layers": ("GRU", "LSTM", "RNN"),
    "lengths": ("last", "reverse", "sequence_mask"),
    "loss": ("masked_cross_entropy",),
    "lstm": ("LSTMCell",),
    "recurrent": ("Recurrent", "trace"),
    "rnn": ("RNNCell",),
}


def __getattr__(name: str) -> Any:
    """The public name, from the module that holds it."""
    for module, names in HOME.items():
        if name in names:
            return getattr(importlib.import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
