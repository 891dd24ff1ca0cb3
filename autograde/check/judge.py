"""From what ran to a report: exercise by exercise, then what would trip the grader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from autograde.check.answers import answers_of, defining, statement, stubs_left
from autograde.check.report import Advice, Exercise, Failure, Place, PropertyReport
from autograde.model import Cell, Notebook, Role
from autograde.rebuild import Action, Step
from autograde.scoring import declared_properties

__all__ = ["Judge"]

_IMPORTS = {
    "F": "import torch.nn.functional as F", "np": "import numpy as np", "nn": "from torch import nn",
    "pd": "import pandas as pd", "plt": "import matplotlib.pyplot as plt",
}  # fmt: skip
_MODULES = frozenset({"collections", "copy", "functools", "itertools", "math", "os", "random", "sys", "time", "torch"})


@dataclass(frozen=True)
class Judge:
    """Puts a report together.

    Args:
        steps: what ran, in order.
        records: what came of it, by key.
        numbers: the number of each step's cell in the student's notebook; missing for what is not in it.
        sources: text of the student's code cells by number.
        worked: numbers of the cells that went well in the last session.
        seconds: the limit of one cell.
    """

    notebook: Notebook
    steps: tuple[Step, ...]
    records: Mapping[str, Mapping[str, Any]]
    numbers: Mapping[str, int]
    sources: Mapping[int, str]
    worked: frozenset[int]
    seconds: float

    def exercises(self) -> tuple[Exercise, ...]:
        """Each test cell with the answer that it is about."""
        about = answers_of(self.notebook)
        return tuple(
            self._exercise(step, step.cell, [self._step(name) for name in about.get(step.key, ())])
            for step in self.steps
            if step.action is Action.TEST and step.cell is not None
        )

    def manual(self) -> tuple[tuple[str, float, bool], ...]:
        """Answers that a person reads, and whether there is one."""
        return tuple(
            (step.key, step.cell.points, step.answered)
            for step in self.steps
            if step.cell is not None and step.cell.role is Role.MANUAL
        )

    def advice(self, exercises: tuple[Exercise, ...]) -> list[Advice]:
        """Cells that do not run and stubs in answers that were begun, but for what ``exercises`` tell already."""
        told = {failure.place for exercise in exercises for failure in _failures(exercise) if failure.stub}
        shown = {name for names in answers_of(self.notebook).values() for name in names}
        found = []
        for step in self.steps:
            record = self.records.get(step.key)
            if step.action is not Action.RUN or record is None:
                continue
            left = stubs_left(step.source) if step.answered else []
            for name, line in left:
                place = self._place(step.key, line)
                if place not in told:
                    whose = f"`{name}`" if name else "The answer"
                    found.append(Advice(f"{whose} still holds the line of the stub: {place}.", place.text))
            unwritten = step.cell is not None and step.cell.role is Role.MANUAL and not step.answered
            if step.key in shown or unwritten or record["status"] == "ok":
                continue
            failure = self._failure(record, step.key)
            where = failure.place or self._place(step.key, 0)
            end = "" if failure.what.endswith((".", "!", "?")) else "."
            text = f"{str(where)[:1].upper()}{str(where)[1:]}: {failure.what}{end} {failure.detail}".rstrip()
            found.append(Advice(text, where.text, first=step.cell is not None and step.cell.locked))
        return found

    def _step(self, key: str) -> Step:
        return next(step for step in self.steps if step.key == key)

    def _exercise(self, step: Step, cell: Cell, answers: list[Step]) -> Exercise:
        record = self.records[step.key]
        declared = declared_properties(step.source)
        visible = min(sum(points for _, points, _, _ in declared), cell.points) if declared else cell.points
        name = _title(step.key)
        written = [answer for answer in answers if answer.answered or answer.cell is None]
        if answers and not written and not _earns(record, declared):  # an answer in an own cell counts as well
            return Exercise(name, cell.points, visible, 0.0, answered=False)
        broken = tuple(
            self._failure(self.records[answer.key], answer.key)
            for answer in written
            if self.records[answer.key]["status"] != "ok"
        )
        properties = tuple(self._properties(record, step, declared))
        problem = self._failure(record, step.key, step.source) if record["status"] != "ok" else None
        if problem is not None and broken and problem.absent:
            problem = None  # the answer did not run, so of course its names are not there
        if broken:
            properties = tuple(prop for prop in properties if not (prop.failure and prop.failure.absent))
        if problem is None and not broken and record["status"] == "ok" and not all(prop.reached for prop in properties):
            problem = Failure("The test ran but did not report. Does your code replace names of autograde.testing?")
        earned = sum(prop.points for prop in properties if prop.failure is None and prop.reached)
        if not declared:
            score = record.get("score")
            whole = cell.points if score is None else min(max(score, 0.0), cell.points)
            earned = whole if record["status"] == "ok" else 0.0
            if earned < cell.points and problem is None and not broken:
                problem = Failure(f"The test gives {earned:g} of {cell.points:g} points.")
        return Exercise(name, cell.points, visible, min(earned, visible), True, broken, properties, problem)

    def _properties(
        self, record: Mapping[str, Any], step: Step, declared: list[tuple[str, float, str, int]]
    ) -> Iterator[PropertyReport]:
        seen = set()
        for entry in record.get("properties") or ():
            seen.add(entry["name"])
            failure = None
            if entry["failure"] is not None:
                failure = self._explained(entry["failure"], step.source, step.key)
            yield PropertyReport(entry["name"], float(entry["points"]), failure, entry["hint"])
        for name, points, hint, _ in declared:
            if name not in seen:
                yield PropertyReport(name, points, None, hint, reached=False)

    def _failure(self, record: Mapping[str, Any], key: str, test: str = "") -> Failure:
        """Why a whole cell failed."""
        told = record.get("failure") or {}
        place = self._place(told.get("cell") or key, told.get("line") or 0) if told.get("cell") or not test else None
        status = record["status"]
        if status == "timeout":
            what = f"This did not finish within {self.seconds:g} s and was stopped."
            return Failure(what, detail="Does every loop come to an end?", place=place)
        if status == "flood":
            return Failure("This printed far too much and was stopped.", place=place)
        if status == "crashed":
            what = "Python itself came to an end here: look for exit(), os._exit(), or for too much memory."
            return Failure(what, place=place)
        if status == "skipped":
            return Failure("This did not run: Python had come to an end too often before.")
        return self._explained(told, test, key)

    def _explained(self, told: Mapping[str, Any], test: str, key: str = "") -> Failure:
        """Why a property or a cell failed, from an explanation; ``key`` is what ran, the test or the cell."""
        name = told["cell"] or ("" if test else key)
        place = self._place(name, told["line"]) if name else None
        absent = told["absent"]
        quote = "" if place is not None and not told["seen"] else statement(test, told["test_line"]) if test else ""
        if told["kind"] == "NotImplementedError" and place is not None and "NotImplementedError" in place.text:
            return Failure("Not written yet.", place=place, stub=self._function(place, name))
        if told["seen"]:
            what = _headline(told)
        elif told["assertion"] and not name:
            what = told["message"] or "The test does not hold."
        else:
            what = f"{told['kind']}: {told['message']}".removesuffix(": ")
        got = told["got"]
        detail = told["detail"] or (self._absence(absent, name or key) if absent else "")
        if got == "None" and told["expected"] != "None":
            detail = "Is there a `return` at the end of your function?"
        return Failure(what, told["expected"], got, detail, place, quote, absent=absent)

    def _absence(self, name: str, key: str) -> str:
        """Why a name may be missing in a fresh kernel, and what to do."""
        where = defining(name, self.sources)
        number = self.numbers.get(key, 0)
        later = [other for other in where if number and other > number]
        if later and len(later) == len(where):
            return f"`{name}` is defined further down, in cell {later[0]}. Cells run from top to bottom."
        if where:
            return f"`{name}` is defined in cell {where[0]}; did that cell run to its end?"
        if statement := _IMPORTS.get(name, f"import {name}" if name in _MODULES else ""):
            return f"No cell of your notebook says `{statement}`."
        if number in self.worked:
            return f"It worked for you before, so the cell that defined `{name}` is gone or was changed."
        return f"No cell of your notebook defines `{name}`."

    def _function(self, place: Place, key: str) -> str:
        """The function around a stub."""
        names = {line: name for name, line in stubs_left(self._step(key).source)}
        return names.get(place.line) or "the answer"

    def _place(self, key: str, line: int) -> Place:
        number = self.numbers.get(key, 0)
        step = next((step for step in self.steps if step.key == key), None)
        lines = step.source.splitlines() if step is not None else []
        text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
        name = step.cell.grade_id if step is not None and step.cell is not None else ""
        return Place(number, name, line, text)


def _earns(record: Mapping[str, Any], declared: list[tuple[str, float, str, int]]) -> bool:
    """Whether a test gives points."""
    if record["status"] == "ok" and not declared:
        score = record.get("score")
        return score is None or score > 0
    return any(entry["failure"] is None and entry["points"] > 0 for entry in record.get("properties") or ())


def _failures(exercise: Exercise) -> Iterator[Failure]:
    yield from exercise.broken
    yield from (prop.failure for prop in exercise.properties if prop.failure is not None)
    if exercise.problem is not None:
        yield exercise.problem


def _headline(told: Mapping[str, Any]) -> str:
    sentences = {"value": "The values differ.", "nan": "The result holds NaN."}
    message: str = told["message"]
    if told["seen"] in sentences and told["expected"]:
        return sentences[told["seen"]]
    first = message.splitlines()[0] if message else str(told["seen"])
    return f"{first[:1].upper()}{first[1:]}."


def _title(grade_id: str) -> str:
    """The exercise's name: that of its test cell without the word for tests."""
    for ending in ("_tests", "-tests", "_test", "-test"):
        grade_id = grade_id.removesuffix(ending)
    for start in ("test_", "test-", "tests_"):
        grade_id = grade_id.removeprefix(start)
    return grade_id
