"""The language model, its state, clipping, detaching and the masked loss."""

from __future__ import annotations

import math
from collections import namedtuple
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn
from torch.nn.functional import cross_entropy

from d2lcourse.nn import GRU, LSTM, RNN, LanguageModel, clip_gradients, detach, masked_cross_entropy

V = 11
MODELS: dict[str, Any] = {
    "one-hot": lambda: LanguageModel(V, RNN(V, 8)),
    "embedding": lambda: LanguageModel(V, LSTM(6, 8, 2), embedding=True),
    "tied": lambda: LanguageModel(V, GRU(8, 8), embedding=True, tied=True),
    "torch": lambda: LanguageModel(V, nn.LSTM(V, 8, batch_first=True)),
}


@pytest.mark.parametrize("name", MODELS)
def test_reading_in_parts_is_reading_at_once(name: str) -> None:
    model = MODELS[name]().double()
    tokens = torch.randint(V, (3, 9))
    whole, end = model(tokens)
    assert whole.shape == (3, 9, V)
    first, state = model(tokens[:, :4])
    second, state = model(tokens[:, 4:], detach(state))
    torch.testing.assert_close(torch.cat([first, second], 1), whole)
    torch.testing.assert_close(state, end)


@pytest.mark.parametrize("name", MODELS)
def test_steps_are_what_the_whole_says(name: str) -> None:
    model = MODELS[name]().double().eval()
    tokens = torch.randint(V, (3, 6))
    expected = model(tokens)[0].log_softmax(-1)
    for prompt in (1, 3):
        last, state = model.start(tokens[:, :prompt])
        assert torch.equal(last, tokens[:, prompt - 1])
        for t in range(prompt - 1, 6):
            scores, state = model.step(tokens[:, t], state)
            torch.testing.assert_close(scores, expected[:, t])
            assert all(len(part) == 3 for part in (state if isinstance(state, tuple) else (state,)))


def test_one_hot_is_the_product() -> None:
    model = LanguageModel(V, RNN(V, 8))
    twin = LanguageModel(V, model.core.to_torch())
    twin.head.load_state_dict(model.head.state_dict())
    tokens = torch.randint(V, (3, 5))
    torch.testing.assert_close(model(tokens)[0], twin(tokens)[0])


def test_tied_weights_are_one() -> None:
    model = MODELS["tied"]()
    assert model.embedding.weight is model.head.weight
    loose = LanguageModel(V, GRU(8, 8), embedding=True)
    count = [sum(p.numel() for p in m.parameters()) for m in (loose, model)]
    assert count[0] - count[1] == V * 8


def test_padding_changes_no_logit_and_no_state() -> None:
    model = LanguageModel(V, LSTM(V, 8, bidirectional=True)).double()
    tokens, lengths = torch.randint(V, (3, 5)), torch.tensor([5, 2, 3])
    more = torch.cat([tokens, torch.randint(V, (3, 4))], 1)
    found = [model(x, lengths=lengths) for x in (tokens, more)]
    targets = torch.randint(V, (3, 9))
    losses = [masked_cross_entropy(logits, targets[:, : logits.shape[1]], lengths) for logits, _ in found]
    torch.testing.assert_close(found[0][1], found[1][1])
    torch.testing.assert_close(losses[0], losses[1])


