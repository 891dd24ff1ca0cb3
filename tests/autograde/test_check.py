"""``autograde check``, as a student runs it: exit codes, what is said about each way to fail, and nothing else said."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from autograde.check.report import Place, Report
from autograde.cli import main
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
from tests.autograde.notebooks import Json, cell, manual, marked, save
from tests.project.files import ROOT


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return released_course(tmp_path)


def of(course: Path, *cells: Json, timeout: float = 20.0) -> tuple[Report, str]:
    return checked(save(course / "me" / "hw.ipynb", *cells), timeout)


def test_a_right_notebook(course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(course / "me" / "hw.ipynb", *assignment())
    monkeypatch.setattr(sys, "argv", ["autograde", "check", str(path)])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert (ended.value.code, said.err) == (0, "")
    assert "2 of 2 exercises pass their visible tests: 5 of 5 visible points." in said.out
    assert "The other 1 of 6 points are in hidden tests" in said.out
    assert "you can hand it in" in said.out


def test_the_untouched_release_has_nothing_to_say_but_that_nothing_is_there(course: Path) -> None:
    report, text = checked(course / "assignments" / "hw")
    assert not report.clean
    assert [exercise.answered for exercise in report.exercises] == [False, False]
    assert report.advice == ()
    assert "Not answered yet  f, g" in text


def test_values_and_hint_and_test_are_shown(course: Path) -> None:
    report, text = of(course, *assignment(f="def f(x):\n    return x + 1 if isinstance(x, int) else [9, 9]"))
    assert [exercise.earned for exercise in report.exercises] == [1.0, 2.0]
    assert "f of 1" not in text
    part = flat(text[text.index("- f of a list") :])
    assert part.startswith(
        "- f of a list The values differ. expected 2 got 9 test close(f([1, 2]), [2, 3]) hint Each entry."
    )


def test_a_bare_assertion_is_explained_too(course: Path) -> None:
    _, text = of(course, *assignment(g="def g(x):\n    return x + x"))
    assert "expected 9 got 6 test assert g(3) == 9" in flat(text)


def test_an_exception_is_shown_with_the_students_line(course: Path) -> None:
    report, text = of(course, cell("# mine", cell_id="a"), *assignment(g="def g(x):\n    y = x\n    return y / 0"))
    failure = report.exercises[1].problem
    assert failure is not None
    assert failure.place == Place(5, "g", 3, "return y / 0")  # the fifth code cell, markdown not counted
    assert "ZeroDivisionError: division by zero where cell 5 (g), line 3 return y / 0" in flat(text)


def test_a_syntax_error_costs_its_own_exercise(course: Path) -> None:
    report, text = of(course, *assignment(f="def f(x):\n    return (x + 1"))
    assert [exercise.passed for exercise in report.exercises] == [False, True]
    assert "SyntaxError: '(' was never closed where cell 2 (f), line 2 return (x + 1" in flat(text)


LOOP = "while True:\n        pass"
STUBBORN = "while True:\n        try:\n            while True: pass\n        except BaseException: pass"


@pytest.mark.parametrize("body", [LOOP, STUBBORN], ids=["plain", "swallows interrupts"])
def test_an_endless_loop_is_stopped_and_the_rest_goes_on(course: Path, body: str) -> None:
    report, text = of(course, *assignment(f=f"def f(x):\n    {body}"), timeout=1)
    assert [exercise.passed for exercise in report.exercises] == [False, True]
    assert "did not finish within 1 s" in text


@pytest.mark.parametrize("told_by", ["assignments/hw/hw.ipynb", "me/hw.ipynb"])
def test_the_assignments_own_limit_holds(course: Path, told_by: str) -> None:
    path = save(course / "me" / "hw.ipynb", *assignment(f=f"def f(x):\n    {LOOP}"))
    notebook = json.loads((course / told_by).read_bytes())
    notebook["metadata"]["autograde"] = {"limits": {"cell_s": 0.5, "question_s": 1}}
    (course / told_by).write_text(json.dumps(notebook))
    if told_by == "me/hw.ipynb":
        (course / "assignments/hw/hw.ipynb").unlink()
    _, text = checked(path, None)
    assert "did not finish within 1 s" in text


def test_an_answer_that_ends_python_costs_its_own_exercise(course: Path) -> None:
    report, text = of(course, *assignment(f="import os\ndef f(x):\n    os._exit(3)"))
    assert [exercise.passed for exercise in report.exercises] == [False, True]
    assert "Python itself came to an end" in text


def test_a_flood_of_output_is_stopped(course: Path) -> None:
    report, text = of(course, *assignment(f="while True:\n    print('x' * 100_000)"))
    assert [exercise.passed for exercise in report.exercises] == [False, True]
    assert "printed far too much" in text


def test_notebook_habits_work(course: Path) -> None:
    habits = (
        "display(1)\n%config InlineBackend.figure_format = 'svg'\nget_ipython().run_line_magic('pwd', '')\nexit()\n1;"
    )
    report, text = of(course, *assignment(), cell(habits), cell("_ = 3\nx = 1\nx"))
    assert report.clean, text


def test_a_stub_that_is_left_is_named(course: Path) -> None:
    report, text = of(course, *assignment(f=RIGHT_F + "\n\n\ndef more(x):\n    raise NotImplementedError()"))
    assert [exercise.passed for exercise in report.exercises] == [True, True]
    assert not report.clean
    assert "`more` still holds the line of the stub: cell 2 (f), line 6." in flat(text)


def test_names_from_cells_that_are_gone(course: Path) -> None:
    cells = assignment(g="square = helper\ng = square")
    cells[4]["execution_count"] = 7
    _, text = of(course, *cells)
    assert "It worked for you before, so the cell that defined `helper` is gone" in flat(text)


def test_names_that_are_defined_further_down(course: Path) -> None:
    _, text = of(course, *assignment(g="g = helper"), cell("def helper(x):\n    return x * x"))
    assert "`helper` is defined further down, in cell 6." in flat(text)


def test_an_answer_in_a_cell_of_ones_own_counts_as_it_does_for_the_grader(course: Path) -> None:
    cells = assignment(STUB_F, STUB_G)
    cells.insert(5, cell(RIGHT_G))
    report, text = of(course, *cells[:3], cell(RIGHT_F), *cells[3:])
    assert [(exercise.answered, exercise.earned) for exercise in report.exercises] == [(True, 3.0), (True, 2.0)], text
    wrong = cell(RIGHT_F.replace("1", "2"))
    report, text = of(course, *assignment(STUB_F)[:3], wrong, *assignment(STUB_F)[3:])
    assert "Not answered yet f" in flat(text)


def test_a_missing_import_is_named(course: Path) -> None:
    _, text = of(course, *assignment(g="def g(x):\n    return np.square(x)"))
    assert "No cell of your notebook says `import numpy as np`." in flat(text)


def test_an_own_cell_that_fails_is_told(course: Path) -> None:
    report, text = of(course, *assignment(), cell("1 / 0"))
    assert all(exercise.passed for exercise in report.exercises)
    assert "Cell 6, line 1: ZeroDivisionError: division by zero" in flat(text)
    assert not report.clean


def test_a_given_cell_that_fails_comes_first(course: Path) -> None:
    cells = assignment()
    cells[1]["source"] = "import no_such_module"
    save(course / "assignments" / "hw" / "hw.ipynb", *with_checksums([*cells[:2], *assignment(STUB_F, STUB_G)[2:]]))
    report, text = of(course, *cells)
    assert not report.clean
    assert flat(text).index("First of all - Cell 1 (setup), line 1: ModuleNotFoundError: No module") > 0
    assert "Before you hand in" not in text


def test_the_released_tests_run_whatever_the_students_say(course: Path) -> None:
    cells = assignment(g="def g(x):\n    return 0")
    cells[5]["source"] = "assert True"
    report, text = of(course, *cells)
    assert not report.exercises[1].passed
    assert "Changed test cell: g_tests" in text


def test_deleted_and_doubled_cells(course: Path) -> None:
    cells = assignment()
    del cells[5]
    report, text = of(course, *cells, cells[3], marked("1", "other", solution=True))
    assert report.exercises[1].passed  # the dry run has the test that was deleted
    assert "Missing cell: g_tests." in text
    assert "There more than once: f_tests." in text
    assert "Cells of another assignment" in text


def test_an_old_session_out_of_order_is_only_a_note(course: Path) -> None:
    cells = assignment()
    for count, item in zip((4, 2, 3), cells[1:4], strict=True):
        item["execution_count"] = count
    report, text = of(course, *cells)
    assert report.clean
    assert "out of order: [4] stands above [2]" in flat(text)


def test_large_outputs_and_a_renamed_file(course: Path) -> None:
    cells = assignment()
    cells[2]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["x" * 999 + "\n"] * 12_000}]
    _, text = checked(save(course / "me" / "hw (1).ipynb", *cells))
    assert "hand it in as hw.ipynb" in flat(text)
    assert "The file holds 12 MB of output, most of it from cell 2." in flat(text)


def test_nothing_from_the_notebook_controls_the_terminal(course: Path) -> None:
    hostile = "def g(x):\n    raise ValueError('[red]a[/red] \\x1b[2J \\u202e b')"
    _, text = of(course, *assignment(g=hostile))
    assert "[red]a[/red] ?[2J ? b" in text
    assert not set("\x1b\u202e") & set(text)


def test_a_value_whose_repr_raises(course: Path) -> None:
    odd = "class Odd:\n    def __repr__(self):\n        raise RuntimeError('no')\ndef g(x):\n    return Odd()"
    _, text = of(course, *assignment(g=odd))
    assert "got a Odd that cannot be shown (RuntimeError)" in flat(text)


def test_written_answers_wait_for_a_person(course: Path) -> None:
    cells = [*assignment(), manual("YOUR ANSWER HERE", "why", points=3)]
    save(course / "assignments" / "hw" / "hw.ipynb", *with_checksums([*assignment(STUB_F, STUB_G), cells[-1]]))
    report, text = of(course, *cells)
    assert not report.clean
    assert "1 answer is read by a person (3 points)." in text
    assert "Not answered yet  why" in text


def test_files_and_modules_beside_the_notebook_are_found(course: Path) -> None:
    save(course / "me" / "data.ipynb.json")
    (course / "me" / "mine.py").write_text("def double(x):\n    return x * x\n")
    report, _ = of(course, *assignment(g="import mine\nopen('mine.py').close()\ng = mine.double"))
    assert report.exercises[1].passed


def test_the_demo_class(tmp_path: Path) -> None:
    """One run with torch: what Ada handed in passes, and Alan's mistakes are told with values and shapes."""
    assert checked(ROOT / "tests" / "demo_class" / "ada" / "ps01_tensors")[0].clean
    report, text = checked(ROOT / "tests" / "demo_class" / "alan" / "ps01_tensors")
    assert {exercise.name for exercise in report.exercises if not exercise.passed} == {
        "matmul_loops", "indexing", "batched",
    }  # fmt: skip
    assert "expected [2, 6, 10, 14] got [5, 6, 7, 8]" in flat(text)
