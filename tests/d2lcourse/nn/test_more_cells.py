"""MUT1 to MUT3 and the convolutional LSTM, each against the formulas written out step by step."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch.nn.functional import one_hot, pad

from d2lcourse.nn import LSTM, MUT, Cell, ConvLSTM, ConvLSTMCell, LanguageModel, MUTCell, trace


def wide(module: Any, bound: float = 1.0) -> Any:
    """In float64, with weights large enough to leave the linear part of the gates."""
    generator = torch.Generator().manual_seed(1)
    module = module.double()
    with torch.no_grad():
        for p in module.parameters():
            p.uniform_(-bound, bound, generator=generator)
    return module


def mut_by_hand(cell: Any, x: torch.Tensor, h: torch.Tensor) -> dict[str, torch.Tensor]:
    """One step, as the paper has it, matrix by matrix."""
    H, sigma, tanh = cell.hidden, torch.sigmoid, torch.tanh
    b_r, b_z, b_n = cell.b.split(H)
    bare = x if cell.P is None else x @ cell.P
    if cell.variant == 1:
        (W_xr, W_xz), (W_hr, W_hn) = cell.W_x.split(H, 1), cell.W_h.split(H, 1)
        z = sigma(x @ W_xz + b_z)
        r = sigma(x @ W_xr + h @ W_hr + b_r)
        n = tanh((r * h) @ W_hn + tanh(bare) + b_n)
    elif cell.variant == 2:
        (W_xz, W_xn), (W_hr, W_hz, W_hn) = cell.W_x.split(H, 1), cell.W_h.split(H, 1)
        z = sigma(x @ W_xz + h @ W_hz + b_z)
        r = sigma(bare + h @ W_hr + b_r)
        n = tanh((r * h) @ W_hn + x @ W_xn + b_n)
    else:
        (W_xr, W_xz, W_xn), (W_hr, W_hz, W_hn) = cell.W_x.split(H, 1), cell.W_h.split(H, 1)
        z = sigma(x @ W_xz + tanh(h) @ W_hz + b_z)
        r = sigma(x @ W_xr + h @ W_hr + b_r)
        n = tanh((r * h) @ W_hn + x @ W_xn + b_n)
    return {"r": r, "z": z, "n": n, "h": n * z + h * (1 - z)}


@pytest.mark.parametrize("variant", [1, 2, 3])
@pytest.mark.parametrize("D", [3, 4])
@pytest.mark.parametrize("B", [1, 3])
def test_mut_by_hand_with_every_gradient(variant: int, D: int, B: int) -> None:
    layer = wide(MUT(D, 4, variant=variant))
    cell = layer.cells[0]
    assert (cell.P is None) == (D == 4 or variant == 3)
    x = torch.randn(B, 5, D, dtype=torch.double, requires_grad=True)
    start = torch.randn(1, B, 4, dtype=torch.double, requires_grad=True)
    leaves = [x, start, *layer.parameters()]
    h, path, values = start[0], [], {}
    for t in range(5):
        values = mut_by_hand(cell, x[:, t], h)
        h = values["h"]
        path.append(h)
    expected = torch.stack(path, 1)
    outputs, end = layer(x, start)
    weights = torch.randn_like(expected)
    torch.testing.assert_close((outputs, end[0]), (expected, h))
    torch.testing.assert_close(
        torch.autograd.grad((outputs * weights).sum() + end.sum(), leaves),
        torch.autograd.grad((expected * weights).sum() + h.sum(), leaves),
    )
    seen = trace(layer, x, start)
    for name, value in values.items():
        torch.testing.assert_close(seen[name][:, -1], value)
    torch.testing.assert_close(
        Cell.scan(cell, cell.project(x.transpose(0, 1)), (start[0],))[0].transpose(0, 1), expected
    )


@pytest.mark.parametrize("variant", [1, 2, 3])
@pytest.mark.parametrize("hidden", [6, 9])
def test_mut_reads_tokens(variant: int, hidden: int) -> None:
    layer = MUT(9, hidden, variant=variant)
    tokens = torch.randint(9, (2, 5))
    torch.testing.assert_close(layer(tokens)[0], layer(one_hot(tokens, 9).float())[0])
    assert LanguageModel(9, layer)(tokens)[0].shape == (2, 5, 9)


@pytest.mark.parametrize("variant", [1, 2, 3])
def test_mut_with_lengths_layers_and_directions(variant: int) -> None:
    layer = wide(MUT(3, 4, 2, variant=variant, bidirectional=True, merge="sum"))
    x, lengths = torch.randn(3, 5, 3, dtype=torch.double), torch.tensor([5, 2, 4])
    outputs, end = layer(x, lengths=lengths)
    for row, n in enumerate(lengths.tolist()):
        alone, alone_end = layer(x[row : row + 1, :n])
        torch.testing.assert_close((outputs[row, :n], end[:, row]), (alone[0], alone_end[:, 0]))


def test_there_are_three() -> None:
    with pytest.raises(ValueError, match="variant is 1, 2 or 3, got 4"):
        MUTCell(3, 4, variant=4)


def convolved(x: torch.Tensor, W: torch.Tensor) -> torch.Tensor:
    """What conv2d with "same" padding gives, as a sum over shifted images: x (B, C, h, w), W (K, C, k, k)."""
    k = W.shape[-1]
    edge = k // 2
    padded = pad(x, (edge,) * 4)
    height, width = x.shape[-2:]
    return sum(
        torch.einsum("bchw,kc->bkhw", padded[:, :, i : i + height, j : j + width], W[:, :, i, j])
        for i in range(k)
        for j in range(k)
    )


@pytest.mark.parametrize("kernel", [1, 3])
@pytest.mark.parametrize("peephole", [False, True])
def test_convlstm_step_by_step(kernel: int, peephole: bool) -> None:
    layer = wide(ConvLSTM(2, 3, kernel, peephole=peephole), 0.5)
    cell = layer.cells[0]
    x = torch.randn(2, 4, 2, 5, 6, dtype=torch.double, requires_grad=True)
    h0, c0 = (torch.randn(1, 2, 3, 5, 6, dtype=torch.double, requires_grad=True) for _ in range(2))
    h, c, path = h0[0], c0[0], []
    for t in range(4):
        a = convolved(x[:, t], cell.W_x) + convolved(h, cell.W_h) + cell.b[:, None, None]
        a_i, a_f, a_g, a_o = a.split(3, 1)
        if peephole:
            a_i, a_f = a_i + cell.p[0] * c, a_f + cell.p[1] * c
        c = a_f.sigmoid() * c + a_i.sigmoid() * a_g.tanh()
        if peephole:
            a_o = a_o + cell.p[2] * c
        h = a_o.sigmoid() * c.tanh()
        path.append(h)
    expected = torch.stack(path, 1)
    outputs, (end_h, end_c) = layer(x, (h0, c0))
    torch.testing.assert_close((outputs, end_h[0], end_c[0]), (expected, h, c))
    leaves = [x, h0, c0, *layer.parameters()]
    torch.testing.assert_close(
        torch.autograd.grad(outputs.square().sum() + end_c.sum(), leaves),
        torch.autograd.grad(expected.square().sum() + c.sum(), leaves),
    )


@pytest.mark.parametrize("peephole", [False, True])
def test_convlstm_of_one_pixel_is_an_lstm_per_pixel(peephole: bool) -> None:
    images = wide(ConvLSTM(2, 3, kernel=1, layers=2, peephole=peephole))
    pixels = LSTM(2, 3, 2, peephole=peephole).double()
    with torch.no_grad():
        for one, other in zip(pixels.cells, images.cells, strict=True):
            one.W_x.copy_(other.W_x[:, :, 0, 0].t())
            one.W_h.copy_(other.W_h[:, :, 0, 0].t())
            one.b.copy_(other.b)
            if peephole:
                one.p.copy_(other.p[:, :, 0, 0])
    x = torch.randn(2, 4, 2, 5, 6, dtype=torch.double)
    lengths = torch.tensor([4, 2])
    outputs, (h, c) = images(x, lengths=lengths)
    rows = x.permute(0, 3, 4, 1, 2).reshape(60, 4, 2)
    expected, (h_rows, c_rows) = pixels(rows, lengths=lengths.repeat_interleave(30))
    torch.testing.assert_close(outputs, expected.reshape(2, 5, 6, 4, 3).permute(0, 3, 4, 1, 2))
    for found, wanted in ((h, h_rows), (c, c_rows)):
        torch.testing.assert_close(found, wanted.reshape(2, 2, 5, 6, 3).permute(0, 1, 4, 2, 3))


def test_convlstm_padding_changes_nothing() -> None:
    layer = ConvLSTM(2, 3, layers=2).double()
    x, lengths = torch.randn(2, 3, 2, 4, 4, dtype=torch.double), torch.tensor([3, 1])
    more = torch.cat([x, torch.full((2, 2, 2, 4, 4), torch.nan, dtype=torch.double)], 1)
    left, right = layer(x, lengths=lengths), layer(more, lengths=lengths)
    torch.testing.assert_close((left[0], left[1]), (right[0][:, :3], right[1]))
    assert not right[0][:, 3:].any() and not right[0][1, 1:].any()


def test_convlstm_complains() -> None:
    with pytest.raises(ValueError, match="the kernel's size must be odd, so that images keep their size, got 2"):
        ConvLSTMCell(1, 2, kernel=2)
    with pytest.raises(ValueError, match=r"expected inputs \(B, T, C, height, width\) float"):
        ConvLSTM(1, 2)(torch.zeros(2, 3, 1, 4))
    with pytest.raises(ValueError, match="expected a state h and c"):
        ConvLSTM(1, 2)(torch.zeros(2, 3, 1, 4, 4), (torch.zeros(1, 2, 2),) * 2)
