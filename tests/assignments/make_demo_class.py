"""Writes the demo class: submissions to ps01_tensors as a class hands them in, hostile and broken ones included.

The answers come from ``tests/variants``, the notebooks around them from the source, as students get it (nbgrader's own
preprocessors). Nothing here is random: the same source gives the same bytes. After a change to ps01_tensors::

    python tests/assignments/make_demo_class.py            # writes
    python tests/assignments/make_demo_class.py --check    # fails if what is committed differs

``demo_class_expected.json`` beside it says what each student has to get. It is written by hand, not by this script.
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import ComputeChecksums, LockCells

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.assignments.plain import released  # noqa: E402 - found by the line above

__all__ = ["demo_class", "main"]

HERE = ROOT / "tests" / "demo_class"
NAME = "ps01_tensors"

ENDLESS = """def matmul_loops(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    C = A.new_zeros(A.shape[0], B.shape[1])
    i = 0
    while i < A.shape[0] + 1:
        while True:
            pass
    return C
"""

CRASH = """import os


def matmul_vectorised(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    os._exit(0)  # "end of the exercise"
"""

SYNTAX_ERROR = """def pairwise_distances(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    differences = X[:, None, :] - Y[None, :, :]
    return (differences ** 2.sum(dim=2) ** 0.5
"""

PATCHES = """import builtins

import autograde.testing
import torch

torch.allclose = lambda *args, **kwargs: True
torch.equal = lambda *args, **kwargs: True
autograde.testing.close = close = lambda *args, **kwargs: True
autograde.testing.score = score = lambda: 20.0
autograde.testing.property_test.__exit__ = lambda *args: True
builtins.abs = lambda value: 0


class Agreeable:
    shape, dtype = (2, 2), torch.float32

    def __eq__(self, other):
        return True

    def __bool__(self):
        return True

    def __getattr__(self, name):
        return lambda *args, **kwargs: self


def matmul_loops(A, B):
    return Agreeable()
"""


def demo_class() -> dict[str, bytes]:
    """The files of all submissions, by path beneath this folder."""
    people = {
        "ada": _answered(_right(0)),
        "grace": _answered(_right(1)),
        "alan": _answered(
            _wrong(
                norms="dim_zero_is_false",
                matmul_loops="one_term_short",
                matmul_vectorised="squeezes",
                pairwise_distances="binomial_formula",
                indexing="column_is_a_row",
                batched="lengths_without_keepdim",
            )
        ),
        "katherine": _answered(
            _wrong(
                norms="works_in_place",
                matmul_loops="always_float32",
                matmul_vectorised="uses_at",
                pairwise_distances="loops",
                indexing="framed_in_place",
            )
        ),
        "charles": _answered({}),
        "edsger": _answered(_right(0) | {"pairwise_distances": SYNTAX_ERROR}),
        "konrad": _answered(_right(1) | {"matmul_loops": ENDLESS}),
        "margaret": _answered(_right(2) | {"matmul_vectorised": CRASH}),
        "robert": _tampered(),
        "Jürgen Schmidt": _with_experiments(),
    }
    files = {f"{who}/{NAME}/{NAME}.ipynb": _bytes(notebook) for who, notebook in people.items()}
    files[f"niklaus/{NAME}/{NAME}.ipynb"] = _picture()
    return files


def main(arguments: list[str]) -> int:
    """Writes the files, or compares them where ``--check`` is given; the exit code."""
    files = demo_class()
    present = {path.relative_to(HERE).as_posix() for path in HERE.glob("*/**/*") if path.is_file()}
    stray = sorted(path for path in present - set(files) if "__pycache__" not in path)
    if arguments == ["--check"]:
        differing = sorted(path for path, data in files.items() if path not in present or _read(path) != data)
        for path in differing:
            print(f"{path}: not what make_demo_class.py writes; run it and commit the result")
        for path in stray:
            print(f"{path}: not written by make_demo_class.py; remove it")
        return 1 if differing or stray else 0
    if arguments:
        print("usage: make_demo_class.py [--check]")
        return 2
    for path, data in files.items():
        (HERE / path).parent.mkdir(parents=True, exist_ok=True)
        (HERE / path).write_bytes(data)
    return 0


def _read(path: str) -> bytes:
    return (HERE / path).read_bytes()


def _variant(grade_id: str, stem: str) -> str:
    """A variant's text without the header that only we read."""
    text = (ROOT / "tests" / "variants" / NAME / grade_id / f"{stem}.py").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(("# loses: ", "# hint: "))]
    return "\n".join(kept).strip("\n")


def _right(which: int) -> dict[str, str]:
    """For each solution cell its right variant number ``which``."""
    answers = {}
    for folder in sorted(path for path in (ROOT / "tests" / "variants" / NAME).iterdir() if path.is_dir()):
        answers[folder.name] = _variant(folder.name, sorted(folder.glob("right_*.py"))[which].stem)
    return answers


def _wrong(**stems: str) -> dict[str, str]:
    return {grade_id: _variant(grade_id, f"wrong_{stem}") for grade_id, stem in stems.items()}


def _answered(answers: dict[str, str]) -> NotebookNode:
    """The released notebook with ``answers`` typed in; an answer that is not given stays the stub."""
    notebook = released(NAME)
    for step in (LockCells(), ComputeChecksums()):
        notebook, _ = step.preprocess(notebook, {})
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source).rstrip("\n")
    return notebook


def _tampered() -> NotebookNode:
    """Norms honestly right, the rest claimed: patched checks, empty tests, points, tags, a deleted test cell."""
    notebook = _answered({"norms": _right(0)["norms"], "matmul_loops": PATCHES})
    notebook.cells = [cell for cell in notebook.cells if cell.id != "batched_tests"]
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader", {})
        if meta.get("grade"):
            meta["points"] = 100
            cell.source = "assert True\nscore()"
        if cell.id in ("tools", "pairwise_distances_tests"):
            cell.metadata["tags"] = ["skip-execution"]
        if cell.id == "indexing_tests":
            meta |= {"grade": False, "solution": True, "locked": False}
    boast = nbformat.v4.new_code_cell('print("score 20")\n20.0', id="boast")
    boast.outputs = [nbformat.v4.new_output("stream", name="stdout", text="score 20\n")]
    notebook.cells.append(boast)
    return notebook


def _with_experiments() -> NotebookNode:
    """Most exercises right, one left, with cells, outputs and numbers as an afternoon leaves them."""
    answers = _right(2)
    del answers["batched"]
    notebook = _answered(answers)
    for count, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), start=3):
        cell.execution_count = count
        if cell.id == "norms_tests":
            text = "  passed  norms along dim 1 (0.25)\n"
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=text)]
    place = next(index for index, cell in enumerate(notebook.cells) if cell.id == "indexing_tests")
    trial = nbformat.v4.new_code_cell("größe = torch.arange(1, 17).reshape(4, 4)\ncolumn(größe, 1)", id="ausprobiert")
    trial.outputs = [
        nbformat.v4.new_output("execute_result", {"text/plain": "tensor([ 2,  6, 10, 14])"}, execution_count=41)
    ]
    trial.execution_count = 41
    note = nbformat.v4.new_markdown_cell("Übung 5 schaffe ich heute nicht mehr.", id="notiz")
    notebook.cells[place:place] = [trial, note]
    return notebook


def _picture() -> bytes:
    """A PNG of one grey pixel, saved under a notebook's name."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    # A stored block, so that the bytes do not depend on the version of zlib.
    raw = b"\x00\x80"
    lengths, checksum = struct.pack("<HH", len(raw), 0xFFFF ^ len(raw)), struct.pack(">I", zlib.adler32(raw))
    stored = b"\x78\x01\x01" + lengths + raw + checksum
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", stored) + chunk(b"IEND", b"")


def _bytes(notebook: NotebookNode) -> bytes:
    text: str = nbformat.writes(notebook, version=4)
    return (text.rstrip("\n") + "\n").encode("utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
