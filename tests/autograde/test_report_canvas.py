"""Canvas' gradebook CSV, read back as Canvas reads it: by position and name of columns; rosters stay as they were."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograde.errors import UsageError
from autograde.findings import Kind, finding
from autograde.platforms import Form, Wishes
from autograde.platforms.canvas import canvas_form
from autograde.result import ClassResult
from tests.autograde.graded import ADA, ALAN, CLASS, HOSTILE, graded, named

ROSTER = """Student,ID,SIS User ID,SIS Login ID,Section,ps01 (77),ps02 (78),Final Score
,,,,,Manual Posting,,
    Points Possible,,,,,4,10,(read only)
"Lovelace, Ada",501,1815,ada,Maths,1,9,50
"Turing, Alan",502,1912,alan@uni.example,Maths,,,
"Hopper, Grace",503,1906,ghopper,Maths,3.5,8,70
"Student, Test",504,,,Maths,,,
"""


def rows(form: Form) -> list[list[str]]:
    return list(csv.reader(io.StringIO(form.files["canvas.csv"], newline="")))


def filled(roster: str, result: ClassResult = CLASS, column: str = "") -> Form:
    return canvas_form(result, Wishes(roster.encode(), Path("export.csv"), column))


def test_without_a_roster() -> None:
    form = canvas_form(CLASS, Wishes())
    assert rows(form) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "ps01"],
        ["    Points Possible", "", "", "", "", "4"],
        ["ada", "", "", "ada", "", "4"],
        ["alan", "", "", "alan", "", "0.5"],
    ]
    assert form.notes == (
        "left out, for the grader failed on them: broken; grade them again",
        "automatic points only: answers of 1 submission wait for a person",
    )


def test_a_number_is_a_sis_id_and_never_canvas_own_number() -> None:
    row = rows(canvas_form(named("1912"), Wishes()))[2]
    assert row[:4] == ["1912", "", "1912", "1912"]
    assert rows(canvas_form(named("12abc"), Wishes()))[2][:4] == ["12abc", "", "", "12abc"]


@pytest.mark.parametrize("name", HOSTILE)
def test_cells_are_never_formulas(name: str) -> None:
    table = rows(canvas_form(replace(named(name), assignment=name), Wishes()))
    assert len(table) == 3
    for row in table:
        assert len(row) == 6
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert "\n" not in cell and "\r" not in cell


def test_a_roster_is_filled_in_and_all_else_kept() -> None:
    form = filled(ROSTER)
    before, after = list(csv.reader(io.StringIO(ROSTER))), rows(form)
    changed = [
        (line, column)
        for line, (old, new) in enumerate(zip(before, after, strict=True))
        for column, (left, right) in enumerate(zip(old, new, strict=True))
        if left != right
    ]
    assert changed == [(3, 5), (4, 5)]
    assert (after[3][5], after[4][5]) == ("4", "0.5"), "by login, and by the login's part before @"
    assert form.files["canvas.csv"].splitlines()[1] == ",,,,,Manual Posting,,"


@pytest.mark.parametrize("student", ["501", "1815", "ada", "ADA", "Lovelace, Ada", "Ada  Lovelace", "lovelaceada"])
def test_a_row_is_found_by_what_canvas_knows(student: str) -> None:
    form = filled(ROSTER, replace(CLASS, submissions=(graded(student, 2, 1),)))
    assert rows(form)[3][5] == "3"
    assert form.notes == ()


def test_who_is_not_in_the_roster_is_named() -> None:
    form = filled(ROSTER, replace(CLASS, submissions=(graded("nobody", 2, 2), graded("Points Possible", 2, 2))))
    assert form.notes == ("export.csv: not filled in, not in it: nobody, Points Possible",)
    assert rows(form) == list(csv.reader(io.StringIO(ROSTER)))


def test_what_is_ambiguous_is_left_to_a_person() -> None:
    twins = ROSTER.replace("1906,ghopper", "1906,ada")
    form = filled(twins, replace(CLASS, submissions=(graded("ada", 2, 2),)))
    assert form.notes == ("export.csv: not filled in, more than one row or name fits: ada",)
    assert rows(form) == list(csv.reader(io.StringIO(twins)))
    both = filled(ROSTER, replace(CLASS, submissions=(graded("ada", 2, 2), graded("Ada Lovelace", 0, 0))))
    assert "more than one row or name fits: ada, Ada Lovelace" in both.notes[0]
    assert rows(both)[3][5] == "1"


def test_two_submissions_of_one_name_are_left_out() -> None:
    form = canvas_form(replace(CLASS, submissions=(ADA, replace(ALAN, student="Ada"))), Wishes())
    assert len(rows(form)) == 2
    assert form.notes == ("left out, for there are several submissions of one name: ada, Ada",)


def test_who_is_excused_stays_so() -> None:
    form = filled(ROSTER.replace("Maths,1,", "Maths,EX,"))
    assert rows(form)[3][5] == "EX"
    assert "export.csv: not filled in, excused there: ada" in form.notes


def test_other_points_possible_are_pointed_out() -> None:
    form = filled(ROSTER.replace(",,4,10,", ",,100,10,"))
    assert form.notes[-1] == "export.csv: has 100 points possible, the results 4; correct it in Canvas"
    assert rows(form)[2][5] == "100"


def test_the_column_is_the_assignments_or_the_one_that_is_named() -> None:
    assert rows(filled(ROSTER, column="ps02"))[3][5:7] == ["1", "4"]
    assert rows(filled(ROSTER, column="ps02 (78)"))[3][5:7] == ["1", "4"]
    with pytest.raises(UsageError, match=r"export.csv: has no column 'ps03'; name one with --column, of: Student, ID,"):
        filled(ROSTER, column="ps03")
    with pytest.raises(UsageError, match="has several columns 'ps01'"):
        filled(ROSTER.replace("ps02 (78)", "ps01 (79)"))


def test_two_columns_of_names() -> None:
    roster = "LastName,FirstName,ID,SIS Login ID,Section,ps01 (77)\nLovelace,Ada,501,al,Maths,\n"
    for student in ("Ada Lovelace", "Lovelace, Ada", "lovelaceada", "al"):
        assert rows(filled(roster, replace(CLASS, submissions=(graded(student, 2, 1),))))[1][5] == "3"


@pytest.mark.parametrize(
    ("delimiter", "line_end", "mark"), [(";", "\r\n", "\ufeff"), (",", "\n", ""), ("\t", "\n", "")]
)
def test_the_form_of_the_file_is_kept(delimiter: str, line_end: str, mark: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(csv.reader(io.StringIO(ROSTER)))
    roster = mark + out.getvalue()
    form = filled(roster)
    expected = roster.replace(f"Maths{delimiter}1{delimiter}", f"Maths{delimiter}4{delimiter}").replace(
        f"Maths{delimiter * 3}{line_end}", f"Maths{delimiter}0.5{delimiter * 2}{line_end}", 1
    )
    assert form.files["canvas.csv"] == expected


@pytest.mark.parametrize(
    ("roster", "message"),
    [
        (b"", "has no header line"),
        (b"x\n", "has no header line"),
        (b"\xff\xfea", "is not UTF-8"),
        (b'a,b\n"x', "is no table"),
    ],
)
def test_what_is_no_roster(roster: bytes, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        canvas_form(CLASS, Wishes(roster, Path("export.csv")))
    assert str(caught.value).startswith("export.csv: ")


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(st.lists(NAMES, min_size=1, max_size=6, unique=True))
def test_a_grade_never_lands_in_another_row(names: list[str]) -> None:
    """Whatever the students are called, and whoever has handed in: a filled row is the one with the student's login."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(
        [["Student", "ID", "SIS Login ID", "Section", "ps01 (1)"]]
        + [[f"Name {index}", str(9000 + index), name, "", ""] for index, name in enumerate(names)]
    )
    result = replace(CLASS, submissions=tuple(graded(name, index % 3) for index, name in enumerate(names)))
    form = filled(out.getvalue(), result)
    table = rows(form)
    assert [row[:4] for row in table] == [row[:4] for row in csv.reader(io.StringIO(out.getvalue(), newline=""))]
    for index, row in enumerate(table[1:]):
        assert row[4] in ("", str(index % 3))
    if all(name.isascii() and name.isalnum() for name in names) and len({name.casefold() for name in names}) == len(
        names
    ):
        assert [row[4] for row in table[1:]] == [str(index % 3) for index in range(len(names))]


def test_two_submissions_under_one_name_are_left_out_although_results_tell_them_apart() -> None:
    """Somebody else's archive of the same name came first, and its points went to the student."""
    twice = finding(Kind.DUPLICATE_STUDENT, "2 submissions carry the name ada")
    both = [replace(graded("ada", 0.0), findings=(twice,)), replace(graded("ada (2)", 2.0), findings=(twice,))]
    result = replace(CLASS, submissions=(*both, graded("bob", 2.0)))
    form = canvas_form(result, Wishes())
    assert [row[0] for row in rows(form)[2:]] == ["bob"]
    assert form.notes == ("left out, for there are several submissions of one name: ada, ada (2)",)
