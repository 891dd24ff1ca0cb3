"""The parent's side of a run: start the process, follow its events, and go on after it hung or died.

A cell that cannot be interrupted, or that ends the process, is left out and the cells before it are run again in a
fresh process, without tests. So one bad cell costs only itself, as when the notebook is graded.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from autograde.errors import GraderFault

__all__ = ["RunCell", "run_cells"]

Record = dict[str, Any]

START_SECONDS = 120.0
GRACE_SECONDS = 5.0
"""What an interrupted cell has to come to an end by itself."""
MAX_STARTS = 6


@dataclass(frozen=True)
class RunCell:
    """One cell to run."""

    key: str
    source: str
    test: bool = False
    given: bool = False
    """Whether the text is the instructor's: an error in it surfaces at the student's line, or at the test's."""


def run_cells(
    cells: Sequence[RunCell], folder: Path, seconds: float, on_begin: Callable[[int], None] | None = None
) -> dict[str, Record]:
    """Run cells in order in a fresh process.

    Args:
        folder: where the notebook lies; the current folder of its code.
        seconds: limit of one cell.
        on_begin: told how many cells are behind us, for a display of progress.

    Returns:
        For each key: ``status`` (``ok``, ``error``, ``timeout``, ``flood``, ``crashed``, ``skipped``), ``failure`` (an
        explanation or None), and for tests ``properties`` and ``score``.

    Raises:
        GraderFault: the process cannot be started.
    """
    records: dict[str, Record] = {}
    for _ in range(MAX_STARTS):
        again = [c for c in cells if c.key in records and not c.test and records[c.key]["status"] in ("ok", "error")]
        todo = again + [c for c in cells if c.key not in records]
        if len(again) == len(todo):
            return records
        attempt = _Attempt(todo, folder, seconds, on_begin or (lambda behind: None), len(cells))
        for key, record in attempt.run().items():
            records.setdefault(key, record)
            if record["status"] in ("crashed", "timeout") and attempt.ended_early and key == attempt.last:
                records[key] = record  # it ran before, but not again: from now on it is left out
    return records | {c.key: {"status": "skipped", "failure": None} for c in cells if c.key not in records}


@dataclass
class _Attempt:
    cells: Sequence[RunCell]
    folder: Path
    seconds: float
    on_begin: Callable[[int], None]
    total: int
    last: str = ""
    ended_early: bool = False
    _lines: queue.SimpleQueue[bytes | None] = field(default_factory=queue.SimpleQueue)

    def run(self) -> dict[str, Record]:
        with tempfile.TemporaryFile() as complaints:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "autograde.check.run"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                cwd=self.folder,
                env=os.environ | {"MPLBACKEND": "agg", "PYTHONIOENCODING": "utf-8"},  # no window opens
                start_new_session=True,
            )
            assert process.stdout is not None
            reader = threading.Thread(target=self._read, args=(process.stdout,), daemon=True)
            reader.start()
            try:
                return self._follow(process, complaints)
            finally:
                _end(process)
                reader.join(GRACE_SECONDS)  # what the notebook started may still hold the pipe open

    def _follow(self, process: subprocess.Popen[bytes], complaints: IO[bytes]) -> dict[str, Record]:
        assert process.stdin is not None
        job = {"seconds": self.seconds, "cells": [vars(cell) for cell in self.cells]}
        with contextlib.suppress(OSError):  # where it died at once, the reader sees its end
            process.stdin.write(json.dumps(job).encode("ascii"))
            process.stdin.close()
        records: dict[str, Record] = {}
        ready, deadline = False, time.monotonic() + START_SECONDS
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                status, line = "timeout", None
            else:
                status = "crashed"
            if line is None:
                if not ready:
                    raise GraderFault(f"Python could not be started to run the notebook: {_last_line(complaints)}")
                self.ended_early = True
                if self.last and self.last not in records:
                    records[self.last] = {"status": status, "failure": None}
                return records
            event = json.loads(line)
            deadline = time.monotonic() + self.seconds + GRACE_SECONDS
            if event["event"] == "done":
                return records
            ready = True
            if event["event"] == "begin":
                self.last = self.cells[event["number"]].key
                self.on_begin(self.total - len(self.cells) + event["number"])
            elif event["event"] == "end":
                records[self.cells[event["number"]].key] = event["record"]

    def _read(self, stream: IO[bytes]) -> None:
        with stream, contextlib.suppress(OSError):
            for line in stream:
                self._lines.put(line)
        self._lines.put(None)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and, where the platform knows groups of processes, what it started."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _last_line(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    lines = complaints.read().decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it ended without a word")
