"""``grade``: one submission in, one result out. Classes and reports are built on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from autograde.collection import Submission
from autograde.device_choice import settle
from autograde.devices import admitted, probe, slots_per_gpu
from autograde.findings import Kind, finding
from autograde.launch import launcher_for
from autograde.limits import Limits
from autograde.model import Assignment
from autograde.notebook_run import NotebookRun, run_undisturbed
from autograde.options import Options
from autograde.process import Launcher
from autograde.rebuild import Action, rebuild
from autograde.reference import Reference, reference
from autograde.result import CellRecord, QuestionResult, Status, SubmissionResult, SubmissionStatus

__all__ = ["grade"]


def grade(
    source: Assignment, submission: Submission, options: Options, *, launcher: Launcher | None = None
) -> SubmissionResult:
    """Grade one submission by its assignment.

    A function of its arguments and nothing else: no file is written that outlives the call, nothing is remembered
    but the reference run of the source.

    Args:
        source: the instructor's assignment; the only authority on tests, points and roles.
        submission: what the student sent in, as bytes.
        options: the seed is the examiner's secret; with the same seed hidden inputs are the same.
        launcher: how processes are started; by default from warm ones, in the sandbox that ``options`` asks for.

    Raises:
        UsageError: ``options`` ask for a sandbox or a device that this machine does not have.
        GraderFault: the grader itself failed.
    """
    if launcher is None:
        options = settle(source, options)
    given, launcher = launcher, launcher or launcher_for(source, options)
    if options.device != "cuda":
        return _grade(source, submission, options, launcher).result
    gpus = probe().gpus
    limit_mb = max((notebook.limits.gpu_memory_mb for notebook in source.notebooks), default=Limits().gpu_memory_mb)
    with admitted(gpus, [slots_per_gpu(gpu, limit_mb, options.gpu_slots) for gpu in gpus]) as gpu:
        first = _grade(source, submission, options, launcher, gpu.number)
    if not first.gpu_failure:
        return first.result
    # the whole of it, and this result counts: nothing is gained by a failure that the student's code only plays
    options = replace(options, device="cpu")
    launcher = given or launcher_for(source, options)
    again = _grade(source, submission, options, launcher, exposed=first.exposed).result
    note = finding(Kind.GPU_FALLBACK, first.gpu_failure)
    return replace(again, findings=(*again.findings, note), device="cpu")


@dataclass(frozen=True)
class _Graded:
    """What grading on one device gave."""

    result: SubmissionResult
    exposed: bool = False
    """Whether a hidden test has run."""
    gpu_failure: str = ""
    """Why the GPU is to blame, where it failed; then the result is not complete."""


def _grade(
    source: Assignment,
    submission: Submission,
    options: Options,
    launcher: Launcher,
    gpu: str = "",
    exposed: bool = False,
) -> _Graded:
    questions: list[QuestionResult] = []
    findings = list(submission.findings)
    cells: list[CellRecord] = []
    faulty = False
    for notebook in source.notebooks:
        rebuilt = rebuild(notebook, submission.notebooks.get(notebook.name))
        findings += rebuilt.findings
        contract: Reference | None = None
        if any(step.action is Action.TEST for step in rebuilt.steps):
            contract = reference(source, notebook, options, launcher)
        run = run_undisturbed(NotebookRun(source, notebook, rebuilt, options, contract, launcher, gpu, exposed))
        exposed = exposed or run.exposed
        if run.gpu_failure:
            return _Graded(SubmissionResult(submission.student), exposed, run.gpu_failure)
        questions += run.questions()
        findings += run.findings
        cells += run.cells.values()
        faulty = faulty or run.faulty
    status = SubmissionStatus.GRADED
    if faulty:
        status = SubmissionStatus.GRADER_FAULT
    elif any(question.status is Status.MANUAL for question in questions):
        status = SubmissionStatus.NEEDS_MANUAL
    found = tuple(dict.fromkeys(findings))
    return _Graded(SubmissionResult(submission.student, tuple(questions), found, status, tuple(cells)), exposed)
