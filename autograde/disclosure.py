"""What a report may repeat of what the student's process says.

That process is the student's: its exceptions, their type names and line numbers, and what its later cells print can all
carry the hidden inputs that earlier tests handed to it. So text of it is repeated only while nothing hidden has reached
it; a type's name only where it stands in Python or, until then, in the student's own text; a line only where the cell
has one. What a student may choose from is kept small: with a class for each byte, and a cell to raise it in, whole
hidden inputs were spelt on the page.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["MAX_LINES", "Disclosure"]

MAX_LINES = 2_000
"""Of the student's side of a notebook; with more, a line's number says more than where to look."""

_PUBLIC = frozenset(
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
) | {"LinAlgError", "_LinAlgError", "OutOfMemoryError", "AxisError", "JSONDecodeError", "CalledProcessError"}
"""Names of exceptions that Python and the libraries of a course raise."""


@dataclass(frozen=True)
class Disclosure:
    """What is known of one submission when a test begins."""

    cells: Mapping[str, str] = field(default_factory=dict)
    """Text of the cells that run on the student's side, by key."""
    exposed: bool = False
    """Whether a hidden test has run against the student's process before."""

    def raised(self, kind: str, *, secret: bool = False) -> str:
        """The name of an exception's type as it may be shown; empty where it could be a message in disguise.

        Args:
            secret: whether the student's process may know something hidden.
        """
        if kind in _PUBLIC:
            return kind
        if secret or not kind.isidentifier() or len(kind) > 80:
            return ""
        defined = re.compile(rf"^\s*class\s+{re.escape(kind)}\b", re.MULTILINE)
        return kind if any(defined.search(text) for text in self.cells.values()) else ""

    def place(self, cell: object, line: object, *, secret: bool = False) -> tuple[str, int]:
        """The cell and line that raised, if there is such a line; else ``("", 0)``. ``secret`` as above."""
        if not isinstance(cell, str) or cell not in self.cells:
            return "", 0
        if secret and sum(text.count("\n") + 1 for text in self.cells.values()) > MAX_LINES:
            return "", 0
        lines = self.cells[cell].count("\n") + 1
        return cell, line if isinstance(line, int) and not isinstance(line, bool) and 0 < line <= lines else 0
