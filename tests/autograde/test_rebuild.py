"""A notebook is put together from source and submission: answers, set-up and added cells, each in its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbgrader
import pytest

from autograde.model import Notebook, Role
from autograde.rebuild import Action, Step, rebuild
from autograde.source import load_assignment
from tests.autograde.notebooks import STUB, answer, cell, notebook, raw, released_cells, source_cells
from tests.autograde.notebooks import test as make_test
from tests.autograde.rebuilding import answered_cells, index, kinds, load, source_notebook, step

APPS = Path(nbgrader.__file__).parent / "tests/apps/files"


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    return source_notebook(tmp_path_factory.mktemp("source"))


def test_a_plain_submission(source: Notebook) -> None:
    built = rebuild(source, raw(*answered_cells()))
    assert built.findings == ()
    assert [(s.key, s.action, s.student, s.answered) for s in built.steps] == [
        ("imports", Action.RUN, False, False),
        ("setup-3", Action.RUN, False, False),
        ("f", Action.RUN, True, True),
        ("setup-5", Action.RUN, False, False),
        ("f_tests", Action.TEST, False, False),
        ("y", Action.RUN, True, True),
        ("y_tests", Action.TEST, False, False),
        ("why", Action.MANUAL, True, True),
        ("code_why", Action.RUN, True, True),
        ("free", Action.TASK, False, False),
    ]
    assert step(built, "f").source == "def f(x):\n    return 1 + x"
    assert step(built, "f_tests").source == source_cells()[5]["source"]
    assert step(built, "why").source == "It follows."
    assert built.notebook is source


def test_the_release_itself_is_clean_and_unanswered(source: Notebook) -> None:
    built = rebuild(source, raw(*released_cells()))
    assert built.findings == ()
    assert not any(s.answered for s in built.steps)
    assert step(built, "y").source == STUB


def test_the_source_as_submission_is_clean_and_answered(source: Notebook) -> None:
    built = rebuild(source, raw(*source_cells()))
    assert built.findings == ()
    assert all(s.answered for s in built.steps if s.cell and s.cell.role in (Role.SOLUTION, Role.MANUAL))


@pytest.mark.parametrize("change", [lambda t: t + "\n\n", lambda t: "\n" + t.replace("\n", "  \r\n\n")])
def test_blanks_are_no_answer_and_no_edit(source: Notebook, change: Any) -> None:
    cells = released_cells()
    for one in cells:
        one["source"] = change(one["source"])
    built = rebuild(source, raw(*cells))
    assert built.findings == ()
    assert not any(s.answered for s in built.steps)


def test_missing_notebook(source: Notebook) -> None:
    built = rebuild(source, None)
    assert kinds(built) == ["missing_notebook"]
    assert [s.key for s in built.steps] == [s.key for s in rebuild(source, raw(*released_cells())).steps]
    assert not any(s.answered or s.student for s in built.steps)
    assert step(built, "f").source == "" and step(built, "why").source == ""
    assert step(built, "imports").source == "import math"


def test_unreadable_notebook(source: Notebook) -> None:
    built = rebuild(source, b"%PDF-1.4")
    assert kinds(built) == ["invalid_notebook"]
    assert built.findings[0].detail == "the file is a PDF, not a notebook"
    assert built.steps == rebuild(source, None).steps


def test_notices_of_the_reader_become_findings(source: Notebook) -> None:
    built = rebuild(source, json.dumps(notebook(*answered_cells(), nbformat=5)).encode("utf-16"))
    assert kinds(built) == ["encoding", "format_version"]
    assert step(built, "y").answered


@pytest.mark.parametrize(
    "cells", [(), (cell("x = 1"),), (answer("x = 1", "other"), make_test("assert True", "other_t"))]
)
def test_wrong_assignment(source: Notebook, cells: tuple[Any, ...]) -> None:
    built = rebuild(source, raw(*cells))
    assert kinds(built)[0] == "wrong_assignment"
    assert "missing_cell" not in kinds(built)
    assert not any(s.answered for s in built.steps)


def test_missing_cells_run_as_nothing(source: Notebook) -> None:
    cells = [c for c in answered_cells() if c["metadata"].get("nbgrader", {}).get("grade_id") not in ("f", "f_tests")]
    built = rebuild(source, raw(*cells))
    assert [(f.kind, f.grade_id) for f in built.findings] == [("missing_cell", "f"), ("missing_cell", "f_tests")]
    assert (step(built, "f").source, step(built, "f").answered, step(built, "f").student) == ("", False, False)
    assert step(built, "f_tests").action is Action.TEST


def test_an_answer_in_a_new_cell_stays_in_place(source: Notebook) -> None:
    cells = answered_cells()
    place = index(cells, "f")
    cells[place] = cell("def f(x):\n    return x + 1")
    built = rebuild(source, raw(*cells))
    assert kinds(built) == ["missing_cell", "added_cells"]
    keys = [s.key for s in built.steps]
    assert keys.index("added-1") < keys.index("f_tests")
    assert step(built, "added-1") == Step("added-1", Action.RUN, "def f(x):\n    return x + 1", student=True)


def test_added_cells_follow_their_anchor(source: Notebook) -> None:
    cells = answered_cells()
    cells.insert(index(cells, "y") + 1, cell("z = 2"))
    cells.insert(index(cells, "y"), cell("helper = 1"))
    cells.insert(0, cell("first = 0"))
    cells += [cell("last = 1"), cell("   \n"), cell("a note", "markdown")]
    built = rebuild(source, raw(*cells))
    assert [(s.key, s.source) for s in built.steps if s.cell is None] == [
        ("added-1", "first = 0"),
        ("added-2", "helper = 1"),
        ("added-3", "z = 2"),
        ("added-4", "last = 1"),
    ]
    keys = [s.key for s in built.steps]
    assert keys[0] == "added-1" and keys[-1] == "added-4"
    assert keys[keys.index("f_tests") :][:4] == ["f_tests", "added-2", "y", "added-3"]
    assert [(f.kind, f.detail) for f in built.findings] == [
        ("added_cells", "4 code cells; the first begins: first = 0")
    ]


def test_text_that_became_code_is_added_code(source: Notebook) -> None:
    cells = answered_cells()
    cells[0] = cell("x = 1", cell_id="title")
    built = rebuild(source, raw(*cells))
    assert kinds(built) == ["added_cells"]
    assert [s.source for s in built.steps if s.cell is None] == ["x = 1"]


def test_edited_set_up_runs_as_the_student_wrote_it(source: Notebook) -> None:
    cells = answered_cells()
    cells[2]["source"] = "data = [9]"
    built = rebuild(source, raw(*cells))
    assert [(f.kind, f.detail) for f in built.findings] == [
        ("edited_setup_cell", "setup-3: 'data = [9]' instead of 'data = [1, 2, 3]'")
    ]
    assert (step(built, "setup-3").source, step(built, "setup-3").student) == ("data = [9]", True)
    assert step(built, "setup-3").cell is source.cells[2]


def test_removed_set_up_runs_all_the_same(source: Notebook) -> None:
    cells = answered_cells()
    del cells[2]
    built = rebuild(source, raw(*cells))
    assert (step(built, "setup-3").source, step(built, "setup-3").student) == ("data = [1, 2, 3]", False)
    assert built.findings == ()


def test_set_up_turned_into_text_runs_all_the_same(source: Notebook) -> None:
    cells = answered_cells()
    cells[2]["cell_type"] = "markdown"
    built = rebuild(source, raw(*cells))
    assert kinds(built) == ["retyped_cell"]
    assert step(built, "setup-3").source == "data = [1, 2, 3]"


def test_set_up_without_ids_is_matched_by_text(tmp_path: Path) -> None:
    source = load(tmp_path, cell("a = 1"), cell("show()"), answer("x", "x"), cell("show()"))
    submitted = [cell("show()"), answer("x = 2", "x"), cell("extra = 1"), cell("show()"), cell("more = 1")]
    built = rebuild(source, raw(*submitted))
    assert [(s.key, s.source) for s in built.steps] == [
        ("setup-1", "a = 1"),
        ("setup-2", "show()"),
        ("x", "x = 2"),
        ("added-1", "extra = 1"),
        ("setup-4", "show()"),
        ("added-2", "more = 1"),
    ]


def test_other_cell_ids_do_not_double_the_set_up(source: Notebook) -> None:
    cells = answered_cells()
    for place, one in enumerate(cells):
        one["id"] = f"new-{place}"
    assert rebuild(source, raw(*cells)).findings == ()


def test_keys_are_unique_even_if_a_grade_id_looks_like_one(tmp_path: Path) -> None:
    source = load(tmp_path, cell("a"), answer("b", "setup-1"), answer("c", "added-1"))
    built = rebuild(source, raw(answer("b", "setup-1"), cell("d"), answer("c", "added-1")))
    assert [s.key for s in built.steps] == ["setup-1_", "setup-1", "added-1_", "added-1"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("submitted-unchanged", []),
        ("submitted-changed", []),
        ("submitted-cheat-attempt", []),
        ("submitted-grade-cell-changed", [("edited_test_cell", "bar")]),
        ("submitted-locked-cell-changed", [("edited_locked_cell", "ro1"), ("edited_locked_cell", "ro2")]),
    ],
)
def test_submissions_that_nbgrader_ships(name: str, expected: list[tuple[str, str]]) -> None:
    source = load_assignment(APPS / "submitted-unchanged.ipynb").notebooks[0]
    built = rebuild(source, (APPS / f"{name}.ipynb").read_bytes())
    assert [(f.kind, f.grade_id) for f in built.findings] == expected
    changed = name in ("submitted-changed", "submitted-cheat-attempt")
    assert {s.key for s in built.steps if s.answered} == ({"set_a", "baz", "quux"} if changed else set())
