"""``grade``: one submission in, one result out. Everything else (classes, reports, clusters) is built on it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import Any

from autograde.collection import Submission
from autograde.disclosure import Disclosure
from autograde.errors import GraderFault
from autograde.examiner_plan import NotebookPlan, derived_seed, plan_notebook
from autograde.findings import Kind, finding
from autograde.launch import launcher_for
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.options import Options
from autograde.pair import Pair, Unanswered, run_test
from autograde.process import Launcher
from autograde.rebuild import Action, Rebuilt, Step, rebuild
from autograde.reference import Reference, reference
from autograde.result import CellRecord, Finding, QuestionResult, Status, SubmissionResult, SubmissionStatus
from autograde.scoring import hidden_lines, question_result

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
        launcher: how processes are started; by default from warm ones, without a sandbox.
    """
    launcher = launcher or launcher_for(source, options)
    questions: list[QuestionResult] = []
    findings = list(submission.findings)
    cells: list[CellRecord] = []
    faulty = exposed = False
    for notebook in source.notebooks:
        rebuilt = rebuild(notebook, submission.notebooks.get(notebook.name))
        findings += rebuilt.findings
        contract: Reference | None = None
        if any(step.action is Action.TEST for step in rebuilt.steps):
            contract = reference(source, notebook, options, launcher)
        run = _Run(source, notebook, rebuilt, options, contract, launcher, exposed)
        run.run()
        questions += run.questions()
        findings += run.findings
        cells += run.cells.values()
        exposed = exposed or run.exposed
        faulty = faulty or run.faulty
    status = SubmissionStatus.GRADED
    if faulty:
        status = SubmissionStatus.GRADER_FAULT
    elif any(question.status is Status.MANUAL for question in questions):
        status = SubmissionStatus.NEEDS_MANUAL
    return SubmissionResult(submission.student, tuple(questions), tuple(dict.fromkeys(findings)), status, tuple(cells))


