"""A process that is killed from outside costs nobody a point; one that kills itself gains nothing."""

from __future__ import annotations

import dataclasses
import itertools
import os
import subprocess
from collections.abc import Iterator

import pytest

from autograde import launch, reference
from autograde.collection import Submission
from autograde.errors import GraderFault
from autograde.grading import grade
from autograde.launch import WarmLauncher
from autograde.limits import Limits
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.options import Options
from autograde.process import Child, Job
from autograde.result import Status, SubmissionResult
from autograde.sandbox import probe
from tests.autograde.notebooks import answer, raw

NAMES = ("one", "two", "three")
OPTIONS = Options(seed=1, sandbox="none")
NUMBERS = itertools.count()


class Killer:
    """Starts processes, and kills some of them before they have done anything.

    Args:
        killed: which, counted from 0 for each role; all if None.
    """

    name = "none"

    def __init__(self, inner: WarmLauncher, role: str = "", killed: set[int] | None = frozenset()) -> None:  # type: ignore[assignment]
        self.inner, self.role, self.killed = inner, role, killed
        self.started = {"candidate": 0, "examiner": 0}

    def start(self, role: str, arguments: list[str], descriptors: list[int], job: Job) -> Child:
        child = self.inner.start(role, arguments, descriptors, job)
        if role == self.role and (self.killed is None or self.started[role] in self.killed):
            child.kill()
        self.started[role] += 1
        return child

    def close(self) -> None: ...


@pytest.fixture(scope="module")
def warm() -> Iterator[WarmLauncher]:
    made = WarmLauncher(())
    yield made
    made.close()


def assignment() -> Assignment:
    """A new one each time, so that its reference is run each time, too."""
    cells: list[Cell] = []
    for number, name in enumerate(NAMES, 1):
        solution = f"def {name}(x):\n    return x + {number}"
        cells.append(Cell(Role.SOLUTION, "code", solution, grade_id=name, stub="raise NotImplementedError()"))
        test = f"assert {name}(1) == {number + 1}\nassert {name}(5) == {number + 5}"
        cells.append(Cell(Role.TEST, "code", test, grade_id=f"{name}_tests", points=1.0, locked=True, stub=test))
    limits = Limits(cell_s=20.0, question_s=20.0, submission_s=120.0)
    return Assignment("ps", (Notebook("nb", tuple(cells), limits=limits),), {}, f"kills {next(NUMBERS)}")


def submit(launcher: Killer, **answers: str) -> SubmissionResult:
    cells = [answer(answers.get(n, f"def {n}(x):\n    return x + {i}"), n) for i, n in enumerate(NAMES, 1)]
    return grade(assignment(), Submission("ada", {"nb": raw(*cells)}), OPTIONS, launcher=launcher)


def timeless(result: SubmissionResult) -> SubmissionResult:
    return dataclasses.replace(
        result, questions=tuple(dataclasses.replace(question, duration_s=0.0) for question in result.questions)
    )


@pytest.mark.parametrize("role", ["candidate", "examiner"])
@pytest.mark.parametrize("killed", [{0}, {1}, {0, 1}, {0, 2}, {1, 2, 3}])
def test_who_is_killed_from_outside_is_graded_again(role: str, killed: set[int], warm: WarmLauncher) -> None:
    """The first is the reference's."""
    mistakes = {"two": "def two(x):\n    return x", "three": "import os\nos.abort()"}
    plain, disturbed = Killer(warm), Killer(warm, role, killed)
    expected = timeless(submit(plain, **mistakes))
    assert [question.status for question in expected.questions] == [Status.PASSED, Status.FAILED, Status.CRASHED]
    assert timeless(submit(disturbed, **mistakes)) == expected
    assert disturbed.started[role] > plain.started[role]


