"""An assignment as a student meets it, in real JupyterLab: run all cells, read why the tests fail, type the answers,
see the tests pass, save, hand in, and get full marks.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograde.collection import Submission
from autograde.grading import grade
from autograde.options import Options
from tests.assignments.plain import ROOT, solutions, source
from tests.assignments.submissions import assignment
from tests.browser.chromium import launched, opened
from tests.browser.jupyter import served

NAME = "ps01_tensors"
KEPT = ROOT / "_build" / "lab"  # pictures, to look at
# All cells stand in the page, also those far below the window; students' own setting leaves them out.
SETTINGS = {"@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"}}
ALL_DONE = r"""() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
  .every(prompt => /\[\d+\]/.test(prompt.textContent))"""
ALL_THERE = "count => document.querySelectorAll('.jp-Notebook .jp-Cell').length === count"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Path, list[str]]]:
    """A page of JupyterLab with the assignment open, the file behind it, and what the page asks of other machines."""
    folder, settings = tmp_path_factory.mktemp("student"), tmp_path_factory.mktemp("settings")
    shutil.copytree(ROOT / "assignments" / NAME, folder, dirs_exist_ok=True)
    for plugin, values in SETTINGS.items():
        file = (settings / plugin).with_suffix(".jupyterlab-settings")
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(values))
    environment = {"JUPYTERLAB_SETTINGS_DIR": str(settings), "OMP_NUM_THREADS": "1"}
    file = folder / f"{NAME}.ipynb"
    with (
        served(folder, environment) as server,
        launched() as browser,
        opened(browser, server.lab(file.name), 1280, 900) as (page, outside),
    ):
        page.wait_for_function(ALL_THERE, arg=len(nbformat.read(file, as_version=4).cells))
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()  # in the status bar: the kernel answers
        yield page, file, outside


def run_all(page: Any) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def restart_and_run_all(page: Any) -> None:
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Restart Kernel and Run All Cells…", exact=True).click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    page.wait_for_function(f"() => !({ALL_DONE})()")  # what ran before is marked as not run


def save(page: Any) -> None:
    tab = ".lm-DockPanel-tabBar .lm-TabBar-tab.lm-mod-current"
    page.wait_for_selector(f"{tab}.jp-mod-dirty")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    page.wait_for_selector(f"{tab}:not(.jp-mod-dirty)")


def said(page: Any, index: int) -> str:
    """What a cell prints, by its place in the notebook."""
    return "\n".join(
        page.locator(".jp-Notebook .jp-Cell").nth(index).locator(".jp-OutputArea-output").all_inner_texts()
    )


def picture(page: Any, name: str, index: int) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    page.locator(".jp-Notebook .jp-Cell").nth(index).scroll_into_view_if_needed()
    page.screenshot(path=KEPT / f"{name}.png")


def test_a_student_solves_an_assignment(lab: tuple[Any, Path, list[str]]) -> None:
    page, file, outside = lab
    cells = nbformat.read(file, as_version=4).cells
    kinds = [cell.metadata.get("nbgrader", {}) for cell in cells]
    tests = [index for index, kind in enumerate(kinds) if kind.get("points")]
    answers = {index: kind["grade_id"] for index, kind in enumerate(kinds) if kind.get("solution")}

    visible: dict[int, int] = {}
    run_all(page)
    page.wait_for_function(ALL_DONE)
    picture(page, "fails", tests[0])
    for index in tests:
        text = said(page, index)
        assert "FAILED" in text and "NotImplementedError" in text and "hint: " in text, cells[index].id
        visible[index] = text.count("FAILED  ")
        assert "Traceback" not in text and text.splitlines()[-1] == "0", "points, as nbgrader reads them"

    texts = solutions(source(NAME))
    for index, grade_id in answers.items():
        page.locator(".jp-Notebook .jp-Cell").nth(index).locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(texts[grade_id])
    restart_and_run_all(page)
    page.wait_for_function(ALL_DONE)
    picture(page, "passes", tests[0])
    for index in tests:
        assert "FAILED" not in said(page, index), cells[index].id
        assert said(page, index).count("passed  ") == visible[index]

    save(page)
    saved = nbformat.read(file, as_version=4)
    assert {
        saved.cells[index].metadata["nbgrader"]["grade_id"]: saved.cells[index].source for index in answers
    } == texts
    result = grade(assignment(NAME), Submission("ada", {NAME: file.read_bytes()}), Options(seed=1, sandbox="none"))
    assert result.score == result.max_score == 20.0
    assert result.findings == ()
    assert outside == []
