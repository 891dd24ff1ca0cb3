"""The linter on names: what a test may bind, and what a later cell takes from it."""

from __future__ import annotations

import pytest

from autograde.lint import lint
from tests.autograde.lint_sources import assignment, found, rules


@pytest.mark.parametrize(
    "test",
    [
        "weights = torch.zeros(3)\nassert f(1) == 2",
        "weights, other = f(1), f(2)\nassert other == 4",
        "for weights in (1, 2):\n    assert f(weights)",
        "if True:\n    weights: int = 3\nassert f(1) == 2",
        "weights += 1\nassert f(1) == 2",
    ],
)
def test_data_for_a_name_of_the_students(test: str) -> None:
    assert found(test) == ["overwrite"]


@pytest.mark.parametrize(
    "test",
    [
        "kept = f\ndel f\ntry:\n    assert g(1) == [1, 1]\nfinally:\n    f = kept",
        "f = lambda x: 0\nassert g(1) == [1, 1]",
        "def f(x):\n    return 0\nassert g(1) == [1, 1]",
        "def mine(x):\n    weights = x\n    return weights\nassert f(1) == mine(2)",
        "X = torch.zeros(3)\nclose(f(X), X)",
        "assert [weights for weights in (1, 2)] == f([1]) + [2]",
    ],
)
def test_names_that_a_test_may_bind(test: str) -> None:
    assert found(test) == []


def test_a_name_that_a_later_cell_takes_from_a_test() -> None:
    (line,) = lint(assignment("y = f(1)\nassert y == 2", later="def h(): return y"))
    assert line.startswith("a/nb.ipynb: cell 't0' line 1: `y` is bound in a test and used by cell 'later'")
    assert line.endswith("[leak]")
    assert rules(assignment("import math\nassert f(1) == 2", later="math.pi")) == ["leak"]


@pytest.mark.parametrize(
    ("test", "later"),
    [
        ("y = 2\nassert f(1) == y", "y = 3\nprint(y)"),
        ("y = 2\nassert f(1) == y", "def h(y): return y"),
        ("import torch\nassert f(1) == 2", "torch.ones(3)"),
        ("kept = f\ndel f\nassert g(1)\nf = kept", "f(3)"),
    ],
)
def test_names_that_a_later_cell_has_from_elsewhere(test: str, later: str) -> None:
    assert rules(assignment(test, later=later)) == []


def test_a_later_test_may_use_it() -> None:
    assert rules(assignment("y = f(1)\nassert y == 2", "assert f(2) == 2 * y")) == []
