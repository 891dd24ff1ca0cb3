"""A test cell as the rules read it: its syntax tree, whose its names are, and its scopes.

A scope is the body of one ``property_test`` or what stands outside of them. Each property passes or fails alone, so a
shape that is checked in one of them says nothing about a value in the next.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from autograde.model import Cell, Notebook, Role
from autograde.ownership import TestNames, cell_names, python_text
from autograde.scoring import hidden_lines

__all__ = ["Surroundings", "TestCell", "is_check", "is_close", "surroundings", "test_cell"]

_CHECKING = re.compile(r"(?:assert|check|verify|expect|ensure|require|forbid|fail)(?:s|ed|ing)?(?:_|[A-Z]|$)")
_CHECKS = frozenset("gradcheck gradgradcheck raises warns".split())
_OURS = frozenset("close score".split())
_PROPERTY = "property_test"


@dataclass(frozen=True)
class Surroundings:
    """What the cells of a notebook say that matters to each of its tests."""

    modules: Mapping[str, str]
    """Imported names, with what each stands for: ``np`` is ``numpy``."""
    classes: frozenset[str]
    """Classes that answers define."""
    objects: frozenset[str]
    """Those classes, functions of answers, and names that answers give to instances."""
    checking: frozenset[str]
    """Functions of the author's that can fail a test."""
    answers: frozenset[str] = frozenset()
    """Every name that an answer binds."""


@dataclass(frozen=True)
class TestCell:
    """One test cell."""

    __test__ = False  # not a test class, whatever its name looks like

    cell: Cell
    tree: ast.Module
    theirs: frozenset[str]
    """Names that are the student's."""
    around: Surroundings
    hidden: frozenset[int] = field(default=frozenset())
    """Lines that students do not see."""

    @cached_property
    def modules(self) -> Mapping[str, str]:
        """Imported names, without those that the cell uses for something else."""
        nested = {name: what for node in ast.walk(self.tree) for name, what in _imported(node)}
        other = {node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name) and not _loaded(node)}
        return {name: what for name, what in {**self.around.modules, **nested}.items() if name not in other}

    def dotted(self, node: ast.AST) -> str:
        """The full name of what ``node`` names (``torch.func.grad``), empty where it is no name or the student's."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or node.id in self.theirs:
            return ""
        return ".".join([self.modules.get(node.id, node.id), *reversed(parts)])

    @cached_property
    def properties(self) -> tuple[ast.With, ...]:
        """The cell's ``with property_test(...)`` statements, in order."""
        found = (node for node in ast.walk(self.tree) if isinstance(node, ast.With) and self.property_call(node))
        return tuple(sorted(found, key=lambda node: node.lineno))

    def property_call(self, node: ast.AST) -> ast.Call | None:
        """The call of ``property_test`` in the head of a ``with``."""
        if isinstance(node, ast.With):
            for item in node.items:
                if self.called(item.context_expr) == _PROPERTY:
                    assert isinstance(item.context_expr, ast.Call)
                    return item.context_expr
        return None

    def called(self, node: ast.AST) -> str:
        """The last part of the name of the function that ``node`` calls, the student's left out."""
        if not isinstance(node, ast.Call):
            return ""
        if isinstance(node.func, ast.Attribute):
            return node.func.attr
        return self.dotted(node.func).rpartition(".")[2]

    def inside(self, body: Sequence[ast.stmt]) -> Iterator[ast.AST]:
        """Every node of ``body``, without the properties in it."""
        todo: list[ast.AST] = list(reversed(body))
        while todo:
            node = todo.pop()
            if self.property_call(node) is None:
                yield node
                todo.extend(reversed(list(ast.iter_child_nodes(node))))


def is_check(test: TestCell, node: ast.AST) -> bool:
    """Whether ``node`` can fail a test on its own."""
    if isinstance(node, (ast.Assert, ast.Raise)):
        return True
    if is_close(test, node) or _is_ours(test, node, "score"):
        return True
    name = test.called(node)
    return name in _CHECKS or bool(_CHECKING.match(name)) or name in test.around.checking


def is_close(test: TestCell, node: ast.AST) -> bool:
    """Whether ``node`` is a call of :func:`autograde.testing.close`, not of some object's method of that name."""
    return _is_ours(test, node, "close")


def _is_ours(test: TestCell, node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and test.dotted(node.func) in (name, f"autograde.testing.{name}")


def test_cell(cell: Cell, names: TestNames, around: Surroundings) -> TestCell:
    """The cell, parsed; its text must be Python."""
    return TestCell(cell, ast.parse(python_text(cell.source)), names.candidate, around, hidden_lines(cell.source))


def surroundings(notebook: Notebook) -> Surroundings:
    """What all code cells of ``notebook`` that are Python bind and import."""
    modules: dict[str, str] = {}
    answers: list[ast.stmt] = []
    bound: set[str] = set()
    own: list[ast.stmt] = []
    for cell in notebook.cells:
        names = cell_names(cell.source)
        if cell.kind != "code" or names.broken:
            continue
        for statement in names.imports.values():
            modules.update(pair for node in ast.parse(statement).body for pair in _imported(node))
        body = ast.parse(python_text(cell.source)).body
        is_answer = cell.role in (Role.SOLUTION, Role.MANUAL)
        (answers if is_answer else own).extend(body)
        bound |= names.bound if is_answer else set()
    classes = frozenset(node.name for node in answers if isinstance(node, ast.ClassDef))
    functions = {node.name for node in answers if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}
    instances = {
        target.id
        for node in answers
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name)
        for target in node.targets
        if isinstance(target, ast.Name) and node.value.func.id in classes
    }
    return Surroundings(modules, classes, classes | functions | instances, _checking(own), frozenset(bound))


def _checking(body: Sequence[ast.stmt]) -> frozenset[str]:
    """Functions in ``body`` that assert or raise, also by way of each other."""
    functions = [
        node
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    found: set[str] = set()
    while True:
        more = {
            function.name
            for function in functions
            for node in ast.walk(function)
            if isinstance(node, (ast.Assert, ast.Raise))
            or (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and (node.func.id in found | _CHECKS | _OURS or _CHECKING.match(node.func.id))
            )
        }
        if more <= found:
            return frozenset(found)
        found |= more


def _imported(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield (alias.asname, alias.name) if alias.asname else (alias.name.split(".")[0],) * 2
    elif isinstance(node, ast.ImportFrom) and not node.level:
        for alias in node.names:
            yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _loaded(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)
