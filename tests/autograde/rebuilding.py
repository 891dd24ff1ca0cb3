"""What the tests of rebuilding share: a source, an answered submission, and what was made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograde.model import Notebook
from autograde.rebuild import Rebuilt, Step
from autograde.source import load_assignment
from tests.autograde.notebooks import released_cells, save, source_cells

__all__ = ["answered_cells", "index", "kinds", "load", "source_notebook", "step"]


def source_notebook(folder: Path) -> Notebook:
    """The source that submissions are put together with."""
    return load_assignment(save(folder / "ps.ipynb", *source_cells())).notebooks[0]


def load(path: Path, *cells: Any) -> Notebook:
    return load_assignment(save(path / "nb.ipynb", *cells)).notebooks[0]


def answered_cells() -> list[dict[str, Any]]:
    cells = released_cells()
    cells[3]["source"] = "def f(x):\n    return 1 + x"
    cells[6]["source"] = "y = 5.0"
    cells[8]["source"] = "It follows."
    cells[9]["source"] = "print(y, y)"
    return cells


def kinds(built: Rebuilt) -> list[str]:
    return [finding.kind for finding in built.findings]


def step(built: Rebuilt, key: str) -> Step:
    (found,) = [step for step in built.steps if step.key == key]
    return found


def index(cells: list[dict[str, Any]], grade_id: str) -> int:
    (place,) = [i for i, c in enumerate(cells) if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id]
    return place
