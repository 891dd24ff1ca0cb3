"""Which notebook to check, and which released notebook to check it against.

The released one is what ``--released`` names, else ``assignments/<name>/<name>.ipynb`` of the course around the
student's notebook. Students often work in that very file; then the version that git holds is taken, the latest one in
which nobody has written.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from autograde.check.checksum import pristine
from autograde.errors import AutogradeError, UnreadableError, UsageError
from autograde.findings import listing, one_line
from autograde.matching import is_answer
from autograde.model import Notebook
from autograde.names import best_match
from autograde.reader import RawNotebook, read_notebook
from autograde.source import load_assignment

__all__ = ["Released", "find_notebook", "find_released", "is_source", "read"]

GIT_SECONDS = 10
GIT_VERSIONS = 30


@dataclass(frozen=True)
class Released:
    """The notebook as it was handed out."""

    notebook: Notebook
    origin: str
    """In words, for the student."""


def find_notebook(path: Path | None) -> Path:
    """The notebook that is meant: a file, the only one of a folder, or the only one of the current folder.

    Raises:
        UsageError: there is none, or there are several.
    """
    asked = Path(".") if path is None else path
    try:
        if asked.is_file():
            return asked
        if not asked.is_dir():
            raise UsageError(f"no such file or folder: {asked}")
        found = sorted(f for f in asked.iterdir() if f.suffix == ".ipynb" and f.is_file() and f.name[0] != ".")
    except OSError as error:
        raise UsageError(f"{asked}: cannot be read: {error.strerror}") from None
    where = "this folder" if path is None else str(asked)
    if not found:
        below = sorted(file for file in asked.glob("*/*.ipynb") if file.parent.name[0] != ".")
        hint = f"; did you mean {one_line(str(below[0]))}?" if len(below) == 1 else ""
        raise UsageError(f"no notebook in {where}{hint or '; name the .ipynb file: autograde check PATH'}")
    if len(found) > 1:
        same = [file for file in found if file.stem == asked.resolve().name]
        if len(same) == 1:
            return same[0]
        raise UsageError(f"{len(found)} notebooks in {where}; name one: {listing([file.name for file in found], 10)}")
    return found[0]


def read(path: Path) -> tuple[bytes, RawNotebook]:
    """The file and what is in it.

    Raises:
        UsageError: it is no notebook.
    """
    try:
        data = path.read_bytes()
        return data, read_notebook(data)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
    except UnreadableError as error:
        raise UsageError(f"{path}: {error}; the grader could not read it either") from None


def find_released(path: Path, raw: RawNotebook, asked: Path | None) -> Released | None:
    """The released form of the notebook at ``path``, None where there is none around.

    Raises:
        AutogradeError: ``asked`` is given and cannot be used.
    """
    if asked is not None:
        if not asked.exists():
            raise UsageError(f"--released {asked}: no such file or folder")
        notebooks = load_assignment(asked).notebooks
        return Released(_handed_out(max(notebooks, key=lambda notebook: _shared(notebook, raw))), str(asked))
    candidate = _candidate(path, raw)
    if candidate is None:
        return None
    try:
        if pristine(read(candidate)[1]):
            origin = f"{candidate.parent.parent.name}/{candidate.parent.name}/{candidate.name}"
            return Released(_handed_out(load_assignment(candidate).notebooks[0]), origin)
        return next(_from_git(candidate), None)
    except AutogradeError:
        return None  # the student's copy of the course is damaged; the checksums have to do


def _candidate(path: Path, raw: RawNotebook) -> Path | None:
    """The notebook of the nearest folder ``assignments`` that has this name, else the one that shares most cells."""
    path = path.resolve()
    for parent in path.parents:
        folder = parent / "assignments"
        found = sorted(folder.glob("*/*.ipynb")) if folder.is_dir() else []
        if not found:
            continue
        if path in found:
            return path
        shared = {file: share for file in found if (share := _overlap(file, raw)) > 0}
        named = [file for file in shared if best_match(file.stem, path.name) == 0]
        close = [file for file in shared if shared[file] >= 0.5]
        return next(iter(named or sorted(close, key=lambda file: -shared[file])), None)
    return None


def _overlap(file: Path, raw: RawNotebook) -> float:
    mine = {cell.grade_id for cell in raw.cells if cell.grade_id}
    try:
        theirs = {cell.grade_id for cell in read(file)[1].cells if cell.grade_id}
    except AutogradeError:
        return 0.0
    return len(mine & theirs) / len(theirs | mine) if mine else 0.0


def is_source(sources: Iterable[str]) -> bool:
    """Whether cells like these are the instructor's: they hold what a release leaves out."""
    return any("BEGIN SOLUTION" in text or "BEGIN HIDDEN TESTS" in text for text in sources)


def _handed_out(notebook: Notebook) -> Notebook:
    """A notebook whose answers, as they stand, are the stubs; a source's answers are solutions and stay that."""
    if is_source(cell.source for cell in notebook.cells):
        return notebook
    cells = (replace(cell, stub=cell.source) if is_answer(cell) else cell for cell in notebook.cells)
    return replace(notebook, cells=tuple(cells))


def _shared(notebook: Notebook, raw: RawNotebook) -> int:
    return len({cell.grade_id for cell in notebook.cells if cell.grade_id} & {cell.grade_id for cell in raw.cells})


def _from_git(path: Path) -> Iterator[Released]:
    """The versions of a file that git holds and that are a release, the latest first."""
    for commit in _git(path.parent, "log", "--format=%h", f"-{GIT_VERSIONS}", "--", path.name).decode().split():
        data = _git(path.parent, "show", f"{commit}:./{path.name}")
        try:
            raw = read_notebook(data)
        except UnreadableError:
            continue
        if not pristine(raw):
            continue
        with tempfile.TemporaryDirectory(prefix="autograde-check-") as folder:
            copy = Path(folder, path.name)
            copy.write_bytes(data)
            yield Released(_handed_out(load_assignment(copy).notebooks[0]), f"{path.name} in git, commit {commit}")


def _git(folder: Path, *arguments: str) -> bytes:
    """What git answers; nothing where there is no git, no repository or no such file."""
    git = shutil.which("git")
    if git is None:
        return b""
    try:
        done = subprocess.run([git, *arguments], cwd=folder, capture_output=True, timeout=GIT_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
