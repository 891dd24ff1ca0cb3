"""What a lecture claims to reach, it reaches: the bounds in its metadata, with the real data in full mode."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest

from tests.lectures.notebooks import LECTURES, executed, imported, reaches

CLAIMING = [path for path in LECTURES if reaches(nbformat.read(path, as_version=4))]


@pytest.mark.skipif(not os.environ.get("D2LCOURSE_DATA"), reason="needs the real data sets: set D2LCOURSE_DATA")
@pytest.mark.parametrize("path", CLAIMING, ids=lambda path: path.stem)
def test_reached(path: Path) -> None:
    missed = []
    for item in reaches(executed(path)):
        low, high = item.get("at_least", float("-inf")), item.get("at_most", float("inf"))
        if not low <= item["reached"] <= high:
            missed.append(f"{item['what']}: {item['reached']:.4g}, not within {low:g} to {high:g}")
    assert missed == []


@pytest.mark.parametrize("path", CLAIMING, ids=lambda path: path.stem)
def test_claims_are_complete(path: Path) -> None:
    for item in reaches(nbformat.read(path, as_version=4)):
        assert set(item) <= {"what", "value", "at_least", "at_most", "reference", "source"}
        assert {"what", "value"} <= set(item) and {"at_least", "at_most"} & set(item), item


def test_a_change_of_text_does_not_run_a_lecture_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "deck.ipynb"

    def write(text: str, code: str, bound: int) -> None:
        cells = [nbformat.v4.new_markdown_cell(text, id="text"), nbformat.v4.new_code_cell(code, id="code")]
        notebook = nbformat.v4.new_notebook(cells=cells)
        notebook.metadata["d2lcourse"] = {"reaches": [{"what": "a figure", "value": "x", "at_least": bound}]}
        nbformat.write(notebook, path)

    code = "import uuid\nx = 3\nprint(uuid.uuid4())"
    write("# One", code, 1)
    first = executed(path)
    write("# Another", code, 2)
    again = executed(path)
    assert again.cells[0].source == "# Another" and again.cells[1].outputs == first.cells[1].outputs
    assert [(item["at_least"], item["reached"]) for item in reaches(again)] == [(2, 3.0)]
    write("# Another", code + "\n", 2)
    assert executed(path).cells[1].outputs != first.cells[1].outputs


def test_only_what_a_lecture_imports_makes_it_run_again() -> None:
    path = next(path for path in LECTURES if path.stem == "01_linear_algebra")
    names = {str(file.relative_to(path.parents[1])) for file in imported(path)}
    assert {"d2lcourse/__init__.py", "d2lcourse/viz/__init__.py", "d2lcourse/viz/style.py"} <= names
    assert "d2lcourse/cli.py" not in names
