"""The watcher of one walled-in process: ends it on order, or when all its processes together use too much memory.

It stays outside the new process namespace, where nothing inside can see it. Memory is what counts once: pages shared
with the warm process or between the processes inside (workers of a data loader) are divided among their users.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal

__all__ = ["INTERRUPT", "SIGNALS", "STOP", "watch"]

INTERRUPT, STOP = signal.SIGINT, signal.SIGTERM
"""What the warm process sends to a watcher: pass SIGINT on, end everything."""
SIGNALS = {signal.SIGCHLD, INTERRUPT, STOP}
"""To be blocked before the watcher is forked, so that none is lost."""
POLL_S = 0.05
"""A bomb fills about 3 GB a second on each core."""
_PAGE = os.sysconf("SC_PAGE_SIZE")


def watch(child: int, memory_bytes: int) -> None:
    """Wait for ``child``, the first process of a namespace whose ``/proc`` is mounted; then end as it ended."""
    proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    while True:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            _end_like(os.waitstatus_to_exitcode(status))
        if _used(proc, memory_bytes) > memory_bytes:
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


def _used(proc: int, limit: int) -> int:
    """Memory of all processes in bytes; exact only where a quick upper bound is above ``limit``."""
    numbers = [name for name in os.listdir(proc) if name.isdigit()]
    most = {name: _resident(proc, name) for name in numbers}
    if sum(most.values()) <= limit:
        return 0
    return sum(_shared_out(proc, name, size) for name, size in most.items())


def _resident(proc: int, name: str) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(_read(proc, f"{name}/statm").split()[1]) * _PAGE
    return 0


def _shared_out(proc: int, name: str, otherwise: int) -> int:
    """Shared pages divided by the number of their users; a process that hides this is charged in full."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in _read(proc, f"{name}/smaps_rollup").splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) << 10
    return otherwise


def _read(proc: int, path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC, dir_fd=proc)
    try:
        return os.read(descriptor, 1 << 14)
    finally:
        os.close(descriptor)
