"""Every lecture keeps to the rules for slides; and the rules find what they are made for."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.lectures.lint import PICTURE, problems
from tests.lectures.notebooks import LECTURES


def lecture_id(path: Path) -> str:
    return path.stem


def test_there_are_lectures() -> None:
    assert "01_linear_algebra" in [path.stem for path in LECTURES]


@pytest.mark.parametrize("path", LECTURES, ids=lecture_id)
def test_lecture_keeps_to_the_rules(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert problems(notebook) == []


@pytest.mark.parametrize("path", LECTURES, ids=lecture_id)
def test_pictures_exist(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    named = [
        place for cell in notebook.cells if cell.cell_type == "markdown" for _, place in PICTURE.findall(cell.source)
    ]
    assert [place for place in named if not (path.parent / place).is_file()] == []


def small_deck() -> Any:
    """Two slides without a problem."""

    def cell(make: Callable[..., Any], name: str, kind: str, source: str) -> Any:
        return make(source, id=name, metadata={"slideshow": {"slide_type": kind}})

    markdown, code = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell
    cells = [
        cell(markdown, "title", "slide", "# Title"),
        cell(markdown, "title-notes", "notes", "**1 min.** Welcome."),
        cell(markdown, "sum", "subslide", "## A sum\n\n![one and one](figures/sum.svg)"),
        cell(code, "sum-code", "-", "1 + 1"),
        cell(markdown, "sum-notes", "notes", "**2 min.** It is two."),
        cell(markdown, "end", "slide", "# End"),
        cell(markdown, "end-notes", "notes", "**1 min.** Good-bye."),
    ]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}, "rise": {"theme": "white"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    notebook.nbformat_minor = 5
    return notebook


def test_a_good_deck_has_no_problem() -> None:
    assert problems(small_deck()) == []


def put(index: int, **changes: Any) -> Callable[[Any], None]:
    """A change to one cell."""

    def change(notebook: Any) -> None:
        for name, value in changes.items():
            setattr(notebook.cells[index], name, value)

    return change


def drop(index: int) -> Callable[[Any], None]:
    return lambda notebook: notebook.cells.pop(index)


OUTPUT = nbformat.v4.new_output("stream", text="2")
BROKEN: dict[str, Callable[[Any], Any]] = {
    "expected 4.5": lambda notebook: notebook.update(nbformat_minor=4),
    "kernel is not python3": lambda notebook: notebook.metadata.pop("kernelspec"),
    "rise.theme": lambda notebook: notebook.metadata.pop("rise"),
    "title: 2 cells have this id": put(2, id="title"),
    "1f2e3d4c: the id is no readable name": put(2, id="1f2e3d4c"),
    "deadbeef: the id is no readable name": put(2, id="deadbeef"),
    "Sum_1: the id is no readable name": put(2, id="Sum_1"),
    "slide type ''": put(3, metadata=nbformat.NotebookNode()),
    "sum-code: empty": put(3, source=" \n"),
    "sum-code: outputs are committed": put(3, outputs=[OUTPUT]),
    "sum-code: 1 lines of more than 80 columns": put(3, source="x = 1\n" + "#" * 81),
    "sum: 19 lines of code": put(3, source="x = 1\n" * 19),
    "sum: a picture without a text": put(2, source="## A sum\n\n![](figures/sum.svg)"),
    "sum: the slide does not begin with a markdown title '## '": put(2, source="# A sum"),
    "title: the slide does not begin with a markdown title '# '": put(0, source="Title"),
    "sum: expected one notes cell": drop(4),
    "end: expected one notes cell": put(6, source="2 minutes. Good-bye."),
    "the notes plan 122 minutes": put(4, source="**120 min.** Long."),
    "the lecture does not begin with a title slide": lambda notebook: notebook.cells.__delitem__(slice(2)),
    "the last slide has code": lambda notebook: notebook.cells.__delitem__(slice(5, None)),
    "notes are markdown": lambda notebook: notebook.cells[3].metadata.slideshow.update(slide_type="notes"),
}


@pytest.mark.parametrize("expected", BROKEN)
def test_a_broken_deck_is_found(expected: str) -> None:
    notebook = copy.deepcopy(small_deck())
    BROKEN[expected](notebook)
    assert [line for line in problems(notebook) if expected in line] != [], problems(notebook)
