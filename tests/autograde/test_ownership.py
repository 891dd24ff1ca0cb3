"""Whose a name is: the last source cell before the test that binds it, and never the student."""

from __future__ import annotations

import pytest

from autograde.model import Cell, Notebook, Role
from autograde.ownership import TestNames, cell_names, owners
from tests.autograde.examined import assignment, by_name, submit

SETUP, SOLUTION, TEST = Role.SETUP, Role.SOLUTION, Role.TEST


def names(*cells: tuple[Role, str]) -> TestNames:
    """The owners of the names of the last cell; cells have the keys c0, c1, ..."""
    made = tuple(Cell(role, "code", text, grade_id=f"c{n}") for n, (role, text) in enumerate(cells))
    return owners(Notebook("nb", made), {n: f"c{n}" for n in range(len(made))})[f"c{len(made) - 1}"]


def test_the_students_functions() -> None:
    found = names((SOLUTION, "def f(x): return x"), (TEST, "y = f(1)\nassert y == len([1])"))
    assert found.candidate == {"f"} and found.answers == ("c0",) and not found.imports


@pytest.mark.parametrize(
    ("statement", "used", "expected"),
    [
        ("import torch", "torch.ones(1)", ("import torch",)), ("import numpy as np", "np.e", ("import numpy as np",)),
        ("from math import pi as p", "p", ("from math import pi as p",)),
        ("import os.path, os", "os", ("import os.path\nimport os",)),
        ("try:\n    import torch\nexcept ImportError: pass", "torch", ("import torch",)),
    ],
)  # fmt: skip
def test_imports_anywhere_are_the_examiners_own(statement: str, used: str, expected: tuple[str, ...]) -> None:
    for role in (SETUP, SOLUTION):
        found = names((role, statement), (SOLUTION, "def f(): pass"), (TEST, f"f(); {used}"))
        assert found.imports == expected and found.candidate == {"f"}
        found = names((SOLUTION, "def f(): pass"), (TEST, f"f(); {used}"), (role, statement), (TEST, f"f(); {used}"))
        assert found.imports == expected


def test_pure_set_up_is_the_examiners_and_impure_is_not() -> None:
    cells = (SETUP, "import torch\ndata = torch.ones(3)"), (SOLUTION, "def train(d): return d")
    found = names(*cells, (SETUP, "net = train(data)"), (TEST, "assert (net == data).all()"))
    assert found.candidate == {"net"} and found.setup == ("c0",)


def test_set_up_that_rebinds_a_students_name_needs_it() -> None:
    found = names((SOLUTION, "def f(): pass"), (SETUP, "g = f"), (SETUP, "h = g()"), (TEST, "h"))
    assert found.candidate == {"h"} and found.setup == ()


def test_the_last_binding_before_the_test_counts() -> None:
    found = names((SOLUTION, "x = 1"), (SETUP, "x = 2"), (TEST, "assert x == 2"))
    assert found.setup == ("c1",) and not found.candidate
    found = names((SETUP, "x = 2"), (SOLUTION, "x = 1"), (TEST, "assert x == 1"))
    assert found.candidate == {"x"} and not found.setup


def test_tests_own_what_they_bind() -> None:
    found = names((SOLUTION, "def f(x): return x"), (TEST, "helper = 3"), (TEST, "assert f(helper)"))
    assert found.tests == ("c1",) and found.candidate == {"f"}
    found = names((SOLUTION, "def f(x): return x"), (TEST, "def check(y): assert f(y)"), (TEST, "check(2)"))
    assert found.tests == ("c1",) and found.candidate == {"f"}, "what a helper of an earlier test needs is needed"


def test_scopes() -> None:
    text = "def g(a, *b, c=k): return [a for a in b if d] + [e]\nclass C:\n    y = z\nlambda q: q + w\n[i for i in v]"
    assert cell_names(text).used >= {"k", "d", "e", "z", "w", "v"}
    assert not cell_names(text).used & {"a", "b", "c", "q", "i", "y"}
    assert cell_names("def f():\n    global n\n    n = 1").bound >= {"f", "n"}
    assert cell_names("del x").used == {"x"} and cell_names("if x").broken
    assert cell_names("%time y = f(x)\n!ls").broken is False
    assert cell_names("for i in r: pass\nwith o as p: pass\n(q := 1)").bound == {"i", "p", "q"}


def test_only_what_the_solution_reads_is_handed_over() -> None:
    solution = "expected = 1\nrate = 2\ndef f(x):\n    expected = 3\n    return x * rate"
    found = names((SOLUTION, solution), (TEST, "expected = 7\nrate = 5\nassert f(1) == 5"))
    assert found.candidate == {"expected", "rate", "f"} and found.written == {"rate"}


SOURCE = """
def helper(x): return x + 1
def f(x): return helper(x)
expected = 0
rate = 2
def scaled(x): return x * rate
"""
TESTS = {
    "a fake": "real = helper\nhelper = lambda x: 100\ntry: assert f(1) == 100\nfinally: helper = real\n"
    "assert f(1) == 2",
    "a name deleted": "kept = helper\ndel helper\ntry: f(1)\nexcept NameError: pass\nelse: raise AssertionError\n"
    "finally: helper = kept\nassert f(1) == 2",
    "a global set": "rate = 10\nassert scaled(2) == 20",
    "and back": "assert scaled(2) == 4 and f(1) == 2",
    "an expected value": "expected = 2.0\nassert f(1) == expected",
    "sum and torch": "assert sum([1, 2]) == 3 and torch.ones(2).sum() == 2",
}


def test_names_at_work() -> None:
    source = assignment(SOURCE, TESTS)
    assert {question.points for question in submit(source, SOURCE).questions} == {1.0}


def test_the_students_own_bindings_never_count() -> None:
    """Neither builtins nor modules, nor a value that the test bound itself."""
    student = SOURCE + (
        "def sum(x): return 3\nclass torch:\n    ones = None\nlen = print = None\nreal = kept = None\n"
        "def f(x): return expected\n"
    )
    found = by_name(TESTS, submit(assignment(SOURCE, TESTS), student))
    assert found["sum and torch"].points == 1 and found["a global set"].points == 1
    assert found["an expected value"].points == 0, "the expected value is not there to be returned"
