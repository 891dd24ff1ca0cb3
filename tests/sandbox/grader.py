"""The other end of :mod:`tests.sandbox.serve`: a grader that runs as root or as an ordinary user."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from typing import Any

import psutil
import pytest

from tests.project.files import ROOT

__all__ = ["KINDS", "USER", "Grader"]

KINDS = ("root", "user")
USER = 60_123
"""The ordinary user that root becomes: no such user needs to exist."""


class Grader:
    """A process that grades.

    Args:
        kind: ``root`` or ``user``; skips the test where this cannot be had, and says why.
        walls: ``none`` for a grader without a sandbox.
    """

    def __init__(self, kind: str, walls: str = "here") -> None:
        if not sys.platform.startswith("linux"):
            pytest.skip("the sandbox needs Linux")
        if kind == "root" and os.getuid() != 0:
            pytest.skip("needs root: sudo -E .venv/bin/python -m pytest tests/sandbox")
        self.home = tempfile.mkdtemp(prefix="autograde-test-")
        os.chmod(self.home, 0o755)
        self._before: list[str] = []
        if kind == "user" and os.getuid() == 0:
            self._before = [sys.executable, "-m", "tests.sandbox.as_user", str(USER), self.home]
        self.process = subprocess.Popen(
            [*self._before, sys.executable, "-m", "tests.sandbox.serve", walls],
            cwd=ROOT,
            env={**os.environ, "HOME": self.home},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        hello = self._answer()
        if hello["walls"] is None:
            self.end()
            trouble = self._namespaces()
            if trouble:
                pytest.skip(f"no sandbox as {kind} on this machine: {trouble}")
            pytest.fail(f"namespaces can be had as {kind}, and still there is no sandbox: {hello['why']}")
        assert hello["walls"] == (kind if walls == "here" else walls)

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