def test_dropout_only_while_training() -> None:
    model = LanguageModel(V, RNN(6, 8), embedding=True, dropout=0.5)
    tokens = torch.randint(V, (2, 5))
    assert not torch.equal(model(tokens)[0], model(tokens)[0])
    model.eval()
    assert torch.equal(model(tokens)[0], model(tokens)[0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: LanguageModel(V, RNN(6, 8)), "one-hot vectors have 11 entries, the core takes 6: try embedding=True"),
        (lambda: LanguageModel(V, RNN(V, V), tied=True), "embedding=True is needed"),
        (lambda: LanguageModel(V, RNN(6, 8), embedding=True, tied=True), "as wide at its end as at its start"),
        (lambda: LanguageModel(V, nn.GRU(V, 8)), "must have batch_first=True"),
        (lambda: MODELS["torch"]()(torch.zeros(1, 2).long(), None, torch.tensor([1])), "pack the sequences yourself"),
        (lambda: MODELS["one-hot"]().start(torch.zeros(1, 0).long()), "with T at least 1"),
    ],
)
def test_language_models_complain(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_detach_keeps_the_nesting() -> None:
    x = torch.ones(2, requires_grad=True) * 2
    Pair = namedtuple("Pair", "h c")
    found = detach({"a": (x, None), "b": [x], "c": Pair(x, 3)})
    assert isinstance(found["c"], Pair) and found["a"][1] is None and found["c"].c == 3
    for part in (found["a"][0], found["b"][0], found["c"].h):
        assert not part.requires_grad and torch.equal(part, x)


def parameters_with(*gradients: torch.Tensor | None) -> list[torch.Tensor]:
    made = []
    for gradient in gradients:
        made.append(torch.zeros(3 if gradient is None else gradient.shape, requires_grad=True))
        made[-1].grad = None if gradient is None else gradient.clone()
    return made


@given(st.lists(st.floats(-100, 100, width=32), min_size=1, max_size=6), st.floats(0.01, 200))
def test_clipping_by_hand(numbers: list[float], theta: float) -> None:
    gradients = torch.tensor(numbers), torch.tensor([[1.0, -2.0]])
    parameters = parameters_with(gradients[0], None, gradients[1])
    norm = math.sqrt(sum(g * g for g in numbers) + 5)
    assert clip_gradients(iter(parameters), theta) == pytest.approx(norm, rel=1e-5)
    if norm < theta * (1 - 1e-5):
        assert torch.equal(parameters[0].grad, gradients[0]) and torch.equal(parameters[2].grad, gradients[1])
    else:
        scale = min(1, theta / norm)
        torch.testing.assert_close(parameters[0].grad, gradients[0] * scale)
        torch.testing.assert_close(parameters[2].grad, gradients[1] * scale)


def test_clipping_at_the_edge() -> None:
    exact = torch.tensor([3.0, 4.0])
    parameters = parameters_with(exact)
    assert clip_gradients(parameters, 5.0) == 5.0 and torch.equal(parameters[0].grad, exact)
    assert clip_gradients(parameters_with(None), 1.0) == 0.0
    broken = parameters_with(torch.tensor([float("nan"), 1.0]), torch.ones(2))
    assert math.isnan(clip_gradients(broken, 0.1)) and torch.equal(broken[1].grad, torch.ones(2))
    with pytest.raises(ValueError, match="theta must be above 0, got 0"):
        clip_gradients(parameters, 0)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=4))
def test_masked_loss_token_by_token(lengths: list[int]) -> None:
    generator = torch.Generator().manual_seed(sum(lengths))
    logits = torch.randn(len(lengths), 5, V, generator=generator, dtype=torch.double)
    targets = torch.randint(V, (len(lengths), 5), generator=generator)
    each = [cross_entropy(logits[row, t], targets[row, t]).item() for row, n in enumerate(lengths) for t in range(n)]
    L = torch.tensor(lengths)
    for row, n in enumerate(lengths):
        targets[row, n:] = 999  # no token at all
        logits[row, n:] = 1e9
    assert masked_cross_entropy(logits, targets, L, reduction="sum").item() == pytest.approx(sum(each))
    assert masked_cross_entropy(logits, targets, L).item() == pytest.approx(sum(each) / max(len(each), 1))
    table = masked_cross_entropy(logits, targets, L, reduction="none")
    assert table.shape == (len(lengths), 5) and table.sum().item() == pytest.approx(sum(each))


def test_masked_loss_without_lengths_and_its_gradient() -> None:
    logits = torch.randn(2, 3, V, dtype=torch.double, requires_grad=True)
    targets = torch.randint(V, (2, 3))
    torch.testing.assert_close(
        masked_cross_entropy(logits, targets), cross_entropy(logits.flatten(0, 1), targets.flatten())
    )
    (d,) = torch.autograd.grad(masked_cross_entropy(logits, targets, torch.tensor([1, 0])), logits)
    expected = torch.zeros_like(logits)
    expected[0, 0] = logits[0, 0].softmax(-1) - nn.functional.one_hot(targets[0, 0], V)
    torch.testing.assert_close(d, expected)
    with pytest.raises(ValueError, match=r"expected logits \(B, T, V\) and targets \(B, T\), got \(2, 3\)"):
        masked_cross_entropy(logits[..., 0], targets)
    with pytest.raises(ValueError, match="reduction must be mean, sum or none, got 'max'"):
        masked_cross_entropy(logits, targets, reduction="max")
