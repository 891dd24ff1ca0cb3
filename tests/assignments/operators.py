"""What can go wrong in an answer by one small slip: the operators that make mutants of it.

Written for short tensor code, where a slip is a wrong dim, a lost ``keepdim``, swapped indices, a forgotten step or a
slice that ends too early. The tools for packages (mutmut, cosmic-ray) know numbers and comparisons, but none of these,
and they want files and a test command where we have cells and a run of milliseconds.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

__all__ = ["replacements"]

_BINARY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult, ast.MatMult: ast.Mult,
    ast.FloorDiv: ast.Div, ast.Mod: ast.FloorDiv,
}  # fmt: skip
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_METHODS = {
    "sum": "mean", "mean": "sum", "max": "min", "min": "max", "amax": "amin", "amin": "amax", "argmax": "argmin",
    "argmin": "argmax", "abs": "neg", "exp": "expm1", "log": "log1p", "sin": "cos", "cos": "sin", "tanh": "sigmoid",
    "sigmoid": "tanh", "relu": "abs", "zeros": "ones", "ones": "zeros", "new_zeros": "new_ones", "zeros_like":
    "ones_like", "ones_like": "zeros_like", "std": "var", "var": "std", "cumsum": "cumprod", "softmax": "log_softmax",
    "square": "abs", "sqrt": "abs", "append": "extend", "any": "all", "all": "any", "maximum": "minimum",
}  # fmt: skip


def replacements(node: ast.AST) -> Iterator[ast.AST]:
    """Everything that ``node`` may become by one slip; ``node`` itself is left as it is."""
    if isinstance(node, ast.Constant):
        yield from (ast.Constant(value) for value in _other_constants(node.value))
    elif isinstance(node, ast.BinOp):
        if other := _BINARY.get(type(node.op)):
            yield ast.BinOp(node.left, other(), node.right)
        yield node.left
        yield node.right
    elif isinstance(node, ast.AugAssign):
        if other := _BINARY.get(type(node.op)):
            yield ast.AugAssign(node.target, other(), node.value)
        yield ast.Assign([node.target], node.value, lineno=node.lineno)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        if swapped := _COMPARED.get(type(node.ops[0])):
            yield ast.Compare(node.left, [swapped()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield from _conditions(node)
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.Slice):
        for part in ("lower", "upper", "step"):
            if getattr(node, part) is not None:
                yield _with(node, part, None)
    elif isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load):
        yield from _swapped(node, "elts")
    elif isinstance(node, (ast.Assign, ast.Expr, ast.For, ast.Break, ast.Continue, ast.Raise)):
        yield ast.Pass()


def _other_constants(value: object) -> Iterator[object]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1)
    elif isinstance(value, float):
        yield from (value * 2, value + 1)


def _conditions(node: ast.If | ast.IfExp | ast.While) -> Iterator[ast.AST]:
    """The condition taken as always true, and as never true."""
    if not isinstance(node, ast.While):
        yield _with(node, "test", ast.Constant(True))
    yield _with(node, "test", ast.Constant(False))


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    if isinstance(node.func, ast.Attribute):
        if other := _METHODS.get(node.func.attr):
            yield _with(node, "func", ast.Attribute(node.func.value, other, ast.Load()))
        if not isinstance(node.func.value, ast.Name) or node.func.value.id != "torch":
            yield node.func.value  # the step left out
    if getattr(node.func, "id", "") == "range":
        last = node.args[0 if len(node.args) == 1 else 1]
        first = node.args[0] if len(node.args) > 1 else ast.Constant(0)
        step = node.args[2:]
        for begin, end in ((first, _plus(last, -1)), (first, _plus(last, 1)), (_plus(first, 1), last)):
            yield _with(node, "args", [begin, end, *step])
    for position in range(len(node.args)):
        yield _with(node, "args", node.args[:position] + node.args[position + 1 :])
    for position in range(len(node.keywords)):
        yield _with(node, "keywords", node.keywords[:position] + node.keywords[position + 1 :])
    yield from _swapped(node, "args")


def _swapped(node: ast.expr, part: str) -> Iterator[ast.AST]:
    """Neighbours changed places, as in a wrong order of indices or arguments."""
    entries = getattr(node, part)
    for position in range(len(entries) - 1):
        order = [*entries[:position], entries[position + 1], entries[position], *entries[position + 2 :]]
        yield _with(node, part, order)


def _plus(node: ast.expr, number: int) -> ast.expr:
    return ast.BinOp(node, ast.Add(), ast.Constant(number))


def _with(node: ast.AST, part: str, value: object) -> ast.AST:
    changed = copy.copy(node)
    setattr(changed, part, value)
    return changed
