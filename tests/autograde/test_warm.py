"""Warm processes: nothing of one submission is there for the next, and each child is a process of its own."""

from __future__ import annotations

import pytest

from autograde.collection import Submission
from autograde.grading import grade
from autograde.launch import WarmLauncher
from autograde.limits import Limits
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.options import Options
from autograde.result import SubmissionResult
from tests.autograde.notebooks import answer, raw

MODULES = ("torch", "numpy", "matplotlib.pyplot")
PLANT = """
import os, random, sys, threading, warnings, tempfile, pathlib, builtins, decimal
import numpy as np, torch, matplotlib.pyplot as plt
pathlib.Path("planted").write_text("x"); pathlib.Path(tempfile.gettempdir(), "planted").write_text("x")
pathlib.Path.home().joinpath("planted").write_text("x")
os.environ["PLANTED"] = "x"; sys.modules["planted"] = sys; sys.path.append("/planted")
random.seed(0); np.random.seed(0); torch.manual_seed(0)
torch.set_default_dtype(torch.float64); torch.set_grad_enabled(False); np.set_printoptions(precision=1)
threading.Thread(target=threading.Event().wait, daemon=True).start()
warnings.simplefilter("error"); plt.figure(); plt.rcParams["lines.linewidth"] = 77
builtins.planted = True; decimal.getcontext().prec = 3; torch.planted = True; os.umask(0)
def state():
    return "planted"
"""
LOOK = """
import os, random, sys, threading, warnings, tempfile, pathlib, builtins, decimal
import numpy as np, torch, matplotlib.pyplot as plt
def state():
    found = [name for name in ("planted", pathlib.Path(tempfile.gettempdir(), "planted"),
                               pathlib.Path.home().joinpath("planted")) if pathlib.Path(name).exists()]
    found += [name for name in ("PLANTED",) if name in os.environ]
    found += [name for name in ("planted",) if name in sys.modules] + [p for p in sys.path if p == "/planted"]
    if torch.get_default_dtype() != torch.float32: found.append("dtype")
    if not torch.is_grad_enabled(): found.append("grad")
    if np.get_printoptions()["precision"] == 1: found.append("printoptions")
    if threading.active_count() != 1: found.append("threads")
    if any(entry[0] == "error" and entry[2] is Warning for entry in warnings.filters): found.append("warnings")
    if plt.get_fignums(): found.append("figures")
    if plt.rcParams["lines.linewidth"] == 77: found.append("rcParams")
    if hasattr(builtins, "planted") or hasattr(torch, "planted"): found.append("builtins")
    if decimal.getcontext().prec == 3: found.append("decimal")
    old = os.umask(0); os.umask(old)
    if old == 0: found.append("umask")
    return ", ".join(map(str, found)) or "clean"
"""


@pytest.fixture(scope="module")
def launcher():  # type: ignore[no-untyped-def]
    made = WarmLauncher(MODULES)
    yield made
    made.close()


def run(launcher: WarmLauncher, text: str, test: str, name: str = "state") -> SubmissionResult:
    solution = f"def {name}():\n    return 'clean'"
    cells = (
        Cell(Role.SETUP, "code", "import torch"),
        Cell(Role.SOLUTION, "code", solution, grade_id="a", stub="raise NotImplementedError()"),
        Cell(Role.TEST, "code", test, grade_id="a_tests", points=1.0, locked=True, stub=test),
    )
    assignment = Assignment("ps", (Notebook("nb", cells, limits=Limits(memory_mb=3000)),), {}, f"warm {test}")
    submission = Submission("ada", {"nb": raw(answer(text, "a"))})
    return grade(assignment, submission, Options(seed=1, sandbox="none"), launcher=launcher)


def test_nothing_is_left_for_the_next(launcher: WarmLauncher) -> None:
    assert run(launcher, LOOK, "assert state() == 'clean'").score == 1, "the look itself must be clean at first"
    assert run(launcher, PLANT, "assert state() == 'planted'").score == 1
    after = run(launcher, LOOK, "assert state() == 'clean', state()")
    assert after.score == 1, after.questions[0].message


def test_children_are_told_apart(launcher: WarmLauncher) -> None:
    text = "import os\ndef state():\n    return os.getpid()"
    test = "assert state() != __import__('os').getpid()"
    assert run(launcher, text, test).score == 1


def test_a_descriptor_of_another_is_not_there(launcher: WarmLauncher) -> None:
    text = (
        "import os\ndef state():\n"
        "    kinds = [os.readlink(f'/proc/self/fd/{n}') for n in os.listdir('/proc/self/fd') if n != '3']\n"
        "    return sum(kind.startswith('socket') for kind in kinds)"
    )
    assert run(launcher, text, "assert state() <= 1, state()").score == 1


def test_inline_figures_are_shown(launcher: WarmLauncher) -> None:
    text = "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);\ndef state():\n    return 'clean'"
    result = run(launcher, text, "assert state() == 'clean'")
    assert result.score == 1
    kinds = [kind for cell in result.cells for output in cell.outputs for kind in output.get("data", {})]  # type: ignore[attr-defined]
    assert "image/png" in kinds


def test_parallel_operations_do_not_hang_after_a_fork(launcher: WarmLauncher) -> None:
    text = (
        "import torch\ndef state():\n    x = torch.randn(400, 400, requires_grad=True)\n"
        "    (x @ x).sum().backward()\n    return 'clean'"
    )
    assert run(launcher, text, "assert state() == 'clean'").score == 1


def test_a_dead_warm_process_is_replaced(launcher: WarmLauncher) -> None:
    import os
    import signal

    text = "def state():\n    return 'clean'"
    assert run(launcher, text, "assert state() == 'clean'").score == 1
    os.kill(launcher._parents["candidate"]._process.pid, signal.SIGKILL)
    launcher._parents["candidate"]._process.wait()
    assert run(launcher, text, "assert state() == 'clean'").score == 1
