"""Attention weights and contexts against plain loops and against torch; masks; rows without a valid place."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn.functional import scaled_dot_product_attention

from d2lcourse.nn import AdditiveAttention, DotAttention, masked_softmax

KINDS: dict[str, Any] = {
    "additive": lambda: AdditiveAttention(4, 4, 5).double(),
    "dot": lambda: DotAttention(scaled=False),
    "scaled": DotAttention,
}


@given(
    st.lists(st.lists(st.tuples(st.floats(-1e4, 1e4), st.booleans()), min_size=4, max_size=4), min_size=1, max_size=4)
)
def test_masked_softmax_by_hand(rows: list[list[tuple[float, bool]]]) -> None:
    scores = torch.tensor([[s for s, _ in row] for row in rows], dtype=torch.double)
    mask = torch.tensor([[m for _, m in row] for row in rows])
    weights = masked_softmax(scores, mask)
    for row, found in zip(rows, weights.tolist(), strict=True):
        top = max([s for s, m in row if m], default=0.0)
        total = math.fsum(math.exp(s - top) for s, m in row if m)
        assert found == pytest.approx([math.exp(s - top) / total if m else 0.0 for s, m in row], abs=1e-15)
        assert all(weight == 0 for weight, (_, m) in zip(found, row, strict=True) if not m)


def test_masked_softmax_and_its_gradient_where_padding_is_nan() -> None:
    scores = torch.tensor([[1.0, 2.0, math.nan], [math.nan] * 3], requires_grad=True)
    mask = torch.tensor([[True, True, False], [False] * 3])
    weights = masked_softmax(scores, mask)
    assert weights[0].sum().item() == pytest.approx(1) and not weights[1].any()
    weights[:, 0].sum().backward()
    p = 1 / (1 + math.e)
    expected = torch.tensor([[p * (1 - p), -p * (1 - p), 0], [0, 0, 0]])
    torch.testing.assert_close(scores.grad, expected)
    torch.testing.assert_close(masked_softmax(scores[:1, :2]), scores[:1, :2].softmax(-1))
    with pytest.raises(ValueError, match=r"a mask is bool, True where valid, got torch\.int64"):
        masked_softmax(scores, mask.long())


def by_hand(kind: str, attention: Any, q: list[float], k: list[float]) -> float:
    """One score."""
    if kind == "additive":
        W_q, W_k, b, v = (p.tolist() for p in (attention.W_q, attention.W_k, attention.b, attention.v))
        sums = [
            sum(q[i] * W_q[i][a] for i in range(4)) + sum(k[i] * W_k[i][a] for i in range(4)) + b[a] for a in range(5)
        ]
        return sum(v[a] * math.tanh(sums[a]) for a in range(5))
    return sum(x * y for x, y in zip(q, k, strict=True)) / (2.0 if kind == "scaled" else 1.0)


@pytest.mark.parametrize("kind", KINDS)
def test_by_hand(kind: str) -> None:
    torch.manual_seed(0)
    attention = KINDS[kind]()
    queries, keys = torch.randn(2, 3, 4).double(), torch.randn(2, 5, 4).double()
    lengths = [5, 2]
    mask = torch.arange(5) < torch.tensor(lengths)[:, None]
    context, weights = attention(queries, keys, mask)
    assert context.shape == (2, 3, 4) and weights.shape == (2, 3, 5)
    for row, n in enumerate(lengths):
        for t in range(3):
            scores = [by_hand(kind, attention, queries[row, t].tolist(), keys[row, s].tolist()) for s in range(n)]
            expected = torch.tensor(scores, dtype=torch.double).softmax(0)
            torch.testing.assert_close(weights[row, t, :n], expected)
            assert not weights[row, t, n:].any()
            torch.testing.assert_close(context[row, t], expected @ keys[row, :n])
    one, one_weights = attention(queries[:, 1], keys, mask, prepared=attention.prepare(keys))
    torch.testing.assert_close((one, one_weights), (context[:, 1], weights[:, 1]))


def test_scaled_as_torch() -> None:
    queries, keys = torch.randn(2, 3, 8), torch.randn(2, 5, 8)
    mask = torch.tensor([[True] * 5, [True, False, True, False, False]])
    expected = scaled_dot_product_attention(queries, keys, keys, attn_mask=mask[:, None])
    torch.testing.assert_close(DotAttention()(queries, keys, mask)[0], expected)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("filling", [0.0, 1e30, math.nan])
def test_padding_changes_nothing(kind: str, filling: float) -> None:
    attention = KINDS[kind]()
    found = []
    torch.manual_seed(0)
    query, keys = torch.randn(3, 4).double(), torch.randn(3, 4, 4).double()
    mask = torch.arange(4) < torch.tensor([4, 1, 0])[:, None]
    for more in (0, 3):
        padded = torch.cat([keys, torch.zeros(3, more, 4)], 1)
        valid = torch.cat([mask, torch.zeros(3, more, dtype=torch.bool)], 1)
        padded = padded.masked_fill(~valid[..., None], filling).requires_grad_()
        q = query.clone().requires_grad_()
        for p in attention.parameters():
            p.grad = None
        context, weights = attention(q, padded, valid)
        context.square().sum().backward()
        assert not weights[~valid].any() and not context[2].any()
        assert not padded.grad[~valid].any()
        found.append([context, weights[:, :4], q.grad, padded.grad[:, :4], *(p.grad for p in attention.parameters())])
    torch.testing.assert_close(*found)
    assert weights.sum(1).tolist() == pytest.approx([1, 1, 0])


@pytest.mark.parametrize("kind", KINDS)
def test_gradcheck(kind: str) -> None:
    attention = KINDS[kind]()
    query, keys = (torch.randn(2, n, 4, dtype=torch.double, requires_grad=True) for n in (2, 3))
    mask = torch.tensor([[True, True, False], [False] * 3])
    assert torch.autograd.gradcheck(lambda q, k: attention(q, k, mask), (query, keys))


def test_widths_must_fit_and_weights_start_small() -> None:
    with pytest.raises(ValueError, match="queries have 3 entries, keys 4"):
        DotAttention()(torch.zeros(1, 3), torch.zeros(1, 2, 4))
    made = [AdditiveAttention(3, 4, 25, generator=torch.Generator().manual_seed(1)) for _ in range(2)]
    for left, right in zip(made[0].parameters(), made[1].parameters(), strict=True):
        assert torch.equal(left, right) and left.abs().max() <= 0.2
