"""Lectures given for real in Chromium: those that changed, and always one with sliders. ``make test-slides``: all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.browser.jupyter import Server
from tests.lectures.live import give
from tests.lectures.notebooks import ALWAYS, IN_DEPTH, LECTURES
from tests.lectures.slides import PICTURES, stage


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("live")


@pytest.fixture(scope="module")
def place(folder: Path) -> Iterator[tuple[Server, Any]]:
    with stage(folder) as made:
        yield made


@pytest.mark.parametrize("name", IN_DEPTH)
def test_a_lecture_is_given(name: str, place: tuple[Server, Any], folder: Path) -> None:
    """Also guards the pins of ipywidgets and jupyterlab-widgets: with later versions no slider shows in slides."""
    (path,) = (path for path in LECTURES if path.stem == name)
    assert give(path, place, folder) == []


def test_the_lecture_that_is_always_given_has_sliders() -> None:
    assert "explore(" in (LECTURES[0].parent / f"{ALWAYS}.ipynb").read_text(encoding="utf-8")


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
