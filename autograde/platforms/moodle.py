"""Moodle: a CSV file for the grade import, or its grading worksheet filled in.

The grade import asks which column is which: ``Student`` is to be mapped to the user's field that folders are named
after (username, ID number or email address). A full name is no such field; then a roster is needed: the grading
worksheet of the assignment, whose ``Identifier`` Moodle reads, or a grade export with email addresses.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from autograde.errors import UsageError
from autograde.output.csv_file import safe_cell
from autograde.platforms.countable import countable, folded
from autograde.platforms.form import Form, Wishes, points_text
from autograde.platforms.roster import Roster, Row
from autograde.result import ClassResult, SubmissionResult

__all__ = ["moodle_form"]

IDENTIFIERS = ("username", "id number", "email address", "identifier")
FULL_NAME = "full name"
FIRST_AND_LAST = ({"first name", "firstname"}, {"last name", "surname", "lastname"})
WORKSHEET_GRADE = "Grade"


def moodle_form(result: ClassResult, wishes: Wishes) -> Form:
    """``moodle.csv``; with a roster its rows filled in, without one a table of those who handed in.

    Raises:
        UsageError: the roster is no table, or lacks the columns that are needed.
    """
    submissions, notes = countable(result)
    if wishes.roster is not None:
        text, more = _filled(result, submissions, wishes, wishes.roster)
        return Form({"moodle.csv": text}, (*notes, *more))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Student", safe_cell(wishes.column or result.assignment)])
    writer.writerows([safe_cell(entry.student), points_text(entry.score)] for entry in submissions)
    return Form({"moodle.csv": out.getvalue()}, tuple(notes))


def _filled(
    result: ClassResult, submissions: list[SubmissionResult], wishes: Wishes, data: bytes
) -> tuple[str, list[str]]:
    roster = Roster.read(data, wishes.roster_path)
    names = [folded(name) for name in roster.header]
    identifiers = [index for index, name in enumerate(names) if name in IDENTIFIERS]
    full = [index for index, name in enumerate(names) if name == FULL_NAME]
    parts = [[index for index, name in enumerate(names) if name in words] for words in FIRST_AND_LAST]
    if not identifiers and not full and not all(parts):
        raise UsageError(
            f"{roster.path}: has none of the columns Username, ID number, Email address, Identifier, Full name; "
            "export it from Moodle in English"
        )

    def identified(row: Row) -> Iterable[str]:
        return [folded(roster.cell(row, index)) for index in identifiers]

    def local(row: Row) -> Iterable[str]:
        return [name.partition("@")[0] for name in identified(row) if "@" in name]

    def named(row: Row) -> Iterable[str]:
        yield from (folded(roster.cell(row, index)) for index in full)
        if all(parts):
            first, last = (roster.cell(row, indices[0]) for indices in parts)
            yield from (folded(f"{first} {last}"), folded(f"{last}, {first}"), folded(f"{last} {first}"))

    grades = {entry.student: points_text(entry.score) for entry in submissions}
    notes = roster.fill(grades, _column(roster, result, wishes), (identified, local, named))
    return roster.text(), notes


def _column(roster: Roster, result: ClassResult, wishes: Wishes) -> int:
    """The grade's column: as asked for, else the worksheet's, else the assignment's in a grade export."""
    if wishes.column:
        return roster.column(lambda name: folded(name) == folded(wishes.column), wishes.column)
    if WORKSHEET_GRADE in roster.header:
        return roster.column(lambda name: name == WORKSHEET_GRADE, WORKSHEET_GRADE)
    title = folded(result.assignment)
    exported = (title, f"assignment: {title}", f"assignment: {title} (real)")
    return roster.column(lambda name: folded(name) in exported, result.assignment)
