"""What a submission does to its own process costs its own question, and no other."""

from __future__ import annotations

import dataclasses

import pytest

from autograde.collection import Submission
from autograde.grading import grade
from autograde.limits import Limits
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.options import Options
from autograde.result import Status, SubmissionResult, SubmissionStatus
from tests.autograde.notebooks import answer, cell, raw

NAMES = ("one", "two", "three")
LIMITS = Limits(cell_s=3.0, question_s=3.0, submission_s=60.0, memory_mb=1200)
OPTIONS = Options(seed=1, sandbox="none")


def assignment(limits: Limits = LIMITS) -> Assignment:
    """Three functions that add a number, each with a question of 1 point."""
    cells: list[Cell] = []
    for number, name in enumerate(NAMES, 1):
        solution = f"def {name}(x):\n    return x + {number}"
        cells.append(Cell(Role.SOLUTION, "code", solution, grade_id=name, stub="raise NotImplementedError()"))
        test = f"assert {name}(1) == {number + 1}\nassert {name}(5) == {number + 5}"
        cells.append(Cell(Role.TEST, "code", test, grade_id=f"{name}_tests", points=1.0, locked=True, stub=test))
    return Assignment("ps", (Notebook("nb", tuple(cells), limits=limits),), {}, f"recovery {limits}")


def submit(limits: Limits = LIMITS, before: str = "", **answers: str) -> SubmissionResult:
    """Grade a submission that is right but for ``answers``, with ``before`` as a cell of its own at the start."""
    cells = [cell(before)] if before else []
    for number, name in enumerate(NAMES, 1):
        cells.append(answer(answers.get(name, f"def {name}(x):\n    return x + {number}"), name))
    return grade(assignment(limits), Submission("ada", {"nb": raw(*cells)}), OPTIONS)


def statuses(result: SubmissionResult) -> list[Status]:
    return [question.status for question in result.questions]


def kinds(result: SubmissionResult) -> set[str]:
    return {finding.kind for finding in result.findings} - {"edited_metadata", "missing_cell", "added_cells"}


SEGFAULT = "import ctypes\nctypes.string_at(0)"
CELLS = {
    "a loop that can be interrupted": ("while True: pass", "cell_timeout"),
    "a sleep": ("import time\ntime.sleep(100)", "cell_timeout"),
    "a loop that swallows the interrupt": (
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
        "cell_timeout",
    ),
    "an exit": ("import os\nos._exit(0)", "cell_crashed"),
    "a segmentation fault": (SEGFAULT, "cell_crashed"),
    "a signal to itself": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "cell_crashed"),
    "all the memory": ("import mmap\nx = []\nwhile True: x.append(mmap.mmap(-1, 100 << 20))", ""),
    "more memory than there is": ("x = bytearray(10**13)", ""),
    "output without end": ("while True: print('x' * 1000)", "output_truncated"),
    "output past the printing": (
        "import os\nfor _ in range(10): os.write(1, b'x' * 100_000)\nraise ValueError",
        "",
    ),
    "recursion without end": ("def f(): f()\nf()", ""),
    "a thread that stays": ("import threading\nthreading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()", ""),
}


@pytest.mark.parametrize("name", list(CELLS))
def test_an_answer_that_misbehaves_when_it_runs(name: str) -> None:
    text, kind = CELLS[name]
    result = submit(two=text)
    assert [question.points for question in result.questions] == [1, 0, 1]
    assert result.status is SubmissionStatus.GRADED
    assert kinds(result) == ({kind} if kind else set())


CALLS = {
    "a loop": ("    while True: pass", Status.TIMEOUT),
    "a loop that swallows the interrupt": (
        "    while True:\n        try:\n            while True: pass\n        except BaseException: pass",
        Status.TIMEOUT,
    ),
    "an exit": ("    import os; os._exit(3)", Status.CRASHED),
    "a segmentation fault": ("    import ctypes; ctypes.string_at(0)", Status.CRASHED),
    "all the memory": ("    import mmap; return [mmap.mmap(-1, 100 << 20) for _ in range(10**6)]", Status.ERROR),
    "output without end": ("    while True: print('x' * 1000)", Status.TIMEOUT),
    "a polite exit": ("    raise SystemExit", Status.ERROR),
    "an endless generator": ("    return iter(int, 1)", Status.FAILED),
}


@pytest.mark.parametrize("name", list(CALLS))
def test_a_function_that_misbehaves_when_a_test_calls_it(name: str) -> None:
    body, status = CALLS[name]
    result = submit(two=f"def two(x):\n{body}")
    assert statuses(result) == [Status.PASSED, status, Status.PASSED]
    assert result.score == 2


def test_state_survives_an_interrupt() -> None:
    # the function is defined before the loop begins, and the loop is interrupted: the answer counts
    result = submit(two="def two(x):\n    return x + 2\nwhile True: pass")
    assert result.score == 3
    assert kinds(result) == {"cell_timeout"}


def test_the_cell_that_died_is_left_out_and_says_so() -> None:
    result = submit(two="def two(x):\n    return x + 2\nimport os; os._exit(1)")
    question = result.questions[1]
    assert (question.points, question.status) == (0, Status.CRASHED)
    assert "ended the Python process" in question.message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("def two(x)\n    return x + 2", "your cell two raised SyntaxError in line 1; "),
        ("import gone\ndef two(x):\n    return x + 2", "your cell two raised ModuleNotFoundError in line 1; "),
        ("class Own(Exception): pass\nraise Own", "your cell two raised Own in line 2; "),
        ("raise type('Secret_5', (Exception,), {})", "your cell two raised an exception in line 1; "),
        ("while True: pass", "your cell two was stopped, it took too long or printed without end; "),
        ("def too(x):\n    return x + 2", ""),
    ],
)
def test_a_cell_that_did_not_run_to_its_end_is_named_before_what_the_test_raised(text: str, reason: str) -> None:
    question = submit(two=text).questions[1]
    assert question.message == f"{reason}your code raised NameError: name 'two' is not defined"


def test_a_function_that_was_there_before_its_cell_ended_speaks_for_itself() -> None:
    question = submit(two="def two(x):\n    return x\n1 / 0").questions[1]
    assert question.status is Status.FAILED and "ZeroDivisionError" not in question.message


def test_a_crash_in_an_added_cell_costs_nothing() -> None:
    assert submit(before="import os; os._exit(1)").score == 3


def test_after_too_many_crashes_the_rest_is_given_up() -> None:
    limits = dataclasses.replace(LIMITS, restarts=1)
    crash = "def {}(x):\n    import os; os._exit(1)"
    result = submit(limits, one=crash.format("one"), two=crash.format("two"))
    assert statuses(result) == [Status.CRASHED, Status.CRASHED, Status.CRASHED]
    assert "process_crashed" in kinds(result)


def test_the_whole_submission_has_a_limit() -> None:
    limits = dataclasses.replace(LIMITS, submission_s=3.0, cell_s=10.0, question_s=10.0)
    loop = "def {}(x):\n    while True: pass"
    result = submit(limits, **{name: loop.format(name) for name in NAMES})
    assert statuses(result) == [Status.TIMEOUT] * 3
    assert result.score == 0


def test_no_process_and_no_folder_stays_behind(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    import psutil

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    submit()  # the warm processes stay, and are there from now on
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    submit(
        two="import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "def two(x):\n    while True: pass"
    )
    after = [child for child in psutil.Process().children(recursive=True) if child.status() != "zombie"]
    assert {child.pid for child in after} <= before
    assert list(tmp_path.iterdir()) == []
