"""Cells against plain Python loops over the formulas, and the hand-written backward passes against autograd."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from torch import nn

from d2lcourse.nn import GRU, LSTM, RNN, Cell, GRUCell, LSTMCell, Recurrent, RNNCell, trace

CELLS = {
    "RNN": lambda: RNNCell(3, 4),
    "LSTM": lambda: LSTMCell(3, 4),
    "peephole": lambda: LSTMCell(3, 4, peephole=True),
    "GRU after": lambda: GRUCell(3, 4),
    "GRU before": lambda: GRUCell(3, 4, reset_after=False),
}


def wide(cell: Any) -> Any:
    """In float64, with weights large enough to leave the linear part of the gates."""
    generator = torch.Generator().manual_seed(1)
    cell = cell.double()
    with torch.no_grad():
        for p in cell.parameters():
            p.uniform_(-1.5, 1.5, generator=generator)
    return cell


def sigma(a: float) -> float:
    return 1 / (1 + math.exp(-a))


def by_hand(cell: Any, x: list[float], h: list[float], c: list[float]) -> dict[str, list[float]]:
    """One step for one example, number by number."""
    H = cell.hidden
    W_x, W_h, b = cell.W_x.tolist(), cell.W_h.tolist(), cell.b.tolist()

    def from_x(gate: int, j: int) -> float:
        return sum(x[d] * W_x[d][gate * H + j] for d in range(len(x))) + b[gate * H + j]

    def from_h(gate: int, j: int, state: list[float]) -> float:
        return sum(state[k] * W_h[k][gate * H + j] for k in range(H))

    units = range(H)
    if isinstance(cell, RNNCell):
        return {"h": [math.tanh(from_x(0, j) + from_h(0, j, h)) for j in units]}
    if isinstance(cell, LSTMCell):
        p = [[0.0] * H] * 3 if cell.p is None else cell.p.tolist()
        i = [sigma(from_x(0, j) + from_h(0, j, h) + p[0][j] * c[j]) for j in units]
        f = [sigma(from_x(1, j) + from_h(1, j, h) + p[1][j] * c[j]) for j in units]
        g = [math.tanh(from_x(2, j) + from_h(2, j, h)) for j in units]
        new = [f[j] * c[j] + i[j] * g[j] for j in units]
        o = [sigma(from_x(3, j) + from_h(3, j, h) + p[2][j] * new[j]) for j in units]
        return {"i": i, "f": f, "g": g, "o": o, "c": new, "h": [o[j] * math.tanh(new[j]) for j in units]}
    assert isinstance(cell, GRUCell)
    r = [sigma(from_x(0, j) + from_h(0, j, h)) for j in units]
    z = [sigma(from_x(1, j) + from_h(1, j, h)) for j in units]
    if cell.b_hn is not None:
        inner = [r[j] * (from_h(2, j, h) + cell.b_hn.tolist()[j]) for j in units]
    else:
        inner = [from_h(2, j, [r[k] * h[k] for k in units]) for j in units]
    n = [math.tanh(from_x(2, j) + inner[j]) for j in units]
    return {"r": r, "z": z, "n": n, "h": [(1 - z[j]) * n[j] + z[j] * h[j] for j in units]}


@pytest.mark.parametrize("name", CELLS)
def test_one_step_by_hand(name: str) -> None:
    cell = wide(CELLS[name]())
    generator = torch.Generator().manual_seed(2)
    x, h, c = (torch.randn(2, n, generator=generator, dtype=torch.double) for n in (3, 4, 4))
    state = (h, c)[: len(cell.states)]
    values = cell.compute(cell.project(x), state)
    new = cell(x, state if len(state) > 1 else h)
    for row in range(2):
        expected = by_hand(cell, x[row].tolist(), h[row].tolist(), c[row].tolist())
        assert set(values) == set(expected)
        for key, numbers in expected.items():
            assert values[key][row].tolist() == pytest.approx(numbers, rel=1e-12)
        for key, part in zip(cell.states, new if isinstance(new, tuple) else (new,), strict=True):
            assert part[row].tolist() == pytest.approx(expected[key], rel=1e-12)


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize("B", [1, 3])
def test_the_backward_pass_by_hand_is_that_of_autograd(name: str, B: int) -> None:
    cell = wide(CELLS[name]())
    generator = torch.Generator().manual_seed(3)
    z = torch.randn(6, B, cell.W_x.shape[1], generator=generator, dtype=torch.double).requires_grad_()
    start = [torch.randn(B, 4, generator=generator, dtype=torch.double).requires_grad_() for _ in cell.states]
    leaves = [z, *start, *(p for key, p in cell.named_parameters() if key not in ("W_x", "b"))]
    found = []
    for scan in (cell.scan, lambda *args: Cell.scan(cell, *args)):
        paths = scan(z, tuple(start))
        generator.manual_seed(4)
        loss = sum((path * torch.randn(path.shape, generator=generator, dtype=torch.double)).sum() for path in paths)
        found.append((paths, torch.autograd.grad(loss, leaves)))
    for left, right in zip(*found, strict=True):
        torch.testing.assert_close(left, right, rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("name", CELLS)
def test_gradcheck(name: str) -> None:
    cell = wide(CELLS[name]())
    x = torch.randn(3, 2, 3, dtype=torch.double, requires_grad=True)
    start = tuple(torch.randn(2, 4, dtype=torch.double, requires_grad=True) for _ in cell.states)
    names = [key for key, _ in cell.named_parameters()]

    def run(x: torch.Tensor, *rest: torch.Tensor) -> Any:
        weights = dict(zip(names, rest[len(start) :], strict=True))
        return torch.func.functional_call(
            Whole(cell), {f"cell.{key}": w for key, w in weights.items()}, (x, *rest[: len(start)])
        )

    assert torch.autograd.gradcheck(run, (x, *start, *cell.parameters()))


class Whole(nn.Module):
    """All steps of a cell."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self.cell = cell

    def forward(self, x: torch.Tensor, *start: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return self.cell.scan(self.cell.project(x), start)


def test_only_one_of_the_lstms_states_is_used() -> None:
    cell = wide(LSTMCell(3, 4))
    z, start = torch.randn(5, 2, 16, dtype=torch.double, requires_grad=True), (torch.zeros(2, 4).double(),) * 2
    for used in (0, 1):
        (fast,) = torch.autograd.grad(cell.scan(z, start)[used].sum(), z)
        (slow,) = torch.autograd.grad(Cell.scan(cell, z, start)[used].sum(), z)
        torch.testing.assert_close(fast, slow)


def test_backward_twice_and_not_again() -> None:
    layer, x = LSTM(3, 4), torch.randn(2, 5, 3, requires_grad=True)
    loss = layer(x)[0].sum()
    (first,) = torch.autograd.grad(loss, x, retain_graph=True)
    (second,) = torch.autograd.grad(loss, x, retain_graph=True)
    assert torch.equal(first, second)
    with pytest.raises(RuntimeError, match="by hand cannot be differentiated"):
        torch.autograd.grad(loss, x, create_graph=True)


def test_outputs_changed_in_place_are_noticed() -> None:
    layer = RNN(3, 4)
    outputs, _ = layer(torch.randn(2, 5, 3))
    outputs.relu_()
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        outputs.sum().backward()


def test_the_conventions_of_the_gru_differ() -> None:
    after, before = GRUCell(3, 4), GRUCell(3, 4, reset_after=False)
    with torch.no_grad():
        for key in ("W_x", "W_h", "b"):
            getattr(before, key).copy_(getattr(after, key))
        after.b_hn.zero_()
    x, h = torch.randn(2, 3), torch.randn(2, 4)
    assert not torch.allclose(after(x, h), before(x, h), atol=1e-3)
    assert torch.allclose(after(x), before(x))  # without a state there is nothing to reset


@pytest.mark.parametrize("layer", [RNN(28, 6), LSTM(28, 6, 2, bidirectional=True), GRU(28, 6, reset_after=False)])
def test_tokens_are_one_hot_vectors(layer: Recurrent) -> None:
    tokens = torch.randint(28, (3, 7))
    found = []
    for x in (tokens, nn.functional.one_hot(tokens, 28).float()):
        layer.zero_grad()
        outputs, _ = layer(x)
        outputs.square().sum().backward()
        found.append([outputs, *(p.grad.clone() for p in layer.parameters())])
    torch.testing.assert_close(found[0], found[1], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", ["RNN", "LSTM", "GRU"])
def test_trace_names_what_happened(name: str) -> None:
    layer = {"RNN": RNN, "LSTM": LSTM, "GRU": GRU}[name](3, 4)
    x = torch.randn(2, 5, 3)
    values = trace(layer, x)
    assert list(values) == {"RNN": ["h"], "LSTM": ["i", "f", "g", "o", "c", "h"], "GRU": ["r", "z", "n", "h"]}[name]
    outputs, end = layer(x)
    torch.testing.assert_close(values["h"], outputs)
    again = trace(layer, x, end)
    torch.testing.assert_close(again["h"], layer(x, end)[0])
    if name == "LSTM":
        torch.testing.assert_close(values["c"][:, -1], end[1][0])
        assert all(values[gate].min() >= 0 and values[gate].max() <= 1 for gate in "ifo")
    with pytest.raises(ValueError, match="got 2 cells"):
        trace(RNN(3, 4, 2), x)


def test_initial_weights() -> None:
    layer = LSTM(3, 100, forget_bias=2.0, generator=torch.Generator().manual_seed(0))
    again = LSTM(3, 100, forget_bias=2.0, generator=torch.Generator().manual_seed(0))
    cell = layer.cells[0].requires_grad_(False)
    for left, right in zip(layer.parameters(), again.parameters(), strict=True):
        assert torch.equal(left, right)
    assert 0.095 < cell.W_h.abs().max() <= 0.1 and cell.W_h.std().item() == pytest.approx(0.1 / math.sqrt(3), rel=0.01)
    assert cell.b[100:200].min() >= 1.9 and cell.b[:100].abs().max() <= 0.1


def test_a_cell_of_ones_own() -> None:
    class Minimal(Cell):
        """h' = h + z: adds up what comes."""

        def compute(self, z: torch.Tensor, state: tuple[torch.Tensor, ...]) -> dict[str, torch.Tensor]:
            return {"h": state[0] + z}

    layer = Recurrent(Minimal, 3, 4, 2)
    x = torch.randn(2, 6, 3)
    outputs, end = layer(x)
    first = (x @ layer.cells[0].W_x + layer.cells[0].b).cumsum(1)
    expected = (first @ layer.cells[1].W_x + layer.cells[1].b).cumsum(1)
    torch.testing.assert_close(outputs, expected)
    torch.testing.assert_close(end, torch.stack([first[:, -1], expected[:, -1]]))
    with pytest.raises(NotImplementedError, match="Cell has to say what one step computes"):
        Cell(3, 4)(torch.zeros(1, 3))


def test_cells_complain() -> None:
    with pytest.raises(ValueError, match="1 or more entries, got 0 and 4"):
        RNNCell(0, 4)
    with pytest.raises(ValueError, match=r"expected inputs of 3 entries, got shape \(2, 4\)"):
        RNNCell(3, 4)(torch.zeros(2, 4))
