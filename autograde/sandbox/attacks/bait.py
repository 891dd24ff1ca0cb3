"""What lies about on the machine for an attack to find."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from autograde.sandbox.bwrap import visible

__all__ = ["bait"]

_MACHINE = (
    "/etc/passwd",
    "/etc/shadow",
    "/etc/hostname",
    "/etc/machine-id",
    "/var/log",
    "/run",
    "/sys",
    "/boot",
    "/mnt",
)
_TOP = ("usr", "lib", "lib64", "lib32", "libx32", "bin", "sbin", "etc", "dev", "proc", "tmp", "student", "fontlist")


@contextmanager
def bait() -> Iterator[dict[str, Any]]:
    """Servers, files and a secret in this process's environment, while the block runs."""
    mark = "x" + secrets.token_hex(6)
    canary = secrets.token_hex(16)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="autograde-attack-")))
        (folder / "secret").write_text(canary)
        (folder / "secret").chmod(0o644)
        folder.chmod(0o755)
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", 0))
        for name in ("\0" + mark + "-host", str(folder / "socket")):
            unix = stack.enter_context(socket.socket(socket.AF_UNIX))
            unix.bind(name)
            unix.listen()
        (folder / "socket").chmod(0o777)
        os.environ["AUTOGRADE_CANARY"] = canary
        stack.callback(os.environ.pop, "AUTOGRADE_CANARY", None)
        # a process of the same user that holds a secret; it ends with its input
        stack.enter_context(subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL))
        yield {
            "tcp": tcp.getsockname()[1],
            "udp": udp.getsockname()[1],
            "abstract": mark + "-host",
            "unix": str(folder / "socket"),
            "mark": mark,
            "number": secrets.randbelow(1 << 30) + 1,
            "canary": canary,
            "secrets": [str(folder / "secret"), str(folder), *_MACHINE, *_private(Path.cwd()), *_private(Path.home())],
            "around": _around(),
            "shown": [__file__, os.path.realpath(sys.executable), *visible()],
            "top": sorted({*_TOP, *(Path(path).parts[1] for path in visible())}),
        }


def _around() -> dict[str, list[str]]:
    """Folders above what is shown, and the names in them that lead to it."""
    known: dict[str, list[str]] = {}
    for path in map(Path, visible()):
        for inner, outer in pairwise([path, *path.parents[:-1]]):
            known.setdefault(str(outer), []).append(inner.name)
    return known


def _private(folder: Path) -> list[str]:
    """Up to 30 entries of a folder, without what leads to something that may be seen."""
    seen = [Path(path) for path in visible()]
    entries = [folder / name for name in sorted(os.listdir(folder))] if folder != Path("/") else []

    def on_the_way(path: Path) -> bool:
        return any(path == shown or path in shown.parents or shown in path.parents for shown in seen)

    return [str(path) for path in entries if not on_the_way(path)][:30]
