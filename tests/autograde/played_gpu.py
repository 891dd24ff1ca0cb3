"""A machine with a GPU, played: what the process that tries CUDA answers, and an assignment that asks for CUDA."""

from __future__ import annotations

import contextlib
import json
import subprocess
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from autograde import device_choice, devices
from autograde.collection import Submission
from autograde.devices import Gpu, probe
from autograde.limits import Limits
from autograde.model import Assignment, Cell, Notebook, Role
from tests.autograde.notebooks import answer, raw

__all__ = ["CARD", "FOUND", "NOTHING", "SOLUTION", "assignment", "played_machine", "submission"]

CARD = Gpu("NVIDIA H100", "0", 81_000)
FOUND = {"torch": "2.13.0+cu130", "built": True, "gpus": [["NVIDIA H100", 81_000]], "why": ""}
NOTHING: dict[str, Any] = {"gpus": []}


@contextlib.contextmanager
def played_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """A function that says what the process that tries CUDA answers."""

    def say(found: dict[str, Any]) -> None:
        def run(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
            return subprocess.CompletedProcess([], 0, json.dumps(found), "")

        monkeypatch.setattr(devices, "subprocess", SimpleNamespace(run=run, DEVNULL=None, TimeoutExpired=TimeoutError))
        monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
        probe.cache_clear()

    yield say
    probe.cache_clear()
    device_choice._settled.clear()
    device_choice.for_cuda.cache_clear()


SOLUTION = "def double(x):\n    return 2 * x"
TEST = "x = torch.ones(3, device=DEVICE)\nassert double(x).tolist() == [2, 2, 2]"
SETUP = 'import torch\nDEVICE = "cuda" if torch.cuda.is_available() else "cpu"'


def assignment(setup: str = SETUP, solution: str = SOLUTION, digest: str = "") -> Assignment:
    cells = (
        Cell(Role.SETUP, "code", setup),
        Cell(Role.SOLUTION, "code", solution, grade_id="double", stub="raise NotImplementedError()"),
        Cell(Role.TEST, "code", TEST, grade_id="tests", points=1.0, locked=True, stub=TEST),
    )
    return Assignment("ps", (Notebook("nb", cells, limits=Limits(memory_mb=3000)),), {}, digest or f"devices {setup}")


# -- grading again -------------------------------------------------------------------------------------------------


def submission(text: str) -> Submission:
    return Submission("ada", {"nb": raw(answer(text, "double"))})
