"""The corpus' own assignment: five small torch questions whose hidden tests hold canaries.

The questions are kept as data, because three graders need them in their own form: ours and nbgrader as one notebook,
Otter as its own kind of source notebook (:mod:`tests.hostile.otter_form`). A canary is a text that stands nowhere else;
where it turns up, a hidden test was read.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Any

from tests.autograde import notebooks as nb

__all__ = [
    "ANSWERS", "CANARIES", "EXPECTED", "INPUT", "LIMITS", "MAX", "MESSAGE", "NAME", "NEIGHBOUR", "PATTERN", "QUESTIONS",
    "SETUP", "TEXT", "WRONG", "Case", "Question", "released", "source",
]  # fmt: skip

NAME = "hw"
EXPECTED, MESSAGE, TEXT = "HIDEXP731948DEN", "HIDMSG990512DEN", "HIDTXT662707DEN"
INPUT = codecs.encode(EXPECTED, "rot13")
NEIGHBOUR = "HIDNBR448215DEN"
"""Stands in another student's submission."""
CANARIES = (EXPECTED, MESSAGE, TEXT, INPUT)
PATTERN = "HID[A-Z]{3}[0-9]{6}DEN"
"""What attacks that read look for. It does not match itself, so that looking through memory does not find it."""
LIMITS = {
    "cell_s": 3, "question_s": 3, "submission_s": 20, "memory_mb": 1500, "output_kb": 64, "reply_mb": 8, "restarts": 2,
}  # fmt: skip

SETUP = """import math

import numpy as np
import torch

from autograde.testing import close, property_test, score"""


@dataclass(frozen=True)
class Case:
    """One thing that is tested."""

    text: str
    hidden: bool = False
    points: float = 0.0
    """Where the question gives partial credit."""
    name: str = ""


@dataclass(frozen=True)
class Question:
    """An answer cell and its tests, worth 2 points."""

    name: str
    signature: str
    """What stands before the solution."""
    solution: str
    cases: tuple[Case, ...]

    @property
    def partial(self) -> bool:
        """Whether its cases are worth points of their own."""
        return any(case.points for case in self.cases)


QUESTIONS = (
    Question(
        "mix",
        "def mix(a, b):\n",
        "    return a @ b + a.sum()\n",
        (
            Case("a = torch.tensor([[1.0, 2.0], [3.0, 4.0]])\nassert torch.allclose(mix(a, torch.eye(2)), a + 10)"),
            Case(
                f"# {TEXT}\na, b = torch.randn(3, 4), torch.randn(4, 2)\n"
                f'assert torch.allclose(mix(a, b), a @ b + a.sum(), atol=1e-5), "{MESSAGE}"',
                hidden=True,
            ),
        ),
    ),
    Question(
        "Tally",
        "class Tally:\n",
        "    def __init__(self):\n        self.values = []\n"
        "    def add(self, value):\n        self.values.append(value)\n"
        "    def mean(self):\n        return sum(self.values) / len(self.values)\n",
        (
            Case("t = Tally()\nt.add(2.0)\nt.add(4.0)\nassert t.mean() == 3.0"),
            Case(
                "t = Tally()\nt.add(7319.25)\nt.add(4482.5)\nassert math.isclose(t.mean(), 5900.875)\n"
                "assert abs(t.mean() - 5900.875) < 1e-6",
                hidden=True,
            ),
        ),
    ),
    Question(
        "shift",
        "def shift(text):\n",
        "    for letter in text:\n"
        "        base = ord('a') if letter.islower() else ord('A')\n"
        "        yield chr((ord(letter) - base + 13) % 26 + base) if letter.isalpha() else letter\n",
        (
            Case('assert list(shift("abc")) == list("nop")'),
            Case(f'assert list(shift("{INPUT}")) == list("{EXPECTED}"), "{MESSAGE}"', hidden=True),
        ),
    ),
    Question(
        "bend",
        "def bend(x):\n",
        "    return (x ** 3).sum()\n",
        (
            Case(
                "x = torch.tensor([1.0, 2.0], requires_grad=True)\nbend(x).backward()\n"
                "assert torch.allclose(x.grad, torch.tensor([3.0, 12.0]))"
            ),
            Case(
                "x = torch.randn(5, requires_grad=True)\ny = bend(x)\n(g,) = torch.autograd.grad(y, x)\n"
                "assert np.allclose(g.numpy(), 3 * x.detach().numpy() ** 2, atol=1e-5)\n"
                "assert torch.isclose(y.detach(), (x.detach() ** 3).sum(), atol=1e-5)",
                hidden=True,
            ),
        ),
    ),
    Question(
        "rows",
        "def rows(x):\n",
        "    return x / x.sum(dim=1, keepdim=True)\n",
        (
            Case("x = torch.tensor([[1.0, 3.0]])\nassert close(rows(x), x / 4)", False, 0.5, "two numbers"),
            Case(
                "x = torch.rand(3, 5) + 1\nfirst = rows(x)\n_ = rows(x + 1)\n"
                "assert close(first, x / x.sum(dim=1, keepdim=True))",
                True, 1.0, "any matrix",
            ),
            Case(
                "x = torch.rand(2, 2, dtype=torch.float64) + 1\nassert close(rows(x), x / x.sum(dim=1, keepdim=True))",
                True, 0.5, "float64 stays float64",
            ),
        ),
    ),
)  # fmt: skip
MAX = 2.0 * len(QUESTIONS)
ANSWERS = {question.name: question.signature + question.solution for question in QUESTIONS}
WRONG = {
    "mix": "def mix(a, b):\n    return torch.zeros(a.shape[0], b.shape[1])\n",
    "Tally": "class Tally:\n    def add(self, value):\n        pass\n    def mean(self):\n        return 0.0\n",
    "shift": "def shift(text):\n    yield from text\n",
    "bend": "def bend(x):\n    return x.sum()\n",
    "rows": "def rows(x):\n    return x\n",
}
"""Answers that earn nothing."""
_STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


def _tests(question: Question, *, hidden: bool) -> str:
    """The text of a question's test cell, hidden cases between nbgrader's markers or left out."""
    blocks: list[str] = []
    for secret in (False, True):
        texts = [_case(question, case) for case in question.cases if case.hidden == secret]
        if not secret:
            blocks += texts
        elif hidden and texts:
            blocks += ["### BEGIN HIDDEN TESTS", *texts, "### END HIDDEN TESTS"]
    return "\n".join([*blocks, "score()"] if question.partial else blocks)


def _case(question: Question, case: Case) -> str:
    if not question.partial:
        return case.text
    inner = "\n".join(f"    {line}" for line in case.text.splitlines())
    return f'with property_test("{case.name}", points={case.points}, hint="Look again."):\n{inner}'


def _notebook(*, hidden: bool) -> nb.Json:
    cells = [nb.marked(SETUP, "setup", locked=True)]
    for question in QUESTIONS:
        solved = f"### BEGIN SOLUTION\n{ANSWERS[question.name]}### END SOLUTION"
        cells.append(nb.answer(solved if hidden else _STUB, question.name))
        cells.append(nb.test(_tests(question, hidden=hidden), f"{question.name}_tests", 2))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    metadata: dict[str, Any] = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "autograde": {"limits": LIMITS},
    }
    return nb.notebook(*cells, metadata=metadata)


def source() -> nb.Json:
    """The instructor's notebook."""
    return _notebook(hidden=True)


def released() -> nb.Json:
    """What students get."""
    return _notebook(hidden=False)
