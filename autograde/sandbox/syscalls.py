"""The system-call filter: closes what namespaces leave open.

A list of what is refused, not of what is allowed: Python and torch use most of the rest. What is refused fails with
EPERM, so that honest code that merely asks goes on. Namespaces, tracing and mounting would open walls again; keyrings,
io_uring, memory files and the rest are ways to reach others or to get around limits.
"""

from __future__ import annotations

import ctypes
import errno
import os
import socket
import tempfile
from typing import Any

__all__ = ["REFUSED", "SOCKETS", "build", "load"]

REFUSED = (
    # new walls, new rights
    "unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen", "fsmount",
    "fsconfig", "fspick", "mount_setattr", "swapon", "swapoff", "acct", "quotactl", "reboot", "kexec_load",
    "kexec_file_load", "init_module", "finit_module", "delete_module", "bpf", "perf_event_open", "iopl", "ioperm",
    "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "sethostname", "setdomainname", "syslog",
    # other processes
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp", "pidfd_getfd", "move_pages",
    "migrate_pages",
    # ways around limits, and shared places
    "add_key", "request_key", "keyctl", "io_uring_setup", "io_uring_enter", "io_uring_register", "userfaultfd",
    "memfd_create", "memfd_secret", "shmget", "shmat", "shmctl", "semget", "semctl", "semop", "msgget", "msgsnd",
    "msgrcv", "msgctl", "mq_open", "fanotify_init", "inotify_init", "inotify_init1", "open_by_handle_at",
    "name_to_handle_at", "lookup_dcookie", "vhangup", "personality", "mlock", "mlock2", "mlockall",
)  # fmt: skip
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_INSTRUCTION = 8
_IOPRIO_PROCESS = 1
_SET_PIPE_SIZE = 1031
SOCKETS = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6)


def build(families: tuple[int, ...] = SOCKETS) -> bytes:
    """The filter as the kernel's own program: compiled once, for libseccomp would do it again for each submission.
    Needs libseccomp, so it is built before the walls close.

    Args:
        families: kinds of sockets that can be made; pairs of them always can.

    Raises:
        OSError, ImportError, RuntimeError: there is no libseccomp here.
    """
    import pyseccomp as seccomp

    made = seccomp.SyscallFilter(seccomp.ALLOW)
    refuse = seccomp.ERRNO(errno.EPERM)
    for name in REFUSED:
        try:
            made.add_rule(refuse, name)
        except (ValueError, OSError, RuntimeError):
            continue  # this kernel or library does not know it
    made.add_rule(refuse, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, 0x20000, 0x20000))
    for bit in range(25, 31):
        made.add_rule(refuse, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, 1 << bit, 1 << bit))
    made.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")  # its flags lie in memory; glibc falls back to clone
    # others: limits, priority, processors; 0 is the caller
    for name in ("prlimit64", "sched_setaffinity", "sched_setscheduler", "sched_setparam", "sched_setattr"):
        made.add_rule(refuse, name, seccomp.Arg(0, seccomp.NE, 0))
    for name in ("setpriority", "ioprio_set"):
        made.add_rule(refuse, name, seccomp.Arg(1, seccomp.NE, 0))
    made.add_rule(refuse, "setpriority", seccomp.Arg(0, seccomp.NE, os.PRIO_PROCESS))
    made.add_rule(refuse, "ioprio_set", seccomp.Arg(0, seccomp.NE, _IOPRIO_PROCESS))
    made.add_rule(refuse, "fcntl", seccomp.Arg(1, seccomp.EQ, _SET_PIPE_SIZE))
    top = max(families, default=-1)
    if not families:
        made.add_rule(refuse, "socket")
        return _program(made)
    for family in range(top):
        if family not in families:
            made.add_rule(refuse, "socket", seccomp.Arg(0, seccomp.EQ, family))
    made.add_rule(refuse, "socket", seccomp.Arg(0, seccomp.GT, top))
    return _program(made)


def _program(made: Any) -> bytes:
    with tempfile.TemporaryFile() as stream:
        made.export_bpf(stream)
        stream.seek(0)
        return stream.read()


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("start", ctypes.c_char_p)]


_libc = ctypes.CDLL(None, use_errno=True)


def load(made: bytes) -> None:
    """Put the filter into force for this process and all that it starts, for good. Needs "no new privileges".

    Raises:
        OSError: the kernel has no seccomp.
    """
    program = _Program(len(made) // _INSTRUCTION, made)
    if _libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")
