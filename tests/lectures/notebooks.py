"""The lectures, their slides as nbconvert and RISE cut them, and how a lecture is run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

__all__ = ["LECTURES", "SlideCells", "execute", "slide_type", "slides"]

ROOT = Path(__file__).resolve().parents[2]
LECTURES = sorted((ROOT / "lectures").glob("[0-9]*.ipynb"))
CELL_SECONDS = 120


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


def execute(path: Path) -> Any:
    """The notebook with its outputs, run top to bottom in a fresh kernel. Raises at the first error."""
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(path.parent)}}
    return NotebookClient(notebook, timeout=CELL_SECONDS, kernel_name="python3", resources=resources).execute()
