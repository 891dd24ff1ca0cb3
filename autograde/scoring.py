"""From what came of a test cell to points, a status and one line for the student.

Scoring follows nbgrader (an error is 0, a number in the last expression is partial credit) except where nbgrader is
wrong: writing to stderr is no failure, and what is no number never scores. A number is clipped to 0..max; NaN is 0.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from autograde.model import Cell
from autograde.result import QuestionResult, Status

__all__ = ["hidden_lines", "question_result"]

_BEGIN, _END = re.compile(r"BEGIN HIDDEN TESTS"), re.compile(r"END HIDDEN TESTS")
_MESSAGE = 500


@dataclass(frozen=True)
class _Verdict:
    points: float
    status: Status
    message: str = ""
    hint: str = ""


def hidden_lines(source: str) -> frozenset[int]:
    """The lines (from 1) of a test cell that its release does not show."""
    hidden: set[int] = set()
    inside = False
    for number, line in enumerate(source.splitlines(), 1):
        if _BEGIN.search(line):
            inside = True
        if inside:
            hidden.add(number)
        if _END.search(line):
            inside = False
    return frozenset(hidden)


def question_result(
    notebook: str,
    cell: Cell,
    outcome: dict[str, Any],
    *,
    expects: str = "",
    duration_s: float = 0.0,
    answered: bool = True,
) -> QuestionResult:
    """The result of one test cell.

    Args:
        outcome: the record of :func:`autograde.testcell.run_test_cell`; its values may come from the student's
            process (in-kernel mode), so nothing in it is taken on trust.
        expects: what the cell's last expression gave in the reference run (``number``, ``none``, ``other``); empty
            where that is not known.
        answered: whether the student wrote anything in the cells that this test is about.
    """
    verdict = _judge(outcome, cell, hidden_lines(cell.source), expects)
    status = verdict.status
    if not answered and verdict.points == 0 and status in (Status.FAILED, Status.ERROR):
        status = Status.MISSING
    points = min(max(verdict.points, 0.0), cell.points) if math.isfinite(verdict.points) else 0.0
    return QuestionResult(
        notebook, cell.grade_id, round(points, 6), cell.points, status,
        _one_line(verdict.message), _one_line(verdict.hint), round(duration_s, 4),
    )  # fmt: skip


def _judge(outcome: dict[str, Any], cell: Cell, hidden: frozenset[int], expects: str) -> _Verdict:
    properties = [record for record in outcome.get("properties") or [] if isinstance(record, dict)]
    earned = sum(_number(record.get("points")) for record in properties if record.get("passed") is True)
    error = outcome.get("error")
    if outcome.get("interrupted"):
        return _Verdict(earned, Status.TIMEOUT, "your code did not finish in time")
    if outcome.get("lost"):
        return _Verdict(earned, Status.CRASHED, "your code ended the Python process")
    if isinstance(error, dict):
        status = Status.ERROR if error.get("whose") in ("student", "test") else Status.FAILED
        return _Verdict(0.0, status, _reason(error, hidden))
    failed = [record for record in properties if record.get("passed") is not True]
    value = outcome.get("value")
    kind, content = (value + [None, None])[:2] if isinstance(value, list) else (None, None)
    if expects in ("none", "other") and kind in ("none", "number", "other"):
        points = earned if properties else cell.points  # this cell does not score by its last expression
    elif kind == "number":
        points = _number(content)
    elif kind == "none" and expects != "number":
        points = earned if properties else cell.points
    else:
        given = "a comparison (write `assert`)" if kind == "bool" else str(content or kind)
        return _Verdict(0.0, Status.ERROR, f"the test ends with {given}, not with a number")
    if not failed:
        return _Verdict(points, Status.PASSED if points >= cell.points else Status.FAILED)
    reasons = [f"{record.get('name')}: {_reason(record.get('error') or {}, hidden)}" for record in failed]
    students = any((record.get("error") or {}).get("whose") == "student" for record in failed)
    status = Status.ERROR if students and points == 0 else Status.FAILED
    return _Verdict(points, status, "; ".join(reasons), str(failed[0].get("hint") or ""))


def _reason(error: dict[str, Any], hidden: frozenset[int]) -> str:
    """Why, in one line; for a hidden test nothing that could carry an input or an expected value."""
    whose, kind, message = error.get("whose"), str(error.get("kind")), str(error.get("message") or "")
    secret = not isinstance(error.get("line"), int) or error["line"] in hidden
    if whose == "student":
        line = error.get("cell_line")
        where = f" in line {line} of cell {error.get('cell')}" if isinstance(line, int) and line > 0 else ""
        return f"your code raised {kind}{where}" + ("" if secret or not message else f": {message}")
    if whose == "kind":
        return message if not secret else "your result is of another kind than asked for"
    if secret:
        return "a hidden test found a different answer" if whose == "assertion" else f"a hidden test ended in {kind}"
    return f"{kind}: {message}" if message else f"the test in line {error['line']} failed"


def _number(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0


def _one_line(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _MESSAGE else flat[: _MESSAGE - 4] + " ..."
