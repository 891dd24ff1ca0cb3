"""Rules about ``property_test`` and ``score``: names, hints and points that can be read off the text, and add up."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator

from autograde.lint.reading import TestCell
from autograde.lint.rules import Complaint, Rule, complain

__all__ = ["properties"]


def properties(test: TestCell) -> Iterator[Complaint]:
    """Complaints about the properties of one cell."""
    calls = [call for node in test.properties if (call := test.property_call(node)) is not None]
    yield from _loose(test, calls)
    last = test.tree.body[-1] if test.tree.body else None
    ends_well = isinstance(last, ast.Expr) and test.called(last.value) == "score"
    if not calls:
        if ends_well and last is not None and not _others(test):
            yield _wrong(last, "score() without a property_test is always 0; write the properties")
        return
    if not ends_well:
        yield _wrong(last or test.tree, "the cell has properties but does not end with score(); write it as last line")
    yield from _repeated(test)
    seen: set[str] = set()
    points: list[float] = []
    for call in calls:
        name, given, hint = (_argument(call, word, place) for word, place in (("name", 0), ("points", 1), ("hint", 2)))
        if not isinstance(name, ast.Constant) or not isinstance(name.value, str) or not name.value.strip():
            yield _wrong(call, "a property's name must be written out as text; results are filed under it")
        elif name.value in seen:
            yield _wrong(call, f"there is a property {name.value!r} already; give each its own name")
        else:
            seen.add(name.value)
        if hint is None or (isinstance(hint, ast.Constant) and not str(hint.value or "").strip()):
            yield _wrong(call, "the property has no hint; write hint=..., what to think about when it fails")
        number = given.value if isinstance(given, ast.Constant) else None
        if isinstance(number, bool) or not isinstance(number, (int, float)):
            yield _wrong(call, "points must be written out as a number, so that they can be added up")
        else:
            points.append(number)
    total = math.fsum(points)
    if len(points) == len(calls) and abs(total - test.cell.points) > 1e-6:
        yield _wrong(
            calls[0], f"the properties add up to {total:g} points, the cell has {test.cell.points:g}; change one"
        )


def _wrong(node: ast.AST, text: str) -> Complaint:
    return complain(Rule.PROPERTY, node, text)


def _argument(call: ast.Call, word: str, place: int) -> ast.expr | None:
    """``name`` is given in its place or by its word, the others by word only."""
    for keyword in call.keywords:
        if keyword.arg == word:
            return keyword.value
    return call.args[place] if place == 0 and call.args else None


def _loose(test: TestCell, calls: list[ast.Call]) -> Iterator[Complaint]:
    """Calls of property_test that are no ``with`` statement: such a property is never counted."""
    for node in ast.walk(test.tree):
        if test.called(node) == "property_test" and node not in calls:
            yield _wrong(
                node, "this property tests nothing; write `with property_test(...):` and the checks beneath it"
            )


def _repeated(test: TestCell) -> Iterator[Complaint]:
    """A property in a loop or function exists as often as that runs."""
    for node in ast.walk(test.tree):
        if isinstance(node, (ast.For, ast.AsyncFor, ast.While, ast.FunctionDef, ast.AsyncFunctionDef)):
            for inner in test.properties:
                if inner in ast.walk(node):
                    text = (
                        "a property in a loop or function counts as often as that runs; put the loop into the property"
                    )
                    yield _wrong(inner, text)


def _others(test: TestCell) -> bool:
    """Whether properties may come from a function of the author's that the cell calls."""
    return bool(test.around.checking) and any(test.called(node) in test.around.checking for node in ast.walk(test.tree))
