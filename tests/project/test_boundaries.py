"""Who may import whom, read from the source text; and what importing autograde loads, asked of a fresh process."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.files import ROOT, python_files

TORCH_AT_IMPORT = ("autograde/wire/tensors.py", "autograde/bridge/", "autograde/candidate/", "autograde/examiner/")
NBGRADER = ("autograde/release.py", "autograde/platforms/nbgrader_gradebook.py")
DASK = ("autograde/cluster.py",)
PACKAGES = ("autograde", "d2lcourse")
MODULES = [path for package in PACKAGES for path in python_files(package)]


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_name(path: Path) -> str:
    return place(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(tree: ast.AST, *, at_import_only: bool = False) -> Iterator[str]:
    """Top-level packages that are imported; those inside functions and ``if TYPE_CHECKING`` only where asked for."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where a name comes from"
            yield str(node.module).split(".")[0]
        elif not at_import_only or not (
            isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) or is_type_checking(node)
        ):
            yield from imports(node, at_import_only=at_import_only)


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def test_the_reader_of_imports_sees_what_it_should() -> None:
    tree = ast.parse(
        "import a.b\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import t\n"
        "def f():\n    from c import d\ntry:\n    import e\nexcept ImportError:\n    pass\nclass C:\n    import g\n"
    )
    assert set(imports(tree)) == {"a", "typing", "t", "c", "e", "g"}
    assert set(imports(tree, at_import_only=True)) == {"a", "typing", "e", "g"}


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_boundaries(path: Path) -> None:
    where, used = place(path), set(imports(parsed(path)))
    other = "d2lcourse" if where.startswith("autograde/") else "autograde"
    assert other not in used, f"{where} imports {other}"
    if where not in NBGRADER:
        assert "nbgrader" not in used, f"{where} imports nbgrader"
    if where not in DASK:
        assert "distributed" not in used, f"{where} imports Dask"
    loaded = set(imports(parsed(path), at_import_only=True))
    assert not {"nbgrader", "distributed"} & loaded, f"{where} imports nbgrader or Dask as it is loaded"
    if where.startswith("autograde/") and not where.startswith(TORCH_AT_IMPORT):
        assert "torch" not in loaded, f"{where} imports torch as it is loaded"


@pytest.mark.parametrize("module", ["autograde", "autograde.cli", "autograde.testing", "d2lcourse", "d2lcourse.cli"])
def test_importing_is_cheap(module: str) -> None:
    heavy = {"torch", "nbgrader", "nbformat", "numpy", "IPython", "matplotlib"}
    code = f"import sys, {module}; print(*sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_each_module_says_what_it_is_and_what_is_public(path: Path) -> None:
    tree = parsed(path)
    assert ast.get_docstring(tree), f"{place(path)} has no docstring"
    if path.name == "__main__.py" or (path.name == "__init__.py" and len(tree.body) == 1):
        return
    assert any(
        isinstance(node, ast.Assign)
        and any(isinstance(name, ast.Name) and name.id == "__all__" for name in node.targets)
        for node in tree.body
    ), f"{place(path)} has no __all__"


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_public_names_exist(path: Path) -> None:
    module = importlib.import_module(module_name(path))
    for name in getattr(module, "__all__", ()):
        assert getattr(module, name, None) is not None, f"{module_name(path)}.__all__ names {name}, which is not there"


def test_there_is_no_drawer_for_everything() -> None:
    assert [place(path) for path in MODULES if path.stem in ("utils", "util", "helpers", "misc", "common")] == []
