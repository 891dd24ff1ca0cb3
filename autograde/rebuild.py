"""Build the notebook that is graded: the *source's* cells with the student's answers in them.

Of a submission only the text of answer cells is taken, matched by ``grade_id``, and further code that the student
added, in place and ungraded. Tests, points, roles and order are the source's, whatever the submission claims. What was
changed becomes a finding and grading goes on.

Decisions that are not obvious:

- *An answer cell that is missing* runs as nothing, not as its stub: a student who moved the answer to a new cell has
  defined the names there, and the stub would overwrite them.
- *An answer cell that is there twice* (Jupyter's "split cell" makes that): the first one that is not the unchanged stub
  is the answer. Further ones run as added code where they stand, except unchanged stubs, so the meaning is that of the
  student's own notebook run from top to bottom (nbgrader runs all of them, too). Copies of tests and of locked cells
  never run.
- *A set-up cell* may be edited by the student; then the student's text runs on the student's side. One that was
  removed runs all the same.
- *Empty code cells* are nobody's; Jupyter leaves one at the end of every notebook.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from autograde.errors import UnreadableError
from autograde.findings import Kind, finding
from autograde.integrity import integrity_findings
from autograde.matching import Match, answered, is_answer, key, released, unused
from autograde.model import Cell, Notebook, Role
from autograde.reader import RawCell, read_notebook
from autograde.result import Finding

__all__ = ["Action", "Rebuilt", "Step", "rebuild"]


class Action(enum.StrEnum):
    """What is to be done with a step."""

    RUN = "run"
    """Run it on the student's side: set-up, answers in code, added code."""
    TEST = "test"
    """Run it in the examiner; it is worth points."""
    MANUAL = "manual"
    """A written answer for a person; nothing runs."""
    TASK = "task"
    """A free task for a person; nothing runs."""


@dataclass(frozen=True)
class Step:
    """One thing to do, in order."""

    key: str
    """Unique within the notebook: a grade_id, ``setup-3`` (the source's third cell) or ``added-2``."""
    action: Action
    source: str
    cell: Cell | None = None
    """The source's cell; none for a cell that the student added."""
    student: bool = False
    """Whether the text comes from the student."""
    answered: bool = False
    """For answers: whether there is more than the stub."""
    outputs: tuple[Mapping[str, object], ...] = ()
    """What the submitted file says that the cell showed."""


@dataclass(frozen=True)
class Rebuilt:
    """A notebook ready for grading."""

    notebook: Notebook
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...] = ()


def rebuild(notebook: Notebook, submitted: bytes | None) -> Rebuilt:
    """The steps of grading ``submitted`` by ``notebook``.

    Args:
        notebook: the source; everything that counts comes from it.
        submitted: the student's file as it is, or None where there is none. No content makes this raise.
    """
    findings: list[Finding] = []
    cells: tuple[RawCell, ...] | None = None
    if submitted is None:
        findings.append(finding(Kind.MISSING_NOTEBOOK, f"{notebook.name}.ipynb is not there", notebook=notebook.name))
    else:
        try:
            raw = read_notebook(submitted)
        except UnreadableError as error:
            findings.append(finding(error.kind, str(error), notebook=notebook.name))
        else:
            findings += [finding(kind, detail, notebook=notebook.name) for kind, detail in raw.notices]
            cells = raw.cells
    match = Match(notebook, cells or ())
    if cells is not None:
        findings += integrity_findings(match)
    return Rebuilt(notebook, tuple(_steps(notebook, match)), tuple(findings))


def _steps(notebook: Notebook, match: Match) -> Iterator[Step]:
    taken = {cell.grade_id for cell in notebook.cells}
    count = 0
    for position in range(-1, len(notebook.cells)):
        if position >= 0:
            step = _step(notebook, position, match.text(position), match)
            if step is not None:
                chosen = match.chosen.get(position)
                yield step if chosen is None else replace(step, outputs=match.cells[chosen].outputs)
        for index in match.added.get(position, ()):
            count += 1
            raw = match.cells[index]
            yield Step(unused(f"added-{count}", taken), Action.RUN, raw.source, student=True, outputs=raw.outputs)


def _step(notebook: Notebook, position: int, text: str | None, match: Match) -> Step | None:
    cell, name = notebook.cells[position], key(notebook, position)
    if cell.role is Role.TEST:
        return Step(name, Action.TEST, cell.source, cell)
    if cell.role is Role.TASK:
        return Step(name, Action.TASK, cell.source, cell)
    if is_answer(cell):
        action = Action.RUN if cell.kind == "code" else Action.MANUAL
        given = text is not None
        return Step(name, action, text or "", cell, student=given, answered=given and answered(cell, text or ""))
    if cell.role is Role.SETUP:
        # An edit counts where the cell is open, is still code and was matched; all else runs the source's text.
        if text is None or cell.locked or released(cell, text) or match.cells[match.chosen[position]].kind != "code":
            return Step(name, Action.RUN, cell.source, cell)
        return Step(name, Action.RUN, text, cell, student=True)
    return None
