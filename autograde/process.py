"""Starting the two processes of one submission: what every launcher promises, and the plainest one.

:mod:`autograde.launch` forks them from warm processes, behind the walls of :mod:`autograde.sandbox`.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from autograde.fonts import font_folder
from autograde.limits import Limits

__all__ = ["Child", "Job", "Launcher", "PlainLauncher", "environment", "signal_name", "working_folder"]

GPU_FILES = 128
"""Open files of a process that CUDA needs for itself: device nodes, one per thread and queue."""


class Child(Protocol):
    """A process that was started."""

    def interrupt(self) -> None:
        """Ask it to stop what it is doing (SIGINT)."""

    def kill(self) -> None:
        """End it and everything it started. May be called again."""

    def ending(self) -> str:
        """How it ended, in words (``"exit code 3"``, ``"killed by SIGSEGV"``); waits a moment for it."""


@dataclass(frozen=True)
class Job:
    """What a process is given besides its wires."""

    files: Mapping[str, bytes]
    """Support files by relative path, put into its working folder."""
    memory_mb: int
    """Address space of the process; in a sandbox also the memory of all processes that it starts, together."""
    limits: Limits = field(default_factory=Limits)
    """What else it may use."""
    gpu: str = ""
    """The GPU that it may use, as ``CUDA_VISIBLE_DEVICES`` names it; none if empty."""

    @property
    def cpu_s(self) -> int:
        """Processor time of each process, in a sandbox; one more than the process sets itself, so that the way it ends
        says why."""
        return math.ceil(self.limits.cpu_s) + 1

    def walls(self) -> dict[str, int | bool]:
        """The fields of :class:`autograde.sandbox.enter.Walls`, but for the user."""
        return {
            "memory_mb": self.memory_mb,
            "cpu_s": self.cpu_s,
            "processes": self.limits.processes,
            "open_files": self.limits.open_files + (GPU_FILES if self.gpu else 0),
            "file_mb": self.limits.file_mb,
            "tmp_mb": self.limits.disk_mb,
            "files": self.limits.disk_files,
            "gpu": bool(self.gpu),
        }


class Launcher(Protocol):
    """Starts processes; called by :class:`autograde.pair.Pair`, twice for each attempt at a submission."""

    name: str
    """The sandbox in force, as results record it."""

    def start(self, role: str, arguments: list[str], descriptors: list[int], job: Job) -> Child:
        """Start ``python -m autograde.<role> *arguments``.

        Args:
            role: ``candidate`` or ``examiner``.
            descriptors: the only open files the process keeps.
        """

    def close(self) -> None:
        """End what is at work; nothing can be started afterwards."""


def environment(role: str, folder: Path, gpu: str = "") -> dict[str, str]:
    """The environment of a process: what it needs and nothing of the grader's own.

    Args:
        folder: home and temporary folder of the process.
        gpu: as in :class:`Job`.
    """
    values = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "USER": "student",  # there is no list of users to look it up in
        "MPLBACKEND": "module://matplotlib_inline.backend_inline" if role == "candidate" else "agg",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "CUDA_VISIBLE_DEVICES": gpu,
        "PYTHONDONTWRITEBYTECODE": "1",
        "NBGRADER_EXECUTION": "autograde",  # as nbgrader has it: notebooks may look for it
        # modules that leave caches in the home folder would do so once for every submission
        "MPLCONFIGDIR": str(font_folder()),
    }
    if not gpu:
        # a look for a GPU must not start the driver: no child of a process that did could use one
        values["PYTORCH_NVML_BASED_CUDA_CHECK"] = "1"
    for name in ("D2LCOURSE_DATA", "SYSTEMROOT", "CUDA_DEVICE_ORDER"):
        if name in os.environ:
            values[name] = os.environ[name]
    return values


def working_folder(files: Mapping[str, bytes]) -> tempfile.TemporaryDirectory[str]:
    """A new temporary folder that holds ``files``; removed by its ``cleanup()``."""
    folder = tempfile.TemporaryDirectory(prefix="autograde-", ignore_cleanup_errors=True)
    for name, data in files.items():
        target = Path(folder.name) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def signal_name(code: int) -> str:
    """An exit code in words: ``"exit code 3"``, ``"killed by SIGSEGV"``."""
    if code < 0:
        with contextlib.suppress(ValueError):
            return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"


class PlainLauncher:
    """Processes without a sandbox: apart from the grader, but with all of this user's rights."""

    name = "none"

    def start(self, role: str, arguments: list[str], descriptors: list[int], job: Job) -> Child:
        """See :class:`Launcher`."""
        kept = working_folder(job.files)
        folder = Path(kept.name)
        command = [sys.executable, "-P", "-m", f"autograde.{role}", *arguments]
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(role, folder, job.gpu),
            pass_fds=descriptors,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL if role == "candidate" else None,
            start_new_session=True,
        )
        return _PlainChild(process, kept)

    def close(self) -> None:
        """Nothing to do: each process ends with its submission."""


class _PlainChild:
    def __init__(self, process: subprocess.Popen[bytes], folder: tempfile.TemporaryDirectory[str]) -> None:
        self._process = process
        self._folder = folder

    def interrupt(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGINT)

    def kill(self) -> None:
        # the whole session first: children of the student's code belong to it
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        self._folder.cleanup()

    def ending(self) -> str:
        try:
            code = self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            return "still running"
        return signal_name(code)
