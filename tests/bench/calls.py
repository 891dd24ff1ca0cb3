"""What crossing the wall costs: one start, and one call from a test to the student's code and back: ``make bench``.

The tests of this notebook measure themselves, in the examiner, and end with a number. The peer, in the same run: the
same call through a pipe of ``multiprocessing`` (pickle, no checks), which is what a home-made isolation would use.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable
from typing import Any

import torch

from autograde.examiner_plan import plan_notebook
from autograde.launch import launcher_for
from autograde.limits import Limits
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.options import Options
from autograde.pair import Pair, run_test
from autograde.rebuild import Action, rebuild
from autograde.reference import reference, reference_bytes
from autograde.sandbox.probe import walls_here

__all__ = ["main"]

STUDENT = """import matplotlib.pyplot as plt
def scalar(x): return x + 1
def tensor(x): return x * 2
def forward(x, w): return torch.tanh(x @ w).sum()
def numbers(x): return [2 * y for y in x]
net = torch.nn.Sequential(torch.nn.Linear(8, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
"""
FIRST_USE = """cell = torch.nn.LSTM(2, 3, batch_first=True)
optimiser = torch.optim.SGD(cell.parameters(), lr=0.1)
cell(torch.randn(1, 4, 2))[0].sum().backward()
optimiser.step()
plt.plot([1, 2]);
"""
CALLS = {
    # name: set-up, statement that is timed, how often, target in ms (None: told for information)
    "scalar": ("", "scalar(1)", 300, 0.3),
    "small tensor": ("x = torch.randn(4, 3)", "tensor(x)", 300, 0.3),
    "list of 1,000 numbers": ("x = [float(i) for i in range(1000)]", "numbers(x)", 50, None),
    "forward with gradients": (
        "x, w = torch.randn(4, 3), torch.randn(3, 2, requires_grad=True)", "forward(x, w)", 200, 1.0,
    ),
    "forward and backward": (
        "x, w = torch.randn(4, 3), torch.randn(3, 2, requires_grad=True)", "forward(x, w).backward()", 100, 2.5,
    ),
    "module, both ways": ("x = torch.randn(4, 8)", "net(x).sum().backward()", 100, 2.5),
    "10 MB there and back": ("x = torch.randn(2_500_000)", "tensor(x)", 10, 40.0),
}  # fmt: skip
TIMED = """import time
{setup}
def once():
    {call}
once()
seconds = []
for _ in range({times}):
    started = time.perf_counter()
    once()
    seconds.append(time.perf_counter() - started)
1000 * sorted(seconds)[len(seconds) // 2]
"""


def main() -> None:
    """Measure and print."""
    cells = [Cell(Role.SETUP, "code", "import torch"), Cell(Role.SOLUTION, "code", STUDENT, grade_id="a", stub="pass")]
    for name, (setup, call, times, _) in CALLS.items():
        text = TIMED.format(setup=setup, call=call, times=times)
        cells.append(Cell(Role.TEST, "code", text, grade_id=name, points=1e9, locked=True, stub=text))
    notebook = Notebook("calls", tuple(cells), limits=Limits())
    assignment = Assignment("calls", (notebook,), {}, "")
    options = Options(seed=1, sandbox="auto" if walls_here() else "none")
    launcher = launcher_for(assignment, options)
    contract = reference(assignment, notebook, options, launcher).contract
    rebuilt = rebuild(notebook, reference_bytes(notebook))
    plan = plan_notebook(notebook, rebuilt, options)
    answer = next(step for step in rebuilt.steps if step.student)
    starts, firsts, measured = [], [], {}
    for _ in range(10):
        started = time.perf_counter()
        with Pair(launcher, notebook.limits, {}) as pair:
            pair.command("begin", 30, **plan.begin(contract))
            pair.command("execute", 30, source="import torch", key="setup", seed=1)
            starts.append(time.perf_counter() - started)
            pair.command("execute", 30, source=answer.source, key="a", seed=1)
            started = time.perf_counter()
            pair.command("execute", 30, source=FIRST_USE, key="b", seed=1)
            firsts.append(time.perf_counter() - started)
            for step in rebuilt.steps:
                if step.action is Action.TEST and step.key not in measured:
                    outcome, _ = run_test(pair, step, plan, options, 60)
                    if outcome["value"][0] != "number":
                        raise RuntimeError(f"{step.key}: {outcome}")
                    measured[step.key] = outcome["value"][1]
    print(f"torch {torch.__version__}, sandbox {launcher.name}, median of 10\n")
    print(f"start of candidate and examiner, first cell: {1000 * statistics.median(starts):.0f} ms")
    print(f"first use of optimiser, LSTM and plot:       {1000 * statistics.median(firsts):.0f} ms\n")
    print(f"{'call':26}{'ms':>10}{'target':>10}{'pipe':>10}{'ratio':>8}")
    pipes = _pipes()
    for name, (_, _, _, target) in CALLS.items():
        pipe = pipes.get(name)
        beside = f"{pipe:>10.2f}{measured[name] / pipe:>8.1f}" if pipe else f"{'':>18}"
        print(f"{name:26}{measured[name]:>10.2f}{target if target else '':>10}{beside}")


def _pipes() -> dict[str, float]:
    """Milliseconds of the calls that plain data can make, through a pipe to a forked process."""
    payloads: dict[str, Any] = {
        "scalar": 1, "small tensor": torch.randn(4, 3).numpy(),
        "list of 1,000 numbers": [float(i) for i in range(1000)],
        "10 MB there and back": torch.randn(2_500_000).numpy(),
    }  # fmt: skip
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=_echo, args=(theirs,), daemon=True)
    child.start()

    def median(payload: Any) -> float:
        def call() -> None:
            ours.send(payload)
            ours.recv()

        return 1000 * statistics.median(_seconds(call) for _ in range(20))

    found = {name: median(payload) for name, payload in payloads.items()}
    child.kill()
    return found


def _echo(pipe: Any) -> None:
    while True:
        pipe.send(pipe.recv())


def _seconds(call: Callable[[], None]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
