"""A class: many submissions over a few workers, one result at a time handed to the one who writes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, as_completed, wait
from typing import TYPE_CHECKING

from autograde.collection import Submission
from autograde.device_choice import settle
from autograde.doctor import versions
from autograde.errors import GraderFault
from autograde.grading import grade
from autograde.launch import close_all, launcher_for
from autograde.model import Assignment, Role
from autograde.open_files import affordable
from autograde.options import Options
from autograde.reference import reference
from autograde.result import ClassResult, QuestionResult, Status, SubmissionResult, SubmissionStatus

if TYPE_CHECKING:
    from autograde.cluster import Cluster

__all__ = ["grade_class", "grade_one", "source_problems"]


def grade_class(
    assignment: Assignment,
    submissions: Sequence[Submission],
    options: Options,
    *,
    jobs: int = 1,
    on_result: Callable[[SubmissionResult], None] | None = None,
    cluster: Cluster | None = None,
) -> ClassResult:
    """Grade every submission; a fault of ours in one of them costs the others nothing.

    Args:
        jobs: how many submissions are graded at the same time on this machine.
        on_result: called in this thread with each result as it is ready.
        cluster: does the work in place of this machine, as many at a time as it has threads.

    Raises:
        UsageError: a sandbox, or CUDA, is wanted and cannot be had here.
        GraderFault: the cluster is gone.
    """
    if cluster is None:
        options = settle(assignment, options)
        sandbox, found = launcher_for(assignment, options).name, versions()
        results = _graded_here(assignment, submissions, options, jobs, on_result)
    else:
        options, sandbox, found = cluster.options, cluster.sandbox, dict(cluster.versions)
        results = _graded_there(assignment, submissions, cluster, on_result)
    return ClassResult(
        assignment=assignment.name,
        submissions=tuple(results[index] for index in sorted(results)),
        seed=options.seed,
        device=options.device,
        tests=options.tests,
        sandbox=sandbox,
        versions=found,
    )


def _graded_here(
    assignment: Assignment,
    submissions: Sequence[Submission],
    options: Options,
    jobs: int,
    on_result: Callable[[SubmissionResult], None] | None,
) -> dict[int, SubmissionResult]:
    """By threads, because the work is done in processes of its own."""
    results: dict[int, SubmissionResult] = {}
    stop = threading.Event()
    with ThreadPoolExecutor(max_workers=affordable(max(1, min(jobs, len(submissions))))) as pool:
        futures: dict[Future[SubmissionResult], int] = {}
        try:
            for index, submission in enumerate(submissions):
                futures[pool.submit(grade_one, assignment, submission, options, stop)] = index
            for future in as_completed(futures):
                results[futures[future]] = result = future.result()
                if on_result is not None:
                    on_result(result)
        except BaseException:
            stop.set()
            for future in futures:
                future.cancel()
            while wait(futures, timeout=0.1).not_done:
                close_all()  # what they wait for ends; again, because one may just have begun
            raise
    return results


def _graded_there(
    assignment: Assignment,
    submissions: Sequence[Submission],
    cluster: Cluster,
    on_result: Callable[[SubmissionResult], None] | None,
) -> dict[int, SubmissionResult]:
    """By a cluster. What its workers are at when this is stopped they finish, for nobody."""
    results: dict[int, SubmissionResult] = {}
    futures = {cluster.submit(submission): index for index, submission in enumerate(submissions)}
    try:
        for future in as_completed(futures):
            index = futures[future]
            try:
                result = future.result()
            except CancelledError:
                raise GraderFault("the cluster gave up its jobs; is its scheduler still there?") from None
            except Exception as error:  # its worker died, again and again, or differs from the others
                result = _fault(assignment, submissions[index], error)
            results[index] = result
            if on_result is not None:
                on_result(result)
    finally:
        for future in futures:
            future.cancel()
    return results


def source_problems(assignment: Assignment, options: Options) -> list[str]:
    """One line for each test that the source's own solution does not pass in isolation."""
    found: list[str] = []
    for notebook in assignment.notebooks:
        if any(cell.role is Role.TEST for cell in notebook.cells):
            found += reference(assignment, notebook, options, launcher_for(assignment, options)).problems()
    return found


def grade_one(
    assignment: Assignment, submission: Submission, options: Options, stop: threading.Event | None = None
) -> SubmissionResult:
    """One submission, twice where autograde itself fails; then the result says so."""
    try:
        return grade(assignment, submission, options)
    except Exception as error:
        if stop is not None and stop.is_set():
            return _fault(assignment, submission, error)
    try:
        return grade(assignment, submission, options)
    except Exception as error:
        return _fault(assignment, submission, error)


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
