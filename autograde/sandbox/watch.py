"""The watcher of one walled-in process: ends it on order, or when all its processes together use too much memory.

It stays outside the new process namespace, where nothing inside can see it. Memory that several processes share (the
workers of a data loader) counts once. To measure that, all of them are stopped for a moment: otherwise what is forked
or ends between two looks is counted twice or never, and a bomb could hide in that.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
from collections.abc import Callable

__all__ = ["INTERRUPT", "SIGNALS", "STOP", "end_all_below", "watch"]

INTERRUPT, STOP = signal.SIGINT, signal.SIGTERM
"""What the warm process sends to a watcher: pass SIGINT on, end everything."""
SIGNALS = {signal.SIGCHLD, INTERRUPT, STOP}
"""To be blocked before the watcher is forked, so that none is lost."""
POLL_S = 0.05
"""A bomb fills about 3 GB a second on each core."""
_PAGE = os.sysconf("SC_PAGE_SIZE")


def watch(
    child: int,
    memory_bytes: int,
    outer: int,
    *,
    limit: Callable[[], bool] | None = None,
    sweep: Callable[[], None] | None = None,
) -> None:
    """Wait for ``child``, the first process of a namespace whose ``/proc`` is mounted; then end as it ended.

    Args:
        outer: the folder ``/proc`` of the namespace in which this process and ``child`` have their numbers.
        limit: where there is no such namespace (:mod:`autograde.sandbox.flat`) orphans of ``child`` are this process's
            children, and it asks this, too, whether to end them.
        sweep: ends all that ``child`` left behind.
    """
    flat = limit is not None
    inner = -1 if flat else os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    while True:
        pid, status = os.waitpid(-1 if flat else child, os.WNOHANG)
        if pid == child:
            if sweep is not None:
                sweep()
                with contextlib.suppress(ChildProcessError):
                    while True:
                        os.waitpid(-1, 0)
            _end_like(os.waitstatus_to_exitcode(status))
        if pid:
            continue
        most = _all_of(outer) if flat else _most(inner)
        if (most > memory_bytes and _used(outer, os.getpid() if flat else child) > memory_bytes) or (limit and limit()):
            os.kill(child, signal.SIGKILL)  # the kernel ends the whole namespace with its first process
        order = signal.sigtimedwait(SIGNALS, POLL_S)
        if order is not None and order.si_signo == STOP:
            os.kill(child, signal.SIGKILL)
        elif order is not None and order.si_signo == INTERRUPT:
            os.kill(child, signal.SIGINT)


def _end_like(code: int) -> None:
    """End with the same exit code or signal, from which the grader learns how the child ended."""
    if code >= 0:
        os._exit(code)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if -code not in (signal.SIGKILL, signal.SIGSTOP):
        signal.signal(-code, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {-code})
    os.kill(os.getpid(), -code)
    os._exit(128 - code)


def _most(proc: int) -> int:
    """An upper bound of the memory of all processes, quickly."""
    return sum(_resident(proc, name) for name in os.listdir(proc) if name.isdigit())


def end_all_below(proc: int) -> None:
    """End everything below this process; first all of it is stopped, so that nothing forks away from it."""
    stopped: set[int] = set()
    while new := _family(proc, os.getpid()) - stopped - {os.getpid()}:
        for number in new:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGSTOP)
        stopped |= new
    for number in stopped:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def _all_of(proc: int) -> int:
    return sum(_resident(proc, str(number)) for number in _family(proc, os.getpid()) - {os.getpid()})


def _used(proc: int, child: int) -> int:
    """Memory of ``child`` and all below it, without this process; stops them while it looks."""
    stopped: set[int] = set()
    try:
        while new := _family(proc, child) - stopped - {os.getpid()}:  # what was forked before its parent was stopped
            for number in new:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(number, signal.SIGSTOP)
            stopped |= new
        return sum(_shared_out(proc, str(number)) for number in stopped)
    finally:
        for number in stopped:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGCONT)


def _family(proc: int, child: int) -> set[int]:
    """``child`` and all below it: everything in its namespace, because orphans become its own children."""
    below: dict[int, list[int]] = {}
    for name in os.listdir(proc):
        if name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                # the name, in brackets, may hold anything
                parent = int(_read(proc, f"{name}/stat").rpartition(b")")[2].split()[1])
                below.setdefault(parent, []).append(int(name))
    found, todo = {child}, [child]
    while todo:
        new = [number for number in below.get(todo.pop(), ()) if number not in found]
        found.update(new)
        todo += new
    return found


def _resident(proc: int, name: str) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(_read(proc, f"{name}/statm").split()[1]) * _PAGE
    return 0


def _shared_out(proc: int, name: str) -> int:
    """Shared pages divided by the number of their users; a process that hides this is charged in full."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in _read(proc, f"{name}/smaps_rollup").splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) << 10
    return _resident(proc, name)


def _read(proc: int, path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC, dir_fd=proc)
    try:
        return os.read(descriptor, 1 << 14)
    finally:
        os.close(descriptor)
