"""Which of the student's values a scope measures: how many there are, or that they equal something in shape.

What is measured against another of the student's values does not count: both may be empty.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograde.lint.flow import SIZES, Flow
from autograde.lint.reading import is_check, is_close

__all__ = ["measured"]

_COUNTING = frozenset({"len", "kind", "list", "tuple", "tolist", "sorted", "set"}) | SIZES
_SHAPED = frozenset(
    "equal array_equal assert_close assert_equal assert_array_equal assertEqual assert_allclose".split()
)
_SHAPED |= {"assertSequenceEqual", "assertListEqual", "assertTupleEqual", "assertCountEqual"}
_WRITTEN_OUT = (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.JoinedStr)


def measured(flow: Flow) -> set[str]:
    """The student's values (see :meth:`Flow.things`) that cannot be empty if the checks of the scope pass."""
    found = set(measured(flow.outer)) if flow.outer is not None else set()
    uncertain = _may_not_run(flow)
    for node in flow.nodes:
        if id(node) in uncertain:
            continue
        if isinstance(node, ast.Assert):
            found |= _true(flow, node.test)
        elif isinstance(node, ast.If) and any(isinstance(inner, ast.Raise) for inner in node.body):
            found.update(_compared(flow, node.test))
        elif isinstance(node, ast.Assign) and any(_unpacks(target) for target in node.targets):
            found |= flow.things(node.value)
        elif isinstance(node, ast.Call):
            found |= _checked(flow, node)
    return found


def _may_not_run(flow: Flow) -> set[int]:
    """What stands in a loop whose length the student decides: of nothing it measures nothing."""
    return {
        id(node)
        for loop in flow.nodes
        if isinstance(loop, (ast.For, ast.AsyncFor)) and flow.counted_by_student(loop.iter)
        for statement in loop.body
        for node in ast.walk(statement)
    }


def _unpacks(target: ast.AST) -> bool:
    return isinstance(target, (ast.Tuple, ast.List)) and not any(isinstance(item, ast.Starred) for item in target.elts)


def _true(flow: Flow, condition: ast.expr) -> set[str]:
    """What is measured where ``condition`` is asserted."""
    if isinstance(condition, ast.BoolOp) and isinstance(condition.op, ast.And):
        return {thing for part in condition.values for thing in _true(flow, part)}
    if isinstance(condition, ast.Name) or (isinstance(condition, ast.Call) and _is_size(condition)):
        return flow.things(condition)
    return set(_compared(flow, condition)) | {
        thing for part in ast.walk(condition) if _is_item(part) for thing in flow.things(part)
    }


def _is_item(node: ast.AST) -> bool:
    """``x[0]`` and ``x[-1]`` raise where there is nothing."""
    if not isinstance(node, ast.Subscript):
        return False
    index = node.slice.operand if isinstance(node.slice, ast.UnaryOp) else node.slice
    return isinstance(index, ast.Constant) and isinstance(index.value, int)


def _compared(flow: Flow, condition: ast.expr) -> Iterator[str]:
    for node in ast.walk(condition):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        for side in sides:
            others = [other for other in sides if other is not side and not flow.derived(other)]
            sized = bool(others) and any(_is_size(part) for part in ast.walk(side))
            if sized or any(isinstance(other, _WRITTEN_OUT) for other in others):
                yield from flow.things(side)


def _is_size(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        return name in _COUNTING
    return isinstance(node, ast.Attribute) and node.attr in SIZES


def _checked(flow: Flow, call: ast.Call) -> set[str]:
    """What a call such as ``close(answer, expected)`` measures; ``close`` itself refuses emptiness."""
    name = flow.test.called(call)
    if is_close(flow.test, call) or (name in flow.test.around.checking and is_check(flow.test, call)):
        return {thing for argument in call.args for thing in flow.things(argument)}
    arguments = list(call.args)
    if isinstance(call.func, ast.Attribute) and not flow.test.dotted(call.func).startswith(("torch.", "numpy.")):
        arguments.append(call.func.value)  # answer.equal(expected)
    if name in _SHAPED and any(not flow.derived(argument) for argument in call.args):
        return {thing for argument in arguments for thing in flow.things(argument)}
    return set()
