"""Limits: an assignment may set each of them, they are in force, and honest work stays well below them."""

from __future__ import annotations

import ast
import dataclasses
import re
from pathlib import Path

import pytest

from autograde.collection import Submission
from autograde.errors import SourceError
from autograde.grading import grade
from autograde.launch import WarmLauncher
from autograde.limits import Limits
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.options import Options
from autograde.reference import reference_bytes
from autograde.result import Status, SubmissionResult
from autograde.sandbox.attacks.conduct import Room
from autograde.sandbox.probe import walls_here, why_no_walls
from autograde.source import load_assignment
from tests.autograde.notebooks import answer, raw
from tests.project.files import ROOT

SOLUTIONS = sorted(path.parent for path in (ROOT / "solutions").glob("*/*.ipynb"))
NAMES = [field.name for field in dataclasses.fields(Limits)]


def halved(limits: Limits) -> Limits:
    """Half of everything."""
    values = {name: getattr(limits, name) for name in NAMES}
    return Limits(**{name: value / 2 if isinstance(value, float) else value // 2 for name, value in values.items()})


@pytest.mark.parametrize("folder", SOLUTIONS, ids=lambda folder: folder.name)
def test_the_reference_solution_needs_less_than_half_of_each_limit(folder: Path) -> None:
    source = load_assignment(folder)
    notebooks = tuple(dataclasses.replace(book, limits=halved(book.limits)) for book in source.notebooks)
    source = dataclasses.replace(source, notebooks=notebooks, digest=f"{source.digest} halved")
    submission = Submission("reference", {book.name: reference_bytes(book) for book in notebooks})
    result = grade(source, submission, Options(seed=1, sandbox="auto" if walls_here() else "none"))
    wrong = [entry for entry in result.questions if entry.status not in (Status.PASSED, Status.MANUAL)]
    assert wrong == []
    assert not {"cell_timeout", "cell_crashed", "output_truncated"} & {entry.kind for entry in result.findings}


@pytest.mark.parametrize("name", NAMES)
def test_an_assignment_sets_each_of_them(name: str) -> None:
    assert getattr(Limits().override({name: 7}), name) == 7


@pytest.mark.parametrize("value", [0, -1, True, "5", None, float("nan"), 1e10])
def test_what_is_no_limit_is_refused(value: object) -> None:
    with pytest.raises(SourceError, match="limit 'memory_mb' must be a positive number"):
        Limits().override({"memory_mb": value})


def test_a_share_of_a_whole_is_not_nothing() -> None:
    assert Limits().override({"processes": 0.5}).processes == 1


def test_processor_time_follows_the_time_of_a_submission() -> None:
    assert Limits().cpu_s == 2 * Limits().submission_s
    assert Limits().override({"submission_s": 1000}).cpu_s == 2000
    assert Limits().override({"submission_s": 1000, "cpu_s": 50}).cpu_s == 50


def test_authors_are_told_of_each_of_them() -> None:
    text = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| ([\d,.]+) ", text, re.MULTILINE))
    assert {name: float(told[name].replace(",", "")) for name in NAMES} == {
        name: float(getattr(Limits(), name)) for name in NAMES
    }


SEEN = """
import os, resource
print({
    "memory_mb": resource.getrlimit(resource.RLIMIT_AS)[1] >> 20,
    "cpu_s": resource.getrlimit(resource.RLIMIT_CPU)[0],
    "processes": resource.getrlimit(resource.RLIMIT_NPROC)[1],
    "open_files": resource.getrlimit(resource.RLIMIT_NOFILE)[1],
    "file_mb": resource.getrlimit(resource.RLIMIT_FSIZE)[1] >> 20,
    **{("disk_mb", place): os.statvfs(place).f_blocks * os.statvfs(place).f_frsize >> 20
       for place in (".", "/tmp", "/dev/shm")},
    **{("disk_files", place): os.statvfs(place).f_files for place in (".", "/tmp", "/dev/shm")},
})
"""


def test_they_are_in_force_behind_walls() -> None:
    walls = walls_here()
    if walls not in ("root", "user"):
        pytest.skip(f"needs bubblewrap with namespaces inside: {why_no_walls()}")
    limits = Limits(memory_mb=1500, cpu_s=77.0, processes=21, open_files=43, file_mb=11, disk_mb=24, disk_files=600)
    launcher = WarmLauncher((), walls)
    try:
        room = Room(launcher, limits)
        text, _ = room.say(SEEN)
        room.close()
    finally:
        launcher.close()
    places = (".", "/tmp", "/dev/shm")
    assert ast.literal_eval(text) == {
        **{name: getattr(limits, name) for name in ("memory_mb", "cpu_s", "processes", "open_files", "file_mb")},
        **{(name, place): getattr(limits, name) for name in ("disk_mb", "disk_files") for place in places},
    }


def one_function(limits: Limits, before: str = "", tests: int = 1, test: str = "assert f(1) == 2") -> Assignment:
    cells = [Cell(Role.SETUP, "code", before)] if before else []
    cells.append(
        Cell(Role.SOLUTION, "code", "def f(x):\n    return x + 1", grade_id="f", stub="raise NotImplementedError()")
    )
    for number in range(tests):
        cells.append(Cell(Role.TEST, "code", test, grade_id=f"t{number}", points=1.0, locked=True, stub=test))
    return Assignment("ps", (Notebook("nb", tuple(cells), limits=limits),), {}, f"limits {limits} {tests} {before}")


def submit(assignment: Assignment, text: str) -> SubmissionResult:
    return grade(assignment, Submission("ada", {"nb": raw(answer(text, "f"))}), Options(seed=1, sandbox="none"))


BUSY = """
import threading
def spin():
    while True: pass
thread = threading.Thread(target=spin, daemon=True)
thread.start()
def f(x):
    thread.join()
    return x + 1
"""


def test_a_thread_in_the_background_does_not_compute_for_ever() -> None:
    result = submit(one_function(Limits(cpu_s=1.0, memory_mb=1200)), BUSY)
    assert [entry.status for entry in result.questions] == [Status.CRASHED]


def test_the_time_of_a_submission_is_that_of_its_cells_and_tests_together() -> None:
    limits = Limits(cell_s=60.0, question_s=60.0, submission_s=3.0, memory_mb=1200)
    result = submit(one_function(limits, tests=3), "def f(x):\n    while x: pass")
    assert [entry.status for entry in result.questions] == [Status.TIMEOUT] * 3
    assert [entry.duration_s > 0 for entry in result.questions] == [True, False, False]
    assert "out_of_time" in {entry.kind for entry in result.findings}


def test_time_that_cells_use_up_is_not_there_for_tests() -> None:
    limits = Limits(cell_s=60.0, question_s=60.0, submission_s=3.0, memory_mb=1200)
    result = submit(one_function(limits, tests=2), "def f(x):\n    return x + 1\nwhile True: pass")
    assert [(entry.points, entry.duration_s) for entry in result.questions] == [(0, 0), (0, 0)]
    assert {entry.kind for entry in result.findings} >= {"cell_timeout", "out_of_time"}
