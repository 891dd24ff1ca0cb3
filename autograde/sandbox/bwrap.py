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

__all__ = ["available", "command", "visible"]

_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin")
_ETC = ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/alternatives", "/etc/fonts", "/etc/localtime", "/etc/ssl/certs")
_CAPABILITIES = ("CAP_SETUID", "CAP_SETGID", "CAP_SYS_ADMIN", "CAP_SETPCAP", "CAP_KILL", "CAP_SYS_PTRACE")


def available() -> str | None:
    """Path of bubblewrap, None where it is not installed."""
    return shutil.which("bwrap")


def command(inner: list[str], *, root: bool) -> list[str]:
    """``inner`` inside bubblewrap.

    Args:
        root: no user namespace; the children become users of their own (:mod:`autograde.sandbox.enter`).
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
        made += ["--unshare-user", "--cap-add", "CAP_SYS_ADMIN"]
    # the parent is the thread that starts it: see autograde.launch
    made += ["--die-with-parent", "--hostname", "sandbox", "--new-session"]
    made += ["--perms", "0755", "--dir", "/etc", "--dir", HOME]
    made += ["--size", str(64 << 20), "--tmpfs", "/tmp"]  # of the warm process; each child covers it with its own
    for path in (*_SYSTEM, *_ETC):
        if os.path.islink(path):
            made += ["--symlink", os.readlink(path), path]
        elif os.path.exists(path):
            made += ["--ro-bind", path, path]
    for path in visible():
        for parent in reversed(Path(path).parents[:-1]):  # bubblewrap would make them readable for root alone
            made += ["--perms", "0755", "--dir", str(parent)]
        made += ["--ro-bind", path, path]
    if font_folder().is_dir():
        made += ["--ro-bind", str(font_folder()), FONTS]
    made += ["--dev", "/dev", "--proc", "/proc", "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/", "--"]
    return made + inner


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
