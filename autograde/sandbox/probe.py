"""Whether walls can be put up on this machine: tried, not guessed."""

from __future__ import annotations

import functools
import os
import re
import subprocess
import sys

from autograde.sandbox.bwrap import available, command
from autograde.sandbox.paths import HOME

__all__ = ["sandbox_name", "walls_here", "why_no_walls"]

_TRY = f"""
import os, signal, sys
from autograde.sandbox import syscalls
from autograde.sandbox.enter import Walls, wall_in
from autograde.sandbox.watch import SIGNALS
made = syscalls.build()
signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
child = os.fork()
if child == 0:
    wall_in(Walls(1_900_000_000 if sys.argv[1] == "root" else None, 4096), made, [])
    import IPython.core.logger, autograde.candidate.output  # what a submission imports is still to be seen
    os._exit(7 if os.getpid() == 1 and os.listdir("{HOME}") == [] else 1)
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
print("walls hold" if code == 7 else f"code {{code}}")
"""
_COUNTS_BY_NAMESPACE = (5, 14)
"""Before this kernel a limit on processes counted all of a user's, the instructor's own included."""


def sandbox_name(walls: str) -> str:
    """How results and the doctor name the walls ``none``, ``root`` or ``user``."""
    return walls if walls == "none" else f"bwrap ({walls})"


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
    if kind == "user" and _kernel() < _COUNTS_BY_NAMESPACE:
        return None, "the kernel is older than 5.14 and cannot count one submission's processes: grade as root"
    inner = [sys.executable, "-P", "-c", _TRY, kind]
    try:
        done = subprocess.run(command(inner, root=kind == "root"), capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as error:
        return None, f"bubblewrap does not start: {error}"
    if done.returncode == 0 and done.stdout.strip() == "walls hold":
        return kind, ""
    lines = (done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}").splitlines()
    return None, f"namespaces are not to be had here: {lines[-1][:200]}"


def _kernel() -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", os.uname().release)[:2])
