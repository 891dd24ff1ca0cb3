"""Which properties of an assignment are rules about how an answer is written, and not about what it gives.

A rule reads the student's text: its property calls ``student_source``, or a function of the set-up that does.
"""

from __future__ import annotations

import ast

from tests.assignments.plain import source

__all__ = ["property_blocks", "rule_properties"]


def rule_properties(name: str) -> set[str]:
    """Names of the properties whose tests read the student's text."""
    readers = _readers([cell.source for cell in source(name).cells if cell.cell_type == "code"])
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


def _readers(texts: list[str]) -> set[str]:
    """``student_source`` and the functions that call it, directly or through each other."""
    functions = [node for text in texts for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    readers = {"student_source"}
    for _ in functions:
        readers |= {function.name for function in functions if _called(function) & readers}
    return readers


def _called(tree: ast.AST) -> set[str]:
    return {getattr(node.func, "id", "") for node in ast.walk(tree) if isinstance(node, ast.Call)}
