"""The lectures, and their slides as nbconvert and RISE cut them; `d2lcourse.handouts.executed` runs them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest

from d2lcourse.handouts import executed as runs
from d2lcourse.handouts.executed import execute, imported, reaches
from d2lcourse.slides import find
from tests.project.changed import in_depth, left_out

__all__ = [
    "IN_DEPTH", "LECTURES", "SlideCells", "chosen", "execute", "executed", "imported", "reaches", "shortened",
    "slide_type", "slides",
]  # fmt: skip

ROOT = Path(__file__).resolve().parents[2]
LECTURES = sorted((ROOT / "lectures").glob("[0-9]*.ipynb"))
ALWAYS = "03_linear_regression"  # sliders, a network that trains, tables, figures
MADE_OF = {path.stem: [f"lectures/{path.name}"] for path in LECTURES}
IN_DEPTH = in_depth(ALWAYS, MADE_OF)
"""Parameters of a test: names of lectures that are looked at in depth, the others with a reason to skip them."""
LEFT_OUT = left_out(ALWAYS, MADE_OF)


def chosen(names: Iterable[str]) -> list[Path]:
    """The lectures that a command line names, all if it names none; ends with one line where a name fits no lecture."""
    try:
        return [find(name, LECTURES) for name in names] or LECTURES
    except LookupError as error:
        sys.exit(str(error.args[0]))


def shortened(path: Path) -> bool:
    """Whether a test looks at this lecture with small budgets only, see :data:`LEFT_OUT`."""
    return "PYTEST_CURRENT_TEST" in os.environ and path in LECTURES and path.stem in LEFT_OUT


def executed(path: Path, *, fast: bool = False) -> Any:
    """See :func:`d2lcourse.handouts.executed.executed`; a test that asks for a full run of a lecture that is not looked
    at in depth is skipped."""
    if not fast and shortened(path):
        pytest.skip(f"{path.stem}, full run: {LEFT_OUT[path.stem]}")
    return runs.executed(path, fast=fast)


@dataclass(frozen=True)
class SlideCells:
    """A slide: its cells, notes apart, and whether it opens a section."""

    opens_section: bool
    cells: tuple[Any, ...]
    notes: tuple[Any, ...]

    @property
    def code(self) -> tuple[Any, ...]:
        """Its code cells."""
        return tuple(cell for cell in self.cells if cell.cell_type == "code")

    @property
    def name(self) -> str:
        """The id of the first cell, to say where."""
        return str(self.cells[0].id)


def slide_type(cell: Any) -> str:
    """What the slideshow metadata of a cell say; '' where they say nothing."""
    return str(cell.metadata.get("slideshow", {}).get("slide_type", ""))


def slides(notebook: Any) -> list[SlideCells]:
    """The notebook cut into slides; cells of type ``skip`` are on none."""
    groups: list[list[Any]] = []
    for cell in notebook.cells:
        if slide_type(cell) in ("slide", "subslide") or not groups:
            groups.append([])
        if slide_type(cell) != "skip":
            groups[-1].append(cell)
    return [
        SlideCells(
            opens_section=slide_type(group[0]) == "slide",
            cells=tuple(cell for cell in group if slide_type(cell) != "notes"),
            notes=tuple(cell for cell in group if slide_type(cell) == "notes"),
        )
        for group in groups
    ]


if __name__ == "__main__":  # python -m tests.lectures.notebooks NOTEBOOK OUT: run it and keep it, with its outputs
    nbformat.write(execute(Path(sys.argv[1])), sys.argv[2])
