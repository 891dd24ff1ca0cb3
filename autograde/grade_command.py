"""What ``autograde grade`` does: check what was asked for, collect, grade with progress, write, show.

Each submission is kept as soon as it is graded (:mod:`autograde.journal`), so that whatever happens on the way (Ctrl-C,
a full disk, a fault of ours), ``--resume`` goes on from there. Results and pages are replaced only by those of a whole
class; what an interrupted run has finished is shown in files of its own.
"""

from __future__ import annotations

import contextlib
import difflib
import secrets
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from autograde.class_run import PARTIAL, ClassRun
from autograde.cores import cores
from autograde.device_choice import settle
from autograde.doctor import SANDBOX_ADVICE, sandbox_available
from autograde.errors import AutogradeError, UsageError
from autograde.faults import record_fault
from autograde.findings import Kind
from autograde.journal import FOLDER, Journal
from autograde.options import Options
from autograde.out_folder import claim, prepare
from autograde.own_pages import replacing
from autograde.result import ClassResult, QuestionResult, Status, SubmissionResult, SubmissionStatus
from autograde.sandbox.probe import why_no_walls
from autograde.stop import Stopped, stoppable

if TYPE_CHECKING:
    from autograde.cluster import Cluster
    from autograde.collection import Submission
    from autograde.model import Assignment
    from autograde.report.advice import Advice

__all__ = ["Request", "run"]

SEED_BITS = 63
"""Of a drawn seed: more than anyone tries out, and still a whole number for every reader of JSON in 64 bits."""


@dataclass(frozen=True)
class Request:
    """The command line's arguments as they were given."""

    paths: tuple[Path, ...]
    source: Path
    out: Path
    jobs: int | None = None
    """How many submissions at a time; as many as this process has cores where it is None."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    gpu_slots: int | None = None
    seed: int | None = None
    tests: Literal["isolated", "in-kernel"] = "isolated"
    sandbox: Literal["auto", "none"] = "auto"
    fail_under: float | None = None
    only: tuple[str, ...] = ()
    resume: bool = False
    cluster: str | None = None
    """Address of a Dask scheduler whose workers grade."""


def run(request: Request) -> int:
    """Grade as asked and return the exit code.

    Raises:
        AutogradeError: nothing could be graded, or the results could not be written.
        Stopped: by a signal; what was finished has been written.
    """
    _require_sandbox(request)
    if request.cluster is not None and request.jobs is not None:
        raise UsageError("--jobs is for this machine; a cluster grades as many at a time as its workers have threads")
    with stoppable():
        assignment, submissions, advice = _inputs(request)
        prepare(request.out, request.paths, request.only, request.source)
        with claim(request.out):
            result = _graded(request, assignment, submissions, advice)
    _doubt(result, request.source)
    if any(submission.status is SubmissionStatus.GRADER_FAULT for submission in result.submissions):
        return 3
    below = [entry for entry in result.submissions if request.fail_under is not None and _below(entry, request)]
    if below:
        print(f"autograde: {len(below)} below {request.fail_under:g} %", file=sys.stderr)
    return 1 if below else 0


def _require_sandbox(request: Request) -> None:
    if request.cluster is None and request.sandbox == "auto" and sandbox_available() is None:
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
            folded = {other.casefold(): other for other in names}
            near = [folded[found] for found in difflib.get_close_matches(name.casefold(), folded, n=3)]
            hint = f"; did you mean {', '.join(near)}?" if near else ""
            raise UsageError(f"--only {name}: no submission of that student{hint}")
    return [submission for submission in submissions if submission.student in wanted]


def _graded(request: Request, assignment: Assignment, submissions: Sequence[Submission], advice: Advice) -> ClassResult:
    """Grade, write and show; the folder for results is ours alone."""
    journal = Journal(request.out, resume=request.resume)
    seed = journal.seed() if request.resume and request.seed is None else request.seed
    options = Options(
        seed=secrets.randbits(SEED_BITS) if seed is None else seed,
        tests=request.tests,
        sandbox=request.sandbox,
        device=request.device,
        gpu_slots=request.gpu_slots,
    )
    with _place(request, assignment, options) as (options, cluster):
        run = ClassRun(assignment, submissions, options, journal, cluster)
        run.look(request.out, resume=request.resume)
        result = _class_result(request, run)
    try:
        _write_and_show(result, assignment, advice, request.out)
    except Stopped as stop:
        raise Stopped(stop.number, "all is graded; --resume writes the files that are missing") from None
    journal.finish()
    for name in PARTIAL.values():
        (request.out / name).unlink(missing_ok=True)
    return result


@contextlib.contextmanager
def _place(request: Request, assignment: Assignment, options: Options) -> Iterator[tuple[Options, Cluster | None]]:
    """Where it is graded, and the options with the device that is there: this machine, or a cluster."""
    if request.cluster is None:
        yield settle(assignment, options), None
        return
    from autograde.cluster import connected

    with connected(request.cluster, assignment, options) as cluster:
        print(f"autograde: {cluster.workers} workers, {cluster.slots} submissions at a time", file=sys.stderr)
        yield cluster.options, cluster


def _class_result(request: Request, run: ClassRun) -> ClassResult:
    """Grade; whatever stops it, say what is kept."""
    try:
        return run.grade(request.jobs or cores())
    except (KeyboardInterrupt, Stopped) as stop:
        number = stop.number if isinstance(stop, Stopped) else signal.SIGINT
        raise Stopped(number, run.kept(request.out)) from None
    except Exception as error:
        print(f"autograde: {run.kept(request.out)}", file=sys.stderr)
        if isinstance(error, AutogradeError):
            raise
        raise record_fault(error, request.out) from error


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
    from autograde.report import FOLDER as FEEDBACK
    from autograde.report import write_pages
    from autograde.report.file_names import page_names

    names = page_names([submission.student for submission in result.submissions])
    try:
        with replacing(out / FEEDBACK, names, out / FOLDER / "pages.json"):
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
