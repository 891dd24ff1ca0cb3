"""What ``autograde grade`` does: check what was asked for, collect, grade with progress, write, show.

Whatever happens on the way (Ctrl-C, a fault of ours), the submissions that are finished are written first.
"""

from __future__ import annotations

import contextlib
import difflib
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from autograde.doctor import SANDBOX_ADVICE, sandbox_available, versions
from autograde.errors import AutogradeError, UsageError
from autograde.faults import record_fault
from autograde.findings import Kind
from autograde.options import Options
from autograde.out_folder import prepare
from autograde.result import ClassResult, QuestionResult, Status, SubmissionResult, SubmissionStatus
from autograde.sandbox.probe import why_no_walls

if TYPE_CHECKING:
    from autograde.collection import Submission
    from autograde.model import Assignment
    from autograde.report.advice import Advice

__all__ = ["Request", "run"]

SHOWN_PROBLEMS = 5
SEED_BITS = 63
"""Of a drawn seed: more than anyone tries out, and still a whole number for every reader of JSON in 64 bits."""


@dataclass(frozen=True)
class Request:
    """The command line's arguments as they were given."""

    paths: tuple[Path, ...]
    source: Path
    out: Path
    jobs: int = 1
    device: Literal["auto", "cpu", "cuda"] = "auto"
    seed: int | None = None
    tests: Literal["isolated", "in-kernel"] = "isolated"
    sandbox: Literal["auto", "none"] = "auto"
    fail_under: float | None = None
    only: tuple[str, ...] = ()


def run(request: Request) -> int:
    """Grade as asked and return the exit code.

    Raises:
        AutogradeError: nothing could be graded, or the results could not be written.
        KeyboardInterrupt: stopped; what was finished has been written.
    """
    _require_sandbox(request)
    assignment, submissions, advice = _inputs(request)
    prepare(request.out, request.paths, request.only)
    options = Options(
        seed=secrets.randbits(SEED_BITS) if request.seed is None else request.seed,
        tests=request.tests,
        sandbox=request.sandbox,
        device=request.device,
    )
    finished: list[SubmissionResult] = []
    try:
        result = _grade(assignment, submissions, options, request.jobs, finished)
    except BaseException as error:
        _rescue(finished, len(submissions), assignment, options, request.out)
        if isinstance(error, Exception) and not isinstance(error, AutogradeError):
            raise record_fault(error, request.out) from error
        raise
    _write_and_show(result, assignment, advice, request.out)
    _doubt(result, request.source)
    if any(submission.status is SubmissionStatus.GRADER_FAULT for submission in result.submissions):
        return 3
    below = [entry for entry in result.submissions if request.fail_under is not None and _below(entry, request)]
    if below:
        print(f"autograde: {len(below)} below {request.fail_under:g} %", file=sys.stderr)
    return 1 if below else 0


def _require_sandbox(request: Request) -> None:
    if request.sandbox == "auto" and sandbox_available() is None:
        raise UsageError(f"no sandbox can be made here: {why_no_walls()}; see autograde doctor, or {SANDBOX_ADVICE}")


def _inputs(request: Request) -> tuple[Assignment, Sequence[Submission], Advice]:
    """Assignment, submissions, advice on known mistakes; what cannot be read at all gets its line on stderr."""
    from autograde.collection import collect
    from autograde.report.advice import load_advice
    from autograde.source import load_assignment

    if not request.source.exists():
        raise UsageError(f"no source {request.source}; --source names the assignment's folder in solutions/")
    for path in request.paths:
        if not path.exists():
            raise UsageError(f"no such file or folder: {path}")
    assignment = load_assignment(request.source)
    advice = load_advice(request.source, assignment)
    collected = collect(request.paths, assignment)
    for problem in collected.problems:
        print(f"autograde: {problem}", file=sys.stderr)
    submissions = list(collected.submissions)
    if request.only:
        submissions = _only(submissions, request.only)
    return assignment, submissions, advice


def _only(submissions: Sequence[Submission], wanted: Sequence[str]) -> list[Submission]:
    names = [submission.student for submission in submissions]
    for name in wanted:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=3)
            hint = f"; did you mean {', '.join(near)}?" if near else ""
            raise UsageError(f"--only {name}: no submission of that student{hint}")
    return [submission for submission in submissions if submission.student in wanted]


