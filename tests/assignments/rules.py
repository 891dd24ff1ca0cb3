"""Which properties of an assignment are rules about how an answer is written, and not about what it gives.

A rule reads the student's text: its property calls ``student_source``, or a function of the set-up that does.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from tests.assignments.plain import source

__all__ = ["calling", "property_blocks", "rule_properties"]


def rule_properties(name: str) -> set[str]:
    """Names of the properties whose tests read the student's text."""
    texts = [cell.source for cell in source(name).cells if cell.cell_type == "code"]
    readers = calling(texts, {"student_source"})
    return {
        prop
        for cell in source(name).cells
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code"
        for prop, block in property_blocks(ast.parse(cell.source))
        if _called(block) & readers
    }


def property_blocks(tree: ast.AST) -> list[tuple[str, ast.With]]:
    """Each ``with property_test("name", ...)`` of a test cell, with its name."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.With):
            call = node.items[0].context_expr
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "property_test":
                found.append((str(ast.literal_eval(call.args[0])), node))
    return found


def calling(texts: list[str], known: set[str], is_one: Callable[[ast.AST], bool] = lambda node: False) -> set[str]:
    """``known``, and the functions in ``texts`` that call one of those, directly or through each other.

    Args:
        is_one: says of a syntax node that a function with it counts as well.
    """
    functions = [node for text in texts for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    found = known | {function.name for function in functions if any(map(is_one, ast.walk(function)))}
    for _ in functions:
        found |= {function.name for function in functions if _called(function) & found}
    return found


def _called(tree: ast.AST) -> set[str]:
    return {getattr(node.func, "id", "") for node in ast.walk(tree) if isinstance(node, ast.Call)}
