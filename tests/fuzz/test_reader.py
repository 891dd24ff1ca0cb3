"""Whatever a file holds: cells, or one line that says why not."""

from __future__ import annotations

import json
import tracemalloc

import pytest
from hypothesis import example

from autograde.errors import UnreadableError
from autograde.findings import Kind
from autograde.reader import MAX_CELLS, MAX_SOURCE, RawNotebook, read_notebook
from tests.autograde.notebooks import raw
from tests.fuzz.notebook_files import files
from tests.fuzz.profile import fuzz
from tests.fuzz.texts import line_of


def read(data: bytes) -> RawNotebook | None:
    """What is in the file; None where the reader refuses it in the way that it should."""
    try:
        return read_notebook(data)
    except UnreadableError as error:
        assert error.kind == Kind.INVALID_NOTEBOOK and line_of(str(error), 200)
        return None


@fuzz(250, files())
@example(raw({"cell_type": "heading", "level": 2.0, "source": "Title"}, nbformat=3))
@example(raw(nbformat=float("nan")))
def test_reads_or_refuses(data: bytes) -> None:
    found = read(data)
    if found is None:
        return
    assert len(found.cells) <= MAX_CELLS
    for kind, detail in found.notices:
        assert kind in list(Kind) and line_of(detail, 1000)
    for cell in found.cells:
        assert cell.kind in ("code", "markdown", "raw") and len(cell.source) <= MAX_SOURCE
        assert len(cell.cell_id) <= 200 and all(type(tag) is str for tag in cell.tags)
        assert all(type(value) in (str, int, float, bool, type(None)) for value in cell.nbgrader.values())
        # what is kept can be written to a file and sent to another process
        json.dumps(
            [cell.source, cell.cell_id, dict(cell.nbgrader), cell.tags, cell.outputs], ensure_ascii=False
        ).encode()
    json.dumps(found.metadata, ensure_ascii=False).encode()


BOMBS = {
    "100,000 cells": b'{"nbformat": 4, "cells": [' + b'{"cell_type": "code"},' * 99_999 + b"{}]}",
    "100,000 lists as cells": b'{"cells": [' + b"[]," * 99_999 + b"[]]}",
    "a line of 4 MB": raw({"cell_type": "code", "source": "x" * 4_000_000}),
    "400,000 lines": raw({"cell_type": "code", "source": ["x\n"] * 400_000}),
    "100,000 tags": raw({"cell_type": "code", "metadata": {"tags": ["x"] * 100_000}}),
    "100,000 claims": raw({"cell_type": "code", "metadata": {"nbgrader": {str(n): n for n in range(100_000)}}}),
    "100,000 outputs": raw({"cell_type": "code", "outputs": [{"output_type": "stream", "text": "x"}] * 100_000}),
    "one output of 100,000 texts": raw(
        {"cell_type": "code", "outputs": [{"output_type": "stream", "text": ["x"] * 100_000}]}
    ),
    "100,000 worksheets": raw(cells=None, worksheets=[{}] * 100_000),
    "100,000 cells of one name": raw(
        *[{"cell_type": "code", "source": "1", "metadata": {"nbgrader": {"grade_id": "f"}}}] * 30_000
    ),
    "brackets without end": b"[" * 2_000_000,
    "a string without end": b'"' + b"\\\\" * 1_000_000,
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_memory_grows_with_the_file_and_no_more(name: str) -> None:
    tracemalloc.start()
    try:
        read(BOMBS[name])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 40 * len(BOMBS[name]) + 1_000_000
