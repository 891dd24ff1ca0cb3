"""Whether walls can be put up on this machine: tried, not guessed."""

from __future__ import annotations

import functools
import os
import subprocess
import sys

from autograde.sandbox.bwrap import available, command

__all__ = ["walls_here", "why_no_walls"]

_TRY = """
import os, sys
from autograde.sandbox import syscalls
from autograde.sandbox.enter import Walls, wall_in
made = syscalls.build()
reading, writing = os.pipe()
child = os.fork()
if child == 0:
    os.close(reading)
    wall_in(Walls(sys.argv[1] == "root", 0, 4096), made, writing)
    os._exit(7 if os.getpid() == 1 and os.listdir("/home/student") == [] else 1)
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
print("walls hold" if code == 7 else f"code {code}")
"""


def walls_here() -> str | None:
    """``root`` or ``user``: which walls hold here; None where none do."""
    return _probe()[0]


def why_no_walls() -> str:
    """One line: what is missing."""
    return _probe()[1]


@functools.cache
def _probe() -> tuple[str | None, str]:
    if not sys.platform.startswith("linux"):
        return None, "sandboxed grading needs Linux"
    if available() is None:
        return None, "bubblewrap is not installed: apt-get install bubblewrap"
    kind = "root" if os.getuid() == 0 else "user"
    inner = [sys.executable, "-P", "-c", _TRY, kind]
    try:
        done = subprocess.run(command(inner, root=kind == "root"), capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as error:
        return None, f"bubblewrap does not start: {error}"
    if done.returncode == 0 and done.stdout.strip() == "walls hold":
        return kind, ""
    lines = (done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}").splitlines()
    return None, f"namespaces are not to be had here: {lines[-1][:200]}"
