"""What the slides of lecture 00 claim, checked on the executed notebook, with the real data and with the stand-ins."""

from __future__ import annotations

import re
from typing import Any

import nbformat
import pytest
import torch
from torch.nn.functional import affine_grid, grid_sample

from tests.lectures.notebooks import LECTURES, executed
from tests.lectures.outputs import after, printed

LECTURE = next(path for path in LECTURES if path.stem == "00_introduction")


@pytest.fixture(params=["full", "fast"])
def done(request: pytest.FixtureRequest) -> Any:
    """The executed notebook; both runs are shared with the other tests."""
    return executed(LECTURE, fast=request.param == "fast")


@pytest.fixture
def text(done: Any) -> dict[str, str]:
    """What each cell printed."""
    return printed(done)


def source(name: str) -> str:
    """The text of a cell."""
    cells = nbformat.read(LECTURE, as_version=4).cells
    return str(next(cell.source for cell in cells if cell.id == name))


def test_the_classifier_beats_its_baseline_on_new_pictures(text: dict[str, str]) -> None:
    (new,), (nearest,) = after("new pictures:", text["test-code"]), after("nearest average:", text["test-code"])
    assert nearest == pytest.approx(after("right on the test pictures:", text["average-code"])[0], abs=5e-4)
    assert 0.5 < nearest < new - 0.02
    assert text["loss-code"].startswith(f"{784 * 256 + 256 + 256 * 10 + 10:,} weights")
    first, last = after("loss:", text["loss-code"])
    assert first == pytest.approx(torch.tensor(10.0).log().item(), abs=0.3) and last < 0.6


def test_a_positive_angle_turns_to_the_left() -> None:
    names: dict[str, Any] = {"torch": torch, "affine_grid": affine_grid, "grid_sample": grid_sample}
    exec(source("tilt-code").partition("\n\n\n")[0], names)
    pictures = torch.rand(2, 28, 28, generator=torch.Generator().manual_seed(0))
    turned = names["tilt"](pictures, torch.tensor([90.0, 0.0]))
    assert torch.allclose(turned[0], torch.rot90(pictures[0]), atol=1e-4)  # rot90 turns anticlockwise
    assert torch.allclose(turned[1], pictures[1], atol=1e-5)


def test_angles_are_found_and_straightening_helps(text: dict[str, str]) -> None:
    baseline = after("off by", text["labels-code"])[0]
    assert baseline == pytest.approx(30, abs=2)  # the mean of |angle|, angles evenly from -60 to 60
    assert after("off by", text["error-code"])[0] < baseline / 4
    upright, *_, worst = (after(f"by {degrees:2}°:", text["shift-code"])[0] for degrees in (0, 15, 30, 45, 60))
    assert upright > 0.8 and worst < 0.3
    assert upright == pytest.approx(after("new pictures:", text["test-code"])[0], abs=0.01)


def test_the_answer_is_the_text_one_step_later(text: dict[str, str]) -> None:
    shape, inputs, answers = text["codes-code"].splitlines()
    assert inputs[1:-1].split(", ")[1:] == answers[1:-1].split(", ")[:-1]
    numbers = [int(number) for number in inputs[1:-1].split(", ")]
    assert "".join(".abcdefghijklmnopqrstuvwxyz"[i] for i in numbers).split(".")[1] == shape.split()[2]


def test_the_writer_learns_and_invents(text: dict[str, str]) -> None:
    assert after("between", text["training-names-code"])[0] == pytest.approx(27, abs=1.5)  # guessing
    assert after("between", text["training-names-code"].splitlines()[1])[0] < 12
    assert int(text["copies-code"].partition("%")[0]) < 50
    assert len(text["copies-code"].partition("its own:")[2].split()) == 8


def test_what_goes_wrong_is_shown(text: dict[str, str]) -> None:
    for classes, low, high in (("right", 0.5, 1.0), ("drawn by lot", 0.0, 0.2)):
        seen, new = after(classes, text["heart-code"])
        assert seen > 0.97 and low <= new <= high
    assert text["kernel-code"] == "rate = 0.01\nrate = 0.001\nNameError: name 'rate' is not defined\n"
    one, again, other = text["seed-code"].splitlines()
    assert one == again != other


def test_an_exercise_is_tested_checked_and_mended(done: Any, text: dict[str, str]) -> None:
    lines = [line.strip() for line in text["tests-code"].splitlines()]
    assert lines[0] == "passed  the example (1)" and lines[-1] == "passed  keeps the dtype (1)"
    assert lines[1] == "FAILED  any order (0 of 1)" and "hint: Is the largest always last?" in lines
    points = {
        cell.id: o.data["text/plain"] for cell in done.cells for o in cell.get("outputs", ()) if "execution_count" in o
    }
    assert points["tests-code"] == "2.0" and points["mended-code"] == "3.0"
    assert "ps01_tensors.ipynb" in text["check-code"] and "exercises pass their visible tests" in text["check-code"]
    assert f"torch            {torch.__version__}" in text["doctor-code"]
    assert text["device-code"].endswith("same answers: True\n")


def test_every_picture_is_there(done: Any) -> None:
    drawn = {cell.id for cell in done.cells for o in cell.get("outputs", ()) if "image/png" in o.get("data", {})}
    plotting = {
        cell.id for cell in done.cells if cell.cell_type == "code" and re.search(r"plt\.|show_|explore\(", cell.source)
    }
    assert plotting - {"setup-intro-code"} <= drawn | {"tilt-code"} and len(drawn) >= 14
