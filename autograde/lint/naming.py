"""Rules about names that cross between tests and the student's code, and about random numbers that do.

Tests do not run among the student's code: what a test binds is not there for a later cell. What it assigns to a name
of the student's is written into their process, where they can read it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from autograde.lint.reading import TestCell
from autograde.lint.rules import Complaint, Rule, complain
from autograde.matching import key
from autograde.model import Notebook, Role
from autograde.ownership import CellNames

__all__ = ["leaks", "overwrites", "seeds", "unimported"]

_SEEDS = ("torch.manual_seed", "torch.random.manual_seed", "torch.seed", "numpy.random.seed", "random.seed")
_CUDA = "torch.cuda.manual_seed"
_DRAWS = frozenset("rand randn randint randperm normal bernoulli multinomial poisson rand_like randn_like".split())
_FILLS = frozenset("normal_ uniform_ random_ bernoulli_ exponential_ log_normal_ cauchy_ geometric_".split())


_HELPERS = frozenset("close kind property_test score student_source".split())


def unimported(test: TestCell) -> Iterator[Complaint]:
    """Helpers that the cell uses and nothing imports; without this they pass for the student's functions."""
    reported: set[str] = set()
    for node in ast.walk(test.tree):
        name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        if name not in _HELPERS & test.theirs - reported or name in test.around.answers:
            continue
        reported.add(name)
        text = f"`{name}` is imported nowhere; write `from autograde.testing import {name}` in a set-up cell"
        yield complain(Rule.PROPERTY, node, text)


def leaks(notebook: Notebook, names: Mapping[int, CellNames], position: int, test: TestCell) -> Iterator[Complaint]:
    """Names that this test binds and that a later cell, which is no test, takes from it.

    Args:
        names: of each code cell, by its position.
    """
    reported: set[str] = set()
    for later in sorted(index for index in names if index > position):
        if notebook.cells[later].role is Role.TEST:
            continue
        taken = (names[later].used - names[later].bound) & names[position].bound - reported - {"_"}
        for name in sorted(taken):
            binders = [index for index in names if index < later and name in names[index].bound]
            elsewhere = any(index < position and notebook.cells[index].role is not Role.TEST for index in binders)
            if max(binders) != position or (elsewhere and (name in names[position].imports or _restores(test, name))):
                continue
            reported.add(name)
            yield complain(
                Rule.LEAK,
                _first_binding(test, name),
                f"`{name}` is bound in a test and used by cell {key(notebook, later)!r}, where tests do not run; bind "
                "it in a set-up cell before both",
            )


def overwrites(test: TestCell) -> Iterator[Complaint]:
    """Data that the test assigns to a name of the student's. Functions are put there on purpose, and names put back."""
    for name, node, value in _bindings(test.tree):
        if name in test.theirs and not isinstance(value, (ast.Name, ast.Lambda)):
            yield complain(
                Rule.OVERWRITE,
                node,
                f"`{name}` is the student's: what is assigned to it here is written into their process; use another "
                "name",
            )


def seeds(test: TestCell) -> Iterator[Complaint]:
    """Seeds in hidden lines that inputs are drawn with: the student's side is seeded alike and can draw them, too."""
    calls = sorted(
        (node for node in ast.walk(test.tree) if isinstance(node, ast.Call) and node.lineno in test.hidden),
        key=lambda node: (node.lineno, node.col_offset),
    )
    seeding: ast.Call | None = None
    for call in calls:
        name = test.dotted(call.func)
        if name in _SEEDS or name.startswith(_CUDA):
            seeding = call
        elif seeding is not None and _draws(test, call):
            yield complain(
                Rule.SEED,
                seeding,
                f"{test.dotted(seeding.func)} seeds the student's side as well, which could draw the hidden inputs; "
                "leave it out (the grader seeds each test), or use a torch.Generator",
            )
            seeding = None


def _draws(test: TestCell, call: ast.Call) -> bool:
    name = test.dotted(call.func)
    if any(keyword.arg == "generator" for keyword in call.keywords):
        return False
    if isinstance(call.func, ast.Attribute) and call.func.attr in _FILLS:
        return True
    return name.startswith(("numpy.random.", "random.")) or (
        name.startswith("torch.") and name.rpartition(".")[2] in _DRAWS
    )


def _restores(test: TestCell, name: str) -> bool:
    return name in test.theirs and all(
        isinstance(value, (ast.Name, ast.Lambda)) for bound, _, value in _bindings(test.tree) if bound == name
    )


def _first_binding(test: TestCell, name: str) -> ast.AST:
    for node in ast.walk(test.tree):
        if isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load):
            return node
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name == name:
            return node
        if isinstance(node, (ast.Import, ast.ImportFrom)) and any(
            name == (alias.asname or alias.name.split(".")[0]) for alias in node.names
        ):
            return node
    return test.tree


def _bindings(tree: ast.AST) -> Iterator[tuple[str, ast.AST, ast.AST | None]]:
    """Names that a cell assigns outside of its functions, with the value where it is written beside the name."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            continue
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _assigned(target, node, node.value)
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
            yield from _assigned(node.target, node, node.value)
        elif isinstance(node, (ast.AugAssign, ast.For, ast.AsyncFor)):
            yield from _assigned(node.target, node, None)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            for item in node.items:
                if item.optional_vars is not None:
                    yield from _assigned(item.optional_vars, node, None)
        yield from _bindings(node)


def _assigned(target: ast.AST, node: ast.AST, value: ast.AST | None) -> Iterator[tuple[str, ast.AST, ast.AST | None]]:
    if isinstance(target, ast.Name):
        yield target.id, node, value
    elif isinstance(target, (ast.Tuple, ast.List)):
        values = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
        for index, item in enumerate(target.elts):
            paired = values[index] if len(values) == len(target.elts) else None
            yield from _assigned(item.value if isinstance(item, ast.Starred) else item, node, paired)
