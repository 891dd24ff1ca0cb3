"""Lectures given for real in Chromium: those that changed, and always one with sliders. ``make test-slides``: all."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.browser.jupyter import Server
from tests.lectures.changed import changed
from tests.lectures.live import give
from tests.lectures.notebooks import LECTURES
from tests.lectures.slides import PICTURES, stage

ALWAYS = "03_linear_regression"  # sliders, a network that trains, tables, figures
MOST = 3
"""Of those that changed; a minute each on two cores."""
CHANGED = [path for path in changed() if path.stem != ALWAYS]
GIVEN = [path for path in LECTURES if path.stem == ALWAYS or path in CHANGED[-MOST:]]
LEFT_OUT = CHANGED[:-MOST]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("live")


@pytest.fixture(scope="module")
def place(folder: Path) -> Iterator[tuple[Server, Any]]:
    with stage(folder) as made:
        yield made


@pytest.mark.parametrize("path", GIVEN, ids=lambda path: path.stem)
def test_a_lecture_is_given(path: Path, place: tuple[Server, Any], folder: Path) -> None:
    """Also guards the pins of ipywidgets and jupyterlab-widgets: with later versions no slider shows in slides."""
    assert give(path, place, folder) == []


@pytest.mark.skip(reason=f"more than {MOST} lectures changed: make test-slides gives all")
@pytest.mark.parametrize("path", LEFT_OUT, ids=lambda path: path.stem)
def test_a_lecture_that_changed_too(path: Path) -> None:
    """Only here to be named."""


def test_the_lecture_that_is_always_given_has_sliders() -> None:
    (path,) = (path for path in GIVEN if path.stem == ALWAYS)
    assert "explore(" in path.read_text(encoding="utf-8")


DEAD = """import matplotlib.pyplot as plt
from ipywidgets import IntSlider
plt.figure(figsize=(2, 1))
plt.plot([1, 2])
plt.show()
IntSlider(50)"""


def test_what_goes_wrong_is_named(place: tuple[Server, Any], folder: Path, tmp_path: Path) -> None:
    """An error, a warning, a slider that moves nothing, output that does not fit."""
    cells = [nbformat.v4.new_markdown_cell("# Title", metadata={"slideshow": {"slide_type": "slide"}})]
    for title, code in {
        "Fails": "1 / 0",
        "Warns": "import sys\nprint('careful', file=sys.stderr)",
        "Dead slider": DEAD,
        "Long": "for n in range(30):\n    print(n)",
    }.items():
        cells.append(nbformat.v4.new_markdown_cell(f"## {title}", metadata={"slideshow": {"slide_type": "subslide"}}))
        cells.append(nbformat.v4.new_code_cell(code))
    cells.append(nbformat.v4.new_markdown_cell("# End", metadata={"slideshow": {"slide_type": "slide"}}))
    notes = {"slideshow": {"slide_type": "notes"}}
    cells.insert(1, nbformat.v4.new_markdown_cell("**1 min.** Welcome.", metadata=notes))
    cells.insert(3, nbformat.v4.new_markdown_cell("**1 min.** A mistake.", metadata=notes))
    rise = {"theme": "white", "center": False, "slideNumber": "c/t", "footer": "00 Wrong"}
    made = nbformat.v4.new_notebook(cells=cells, metadata={"rise": rise})
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(made, tmp_path / "00_wrong.ipynb")
    (tmp_path / "rise.css").write_bytes((LECTURES[0].parent / "rise.css").read_bytes())
    found = give(tmp_path / "00_wrong.ipynb", place, folder)
    assert found[:3] == [
        "Fails: code cell 1 says ZeroDivisionError: division by zero",
        "Warns: code cell 2 says careful",
        "Dead slider: code cell 3: a slider is dragged, and its picture stays as it is",
    ]
    assert found[3].startswith("live:   5") and "Long  DOES NOT FIT: output 0 1 2" in found[3]
    assert [line.partition(":")[0] for line in found[4:]] == [
        "after the lecture, 1280x720",
        "after the lecture, 1920x1080",
    ]
    assert (PICTURES / "00_wrong" / "05-live.png").is_file()
    shutil.rmtree(PICTURES / "00_wrong")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two lectures and one commit."""
    monkeypatch.delenv("SLIDES_SINCE", raising=False)
    (tmp_path / "lectures").mkdir()
    for name in ("01_a", "02_b"):
        (tmp_path / f"lectures/{name}.ipynb").write_text("{}")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    commit(tmp_path)
    return tmp_path


def git(root: Path, *words: str) -> str:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.invalid"]
    return subprocess.run(["git", *who, *words], cwd=root, capture_output=True, text=True, check=True).stdout


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "--quiet", "--message", "x")


def names(root: Path) -> list[str]:
    return [path.stem for path in changed(root, sorted((root / "lectures").glob("*.ipynb")))]


def test_changed_lectures_in_the_working_tree_and_in_the_last_commit(course: Path) -> None:
    assert names(course) == [], "no commit to compare with"
    (course / "lectures/02_b.ipynb").write_text("{ }")
    commit(course)
    (course / "lectures/03_c.ipynb").write_text("{}")
    assert names(course) == ["02_b", "03_c"]


def test_changed_lectures_of_a_branch_and_since_a_commit(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(course, "switch", "--quiet", "--create", "work")
    for name in ("01_a", "02_b"):
        (course / f"lectures/{name}.ipynb").write_text("{ }")
        commit(course)
    assert names(course) == ["01_a", "02_b"]
    monkeypatch.setenv("SLIDES_SINCE", "HEAD~1")
    assert names(course) == ["02_b"]
    monkeypatch.setenv("SLIDES_SINCE", "0" * 40)  # what GitHub says of a new branch
    assert names(course) == ["01_a", "02_b"]


def test_nothing_changed_where_there_is_no_repository(tmp_path: Path) -> None:
    assert changed(tmp_path, []) == []
