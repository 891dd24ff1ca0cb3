"""One attack on a grader without a sandbox of its own: ``python -m tests.hostile.inside TOOL ATTACK BOX``.

Runs in a container of bubblewrap (:mod:`tests.hostile.container`) that may be thrown away. It hands the attack in,
starts the grader, and says what is still there when the grader ended; the grades are looked at from outside.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from autograde.sandbox.attacks.bait import bait
from tests.hostile.assignment import NAME
from tests.hostile.controls import by_name
from tests.hostile.otter_form import otter_submission
from tests.hostile.submission import hand_in

__all__ = ["ATTACKER", "TIMEOUT_S"]

ATTACKER = "attacker"
TIMEOUT_S = 150.0
LINGER_S = 1.5
"""After the grader ended: what waits for that has time to do its work."""


def main(tool: str, name: str, box: Path) -> None:
    """See above; ``BOX/command.json`` holds the grader's command and its environment, the outcome becomes
    ``BOX/outcome.json``."""
    command = json.loads((box / "command.json").read_text(encoding="utf-8"))
    with bait() as host:
        given = {**host, "notes": str(box / "notes.txt"), "source": str(box / "course" / "source" / NAME / "hw.ipynb")}
        (box / "canary").write_text(host["canary"])
        attack = by_name(name)
        if tool == "nbgrader":
            where = box / "course"
            hand_in(attack, where / "submitted" / ATTACKER / NAME, given)
            line = command["line"]
        else:
            where = box / "otter"
            hand_in(attack, where / "submitted", given)
            line = [*command["line"], str(otter_submission(where / "submitted"))]
        environment = {**os.environ, **command["environment"]}
        with (box / "log.txt").open("wb") as log:
            process = subprocess.Popen(line, cwd=where, env=environment, stdout=log, stderr=log, start_new_session=True)
            try:
                code: int | None = process.wait(TIMEOUT_S)
            except subprocess.TimeoutExpired:
                code = None
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        time.sleep(LINGER_S)
        here = {1, os.getpid()}
        left = [number for number in map(int, filter(str.isdigit, os.listdir("/proc"))) if number not in here]
        outcome = {"code": code, "left": [found for number in left if (found := _running(number)) not in ("", "cat")]}
    (box / "outcome.json").write_text(json.dumps(outcome), encoding="utf-8")


def _running(number: int) -> str:
    """The name of a process that is no zombie."""
    try:
        text = Path(f"/proc/{number}/stat").read_text(errors="replace")
    except OSError:
        return ""
    name, state = text.partition("(")[2].rpartition(")")[::2]
    return "" if state.split()[0] == "Z" else name


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
