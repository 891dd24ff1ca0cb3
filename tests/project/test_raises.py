"""What a public function or class raises stands in its docstring.

Public are the names in ``__all__`` of d2lcourse's modules and of those behind the package autograde, and the methods
without an underscore. What ``__init__`` raises stands in the docstring of the class. Only a function's own body counts:
not what it calls, not functions within it, and not errors that are handed on (``raise``, ``raise error``).
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograde
from tests.project.files import ROOT, python_files

Function = ast.FunctionDef | ast.AsyncFunctionDef
BEHIND = {"autograde.testing", *(getattr(autograde, name).__module__ for name in autograde.__all__)}
MODULES = [*python_files("d2lcourse"), *(Path(str(importlib.import_module(name).__file__)) for name in sorted(BEHIND))]


def public_names(tree: ast.Module) -> set[str]:
    """What ``__all__`` lists; nothing where it is not written out."""
    for node in tree.body:
        if (
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == "__all__"
            and isinstance(node.value, ast.List)
        ):
            return set(ast.literal_eval(node.value))
    return set()


def documented(tree: ast.Module) -> Iterator[tuple[str, Function, ast.ClassDef | Function]]:
    """Name and node of each public function and method, and the node whose docstring has to say what it raises."""
    public = public_names(tree)
    for node in tree.body:
        if isinstance(node, Function) and node.name in public:
            yield node.name, node, node
        elif isinstance(node, ast.ClassDef) and node.name in public:
            for part in node.body:
                if isinstance(part, Function) and (part.name == "__init__" or not part.name.startswith("_")):
                    yield f"{node.name}.{part.name}", part, node if part.name == "__init__" else part


def raised(function: Function) -> set[str]:
    """The errors that the body makes and raises, by name."""
    found: set[str] = set()
    todo: list[ast.AST] = list(function.body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Raise) and node.exc is not None:
            error = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            name = ast.unparse(error).rpartition(".")[2]
            if name[0].isupper():  # a class, not an error that was caught
                found.add(name)
        if not isinstance(node, Function | ast.Lambda | ast.ClassDef):
            todo += ast.iter_child_nodes(node)
    return found


def silent(source: str) -> list[str]:
    """Public functions whose docstring does not say "Raises", with what they raise."""
    return [
        f"{name}: {', '.join(sorted(errors))}"
        for name, function, speaker in documented(ast.parse(source))
        if (errors := raised(function)) and "raises" not in (ast.get_docstring(speaker) or "").lower()
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_raised_is_said(path: Path) -> None:
    assert silent(path.read_text(encoding="utf-8")) == []


def test_it_finds_what_it_should() -> None:
    source = """
__all__ = ["Loud", "quiet", "told", "handed_on", "within"]
class Loud:
    "Nothing."
    def __init__(self): raise ValueError("a")
    def load(self):
        "Raises ``OSError`` without a disk."
        raise OSError
    def _own(self): raise OSError
def quiet():
    "Nothing."
    if quiet: raise errors.DataError("b") from None
def told():
    "Raises ``KeyError``."
    raise KeyError
def handed_on():
    "Nothing."
    try: quiet()
    except OSError as error: raise error
    except KeyError: raise
def within():
    "Nothing."
    def inner(): raise OSError
    return inner
def private(): raise OSError
"""
    assert silent(source) == ["Loud.__init__: ValueError", "quiet: DataError"]


def test_there_is_something_to_look_at() -> None:
    sources = (path.read_text(encoding="utf-8") for path in MODULES)
    assert sum(bool(raised(function)) for text in sources for _, function, _ in documented(ast.parse(text))) > 70
