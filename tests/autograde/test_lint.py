"""The linter as a whole: syntax, markers, exceptions, the form of a line, whole assignments.

Every rule refuses what it is about, says what to write instead, and leaves good tests alone; rules by theme have files
of their own beside this one.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from autograde.batch import source_problems
from autograde.lint import Rule, lint
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.options import Options
from autograde.source import load_assignment
from tests.autograde.lint_sources import ANSWER, assignment, found, hidden, rules
from tests.autograde.natural_tests import REFUSED, STUDENT, TESTS
from tests.project.files import ROOT

# Syntax, exceptions and the form of a line


def test_syntax() -> None:
    source = assignment("assert f(1) == 2", later="def h(:\n    pass")
    (line,) = lint(source)
    assert line.startswith("a/nb.ipynb: cell 'later' line 1: is no Python (")
    assert rules(assignment("assert f(1) ==")) == ["syntax"]
    assert rules(assignment("return 3")) == ["syntax"]
    (line,) = lint(assignment("assert f(1) == 2", setup="\nx ="))
    assert line.startswith("a/nb.ipynb: cell 1 line ")


def test_the_released_text_is_python_as_well() -> None:
    text = "for n in range(3):\n" + hidden("    close(f(n), 2 * n)")
    assert rules(assignment(text)) == []
    assert rules(assignment(text, stub="for n in range(3):")) == ["syntax"]


@pytest.mark.parametrize(
    ("comment", "meant"),
    [
        ("### BEGIN HIDDEN TEST", "BEGIN HIDDEN TESTS"),
        ("### begin hidden tests", "BEGIN HIDDEN TESTS"),
        ("### BEGIN HIDDEN  TESTS", "BEGIN HIDDEN TESTS"),
        ("# BEGIN HIDEN TESTS", "BEGIN HIDDEN TESTS"),
        ("## BEGIN_HIDDEN_TESTS", "BEGIN HIDDEN TESTS"),
        ("### BEGIN TESTS", "BEGIN HIDDEN TESTS"),
        ("### End Solution", "END SOLUTION"),
    ],
)
def test_comments_that_are_nearly_markers(comment: str, meant: str) -> None:
    (line,) = lint(assignment(f"close(f(1), 2)\n{comment}\nclose(f(2), 4)"))
    assert line.startswith("a/nb.ipynb: cell 't0' line 2: ")
    assert line.endswith(f"write `### {meant}` [marker]")
    assert found(f"close(f(1), 2)\n{comment}  # autograde: allow marker\nclose(f(2), 4)") == []


def test_markers_and_other_comments_are_let_be() -> None:
    assert found("# begin with a small number\nclose(f(1), 2)\n# the end of the tests that all see") == []
    assert found("close(f(1), 2)\n" + hidden("# begin tests of zero\nclose(f(0), 0)")) == ["marker"]
    assert (
        rules(assignment("close(f(1), 2)\n" + hidden("# begin tests of zero\nclose(f(0), 0)"), stub="close(f(1), 2)"))
        == []
    )


def test_hidden_tests_in_an_answer() -> None:
    source = assignment("close(f(1), 2)", later="y = 1\n" + hidden("close(f(2), 4)"))
    assert rules(source) == ["marker"]


def test_helpers_that_nothing_imports() -> None:
    test = 'with property_test("a", points=1, hint="h"):\n    close(f(1), 2)\nscore()'
    bare = Assignment(
        "a",
        (
            Notebook(
                "nb",
                (
                    Cell(Role.SOLUTION, "code", ANSWER, grade_id="answer"),
                    Cell(Role.TEST, "code", test, grade_id="t0", points=1, locked=True),
                ),
                file="a/nb.ipynb",
            ),
        ),
        {},
        "",
    )
    lines = lint(bare)
    assert len(lines) == 3
    for name, line in zip(("property_test", "close", "score"), lines, strict=True):
        assert f"`{name}` is imported nowhere; write `from autograde.testing import {name}`" in line
    assert found(test) == []


def test_a_text_cell_that_is_marked_as_a_test() -> None:
    def text_cell(stub: str) -> list[str]:
        cell = Cell(Role.MANUAL, "markdown", "assert f(1) == 2", grade_id="t", points=1, stub=stub)
        return lint(Assignment("a", (Notebook("nb", (cell,), file="a/nb.ipynb"),), {}, ""))

    (line,) = text_cell("assert f(1) == 2")
    assert line.startswith("a/nb.ipynb: cell 't' line 1: a test is no markdown cell; change its type to code")
    assert text_cell("YOUR ANSWER HERE") == []


def test_magics_in_a_test() -> None:
    (line,) = lint(assignment("close(f(1), 2)\n%matplotlib inline"))
    assert "line 2: a magic does not run in a test" in line and line.endswith("[syntax]")
    assert rules(assignment("close(f(1), 2)", setup="\n%matplotlib inline")) == []


def test_a_line_that_is_meant() -> None:
    assert found("assert (f(X) == 2).all()  # autograde: allow empty") == []
    assert found("assert (f(X) == 2).all()  # autograde: allow nan, empty") == []
    assert found("assert (f(X) == 2).all()  # autograde: allow nan") == ["empty"]
    assert found("assert (\n    f(X) == 2  # autograde: allow empty\n).all()") == []
    assert found("# autograde: allow empty\nassert (f(X) == 2).all()") == ["empty"]
    assert found("print(f(1))  # autograde: allow nothing") == []
    assert found("for y in g(1):  # autograde: allow loop\n    assert y == 1") == []
    assert found("for y in g(1):\n    assert y == 1  # autograde: allow loop") == ["loop"]


def test_an_exception_that_is_no_rule() -> None:
    assert sorted(found("assert (f(X) == 2).all()  # autograde: allow empyt")) == ["allow", "empty"]


def test_every_line_says_where_and_ends_with_a_rule() -> None:
    source = assignment(*TESTS.values(), "f(1) == 2\nassert not f(1) > 2")
    known = {str(rule) for rule in Rule}
    lines = lint(source)
    assert len(lines) >= 2
    for line in lines:
        assert line.startswith("a/nb.ipynb: cell 't") and " line " in line and ";" in line and "\n" not in line
        assert line.rpartition("[")[2].rstrip("]") in known


def test_answers_are_not_linted() -> None:
    assert rules(assignment("assert f(1) == 2", later="import inspect, time\ninspect.signature(f)\ntime.time()")) == []


# Whole assignments


@pytest.mark.parametrize("name", sorted(path.parent.name for path in (ROOT / "solutions").glob("*/*.ipynb")))
def test_our_own_sources_are_clean(name: str) -> None:
    assert lint(load_assignment(ROOT / "solutions" / name)) == []


def test_nbgraders_own_course_is_clean() -> None:
    import nbgrader

    user_guide = next(iter(nbgrader.__path__)) + "/docs/source/user_guide/source/ps1"
    assert lint(load_assignment(user_guide)) == []


VACUOUS = {
    "net(X) and params grads": "empty",  # a net without parameters passes
    "params listed before backward": "empty",
    "nn.Sequential(net, ...)": "score",  # nothing is asserted, and what the net gives would be the score
    "pickle/torch.save(net)": "nothing",
    "net.eval()/train()/training": "score",  # ends with what the student's own train() returns
}


def natural(names: list[str]) -> Assignment:
    cells = [
        Cell(Role.SETUP, "code", "import torch, numpy as np, io, contextlib"),
        Cell(Role.SOLUTION, "code", STUDENT, grade_id="student", stub="raise NotImplementedError()"),
        *(
            Cell(Role.TEST, "code", TESTS[name], grade_id=f"n{i}", points=1, locked=True)
            for i, name in enumerate(names)
        ),
    ]
    return Assignment("natural", (Notebook("nb", tuple(cells)),), {}, "")


@pytest.mark.parametrize("name", sorted(TESTS.keys() - REFUSED))
def test_fragments_that_pass_are_released(name: str) -> None:
    assert rules(natural([name])) == ([VACUOUS[name]] if name in VACUOUS else [])


def test_fragments_that_cannot_pass_are_refused() -> None:
    """Each by the linter, or by the reference run where its text does not show it."""
    linted = {name: rules(natural([name])) for name in REFUSED}
    unseen = sorted(name for name, lines in linted.items() if not lines)
    assert unseen == ["view result shares storage"]
    (problem,) = source_problems(natural(unseen), Options(seed=3, sandbox="none"))
    assert "n0: the source's own solution gets 0 of 1" in problem
    kinds = {
        "data_ptr": "storage",
        "inspect": "inspect",
        "subclass": "subclass",
        "torch.": "transform",
        "gcf": "figure",
    }
    for name in REFUSED - set(unseen):
        assert next(rule for word, rule in kinds.items() if word in name) in linted[name], name


def test_linting_needs_no_torch() -> None:
    code = (
        "import sys; from autograde.lint import lint; from autograde.source import load_assignment\n"
        f"lint(load_assignment({str(ROOT / 'solutions/ps01_tensors')!r})); print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, cwd=ROOT)
    assert done.stdout == "False\n", done.stderr
