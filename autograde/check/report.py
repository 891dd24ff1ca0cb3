"""What a check found, as frozen records: made by :mod:`autograde.check.judge`, shown by :mod:`autograde.check.show`.

Texts in it may come from the notebook. They are made printable where they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Advice", "Exercise", "Failure", "Place", "PropertyReport", "Report"]


@dataclass(frozen=True)
class Place:
    """A line of the student's code."""

    cell: int
    """As Jupyter numbers the cell after "Restart kernel and run all cells": ``[7]``; 0 where it has no number."""
    name: str = ""
    """The cell's grade_id, where it has one."""
    line: int = 0
    text: str = ""
    """The line itself."""

    def __str__(self) -> str:
        """``cell 7 (norms), line 3``."""
        where = f"cell {self.cell}" if self.cell else "the cell"
        named = f"{where} ({self.name})" if self.name else where
        return f"{named}, line {self.line}" if self.line else named


@dataclass(frozen=True)
class Failure:
    """Why something failed."""

    what: str
    """One sentence or an exception with its text."""
    expected: str = ""
    got: str = ""
    detail: str = ""
    """A remedy or a further fact."""
    place: Place | None = None
    test: str = ""
    """The statement of the visible test."""
    stub: str = ""
    """The function whose stub raised, or ``the answer``: nothing was written there yet."""
    absent: str = ""
    """The name that is not defined, where that is the reason."""


@dataclass(frozen=True)
class PropertyReport:
    """One property of a visible test; a cell without properties is one, without a name."""

    name: str
    points: float
    failure: Failure | None = None
    hint: str = ""
    reached: bool = True


@dataclass(frozen=True)
class Exercise:
    """One test cell and the answer that it is about."""

    name: str
    max_points: float
    """With the hidden tests."""
    visible: float
    """Points of the tests that can be seen here."""
    earned: float
    answered: bool = True
    broken: tuple[Failure, ...] = ()
    """Why cells of the answer did not run."""
    properties: tuple[PropertyReport, ...] = ()
    problem: Failure | None = None
    """Why the test cell as a whole came to no end."""

    @property
    def passed(self) -> bool:
        """Whether everything that can be seen here is right."""
        failed = any(prop.failure is not None or not prop.reached for prop in self.properties)
        return self.answered and not failed and self.problem is None and not self.broken


@dataclass(frozen=True)
class Advice:
    """Something to look at before handing in."""

    text: str
    code: str = ""
    """A line to quote."""
    serious: bool = True
    """False for what is good to know and needs nothing done."""
    first: bool = False
    """Whether it comes before the exercises: a given cell does not run, so most of them cannot."""


@dataclass(frozen=True)
class Report:
    """Everything about one notebook."""

    file: str
    exercises: tuple[Exercise, ...]
    advice: tuple[Advice, ...] = ()
    manual: tuple[tuple[str, float, bool], ...] = ()
    """Answers that a person reads: name, points, whether there is one."""
    against: str = ""
    """What the notebook was compared with; empty where only its own checksums were there."""

    @property
    def clean(self) -> bool:
        """Whether nothing is left to do."""
        done = all(exercise.passed for exercise in self.exercises) and all(entry[2] for entry in self.manual)
        return done and not any(advice.serious for advice in self.advice)
