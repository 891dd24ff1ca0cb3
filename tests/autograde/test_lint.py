"""The linter: every rule refuses what it is about, says what to write instead, and leaves good tests alone."""

from __future__ import annotations

import subprocess
import sys

import pytest

from autograde.batch import source_problems
from autograde.lint import Rule, lint
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.options import Options
from autograde.source import load_assignment
from tests.autograde.natural_tests import REFUSED, STUDENT, TESTS
from tests.project.files import ROOT

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


# What isolation cannot express


@pytest.mark.parametrize(
    "test",
    [
        "import inspect\nassert inspect.signature(f)",
        "from inspect import getsource as look\nassert 'for' not in look(f)",
        "import inspect\nh = f\nassert inspect.getsource(h)",
        "import dis\nassert list(dis.get_instructions(f))",
        "assert f.__code__.co_argcount == 1",
    ],
)
def test_looking_into_the_student(test: str) -> None:
    assert found(test) == ["inspect"]


@pytest.mark.parametrize(
    "test",
    ["class N(Net):\n    pass\nassert N()(1) == 1", "N = type('N', (Net,), {})\nassert N()(1) == 1"],
)
def test_inheriting(test: str) -> None:
    assert found(test) == ["subclass"]


@pytest.mark.parametrize(
    "test",
    [
        "assert torch.vmap(f)(X).shape == X.shape",
        "assert torch.func.grad(f)(X).shape == X.shape",
        "from torch import func\nassert func.jacrev(lambda x: f(x).sum())(X).shape == X.shape",
        "def h(x):\n    return f(x)\nassert torch.func.vmap(h)(X).shape == X.shape",
        "assert torch.jit.trace(net, X)(X).shape == X.shape",
        "@torch.compile\ndef h(x):\n    return f(x)\nassert h(X).shape == X.shape",
        "import functorch\nassert functorch.make_fx(f)(X)",
    ],
)
def test_transforms(test: str) -> None:
    assert found(test) == ["transform"]


@pytest.mark.parametrize(
    "test",
    [
        "assert f(X).data_ptr() != X.data_ptr()",
        "y = f(X)\nassert y.untyped_storage().nbytes() == 24",
        "assert not np.shares_memory(f(np.ones(3)), np.ones(3))",
        "assert f(X)._base is X",
        "assert f(X).is_contiguous()",
    ],
)
def test_storage(test: str) -> None:
    assert set(found(test)) == {"storage"}


@pytest.mark.parametrize(
    "test",
    [
        "import pickle\nassert pickle.dumps(net)",
        "import io\nb = io.BytesIO()\ntorch.save(net, b)\nassert b.getvalue()",
        "import io\nn = Net()\nb = io.BytesIO()\ntorch.save({'model': n}, b)\nassert b.getvalue()",
    ],
)
def test_pickling(test: str) -> None:
    assert found(test) == ["pickle"]


def test_figures() -> None:
    assert found("f(1)\nassert plt.gca().get_title() == 'T'") == ["figure"]


def test_the_authors_own_objects_may_do_all_that() -> None:
    assert not found(
        "import inspect, pickle, io\n"
        "def mine(x):\n    return x.sum()\n"
        "class Base:\n    pass\n"
        "class Mine(Base):\n    pass\n"
        "inspect.signature(mine)\n"
        "pickle.dumps([1])\n"
        "torch.save(net.state_dict(), io.BytesIO())\n"
        "grads = torch.vmap(torch.func.grad(mine))(X)\n"
        "assert X.data_ptr() == X.view(-1).data_ptr() and X.is_contiguous()\n"
        "close(f(X), grads * 2)"
    )


# What passes without a right answer


@pytest.mark.parametrize(
    "test",
    [
        "assert not abs(f(1) - 2) > 1e-6",
        "err = (f(X) - 2).abs().max()\nassert not err >= 1e-6, 'no'",
        "assert not (f(1) < 2 or f(1) > 2)",
        "y = f(X)\nassert y.shape == (2, 3)\nassert not (y > 2).any()",
        "if abs(f(1) - 2) > 1e-6:\n    raise AssertionError('off')",
        "if f(1) > 2:\n    assert False",
        "import unittest\nunittest.TestCase().assertFalse(f(1) > 2)",
    ],
)
def test_what_nan_passes(test: str) -> None:
    assert found(test) == ["nan"]


