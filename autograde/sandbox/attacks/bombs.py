"""Using up the machine. All are bounded here, so that a missing wall does no harm either."""
# ruff: noqa: SIM115  (plain text that runs elsewhere)

from __future__ import annotations

import ctypes
import os
import signal
import threading
import time
from typing import Any

from autograde.sandbox.attacks.model import Attack, attack

__all__ = ["ATTACKS"]


@attack("fork bomb", "grade on a kernel from 5.14 on")
def forks(host: dict[str, Any]) -> object:
    for _ in range(150):
        if os.fork() == 0:
            signal.alarm(30)
            signal.pause()
            os._exit(0)
    return "150 processes"


@attack("threads without end", "grade on a kernel from 5.14 on", memory_mb=4000)
def threads(host: dict[str, Any]) -> object:
    try:
        for _ in range(150):
            threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
    except RuntimeError:
        return ""
    return "150 threads"


@attack("processes that outlive the submission")
def daemons(host: dict[str, Any]) -> object:
    for _ in range(2):
        if os.fork() == 0:
            os.setsid()
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                signal.signal(number, signal.SIG_IGN)
            if os.fork() == 0:
                signal.alarm(20)
                os.closerange(0, 256)
                while True:
                    signal.pause()
            os._exit(0)
    return ""


@attack("memory in one process", memory_mb=1000)
def memory(host: dict[str, Any]) -> object:
    return f"{len(bytearray(1200 << 20)) >> 20} MB"


@attack("memory in many processes", ended=True, memory_mb=700)
def tree_memory(host: dict[str, Any]) -> object:
    children = []
    for _ in range(5):
        child = os.fork()
        if child == 0:
            signal.alarm(10)
            kept = bytearray(250 << 20)
            for place in range(0, len(kept), 4096):
                kept[place] = 1
            time.sleep(3)
            os._exit(0)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    return f"{250 * codes.count(0)} MB in {codes.count(0)} processes"


@attack("memory shared with children that come and go", ended=True, memory_mb=700)
def churned_memory(host: dict[str, Any]) -> object:
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            kept = bytearray(b"1") * (250 << 20)
            end = time.monotonic() + 3
            while time.monotonic() < end:  # whoever shares a page is charged a part of it, and is gone when looked at
                for _ in range(6):
                    if os.fork() == 0:
                        time.sleep(0.005)
                        os._exit(len(kept) & 1)
                for _ in range(6):
                    os.wait()
            os._exit(0)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    return f"{250 * codes.count(0)} MB in {codes.count(0)} processes"


@attack("filling the disk", may_end=True)
def disk(host: dict[str, Any]) -> object:
    full = []
    piece = bytes(1 << 20)
    for folder in (os.environ["HOME"], "/tmp", "/dev/shm"):
        names = [os.path.join(folder, f"{host['mark']}-{number}") for number in range(2)]
        try:
            for name in names:
                with open(name, "wb", buffering=0) as stream:
                    for _ in range(150):
                        stream.write(piece)
            time.sleep(1.5)  # where the watcher counts, and not the file system
            full.append(f"300 MB in {folder}")
        except OSError:
            pass
        for name in names:
            if os.path.exists(name):
                os.unlink(name)
    return full


@attack("files without number", may_end=True)
def inodes(host: dict[str, Any]) -> object:
    folder = os.path.join(os.environ["HOME"], host["mark"])
    os.mkdir(folder)
    made = 0
    try:
        for number in range(21_000):
            os.close(os.open(f"{folder}/{number}", os.O_CREAT | os.O_WRONLY))
            made += 1
    except OSError:
        return ""
    time.sleep(5.0)  # where the watcher counts, and not the file system
    return f"{made} files"


@attack("one huge file")
def huge(host: dict[str, Any]) -> object:
    with open(os.path.join(os.environ["HOME"], "huge"), "wb") as stream:
        stream.truncate(1 << 33)
    return "8 GB"


@attack("open files without end")
def opened(host: dict[str, Any]) -> object:
    kept = [open("/dev/null") for _ in range(300)]
    return f"{len(kept)} open files"


@attack("output without end past Python")
def output(host: dict[str, Any]) -> object:
    for number in (0, 1, 2):
        for _ in range(500):
            try:
                os.write(number, bytes(1 << 20))
            except OSError:
                break
    return ""


@attack("locked memory", "libseccomp2 must be installed and the kernel have seccomp")
def locked(host: dict[str, Any]) -> object:
    return "mlockall" if ctypes.CDLL(None).mlockall(2) == 0 else ""


ATTACKS: tuple[Attack, ...] = (
    forks, threads, daemons, memory, tree_memory, churned_memory, disk, inodes, huge, opened, output, locked,
)  # fmt: skip
