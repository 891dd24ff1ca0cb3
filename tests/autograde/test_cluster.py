"""Grading on a Dask cluster: a scheduler and two workers, each a process of this machine, as ``dask`` starts them."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib.util
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograde import cluster
from autograde.batch import grade_class
from autograde.cluster import _compare, _Found, _grade_there, _same, connected
from autograde.collection import Submission
from autograde.errors import GraderFault, UsageError
from autograde.model import Assignment
from autograde.options import Options
from autograde.result import SubmissionResult
from autograde.sandbox.probe import walls_here
from tests.autograde import notebooks as nb
from tests.autograde.examined import assignment

OPTIONS = Options(seed=5, sandbox="auto" if walls_here() else "none")
ANSWERS = ("def f(x):\n    return x + 1", "def f(x):\n    return x", "import os\nos._exit(1)", "1 /", "def f(x): 1 / 0")
PATIENCE_S = 120


@dataclasses.dataclass
class Machines:
    """The processes, and where the scheduler listens."""

    folder: Path
    workers: list[subprocess.Popen[bytes]] = dataclasses.field(default_factory=list)
    address: str = ""

    def begin(self, workers: int) -> None:
        file = self.folder / "scheduler.json"
        self.scheduler = self._dask("scheduler", "--port", "0", "--scheduler-file", str(file), "--no-show")
        self.address = str(json.loads(self._there(file))["address"])
        for _ in range(workers):
            self.workers.append(self._dask("worker", self.address, "--nthreads", "1", "--no-nanny"))

    def _dask(self, *arguments: str) -> subprocess.Popen[bytes]:
        where = ["--host", "127.0.0.1", "--no-dashboard"]
        log = (self.folder / "log.txt").open("ab")
        with log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, *where], stdout=log, stderr=log, cwd=self.folder
            )

    def _there(self, file: Path) -> str:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline and self.scheduler.poll() is None:
            if file.is_file() and file.read_text().endswith("}"):
                return file.read_text()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.scheduler.wait(0.05)
        pytest.fail((self.folder / "log.txt").read_text())

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    both = Machines(tmp_path)
    both.begin(2)
    yield both
    both.end()


def the_class() -> tuple[Assignment, list[Submission]]:
    source = assignment(ANSWERS[0], {"adds": "assert f(1) == 2", "is a number": "assert f(2.5) == 3.5"}, setup="")
    return source, [
        Submission(f"student {number}", {"nb": nb.raw(nb.answer(text, "student"))})
        for number, text in enumerate(ANSWERS * 2)
    ]


def graded(result: SubmissionResult) -> SubmissionResult:
    """Without what differs from run to run."""
    questions = tuple(dataclasses.replace(question, duration_s=0.0) for question in result.questions)
    return dataclasses.replace(result, questions=questions)


def wait_for(machines: Machines, workers: int) -> None:
    from distributed import Client

    with Client(machines.address, timeout=PATIENCE_S) as client:
        client.wait_for_workers(workers, timeout=PATIENCE_S)


def test_a_cluster_grades_as_this_machine_does_and_a_worker_may_die(machines: Machines) -> None:
    source, submissions = the_class()
    here = grade_class(source, submissions, OPTIONS, jobs=2)
    wait_for(machines, 2)
    with connected(machines.address, source, OPTIONS) as found:
        assert (found.workers, found.slots, found.problems) == (2, 2, ())
        there = grade_class(source, submissions, Options(), cluster=found)

        def kill(result: SubmissionResult) -> None:
            machines.workers[0].kill()

        without = grade_class(source, submissions, Options(), cluster=found, on_result=kill)
    for result in (there, without):
        assert [graded(entry) for entry in result.submissions] == [graded(entry) for entry in here.submissions]
        assert dataclasses.replace(result, submissions=()) == dataclasses.replace(here, submissions=())
    assert machines.workers[0].wait(PATIENCE_S) == -signal.SIGKILL
    assert [entry.score for entry in there.submissions[:5]] == [2, 0, 0, 0, 0]


def test_a_scheduler_that_goes_away_ends_the_run_and_what_is_finished_stays(machines: Machines) -> None:
    source, submissions = the_class()
    wait_for(machines, 1)
    kept = []

    def kill(result: SubmissionResult) -> None:
        kept.append(result)
        machines.scheduler.kill()

    with (
        pytest.raises(GraderFault, match=r"the cluster gave up its jobs; is its scheduler still there\?"),
        connected(machines.address, source, OPTIONS) as found,
    ):
        grade_class(source, submissions, Options(), cluster=found, on_result=kill)
    assert kept and len(kept) < len(submissions)


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    line = [str(Path(sys.executable).with_name("autograde")), *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, timeout=2 * PATIENCE_S)


def test_the_command_grades_on_a_cluster(machines: Machines, tmp_path: Path) -> None:
    text = "### BEGIN SOLUTION\nf = abs\n### END SOLUTION"
    nb.save(tmp_path / "hw" / "hw.ipynb", nb.answer(text, "f"), nb.test("assert f(-3) == 3", "f_tests", 3))
    nb.save(tmp_path / "in" / "ada" / "hw.ipynb", nb.answer("f = abs", "f"), nb.test("", "f_tests", 3))
    nb.save(tmp_path / "in" / "bob" / "hw.ipynb", nb.answer("f = float", "f"), nb.test("", "f_tests", 3))
    wait_for(machines, 2)
    place = [tmp_path / "in", "--source", tmp_path / "hw", "--out", tmp_path / "out", "--sandbox", OPTIONS.sandbox]
    done = command("grade", *place, "--cluster", machines.address)
    assert (done.returncode, done.stderr) == (0, "autograde: 2 workers, 2 submissions at a time\n")
    found = json.loads((tmp_path / "out" / "results.json").read_text())
    assert [(entry["student"], entry["score"]) for entry in found["submissions"]] == [("ada", 3.0), ("bob", 0.0)]


def test_a_scheduler_without_workers(tmp_path: Path) -> None:
    alone = Machines(tmp_path)
    alone.begin(0)
    try:
        with pytest.raises(UsageError, match=f"--cluster {alone.address}: the scheduler has no workers; dask worker"):
            connected(alone.address, the_class()[0], OPTIONS).__enter__()
    finally:
        alone.end()


# -- without a cluster


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("hello", "Invalid url scheme. Must include protocol like tcp://localhost:8000. Got hello)"),
        ("xyz://host:1", "unknown address scheme 'xyz'"),
        ("tcp://127.0.0.1:1", "Timed out trying to connect to tcp://127.0.0.1:1"),
    ],
)
def test_an_address_where_nobody_answers(address: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_S", 0.5)
    with pytest.raises(UsageError) as error:
        connected(address, the_class()[0], OPTIONS).__enter__()
    assert str(error.value).startswith(f"--cluster {address}: no scheduler answers ({reason}")
    assert str(error.value).endswith("; dask scheduler starts one and prints its address")


def test_without_dask_a_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "distributed" else find(name))
    with pytest.raises(UsageError, match=r"--cluster needs Dask: pip install 'd2lcourse\[cluster\]', here and on"):
        connected("tcp://127.0.0.1:1", the_class()[0], OPTIONS).__enter__()


def test_jobs_are_the_clusters_own(tmp_path: Path) -> None:
    place = [tmp_path, "--source", tmp_path, "--out", tmp_path / "out"]
    done = command("grade", *place, "--jobs", "2", "--cluster", "tcp://127.0.0.1:1")
    assert done.returncode == 2 and done.stderr.startswith("autograde: --jobs is for this machine; a cluster grades as")


def its(**different: Any) -> _Found:
    versions = {"autograde": cluster.versions()["autograde"], "torch": "2.13.0"}
    versions |= different.pop("versions", {})
    return dataclasses.replace(_Found("", "bwrap (user)", "cpu", tuple(versions.items())), **different)


def test_workers_that_agree_are_one() -> None:
    assert _same("tcp://s", {"a": its(), "b": its(device="cuda")}) == its()


@pytest.mark.parametrize(
    ("different", "line"),
    [
        (its(failure="no sandbox can be made here"), "--cluster: worker c: no sandbox can be made here"),
        (its(sandbox="none"), "--cluster: worker c has the sandbox none, others bwrap (user)"),
        (
            its(versions={"torch": "2.12.0"}),
            "--cluster: worker c has torch 2.12.0, others 2.13.0: install the same everywhere",
        ),
    ],
)
def test_a_worker_that_differs_is_named(different: _Found, line: str) -> None:
    with pytest.raises(UsageError) as error:
        _same("tcp://s", {"a": its(), "b": its(), "c": different})
    assert str(error.value) == line


def test_workers_with_another_autograde_are_refused() -> None:
    with pytest.raises(UsageError, match=r"each worker has autograde 0\.0\.0, this machine "):
        _same("tcp://s", {"a": its(versions={"autograde": "0.0.0"})})
    with pytest.raises(UsageError, match=r"worker w has torch \(none\), others 2"):
        _compare("worker w", {}, {"torch": "2"}, "others")


def test_a_worker_that_comes_later_and_differs_does_not_grade() -> None:
    source, submissions = the_class()
    with pytest.raises(GraderFault, match="a worker that came later has other versions or another sandbox"):
        _grade_there(source, submissions[0], OPTIONS, "another", cluster.versions())
