"""Lecture 02: what its slides claim, in the output of the executed notebook; its engine, against torch."""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.lectures.notebooks import LECTURES, executed
from tests.lectures.outputs import printed

ENGINE = ("tape-code", "operations-code", "functions-code", "sweep-code", "forward-sweep-code")
PICTURES = {
    "secant-explore", "table-code", "chain-code", "measure-code", "row-code", "uphill-code", "local-code",
    "chain-check-code", "graph-code", "forward-code", "reverse-explore", "sharing-code", "learned-code",
    "rows-columns-code", "count-plot", "swing-plot",
}  # fmt: skip


def lecture() -> Path:
    return next(path for path in LECTURES if path.stem == "02_autograd")


@pytest.fixture(scope="module", params=["full", "fast"])
def done(request: pytest.FixtureRequest) -> Any:
    return executed(lecture(), fast=request.param == "fast")


@pytest.fixture(scope="module")
def text(done: Any) -> dict[str, str]:
    """What each cell printed."""
    return printed(done)


@pytest.fixture(scope="module")
def engine() -> dict[str, Any]:
    """The names that the cells of the engine define; what a cell does besides, on its own example, is left out."""
    names: dict[str, Any] = {"math": math}
    for cell in executed(lecture(), fast=True).cells:
        if cell.id in ENGINE:
            definitions = re.split(r"\n\n\n(?=bar = |tape = )", cell.source)[0]
            exec(compile(definitions, cell.id, "exec"), names)
    return names


def test_numbers_that_a_reader_can_work_out_by_hand(text: dict[str, str]) -> None:
    assert "y = tensor(28." in text["four-x-code"] and "[ 0.,  4.,  8., 12.]" in text["four-x-code"]
    assert "measured: -0.0391" in text["row-code"]
    assert "gradient: tensor([-6., -9.])" in text["answer-code"]
    assert "by x: [-3.0, -1.5]   by w: [-6.0, -9.0]   by y: 3.0" in text["sweep-code"]
    assert "whole: 3x² = 12.0" in text["detach-code"] and "y = 4.0  watched: False" in text["detach-code"]
    assert re.findall(r"tensor\((\d+)\.\)", text["accumulate-code"]) == ["6", "12", "18", "6", "6", "6"]
    assert "vᵀJ = tensor([ 2.,  0., 60.])" in text["vector-output-code"]


def test_shapes_are_those_of_the_tables(text: dict[str, str]) -> None:
    assert re.findall(r"\(.*\)$", text["cases-code"], re.MULTILINE) == ["()", "(3,)", "(4,)", "(4, 3)"]
    assert re.findall(r"\([\d, ]*\)", text["vector-table-code"]) == ["(3,)"] * 4 + ["(4, 3)", "(3,)"]


def test_the_tape_is_the_table_of_the_plan(text: dict[str, str]) -> None:
    assert re.search(r"5 +3\.5 +\[0, 1, 2, 3\] +\[1\.0, 0\.5, 2\.0, 3\.0\]", text["record-code"])
    assert re.search(r"6 +-1\.5 +\[5, 4\] +\[1, -1\]", text["record-code"])
    assert re.search(r"7 +2\.25 +\[6\] +\[-3\.0\]", text["record-code"])


def test_the_trace_is_the_graph_from_its_end(text: dict[str, str]) -> None:
    assert text["traced-code"].split() == ["PowBackward0", "SubBackward0", "DotBackward0", "AccumulateGrad"]


def test_a_small_step_helps_and_a_long_one_overshoots(text: dict[str, str]) -> None:
    first, *_, last = errors = [float(z) for z in re.findall(r"z = ([\d.]+)", text["answer-code"])]
    assert errors[:3] == sorted(errors[:3], reverse=True) and first < 2.25 < last


def test_prices_are_learned_by_the_engine_and_by_torch(text: dict[str, str]) -> None:
    assert "coffee 1.60, roll 0.60" in text["learned-code"]
    assert "the same 41 points" in text["train-code"] and "[1.6000, 0.6000]" in text["train-code"]


def test_counts_say_what_the_slides_conclude(text: dict[str, str]) -> None:
    counts = re.findall(r"forward +([\d,]+), reverse +([\d,]+)", text["count-code"] + text["layers-code"])
    pairs = [tuple(int(number.replace(",", "")) for number in pair) for pair in counts]
    assert pairs[0][0] == 1000 * pairs[0][1] and 1000 * pairs[1][0] == pairs[1][1]
    assert pairs[2:] == [(2 * k**3 + k**2, 3 * k**2) for k in (10, 100, 1000)]


