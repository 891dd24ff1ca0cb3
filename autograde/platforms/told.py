"""What one question's result says to its student, as plain text.

Sentences are the catalogue's, hints the author's. The message is repeated only where tests ran in isolation: then
:mod:`autograde.scoring` has kept hidden inputs and expected values out of it. In-kernel both message and hint come from
the student's process, where hidden tests ran, and could carry anything. So could what is said where the grader failed.
"""

from __future__ import annotations

from autograde.findings import printable
from autograde.report.catalogue import ENGLISH, Catalogue
from autograde.result import ClassResult, QuestionResult, Status, SubmissionResult, SubmissionStatus

__all__ = ["state", "told"]


def state(question: QuestionResult, words: Catalogue = ENGLISH) -> str:
    """How the question ended, in the words of the feedback pages."""
    partial = question.status is Status.FAILED and question.points > 0
    return words.states["partial" if partial else question.status.value]


def told(
    question: QuestionResult, submission: SubmissionResult, result: ClassResult, words: Catalogue = ENGLISH
) -> list[str]:
    """State, what was seen and the hint: a line each, without control characters."""
    lines = [state(question, words)]
    trusted = result.tests == "isolated" and submission.status is not SubmissionStatus.GRADER_FAULT
    if trusted and question.status not in (Status.PASSED, Status.MANUAL):
        lines += [question.message] if question.message else []
        lines += [f"hint: {question.hint}"] if question.hint else []
    return [printable(" ".join(line.split())) for line in lines]
