"""nbgrader's checksums of cells: how a notebook that travels alone still tells which of its cells were changed.

nbgrader writes one into every locked, test and answer cell as it releases an assignment. The formula is nbgrader's
(``nbgrader.utils.compute_checksum``), computed here without nbgrader, which a student need not have.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from autograde.errors import SourceError
from autograde.limits import Limits
from autograde.model import Cell, Notebook, Role
from autograde.reader import RawCell, RawNotebook
from autograde.stub import CODE_STUB, TEXT_STUB

__all__ = ["as_handed_out", "checksum", "intact", "own_notebook", "pristine"]

_MOST_POINTS = 1e9


def checksum(cell: RawCell) -> str:
    """What nbgrader would write into the cell as it is now."""
    meta = cell.nbgrader
    grade, solution = meta.get("grade", False), meta.get("solution", False)
    locked = False if solution else True if grade else meta.get("locked", False)
    parts = [cell.source, cell.kind, str(grade), str(solution), str(locked), cell.grade_id]
    if grade:
        points = meta.get("points", 0)
        number = isinstance(points, (int, float)) and abs(points) < _MOST_POINTS
        parts.append(str(float(points) if number else points))
    return hashlib.md5("".join(parts).encode("utf-8"), usedforsecurity=False).hexdigest()


def intact(cell: RawCell) -> bool | None:
    """Whether the cell is as it was released; None where it holds no checksum."""
    written = cell.nbgrader.get("checksum")
    return written == checksum(cell) if isinstance(written, str) else None


def as_handed_out(cell: RawCell) -> RawCell:
    """The cell with the type that it was released with: an answer without points is code, and so is a text cell whose
    checksum fits as code."""
    code = replace(cell, kind="code")
    flags = cell.nbgrader
    answer = bool(flags.get("solution")) and not flags.get("grade") and not flags.get("task")
    return code if answer or (intact(cell) is False and intact(code)) else cell


def pristine(raw: RawNotebook) -> bool:
    """Whether this is a released notebook in which nobody has written yet."""
    known = [intact(cell) for cell in raw.cells]
    return True in known and False not in known


def own_notebook(raw: RawNotebook, name: str) -> Notebook:
    """The assignment as the student's own notebook tells it, for want of the released one.

    Read with lenience: whatever a student did to the metadata, the rest is still checked.
    """
    cells = []
    taken: set[str] = set()
    for cell in map(as_handed_out, raw.cells):
        role, grade_id = _role(cell), cell.grade_id
        if not grade_id.strip():
            role, grade_id = (Role.SETUP if cell.kind == "code" else Role.TEXT), ""
        elif grade_id in taken:
            continue  # a copy; the one that stands for the assignment's cell was there already
        taken.add(grade_id)
        cells.append(
            Cell(
                role=role,
                kind=cell.kind,
                source=cell.source,
                grade_id=grade_id,
                cell_id=cell.cell_id,
                points=_points(cell) if role in (Role.TEST, Role.MANUAL, Role.TASK) else 0.0,
                locked=role in (Role.TEST, Role.TASK) or bool(cell.nbgrader.get("locked")),
                stub=_stub(cell, role),
            )
        )
    return Notebook(name, tuple(cells), limits=_limits(raw))


def _limits(raw: RawNotebook) -> Limits:
    ours = raw.metadata.get("autograde")
    values = ours.get("limits") if isinstance(ours, dict) else None
    try:
        return Limits().override(values if isinstance(values, dict) else {})
    except SourceError:
        return Limits()


def _role(cell: RawCell) -> Role:
    grade, solution, task = (bool(cell.nbgrader.get(flag, False)) for flag in ("grade", "solution", "task"))
    if task and cell.kind == "markdown":
        return Role.TASK
    if grade:
        return Role.TEST if cell.kind == "code" and not solution else Role.MANUAL
    if cell.kind != "code":
        return Role.TEXT
    return Role.SOLUTION if solution else Role.SETUP


def _points(cell: RawCell) -> float:
    points = cell.nbgrader.get("points", 0)
    number = isinstance(points, (int, float)) and not isinstance(points, bool)
    return float(points) if number and 0 <= points < _MOST_POINTS else 0.0


def _stub(cell: RawCell, role: Role) -> str:
    if role not in (Role.SOLUTION, Role.MANUAL) or intact(cell):
        return cell.source
    return CODE_STUB if cell.kind == "code" else TEXT_STUB
