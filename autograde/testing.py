"""What the author of a test cell may use: ``from autograde.testing import close, property_test, score``.

The same text runs in three places with the same meaning: in the student's notebook, in plain nbgrader, and in
autograde's examiner. A graded cell is a list of named properties, each with points and a hint::

    with property_test("keeps the dtype", points=0.5, hint="What does torch.zeros give you by default?"):
        close(norm(x), x.norm())
    score()

A property that fails costs its own points and lets the next one run. ``score()``, the cell's last expression, is the
number that nbgrader reads as partial credit.
"""

from __future__ import annotations

import ast
import inspect
import math
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Any

__all__ = [
    "Mismatch", "PropertyOutcome", "close", "compute_device", "kind", "property_test", "score", "student_source",
]  # fmt: skip


class Mismatch(AssertionError):
    """An answer that differs; ``seen`` says in what: a word of the list in :mod:`autograde.seen`."""

    def __init__(self, seen: str, message: str) -> None:
        super().__init__(message)
        self.seen = seen


@dataclass(frozen=True)
class PropertyOutcome:
    """How one property ended."""

    name: str
    points: float
    hint: str
    passed: bool
    error: BaseException | None = None
    line: int = 0
    """Where the property stands in its cell, counted from 1."""


_outcomes: list[tuple[object, PropertyOutcome]] = []
_quiet = False
_observer: Callable[[PropertyOutcome], None] | None = None
_source_provider: Callable[[str], str] | None = None


