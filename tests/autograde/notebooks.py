"""Small notebooks for tests, as plain dictionaries, so that a test can bend them in every way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Json = dict[str, Any]

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


def cell(source: object, kind: str = "code", cell_id: str = "", **metadata: Any) -> Json:
    """A cell of format 4; further keywords are its metadata."""
    made: Json = {"cell_type": kind, "metadata": metadata, "source": source}
    if cell_id:
        made["id"] = cell_id
    if kind == "code":
        made |= {"outputs": [], "execution_count": None}
    return made


def marked(source: str, grade_id: str, kind: str = "code", **flags: Any) -> Json:
    """A cell of nbgrader's schema 3; flags that are not given are off."""
    meta = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return cell(source, kind, nbgrader=meta | {"grade_id": grade_id} | flags)


def answer(source: str, grade_id: str) -> Json:
    """A solution in code that tests grade."""
    return marked(source, grade_id, solution=True)


def test(source: str, grade_id: str, points: Any = 1) -> Json:
    """A cell of tests."""
    return marked(source, grade_id, grade=True, locked=True, points=points)


test.__test__ = False  # type: ignore[attr-defined]  # no test of pytest's


def manual(source: str, grade_id: str, kind: str = "markdown", points: Any = 2) -> Json:
    """An answer that a person grades."""
    return marked(source, grade_id, kind, grade=True, solution=True, points=points)


def task(source: str, grade_id: str, points: Any = 3) -> Json:
    """A free task."""
    return marked(source, grade_id, "markdown", task=True, locked=True, points=points)


def notebook(*cells: Any, **changes: Any) -> Json:
    """A notebook of format 4; keywords replace its top entries."""
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | changes


def raw(*cells: Any, **changes: Any) -> bytes:
    """The file of such a notebook."""
    return json.dumps(notebook(*cells, **changes)).encode()


def save(path: Path, *cells: Any, **changes: Any) -> Path:
    """Write such a notebook, with the folders around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw(*cells, **changes))
    return path


def source_cells() -> list[Json]:
    """A source with a cell of every role."""
    return [
        cell("# Title", "markdown", "title"),
        marked("import math", "imports", locked=True),
        cell("data = [1, 2, 3]", cell_id="data"),
        answer("def f(x):\n    ### BEGIN SOLUTION\n    return x + 1\n    ### END SOLUTION", "f"),
        cell("f(1)", cell_id="try-f"),
        test("assert f(1) == 2\n### BEGIN HIDDEN TESTS\nassert f(2) == 3\n### END HIDDEN TESTS", "f_tests", 2),
        answer("y = 5", "y"),
        test("assert y == 5", "y_tests", 1),
        manual("Because.", "why"),
        manual("print(y)", "code_why", "code"),
        task("Do something nice.", "free"),
        marked("Do not edit.", "rules", "markdown", locked=True),
    ]


def released_cells() -> list[Json]:
    """What students get of :func:`source_cells`, written by hand."""
    cells = source_cells()
    cells[3]["source"] = "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    cells[5]["source"] = "assert f(1) == 2"
    cells[6]["source"] = STUB
    cells[8]["source"] = "YOUR ANSWER HERE"
    cells[9]["source"] = STUB
    return cells
