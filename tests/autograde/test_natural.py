"""The fragments of natural_tests.py through real processes: one reference run, one grading."""

from __future__ import annotations

import pytest

from autograde.options import Options
from autograde.process import PlainLauncher
from autograde.reference import reference
from autograde.result import QuestionResult, Status, SubmissionResult
from tests.autograde.examined import OPTIONS, assignment, by_name, submit
from tests.autograde.natural_tests import REFUSED, STUDENT, TESTS

SOURCE = assignment(STUDENT, TESTS)


@pytest.fixture(scope="module")
def graded() -> SubmissionResult:
    """The student module graded by itself as the source."""
    return submit(SOURCE, STUDENT)


@pytest.fixture(scope="module")
def results(graded: SubmissionResult) -> dict[str, QuestionResult]:
    return by_name(TESTS, graded)


@pytest.mark.parametrize("name", sorted(TESTS))
def test_passes_or_is_refused(name: str, results: dict[str, QuestionResult]) -> None:
    expected = Status.FAILED if name in REFUSED else Status.PASSED
    status = results[name].status
    if name in REFUSED:
        assert status in (Status.FAILED, Status.ERROR), results[name]
    else:
        assert status is expected, results[name]


def test_how_many() -> None:
    assert len(TESTS) == 104
    assert TESTS.keys() >= REFUSED
    assert len(TESTS) - len(REFUSED) >= 92


def test_nothing_odd_is_found(graded: SubmissionResult) -> None:
    """Least of all that the source's own solution changed an argument that it leaves alone."""
    assert "mutated_argument" not in {finding.kind for finding in graded.findings}


def test_the_reference_run_says_the_same(results: dict[str, QuestionResult]) -> None:
    known = reference(SOURCE, SOURCE.notebooks[0], OPTIONS, PlainLauncher())
    assert [question.status for question in known.questions] == [question.status for question in results.values()]


def test_another_seed() -> None:
    """No fragment passes by the luck of its inputs."""
    names = [name for name in TESTS if name not in REFUSED and "rand" in TESTS[name]]
    tests = {name: TESTS[name] for name in names}
    result = submit(assignment(STUDENT, tests), STUDENT, Options(seed=12345, sandbox="none"))
    assert [name for name, question in by_name(tests, result).items() if question.status is not Status.PASSED] == []
