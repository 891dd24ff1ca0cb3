"""A forked child goes behind its own walls. Runs between the fork and the first line of the student's code.

Order matters: namespaces first (they need rights), then mounts, then the user, then the last rights, then the filter.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograde.sandbox import libc, syscalls
from autograde.sandbox.paths import HOME

__all__ = ["HOME", "Walls", "wall_in"]

FIRST_USER = 210_000
"""Real users of children as root: none of them exists otherwise."""
POLL_S = 0.05


@dataclass(frozen=True)
class Walls:
    """What a child may use."""

    root: bool
    """Whether the grader runs as root, so that each child becomes a real user of its own."""
    number: int
    """Tells the children of one warm process apart."""
    memory_mb: int
    tmp_mb: int = 256
    processes: int = 64
    open_files: int = 128
    file_mb: int = 256


def wall_in(walls: Walls, made: Any, report: int) -> None:
    """Go behind the walls. Returns in a grandchild, process 1 of its own namespace; the child itself stays outside,
    watches over it, and ends with its exit code.

    Args:
        made: the system-call filter (:func:`autograde.sandbox.syscalls.build`).
        report: a descriptor; the grandchild's number, as the warm process sees it, is written there.
    """
    flags = libc.NEWPID | libc.NEWNS | libc.NEWIPC | libc.NEWNET | libc.NEWUTS
    if walls.root:
        libc.unshare(flags)
    else:
        user, group = os.getuid(), os.getgid()
        libc.unshare(libc.NEWUSER | flags)
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    child = os.fork()
    if child:
        os.write(report, str(child).encode())
        os.close(report)
        _watch(child, walls)
    os.close(report)
    os.setsid()
    _mounts(walls)
    _limits(walls)
    if walls.root:
        user = FIRST_USER + walls.number
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    libc.drop_capabilities()
    libc.no_new_privileges()
    syscalls.load(made)


def _mounts(walls: Walls) -> None:
    libc.mount("none", "/", "", libc.MS_REC | libc.MS_PRIVATE)
    owner = FIRST_USER + walls.number if walls.root else os.getuid()
    group = FIRST_USER + walls.number if walls.root else os.getgid()
    safe = libc.MS_NOSUID | libc.MS_NODEV
    for target in (HOME, "/tmp", "/dev/shm"):
        options = f"size={walls.tmp_mb}m,nr_inodes=20000,mode=0700,uid={owner},gid={group}"
        libc.mount("tmpfs", target, "tmpfs", safe, options)
    flags = safe | libc.MS_NOEXEC
    try:
        libc.mount("proc", "/proc", "proc", flags, "hidepid=2,subset=pid")
    except OSError:  # without a /proc of its own it gets none
        libc.mount("tmpfs", "/proc", "tmpfs", flags | libc.MS_RDONLY, "size=4k,mode=0555")


def _limits(walls: Walls) -> None:
    for name, value in (
        ("RLIMIT_AS", walls.memory_mb << 20),
        ("RLIMIT_NPROC", walls.processes),
        ("RLIMIT_NOFILE", walls.open_files),
        ("RLIMIT_FSIZE", walls.file_mb << 20),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_MEMLOCK", 0),
        ("RLIMIT_MSGQUEUE", 0),
        ("RLIMIT_NICE", 0),
        ("RLIMIT_RTPRIO", 0),
    ):
        number = getattr(resource, name, None)
        if number is not None:
            resource.setrlimit(number, (value, value))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")  # the kernel takes this one first


def _watch(child: int, walls: Walls) -> None:
    """Wait for the grandchild; end it when all its processes together use too much memory. Never returns."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD, signal.SIGINT})
    with contextlib.suppress(OSError):
        os.closerange(3, 1 << 16)  # the wires are the grandchild's
    limit = 2 * walls.memory_mb << 20
    while True:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            code = os.waitstatus_to_exitcode(status)
            if code < 0:  # end the same way, so that the grader learns the signal
                signal.signal(-code, signal.SIG_DFL) if -code not in (signal.SIGKILL, signal.SIGSTOP) else None
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
                os.kill(os.getpid(), -code)
            os._exit(code if code >= 0 else 128 - code)
        if _resident(child) > limit:
            os.kill(child, signal.SIGKILL)
        with contextlib.suppress(OSError, InterruptedError):
            signal.sigtimedwait({signal.SIGCHLD}, POLL_S)


def _resident(child: int) -> int:
    """Memory in use by all processes of the namespace that ``child`` is the first of, in bytes."""
    try:
        space = os.readlink(f"/proc/{child}/ns/pid")
    except OSError:
        return 0
    total = 0
    page = os.sysconf("SC_PAGE_SIZE")
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError, ValueError):
                if entry == str(child) or os.readlink(f"/proc/{entry}/ns/pid") == space:
                    total += int(Path(f"/proc/{entry}/statm").read_text().split()[1]) * page
    return total

