"""Grades answers with plain nbgrader, as an instructor without autograde would: by its commands and its gradebook.

``nbgrader generate_assignment`` and ``nbgrader autograde`` run in a course of their own in a temporary folder; the
points are read from the gradebook that they leave.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import nbformat

from tests.assignments.plain import ROOT

__all__ = ["command", "nbgrader_course", "nbgrader_points"]

CONFIG = """c = get_config()
c.CourseDirectory.course_id = "parity"
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\\nraise NotImplementedError()"}
c.ExecutePreprocessor.timeout = 120
"""


def nbgrader_points(
    folder: Path, students: Mapping[str, Mapping[str, str]], course: Path
) -> dict[str, dict[str, float]]:
    """For each student the points of each question.

    Args:
        folder: with the assignment's source, ``<name>/<name>.ipynb``.
        students: for each student the texts of the solution cells by grade_id; the others stay stubs.
        course: an empty folder.
    """
    name = folder.name
    nbgrader_course(folder, students, course)
    _nbgrader(course, "autograde", name)
    return {student: _points(course, name, student) for student in students}


def nbgrader_course(folder: Path, students: Mapping[str, Mapping[str, str]], course: Path) -> None:
    """A course of nbgrader's own with the assignment released and submitted, ready to be graded."""
    name = folder.name
    (course / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    shutil.copytree(folder, course / "source" / name, ignore=shutil.ignore_patterns(".*"))
    _nbgrader(course, "generate_assignment", name)
    for student, answers in students.items():
        target = course / "submitted" / student / name
        shutil.copytree(course / "release" / name, target)
        notebook = nbformat.read(target / f"{name}.ipynb", as_version=4)
        for cell in notebook.cells:
            meta = cell.metadata.get("nbgrader", {})
            if meta.get("solution"):
                cell.source = answers.get(meta["grade_id"], cell.source)
        nbformat.write(notebook, target / f"{name}.ipynb")


def _points(course: Path, name: str, student: str) -> dict[str, float]:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        notebook = gradebook.find_submission_notebook(name, name, student)
        return {grade.name: float(grade.auto_score or 0) for grade in notebook.grades}


def command(course: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """An nbgrader command for ``course`` and the environment that it needs."""
    own = course / ".jupyter"
    beside = str(Path(sys.executable).parent)  # nbgrader calls alembic by name
    environment = {
        **os.environ,
        "PATH": beside + os.pathsep + os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "IPYTHONDIR": str(own / "ipython"),
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "JUPYTER_DATA_DIR": str(own / "data"),
    }
    return [sys.executable, "-m", "nbgrader", *arguments], environment


def _nbgrader(course: Path, *arguments: str) -> None:
    """Run an nbgrader command in ``course``; what it says is shown only where it fails."""
    line, environment = command(course, *arguments)
    done = subprocess.run(line, cwd=course, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"nbgrader {' '.join(arguments)} failed:\n{done.stderr[-2000:]}")