def _grade(
    assignment: Assignment,
    submissions: Sequence[Submission],
    options: Options,
    jobs: int,
    finished: list[SubmissionResult],
) -> ClassResult:
    from autograde.batch import grade_class, source_problems

    _warn(source_problems(assignment, options))
    with _progress(len(submissions)) as advance:

        def on_result(result: SubmissionResult) -> None:
            finished.append(result)
            advance(result)

        return grade_class(assignment, submissions, options, jobs=jobs, on_result=on_result)


def _warn(problems: Sequence[str]) -> None:
    """Say which tests the source's own solution does not pass: nobody can, and the grades are not to be trusted."""
    for problem in problems[:SHOWN_PROBLEMS]:
        print(f"autograde: warning: {problem}", file=sys.stderr)
    if len(problems) > SHOWN_PROBLEMS:
        print(f"autograde: warning: and {len(problems) - SHOWN_PROBLEMS} more tests of the source", file=sys.stderr)


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[SubmissionResult], None]]:
    """A bar on stderr while there is a person to see it; in a log it would only be noise."""
    if not sys.stderr.isatty():
        yield lambda result: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda result: bar.advance(task)


def _rescue(
    finished: Sequence[SubmissionResult], total: int, assignment: Assignment, options: Options, out: Path
) -> None:
    """Write what is finished. A failure here is only reported: the error that brought us here matters more."""
    if not finished:
        print("autograde: no submission was finished, nothing was written", file=sys.stderr)
        return
    result = ClassResult(
        assignment=assignment.name,
        submissions=tuple(sorted(finished, key=lambda entry: entry.student)),
        seed=options.seed,
        device=options.device,
        tests=options.tests,
        sandbox=sandbox_available() or "none" if options.sandbox == "auto" else "none",
        versions=versions(),
    )
    from autograde.output import write_results

    try:
        write_results(result, out)
    except AutogradeError as error:
        print(f"autograde: {error}", file=sys.stderr)
    else:
        print(f"autograde: {len(finished)} of {total} submissions were graded; kept in {out}", file=sys.stderr)


def _write_and_show(result: ClassResult, assignment: Assignment, advice: Advice, out: Path) -> None:
    """Results, then pages, then the table: the grades are safe, and on the screen, whatever happens to a page."""
    from rich.console import Console

    from autograde.output import write_results
    from autograde.output.table import class_table

    console = Console()
    files: tuple[Path, ...] = ()
    try:
        files = write_results(result, out)
        files += _write_pages(result, assignment, advice, out)
    finally:
        console.print(class_table(result, files, console=console))


def _write_pages(result: ClassResult, assignment: Assignment, advice: Advice, out: Path) -> tuple[Path, ...]:
    """Write feedback pages and overview; returns the overview and the pages' folder."""
    from autograde.report import write_pages

    try:
        overview, *pages = write_pages(result, assignment, out, advice=advice)
    except AutogradeError:
        raise
    except Exception as error:
        raise record_fault(error, out) from error
    return (overview, *dict.fromkeys(page.parent for page in pages))


def _doubt(result: ClassResult, source: Path) -> None:
    """Say so when nothing that was handed in belongs to the source: it is the command that is wrong, not the class."""
    if result.submissions and all(_strange(entry) for entry in result.submissions):
        print(f"autograde: warning: nothing here is a notebook of {source}; is --source right?", file=sys.stderr)


def _strange(submission: SubmissionResult) -> bool:
    """Whether none of the graded cells was handed in."""
    if any(finding.kind == Kind.WRONG_ASSIGNMENT for finding in submission.findings):
        return True
    missing = {(f.notebook, f.grade_id) for f in submission.findings if f.kind == Kind.MISSING_CELL}
    graded = {(question.notebook, question.grade_id) for question in submission.questions}
    return bool(graded) and graded <= missing


def _below(submission: SubmissionResult, request: Request) -> bool:
    """Whether the share of the points that a machine can give is too small; without such points it is not."""
    automatic: list[QuestionResult] = [entry for entry in submission.questions if entry.status is not Status.MANUAL]
    best = sum(question.max_points for question in automatic)
    points = sum(question.points for question in automatic)
    return best > 0 and 100 * points / best < (request.fail_under or 0) - 1e-9
