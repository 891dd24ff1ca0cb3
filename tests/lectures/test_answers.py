"""No lecture shows an answer of a problem set word for word: the exercises would be mere copying.

Both are compared as syntax trees, so layout and comments do not matter.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest

from tests.lectures.notebooks import LECTURES, ROOT

SOLUTIONS = sorted((ROOT / "solutions").glob("ps*/ps*.ipynb"))
ANSWER = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)
SAYING = (ast.Return, ast.Assign, ast.AugAssign)
LONG_ENOUGH = 18  # characters; shorter ones, such as ``n = len(x)``, are nobody's answer


def statements(code: str) -> set[str]:
    """What says something: values returned and assigned, wherever they stand."""
    found = {ast.unparse(node) for node in ast.walk(ast.parse(code)) if isinstance(node, SAYING)}
    return {statement for statement in found if len(statement) >= LONG_ENOUGH}


def cells(path: Path) -> list[str]:
    """The code of a notebook, without what only IPython understands."""
    notebook = nbformat.read(path, as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return ["\n".join(line for line in source.splitlines() if not line.startswith(("%", "!"))) for source in code]


def answers(path: Path) -> set[str]:
    """The statements between the marks of a solution notebook."""
    bodies = [body for source in cells(path) for body in ANSWER.findall(source)]
    assert bodies, f"{path.stem}: no answers found"
    return set().union(*(statements(f"if True:\n{indented(body)}") for body in bodies))


def indented(body: str) -> str:
    """A body that follows ``if True:``, whether it was in a function or not."""
    return "\n".join(f" {line}" for line in body.splitlines()) if body.strip() else " pass"


@pytest.fixture(scope="module")
def shown() -> dict[str, str]:
    """Each statement of the lectures, and the lecture that shows it."""
    return {statement: path.stem for path in LECTURES for code in cells(path) for statement in statements(code)}


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_no_answer_is_shown(path: Path, shown: dict[str, str]) -> None:
    told = answers(path)
    assert told
    assert {statement: shown[statement] for statement in told & shown.keys()} == {}


def test_a_copied_answer_would_be_found() -> None:
    answer = "    s = 1 / (1 + (-x).exp())\n    return s * (1 - s)  # its slope\n"
    lecture = "def slope(x):\n    s = 1 / (1 + (-x).exp())\n\n    return s * (1 - s)"
    assert statements(f"if True:\n{indented(answer)}") == statements(lecture) != set()
