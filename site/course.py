"""What there is to show: the lectures and the problem sets, read from the notebooks themselves."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class ProblemSet:
    """A problem set as students get it."""

    path: Path
    name: str
    title: str
    points: float
    exercises: int


@dataclass(frozen=True)
class Guide:
    """A page of ``docs`` that tells somebody how to do something."""

    name: str
    title: str


@dataclass(frozen=True)
class Lecture:
    """A lecture.

    says: the line under its title.
    picture: the picture of its title slide, in ``lectures``, and what it shows.
    """

    path: Path
    name: str
    number: str
    title: str
    says: str
    picture: str
    shows: str
    problem_sets: tuple[ProblemSet, ...]


def problem_sets() -> list[ProblemSet]:
    """Those that were released, in order."""
    return [
        _problem_set(path) for path in sorted((ROOT / "assignments").glob("*/*.ipynb")) if path.stem == path.parent.name
    ]


def _problem_set(path: Path) -> ProblemSet:
    notebook = nbformat.read(path, as_version=4)
    marks = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    return ProblemSet(
        path=path,
        name=path.stem,
        title=notebook.cells[0].source.splitlines()[0].lstrip("# "),
        points=sum(mark.get("points", 0) for mark in marks if mark.get("grade") or mark.get("task")),
        exercises=sum(bool(mark.get("solution")) for mark in marks),
    )


def lectures() -> list[Lecture]:
    """In order. A lecture's problem set is the one that its text names most often."""
    known = problem_sets()
    return [_lecture(path, known) for path in sorted((ROOT / "lectures").glob("[0-9]*.ipynb"))]


def _lecture(path: Path, known: list[ProblemSet]) -> Lecture:
    notebook = nbformat.read(path, as_version=4)
    opening = notebook.cells[0].source
    picture = re.search(r"!\[([^\]]*)\]\(([^)\s]+)\)", opening)
    number = path.stem.partition("_")[0]
    says = re.search(r"^Lecture \d+ · (.+)$", opening, re.MULTILINE)
    return Lecture(
        path=path,
        name=path.stem,
        number=number,
        title=opening.splitlines()[0].lstrip("# "),
        says=says[1] if says else "",
        picture=picture[2] if picture else "",
        shows=picture[1] if picture else "",
        problem_sets=tuple(problem for problem in known if problem.name[2:4] in _named(notebook)),
    )


def _named(notebook: Any) -> set[str]:
    """The number of the problem set that is named most often, as two digits."""
    text = " ".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    (often,) = Counter(re.findall(r"problem set (\d+)", text, re.IGNORECASE)).most_common(1) or [("", 0)]
    return {often[0].zfill(2)} if often[0] else set()


def guides() -> list[Guide]:
    """Those for students first, then in the order of a term; new ones at the end."""
    order = ("students", "presenting", "handouts", "authoring", "grading")
    elsewhere = ("security", "benchmarks")  # what the grader is worth: a page of their own
    names = [path.stem for path in sorted((ROOT / "docs").glob("*.md")) if path.stem not in elsewhere]
    names.sort(key=lambda name: order.index(name) if name in order else len(order))
    return [
        Guide(name, (ROOT / "docs" / f"{name}.md").read_text("utf-8").splitlines()[0].lstrip("# ")) for name in names
    ]
