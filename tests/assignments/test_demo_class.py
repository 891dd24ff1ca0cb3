"""The demo class through the grader: every student gets what the hand-written expectation says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograde.batch import grade_class
from autograde.collection import collect
from autograde.options import Options
from autograde.result import ClassResult, Status, SubmissionStatus
from autograde.source import load_assignment

ROOT = Path(__file__).resolve().parents[2]
EXPECTED: dict[str, dict[str, float]] = json.loads(
    (Path(__file__).parent / "demo_class_expected.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def graded() -> ClassResult:
    assignment = load_assignment(ROOT / "solutions" / "ps01_tensors")
    collected = collect([ROOT / "tests" / "demo_class"], assignment)
    assert collected.problems == ()
    return grade_class(assignment, collected.submissions, Options(seed=20, sandbox="none"), jobs=2)


@pytest.mark.parametrize("student", sorted(EXPECTED))
def test_points_are_as_expected(student: str, graded: ClassResult) -> None:
    submission = next(entry for entry in graded.submissions if entry.student == student)
    assert {question.grade_id: question.points for question in submission.questions} == EXPECTED[student]
    assert submission.status is SubmissionStatus.GRADED


def test_every_student_is_there(graded: ClassResult) -> None:
    assert {submission.student for submission in graded.submissions} == set(EXPECTED)


def test_the_loop_and_the_crash_say_so(graded: ClassResult) -> None:
    statuses = {
        submission.student: {question.status for question in submission.questions} for submission in graded.submissions
    }
    assert Status.TIMEOUT in statuses["konrad"]
    assert Status.CRASHED in statuses["margaret"]


def test_the_tampering_is_found(graded: ClassResult) -> None:
    robert = next(entry for entry in graded.submissions if entry.student == "robert")
    kinds = {finding.kind for finding in robert.findings}
    assert {"edited_test_cell", "edited_metadata", "execution_tag", "missing_cell"} <= kinds
