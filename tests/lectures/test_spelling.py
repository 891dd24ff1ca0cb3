"""No misspelled words in lectures and problem sets, and British ones in their text.

codespell knows the mistakes and, word by word, how British and American spelling differ. Its code for the latter goes
from British to American only; here its list is turned round. ``words.txt`` has what is right all the same: "program",
or a word in the title of a paper. Names of code, between backticks, are spelled as they are.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Literal

import codespell_lib
import nbformat
import pytest

from tests.lectures.notebooks import LECTURES, ROOT

NOTEBOOKS = LECTURES + sorted((ROOT / "solutions").glob("ps*/ps*.ipynb"))
WORDS = Path(__file__).with_name("words.txt")
BRITISH_TO_AMERICAN = Path(codespell_lib.__file__).parent / "data" / "dictionary_en-GB_to_en-US.txt"


@pytest.fixture(scope="module")
def american(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dictionary for codespell: what is mended is the American word."""
    known = {}
    for line in BRITISH_TO_AMERICAN.read_text("utf-8").splitlines():
        british, _, there = line.partition("->")
        known |= {word.strip(): british for word in there.split(",") if word.strip()}
    assert known["color"] == "colour" and known["optimizer"] == "optimiser"
    path = tmp_path_factory.mktemp("spelling") / "american.txt"
    path.write_text("".join(f"{word}->{british}\n" for word, british in sorted(known.items())), "utf-8")
    return path


def write_cells(paths: list[Path], folder: Path, kind: Literal["all", "markdown"]) -> None:
    """One file for each cell, named so that codespell's answer says where: lecture and id of the cell."""
    for path in paths:
        for cell in nbformat.read(path, as_version=4).cells:
            if kind in ("all", cell.cell_type):
                (folder / f"{path.stem}, {cell.id}").write_text(cell.source + "\n", "utf-8")


def misspelled(folder: Path, dictionary: str = "-") -> list[str]:
    """What codespell finds; "-" is its own dictionary."""
    command = [sys.executable, "-m", "codespell_lib", "-D", dictionary, "-I", str(WORDS)]
    command += ["--ignore-regex", "`[^`]*`", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 65) and not done.stderr, done.stderr  # 65: found something
    return [line.removeprefix(f"{folder}/") for line in done.stdout.splitlines()]


def test_no_word_is_misspelled(tmp_path: Path) -> None:
    write_cells(NOTEBOOKS, tmp_path, "all")
    assert misspelled(tmp_path) == []


def test_text_is_british(tmp_path: Path, american: Path) -> None:
    write_cells(NOTEBOOKS, tmp_path, "markdown")
    assert misspelled(tmp_path, str(american)) == []


def test_mistakes_are_found(tmp_path: Path, american: Path) -> None:
    code = nbformat.v4.new_code_cell("color = 1  # teh colour", id="a")
    text = nbformat.v4.new_markdown_cell("The color of a program: `color`.", id="b")
    notebook = tmp_path / "x.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[code, text]), notebook)
    folder = tmp_path / "cells"
    folder.mkdir()
    write_cells([notebook], folder, "all")
    assert misspelled(folder) == ["x, a:1: teh ==> the"]
    (folder / "x, a").unlink()
    assert misspelled(folder, str(american)) == ["x, b:1: color ==> colour"]
