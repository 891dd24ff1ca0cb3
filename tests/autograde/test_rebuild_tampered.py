"""Whatever is done to a submission, tests, points and order are the source's, and a finding says what was there."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograde.findings import Kind
from autograde.model import Notebook
from autograde.rebuild import Action, rebuild
from tests.autograde.notebooks import STUB, answer, cell, marked, raw, source_cells
from tests.autograde.notebooks import test as make_test
from tests.autograde.rebuilding import answered_cells, index, kinds, source_notebook, step


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    return source_notebook(tmp_path_factory.mktemp("source"))


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


def test_unknown_grade_ids(source: Notebook) -> None:
    cells = [*answered_cells(), answer("a = 1", "mine"), make_test("score = 100", "bonus", 1000)]
    built = rebuild(source, raw(*cells))
    assert kinds(built) == ["unknown_grade_id", "added_cells"]
    assert built.findings[0].detail == "not in this assignment: mine, bonus"
    assert [s.action for s in built.steps if s.cell is None] == [Action.RUN, Action.RUN]


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
