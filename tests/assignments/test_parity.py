"""Isolated, in-kernel and plain nbgrader give the same points, and the differences are those that are meant.

A sample of each assignment; ``make parity`` compares all variants.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from autograde.collection import Submission
from autograde.grading import grade
from autograde.options import Options
from autograde.source import load_assignment
from tests.assignments.depth import IN_DEPTH
from tests.assignments.nbgrader_run import nbgrader_points
from tests.assignments.parity import Compared, compare, sample

LOUD = "import sys\n\n\ndef double(x):\n    print('so far so good', file=sys.stderr)\n    return 2 * x"
WORDS = "def double(x):\n    return str(2 * x) + ' points'"


@pytest.mark.parametrize("name", IN_DEPTH)
def test_a_sample_gets_the_same_points_three_ways(name: str, tmp_path: Path) -> None:
    results = {result.what: result for result in compare(name, sample(name), tmp_path)}
    assert [line for result in results.values() for line in result.differences] == []
    assert len(results) == 4
    assert not any(results["the release"].nbgrader.values())
    assert all(points > 0 for points in results["the reference"].nbgrader.values())


def test_a_difference_anywhere_is_told() -> None:
    same, less = {"q": 1.0, "r": 0.5}, {"q": 1.0, "r": 0.25}
    assert Compared("x", same, same, same).differences == []
    for ways in ((less, same, same), (same, less, same), (same, same, less), (same, same, {"q": 1.0})):
        (line,) = Compared("x", *ways).differences
        assert line.startswith("x: r: ")


def test_by_design_stderr_costs_nothing_and_words_are_no_points(tmp_path: Path) -> None:
    """The two places where nbgrader is not followed: a print to stderr is no failure, a text is no full score."""
    folder, course = tmp_path / "tiny", tmp_path / "course"
    folder.mkdir()
    course.mkdir()
    nbformat.write(_tiny(), folder / "tiny.ipynb")
    students = {"loud": {"answer": LOUD}, "words": {"answer": WORDS}}
    theirs = nbgrader_points(folder, students, course)
    assert theirs == {"loud": {"asserts": 0, "scores": 0}, "words": {"asserts": 0, "scores": 2}}
    for tests in ("isolated", "in-kernel"):
        ours = {student: _ours(folder, answers["answer"], tests) for student, answers in students.items()}
        assert ours == {"loud": {"asserts": 1, "scores": 2}, "words": {"asserts": 0, "scores": 0}}, tests


def _ours(folder: Path, answer: str, tests: str) -> dict[str, float]:
    notebook = _tiny()
    notebook.cells[0].source = answer
    submission = Submission("student", {"tiny": nbformat.writes(notebook).encode()})
    options = Options(seed=1, sandbox="none", tests=tests)  # type: ignore[arg-type]
    result = grade(load_assignment(folder), submission, options)
    return {question.grade_id: question.points for question in result.questions}


def _tiny() -> nbformat.NotebookNode:
    """One answer, one cell of asserts, and one whose number is the score."""
    answer = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
    cells = (("answer", answer, 0), ("asserts", "assert double(2) == 4", 1), ("scores", "double(1)", 2))
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    for grade_id, text, points in cells:
        meta = {"grade": bool(points), "solution": not points, "locked": bool(points), "task": False}
        meta |= {"grade_id": grade_id, "points": points, "schema_version": 3}
        notebook.cells.append(nbformat.v4.new_code_cell(text, id=grade_id, metadata={"nbgrader": meta}))
    return notebook
