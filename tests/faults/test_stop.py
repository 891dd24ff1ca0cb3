"""Ctrl-C and ``kill``: one line, the exit code of the signal, nobody left, and what is finished is there."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from autograde.output import read_results
from tests.faults.small_class import SmallClass, make_class, records

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are found in /proc")

HANGS = {"double": "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"}
"""Occupies a worker for as long as a cell may take: what comes while it does, comes in the middle of the work."""
CLASS = {"ada": {}, "bert": {"norm": "def norm(v):\n    return 1.0"}, "zoe": HANGS}
OTHERS = ("--only", "ada", "--only", "bert")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallClass:
    return make_class(tmp_path_factory.mktemp("stop"), CLASS)


def start(small: SmallClass, out: Path, *more: str) -> subprocess.Popen[str]:
    """A run that has finished all but the one that hangs."""
    process = subprocess.Popen(
        small.command(out, "--jobs", "2", *more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while len(list(out.glob(".journal/unfinished/[0-9a-f]*.json"))) < 2:
        with pytest.raises(subprocess.TimeoutExpired):  # it must not end
            process.wait(0.02)
    return process


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_the_run(number: signal.Signals, code: int, small: SmallClass, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = start(small, out)
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(number)
    table, said = process.communicate(timeout=60)
    assert process.returncode == code
    assert table == ""
    assert said == (
        "autograde: stopped; 2 of 3 submissions are graded; --resume goes on from there; "
        f"so far: {out}/results.partial.json\n"
    )
    _, alive = psutil.wait_procs(family, timeout=10)
    assert [entry for entry in alive if entry.status() != psutil.STATUS_ZOMBIE] == []
    assert [entry.student for entry in read_results(out / "results.partial.json").submissions] == ["ada", "bert"]
    assert (out / "grades.partial.csv").read_text(encoding="utf-8").count("\n") == 3
    assert not (out / "results.json").exists()
    finished = records(out)
    done = subprocess.run(small.command(out, "--resume", *OTHERS), capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "autograde: 2 of 2 submissions are graded already\n")
    assert records(out) == finished
    assert [entry.student for entry in read_results(out).submissions] == ["ada", "bert"]
    assert not list(out.glob("*.partial.*"))


@pytest.mark.parametrize("sandbox", ["auto", "none"])
def test_a_run_that_is_killed_leaves_nobody_behind(sandbox: str, small: SmallClass, tmp_path: Path) -> None:
    more = ("--sandbox", "none") if sandbox == "none" else ()
    process = start(small, tmp_path / "out", *more)
    family = psutil.Process(process.pid).children(recursive=True)
    assert len(family) >= 4, "two warm processes, a candidate that does not listen, and its examiner"
    process.kill()
    process.communicate(timeout=60)
    _, alive = psutil.wait_procs(family, timeout=10)
    assert [entry for entry in alive if entry.status() != psutil.STATUS_ZOMBIE] == []


def test_an_older_result_stays_until_the_new_one_is_whole(small: SmallClass, tmp_path: Path) -> None:
    out = tmp_path / "out"
    subprocess.run(small.command(out, *OTHERS), check=True, capture_output=True)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file() and path.name != "lock"}
    process = start(small, out)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert {path: path.read_bytes() for path in before} == before
    done = subprocess.run(small.command(out, *OTHERS), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0
    assert done.stderr == (
        f"autograde: {out} holds a run that was interrupted after 2 submissions; "
        "this one begins anew (Ctrl-C now and --resume would go on with that one)\n"
    )


def test_a_second_signal_ends_it_at_once() -> None:
    code = """
import os, signal
from autograde.stop import Stopped, stoppable
with stoppable():
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except Stopped:
        os.kill(os.getpid(), signal.SIGTERM)
        raise SystemExit("still there")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (143, "")


def test_what_is_ignored_stays_ignored() -> None:
    code = """
import os, signal
signal.signal(signal.SIGHUP, signal.SIG_IGN)
from autograde.stop import stoppable
with stoppable():
    os.kill(os.getpid(), signal.SIGHUP)
print(signal.getsignal(signal.SIGTERM) is signal.SIG_DFL)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "True\n")


def test_two_runs_do_not_write_into_one_folder(small: SmallClass, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = start(small, out)
    second = subprocess.run(small.command(out, *OTHERS), capture_output=True, text=True, timeout=120)
    assert second.returncode == 2
    assert second.stderr == (
        f"autograde: --out {out}: another autograde (process {first.pid}) is writing there; "
        "wait until it has finished, or name another folder\n"
    )
    first.kill()
    first.communicate(timeout=60)
    third = subprocess.run(small.command(out, "--resume", *OTHERS), capture_output=True, text=True, timeout=120)
    assert third.returncode == 0, "the lock of one that was killed is free"


def test_a_resumed_run_has_the_seed_of_the_first(small: SmallClass, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = small.command(out, *OTHERS)
    at = command.index("--seed")
    del command[at : at + 2]
    subprocess.run(command, check=True, capture_output=True)
    seed = json.loads((out / "results.json").read_bytes())["seed"]
    before = records(out)
    done = subprocess.run([*command, "--resume"], capture_output=True, text=True, timeout=120)
    assert done.stderr == "autograde: 2 of 2 submissions are graded already\n"
    assert json.loads((out / "results.json").read_bytes())["seed"] == seed
    assert records(out) == before
