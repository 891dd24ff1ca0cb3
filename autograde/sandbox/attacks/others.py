"""What a student's code must not do to others: see, stop, read or meet them."""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import signal
import socket
import sys
import time
from typing import Any

from autograde.sandbox.attacks.model import Attack, attack

__all__ = ["ATTACKS"]

_SECCOMP = "libseccomp2 must be installed and the kernel have seccomp"


@attack("seeing other processes")
def seeing(host: dict[str, Any]) -> object:
    return [number for number in os.listdir("/proc") if number.isdigit() and int(number) != os.getpid()]


@attack("seeing the process that forked it")
def parent(host: dict[str, Any]) -> object:
    return os.getppid()


@attack("kill(-1): everything that can be signalled")
def kill_all(host: dict[str, Any]) -> object:
    if os.getpid() != 1:
        try:
            os.kill(os.getppid(), 0)
            return "its parent can be signalled, so not tried"  # without walls it would end the session
        except OSError:
            pass
    os.kill(-1, signal.SIGKILL)
    return ""


@attack("kill(0): its own process group", may_end=True)
def kill_group(host: dict[str, Any]) -> object:
    if os.getpgrp() != os.getpid():
        return "not in a process group of its own, so not tried"
    os.kill(0, signal.SIGKILL)
    os.kill(0, signal.SIGSTOP)
    return ""


@attack("signals to any number")
def kill_each(host: dict[str, Any]) -> object:
    found = []
    for number in {*range(2, 40_000), os.getppid()} - {os.getpid(), 0}:
        try:
            os.kill(number, 0)
            found.append(number)
        except OSError:
            pass
    return found


@attack("SIGIO sent by the kernel on its behalf")
def owner(host: dict[str, Any]) -> object:
    near, far = socket.socketpair()
    before = os.getppid()
    for number in {before, -before, 2, 3, 4, 5} - {os.getpid(), 0}:
        try:
            fcntl.fcntl(near, fcntl.F_SETOWN, number)
            if os.getpid() == 1:
                return f"process {number} is there"
        except OSError:
            continue
        if abs(number) == before:
            fcntl.fcntl(near, 10, signal.SIGKILL)  # F_SETSIG
            fcntl.fcntl(near, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
            far.send(b"x")
            time.sleep(0.3)
    return "its parent was ended" if os.getppid() != before else ""


@attack("signals by other system calls", _SECCOMP)
def other_signals(host: dict[str, Any]) -> object:
    import pyseccomp

    libc = ctypes.CDLL(None)
    call = {name: pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name) for name in ("tgkill", "pidfd_send_signal")}
    found = []
    for number in {*range(2, 60), os.getppid()} - {os.getpid(), 0}:
        if libc.syscall(call["tgkill"], number, number, 0) == 0:
            found.append(f"tgkill {number}")
        try:
            handle = os.pidfd_open(number)
        except OSError:
            continue
        if libc.syscall(call["pidfd_send_signal"], handle, 0, None, 0) == 0:
            found.append(f"pidfd {number}")
        os.close(handle)
    return found


@attack("limits, priority and processors of another process", _SECCOMP)
def others_limits(host: dict[str, Any]) -> object:
    found = []
    for number in {*range(2, 60), os.getppid()} - {os.getpid(), 0}:
        for name, change in (
            ("limit", lambda number=number: resource.prlimit(number, resource.RLIMIT_NOFILE)),
            ("priority", lambda number=number: os.setpriority(os.PRIO_PROCESS, number, 0)),
            ("processors", lambda number=number: os.sched_setaffinity(number, os.sched_getaffinity(0))),
        ):
            try:
                change()
                found.append(f"{name} of {number}")
            except (OSError, PermissionError):
                pass
    try:
        os.setpriority(os.PRIO_USER, 0, os.getpriority(os.PRIO_PROCESS, 0))
        found.append("priority of all its user's processes")
    except OSError:
        pass
    return found


