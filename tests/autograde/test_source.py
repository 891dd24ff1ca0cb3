"""The source loader understands nbgrader's notebooks, shows what a release shows, and refuses with a remedy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import nbgrader
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, ClearSolutions

from autograde import source as source_module
from autograde.errors import SourceError, UsageError
from autograde.limits import Limits
from autograde.model import Cell, Role
from autograde.source import load_assignment
from autograde.stub import released_text
from tests.autograde.notebooks import (
    answer,
    cell,
    manual,
    marked,
    notebook,
    released_cells,
    save,
    source_cells,
    task,
    test,
)

HOME = Path(nbgrader.__file__).parent
APPS = HOME / "tests/apps/files"
PREPROCESSORS = HOME / "tests/preprocessors/files"
COURSE = HOME / "docs/source/user_guide/source"


def refused(path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        load_assignment(path)
    assert "\n" not in str(caught.value)
    return caught.value


def test_roles_points_and_text(tmp_path: Path) -> None:
    save(tmp_path / "ps/ps.ipynb", *source_cells())
    assignment = load_assignment(tmp_path / "ps")
    (book,) = assignment.notebooks
    assert (assignment.name, book.name, book.file) == ("ps", "ps", "ps/ps.ipynb")
    assert [(c.role, c.grade_id, c.points, c.locked) for c in book.cells] == [
        (Role.TEXT, "", 0.0, False),
        (Role.SETUP, "imports", 0.0, True),
        (Role.SETUP, "", 0.0, False),
        (Role.SOLUTION, "f", 0.0, False),
        (Role.SETUP, "", 0.0, False),
        (Role.TEST, "f_tests", 2.0, True),
        (Role.SOLUTION, "y", 0.0, False),
        (Role.TEST, "y_tests", 1.0, True),
        (Role.MANUAL, "why", 2.0, False),
        (Role.MANUAL, "code_why", 2.0, False),
        (Role.TASK, "free", 3.0, True),
        (Role.TEXT, "rules", 0.0, True),
    ]
    assert book.max_score == 10.0
    assert [c.stub for c in book.cells] == [c["source"] for c in released_cells()]
    assert [c.source for c in book.cells] == [c["source"] for c in source_cells()]
    assert book.cells[2].cell_id == "data"
    assert book.limits == Limits()


FIXTURES = [
    *(APPS / f"{name}.ipynb" for name in ("test", "test-v0", "test-v1", "test-v2", "test-with-output")),
    *(APPS / f"{name}.ipynb" for name in ("test-hidden-tests", "submitted-unchanged", "submitted-changed", "timeout")),
    *(APPS / f"{name}.ipynb" for name in ("validation-zero-points", "open_relative_file", "autotest-simple-changed")),
    *(PREPROCESSORS / f"{name}.ipynb" for name in ("test_taskcell", "manually-graded-code-cell", "test")),
    *sorted(COURSE.glob("ps1/*.ipynb")),
]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_agrees_with_nbgrader(path: Path) -> None:
    theirs = MetadataValidator().upgrade_notebook_metadata(nbformat.read(path, as_version=4))
    flags = [c.metadata.get("nbgrader", {}) for c in theirs.cells]
    sources = [c.source for c in theirs.cells]
    for step in (ClearSolutions, ClearHiddenTests, ClearMarkScheme):
        theirs, _ = step().preprocess(theirs, {})
    (book,) = load_assignment(path).notebooks
    assert [c.source for c in book.cells] == sources
    assert [c.stub for c in book.cells] == [c.source for c in theirs.cells]
    for ours, cell_, meta in zip(book.cells, theirs.cells, flags, strict=True):
        assert ours.grade_id == meta.get("grade_id", "")
        assert ours.kind == cell_.cell_type
        assert ours.points == (meta["points"] if meta.get("grade") or meta.get("task") else 0)
        assert (ours.role is Role.TASK) == meta.get("task", False)
        assert (ours.role in (Role.SOLUTION, Role.MANUAL)) == meta.get("solution", False)
        assert (ours.role in (Role.TEST, Role.MANUAL)) == meta.get("grade", False)


SOLUTION_MARKS = ["### BEGIN SOLUTION", "    # BEGIN SOLUTION", "### END SOLUTION", "\tEND SOLUTION"]
TEST_MARKS = ["### BEGIN HIDDEN TESTS", "  # END HIDDEN TESTS", "BEGIN SOLUTION END SOLUTION"]
lines = st.sampled_from(["x = 1", "    y = 2", "", "  ", *SOLUTION_MARKS, *TEST_MARKS])


def ends_unopened(text: str, region: str) -> bool:
    """Whether an END stands without its BEGIN. nbgrader drops such a line, here it is refused."""
    opened = False
    for line in text.split("\n"):
        if f"BEGIN {region}" in line:
            opened = True
        elif f"END {region}" in line:
            if not opened:
                return True
            opened = False
    return False


@settings(deadline=None)
@given(
    text=st.lists(lines, max_size=9).map("\n".join), kind=st.sampled_from(["code", "markdown"]), solution=st.booleans()
)
def test_any_markers_as_nbgrader_or_refused(text: str, kind: str, solution: bool) -> None:
    meta = {"grade": True, "solution": solution, "locked": False, "grade_id": "g", "points": 1, "schema_version": 3}
    book = nbformat.from_dict(notebook(cell(text, kind, nbgrader=meta)))
    theirs: str | None = None
    refusable = ends_unopened(text, "SOLUTION")
    try:
        for step in (ClearSolutions(), ClearHiddenTests()):
            step.log.disabled = True
            book, _ = step.preprocess(book, {})
            refusable = refusable or ends_unopened(book.cells[0].source, "HIDDEN TESTS")
        theirs = book.cells[0].source
    except RuntimeError:
        refusable = True
    try:
        ours = released_text(text, kind=kind, solution=solution, graded=True, task=False)
    except SourceError:
        assert refusable
    else:
        assert not refusable
        assert ours == theirs


def test_course_with_two_notebooks_and_a_picture() -> None:
    assignment = load_assignment(COURSE / "ps1")
    assert assignment.name == "ps1"
    assert [(b.name, b.max_score) for b in assignment.notebooks] == [("problem1", 10.0), ("problem2", 3.0)]
    assert assignment.files == {"jupyter.png": (COURSE / "ps1/jupyter.png").read_bytes()}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (APPS / "too-new.ipynb", "made by a newer nbgrader (metadata schema 10"),
        (APPS / "test-v0-invalid.ipynb", "cell 17: the cell is marked for nbgrader but has no grade_id"),
        (APPS / "test-no-metadata.ipynb", "BEGIN SOLUTION in a cell that is no solution"),
        (
            APPS / "autotest-simple.ipynb",
            "cell 'test_simple': '### AUTOTEST' is no test yet; `nbgrader generate_assign",
        ),
        (APPS / "autotest-hashed.ipynb", "'### HASHED AUTOTEST' is no test yet"),
        (PREPROCESSORS / "blank-grade-id.ipynb", "has no grade_id"),
        (PREPROCESSORS / "blank-points.ipynb", "cell 'id1': the cell is graded but has no points"),
        (PREPROCESSORS / "duplicate-grade-ids.ipynb", "cell 'id1': two cells have this grade_id"),
        (PREPROCESSORS / "bad-markdown-cell-2.ipynb", "has no grade_id"),
    ],
    ids=lambda value: value.stem if isinstance(value, Path) else "",
)
def test_fixtures_that_nbgrader_refuses(path: Path, said: str) -> None:
    assert said in str(refused(path))
    assert path.name in str(refused(path))


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (test("a", "t", -1), "points are -1; write a number that is not negative"),
        (test("a", "t", "2"), "points are '2'; write a number"),
        (test("a", "t", True), "points are True"),
        (test("a", "t", float("nan")), "points are nan"),
        (test("a", "t", float("inf")), "points are inf"),
        (test("a", "t", 10**400), "write a number"),
        (test("a", "t", None), "has no points"),
        (test("a", "t", [1]), "nbgrader metadata of cell 1 holds lists"),
        (test("a", "  "), "has no grade_id"),
        (marked("a", "t", task=True, points=1), "a task has to be a markdown cell, this is a code cell"),
        (marked("a", "t", "markdown", task=True, grade=True, points=1), "a task cannot be a test or a solution"),
        (marked("a", "t", "markdown", solution=True), "a written answer needs points"),
        (marked("a", "t", schema_version="3"), "schema_version is '3'"),
        (marked("a", "t", schema_version=4), "made by a newer nbgrader"),
        (answer("### BEGIN SOLUTION\nx", "t"), "BEGIN SOLUTION without END SOLUTION"),
        (answer("### END SOLUTION\nx", "t"), "END SOLUTION without BEGIN SOLUTION"),
        (answer("### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION", "t"), "BEGIN SOLUTION inside of"),
        (test("### BEGIN HIDDEN TESTS\nx", "t"), "BEGIN HIDDEN TESTS without END HIDDEN TESTS"),
        (test("### END HIDDEN TESTS\nx", "t"), "END HIDDEN TESTS without"),
        (cell("### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS"), "BEGIN HIDDEN TESTS in a cell without points"),
        (cell("BEGIN MARK SCHEME\nEND MARK SCHEME", "markdown"), "BEGIN MARK SCHEME in a cell that is no task"),
        (cell("x = 1\n  ## HASHED AUTOTEST x"), "'## HASHED AUTOTEST' is no test yet"),
        (cell("a") | {"source": 3}, "source of cell 1 is a number"),
    ],
)
def test_refused_with_file_and_remedy(tmp_path: Path, bad: dict[str, Any], said: str) -> None:
    save(tmp_path / "ps/nb.ipynb", bad)
    error = refused(tmp_path / "ps")
    assert said in str(error)
    assert str(error).startswith("ps/nb.ipynb")
    assert "cell" in str(error)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"nbformat": 3}, "notebook format 3"),
        ({"metadata": {"kernelspec": {"language": "R"}}}, "the notebook's language is 'R'"),
        ({"metadata": {"autograde": {"limits": {"questoin_s": 1}}}}, "unknown limit 'questoin_s'"),
        ({"metadata": {"autograde": {"limits": {"question_s": -1}}}}, "must be a positive number"),
        ({"metadata": {"autograde": {"limits": [1]}}}, "metadata must read"),
        ({"metadata": {"autograde": {"limit": {"question_s": 1}}}}, "metadata must read"),
        ({"metadata": {"autograde": 3}}, "metadata must read"),
        ({"cells": 3}, "no list of cells"),
    ],
)
def test_refused_notebooks(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    save(tmp_path / "nb.ipynb", cell("a"), **changes)
    assert said in str(refused(tmp_path / "nb.ipynb"))
    assert "nb.ipynb" in str(refused(tmp_path / "nb.ipynb"))


def test_graded_text_that_is_no_solution_is_manual(tmp_path: Path) -> None:
    save(tmp_path / "nb.ipynb", marked("Say why.", "why", "markdown", grade=True, points=1))
    only = load_assignment(tmp_path / "nb.ipynb").notebooks[0].cells[0]
    assert (only.role, only.stub, only.points) == (Role.MANUAL, "Say why.", 1.0)


def test_zero_points_and_old_schemas(tmp_path: Path) -> None:
    def one(**meta: Any) -> Cell:
        save(tmp_path / "nb.ipynb", cell("a", nbgrader=meta))
        return load_assignment(tmp_path / "nb.ipynb").notebooks[0].cells[0]

    assert one(grade=True, grade_id="a", points="1.5").points == 1.5
    assert one(grade=True, grade_id="a", points="").points == 0.0
    assert one(grade=True, grade_id="a").points == 0.0
    assert one(grade=True, grade_id="a", schema_version=2, points="2").points == 2.0
    assert one(grade=True, grade_id="a", schema_version=3, points=0).points == 0.0
    assert one(grade_id="a", schema_version=3, points=4).grade_id == ""
    assert one(grade=False, solution=False).role is Role.SETUP


def test_limits_of_the_notebook(tmp_path: Path) -> None:
    save(tmp_path / "nb.ipynb", metadata={"autograde": {"limits": {"question_s": 60, "memory_mb": 6000}}})
    (book,) = load_assignment(tmp_path / "nb.ipynb").notebooks
    assert book.limits == Limits(question_s=60.0, memory_mb=6000)


def test_support_files(tmp_path: Path) -> None:
    folder = tmp_path / "ps"
    save(folder / "ps.ipynb", cell("a"))
    for name in ("data.csv", "deep/er/x.bin", ".hidden", ".git/config", "__pycache__/a.pyc", "variants/wrong.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    save(folder / ".ipynb_checkpoints/ps-checkpoint.ipynb", cell("old"))
    save(folder / "deep/other.ipynb", cell("other"))
    (folder / "link.csv").symlink_to(folder / "data.csv")
    (folder / "link").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    assignment = load_assignment(folder)
    assert assignment.files == {"data.csv": b"data.csv", "deep/er/x.bin": b"deep/er/x.bin"}
    assert [book.name for book in assignment.notebooks] == ["ps"]


@pytest.mark.parametrize(("out", "where"), [("", "ps"), ("grades", "ps/grades"), ("deep/er", "ps/deep/er")])
def test_results_of_a_class_are_no_support_files(tmp_path: Path, out: str, where: str) -> None:
    folder = tmp_path / "ps"
    save(folder / "ps.ipynb", cell("a"))
    (folder / out / ".journal").mkdir(parents=True)
    (folder / out / "results.json").write_text('{"seed": 5}')
    assert str(refused(folder)).startswith(f"{where}: holds results of autograde grade, which all students")


def test_support_files_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "MAX_FILES_BYTES", 10)
    save(tmp_path / "ps/ps.ipynb", cell("a"))
    (tmp_path / "ps/a").write_bytes(b"123456")
    load_assignment(tmp_path / "ps")
    (tmp_path / "ps/b").write_bytes(b"123456")
    assert "ps/b: support files exceed" in str(refused(tmp_path / "ps"))


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no source at"):
        load_assignment(tmp_path / "none")
    assert "no notebook in this folder" in str(refused(tmp_path))
    (tmp_path / "x.ipynb").mkdir()
    assert "no notebook in this folder" in str(refused(tmp_path))


def test_digest_follows_everything_that_counts(tmp_path: Path) -> None:
    folder = tmp_path / "ps"

    def digest(points: float = 1, text: str = "a", data: bytes = b"d", limit: float = 5, output: str = "") -> str:
        one = test(text, "t", points)
        if output:
            one["outputs"] = [{"output_type": "stream", "name": "stdout", "text": output}]
        save(folder / "ps.ipynb", one, metadata={"autograde": {"limits": {"cell_s": limit}}})
        (folder / "data").write_bytes(data)
        return load_assignment(folder).digest

    assert digest() == digest() == digest(output="printed")
    others = [digest(points=2), digest(text="b"), digest(data=b"e"), digest(limit=6)]
    assert len({digest(), *others}) == 5
    assert len(digest()) == 64
    (folder / "more").write_bytes(b"")
    assert digest() not in others


def test_digest_does_not_depend_on_where_it_lies(tmp_path: Path) -> None:
    for place in ("one", "two"):
        save(tmp_path / place / "ps/ps.ipynb", *source_cells())
    assert load_assignment(tmp_path / "one/ps").digest == load_assignment(tmp_path / "two/ps").digest


def test_import_is_light() -> None:
    code = "import sys, autograde.source, autograde.collection, autograde.rebuild; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "autograde.rebuild" in loaded
    assert not {"torch", "numpy", "nbgrader", "nbformat", "IPython"} & set(loaded)


def test_a_task_keeps_its_mark_scheme_in_the_source(tmp_path: Path) -> None:
    text = "Do it.\n=== BEGIN MARK SCHEME ===\n1 mark\n=== END MARK SCHEME ==="
    save(tmp_path / "nb.ipynb", task(text, "t"), manual("b", "m"))
    first = load_assignment(tmp_path / "nb.ipynb").notebooks[0].cells[0]
    assert (first.source, first.stub) == (text, "Do it.")


def test_json_of_this_file_is_what_jupyter_reads() -> None:
    nbformat.validate(nbformat.from_dict(json.loads(json.dumps(notebook(cell("a", cell_id="a"))))))
