"""Which cell of a submission belongs to which cell of the source.

Marked cells are matched by ``grade_id`` and by nothing else; open cells (set-up, text) by the notebook format's cell
id, else by equal text in order. What is left over and is code, the student added. The flags and points that a
submission claims play no part. See :mod:`autograde.rebuild` for the decisions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from autograde.model import Cell, Notebook, Role
from autograde.reader import RawCell

__all__ = ["Match", "answered", "is_answer", "key", "plain", "released", "unused"]


def plain(text: str) -> str:
    """``text`` as it is compared: without blank lines and blanks at the ends of lines."""
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


def released(cell: Cell, text: str) -> bool:
    """Whether ``text`` is the cell as it was handed out (or as the source has it)."""
    return plain(text) in (plain(cell.stub), plain(cell.source))


def is_answer(cell: Cell) -> bool:
    """Whether the cell's text is the student's to write."""
    return cell.role in (Role.SOLUTION, Role.MANUAL)


def answered(cell: Cell, text: str) -> bool:
    """Whether ``text`` is more than the stub that the cell was handed out with."""
    return plain(text) not in ("", plain(cell.stub))


def key(notebook: Notebook, position: int) -> str:
    """A name for the source cell at ``position``: its grade_id, or ``setup-3`` for the third cell."""
    cell = notebook.cells[position]
    return cell.grade_id or unused(f"setup-{position + 1}", {other.grade_id for other in notebook.cells})


def unused(name: str, taken: set[str]) -> str:
    """``name``, made longer until nobody has it."""
    while name in taken:
        name += "_"
    return name


@dataclass
class Match:
    """Which submitted cell belongs to which cell of the source. Both are named by their index."""

    notebook: Notebook
    cells: Sequence[RawCell]
    chosen: dict[int, int] = field(default_factory=dict)
    """Source cell -> the submitted cell that stands for it."""
    copies: dict[int, list[int]] = field(default_factory=dict)
    """Source cell -> every submitted cell that claims its grade_id."""
    added: dict[int, list[int]] = field(default_factory=dict)
    """Source cell (-1: the start) -> the student's own code cells that follow it."""

    def __post_init__(self) -> None:
        self._match_marked()
        self._match_unmarked()
        self._place_added()

    def _match_marked(self) -> None:
        claims: dict[str, list[int]] = {}
        for index, raw in enumerate(self.cells):
            claims.setdefault(raw.grade_id, []).append(index)
        for position, cell in enumerate(self.notebook.cells):
            found = claims.get(cell.grade_id) if cell.grade_id else None
            if found:
                self.copies[position] = found
                answers = (i for i in found if is_answer(cell) and answered(cell, self.cells[i].source))
                self.chosen[position] = next(answers, found[0])

    def _match_unmarked(self) -> None:
        """By the format's cell id; cells without a match by equal text, in order."""
        taken = {index for found in self.copies.values() for index in found}
        by_id: dict[str, list[int]] = {}
        by_text: dict[str, list[int]] = {}
        for index, raw in enumerate(self.cells):
            if index not in taken:
                by_id.setdefault(raw.cell_id, []).append(index)
        open_cells = [(p, cell) for p, cell in enumerate(self.notebook.cells) if not cell.grade_id]
        for position, cell in open_cells:
            found = [i for i in by_id.get(cell.cell_id, ()) if cell.cell_id and i not in taken]
            if cell.role is Role.TEXT:  # text that became code is the student's own code
                found = [i for i in found if self.cells[i].kind != "code"]
            if found:
                same = (i for i in found if released(cell, self.cells[i].source))
                self.chosen[position] = next(same, found[0])
                taken.add(self.chosen[position])
        for index, raw in enumerate(self.cells):
            if index not in taken:
                by_text.setdefault(plain(raw.source), []).append(index)
        for position, cell in open_cells:
            if position in self.chosen:
                continue
            for text in (plain(cell.stub), plain(cell.source)):
                same = (i for i in by_text.get(text, ()) if i not in taken and self.cells[i].kind == cell.kind)
                if (index := next(same, -1)) >= 0:
                    self.chosen[position] = index
                    taken.add(index)
                    break

    def _place_added(self) -> None:
        owner = {index: position for position, index in self.chosen.items()}
        copy_of = {index: position for position, found in self.copies.items() for index in found}
        anchor = -1
        for index, raw in enumerate(self.cells):
            if index in owner:
                anchor = owner[index]
                continue
            if raw.kind != "code" or not raw.source.strip():
                continue
            cell = self.notebook.cells[copy_of[index]] if index in copy_of else None
            if cell is None or (is_answer(cell) and answered(cell, raw.source)):
                self.added.setdefault(anchor, []).append(index)

    def text(self, position: int) -> str | None:
        """What the submission has for the source cell at ``position``."""
        index = self.chosen.get(position)
        return None if index is None else self.cells[index].source
