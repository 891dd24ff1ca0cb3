"""Memory of the warm processes over many submissions: ``python -m tests.bench.memory [COUNT]`` (default 1,000).

Each is a candidate, which uses 20 MB and torch, and an examiner, behind the walls that hold here. What is printed is
memory that belongs to the warm processes alone (private pages) and their address space.
"""

from __future__ import annotations

import sys
import time

import psutil

from autograde.launch import WarmLauncher
from autograde.sandbox.attacks.conduct import Room
from autograde.sandbox.probe import walls_here

CODE = "import torch; kept = bytearray(b'1') * (20 << 20); print((torch.ones(3, 3) @ torch.ones(3, 3)).sum().item())"


def main(count: int) -> None:
    """Start ``count`` pairs, one after the other."""
    launcher = WarmLauncher(("torch", "numpy", "matplotlib.pyplot"), walls_here() or "none")
    start = time.monotonic()
    try:
        for number in range(count + 1):
            if number % max(1, count // 10) == 0:
                print(f"{number:6} submissions  {time.monotonic() - start:6.0f} s  {_memory(launcher)}", flush=True)
            room = Room(launcher)
            assert room.say(CODE)[0].strip() == "27.0"
            room.close()
    finally:
        launcher.close()


def _memory(launcher: WarmLauncher) -> str:
    found = []
    for role, parent in sorted(launcher._parents.items()):
        outer = psutil.Process(parent._process.pid)
        warm = max([outer, *outer.children(recursive=True)], key=lambda process: process.memory_info().rss)
        memory = warm.memory_full_info()
        found.append(
            f"{role}: {memory.uss / 2**20:.1f} MB own, {memory.rss / 2**20:.1f} MB resident, "
            f"{memory.vms / 2**20:.1f} MB addresses, {warm.num_fds()} files"
        )
    return "; ".join(found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
