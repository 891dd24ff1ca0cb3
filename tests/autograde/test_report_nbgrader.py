"""nbgrader's gradebook, read back by nbgrader: our scores are there, and what a person entered is left alone."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import sys
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograde.cli import main
from autograde.errors import SourceError, UsageError
from autograde.output import write_results
from autograde.platforms.nbgrader_gradebook import enter, file_url
from autograde.result import ClassResult, QuestionResult, Status, SubmissionResult, SubmissionStatus
from tests.autograde import notebooks as nb
from tests.autograde.graded import BROKEN

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # about nbgrader's own innards
    from nbgrader.api import Gradebook
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.preprocessors import GetGrades
    from traitlets.config import Config

SOLUTION = "def f(x):\n    ### BEGIN SOLUTION\n    return x + 1\n    ### END SOLUTION"
TESTS = "assert f(1) == 2\n### BEGIN HIDDEN TESTS\nassert f(2) == 3\n### END HIDDEN TESTS"
CELLS = (
    nb.cell("# Homework", "markdown"),
    nb.marked("import math", "imports", locked=True),
    nb.answer(SOLUTION, "f"),
    nb.test(TESTS, "f_tests", 2),
    nb.manual("### BEGIN SOLUTION\nBecause.\n### END SOLUTION", "essay", points=3),
    nb.task("Do something.", "project", points=5),
)
MAX = {"f_tests": 2.0, "essay": 3.0, "project": 5.0}


def submission(student: str, points: float, essay: Status = Status.MANUAL) -> SubmissionResult:
    questions = (
        QuestionResult("hw", "f_tests", points, 2.0, Status.PASSED if points == 2 else Status.FAILED),
        QuestionResult("hw", "essay", 0.0, 3.0, essay),
        QuestionResult("hw", "project", 0.0, 5.0, Status.MANUAL),
    )
    return SubmissionResult(student, questions, status=SubmissionStatus.NEEDS_MANUAL)


HW = ClassResult("hw", (submission("ada", 2), submission("=Jürgen Schmidt", 0.5, Status.MISSING), BROKEN), seed=7)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    nb.save(tmp_path / "solutions" / "hw" / "hw.ipynb", *CELLS)
    return tmp_path


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gradebook that we made and that is empty again: nbgrader takes seconds for a new one."""
    folder = tmp_path_factory.mktemp("blank")
    nb.save(folder / "hw" / "hw.ipynb", *CELLS)
    file = folder / "gradebook.db"
    enter(replace(HW, submissions=()), file_url(file), folder / "hw")
    with Gradebook(file_url(file)) as book:
        assert [assignment.name for assignment in book.assignments] == ["hw"]
        book.remove_assignment("hw")
    return file


@pytest.fixture
def url(course: Path, blank: Path) -> str:
    return file_url(shutil.copy(blank, course / "gradebook.db"))


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def grades(url: str, student: str) -> dict[str, tuple[Any, ...]]:
    with Gradebook(url) as book:
        (notebook,) = book.find_submission("hw", student).notebooks
        return {
            grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade, grade.max_score)
            for grade in notebook.grades
        }


def test_automatic_scores_go_in_and_manual_ones_wait(course: Path, url: str) -> None:
    entered = enter(HW, url, course / "solutions" / "hw")
    assert entered.submissions == 2
    assert entered.notes[0].startswith("left out, for the grader failed on them: broken")
    assert grades(url, "ada") == {
        "f_tests": (2.0, None, False, 2.0), "essay": (None, None, True, 3.0), "project": (None, None, True, 5.0),
    }  # fmt: skip
    assert grades(url, "=Jürgen Schmidt") == {
        "f_tests": (0.5, None, False, 2.0), "essay": (0.0, None, False, 3.0), "project": (None, None, True, 5.0),
    }  # fmt: skip
    with Gradebook(url) as book:
        assert sorted(student.id for student in book.students) == ["=Jürgen Schmidt", "ada"]
        assert (book.find_submission("hw", "ada").score, book.find_assignment("hw").max_score) == (2.0, 10.0)
        assert book.find_submission("hw", "ada").needs_manual_grade


