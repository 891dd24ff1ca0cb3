"""What was done to the cells of a submission, told as findings: edited, missing, doubled, moved, claimed otherwise.

None of it changes a grade: tests, points and order are the source's. It tells an instructor where to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from autograde.findings import Kind, finding, listing, one_line
from autograde.matching import Match, is_answer, key, plain, released
from autograde.model import Cell, Role
from autograde.reader import RawCell
from autograde.result import Finding

__all__ = ["EXECUTION_TAGS", "integrity_findings"]

EXECUTION_TAGS = frozenset(
    {"skip-execution", "raises-exception", "remove-cell", "parameters", "injected-parameters", "nbval-skip"}
    | {"nbval-raises-exception", "nbval-ignore-output", "active-md", "active-ipynb-md"}
)
"""Tags by which nbclient, nbconvert, papermill, nbval or jupytext run a cell in another way, or not at all."""


def integrity_findings(match: Match) -> list[Finding]:
    """What an instructor should know, cell by cell and then about the whole."""
    return _Integrity(match).all()


@dataclass(frozen=True)
class _Integrity:
    match: Match

    def all(self) -> list[Finding]:
        found: list[Finding] = []
        marked = [position for position, cell in enumerate(self.match.notebook.cells) if cell.grade_id]
        if marked and not any(position in self.match.chosen for position in marked):
            found.append(self._found(Kind.WRONG_ASSIGNMENT, self._strangers()))
        else:
            for position in marked:
                found += self._of_marked(position)
            found += self._order(marked)
        for position, cell in enumerate(self.match.notebook.cells):
            if cell.role is Role.SETUP and not cell.grade_id and position in self.match.chosen:
                found += self._of_setup(position)
        found += self._of_added()
        return found

    def _found(self, kind: Kind, detail: str, cell: Cell | None = None) -> Finding:
        return finding(kind, detail, notebook=self.match.notebook.name, grade_id=cell.grade_id if cell else "")

    def _strangers(self) -> str:
        if not self.match.cells:
            return "the notebook has no cells"
        names = list(dict.fromkeys(raw.grade_id for raw in self.match.cells if raw.grade_id))
        there = f"cells there: {listing(names)}" if names else "no cell has a grade_id"
        return f"no cell of this assignment among {len(self.match.cells)} cells; {there}"

    def _of_marked(self, position: int) -> list[Finding]:
        cell, copies = self.match.notebook.cells[position], self.match.copies.get(position, [])
        if not copies:
            return [self._found(Kind.MISSING_CELL, f"the {_noun(cell)} is not in the submission", cell)]
        raw = self.match.cells[self.match.chosen[position]]
        found = []
        if len(copies) > 1:
            place = copies.index(self.match.chosen[position]) + 1
            used = f"number {place} counts as the answer" if is_answer(cell) else "the source's own was used"
            found.append(self._found(Kind.DUPLICATED_CELL, f"{len(copies)} cells with this grade_id; {used}", cell))
        if raw.kind != cell.kind:
            found.append(self._found(Kind.RETYPED_CELL, f"{raw.kind} instead of {cell.kind}", cell))
        if not is_answer(cell) and not released(cell, raw.source):
            kind = Kind.EDITED_TEST_CELL if cell.role is Role.TEST else Kind.EDITED_LOCKED_CELL
            found.append(self._found(kind, _difference(cell.stub, raw.source), cell))
        if claims := _false_claims(cell, raw):
            found.append(self._found(Kind.EDITED_METADATA, "; ".join(claims), cell))
        found += self._tags([self.match.cells[index] for index in copies], cell)
        return found

    def _of_setup(self, position: int) -> list[Finding]:
        cell, raw = self.match.notebook.cells[position], self.match.cells[self.match.chosen[position]]
        same = released(cell, raw.source)
        found = []
        if raw.kind != cell.kind:
            found.append(
                self._found(Kind.RETYPED_CELL, f"{key(self.match.notebook, position)}: {raw.kind} instead of code")
            )
        elif not same:
            detail = f"{key(self.match.notebook, position)}: {_difference(cell.stub, raw.source)}"
            found.append(self._found(Kind.EDITED_SETUP_CELL, detail))
        # An instructor's own demonstration of an error carries this tag in the release already.
        harmless = {"raises-exception"} if same else set()
        return found + self._tags([raw], None, harmless)

    def _of_added(self) -> list[Finding]:
        added = [self.match.cells[index] for following in self.match.added.values() for index in following]
        known = {cell.grade_id for cell in self.match.notebook.cells if cell.grade_id}
        strange = [
            self.match.cells[index]
            for index in sorted(set(range(len(self.match.cells))) - set(self.match.chosen.values()))
        ]
        names = [raw.grade_id for raw in strange if raw.grade_id and raw.grade_id not in known]
        found = []
        if names:
            detail = f"not in this assignment: {listing(list(dict.fromkeys(names)))}"
            found.append(self._found(Kind.UNKNOWN_GRADE_ID, detail))
        if added:
            noun = "code cell" if len(added) == 1 else "code cells"
            begin = one_line(next(iter(plain(added[0].source).splitlines()), ""), 80)
            found.append(self._found(Kind.ADDED_CELLS, f"{len(added)} {noun}; the first begins: {begin}"))
        return found + self._tags([raw for raw in added if raw.grade_id not in known])

    def _tags(self, cells: Iterable[RawCell], cell: Cell | None = None, harmless: Iterable[str] = ()) -> list[Finding]:
        tags = {tag for raw in cells for tag in raw.tags if tag.strip().lower() in EXECUTION_TAGS} - set(harmless)
        return [self._found(Kind.EXECUTION_TAG, f"ignored: {listing(sorted(tags))}", cell)] if tags else []

    def _order(self, marked: Sequence[int]) -> list[Finding]:
        there = [position for position in marked if position in self.match.chosen]
        for before, after in pairwise(there):
            if self.match.chosen[before] > self.match.chosen[after]:
                names = self.match.notebook.cells[after].grade_id, self.match.notebook.cells[before].grade_id
                return [self._found(Kind.REORDERED_CELLS, "{} stands before {}".format(*map(repr, names)))]
        return []


def _noun(cell: Cell) -> str:
    nouns = {Role.TEST: "test", Role.SOLUTION: "answer", Role.MANUAL: "answer", Role.TASK: "task"}
    return f"{nouns.get(cell.role, 'locked')} cell"


def _difference(expected: str, actual: str) -> str:
    """Where the submitted text first leaves the released one, as one line."""
    wanted, got = plain(expected).splitlines(), plain(actual).splitlines()
    if not got:
        return "the cell was emptied"
    for one, other in zip(wanted, got, strict=False):
        if one != other:
            return f"{one_line(other, 70)!r} instead of {one_line(one, 70)!r}"
    if len(got) > len(wanted):
        return f"added: {one_line(got[len(wanted)], 80)!r}"
    return f"removed: {one_line(wanted[len(got)], 80)!r}"


def _false_claims(cell: Cell, raw: RawCell) -> list[str]:
    """What the submitted metadata says against the source, in words."""
    claims = []
    expected: dict[str, bool] = {"grade": cell.role in (Role.TEST, Role.MANUAL), "task": cell.role is Role.TASK}
    if cell.kind == "code" or cell.role is not Role.MANUAL:  # a written answer may be marked either way
        expected["solution"] = is_answer(cell)
    if cell.role in (Role.SETUP, Role.TEXT):
        expected["locked"] = cell.locked
    for flag, value in expected.items():
        if bool(raw.nbgrader.get(flag, False)) is not value:
            claims.append(f"{flag} is {raw.nbgrader.get(flag, 'missing')!r} instead of {value}")
    if cell.graded:
        points = raw.nbgrader.get("points", 0)
        try:
            same = float(points) == cell.points
        except (TypeError, ValueError, OverflowError):
            same = False
        if not same:
            claims.append(f"points are {one_line(repr(points), 30)} instead of {cell.points:g}")
    schema = raw.nbgrader.get("schema_version", 0)
    if schema not in (0, 1, 2, 3):
        claims.append(f"schema_version is {one_line(repr(schema), 30)}")
    return claims
