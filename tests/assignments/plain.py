"""Runs an assignment's cells plainly: one namespace, no process, no kernel. The simplest thing that gives a grade.

The grader has to agree with it wherever nothing hostile happens, so that it stands here as an independent oracle for
the variants and the demo class. Only the marker rules of nbgrader are taken from nbgrader itself.
"""

from __future__ import annotations

import ast
import functools
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType
from typing import Any

import nbformat
import torch
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions

from autograde import testing

__all__ = ["ROOT", "Run", "Variant", "assignments", "chosen", "released", "run", "solutions", "source", "variants"]

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Run:
    """What one plain run gave."""

    scores: Mapping[str, float]
    """Points by grade_id of the test cell; 0 where the cell itself raised."""
    properties: Mapping[str, testing.PropertyOutcome]
    cells: Mapping[str, tuple[str, ...]]
    """Names of the properties by grade_id of the test cell, in order."""
    errors: Mapping[str, Exception] = field(default_factory=dict)
    """Cells that raised, by grade_id."""

    @property
    def lost(self) -> set[str]:
        """Names of the properties that failed."""
        return {name for name, outcome in self.properties.items() if not outcome.passed}


@dataclass(frozen=True)
class Variant:
    """One file of ``tests/variants/<assignment>/<grade_id>/``: a whole solution cell, right or wrong."""

    path: Path
    grade_id: str
    text: str
    loses: frozenset[str]
    hint: str

    @property
    def right(self) -> bool:
        """Whether it must get full marks."""
        return self.path.name.startswith("right_")


def assignments() -> list[str]:
    """Names of all assignments: the folders of ``solutions`` with a notebook of their name in them."""
    return sorted(path.stem for path in (ROOT / "solutions").glob("*/*.ipynb") if path.stem == path.parent.name)


def chosen(names: Iterable[str]) -> list[str]:
    """The assignments that a command line names, by a part of their names, all if it names none; ends with one line
    where a name fits none or several."""
    known, found = assignments(), []
    for name in names:
        fits = [one for one in known if name in one]
        if len(fits) != 1:
            sys.exit(f"no assignment is called {name!r}; there are {', '.join(known)}")
        found += fits
    return found or known


@functools.cache
def source(name: str) -> NotebookNode:
    """The instructor's notebook of the assignment ``name``; not to be changed by callers."""
    notebook: NotebookNode = nbformat.read(ROOT / "solutions" / name / f"{name}.ipynb", as_version=4)
    return notebook


def released(name: str) -> NotebookNode:
    """What students get: no solutions, no hidden tests."""
    notebook: NotebookNode = nbformat.from_dict(source(name))
    for step in (ClearSolutions(), ClearHiddenTests()):
        notebook, _ = step.preprocess(notebook, {})
    return notebook


def solutions(notebook: NotebookNode) -> dict[str, str]:
    """The texts of the solution cells by grade_id."""
    return {meta["grade_id"]: cell.source for cell, meta in _marked(notebook) if meta["solution"]}


def variants(name: str) -> list[Variant]:
    """All variants of the assignment ``name``, from files ``right_*.py`` and ``wrong_*.py``."""
    found = []
    for path in sorted((ROOT / "tests" / "variants" / name).glob("*/*.py")):
        text = path.read_text(encoding="utf-8")
        lines = [line[2:] for line in text.splitlines() if line.startswith(("# loses: ", "# hint: "))]
        header = dict(line.split(": ", 1) for line in lines)
        loses = frozenset(part.strip() for part in header.get("loses", "").split(";") if part.strip())
        found.append(Variant(path, path.parent.name, text, loses, header.get("hint", "").strip()))
    return found


def run(
    notebook: NotebookNode,
    answers: Mapping[str, str] | None = None,
    *,
    seed: int = 0,
    skip: frozenset[str] = frozenset(),
    names: Mapping[str, Any] | None = None,
) -> Run:
    """Executes ``notebook`` with ``answers`` in place of its solution cells.

    Args:
        answers: texts by grade_id; a solution cell without one keeps its own text.
        seed: of the hidden inputs; each cell starts from it.
        skip: grade_ids of cells that are not run; their points count as 0.
        names: global names that are there before the first cell.
    """
    texts = solutions(notebook) | dict(answers or {})
    namespace: dict[str, Any] = {"__name__": "__main__", **(names or {})}
    scores: dict[str, float] = {}
    properties: dict[str, testing.PropertyOutcome] = {}
    cells: dict[str, tuple[str, ...]] = {}
    errors: dict[str, Exception] = {}
    with _prepared_testing(list(texts.values())):
        for cell, meta in _marked(notebook):
            name = meta["grade_id"]
            if cell.cell_type != "code":
                continue
            torch.manual_seed(seed)
            try:
                value = None if name in skip else _execute(texts.get(name, cell.source), f"<{name}>", namespace)
                if value is not None and not meta["grade"]:
                    value()
            except Exception as error:
                errors[name], value = error, None
            if meta["grade"]:
                outcomes = [outcome for _, outcome in testing._outcomes]
                cells[name] = tuple(outcome.name for outcome in outcomes)
                properties |= {outcome.name: outcome for outcome in outcomes}
                scores[name] = float(value() if value is not None else 0.0)
            testing._outcomes.clear()
    return Run(scores, properties, cells, errors)


def _marked(notebook: NotebookNode) -> Iterator[tuple[NotebookNode, Mapping[str, Any]]]:
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            yield cell, cell.metadata["nbgrader"]


def _execute(text: str, filename: str, namespace: dict[str, Any]) -> Callable[[], Any] | None:
    """Runs all but a last expression, which comes back as a call that is still to be made."""
    body, last = _compiled(text, filename)
    exec(body, namespace)
    return None if last is None else lambda: eval(last, namespace)


@functools.cache
def _compiled(text: str, filename: str) -> tuple[CodeType, CodeType | None]:
    tree = ast.parse(text, filename)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    expression = (
        compile(ast.Expression(last.value), filename, "eval", dont_inherit=True) if isinstance(last, ast.Expr) else None
    )
    return compile(tree, filename, "exec", dont_inherit=True), expression


@contextmanager
def _prepared_testing(texts: list[str]) -> Iterator[None]:
    """As it is inside the grader: silent, on one thread, and with the submission's source text at hand."""
    before = testing._quiet, testing._source_provider
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    testing._outcomes.clear()
    testing._quiet, testing._source_provider = True, lambda name: testing.find_definition(name, texts)
    try:
        with redirect_stdout(io.StringIO()):  # answers may print
            yield
    finally:
        torch.set_num_threads(threads)
        testing._quiet, testing._source_provider = before
        testing._outcomes.clear()
