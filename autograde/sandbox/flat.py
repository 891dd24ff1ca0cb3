"""Walls where no namespaces are to be had: the watcher does what they would do.

Orphans become the watcher's children, so that it still finds them; it counts files, where no file system of the
submission's own does; and where the submission has a real user of its own, it ends everything of that user.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from autograde.sandbox import libc
from autograde.sandbox.paths import OWN
from autograde.sandbox.walls import Walls
from autograde.sandbox.watch import end_all_below, watch

__all__ = ["flat", "too_many_files", "too_much_on_disk"]

_LOOKING = 0.25
"""Share of the time that is spent on looking through a folder ..."""
_REST_S = 0.5
"""... but for this is the longest rest."""


def flat(walls: Walls, wires: list[int], folder: str) -> None:
    """Returns in a grandchild, see :func:`autograde.sandbox.enter.wall_in`.

    Args:
        folder: its only folder, where it has a user of its own.
    """
    warm = os.getppid()
    if walls.user is not None:
        _hand_over(folder, walls.user)
        libc.close_bounding_set()
    libc.adopt_orphans()
    child = os.fork()
    if not child:
        os.setsid()
        Path("/proc/self/oom_score_adj").write_text("1000")  # the kernel takes this one first
        return
    for descriptor in wires:
        os.close(descriptor)
    proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    sweep: Callable[[], None]
    if walls.user is None:
        libc.keep_capabilities()
        libc.die_with_parent()
        limit, sweep = too_many_files(OWN, walls.files), partial(end_all_below, proc)
    else:
        libc.keep_capabilities(
            libc.CAP_KILL, libc.CAP_SYS_PTRACE, libc.CAP_SETUID, libc.CAP_SETGID, libc.CAP_DAC_OVERRIDE
        )
        libc.die_with_parent(signal.SIGTERM)  # with no namespace that ends it must still end the others
        limit, sweep = too_much_on_disk(folder, walls.tmp_mb << 20, walls.files), _sweeper(walls.user)
    libc.no_new_privileges()
    if os.getppid() != warm:
        os.kill(os.getpid(), signal.SIGTERM)
    watch(child, walls.memory_mb << 20, proc, limit=limit, sweep=sweep)


def _hand_over(folder: str, user: int) -> None:
    for base, folders, files in os.walk(folder):
        for name in (*folders, *files):
            os.chown(os.path.join(base, name), user, user, follow_symlinks=False)
    os.chown(folder, user, user)


def _sweeper(user: int) -> Callable[[], None]:
    """Ends everything of a user at once, so that nothing can fork away from it. By a process of that user: it reaches
    all others of the user and nobody else."""

    def sweep() -> None:
        helper = os.fork()
        if helper == 0:
            try:
                os.setresgid(user, user, user)
                os.setresuid(user, user, user)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(-1, signal.SIGKILL)
            finally:
                os._exit(0)

    return sweep


def too_many_files(folders: tuple[str, ...], most: int) -> Callable[[], bool]:
    """Whether one of the file systems of ``folders`` holds more than ``most`` files; their size is limited anyway."""

    def look() -> bool:
        found = [os.statvfs(folder) for folder in folders]
        return any(entry.f_files - entry.f_ffree > most for entry in found)

    return look


def too_much_on_disk(folder: str, most_bytes: int, most: int) -> Callable[[], bool]:
    """Whether ``folder`` holds more than it may. Deleted files that are still open are not seen."""
    next_look = 0.0

    def look() -> bool:
        nonlocal next_look
        start = time.monotonic()
        if start < next_look:
            return False
        size, count = _content(folder, most)
        now = time.monotonic()
        next_look = now + min((now - start) / _LOOKING, _REST_S)
        return size > most_bytes or count > most

    return look


def _content(folder: str, most: int) -> tuple[int, int]:
    size = count = 0
    todo = [folder]
    while todo and count <= most:
        with contextlib.suppress(OSError), os.scandir(todo.pop()) as entries:
            for entry in entries:
                count += 1
                with contextlib.suppress(OSError):
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
                if entry.is_dir(follow_symlinks=False):
                    todo.append(entry.path)
    return size, count
