"""From what came of a test cell to points, a status and one line for the student.

Scoring follows nbgrader (an error is 0, a number in the last expression is partial credit) except where nbgrader is
wrong: writing to stderr is no failure, and what is no number never scores. A number is clipped to 0..max; NaN is 0.
"""

from __future__ import annotations

import ast
import math
import re
from dataclasses import dataclass, replace
from typing import Any

from autograde.disclosure import Disclosure
from autograde.model import Cell
from autograde.result import PropertyResult, QuestionResult, Status
from autograde.seen import Seen

__all__ = ["declared_properties", "hidden_lines", "question_result"]

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
    halted: str = "",
    disclosure: Disclosure | None = None,
) -> QuestionResult:
    """The result of one test cell.

    Args:
        outcome: the record of :func:`autograde.testcell.run_test_cell`; its values may come from the student's
            process (in-kernel mode), so nothing in it is taken on trust.
        expects: what the cell's last expression gave in the reference run (``number``, ``none``, ``other``); empty
            where that is not known.
        answered: whether the student wrote anything in the cells that this test is about.
        halted: how one of these cells ended, where it did not run to its end. What the test raises for it, often
            ``NameError``, does not say what to mend.
        disclosure: what may be repeated of the student's process; None for the source's own solution.
    """
    lines = _Lines(hidden_lines(cell.source), disclosure)
    verdict = _judge(outcome, cell, lines, expects)
    status = verdict.status
    if not answered and verdict.points == 0 and status in (Status.FAILED, Status.ERROR):
        status, verdict = Status.MISSING, replace(verdict, message="no answer was given", hint="")
    if halted and verdict.points == 0 and status is Status.ERROR:
        verdict = replace(verdict, message=f"{halted}; {verdict.message}")
    points = min(max(verdict.points, 0.0), cell.points) if math.isfinite(verdict.points) else 0.0
    return QuestionResult(
        notebook,
        cell.grade_id,
        round(points, 6),
        cell.points,
        status,
        _one_line(verdict.message),
        _one_line(verdict.hint),
        round(duration_s, 4),
        _properties(outcome, cell, status, round(points, 6), lines),
    )


@dataclass(frozen=True)
class _Lines:
    """Which lines of a test are hidden, and what of the student's words may be told in each."""

    hidden: frozenset[int]
    disclosure: Disclosure | None

    def secret(self, error: dict[str, Any]) -> bool:
        """Whether the text that comes with ``error`` could carry a hidden input or an expected value."""
        line = error.get("line")
        if not isinstance(line, int) or line in self.hidden:
            return True
        if self.disclosure is None:
            return False
        repeated = error.get("seen") == Seen.CHANGED_INPUT  # seen only as the test ran a second time
        return self.disclosure.exposed or repeated or any(hidden < line for hidden in self.hidden)

    def raised(self, error: dict[str, Any]) -> str:
        """The type of the student's exception."""
        kind = str(error.get("kind"))
        return kind if self.disclosure is None else self.disclosure.raised(kind, secret=self.secret(error))

    def place(self, error: dict[str, Any]) -> tuple[str, int]:
        """Where the student's code raised."""
        cell, line = error.get("cell"), error.get("cell_line")
        if self.disclosure is None:
            return str(cell or "")[:200], line if isinstance(line, int) else 0
        return self.disclosure.place(cell, line, secret=self.secret(error))


_SEEN_BY_STATUS = {Status.TIMEOUT: Seen.TIMEOUT, Status.CRASHED: Seen.CRASHED, Status.MISSING: Seen.MISSING}


def _properties(
    outcome: dict[str, Any], cell: Cell, status: Status, points: float, lines: _Lines
) -> tuple[PropertyResult, ...]:
    """Each property of the cell; a cell without properties is one property, named like the cell."""
    overall = _SEEN_BY_STATUS.get(status)
    found = [
        _property(record, lines, overall) for record in outcome.get("properties") or [] if isinstance(record, dict)
    ]
    error = outcome.get("error")
    declared = declared_properties(cell.source)
    if not found and declared and points == 0:  # the process ended, or the cell did before the first of them
        records = [
            {"name": name, "points": worth, "hint": hint, "line": line, "error": error}
            for name, worth, hint, line in declared
        ]
        return tuple(_property(record, lines, overall or Seen.NOT_REACHED) for record in records)
    if not found:
        whole = {"name": cell.grade_id, "points": cell.points, "error": error, "passed": status is Status.PASSED}
        only = _property(whole, lines, overall)
        line = error.get("line") if isinstance(error, dict) else None
        is_hidden = isinstance(line, int) and line in lines.hidden
        return (replace(only, points=points, hidden=is_hidden),)
    names = {record.name for record in found}
    for name, worth, hint, line in (
        entry for entry in declared if entry[0] not in names
    ):  # the cell ended before these had their turn
        seen = overall or Seen.NOT_REACHED
        found.append(PropertyResult(name, 0.0, worth, False, line in lines.hidden, seen, seen.sentence, hint))
    return tuple(found)