@pytest.mark.parametrize(
    "test",
    [
        "assert (f(X) == 2).all()",
        "assert torch.all(f(X) == 2)",
        "assert bool(np.all(f(X) == 2))",
        "assert all(y > 0 for y in g(1))",
        "assert not torch.isnan(f(X)).any()",
        "assert not any(p.grad is None for p in net.parameters())",
        "same_values = (f(X) == 2).all()\nassert same_values",
        "if not (f(X) == 2).all():\n    raise AssertionError",
        "a, b = f(X), f(2 * X)\nassert a.shape == b.shape and (a == b).all()",
        "y = f(X)\nassert y.ndim == 2 and (y == 2).all()",
    ],
)
def test_what_nothing_passes(test: str) -> None:
    assert found(test) == ["empty"]


@pytest.mark.parametrize(
    "test",
    [
        "y = f(X)\nassert y.shape == X.shape and (y == 2).all()",
        "y = f(X)\nassert y.numel() == 6\nassert torch.all(y == 2)",
        "y = g(1)\nassert len(y) == 2\nassert all(v == 1 for v in y)",
        "assert len(list(net.parameters())) == 0\nassert all(p.grad is None for p in net.parameters())",
        "y = f(X)\nclose(y, 2 * X)\nassert (y > 0).all()",
        "y = f(X)\nsame(y, 2 * X)\nassert (y > 0).all()",
        "assert all(f(n) == 2 * n for n in range(5))",
        "assert all([f(1) == 2, f(2) == 4])",
        "assert (f(X) == 2).all(dim=1).tolist() == [True, True]",
        "assert not (f(X) == 3).all()",
        "if (f(X) == 3).all():\n    raise AssertionError",
        "first, second = g(1)\nfor y in (first, second):\n    assert y == 1",
        "y = f(X)\nif y.shape != (2, 3):\n    raise AssertionError\nassert (y == 2).all()",
        "assert not len(g(1)) > 2",
        "if len(g(1)) > 2:\n    raise AssertionError",
        "assert abs(f(1) - 2) <= 1e-6",
    ],
)
def test_what_is_measured_is_fine(test: str) -> None:
    assert found(test) == []


@pytest.mark.parametrize(
    "test",
    [
        "for y in g(1):\n    assert y == 1",
        "out = g(1)\nfor i in range(len(out)):\n    close(out[i], 1)",
        "for a, b in zip(g(1), [1, 1]):\n    close(a, b)",
        "for i, y in enumerate(sorted(g(1))):\n    if y != 1:\n        raise AssertionError(i)",
        "for p in net.parameters():\n    twice(p, p)",
    ],
)
def test_loops_that_may_not_run(test: str) -> None:
    assert found(test) == ["loop"]


@pytest.mark.parametrize(
    "test",
    [
        "out = g(1)\nassert len(out) == 2\nfor y in out:\n    assert y == 1",
        "for a, b in zip(g(1), [1, 1], strict=True):\n    close(a, b)",
        "n = 0\nfor y in g(1):\n    assert y == 1\n    n += 1\nassert n == 2",
        "seen = []\nfor y in g(1):\n    assert y == 1\n    seen.append(y)\nassert len(seen) == 2",
        "for h in (f, g):\n    assert h(1)",
        "todo = {'f': f, 'g': g}\nfor name, h in todo.items():\n    assert h(1), name",
        "for x in X:\n    close(f(x), 2 * x)",
        "for n in range(3):\n    close(f(n), 2 * n)",
        "for p in net.parameters():\n    p.data += 1\nassert f(1) == 2",
    ],
)
def test_loops_that_run(test: str) -> None:
    assert found(test) == []


@pytest.mark.parametrize("test", ["assert f(1) == 2\nf(3)", "points = f(1)\nfloat(points) / 2", "max(0, net(1))"])
def test_scores_that_the_student_chooses(test: str) -> None:
    assert found(test) == ["score"]


@pytest.mark.parametrize(
    "test",
    [
        "0.5 * (f(1) == 2) + 0.5 * (f(2) == 4)",
        "points = 0\nif f(1) == 2:\n    points += 1\npoints",
        "1.0 if f(1) == 2 else 0.5",
        "sum([f(1) == 2, f(2) == 4]) / 2",
    ],
)
def test_partial_credit(test: str) -> None:
    assert found(test) == []


@pytest.mark.parametrize(
    "test",
    [
        "f(1) == 2",
        "f(1) == 2\nassert f(2) == 4",
        "torch.allclose(f(X), 2 * X)",
        "isinstance(f(1), int) and f(1) == 2",
        "assert (f(1) == 2, 'it should double')",
    ],
)
def test_forgotten_assert(test: str) -> None:
    assert found(test) == ["forgotten"]


