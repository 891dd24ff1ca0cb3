"""Temporal convolution: against torch's convolution, no future, the receptive field to the step."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn.functional import conv1d, pad

from d2lcourse.nn import TCN, CausalConv, ResidualBlock


@settings(max_examples=30, deadline=None)
@given(kernel=st.integers(1, 4), dilation=st.integers(1, 4), T=st.integers(1, 9))
def test_as_torch_with_every_gradient(kernel: int, dilation: int, T: int) -> None:
    layer = CausalConv(3, 5, kernel, dilation).double()
    x = torch.randn(2, T, 3, dtype=torch.double, requires_grad=True)
    # torch's own weight normalisation of torch's own convolution
    twin = torch.nn.utils.parametrizations.weight_norm(torch.nn.Conv1d(3, 5, kernel, dilation=dilation).double())
    with torch.no_grad():
        layer.gain.mul_(1.5)
        twin.bias.copy_(layer.b)
        twin.parametrizations.weight.original0.copy_(layer.gain)
        twin.parametrizations.weight.original1.copy_(layer.v)
    torch.testing.assert_close(layer.weights(), twin.weight)
    expected = twin(pad(x.transpose(1, 2), ((kernel - 1) * dilation, 0))).transpose(1, 2)
    found = layer(x)
    torch.testing.assert_close(found, expected)
    weights = torch.randn_like(expected)
    ours = torch.autograd.grad((found * weights).sum(), [x, layer.b, layer.gain, layer.v])
    originals = twin.parametrizations.weight
    theirs = torch.autograd.grad((expected * weights).sum(), [x, twin.bias, originals.original0, originals.original1])
    torch.testing.assert_close(ours, theirs)


def test_weights_start_as_those_of_torch() -> None:
    layer = CausalConv(8, 100, 2, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(layer.weights(), layer.v.detach())
    assert 0.24 < layer.v.abs().max() <= 0.25 and layer.b.abs().max() <= 0.25
    x = torch.randn(2, 6, 8)
    expected = conv1d(pad(x.transpose(1, 2), (1, 0)), layer.v, layer.b).transpose(1, 2)
    torch.testing.assert_close(layer(x), expected)


def seen_from(net: torch.nn.Module, steps: int) -> list[int]:
    """Steps of the input that the last output depends on."""
    x = torch.randn(1, steps, 3, dtype=torch.double, requires_grad=True)
    (d,) = torch.autograd.grad(net(x)[0, -1].sum(), x)
    return d[0].abs().sum(1).nonzero()[:, 0].tolist()


def positive(net: torch.nn.Module) -> torch.nn.Module:
    """Such that no ReLU is off: what can be seen is seen."""
    with torch.no_grad():
        for p in net.parameters():
            p.uniform_(0.1, 1)
    net.double()
    for module in net.modules():
        if isinstance(module, CausalConv):
            module.b.data.fill_(100.0)
    return net


@pytest.mark.parametrize(("kernel", "dilation"), [(1, 1), (2, 3), (3, 1), (3, 4)])
def test_receptive_field_of_one_layer(kernel: int, dilation: int) -> None:
    layer = positive(CausalConv(3, 2, kernel, dilation))
    n = layer.receptive_field()
    assert n == 1 + (kernel - 1) * dilation
    assert seen_from(layer, n + 5) == [n + 4 - k * dilation for k in range(kernel)][::-1]


@pytest.mark.parametrize(("kernel", "levels", "field"), [(2, 1, 3), (2, 3, 15), (3, 2, 13), (3, 3, 29), (1, 4, 1)])
def test_receptive_field_of_the_net(kernel: int, levels: int, field: int) -> None:
    net = positive(TCN(3, [4] * levels, kernel))
    assert net.receptive_field() == field
    assert seen_from(net, field + 6) == list(range(6, field + 6))


def test_the_future_changes_nothing() -> None:
    net = TCN(3, (8, 8, 4), kernel=3)
    x = torch.randn(2, 20, 3)
    other = x.clone()
    other[:, 11:] = torch.randn(2, 9, 3)
    outputs, changed = net(x), net(other)
    torch.testing.assert_close(outputs[:, :11], changed[:, :11], rtol=0, atol=1e-6)
    assert not torch.allclose(outputs[:, 11:], changed[:, 11:])
    torch.testing.assert_close(net(x[:, :11]), outputs[:, :11])
    assert net(x[:, :0]).shape == (2, 0, 4) and net.outputs == 4


def test_padding_changes_nothing() -> None:
    net = TCN(3, (8, 8)).double()
    x, lengths = torch.randn(2, 6, 3, dtype=torch.double), torch.tensor([6, 2])
    more = torch.cat([x, torch.full((2, 4, 3), torch.nan, dtype=torch.double)], 1)
    outputs, wider = net(x, lengths), net(more, lengths)
    torch.testing.assert_close(outputs, wider[:, :6])
    torch.testing.assert_close(outputs[1, :2], net(x[1:, :2])[0])
    assert not wider[:, 6:].any() and not wider[1, 2:].any()


def test_a_block_by_hand() -> None:
    for widths in ((3, 3), (3, 5)):
        block = ResidualBlock(*widths, kernel=2, dilation=2)
        x = torch.randn(2, 7, 3)
        skip = block.skip(x)
        assert torch.equal(skip, x) == (widths == (3, 3))
        inner = block.second(block.first(x).clamp_min(0)).clamp_min(0)
        torch.testing.assert_close(block(x), (inner + skip).clamp_min(0))


def test_dropout_only_while_training() -> None:
    net, x = TCN(3, (50,), dropout=0.5), torch.randn(1, 4, 3)
    assert not torch.equal(net(x), net(x))
    net.eval()
    assert torch.equal(net(x), net(x))


def test_sizes_are_checked() -> None:
    with pytest.raises(ValueError, match="kernel and dilation are 1 or more, got 0 and 1"):
        CausalConv(1, 1, 0)
    with pytest.raises(ValueError, match="at least one block"):
        TCN(3, ())
