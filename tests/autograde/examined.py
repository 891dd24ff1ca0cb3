"""Grades a student's text against fragments of tests through two real processes."""

from __future__ import annotations

from collections.abc import Mapping

from autograde.collection import Submission
from autograde.grading import grade
from autograde.limits import Limits
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.options import Options
from autograde.result import QuestionResult, SubmissionResult
from tests.autograde.notebooks import answer, raw

LIMITS = Limits(cell_s=20.0, question_s=5.0, submission_s=120.0, restarts=20)
OPTIONS = Options(seed=3, sandbox="none")
SETUP = "import torch, numpy as np, io, contextlib"


def assignment(student: str, tests: Mapping[str, str], limits: Limits = LIMITS, setup: str = SETUP) -> Assignment:
    """One answer, whose solution is ``student``, and one question of 1 point for each of ``tests``."""
    cells = [
        Cell(Role.SETUP, "code", setup, cell_id="setup"),
        Cell(Role.SOLUTION, "code", student, grade_id="student", stub="raise NotImplementedError()"),
    ]
    for number, text in enumerate(tests.values()):
        cells.append(Cell(Role.TEST, "code", text, grade_id=f"t{number}", points=1.0, locked=True, stub=text))
    digest = f"examined {hash((student, tuple(tests.items()), limits, setup))}"
    return Assignment("examined", (Notebook("nb", tuple(cells), limits=limits),), {}, digest)


def submit(source: Assignment, student: str, options: Options = OPTIONS) -> SubmissionResult:
    """Grade ``student`` as the answer."""
    return grade(source, Submission("ada", {"nb": raw(answer(student, "student"))}), options)


def by_name(tests: Mapping[str, str], result: SubmissionResult) -> dict[str, QuestionResult]:
    """The result of each of ``tests``."""
    return dict(zip(tests, result.questions, strict=True))
