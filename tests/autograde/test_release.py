"""Release: what students get holds no answer, is the same from run to run, and a drift is named by its cell."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import nbgrader
import pytest

from autograde.errors import UsageError
from autograde.release import Released
from autograde.release import release as verified_release

FIXTURES = Path(nbgrader.__file__).parent / "docs/source/user_guide/source/ps1"

CONFIG = """
c = get_config()
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
"""


# The reference run has tests of its own below; elsewhere it would only cost seconds.
release = functools.partial(verified_release, verify=False)


def marked(grade_id: str, *, grade: bool = False, solution: bool = False, points: int | None = None) -> dict[str, Any]:
    flags = {"grade": grade, "grade_id": grade_id, "locked": not solution, "schema_version": 3, "solution": solution}
    return {"nbgrader": {**flags, "task": False} | ({} if points is None else {"points": points})}


def cell(kind: str, source: str, metadata: dict[str, Any] | None = None, cell_id: str | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {"cell_type": kind, "metadata": metadata or {}, "source": source}
    if cell_id is not None:
        made["id"] = cell_id
    if kind == "code":
        made |= {"outputs": [{"name": "stdout", "output_type": "stream", "text": "secret"}], "execution_count": 3}
    return made


def source_notebook(*, ids: bool = True) -> dict[str, Any]:
    cells = [
        cell("markdown", "# Doubling", cell_id="title"),
        cell(
            "code",
            "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x  # answer\n    ### END SOLUTION",
            marked("double", solution=True) | {"execution": {"iopub.execute_input": "2026-01-01T00:00:00Z"}},
            "double",
        ),
        cell(
            "code",
            "assert double(1) == 2\n### BEGIN HIDDEN TESTS\nassert double(21) == 42\n### END HIDDEN TESTS",
            marked("double_tests", grade=True, points=2),
            "double_tests",
        ),
        cell("markdown", "an essay, the model answer", marked("essay", grade=True, solution=True, points=1), "essay"),
    ]
    if not ids:
        for entry in cells:
            entry.pop("id", None)
    metadata = {
        "kernelspec": {"display_name": "mine", "language": "python", "name": "python3", "extra": 1},
        "language_info": {"name": "python", "version": "3.11.7", "codemirror_mode": {"name": "ipython"}},
        "celltoolbar": "Create Assignment",
        "widgets": {"state": "much"},
        "autograde": {"limits": {"question_s": 10}},
    }
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5 if ids else 2}


def write(path: Path, notebook: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    root = tmp_path / "my course [2026]"  # nbgrader would take the brackets for a glob
    write(root / "solutions/ps/ps.ipynb", source_notebook())
    (root / "nbgrader_config.py").write_text(CONFIG)
    return root


def released(root: Path) -> Any:
    return json.loads((root / "assignments/ps/ps.ipynb").read_bytes())


def content(root: Path) -> dict[str, bytes]:
    folder = root / "assignments"
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_students_get_stubs_and_visible_tests_only(course: Path) -> None:
    report = release(root=course)
    assert [(item.name, item.state) for item in report.items] == [("ps", "written")]
    cells = {entry["id"]: entry for entry in released(course)["cells"]}
    assert "".join(cells["double"]["source"]) == "def double(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    assert "".join(cells["double_tests"]["source"]) == "assert double(1) == 2"
    assert "".join(cells["essay"]["source"]) == "YOUR ANSWER HERE"
    text = (course / "assignments/ps/ps.ipynb").read_text(encoding="utf-8")
    for secret in ("# answer", "2 * x", "42", "model answer", "secret", "HIDDEN", "2026-01-01", "3.11.7", "much"):
        assert secret not in text
    nbformat.validate(nbformat.reads(text, as_version=4))


def test_metadata_is_minimal_and_what_nbgrader_needs_is_there(course: Path) -> None:
    release(root=course)
    notebook = released(course)
    assert notebook["metadata"] == {
        "autograde": {"limits": {"question_s": 10}},
        "kernelspec": {"display_name": "mine", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    flags = {entry["id"]: entry["metadata"] for entry in notebook["cells"]}
    assert flags["double_tests"]["nbgrader"]["points"] == 2
    assert flags["double_tests"]["nbgrader"]["checksum"]
    assert flags["double_tests"]["editable"] is False
    assert "execution" not in flags["double"]


@pytest.mark.parametrize("ids", [True, False])
def test_a_second_run_gives_the_same_bytes_and_leaves_nothing_behind(course: Path, ids: bool) -> None:
    write(course / "solutions/ps/ps.ipynb", source_notebook(ids=ids))
    release(root=course)
    first = content(course)
    assert release(root=course).items[0].state == "unchanged"
    (course / "assignments/ps/ps.ipynb").unlink()
    assert release(["ps"], root=course).items[0].state == "written"
    assert content(course) == first
    assert first["ps/ps.ipynb"].endswith(b"}\n")
    assert sorted(path.name for path in course.iterdir()) == ["assignments", "nbgrader_config.py", "solutions"]
    assert [path.name for path in (course / "assignments").iterdir()] == ["ps"]


def test_cells_without_an_id_get_the_same_one_each_time(course: Path) -> None:
    notebook = source_notebook(ids=False) | {"nbformat_minor": 5}  # as written by careless tools
    write(course / "solutions/ps/ps.ipynb", notebook)
    release(root=course)
    assert [entry["id"] for entry in released(course)["cells"]] == ["cell-0", "double", "double_tests", "essay"]


def test_support_files_come_along_but_nothing_private(course: Path) -> None:
    folder = course / "solutions/ps"
    for name in ("data/table.csv", ".secret", "data/.secret", "variants/double/right.py", "__pycache__/x.pyc", "y.pyc"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    (folder / "link").symlink_to("/etc/hostname")
    release(root=course)
    assert list(content(course)) == ["ps/data/table.csv", "ps/ps.ipynb"]


def test_a_second_notebook_and_the_removal_of_a_file(course: Path) -> None:
    write(course / "solutions/ps/more.ipynb", source_notebook())
    (course / "solutions/ps/data.csv").write_text("1")
    release(root=course)
    assert list(content(course)) == ["ps/data.csv", "ps/more.ipynb", "ps/ps.ipynb"]
    (course / "solutions/ps/data.csv").unlink()
    assert release(root=course).items[0].state == "written"
    assert list(content(course)) == ["ps/more.ipynb", "ps/ps.ipynb"]


def test_check_is_silent_where_nothing_drifted(course: Path) -> None:
    release(root=course)
    before = content(course)
    report = release(root=course, check=True)
    assert (report.drifted, report.refused) == (False, False)
    assert content(course) == before


def drifts(course: Path) -> list[str]:
    report = release(root=course, check=True)
    assert report.drifted
    return [line for item in report.items for line in item.lines]


def test_check_names_the_cell(course: Path) -> None:
    release(root=course)
    notebook = released(course)
    notebook["cells"][2]["source"] = "assert True"
    notebook["cells"][3]["metadata"]["nbgrader"]["points"] = 100
    write(course / "assignments/ps/ps.ipynb", notebook)
    assert drifts(course) == [
        "assignments/ps/ps.ipynb: cell 'double_tests' differs in its text",
        "assignments/ps/ps.ipynb: cell 'essay' differs in its metadata",
    ]


def test_check_names_missing_extra_and_moved_cells(course: Path) -> None:
    release(root=course)
    notebook = released(course)
    removed = notebook["cells"].pop(1)
    notebook["cells"].append(cell("markdown", "hello", cell_id="extra"))
    write(course / "assignments/ps/ps.ipynb", notebook)
    assert drifts(course) == [
        "assignments/ps/ps.ipynb: cell 'double' is missing",
        "assignments/ps/ps.ipynb: cell 'extra' is not in the source",
    ]
    notebook["cells"][-1] = removed
    write(course / "assignments/ps/ps.ipynb", notebook)
    assert drifts(course) == ["assignments/ps/ps.ipynb: cell 'double_tests' is out of order"]


def test_check_names_a_change_in_the_source(course: Path) -> None:
    release(root=course)
    notebook = source_notebook()
    notebook["cells"][0]["source"] = "# Doubling things"
    write(course / "solutions/ps/ps.ipynb", notebook)
    assert drifts(course) == ["assignments/ps/ps.ipynb: cell 'title' differs in its text"]


def test_check_names_files(course: Path) -> None:
    assert drifts(course) == ["assignments/ps/ps.ipynb: is missing; run: autograde release"]
    release(root=course)
    (course / "assignments/ps/solution.py").write_text("x")
    (course / "assignments/old").mkdir()
    assert drifts(course) == [
        "assignments/ps/solution.py: is not in the source; run: autograde release",
        "assignments/old: has no source solutions/old; remove it",
    ]
    (course / "assignments/ps/ps.ipynb").write_text("no notebook")
    assert "assignments/ps/ps.ipynb: is not a notebook" in drifts(course)
    release(root=course)
    notebook = released(course)
    write(course / "assignments/ps/ps.ipynb", notebook)  # the same content, otherwise laid out
    assert "assignments/ps/ps.ipynb: notebook metadata or formatting differs" in drifts(course)


def refused(course: Path) -> str:
    report = release(root=course)
    assert report.refused
    assert not (course / "assignments").exists()
    (item,) = report.items
    (line,) = item.lines
    return line


def test_a_source_that_is_wrong_is_refused_with_file_and_cell(course: Path) -> None:
    notebook = source_notebook()
    notebook["cells"][2]["source"] = "assert double(1) == 2\n### BEGIN HIDDEN TESTS\nassert double(21) == 42"
    write(course / "solutions/ps/ps.ipynb", notebook)
    line = refused(course)
    assert "ps.ipynb" in line
    assert "double_tests" in line


def test_hidden_tests_outside_a_test_cell_are_refused(course: Path) -> None:
    notebook = source_notebook()
    notebook["cells"][0]["source"] = "### BEGIN HIDDEN TESTS\nassert double(21) == 42\n### END HIDDEN TESTS"
    notebook["cells"][0]["cell_type"] = "code"
    notebook["cells"][0] |= {"outputs": [], "execution_count": None}
    write(course / "solutions/ps/ps.ipynb", notebook)
    assert "ps.ipynb" in refused(course)


def test_a_test_that_cannot_fail_is_refused_by_the_linter(course: Path) -> None:
    notebook = source_notebook()
    notebook["cells"][2]["source"] = "double(1) == 2"
    write(course / "solutions/ps/ps.ipynb", notebook)
    assert refused(course).startswith("ps/ps.ipynb: cell 'double_tests' line 1: a comparison that nothing looks at")


def verified(course: Path, check: bool = False) -> Released:
    (item,) = verified_release(root=course, check=check).items
    return item


def test_a_solution_that_fails_its_own_tests_is_refused(course: Path) -> None:
    assert verified(course).state == "written"
    before = content(course)
    notebook = source_notebook()
    notebook["cells"][2]["source"] = "assert double(1) == 3"
    write(course / "solutions/ps/ps.ipynb", notebook)
    for check in (False, True):
        item = verified(course, check)
        assert item.state == "refused"
        (line,) = item.lines
        assert line.startswith("ps, double_tests: the source's own solution gets 0 of 2 (")
        assert line.endswith("must compare values instead")
    assert content(course) == before
    assert release(root=course).items[0].state == "written"


def test_a_set_up_cell_that_raises_is_refused(course: Path) -> None:
    notebook = source_notebook()
    notebook["cells"].insert(1, cell("code", "from math import sqrtt", marked("setup"), "setup"))
    write(course / "solutions/ps/ps.ipynb", notebook)
    (line,) = verified(course).lines
    assert line.startswith("ps, setup: the source's own cell raises ImportError: cannot import name 'sqrtt'")
    assert line.endswith("; students would be stuck there; correct it")


def test_stubs_that_grading_would_not_recognise_are_refused(course: Path) -> None:
    config = course / "nbgrader_config.py"
    config.write_text(CONFIG + "\nc.ClearSolutions.text_stub = 'your turn'\n")
    assert "cell 'essay': nbgrader releases another text than autograde expects" in refused(course)


def test_a_broken_nbgrader_config_is_one_line(course: Path) -> None:
    (course / "nbgrader_config.py").write_text("1 / 0")
    assert "nbgrader_config.py: cannot be run: ZeroDivisionError" in refused(course)


def test_without_a_nbgrader_config(course: Path) -> None:
    (course / "nbgrader_config.py").unlink()
    assert release(root=course).items[0].state == "written"


def test_one_wrong_source_does_not_stop_the_others(course: Path) -> None:
    write(course / "solutions/other/other.ipynb", source_notebook())
    (course / "solutions/ps/ps.ipynb").write_text("{")
    assert [(item.name, item.state) for item in release(root=course).items] == [("other", "written"), ("ps", "refused")]


def test_a_failed_release_keeps_what_was_there(course: Path) -> None:
    release(root=course)
    before = content(course)
    (course / "solutions/ps/ps.ipynb").write_text("{")
    assert release(root=course).refused
    assert content(course) == before


@pytest.mark.parametrize("name", ["solutions/ps", "solutions/ps/", "./solutions/ps"])
def test_a_name_as_a_shell_completes_it(course: Path, name: str) -> None:
    (entry,) = release([name], root=course).items
    assert (entry.name, entry.state) == ("ps", "written")


@pytest.mark.parametrize("name", ["nope", "../ps", ".", "", "ps/", "*"])
def test_names_that_are_no_source(course: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no source") as caught:
        release([name], root=course)
    assert str(caught.value).endswith("known are: ps")


def test_no_sources_at_all(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        release(root=tmp_path)
    (tmp_path / "solutions").mkdir()
    assert release(root=tmp_path).items == ()


def test_what_nbgrader_itself_would_release(course: Path, tmp_path: Path) -> None:
    """nbgrader's own course through its own command line gives the same cells."""
    sources = list(FIXTURES.glob("*.ipynb"))
    assert sources
    for path in sources:
        target = course / "solutions/ps1" / path.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    report = release(["ps1"], root=course)
    assert [item.state for item in report.items] == ["written"], report
    plain = tmp_path / "plain"
    for path in sources:
        (plain / "source/ps1").mkdir(parents=True, exist_ok=True)
        (plain / "source/ps1" / path.name).write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "ps1"]
    scripts = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic by its name
    environment = {**os.environ, "PATH": scripts}
    done = subprocess.run(command, cwd=plain, capture_output=True, text=True, timeout=300, env=environment)
    assert done.returncode == 0, done.stderr
    for path in sources:
        ours = nbformat.read(course / "assignments/ps1" / path.name, as_version=4)
        theirs = nbformat.read(plain / "release/ps1" / path.name, as_version=4)
        assert [(c.cell_type, c.source) for c in ours.cells] == [(c.cell_type, c.source) for c in theirs.cells]
        assert [c.metadata.get("nbgrader") for c in ours.cells] == [c.metadata.get("nbgrader") for c in theirs.cells]


def test_the_command_names_the_cell_and_ends_with_1(course: Path) -> None:
    release(root=course)
    notebook = released(course)
    notebook["cells"][2]["source"] = "assert True"
    write(course / "assignments/ps/ps.ipynb", notebook)
    command = [sys.executable, "-c", "from autograde.cli import main; main()", "release", "--check"]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout) == (1, "ps: drifted\n")
    assert done.stderr == "autograde: assignments/ps/ps.ipynb: cell 'double_tests' differs in its text\n"