def _property(record: dict[str, Any], lines: _Lines, overall: Seen | None) -> PropertyResult:
    passed, worth = record.get("passed") is True, _number(record.get("points"))
    error = record.get("error") if isinstance(record.get("error"), dict) else {}
    assert isinstance(error, dict)
    line = record.get("line")
    place, number = lines.place(error)
    seen = (overall if overall and not error else Seen.of(error.get("seen"))) or overall or Seen.VALUE
    return PropertyResult(
        name=_one_line(str(record.get("name"))),
        points=worth if passed else 0.0,
        max_points=worth,
        passed=passed,
        hidden=isinstance(line, int) and line in lines.hidden,
        seen="" if passed else seen.value,
        message="" if passed else _one_line(_reason(error, lines) if error else seen.sentence),
        hint=_one_line(str(record.get("hint") or "")),
        cell=place,
        line=number,
        raised=_one_line(lines.raised(error)) if error.get("whose") == "student" else "",
    )


def declared_properties(source: str) -> list[tuple[str, float, str, int]]:
    """``(name, points, hint, line)`` of each property that a test cell declares with literal arguments."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return []
    found: list[tuple[str, float, str, int]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "property_test" and node.args:
            values = {word.arg: word.value for word in node.keywords}
            try:
                name = ast.literal_eval(node.args[0])
                points = float(ast.literal_eval(values["points"]))
                hint = str(ast.literal_eval(values["hint"])) if "hint" in values else ""
            except (ValueError, KeyError, TypeError):
                continue
            found.append((str(name), points, hint, node.lineno))
    return sorted(found, key=lambda entry: entry[3])


def _judge(outcome: dict[str, Any], cell: Cell, lines: _Lines, expects: str) -> _Verdict:
    properties = [record for record in outcome.get("properties") or [] if isinstance(record, dict)]
    earned = sum(_number(record.get("points")) for record in properties if record.get("passed") is True)
    error = outcome.get("error")
    if outcome.get("interrupted"):
        return _Verdict(earned, Status.TIMEOUT, "your code did not finish in time")
    if outcome.get("lost"):
        return _Verdict(earned, Status.CRASHED, "your code ended the Python process")
    if isinstance(error, dict):
        status = Status.ERROR if error.get("whose") in ("student", "test") else Status.FAILED
        return _Verdict(0.0, status, _reason(error, lines))
    failed = [record for record in properties if record.get("passed") is not True]
    value = outcome.get("value")
    kind, content = [*value, None, None][:2] if isinstance(value, list) else (None, None)
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
    reasons = [f"{record.get('name')}: {_reason(record.get('error') or {}, lines)}" for record in failed]
    students = any((record.get("error") or {}).get("whose") == "student" for record in failed)
    status = Status.ERROR if students and points == 0 else Status.FAILED
    return _Verdict(points, status, "; ".join(reasons), str(failed[0].get("hint") or ""))


def _reason(error: dict[str, Any], lines: _Lines) -> str:
    """Why, in one line; nothing that could carry an input of a hidden test or an expected value."""
    whose, message = error.get("whose"), str(error.get("message") or "")
    secret = lines.secret(error)
    if whose == "student":
        cell, number = lines.place(error)
        where = f" in line {number} of cell {cell}" if number > 0 else ""
        return f"your code raised {lines.raised(error) or 'an exception'}{where}" + (
            "" if secret or not message else f": {message}"
        )
    if whose == "kind":
        return message if not secret else "your result is of another kind than asked for"
    line, seen = error.get("line"), Seen.of(error.get("seen"))
    if secret and isinstance(line, int) and line not in lines.hidden and seen is not None:
        return seen.sentence
    kind = lines.raised(error) or "an exception"
    if secret:
        return "a hidden test found a different answer" if whose == "assertion" else f"a hidden test ended in {kind}"
    kind = str(error.get("kind"))
    return f"{kind}: {message}" if message else f"the test in line {error['line']} failed"


def _number(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0


def _one_line(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _MESSAGE else flat[: _MESSAGE - 4] + " ..."
