"""What a command costs, with all its descendants: wall-clock and CPU time, peak memory."""

from __future__ import annotations

import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

__all__ = ["Cost", "measured"]

SAMPLE_S = 0.1


@dataclass(frozen=True)
class Cost:
    """What a command took: wall-clock and CPU seconds of it and all its children, peak resident memory in MB."""

    wall_s: float
    cpu_s: float
    memory_mb: float


def measured(work: list[str], cwd: Path, environment: dict[str, str] | None = None) -> Cost:
    """Run a command and measure it with all its descendants.

    Raises:
        RuntimeError: it failed.
    """
    started = time.perf_counter()
    process = subprocess.Popen(work, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    watch = _Watch(process.pid)
    watch.start()
    code = process.wait()
    wall = time.perf_counter() - started
    watch.done.set()
    watch.join()
    if code:
        raise RuntimeError(f"{' '.join(work)}: exit code {code}")
    return Cost(wall, watch.cpu_s, watch.memory_mb)


class _Watch(threading.Thread):
    """Samples a process tree: CPU time with that of children that ended, and memory.

    Memory is proportional: what forked processes share counts once. The times are the largest sum seen, because the
    parents of the work live nearly until the end, and a process that is killed hands its time to nobody.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.done, self.memory_mb, self.cpu_s = pid, threading.Event(), 0.0, 0.0

    def run(self) -> None:
        while not self.done.wait(SAMPLE_S):
            memory, cpu = 0, 0.0
            try:
                root = psutil.Process(self.pid)
                tree = [root, *root.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            for process in tree:
                try:
                    cpu += sum(process.cpu_times()[:4])
                    memory += process.memory_full_info().pss
                except (psutil.NoSuchProcess, psutil.AccessDenied):
                    continue
            self.memory_mb, self.cpu_s = max(self.memory_mb, memory / 2**20), max(self.cpu_s, cpu)
