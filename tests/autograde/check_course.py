"""A course of one assignment with two exercises, and what ``autograde check`` says of a notebook."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbgrader.utils import compute_checksum
from rich.console import Console

from autograde.check.command import Request, check
from autograde.check.report import Report
from autograde.check.show import show
from tests.autograde.notebooks import Json, answer, cell, marked, save, test

__all__ = [
    "RIGHT_F", "RIGHT_G", "STUB_F", "STUB_G", "assignment", "checked", "flat", "released_course", "with_checksums",
]  # fmt: skip

ASK_F = """from autograde.testing import close, property_test, score
with property_test("f of 1", points=1, hint="Add one."):
    close(f(1), 2)
with property_test("f of a list", points=2, hint="Each entry."):
    close(f([1, 2]), [2, 3])
score()"""
ASK_G = "assert g(3) == 9"
STUB_F = "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
STUB_G = STUB_F.replace("f(x)", "g(x)")
RIGHT_F = "def f(x):\n    return [y + 1 for y in x] if isinstance(x, list) else x + 1"
RIGHT_G = "def g(x):\n    return x * x"


def assignment(f: str = RIGHT_F, g: str = RIGHT_G) -> list[Json]:
    """A notebook with two exercises, of 4 (3 visible) and 2 points."""
    return [
        cell("# Exercises", "markdown", "title"),
        marked("import math", "setup", locked=True),
        answer(f, "f"),
        test(ASK_F, "f_tests", 4),
        answer(g, "g"),
        test(ASK_G, "g_tests", 2),
    ]


def released_course(folder: Path) -> Path:
    """The folder with the released notebook in its place; students' notebooks go beside ``assignments``."""
    save(folder / "assignments" / "hw" / "hw.ipynb", *with_checksums(assignment(STUB_F, STUB_G)))
    return folder


def with_checksums(cells: list[Json]) -> list[Json]:
    """The cells with nbgrader's own checksums."""
    for item in cells:
        if "nbgrader" in item["metadata"]:
            item["metadata"]["nbgrader"]["checksum"] = compute_checksum(nbformat.from_dict(item))
    return cells


def checked(path: Path, timeout: float | None = 20.0) -> tuple[Report, str]:
    """The report and its text at 80 columns."""
    report = check(Request(path, None, timeout))
    console = Console(width=80, force_terminal=False, color_system=None)
    with console.capture() as capture:
        show(report, console)
    text = capture.get()
    assert max(len(line) for line in text.splitlines()) <= 80
    return report, text


def flat(text: str) -> str:
    return " ".join(text.split())
