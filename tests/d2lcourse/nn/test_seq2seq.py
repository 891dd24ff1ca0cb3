"""Encoder and decoder: the state at the last valid step, the context that stays, padding, and what decoding asks."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from d2lcourse.decode import beam, greedy
from d2lcourse.nn import (
    GRU,
    LSTM,
    AttentionDecoder,
    Decoder,
    DotAttention,
    Encoder,
    GRUCell,
    Seq2Seq,
    masked_cross_entropy,
)

BOS, EOS = 1, 2
MODELS: dict[str, Any] = {
    "fixed": lambda: Seq2Seq(Encoder(9, 3, 4), Decoder(7, 3, 5, context=4)),
    "fixed, both directions": lambda: Seq2Seq(
        Encoder(9, 3, 4, 2, core=LSTM, bidirectional=True), Decoder(7, 3, 5, context=8)
    ),
    "attention": lambda: Seq2Seq(Encoder(9, 3, 4, bidirectional=True), AttentionDecoder(7, 3, 5, context=8)),
    "dot": lambda: Seq2Seq(
        Encoder(9, 3, 4, bidirectional=True), AttentionDecoder(7, 3, 8, context=8, attention=DotAttention())
    ),
}


@pytest.fixture(params=MODELS)
def model(request: pytest.FixtureRequest) -> Seq2Seq:
    torch.manual_seed(0)
    made = MODELS[request.param]().double()
    for p in made.parameters():
        torch.nn.init.uniform_(p, -1, 1)
    return made


def test_the_encoders_state_is_the_one_at_the_last_valid_step() -> None:
    encoder = Encoder(9, 3, 4, 2, bidirectional=True)
    source, lengths = torch.randint(9, (3, 6)), torch.tensor([6, 2, 4])
    encoded = encoder(source, lengths)
    assert encoded.annotations.shape == (3, 6, 8) and encoder.outputs == 8
    assert encoded.mask.sum(1).tolist() == lengths.tolist()
    for row, n in enumerate(lengths.tolist()):
        alone = encoder(source[row : row + 1, :n])
        torch.testing.assert_close(encoded.state[row], alone.state[0])
        torch.testing.assert_close(encoded.annotations[row, :n], alone.annotations[0])
        torch.testing.assert_close(
            encoded.state[row], torch.cat([alone.annotations[0, -1, :4], alone.annotations[0, 0, 4:]])
        )
        assert not encoded.annotations[row, n:].any() and alone.mask.all()


def test_padding_changes_no_loss_no_weight_and_no_gradient(model: Seq2Seq) -> None:
    source, tokens, targets = torch.randint(9, (3, 5)), torch.randint(7, (3, 4)), torch.randint(7, (3, 4))
    lengths, target_lengths = torch.tensor([5, 1, 3]), torch.tensor([2, 4, 0])
    found = []
    for more in (0, 3):
        wide = torch.randint(9, (3, more)), torch.randint(7, (3, more))
        model.zero_grad()
        logits, weights = model(torch.cat([source, wide[0]], 1), lengths, torch.cat([tokens, wide[1]], 1))
        loss = masked_cross_entropy(logits, torch.cat([targets, wide[1]], 1), target_lengths)
        loss.backward()
        gradients = [p.grad.clone() for p in model.parameters() if p.grad is not None]
        found.append([logits[:, :4], loss, *gradients])
        if weights is not None:
            found[-1].append(weights[:, :4, :5])
            valid = torch.arange(weights.shape[2]) < lengths[:, None]
            assert not weights.masked_select(~valid[:, None]).any()
            torch.testing.assert_close(weights.sum(-1), torch.ones_like(weights[..., 0]))
    torch.testing.assert_close(*found)


def test_steps_are_what_teacher_forcing_says(model: Seq2Seq) -> None:
    source, lengths = torch.randint(9, (3, 5)), torch.tensor([5, 1, 3])
    tokens = torch.randint(7, (3, 4))
    logits, weights = model(source, lengths, tokens)
    state = model.start(source, lengths)
    for t in range(4):
        scores, state = model.step(tokens[:, t], state)
        torch.testing.assert_close(scores, logits[:, t].log_softmax(-1))
        if weights is not None:
            torch.testing.assert_close(state["weights"], weights[:, t])


def test_the_fixed_context_stays() -> None:
    model = MODELS["fixed"]()
    state = model.start(torch.randint(9, (2, 5)))
    context = state["context"].clone()
    for _ in range(4):
        _, state = model.step(torch.tensor([BOS, BOS]), state)
        assert torch.equal(state["context"], context)


@pytest.mark.parametrize("name", ["attention", "dot"])
def test_attention_asks_with_the_state_before(name: str) -> None:
    model = MODELS[name]()
    decoder = model.decoder
    encoded = model.encoder(torch.randint(9, (2, 5)), torch.tensor([5, 3]))
    tokens = torch.randint(7, (2, 3))
    logits, weights = decoder(tokens, encoded)
    s = torch.tanh(encoded.state @ decoder.bridge.weight.T + decoder.bridge.bias)
    for t in range(3):
        c, expected = decoder.attention(s, encoded.annotations, encoded.mask)
        torch.testing.assert_close(weights[:, t], expected)
        y = decoder.embedding(tokens[:, t])
        s = decoder.cell(torch.cat([y, c], 1), s)
        torch.testing.assert_close(logits[:, t], decoder.head(torch.cat([s, c, y], 1)))


def test_the_fixed_decoder_step_by_step() -> None:
    model = MODELS["fixed"]()
    decoder, encoded = model.decoder, model.encoder(torch.randint(9, (2, 5)))
    assert isinstance(decoder.cell, GRUCell) and isinstance(model.encoder.core, GRU)
    tokens = torch.randint(7, (2, 3))
    logits, weights = decoder(tokens, encoded)
    assert weights is None
    c = encoded.state
    s = torch.tanh(decoder.bridge(c))
    for t in range(3):
        y = decoder.embedding(tokens[:, t])
        s = decoder.cell(torch.cat([y, c], 1), s)
        torch.testing.assert_close(logits[:, t], decoder.head(torch.cat([s, c, y], 1)))


def test_decoding_a_batch_is_decoding_each_alone(model: Seq2Seq) -> None:
    source, lengths = torch.randint(9, (3, 5)), torch.tensor([5, 1, 3])
    start = torch.full((3,), BOS)
    whole = beam(model.step, start, model.start(source, lengths), width=3, steps=5, end=EOS)
    chosen = greedy(model.step, start, model.start(source, lengths), steps=5, end=EOS)
    for row, n in enumerate(lengths.tolist()):
        state = model.start(source[row : row + 1, :n])
        alone = beam(model.step, start[:1], state, width=3, steps=5, end=EOS)
        torch.testing.assert_close(alone.scores[0], whole.scores[row])
        assert torch.equal(alone.tokens[0], whole.tokens[row, :, : alone.tokens.shape[2]])
        logits, _ = model(
            source[row : row + 1, :n], None, torch.cat([start[:1, None], chosen.tokens[row : row + 1, :-1]], 1)
        )
        L = int(chosen.lengths[row])
        assert torch.equal(logits[0, :L].argmax(-1), chosen.tokens[row, :L])


def test_it_learns_to_copy_one_token() -> None:
    torch.manual_seed(0)
    model = Seq2Seq(Encoder(9, 8, 16, bidirectional=True), AttentionDecoder(9, 8, 16, context=32))
    optimiser = torch.optim.Adam(model.parameters(), 0.02)
    source = torch.randint(3, 9, (64, 3))
    tokens = torch.cat([torch.full((64, 1), BOS), source[:, :-1]], 1)
    for _ in range(60):
        optimiser.zero_grad()
        loss = masked_cross_entropy(model(source, None, tokens)[0], source)
        loss.backward()
        optimiser.step()
    written = greedy(model.step, tokens[:, 0], model.start(source), steps=3)
    assert (written.tokens == source).float().mean() > 0.9


def test_sizes_must_fit() -> None:
    with pytest.raises(ValueError, match="outputs have 8 entries, the decoder expects 4: use context=8"):
        Seq2Seq(Encoder(9, 3, 4, bidirectional=True), Decoder(7, 3, 5, context=4))
    with pytest.raises(ValueError, match="the target has no step"):
        MODELS["attention"]()(torch.zeros(1, 2).long(), None, torch.zeros(1, 0).long())
