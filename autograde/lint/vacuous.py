"""Rules about tests that pass without a right answer: empty loops, comparisons without assert, a score as a gift."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograde.lint.conditions import conditions
from autograde.lint.flow import COMPARING, Flow
from autograde.lint.measured import measured
from autograde.lint.reading import TestCell, is_check
from autograde.lint.rules import Complaint, Rule, complain

__all__ = ["ending", "vacuous"]

_CLOCKS = frozenset(
    f"time.{name}{ending}"
    for name in "time perf_counter monotonic process_time thread_time".split()
    for ending in ("", "_ns")
) | {"datetime.datetime.now", "datetime.datetime.utcnow"}
_MAGICS = frozenset("time timeit prun".split())


def vacuous(flow: Flow) -> Iterator[Complaint]:
    """Complaints about one scope."""
    safe = measured(flow)
    yield from conditions(flow, safe)
    for node in flow.nodes:
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Tuple) and node.test.elts:
            yield complain(Rule.FORGOTTEN, node, "assert of a tuple is always true; remove the parentheses")
        elif isinstance(node, ast.Expr) and _is_answer(flow.test, node.value):
            yield complain(Rule.FORGOTTEN, node, "a comparison that nothing looks at; write assert before it")
        elif isinstance(node, ast.Call) and _is_clock(flow.test, node):
            text = (
                "a time depends on what else the machine does; count calls or operations, or set the limit question_s"
            )
            yield complain(Rule.TIMING, node, text)
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            yield from _loop(flow, node, safe)


def ending(test: TestCell, flow: Flow) -> Iterator[Complaint]:
    """Complaints about what a cell or a property as a whole comes to."""
    if flow.property is not None:
        if not any(is_check(test, node) for node in flow.nodes):
            text = "this property cannot fail; assert something of the result, or compare it with close(...)"
            yield complain(Rule.NOTHING, flow.property, text)
        return
    last = test.tree.body[-1] if test.tree.body else None
    value = last.value if isinstance(last, ast.Expr) else None
    if value is not None and flow.chosen(value) and not is_check(test, value):
        yield complain(
            Rule.SCORE,
            value,
            "the cell ends with a value that the student's code returns, which would be the score; assert something "
            "of it, assign it to _, or end with score()",
        )
    if test.properties or any(is_check(test, node) for node in flow.nodes):
        return
    if value is None or not (_is_score(test, value) or flow.chosen(value) or _is_answer(test, value)):
        lines = len(test.cell.source.splitlines()) or 1
        text = "this test cannot fail, it only shows that nothing was raised; assert something of the result"
        yield Complaint(Rule.NOTHING, 1, lines, text)


def _is_score(test: TestCell, value: ast.expr) -> bool:
    """Whether an author who ends a cell so means partial credit."""
    if isinstance(value, ast.Call):
        return test.called(value) in ("sum", "round", "float", "int", "min", "max", "mean", "item")
    return isinstance(value, (ast.Name, ast.BinOp, ast.IfExp, ast.Subscript, ast.Attribute))


def _is_answer(test: TestCell, value: ast.AST) -> bool:
    """A yes or no that is computed and thrown away."""
    if isinstance(value, ast.BoolOp):
        return any(_is_answer(test, part) for part in value.values)
    if isinstance(value, ast.Call):
        return test.called(value) in COMPARING | {"all"}
    return isinstance(value, ast.Compare) or (isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not))


def _is_clock(test: TestCell, call: ast.Call) -> bool:
    name = test.dotted(call.func)
    if name in _CLOCKS or name.startswith(("timeit.", "torch.utils.benchmark.")):
        return True
    magic = call.args[0] if call.args and test.called(call) in ("run_line_magic", "run_cell_magic") else None
    return isinstance(magic, ast.Constant) and magic.value in _MAGICS


def _loop(flow: Flow, loop: ast.For | ast.AsyncFor, safe: set[str]) -> Iterator[Complaint]:
    inside = [node for statement in loop.body for node in ast.walk(statement)]
    if not flow.counted_by_student(loop.iter) or not any(is_check(flow.test, node) for node in inside):
        return
    if flow.things(loop.iter) & safe or _counted_after(flow, loop, inside):
        return
    yield complain(
        Rule.LOOP,
        loop,
        "the student's code decides how often this loop runs, perhaps never; assert the number of items first, or "
        "write zip(..., expected, strict=True)",
    )


def _counted_after(flow: Flow, loop: ast.For | ast.AsyncFor, inside: list[ast.AST]) -> bool:
    """Whether a later check looks at something that the loop counts or collects."""
    kept = {node.id for node in ast.walk(loop.target) if isinstance(node, ast.Name)}
    for node in inside:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            kept.add(node.id)
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.attr in ("append", "add", "extend", "update")
        ):
            kept.add(node.func.value.id)
    end = loop.end_lineno or loop.lineno
    return any(
        isinstance(part, ast.Name) and part.id in kept
        for node in flow.nodes
        if is_check(flow.test, node) and getattr(node, "lineno", 0) > end
        for part in ast.walk(node)
    )
