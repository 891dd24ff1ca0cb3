"""A container that may be thrown away, for graders that run a submission with all rights of whoever started them.

Bubblewrap with a read-only view of the machine, one folder that can be written to, private temporary folders, no
network but a loopback of its own, and process numbers of its own. It keeps the machine safe; what happens inside it is
what would happen to the machine of somebody who grades without one.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from autograde.sandbox.bwrap import available
from tests.assignments.nbgrader_run import command
from tests.hostile.assignment import NAME
from tests.hostile.inside import ATTACKER, TIMEOUT_S
from tests.project.files import ROOT

__all__ = ["BOX", "contained"]

BOX = Path("/tmp/box")
"""Where the folder lies inside."""
_MEMORY = 6 << 30
_FILE = 1 << 30
_SETTING_UP_S = 30.0


def contained(tool: str, attack: str, folder: Path, python: str) -> bool:
    """Run :mod:`tests.hostile.inside` in a container over ``folder``; whether it came to its end."""
    found = available()
    if found is None:
        raise RuntimeError("the comparison needs bubblewrap: apt-get install bubblewrap")
    line = [
        found, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys",
        "--size", str(512 << 20), "--tmpfs", "/tmp", "--bind", str(folder), str(BOX),
        "--setenv", "HOME", str(BOX / "home"), "--unsetenv", "TMPDIR", "--chdir", str(ROOT), "--",
        sys.executable, "-W", "ignore", "-m", "tests.hostile.inside", tool, attack, str(BOX),
    ]  # fmt: skip
    (folder / "home").mkdir(exist_ok=True)
    (folder / "command.json").write_text(json.dumps(_command(tool, python)), encoding="utf-8")
    with (folder / "container.txt").open("wb") as log:
        try:
            done = subprocess.run(
                line, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=_limit,
                timeout=TIMEOUT_S + _SETTING_UP_S,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return False
    return done.returncode == 0


def _command(tool: str, python: str) -> dict[str, object]:
    if tool == "nbgrader":
        line, environment = command(BOX / "course", "autograde", NAME, "--student", ATTACKER)
        changed = {name: value for name, value in environment.items() if os.environ.get(name) != value}
        return {"line": line, "environment": changed}
    otter = BOX / "otter"
    line = [python, "-m", "otter", "run", "-a", str(otter / "autograder.zip"), "-o", str(otter), "--no-logo"]
    return {"line": line, "environment": {}}


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE, _FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
