"""From an exception to what helps a student: their own line, the test's line, and both values that were compared.

Runs in the process of the student's code, while the frames still hold the values. The tests are visible and the
machine is the student's own, so nothing is secret here; it is for ``autograde check`` only.
"""

from __future__ import annotations

import ast
import re
import traceback
from collections.abc import Callable
from types import FrameType
from typing import Any

from autograde import testing
from autograde.testing import kind

__all__ = ["Explanation", "cell_name", "explain", "test_name"]

Explanation = dict[str, Any]
"""Plain data: ``kind``, ``message``, ``seen``, ``cell``, ``line``, ``test_line``, ``expected``, ``got``, ``detail``,
``absent``, ``interrupted``."""

_TEXT = 300
_MANY = 6
"""Values with more entries get their largest difference told."""
_COMPARING = frozenset({"allclose", "array_equal", "assert_allclose", "equal", "isclose"})


def cell_name(key: str, given: bool = False) -> str:
    """The file name under which a cell is compiled."""
    return f"<given {key}>" if given else f"<cell {key}>"


def test_name(key: str) -> str:
    """The file name under which a test is compiled."""
    return f"<test {key}>"


test_name.__test__ = False  # type: ignore[attr-defined]  # no test of pytest's


def explain(error: BaseException, name: str = "", source: str = "") -> Explanation:
    """What is known of ``error``.

    Args:
        name, source: the test's file name and text, where it was raised by a test cell.
    """
    cell, line, test_line = "", 0, 0
    given = "", 0
    test_frame: FrameType | None = None
    compared: tuple[Any, Any] | None = None
    for frame, number in traceback.walk_tb(error.__traceback__):
        file, values = frame.f_code.co_filename, frame.f_locals
        if file.startswith("<cell "):
            cell, line = file[6:-1], number
        elif file.startswith("<given "):
            given = file[7:-1], number
        elif name and file == name:
            test_line, test_frame = number, frame
        elif file == testing.__file__ and "actual" in values and "expected" in values:
            compared = values["actual"], values["expected"]
    if not cell and not name:  # no test: a given cell failed while it ran
        cell, line = given
    if isinstance(error, SyntaxError) and not cell and str(error.filename).startswith("<cell "):
        cell, line = str(error.filename)[6:-1], error.lineno or 0
    if compared is None and test_frame is not None and type(error) is AssertionError and not cell:
        compared = _asserted(test_frame, test_line, source)
    told = {"expected": "", "got": "", "detail": ""}
    if compared is not None:
        told = _both(*compared) | {"detail": _difference(*compared)}
    return told | {
        "kind": type(error).__name__[:100],
        "message": _message(error),
        "seen": error.seen if isinstance(error, testing.Mismatch) else "",
        "assertion": isinstance(error, AssertionError),
        "cell": cell,
        "line": line,
        "test_line": test_line,
        "absent": str(error.name or "")[:100] if isinstance(error, NameError) else "",
        "interrupted": isinstance(error, KeyboardInterrupt),
    }


def _message(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return str(error.msg or "")[:_TEXT]
    try:
        return str(error)[:_TEXT]
    except Exception:
        return ""


def _asserted(frame: FrameType, line: int, source: str) -> tuple[Any, Any] | None:
    """Both sides of a bare ``assert f(x) == 3`` or ``assert torch.allclose(f(x), e)``, evaluated once more."""
    try:
        nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assert)]
        test = next(node.test for node in nodes if node.lineno <= line <= (node.end_lineno or line))
    except (SyntaxError, ValueError, RecursionError, StopIteration):
        return None
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq):
        left, right = test.left, test.comparators[0]
    elif isinstance(test, ast.Call) and len(test.args) >= 2 and _called(test) in _COMPARING:
        left, right = test.args[0], test.args[1]
    else:
        return None
    if isinstance(left, ast.Constant):
        left, right = right, left  # assert 3 == f(x)
    try:
        values = [
            eval(compile(ast.Expression(side), "<again>", "eval"), frame.f_globals, frame.f_locals)
            for side in (left, right)
        ]
    except Exception:
        return None
    return values[0], values[1]


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _both(actual: Any, expected: Any) -> dict[str, str]:
    """Both values, each in one line; with dtype and shape where these differ."""
    kinds = [_safely(_kind, value) for value in (actual, expected)]
    texts = [_safely(_value, value) for value in (actual, expected)]
    if kinds[0] != kinds[1] or texts[0] == texts[1]:
        texts = [f"{name}: {text}" if name else text for name, text in zip(kinds, texts, strict=True)]
    return {"got": texts[0], "expected": texts[1]}


def _kind(value: Any) -> str:
    return kind(value) if hasattr(value, "dtype") and hasattr(value, "shape") else ""


def _value(value: Any) -> str:
    text = (str(value) if _kind(value) else repr(value))[: 4 * _TEXT]
    if match := re.fullmatch(
        r"tensor\((.*?)(?:,\s*(?:dtype|size|device|grad_fn|requires_grad)=.*)?\)", text, re.DOTALL
    ):
        text = match[1]
    text = re.sub(r"\[ +", "[", " ".join(text.split()))
    return text if len(text) <= _TEXT else f"{text[:_TEXT]} ..."


def _safely(show: Callable[[Any], str], value: Any) -> str:
    """A value's text; its ``repr`` may be the student's own."""
    try:
        return show(value)
    except Exception as error:
        return f"a {type(value).__name__[:100]} that cannot be shown ({type(error).__name__[:100]})"


def _difference(actual: Any, expected: Any) -> str:
    """Where two large arrays differ most."""
    try:
        import numpy as np

        one, other = _array(actual), _array(expected)
        if one is None or other is None or one.shape != other.shape or other.size <= _MANY:
            return ""
        apart = np.abs(one.astype("float64") - other.astype("float64"))
        place = np.unravel_index(int(np.nanargmax(apart)), apart.shape)
        index = ", ".join(str(int(number)) for number in place)
        return f"The largest difference is at [{index}]: {other[place]:g} expected, {one[place]:g} there."
    except Exception:  # what cannot be subtracted has no largest difference
        return ""


def _array(value: Any) -> Any:
    if hasattr(value, "detach"):
        return value.detach().cpu().double().numpy()
    return value if type(value).__module__ == "numpy" and hasattr(value, "shape") else None
