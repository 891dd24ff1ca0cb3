"""What an assignment is: notebooks, cells and their roles, as the *source* says.

Everything that a grade depends on (points, which cell is a test, which may be edited) is read from the instructor's
source and from nowhere else. The roles are nbgrader's (metadata schema 3), named for what they mean.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from autograde.limits import Limits

__all__ = ["FEEDBACK_FILE", "Assignment", "Cell", "Notebook", "Role"]

FEEDBACK_FILE = "feedback.toml"
"""Beside a source notebook: what students are told about known mistakes. The author's alone, like the solutions: it is
neither released nor within reach of students' code."""


class Role(enum.Enum):
    """What a cell is for."""

    TEXT = "text"
    """Markdown or raw text that nobody grades."""
    SETUP = "setup"
    """Code that is neither answer nor test: imports, data, demonstrations."""
    SOLUTION = "solution"
    """The student's answer, graded by test cells."""
    MANUAL = "manual"
    """The student's answer, graded by a person."""
    TEST = "test"
    """Code that grades."""
    TASK = "task"
    """A description of a free task, graded by a person."""


@dataclass(frozen=True)
class Cell:
    """One cell of a source notebook."""

    role: Role
    kind: str
    """``code``, ``markdown`` or ``raw``."""
    source: str
    grade_id: str = ""
    """nbgrader's identifier; empty for an unmarked cell."""
    cell_id: str = ""
    """The notebook format's own identifier; may be empty."""
    points: float = 0.0
    locked: bool = False
    """True where the student may not edit the cell."""
    stub: str = ""
    """What the release shows in place of the source (for answers); else the source without hidden tests."""

    @property
    def graded(self) -> bool:
        """Whether the cell carries points."""
        return self.role in (Role.TEST, Role.MANUAL, Role.TASK)


@dataclass(frozen=True)
class Notebook:
    """One source notebook. ``name`` is its file name without the ending."""

    name: str
    cells: tuple[Cell, ...]
    file: str = ""
    """Where it came from, for messages."""
    limits: Limits = field(default_factory=Limits)

    @property
    def max_score(self) -> float:
        """Sum of the points of all graded cells."""
        return sum(cell.points for cell in self.cells if cell.graded)


@dataclass(frozen=True)
class Assignment:
    """A source folder: its notebooks and the files beside them, which the student's code may read."""

    name: str
    notebooks: tuple[Notebook, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Support files by relative path (data, images); never notebooks."""
    digest: str = ""
    """SHA-256 over everything above; the key under which what is derived from it may be kept."""
