"""Starting processes from warm ones: the same interface as a plain start, a hundred times as fast."""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from autograde.errors import GraderFault
from autograde.model import Assignment
from autograde.process import Child, Launcher, PlainLauncher, environment, signal_name

__all__ = ["WarmLauncher", "launcher_for"]

START_S = 120.0
_WARMABLE = {"torch": "torch", "numpy": "numpy", "matplotlib": "matplotlib.pyplot"}


def launcher_for(assignment: Assignment) -> Launcher:
    """A launcher that has warm what the assignment's source imports; one for each set of modules, kept."""
    if not sys.platform.startswith("linux"):
        return PlainLauncher()  # elsewhere a fork after imports is not safe
    text = "\n".join(cell.source for notebook in assignment.notebooks for cell in notebook.cells)
    names = [name for name in _WARMABLE if re.search(rf"^\s*(?:import|from)\s.*\b{name}\b", text, re.MULTILINE)]
    return _warm(tuple(_WARMABLE[name] for name in names))


@functools.cache
def _warm(modules: tuple[str, ...]) -> WarmLauncher:
    launcher = WarmLauncher(modules)
    atexit.register(launcher.close)
    return launcher


class WarmLauncher:
    """Keeps one warm process for each role.

    Args:
        modules: what they import beforehand.
    """

    def __init__(self, modules: tuple[str, ...]) -> None:
        self._modules = modules
        self._parents: dict[str, _Parent] = {}
        self._lock = threading.Lock()

    def start(self, role: str, arguments: list[str], descriptors: list[int], folder: Path) -> Child:
        """See :class:`autograde.process.Launcher`."""
        with self._lock:
            parent = self._parents.get(role)
            if parent is not None and not parent.alive():
                parent.close()
                parent = None
            if parent is None:
                parent = self._parents[role] = _Parent(role, self._modules)
        order = {
            # the numbers are the child's to give: "@" stands for the next descriptor
            "arguments": ["@" if text in {str(number) for number in descriptors} else text for text in arguments],
            "folder": str(folder),
            "environment": environment(role, folder),
        }
        return _WarmChild(parent, int(parent.ask(order, descriptors)["pid"]))

    def close(self) -> None:
        """End the warm processes."""
        for parent in self._parents.values():
            parent.close()
        self._parents.clear()


class _Parent:
    """A warm process, as the grader sees it."""

    def __init__(self, role: str, modules: tuple[str, ...]) -> None:
        self._role = role
        self._lock = threading.Lock()
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "autograde.warm", role, str(theirs.fileno()), *modules],
                env=environment(role, Path("/")),
                cwd="/",
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL if role == "candidate" else None,
                start_new_session=True,
            )
        self._socket.settimeout(START_S)
        self._receive()

    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, order: dict[str, object], descriptors: list[int]) -> dict[str, object]:
        with self._lock:
            try:
                socket.send_fds(self._socket, [json.dumps(order).encode()], descriptors)
            except OSError as error:
                raise GraderFault(f"the warm process for {self._role}s is gone") from error
            return self._receive()

    def _receive(self) -> dict[str, object]:
        try:
            data = self._socket.recv(1 << 16)
        except OSError as error:
            raise GraderFault(f"the warm process for {self._role}s does not answer") from error
        if not data:
            raise GraderFault(f"the warm process for {self._role}s ended")
        reply: dict[str, object] = json.loads(data)
        return reply

    def close(self) -> None:
        self._socket.close()
        self._process.kill()
        self._process.wait()


class _WarmChild:
    def __init__(self, parent: _Parent, pid: int) -> None:
        self._parent, self._pid = parent, pid
        self._code: int | None = None

    def interrupt(self) -> None:
        if self._poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGINT)

    def kill(self) -> None:
        # while its parent has not collected it, the number cannot belong to anyone else
        if self._code is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._pid, signal.SIGKILL)
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            self.ending()

    def ending(self) -> str:
        deadline = time.monotonic() + 2
        while self._poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        if self._code is None:
            return "still running"
        return signal_name(self._code)

    def _poll(self) -> int | None:
        if self._code is None:
            with contextlib.suppress(GraderFault):
                code = self._parent.ask({"status": self._pid}, [])["status"]
                self._code = code if isinstance(code, int) else None
        return self._code
