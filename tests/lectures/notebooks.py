"""The lectures, their slides as nbconvert and RISE cut them, and how a lecture is run."""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from filelock import FileLock
from nbclient import NotebookClient

__all__ = ["LECTURES", "SlideCells", "execute", "executed", "imported", "reaches", "slide_type", "slides"]

ROOT = Path(__file__).resolve().parents[2]
LECTURES = sorted((ROOT / "lectures").glob("[0-9]*.ipynb"))
EXECUTED = ROOT / "_build" / "executed"
CELL_SECONDS = 120
PACKAGES = ("torch", "numpy", "matplotlib", "scikit-learn", "ipywidgets")


@dataclass(frozen=True)
class SlideCells:
    """A slide: its cells, notes apart, and whether it opens a section."""

    opens_section: bool
    cells: tuple[Any, ...]
    notes: tuple[Any, ...]

    @property
    def code(self) -> tuple[Any, ...]:
        """Its code cells."""
        return tuple(cell for cell in self.cells if cell.cell_type == "code")

    @property
    def name(self) -> str:
        """The id of the first cell, to say where."""
        return str(self.cells[0].id)


def slide_type(cell: Any) -> str:
    """What the slideshow metadata of a cell say; '' where they say nothing."""
    return str(cell.metadata.get("slideshow", {}).get("slide_type", ""))


def slides(notebook: Any) -> list[SlideCells]:
    """The notebook cut into slides; cells of type ``skip`` are on none."""
    groups: list[list[Any]] = []
    for cell in notebook.cells:
        if slide_type(cell) in ("slide", "subslide") or not groups:
            groups.append([])
        if slide_type(cell) != "skip":
            groups[-1].append(cell)
    return [
        SlideCells(
            opens_section=slide_type(group[0]) == "slide",
            cells=tuple(cell for cell in group if slide_type(cell) != "notes"),
            notes=tuple(cell for cell in group if slide_type(cell) == "notes"),
        )
        for group in groups
    ]


def executed(path: Path, *, fast: bool = False) -> Any:
    """The notebook with its outputs; run once for each content of the notebook and of what it imports.

    All tests that look at outputs share one run, across processes and, as long as nothing changed, across test runs.
    The stand-ins are used in fast mode, the real data in full mode where they are at hand.
    """
    # one thread: with as many as cores in each of several kernels, they would wait for each other most of the time
    environment = {"D2LCOURSE_FAST": "1" if fast else "0", "OMP_NUM_THREADS": "1"}
    if fast:
        environment |= {"D2LCOURSE_OFFLINE": "1", "D2LCOURSE_DATA": ""}
    kept = EXECUTED / f"{path.stem}-{'fast' if fast else 'full'}-{_content(path, environment)}.ipynb"
    kept.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            before = {name: os.environ.get(name) for name in environment}
            os.environ.update(environment)  # the kernel inherits it
            try:
                notebook = execute(path)
            finally:
                for name, value in before.items():
                    os.environ.pop(name) if value is None else os.environ.update({name: value})
            for stale in EXECUTED.glob(f"{path.stem}-{'fast' if fast else 'full'}-*.ipynb*"):
                if not stale.name.startswith(kept.name):
                    stale.unlink(missing_ok=True)
            nbformat.write(notebook, f"{kept}.new")
            Path(f"{kept}.new").replace(kept)
    return nbformat.read(kept, as_version=4)


def _content(path: Path, environment: dict[str, str]) -> str:
    """A digest of what an execution depends on."""
    digest = hashlib.sha256(path.read_bytes())
    for file in imported(path):
        digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    versions = [f"{name} {importlib.metadata.version(name)}" for name in PACKAGES]
    data = environment.get("D2LCOURSE_DATA", os.environ.get("D2LCOURSE_DATA", ""))
    digest.update("\n".join([*versions, *environment, data]).encode())
    return digest.hexdigest()[:16]


def imported(path: Path) -> list[Path]:
    """The files of ``d2lcourse`` that a notebook may import, directly or through one another.

    A package counts whole. So a change elsewhere in ``d2lcourse`` does not run the lecture again.
    """
    code = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
    found: set[Path] = {ROOT / "d2lcourse" / "__init__.py"}
    left = _names(code)
    seen: set[str] = set()
    while left:
        name = left.pop()
        seen.add(name)
        module = ROOT / "d2lcourse" / name
        files = sorted(module.rglob("*.py")) if module.is_dir() else [module.with_suffix(".py")]
        for file in files:
            if file.is_file() and file not in found:
                found.add(file)
                left |= _names(file.read_text("utf-8")) - seen
    return sorted(found)


def _names(code: str) -> set[str]:
    """The modules right below ``d2lcourse`` that some code imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            parts = node.module.split(".")
            if parts[0] == "d2lcourse":
                found |= {parts[1]} if parts[1:] else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("d2lcourse.")}
    return found


def execute(path: Path) -> Any:
    """The notebook with its outputs, run top to bottom in a fresh kernel. Raises at the first error.

    What it reaches (:func:`reaches`) is worked out in the same kernel at the end, and put beside its bounds.
    """
    notebook = nbformat.read(path, as_version=4)
    asked = reaches(notebook)
    last = "import json as _json\nprint(_json.dumps([" + ", ".join(f"float({item['value']})" for item in asked) + "]))"
    notebook.cells.append(nbformat.v4.new_code_cell(last, id="reached"))
    resources = {"metadata": {"path": str(path.parent)}}
    done = NotebookClient(notebook, timeout=CELL_SECONDS, kernel_name="python3", resources=resources).execute()
    said = done.cells.pop().outputs[0].text
    for item, number in zip(asked, json.loads(said), strict=True):
        item["reached"] = number
    return done


def reaches(notebook: Any) -> list[dict[str, Any]]:
    """The figures that a lecture claims to reach, from its metadata, where its writer put them.

    ``metadata.d2lcourse.reaches`` is a list of mappings: ``what`` in words; ``value``, an expression in the names of
    the notebook; ``at_least`` or ``at_most``, a bound that holds with the real data in full mode; ``reference``,
    the figure to compare with, and ``source``, where it comes from (both may be left out).
    """
    return list(notebook.metadata.get("d2lcourse", {}).get("reaches", ()))


if __name__ == "__main__":  # python -m tests.lectures.notebooks NOTEBOOK OUT: run it and keep it, with its outputs
    nbformat.write(execute(Path(sys.argv[1])), sys.argv[2])
