"""What in a scope comes from the student: any value that depends on their code, and values that they choose freely.

Names are followed through assignments, loops, ``with`` and the test's own functions, without regard to the order of
lines. A comparison with the student's value is the student's, but not chosen: the test decides what it compares with.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from autograde.lint.reading import TestCell

__all__ = ["COMPARING", "SIZES", "Flow", "scopes"]

COMPARING = frozenset("allclose equal isclose array_equal array_equiv isinstance issubclass hasattr callable".split())
"""Functions that answer yes or no."""
SIZES = frozenset("shape size numel nelement".split())
"""Attributes and methods that say how much there is."""
_PASSING = frozenset("float int abs round min max sum len sorted next list tuple".split())
_ANSWERLESS = COMPARING | {"save", "savez", "manual_seed", "seed"}
_WRAPPERS = frozenset("enumerate list tuple sorted reversed iter set frozenset dict".split())
_VIEWS = frozenset("items keys values".split())


class Flow:
    """One scope: its nodes, and which of its names are the student's.

    Args:
        body: the statements of the scope.
        outer: what stands outside of the property; None for that itself.
        property: the ``with`` statement of the property.
    """

    def __init__(
        self, test: TestCell, body: Sequence[ast.stmt], outer: Flow | None = None, property: ast.With | None = None
    ) -> None:
        self.test, self.outer, self.property = test, outer, property
        self.body = body
        self.nodes = list(test.inside(body))
        bindings = [binding for node in self.nodes for binding in _bindings(node)]
        bound = {name for names, _ in bindings for name in names}
        self._derived: set[str] = set(outer._derived - bound if outer else test.theirs)
        self._chosen: set[str] = set(outer._chosen - bound if outer else test.theirs)
        self._follow(bindings)
        self._literal = {name for names, value in bindings if _several(value) for name in names}
        self._literal -= {name for names, value in bindings if not _several(value) for name in names}
        if outer:
            self._literal |= outer._literal - bound

    def _follow(self, bindings: list[tuple[set[str], ast.AST]]) -> None:
        grew = True
        while grew:
            before = len(self._derived) + len(self._chosen)
            for names, value in bindings:
                if self.derived(value):
                    self._derived |= names
                if isinstance(value, ast.FunctionDef):
                    returned = [node.value for node in ast.walk(value) if isinstance(node, ast.Return) and node.value]
                    if any(self.chosen(answer) for answer in returned):
                        self._chosen |= names
                elif self.chosen(value):
                    self._chosen |= names
            grew = len(self._derived) + len(self._chosen) > before

    def derived(self, node: ast.AST) -> bool:
        """Whether anything in ``node`` depends on the student's code."""
        return any(isinstance(part, ast.Name) and part.id in self._derived for part in ast.walk(node))

    def chosen(self, node: ast.AST) -> bool:
        """Whether the student decides freely what value ``node`` has."""
        if isinstance(node, ast.Name):
            return node.id in self._chosen
        if isinstance(node, ast.Call):
            name = self.test.dotted(node.func)
            if name in _PASSING or (name.startswith(("torch.", "numpy.")) and name.split(".")[-1] not in _ANSWERLESS):
                return any(self.chosen(argument) for argument in node.args)
            return self.test.called(node) not in COMPARING and self.chosen(node.func)
        if isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred, ast.Await, ast.NamedExpr)):
            return self.chosen(node.value)
        if isinstance(node, ast.BinOp):
            return self.chosen(node.left) or self.chosen(node.right)
        if isinstance(node, ast.UnaryOp):
            return not isinstance(node.op, ast.Not) and self.chosen(node.operand)
        if isinstance(node, ast.IfExp):
            return self.chosen(node.body) or self.chosen(node.orelse)
        if isinstance(node, ast.BoolOp):
            return any(self.chosen(value) for value in node.values)
        if isinstance(node, (ast.Tuple, ast.List)):
            return any(self.chosen(value) for value in node.elts)
        return isinstance(node, (ast.ListComp, ast.GeneratorExp)) and self.chosen(node.elt)

    def counted_by_student(self, node: ast.AST) -> bool:
        """Whether the student's code decides how many items an iterable has."""
        if _several(node) or (isinstance(node, ast.Name) and node.id in self._literal):
            return False
        if isinstance(node, ast.Call):
            name = self.test.dotted(node.func)
            if name == "zip":
                each = [self.counted_by_student(argument) for argument in node.args]
                return all(each) if _strict(node) else any(each)
            if name in _WRAPPERS and node.args:
                return self.counted_by_student(node.args[0])
            if name in ("map", "filter"):
                return any(self.counted_by_student(argument) for argument in node.args[1:])
            if isinstance(node.func, ast.Attribute) and node.func.attr in _VIEWS:
                return self.counted_by_student(node.func.value)
        if isinstance(node, (ast.ListComp, ast.GeneratorExp, ast.SetComp, ast.DictComp)):
            return any(self.counted_by_student(loop.iter) for loop in node.generators)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self.counted_by_student(node.left) and self.counted_by_student(node.right)
        return self.derived(node)

    def things(self, node: ast.AST) -> set[str]:
        """What of the student's ``node`` is about: names of the test, and calls of the student's functions as text."""
        if isinstance(node, ast.Name):
            return {node.id} if node.id in self._derived else set()
        if isinstance(node, ast.Call):
            owner: ast.AST = node.func
            while isinstance(owner, ast.Attribute):
                owner = owner.value
            if isinstance(owner, ast.Name) and owner.id in self.test.theirs:
                return {ast.unparse(node)}
        return {thing for part in ast.iter_child_nodes(node) for thing in self.things(part)}


def scopes(test: TestCell) -> list[Flow]:
    """What stands outside of the properties, and each property."""
    outer = Flow(test, test.tree.body)
    return [outer, *(Flow(test, node.body, outer, node) for node in test.properties)]


def _several(node: ast.AST) -> bool:
    """A list, tuple, set or dict that is written out and not empty."""
    if isinstance(node, ast.Dict):
        return any(key is not None for key in node.keys)
    return isinstance(node, (ast.List, ast.Tuple, ast.Set)) and any(
        not isinstance(item, ast.Starred) for item in node.elts
    )


def _strict(call: ast.Call) -> bool:
    return any(
        keyword.arg == "strict" and isinstance(keyword.value, ast.Constant) and keyword.value.value is True
        for keyword in call.keywords
    )


def _bindings(node: ast.AST) -> Iterator[tuple[set[str], ast.AST]]:
    """Names that ``node`` binds, with what they come from."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield _names(target), node.value
    elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
        if node.value is not None:
            yield _names(node.target), node.value
    elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        yield _names(node.target), node.iter
    elif isinstance(node, ast.withitem) and node.optional_vars is not None:
        yield _names(node.optional_vars), node.context_expr
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield {node.name}, node


def _names(target: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
