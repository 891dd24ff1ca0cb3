"""Landlock alone, without any other wall: what each version of it forbids, and what stays allowed."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from autograde.sandbox import landlock

CHILD = """
import fcntl, json, os, pty, socket, sys
from autograde.sandbox import landlock, libc
number, shown, own, other, port, name = json.loads(sys.argv[1])
parent = os.getppid()
libc.no_new_privileges()
if number:
    rules = landlock.Rules((shown,), (own,), ("/dev/null", "/dev/urandom"), ("/dev/ptmx", "/dev/pts"))
    landlock.restrict(rules, number)

def attempt(what):
    try:
        what()
    except OSError:
        return False
    return True

print(json.dumps({
    "read what is shown": attempt(lambda: open(f"{shown}/file").read()),
    "write what is shown": attempt(lambda: open(f"{shown}/file", "a")),
    "make a file beside it": attempt(lambda: open(f"{shown}/new", "w")),
    "remove what is shown": attempt(lambda: os.unlink(f"{shown}/second")),
    "read other files": attempt(lambda: open(f"{other}/file").read()),
    "list other folders": attempt(lambda: os.listdir(other)),
    "write in its own folder": attempt(lambda: (os.mkdir(f"{own}/a"), open(f"{own}/a/b", "w").close())),
    "move between its own folders": attempt(lambda: (os.mkdir(f"{own}/c"), os.rename(f"{own}/a/b", f"{own}/c/b"))),
    "cut other files": attempt(lambda: os.truncate(f"{other}/file", 1)),
    "read the empty device": attempt(lambda: open("/dev/null").read()),
    "control a device": attempt(lambda: fcntl.ioctl(open("/dev/urandom", "rb"), 0x80045200, bytes(4))),
    "make a terminal": attempt(lambda: pty.openpty()),
    "connect by TCP": attempt(lambda: socket.socket().connect(("127.0.0.1", port))),
    "listen for TCP": attempt(lambda: socket.create_server(("127.0.0.1", 0))),
    "connect to an abstract socket": attempt(lambda: socket.socket(socket.AF_UNIX).connect(chr(0) + name)),
    "signal its parent": attempt(lambda: os.kill(parent, 0)),
}))
"""
ALWAYS = {
    "read what is shown",
    "write in its own folder",
    "read the empty device",
    "make a terminal",
}
STOPPED_FROM = {
    "write what is shown": 1,
    "make a file beside it": 1,
    "remove what is shown": 1,
    "read other files": 1,
    "list other folders": 1,
    "cut other files": 3,
    "connect by TCP": 4,
    "listen for TCP": 4,
    "control a device": 5,
    "connect to an abstract socket": 6,
    "signal its parent": 6,
}
MOVES_FROM = 2  # the first version let nothing be moved between folders


@pytest.mark.parametrize("number", range(8))
def test_each_version(number: int, tmp_path: Path) -> None:
    if number > landlock.version():
        pytest.skip(f"this kernel has version {landlock.version()}")
    shown, own, other = (tmp_path / name for name in ("shown", "own", "other"))
    for folder in (shown, own, other):
        folder.mkdir()
        (folder / "file").write_text("text")
    (shown / "second").write_text("text")
    name = f"autograde-{os.getpid()}-{number}"
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as abstract:
        abstract.bind("\0" + name)
        abstract.listen()
        told = json.dumps([number, str(shown), str(own), str(other), server.getsockname()[1], name])
        done = subprocess.run([sys.executable, "-c", CHILD, told], capture_output=True, text=True, timeout=60)
    found = json.loads(done.stdout or "{}")
    allowed = ALWAYS | {what for what, since in STOPPED_FROM.items() if number < since}
    if number == 0 or number >= MOVES_FROM:
        allowed.add("move between its own folders")
    assert {what for what, possible in found.items() if possible} == allowed, done.stderr
    assert set(found) == ALWAYS | set(STOPPED_FROM) | {"move between its own folders"}


def test_no_version_asks_for_more_than_it_has() -> None:
    """The masks of the kernel's own header, linux/landlock.h, by version."""
    assert [landlock.handled(number) for number in range(1, 8)] == [
        (0x1FFF, 0, 0),
        (0x3FFF, 0, 0),
        (0x7FFF, 0, 0),
        (0x7FFF, 3, 0),
        (0xFFFF, 3, 0),
        (0xFFFF, 3, 3),
        (0xFFFF, 3, 3),
    ]
