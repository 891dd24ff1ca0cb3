"""A language model: tokens in, scores of the next token out. Taught in lectures 07 to 10.

Sources: Mikolov et al., Recurrent neural network based language model, Interspeech 2010; tied weights: Press and Wolf,
Using the output embedding to improve language models, EACL 2017.
"""

from __future__ import annotations

from typing import TypeVar

import torch
from torch import nn
from torch.nn import functional

from d2lcourse.nn.recurrent import Recurrent, State

__all__ = ["LanguageModel", "detach"]

Nested = TypeVar("Nested")


class LanguageModel(nn.Module):
    """Input layer, recurrent core, output layer.

    vocabulary: V, number of tokens.
    core: any recurrent layer of the course, or torch's with ``batch_first=True``.
    embedding: learn a vector of as many entries as the core takes for each token; else tokens are one-hot vectors,
    and the core must take V entries.
    tied: the output layer uses the table of the embedding too; the core's outputs must be as wide as its inputs.
    dropout: share of the embedded inputs and of the core's outputs that is dropped while training.

    The output layer starts as ``nn.Linear``, uniform in +-1/sqrt(width); the embedding standard normal, tied ones in
    +-1/sqrt(width).
    Raises ``ValueError`` where the core's widths do not fit, for ``tied`` without ``embedding``, and for a layer of
    torch without ``batch_first=True``.

    >>> from d2lcourse.nn import LSTM
    >>> logits, state = LanguageModel(28, LSTM(28, 16))(torch.zeros(2, 7, dtype=torch.long))
    >>> logits.shape
    torch.Size([2, 7, 28])
    """

    def __init__(
        self,
        vocabulary: int,
        core: Recurrent | nn.RNNBase,
        *,
        embedding: bool = False,
        tied: bool = False,
        dropout: float = 0.0,
    ) -> None:
        super().__init__()
        if isinstance(core, nn.RNNBase):
            if not core.batch_first:
                raise ValueError("torch's layer must have batch_first=True: here the batch comes first")
            inputs, outputs = core.input_size, core.hidden_size * (1 + core.bidirectional)
        else:
            inputs, outputs = core.inputs, core.outputs
        if not embedding and inputs != vocabulary:
            raise ValueError(f"one-hot vectors have {vocabulary} entries, the core takes {inputs}: try embedding=True")
        if tied and not embedding:
            raise ValueError("tied weights are those of an embedding: embedding=True is needed")
        if tied and inputs != outputs:
            raise ValueError(f"tied weights need a core as wide at its end as at its start, got {outputs} and {inputs}")
        self.vocabulary, self.core, self.dropout = vocabulary, core, dropout
        self.embedding = nn.Embedding(vocabulary, inputs) if embedding else None
        self.head = nn.Linear(outputs, vocabulary)
        if self.embedding is not None and tied:
            self.embedding.weight = self.head.weight

    def forward(
        self, tokens: torch.Tensor, state: State | None = None, lengths: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, State]:
        """Scores of the token after each.

        tokens: (B, T) int. state: of the core, zeros if left out. lengths: (B,) int, valid steps; all if left out.
        Returns logits (B, T, V) and the core's state after the last valid step.
        Raises ``ValueError`` for lengths where the core is torch's.
        """
        x = self._embed(tokens)
        if isinstance(self.core, Recurrent):
            outputs, state = self.core(x, state, lengths)
        elif lengths is not None:
            raise ValueError("lengths go with the layers of the course: for torch's pack the sequences yourself")
        else:
            outputs, state = self.core(x, state)
        assert state is not None
        logits: torch.Tensor = self.head(functional.dropout(outputs, self.dropout, self.training))
        return logits, state

    def start(self, prompt: torch.Tensor, state: State | None = None) -> tuple[torch.Tensor, State | None]:
        """Read a prompt, and be ready for ``step`` to go on with it.

        prompt: (B, T) int, T at least 1. Returns its last token (B,) and the state before it, None where nothing was
        read; in it, as in ``step``, the batch comes first: (B, layers * directions, H).
        Raises ``ValueError`` for a prompt of another shape.
        """
        if prompt.ndim != 2 or not prompt.shape[1]:
            raise ValueError(f"expected a prompt (B, T) with T at least 1, got shape {tuple(prompt.shape)}")
        if prompt.shape[1] > 1:
            _, state = self(prompt[:, :-1], state)
        return prompt[:, -1], swapped(state)

    def step(self, tokens: torch.Tensor, state: State | None = None) -> tuple[torch.Tensor, State | None]:
        """One more token: what ``d2lcourse.decode`` asks for.

        tokens: (B,) int. Returns log-probabilities of the next token (B, V) and the state, batch first.
        """
        logits, state = self(tokens[:, None], swapped(state))
        return logits[:, 0].log_softmax(dim=-1), swapped(state)

    def _embed(self, tokens: torch.Tensor) -> torch.Tensor:
        if self.embedding is not None:
            x: torch.Tensor = self.embedding(tokens)
            return functional.dropout(x, self.dropout, self.training)
        if isinstance(self.core, Recurrent):
            return tokens  # looked up there, which is the product with a one-hot vector
        return functional.one_hot(tokens, self.vocabulary).to(self.head.weight.dtype)


def swapped(state: State | None) -> State | None:
    """The first two dims exchanged: (layers, B, H) and (B, layers, H)."""
    if state is None:
        return None
    return tuple(part.transpose(0, 1) for part in state) if isinstance(state, tuple) else state.transpose(0, 1)


def detach(state: Nested) -> Nested:
    """The same values cut off from their history: backpropagation through time ends here.

    state: a tensor, None, or tuples, lists and dicts of such.
    """
    if isinstance(state, torch.Tensor):
        return state.detach()  # type: ignore[return-value]
    if isinstance(state, tuple):
        parts = [detach(part) for part in state]
        return type(state)(*parts) if hasattr(state, "_fields") else type(state)(parts)
    if isinstance(state, list):
        return [detach(part) for part in state]  # type: ignore[return-value]
    if isinstance(state, dict):
        return {name: detach(part) for name, part in state.items()}  # type: ignore[return-value]
    return state
