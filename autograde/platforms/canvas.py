"""Canvas: a CSV file for the import into its gradebook.

Canvas finds a student by its own number (``ID``), else by SIS id, else by login, else by name, and takes every column
after ``Section`` for an assignment. Its own number is not known here, and a student's name that begins with digits
would be read as one, so ``ID`` stays empty. Best is a roster, the file that Canvas exported: it has these numbers, and
that of the assignment in the column's name.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from autograde.output.csv_file import safe_cell
from autograde.platforms.countable import countable, folded
from autograde.platforms.form import Form, Wishes, points_text
from autograde.platforms.roster import Roster, Row, squeezed
from autograde.result import ClassResult, SubmissionResult

__all__ = ["canvas_form"]

HEADER = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS_POSSIBLE = "    Points Possible"
"""With the spaces that Canvas itself writes."""
IDENTIFIERS = ("id", "sis user id", "sis login id", "integration id")


def canvas_form(result: ClassResult, wishes: Wishes) -> Form:
    """``canvas.csv``; with a roster its rows filled in, without one a table of those who handed in.

    Raises:
        UsageError: the roster is no table, or has no column for the assignment.
    """
    submissions, notes = countable(result)
    if wishes.roster is not None:
        text, more = _filled(result, submissions, wishes, wishes.roster)
        return Form({"canvas.csv": text}, (*notes, *more))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*HEADER, safe_cell(wishes.column or result.assignment)])
    writer.writerow([POINTS_POSSIBLE, "", "", "", "", points_text(_most(submissions))])
    for entry in submissions:
        name = safe_cell(entry.student)
        sis = name if name.isascii() and name.isdigit() else ""
        writer.writerow([name, "", sis, name, "", points_text(entry.score)])
    return Form({"canvas.csv": out.getvalue()}, tuple(notes))


def _filled(
    result: ClassResult, submissions: list[SubmissionResult], wishes: Wishes, data: bytes
) -> tuple[str, list[str]]:
    roster = Roster.read(data, wishes.roster_path)
    title = wishes.column or result.assignment
    numbered = re.compile(rf"{re.escape(title)}(?: \(\d+\))?")
    column = roster.column(lambda name: numbered.fullmatch(name) is not None, title)
    names = [folded(name) for name in roster.header]
    identifiers = [index for index, name in enumerate(names) if name in IDENTIFIERS]
    logins = [index for index, name in enumerate(names) if name == "sis login id"]

    def own(row: Row) -> bool:
        return not folded(roster.cell(row, 0)).startswith("points possible")

    def identified(row: Row) -> Iterable[str]:
        return [folded(roster.cell(row, index)) for index in identifiers] if own(row) else []

    def local(row: Row) -> Iterable[str]:
        return [folded(roster.cell(row, index)).partition("@")[0] for index in logins] if own(row) else []

    def named(row: Row) -> list[str]:
        return _spellings(roster, row, names) if own(row) else []

    def run_together(row: Row) -> Iterable[str]:
        return [squeezed(name) for name in named(row)]

    grades = {entry.student: points_text(entry.score) for entry in submissions}
    notes = roster.fill(grades, column, (identified, local, named, run_together), keep=("EX",))
    return roster.text(), notes + _scale(roster, column, submissions)


def _spellings(roster: Roster, row: Row, names: list[str]) -> list[str]:
    """``Lovelace, Ada`` and ``Ada Lovelace``, whether the roster has the name in one column or in two."""
    if names[:2] == ["lastname", "firstname"]:
        last, first = roster.cell(row, 0), roster.cell(row, 1)
    else:
        last, _, first = roster.cell(row, 0).partition(",")
    return [folded(f"{last}, {first}"), folded(f"{first} {last}"), folded(roster.cell(row, 0) if not first else "")]


def _scale(roster: Roster, column: int, submissions: list[SubmissionResult]) -> list[str]:
    """A line where Canvas grades out of another number of points."""
    for row in roster.rows[1:]:
        if folded(roster.cell(row, 0)).startswith("points possible"):
            there = roster.cell(row, column).strip()
            try:
                same = abs(float(there.replace(",", ".")) - _most(submissions)) < 0.005
            except ValueError:
                same = not there
            if not same and submissions:
                most = points_text(_most(submissions))
                return [f"{roster.path}: has {there} points possible, the results {most}; correct it in Canvas"]
    return []


def _most(submissions: Iterable[SubmissionResult]) -> float:
    return max((entry.max_score for entry in submissions), default=0.0)