def _cell_token() -> object:
    """Tells executions of cells apart, so that a cell that broke off leaves nothing behind for the next one."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return getattr(shell, "execution_count", None)


class property_test(AbstractContextManager["property_test"]):  # noqa: N801 - reads as a verb in a test cell
    """One named property of the answer, worth ``points``.

    Args:
        name: what is asked, in the student's words; shown to the student.
        points: what it is worth; the points of a cell's properties add up to the cell's points.
        hint: what to think about when it fails; never the answer.

    Raises:
        ValueError: points are negative or no finite number.
    """

    def __init__(self, name: str, *, points: float, hint: str = "") -> None:
        if not (isinstance(points, (int, float)) and math.isfinite(points) and points >= 0):
            raise ValueError(f"property {name!r}: points must be a number that is not negative, not {points!r}")
        self.name, self.points, self.hint = name, float(points), hint
        self.line = sys._getframe(1).f_lineno

    def __enter__(self) -> property_test:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is not None and not isinstance(error, Exception):
            return False  # an interrupt is not an answer
        outcome = PropertyOutcome(self.name, self.points, self.hint, error is None, error, self.line)
        _outcomes.append((_cell_token(), outcome))
        if _observer is not None:
            _observer(outcome)
        if not _quiet:
            _print_outcome(outcome)
        return True


def score() -> float:
    """The points of this cell's properties that passed; write it as the cell's last line."""
    token = _cell_token()
    earned = sum(outcome.points for owner, outcome in _outcomes if owner == token and outcome.passed)
    _outcomes.clear()
    return round(earned, 6)


def _print_outcome(outcome: PropertyOutcome) -> None:
    if outcome.passed:
        print(f"  passed  {outcome.name} ({outcome.points:g})")
        return
    reason = f"{type(outcome.error).__name__}: {outcome.error}".rstrip(": ")
    print(f"  FAILED  {outcome.name} (0 of {outcome.points:g})\n          {reason}")
    if outcome.hint:
        print(f"          hint: {outcome.hint}")


def kind(value: object) -> str:
    """What ``value`` is, in words: ``'float32 tensor of shape (2, 3)'``, ``'list of 3'``, ``'int'``."""
    shape, dtype = getattr(value, "shape", None), getattr(value, "dtype", None)
    if shape is not None and dtype is not None:
        noun = "tensor" if _is_tensor(value) else "array"
        return f"{str(dtype).removeprefix('torch.')} {noun} of shape {tuple(shape)}"
    if isinstance(value, (list, tuple, set, frozenset, dict)):
        return f"{type(value).__name__} of {len(value)}"
    return type(value).__name__


def close(
    actual: Any, expected: Any, *, rtol: float | None = None, atol: float | None = None, allow_empty: bool = False
) -> bool:
    """True if ``actual`` has the shape, dtype and values of ``expected``.

    Args:
        actual: the student's answer: a number, a tensor, a NumPy array, or lists and tuples of them.
        expected: the right answer. NaN in it is an error of the test; an infinity must stand in the same place.
        rtol, atol: tolerances; by default 1e-4 and 1e-5 for float32, 1e-7 and 1e-8 for float64 and Python floats,
            1e-2 and 1e-2 for half precision, 0 for integers; 2e-3 and 1e-3 for float32 on a GPU.
        allow_empty: whether nothing may be compared with nothing. Without it an empty ``expected`` is refused,
            because a test that compares nothing passes always.

    Raises:
        AssertionError: they differ, with the reason (a ``Mismatch``); or the test is wrong: ``expected`` is empty or
            holds NaN.
    """
    if isinstance(expected, (list, tuple)):
        if not isinstance(actual, (list, tuple)) or len(actual) != len(expected):
            raise Mismatch("kind", f"expected {_article(kind(expected))}, got {kind(actual)}")
        if not expected and not allow_empty:
            raise AssertionError("nothing to compare: `expected` is empty (allow_empty=True if that is meant)")
        return all(
            close(a, e, rtol=rtol, atol=atol, allow_empty=allow_empty) for a, e in zip(actual, expected, strict=True)
        )
    if _is_tensor(expected):
        return _close_tensor(actual, expected, rtol, atol, allow_empty)
    if type(expected).__module__ == "numpy":
        return _close_array(actual, expected, rtol, atol, allow_empty)
    return _close_number(actual, expected, rtol, atol)


def compute_device() -> str:
    """``"cuda"`` where torch can compute on a GPU, else ``"cpu"``: for tests that look at where a result lives::

    x = torch.randn(5, device=compute_device())
    assert norm(x).device == x.device
    """
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def student_source(name: str) -> str:
    """The source text of the function or class ``name`` that the student wrote.

    Use it where an exercise forbids a shortcut. It is text: nothing of it runs.

    Raises:
        AssertionError: the submission defines no such name.
    """
    if _source_provider is not None:
        return _source_provider(name)
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is not None:  # the cells as they ran: inspect finds functions of a notebook, and no classes
        return find_definition(name, [str(text) for text in shell.history_manager.input_hist_parsed])
    namespace = vars(sys.modules["__main__"])
    if name not in namespace:
        raise AssertionError(f"{name} is not defined")
    return inspect.getsource(namespace[name])


def find_definition(name: str, texts: list[str]) -> str:
    """The last definition of ``name`` (function, class or assignment) in ``texts``, as source text.

    Raises:
        AssertionError: no text defines it.
    """
    for text in reversed(texts):
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in reversed(tree.body):
            defined = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name == name
            assigned = isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == name for target in node.targets
            )
            if defined or assigned:
                return ast.get_source_segment(text, node) or ""
    raise AssertionError(f"{name} is not defined")


def _article(words: str) -> str:
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"


def _is_tensor(value: object) -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


_TOLERANCES: dict[tuple[str, str], tuple[float, float]] = {
    # (precision, device): (relative, absolute)
    ("half", "cpu"): (1e-2, 1e-2),  # bfloat16 keeps 8 bits, a step of 0.4 %
    ("half", "cuda"): (1e-2, 1e-2),
    ("single", "cpu"): (1e-4, 1e-5),  # a step is 6e-8; a long sum in another order differs by some hundred steps
    # torch lets cuDNN convolve in TF32, which rounds each factor to 11 bits: 5e-4 each, twice in a product
    ("single", "cuda"): (2e-3, 1e-3),
    ("double", "cpu"): (1e-7, 1e-8),
    ("double", "cuda"): (1e-7, 1e-8),  # TF32 is for single precision only
    ("exact", "cpu"): (0.0, 0.0),
    ("exact", "cuda"): (0.0, 0.0),
}


def _precision(dtype: str) -> str:
    if "16" in dtype and "float" in dtype:
        return "half"
    if "float32" in dtype or "complex64" in dtype:
        return "single"
    return "double" if "float64" in dtype or "complex128" in dtype else "exact"


def _tolerances(dtype: str, rtol: float | None, atol: float | None, device: str = "cpu") -> tuple[float, float]:
    default = _TOLERANCES[_precision(dtype), "cpu" if device == "cpu" else "cuda"]
    return default[0] if rtol is None else rtol, default[1] if atol is None else atol


def _close_tensor(actual: Any, expected: Any, rtol: float | None, atol: float | None, allow_empty: bool) -> bool:
    import torch

    if not isinstance(actual, torch.Tensor):
        raise Mismatch("kind", f"expected {_article(kind(expected))}, got {kind(actual)}")
    if actual.shape != expected.shape:
        raise Mismatch("shape", f"expected shape {tuple(expected.shape)}, got {tuple(actual.shape)}")
    if actual.dtype != expected.dtype:
        raise Mismatch("dtype", f"expected dtype {expected.dtype}, got {actual.dtype}")
    if expected.numel() == 0:
        if not allow_empty:
            raise AssertionError("nothing to compare: `expected` is empty (allow_empty=True if that is meant)")
        return True
    # compared with a result of the CPU or the other way round, the coarser of the two counts
    device = next((one.device.type for one in (actual, expected) if one.device.type != "cpu"), "cpu")
    actual, expected = actual.detach().cpu(), expected.detach().cpu()
    if bool(torch.isnan(expected).any()):
        raise AssertionError("the expected value holds NaN: the test is wrong")
    if bool(torch.isnan(actual).any()):
        raise Mismatch("nan", "the result holds NaN")
    wanted_rtol, wanted_atol = _tolerances(str(expected.dtype), rtol, atol, device)
    if wanted_rtol == wanted_atol == 0:
        same = torch.equal(actual, expected)
    else:
        same = bool(torch.allclose(actual, expected, rtol=wanted_rtol, atol=wanted_atol))
    if not same:
        raise Mismatch("value", f"values differ\n  expected {_brief(expected)}\n  got      {_brief(actual)}")
    return True


def _close_array(actual: Any, expected: Any, rtol: float | None, atol: float | None, allow_empty: bool) -> bool:
    import numpy as np

    expected = np.asarray(expected)
    if not isinstance(actual, (np.ndarray, np.generic)):
        raise Mismatch("kind", f"expected {_article(kind(expected))}, got {kind(actual)}")
    actual = np.asarray(actual)
    if actual.shape != expected.shape:
        raise Mismatch("shape", f"expected shape {expected.shape}, got {actual.shape}")
    if actual.dtype != expected.dtype:
        raise Mismatch("dtype", f"expected dtype {expected.dtype}, got {actual.dtype}")
    if expected.size == 0:
        if not allow_empty:
            raise AssertionError("nothing to compare: `expected` is empty (allow_empty=True if that is meant)")
        return True
    if expected.dtype.kind in "fc":
        if np.isnan(expected).any():
            raise AssertionError("the expected value holds NaN: the test is wrong")
        if np.isnan(actual).any():
            raise Mismatch("nan", "the result holds NaN")
    wanted_rtol, wanted_atol = _tolerances(str(expected.dtype), rtol, atol)
    if wanted_rtol == wanted_atol == 0:
        same = bool(np.array_equal(actual, expected))
    else:
        same = bool(np.allclose(actual, expected, rtol=wanted_rtol, atol=wanted_atol))
    if not same:
        raise Mismatch("value", f"values differ\n  expected {_brief(expected)}\n  got      {_brief(actual)}")
    return True


def _close_number(actual: Any, expected: Any, rtol: float | None, atol: float | None) -> bool:
    if isinstance(expected, (bool, str, bytes)) or expected is None:
        if type(actual) is not type(expected) or actual != expected:
            raise Mismatch("value", f"expected {expected!r}, got {actual!r}")
        return True
    if isinstance(actual, bool) or not isinstance(actual, (int, float, complex)):
        item = getattr(actual, "item", None)
        if item is None or getattr(actual, "shape", None) != () or kind(actual).startswith("bool"):
            raise Mismatch("kind", f"expected a number, got {kind(actual)}")
        actual = item()
    if expected != expected:
        raise AssertionError("the expected value is NaN: the test is wrong")
    if actual != actual:
        raise Mismatch("nan", "the result is NaN")
    wanted_rtol, wanted_atol = _tolerances(
        "int64" if isinstance(expected, int) and isinstance(actual, int) else "float64", rtol, atol
    )
    if actual != expected and not abs(actual - expected) <= wanted_atol + wanted_rtol * abs(expected):
        raise Mismatch("value", f"expected {expected!r}, got {actual!r}")
    return True


def _brief(value: Any, width: int = 300) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= width else text[:width] + " ..."
