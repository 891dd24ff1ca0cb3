"""What a student's code must not do to others: see, stop, read or meet them."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import socket
import sys
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
        return "not alone in its process namespace, so not tried"  # without walls it would end the session
    os.kill(-1, signal.SIGKILL)
    return ""


@attack("kill(0): its own process group")
def kill_group(host: dict[str, Any]) -> object:
    if os.getpgrp() != os.getpid():
        return "not in a process group of its own, so not tried"
    os.kill(0, signal.SIGKILL)
    os.kill(0, signal.SIGSTOP)
    return ""


@attack("signals to any number")
def kill_each(host: dict[str, Any]) -> object:
    found = []
    for number in range(2, 40_000):
        try:
            os.kill(number, 0)
            found.append(number)
        except OSError:
            pass
    return found


@attack("SIGIO sent by the kernel on its behalf")
def owner(host: dict[str, Any]) -> object:
    near = socket.socket(socket.AF_UNIX)
    found = []
    for number in (-2, -3, 2, 3, 4, 5):
        try:
            fcntl.fcntl(near, fcntl.F_SETOWN, number)
            found.append(number)
        except OSError:
            pass
    return found


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
    import socket

    for folder in ("/tmp", "/dev/shm", os.environ["HOME"]):
        with open(os.path.join(folder, host["mark"]), "w") as stream:
            stream.write("planted")
    kept = [socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)]
    for made, name in zip(kept, ("\0" + host["mark"], "/tmp/" + host["mark"] + ".sock"), strict=True):
        made.bind(name)
        made.listen()
    sys.modules["planted"] = kept  # type: ignore[assignment]
    return os.ttyname(os.openpty()[1])


@attack("files, sockets and terminals of another student", victim=planting)
def meeting(host: dict[str, Any]) -> object:
    found = [f"terminal {name}" for name in os.listdir("/dev/pts") if name != "ptmx"]
    for folder in ("/tmp", "/dev/shm", os.environ["HOME"]):
        path = os.path.join(folder, host["mark"])
        if os.path.exists(path):
            os.unlink(path)
            found.append(path)
    for name in ("\0" + host["mark"], "/tmp/" + host["mark"] + ".sock"):
        with socket.socket(socket.AF_UNIX) as made:
            try:
                made.connect(name)
                found.append("socket")
            except OSError:
                pass
        if os.path.exists(name.replace("\0", "")):
            os.unlink(name)
    return found


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
    seeing, parent, kill_all, kill_group, kill_each, owner, tracing, meeting, system_five,
)  # fmt: skip
