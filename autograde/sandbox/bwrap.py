"""The outer wall: bubblewrap around a warm process, with a read-only view of the least that Python needs."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from autograde.fonts import font_folder
from autograde.sandbox.paths import FONTS, HOME

__all__ = ["available", "command", "readable", "visible"]

_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin")
_ETC = ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/alternatives", "/etc/fonts", "/etc/localtime", "/etc/ssl/certs")
_CAPABILITIES = ("CAP_SETUID", "CAP_SETGID", "CAP_SYS_ADMIN", "CAP_SETPCAP", "CAP_KILL", "CAP_SYS_PTRACE")


def available() -> str | None:
    """Path of bubblewrap, None where it is not installed."""
    return shutil.which("bwrap")


def command(
    inner: list[str],
    *,
    root: bool,
    devices: Iterable[str] = (),
    shown: Iterable[str] = (),
    private_mb: int | None = None,
) -> list[str]:
    """``inner`` inside bubblewrap.

    Args:
        root: no user namespace; the children become users of their own (:mod:`autograde.sandbox.enter`).
        devices: device nodes that are let in.
        shown: further folders, read-only, that a device's driver reads.
        private_mb: one submission has all this to itself: its home and its temporary folders hold so much, and nothing
            inside has the right to make further walls.
    """
    found = available()
    if found is None:
        raise FileNotFoundError("bwrap")
    made = [found, "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    if root:
        made += ["--cap-drop", "ALL"]
        for name in _CAPABILITIES:
            made += ["--cap-add", name]
    else:
        made += ["--unshare-user", *([] if private_mb else ["--cap-add", "CAP_SYS_ADMIN"])]
    # the parent is the thread that starts it: see autograde.launch
    made += ["--die-with-parent", "--hostname", "sandbox", "--new-session"]
    for path in ("/etc", "/etc/ssl"):  # bubblewrap would make them readable for root alone
        made += ["--perms", "0755", "--dir", path]
    if private_mb:
        for path in (HOME, "/tmp"):
            made += ["--size", str(private_mb << 20), "--tmpfs", path]
    else:  # of the warm process; each child covers them with its own
        made += ["--dir", HOME, "--size", str(64 << 20), "--tmpfs", "/tmp"]
    for path in (*_SYSTEM, *_ETC):
        if os.path.islink(path):
            made += ["--symlink", os.readlink(path), path]
        elif os.path.exists(path):
            made += ["--ro-bind", path, path]
    for path in (*visible(), *shown):
        for parent in reversed(Path(path).parents[:-1]):
            made += ["--perms", "0755", "--dir", str(parent)]
        made += ["--ro-bind", path, path]
    if font_folder().is_dir():
        made += ["--ro-bind", str(font_folder()), FONTS]
    made += ["--dev", "/dev"]
    for path in devices:
        made += ["--dev-bind", path, path]
    if private_mb:
        made += ["--size", str(private_mb << 20), "--tmpfs", "/dev/shm"]
    made += ["--proc", "/proc", "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/", "--"]
    return made + inner


def readable() -> list[str]:
    """Everything that a submission may read, without what is its own."""
    return [path for path in (*_SYSTEM, *_ETC, *visible()) if os.path.exists(path)]


def visible() -> Iterable[str]:
    """Where the interpreter, the installed packages, this package, the course's package and its data lie."""
    wanted = [sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), sysconfig.get_path("purelib")]
    for name in ("autograde", "d2lcourse"):
        spec = importlib.util.find_spec(name)
        wanted += list(spec.submodule_search_locations or ()) if spec is not None else []
    wanted.append(os.environ.get("D2LCOURSE_DATA", ""))
    seen: list[str] = []
    for path in wanted:
        real = path and os.path.abspath(path)
        if not real or not os.path.isdir(real) or real.startswith(_under_system()):
            continue
        if not any(real == other or real.startswith(other + "/") for other in seen):
            seen.append(real)
    return seen


def _under_system() -> tuple[str, ...]:
    return tuple(f"{path}/" for path in _SYSTEM)
