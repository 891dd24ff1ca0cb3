"""Processes behind walls from the outside: whose they are, how they end, and what they leave."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.sandbox.grader import KINDS, NESTED, Grader

NO_USERS_BELOW = 210_000
FORKS = """
import os, signal
for _ in range(5):
    if os.fork() == 0:
        signal.alarm(60)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT): signal.signal(number, signal.SIG_IGN)
        os.setsid()
        while True: signal.pause()
"""
LEFT = """
import contextlib
for path in ("/tmp/left", "/dev/shm/left", "left"):
    with contextlib.suppress(PermissionError): open(path, "w")
"""


@pytest.fixture
def own(request: pytest.FixtureRequest) -> Iterator[Grader]:
    """A grader for one test, which may end it."""
    made = Grader(request.param)
    yield made
    made.end()


def students(grader: Grader) -> list[psutil.Process]:
    """What runs in process namespaces below bubblewrap's own; where there are none, what the kernel ends first."""
    below = grader.below()
    if grader.tier.nested:
        return [process for process in below if len(status(process.pid)["NSpid"].split()) == 3]
    return [process for process in below if Path(f"/proc/{process.pid}/oom_score_adj").read_text() == "1000\n"]


def status(number: int) -> dict[str, str]:
    lines = Path(f"/proc/{number}/status").read_text().splitlines()
    return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


def test_the_machine_sees_users_without_rights(grader: Grader) -> None:
    for room in ("a", "b"):
        grader.ask("enter", room=room)
    found = [status(process.pid) for process in students(grader)]
    users = [{int(text) for name in ("Uid", "Gid") for text in entry[name].split()} for entry in found]
    assert len(found) == 4, "a candidate and an examiner each"
    assert all(entry[name] == "0" * 16 for entry in found for name in ("CapEff", "CapPrm", "CapInh", "CapBnd"))
    assert all(len(entry) == 1 for entry in users)
    first_taken = [Path(f"/proc/{process.pid}/oom_score_adj").read_text().strip() for process in students(grader)]
    assert first_taken == ["1000"] * 4, "when memory runs out the kernel takes these first"
    if grader.tier.own_user:
        assert len({number for entry in users for number in entry}) == 4, "each is a user of its own"
        assert min(number for entry in users for number in entry) >= NO_USERS_BELOW
    else:
        assert {number for entry in users for number in entry} == {psutil.Process(grader.process.pid).uids().real}
    for room in ("a", "b"):
        grader.ask("leave", room=room)
    assert students(grader) == []


def test_the_watcher_keeps_no_more_rights_than_it_needs(grader: Grader) -> None:
    grader.ask("enter", room="a")
    (parent, *_) = [process.parent() for process in students(grader)]
    assert parent is not None
    rights = int(status(parent.pid)["CapEff"], 16)
    kept = {"root": (5, 19), "uid": (1, 5, 6, 7, 19)}.get(grader.tier.key, ())
    assert rights == sum(1 << number for number in kept)
    assert status(parent.pid)["NoNewPrivs"] == "1"
    grader.ask("leave", room="a")


@pytest.mark.parametrize(
    ("code", "ending"),
    [
        ("import os; os._exit(3)", "exit code 3"),
        ("import ctypes; ctypes.string_at(0)", "killed by SIGSEGV"),
        ("import contextlib, os\nwith contextlib.suppress(OSError): os.kill(1, 9)\nos.abort()", "killed by SIG"),
    ],
)
def test_an_end_is_told_as_it_was(grader: Grader, code: str, ending: str) -> None:
    grader.ask("enter", room="a")
    assert grader.ask("say", room="a", code=code)["lost"]
    assert ending in grader.ask("ending", room="a")
    grader.ask("leave", room="a")


def test_too_much_memory_ends_all_of_it(grader: Grader) -> None:
    grader.ask("enter", room="a", memory_mb=500)
    code = FORKS.replace("while True:", "kept = bytearray(b'1') * (150 << 20)\n        while True:")
    assert grader.ask("say", room="a", code=code + "signal.pause()")["lost"]
    assert grader.ask("ending", room="a") == "killed by SIGKILL"
    grader.ask("leave", room="a")
    assert students(grader) == []


