"""Results as files and as a table: what is written can be read back, and no student's name breaks a format."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from autograde.errors import GraderFault, UsageError
from autograde.findings import Kind, finding
from autograde.output import FILES, read_results, write_results
from autograde.output.csv_file import csv_text
from autograde.output.json_file import json_text
from autograde.output.junit import junit_text
from autograde.output.table import class_table
from autograde.result import ClassResult, Finding, QuestionResult, Status, SubmissionResult, SubmissionStatus


def question(grade_id: str, points: float, status: Status, *, notebook: str = "ps01", **more: Any) -> QuestionResult:
    return QuestionResult(notebook, grade_id, points, 2.0, status, **more)


ADA = SubmissionResult(
    "ada",
    (question("norms", 2.0, Status.PASSED, duration_s=0.012), question("text", 0.0, Status.MANUAL)),
    status=SubmissionStatus.NEEDS_MANUAL,
)
ALAN = SubmissionResult(
    "alan",
    (
        question("norms", 0.5, Status.FAILED, message="expected shape (2,), got (3,)", hint="Which axis?"),
        question("text", 0.0, Status.MANUAL),
    ),
    (Finding("edited_test_cell", "ps01", "norms", "the test was replaced"),),
    SubmissionStatus.NEEDS_MANUAL,
)
BROKEN = SubmissionResult(
    "broken", (), (Finding("grader_fault", detail="worker\x00died"),), SubmissionStatus.GRADER_FAULT
)
CLASS = ClassResult("ps01", (ADA, ALAN, BROKEN), seed=7, sandbox="none", versions={"python": "3.11.7"})

HOSTILE = [
    "=HYPERLINK(1)", "+1", "-1", "@x", "\tx", "\rx", "\nx", "a,b", 'a"b', "a\nb", "a\x00b", "\x1b[31mred\x1b[0m",
    "[bold]x[/bold]",
    "\u202egnp.exe", "Jürgen Schmidt", "👩‍💻", "\ud800", "]]>", "<&>\"'", "\ufffe", "", " ", "../x", "x" * 300,
]  # fmt: skip


def named(name: str) -> ClassResult:
    return replace(CLASS, submissions=(replace(ALAN, student=name),))


def test_json_has_the_documented_form_and_order() -> None:
    record = json.loads(json_text(CLASS))
    assert list(record) == ["schema", "assignment", "seed", "device", "tests", "sandbox", "versions", "submissions"]
    assert record["schema"] == "autograde/1"
    assert list(record["submissions"][0]) == ["student", "score", "max_score", "status", "questions", "findings"]
    assert record["submissions"][1]["questions"][0] == {
        "notebook": "ps01", "grade_id": "norms", "points": 0.5, "max_points": 2.0, "status": "failed",
        "message": "expected shape (2,), got (3,)", "hint": "Which axis?", "duration_s": 0.0,
    }  # fmt: skip
    assert list(record["submissions"][0]["questions"][0]) == [
        "notebook", "grade_id", "points", "max_points", "status", "message", "hint", "duration_s",
    ]  # fmt: skip
    assert record["submissions"][1]["findings"] == [
        {"kind": "edited_test_cell", "notebook": "ps01", "grade_id": "norms", "detail": "the test was replaced"}
    ]
    assert [entry["score"] for entry in record["submissions"]] == [2.0, 0.5, 0.0]
    assert all(isinstance(entry["score"], float) for entry in record["submissions"])


@pytest.mark.parametrize("name", HOSTILE)
def test_json_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    write_results(named(name), tmp_path)
    assert read_results(tmp_path) == named(name)
    assert read_results(tmp_path / "results.json") == named(name)


@given(st.text(st.characters(), max_size=20), st.floats(0, 1e6))
def test_json_comes_back_whatever_the_text_and_points(text: str, points: float) -> None:
    points = round(points, 6)
    result = replace(CLASS, submissions=(SubmissionResult(text, (question(text, points, Status.FAILED, hint=text),)),))
    record = json.loads(json_text(result).encode("utf-8"))
    assert record["submissions"][0]["student"] == text
    assert record["submissions"][0]["questions"][0]["points"] == points


def test_json_refuses_a_score_that_is_no_number(tmp_path: Path) -> None:
    bad = replace(CLASS, submissions=(SubmissionResult("ada", (question("q", float("nan"), Status.PASSED),)),))
    with pytest.raises(GraderFault, match="not finite"):
        write_results(bad, tmp_path)
    assert list(tmp_path.iterdir()) == []


def edit(path: list[str | int], value: object) -> bytes:
    record = json.loads(json_text(CLASS))
    place = record
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return json.dumps(record).encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "expected an object, got a list"),
        (edit(["schema"], "autograde/9"), "schema: expected 'autograde/1', got 'autograde/9'"),
        (edit(["seed"], "7"), "seed: expected a whole number, got text"),
        (edit(["seed"], True), "seed: expected a whole number"),
        (edit(["versions"], None), "versions: expected an object, got nothing"),
        (edit(["versions", "python"], 3), "versions.python: expected text"),
        (edit(["submissions"], {}), "submissions: expected a list, got an object"),
        (edit(["submissions", 1, "student"], None), r"submissions\[1\].student: expected text"),
        (edit(["submissions", 1, "status"], "done"), r"submissions\[1\].status: expected one of graded"),
        (edit(["submissions", 1, "score"], 2.0), "is 2, but the questions add up to 0.5"),
        (edit(["submissions", 1, "questions", 0, "points"], -1), r"questions\[0\].points: expected a number"),
        (edit(["submissions", 1, "questions", 0, "points"], float("nan")), "got nan"),
        (edit(["submissions", 1, "questions", 0, "points"], 10**400), "expected a number"),
        (edit(["submissions", 1, "findings", 0, "kind"], []), r"findings\[0\].kind: expected text, got a list"),
    ],
)  # fmt: skip
def test_reading_names_the_place_that_is_wrong(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "results.json"
    file.write_bytes(data)
    with pytest.raises(UsageError, match=message) as caught:
        read_results(file)
    assert "\n" not in str(caught.value)
    assert str(file) in str(caught.value)


def test_reading_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot read .*missing"):
        read_results(tmp_path / "missing")


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_csv_has_a_row_per_student_and_a_column_per_question() -> None:
    assert rows(csv_text(CLASS)) == [
        ["student", "score", "max_score", "status", "norms", "text", "findings"],
        ["ada", "2", "4", "needs_manual", "2", "", "0"],
        ["alan", "0.5", "4", "needs_manual", "0.5", "", "1"],
        ["broken", "0", "0", "grader_fault", "", "", "1"],
    ]


def test_csv_names_the_notebook_where_there_are_several_or_a_name_is_taken() -> None:
    two = SubmissionResult("ada", (question("q", 1, Status.PASSED), question("q", 0, Status.FAILED, notebook="b")))
    assert rows(csv_text(replace(CLASS, submissions=(two,))))[0][4:] == ["ps01/q", "b/q", "findings"]
    taken = SubmissionResult("ada", (question("score", 1, Status.PASSED),))
    assert rows(csv_text(replace(CLASS, submissions=(taken,))))[0][4:] == ["ps01/score", "findings"]


@pytest.mark.parametrize("name", HOSTILE)
def test_csv_cells_are_never_formulas(tmp_path: Path, name: str) -> None:
    write_results(named(name), tmp_path)
    table = rows((tmp_path / "grades.csv").read_bytes().decode("utf-8"))
    assert len(table) == 2
    assert len(table[1]) == len(table[0])
    assert not table[1][0].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "\r" not in table[1][0]
    assert "\n" not in table[1][0]
    if name.startswith("="):
        assert table[1][0] == f"'{name}"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("eve;=cmd|'/c calc'!A0", "eve;'=cmd|'/c calc'!A0"),
        ("eve; @x;-1", "eve;' @x;'-1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff20x", "'\uff20x"),
        ("a=b; c+d", "a=b; c+d"),
    ],
)
def test_nor_behind_a_semicolon_or_in_wide_letters(name: str, cell: str) -> None:
    """Where a semicolon separates cells, as in German, a spreadsheet begins a new one there."""
    assert rows(csv_text(named(name)))[1][0] == cell


def test_junit_counts_and_tells_failures_from_errors() -> None:
    statuses = [question(status.value, 0.0, status) for status in Status]
    root = ElementTree.fromstring(junit_text(replace(CLASS, submissions=(SubmissionResult("ada", tuple(statuses)),))))
    suite = root.find("testsuite")
    assert suite is not None
    assert {key: suite.get(key) for key in ("name", "tests", "failures", "errors", "skipped")} == {
        "name": "ada", "tests": "7", "failures": "2", "errors": "3", "skipped": "1",
    }  # fmt: skip
    tags = {case.get("name"): [child.tag for child in case] for case in suite.iter("testcase")}
    assert tags == {
        "passed": [], "failed": ["failure"], "missing": ["failure"], "error": ["error"], "timeout": ["error"],
        "crashed": ["error"], "manual": ["skipped"],
    }  # fmt: skip


def test_junit_tells_points_reason_and_hint() -> None:
    root = ElementTree.fromstring(junit_text(CLASS))
    failure = root.find("testsuite[@name='alan']/testcase[@name='norms']/failure")
    assert failure is not None
    assert failure.get("message") == "expected shape (2,), got (3,) (0.5 of 2 points)"
    assert failure.text == "hint: Which axis?"
    fault = root.find("testsuite[@name='broken']/testcase/error")
    assert fault is not None
    assert fault.get("message") == "worker\N{REPLACEMENT CHARACTER}died"
    assert root.get("errors") == "1"


@pytest.mark.parametrize("name", HOSTILE)
def test_junit_is_xml_whatever_the_name(tmp_path: Path, name: str) -> None:
    write_results(named(name), tmp_path)
    suite = ElementTree.parse(tmp_path / "junit.xml").getroot().find("testsuite")
    assert suite is not None
    if name.isprintable() and "\ud800" not in name:
        assert suite.get("name") == name


def shown(result: ClassResult, **console: Any) -> str:
    screen = Console(file=io.StringIO(), **{"width": 80} | console)
    screen.print(class_table(result, [Path("out/results.json")], console=screen))
    text = screen.file.getvalue()  # type: ignore[attr-defined]
    assert isinstance(text, str)
    return text


def test_table_shows_the_class_in_80_columns() -> None:
    text = shown(CLASS)
    assert max(len(line) for line in text.splitlines()) <= 80
    lines = text.splitlines()
    assert lines[1].split()[:3] == ["ada", "2/4", "50"]
    assert "✓?" in lines[1]
    assert "~?" in lines[2]
    assert "FAULT" in lines[3]
    assert "3 submissions, mean 1.2 of 4, 2 wait for a person, 1 with a grader fault" in text
    assert "seed 7" in text
    assert "sandbox none" in text
    assert "results in out: results.json" in text


def test_table_keeps_its_columns_with_twenty_questions_and_a_long_name() -> None:
    many = replace(ADA, student="z" * 60, questions=tuple(question(f"q{i}", 1.25, Status.FAILED) for i in range(20)))
    text = shown(replace(CLASS, submissions=(many,)))
    assert max(len(line) for line in text.splitlines()) <= 80
    assert text.count("z") == 60
    assert text.count("~") == 21  # twenty marks and the legend


def test_table_of_60_columns_keeps_names_and_findings_whole() -> None:
    found = tuple(finding(Kind.EXTRA_FILE, str(number)) for number in range(14))
    text = shown(replace(CLASS, submissions=(replace(ADA, student="Katherine", findings=found),)), width=60)
    assert max(len(line) for line in text.splitlines()) <= 60
    header, row, *_ = text.splitlines()
    assert header.split() == ["student", "score", "%", "questions", "status", "findings"]
    assert (row.split()[0], row.split()[-1]) == ("Katherine", "14")


def test_table_of_40_columns_leaves_out_a_status_that_all_have() -> None:
    found = tuple(finding(Kind.EXTRA_FILE, str(number)) for number in range(14))
    katherine = replace(ADA, student="Katherine", findings=found, status=SubmissionStatus.GRADED)
    lines = shown(replace(CLASS, submissions=(katherine,)), width=40).splitlines()
    assert max(map(len, lines)) <= 40
    assert lines[0].split() == ["student", "score", "%", "questions", "findings"]
    assert (lines[1].split()[0], lines[1].split()[-1]) == ("Katherine", "14")
    points = replace(katherine, questions=(question("norms", 2.0, Status.PASSED),))  # 100 % is the widest
    lines = shown(replace(CLASS, submissions=(points,)), width=40).splitlines()
    assert lines[1].split()[2:] == ["100", "✓", "14"]
    assert "status" in shown(replace(CLASS, submissions=(katherine, ALAN)), width=60)


@pytest.mark.parametrize("name", HOSTILE)
def test_table_prints_names_as_text(name: str) -> None:
    text = shown(named(name), force_terminal=False)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x00" not in text
    if name == "[bold]x[/bold]":
        assert name in text


def test_table_without_unicode() -> None:
    raw = io.BytesIO()
    screen = Console(file=io.TextIOWrapper(raw, encoding="ascii", errors="strict"), width=80)
    screen.print(class_table(CLASS, console=screen))
    screen.file.flush()
    assert b"+?" in raw.getvalue()


def test_files_are_replaced_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text("old")
    files = write_results(CLASS, tmp_path / ".")
    assert [file.name for file in files] == list(FILES)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)
    assert read_results(tmp_path) == CLASS


def test_a_full_disk_keeps_the_old_file_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_results(replace(CLASS, seed=1), tmp_path)
    replaced: list[str] = []
    sync = os.fsync

    def full_at_the_second(handle: int) -> None:
        replaced.append("x")
        if len(replaced) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    monkeypatch.setattr("os.fsync", full_at_the_second)
    before = (tmp_path / "grades.csv").read_bytes()
    with pytest.raises(UsageError) as caught:
        write_results(CLASS, tmp_path)
    assert str(caught.value) == (
        f"cannot write {tmp_path / 'grades.csv'}: No space left on device; written: results.json, "
        "grades.csv of an earlier run is unchanged"
    )
    assert (tmp_path / "grades.csv").read_bytes() == before
    assert read_results(tmp_path).seed == 7
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES), "nothing half-written is left"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"cannot make the folder .*file.out: Not a directory; nothing was written"):
        write_results(CLASS, tmp_path / "file" / "out")
