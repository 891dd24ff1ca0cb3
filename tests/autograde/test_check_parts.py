"""The parts of ``autograde check``: without the release, bad input, checksums, statements, the form of lines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.utils import compute_checksum
from rich.console import Console

from autograde.check.answers import answers_of, statement, stubs_left
from autograde.check.checksum import checksum, own_notebook, pristine
from autograde.check.history import numbering, read_history
from autograde.check.locate import find_notebook, find_released
from autograde.check.report import Advice, Exercise, Failure, Place, PropertyReport, Report
from autograde.check.show import show
from autograde.cli import main
from autograde.errors import UsageError
from autograde.reader import read_notebook
from tests.autograde.check_course import (
    RIGHT_F,
    RIGHT_G,
    STUB_F,
    STUB_G,
    assignment,
    checked,
    flat,
    released_course,
    with_checksums,
)
from tests.autograde.notebooks import Json, cell, manual, notebook, raw, save
from tests.project.files import ROOT

PS01 = ROOT / "assignments" / "ps01_tensors" / "ps01_tensors.ipynb"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return released_course(tmp_path)


# -- without the released notebook


def alone(tmp_path: Path, cells: list[Json]) -> tuple[Report, str]:
    return checked(save(tmp_path / "hw.ipynb", *cells))


def test_checksums_show_edited_tests(tmp_path: Path) -> None:
    cells = with_checksums(assignment(STUB_F, STUB_G))
    cells[2]["source"], cells[4]["source"] = RIGHT_F, RIGHT_G
    assert alone(tmp_path, cells)[0].clean
    cells[5]["source"] = "assert True"
    report, text = alone(tmp_path, cells)
    assert not report.clean
    assert "Changed test cell: g_tests" in text


def test_a_cell_that_was_turned_into_text_runs_as_the_code_that_it_was(tmp_path: Path) -> None:
    cells = with_checksums(assignment(STUB_F, STUB_G))
    cells[2]["source"], cells[4]["source"] = RIGHT_F, RIGHT_G
    for number in (2, 5):
        cells[number]["cell_type"] = "markdown"
    report, text = alone(tmp_path, cells)
    assert all(exercise.passed for exercise in report.exercises)
    (advice,) = report.advice
    assert advice.text.startswith("Cell of another type: f, g_tests. Change it back")
    assert not report.clean, text


def test_a_test_above_its_answer_is_told_where_the_name_comes_from(tmp_path: Path) -> None:
    cells = with_checksums(assignment(STUB_F, STUB_G))
    cells[2]["source"], cells[4]["source"] = RIGHT_F, RIGHT_G
    cells[2], cells[3] = cells[3], cells[2]
    _, text = alone(tmp_path, cells)
    assert "`f` is defined further down, in cell 3. Cells run from top to bottom." in flat(text)


def test_names_show_deleted_tests(tmp_path: Path) -> None:
    cells = with_checksums(assignment(STUB_F, STUB_G))
    cells[2]["source"], cells[4]["source"] = RIGHT_F, RIGHT_G
    _, text = alone(tmp_path, cells[:-1])
    assert "test cells were deleted: g_tests" in text


def test_in_place_the_release_comes_from_git(course: Path) -> None:
    path = course / "assignments" / "hw" / "hw.ipynb"

    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *arguments], cwd=course, check=True, capture_output=True)

    git("init")
    git("add", ".")
    git("commit", "-m", "release")
    cells = with_checksums(assignment(STUB_F, STUB_G))
    cells[2]["source"] = RIGHT_F
    save(path, *cells)
    git("commit", "-a", "-m", "my answers")
    del cells[3]
    save(path, *cells)
    released = find_released(path, read_notebook(path.read_bytes()), None)
    assert released is not None
    assert [item.grade_id for item in released.notebook.cells] == ["", "setup", "f", "f_tests", "g", "g_tests"]
    assert next(item.stub for item in released.notebook.cells if item.grade_id == "f") == STUB_F


# -- bad input


@pytest.mark.parametrize(
    ("files", "asked", "words"),
    [
        ({}, "nowhere.ipynb", ["no such file"]),
        ({}, ".", ["no notebook in"]),
        ({"ps/a.ipynb": b"{}"}, ".", ["no notebook in", "did you mean", "ps/a.ipynb?"]),
        ({"a.ipynb": b"{}", "b.ipynb": b"{}"}, ".", ["2 notebooks", "a.ipynb", "b.ipynb"]),
        ({"a.ipynb": b""}, "a.ipynb", ["the file is empty"]),
        ({"a.ipynb": b"\x89PNG"}, "a.ipynb", ["an image, not a notebook"]),
        ({"a.ipynb": raw(cell("1"))}, "a.ipynb", ["holds no exercises"]),
    ],
    ids=["missing", "empty folder", "one below", "several", "empty", "image", "no exercises"],
)
def test_bad_input_is_one_line(
    tmp_path: Path, files: dict[str, bytes], asked: str, words: list[str], capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    monkeypatch.setattr(sys, "argv", ["autograde", "check", str(tmp_path / asked)])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert all(word in said.err for word in words)


def test_the_only_notebook_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path / "hw.ipynb")
    save(tmp_path / ".ipynb_checkpoints" / "hw-checkpoint.ipynb")
    monkeypatch.chdir(tmp_path)
    assert find_notebook(None) == Path("hw.ipynb")
    save(tmp_path / "other.ipynb")
    with pytest.raises(UsageError, match=r"this folder; name one: hw\.ipynb, other\.ipynb"):
        find_notebook(None)


# -- the parts


def test_checksums_are_nbgraders() -> None:
    cells = [*assignment(), manual("Because.", "why"), manual("1", "code_why", "code", points=0.5)]
    for item in cells:
        if "nbgrader" in item["metadata"]:
            expected = compute_checksum(nbformat.from_dict(item))
            assert checksum(read_notebook(raw(item)).cells[0]) == expected


def test_the_released_assignment_is_pristine_until_someone_writes() -> None:
    data = json.loads(PS01.read_text(encoding="utf-8"))
    assert pristine(read_notebook(json.dumps(data).encode()))
    next(c for c in data["cells"] if c["id"] == "norms")["source"] = "pass"
    assert not pristine(read_notebook(json.dumps(data).encode()))


def test_each_test_of_ps01_knows_its_answer() -> None:
    names = ["norms", "matmul_loops", "matmul_vectorised", "pairwise_distances", "indexing", "batched"]
    found = answers_of(own_notebook(read_notebook(PS01.read_bytes()), "ps01_tensors"))
    assert found == {f"{name}_tests": (name,) for name in names}


def test_stubs_left() -> None:
    text = (
        "class C:\n    def a(self):\n        raise NotImplementedError()\n\ndef b():\n    raise NotImplementedError()"
    )
    assert stubs_left(text) == [("a", 3), ("b", 6)]
    assert stubs_left("def b(:\n    raise NotImplementedError()") == [("", 2)]
    assert stubs_left("def base():\n    raise NotImplementedError('a subclass has to')") == []


def test_statement_is_the_innermost_one() -> None:
    text = "with a:\n    for x in y:\n        close(\n            f(x),\n            2)\nassert z"
    assert statement(text, 4) == "close(f(x), 2)"
    assert statement(text, 6) == "assert z"
    assert statement("not python(", 1) == "not python("


def test_numbers_are_jupyters() -> None:
    found = read_notebook(raw(cell("a", "markdown"), cell("1"), cell("  "), cell("2")))
    assert numbering(found) == {1: 1, 3: 2}


def test_history_of_a_file_that_is_no_usual_one() -> None:
    odd: Any = notebook(cell("1"), 3)
    data = json.dumps(odd).encode()
    assert read_history(data, read_notebook(data)).counts == {}


def test_every_line_fits_however_long_the_names_are() -> None:
    place = Place(7, "n" * 90, 3, "code " * 40)
    failure = Failure("ValueError: " + "x" * 200, "1 " * 90, "2", "note " * 30, place, "t " * 60)
    failed, late = PropertyReport("p" * 99, 1.0, failure, "h " * 60), PropertyReport("q", 1.0, reached=False)
    exercises = (
        Exercise("e" * 90, 4.0, 3.0, 1.0, True, (failure,), (failed,), failure),
        Exercise("late", 1.0, 1.0, 0.0, True, (), (late,)),
    )
    report = Report("f" * 100, exercises, (Advice("word " * 40, "code " * 40), Advice("note", serious=False)))
    console = Console(width=80, force_terminal=False, color_system=None, legacy_windows=True)
    with console.capture() as capture:
        show(report, console)
    lines = capture.get().splitlines()
    assert max(len(line) for line in lines) <= 80
    assert not [line for line in lines if line != line.rstrip()]
    assert "Not reached: q" in capture.get()
