"""Load an instructor's assignment: which cells there are, what each is for, and what it is worth.

The source is the only place that a grade's meaning is read from, so it is read strictly: whatever nbgrader would refuse
or silently mend is told with file, cell and remedy. nbgrader's metadata schemas 0 to 3 are understood; a schema is only
looked at here, the rest of autograde sees roles.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograde.errors import SourceError, UnreadableError, UsageError
from autograde.findings import Kind
from autograde.journal import FOLDER
from autograde.limits import Limits
from autograde.model import FEEDBACK_FILE, Assignment, Cell, Notebook, Role
from autograde.reader import RawCell, RawNotebook, read_notebook
from autograde.stub import released_text

__all__ = ["MAX_FILES_BYTES", "load_assignment"]

MAX_FILES_BYTES = 64_000_000
"""Support files together; they travel with every job."""
NEWEST_SCHEMA = 3
_SKIPPED_FOLDERS = frozenset({"__pycache__", "variants"})


def load_assignment(path: str | Path) -> Assignment:
    """The assignment in a folder with notebooks, or in one notebook (which then has no support files).

    Raises:
        UsageError: there is nothing at ``path``.
        SourceError: it is no assignment that can be graded; the message says where and what to write instead.
    """
    path = Path(os.path.abspath(path))
    if path.is_file():
        return _assignment(path.stem, (_load(path, path.name),), {})
    if not path.is_dir():
        raise UsageError(f"no source at {path}; name the assignment's folder or its notebook")
    found = sorted(entry for entry in path.glob("*.ipynb") if entry.is_file() and not entry.name.startswith("."))
    if not found:
        raise SourceError("no notebook in this folder; put <name>.ipynb there", file=str(path))
    notebooks = tuple(_load(entry, f"{path.name}/{entry.name}") for entry in found)
    return _assignment(path.name, notebooks, dict(_support_files(path)))


def _assignment(name: str, notebooks: tuple[Notebook, ...], files: Mapping[str, bytes]) -> Assignment:
    described = [
        name,
        [
            asdict(notebook) | {"file": "", "cells": [_described(cell) for cell in notebook.cells]}
            for notebook in notebooks
        ],
        {relative: hashlib.sha256(data).hexdigest() for relative, data in files.items()},
    ]
    canonical = json.dumps(described, sort_keys=True, ensure_ascii=True)
    return Assignment(name, notebooks, files, hashlib.sha256(canonical.encode()).hexdigest())


def _described(cell: Cell) -> dict[str, Any]:
    return asdict(cell) | {"role": cell.role.value}


def _support_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Regular files beneath ``folder`` by relative path; not hidden ones, links, notebooks, the author's own."""
    total = 0
    for parent, folders, names in os.walk(folder):
        if FOLDER in folders:
            raise SourceError(
                "holds results of autograde grade, which all students would be given; move it elsewhere",
                file=Path(folder.name, Path(parent).relative_to(folder)).as_posix(),
            )
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _SKIPPED_FOLDERS)
        for name in sorted(names):
            entry = Path(parent, name)
            if name.startswith(".") or name.endswith(".ipynb") or entry.is_symlink() or not entry.is_file():
                continue
            relative = entry.relative_to(folder).as_posix()
            if relative == FEEDBACK_FILE:
                continue
            try:
                total += entry.stat().st_size
                if total > MAX_FILES_BYTES:
                    raise SourceError(
                        f"support files exceed {MAX_FILES_BYTES // 1_000_000} MB together; keep data elsewhere",
                        file=f"{folder.name}/{relative}",
                    )
                yield relative, entry.read_bytes()
            except OSError as error:
                raise SourceError(f"cannot be read: {error.strerror}", file=f"{folder.name}/{relative}") from None


