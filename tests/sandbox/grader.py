"""The other end of :mod:`tests.sandbox.serve`: a grader that runs as root or as an ordinary user."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
from typing import Any

import psutil
import pytest

from autograde.sandbox.tiers import TIERS
from tests.project.files import ROOT

__all__ = ["KINDS", "NESTED", "USER", "Grader"]

KINDS = ("root", "user", "single", "uid")
"""Every tier; ``root`` and ``uid`` need root."""
NESTED = ("root", "user")
USER = 60_123
"""The ordinary user that root becomes: no such user needs to exist."""


def _landlock() -> int:
    return int(ctypes.CDLL(None).syscall(ctypes.c_long(444), None, ctypes.c_size_t(0), ctypes.c_uint32(1)))


class Grader:
    """A process that grades.

    Args:
        kind: a tier's key; skips the test where this cannot be had, and says why.
        walls: others than those of ``kind``, for the same user: ``none``, or ``root:0`` for no Landlock.
    """

    def __init__(self, kind: str, walls: str = "") -> None:
        if not sys.platform.startswith("linux"):
            pytest.skip("the sandbox needs Linux")
        self.walls = walls = walls or kind
        self.tier = tier = TIERS[kind]
        if tier.own_user and os.getuid() != 0:
            pytest.skip("needs root: sudo -E .venv/bin/python -m pytest tests/sandbox")
        self.home = tempfile.mkdtemp(prefix="autograde-test-")
        os.chmod(self.home, 0o755)
        self._before: list[str] = []
        if os.getuid() == 0 and kind != "root":
            # root's own home may hold the interpreter, which others then cannot read
            user = 0 if tier.own_user else USER
            self._before = [sys.executable, "-m", "tests.sandbox.as_user", str(user), self.home]
        self.process = subprocess.Popen(
            [*self._before, sys.executable, "-m", "tests.sandbox.serve", walls],
            cwd=ROOT,
            env={**os.environ, "HOME": self.home, "TMPDIR": self.home},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        hello = self._answer()
        if not hello["why"]:
            return
        self.end()
        trouble = self._trouble(kind)
        if trouble:
            pytest.skip(f"no sandbox {tier.name} on this machine: {trouble}")
        pytest.fail(f"everything that {tier.name} needs is there, and still it does not hold: {hello['why']}")

    def _trouble(self, kind: str) -> str:
        """Why this kind cannot be had here, found without anything of what is tested; nothing where it can."""
        if kind in ("single", "uid") and _landlock() < 6:
            return f"Landlock's version is {_landlock()}"
        return self._namespaces() if kind != "uid" else ""

    def _namespaces(self) -> str:
        """Why bubblewrap itself, without anything of ours, cannot work for this user; nothing where it can."""
        bwrap = shutil.which("bwrap")
        if bwrap is None:
            return "bubblewrap is not installed"
        try_out = [bwrap, "--unshare-user", "--unshare-pid", "--unshare-net", "--ro-bind", "/", "/", "--proc", "/proc"]
        done = subprocess.run([*self._before, *try_out, "true"], cwd=ROOT, capture_output=True, text=True, timeout=60)
        return done.stderr.strip() if done.returncode else ""

    def ask(self, what: str, **fields: Any) -> Any:
        """Have the grader do something."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": what, **fields}) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def say(self, room: str, code: str, timeout_s: float = 60.0) -> str:
        """What ``code`` prints as a cell; it must run to its end."""
        reply = self.ask("say", room=room, code=code, timeout_s=timeout_s)
        assert (reply["lost"], reply["status"]) == ("", "ok"), reply
        return str(reply["text"]).strip()

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"the grader ended with {self.process.wait(10)}"
        return json.loads(line)

    def below(self) -> list[psutil.Process]:
        """All processes that this one started, and those that they started."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self) -> None:
        """End it the orderly way."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(30)  # it may have ended before
        self.process.stdout.close()
        shutil.rmtree(self.home, ignore_errors=True)
