"""Masks, the last valid step, the valid part backwards; and padding that changes nothing in any layer."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from d2lcourse.data import valid_mask
from d2lcourse.nn import GRU, LSTM, RNN, Recurrent, last, reverse

LENGTHS = st.lists(st.integers(0, 6), min_size=1, max_size=5)
LAYERS: dict[str, Any] = {
    "RNN": lambda **options: RNN(3, 4, **options),
    "LSTM": lambda **options: LSTM(3, 4, peephole=True, **options),
    "GRU": lambda **options: GRU(3, 4, **options),
    "GRU before": lambda **options: GRU(3, 4, reset_after=False, **options),
}


@given(LENGTHS)
def test_against_lists(lengths: list[int]) -> None:
    rows = [[10 * number + step + 1 for step in range(length)] for number, length in enumerate(lengths)]
    padded = torch.tensor([row + [-1] * (6 - len(row)) for row in rows])
    L = torch.tensor(lengths)
    assert [x[m].tolist() for x, m in zip(padded, valid_mask(L, 6), strict=True)] == rows
    turned = reverse(padded, L)
    assert turned.tolist() == [row[::-1] + [-1] * (6 - len(row)) for row in rows]
    assert torch.equal(reverse(turned, L), padded)
    assert last(padded, L).tolist() == [row[-1] if row else 0 for row in rows]


def test_without_lengths_all_is_valid() -> None:
    x = torch.arange(24.0).reshape(2, 4, 3)
    assert torch.equal(reverse(x), x.flip(1)) and torch.equal(last(x), x[:, 3])
    assert torch.equal(reverse(x, torch.tensor([4, 4])), x.flip(1))


@pytest.mark.parametrize(
    ("lengths", "message"),
    [
        (torch.tensor([1, 5]), "lengths must be 0 to 4, got 1 to 5"),
        (torch.tensor([-1, 2]), "lengths must be 0 to 4, got -1 to 2"),
        (torch.tensor([1.0, 2.0]), r"whole numbers, got \(2,\) torch.float32"),
        (torch.tensor([[1, 2]]).T, r"whole numbers, got \(2, 1\)"),
        (torch.tensor([1, 2, 3]), "there are 2 sequences but 3 lengths"),
    ],
)
def test_lengths_that_do_not_fit(lengths: torch.Tensor, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        reverse(torch.zeros(2, 4), lengths)
    with pytest.raises(ValueError, match=message):
        RNN(3, 4)(torch.zeros(2, 4, 3), lengths=lengths)


def grown(layer: Recurrent, x: torch.Tensor, state: Any, lengths: torch.Tensor) -> list[torch.Tensor]:
    """Outputs up to step 4, states, and the gradients of a function of both."""
    layer.zero_grad()
    outputs, end = layer(x, state, lengths)
    ends = end if isinstance(end, tuple) else (end,)
    (outputs.square().sum() + sum(part.sin().sum() for part in ends)).backward()
    assert not outputs[~valid_mask(lengths, x.shape[1])].any()
    return [outputs[:, :4], *ends, *(p.grad.clone() for p in layer.parameters())]


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("bidirectional", [False, True])
@pytest.mark.parametrize("filling", [0.0, 7.0, float("nan")])
def test_padding_changes_nothing(name: str, bidirectional: bool, filling: float) -> None:
    layer = LAYERS[name](layers=2, bidirectional=bidirectional).double()
    lengths = torch.tensor([4, 1, 0, 3])
    x = torch.randn(4, 4, 3, dtype=torch.double).masked_fill(~valid_mask(lengths, 4)[..., None], filling)
    more = torch.cat([x, torch.full((4, 3, 3), filling, dtype=torch.double)], dim=1)
    state = torch.randn(len(layer.cells), 4, 4, dtype=torch.double)
    begin = (state, state.cos()) if name == "LSTM" else state
    torch.testing.assert_close(grown(layer, x, begin, lengths), grown(layer, more, begin, lengths))


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("bidirectional", [False, True])
def test_a_batch_is_its_sequences_one_by_one(name: str, bidirectional: bool) -> None:
    layer = LAYERS[name](bidirectional=bidirectional, merge="sum").double()
    lengths = torch.tensor([5, 2, 4])
    x = torch.randn(3, 5, 3, dtype=torch.double)
    outputs, end = layer(x, lengths=lengths)
    for row, n in enumerate(lengths.tolist()):
        alone, alone_end = layer(x[row : row + 1, :n])
        torch.testing.assert_close(outputs[row, :n], alone[0])
        for left, right in zip(*(s if isinstance(s, tuple) else (s,) for s in (end, alone_end)), strict=True):
            torch.testing.assert_close(left[:, row], right[:, 0])


def test_a_sequence_without_a_step_keeps_its_state() -> None:
    h = torch.randn(1, 2, 4)
    _, end = GRU(3, 4)(torch.randn(2, 5, 3), h, torch.tensor([0, 2]))
    assert torch.equal(end[:, 0], h[:, 0]) and not torch.equal(end[:, 1], h[:, 1])
    outputs, end = GRU(3, 4)(torch.randn(2, 0, 3), h)
    assert outputs.shape == (2, 0, 4) and torch.equal(end, h)


def test_the_backward_direction_starts_at_the_last_valid_step() -> None:
    layer = LSTM(3, 4, bidirectional=True)
    x, lengths = torch.randn(2, 6, 3), torch.tensor([6, 3])
    outputs, (h, c) = layer(x, lengths=lengths)
    alone = Recurrent(lambda *_: layer.cells[1], 3, 4)
    backwards, (h_alone, c_alone) = alone(x[1:, :3].flip(1))
    torch.testing.assert_close(outputs[1, :3, 4:], backwards[0].flip(0))
    torch.testing.assert_close((h[1, 1], c[1, 1]), (h_alone[0, 0], c_alone[0, 0]))
    torch.testing.assert_close(h[1], outputs[:, 0, 4:])  # its last step is step 1


def test_sum_and_concat() -> None:
    both, added = RNN(3, 4, bidirectional=True), RNN(3, 4, bidirectional=True, merge="sum")
    added.load_state_dict(both.state_dict())
    x = torch.randn(2, 5, 3)
    wide, narrow = both(x)[0], added(x)[0]
    assert (both.outputs, added.outputs) == (8, 4)
    torch.testing.assert_close(wide[..., :4] + wide[..., 4:], narrow)
    assert RNN(3, 4, 2, bidirectional=True, merge="sum")(x)[0].shape == (2, 5, 4)


def test_one_direction_does_not_see_the_future_and_two_do() -> None:
    x = torch.randn(1, 6, 3)
    other = x.clone()
    other[:, 4] += 1
    for bidirectional in (False, True):
        layer = GRU(3, 4, 2, bidirectional=bidirectional)
        same = (layer(x)[0] == layer(other)[0]).all(-1)[0]
        assert same[:4].all() != bidirectional and not same[4:].any()


def test_dropout_acts_between_layers_while_training() -> None:
    x = torch.randn(2, 5, 3)
    torch.manual_seed(0)
    layer = RNN(3, 50, 2, dropout=0.5)
    assert not torch.equal(layer(x)[0], layer(x)[0])
    seen: list[torch.Tensor] = []
    second = layer.cells[1]
    project = second.project
    second.project = lambda x: seen.append(x) or project(x)
    layer(x)
    assert 0.4 < (seen[0] == 0).float().mean() < 0.6
    layer.eval()
    assert torch.equal(layer(x)[0], layer(x)[0]) and seen[-1].all()
    one = RNN(3, 4, 1, dropout=0.5)
    assert torch.equal(one(x)[0], one(x)[0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: RNN(3, 4, 0), "at least one layer, got layers=0"),
        (lambda: RNN(3, 4, merge="mean"), "merge must be one of concat, sum, got 'mean'"),
        (lambda: RNN(3, 4, dropout=2), "dropout is a share, 0 to 1, got 2"),
        (lambda: RNN(3, 4)(torch.zeros(2, 3)), r"expected inputs \(B, T, D\) float or tokens \(B, T\), got \(2, 3\)"),
        (
            lambda: RNN(3, 4)(torch.zeros(2, 5, 3), torch.zeros(2, 4)),
            r"expected a state h, each \(1, B, 4\), got \(2, 4\)",
        ),
        (lambda: LSTM(3, 4)(torch.zeros(2, 5, 3), torch.zeros(1, 2, 4)), "expected a state h and c"),
        (lambda: GRU(3, 4, 2)(torch.zeros(2, 5, 3), torch.zeros(1, 2, 4)), r"each \(2, B, 4\), got \(1, 2, 4\)"),
    ],
)
def test_layers_complain(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_what_is_printed() -> None:
    assert "LSTM(\n  layers=2, bidirectional, merge='sum', dropout=0.1" in repr(
        LSTM(3, 4, 2, bidirectional=True, merge="sum", dropout=0.1)
    )