@pytest.mark.parametrize("role", ["candidate", "examiner"])
def test_it_does_not_go_on_for_ever(role: str, warm: WarmLauncher) -> None:
    killer = Killer(warm)
    book = assignment()
    reference.reference(book, book.notebooks[0], OPTIONS, killer)
    killer.role, killer.killed, killer.started = role, None, {"candidate": 0, "examiner": 0}
    cells = [answer(f"def {name}(x):\n    return x", name) for name in NAMES]
    with pytest.raises(GraderFault, match="before the student's code runs"):
        grade(book, Submission("ada", {"nb": raw(*cells)}), OPTIONS, launcher=killer)
    assert killer.started[role] <= 8


SUICIDES = {
    "in a cell": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
    "in a function": "import os, signal\ndef two(x):\n    os.kill(os.getpid(), signal.SIGKILL)",
    "with all of its group": "import os, signal\ndef two(x):\n    os.killpg(0, signal.SIGKILL)",
}


@pytest.mark.parametrize("how", list(SUICIDES))
def test_who_kills_itself_loses_its_own_question(how: str, warm: WarmLauncher) -> None:
    plain, killer = Killer(warm), Killer(warm)
    submit(plain)
    result = submit(killer, two=SUICIDES[how])
    assert [question.status for question in result.questions] == [Status.PASSED, Status.CRASHED, Status.PASSED]
    assert killer.started["candidate"] == plain.started["candidate"] + 3, "two tries more, one without the culprit"


@pytest.mark.parametrize("role", ["candidate", "examiner"])
def test_nobody_is_graded_by_half_a_reference(role: str, warm: WarmLauncher) -> None:
    book = assignment()
    with pytest.raises(GraderFault, match="the reference run failed"):
        reference.reference(book, book.notebooks[0], OPTIONS, Killer(warm, role, None))
    assert not reference.reference(book, book.notebooks[0], OPTIONS, Killer(warm, role, {0, 1, 2})).problems()


def test_a_warm_process_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    started = launch._popen

    def broken(command: list[str], *rest: object) -> subprocess.Popen[bytes]:
        at = command.index("-m")
        code = "import sys, autograde.warm as warm; warm._EXERCISES['json'] = lambda: 1 / 0; warm.main(sys.argv)"
        return started([*command[:at], "-c", code, *command[at + 2 :]], *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(launch, "_popen", broken)
    launcher = WarmLauncher(("json",))
    with pytest.raises(GraderFault, match=r"^the warm process for candidates cannot start: ZeroDivisionError: divisi"):
        launcher.start("candidate", [], [], Job({}, 1000))
    launcher.close()


def test_a_warm_process_that_is_gone_is_replaced_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    launcher = WarmLauncher(())
    killer = Killer(launcher)
    assert submit(killer).score == 3
    for parent in launcher._parents.values():
        parent._process.kill()
        parent._process.wait()
        # bubblewrap needs a moment to notice that the process in it is gone
        monkeypatch.setattr(parent._process, "poll", lambda: None)
    assert submit(killer).score == 3
    launcher.close()


def test_nothing_starts_after_the_end() -> None:
    launcher = WarmLauncher(())
    launcher.close()
    with pytest.raises(GraderFault, match="grading was stopped"):
        launcher.start("candidate", [], [], Job({}, 1000))


def test_the_next_run_has_processes_of_its_own() -> None:
    first = launch.launcher_for(assignment(), OPTIONS)
    assert launch.launcher_for(assignment(), OPTIONS) is first
    first.close()
    second = launch.launcher_for(assignment(), OPTIONS)
    assert second is not first
    assert launch.launcher_for(assignment(), OPTIONS) is second


@pytest.mark.parametrize(("killed", "expected"), [(1, ""), (2, ""), (3, "code -9")])
def test_a_trial_of_the_sandbox_that_is_killed_is_no_reason_for_a_weaker_one(
    killed: int, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = iter(["code -9\n"] * killed + ["walls hold\n"])
    monkeypatch.setattr(probe, "available", lambda: "/usr/bin/bwrap")
    monkeypatch.setattr(probe, "command", lambda inner, **_: inner)
    monkeypatch.setattr(probe.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, next(said), ""))
    monkeypatch.setattr(probe, "_kernel", lambda: (6, 0))
    assert probe.tried.__wrapped__("root" if os.getuid() == 0 else "user") == expected