def cells_of(url: str) -> dict[str, Any]:
    """Everything that a gradebook knows of the assignment's cells."""
    with Gradebook(url) as book:
        notebook = book.find_notebook("hw", "hw")
        return {
            "graded": {(c.name, c.cell_type, c.max_score) for c in notebook.grade_cells},
            "tasks": {(c.name, c.cell_type, c.max_score) for c in notebook.task_cells},
            "solutions": {c.name for c in notebook.solution_cells},
            "sources": {(c.name, c.cell_type, c.locked, c.source, c.checksum) for c in notebook.source_cells},
        }


def test_the_cells_are_those_that_nbgrader_enters(course: Path, url: str, blank: Path) -> None:
    enter(HW, url, course / "solutions" / "hw")
    config = Config()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.source_directory = "solutions"
    config.CourseDirectory.assignment_id = "hw"
    theirs = file_url(shutil.copy(blank, course / "theirs.db"))
    config.CourseDirectory.db_url = theirs
    log = logging.Logger("quiet", logging.CRITICAL)
    GenerateAssignment(coursedir=CourseDirectory(config=config, log=log), config=config, log=log).start()
    ours = cells_of(url)
    assert ours == cells_of(theirs)
    assert {name for name, _, _ in ours["graded"] | ours["tasks"]} == set(MAX)
    assert ours["solutions"] == {"f", "essay"}


def test_a_gradebook_that_knows_the_assignment_needs_no_source(course: Path, url: str) -> None:
    enter(replace(HW, submissions=()), url, course / "solutions" / "hw")
    assert enter(HW, url).submissions == 2
    assert grades(url, "ada")["f_tests"] == (2.0, None, False, 2.0)


def test_what_the_formgrader_shows_is_what_we_entered(course: Path, url: str) -> None:
    """It reads scores and comments by way of this preprocessor, from the notebook that was handed in."""
    enter(HW, url, course / "solutions" / "hw")
    handed_in = nbformat.from_dict(nb.notebook(*CELLS))
    resources = {"nbgrader": {"notebook": "hw", "assignment": "hw", "student": "ada", "db_url": url}}
    shown, resources = GetGrades().preprocess(handed_in, resources)
    scores = {
        cell.metadata.nbgrader.grade_id: (cell.metadata.nbgrader.score, cell.metadata.nbgrader.points)
        for cell in shown.cells
        if "score" in cell.metadata.get("nbgrader", {})
    }
    assert scores == {"f_tests": (2.0, 2.0), "essay": (0.0, 3.0), "project": (0.0, 5.0)}
    assert (resources["nbgrader"]["score"], resources["nbgrader"]["max_score"]) == (2.0, 10.0)


def test_what_a_person_entered_stays(course: Path, url: str) -> None:
    enter(HW, url, course / "solutions" / "hw")
    with Gradebook(url) as book:
        essay, tests = (book.find_grade(name, "hw", "hw", "ada") for name in ("essay", "f_tests"))
        essay.manual_score, essay.needs_manual_grade, essay.extra_credit = 2.5, False, 0.5
        tests.manual_score, tests.needs_manual_grade = 1.0, False
        book.find_comment("essay", "hw", "hw", "ada").manual_comment = "Well said."
        book.update_or_create_student("ada", first_name="Ada", last_name="Lovelace")
        book.db.commit()
    again = enter(HW, url, course / "solutions" / "hw")
    assert "2 scores that a person entered count on; see them in the formgrader" in again.notes
    assert grades(url, "ada")["essay"] == (None, 2.5, False, 3.0)
    assert grades(url, "ada")["f_tests"] == (2.0, 1.0, False, 2.0), "nothing changed, so nobody has to look again"
    enter(replace(HW, submissions=(submission("ada", 1.5),)), url)
    assert grades(url, "ada")["f_tests"] == (1.5, 1.0, True, 2.0), "this one changed"
    with Gradebook(url) as book:
        assert book.find_comment("essay", "hw", "hw", "ada").comment == "Well said."
        assert book.find_grade("essay", "hw", "hw", "ada").score == 3.0
        assert book.find_student("ada").last_name == "Lovelace"
        assert book.find_submission("hw", "=Jürgen Schmidt").score == 0.5, "who is not in the results stays"


