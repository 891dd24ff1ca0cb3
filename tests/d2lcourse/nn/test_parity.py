"""RNN, LSTM and GRU compute what torch's do: outputs, states and every gradient, in float64."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from d2lcourse.nn import GRU, LSTM, RNN

LAYERS = {"RNN": RNN, "LSTM": LSTM, "GRU": GRU}


def parts(state: Any) -> tuple[torch.Tensor, ...]:
    return state if isinstance(state, tuple) else (state,)


def gradients_of_torch(module: nn.RNNBase, ours: Any) -> dict[str, torch.Tensor]:
    """Torch's gradients under the names of our parameters."""
    found = {}
    for number in range(len(ours.cells)):
        layer, backwards = divmod(number, ours.directions)
        suffix = f"_l{layer}" + ("_reverse" if backwards else "")
        found[f"cells.{number}.W_x"] = getattr(module, "weight_ih" + suffix).grad.t()
        found[f"cells.{number}.W_h"] = getattr(module, "weight_hh" + suffix).grad.t()
        found[f"cells.{number}.b"] = getattr(module, "bias_ih" + suffix).grad
        if isinstance(ours, GRU):
            found[f"cells.{number}.b_hn"] = getattr(module, "bias_hh" + suffix).grad[2 * ours.hidden :]
    return found


def compare(kind: str, B: int, T: int, layers: int, bidirectional: bool, with_state: bool, with_lengths: bool) -> None:
    generator = torch.Generator().manual_seed(B + 10 * T + 100 * layers)
    D, H = 3, 4
    module = getattr(nn, kind)(D, H, layers, bidirectional=bidirectional, batch_first=True).double()
    with torch.no_grad():
        for p in module.parameters():
            p.uniform_(-1, 1, generator=generator)
    ours = LAYERS[kind](D, H, layers, bidirectional=bidirectional).double().copy_from(module)

    def rand(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=generator, dtype=torch.double)

    x, other_x = (rand(B, T, D).requires_grad_() for _ in range(2))
    with torch.no_grad():
        other_x.copy_(x)
    begin = [rand(layers * ours.directions, B, H).requires_grad_() for _ in ours.cells[0].states]
    other_begin = [h.detach().clone().requires_grad_() for h in begin]
    state = None if not with_state else tuple(begin) if len(begin) > 1 else begin[0]
    other_state = None if not with_state else tuple(other_begin) if len(begin) > 1 else other_begin[0]
    lengths = torch.randint(1, T + 1, (B,), generator=generator) if with_lengths else None

    outputs, end = ours(x, state, lengths)
    if lengths is None:
        expected, expected_end = module(other_x, other_state)
    else:
        packed, expected_end = module(
            pack_padded_sequence(other_x, lengths, batch_first=True, enforce_sorted=False), other_state
        )
        expected, _ = pad_packed_sequence(packed, batch_first=True, total_length=T)
    close = {"rtol": 1e-10, "atol": 1e-12}
    torch.testing.assert_close(outputs, expected, **close)
    assert outputs.shape == (B, T, ours.outputs)
    weights = rand(*outputs.shape)
    loss, other_loss = (outputs * weights).sum(), (expected * weights).sum()
    for left, right in zip(parts(end), parts(expected_end), strict=True):
        torch.testing.assert_close(left, right, **close)
        weights = rand(*left.shape)
        loss, other_loss = loss + (left * weights).sum(), other_loss + (right * weights).sum()
    loss.backward()
    other_loss.backward()
    torch.testing.assert_close(x.grad, other_x.grad, **close)
    if with_state:
        for left, right in zip(begin, other_begin, strict=True):
            torch.testing.assert_close(left.grad, right.grad, **close)
    expected_gradients = gradients_of_torch(module, ours)
    assert set(expected_gradients) == {name for name, _ in ours.named_parameters()}
    for name, p in ours.named_parameters():
        torch.testing.assert_close(p.grad, expected_gradients[name], **close)


@pytest.mark.parametrize("kind", LAYERS)
@pytest.mark.parametrize("bidirectional", [False, True])
@pytest.mark.parametrize("layers", [1, 3])
@pytest.mark.parametrize("B", [1, 5])
@pytest.mark.parametrize("with_state", [False, True])
@pytest.mark.parametrize("with_lengths", [False, True])
def test_as_torch(kind: str, B: int, layers: int, bidirectional: bool, with_state: bool, with_lengths: bool) -> None:
    compare(kind, B, 6, layers, bidirectional, with_state, with_lengths)


@settings(max_examples=25, deadline=None)
@given(
    kind=st.sampled_from(sorted(LAYERS)),
    B=st.integers(1, 4),
    T=st.integers(1, 7),
    layers=st.integers(1, 2),
    bidirectional=st.booleans(),
    with_state=st.booleans(),
    with_lengths=st.booleans(),
)
def test_as_torch_for_any_sizes(**what: Any) -> None:
    compare(**what)


@pytest.mark.parametrize("kind", LAYERS)
def test_there_and_back(kind: str) -> None:
    ours = LAYERS[kind](3, 4, 2, bidirectional=True)
    twin = ours.to_torch()
    x = torch.randn(2, 5, 3)
    assert twin.batch_first and twin.num_layers == 2 and twin.bidirectional
    torch.testing.assert_close(ours(x)[0], twin(x)[0])
    other = LAYERS[kind](3, 4, 2, bidirectional=True).copy_from(twin)
    for left, right in zip(ours.parameters(), other.parameters(), strict=True):
        assert torch.equal(left, right)


def test_eval_mode_and_dropout_go_along() -> None:
    twin = LSTM(3, 4, 2, dropout=0.5).eval().to_torch()
    assert twin.dropout == 0.5 and not twin.training


@pytest.mark.parametrize("kind", LAYERS)
def test_float32_as_torch(kind: str) -> None:
    ours = LAYERS[kind](28, 32)
    tokens = torch.randint(28, (4, 20))
    expected, _ = ours.to_torch()(nn.functional.one_hot(tokens, 28).float())
    torch.testing.assert_close(ours(tokens)[0], expected)


@pytest.mark.parametrize(
    ("make", "module", "message"),
    [
        (lambda: RNN(3, 4), nn.GRU(3, 4), r"expected an nn\.RNN, got GRU"),
        (lambda: RNN(3, 4), nn.RNN(3, 5), "inputs, hidden, layers and directions differ"),
        (lambda: RNN(3, 4, 2), nn.RNN(3, 4), "inputs, hidden, layers and directions differ"),
        (lambda: RNN(3, 4), nn.RNN(3, 4, nonlinearity="relu"), "must use tanh"),
        (lambda: RNN(3, 4), nn.RNN(3, 4, bias=False), "must have biases"),
        (lambda: LSTM(3, 4), nn.LSTM(3, 4, proj_size=2), "no projection"),
        (lambda: LSTM(3, 4, peephole=True), nn.LSTM(3, 4), "no LSTM with peepholes"),
        (lambda: GRU(3, 4, reset_after=False), nn.GRU(3, 4), "only the GRU with reset_after=True"),
        (
            lambda: GRU(3, 4, bidirectional=True, merge="sum"),
            nn.GRU(3, 4, bidirectional=True),
            "concatenates the two directions",
        ),
    ],
)
def test_what_torch_has_not_is_refused(make: Any, module: nn.RNNBase, message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=message):
        make().copy_from(module)
