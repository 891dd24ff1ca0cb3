"""Assignments for the tests of the linter: one test cell or several behind a set-up and an answer."""

from __future__ import annotations

from autograde.lint import lint
from autograde.model import Assignment, Cell, Notebook, Role

__all__ = ["ANSWER", "assignment", "found", "hidden", "rules"]

SETUP = (
    "import torch, time, numpy as np, matplotlib.pyplot as plt\n"
    "from autograde.testing import close, property_test, score, student_source\n"
    "X = torch.ones(2, 3)\n"
    "def same(a, b):\n    assert a.shape == b.shape and torch.equal(a, b)\n"
    "def twice(a, b):\n    same(a, b)\n    same(b, a)\n"
)
ANSWER = (
    "import torch\nfrom torch import nn\n"
    "def f(x): return 2 * x\ndef g(x): return [x, x]\n"
    "class Net(nn.Module):\n    def forward(self, x): return x\n"
    "net = Net()\nweights = torch.ones(3)\n"
)


def assignment(*tests: str, points: float = 1, stub: str | None = None, later: str = "", setup: str = "") -> Assignment:
    cells = [
        Cell(Role.SETUP, "code", SETUP + setup),
        Cell(Role.SOLUTION, "code", ANSWER, grade_id="answer"),
        *(
            Cell(Role.TEST, "code", text, grade_id=f"t{number}", points=points, locked=True, stub=stub or "")
            for number, text in enumerate(tests)
        ),
        Cell(Role.SOLUTION, "code", later, grade_id="later"),
    ]
    return Assignment("a", (Notebook("nb", tuple(cells), file="a/nb.ipynb"),), {}, "")


def rules(source: Assignment) -> list[str]:
    return [line.rpartition("[")[2].rstrip("]") for line in lint(source)]


def found(test: str, points: float = 1) -> list[str]:
    return rules(assignment(test, points=points))


def hidden(text: str) -> str:
    return f"### BEGIN HIDDEN TESTS\n{text}\n### END HIDDEN TESTS"