@attack("memory, arguments and open files of another process in /proc")
def others_memory(host: dict[str, Any]) -> object:
    found = []
    for number in {*filter(str.isdigit, os.listdir("/proc")), str(os.getppid()), "1", "2"} - {str(os.getpid()), "0"}:
        for name in ("mem", "environ", "cmdline", "maps", "syscall", "stack"):
            try:
                os.close(os.open(f"/proc/{number}/{name}", os.O_RDONLY))
                found.append(f"{name} of {number}")
            except OSError:
                pass
        for name in ("fd", "cwd", "root", "task"):
            try:
                os.listdir(f"/proc/{number}/{name}")
                found.append(f"{name} of {number}")
            except OSError:
                pass
    # process 1 is its own first process
    return [entry for entry in found if os.getpid() == 1 or not entry.endswith(f" {os.getpid()}")]


@attack("reading and tracing another process", _SECCOMP)
def tracing(host: dict[str, Any]) -> object:
    libc = ctypes.CDLL(None, use_errno=True)
    found = []
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.read(reading, 1)
        os._exit(0 if libc.ptrace(0, 0, 0, 0) != 0 else 1)
    text = ctypes.create_string_buffer(b"x" * 8)
    vector = (ctypes.c_void_p * 2)(ctypes.addressof(text), 8)
    if libc.process_vm_readv(child, vector, 1, vector, 1, 0) >= 0:
        found.append("process_vm_readv")
    if libc.ptrace(16, child, 0, 0) == 0:
        found.append("ptrace attach")
        os.waitpid(child, 0)  # until it stops
        libc.ptrace(17, child, 0, 0)
    os.write(writing, b"x")
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0:
        found.append("ptrace traceme")
    return found


def planting(host: dict[str, Any]) -> object:
    import contextlib
    import socket

    for folder in ("/tmp", "/dev/shm", os.environ["HOME"]):
        with contextlib.suppress(PermissionError), open(os.path.join(folder, host["mark"]), "w") as stream:
            stream.write("planted")
    kept = []
    for name in ("\0" + host["mark"], "/tmp/" + host["mark"] + ".sock"):
        with contextlib.suppress(PermissionError):  # not every tier lets it; what it lets is looked for
            made = socket.socket(socket.AF_UNIX)
            made.bind(name)
            made.listen()
            kept.append(made)
    sys.modules["planted"] = kept  # type: ignore[assignment]
    return os.ttyname(os.openpty()[1])


@attack("files, sockets and terminals of another student", victim=planting)
def meeting(host: dict[str, Any]) -> object:
    found = []
    for number in range(16):
        try:
            os.close(os.open(f"/dev/pts/{number}", os.O_RDWR | os.O_NOCTTY))
            found.append(f"terminal {number}")
        except OSError:
            pass
    for folder in ("/tmp", "/dev/shm", os.environ["HOME"]):
        path = os.path.join(folder, host["mark"])
        if os.path.exists(path):
            os.unlink(path)
            found.append(path)
    for name in ("\0" + host["mark"], "/tmp/" + host["mark"] + ".sock"):
        try:
            with socket.socket(socket.AF_UNIX) as made:
                made.connect(name)
                found.append("socket")
        except OSError:
            pass
        if os.path.exists(name.replace("\0", "")):
            os.unlink(name)
    return found


@attack("message queue shared by name", _SECCOMP)
def named_queue(host: dict[str, Any]) -> object:
    libc = ctypes.CDLL(None, use_errno=True)
    name = ("/" + host["mark"]).encode()
    queue = libc.mq_open(name, os.O_RDWR | os.O_CREAT, 0o600, None)
    if queue < 0:
        return ""
    libc.mq_unlink(name)
    return "mq_open"


@attack("memory, semaphores and queues shared by number", _SECCOMP)
def system_five(host: dict[str, Any]) -> object:
    libc = ctypes.CDLL(None, use_errno=True)
    found = []
    memory = libc.shmget(host["number"], 4096, 0o1666)
    if memory >= 0:
        libc.shmctl(memory, 0, None)
        found.append("shmget")
    semaphore = libc.semget(host["number"], 1, 0o1666)
    if semaphore >= 0:
        libc.semctl(semaphore, 0, 0)
        found.append("semget")
    queue = libc.msgget(host["number"], 0o1666)
    if queue >= 0:
        libc.msgctl(queue, 0, None)
        found.append("msgget")
    return found


ATTACKS: tuple[Attack, ...] = (
    seeing, parent, kill_all, kill_group, kill_each, owner, other_signals, others_limits, others_memory, tracing,
    meeting, named_queue, system_five,
)  # fmt: skip
