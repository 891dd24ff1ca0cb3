"""Encoder and decoder: read a sequence, write another. Taught in lectures 12 (fixed context) and 13 (attention).

Two mistakes of well-known teaching code are avoided here and tested for: the state is taken at the last valid step, not
at a padding; and the context stays what it was while the decoder writes. Sources: Cho et al., Learning phrase
representations using RNN encoder-decoder, EMNLP 2014; Bahdanau, Cho and Bengio, ICLR 2015.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, cast

import torch
from torch import nn
from torch.nn import functional

from d2lcourse.nn.attention import AdditiveAttention
from d2lcourse.nn.cell import Cell
from d2lcourse.nn.gru import GRUCell
from d2lcourse.nn.layers import GRU
from d2lcourse.nn.lengths import valid
from d2lcourse.nn.recurrent import Recurrent

__all__ = ["AttentionDecoder", "Decoder", "Encoded", "Encoder", "Seq2Seq"]


class Encoded(NamedTuple):
    """What the encoder hands over.

    annotations: (B, S, A), the outputs at each step; 0 at padding. mask: (B, S) bool, True where valid.
    state: (B, A), after the last valid step of the top layer; of two directions both, the backward one after step 1.
    """

    annotations: torch.Tensor
    mask: torch.Tensor
    state: torch.Tensor


class Encoder(nn.Module):
    """Embedding and recurrent layers.

    vocabulary: number of tokens. embedding: entries of a token's vector. hidden: entries of a state, per direction.
    core: makes the recurrent layers; takes what ``GRU`` takes.

    outputs: A, entries of an annotation, hidden * directions.
    """

    def __init__(
        self,
        vocabulary: int,
        embedding: int,
        hidden: int,
        layers: int = 1,
        *,
        core: Callable[..., Recurrent] = GRU,
        bidirectional: bool = False,
        dropout: float = 0.0,
    ) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, embedding)
        self.core = core(embedding, hidden, layers, bidirectional=bidirectional, dropout=dropout)
        self.outputs, self.dropout = self.core.outputs, dropout

    def forward(self, tokens: torch.Tensor, lengths: torch.Tensor | None = None) -> Encoded:
        """tokens: (B, S) int. lengths: (B,) int, valid tokens of each; all if left out."""
        mask = torch.ones_like(tokens, dtype=torch.bool) if lengths is None else valid(tokens, lengths)
        x = functional.dropout(self.embedding(tokens), self.dropout, self.training)
        annotations, state = self.core(x, lengths=lengths)
        h = state[0] if isinstance(state, tuple) else state
        top = h[-self.core.directions :]  # (directions, B, H)
        return Encoded(annotations, mask, torch.cat(list(top), dim=-1))


class Decoder(nn.Module):
    """Writes with a fixed context: at each step the cell reads the token before and the encoder's state c.

    s_0 = tanh(c W + b);  s_t = GRU([embedding of y_{t-1}, c], s_{t-1});  logits from [s_t, c, embedding of y_{t-1}].

    vocabulary: V, number of tokens. embedding: entries of a token's vector. hidden: entries of a state s.
    context: A, the encoder's ``outputs``.
    """

    def __init__(
        self,
        vocabulary: int,
        embedding: int,
        hidden: int,
        context: int,
        *,
        dropout: float = 0.0,
    ) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, embedding)
        self.bridge = nn.Linear(context, hidden)
        self.cell: Cell = GRUCell(embedding + context, hidden)
        self.head = nn.Linear(hidden + context + embedding, vocabulary)
        self.dropout = dropout

    def forward(self, tokens: torch.Tensor, encoded: Encoded) -> tuple[torch.Tensor, torch.Tensor | None]:
        """Teacher forcing: all steps, each told the right token before it.

        tokens: (B, T) int, the target moved by one: <bos> first, without its last token.
        Returns logits (B, T, V) and None, for there are no weights.
        """
        state = self.start(encoded)
        y = functional.dropout(self.embedding(tokens), self.dropout, self.training)
        c = encoded.state[:, None].expand(-1, tokens.shape[1], -1)
        z = self.cell.project(torch.cat([y, c], dim=-1).transpose(0, 1))  # all steps at once
        s = self.cell.scan(z, (state["s"],))[0].transpose(0, 1)
        return self.head(torch.cat([s, c, y], dim=-1)), None

    def start(self, encoded: Encoded) -> dict[str, Any]:
        """The state before the first step, for ``step``: batch first, as ``d2lcourse.decode`` wants it."""
        return {"s": torch.tanh(self.bridge(encoded.state)), "context": encoded.state}

    def step(self, tokens: torch.Tensor, state: dict[str, Any]) -> tuple[torch.Tensor, dict[str, Any]]:
        """One more token: tokens (B,) int; returns log-probabilities (B, V) and the next state."""
        y = functional.dropout(self.embedding(tokens), self.dropout, self.training)
        c = state["context"]  # is handed on as it is
        (s,) = self.cell.step(self.cell.project(torch.cat([y, c], dim=-1)), (state["s"],))
        return self.head(torch.cat([s, c, y], dim=-1)).log_softmax(-1), {"s": s, "context": c}


class AttentionDecoder(Decoder):
    """Writes with a context of its own for each step, chosen by the state before it:

    c_t, weights_t = attention(s_{t-1}, annotations);  s_t = GRU([embedding of y_{t-1}, c_t], s_{t-1});
    logits from [s_t, c_t, embedding of y_{t-1}].

    vocabulary, embedding, hidden, context: as in ``Decoder``.
    attention: compares a state (B, hidden) with annotations (B, S, A); ``AdditiveAttention`` if left out.
    """

    def __init__(
        self,
        vocabulary: int,
        embedding: int,
        hidden: int,
        context: int,
        *,
        attention: nn.Module | None = None,
        dropout: float = 0.0,
    ) -> None:
        super().__init__(vocabulary, embedding, hidden, context, dropout=dropout)
        self.attention = AdditiveAttention(hidden, context, hidden) if attention is None else attention

    def forward(self, tokens: torch.Tensor, encoded: Encoded) -> tuple[torch.Tensor, torch.Tensor]:
        """Teacher forcing: tokens (B, T) int, the target moved by one.

        Returns logits (B, T, V) and the weights (B, T, S): row t says where the decoder looked for token t.
        Raises ``ValueError`` where T is 0.
        """
        state = self.start(encoded)
        y = functional.dropout(self.embedding(tokens), self.dropout, self.training)
        path = []
        for y_t in y.unbind(1):
            state = self._advance(y_t, state)
            path.append((state["s"], state["context"], state["weights"]))
        if not path:
            raise ValueError("the target has no step at all: it begins with <bos>")
        s, c, weights = (torch.stack(part, dim=1) for part in zip(*path, strict=True))
        return self.head(torch.cat([s, c, y], dim=-1)), weights

    def start(self, encoded: Encoded) -> dict[str, Any]:
        """The state before the first step, for ``step``; what depends on the keys alone is computed here, once."""
        keys, mask, last = encoded
        s = torch.tanh(self.bridge(last))
        return {"s": s, "keys": keys, "mask": mask, "prepared": cast(Any, self.attention).prepare(keys)}

    def step(self, tokens: torch.Tensor, state: dict[str, Any]) -> tuple[torch.Tensor, dict[str, Any]]:
        """One more token: tokens (B,) int; returns log-probabilities (B, V) and the next state.

        Among the state are the ``weights`` (B, S) of this step.
        """
        y = functional.dropout(self.embedding(tokens), self.dropout, self.training)
        state = self._advance(y, state)
        return self.head(torch.cat([state["s"], state["context"], y], dim=-1)).log_softmax(-1), state

    def _advance(self, y: torch.Tensor, state: dict[str, Any]) -> dict[str, Any]:
        """The state after reading y (B, embedding)."""
        c, weights = self.attention(state["s"], state["keys"], state["mask"], prepared=state["prepared"])
        (s,) = self.cell.step(self.cell.project(torch.cat([y, c], dim=-1)), (state["s"],))
        return {**state, "s": s, "context": c, "weights": weights}


class Seq2Seq(nn.Module):
    """An encoder and a decoder, trained as one.

    Raises ``ValueError`` where the decoder's ``context`` is not the encoder's ``outputs``.

    >>> model = Seq2Seq(Encoder(10, 4, 6, bidirectional=True), AttentionDecoder(12, 4, 6, context=12))
    >>> source, target = torch.zeros(2, 5, dtype=torch.long), torch.zeros(2, 3, dtype=torch.long)
    >>> logits, weights = model(source, torch.tensor([5, 2]), target)
    >>> logits.shape, weights.shape
    (torch.Size([2, 3, 12]), torch.Size([2, 3, 5]))
    """

    def __init__(self, encoder: Encoder, decoder: Decoder) -> None:
        super().__init__()
        if decoder.bridge.in_features != encoder.outputs:
            raise ValueError(
                f"the encoder's outputs have {encoder.outputs} entries, the decoder expects "
                f"{decoder.bridge.in_features}: use context={encoder.outputs}"
            )
        self.encoder, self.decoder = encoder, decoder

    def forward(
        self, source: torch.Tensor, lengths: torch.Tensor | None, tokens: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor | None]:
        """source: (B, S) int with lengths (B,); tokens: (B, T) int, the target moved by one: <bos> first.

        Returns logits (B, T, V) and the decoder's weights (B, T, S), None for a fixed context.
        """
        logits, weights = self.decoder(tokens, self.encoder(source, lengths))
        return logits, weights

    def start(self, source: torch.Tensor, lengths: torch.Tensor | None = None) -> dict[str, Any]:
        """Read the source: the state that ``d2lcourse.decode`` begins with, beside ``<bos>`` (B,)."""
        return self.decoder.start(self.encoder(source, lengths))

    def step(self, tokens: torch.Tensor, state: dict[str, Any]) -> tuple[torch.Tensor, dict[str, Any]]:
        """The decoder's."""
        return self.decoder.step(tokens, state)
