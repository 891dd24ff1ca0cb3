"""One notebook of one submission, graded over as many attempts as it takes."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from autograde.devices import gpu_failure
from autograde.disclosure import Disclosure
from autograde.errors import GraderFault
from autograde.examiner.bounded import MAX_CHARACTERS
from autograde.examiner_plan import NotebookPlan, derived_seed, plan_notebook
from autograde.findings import Kind, finding
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.options import Options
from autograde.pair import Pair, Unanswered, run_test
from autograde.process import Launcher, signal_name
from autograde.rebuild import Action, Rebuilt, Step
from autograde.reference import Reference
from autograde.result import CellRecord, Finding, QuestionResult, Status
from autograde.scoring import hidden_lines, question_result

__all__ = ["NotebookRun", "run_undisturbed"]

_TRIES = 6
_KILLED = signal_name(-signal.SIGKILL)


class _Disturbed(Exception):
    """A process was killed, and perhaps not by anything that the submission did."""


def run_undisturbed(planned: NotebookRun) -> NotebookRun:
    """Run a notebook, and again from the start when one of its processes was killed from outside.

    Nobody can tell whether a SIGKILL came from outside (a kernel short of memory, an operator) or was earned (a limit,
    the student's own hand). What happens for the third time in the same place is the submission's doing. Nothing is
    gained by playing this: each run is as the first would have been, and no time is won either.
    """
    killed: Counter[str] = Counter()
    deadline = time.monotonic() + planned.notebook.limits.submission_s
    while killed.total() < _TRIES and time.monotonic() < deadline:
        run = replace(planned, findings=[], cells={}, killed=killed)
        try:
            run.run()
            return run
        except _Disturbed as disturbed:
            killed[str(disturbed)] += 1
    run = replace(planned, findings=[], cells={}, killed=None)
    run.run()
    return run


@dataclass
class NotebookRun:
    """One notebook of one submission, over as many attempts as it takes."""

    source: Assignment
    notebook: Notebook
    rebuilt: Rebuilt
    options: Options
    contract: Reference | None
    launcher: Launcher
    gpu: str = ""
    exposed: bool = False
    """Whether a hidden test has run: what the student's process says from then on may carry its inputs. It stays so
    after a restart, because files may outlive a process."""
    killed: Mapping[str, int] | None = field(default_factory=dict)
    """Where a process was killed before, and how often; None if that counts as the submission's doing everywhere."""
    findings: list[Finding] = field(default_factory=list)
    faulty: bool = False
    gpu_failure: str = ""
    """Why the GPU is to blame, once it is; then the run is given up."""
    cells: dict[str, CellRecord] = field(default_factory=dict)
    _results: dict[str, QuestionResult] = field(default_factory=dict, init=False)
    _dead: dict[str, Status] = field(default_factory=dict, init=False)
    """Cells that are left out of the next attempt, with what they did."""
    _faults: dict[str, int] = field(default_factory=dict, init=False)
    _kept: int = field(default=0, init=False)
    """How much of outputs is kept."""

    def run(self) -> None:
        """Run all cells and tests; afterwards every test has its result."""
        plan = plan_notebook(self.notebook, self.rebuilt, self.options)
        self._plan = plan
        tests = [step for step in self.rebuilt.steps if step.action is Action.TEST]
        self._deadline = time.monotonic() + self.notebook.limits.submission_s
        for _ in range(self.notebook.limits.restarts + 1):
            if not self._pending(tests) or self.gpu_failure:
                return
            self._attempt(plan)
            if self._out_of_time():
                break
        if self.gpu_failure:
            return
        if self._pending(tests) and self._out_of_time():
            limit = self.notebook.limits.submission_s
            self._note(Kind.OUT_OF_TIME, "", f"{limit:g} s are over; the remaining tests did not run")
            for step in self._pending(tests):
                self._record(step, {"interrupted": True}, 0.0)
        for step in self._pending(tests):
            self._record(step, {"lost": "given up"}, 0.0)
            self._note(Kind.PROCESS_CRASHED, "", "the process ended too often; the remaining tests did not run")

    def _pending(self, tests: list[Step]) -> list[Step]:
        return [step for step in tests if step.key not in self._results]

    def _attempt(self, plan: NotebookPlan) -> None:
        """One pair of processes, from the first cell on; returns early when they had to be given up."""
        limits = self.notebook.limits
        self._begun = False
        with self._pair() as pair:
            try:
                pair.command("begin", limits.cell_s, **plan.begin(self.contract.contract if self.contract else {}))
                there, _ = pair.command("execute", limits.cell_s, source="", key="", seed=0)
            except (Unanswered, GraderFault):
                there = {"lost": "at its start"}
            if there.get("lost"):
                self._disturbed("begin")
                return
            for step in self.rebuilt.steps:
                if self.gpu_failure or self._out_of_time():
                    return
                if step.action is Action.RUN and step.key not in self._dead and step.source.strip():
                    if not self._run_cell(pair, step):
                        return
                elif (
                    step.action is Action.TEST
                    and step.key not in self._results
                    and not self._run_test(pair, step, plan)
                ):
                    return

    def _pair(self) -> Pair:
        try:
            return Pair(self.launcher, self.notebook.limits, self.source.files, self.gpu)
        except GraderFault:
            self._disturbed("start")
            raise

    def _disturbed(self, place: str) -> None:
        """A process is gone through no visible fault of the submission: at first all of it is run again.

        Raises:
            _Disturbed: it is the first or second time in this place, or none of the student's code has run yet.
            GraderFault: none has, and it was tried often enough.
        """
        if self.killed is not None and (not self._begun or self.killed.get(place, 0) < 2):
            raise _Disturbed(place)
        if not self._begun:
            self._blame_gpu((), lost=True)
            if not self.gpu_failure:
                raise GraderFault(f"processes end before the student's code runs ({place})")

    def _lost(self, pair: Pair, place: str) -> None:
        """The candidate is gone: see :meth:`_disturbed`, unless it ended in a way that nobody else brings about."""
        if not self._begun or pair.candidate.ending() == _KILLED:
            self._disturbed(place)

    def _out_of_time(self) -> bool:
        return time.monotonic() >= self._deadline

    def _blame_gpu(self, errors: Iterable[tuple[str, str]], lost: object) -> None:
        """Note whether one of these exceptions is the GPU's fault. A process that is gone may have been the driver's
        doing, and takes its errors with it."""
        if not self.gpu or self.gpu_failure:
            return
        if lost:
            self.gpu_failure = "a process that could use the GPU ended"
        for kind, text in errors:
            self.gpu_failure = self.gpu_failure or gpu_failure(kind, text)

    def _remaining(self, limit: float) -> float:
        return max(0.0, min(limit, self._deadline - time.monotonic()))

    def _run_cell(self, pair: Pair, step: Step) -> bool:
        """Run one of the student's or the set-up cells; False when the processes are gone."""
        self._begun = self._begun or step.student
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
            self._disturbed(f"{step.key}, examiner")
            self._fault(step.key)
            self._dead[step.key] = Status.CRASHED
            return False
        if reply.get("lost"):
            self._lost(pair, step.key)
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
        error = _error(reply.get("fault"))
        self._blame_gpu([error[:2]] if error else [], reply.get("lost"))
        if step.key in self.cells:
            return
        self.cells[step.key] = CellRecord(
            self.notebook.name,
            step.key,
            step.source,
            step.student,
            str(reply.get("status"))[:20],
            error,
            self._fitting(reply.get("outputs")),
            exposed=self.exposed,
            handed_in=step.outputs,
        )

    def _fitting(self, outputs: object) -> tuple[Mapping[str, object], ...]:
        """The outputs of a cell; none where they do not fit into what is kept of a submission."""
        found = tuple(entry for entry in outputs if isinstance(entry, dict)) if isinstance(outputs, list) else ()
        size = _size(list(found))
        if self._kept + size > MAX_CHARACTERS:
            return ()
        self._kept += size
        return found

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
            self._disturbed(f"{step.key}, examiner")
            self._fault(step.key)
            if self._faults[step.key] < 2:
                self.exposed = True
                return False
            reply = {"lost": "the examiner ended"}
        if reply.get("lost") and not reply.get("interrupted"):
            self._lost(pair, step.key)
        if interrupted:
            reply["interrupted"] = True
        self._record(step, reply, time.monotonic() - started)
        self.exposed = self.exposed or bool(hidden_lines(step.source))
        if reply.get("mutated"):
            self._note(Kind.MUTATED_ARGUMENT, step.key, "a function changed an argument that it should leave alone")
        return not reply.get("lost")

    def _record(self, step: Step, outcome: dict[str, Any], duration_s: float) -> None:
        assert step.cell is not None
        self._blame_gpu(_errors(outcome), outcome.get("lost") and not outcome.get("interrupted"))
        answers = [cell for cell in self._plan.answers[step.key] if cell in self._plan.answered]
        answered = not self._plan.answers[step.key] or bool(answers)
        disclosure = Disclosure(
            {other.key: other.source for other in self.rebuilt.steps if other.action is Action.RUN}, self.exposed
        )
        result = question_result(
            self.notebook.name,
            step.cell,
            outcome,
            expects=self.contract.values.get(step.key, "") if self.contract else "",
            duration_s=duration_s,
            answered=answered,
            halted=self._halted(self._plan.answers[step.key], disclosure),
            disclosure=disclosure,
        )
        blame = next((self._dead[key] for key in self._plan.answers[step.key] if key in self._dead), None)
        if blame is not None and result.points == 0 and result.status in (Status.ERROR, Status.FAILED):
            words = "did not finish in time" if blame is Status.TIMEOUT else "ended the Python process"
            result = replace(result, status=blame, message=f"your cell {words}")
        self._results[step.key] = result

    def _halted(self, answers: Iterable[str], disclosure: Disclosure) -> str:
        """The first of a test's answer cells that did not run to its end, in words; empty where all of them did."""
        for key in answers:
            record = self.cells.get(key)
            if record is None or not record.student:
                continue
            if record.status == "interrupted":
                return f"your cell {key} was stopped, it took too long or printed without end"
            if record.error is not None:
                kind = disclosure.raised(record.error[0], secret=record.exposed) or "an exception"
                line = disclosure.place(key, record.error[2], secret=record.exposed)[1]
                return f"your cell {key} raised {kind}" + (f" in line {line}" if line else "")
        return ""

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
        self._blame_gpu((), lost=True)
        self._faults[key] = self._faults.get(key, 0) + 1
        self.faulty = self.faulty or self._faults[key] > 1

    def _note(self, kind: Kind, key: str, detail: str) -> None:
        self.findings.append(finding(kind, detail, notebook=self.notebook.name, grade_id=key))


def _error(fault: object) -> tuple[str, str, int] | None:
    """Type, text and line of what ended a cell; the student's process may have put anything in their place."""
    if not isinstance(fault, list) or len(fault) != 4:
        return None
    kind, text, _, line = fault
    return str(kind)[:2000], str(text)[:2000], line if type(line) is int else 0


def _size(value: object) -> int:
    """How much of a submission's room plain data takes."""
    if isinstance(value, dict):
        return 1 + sum(_size(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return 1 + sum(map(_size, value))
    return len(value) if isinstance(value, str) else 1


def _errors(outcome: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Type and text of every exception in the record of a test cell; in-kernel it may hold anything."""
    properties = outcome.get("properties")
    records = [outcome, *(properties if isinstance(properties, list) else [])]
    for record in records:
        error = record.get("error") if isinstance(record, dict) else None
        if isinstance(error, dict):
            yield str(error.get("kind")), str(error.get("message"))


def _by_hand(notebook: Notebook, cell: Cell, missing: bool) -> QuestionResult:
    status = Status.MISSING if missing else Status.MANUAL
    message = "no answer was given" if missing else "waits for a person"
    return QuestionResult(notebook.name, cell.grade_id, 0.0, cell.points, status, message)