@pytest.mark.parametrize(
    "test",
    [
        "t = time.time()\nf(1)\nassert t < 1",
        "from time import perf_counter as now\nt = now()\nassert t < 1",
        "import timeit\nassert timeit.timeit(lambda: f(1), number=1) < 1",
        "%timeit f(1)\nassert f(1) == 2",
    ],
)
def test_timing(test: str) -> None:
    assert found(test) == ["timing"]


@pytest.mark.parametrize("test", ["", "# to do", "print('Success!')", "f(1)\nprint('done')", "y = f(1)", "plt.close()"])
def test_what_cannot_fail(test: str) -> None:
    assert found(test) == ["nothing"]


@pytest.mark.parametrize(
    "test",
    [
        "try:\n    f()\nexcept TypeError:\n    pass\nelse:\n    raise AssertionError('did not raise')",
        "twice(f(X), 2 * X)",
        "import unittest\nunittest.TestCase().assertEqual(f(1), 2)",
        "np.testing.assert_allclose(f(1), 2)",
        "torch.autograd.gradcheck(f, torch.ones(2, dtype=torch.double, requires_grad=True))",
    ],
)
def test_what_can_fail(test: str) -> None:
    assert found(test) == []


# Names


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


# Properties and seeds

GOOD = """with property_test("doubles 1", points=0.25, hint="Twice."):
    close(f(1), 2)
with property_test("doubles tensors", points=0.75, hint="Twice."):
    close(f(X), 2 * X)
score()"""


def test_properties_that_are_right() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("\nscore()", "", "does not end with score()"),
        ("score()", "score()\nprint('end')", "does not end with score()"),
        ("0.75", "0.5", "add up to 0.75 points, the cell has 1"),
        ("0.75", "3 / 4", "written out as a number"),
        ("doubles tensors", "doubles 1", "a property 'doubles 1' already"),
        ('"doubles tensors"', 'f"doubles {X}"', "written out as text"),
        (', hint="Twice."):\n    close(f(1), 2)', "):\n    close(f(1), 2)", "has no hint"),
        ('hint="Twice."):\n    close(f(1), 2)', 'hint=" "):\n    close(f(1), 2)', "has no hint"),
        ("with property_test(", "for _ in range(2):\n  with property_test(", "loop or function"),
        ("score()", 'property_test("c", points=0, hint="h")\nscore()', "tests nothing"),
    ],
)
def test_properties_that_are_wrong(old: str, new: str, says: str) -> None:
    text = GOOD.replace(old, new, 1)
    if new.startswith("for"):
        text = text.replace("    close(f(1), 2)", "        close(f(1), 2)", 1)
    (line,) = lint(assignment(text))
    assert says in line
    assert line.endswith("[property]")


def test_score_without_properties() -> None:
    assert found("assert f(1) == 2\nscore()") == ["property"]


def test_a_property_that_cannot_fail() -> None:
    (line,) = lint(assignment(GOOD.replace("close(f(X), 2 * X)", "f(X)")))
    assert line.startswith("a/nb.ipynb: cell 't0' line 3: this property cannot fail")


def test_a_shape_in_one_property_says_nothing_about_the_next() -> None:
    first, second = "assert y.shape == X.shape", "assert (y == 2).all()"
    text = "y = f(X)\n" + GOOD.replace("close(f(1), 2)", first).replace("close(f(X), 2 * X)", second)
    assert found(text) == ["empty"]
    assert found(text.replace("y = f(X)\n", f"y = f(X)\n{first}\n")) == []


def hidden(text: str) -> str:
    return f"### BEGIN HIDDEN TESTS\n{text}\n### END HIDDEN TESTS"


@pytest.mark.parametrize(
    "text",
    [
        "torch.manual_seed(0)\nx = torch.randn(3)\nclose(f(x), 2 * x)",
        "np.random.seed(1)\nx = np.random.rand(3)\nclose(f(x), 2 * x)",
        "import random\nrandom.seed(1)\nclose(f(random.random()), 1.0)",
        "torch.manual_seed(0)\nx = torch.empty(3).normal_()\nclose(f(x), 2 * x)",
    ],
)
def test_seeds_of_hidden_inputs(text: str) -> None:
    assert found(hidden(text)) == ["seed"]
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "r = torch.Generator().manual_seed(0)\nx = torch.randn(3, generator=r)\nclose(f(x), 2 * x)",
        "x = torch.randn(3)\ntorch.manual_seed(0)\na = f(x)\ntorch.manual_seed(0)\nclose(a, f(x))",
    ],
)
def test_seeds_that_give_nothing_away(text: str) -> None:
    assert found(hidden(text)) == []


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
