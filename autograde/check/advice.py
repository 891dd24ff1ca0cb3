"""What a grader would stumble over, in a student's words.

The findings are those of :mod:`autograde.integrity`, which an instructor reads; here each says what to do about it.
"""

from __future__ import annotations

from pathlib import Path

from autograde.check.checksum import intact
from autograde.check.history import History
from autograde.check.report import Advice
from autograde.findings import Kind, listing
from autograde.model import Notebook, Role
from autograde.names import best_match
from autograde.reader import RawNotebook
from autograde.result import Finding

__all__ = ["from_file", "from_findings", "from_history", "from_own_cells"]

LARGE = 10_000_000
"""Characters of output from which on a file is a burden: platforms limit what can be handed in."""

_RESTORE = "The original runs when it is graded. Take the cell from a fresh copy of the assignment."
_SENTENCES: dict[str, str] = {
    Kind.EDITED_TEST_CELL: "The test cell {name} was changed ({detail}). " + _RESTORE,
    Kind.EDITED_LOCKED_CELL: "The read-only cell {name} was changed ({detail}). " + _RESTORE,
    Kind.MISSING_CELL: "{detail_start}: {name}. Take it from a fresh copy of the assignment.",
    Kind.DUPLICATED_CELL: "The cell {name} is there more than once ({detail}). Keep one and delete the others.",
    Kind.RETYPED_CELL: "The cell {name} has another type ({detail}). Change it back in the menu of cell types.",
    Kind.REORDERED_CELLS: "The cells stand in another order: {detail}. Grading uses the original order.",
    Kind.EDITED_METADATA: "The metadata of cell {name} was changed ({detail}). Grading uses the original.",
    Kind.UNKNOWN_GRADE_ID: "There are cells of another assignment: {detail}. Is this the right notebook?",
    Kind.EXECUTION_TAG: "A cell carries a tag that changes how it runs ({detail}). Remove the tag.",
    Kind.FORMAT_VERSION: "The file is in an old format ({detail}). Open it in Jupyter and save it again.",
    Kind.ENCODING: "{detail_start}. Open it in Jupyter and save it again.",
    Kind.MALFORMED_CELL: "Parts of the file are damaged: {detail}. Take a fresh copy and put your answers there.",
    Kind.WRONG_ASSIGNMENT: "This is not the notebook of the assignment: {detail}.",
}
_NOTES: dict[str, str] = {
    Kind.EDITED_SETUP_CELL: "You edited a cell that was given ({detail}). Your text runs, which is fine.",
}


def from_findings(findings: tuple[Finding, ...]) -> list[Advice]:
    """Advice for each finding that a student can act on."""
    advice = []
    for item in findings:
        for sentences, serious in ((_SENTENCES, True), (_NOTES, False)):
            if (sentence := sentences.get(item.kind)) is not None:
                start = item.detail[:1].upper() + item.detail[1:]
                text = sentence.format(name=item.grade_id or "without a name", detail=item.detail, detail_start=start)
                advice.append(Advice(text, serious=serious))
    return advice


def from_own_cells(raw: RawNotebook, notebook: Notebook) -> list[Advice]:
    """What the notebook's own checksums and names tell, where the released one is not at hand."""
    advice = []
    changed = [cell for cell in raw.cells if not cell.nbgrader.get("solution") and intact(cell) is False]
    for cell in changed:
        kind = Kind.EDITED_TEST_CELL if cell.nbgrader.get("grade") else Kind.EDITED_LOCKED_CELL
        detail = "its text, points or flags differ from what was released"
        advice.append(Advice(_SENTENCES[kind].format(name=cell.grade_id, detail=detail)))
    tests = {cell.grade_id for cell in notebook.cells if cell.role is Role.TEST}
    answers = [cell.grade_id for cell in notebook.cells if cell.role is Role.SOLUTION]
    if any(f"{name}_tests" in tests for name in answers):  # then this is how the course names its tests
        for name in answers:
            if not any(test.startswith(name) for test in tests):
                detail = f"the test cell of {name} is not there"
                advice.append(
                    Advice(f"It seems that {detail}. If you deleted it, take it from a fresh copy of the assignment.")
                )
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
