"""Moodle's CSV: a table for its grade import; its grading worksheet and its grade export filled in."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from autograde.errors import UsageError
from autograde.platforms import Form, Wishes
from autograde.platforms.moodle import moodle_form
from autograde.result import ClassResult
from tests.autograde.graded import CLASS, HOSTILE, graded, named

WORKSHEET = """Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",\
"Last modified (submission)","Online text","Last modified (grade)","Feedback comments"
"Participant 31","Ada Lovelace",ada@uni.example,"Submitted for grading - ",,4.00,Yes,"Friday, 2 May 2025",alan,-,
"Participant 32","Alan Turing",alan@uni.example,"Submitted for grading - ",1.00,4.00,Yes,-,"two
lines",-,"see me"
"Participant 33","Grace Hopper",grace@uni.example,"No submission - ",,4.00,Yes,-,,-,
"""
EXPORT = """"First name","Last name","ID number","Email address","Assignment: ps01 (Real)","Assignment: ps02 (Real)"
Ada,Lovelace,1815,ada@uni.example,-,3.00
Alan,Turing,1912,alan@uni.example,-,-
"""


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def filled(roster: str, result: ClassResult = CLASS, column: str = "") -> Form:
    return moodle_form(result, Wishes(roster.encode(), Path("export.csv"), column))


def changes(before: str, form: Form) -> dict[tuple[int, int], str]:
    return {
        (line, column): right
        for line, (old, new) in enumerate(zip(rows(before), rows(form.files["moodle.csv"]), strict=True))
        for column, (left, right) in enumerate(zip(old, new, strict=True))
        if left != right
    }


def test_without_a_roster() -> None:
    form = moodle_form(CLASS, Wishes())
    assert rows(form.files["moodle.csv"]) == [["Student", "ps01"], ["ada", "4"], ["alan", "0.5"]]
    assert [note.split(":")[0] for note in form.notes] == [
        "left out, for the grader failed on them", "automatic points only",
    ]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_cells_are_never_formulas(name: str) -> None:
    table = rows(moodle_form(replace(named(name), assignment=name), Wishes()).files["moodle.csv"])
    assert len(table) == 2
    for cell in (cell for row in table for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert "\n" not in cell and "\r" not in cell


def test_the_grading_worksheet_gets_its_grades_and_nothing_else() -> None:
    form = filled(WORKSHEET)
    assert changes(WORKSHEET, form) == {(1, 4): "4", (2, 4): "0.5"}


def test_what_a_student_wrote_is_no_name() -> None:
    """``alan`` stands in Ada's online text; it must not make her row his."""
    form = filled(WORKSHEET.replace("alan@uni.example", "turing@uni.example"))
    assert changes(WORKSHEET.replace("alan@uni.example", "turing@uni.example"), form) == {(1, 4): "4"}
    assert "export.csv: not filled in, not in it: alan" in form.notes


def test_a_grade_export_gets_its_grades_and_nothing_else() -> None:
    assert changes(EXPORT, filled(EXPORT)) == {(1, 4): "4", (2, 4): "0.5"}
    assert changes(EXPORT, filled(EXPORT, column="assignment: ps02 (Real)")) == {(1, 5): "4", (2, 5): "0.5"}


@pytest.mark.parametrize("student", ["1815", "ada@uni.example", "ADA", "Ada Lovelace", "ada lovelace"])
def test_a_row_is_found_by_what_moodle_knows(student: str) -> None:
    result = replace(CLASS, submissions=(graded(student, 2, 1),))
    assert changes(EXPORT, filled(EXPORT, result)) == {(1, 4): "3"}


def test_two_of_one_name_are_left_to_a_person() -> None:
    roster = WORKSHEET.replace("Grace Hopper", "Ada Lovelace")
    form = filled(roster, replace(CLASS, submissions=(graded("Ada Lovelace", 2, 2),)))
    assert changes(roster, form) == {}
    assert form.notes == ("export.csv: not filled in, more than one row or name fits: Ada Lovelace",)


@pytest.mark.parametrize(
    ("roster", "message"),
    [
        ("Vollständiger Name,Bewertung\nAda,\n", "has none of the columns Username, ID number"),
        ("Full name,Bewertung\nAda,\n", "has no column 'ps01'; name one with --column, of: Full name, Bewertung"),
        ("Full name,Grade,Grade\nAda,,\n", "has several columns 'Grade'"),
    ],
)
def test_what_cannot_be_filled_in(roster: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        filled(roster)
    assert "\n" not in str(caught.value)
