"""A graded class with one submission of each kind, for the tests of what is made from results."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from autograde.result import ClassResult, Finding, QuestionResult, Status, SubmissionResult, SubmissionStatus

__all__ = ["ADA", "ALAN", "BROKEN", "CLASS", "HOSTILE", "graded", "named", "question"]


def question(grade_id: str, points: float, status: Status, *, notebook: str = "ps01", **more: Any) -> QuestionResult:
    return QuestionResult(notebook, grade_id, points, 2.0, status, **more)


def graded(student: str, *points: float) -> SubmissionResult:
    """A submission with a question of 2 points for each of ``points``."""
    return SubmissionResult(
        student,
        tuple(
            question(f"q{number}", value, Status.PASSED if value == 2 else Status.FAILED)
            for number, value in enumerate(points)
        ),
    )


ADA = SubmissionResult("ada", (question("norms", 2.0, Status.PASSED), question("text", 2.0, Status.PASSED)))
ALAN = SubmissionResult(
    "alan",
    (
        question("norms", 0.5, Status.FAILED, message="expected shape (2,), got (3,)", hint="Which axis?"),
        question("text", 0.0, Status.MANUAL),
    ),
    (Finding("edited_test_cell", "ps01", "norms", "the test was SECRETDETAIL"),),
    SubmissionStatus.NEEDS_MANUAL,
)
BROKEN = SubmissionResult(
    "broken", (), (Finding("grader_fault", detail="worker SECRETDETAIL died"),), SubmissionStatus.GRADER_FAULT
)
CLASS = ClassResult("ps01", (ADA, ALAN, BROKEN), seed=7, sandbox="none", versions={"python": "3.11.7"})

HOSTILE = [
    "=HYPERLINK(1)", "+1", "-1", "@x", "\tx", "\rx", "\nx", "a,b", 'a"b', "a\nb", "a\x00b", "\x1b[31mred\x1b[0m", "a|b",
    "<script>alert(1)</script>", "</summary><img src=x onerror=y>", "[x](javascript:y)", "**b** _i_ `c` ~~d~~", "a\\|b",
    "\u202egnp.exe", "Jürgen Schmidt", "👩‍💻", "\ud800", "&lt;b&gt;", "www.x.org", "# h", "- x", "1. x", "", " ",
    "../x", "Points Possible", "x" * 300,
]  # fmt: skip


def named(name: str) -> ClassResult:
    """A class of one student of this name."""
    return replace(CLASS, submissions=(replace(ALAN, student=name),))
