"""Every error that autograde raises on purpose, and the exit code each one ends with.

::

    AutogradeError
    ├── UsageError        2   what was asked for cannot be done (paths, options)
    ├── SourceError       2   the instructor's notebook is wrong: file, cell, remedy
    ├── UnreadableError   -   a student's file is wrong; becomes a finding, never an exit
    └── GraderFault       3   autograde itself failed; the submission is retried

Whose fault it is decides the branch, because the three are answered by different people. Each message is one line
that says where, what was expected and what to do.
"""

from __future__ import annotations

__all__ = ["AutogradeError", "GraderFault", "SourceError", "UnreadableError", "UsageError"]


class AutogradeError(Exception):
    """Base class; ``exit_code`` is what the command line ends with."""

    exit_code = 2


class UsageError(AutogradeError):
    """A path, option or combination that cannot work."""


class SourceError(AutogradeError):
    """The instructor's source notebook cannot be used as it stands.

    Args:
        message: what is wrong and what to write instead.
        file: the notebook, as the instructor named it.
        grade_id: the cell, where one is to blame.
    """

    def __init__(self, message: str, *, file: str = "", grade_id: str = "") -> None:
        self.file = file
        self.grade_id = grade_id
        where = ": ".join(part for part in (file, f"cell {grade_id!r}" if grade_id else "") if part)
        super().__init__(f"{where}: {message}" if where else message)


class UnreadableError(AutogradeError):
    """A submitted file that is no notebook; ``kind`` is the finding it becomes."""

    def __init__(self, kind: str, message: str) -> None:
        self.kind = kind
        super().__init__(message)


class GraderFault(AutogradeError):
    """Autograde itself failed. Never the student's fault."""

    exit_code = 3
