"""Finds text of a solution, or of a hidden test, in what students get.

Three looks, each at a piece of an answer that says something: the lines as they stand; the expressions in them, however
they are spaced or bracketed, in prose and comments too; and in code also with other names in them.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterable, Iterator

from nbformat import NotebookNode

__all__ = ["leaks", "pieces", "regions"]

TELLING_LINE = 12
"""Characters without blanks; shorter lines (``return C``, ``else:``) are everybody's."""
TELLING_NODES = 7
"""Syntax nodes of an expression; smaller ones (``A[i]``, ``x.abs()``) are the vocabulary, not the answer."""
TELLING_SHAPE = 12
"""Syntax nodes of an expression that counts with other names in it as well."""
HARMLESS = re.compile(r"#|\w+\([\w,]*\)$")
"""Comments, and calls with names only: the head of a helper's definition looks like that."""


def regions(text: str, what: str) -> list[str]:
    """The texts between ``### BEGIN <what>`` and ``### END <what>``; a cell without markers is one as a whole."""
    found = re.findall(rf"### BEGIN {what}\n(.*?)### END {what}", text, flags=re.DOTALL)
    return found if found or f"BEGIN {what}" in text else [text]


def pieces(text: str) -> set[str]:
    """The telling lines and expressions of ``text``, normalised."""
    lines = {_flat(line) for line in text.splitlines()}
    found = {line for line in lines if len(line) >= TELLING_LINE and not HARMLESS.match(line)}
    return found | {_flat(ast.unparse(node)) for node in _expressions(text, TELLING_NODES)}


def leaks(answer: str, released: NotebookNode, allowed: str = "") -> list[str]:
    """One line for each piece of ``answer`` that a cell of ``released`` holds.

    Args:
        answer: text that students must not see.
        allowed: text that they see on purpose and that may share pieces with the answer.
    """
    shared = _flat(allowed)
    telling = {piece for piece in pieces(answer) if piece not in shared}
    known_shapes = _shapes(allowed)
    shapes = {shape: example for shape, example in _shapes(answer).items() if shape not in known_shapes}
    found = []
    for cell in released.cells:
        flat = _flat(cell.source)
        found += [f"cell {cell.id} holds {piece}" for piece in sorted(telling) if piece in flat]
        if cell.cell_type == "code":
            common = sorted(set(shapes) & set(_shapes(cell.source)))
            found += [f"cell {cell.id} holds {shapes[shape]} with other names" for shape in common]
    return found


def _shapes(text: str) -> dict[str, str]:
    """Large expressions with all names replaced by one, each with what stood there."""
    found = {}
    for node in _expressions(text, TELLING_SHAPE):
        nameless = copy.deepcopy(node)
        for inner in ast.walk(nameless):
            if isinstance(inner, ast.Name):
                inner.id = "_"
        found[_flat(ast.unparse(nameless))] = ast.unparse(node)
    return found


def _expressions(text: str, nodes: int) -> Iterator[ast.expr]:
    """Expressions of at least ``nodes`` syntax nodes; text that is no Python has none."""
    try:
        tree = ast.parse(_dedented(text))
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and not isinstance(node, (ast.JoinedStr, ast.Constant)) and _size(node) >= nodes:
            yield node


def _size(node: ast.AST) -> int:
    return sum(not isinstance(inner, ast.expr_context) for inner in ast.walk(node))


def _dedented(text: str) -> str:
    """A region out of a function's body as a cell of its own: ``return`` is wrapped away with its function."""
    lines: Iterable[str] = [line for line in text.splitlines() if line.strip()]
    return "def _():\n" + "\n".join(" " + line for line in lines) if text.startswith((" ", "\t")) else text


def _flat(text: str) -> str:
    """Without blanks, with one kind of quotes."""
    return re.sub(r"\s+", "", text).replace('"', "'")
