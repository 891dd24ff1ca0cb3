"""What the corpus found in the grader, each as a small case of its own."""

from __future__ import annotations

from pathlib import Path

from autograde.report import write_pages
from autograde.result import ClassResult, Status, SubmissionResult
from tests.autograde.examined import assignment, submit

SOURCE = assignment(
    "def f(x): return x + 1",
    {
        "a": "from autograde.testing import property_test, score\n"
        'with property_test("one more", points=1, hint="Count."):\n    assert f(1) == 2\nscore()'
    },
)


def graded(student: str) -> SubmissionResult:
    return submit(SOURCE, student)


def test_pages_can_be_made_of_a_submission_whose_cell_ended_its_process(tmp_path: Path) -> None:
    """The properties of its questions became plain dictionaries, and nobody in the class got a page."""
    result = graded("import os\nos._exit(3)")
    assert [question.status for question in result.questions] == [Status.CRASHED]
    assert [entry.name for question in result.questions for entry in question.properties] == ["one more"]
    pages = write_pages(ClassResult("examined", (result,), 1), SOURCE, tmp_path)
    assert all(page.is_file() for page in pages)


def test_a_group_of_exceptions_is_an_exception() -> None:
    """It could not be made anew in the examiner, and counted as a process that had ended."""
    result = graded('def f(x):\n    raise ExceptionGroup("two", [ValueError(x), KeyError(x)])')
    (question,) = result.questions
    assert question.status is Status.ERROR
    assert question.properties[0].raised == "ExceptionGroup"
