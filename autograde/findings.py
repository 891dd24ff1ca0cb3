"""The closed list of findings: what an instructor should know about a submission, one sentence each.

A finding never changes a grade. The sentences are used by the documentation and by reports, so that the meaning of a
word stands in one place only. Details come from files that students wrote: they are cut to one printable line here.
"""

from __future__ import annotations

import enum
import unicodedata

from autograde.result import Finding

__all__ = ["DETAIL_LENGTH", "Kind", "finding", "listing", "one_line", "printable"]

DETAIL_LENGTH = 200


class Kind(enum.StrEnum):
    """A finding's word; ``sentence`` says what it means."""

    sentence: str

    def __new__(cls, word: str, sentence: str) -> Kind:
        member = str.__new__(cls, word)
        member._value_ = word
        member.sentence = sentence
        return member

    # Cells of the assignment, as they came back
    EDITED_TEST_CELL = "edited_test_cell", "A test cell was changed; the source's own test ran instead."
    EDITED_LOCKED_CELL = "edited_locked_cell", "A read-only or task cell was changed; the source's own text was used."
    MISSING_CELL = "missing_cell", "A cell of the assignment is not in the submission."
    DUPLICATED_CELL = "duplicated_cell", "A cell of the assignment is there more than once."
    RETYPED_CELL = "retyped_cell", "A cell was turned from code to text or the other way round; it kept its first type."
    REORDERED_CELLS = "reordered_cells", "The cells stand in another order; the source's order was used."
    EDITED_METADATA = "edited_metadata", "Points or flags of a cell were changed; the source's own were used."
    UNKNOWN_GRADE_ID = "unknown_grade_id", "A cell carries an identifier that the assignment does not have."
    EXECUTION_TAG = "execution_tag", "A cell carries a tag that changes how it runs; the tag was ignored."
    ADDED_CELLS = "added_cells", "The student added code cells; they ran in place, ungraded."
    EDITED_SETUP_CELL = "edited_setup_cell", "A cell that may be edited was edited; the student's text ran."
    # The file
    FORMAT_VERSION = "format_version", "The notebook's format version is not 4; it was read as well as it goes."
    ENCODING = "encoding", "The notebook is not UTF-8; its letters may be wrong."
    LARGE_OUTPUTS = "large_outputs", "The file is unusually large; outputs were dropped."
    INVALID_NOTEBOOK = "invalid_notebook", "The file is no notebook; every answer counts as missing."
    MALFORMED_CELL = "malformed_cell", "Parts of a cell are not what the format says; they were left out."
    # The submission
    WRONG_ASSIGNMENT = "wrong_assignment", "None of the assignment's cells is in the notebook."
    MISSING_NOTEBOOK = "missing_notebook", "A notebook of the assignment was not submitted."
    RENAMED_NOTEBOOK = "renamed_notebook", "The notebook has another name; it was accepted because it is the only one."
    EXTRA_FILE = "extra_file", "There are files that the assignment does not ask for; they were not read."
    UNSAFE_PATH = "unsafe_path", "A symbolic link or a name that leads out of the folder was left out."
    UNREADABLE_FILE = "unreadable_file", "A file could not be read."
    DUPLICATE_STUDENT = "duplicate_student", "Two submissions carry the same student's name; both were graded."
    # While it ran
    MUTATED_ARGUMENT = "mutated_argument", "The student's code changed an argument that it should leave alone."
    CELL_TIMEOUT = "cell_timeout", "A cell of the student took too long and was stopped."
    CELL_CRASHED = "cell_crashed", "A cell took its process down; the rest ran without it."
    PROCESS_CRASHED = "process_crashed", "The student's process died too often; the rest was given up."
    OUTPUT_TRUNCATED = "output_truncated", "A cell printed more than is kept."
    OUT_OF_TIME = "out_of_time", "The submission used up the time it has in all; what was left did not run."
    GPU_FALLBACK = "gpu_fallback", "Grading on the GPU broke off; the submission was graded again, whole, on the CPU."


_UNSEEN = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that turn the reading direction: they make one name look like another."""


def printable(text: str) -> str:
    """``text`` with control characters, direction marks and broken surrogates as ``?``; all other letters are kept."""
    return "".join(
        "?" if char in _UNSEEN or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") else char for char in text
    )


def one_line(text: str, length: int = DETAIL_LENGTH) -> str:
    """``text`` as one printable line of at most ``length`` characters."""
    line = printable(" ".join(text[: 8 * length].split()))
    return line if len(line) <= length else line[: length - 4].rstrip() + " ..."


def listing(names: list[str], shown: int = 5, length: int = 60) -> str:
    """``a, b, c and 4 more``: names in the order given, the first ``shown`` of them, each cut."""
    rest = len(names) - shown
    text = ", ".join(one_line(name, length) for name in names[:shown])
    return f"{text} and {rest} more" if rest > 0 else text


def finding(kind: Kind | str, detail: str, *, notebook: str = "", grade_id: str = "") -> Finding:
    """A finding of a :class:`Kind`, whose detail is fit to be shown."""
    return Finding(str(kind), notebook, grade_id, one_line(detail))