def test_memory_that_processes_share_counts_once(grader: Grader) -> None:
    grader.ask("enter", room="a", memory_mb=900)
    code = """
import os
kept = bytearray(b"1") * (400 << 20)
reading, writing = os.pipe()
children = []
for _ in range(4):
    child = os.fork()
    if child == 0:
        os.read(reading, 1)
        os._exit(7)
    children.append(child)
import time
looks = [time.sleep(0.05) for _ in range(6)]
os.write(writing, b"1234")
print([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children])
"""
    assert grader.say("a", code) == "[7, 7, 7, 7]"
    grader.ask("leave", room="a")


def test_an_endless_loop_is_interrupted_and_the_process_lives(grader: Grader) -> None:
    grader.ask("enter", room="a")
    grader.say("a", "x = 1")
    reply = grader.ask("say", room="a", code="while True: pass", timeout_s=0.2)
    assert reply["status"] == "interrupted"
    assert grader.say("a", "print(x)") == "1"
    grader.ask("leave", room="a")


def test_what_ignores_every_signal_dies_with_its_submission(grader: Grader) -> None:
    grader.ask("enter", room="a")
    grader.say("a", FORKS)
    assert len(students(grader)) == 7
    grader.ask("leave", room="a")
    assert students(grader) == []


def test_an_interrupt_of_one_that_ended_reaches_nobody(grader: Grader) -> None:
    for room in ("a", "b"):
        grader.ask("enter", room=room)
    grader.say("b", "import signal; caught = []; signal.signal(signal.SIGINT, lambda *rest: caught.append(1))")
    grader.ask("say", room="a", code="import os; os._exit(3)")
    assert grader.ask("ending", room="a") == "exit code 3"
    grader.ask("signal", room="a")
    assert grader.say("b", "print(caught)") == "[]"
    for room in ("a", "b"):
        grader.ask("leave", room=room)


@pytest.mark.parametrize("own", NESTED, indirect=True)
def test_warm_processes_outlive_the_thread_that_asked_for_them(own: Grader) -> None:
    own.ask("enter", room="a", in_thread=True)
    before = own.ask("parents")
    own.ask("enter", room="b")
    assert own.ask("parents") == before
    assert own.say("a", "print(1)") == "1"


def mounts() -> list[str]:
    return [line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()]


@pytest.mark.parametrize("own", KINDS, indirect=True)
@pytest.mark.parametrize("end", ["orderly", "killed"])
def test_nothing_is_left_behind(own: Grader, end: str) -> None:
    folders = [Path("/tmp"), Path("/dev/shm")]
    before = mounts(), [sorted(os.listdir(folder)) for folder in folders]
    own.ask("enter", room="a")
    own.say("a", FORKS + LEFT)
    family = own.below()
    # two times a warm process, a watcher and, but for one tier, two of bubblewrap; six students and an examiner
    assert len(family) >= (13 if own.tier.bwrap else 11)
    if end == "orderly":
        own.end()
    else:
        own.process.send_signal(signal.SIGKILL)
    _, alive = psutil.wait_procs(family, timeout=10)
    assert [process for process in alive if process.status() != psutil.STATUS_ZOMBIE] == []
    assert mounts() == before[0]
    for folder, names in zip(folders, before[1], strict=True):
        assert "left" not in set(os.listdir(folder)) - set(names)


@pytest.mark.parametrize("own", ["root", "user", "uid"], indirect=True)
def test_students_end_with_their_warm_process(own: Grader) -> None:
    own.ask("enter", room="a")
    own.say("a", FORKS)
    family = students(own)
    psutil.Process(own.ask("parents")["candidate light"]).kill()
    psutil.Process(own.ask("parents")["examiner light"]).kill()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []
    own.ask("enter", room="b")
    assert own.say("b", "print(1)") == "1"