def changed(**changes: Any) -> ClassResult:
    questions = [replace(question, **changes) for question in submission("ada", 2).questions[:1]]
    return replace(HW, submissions=(SubmissionResult("ada", tuple(questions)),))


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (changed(grade_id="g_tests"), "has no graded cell 'g_tests' in 'hw'; grade with the same source"),
        (changed(notebook="other"), "has no graded cell 'f_tests' in 'other'"),
        (changed(max_points=4.0), "'f_tests' has 2 points, the results 4; grade again"),
    ],
)
def test_results_of_another_source_are_refused(course: Path, url: str, result: ClassResult, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        enter(result, url, course / "solutions" / "hw")
    with Gradebook(url) as book:
        assert book.assignments == [], "nothing of it was entered"
    enter(HW, url, course / "solutions" / "hw")
    with pytest.raises(UsageError, match=message):
        enter(result, url)


def test_a_gradebook_whose_submissions_have_other_cells_is_refused(course: Path, url: str) -> None:
    enter(HW, url, course / "solutions" / "hw")
    nb.save(course / "solutions" / "hw" / "hw.ipynb", *CELLS, nb.test("assert f(3) == 4", "new_tests", 1))
    with pytest.raises(SourceError, match="nbgrader cannot enter it: Cannot add or remove cells for notebook 'hw'"):
        enter(HW, url, course / "solutions" / "hw")


def test_a_name_that_is_no_text_is_left_out(course: Path, url: str) -> None:
    entered = enter(replace(HW, submissions=(submission("\ud800", 2),)), url, course / "solutions" / "hw")
    assert entered.submissions == 0
    assert any("the name is no valid text" in note for note in entered.notes)


@pytest.mark.parametrize(
    ("database", "message"),
    [
        ("nonsense", "--database: Could not parse SQLAlchemy URL"),
        ("sqlite:///{folder}/gone/x.db", "unable to open database file"),
        ("sqlite:///{folder}/text.db", "file is not a database"),
        ("sqlite:///{folder}/other.db", "is a database, but no gradebook of nbgrader; name another"),
        ("nosuch://ada:SECRET@host/x", "nosuch"),
    ],
)
def test_databases_that_will_not_do(course: Path, database: str, message: str) -> None:
    (course / "text.db").write_text("points that a person entered\n" * 100)
    with sqlite3.connect(course / "other.db") as other:
        other.execute("CREATE TABLE money (amount REAL)")
    other.close()
    before = (course / "other.db").read_bytes()
    with pytest.raises(UsageError) as caught:
        enter(HW, database.format(folder=course), course / "solutions" / "hw")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "SECRET" not in str(caught.value)
    assert (course / "other.db").read_bytes() == before


def test_the_command(
    course: Path, blank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(course)
    write_results(HW, course / "out")

    def run(*argv: str) -> tuple[object, str, str]:
        monkeypatch.setattr(sys, "argv", ["autograde", "report", "out", "--format", "nbgrader", *argv])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capsys.readouterr()
        return caught.value.code, out, err.splitlines()[-1] if err else ""

    code, out, err = run()
    assert (code, out) == (2, "")
    assert err == (
        "autograde: sqlite:///out/gradebook.db: no such file; to make a gradebook, "
        "name the assignment's source with --source"
    )
    assert not Path("out/gradebook.db").exists()
    shutil.copy(blank, "out/gradebook.db")
    shutil.copy(blank, "course.db")
    assert run("--source", "solutions/hw")[:2] == (0, "nbgrader: 2 submissions in sqlite:///out/gradebook.db\n")
    assert grades("sqlite:///out/gradebook.db", "ada")["f_tests"] == (2.0, None, False, 2.0)
    assert run("--database", "sqlite:///course.db", "--source", "solutions/hw")[0] == 0
    assert grades("sqlite:///course.db", "ada")["f_tests"] == (2.0, None, False, 2.0)
    write_results(replace(HW, assignment="other"), course / "out")
    assert run()[2].endswith("gradebook.db: does not know other; name its source with --source")
    for wrong in (("--out", "x"), ("--replace",), ("--roster", "x"), ("--source", "gone")):
        code, out, err = run(*wrong)
        assert (code, out) == (2, "")
        assert wrong[0] in err
