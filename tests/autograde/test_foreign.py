"""Notebooks that nobody here wrote: nbgrader's own course and test fixtures, with nbgrader's own scores.

The scores are those that nbgrader's documentation and its ``test_nbgrader_autograde.py`` state. Both modes must give
them. Where nbgrader gives no grade at all, the comment says what ours gives.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import nbgrader
import pytest

from autograde.batch import grade_class
from autograde.collection import Submission, collect
from autograde.errors import SourceError
from autograde.grading import grade
from autograde.model import Assignment
from autograde.options import Options
from autograde.result import Status, SubmissionResult, SubmissionStatus
from autograde.source import load_assignment
from tests.autograde.notebooks import cell, marked, raw

HOME = Path(nbgrader.__file__).parent
FILES = HOME / "tests" / "apps" / "files"
GUIDE = HOME / "docs" / "source" / "user_guide"
MODES = pytest.mark.parametrize("mode", ["isolated", "in-kernel"])


def quick(assignment: Assignment) -> Assignment:
    """With limits that a test can wait for."""
    limits = {"question_s": 1.0, "cell_s": 2.0}
    notebooks = tuple(dataclasses.replace(n, limits=n.limits.override(limits)) for n in assignment.notebooks)
    return dataclasses.replace(assignment, notebooks=notebooks, digest=assignment.digest + " quick")


def graded(source: str, submitted: str, mode: str, *, hurry: bool = False) -> SubmissionResult:
    """One fixture graded by another."""
    assignment = load_assignment(FILES / source)
    assignment = quick(assignment) if hurry else assignment
    name = assignment.notebooks[0].name
    submission = Submission("foo", {name: (FILES / submitted).read_bytes()})
    return grade(assignment, submission, Options(seed=1, tests=mode, sandbox="none"))  # type: ignore[arg-type]


def points(result: SubmissionResult) -> dict[str, float]:
    return {question.grade_id: question.points for question in result.questions}


@MODES
def test_the_course_of_the_user_guide(mode: str) -> None:
    assignment = load_assignment(GUIDE / "source" / "ps1")
    collected = collect([GUIDE / "submitted"], assignment)
    options = Options(seed=1, tests=mode, sandbox="none")  # type: ignore[arg-type]
    result = grade_class(assignment, collected.submissions, options, jobs=2)
    by_name = {submission.student: submission for submission in result.submissions}
    assert set(by_name) == {"bitdiddle", "hacker"}
    for student, expected in {"bitdiddle": 1.5, "hacker": 3.0}.items():
        submission = by_name[student]
        one = [question for question in submission.questions if question.notebook == "problem1"]
        two = [question for question in submission.questions if question.notebook == "problem2"]
        assert sum(question.points for question in one) == expected
        assert sum(question.max_points for question in one) == 10
        assert [question.status for question in two] == [Status.MANUAL, Status.MANUAL]
        assert submission.status is SubmissionStatus.NEEDS_MANUAL


@MODES
@pytest.mark.parametrize(
    ("submitted", "score", "manual"),
    [
        ("submitted-unchanged.ipynb", 1, False),
        ("submitted-changed.ipynb", 2, True),
        ("submitted-cheat-attempt.ipynb", 1, True),
        ("submitted-cheat-attempt-alternative.ipynb", 1, True),
        ("submitted-grade-cell-changed.ipynb", 1, False),
        ("submitted-locked-cell-changed.ipynb", 1, False),
    ],
)
def test_submissions_that_were_changed(submitted: str, score: float, manual: bool, mode: str) -> None:
    result = graded("submitted-unchanged.ipynb", submitted, mode)
    assert (result.score, result.max_score) == (score, 7)
    assert (result.status is SubmissionStatus.NEEDS_MANUAL) is manual


def test_what_was_changed_becomes_a_finding() -> None:
    found = graded("submitted-unchanged.ipynb", "submitted-grade-cell-changed.ipynb", "isolated").findings
    assert ("edited_test_cell", "bar") in {(finding.kind, finding.grade_id) for finding in found}
    found = graded("submitted-unchanged.ipynb", "submitted-locked-cell-changed.ipynb", "isolated").findings
    assert {"ro1", "ro2"} == {finding.grade_id for finding in found if finding.kind == "edited_locked_cell"}


@MODES
def test_a_source_as_its_own_submission(mode: str) -> None:
    result = graded("test.ipynb", "test.ipynb", mode)
    assert (result.score, result.max_score, result.status) == (3, 6, SubmissionStatus.NEEDS_MANUAL)


@MODES
@pytest.mark.parametrize("version", ["v0", "v1", "v2"])
def test_older_metadata(version: str, mode: str) -> None:
    result = graded(f"test-{version}.ipynb", f"test-{version}.ipynb", mode)
    assert (result.score, result.max_score) == (3, 6)


@MODES
def test_hidden_tests(mode: str) -> None:
    result = graded("test-hidden-tests.ipynb", "test-hidden-tests.ipynb", mode)
    assert (result.score, result.max_score) == (1.5, 3)
    assert points(result)["correct_squares"] == 0


@MODES
def test_the_release_of_hidden_tests(mode: str) -> None:
    assignment = load_assignment(FILES / "test-hidden-tests.ipynb")
    released = raw(
        *(
            marked(one.stub, one.grade_id, one.kind) if one.grade_id else cell(one.stub, one.kind)
            for one in assignment.notebooks[0].cells
        )
    )
    # this fixture keeps its solutions outside the markers, so a student who has to start from nothing is made by hand
    name = assignment.notebooks[0].name
    empty = released.replace(b"def squares(n)", b"def other(n)").replace(b"def sum_of_squares(n)", b"def another(n)")
    options = Options(seed=1, tests=mode, sandbox="none")  # type: ignore[arg-type]
    result = grade(assignment, Submission("foo", {name: empty}), options)
    assert (result.score, result.max_score) == (0, 3)


@MODES
def test_a_time_out_costs_its_own_question(mode: str) -> None:
    # nbgrader, with a timeout of 1 s: score 0
    result = graded("timeout.ipynb", "timeout.ipynb", mode, hurry=True)
    assert [(question.points, question.status) for question in result.questions] == [(0, Status.TIMEOUT)]


@MODES
@pytest.mark.parametrize("name", ["infinite-loop.ipynb", "infinite-loop-with-output.ipynb"])
def test_endless_loops(name: str, mode: str) -> None:
    # nbgrader gives no grade for the second one; both hold no question, so ours gives 0 of 0 at once
    result = graded(name, name, mode, hurry=True)
    assert (result.score, result.max_score, result.status) == (0, 0, SubmissionStatus.GRADED)


@MODES
def test_the_environment_says_who_is_running(mode: str) -> None:
    result = graded("validating-environment-variable.ipynb", "validating-environment-variable.ipynb", mode)
    assert (result.score, result.max_score) == (0, 1)


@MODES
def test_support_files_lie_in_the_working_folder(mode: str, tmp_path: Path) -> None:
    folder = tmp_path / "ps1"
    folder.mkdir()
    for name in ("open_relative_file.ipynb", "data.txt"):
        (folder / name).write_bytes((FILES / name).read_bytes())
    assignment = load_assignment(folder)
    submission = Submission("foo", {"open_relative_file": (folder / "open_relative_file.ipynb").read_bytes()})
    result = grade(assignment, submission, Options(seed=1, tests=mode, sandbox="none"))  # type: ignore[arg-type]
    assert (result.score, result.max_score) == (10, 10)


def test_metadata_from_the_future() -> None:
    # nbgrader fails; as a source ours says so, as a submission nothing in it is believed and it is graded
    with pytest.raises(SourceError, match="newer"):
        load_assignment(FILES / "too-new.ipynb")
    result = graded("submitted-unchanged.ipynb", "too-new.ipynb", "isolated")
    assert (result.score, result.max_score) == (1, 7)
    assert "wrong_assignment" in {finding.kind for finding in result.findings}


def test_tests_that_are_not_instantiated_are_refused() -> None:
    with pytest.raises(SourceError, match="generate_assignment"):
        load_assignment(FILES / "autotest-simple.ipynb")


@MODES
@pytest.mark.parametrize(
    ("name", "score", "max_score"), [("simple", 1, 1), ("hashed", 1, 1), ("multi", 3, 4), ("hidden", 1, 1)]
)
def test_instantiated_autotests(name: str, score: float, max_score: float, mode: str) -> None:
    # the released notebook of nbgrader's generator, which its fixtures keep as the changed submission
    submitted = "autotest-hidden-changed-right" if name == "hidden" else f"autotest-{name}-changed"
    result = graded(f"{submitted}.ipynb", f"{submitted}.ipynb", mode)
    assert (result.score, result.max_score) == (score, max_score)


def test_a_missing_notebook_needs_no_person() -> None:
    assignment = load_assignment(GUIDE / "source" / "ps1")
    two = (GUIDE / "submitted" / "hacker" / "ps1" / "problem2.ipynb").read_bytes()
    result = grade(assignment, Submission("foo", {"problem2": two}), Options(seed=1, sandbox="none"))
    one = [question for question in result.questions if question.notebook == "problem1"]
    assert sum(question.points for question in one) == 0
    assert not any(question.status is Status.MANUAL for question in one)
