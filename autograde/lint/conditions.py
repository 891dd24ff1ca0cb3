"""Rules about conditions that hold for a wrong answer: NaN makes every order false, and ``all`` of nothing is true."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograde.lint.flow import SIZES, Flow
from autograde.lint.rules import Complaint, Rule, complain

__all__ = ["conditions"]

_ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_COUNTS = SIZES | frozenset("len count dim ndim ndimension index".split())
_UNITTEST = {"assertTrue": True, "assertFalse": False}


def conditions(flow: Flow, safe: set[str]) -> Iterator[Complaint]:
    """Complaints about one scope.

    Args:
        safe: what of the student's cannot be empty, see :func:`autograde.lint.measured.measured`.
    """
    for condition, wanted in _required(flow):
        for part, holds in _parts(flow, condition, wanted):
            if isinstance(part, ast.Compare):
                if not holds and _may_be_nan(flow, part):
                    text = "an order that must not hold lets NaN pass; write assert ... <= ..., or close(...)"
                    yield complain(Rule.NAN, part, text)
                continue
            quantifier = "all" if holds else "any"
            subject = _subject(flow, part, quantifier)
            if subject is not None and flow.counted_by_student(subject) and not flow.things(subject) & safe:
                shown = "`all` is true" if holds else "`not any` is true"
                text = (
                    f"{shown} where there is nothing; compare with close(...), or assert shape or number of items, too"
                )
                yield complain(Rule.EMPTY, part, text)


def _required(flow: Flow) -> Iterator[tuple[ast.expr, bool]]:
    """Conditions that the test depends on, with what they must be."""
    for node in flow.nodes:
        if isinstance(node, ast.Assert):
            yield node.test, True
        elif isinstance(node, ast.If) and any(_fails(inner) for inner in node.body):
            yield node.test, False
        elif isinstance(node, (ast.Assign, ast.Return, ast.Expr)) and node.value is not None:
            called = flow.test.called(node.value)
            if called in _UNITTEST and isinstance(node.value, ast.Call) and node.value.args:
                yield node.value.args[0], _UNITTEST[called]
            else:
                yield node.value, True


def _fails(node: ast.stmt) -> bool:
    return isinstance(node, ast.Raise) or (
        isinstance(node, ast.Assert) and isinstance(node.test, ast.Constant) and not node.test.value
    )


def _parts(flow: Flow, node: ast.expr, wanted: bool) -> Iterator[tuple[ast.Compare | ast.Call, bool]]:
    """Comparisons and calls in a condition, with what they must be."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield from _parts(flow, node.operand, not wanted)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _parts(flow, value, wanted)
    elif isinstance(node, ast.Compare):
        yield node, wanted
    elif isinstance(node, ast.Call):
        yield node, wanted
        inner = next((found for word in ("any", "all") if (found := _subject(flow, node, word)) is not None), None)
        if flow.test.dotted(node.func) == "bool" and node.args:
            inner = node.args[0]
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "item":
            inner = node.func.value
        if isinstance(inner, (ast.GeneratorExp, ast.ListComp)):
            inner = inner.elt
        if inner is not None:
            yield from _parts(flow, inner, wanted)


def _subject(flow: Flow, call: ast.Call, quantifier: str) -> ast.expr | None:
    """What ``all`` or ``any`` ranges over; with a ``dim`` it gives a tensor, which is looked at elsewhere."""
    if call.keywords:
        return None
    if flow.test.dotted(call.func) in (quantifier, f"torch.{quantifier}", f"numpy.{quantifier}"):
        return call.args[0] if len(call.args) == 1 else None
    if isinstance(call.func, ast.Attribute) and call.func.attr == quantifier and not call.args:
        return call.func.value
    return None


def _may_be_nan(flow: Flow, compare: ast.Compare) -> bool:
    return any(isinstance(operator, _ORDER) for operator in compare.ops) and any(
        flow.derived(side) and not _is_count(side) for side in (compare.left, *compare.comparators)
    )


def _is_count(node: ast.AST) -> bool:
    """Whole numbers are never NaN."""
    if isinstance(node, ast.Call):
        return _is_count(node.func)
    if isinstance(node, ast.Subscript):
        return _is_count(node.value)
    if isinstance(node, ast.Name):
        return node.id in _COUNTS
    return isinstance(node, ast.Attribute) and node.attr in _COUNTS
