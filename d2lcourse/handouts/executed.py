"""A lecture with its outputs: run once for each content of its code and of what it imports, then kept.

Handouts, the web site and the tests share one execution. It lies in ``_build/executed`` of the course, or in the user's
cache for a notebook from elsewhere.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import json
import os
import re
from pathlib import Path
from typing import Any

import nbformat
from filelock import FileLock
from IPython.core.inputtransformer2 import TransformerManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from d2lcourse.data.store import cache_folder
from d2lcourse.handouts.errors import HandoutError

__all__ = ["execute", "executed", "imported", "reaches"]

ROOT = Path(__file__).resolve().parents[2]
CELL_SECONDS = 120
PACKAGES = ("torch", "numpy", "matplotlib", "scikit-learn", "ipywidgets")


def executed(path: Path, *, fast: bool = False) -> Any:
    """The notebook with its outputs; run where this code was not run before, whatever changed in text and notes.

    fast: on the stand-ins and with small budgets; else on the real data where they are at hand.

    Raises ``HandoutError`` where a file is no notebook and where a cell does not run.
    """
    # one thread: with as many as cores in each of several kernels, they would wait for each other most of the time
    environment = {"D2LCOURSE_FAST": "1" if fast else "0", "OMP_NUM_THREADS": "1"}
    if fast:
        environment |= {"D2LCOURSE_OFFLINE": "1", "D2LCOURSE_DATA": ""}
    data = "" if fast else os.environ.get("D2LCOURSE_DATA", "")
    where = hashlib.sha256(str(Path(data).resolve()).encode()).hexdigest()[:4] if data else "none"
    folder, kind = _kept_in(path), "fast" if fast else f"full-{where}"  # runs on other data do not replace each other
    kept = folder / f"{path.stem}-{kind}-{_content(path, environment)}.ipynb"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            before = {name: os.environ.get(name) for name in environment}
            os.environ.update(environment)  # the kernel inherits it
            try:
                notebook = execute(path)
            finally:
                for name, value in before.items():
                    os.environ.pop(name) if value is None else os.environ.update({name: value})
            for stale in folder.glob(f"{path.stem}-{kind}-*.ipynb*"):
                if not stale.name.startswith(kept.name):
                    stale.unlink(missing_ok=True)
            nbformat.write(notebook, f"{kept}.new")
            Path(f"{kept}.new").replace(kept)
    return _with_outputs(_read(path), _read(kept))


def _read(path: Path) -> Any:
    """The notebook. Raises ``HandoutError`` where a file is none."""
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except OSError as error:
        raise HandoutError(f"{path}: {error.strerror}") from None
    except Exception as error:  # nbformat lets through whatever a strange file makes it stumble over
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise HandoutError(f"{path}: not a notebook that can be read: {reason}") from None
    return notebook


def _with_outputs(notebook: Any, done: Any) -> Any:
    """The notebook as it is now, with the outputs and figures of a run of the same code."""
    for cell, ran in zip(_code_cells(notebook), _code_cells(done), strict=True):
        cell.outputs, cell.execution_count = ran.outputs, ran.execution_count
    for item, known in zip(reaches(notebook), reaches(done), strict=True):
        item["reached"] = known["reached"]
    return notebook


def _code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _kept_in(path: Path) -> Path:
    """The folder for executions of a notebook."""
    parent = path.resolve().parent
    return (parent.parent / "_build" if parent.name == "lectures" else cache_folder()) / "executed"


def _content(path: Path, environment: dict[str, str]) -> str:
    """A digest of what an execution depends on."""
    notebook = _read(path)
    ran = [*(cell.source for cell in _code_cells(notebook)), *(item["value"] for item in reaches(notebook))]
    digest = hashlib.sha256(json.dumps(ran).encode())
    for file in imported(path):
        digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    versions = [f"{name} {importlib.metadata.version(name)}" for name in PACKAGES]
    digest.update("\n".join([*versions, *environment]).encode())
    return digest.hexdigest()[:16]


def imported(path: Path) -> list[Path]:
    """The files of ``d2lcourse`` that a notebook may import, directly or through one another.

    A package counts whole. So a change elsewhere in ``d2lcourse`` does not run the lecture again.
    """
    found: set[Path] = {ROOT / "d2lcourse" / "__init__.py"}
    left = set().union(*(_names(cell.source) for cell in _code_cells(_read(path))))
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
    """The modules right below ``d2lcourse`` that a cell imports."""
    found: set[str] = set()
    body = re.sub(r"\A\s*%%.*", "", code)  # below %%time there is Python; a cell in another language does not parse
    try:
        tree = ast.parse(TransformerManager().transform_cell(body))
    except SyntaxError:
        return found  # running it will say so
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            parts = node.module.split(".")
            if parts[0] == "d2lcourse":
                found |= {parts[1]} if parts[1:] else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("d2lcourse.")}
    return found


def execute(path: Path) -> Any:
    """The notebook with its outputs, run top to bottom in a fresh kernel.

    What it reaches (:func:`reaches`) is worked out in the same kernel at the end, and put beside its bounds.

    Raises ``HandoutError`` at the first cell that fails, takes too long or ends the kernel, and names it.
    """
    notebook = _read(path)
    asked = reaches(notebook)
    last = "import json as _json\nprint(_json.dumps([" + ", ".join(f"float({item['value']})" for item in asked) + "]))"
    notebook.cells.append(nbformat.v4.new_code_cell(last, id="reached"))
    resources = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(notebook, timeout=CELL_SECONDS, kernel_name="python3", resources=resources)
    begun: list[Any] = []
    client.on_cell_execute = lambda cell, **_: begun.append(cell)  # a kernel that dies may not have said what it runs
    # else ipykernel warns at each start that its sockets on this machine are not encrypted
    client.extra_arguments = ["--log-level=ERROR"]
    try:
        done = client.execute()
    except CellExecutionError as error:
        first = next(iter(error.evalue.strip().splitlines()), "")
        raise HandoutError(f"{path.name}: {_in_words(begun)} fails, mend it first: {error.ename}: {first}") from None
    except CellTimeoutError:
        raise HandoutError(f"{path.name}: {_in_words(begun)} took more than {CELL_SECONDS} s") from None
    except DeadKernelError:
        raise HandoutError(f"{path.name}: {_in_words(begun)} ended the kernel: out of memory, or exit()?") from None
    said = done.cells.pop().outputs[0].text
    for item, number in zip(asked, json.loads(said), strict=True):
        item["reached"] = number
    return done


def _in_words(begun: list[Any]) -> str:
    """The last cell that was begun."""
    if not begun:
        return "the first cell"
    if begun[-1].id == "reached":
        return "a value of d2lcourse.reaches in the metadata"
    return f"cell {begun[-1].id} ({begun[-1].source.strip().splitlines()[0][:60]})"


def reaches(notebook: Any) -> list[dict[str, Any]]:
    """The figures that a lecture claims to reach, from its metadata, where its writer put them.

    ``metadata.d2lcourse.reaches`` is a list of mappings: ``what`` in words; ``value``, an expression in the names of
    the notebook; ``at_least`` or ``at_most``, a bound that holds with the real data in full mode; ``reference``,
    the figure to compare with, and ``source``, where it comes from (both may be left out).
    """
    return list(notebook.metadata.get("d2lcourse", {}).get("reaches", ()))
