"""The reference run: the source graded by itself, to learn what kind of thing its tests get at each place.

It is what the examiner's contract is made of (:mod:`autograde.examiner.contract`), and it says whether the source's
own solution passes its own tests.
"""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from autograde.devices import probe
from autograde.errors import GraderFault
from autograde.examiner.contract import Contract
from autograde.examiner_plan import derived_seed, plan_notebook
from autograde.matching import key
from autograde.model import Assignment, Notebook, Role
from autograde.options import Options
from autograde.pair import Pair, Unanswered, run_test
from autograde.process import Launcher, signal_name
from autograde.rebuild import Action, rebuild
from autograde.result import QuestionResult, Status
from autograde.scoring import question_result

__all__ = ["Reference", "reference", "reference_bytes"]


@dataclass(frozen=True)
class Reference:
    """What grading the source by itself showed."""

    contract: Contract
    values: dict[str, str]
    """What the last expression of each test gave: ``number``, ``none`` or ``other``."""
    questions: tuple[QuestionResult, ...]
    raised: tuple[str, ...] = ()
    """One line for each cell before the tests that ended in an exception."""

    def problems(self) -> tuple[str, ...]:
        """One line for each cell of the source that raises, and for each test that its own solution does not pass."""
        return self.raised + tuple(
            f"{question.notebook}, {question.grade_id}: the source's own solution gets {question.points:g} of "
            f"{question.max_points:g} ({question.message or question.status})"
            for question in self.questions
            if question.status is not Status.PASSED
        )


_known: dict[tuple[str, str, str], Reference] = {}
_lock = threading.Lock()
_TRIES = 5


def reference(assignment: Assignment, notebook: Notebook, options: Options, launcher: Launcher) -> Reference:
    """The reference run of one notebook; made once for each content of the assignment and kept in this process.

    Raises:
        GraderFault: the examiner did not survive it.
    """
    place = (assignment.digest, notebook.name, f"{options.tests} {options.device} {sys.version}")
    with _lock:
        if not assignment.digest or place not in _known:
            _known[place] = _undisturbed(assignment, notebook, options, launcher)
        return _known[place]


def reference_bytes(notebook: Notebook) -> bytes:
    """The source as a submission: every answer is the reference solution."""
    cells = [
        {
            "cell_type": cell.kind,
            "id": cell.cell_id,
            "source": cell.source,
            "metadata": {"nbgrader": {"grade_id": cell.grade_id}} if cell.grade_id else {},
        }
        for cell in notebook.cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


def _undisturbed(assignment: Assignment, notebook: Notebook, options: Options, launcher: Launcher) -> Reference:
    """The run, again where a process was killed: half a contract would be wrong for the whole class."""
    fault: GraderFault | None = None
    for _ in range(_TRIES):
        try:
            found, killed = _run(assignment, notebook, options, launcher)
        except GraderFault as error:
            fault = error
            continue
        if not killed:
            return found
        fault = GraderFault(
            f"{notebook.file or notebook.name}: the reference run failed: its process was killed; too much memory?"
        )
    assert fault is not None
    raise fault


def _run(assignment: Assignment, notebook: Notebook, options: Options, launcher: Launcher) -> tuple[Reference, bool]:
    """The run, and whether the process of the solution was killed."""
    rebuilt = rebuild(notebook, reference_bytes(notebook))
    plan = plan_notebook(notebook, rebuilt, options)
    cells = {key(notebook, position): cell for position, cell in enumerate(notebook.cells)}
    limits = notebook.limits
    questions: list[QuestionResult] = []
    contract: Contract = {}
    values: dict[str, str] = {}
    raised: list[str] = []
    killed = False
    gpu = probe().gpus[0].number if options.device == "cuda" else ""
    with Pair(launcher, limits, assignment.files, gpu) as pair:
        try:
            pair.command("begin", limits.cell_s, **plan.begin(None))
            for step in rebuilt.steps:
                if step.action is Action.RUN and step.source.strip():
                    seed = derived_seed(options.seed, "candidate" if step.student else "setup", step.key)
                    reply, late = pair.command("execute", limits.cell_s, source=step.source, key=step.key, seed=seed)
                    killed = killed or _killed(pair, reply)
                    raised += _raised(notebook, step.key, reply, late)
                elif step.action is Action.TEST:
                    outcome, late = run_test(pair, step, plan, options, limits.question_s)
                    killed = killed or _killed(pair, outcome)
                    outcome["interrupted"] = late or outcome.get("interrupted")
                    if not outcome.get("error") and not outcome["interrupted"]:
                        values[step.key] = outcome["value"][0]
                    expects = "other" if values.get(step.key) == "other" else ""
                    questions.append(question_result(notebook.name, cells[step.key], outcome, expects=expects))
            contract = pair.command("contract", limits.cell_s)[0]["contract"]
        except Unanswered:
            done = {question.grade_id for question in questions}
            stopped = next(cell for cell in notebook.cells if cell.role is Role.TEST and cell.grade_id not in done)
            questions.append(question_result(notebook.name, stopped, {"interrupted": True}))
        except GraderFault as error:
            raise GraderFault(f"{notebook.file or notebook.name}: the reference run failed: {error}") from error
    return Reference(contract, values, tuple(questions), tuple(raised)), killed


def _killed(pair: Pair, reply: dict[str, Any]) -> bool:
    return bool(reply.get("lost")) and pair.candidate.ending() == signal_name(-signal.SIGKILL)


def _raised(notebook: Notebook, place: str, reply: dict[str, Any], late: bool) -> Iterator[str]:
    """What went wrong in a set-up or answer cell; the tests may pass all the same, students would be stuck."""
    fault = reply.get("fault")
    if late:
        what = f"did not finish within {notebook.limits.cell_s:g} s"
    elif isinstance(fault, list) and len(fault) == 4:
        what = f"raises {fault[0]}: {fault[1]}" if fault[1] else f"raises {fault[0]}"
    elif reply.get("lost"):
        what = "ended the Python process"
    else:
        return
    yield f"{notebook.name}, {place}: the source's own cell {' '.join(what.split())}"
