"""Read the student's answers as text, without running them: which test asks about which, stubs left, defined names."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from autograde.matching import is_answer, key
from autograde.model import Notebook, Role
from autograde.ownership import cell_names, owners

__all__ = ["answers_of", "defining", "statement", "stubs_left"]

_STUB = "raise NotImplementedError()"


def answers_of(notebook: Notebook) -> dict[str, tuple[str, ...]]:
    """For each test, by grade_id, the keys of the answers that it is about.

    The names that it uses tell; where they do not (an empty stub defines none), the answers right before it.
    """
    keys = {position: key(notebook, position) for position in range(len(notebook.cells))}
    answers = {keys[position] for position, cell in enumerate(notebook.cells) if is_answer(cell)}
    named = owners(notebook, keys)
    found: dict[str, tuple[str, ...]] = {}
    before: list[str] = []
    since_test = False
    for position, cell in enumerate(notebook.cells):
        if is_answer(cell) and cell.kind == "code":
            before = before if since_test else []
            before.append(keys[position])
            since_test = True
        elif cell.role is Role.TEST:
            found[cell.grade_id] = tuple(a for a in named[cell.grade_id].answers if a in answers) or tuple(before)
            since_test = False
    return found


def stubs_left(source: str) -> list[tuple[str, int]]:
    """Functions that still hold the stub, with its line; the name is empty outside of any function."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return [("", n) for n, line in enumerate(source.splitlines(), 1) if line.strip() == _STUB]
    lines = source.splitlines()
    found: dict[int, str] = {}
    for node in ast.walk(tree):  # outer functions come first, so the innermost name stays
        for inner in ast.walk(node) if isinstance(node, (ast.FunctionDef, ast.Module)) else ():
            if isinstance(inner, ast.Raise) and lines[inner.lineno - 1].strip() == _STUB:
                found[inner.lineno] = node.name if isinstance(node, ast.FunctionDef) else ""
    return [(found[line], line) for line in sorted(found)]


def defining(name: str, sources: Mapping[int, str]) -> list[int]:
    """The cells, by their number, that define a name."""
    return [number for number, source in sources.items() if name in cell_names(source).bound]


def statement(source: str, line: int) -> str:
    """The innermost statement at a line, as one line of text."""
    try:
        nodes: Sequence[ast.AST] = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        nodes = []
    around = [n for n in nodes if isinstance(n, ast.stmt) and n.lineno <= line <= (n.end_lineno or n.lineno)]
    if around:
        node = max(around, key=lambda n: n.lineno)
        if not isinstance(node, (ast.With, ast.For, ast.If, ast.While, ast.FunctionDef, ast.ClassDef)):
            return ast.unparse(node)
    lines = source.splitlines()
    return lines[line - 1].strip() if 0 < line <= len(lines) else ""
