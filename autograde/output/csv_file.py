"""``grades.csv``: one row per student, for spreadsheets.

A question that waits for a person has an empty cell. Students choose their file names, and with them what stands in
a cell; one that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV injection").
"""

from __future__ import annotations

import csv
import io
import re

from autograde.result import ClassResult, QuestionResult, Status

__all__ = ["csv_text", "safe_cell"]

_FORMULA = re.compile("(^|;)(?= *[-=+@\uff1d\uff0b\uff0d\uff20])")
"""Before a sign that begins a formula, wide ones too, at the start of a cell, or after a semicolon: where that is what
separates cells, a spreadsheet begins a new one there."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

FIXED = ("student", "score", "max_score", "status", "findings")


def csv_text(result: ClassResult) -> str:
    """The table as CSV text, UTF-8, comma-separated, with a header line."""
    columns = _columns(result)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(safe_cell(name) for name in (*FIXED[:4], *columns.values(), FIXED[4]))
    for submission in result.submissions:
        points = {(question.notebook, question.grade_id): _points(question) for question in submission.questions}
        writer.writerow(
            [
                safe_cell(submission.student),
                f"{submission.score:g}",
                f"{submission.max_score:g}",
                submission.status.value,
                *(points.get(key, "") for key in columns),
                len(submission.findings),
            ]
        )
    return out.getvalue()


def _columns(result: ClassResult) -> dict[tuple[str, str], str]:
    """Every question of the class in order of appearance, with the name of its column."""
    keys = dict.fromkeys(
        (question.notebook, question.grade_id) for submission in result.submissions for question in submission.questions
    )
    one_notebook = len({notebook for notebook, _ in keys}) == 1
    return {
        (notebook, grade_id): grade_id if one_notebook and grade_id not in FIXED else f"{notebook}/{grade_id}"
        for notebook, grade_id in keys
    }


def _points(question: QuestionResult) -> str:
    return "" if question.status is Status.MANUAL else f"{question.points:g}"


def safe_cell(text: str) -> str:
    """Text that students chose, so that no spreadsheet runs it and no reader of CSV breaks the row at it."""
    if text.startswith(("\t", "\r", "\n")):
        text = f"'{text}"
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)  # a line break in a name would break the row in many readers
    return _FORMULA.sub(r"\1'", text)
