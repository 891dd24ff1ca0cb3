"""A forked child goes behind its own walls. Runs between the fork and the first line of the student's code.

Order matters: namespaces first (they need rights), then mounts, then the user, then the last rights, then the filter.
"""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path

from autograde.sandbox import libc, syscalls
from autograde.sandbox.flat import flat
from autograde.sandbox.landlock import restrict
from autograde.sandbox.paths import HOME, OWN
from autograde.sandbox.prepare import Prepared
from autograde.sandbox.walls import Walls
from autograde.sandbox.watch import SIGNALS, watch

__all__ = ["Walls", "wall_in"]


def wall_in(walls: Walls, prepared: Prepared, wires: list[int], folder: str = HOME) -> None:
    """Go behind the walls. Returns in a grandchild; the child itself stays outside, watches over it
    (:mod:`autograde.sandbox.watch`) and ends as it ended. The caller has blocked the watcher's signals.

    Args:
        wires: open files of the grandchild, which the watcher must not hold open.
        folder: where the grandchild works; another than :data:`HOME` only where there is no bubblewrap.
    """
    if prepared.tier.flat:
        flat(walls, wires, folder)
    else:
        _namespaces(walls, wires, prepared.covered)
    _limits(walls)
    if walls.user is not None:
        os.setgroups([])
        os.setresgid(walls.user, walls.user, walls.user)
        os.setresuid(walls.user, walls.user, walls.user)
    libc.keep_capabilities()
    libc.die_with_parent()
    libc.no_new_privileges()
    if prepared.landlock:
        restrict(prepared.rules(folder, gpu=walls.gpu), prepared.landlock)
    syscalls.load(prepared.filter)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _namespaces(walls: Walls, wires: list[int], covered: tuple[str, ...]) -> None:
    """Into namespaces; the grandchild is process 1 of its own."""
    flags = libc.NEWPID | libc.NEWNS | libc.NEWIPC | libc.NEWNET | libc.NEWUTS
    if walls.user is not None:
        libc.unshare(flags)
    else:
        user, group = os.getuid(), os.getgid()
        libc.unshare(libc.NEWUSER | flags)
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    libc.close_bounding_set()
    libc.die_with_parent()
    outer = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        for descriptor in {*wires, writing}:
            os.close(descriptor)
        os.read(reading, 1)  # until the new /proc is there: both share the mounts
        if walls.user is not None:
            libc.keep_capabilities(libc.CAP_KILL, libc.CAP_SYS_PTRACE)
        else:
            libc.keep_capabilities()
        libc.no_new_privileges()
        watch(child, walls.memory_mb << 20, outer)
    os.close(outer)
    os.close(reading)
    os.setsid()  # else kill(0) reaches the watcher, in spite of the namespace
    _mounts(walls, covered)
    os.close(writing)


def _mounts(walls: Walls, covered: tuple[str, ...]) -> None:
    libc.mount("none", "/", "", libc.MS_REC | libc.MS_PRIVATE)
    owner, group = (os.getuid(), os.getgid()) if walls.user is None else (walls.user, walls.user)
    safe = libc.MS_NOSUID | libc.MS_NODEV
    for target in OWN:
        # held open: a folder of the candidate's own must not cover the interpreter
        kept = {path: os.open(path, os.O_PATH) for path in covered if path.startswith(f"{target}/")}
        mode = "0777" if kept else "0700"  # private to this namespace either way; folders for what is kept go in first
        options = f"size={walls.tmp_mb}m,nr_inodes={walls.files},mode={mode},uid={owner},gid={group}"
        libc.mount("tmpfs", target, "tmpfs", safe, options)
        for path, descriptor in kept.items():
            os.makedirs(path, mode=0o755, exist_ok=True)
            libc.mount(f"/proc/self/fd/{descriptor}", path, "", libc.MS_BIND)
            libc.mount("none", path, "", libc.MS_REMOUNT | libc.MS_BIND | libc.MS_RDONLY | safe)
            os.close(descriptor)
    # bubblewrap's terminals are shared by all children of the warm process
    terminals = libc.MS_NOSUID | libc.MS_NOEXEC
    libc.mount("devpts", "/dev/pts", "devpts", terminals, "newinstance,ptmxmode=0666,mode=0620")
    flags = safe | libc.MS_NOEXEC
    libc.mount("proc", "/proc", "proc", flags, "" if walls.gpu else "subset=pid")
    Path("/proc/self/oom_score_adj").write_text("1000")  # the kernel takes this one first
    if not walls.gpu:
        libc.mount("none", "/proc", "", libc.MS_REMOUNT | libc.MS_BIND | libc.MS_RDONLY | flags)  # so that it stays so


def _limits(walls: Walls) -> None:
    for number, value in (
        (resource.RLIMIT_DATA if walls.gpu else resource.RLIMIT_AS, walls.memory_mb << 20),
        (resource.RLIMIT_CPU, walls.cpu_s),
        (resource.RLIMIT_NPROC, walls.processes),
        (resource.RLIMIT_NOFILE, walls.open_files),
        (resource.RLIMIT_FSIZE, walls.file_mb << 20),
        (resource.RLIMIT_SIGPENDING, 1024),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_NICE, 0),
        (resource.RLIMIT_RTPRIO, 0),
    ):
        resource.setrlimit(number, (value, value))
