"""What a grader would stumble over, in a student's words.

The findings are those of :mod:`autograde.integrity`, which an instructor reads; here each says what to do about it.
"""

from __future__ import annotations

from pathlib import Path

from autograde.check.checksum import as_handed_out, intact
from autograde.check.history import History
from autograde.check.report import Advice
from autograde.findings import Kind, finding, listing
from autograde.model import Notebook, Role
from autograde.names import best_match
from autograde.reader import RawNotebook
from autograde.result import Finding

__all__ = ["from_file", "from_findings", "from_history", "from_own_cells"]

LARGE = 10_000_000
"""Characters of output from which on a file is a burden: platforms limit what can be handed in."""

_RESTORE = "The original runs when it is graded. Take it from a fresh copy of the assignment."
_SENTENCES: dict[str, str] = {
    Kind.EDITED_TEST_CELL: "Changed test cell: {names}. " + _RESTORE,
    Kind.EDITED_LOCKED_CELL: "Changed read-only cell: {names}. " + _RESTORE,
    Kind.MISSING_CELL: "Missing cell: {names}. Take it from a fresh copy of the assignment.",
    Kind.DUPLICATED_CELL: "There more than once: {names}. Keep one and delete the others.",
    Kind.RETYPED_CELL: "Cell of another type: {names}. Change it back in Jupyter's list of cell types.",
    Kind.REORDERED_CELLS: "The cells stand in another order: {names}. Grading uses the original order.",
    Kind.EDITED_METADATA: "Changed metadata: {names}. Grading uses the original.",
    Kind.UNKNOWN_GRADE_ID: "Cells of another assignment: {names}. Is this the right notebook?",
    Kind.EXECUTION_TAG: "A tag that changes how a cell runs: {names}. Remove the tag.",
    Kind.FORMAT_VERSION: "An old file format: {names}. Open it in Jupyter and save it again.",
    Kind.ENCODING: "An unusual encoding: {names}. Open it in Jupyter and save it again.",
    Kind.MALFORMED_CELL: "Parts of the file are damaged: {names}. Put your answers into a fresh copy.",
    Kind.WRONG_ASSIGNMENT: "This is not the notebook of the assignment: {names}.",
}
_NOTES: dict[str, str] = {
    Kind.EDITED_SETUP_CELL: "A given cell was edited: {names}. Your text runs, which is fine.",
}
_PLAIN = (Kind.MISSING_CELL, Kind.DUPLICATED_CELL)
"""Kinds whose name says it all."""


def from_findings(findings: tuple[Finding, ...]) -> list[Advice]:
    """One advice for each kind of finding that a student can act on."""
    advice = []
    for sentences, serious in ((_SENTENCES, True), (_NOTES, False)):
        for kind, sentence in sentences.items():
            found = [item for item in findings if item.kind == kind]
            if found:
                shown = [_described(item, alone=len(found) == 1) for item in found]
                advice.append(Advice(sentence.format(names=listing(shown, 8, 160)), serious=serious))
    return advice


def _described(item: Finding, *, alone: bool) -> str:
    if not item.grade_id:
        return item.detail
    return f"{item.grade_id} ({item.detail})" if alone and item.kind not in _PLAIN else item.grade_id


def from_own_cells(raw: RawNotebook, notebook: Notebook) -> list[Advice]:
    """What the notebook's own checksums and names tell, where the released one is not at hand."""
    findings = [
        finding(
            Kind.EDITED_TEST_CELL if cell.nbgrader.get("grade") else Kind.EDITED_LOCKED_CELL,
            "its text, points or flags are not the released ones",
            grade_id=cell.grade_id,
        )
        for cell in map(as_handed_out, raw.cells)
        if not cell.nbgrader.get("solution") and intact(cell) is False
    ]
    advice = from_findings(tuple(findings))
    tests = {cell.grade_id for cell in notebook.cells if cell.role is Role.TEST}
    answers = [cell.grade_id for cell in notebook.cells if cell.role is Role.SOLUTION]
    if any(f"{name}_tests" in tests for name in answers):  # then this is how the course names its tests
        lost = [f"{name}_tests" for name in answers if not any(test.startswith(name) for test in tests)]
        if lost:
            text = f"It seems that test cells were deleted: {listing(lost, 8)}. Take them from a fresh copy."
            advice.append(Advice(text))
    return advice


def from_file(path: Path, expected: str) -> list[Advice]:
    """Advice about the file's name."""
    if best_match(expected, path.name) == 0:
        return []
    return [Advice(f"The file is called {path.name}; hand it in as {expected}.ipynb.")]


def from_history(history: History, numbers: dict[int, int]) -> list[Advice]:
    """What the last session left in the file."""
    advice = []
    if history.size > LARGE:
        largest = numbers.get(history.largest, 0)
        advice.append(
            Advice(
                f"The file holds {history.size // 1_000_000} MB of output, most of it from cell {largest}. "
                "Clear the outputs (Edit > Clear Outputs of All Cells) and save."
            )
        )
    if (order := history.out_of_order()) is not None:
        pairs = listing([f"[{order[0]}] stands above [{order[1]}]"])
        advice.append(
            Advice(
                f"The cells were last run out of order: {pairs}. Here they ran from top to bottom, as in grading.",
                serious=False,
            )
        )
    return advice