def _load(path: Path, file: str) -> Notebook:
    try:
        raw = read_notebook(path.read_bytes())
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", file=file) from None
    except UnreadableError as error:
        raise SourceError(f"{error}; open it in Jupyter and save it again", file=file) from None
    for kind, detail in raw.notices:
        if kind != Kind.LARGE_OUTPUTS:
            raise SourceError(f"{detail}; open it in Jupyter and save it again", file=file)
    language = _entry(raw.metadata, "kernelspec").get("language", "python")
    if language != "python":
        raise SourceError(f"the notebook's language is {language!r}; only Python can be graded", file=file)
    cells = tuple(_cell(cell, number, file) for number, cell in enumerate(raw.cells, start=1))
    seen: set[str] = set()
    for cell in cells:
        if cell.grade_id and cell.grade_id in seen:
            raise SourceError("two cells have this grade_id; give each its own", file=file, grade_id=cell.grade_id)
        seen.add(cell.grade_id)
    return Notebook(path.stem, cells, file, _limits(raw, file))


def _limits(raw: RawNotebook, file: str) -> Limits:
    ours = raw.metadata.get("autograde", {})
    values = ours.get("limits", {}) if isinstance(ours, dict) else None
    if not isinstance(values, dict) or ours.keys() - {"limits"}:
        raise SourceError('metadata must read {"autograde": {"limits": {"question_s": 60}}}', file=file)
    return Limits().override(values, file=file)


def _entry(metadata: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = metadata.get(name)
    return value if isinstance(value, dict) else {}


def _cell(raw: RawCell, number: int, file: str) -> Cell:
    meta = raw.nbgrader
    grade_id = raw.grade_id

    def wrong(message: str) -> SourceError:
        return SourceError(message, file=file if grade_id else f"{file}, cell {number}", grade_id=grade_id)

    schema = meta.get("schema_version", 0)
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 0:
        raise wrong(f"nbgrader's schema_version is {schema!r}; save the cell with nbgrader again")
    if schema > NEWEST_SCHEMA:
        raise wrong(
            f"made by a newer nbgrader (metadata schema {schema}, known are 0 to {NEWEST_SCHEMA}); update autograde"
        )
    grade, solution, locked, task = (bool(meta.get(flag, False)) for flag in ("grade", "solution", "locked", "task"))
    marked = grade or solution or locked or task
    if marked and not grade_id.strip():
        raise wrong("the cell is marked for nbgrader but has no grade_id; give it one")
    role = _role(raw.kind, grade, solution, task, wrong)
    graded = role in (Role.TEST, Role.MANUAL, Role.TASK)
    points = _points(meta, schema, wrong) if graded else 0.0
    where = file if grade_id else f"{file}, cell {number}"
    stub = released_text(
        raw.source,
        kind=raw.kind,
        solution=solution,
        graded=grade,
        task=task,
        file=where,
        grade_id=grade_id if marked else "",
    )
    return Cell(
        role=role,
        kind=raw.kind,
        source=raw.source,
        grade_id=grade_id if marked else "",  # flags that are all off mark nothing
        cell_id=raw.cell_id,
        points=points,
        locked=role in (Role.TEST, Role.TASK) or (locked and role in (Role.SETUP, Role.TEXT)),
        stub=stub,
    )


def _role(kind: str, grade: bool, solution: bool, task: bool, wrong: Callable[[str], SourceError]) -> Role:
    if task:
        if kind != "markdown":
            raise wrong(f"a task has to be a markdown cell, this is a {kind} cell; change its type")
        if grade or solution:
            raise wrong("a task cannot be a test or a solution as well; choose one in nbgrader's menu")
        return Role.TASK
    if solution and grade:
        return Role.MANUAL
    if grade:
        return Role.TEST if kind == "code" else Role.MANUAL
    if solution:
        if kind != "code":
            raise wrong("a written answer needs points; mark it as manually graded in nbgrader's menu")
        return Role.SOLUTION
    return Role.SETUP if kind == "code" else Role.TEXT


def _points(meta: Mapping[str, Any], schema: int, wrong: Callable[[str], SourceError]) -> float:
    """The cell's points. Schema 0 wrote them as text and left them out for 0."""
    value = meta.get("points", 0.0 if schema == 0 else None)
    if value is None:
        raise wrong("the cell is graded but has no points; write how many, 0 is allowed")
    if isinstance(value, str) and schema < NEWEST_SCHEMA:
        try:
            value = float(value or 0)
        except ValueError:
            raise wrong(f"points are {value!r}; write a number") from None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < 1e9:
        raise wrong(f"points are {value!r}; write a number")
    if value < 0:
        raise wrong(f"points are {value!r}; write a number that is not negative")
    return float(value)
