"""Rights that a student's code must not have or gain."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import resource
import signal
import socket
import stat
import subprocess
import time
from typing import Any

from autograde.sandbox.attacks.model import Attack, attack

__all__ = ["ATTACKS"]

_SECCOMP = "libseccomp2 must be installed and the kernel have seccomp"


@attack("being user 0")
def root(host: dict[str, Any]) -> object:
    return [*os.getresuid(), *os.getresgid()] if 0 in (*os.getresuid(), *os.getresgid()) else ""


@attack("becoming user 0")
def become_root(host: dict[str, Any]) -> object:
    os.setresuid(0, 0, 0)
    return "user 0"


@attack("capabilities, new privileges, no filter", _SECCOMP)
def status(host: dict[str, Any]) -> object:
    libc = ctypes.CDLL(None)
    rights = (ctypes.c_uint32 * 6)()
    libc.capget((ctypes.c_uint32 * 2)(0x20080522, 0), rights)
    asked = [number for number in range(64) if libc.prctl(23, number, 0, 0, 0) == 1]  # PR_CAPBSET_READ
    if any(rights) or asked or libc.prctl(39, 0, 0, 0, 0) != 1:  # PR_GET_NO_NEW_PRIVS
        return f"capabilities {list(rights)}, bounds {asked}"
    with open("/proc/self/status") as stream:
        lines = dict(line.rstrip("\n").split(":\t", 1) for line in stream if ":\t" in line)
    wanted = dict.fromkeys(("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"), "0" * 16)
    wanted |= {"NoNewPrivs": "1", "Seccomp": "2"}
    return [f"{name} {lines[name]}" for name, value in wanted.items() if lines[name] != value]


@attack("rights of a setuid program")
def setuid(host: dict[str, Any]) -> object:
    found = []
    for name in ("su", "mount", "passwd", "newgrp", "sudo"):
        path = f"/usr/bin/{name}"
        if not os.path.exists(path) or not os.stat(path).st_mode & stat.S_ISUID:
            continue
        made = subprocess.Popen([path, "--version"], stdin=-3, stdout=-3, stderr=-3)
        os.waitid(os.P_PID, made.pid, os.WEXITED | os.WNOWAIT)  # a zombie shows the rights that it had
        with open(f"/proc/{made.pid}/status") as stream:
            users = next(line for line in stream if line.startswith("Uid:")).split()[1:]
        made.wait()
        if len(set(users)) > 1:
            found.append(f"{name} {users}")
    return found


@attack("kernel settings")
def settings(host: dict[str, Any]) -> object:
    found = []
    for name in ("sys/kernel/core_pattern", "sys/kernel/hostname", "sys/vm/overcommit_memory", "sysrq-trigger"):
        try:
            os.close(os.open(f"/proc/{name}", os.O_WRONLY))
            found.append(name)
        except OSError:
            pass
    return found


@attack("system calls that open walls", _SECCOMP)
def system_calls(host: dict[str, Any]) -> object:
    import pyseccomp

    libc = ctypes.CDLL(None, use_errno=True)
    names = (
        "unshare setns mount umount2 pivot_root open_tree fsopen keyctl add_key request_key io_uring_setup bpf "
        "userfaultfd perf_event_open memfd_create inotify_init1 fanotify_init open_by_handle_at kcmp pidfd_getfd "
        "process_vm_writev ptrace personality mlock"
    )
    found = []
    for name in names.split():
        number = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)
        result = libc.syscall(number, *[ctypes.c_long(-1)] * 6)  # no call does anything with these arguments
        if result >= 0 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
            found.append(name)
            if name in ("memfd_create", "inotify_init1") and result >= 0:
                os.close(result)
    return found


@attack("new namespaces", _SECCOMP)
def namespaces(host: dict[str, Any]) -> object:
    libc = ctypes.CDLL(None, use_errno=True)
    found = []
    for name, flag in {"user": 0x10000000, "mount": 0x20000, "process": 0x20000000, "time": 0x80}.items():
        child = os.fork()
        if child == 0:
            os._exit(0 if libc.unshare(flag) == 0 else 1)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
            found.append(name)
    import pyseccomp

    clone = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, "clone")
    made = libc.syscall(clone, ctypes.c_long(0x10000000 | signal.SIGCHLD), *[ctypes.c_long(0)] * 4)
    if made == 0:
        os._exit(0)
    if made > 0:
        os.waitpid(made, 0)
        found.append("user, by clone")
    return found


@attack("system calls by another numbering", _SECCOMP)
def numbering(host: dict[str, Any]) -> object:
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os._exit(0 if ctypes.CDLL(None).syscall(0x40000000 + 39) > 0 else 1)  # getpid of the x32 kind
    return "x32" if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0 else ""


@attack("higher priority")
def priority(host: dict[str, Any]) -> object:
    found = []
    with contextlib.suppress(OSError):
        found.append(f"nice {os.nice(-1)}")
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
        found.append("real time")
    except OSError:
        pass
    return found


@attack("device nodes and host names")
def administration(host: dict[str, Any]) -> object:
    found = []
    try:
        os.mknod("device", 0o600 | stat.S_IFCHR, os.makedev(1, 3))
        found.append("mknod")
    except OSError:
        pass
    try:
        socket.sethostname(socket.gethostname())
        found.append("host name")
    except OSError:
        pass
    return found


@attack("setting the clock")
def clock(host: dict[str, Any]) -> object:
    time.clock_settime_ns(time.CLOCK_REALTIME, time.clock_gettime_ns(time.CLOCK_REALTIME))
    return "set"


@attack("pipes that hold more than they should", _SECCOMP)
def pipes(host: dict[str, Any]) -> object:
    reading, _ = os.pipe()
    return f"{fcntl.fcntl(reading, 1031, 1 << 20)} bytes"  # F_SETPIPE_SZ; the sum of a user's is limited for all


@attack("raising its own limits")
def limits(host: dict[str, Any]) -> object:
    found = []
    for name in ("RLIMIT_AS", "RLIMIT_NPROC", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE", "RLIMIT_CPU"):
        number = getattr(resource, name)
        hard = resource.getrlimit(number)[1]
        if hard == resource.RLIM_INFINITY:
            found.append(f"no {name}")
            continue
        try:
            resource.setrlimit(number, (hard, hard + 1))
            found.append(name)
        except (OSError, ValueError):
            pass
    return found


@attack("being spared when memory runs out")
def spared(host: dict[str, Any]) -> object:
    with open("/proc/self/oom_score_adj", "w") as stream:
        stream.write("0")
    return "written"


ATTACKS: tuple[Attack, ...] = (
    root, become_root, status, setuid, settings, system_calls, namespaces, numbering, priority, administration, clock,
    pipes, limits, spared,
)  # fmt: skip
