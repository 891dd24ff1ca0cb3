"""Recurrent networks, attention, temporal convolution and word vectors, from scratch in tensors.

What a lecture builds in its plain form stands here in the form that is used: the same formulas, with the products of
all steps done at once. Names are loaded when they are first used, so that importing this package does not import torch.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from d2lcourse.nn.attention import AdditiveAttention, DotAttention, masked_softmax
    from d2lcourse.nn.cell import Cell
    from d2lcourse.nn.clipping import clip_gradients
    from d2lcourse.nn.convlstm import ConvLSTM, ConvLSTMCell
    from d2lcourse.nn.gru import GRUCell
    from d2lcourse.nn.language_model import LanguageModel, detach
    from d2lcourse.nn.layers import GRU, LSTM, RNN
    from d2lcourse.nn.lengths import last, reverse
    from d2lcourse.nn.loss import masked_cross_entropy
    from d2lcourse.nn.lstm import LSTMCell
    from d2lcourse.nn.mut import MUT, MUTCell
    from d2lcourse.nn.recurrent import Recurrent, trace
    from d2lcourse.nn.rnn import RNNCell
    from d2lcourse.nn.seq2seq import AttentionDecoder, Decoder, Encoded, Encoder, Seq2Seq
    from d2lcourse.nn.skipgram import SkipGram, analogy, nearest
    from d2lcourse.nn.tcn import TCN, CausalConv, ResidualBlock

__all__ = [
    "GRU",
    "LSTM",
    "MUT",
    "RNN",
    "TCN",
    "AdditiveAttention",
    "AttentionDecoder",
    "CausalConv",
    "Cell",
    "ConvLSTM",
    "ConvLSTMCell",
    "Decoder",
    "DotAttention",
    "Encoded",
    "Encoder",
    "GRUCell",
    "LSTMCell",
    "LanguageModel",
    "MUTCell",
    "RNNCell",
    "Recurrent",
    "ResidualBlock",
    "Seq2Seq",
    "SkipGram",
    "analogy",
    "clip_gradients",
    "detach",
    "last",
    "masked_cross_entropy",
    "masked_softmax",
    "nearest",
    "reverse",
    "trace",
]

HOME = {
    "attention": ("AdditiveAttention", "DotAttention", "masked_softmax"),
    "cell": ("Cell",),
    "clipping": ("clip_gradients",),
    "convlstm": ("ConvLSTM", "ConvLSTMCell"),
    "gru": ("GRUCell",),
    "language_model": ("LanguageModel", "detach"),
    "layers": ("GRU", "LSTM", "RNN"),
    "lengths": ("last", "reverse"),
    "loss": ("masked_cross_entropy",),
    "lstm": ("LSTMCell",),
    "mut": ("MUT", "MUTCell"),
    "recurrent": ("Recurrent", "trace"),
    "rnn": ("RNNCell",),
    "seq2seq": ("AttentionDecoder", "Decoder", "Encoded", "Encoder", "Seq2Seq"),
    "skipgram": ("SkipGram", "analogy", "nearest"),
    "tcn": ("TCN", "CausalConv", "ResidualBlock"),
}


def __getattr__(name: str) -> Any:
    """The public name, from the module that holds it."""
    for module, names in HOME.items():
        if name in names:
            return getattr(importlib.import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
