"""Run a command as an ordinary user, from root: ``python -m tests.sandbox.as_user UID HOME COMMAND...``.

The interpreter or the checkout may lie below a folder that only root may enter. In a mount namespace of its own such a
folder is covered by an empty one that holds nothing but the way to what is needed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from autograde.sandbox import libc
from tests.project.files import ROOT

_MS_MOVE = 8192


def open_the_way(needed: list[Path]) -> None:
    """Make ``needed`` reachable for everyone, in this process's mounts only."""
    libc.unshare(libc.NEWNS)
    libc.mount("none", "/", "", libc.MS_REC | libc.MS_PRIVATE)
    blocked = {
        parent: [path for path in needed if parent in path.parents]
        for path in needed
        for parent in reversed(path.parents)
        if not parent.stat().st_mode & 1
    }
    for parent, paths in sorted(blocked.items()):
        kept = {path: tempfile.mkdtemp() for path in paths}
        for path, place in kept.items():
            libc.mount(str(path), place, "", libc.MS_BIND | libc.MS_REC)
        libc.mount("tmpfs", str(parent), "tmpfs", 0, "mode=0755")
        for path, place in kept.items():
            path.mkdir(parents=True, exist_ok=True)
            libc.mount(place, str(path), "", _MS_MOVE)
            os.rmdir(place)


def main(argv: list[str]) -> None:
    """See above."""
    user, home, command = int(argv[1]), argv[2], argv[3:]
    # a link in the middle of a way is a folder to enter as well
    needed = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).resolve().parents[1], ROOT}
    umask = os.umask(0o022)
    open_the_way(sorted({path.absolute() for path in needed} | {path.resolve() for path in needed}))
    os.umask(umask)
    os.chown(home, user, user)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    os.environ |= {"HOME": home, "TMPDIR": home}
    os.environ.pop("XDG_CACHE_HOME", None)
    os.execv(command[0], command)


if __name__ == "__main__":
    main(sys.argv)
