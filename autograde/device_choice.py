"""CPU or CUDA, decided once for an assignment before anything of a submission runs.

``auto`` takes CUDA only where it helps and harms nobody: the source asks for it, it works on this machine, it works for
a submission behind the sandbox's walls (a small assignment is graded there), and the source's own solution gets full
marks on it. Where one of these does not hold, the CPU is taken without a word; results say which it was.
"""

from __future__ import annotations

import atexit
import functools
import re
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from autograde.devices import probe
from autograde.errors import AutogradeError, UsageError
from autograde.launch import WarmLauncher, launcher_for
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.options import Options
from autograde.reference import reference

if TYPE_CHECKING:
    from autograde.process import Launcher

__all__ = ["asks_for_cuda", "for_cuda", "settle", "trial"]

_TEST = """
x = torch.ones(64, 64, device="cuda", requires_grad=True)
y = product(x, torch.ones(64, 64, device="cuda"))
assert y.is_cuda and float(y.detach()[0, 0]) == 64.0
y.sum().backward()
assert x.grad.is_cuda and float(x.grad[0, 0]) == 64.0
assert torch.randn(3, device="cuda").isfinite().all()
"""
_TRIAL = Assignment(
    "trial",
    (
        Notebook(
            "trial",
            (
                Cell(Role.SETUP, "code", "import torch"),
                Cell(Role.SOLUTION, "code", "def product(a, b):\n    return a @ b", grade_id="product"),
                Cell(Role.TEST, "code", _TEST, grade_id="tests", points=1.0, locked=True, stub=_TEST),
            ),
        ),
    ),
    {},
    "",
)
_lock = threading.Lock()
_settled: dict[tuple[object, ...], Literal["cpu", "cuda"]] = {}


def settle(assignment: Assignment, options: Options) -> Options:
    """``options`` with a device that is ``cpu`` or ``cuda``.

    Raises:
        UsageError: ``cuda`` was asked for and does not work here.
    """
    if options.device == "cpu":
        return options
    if options.device == "cuda":
        found = probe()
        if not found.gpus:
            raise UsageError(f"--device cuda: {found.why}; see autograde doctor, or grade with --device cpu")
        launcher_for(assignment, options)
        return options
    place = (assignment.digest, options.tests, options.sandbox)
    with _lock:
        if not assignment.digest or place not in _settled:
            _settled[place] = "cuda" if _good(assignment, replace(options, device="cuda")) else "cpu"
        return replace(options, device=_settled[place])


def asks_for_cuda(assignment: Assignment) -> bool:
    """Whether the source imports torch and names CUDA anywhere; else starting it for each submission only costs."""
    text = "\n".join(cell.source for notebook in assignment.notebooks for cell in notebook.cells)
    imports = re.search(r"^\s*(?:import|from)\s.*\btorch\b", text, re.MULTILINE)
    return bool(imports and re.search(r"\bcuda\b|\bcompute_device\b", text))


def _good(assignment: Assignment, options: Options) -> bool:
    if not asks_for_cuda(assignment) or not probe().gpus:
        return False
    try:
        launcher = launcher_for(assignment, options)
        tested = [book for book in assignment.notebooks if any(cell.role is Role.TEST for cell in book.cells)]
        return not any(reference(assignment, book, options, launcher).problems() for book in tested)
    except AutogradeError:
        return False


@functools.cache
def for_cuda(modules: tuple[str, ...], walls: str, grader: int) -> tuple[WarmLauncher | None, str]:
    """A launcher whose processes can use CUDA, as warm as that allows; else why there is none.

    torch is warm first without what would start the driver. Should this version of it start the driver all the same, it
    is left to each child to import.

    Args:
        grader: this process, as in :func:`autograde.launch.launcher_for`.
    """
    warm = tuple("torch.cuda" if name == "torch" else name for name in modules)
    cold = tuple(name for name in modules if name != "torch")
    why = ""
    for choice in dict.fromkeys((warm, cold)):
        launcher = WarmLauncher(choice, walls, gpu=True)
        why = trial(launcher)
        if not why:
            atexit.register(launcher.close)
            return launcher, ""
        launcher.close()
    return None, why


def trial(launcher: Launcher) -> str:
    """Grade an assignment of one function on CUDA: why that does not work, empty where it does."""
    options = Options(device="cuda")
    try:
        return "; ".join(reference(_TRIAL, _TRIAL.notebooks[0], options, launcher).problems())
    except AutogradeError as error:
        return str(error)