@dataclass
class _Run:
    """One notebook of one submission, over as many attempts as it takes."""

    source: Assignment
    notebook: Notebook
    rebuilt: Rebuilt
    options: Options
    contract: Reference | None
    launcher: Launcher
    exposed: bool = False
    """Whether a hidden test has run: what the student's process says from then on may carry its inputs. It stays so
    after a restart, because files may outlive a process."""
    findings: list[Finding] = field(default_factory=list)
    faulty: bool = False
    cells: dict[str, CellRecord] = field(default_factory=dict)
    _results: dict[str, QuestionResult] = field(default_factory=dict)
    _dead: dict[str, Status] = field(default_factory=dict)
    """Cells that are left out of the next attempt, with what they did."""
    _faults: dict[str, int] = field(default_factory=dict)

    def run(self) -> None:
        """Run all cells and tests; afterwards every test has its result."""
        plan = plan_notebook(self.notebook, self.rebuilt, self.options)
        self._plan = plan
        tests = [step for step in self.rebuilt.steps if step.action is Action.TEST]
        self._deadline = time.monotonic() + self.notebook.limits.submission_s
        for _ in range(self.notebook.limits.restarts + 1):
            if not self._pending(tests):
                return
            self._attempt(plan)
        for step in self._pending(tests):
            self._record(step, {"lost": "given up"}, 0.0)
            self._note(Kind.PROCESS_CRASHED, "", "the process ended too often; the remaining tests did not run")

    def _pending(self, tests: list[Step]) -> list[Step]:
        return [step for step in tests if step.key not in self._results]

    def _attempt(self, plan: NotebookPlan) -> None:
        """One pair of processes, from the first cell on; returns early when they had to be given up."""
        limits = self.notebook.limits
        with Pair(self.launcher, limits, self.source.files) as pair:
            try:
                pair.command("begin", limits.cell_s, **plan.begin(self.contract.contract if self.contract else {}))
            except (Unanswered, GraderFault):
                self._fault("begin")
                return
            for step in self.rebuilt.steps:
                if step.action is Action.RUN and step.key not in self._dead and step.source.strip():
                    if not self._run_cell(pair, step):
                        return
                elif (
                    step.action is Action.TEST
                    and step.key not in self._results
                    and not self._run_test(pair, step, plan)
                ):
                    return

    def _remaining(self, limit: float) -> float:
        return max(0.0, min(limit, self._deadline - time.monotonic()))

    def _run_cell(self, pair: Pair, step: Step) -> bool:
        """Run one of the student's or the set-up cells; False when the processes are gone."""
        seed = derived_seed(self.options.seed, "candidate" if step.student else "setup", step.key)
        try:
            reply, interrupted = pair.command(
                "execute", self._remaining(self.notebook.limits.cell_s), source=step.source, key=step.key, seed=seed
            )
        except Unanswered:
            self._dead[step.key] = Status.TIMEOUT
            self._keep(step, {"status": "timeout"})
            self._note(Kind.CELL_TIMEOUT, step.key, "the cell did not finish in time and could not be interrupted")
            return False
        except GraderFault:
            self._fault(step.key)
            self._dead[step.key] = Status.CRASHED
            return False
        self._keep(step, {**reply, "status": "crashed"} if reply.get("lost") else reply)
        if reply.get("lost"):
            self._dead[step.key] = Status.CRASHED
            self._note(Kind.CELL_CRASHED, step.key, f"the cell ended the Python process ({pair.candidate.ending()})")
            return False
        if interrupted:
            self._note(Kind.CELL_TIMEOUT, step.key, "the cell did not finish in time and was interrupted")
        elif reply.get("status") == "interrupted":
            self._note(Kind.OUTPUT_TRUNCATED, step.key, "the cell printed without end and was stopped")
        elif reply.get("truncated"):
            self._note(Kind.OUTPUT_TRUNCATED, step.key, "the cell printed more than is kept")
        return True

    def _keep(self, step: Step, reply: dict[str, Any]) -> None:
        """Keep what a cell showed the first time it ran; a replay after a restart shows the same again."""
        fault, outputs = reply.get("fault"), reply.get("outputs")
        record = CellRecord(
            self.notebook.name,
            step.key,
            step.source,
            step.student,
            str(reply.get("status")),
            (str(fault[0]), str(fault[1]), int(fault[3])) if isinstance(fault, list) and len(fault) == 4 else None,
            tuple(entry for entry in outputs if isinstance(entry, dict)) if isinstance(outputs, list) else (),
            exposed=self.exposed,
            handed_in=step.outputs,
        )
        self.cells.setdefault(step.key, record)

    def _run_test(self, pair: Pair, step: Step, plan: NotebookPlan) -> bool:
        """Run one test; False when the processes are gone."""
        started = time.monotonic()
        limit = self._remaining(self.notebook.limits.question_s)
        interrupted = False
        try:
            reply, interrupted = run_test(pair, step, plan, self.options, limit)
        except Unanswered:
            reply = {"interrupted": True, "lost": "not answered in time"}
        except GraderFault:
            self._fault(step.key)
            if self._faults[step.key] < 2:
                self.exposed = True
                return False
            reply = {"lost": "the examiner ended"}
        if interrupted:
            reply["interrupted"] = True
        self._record(step, reply, time.monotonic() - started)
        self.exposed = self.exposed or bool(hidden_lines(step.source))
        if reply.get("mutated"):
            self._note(Kind.MUTATED_ARGUMENT, step.key, "a function changed an argument that it should leave alone")
        return not reply.get("lost")

    def _record(self, step: Step, outcome: dict[str, Any], duration_s: float) -> None:
        assert step.cell is not None
        answers = [cell for cell in self._plan.answers[step.key] if cell in self._plan.answered]
        answered = not self._plan.answers[step.key] or bool(answers)
        result = question_result(
            self.notebook.name,
            step.cell,
            outcome,
            expects=self.contract.values.get(step.key, "") if self.contract else "",
            duration_s=duration_s,
            answered=answered,
            disclosure=Disclosure(
                {other.key: other.source for other in self.rebuilt.steps if other.action is Action.RUN}, self.exposed
            ),
        )
        blame = next((self._dead[key] for key in self._plan.answers[step.key] if key in self._dead), None)
        if blame is not None and result.points == 0 and result.status in (Status.ERROR, Status.FAILED):
            words = "did not finish in time" if blame is Status.TIMEOUT else "ended the Python process"
            result = replace(result, status=blame, message=f"your cell {words}")
        self._results[step.key] = result

    def questions(self) -> list[QuestionResult]:
        """One result for each graded cell, in the source's order."""
        found: list[QuestionResult] = []
        absent = not any(step.student for step in self.rebuilt.steps)
        for step in self.rebuilt.steps:
            cell = step.cell
            if cell is None or not cell.graded:
                continue
            if step.action is Action.TEST:
                found.append(self._results[step.key])
                continue
            missing = absent if cell.role is Role.TASK else not step.answered
            found.append(_by_hand(self.notebook, cell, missing))
        return found

    def _fault(self, key: str) -> None:
        self._faults[key] = self._faults.get(key, 0) + 1
        self.faulty = self.faulty or self._faults[key] > 1

    def _note(self, kind: Kind, key: str, detail: str) -> None:
        self.findings.append(finding(kind, detail, notebook=self.notebook.name, grade_id=key))


def _by_hand(notebook: Notebook, cell: Cell, missing: bool) -> QuestionResult:
    status = Status.MISSING if missing else Status.MANUAL
    message = "no answer was given" if missing else "waits for a person"
    return QuestionResult(notebook.name, cell.grade_id, 0.0, cell.points, status, message)