def test_bugs_are_shown(text: dict[str, str]) -> None:
    cleared, kept = (float(loss) for loss in re.findall(r"at last up to ([\d.]+)", text["not-cleared-code"]))
    assert cleared < 0.01 and kept > 9
    assert "in-place operation" in text["in-place-code"] and "modified by an\ninplace" in text["in-place-code"]
    assert re.findall(r"leaf: (\w+)", text["new-leaf-code"]) == ["True", "False", "False"]
    nodes = [(int(a), int(b)) for a, b in re.findall(r"(\d+) and +(\d+) nodes", text["no-detach-code"])]
    assert [a for a, _ in nodes] == [0, 0, 0] and nodes[-1][1] > 50 * nodes[1][1]
    assert "expected 6, got 3" in text["judge-code"] and "0.5 times what it should be" in text["judge-code"]


def test_loops_give_tapes_of_different_lengths(text: dict[str, str]) -> None:
    rows = [int(number) for number in re.findall(r"(\d+) rows", text["loops-code"])]
    assert rows == sorted(set(rows)) and len(rows) == 3


def test_pictures_are_there(done: Any) -> None:
    seen = {cell.id for cell in done.cells for o in cell.get("outputs", ()) if "image/png" in o.get("data", {})}
    assert seen >= PICTURES


def test_the_engine_has_about_sixty_lines(done: Any) -> None:
    lines = [line for cell in done.cells if cell.id in ENGINE for line in cell.source.splitlines() if line.strip()]
    assert 50 <= len(lines) <= 70


def test_engine_agrees_with_torch_on_random_programs(engine: dict[str, Any]) -> None:
    """Graphs of 12 random operations on 3 inputs; forward and reverse sweeps against torch, in float64."""
    random = torch.Generator().manual_seed(7)

    def draw(n: int) -> int:
        return int(torch.randint(n, (), generator=random))

    for _ in range(40):
        leaves = (torch.rand(3, dtype=torch.float64, generator=random) + 0.5).requires_grad_()
        tape = engine["Tape"]()
        rows, twins = tape.leaves(leaves.tolist()), list(leaves)
        for _ in range(12):
            a, b, kind = draw(len(rows)), draw(len(rows)), draw(5)
            if kind == 0:
                rows.append(engine["sub"](tape, rows[a], rows[b]))
                twins.append(twins[a] - twins[b])
            elif kind == 1:  # the sine keeps numbers small
                rows.append(engine["square"](tape, engine["sin"](tape, rows[a])))
                twins.append(twins[a].sin() ** 2)
            elif kind == 2:
                rows.append(engine["sin"](tape, engine["dot"](tape, [rows[a], rows[b]], [rows[b], rows[0]])))
                twins.append((twins[a] * twins[b] + twins[b] * twins[0]).sin())
            elif kind == 3:
                rows.append(engine["sin"](tape, rows[a]))
                twins.append(twins[a].sin())
            else:  # the logarithm of a sum of squares that is not 0
                rows.append(engine["log"](tape, engine["dot"](tape, [rows[a], rows[0]], [rows[a], rows[0]])))
                twins.append((twins[a] ** 2 + twins[0] ** 2).log())
        assert tape.values[rows[-1]] == pytest.approx(twins[-1].item())
        expected = torch.autograd.grad(twins[-1], leaves, allow_unused=True)[0]
        wanted = [0.0] * 3 if expected is None else expected.tolist()
        assert engine["reverse"](tape, rows[-1])[:3] == pytest.approx(wanted, rel=1e-9, abs=1e-12)
        sweeps = [engine["forward"](tape, row)[rows[-1]] for row in rows[:3]]
        assert sweeps == pytest.approx(wanted, rel=1e-9, abs=1e-12)


def test_a_number_that_is_used_in_many_places(engine: dict[str, Any]) -> None:
    tape = engine["Tape"]()
    a = tape.write(3.0)
    rows = [a, a, engine["square"](tape, a)]
    z = engine["dot"](tape, rows, rows)  # 2 a² + a⁴
    assert engine["reverse"](tape, z)[a] == 4 * 3 + 4 * 27
    for start, end in itertools.product(range(3), repeat=2):
        assert engine["forward"](tape, start)[end] == engine["reverse"](tape, end)[start]
