"""The small torch assignment that the speed of grading is measured on: what is left is the grader's own cost.

Three questions as a first exercise sheet has them: a few lines each, tests that take a few milliseconds. A real
assignment such as ps01 spends most of its time in its own tests, which no grader can save.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.autograde.notebooks import answer, cell, marked, raw, test

__all__ = ["NAME", "write_small"]

NAME = "small"
_QUESTIONS = {
    "affine": (
        "def affine(X, W, b):\n    ### BEGIN SOLUTION\n    return X @ W + b\n    ### END SOLUTION",
        "X, W, b = torch.randn(4, 3), torch.randn(3, 2), torch.randn(2)\n"
        "assert affine(X, W, b).shape == (4, 2)\n"
        "### BEGIN HIDDEN TESTS\n"
        "for n in (1, 5, 17):\n"
        "    X = torch.randn(n, 3)\n"
        "    assert torch.allclose(affine(X, W, b), torch.addmm(b, X, W), atol=1e-6)\n"
        "### END HIDDEN TESTS",
    ),
    "mse": (
        "def mse(p, y):\n    ### BEGIN SOLUTION\n    return ((p - y) ** 2).mean()\n    ### END SOLUTION",
        "p, y = torch.randn(8, requires_grad=True), torch.randn(8)\n"
        "mse(p, y).backward()\n"
        "assert torch.allclose(p.grad, 2 * (p.detach() - y) / 8)\n"
        "### BEGIN HIDDEN TESTS\n"
        "assert torch.allclose(mse(p, y), torch.nn.functional.mse_loss(p, y))\n"
        "### END HIDDEN TESTS",
    ),
    "step": (
        "def step(w, lr):\n    ### BEGIN SOLUTION\n    with torch.no_grad():\n        w -= lr * w.grad\n"
        "    w.grad = None\n    ### END SOLUTION",
        "w = torch.ones(3, requires_grad=True)\n"
        "(w ** 2).sum().backward()\n"
        "step(w, 0.25)\n"
        "assert torch.allclose(w.detach(), torch.full((3,), 0.5))\n",
    ),
}


def write_small(folder: Path) -> Path:
    """Write the source into ``folder/small`` and return that folder."""
    cells = [cell("# A small assignment", "markdown", "title"), marked("import torch", "imports", locked=True)]
    for name, (solution, tests) in _QUESTIONS.items():
        cells += [answer(solution, name), test(tests, f"{name}_tests", 2)]
    for number, made in enumerate(cells):
        made["id"] = made.get("id", f"cell-{number}")
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    target = folder / NAME / f"{NAME}.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({**json.loads(raw(*cells)), "metadata": kernel}), encoding="utf-8")
    return target.parent
