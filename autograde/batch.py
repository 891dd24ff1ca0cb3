"""A class: many submissions over a few workers, one result at a time handed to the one who writes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed, wait

from autograde.collection import Submission
from autograde.device_choice import settle
from autograde.doctor import versions
from autograde.grading import grade
from autograde.launch import close_all, launcher_for
from autograde.model import Assignment, Role
from autograde.options import Options
from autograde.reference import reference
from autograde.result import ClassResult, QuestionResult, Status, SubmissionResult, SubmissionStatus

__all__ = ["grade_class", "source_problems"]


def grade_class(
    assignment: Assignment,
    submissions: Sequence[Submission],
    options: Options,
    *,
    jobs: int = 1,
    on_result: Callable[[SubmissionResult], None] | None = None,
    executor: Executor | None = None,
) -> ClassResult:
    """Grade every submission; a fault of ours in one of them costs the others nothing.

    Args:
        jobs: how many submissions are graded at the same time.
        on_result: called in this thread with each result as it is ready.
        executor: runs the jobs; by default threads, because the work is done in processes of its own.

    Raises:
        UsageError: a sandbox, or CUDA, is wanted and cannot be had here.
    """
    results: dict[int, SubmissionResult] = {}
    options = settle(assignment, options)
    launcher = launcher_for(assignment, options)
    pool = executor or ThreadPoolExecutor(max_workers=max(1, jobs))
    futures: dict[Future[SubmissionResult], int] = {}
    stop = threading.Event() if executor is None else None  # another executor's jobs may be far away
    try:
        for index, submission in enumerate(submissions):
            futures[pool.submit(_grade_one, assignment, submission, options, stop)] = index
        for future in as_completed(futures):
            results[futures[future]] = result = future.result()
            if on_result is not None:
                on_result(result)
    except BaseException:
        if stop is not None:
            stop.set()
        for future in futures:
            future.cancel()
        while stop is not None and wait(futures, timeout=0.1).not_done:
            close_all()  # what they wait for ends; again, because one may just have begun
        raise
    finally:
        if executor is None:
            pool.shutdown(wait=True, cancel_futures=True)
    return ClassResult(
        assignment=assignment.name,
        submissions=tuple(results[index] for index in sorted(results)),
        seed=options.seed,
        device=options.device,
        tests=options.tests,
        sandbox=launcher.name,
        versions=versions(),
    )


def source_problems(assignment: Assignment, options: Options) -> list[str]:
    """One line for each test that the source's own solution does not pass in isolation."""
    found: list[str] = []
    for notebook in assignment.notebooks:
        if any(cell.role is Role.TEST for cell in notebook.cells):
            found += reference(assignment, notebook, options, launcher_for(assignment, options)).problems()
    return found


def _grade_one(
    assignment: Assignment, submission: Submission, options: Options, stop: threading.Event | None
) -> SubmissionResult:
    for last in (False, True):
        try:
            return grade(assignment, submission, options)
        except Exception as error:
            if last or (stop is not None and stop.is_set()):
                return _fault(assignment, submission, error)
    raise AssertionError("unreachable")


def _fault(assignment: Assignment, submission: Submission, error: Exception) -> SubmissionResult:
    """The result of a submission that autograde itself failed on, twice."""
    message = f"autograde failed ({type(error).__name__}: {error})"[:300]
    questions = tuple(
        QuestionResult(notebook.name, cell.grade_id, 0.0, cell.points, Status.ERROR, message)
        for notebook in assignment.notebooks
        for cell in notebook.cells
        if cell.graded
    )
    return SubmissionResult(submission.student, questions, submission.findings, SubmissionStatus.GRADER_FAULT)
