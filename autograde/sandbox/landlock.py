"""Landlock: rules about files, TCP, devices, abstract sockets and signals that a process lays upon itself for good.

Linux has it from 5.13 on, in versions that forbid more and more (the table below; kernel: userspace-api/landlock). On
PyPI there are bindings; none is past its first test releases or knows all of these versions, and what is needed here is
three system calls. They must be few: every submission pays for them.

What is not named is forbidden. Landlock does not see who asks for a file's properties (``stat``) or changes its mode;
mounts and users see to that.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["SCOPED", "Rules", "handled", "restrict", "version"]

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same numbers on every processor
_VERSION = 1
_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_MAKE_CHAR, _MAKE_BLOCK = 1 << 6, 1 << 11
_FIRST = (1 << 13) - 1
_REFER, _TRUNCATE, _IOCTL = 1 << 13, 1 << 14, 1 << 15
_FILES_BY_VERSION = {2: _REFER, 3: _TRUNCATE, 5: _IOCTL}
_OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | _TRUNCATE | _IOCTL
_TCP_BIND, _TCP_CONNECT = 1, 2
_ABSTRACT_SOCKETS, _SIGNALS = 1, 2
SCOPED = 6
"""From this version on signals and abstract sockets do not leave the process and its children."""


@dataclass(frozen=True)
class Rules:
    """What stays allowed, by path; folders with all that is below. TCP is not."""

    read: tuple[str, ...]
    """To read and to run."""
    write: tuple[str, ...]
    """To read, write, make and remove."""
    devices: tuple[str, ...] = ()
    """To read and write."""
    controlled: tuple[str, ...] = ()
    """Devices to read, write and control (``ioctl``): terminals of its own."""


class _Attributes(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


_libc = ctypes.CDLL(None, use_errno=True)


def _call(number: int, *arguments: object) -> int:
    result: int = _libc.syscall(ctypes.c_long(number), *arguments)
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"landlock: {os.strerror(error)}")
    return result


def version() -> int:
    """What the kernel has; 0 where it has none, or it is switched off."""
    try:
        return _call(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))
    except OSError:
        return 0


def handled(number: int) -> tuple[int, int, int]:
    """What version ``number`` can forbid: accesses to files, to TCP, and scopes."""
    files = _FIRST
    for since, access in _FILES_BY_VERSION.items():
        files |= access if number >= since else 0
    return (
        files,
        _TCP_BIND | _TCP_CONNECT if number >= 4 else 0,
        _ABSTRACT_SOCKETS | _SIGNALS if number >= SCOPED else 0,
    )


def restrict(rules: Rules, number: int) -> None:
    """Put ``rules`` into force for this thread and all that it starts. Needs "no new privileges".

    Args:
        number: the kernel's :func:`version`, or less.

    Raises:
        OSError: the kernel refuses, as one does that claims more than it has.
    """
    files, net, scoped = handled(number)
    attributes = _Attributes(files, net, scoped)
    size = 8 if number < 4 else 16 if number < SCOPED else 24  # an old kernel knows no more of the record
    made = _call(_CREATE, ctypes.byref(attributes), ctypes.c_size_t(size), ctypes.c_uint32(0))
    try:
        reading = EXECUTE | READ_FILE | READ_DIR
        _allow(made, rules.read, reading)
        _allow(made, rules.write, files & ~(_MAKE_CHAR | _MAKE_BLOCK | _IOCTL))
        _allow(made, rules.devices, READ_FILE | WRITE_FILE | files & _TRUNCATE)
        _allow(made, rules.controlled, READ_FILE | WRITE_FILE | files & (_TRUNCATE | _IOCTL))
        _call(_RESTRICT, ctypes.c_int(made), ctypes.c_uint32(0))
    finally:
        os.close(made)


def _allow(made: int, paths: Iterable[str], access: int) -> None:
    for path in paths:
        try:
            descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except (FileNotFoundError, PermissionError):
            continue  # what cannot be reached needs no permission
        try:
            folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
            rule = _Beneath(access if folder else access & _OF_A_FILE, descriptor)
            _call(_ADD, ctypes.c_int(made), ctypes.c_int(_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0))
        finally:
            os.close(descriptor)
