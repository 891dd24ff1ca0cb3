"""Every lecture runs top to bottom in a fresh kernel, in full and in fast mode, without an error or a warning."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.lectures.notebooks import LECTURES, executed

COLUMNS_OF_OUTPUT = 88  # what a slide shows beside code of 80 columns


def complaints(notebook: Any) -> list[str]:
    """What an audience should not see: warnings and tracebacks, text cut off at the edge of a slide."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "error" or output.get("name") == "stderr":
                found.append(f"{cell.id}: {output.get('text') or output.get('evalue')}")
            text = output.get("text", "") or output.get("data", {}).get("text/plain", "")
            if any(len(line) > COLUMNS_OF_OUTPUT for line in text.splitlines()):
                found.append(f"{cell.id}: a line of output has more than {COLUMNS_OF_OUTPUT} columns")
    return found


@pytest.mark.parametrize("mode", ["full", "fast"])
@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_lecture_runs(path: Path, mode: str) -> None:
    done = executed(path, fast=mode == "fast")
    code = [cell for cell in done.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert complaints(done) == []


def test_what_should_not_be_seen_is_found() -> None:
    def shown(**output: Any) -> Any:
        cell = nbformat.v4.new_code_cell("x", id="x", outputs=[nbformat.v4.new_output(**output)])
        return nbformat.v4.new_notebook(cells=[cell])

    assert complaints(shown(output_type="stream", name="stdout", text="fine\n")) == []
    assert complaints(shown(output_type="stream", name="stderr", text="Warning")) == ["x: Warning"]
    assert complaints(shown(output_type="error", ename="E", evalue="bad", traceback=[])) == ["x: bad"]
    assert "columns" in complaints(shown(output_type="stream", name="stdout", text="a" * 89))[0]
    assert "columns" in complaints(shown(output_type="execute_result", data={"text/plain": "a" * 89}))[0]


def test_linear_algebra_says_what_its_slides_claim() -> None:
    """Numbers that a reader can work out by hand, in the output of the cells."""
    path = next(path for path in LECTURES if path.stem == "01_linear_algebra")
    done = executed(path, fast=True)
    text = {cell.id: "".join(o.get("text", "") for o in cell.get("outputs", ())) for cell in done.cells}
    pictures = {cell.id for cell in done.cells for o in cell.get("outputs", ()) if "image/png" in o.get("data", {})}
    assert "latte: tensor(96.2500) cents" in text["dot-code"]
    assert "[115.0000, 116.0000]" in text["answer-code"] and "tensor([1, 0, 0])" in text["answer-code"]
    assert "cannot be multiplied (4x2 and 3x4)" in text["inner-code"]
    assert "mean squared error: tensor(2.5000)" in text["silent-code"]
    assert "append(weight.clone()): [0.5, 1.0, 1.5, 2.0]" in text["alias-code"]
    assert "a: tensor([99,  2,  3,  4])" in text["views-code"]
    assert {"matvec-code", "matmul-code", "access-code", "broadcast-code", "times-plot", "rates-plot"} <= pictures
