"""Which submissions have a grade that may go into a gradebook, and what an instructor has to know about the others."""

from __future__ import annotations

import unicodedata
from collections import Counter

from autograde.findings import Kind, listing
from autograde.result import ClassResult, SubmissionResult, SubmissionStatus

__all__ = ["countable", "folded"]


def countable(result: ClassResult) -> tuple[list[SubmissionResult], list[str]]:
    """Submissions whose grade is one student's, and a line for each reason why one is left out or not final.

    A submission on which the grader failed has no grade; of two under one name, which the results tell apart as ``ada``
    and ``ada (2)``, nobody but a person can say which counts.
    """
    graded = [entry for entry in result.submissions if entry.status is not SubmissionStatus.GRADER_FAULT]
    names = Counter(folded(entry.student) for entry in result.submissions)
    several = {
        entry.student
        for entry in result.submissions
        if names[folded(entry.student)] > 1 or any(found.kind == Kind.DUPLICATE_STUDENT for found in entry.findings)
    }
    single = [entry for entry in graded if entry.student not in several]
    faults = [entry.student for entry in result.submissions if entry.status is SubmissionStatus.GRADER_FAULT]
    twice = dict.fromkeys(entry.student for entry in result.submissions if entry.student in several)
    waiting = [entry.student for entry in single if entry.status is SubmissionStatus.NEEDS_MANUAL]
    notes = []
    if faults:
        notes.append(f"left out, for the grader failed on them: {listing(faults)}; grade them again")
    if twice:
        notes.append(f"left out, for there are several submissions of one name: {listing(list(twice))}")
    if waiting:
        count = f"{len(waiting)} submission{'' if len(waiting) == 1 else 's'}"
        notes.append(f"automatic points only: answers of {count} wait for a person")
    return single, notes


def folded(name: str) -> str:
    """A name as it is compared: case, spelling of umlauts and number of spaces aside."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
