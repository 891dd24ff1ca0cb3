"""Whatever is done to a submission, tests, points and order are the source's, and a finding says what was there."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import nbgrader
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograde.findings import Kind
from autograde.model import Notebook, Role
from autograde.rebuild import Action, Rebuilt, Step, rebuild
from autograde.source import load_assignment
from tests.autograde.notebooks import (
    STUB,
    answer,
    cell,
    marked,
    notebook,
    raw,
    released_cells,
    save,
    source_cells,
)
from tests.autograde.notebooks import test as make_test

APPS = Path(nbgrader.__file__).parent / "tests/apps/files"


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    path = save(tmp_path_factory.mktemp("source") / "ps.ipynb", *source_cells())
    return load_assignment(path).notebooks[0]


def load(path: Path, *cells: Any) -> Notebook:
    return load_assignment(save(path / "nb.ipynb", *cells)).notebooks[0]


def answered_cells() -> list[dict[str, Any]]:
    cells = released_cells()
    cells[3]["source"] = "def f(x):\n    return 1 + x"
    cells[6]["source"] = "y = 5.0"
    cells[8]["source"] = "It follows."
    cells[9]["source"] = "print(y, y)"
    return cells


def kinds(built: Rebuilt) -> list[str]:
    return [finding.kind for finding in built.findings]


def step(built: Rebuilt, key: str) -> Step:
    (found,) = [step for step in built.steps if step.key == key]
    return found


def index(cells: list[dict[str, Any]], grade_id: str) -> int:
    (place,) = [i for i, c in enumerate(cells) if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id]
    return place


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


def test_edited_test_and_locked_cells(source: Notebook) -> None:
    cells = answered_cells()
    cells[index(cells, "f_tests")]["source"] = "print('ok')"
    cells[index(cells, "y_tests")]["source"] = ""
    cells[index(cells, "imports")]["source"] += "\nmath.pi = 3"
    cells[index(cells, "rules")]["source"] = "Edited."
    cells[index(cells, "free")]["source"] = "Mine."
    built = rebuild(source, raw(*cells))
    assert [(f.kind, f.grade_id) for f in built.findings] == [
        ("edited_locked_cell", "imports"),
        ("edited_test_cell", "f_tests"),
        ("edited_test_cell", "y_tests"),
        ("edited_locked_cell", "free"),
        ("edited_locked_cell", "rules"),
    ]
    assert built.findings[0].detail == "added: 'math.pi = 3'"
    assert built.findings[1].detail == "\"print('ok')\" instead of 'assert f(1) == 2'"
    assert built.findings[2].detail == "the cell was emptied"
    assert step(built, "f_tests").source == source_cells()[5]["source"]
    assert step(built, "imports").source == "import math"
    assert step(built, "free").source == "Do something nice."


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


def test_unknown_grade_ids(source: Notebook) -> None:
    cells = [*answered_cells(), answer("a = 1", "mine"), make_test("score = 100", "bonus", 1000)]
    built = rebuild(source, raw(*cells))
    assert kinds(built) == ["unknown_grade_id", "added_cells"]
    assert built.findings[0].detail == "not in this assignment: mine, bonus"
    assert [s.action for s in built.steps if s.cell is None] == [Action.RUN, Action.RUN]


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


DUPLICATES = [
    # what the two cells say, the answer, what runs besides
    (["y = 5", "y = 6"], "y = 5", ["y = 6"]),
    ([STUB, "y = 5"], "y = 5", []),
    (["y = 5", STUB], "y = 5", []),
    ([STUB, STUB], STUB, []),
    (["import math", "y = 5"], "import math", ["y = 5"]),
]


@pytest.mark.parametrize(("texts", "used", "besides"), DUPLICATES)
def test_duplicated_answers(source: Notebook, texts: list[str], used: str, besides: list[str]) -> None:
    cells = answered_cells()
    place = index(cells, "y")
    cells[place : place + 1] = [answer(text, "y") for text in texts]
    built = rebuild(source, raw(*cells))
    assert step(built, "y").source == used
    assert [s.source for s in built.steps if s.cell is None] == besides
    assert kinds(built)[0] == "duplicated_cell"
    assert built.findings[0].grade_id == "y"


def test_copies_of_tests_never_run(source: Notebook) -> None:
    cells = [*answered_cells(), make_test("print('mine')", "f_tests", 2), marked("import os", "imports", locked=True)]
    built = rebuild(source, raw(*cells))
    assert [(f.kind, f.grade_id) for f in built.findings] == [
        ("duplicated_cell", "imports"),
        ("duplicated_cell", "f_tests"),
    ]
    assert all(s.cell is not None for s in built.steps)


def test_retyped_answers_keep_their_type(source: Notebook) -> None:
    cells = answered_cells()
    cells[index(cells, "y")]["cell_type"] = "markdown"
    cells[index(cells, "why")]["cell_type"] = "code"
    built = rebuild(source, raw(*cells))
    assert [(f.kind, f.grade_id, f.detail) for f in built.findings] == [
        ("retyped_cell", "y", "markdown instead of code"),
        ("retyped_cell", "why", "code instead of markdown"),
    ]
    assert (step(built, "y").action, step(built, "y").source) == (Action.RUN, "y = 5.0")
    assert step(built, "why").action is Action.MANUAL


def test_reordered_cells(source: Notebook) -> None:
    built = rebuild(source, raw(*reversed(answered_cells())))
    assert kinds(built) == ["reordered_cells"]
    assert built.findings[0].detail == "'f' stands before 'imports'"
    assert [s.key for s in built.steps] == [s.key for s in rebuild(source, raw(*answered_cells())).steps]


@pytest.mark.parametrize(
    ("grade_id", "change", "said"),
    [
        ("f_tests", {"points": 100}, "points are 100 instead of 2"),
        ("f_tests", {"points": "many"}, "points are 'many' instead of 2"),
        ("f_tests", {"points": None}, "points are None instead of 2"),
        ("f_tests", {"points": 10**400}, "instead of 2"),
        ("f_tests", {"grade": False}, "grade is False instead of True"),
        ("f_tests", {"solution": True}, "solution is True instead of False"),
        ("y", {"grade": True, "points": 50}, "grade is True instead of False"),
        ("imports", {"locked": False}, "locked is False instead of True"),
        ("y", {"schema_version": 99}, "schema_version is 99"),
        ("free", {"task": False}, "task is False instead of True"),
    ],
)
def test_edited_metadata(source: Notebook, grade_id: str, change: dict[str, Any], said: str) -> None:
    cells = answered_cells()
    cells[index(cells, grade_id)]["metadata"]["nbgrader"] |= change
    built = rebuild(source, raw(*cells))
    assert [(f.kind, f.grade_id) for f in built.findings] == [("edited_metadata", grade_id)]
    assert said in built.findings[0].detail
    assert built.steps == rebuild(source, raw(*answered_cells())).steps


def test_execution_tags_have_no_effect(source: Notebook) -> None:
    cells = [*answered_cells(), cell("extra", tags=["raises-exception"])]
    cells[2]["metadata"]["tags"] = ["skip-execution"]
    cells[4]["metadata"]["tags"] = ["raises-exception", "hide-input"]
    cells[index(cells, "y")]["metadata"]["tags"] = ["Skip-Execution"]
    built = rebuild(source, raw(*cells))
    assert [(f.kind, f.grade_id, f.detail) for f in built.findings if f.kind == "execution_tag"] == [
        ("execution_tag", "y", "ignored: Skip-Execution"),
        ("execution_tag", "", "ignored: skip-execution"),
        ("execution_tag", "", "ignored: raises-exception"),
    ]
    assert [s for s in built.steps if s.cell] == list(rebuild(source, raw(*answered_cells())).steps)


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


@st.composite
def vandalised(draw: st.DrawFn) -> bytes:
    """The answered notebook after a number of things that nobody should do to it."""
    cells = answered_cells()
    ids = [c["metadata"]["nbgrader"]["grade_id"] for c in cells if "nbgrader" in c["metadata"]]
    for _ in range(draw(st.integers(0, 8))):
        if not cells:
            break
        place = draw(st.integers(0, len(cells) - 1))
        victim = cells[place]
        match draw(st.integers(0, 9)):
            case 0:
                del cells[place]
            case 1:
                cells.insert(draw(st.integers(0, len(cells))), copy.deepcopy(victim))
            case 2:
                cells = draw(st.permutations(cells))
            case 3:
                victim["cell_type"] = draw(st.sampled_from(["code", "markdown", "raw", "heading", "x", None]))
            case 4:
                victim["metadata"]["tags"] = draw(st.lists(st.sampled_from(["skip-execution", "raises-exception", 3])))
            case 5:
                points = draw(st.sampled_from([0, -1, 1e9, "9", None, float("nan"), [], True]))
                victim["metadata"].setdefault("nbgrader", {})["points"] = points
            case 6:
                victim["source"] = draw(
                    st.sampled_from(["", "pass", STUB, "import os; os._exit(0)", 3, ["a", "b"], []])
                )
            case 7:
                flag = draw(st.sampled_from(["grade", "solution", "locked", "task", "schema_version"]))
                victim["metadata"].setdefault("nbgrader", {})[flag] = draw(st.sampled_from([True, False, 9, "x", None]))
            case 8:
                victim["metadata"]["nbgrader"] = {"grade_id": draw(st.sampled_from([*ids, "new", "added-1", "", 7]))}
            case 9:
                victim["id"] = draw(st.sampled_from(["data", "try-f", "title", "", 4]))
    return raw(*cells)


@settings(deadline=None, max_examples=300)
@given(submitted=vandalised())
def test_the_grade_is_the_sources(source: Notebook, submitted: bytes) -> None:
    built = rebuild(source, submitted)
    expected = source_cells()
    tests = [s for s in built.steps if s.action is Action.TEST]
    assert [(s.key, s.source) for s in tests] == [
        ("f_tests", expected[5]["source"]),
        ("y_tests", expected[7]["source"]),
    ]
    assert not any(s.student for s in tests)
    graded = [s for s in built.steps if s.cell is not None and s.cell.graded]
    assert [(s.key, s.cell.points) for s in graded if s.cell] == [
        ("f_tests", 2.0),
        ("y_tests", 1.0),
        ("why", 2.0),
        ("code_why", 2.0),
        ("free", 3.0),
    ]
    known = [s.key for s in built.steps if s.cell is not None]
    assert known == [s.key for s in rebuild(source, None).steps]
    assert len({s.key for s in built.steps}) == len(built.steps)
    assert all(s.action is Action.RUN and s.student and s.source.strip() for s in built.steps if s.cell is None)
    assert step(built, "imports").source == "import math" and step(built, "free").source == "Do something nice."
    for one in built.findings:
        assert one.kind in set(Kind) and one.notebook == source.name
        assert one.detail and len(one.detail) <= 200 and one.detail.isprintable()


@settings(deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_can_be_rebuilt(source: Notebook, data: bytes) -> None:
    built = rebuild(source, data)
    assert built.steps == rebuild(source, None).steps
    assert kinds(built)[-1] == "invalid_notebook"
