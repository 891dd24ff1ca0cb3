"""Every slide of every lecture fits its window, before and after its cells have run. Needs a Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.browser.jupyter import Server
from tests.lectures.notebooks import LECTURES
from tests.lectures.slides import PICTURES, look_at, stage


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("slides")


@pytest.fixture(scope="module")
def place(folder: Path) -> Iterator[tuple[Server, Any]]:
    with stage(folder) as made:
        yield made


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_slides_fit(path: Path, place: tuple[Server, Any], folder: Path) -> None:
    assert look_at(path, place, folder) == []


def slide(title: str, code: str = "") -> list[Any]:
    """Cells of a slide: a title, and code where there is some."""
    cells = [nbformat.v4.new_markdown_cell(title, metadata={"slideshow": {"slide_type": "subslide"}})]
    return [*cells, nbformat.v4.new_code_cell(code)] if code else cells


def lines(count: int) -> str:
    return "\n".join(f"line_{n} = {n}" for n in range(1, count + 1))


@pytest.fixture(scope="module")
def bad(place: tuple[Server, Any], folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """What is found in a deck that has one of each fault, and slides that just fit."""
    lectures = tmp_path_factory.mktemp("bad") / "lectures"
    lectures.mkdir()
    (lectures / "rise.css").write_bytes((LECTURES[0].parent / "rise.css").read_bytes())
    rise = {"theme": "white", "center": False, "slideNumber": "c/t"}
    made = nbformat.v4.new_notebook(metadata={"rise": rise})
    made.cells = [
        nbformat.v4.new_markdown_cell("# Title", metadata={"slideshow": {"slide_type": "slide"}}),
        *slide("## Long list\n\n" + "\n".join(f"- item {n}" for n in range(17))),
        *slide("## Long output", "for n in range(28):\n    print('line', n)"),
        *slide("## Wide code", "words = '" + "wide " * 20 + "'"),
        *slide("## Just fits", lines(22)),
        *slide("## On the footer", lines(23)),
        *slide("## Elsewhere\n\n![a picture](https://example.invalid/x.png)"),
    ]
    nbformat.write(made, lectures / "00_bad.ipynb")
    yield look_at(lectures / "00_bad.ipynb", place, folder)
    shutil.rmtree(PICTURES / "00_bad")


@pytest.mark.parametrize(
    ("title", "what", "times"),
    [
        ("Long list", "text item 16: ", 4),
        ("Long output", "output line 0 line 1", 2),  # only after running
        ("Wide code", "code words = 'wide wide", 4),
        ("Just fits", "", 0),
        ("On the footer", "code line_", 4),
    ],
)
def test_what_sticks_out_is_named_in_each_window(bad: list[str], title: str, what: str, times: int) -> None:
    found = [line for line in bad if f"  {title}  " in line]
    assert len(found) == times
    assert all(what in line and " px " in line for line in found)
    assert times != 2 or [line.partition(" running")[0] for line in found] == ["after", "after"]


def test_pictures_of_what_sticks_out_are_kept(bad: list[str]) -> None:
    kept = {path.name for path in (PICTURES / "00_bad").iterdir()}
    assert {f"02-{width}-{when}.png" for width in (1280, 1920) for when in ("before", "after")} <= kept
    assert "05-1280-after.png" not in kept, "it fits"


def test_a_footer_without_the_name_of_the_lecture_is_named(bad: list[str]) -> None:
    assert [line.partition(":")[0] for line in bad if "footer:" in line] == ["no name in the footer"]


def test_what_is_asked_of_other_machines_is_named(bad: list[str]) -> None:
    assert [line for line in bad if "asks for" in line] == ["asks for https://example.invalid/x.png"]
