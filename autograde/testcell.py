"""Running the text of one test cell and noting what came of it. Used by the examiner and by the in-kernel mode."""

from __future__ import annotations

import ast
import linecache
import traceback
from collections.abc import MutableMapping
from typing import Any

from autograde import testing
from autograde.bridge.faults import Interrupted, RemoteFault, WrongKind, remote_fault
from autograde.bridge.handles import Undecidable
from autograde.ownership import python_text

__all__ = ["run_test_cell"]

_TEXT = 1000


def run_test_cell(source: str, grade_id: str, namespace: MutableMapping[str, Any]) -> dict[str, Any]:
    """Run a test cell in ``namespace``.

    Returns:
        Plain data: ``error`` (None or a description), ``value`` (what the last expression gave: ``["none"]``,
        ``["number", x]`` or ``["other", type name]``), ``properties`` (one record for each ``property_test``), and
        ``interrupted``.
    """
    name = f"<test {grade_id}>"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    testing._outcomes.clear()
    testing._quiet, quiet = True, testing._quiet
    collected: list[testing.PropertyOutcome] = []
    error: dict[str, Any] | None = None
    value: list[Any] = ["none"]
    interrupted = False
    try:
        with _collecting(collected):
            last = _run(source, name, namespace)
        value = _describe(last)
    except Interrupted:
        interrupted = True
    except BaseException as raised:
        error = describe_error(raised, name)
    finally:
        testing._quiet = quiet
    properties = [
        {
            "name": outcome.name, "points": outcome.points, "hint": outcome.hint, "passed": outcome.passed,
            "line": outcome.line,
            "error": None if outcome.error is None else describe_error(outcome.error, name),
        }
        for outcome in collected
    ]  # fmt: skip
    return {"error": error, "value": value, "properties": properties, "interrupted": interrupted}


class _collecting:  # noqa: N801
    """Keeps every property's outcome, also those that ``score()`` has taken."""

    def __init__(self, into: list[testing.PropertyOutcome]) -> None:
        self.into = into

    def __enter__(self) -> None:
        self.old = testing._observer
        testing._observer = self.into.append

    def __exit__(self, *_: object) -> None:
        testing._observer = self.old


def _run(source: str, name: str, namespace: MutableMapping[str, Any]) -> Any:
    tree = ast.parse(python_text(source), name)
    last: ast.Expression | None = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        tail = tree.body.pop()
        assert isinstance(tail, ast.Expr)
        last = ast.Expression(tail.value)
    exec(compile(tree, name, "exec", dont_inherit=True), namespace)  # type: ignore[arg-type]
    return None if last is None else eval(compile(last, name, "eval", dont_inherit=True), namespace)  # type: ignore[arg-type]


def _describe(value: Any) -> list[Any]:
    """What the last expression gave, without asking the value anything that it could lie about."""
    if value is None:
        return ["none"]
    kind = type(value)
    if kind is bool:
        return ["bool"]
    if kind in (int, float):
        try:
            return ["number", float(value)]
        except OverflowError:
            return ["other", "int"]
    if kind.__module__ == "numpy" and kind.__name__.startswith(("float", "int", "uint")):
        return ["number", float(value)]
    return ["other", kind.__name__]


def describe_error(error: BaseException, name: str) -> dict[str, Any]:
    """An exception as plain data: whose it is, its type, its text, and the line of the test where it surfaced."""
    fault = remote_fault(error)
    line = 0
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == name:
            line = number
    if isinstance(error, SyntaxError) and error.filename == name:
        line = error.lineno or 0
    if fault is not None:
        whose = "student"
    elif isinstance(error, (WrongKind, Undecidable)):
        whose, fault = "kind", None
    elif isinstance(error, AssertionError):
        whose = "assertion"
    else:
        whose = "test"
    # a test that cannot go on with what it got, got something else than the reference gave: None, no gradient, a list
    seen = {"student": "exception", "assertion": "value"}.get(whose, "kind")
    if whose == "test" and isinstance(error, NameError):
        seen = "not_reached"  # an earlier property did not come to bind the name
    if type(error) is testing.Mismatch and fault is None:  # a student's own says nothing
        seen = error.seen
    elif whose == "assertion" and _text(error):
        seen = "rule"  # an assertion with words of its own rarely compares values
    shown = fault or RemoteFault(type(error).__name__, _text(error))
    return {
        "whose": whose, "kind": shown.kind[:100], "message": shown.message[:_TEXT], "line": line,
        "cell": shown.cell, "cell_line": shown.line, "seen": seen,
    }  # fmt: skip


def _text(error: BaseException) -> str:
    try:
        return str(error)[:_TEXT]
    except Exception:
        return ""
