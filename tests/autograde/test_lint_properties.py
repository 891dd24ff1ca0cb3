"""The linter on properties and on seeds of hidden inputs."""

from __future__ import annotations

import pytest

from autograde.lint import lint
from tests.autograde.lint_sources import assignment, found, hidden

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
