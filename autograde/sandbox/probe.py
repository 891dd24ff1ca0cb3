"""Which tier of the ladder holds on this machine: tried, not guessed."""

from __future__ import annotations

import functools
import os
import re
import signal
import subprocess
import sys
import tempfile

from autograde.sandbox.bwrap import available, command
from autograde.sandbox.paths import HOME
from autograde.sandbox.tiers import NONE, TIERS, Tier

__all__ = ["ladder", "sandbox_name", "tried", "walls_here", "why_no_walls"]

_TRY = """
import os, signal, sys
from autograde.sandbox import landlock
from autograde.sandbox.bwrap import visible
from autograde.sandbox.enter import Walls, wall_in
from autograde.sandbox.prepare import prepare
from autograde.sandbox.watch import SIGNALS
key, folder = sys.argv[1:]
prepared = prepare(key)
shown = visible()
signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)

def scoped(parent):
    # kernels of Red Hat claim a version of Landlock that they do not have in full
    try:
        os.kill(parent, 0)
    except PermissionError:
        return True
    return False

child = os.fork()
if child == 0:
    code = 1
    try:
        wall_in(Walls(1_900_000_000 if prepared.tier.own_user else None, 4096), prepared, [], folder)
        for path in shown:
            try:
                os.listdir(path)
            except PermissionError:
                raise PermissionError(f"no other user can read {path}: move it where all can") from None
        import IPython.core.logger, autograde.candidate.output  # what a submission imports is still to be seen
        code = 6 if os.listdir(folder) else 7
        if prepared.tier.nested and os.getpid() != 1 or prepared.tier.flat and not scoped(os.getppid()):
            code = 5
    except BaseException as error:
        print(error or type(error).__name__, flush=True)
    finally:
        os._exit(code)
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
print("walls hold" if code == 7 else f"code {code}" if code != 5 else "others can be seen or signalled")
"""
_COUNTS_BY_NAMESPACE = (5, 14)
"""Before this kernel a limit on processes counted all of a user's, the instructor's own included."""


def sandbox_name(walls: str) -> str:
    """How results and the doctor name a tier."""
    return TIERS[walls].name


def walls_here() -> str | None:
    """The strongest tier that holds here, by its key; None where none does."""
    return _probe()[0]


def why_no_walls() -> str:
    """One line: what is missing."""
    return _probe()[1]


def ladder() -> tuple[tuple[Tier, str], ...]:
    """Every tier, strongest first, and why it does not hold here; nothing where it does."""
    return tuple((tier, tried(key)) for key, tier in TIERS.items() if tier is not NONE)


@functools.cache
def _probe() -> tuple[str | None, str]:
    reasons = []
    for key, tier in TIERS.items():
        if tier is NONE:
            continue
        why = tried(key)
        if not why:
            return key, ""
        if why not in _NOT_MEANT:
            reasons.append(f"{tier.name}: {why}")
    return None, "; ".join(dict.fromkeys(reasons))


_FOR_ROOT, _FOR_USERS = "only for root", "only for ordinary users"
_NOT_MEANT = (_FOR_ROOT, _FOR_USERS)
_TRIES = 3
_KILLED = f"code -{int(signal.SIGKILL)}"


@functools.cache
def tried(key: str) -> str:
    """Why a tier does not hold here; nothing where it does."""
    tier = TIERS[key]
    if not sys.platform.startswith("linux"):
        return "sandboxed grading needs Linux"
    if tier.own_user != (os.getuid() == 0):
        return _FOR_ROOT if tier.own_user else _FOR_USERS
    if tier.bwrap and available() is None:
        return "bubblewrap is not installed: apt-get install bubblewrap"
    if not tier.own_user and _kernel() < _COUNTS_BY_NAMESPACE:
        return "the kernel is older than 5.14 and cannot count one submission's processes: grade as root"
    with tempfile.TemporaryDirectory(prefix="autograde-") as folder:
        inner = [sys.executable, "-P", "-c", _TRY, key, HOME if tier.bwrap else folder]
        alone = None if tier.shared else 64
        outer = command(inner, root=tier.own_user, private_mb=alone) if tier.bwrap else inner
        for _ in range(_TRIES):
            try:
                done = subprocess.run(outer, cwd="/", capture_output=True, text=True, timeout=60)
            except (OSError, subprocess.TimeoutExpired) as error:
                return f"it does not start: {error}"
            said = done.stdout.strip()
            # one that was killed, by the kernel perhaps, says nothing about the tier: a weaker one would be taken
            if said != _KILLED and done.returncode not in (-signal.SIGKILL, 128 + signal.SIGKILL):
                break
    if done.returncode == 0 and said == "walls hold":
        return ""
    lines = (done.stderr.strip() or said or f"exit code {done.returncode}").splitlines()
    return lines[0 if said and not done.stderr.strip() else -1][:200]


def _kernel() -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", os.uname().release)[:2])
